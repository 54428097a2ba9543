"""epreuve : voir docs/architecture.md."""

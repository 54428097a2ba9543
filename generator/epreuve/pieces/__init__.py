"""epreuve/pieces : voir docs/architecture.md."""

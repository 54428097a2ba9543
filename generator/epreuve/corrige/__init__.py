"""epreuve/corrige : voir docs/architecture.md."""

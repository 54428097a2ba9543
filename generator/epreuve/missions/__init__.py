"""epreuve/missions : voir docs/architecture.md."""

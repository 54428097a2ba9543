"""fabrication/rendu : voir docs/architecture.md."""

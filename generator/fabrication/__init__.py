"""fabrication : voir docs/architecture.md."""

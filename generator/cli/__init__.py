"""cli : voir docs/architecture.md."""

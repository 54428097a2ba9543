"""monde : voir docs/architecture.md."""

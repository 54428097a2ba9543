"""sweep : voir docs/architecture.md."""

"""blueprint : voir docs/architecture.md."""

"""monde/metier : voir docs/architecture.md."""

"""controle : voir docs/architecture.md."""

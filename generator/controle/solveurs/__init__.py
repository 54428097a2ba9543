"""controle/solveurs : voir docs/architecture.md."""

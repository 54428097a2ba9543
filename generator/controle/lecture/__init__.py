"""controle/lecture : voir docs/architecture.md."""

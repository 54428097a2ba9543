"""epreuve/anomalies : voir docs/architecture.md."""

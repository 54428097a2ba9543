"""C1.4: check of whole chains of sale and of purchase, correction (docs/missions/c1_4.md)."""

from generator.controle.solveurs.c1_4 import anomalies, correction

__all__ = ["anomalies", "correction"]

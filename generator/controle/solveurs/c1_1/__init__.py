"""C1.1: records, quote, incomplete request (docs/missions/c1_1.md)."""

from generator.controle.solveurs.c1_1 import devis, fiches, manquants

__all__ = ["devis", "fiches", "manquants"]

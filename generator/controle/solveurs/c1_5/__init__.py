"""C1.5: an order's status, a technical answer, a complaint, what is passed on, sources, needs (docs/missions/c1_5.md)."""

from generator.controle.solveurs.c1_5 import delegation, informations, reclamation, restitution

__all__ = ["delegation", "informations", "reclamation", "restitution"]

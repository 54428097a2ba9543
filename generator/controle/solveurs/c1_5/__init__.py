"""C1.5: order status, technical answer, complaint, what is passed on, sources, needs (docs/missions/c1_5.md)."""

from generator.controle.solveurs.c1_5 import delegation, informations, reclamation, restitution

__all__ = ["delegation", "informations", "reclamation", "restitution"]

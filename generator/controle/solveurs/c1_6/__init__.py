"""C1.6: history of a sale, comments, alert (docs/missions/c1_6.md)."""

from generator.controle.solveurs.c1_6 import alerte, commentaires, historique, suivi

__all__ = ["alerte", "commentaires", "historique", "suivi"]

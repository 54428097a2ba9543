"""C1.2: order, delivery note, invoice, credit note, way of sending (docs/missions/c1_2.md)."""

from generator.controle.solveurs.c1_2 import avoir, commande, facture, livraison, transmission

__all__ = ["avoir", "commande", "facture", "livraison", "transmission"]

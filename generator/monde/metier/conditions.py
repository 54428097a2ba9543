"""What the general terms of sale make of an order: discounts of a line, carriage, deposit. Amounts in €."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.monde.faits import Article, Conditions
from generator.monde.journal import Ligne
from generator.monde.metier.prix import ZERO, net_ligne, taux_bande


def remises_dues(c: Conditions, a: Article, quantite: int, remise_client: Decimal) -> tuple[Decimal, ...]:
    """Return the discounts (%) of a line: band then client's in cascade, or the higher one."""
    bande = taux_bande(c.bandes, quantite) if a.remise_quantite else ZERO
    if c.cumul == "cascade":
        return tuple(r for r in (bande, remise_client) if r)
    return tuple(r for r in (max(bande, remise_client),) if r)


def atteint(montant: Decimal, seuil: Decimal, operateur: str) -> bool:
    """Say whether an amount reaches a threshold, « superieur » or « superieur_ou_egal »."""
    return montant >= seuil if operateur == "superieur_ou_egal" else montant > seuil


def port_du(c: Conditions, lignes: Sequence[Ligne]) -> Decimal:
    """Return the carriage HT of these lines."""
    if c.port_base == "apres_remise":
        montant = sum((li.montant for li in lignes), ZERO)
    else:
        montant = sum((net_ligne(li.prix, li.quantite) for li in lignes), ZERO)
    return ZERO if atteint(montant, c.port_franco, c.port_operateur) else c.port_forfait

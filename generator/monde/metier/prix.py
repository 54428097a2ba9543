"""Prices, discounts, VAT and totals: `Decimal`, rounded half-up to the cent, once per step that is printed.

Order of computation (domain/ventes.md § 3): PU × quantité → remises en cascade → net HT of the line, to the cent; the base
of a rate is the sum of its lines (and of the carriage); VAT = base × rate, rounded once (EN 16931, BR-CO-17).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal(0)
CENT_POUR_CENT = Decimal(100)


def arrondi(montant: Decimal) -> Decimal:
    """Round half-up to the cent."""
    return montant.quantize(CENT, ROUND_HALF_UP)


def arrondi_superieur(quantite: Decimal | int, lot: int) -> int:
    """Return the smallest multiple of `lot` that is at least `quantite` (0 when the quantity is not positive)."""
    if quantite <= 0:
        return 0
    return int((Decimal(quantite) / lot).to_integral_value(ROUND_CEILING)) * lot


def net_ligne(prix: Decimal, quantite: Decimal | int, remises: Sequence[Decimal] = ()) -> Decimal:
    """Return the HT of a line in €, its discounts (in %) applied in cascade, rounded once."""
    brut = prix * quantite
    for remise in remises:
        brut *= (CENT_POUR_CENT - remise) / CENT_POUR_CENT
    return arrondi(brut)


def taux_bande(bandes: Sequence[tuple[int, Decimal]], quantite: int) -> Decimal:
    """Return the discount (in %) of the last band whose first quantity is at most `quantite`; 0 below the first."""
    atteints = [taux for debut, taux in bandes if quantite >= debut]
    return atteints[-1] if atteints else ZERO


@dataclass(frozen=True)
class BaseTVA:
    """The base and the VAT of one rate, in €."""

    taux: Decimal
    base: Decimal
    montant: Decimal


@dataclass(frozen=True)
class Totaux:
    """The totals of a document, in €: HT of the lines, carriage HT, total HT, VAT by rate, TTC, deposit, net due."""

    lignes_ht: Decimal
    port_ht: Decimal
    total_ht: Decimal
    tva: tuple[BaseTVA, ...]
    total_tva: Decimal
    total_ttc: Decimal
    acompte: Decimal
    net_a_payer: Decimal


def totaux(
    lignes: Iterable[tuple[Decimal, Decimal]],
    port_ht: Decimal = ZERO,
    taux_port: Decimal = ZERO,
    acompte: Decimal = ZERO,
) -> Totaux:
    """Return the totals of lines given as (HT in €, VAT rate in %), with the carriage at its own rate."""
    bases: dict[Decimal, Decimal] = {}
    lignes = list(lignes)
    for ht, taux in lignes:
        bases[taux] = bases.get(taux, ZERO) + ht
    if port_ht:
        bases[taux_port] = bases.get(taux_port, ZERO) + port_ht
    tva = tuple(BaseTVA(t, bases[t], arrondi(bases[t] * t / CENT_POUR_CENT)) for t in sorted(bases))
    lignes_ht = sum((ht for ht, _ in lignes), ZERO)
    total_ht = lignes_ht + port_ht
    total_tva = sum((b.montant for b in tva), ZERO)
    ttc = total_ht + total_tva
    return Totaux(lignes_ht, port_ht, total_ht, tva, total_tva, ttc, acompte, ttc - acompte)

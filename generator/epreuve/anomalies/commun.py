"""What alterations share: places that follow from a row or a sum, proofs, plausible slips."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.alea import Flux
from generator.epreuve.anomalies.chaine import Chaine, Constat, Endroit, Place, json
from generator.monde.metier.prix import arrondi

CATALOGUE, CLIENTS, CGV, FOURNISSEURS = "commun/catalogue", "commun/clients", "commun/cgv", "commun/catalogue"
_SLIPS = (
    "90",
    "54",
    "45",
    "36",
    "27",
    "18",
    "9",
    "5.40",
    "4.50",
    "3.60",
    "2.70",
    "1.80",
    "0.90",
    "0.54",
    "0.45",
    "0.36",
    "0.27",
    "0.18",
)


def ligne(document: str, numero: int, champ: str) -> Endroit:
    """Return a place in a row."""
    return Endroit(document, "lignes", str(numero), champ)


def totaux(document: str, *champs: str) -> tuple[Endroit, ...]:
    """Return places among the totals; without names, those that follow from a line."""
    noms = champs or ("Total HT", "Total TVA", "Total TTC", "Net à payer")
    return tuple(Endroit(document, "totaux", "", c) for c in noms)


def suites_ligne(document: str, numero: int) -> tuple[Endroit, ...]:
    """Return what follows from a value of a row: its amount, the totals."""
    return (ligne(document, numero, "Montant HT de la ligne"), *totaux(document))


def catalogue(ch: Chaine, ref: str, champ: str = "") -> Endroit:
    """Return the article's price (or another column) in the catalogue."""
    return Endroit(CATALOGUE, "Articles", ref, champ or ("Prix d’achat HT" if ch.achat else "Prix de vente HT"))


def fiche(ch: Chaine, champ: str) -> Endroit:
    """Return a column of the client's, or the supplier's, record."""
    if ch.achat:
        return Endroit(FOURNISSEURS, "Fournisseurs", ch.client, champ)
    return Endroit(CLIENTS, "Clients", ch.client, champ)


def ailleurs(ch: Chaine, place: Place, champ: str) -> tuple[Endroit, ...]:
    """Return the same field of the same row on the other priced documents: the other side of the mismatch."""
    return tuple(
        ligne(d, place.ligne, champ) for d in ch.precedents(place.document) if place.ligne <= len(ch.vues[d].lignes)
    )


def constat(
    place: Place, endroit: Endroit, lu: Any, vrai: Any, preuves: tuple[Endroit, ...], acceptes: tuple[Endroit, ...] = ()
) -> Constat:
    """Return a finding, its values written."""
    return Constat(place, endroit, json(lu), json(vrai), preuves, acceptes)


def glissement(f: Flux, montant: Decimal) -> Decimal:
    """Return a plausible slip of typing: a multiple of 9 (two digits swapped), at most a third of the amount."""
    possibles = [Decimal(s) for s in _SLIPS if Decimal(s) * 3 <= montant][:6] or [Decimal("0.18")]
    return f.choix(possibles)


def autre_prix(f: Flux, prix: Decimal, sens: int) -> Decimal:
    """Return a price off by 4 to 12 %, by steps of 5 cents."""
    ecart = max(
        Decimal("0.05"), (prix * f.entier(4, 12) / 100 / Decimal("0.05")).quantize(Decimal(1)) * Decimal("0.05")
    )
    return arrondi(prix + sens * ecart)


def taux_affiche(taux: Decimal) -> Decimal:
    """Return a rate without useless zeros."""
    return taux.normalize() if taux != taux.to_integral_value() else taux.quantize(Decimal(1))

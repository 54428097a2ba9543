"""When two values are equal: by type, on texts as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.controle.lecture.valeurs import compact, creneau, heure, jour, nombre, normalise

CENTIME, CENT = Decimal("0.01"), Decimal(100)
CHIFFRES = frozenset({"montant", "nombre", "pourcentage"})
_IDENTIFIANT = 6
"""From so many figures on, a text is an identifier (telephone, SIRET, IBAN): spaces and signs do not count."""


@dataclass(frozen=True)
class Contexte:
    """What comparing needs besides the two values: tolerance (unit of the value, days for a date), year of the case."""

    tolerance: Decimal = Decimal(0)
    an: int | None = None


RIGOUREUX = Contexte()


def egal(genre: str, attendu: str, lu: str, contexte: Contexte = RIGOUREUX) -> bool:
    """Say whether what is read is the value expected, both as texts, by the type of the answer."""
    if not lu.strip():
        return not attendu.strip()
    if genre in CHIFFRES:
        return _chiffres(genre, attendu, lu, contexte.tolerance)
    if genre == "date":
        vrai, ecrit = jour(attendu), jour(lu, contexte.an)
        return vrai is not None and ecrit is not None and abs((vrai - ecrit).days) <= contexte.tolerance
    if genre == "creneau":
        vrai_, ecrit_ = creneau(attendu, contexte.an), creneau(lu, contexte.an)
        return (vrai_ is not None and vrai_ == ecrit_) or normalise(attendu) == normalise(lu)
    return textes_egaux(attendu, lu)


def _chiffres(genre: str, attendu: str, lu: str, tolerance: Decimal) -> bool:
    vrai, ecrit = nombre(attendu), nombre(lu)
    if vrai is None or ecrit is None:
        return vrai is None and normalise(attendu) == normalise(lu)
    if genre == "montant":
        ecrit = ecrit.quantize(CENTIME, ROUND_HALF_UP) if abs(ecrit) < Decimal(10) ** 15 else ecrit
    if abs(vrai - ecrit) <= tolerance:
        return True
    # 0.055 typed for 5,5 %: the cell was not of percent format.
    return genre == "pourcentage" and abs(ecrit) <= 1 and abs(vrai - ecrit * CENT) <= tolerance


def textes_egaux(a: str, b: str) -> bool:
    """Say whether two texts are the same: case, accents, spaces; for identifiers, every sign between letters and
    figures; hours are read."""
    if normalise(a) == normalise(b):
        return True
    if sum(c.isdigit() for c in a) >= _IDENTIFIANT or re.fullmatch(r"[A-Z0-9]+([-/ ][A-Z0-9]+)+", a.strip()):
        return compact(a) == compact(b)
    if (h := heure(a)) is not None:
        return h == heure(b)
    # « 5 » and « 5.0 », « 2026-10-05 » and « 05/10/2026 » in a column of texts
    x, y = nombre(a), nombre(b)
    if x is not None and y is not None:
        return x == y and not re.search(r"[a-z]", normalise(a) + normalise(b))
    da, db = jour(a), jour(b)
    return da is not None and da == db


def cle_de(valeurs: Iterable[tuple[str, str]], an: int | None = None) -> tuple[str, ...]:
    """Return what names a row: its key columns as (type, text), each in a form that typing habits do not change."""
    return tuple(_cle(genre, texte, an) for genre, texte in valeurs)


def _cle(genre: str, texte: str, an: int | None) -> str:
    if genre in CHIFFRES:
        lu = nombre(texte)
        return str(lu.normalize()) if lu is not None else normalise(texte)
    if genre == "date":
        le = jour(texte, an)
        return le.isoformat() if le is not None else normalise(texte)
    if (lu := nombre(texte)) is not None and re.fullmatch(r"[+-]?\d+([.,]\d+)?", texte.strip()):
        return str(lu.normalize())
    return compact(texte) or normalise(texte)


def elements(texte: str) -> list[str]:
    """Part a typed set (« 07, 08 ; 12 et 13 ») into its elements."""
    return [e.strip() for e in re.split(r"[,;\n]|\bet\b", texte) if e.strip()]

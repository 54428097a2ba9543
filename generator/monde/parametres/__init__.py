"""Legal values, dated and sourced (legal.yaml). A date that a value does not cover is refused, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

FICHIER = Path(__file__).resolve().parent / "legal.yaml"


class DateNonCouverte(Exception):
    """No sourced value is known at that date; the message says which dates are covered."""


@dataclass(frozen=True)
class Parametre:
    """A legal value over a period (both days included), with its source."""

    valeur: Decimal
    unite: str
    du: date
    au: date
    source: str


@cache
def parametres() -> dict[str, tuple[Parametre, ...]]:
    """Return all legal values by name."""
    arbre = yaml.load(FICHIER.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - base loader: texts only
    return {
        nom: tuple(
            Parametre(
                Decimal(p["valeur"]), p["unite"], date.fromisoformat(p["du"]), date.fromisoformat(p["au"]), p["source"]
            )
            for p in periodes
        )
        for nom, periodes in arbre.items()
    }


def parametre(nom: str, jour: date) -> Parametre:
    """Return a legal value at a date. Raises DateNonCouverte outside the sourced periods, KeyError for an unknown name."""
    for p in parametres()[nom]:
        if p.du <= jour <= p.au:
            return p
    msg = f"« {nom} » n’a pas de valeur sourcée au {jour:%d/%m/%Y} : {_periodes(nom)}."
    raise DateNonCouverte(msg)


def _periodes(nom: str) -> str:
    return " ; ".join(f"du {p.du:%d/%m/%Y} au {p.au:%d/%m/%Y}" for p in parametres()[nom])


def verifie_date(jour: date) -> None:
    """Raise DateNonCouverte when some legal value is unknown at that date."""
    for nom in parametres():
        parametre(nom, jour)


def couverture() -> tuple[date, date]:
    """Return the first and the last day at which all legal values may be sourced."""
    periodes = parametres().values()
    return max(min(p.du for p in v) for v in periodes), min(max(p.au for p in v) for v in periodes)

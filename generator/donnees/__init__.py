"""Vendored data: towns, names, streets, fonts. Paths are found in a checkout and in the wheel alike."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ICI = Path(__file__).resolve().parent
_EMBARQUE = ICI.parent / "_data"


def racine(nom: str) -> Path:
    """Return the folder `blueprints` or `templates`: inside the wheel when it is there, else in the checkout."""
    return _EMBARQUE / nom if (_EMBARQUE / nom).is_dir() else ICI.parent.parent / nom


@cache
def table(nom: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV file of this folder, with typographic apostrophes."""
    with (ICI / nom).open(encoding="utf-8", newline="") as f:
        return tuple({k: v.replace("'", "’") for k, v in ligne.items()} for ligne in csv.DictReader(f))


@cache
def communes() -> Mapping[str, Mapping[str, str]]:
    """Return the towns by INSEE code (Licence Ouverte, @etalab/decoupage-administratif)."""
    return {c["code_insee"]: c for c in table("communes.csv")}


@cache
def communes_du(departement: str) -> tuple[Mapping[str, str], ...]:
    """Return the towns of a département from which addresses are drawn.

    Names with an apostrophe are left out: readers that drop signs (« Saint-Jean-d’Illac ») take them for other towns.
    """
    return tuple(c for c in table("communes.csv") if c["departement"] == departement and not set("'’") & set(c["nom"]))

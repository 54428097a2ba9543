"""Elements looked for in a written answer: a hint for its reader, never points."""

from __future__ import annotations

import re

from generator.controle.lecture.valeurs import jour, nombre, normalise, propre
from generator.textes import MOIS, sans_accents

_MOIS = "|".join(map(sans_accents, MOIS))
_DATE = re.compile(rf"\b\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?\b|\b\d{{1,2}}(?:er)? (?:{_MOIS})(?: \d{{4}})?\b")
_NOMBRE = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")


def present(element: str, texte: str, an: int) -> bool:
    """Say whether an element stands in a text: as it is, or, for a date or a figure, written in another way."""
    plat = normalise(texte)
    if re.search(rf"(?<!\w){re.escape(normalise(element))}(?!\w)", plat):
        return True
    if (le := jour(element, an)) is not None:
        return any(jour(m, an) == le for m in _DATE.findall(plat))
    if (n := nombre(element)) is not None:
        return any(nombre(m) == n for m in _NOMBRE.findall(propre(texte)))
    return False


def reperes(elements: list[str], texte: str, an: int) -> list[str]:
    """Return the elements that stand in a text."""
    return [e for e in elements if present(e, texte, an)]

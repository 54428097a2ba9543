"""Names of firms inside a sentence: « le devis du Café des Tilleuls », « une commande de l’Hôtel Bel-Air ».

A name whose first word says what it is (donnees/enseignes.csv) takes the article of that word; one that begins with « Le » or
« Les » contracts; « Aux … » becomes « l’enseigne Aux … »; any other name, a person’s too, takes none.
"""

from __future__ import annotations

from functools import cache

from generator.donnees import table
from generator.textes import de, elide

_CONTRACTES = {"Le": ("du", "au"), "Les": ("des", "aux")}
_LIEUX = ("Au", "Aux", "À", "Chez")


@cache
def _genres() -> dict[str, str]:
    return {ligne["mot"]: ligne["genre"] for ligne in table("enseignes.csv")}


def _article(nom: str) -> str:
    """Return « le », « la », « l’ » or « les », empty when the name takes none."""
    tete = nom.partition(" ")[0]
    genre = "m" if tete in _LIEUX and " " in nom else _genres().get(tete, "")
    if not genre:
        return ""
    if genre != "p" and (elide(nom) or tete in _LIEUX):
        return "l’"
    return {"m": "le", "f": "la", "p": "les"}[genre]


def _nomme(nom: str) -> str:
    return f"enseigne {nom}" if nom.partition(" ")[0] in _LIEUX else nom


def _colle(article: str, nom: str) -> str:
    return f"{article}{_nomme(nom)}" if article.endswith("’") else f"{article} {_nomme(nom)}"


def le_nom(nom: str) -> str:
    """Write a name after a verb or « par »: « le Café des Tilleuls », « Les Granges », « Anne Roux »."""
    article = _article(nom)
    return _colle(article, nom) if article else nom


def nom_sujet(nom: str) -> str:
    """Write a name before a verb in the singular: as le_nom, without « les »."""
    return nom if _article(nom) == "les" else le_nom(nom)


def du_nom(nom: str) -> str:
    """Write a name after « de »: « du Café des Tilleuls », « des Granges », « d’Anne Roux »."""
    tete, _, suite = nom.partition(" ")
    if tete in _CONTRACTES and suite:
        return f"{_CONTRACTES[tete][0]} {suite}"
    article = _article(nom)
    if article in ("le", "les"):
        return _colle("du" if article == "le" else "des", nom)
    return f"de {_colle(article, nom)}" if article else de(nom)


def au_nom(nom: str) -> str:
    """Write a name after « à »: « au Café des Tilleuls », « aux Granges », « à Anne Roux »."""
    tete, _, suite = nom.partition(" ")
    if tete in _CONTRACTES and suite:
        return f"{_CONTRACTES[tete][1]} {suite}"
    article = _article(nom)
    if article in ("le", "les"):
        return _colle("au" if article == "le" else "aux", nom)
    return f"à {_colle(article, nom)}" if article else f"à {nom}"

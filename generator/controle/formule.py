"""The formulas of the key: an expected value told from other answers, so that an error is counted once. Nothing is
ever `eval`ed.

Grammar (spaces do not count):

    expression := terme { ("+" | "-") terme }
    terme      := facteur { ("*" | "/") facteur }
    facteur    := nombre | "-" facteur | "(" expression ")" | fonction "(" expression { "," expression } ")" | renvoi
    fonction   := "sum" | "max" | "min" | "arrondi"           arrondi(x) to the cent, arrondi(x, n) to n decimals,
    half-up
    renvoi     := id                                          the value of a single answer (Q_1_3)
                | id "." colonne                              a whole column: only inside sum, max, min
                | id "[" clé "]" "." colonne                  one cell; a composite key is written « a|b »
    id         := "Q_" followed by letters, figures, "_"      nombre := figures, "." and decimals

Values are Decimal or dates. A date enters max, min, and date ± number of days; nothing else is done with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

Scalaire = Decimal | date
Valeur = Scalaire | list[Scalaire]
Lit = Callable[[str, tuple[str, ...] | None, str], Valeur]
"""(id, key of the row or None, column or nothing) → value; raises Inapplicable when the candidate gave none."""
LONGUEUR_MAX, PROFONDEUR_MAX, DECIMALES_MAX, JOURS_MAX = 2000, 50, 8, 4000
FONCTIONS = ("sum", "max", "min", "arrondi")
_JETON = re.compile(
    r"\s*(?:(?P<nombre>\d+(?:\.\d+)?)|(?P<cle>\[[^\[\]]*\])|(?P<nom>[A-Za-z_]\w*)|(?P<signe>[-+*/(),.]))"
)


class FormuleInvalide(Exception):
    """The formula is not of the grammar: a fault of the key."""


class Inapplicable(Exception):
    """The formula cannot be worked out on this copy: an earlier answer is missing or is no figure."""


@dataclass(frozen=True)
class _Jeton:
    genre: str
    texte: str


def renvois(formule: str) -> set[str]:
    """Return the ids that a formula leans on. Raises FormuleInvalide."""
    return {j.texte for j in _jetons(formule) if j.genre == "nom" and j.texte.startswith("Q_")}


def calcule(formule: str, lit: Lit) -> Scalaire:
    """Return the value of a formula. Raises FormuleInvalide, Inapplicable."""
    lecteur = _Lecteur(list(_jetons(formule)), lit)
    with localcontext() as ctx:
        ctx.prec = 28
        try:
            valeur = lecteur.expression(0)
        except (InvalidOperation, ArithmeticError, OverflowError) as e:
            raise Inapplicable("calcul impossible (division par zéro ou nombre démesuré)") from e
    if lecteur.reste():
        raise FormuleInvalide(f"signe inattendu dans « {formule} » : « {lecteur.suivant().texte} »")
    if isinstance(valeur, list):
        raise FormuleInvalide(f"« {formule} » donne une colonne, pas une valeur")
    return valeur


def _jetons(formule: str) -> Iterator[_Jeton]:
    if len(formule) > LONGUEUR_MAX:
        raise FormuleInvalide("formule trop longue")
    place = 0
    texte = formule.rstrip()
    while place < len(texte):
        m = _JETON.match(texte, place)
        if m is None or m.lastgroup is None:
            raise FormuleInvalide(f"signe inconnu dans « {formule} », position {place + 1}")
        yield _Jeton(m.lastgroup, m[m.lastgroup])
        place = m.end()


class _Lecteur:
    """Reads and works out a formula from left to right."""

    def __init__(self, jetons: Sequence[_Jeton], lit: Lit) -> None:
        self._jetons, self._lit, self._place = jetons, lit, 0

    def reste(self) -> bool:
        """Say whether something follows."""
        return self._place < len(self._jetons)

    def suivant(self) -> _Jeton:
        """Return the next token, without taking it."""
        return self._jetons[self._place] if self.reste() else _Jeton("fin", "fin")

    def _prend(self) -> _Jeton:
        jeton = self.suivant()
        self._place += 1
        return jeton

    def _exige(self, signe: str) -> None:
        jeton = self._prend()
        if jeton.texte != signe:
            raise FormuleInvalide(f"« {signe} » attendu, « {jeton.texte} » lu")

    def expression(self, profondeur: int) -> Valeur:
        """expression := terme { ("+" | "-") terme }"""  # noqa: D403 - a rule of the grammar
        if profondeur > PROFONDEUR_MAX:
            raise FormuleInvalide("formule trop profonde")
        valeur = self._terme(profondeur)
        while self.suivant().texte in ("+", "-"):
            signe = self._prend().texte
            valeur = _somme(valeur, self._terme(profondeur), signe)
        return valeur

    def _terme(self, profondeur: int) -> Valeur:
        valeur = self._facteur(profondeur)
        while self.suivant().texte in ("*", "/"):
            signe = self._prend().texte
            droite = _nombre(self._facteur(profondeur))
            valeur = _nombre(valeur) * droite if signe == "*" else _nombre(valeur) / droite
        return valeur

    def _facteur(self, profondeur: int) -> Valeur:
        jeton = self._prend()
        if jeton.genre == "nombre":
            return Decimal(jeton.texte)
        if jeton.texte == "-":
            if profondeur > PROFONDEUR_MAX:
                raise FormuleInvalide("formule trop profonde")
            return -_nombre(self._facteur(profondeur + 1))
        if jeton.texte == "(":
            valeur = self.expression(profondeur + 1)
            self._exige(")")
            return valeur
        if jeton.texte in FONCTIONS:
            return self._fonction(jeton.texte, profondeur)
        if jeton.genre == "nom" and jeton.texte.startswith("Q_"):
            return self._renvoi(jeton.texte)
        raise FormuleInvalide(f"« {jeton.texte} » inattendu")

    def _fonction(self, nom: str, profondeur: int) -> Scalaire:
        self._exige("(")
        arguments = [self.expression(profondeur + 1)]
        while self.suivant().texte == ",":
            self._prend()
            arguments.append(self.expression(profondeur + 1))
        self._exige(")")
        if nom == "arrondi":
            return _arrondi(arguments)
        valeurs = [v for a in arguments for v in (a if isinstance(a, list) else [a])]
        if not valeurs:
            raise Inapplicable("colonne vide")
        if nom == "sum":
            return sum(map(_nombre, valeurs), Decimal(0))
        return _extreme(nom, valeurs)

    def _renvoi(self, identifiant: str) -> Valeur:
        cle: tuple[str, ...] | None = None
        if self.suivant().genre == "cle":
            cle = tuple(c.strip() for c in self._prend().texte[1:-1].split("|"))
        colonne = ""
        if self.suivant().texte == ".":
            self._prend()
            jeton = self._prend()
            if jeton.genre != "nom":
                raise FormuleInvalide(f"nom de colonne attendu après « {identifiant}. »")
            colonne = jeton.texte
        if cle is not None and not colonne:
            raise FormuleInvalide(f"« {identifiant}[…] » attend une colonne")
        return self._lit(identifiant, cle, colonne)


def _nombre(valeur: Valeur) -> Decimal:
    if isinstance(valeur, Decimal):
        return valeur
    raise FormuleInvalide("un nombre est attendu, pas une date ni une colonne")


def _somme(gauche: Valeur, droite: Valeur, signe: str) -> Scalaire:
    if isinstance(gauche, date):
        jours = _nombre(droite)
        if jours != jours.to_integral_value() or abs(jours) > JOURS_MAX:
            raise Inapplicable("nombre de jours impossible")
        return gauche + timedelta(days=int(jours) * (1 if signe == "+" else -1))
    return _nombre(gauche) + _nombre(droite) if signe == "+" else _nombre(gauche) - _nombre(droite)


def _arrondi(arguments: Sequence[Valeur]) -> Decimal:
    decimales = int(_nombre(arguments[1])) if len(arguments) == 2 else 2
    if len(arguments) > 2 or not 0 <= decimales <= DECIMALES_MAX:
        raise FormuleInvalide("arrondi(x) ou arrondi(x, décimales)")
    return _nombre(arguments[0]).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)


def _extreme(nom: str, valeurs: Sequence[Scalaire]) -> Scalaire:
    dates = [v for v in valeurs if isinstance(v, date)]
    if dates and len(dates) != len(valeurs):
        raise FormuleInvalide("des dates et des nombres ne se comparent pas")
    choisit = max if nom == "max" else min
    return choisit(dates) if dates else choisit(map(_nombre, valeurs))

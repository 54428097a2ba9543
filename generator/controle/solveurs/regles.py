"""Reading the firm's rules strictly: a closed vocabulary, where an unknown wording is never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from generator.controle.lecture.dossier import Dossier, Introuvable, TableLue
from generator.controle.lecture.valeurs import jour, nombre
from generator.textes import JOURS

T = TypeVar("T")
REGLE, VALEUR = "Règle", "Valeur"


class Regles:
    """The rules of a mission's documents, from their tables « Règle | Valeur »."""

    def __init__(self, dossier: Dossier, mission: str, *sous: str, avec: str = "") -> None:
        """Gather the rules, of all tables, or of those under the captions `sous` alone, or of the table that has the rule `avec`.

        The same rule told in two ways is an ambiguity: asking for it raises Introuvable.
        """
        self._valeurs: dict[str, set[str]] = {}
        for _, table in dossier.tables(mission, REGLE, VALEUR):
            retenue = (not sous or table.nom in sous) and (not avec or any(li[REGLE] == avec for li in table.lignes))
            for ligne in table.lignes if retenue else ():
                self._valeurs.setdefault(ligne[REGLE], set()).add(ligne[VALEUR])

    def noms(self) -> list[str]:
        """Return the names of the rules."""
        return list(self._valeurs)

    def texte(self, nom: str) -> str:
        """Return the wording of a rule. Raises Introuvable."""
        lues = self._valeurs.get(nom, set())
        if len(lues) != 1:
            raise Introuvable(
                f"règle « {nom} »" if not lues else f"règle « {nom} » dite de deux façons : {sorted(lues)}"
            )
        return next(iter(lues))

    def choix(self, nom: str, formes: Mapping[str, T]) -> T:
        """Return what the wording of a rule means, among known ones. Raises Introuvable for another wording."""
        texte = self.texte(nom)
        if texte not in formes:
            raise inconnue(nom, texte)
        return formes[texte]

    def exige(self, nom: str, *formes: str) -> None:
        """Check that a rule says one of the wordings that the solver applies. Raises Introuvable."""
        self.choix(nom, dict.fromkeys(formes))

    def exige_si_dite(self, nom: str, *formes: str) -> None:
        """Check a rule that need not be told: where it is, it says one of the wordings that the solver applies."""
        if nom in self._valeurs:
            self.exige(nom, *formes)

    def entier(self, nom: str, *formes: str) -> int:
        """Return the number N of a wording such as « {n} jours ouvrés après l’arrivée » (`{n}` in `formes`; «
        jour(s) » by (s))."""
        texte = self.texte(nom)
        for forme in formes:
            motif = re.escape(forme).replace(r"\{n\}", r"(\d+)").replace(r"\(s\)", "s?")
            if m := re.fullmatch(motif, texte):
                return int(m[1])
        raise inconnue(nom, texte)

    def jours(self, nom: str) -> tuple[int, ...]:
        """Return the weekdays (0 = lundi) of « le mardi et le jeudi ». Raises Introuvable."""
        texte = self.texte(nom)
        morceaux = re.split(r", | et ", texte)
        lus = [m.removeprefix("le ") for m in morceaux]
        if not all(m in JOURS for m in lus):
            raise inconnue(nom, texte)
        return tuple(sorted(JOURS.index(m) for m in lus))


def inconnue(nom: str, texte: str) -> Introuvable:
    """Return the exception for a wording that is not in the closed vocabulary."""
    return Introuvable(f"règle « {nom} » : formulation inconnue « {texte} »")


def decimal(texte: str, quoi: str) -> Decimal:
    """Return a figure of a document. Raises Introuvable, naming what was looked for."""
    lu = nombre(texte)
    if lu is None:
        raise Introuvable(f"{quoi} : « {texte} » n’est pas un nombre")
    return lu


def date_de(texte: str, quoi: str) -> date:
    """Return a date of a document. Raises Introuvable, naming what was looked for."""
    lu = jour(texte)
    if lu is None:
        raise Introuvable(f"{quoi} : « {texte} » n’est pas une date")
    return lu


def par_cle(table: TableLue, entete: str) -> dict[str, Mapping[str, str]]:
    """Return the rows of a table by a column. Raises Introuvable when a key stands twice."""
    lignes: dict[str, Mapping[str, str]] = {}
    for ligne in table.lignes:
        if ligne[entete] in lignes:
            raise Introuvable(f"« {ligne[entete]} » figure deux fois dans « {table.nom} »")
        lignes[ligne[entete]] = ligne
    return lignes

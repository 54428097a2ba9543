"""Due dates: late exchanges, closed days, who is absent then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.controle.lecture.dossier import Dossier, Introuvable
from generator.controle.lecture.valeurs import heure
from generator.controle.solveurs.c1_6.echanges import Echange
from generator.controle.solveurs.calendrier import UN_JOUR, ajoute_ouvres, est_ouvre, ouvre_a_partir
from generator.controle.solveurs.regles import Regles, inconnue, par_cle
from generator.textes import JOURS

DELAI = "Délai (jours ouvrés)"
_TARD = re.compile(r"(à partir de|après) (\d+ h \d\d) : compté au jour ouvré suivant")


@dataclass(frozen=True)
class Echeances:
    """The rules « Échéances » of a mission, and its staff."""

    regles: Regles
    equipe: Mapping[str, Mapping[str, str]]

    def depart(self, e: Echange) -> date:
        """Return the day from which an exchange counts. Raises Introuvable."""
        if e.de_la_firme:
            return e.jour
        if not est_ouvre(e.jour):
            self.regles.exige("Échange reçu un jour non ouvré", "compté au jour ouvré suivant")
            return ouvre_a_partir(e.jour)
        return ouvre_a_partir(e.jour + UN_JOUR) if self._tard(e) else e.jour

    def _tard(self, e: Echange) -> bool:
        nom = "Échange reçu tard"
        m = _TARD.fullmatch(self.regles.texte(nom))
        limite = heure(m[2]) if m else None
        if m is None or limite is None:
            raise inconnue(nom, self.regles.texte(nom))
        a = f"{e.quand:%H:%M}"
        return a > limite or (a == limite and m[1] == "à partir de")

    def echeance(self, e: Echange, delai: str) -> date:
        """Return the day some working days after an exchange. Raises Introuvable."""
        self.regles.exige("Délai", "jours ouvrés, jour de départ exclu")
        if not delai.isdecimal():
            raise Introuvable(f"délai « {delai} »")
        return ajoute_ouvres(self.depart(e), int(delai))

    def personne(self, fonction: str, le: date) -> str:
        """Return who has a function, or the deputy when absent that day. Raises Introuvable."""
        noms = [nom for nom, li in self.equipe.items() if li["Fonction"] == fonction]
        if len(noms) != 1:
            raise Introuvable(f"« {fonction} » dans l’équipe : {noms}")
        ligne = self.equipe[noms[0]]
        if le.weekday() not in _jours(ligne["Ne travaille pas"]):
            return noms[0]
        self.regles.exige("Personne absente à l’échéance", "sa suppléance")
        if ligne["Suppléance"] not in self.equipe:
            raise Introuvable(f"suppléance de {noms[0]}")
        return ligne["Suppléance"]


def _jours(texte: str) -> set[int]:
    jours = [j.removeprefix("le ") for j in re.split(r", | et ", texte) if j]
    if not set(jours) <= set(JOURS):
        raise inconnue("Ne travaille pas", texte)
    return {JOURS.index(j) for j in jours}


def echeances(dossier: Dossier, mission: str) -> Echeances:
    """Return the rules of due dates of a mission. Raises Introuvable."""
    equipe = par_cle(dossier.table(mission, "Nom", "Fonction", "Ne travaille pas", "Suppléance"), "Nom")
    regles = Regles(dossier, mission, "Échéances")
    regles.texte("Délai")
    return Echeances(regles, equipe)


def ouvres_apres(debut: date, fin: date) -> int:
    """Count the working days after `debut`, up to `fin` included."""
    jour, n = debut + UN_JOUR, 0
    while jour <= fin:
        n += est_ouvre(jour)
        jour += UN_JOUR
    return n

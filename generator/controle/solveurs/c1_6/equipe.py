"""Who is who in the firm, who is there on a day, and how long a delay runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from generator.controle.lecture.dossier import Dossier, Introuvable
from generator.controle.solveurs.c1_6.echanges import Echange
from generator.controle.solveurs.calendrier import UN_JOUR, ajoute_ouvres, est_ouvre, ouvre_a_partir
from generator.controle.solveurs.regles import Regles, inconnue
from generator.textes import JOURS


def membres(dossier: Dossier, mission: str) -> tuple[Mapping[str, str], ...]:
    """Return the staff. Raises Introuvable."""
    return dossier.table(mission, "Nom", "Fonction", "Ne travaille pas", "Suppléance").lignes


def de_fonction(dossier: Dossier, mission: str, fonction: str) -> Mapping[str, str]:
    """Return the member with a job. Raises Introuvable."""
    lus = [m for m in membres(dossier, mission) if m["Fonction"] == fonction]
    if len(lus) != 1:
        raise Introuvable(f"« {fonction} » dans l’équipe")
    return lus[0]


def absences(membre: Mapping[str, str]) -> set[int]:
    """Return the weekdays (0 = lundi) on which a member does not work. Raises Introuvable."""
    texte = membre["Ne travaille pas"]
    if not texte:
        return set()
    mots = [m.removeprefix("le ") for m in re.split(r", | et ", texte)]
    if not all(m in JOURS for m in mots):
        raise inconnue("Ne travaille pas", texte)
    return {JOURS.index(m) for m in mots}


def qui(dossier: Dossier, mission: str, fonction: str, echeance: date) -> str:
    """Return who acts on a due date: the one with the job, or the deputy of who does not work that day. Raises Introuvable."""
    Regles(dossier, mission).exige("Personne absente à l’échéance", "sa suppléance")
    membre = de_fonction(dossier, mission, fonction)
    if echeance.weekday() not in absences(membre):
        return membre["Nom"]
    if not membre["Suppléance"]:
        raise Introuvable(f"suppléance de {membre['Nom']}")
    return membre["Suppléance"]


def depart(dossier: Dossier, mission: str, e: Echange) -> date:
    """Return the day from which a delay runs: that of the exchange, or the next worked one when it came late or on a day off."""
    regles = Regles(dossier, mission)
    texte = regles.texte("Échange reçu tard")
    m = re.fullmatch(r"(à partir de|après) (\d{1,2}) h (\d\d) : compté au jour ouvré suivant", texte)
    if m is None:
        raise inconnue("Échange reçu tard", texte)
    regles.exige("Échange reçu un jour non ouvré", "compté au jour ouvré suivant")
    limite = (int(m[2]), int(m[3]))
    tard = e.heure > limite or (e.heure == limite and m[1] == "à partir de")
    if not e.de_la_firme and (tard or not est_ouvre(e.jour)):
        return ouvre_a_partir(e.jour + UN_JOUR)
    return e.jour


def echeance(dossier: Dossier, mission: str, e: Echange, jours: int) -> date:
    """Return the due date of what follows an exchange, so many working days after. Raises Introuvable."""
    Regles(dossier, mission).exige("Délai", "jours ouvrés, jour de départ exclu")
    return ajoute_ouvres(depart(dossier, mission, e), jours)


def ouvres_entre(apres: date, jusqu_a: date) -> int:
    """Return how many working days stand after a day, up to another included."""
    n, jour = 0, apres
    while jour < jusqu_a:
        jour += UN_JOUR
        n += est_ouvre(jour)
    return n

"""What becomes of the comments proposed for a client's record."""

from __future__ import annotations

import re

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.solveurs.c1_6.echanges import contient
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles

EXCLUS = {
    "santé": ("opéré", "diabète", "malade", "handicap"),
    "vie de famille": ("divorce", "fils", "en famille", "remarie"),
    "opinions ou religion": ("vote", "messe", "idées politiques", "religion"),
    "jugement": ("pénible", "insupportable", "radin", "désagréable"),
    "moyen de paiement": ("carte bancaire",),
    "autre client": ("confrère", "au client", "le client"),
}
"""Motive → beginnings of words (docs/missions/c1_6.md)."""
REGLES = {
    "Exclus": "santé, vie de famille, opinions ou religion, jugements, moyens de paiement, autres clients",
    "Fait utile seul": "enregistrer",
    "Fait utile et information exclue": "reformuler",
    "Information exclue seule": "ne pas enregistrer",
}


def phrases(texte: str) -> list[str]:
    """Part a comment into its sentences; « M. » ends none."""
    marque = texte.replace("M. ", "M.\0")
    return [p.replace("\0", " ").strip() for p in re.split(r"(?<=[.!?])\s+", marque) if p.strip()]


def motifs(phrase: str) -> list[str]:
    """Return what a sentence holds that no record may."""
    return [m for m, mots in EXCLUS.items() if contient(phrase, mots)]


@solveur("Commentaires proposés", "Repère", "Décision", "Motif")
def decisions(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Decide for each comment."""
    regles = Regles(dossier, zone.mission)
    for nom, forme in REGLES.items():
        regles.exige(nom, forme)
    return [
        dict(zip(zone.entetes, (li["Repère"], *_decision(li["Commentaire"])), strict=True))
        for li in dossier.table(zone.mission, "Repère", "Auteur", "Commentaire").lignes
    ]


def _decision(texte: str) -> tuple[str, str]:
    lues = [motifs(p) for p in phrases(texte)]
    exclus = list(dict.fromkeys(m for ms in lues for m in ms))
    if len(exclus) > 1:
        raise Introuvable(f"commentaire ambigu : {exclus} dans « {texte} »")
    if not exclus:
        return REGLES["Fait utile seul"], "fait utile"
    return REGLES["Information exclue seule" if all(lues) else "Fait utile et information exclue"], exclus[0]

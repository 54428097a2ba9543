"""What becomes of the comments proposed for a client's record."""

from __future__ import annotations

import re

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.solveurs.c1_6.echanges import contient
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, inconnue

PLURIELS = {"jugements": "jugement", "moyens de paiement": "moyen de paiement", "autres clients": "autre client"}
"""Word of the rule → motive of the closed list, where they differ."""
EXCLUS = {
    "santé": ("opéré", "diabète", "malade", "handicap"),
    "vie de famille": ("divorce", "fils", "en famille", "remarie"),
    "opinions ou religion": ("vote", "messe", "idées politiques", "religion"),
    "jugement": ("pénible", "insupportable", "radin", "désagréable"),
    "moyen de paiement": ("carte bancaire",),
    "autre client": ("confrère", "au client", "le client"),
}
"""Motive → beginnings of words (docs/missions/c1_6.md)."""
DECISIONS = {d: d for d in ("enregistrer", "reformuler", "ne pas enregistrer")}


def phrases(texte: str) -> list[str]:
    """Part a comment into its sentences; « M. » ends none."""
    marque = texte.replace("M. ", "M.\0")
    return [p.replace("\0", " ").strip() for p in re.split(r"(?<=[.!?])\s+", marque) if p.strip()]


def motifs_exclus(regles: Regles) -> list[str]:
    """Return the motives that the procedure excludes. Raises Introuvable for an unknown one."""
    texte = regles.texte("Exclus")
    lus = [PLURIELS.get(m, m) for m in texte.split(", ")]
    if not set(lus) <= set(EXCLUS):
        raise inconnue("Exclus", texte)
    return lus


def motifs(phrase: str, exclus: list[str]) -> list[str]:
    """Return what a sentence holds that no record may."""
    return [m for m in exclus if contient(phrase, EXCLUS[m])]


@solveur("Commentaires proposés", "Repère", "Décision", "Motif")
def decisions(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Decide for each comment."""
    regles = Regles(dossier, zone.mission)
    return [
        dict(zip(zone.entetes, (li["Repère"], *decision(regles, li["Commentaire"])), strict=True))
        for li in dossier.table(zone.mission, "Repère", "Auteur", "Commentaire").lignes
    ]


def decision(regles: Regles, texte: str) -> tuple[str, str]:
    """Return what becomes of a comment, and why. Raises Introuvable."""
    tous = motifs_exclus(regles)
    lues = [motifs(p, tous) for p in phrases(texte)]
    exclus = list(dict.fromkeys(m for ms in lues for m in ms))
    if len(exclus) > 1:
        raise Introuvable(f"commentaire ambigu : {exclus} dans « {texte} »")
    if not exclus:
        return regles.choix("Fait utile seul", DECISIONS), "fait utile"
    nom = "Information exclue seule" if all(lues) else "Fait utile et information exclue"
    return regles.choix(nom, DECISIONS), exclus[0]

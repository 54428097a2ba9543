"""C1.6: the comments proposed for the client's record, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_6 import textes
from generator.monde.metier.calendrier import ajoute_ouvres

FAIT_UTILE = "fait utile"
MOTIFS: Mapping[str, str] = {
    "utile": FAIT_UTILE,
    "sante": "santé",
    "famille": "vie de famille",
    "opinion": "opinions ou religion",
    "jugement": "jugement",
    "paiement": "moyen de paiement",
    "autre": "autre client",
}
"""Kind → reason, as its closed list prints it."""
DECISIONS: Mapping[str, str] = {
    "utile": "enregistrer",
    "delicat": "enregistrer",
    "mele": "reformuler",
    "exclu": "ne pas enregistrer",
}
LETTRES = "ABCDEFGH"


@dataclass(frozen=True)
class Commentaire:
    """A comment: its letter, who wrote it, its text; kind (key of DECISIONS), reason, and its useful part if any."""

    repere: str
    auteur: str
    texte: str
    genre: str
    motif: str
    utile: str


@lru_cache(maxsize=2)
def proposes(atelier: Atelier) -> tuple[Commentaire, ...]:
    """Return the comments in a drawn order; no two share an excluded kind while there are enough, nor a useful fact."""
    f = atelier.flux("commentaires")
    genres = f.melange(list(textes.mesures(atelier).commentaires))
    exclus = f.melange([k for k in MOTIFS if k not in ("utile", textes.genre_remarque(atelier))])
    utiles = f.melange(atelier.cadre.entreprise.matiere["c1_6"].utiles)
    roles = ("commercial", "logistique", "sav", "technique")
    resultat = []
    for i, genre in enumerate(genres):
        utile = _delicat(atelier) if genre == "delicat" else "" if genre == "exclu" else utiles.pop()
        motif = exclus.pop() if genre in ("mele", "exclu") else "utile"
        exclu = _exclu(atelier, motif, i) if motif != "utile" else ""
        phrases = [x for x in (utile, exclu) if x]
        texte = " ".join(f.melange(phrases))
        resultat.append(Commentaire(LETTRES[i], atelier.membre(f.choix(roles)).complet, texte, genre, motif, utile))
    return tuple(resultat)


def _delicat(atelier: Atelier) -> str:
    m = textes.plume(atelier, "delicat")
    p = atelier.memoire.personnes.client
    return m.texte("delicat", p=p, jour=ajoute_ouvres(atelier.date, -atelier.flux("delicat").entier(25, 50)))


def _exclu(atelier: Atelier, motif: str, rang: int) -> str:
    p, autre = atelier.memoire.personnes.client, atelier.monde.client(atelier.memoire.autre).nom
    return textes.plume(atelier, "exclu", str(rang)).texte(f"exclu.{motif}", p=p, autre=autre)

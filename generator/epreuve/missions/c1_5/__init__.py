"""C1.5: level-1 information, technical answer, complaint, delegation."""

from __future__ import annotations

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5 import (
    bareme,
    delegation,
    fiches,
    informations,
    messages,
    pieces,
    reclamation,
    redaction,
)
from generator.epreuve.missions.c1_5.roles import MESURES, casting_c1_5, voulus
from generator.epreuve.missions.socle import Besoins, Mission, MissionComposee
from generator.epreuve.pieces import communs
from generator.monde.distribution import Casting, Scenes

_TACHES = {
    "informations": informations.compose,
    "reclamation": reclamation.compose,
    "delegation": delegation.compose,
    "sources": delegation.compose_sources,
    "redaction": redaction.compose,
}


class C15(Mission):
    """Délivrer une information de niveau 1, répondre aux sollicitations et aux réclamations."""

    code, competence, taches = "c1_5", "C1.5", tuple(_TACHES)

    def besoins(self, niveau: str) -> Besoins:
        """Return a client for each message (one of them a private customer), and the articles of their orders."""
        return Besoins(
            clients={"particulier": 1, "indifferent": MESURES[niveau].messages - 1}, articles=4, creneaux=voulus()
        )

    def distribuer(self, casting: Casting) -> Scenes:
        """Say who writes about what, and return the orders that the messages speak of."""
        return casting_c1_5(casting)

    def composer(self, atelier: Atelier) -> MissionComposee:
        """Write the mission."""
        parties = [_TACHES[t](atelier) for t in atelier.taches]
        texte = atelier.redacteur.texte
        documents = (
            communs.equipe(atelier.monde),
            *messages.messages(atelier),
            pieces.suivi(atelier),
            *fiches.fiches(atelier),
            pieces.procedure(atelier),
            pieces.agenda(atelier, bareme.saisis(atelier)),
        )
        cles = {
            "messages": [m.cle for m in pieces.memoire(atelier).messages],
            "fiches": [p.cle for p in fiches.fiches(atelier)],
        }
        return MissionComposee(
            texte("titre"),
            texte("situation", **cles),
            tuple(p.tache for p in parties),
            documents,
            leurres=tuple(x for p in parties for x in p.leurres),
        )

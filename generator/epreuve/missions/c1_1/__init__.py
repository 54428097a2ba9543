"""C1.1: records updated from messages, a quote, what is missing to make one."""

from __future__ import annotations

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_1 import devis, fiches, manquants
from generator.epreuve.missions.c1_1.calcul import memoire
from generator.epreuve.missions.c1_1.procedure import procedure
from generator.epreuve.missions.c1_1.roles import MESURES, casting_c1_1
from generator.epreuve.missions.socle import Besoins, Mission, MissionComposee
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import Piece
from generator.monde.distribution import Casting, Scenes

_TACHES = {"fiches": fiches.compose, "devis": devis.compose, "manquants": manquants.compose}


class C11(Mission):
    """Rassembler les informations, tenir les fiches à jour, établir le devis."""

    code, competence, taches = "c1_1", "C1.1", tuple(_TACHES)

    def besoins(self, niveau: str) -> Besoins:
        """Return three clients of the trade (namesake, moved, buyer), one of any kind, articles and two pairs."""
        return Besoins(clients={"professionnel": 3, "indifferent": 1}, articles=MESURES[niveau].articles, paires=2)

    def distribuer(self, casting: Casting) -> Scenes:
        """Draw the rules, write the messages' facts, build the devis."""
        return casting_c1_1(casting)

    def composer(self, atelier: Atelier) -> MissionComposee:
        """Write the mission."""
        parties = tuple(_TACHES[t](atelier) for t in atelier.taches)
        texte, m = atelier.redacteur.texte, memoire(atelier)
        situation = texte(
            "situation",
            taches=atelier.taches,
            nouveau=m.nouveau,
            acheteur=atelier.monde.client(m.devis.client),
            autre=atelier.monde.client(m.incomplete.client),
        )
        return MissionComposee(
            texte("titre"),
            situation,
            tuple(p.tache for p in parties),
            (*_communes(atelier), *(d for p in parties for d in p.pieces)),
            leurres=tuple(x for p in parties for x in p.leurres),
        )


def _communes(atelier: Atelier) -> tuple[Piece, ...]:
    """Return the documents that several tâches lean on."""
    clients = communs.clients(atelier.monde)
    if set(atelier.taches) <= {"manquants"}:
        return (clients,)
    return clients, communs.catalogue(atelier.monde), communs.cgv(atelier.monde), procedure(atelier)

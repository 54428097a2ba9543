"""C1.4: the check of whole chains of sale and of purchase, and the treatment of their anomalies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_4 import correction, pieces, taches
from generator.epreuve.missions.c1_4.chaines import controle
from generator.epreuve.missions.c1_4.leurres import leurres
from generator.epreuve.missions.c1_4.plan import ACHAT, MESURES
from generator.epreuve.missions.c1_4.roles import casting_c1_4, voulus
from generator.epreuve.missions.c1_4.taches import Etabli
from generator.epreuve.missions.socle import (
    Anomalie,
    Besoins,
    Mission,
    MissionComposee,
    Question,
    TacheComposee,
)
from generator.epreuve.pieces import communs
from generator.monde.distribution import Casting, Scenes

_QUESTIONS: dict[str, tuple[Callable[[Etabli], Question], ...]] = {
    "anomalies": (taches.anomalies,),
    "annotation": (taches.annotation,),
    "correction": (correction.correction, correction.achat, correction.message),
}


class C14(Mission):
    """Contrôler la conformité de la vente et de l’achat, traiter les anomalies."""

    code, competence, taches = "c1_4", "C1.4", tuple(_QUESTIONS)

    def besoins(self, niveau: str) -> Besoins:
        """Return the clients of the sales, their articles, those of one supplier, and the dated slots of the chains."""
        m = MESURES[niveau]
        return Besoins(
            clients={"professionnel": m.ventes}, petits=4, paires=1, groupe=m.lignes_achat, creneaux=voulus(niveau)
        )

    def distribuer(self, casting: Casting) -> Scenes:
        """Decide what stands where, then return the events of the chains."""
        return casting_c1_4(casting)

    def composer(self, atelier: Atelier) -> MissionComposee:
        """Write the mission."""
        e = Etabli(atelier, controle(atelier))
        chaines = tuple(pieces.chaines(atelier, e.controle))
        courriels = tuple(pieces.courriel(atelier, m) for m in pieces.messages(atelier))
        monde = atelier.monde
        documents = (
            communs.catalogue(monde),
            communs.clients(monde),
            communs.cgv(monde),
            pieces.procedure(atelier),
            *courriels,
            *chaines,
        )
        return MissionComposee(
            atelier.redacteur.texte("titre"),
            _situation(e, courriels),
            tuple(_tache(e, t) for t in atelier.taches),
            documents,
            _anomalies(e),
            leurres(e),
        )


def _situation(e: Etabli, courriels: tuple[Any, ...]) -> str:
    m = e.atelier.memoire
    ventes = [pieces.cle(c, r) for c in m.clients for r in e.controle.chaines[c].vues]
    achat = [pieces.cle(ACHAT, r) for r in e.controle.chaines[ACHAT].vues]
    return e.texte(
        "situation",
        ventes=ventes,
        achat=achat,
        courriels=[p.cle for p in courriels],
        n={2: "deux", 3: "trois"}[len(m.clients)],
        fournisseur=e.atelier.monde.fournisseur(m.fournisseur),
    )


def _tache(e: Etabli, code: str) -> TacheComposee:
    return TacheComposee(code, tuple(q(e) for q in _QUESTIONS[code]))


def _anomalies(e: Etabli) -> tuple[Anomalie, ...]:
    return tuple(
        Anomalie(
            f"anomalie_{c.place.genre}",
            c.place.genre,
            pieces.lieu(c.place.chaine, c.endroit),
            taches.ecrit(c.endroit.champ, c.lu),
            taches.ecrit(c.endroit.champ, c.vrai),
            tuple(pieces.lieu(c.place.chaine, p) for p in c.preuves),
            e.action(c),
            "anomalies",
            tuple(pieces.lieu(c.place.chaine, p) for p in c.acceptes),
        )
        for c in e.controle.constats
    )

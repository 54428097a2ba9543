"""C1.6: the history of a sale in the GRC, what it tells, what must not be entered, who is told of a delay."""

from __future__ import annotations

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_6 import alerte, exploitation, historique, pieces, rgpd
from generator.epreuve.missions.c1_6.roles import casting_c1_6, voulus
from generator.epreuve.missions.socle import Besoins, Mission, MissionComposee
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import Piece
from generator.monde.distribution import Casting, Scenes

_TACHES = {
    "historique": historique.compose,
    "exploitation": exploitation.compose,
    "rgpd": rgpd.compose,
    "alerte": alerte.compose,
}


class C16(Mission):
    """Assurer l’interface entre acteurs internes et externes en consignant échanges et événements dans la GRC."""

    code, competence, taches = "c1_6", "C1.6", tuple(_TACHES)

    def besoins(self, niveau: str) -> Besoins:
        """Return the client of the sale and another one, two articles, the dated slots."""
        return Besoins(clients={"professionnel": 2}, articles=2, creneaux=voulus(niveau))

    def distribuer(self, casting: Casting) -> Scenes:
        """Say who said what and when, and return the sale."""
        return casting_c1_6(casting)

    def composer(self, atelier: Atelier) -> MissionComposee:
        """Write the mission."""
        parties = [_TACHES[t](atelier) for t in atelier.taches]
        texte, courriels = atelier.redacteur.texte, pieces.courriels(atelier)
        documents: tuple[Piece, ...] = (
            communs.equipe(atelier.monde),
            *courriels,
            pieces.notes(atelier),
            pieces.note(atelier),
            pieces.historique(atelier),
            pieces.parametrage(atelier),
            pieces.procedure(atelier),
        )
        if "rgpd" in atelier.taches:
            documents = (*documents, pieces.brouillons(atelier))
        client = atelier.monde.client(pieces.memoire(atelier).client)
        situation = texte("situation", client=client, courriels=[p.cle for p in courriels], taches=atelier.taches)
        return MissionComposee(
            texte("titre"),
            situation,
            tuple(p.tache for p in parties),
            documents,
            leurres=tuple(x for p in parties for x in p.leurres),
        )

"""C1.3: availability, dates of departure, replenishment, correction after a count."""

from __future__ import annotations

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_3 import delais, inventaire, pieces, reassort
from generator.epreuve.missions.c1_3.roles import MESURES, casting_c1_3, voulus
from generator.epreuve.missions.socle import Besoins, Mission, MissionComposee, uniques
from generator.monde.distribution import Casting, Scenes

_TACHES = {"delais": delais.compose, "reassort": reassort.compose, "inventaire": inventaire.compose}


class C13(Mission):
    """Vérifier la disponibilité, déterminer les délais, préparer le réassort."""

    code, competence, taches = "c1_3", "C1.3", tuple(_TACHES)

    def besoins(self, niveau: str) -> Besoins:
        """Return a client who orders, those whose orders reserve stock, and the articles of the stock table."""
        m = MESURES[niveau]
        return Besoins(
            clients={"professionnel": 1, "indifferent": m.reservations}, articles=m.articles, creneaux=voulus(niveau)
        )

    def distribuer(self, casting: Casting) -> Scenes:
        """Give each article its part, then return the count, the orders and the purchases that make its stock so."""
        return casting_c1_3(casting)

    def composer(self, atelier: Atelier) -> MissionComposee:
        """Write the mission."""
        taches = tuple(_TACHES[t](atelier) for t in atelier.taches)
        texte = atelier.redacteur.texte
        client = atelier.monde.client(atelier.memoire.client)
        situation = texte("situation", client=client, taches=atelier.taches)
        trouvees = [p for t in taches for p in t.pieces]
        return MissionComposee(
            texte("titre"),
            situation,
            tuple(t.tache for t in taches),
            uniques([*pieces.communes(atelier), *trouvees]),
            leurres=tuple(x for t in taches for x in t.leurres),
        )

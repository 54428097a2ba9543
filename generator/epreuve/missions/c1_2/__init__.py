"""C1.2: order, delivery note, invoice, credit note; the way of sending."""

from __future__ import annotations

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import avoir, commande, livraison, pieces, transmission
from generator.epreuve.missions.c1_2.mesures import MESURES, voulus
from generator.epreuve.missions.c1_2.roles import casting_c1_2
from generator.epreuve.missions.socle import Besoins, Mission, MissionComposee, uniques
from generator.monde.distribution import Casting, Scenes

_TACHES = {
    "commande": commande.compose,
    "livraison": livraison.compose,
    "avoir": avoir.compose,
    "transmission": transmission.compose,
}


class C12(Mission):
    """Générer les documents commerciaux selon l’étape de la vente, choisir la modalité de transmission."""

    code, competence, taches = "c1_2", "C1.2", tuple(_TACHES)

    def besoins(self, niveau: str) -> Besoins:
        """Return a public buyer, two firms, a private customer (a third firm at the level expert), and the articles."""
        m = MESURES[niveau]
        firmes = 3 if "plateforme" in m.envois else 2
        return Besoins(
            clients={"public": 1, "professionnel": firmes, "particulier": 1},
            articles=m.lignes + m.retours + 1,
            creneaux=voulus(niveau),
        )

    def distribuer(self, casting: Casting) -> Scenes:
        """Return the devis, its deposit, the sale that goods come back from, the clients as the GRC holds them."""
        return casting_c1_2(casting)

    def composer(self, atelier: Atelier) -> MissionComposee:
        """Write the mission."""
        parties = tuple(_TACHES[t](atelier) for t in atelier.taches)
        texte, m = atelier.redacteur.texte, pieces.memoire(atelier)
        situation = texte(
            "situation",
            client=atelier.monde.client(m.client),
            taches=atelier.taches,
            retour=pieces.client_retour(atelier),
        )
        trouvees = [p for x in parties for p in x.pieces]
        return MissionComposee(
            texte("titre"),
            situation,
            tuple(x.tache for x in parties),
            uniques(trouvees),
            leurres=tuple(x for y in parties for x in y.leurres),
        )

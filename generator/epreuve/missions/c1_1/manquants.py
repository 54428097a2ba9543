"""C1.1, tâche « manquants »: what a request does not tell, and the message that asks for it."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_1 import messages
from generator.epreuve.missions.c1_1.calcul import memoire
from generator.epreuve.missions.c1_1.messages import INCOMPLETE
from generator.epreuve.missions.c1_1.partie import Partie, exige, niveaux
from generator.epreuve.missions.c1_1.procedure import DONNEES, DONNEES_DEVIS, donnees
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    LeurreLieu,
    Question,
    Reponse,
    TacheComposee,
    ZoneRedaction,
    ZoneTableau,
)
from generator.epreuve.pieces.communs import CLIENTS
from generator.epreuve.pieces.contenus import Lieu
from generator.textes import enumere

LIGNES_SAISIE = 8


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t, client = atelier.redacteur.texte, atelier.monde.client(memoire(atelier).incomplete.client)
    questions = (
        Question(t("question.manquants", client=client), (_liste(atelier),)),
        Question(t("question.relance", client=client), (_message(atelier),)),
    )
    docs = (messages.incomplete(atelier), donnees(atelier))
    return Partie(
        TacheComposee("manquants", questions),
        docs,
        tuple(_leurres(atelier)),
    )


def libelles(atelier: Atelier) -> list[str]:
    """Return what is missing, in the words of the closed list."""
    return [nom for code, nom in DONNEES.items() if code in memoire(atelier).incomplete.manquants]


def _liste(atelier: Atelier) -> Reponse:
    zone = ZoneTableau(
        "manquants",
        "Données manquantes",
        (ColonneSaisie("donnee", "Donnée manquante", "choix", tuple(DONNEES.values()), 40),),
        LIGNES_SAISIE,
    )
    attendues = libelles(atelier)
    return Reponse(
        zone,
        "C1.1.d",
        "C1.1.r2",
        "ensemble",
        attendues,
        Decimal(3),
        exige(INCOMPLETE, DONNEES_DEVIS, CLIENTS),
        f"Données exigées et absentes de la demande comme de la fiche : {enumere(attendues)}.",
        "retrouvee",
        penalite=Decimal("0.5"),
    )


def _message(atelier: Atelier) -> Reponse:
    m, t = memoire(atelier).incomplete, atelier.redacteur.texte
    variables = {"client": atelier.monde.client(m.client), "manquants": libelles(atelier), "m": m}
    rangs = niveaux(atelier, "relance", variables, tuple(libelles(atelier)))
    return Reponse(
        ZoneRedaction("relance", t("relance.titre", **variables)),
        "C1.1.e",
        "C1.1.r2",
        "redaction",
        t("relance.modele", **variables),
        Decimal(3),
        exige(INCOMPLETE, DONNEES_DEVIS, CLIENTS),
        t("relance.demarche", **variables),
        "attestee",
        niveaux=rangs,
    )


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    m = memoire(atelier)
    raisons = {
        "siret": "le client a une fiche : rien à demander",
        "service": "exigé des seuls organismes publics dont la fiche n’en porte pas",
    }
    if not m.incomplete.dehors:
        raisons["acces" if m.regles.toujours == "sur_place" else "sur_place"] = "la livraison est dans le département"
    return [
        LeurreLieu(f"manque_{code}", Lieu(DONNEES_DEVIS, "Données", DONNEES[code]), "absent de la demande", dit)
        for code, dit in raisons.items()
    ]

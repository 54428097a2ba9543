"""The sources of each answer, and the answer to adapt to a need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import jour
from generator.controle.solveurs.c1_5 import informations
from generator.controle.solveurs.c1_5.delegation import TRANSMISSION, tous
from generator.controle.solveurs.c1_5.messages import COMMANDE, RECLAMATION, TECHNIQUE, Message, messages
from generator.controle.solveurs.c1_5.reclamation import GESTES, griefs
from generator.controle.solveurs.c1_5.suivi import commande_demandee, derniere_commande
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, inconnue

SUIVI, PROCEDURE = "Suivi des commandes", "Procédure de réponse aux clients"
DOCUMENT = "Document"
CANAUX = ("courriel", "courrier", "téléphone")


@solveur("Sources utilisées", "Message", DOCUMENT, "Ligne du document")
def sources(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Name the row of a document on which the answer to each message stands."""
    return [
        dict(zip(zone.entetes, (m.lettre, document, ligne), strict=True))
        for m in tous(dossier, zone)
        for document, ligne in _sources(dossier, zone, m)
    ]


def _sources(dossier: Dossier, zone: ZoneLue, message: Message) -> Iterator[tuple[str, str]]:
    sujet, mission = message.sujet, zone.mission
    if sujet == COMMANDE:
        yield SUIVI, commande_demandee(dossier, mission, message)[0]["Commande"]
    elif sujet == TECHNIQUE:
        fiche = informations.fiche_qui_fait_foi(dossier, mission, message)
        yield _titre(zone, fiche), informations.demandee(message, fiche)
    elif sujet == RECLAMATION:
        yield SUIVI, derniere_commande(dossier, mission, message)["Commande"]
        for grief in griefs(message):
            yield PROCEDURE, _regle(dossier, mission, GESTES, grief.genre)
    else:
        yield PROCEDURE, _regle(dossier, mission, TRANSMISSION, sujet)


def _regle(dossier: Dossier, mission: str, table: str, nom: str) -> str:
    """Return a rule's name once it is seen in the procedure. Raises Introuvable."""
    Regles(dossier, mission, table).texte(nom)
    return nom


def _titre(zone: ZoneLue, fiche: informations.Fiche) -> str:
    """Return the title, in the closed list, of the sheet of a version. Raises Introuvable."""
    titres = [
        t
        for t in zone.choix.get(DOCUMENT, ())
        if (m := re.fullmatch(r"Fiche technique \S+, version du (\S+)", t)) and jour(m[1]) == fiche.version
    ]
    if len(titres) != 1:
        raise Introuvable(f"titre de la fiche « {fiche.article} » du {fiche.version:%d/%m/%Y}")
    return titres[0]


@solveur("Réponse à adapter", "Message", "Canal", "Forme")
def adaptation(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Tell which message is answered otherwise, by which channel and in which form."""
    lus = [(m.lettre, b) for m in messages(dossier, zone.mission) for b in m.besoins()]
    if len(lus) != 1:
        raise Introuvable(f"besoin exprimé dans un message : {lus}")
    lettre, besoin = lus[0]
    valeurs = [
        li["Valeur"]
        for _, t in dossier.tables(zone.mission, "Besoin", "Valeur")
        for li in t.lignes
        if li["Besoin"] == besoin
    ]
    if len(valeurs) != 1:
        raise Introuvable(f"besoin « {besoin} » dans la procédure")
    canal, virgule, forme = valeurs[0].partition(", ")
    if canal not in CANAUX or not virgule:
        raise inconnue(besoin, valeurs[0])
    return [dict(zip(zone.entetes, (lettre, canal, forme), strict=True))]

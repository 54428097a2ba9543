"""How each document is sent, and what Chorus Pro asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_2.commande import CHAMP, VALEUR, champs
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import decimal

Fiche = Mapping[str, str]
BESOINS = ("documents à l’écran", "documents imprimés")
CATEGORIES = frozenset({"particulier", "professionnel", "public"})
ENVOIS = frozenset({"plateforme agréée", "Chorus Pro", "courriel", "courrier postal"})
SITUATIONS: dict[str, Callable[[Fiche], bool]] = {
    "organisme public": lambda f: f["Catégorie"] == "public",
    "besoin signalé : documents à l’écran": lambda f: f["Besoin signalé"].startswith(BESOINS[0]),
    "besoin signalé : documents imprimés": lambda f: f["Besoin signalé"].startswith(BESOINS[1]),
    "envoi des factures : plateforme agréée": lambda f: f["Envoi des factures"] == "plateforme agréée",
    "aucune adresse de courriel": lambda f: not f["Courriel"],
    "envoi des factures : courrier postal": lambda f: f["Envoi des factures"] == "courrier postal",
    "tout autre cas": lambda f: True,
}
"""Situation of the procedure → what it means on a client's record."""
_ENGAGEMENT = re.compile(r"\bengagement\s*:?\s*(?:n° ?)?(?=\S*\d)([A-Z0-9][A-Z0-9/-]*)", re.IGNORECASE)


def mode(dossier: Dossier, mission: str, fiche: Fiche) -> tuple[str, str]:
    """Return the way of sending and its motive: the first situation that fits the client's record.

    Raises Introuvable, also for a record or a situation in unknown words.
    """
    _connue(fiche)
    table = dossier.table(mission, "Priorité", "Situation", "Mode", "Motif")
    for ligne in sorted(table.lignes, key=lambda li: decimal(li["Priorité"], "priorité")):
        if ligne["Situation"] not in SITUATIONS:
            raise Introuvable(f"situation d’envoi inconnue : « {ligne['Situation']} »")
        if SITUATIONS[ligne["Situation"]](fiche):
            return ligne["Mode"], ligne["Motif"]
    raise Introuvable(f"situation d’envoi pour {fiche['Code']}")


def _connue(fiche: Fiche) -> None:
    """Check that a record speaks in known words: a need about documents is one of two."""
    besoin = fiche["Besoin signalé"]
    if besoin.startswith("documents") and not besoin.startswith(BESOINS):
        raise Introuvable(f"besoin signalé inconnu : « {besoin} » ({fiche['Code']})")
    if fiche["Catégorie"] not in CATEGORIES or fiche["Envoi des factures"] not in ENVOIS:
        raise Introuvable(f"catégorie ou envoi inconnus dans la fiche {fiche['Code']}")


def envois(dossier: Dossier, mission: str) -> list[tuple[Rang, Fiche]]:
    """Return the documents to send, each with its client's record. Raises Introuvable."""
    lignes = dossier.table(mission, "Code client", "Document", "Dernier message du client").lignes
    return [(li, ventes.client_de(dossier, mission, li["Code client"])) for li in lignes]


@solveur("Mode d’envoi de chaque document", "Code client", "Mode d’envoi", "Motif")
def modes(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Choose the way of sending of each document."""
    lues = [(li["Code client"], *mode(dossier, zone.mission, fiche)) for li, fiche in envois(dossier, zone.mission)]
    return [dict(zip(zone.entetes, lue, strict=True)) for lue in lues]


@solveur("Dépôt sur Chorus Pro", CHAMP, VALEUR)
def depot(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Gather what Chorus Pro asks for."""
    publics = [(li, f) for li, f in envois(dossier, zone.mission) if f["Catégorie"] == "public"]
    if len(publics) != 1:
        raise Introuvable("le document à déposer sur Chorus Pro")
    ligne, fiche = publics[0]
    engagements = _ENGAGEMENT.findall(ligne["Dernier message du client"])
    if len(engagements) != 1:
        raise Introuvable(f"numéro d’engagement dans « {ligne['Dernier message du client']} »")
    return champs(
        {
            "SIRET du destinataire": fiche["SIRET"],
            "Code service": fiche["Code service"],
            "N° d’engagement": engagements[0],
        }
    )

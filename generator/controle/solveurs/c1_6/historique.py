"""The exchanges to enter, what follows each, and those that are left out."""

from __future__ import annotations

import re

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import normalise
from generator.controle.solveurs.c1_6 import echanges, equipe
from generator.controle.solveurs.c1_6.echanges import Echange
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import decimal

INTERLOCUTEUR = "Interlocuteur"
SAISIR = ("Date", "Heure", "Canal", "Type", INTERLOCUTEUR, "Document du client")
SUITES = ("Date de l’échange", "Suite à donner", "Responsable", "Échéance")
EXCLUS = ("Date de l’échange", "Motif")


def personne(e: Echange, zone: ZoneLue) -> str:
    """Return the person outside the firm, as the closed list writes it. Raises Introuvable."""
    noms = zone.choix.get(INTERLOCUTEUR, ())
    if e.personne:
        entiers = [n for n in noms if normalise(n) == normalise(e.personne)]
        lus = entiers or [n for n in noms if _nom_seul(n) == _nom_seul(e.personne)]
    else:
        lus = [n for n in noms if re.search(rf"(?<!\w){re.escape(normalise(n))}(?![\w-])", normalise(e.texte))]
    if len(lus) != 1:
        raise Introuvable(f"interlocuteur de l’échange du {e.jour.isoformat()}")
    return lus[0]


def _nom_seul(nom: str) -> str:
    """Return a name without its civility."""
    return re.sub(r"^(?:m\.|mme) ", "", normalise(nom))


@solveur("Échanges à saisir", *SAISIR)
def a_saisir(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List the exchanges to enter."""
    return [
        dict(
            zip(
                SAISIR,
                (
                    e.jour.isoformat(),
                    e.heure_ecrite,
                    e.canal,
                    e.type,
                    personne(e, zone),
                    echanges.document(dossier, zone.mission, e),
                ),
                strict=True,
            )
        )
        for e in echanges.a_saisir(dossier, zone.mission)
    ]


@solveur("Suites des échanges saisis", *SUITES)
def suites(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Say what follows each exchange entered, by whom and when."""
    return [
        dict(zip(SUITES, _suite(dossier, zone.mission, e), strict=True))
        for e in echanges.a_saisir(dossier, zone.mission)
    ]


def _suite(dossier: Dossier, mission: str, e: Echange) -> tuple[str, str, str, str]:
    for li in dossier.table(mission, "Type", "Suite à donner", "Responsable", "Délai (jours ouvrés)").lignes:
        if li["Type"] == e.type:
            le = equipe.echeance(dossier, mission, e, int(decimal(li["Délai (jours ouvrés)"], "délai")))
            return (
                e.jour.isoformat(),
                li["Suite à donner"],
                equipe.qui(dossier, mission, li["Responsable"], le),
                le.isoformat(),
            )
    raise Introuvable(f"suite pour « {e.type} »")


@solveur("Échanges à ne pas saisir", *EXCLUS)
def exclus(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List the exchanges that are left out, and why."""
    lus = [(e, echanges.motif(dossier, zone.mission, e)) for e in echanges.rapportes(dossier, zone.mission)]
    if not lus:
        raise Introuvable("courriels et notes d’appel")
    return [dict(zip(EXCLUS, (e.jour.isoformat(), motif), strict=True)) for e, motif in lus if motif]

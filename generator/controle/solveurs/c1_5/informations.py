"""An order's status, and a technical question whose sheets disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable, TableLue, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre, jour, normalise
from generator.controle.solveurs.c1_5.messages import COMMANDE, DATE, TECHNIQUE, Message, message_sur
from generator.controle.solveurs.c1_5.suivi import commande_demandee, restant
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import decimal

INFORMATION, VALEUR, CARACTERISTIQUE = "Information", "Valeur", "Caractéristique"
LIGNES_TITRE = 3
"""A heading on a page takes as many lines at most."""
_VERSION = re.compile(rf"Version du ({DATE})")
_DEMANDES = (
    re.compile(r"Il me faut (.+) de «»"),
    re.compile(r"Merci de me confirmer (.+) pour «»"),
    re.compile(r"Pour «», pouvez-vous m’indiquer (.+?) ?\?"),
    re.compile(r"Quelle valeur dois-je retenir pour (.+) de l’article «»"),
)
_OUTILS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "duree", "en", "et", "l", "la", "le", "les", "nombre", "par", "pour"]
)
"""Words that tell nothing by themselves (« nombre de », « durée de » say only what is counted)."""


@dataclass(frozen=True)
class Fiche:
    """A technical sheet: label of its article, day of its version, characteristics."""

    article: str
    version: date
    table: TableLue


def champs(zone: ZoneLue, valeurs: dict[str, str]) -> list[Rang]:
    """Fill in a form « Information | Valeur » by its printed rows. Raises Introuvable for an unknown row."""
    for rang in zone.preremplies:
        if rang[INFORMATION] not in valeurs:
            raise Introuvable(f"information « {rang[INFORMATION]} »")
    return [{INFORMATION: rang[INFORMATION], VALEUR: valeurs[rang[INFORMATION]]} for rang in zone.preremplies]


@solveur("Commande demandée", INFORMATION, VALEUR)
def commande(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Tell the order that a client asks about."""
    lue, lignes = commande_demandee(dossier, zone.mission, message_sur(dossier, zone.mission, COMMANDE))
    return champs(
        zone,
        {
            "Numéro de la commande": lue["Commande"],
            "Quantité de cet article restant à expédier": ecrit_nombre(restant(lignes)),
            "Départ prévu": lue["Départ prévu"],
        },
    )


# --- Technical question ----------------------------------------------------------------------------------------------


@solveur("Question technique", INFORMATION, VALEUR)
def technique(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Answer a technical question by the newest sheet."""
    message = message_sur(dossier, zone.mission, TECHNIQUE)
    fiche = fiche_qui_fait_foi(dossier, zone.mission, message)
    caracteristique = demandee(message, fiche)
    valeur = next(li[VALEUR] for li in fiche.table.lignes if li[CARACTERISTIQUE] == caracteristique)
    return champs(
        zone,
        {
            "Valeur demandée, sans l’unité": ecrit_nombre(sans_unite(valeur, caracteristique)),
            "Date de la version de la fiche": fiche.version.isoformat(),
        },
    )


def fiche_qui_fait_foi(dossier: Dossier, mission: str, message: Message) -> Fiche:
    """Return the newest version of the sheet of the article that a message names. Raises Introuvable."""
    if len(set(message.libelles)) != 1:
        raise Introuvable(f"article de la question technique dans « {message.dit} »")
    article = message.libelles[0]
    fiches = [f for d in dossier.de_mission(mission) for f in _fiches(d, article)]
    if not fiches:
        raise Introuvable(f"fiche technique de « {article} »")
    recente = max(f.version for f in fiches)
    retenues = [f for f in fiches if f.version == recente]
    if len(retenues) != 1:
        raise Introuvable(f"deux fiches de « {article} » au {recente:%d/%m/%Y}")
    return retenues[0]


def _fiches(document: DocumentLu, article: str) -> Iterable[Fiche]:
    """Yield the sheet that a document is, when its heading, on one line or more, is the label of an article."""
    versions = {jour(m[1]) for ligne in document.lignes if (m := _VERSION.match(ligne))}
    suites = (document.lignes[n : n + k] for n in range(len(document.lignes)) for k in range(1, LIGNES_TITRE + 1))
    titree = any(replace(document, lignes=suite).suivi == article for suite in suites)
    for table in document.tables:
        if titree and set(table.entetes) == {CARACTERISTIQUE, VALEUR} and len(versions) == 1:
            version = next(iter(versions))
            if version is not None:
                yield Fiche(article, version, table)


def sans_unite(valeur: str, quoi: str) -> Decimal:
    """Return the figure of « 1 350 W » or « 20 °C sous zéro ». Raises Introuvable."""
    m = re.match(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)?", valeur)
    return decimal(m[0] if m else valeur, quoi)


def demandee(message: Message, fiche: Fiche) -> str:
    """Return the characteristic asked for: the row that shares most words with the question. Raises Introuvable."""
    for motif in _DEMANDES:
        if m := motif.search(message.masque):
            return caracteristique(m[1], fiche.table)
    raise Introuvable(f"question technique : formulation inconnue « {message.dit} »")


def caracteristique(demande: str, table: TableLue) -> str:
    """Return the row whose name and unit share most with some words; of equals, the one named whole. Raises Introuvable."""
    mots = _mots(demande)
    notes = []
    for ligne in table.lignes:
        nom = _mots(ligne[CARACTERISTIQUE])
        unite = _mots(re.sub(r"[\d ,.]+", " ", ligne[VALEUR])) - nom
        notes.append(((len(nom & mots) + len(unite & mots), nom <= mots), ligne[CARACTERISTIQUE]))
    meilleure = max(n for n, _ in notes)
    retenues = [nom for n, nom in notes if n == meilleure]
    if meilleure[0] == 0 or len(retenues) != 1:
        raise Introuvable(f"caractéristique « {demande} » : {' ou '.join(retenues)}")
    return retenues[0]


def _mots(texte: str) -> set[str]:
    return {re.sub(r"e?s?$", "", m) for m in re.findall(r"\w+", normalise(texte)) if m not in _OUTILS}

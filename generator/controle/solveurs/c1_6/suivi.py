"""What the extract tells: sums due, date promised, actions that are late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre, jour, normalise
from generator.controle.solveurs.c1_6 import echanges, equipe
from generator.controle.solveurs.c1_6.echanges import JOUR_SANS_AN
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, date_de, decimal
from generator.controle.solveurs.ventes import ZERO

_PROMIS = re.compile(r"(?<!rien de )\bpromise?s?\b", re.IGNORECASE)
SIGNES = {"envoi de facture": 1, "envoi d’avoir": -1, "règlement reçu": -1}


@solveur("Restant dû par le client (TTC)")
def restant_du(dossier: Dossier, zone: ZoneLue) -> str:
    """Write what the client owes, by the extract."""
    Regles(dossier, zone.mission).exige("Restant dû", "factures − avoirs − règlements reçus")
    total = ZERO
    for li in echanges.historique(dossier, zone.mission):
        if li["Type"] in SIGNES:
            total += SIGNES[li["Type"]] * decimal(li["Montant TTC"], f"montant de la ligne {li['N°']}")
    return ecrit_nombre(Decimal(total))


def _sans_an(texte: str, an: int) -> list[date]:
    return [le for m in re.findall(JOUR_SANS_AN, texte) if (le := jour(m, an)) is not None]


def promise(dossier: Dossier, mission: str) -> date:
    """Return the last date promised: that of a call that promises one, else that of the confirmation. Raises Introuvable."""
    mails, an = echanges.courriels(dossier, mission), dossier.date.year
    dates = [d for e in mails if e.type == echanges.CONFIRMATION for d in _sans_an(e.texte, an)]
    for e in sorted(echanges.appels(dossier, mission), key=lambda e: (e.jour, e.heure)):
        if any(normalise(e.societe) in normalise(m.texte) for m in mails):
            phrases = re.split(r"(?<=[.;!?])\s+", e.texte)
            dates += [d for phrase in phrases if _PROMIS.search(phrase) for d in _sans_an(phrase, an)]
    if not dates:
        raise Introuvable("date promise au client")
    return dates[-1]


@solveur("Dernière date promise au client")
def derniere_promise(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the last date promised."""
    return promise(dossier, zone.mission).isoformat()


def _en_retard(dossier: Dossier, mission: str) -> Iterator[tuple[Mapping[str, str], date]]:
    limite = Regles(dossier, mission).choix(
        "Action en retard", {"non faite, échéance atteinte ou dépassée": True, "non faite, échéance dépassée": False}
    )
    for li in echanges.historique(dossier, mission):
        if li["Suite à donner"] and not li["Fait le"]:
            le = date_de(li["Échéance"], f"échéance de la ligne {li['N°']}")
            if le < dossier.date or (limite and le == dossier.date):
                yield li, le


@solveur("Actions en retard", "N° de ligne", "Retard (jours ouvrés)")
def actions_en_retard(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List the actions that are late, and by how much."""
    Regles(dossier, zone.mission).exige("Retard d’une action", "jours ouvrés après l’échéance, jour même compris")
    return [
        {"N° de ligne": li["N°"], "Retard (jours ouvrés)": str(equipe.ouvres_entre(le, dossier.date))}
        for li, le in _en_retard(dossier, zone.mission)
    ]

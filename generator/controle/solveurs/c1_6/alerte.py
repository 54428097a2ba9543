"""The delay of an order: its new date, how long, who is told of what and when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import jour, normalise
from generator.controle.solveurs.c1_6 import echanges, equipe, suivi
from generator.controle.solveurs.c1_6.echanges import JOUR_SANS_AN
from generator.controle.solveurs.calendrier import ajoute_ouvres
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, decimal

ALERTES = ("Information", "Personne à informer", "Au plus tard le")
CLIENT = "le client"
_SEUILS: dict[str, Callable[[int, int], bool]] = {
    r"retard de moins de (\d+) jours? ouvrés?": lambda r, n: r < n,
    r"retard de (\d+) jours? ouvrés? ou plus": lambda r, n: r >= n,
    r"retard de (\d+) jours? ouvrés? au plus": lambda r, n: r <= n,
    r"retard de plus de (\d+) jours? ouvrés?": lambda r, n: r > n,
}


def arrivage(dossier: Dossier, mission: str) -> date:
    """Return the new arrival that the internal note tells: the one day without a year. Raises Introuvable."""
    texte = echanges.note_interne(dossier, mission).texte
    lus = [le for m in re.findall(JOUR_SANS_AN, texte) if (le := jour(m, dossier.date.year)) is not None]
    if len(set(lus)) != 1:
        raise Introuvable("nouvel arrivage dans la note interne")
    return lus[0]


def genre(dossier: Dossier, mission: str) -> str:
    """Return the kind of delay. Raises Introuvable."""
    lu = echanges.note_interne(dossier, mission).type
    if not lu:
        raise Introuvable("cause du retard dans la note interne")
    return lu


def nouvelle_date(dossier: Dossier, mission: str) -> date:
    """Return the day on which the order will be ready. Raises Introuvable."""
    regle = f"Commande prête après un {genre(dossier, mission)}"
    jours = Regles(dossier, mission).entier(regle, "{n} jour(s) ouvré(s) après le nouvel arrivage")
    return ajoute_ouvres(arrivage(dossier, mission), jours)


def retard(dossier: Dossier, mission: str) -> int:
    """Return the delay of the order, in working days. Raises Introuvable."""
    Regles(dossier, mission).exige(
        "Retard d’une commande", "jours ouvrés après la dernière date promise, nouvelle date comprise"
    )
    return equipe.ouvres_entre(suivi.promise(dossier, mission), nouvelle_date(dossier, mission))


def concerne(dossier: Dossier, mission: str, evenement: str) -> bool:
    """Say whether an event of the table of alerts is this delay. Raises Introuvable for unknown words."""
    if evenement == "tout retard":
        return True
    if evenement in echanges.RETARDS:
        return evenement == genre(dossier, mission)
    for motif, vrai in _SEUILS.items():
        if m := re.fullmatch(motif, evenement):
            return vrai(retard(dossier, mission), int(m[1]))
    raise Introuvable(f"événement inconnu : « {evenement} »")


@solveur("Nouvelle date de la commande")
def date_commande(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the new date of the order."""
    return nouvelle_date(dossier, zone.mission).isoformat()


@solveur("Retard de la commande (jours ouvrés)")
def retard_commande(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the delay of the order."""
    return str(retard(dossier, zone.mission))


@solveur("Personnes à informer du retard", *ALERTES)
def informes(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List who is told of what, and when at the latest."""
    m, appel, lignes = zone.mission, echanges.note_interne(dossier, zone.mission), []
    for li in dossier.table(m, "Événement", "Informer", "Information", "Délai (jours ouvrés)").lignes:
        if concerne(dossier, m, li["Événement"]):
            le = equipe.echeance(dossier, m, appel, int(decimal(li["Délai (jours ouvrés)"], "délai")))
            qui = _client(dossier, zone) if li["Informer"] == CLIENT else equipe.qui(dossier, m, li["Informer"], le)
            lignes.append(dict(zip(ALERTES, (li["Information"], qui, le.isoformat()), strict=True)))
    return list(lignes)


def _client(dossier: Dossier, zone: ZoneLue) -> str:
    """Return the client: the one name of the closed list that is not of the staff. Raises Introuvable."""
    equipe_ = {normalise(e["Nom"]) for e in equipe.membres(dossier, zone.mission)}
    lus = [n for n in zone.choix.get(ALERTES[1], ()) if normalise(n) not in equipe_]
    if len(lus) != 1:
        raise Introuvable("le client parmi les personnes à informer")
    return lus[0]

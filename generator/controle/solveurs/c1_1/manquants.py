"""What a request does not tell, of what a quote requires."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.controle.lecture.dossier import CourrielLu, Dossier, Introuvable, ZoneLue
from generator.controle.solveurs.c1_1 import messages
from generator.controle.solveurs.registre import Rang, solveur

DITE: dict[str, Callable[[CourrielLu], bool]] = {
    "référence de chaque article": lambda c: all(li.reference for li in messages.lignes(c)),
    "quantité de chaque article": lambda c: all(li.quantite for li in messages.lignes(c)),
    "adresse de livraison": lambda c: "Livraison : " in c.corps,
    "date de livraison souhaitée": lambda c: bool(re.search(r"Livraison souhaitée le |Date souhaitée : ", c.corps)),
    "contact sur place et son téléphone": lambda c: bool(re.search(r"Sur place : |Sur place, demander ", c.corps)),
    "conditions d’accès pour la livraison": lambda c: "Accès : " in c.corps,
    "numéro SIRET": lambda c: bool(messages.siret(c)),
    "code service": lambda c: bool(re.search(r"code service : ", c.corps, re.IGNORECASE)),
}
"""Data of the document → whether a request tells it."""


def demande(dossier: Dossier, zone: ZoneLue) -> CourrielLu:
    """Return the request to complete: that of the person whom the question names. Raises Introuvable."""
    mission = next(m for m in dossier.missions if m.numero == zone.mission)
    question = mission.questions.get(zone.question, "")
    lues = messages.demandes(dossier, zone.mission)
    return messages.un(lues, "demande incomplète", lambda d: messages.nomme(question, d))


def _exigee(condition: str, fiche: Mapping[str, str] | None, lieu: str) -> bool:
    if condition == "toujours":
        return True
    if m := re.fullmatch(r"livraison hors du département (\d\d)", condition):
        return not lieu.startswith(m[1])
    if condition == "client sans fiche":
        return fiche is None
    if condition == "organisme public dont la fiche n’en porte pas":
        return fiche is not None and fiche["Catégorie"] == "public" and not fiche["Code service"]
    raise Introuvable(f"condition inconnue : « {condition} »")


@solveur("Données manquantes", "Donnée manquante")
def manquantes(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List the data to ask for."""
    courriel = demande(dossier, zone)
    fiche, (_, lieu) = messages.fiche_de(dossier, zone.mission, courriel), messages.livraison(courriel)
    lignes: list[Rang] = []
    for ligne in dossier.table(zone.mission, "Donnée", "Exigée").lignes:
        if ligne["Donnée"] not in DITE:
            raise Introuvable(f"donnée inconnue : « {ligne['Donnée']} »")
        if _exigee(ligne["Exigée"], fiche, lieu) and not DITE[ligne["Donnée"]](courriel):
            lignes.append({"Donnée manquante": ligne["Donnée"]})
    return lignes

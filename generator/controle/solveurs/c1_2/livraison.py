"""What can be delivered: the warehouse's mail, and bon_livraison.xlsx."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_2 import commande
from generator.controle.solveurs.c1_2.commande import CHAMP, VALEUR, VENTE, champs
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, date_de
from generator.textes import MOIS

FICHIER = "bon_livraison.xlsx"
_DATE = rf"(?:\w+ )?(?:\d{{1,2}}|1er) (?:{'|'.join(MOIS)}) \d{{4}}"
_STOCKS = (
    re.compile(rf"- (?P<ref>[A-Z0-9-]+) : (?P<n>\d+) en stock(?:, prochaine arrivée le {_DATE})?"),
    re.compile(rf"- (?P<n>\d+) × (?P<ref>[A-Z0-9-]+) disponibles(?: ; la suite le {_DATE})?"),
    re.compile(rf"- (?P<ref>[A-Z0-9-]+) : j’en ai (?P<n>\d+)(?:, le reste le {_DATE})?"),
)
_AUTRES = (
    "Les autres articles sont en stock en quantité suffisante",
    "Pour les autres articles, aucun souci",
    "Le reste des lignes est complet",
)
"""What the mail says of the articles that it does not name."""
_JOUR = re.compile(rf"(?:Livraison chez le client le|Le client sera livré le|Je livre ce qu’il y a le) ({_DATE})")


@dataclass(frozen=True)
class Annonce:
    """The warehouse's mail: what is in stock of the articles that it names; whether there is enough of the others; day
    of the delivery."""

    stocks: dict[str, Decimal]
    autres_complets: bool
    jour: date

    def livrable(self, reference: str, demande: Decimal) -> Decimal:
        """Return how many units of those ordered can be delivered. Raises Introuvable for an article without news."""
        if reference not in self.stocks and not self.autres_complets:
            raise Introuvable(f"stock de {reference} dans le courriel de l’entrepôt")
        return min(demande, self.stocks.get(reference, demande))


def annonce(dossier: Dossier, mission: str) -> Annonce:
    """Return what the warehouse tells. Raises Introuvable."""
    for d in dossier.de_mission(mission):
        texte = d.courriel.corps.replace("\n", " ") if d.courriel else ""
        if m := _JOUR.search(texte):
            stocks = dict(_stock(ligne) for ligne in d.lignes if ligne.startswith("- "))
            return Annonce(stocks, any(x in texte for x in _AUTRES), date_de(m[1], "jour de la livraison"))
    raise Introuvable("courriel de l’entrepôt (jour de la livraison)")


def _stock(ligne: str) -> tuple[str, Decimal]:
    lue = next((m for motif in _STOCKS if (m := motif.fullmatch(ligne.rstrip(".;")))), None)
    if lue is None:
        raise Introuvable(f"ligne du courriel de l’entrepôt en termes inconnus : « {ligne} »")
    return lue["ref"], Decimal(lue["n"])


@dataclass(frozen=True)
class Livree:
    """A line of the order with the quantity delivered."""

    ligne: commande.Ligne
    quantite: Decimal


def livrees(dossier: Dossier, mission: str) -> list[Livree]:
    """Return what is delivered of each line of the order. Raises Introuvable."""
    return _livrees(dossier, mission, commande.lignes(dossier, mission))


def _livrees(dossier: Dossier, mission: str, lignes: Sequence[commande.Ligne]) -> list[Livree]:
    dite = annonce(dossier, mission)
    return [Livree(li, dite.livrable(li.reference, li.quantite)) for li in lignes]


def jour(dossier: Dossier, mission: str) -> date:
    """Return the day of the delivery, which is the date of the delivery note. Raises Introuvable."""
    Regles(dossier, mission, VENTE).exige("Date du bon de livraison", "jour de la livraison")
    return annonce(dossier, mission).jour


def numero(dossier: Dossier, mission: str) -> str:
    """Return the number of the delivery note. Raises Introuvable."""
    return ventes.numero_suivant(dossier, mission, "bon de livraison", jour(dossier, mission))


@solveur("Bon de livraison", CHAMP, VALEUR, fichier=FICHIER)
def entete(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Fill the header of the delivery note."""
    rue, ville = commande.livraison(dossier, zone.mission)
    return champs(
        {
            "Numéro": numero(dossier, zone.mission),
            "Date du bon de livraison": jour(dossier, zone.mission).isoformat(),
            "N° de la commande": commande.numero(dossier, zone.mission),
            "Livraison : rue": rue,
            "Livraison : code postal et ville": ville,
        }
    )


@solveur(
    "Lignes du bon de livraison", "Référence", "Quantité commandée", "Quantité livrée", "Reliquat", fichier=FICHIER
)
def lignes_livraison(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the lines of the delivery note: no price is needed."""
    commandees = [ligne for _, ligne, _ in commande.quantites(dossier, zone.mission)]
    return [
        {
            "Référence": x.ligne.reference,
            "Quantité commandée": ecrit_nombre(x.ligne.quantite),
            "Quantité livrée": ecrit_nombre(x.quantite),
            "Reliquat": ecrit_nombre(x.ligne.quantite - x.quantite),
        }
        for x in _livrees(dossier, zone.mission, commandees)
    ]

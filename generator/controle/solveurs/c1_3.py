"""C1.3: stock available, dates of departure, replenishment, corrections after a count (docs/missions/c1_3.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs.calendrier import UN_JOUR, ajoute_ouvres, est_ferie, ouvre_a_partir
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, date_de, decimal, par_cle

CENTIME = Decimal("0.01")
HORIZON = 400
_LIGNES = (
    re.compile(r"- (?P<n>\d+) × (?P<ref>[A-Z0-9-]+) \(.+\)"),
    re.compile(r"- .+, réf\. (?P<ref>[A-Z0-9-]+) : (?P<n>\d+)"),
    re.compile(r"- (?P<ref>[A-Z0-9-]+) : (?P<n>\d+) \(.+\)"),
)
_A_AJOUTER = (
    re.compile(r"(\d+) \S.* en exposition, hors comptage"),
    re.compile(r"prêt en cours : (\d+) \S.*, hors comptage"),
)
_A_LAISSER = (re.compile(r"\d+ \S.* hors d’usage, au rebut"), re.compile(r"au rebut : \d+ \S.* \(casse\)"))


@dataclass(frozen=True)
class Arrivage:
    """Goods on order: quantity, day from which they are available."""

    quantite: Decimal
    disponible: date


# --- What the documents say ------------------------------------------------------------------------------------------


def commande(dossier: Dossier, mission: str) -> dict[str, Decimal]:
    """Return the quantities that the client's mail orders, by reference, in its order. Raises Introuvable."""
    trouvees: list[dict[str, Decimal]] = []
    for d in dossier.de_mission(mission):
        lignes = d.courriel.corps.split("\n") if d.courriel else []
        lues = [m for ligne in lignes for motif in _LIGNES if (m := motif.fullmatch(ligne))]
        if lues:
            quantites: dict[str, Decimal] = {}
            for m in lues:
                quantites[m["ref"]] = quantites.get(m["ref"], Decimal(0)) + Decimal(m["n"])
            trouvees.append(quantites)
    if len(trouvees) != 1:
        raise Introuvable("courriel de commande" if not trouvees else "deux courriels de commande")
    return trouvees[0]


def _stock(dossier: Dossier, mission: str) -> dict[str, Mapping[str, str]]:
    return par_cle(dossier.table(mission, "Référence", "Stock physique", "Réservé"), "Référence")


def _article(stock: Mapping[str, Mapping[str, str]], ref: str) -> Mapping[str, str]:
    if ref not in stock:
        raise Introuvable(f"{ref} dans l’état des stocks")
    return stock[ref]


def _figure(ligne: Mapping[str, str], colonne: str) -> Decimal:
    return decimal(ligne[colonne], f"{ligne.get('Référence', '')}, {colonne}")


def disponible(regles: Regles, ligne: Mapping[str, str]) -> Decimal:
    """Return the available stock of an article, by the firm's rule. Raises Introuvable."""
    regles.exige("Stock disponible", "stock physique − réservé")
    return _figure(ligne, "Stock physique") - _figure(ligne, "Réservé")


def arrivages(dossier: Dossier, mission: str, regles: Regles, ref: str) -> list[Arrivage]:
    """Return the goods on order of an article, in order of availability: closings of the supplier, then check.
    Raises Introuvable."""
    regles.exige(
        "Arrivage prévu pendant une fermeture du fournisseur", "reporté au premier jour ouvré après la fermeture"
    )
    controle = regles.entier(
        "Contrôle d’un arrivage",
        "{n} jour(s) ouvré(s) après l’arrivée",
        "disponible {n} jour(s) ouvré(s) après l’arrivée",
    )
    fermetures = [
        (li["Fournisseur"], date_de(li["Du"], "fermeture"), date_de(li["Au"], "fermeture"))
        for li in dossier.table(mission, "Fournisseur", "Du", "Au").lignes
    ]
    lus = []
    for ligne in dossier.table(mission, "Référence", "Quantité", "Arrivée prévue").lignes:
        if ligne["Référence"] == ref:
            prevue = date_de(ligne["Arrivée prévue"], f"{ref}, arrivée prévue")
            reelle = _apres_fermeture(prevue, [(du, au) for f, du, au in fermetures if f == ligne["Fournisseur"]])
            lus.append(Arrivage(_figure(ligne, "Quantité"), ajoute_ouvres(reelle, controle)))
    return sorted(lus, key=lambda a: a.disponible)


def _apres_fermeture(jour: date, fermetures: Sequence[tuple[date, date]]) -> date:
    while (fin := next((au for du, au in fermetures if du <= jour <= au), None)) is not None:
        jour = ouvre_a_partir(fin + UN_JOUR)
    return jour


# --- Dates of departure ----------------------------------------------------------------------------------------------


def depart(dossier: Dossier, mission: str, regles: Regles, ref: str, quantite: Decimal) -> date:
    """Return the day on which a line leaves whole. Raises Introuvable when nothing covers it."""
    cumul = disponible(regles, _article(_stock(dossier, mission), ref))
    pret = dossier.date
    attendus = arrivages(dossier, mission, regles, ref)
    while cumul < quantite:
        if not attendus:
            raise Introuvable(f"{ref} : ni stock ni arrivage pour {ecrit_nombre(quantite)}")
        arrivage = attendus.pop(0)
        cumul, pret = cumul + arrivage.quantite, arrivage.disponible
    preparation = regles.entier(
        "Préparation d’une commande", "{n} jour(s) ouvré(s) après le jour où toute la ligne est disponible"
    )
    return premier_depart(regles, ajoute_ouvres(pret, preparation))


def premier_depart(regles: Regles, prepare: date) -> date:
    """Return the first departure for goods prepared on a day. Raises Introuvable."""
    decalage = regles.choix(
        "Départ",
        {
            "premier départ strictement après le jour de préparation": 1,
            "départ du jour de préparation s’il y en a un, sinon premier départ suivant": 0,
        },
    )
    jours = regles.jours("Jours de départ")
    jour = prepare + decalage * UN_JOUR
    for _ in range(HORIZON):
        if jour.weekday() in jours and not est_ferie(jour):
            return jour
        jour += UN_JOUR
    raise Introuvable("jour de départ")


@solveur("Stock de chaque article commandé", "Référence", "Stock physique", "Réservé", "Disponible")
def stock_commande(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Give the stock of each article ordered."""
    regles, stock = Regles(dossier, zone.mission), _stock(dossier, zone.mission)
    lignes: list[Rang] = []
    for ref in commande(dossier, zone.mission):
        ligne = _article(stock, ref)
        lignes.append(
            {
                "Référence": ref,
                "Stock physique": ligne["Stock physique"],
                "Réservé": ligne["Réservé"],
                "Disponible": ecrit_nombre(disponible(regles, ligne)),
            }
        )
    return lignes


@solveur("Date de départ de chaque ligne", "Référence", "Date de départ de la ligne complète")
def departs(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Give the day on which each line leaves whole."""
    regles = Regles(dossier, zone.mission)
    return [
        {
            "Référence": ref,
            "Date de départ de la ligne complète": depart(dossier, zone.mission, regles, ref, n).isoformat(),
        }
        for ref, n in commande(dossier, zone.mission).items()
    ]


@solveur("Date de départ de la commande complète")
def depart_complet(dossier: Dossier, zone: ZoneLue) -> str:
    """Give the day on which the whole order leaves: that of its latest line."""
    regles = Regles(dossier, zone.mission)
    return max(
        depart(dossier, zone.mission, regles, ref, n) for ref, n in commande(dossier, zone.mission).items()
    ).isoformat()


# --- Replenishment ---------------------------------------------------------------------------------------------------


def reassort(dossier: Dossier, mission: str) -> dict[str, tuple[Decimal, str]]:
    """Return the quantity to order and the supplier of each article to replenish. Raises Introuvable."""
    regles = Regles(dossier, mission)
    regles.exige("Articles concernés", "état « actif » seulement")
    regles.exige("Stock projeté", "disponible − commande du jour + en commande")
    regles.exige("Quantité", "stock maximum − stock projeté, arrondie au conditionnement supérieur")
    strict = regles.choix(
        "Déclenchement",
        {
            "stock projeté inférieur ou égal au seuil d’alerte": False,
            "stock projeté strictement inférieur au seuil d’alerte": True,
        },
    )
    demandes, en_commande = commande(dossier, mission), _en_commande(dossier, mission)
    retenus = {}
    for ref, ligne in _stock(dossier, mission).items():
        if ligne["État"] != "actif":
            continue
        projete = disponible(regles, ligne) - demandes.get(ref, Decimal(0)) + en_commande.get(ref, Decimal(0))
        seuil = _figure(ligne, "Seuil d’alerte")
        if projete < seuil or (projete == seuil and not strict):
            lot = _figure(ligne, "Conditionnement")
            manque = _figure(ligne, "Stock maximum") - projete
            retenus[ref] = ((manque / lot).to_integral_value(ROUND_CEILING) * lot, ligne["Fournisseur"])
    return retenus


def _en_commande(dossier: Dossier, mission: str) -> dict[str, Decimal]:
    totaux: dict[str, Decimal] = {}
    for ligne in dossier.table(mission, "Référence", "Quantité", "Arrivée prévue").lignes:
        totaux[ligne["Référence"]] = totaux.get(ligne["Référence"], Decimal(0)) + _figure(ligne, "Quantité")
    return totaux


@solveur("Articles à réapprovisionner", "Référence", "Quantité à commander", "Code du fournisseur")
def articles_a_commander(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List the articles to order again."""
    return [
        {"Référence": ref, "Quantité à commander": ecrit_nombre(n), "Code du fournisseur": fournisseur}
        for ref, (n, fournisseur) in reassort(dossier, zone.mission).items()
    ]


@solveur("Décision par fournisseur", "Code du fournisseur", "Montant HT du réassort", "Décision")
def decisions(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Decide for each supplier: order, or wait for the next order."""
    regles = Regles(dossier, zone.mission)
    regles.exige(
        "Minimum de commande du fournisseur", "comparé au total HT du réassort chez ce fournisseur, au prix d’achat"
    )
    formes = {"commander": "commander", "regrouper avec la prochaine commande": "regrouper"}
    atteint, manque = regles.choix("Minimum atteint", formes), regles.choix("Minimum non atteint", formes)
    articles = par_cle(dossier.table(zone.mission, "Référence", "Prix d’achat HT"), "Référence")
    fournisseurs = par_cle(dossier.table(zone.mission, "Code", "Minimum de commande HT"), "Code")
    montants: dict[str, Decimal] = {}
    for ref, (n, code) in reassort(dossier, zone.mission).items():
        if ref not in articles or code not in fournisseurs:
            raise Introuvable(f"{ref} ou {code} dans le catalogue")
        montants[code] = montants.get(code, Decimal(0)) + n * _figure(articles[ref], "Prix d’achat HT")
    return [
        {
            "Code du fournisseur": code,
            "Montant HT du réassort": ecrit_nombre(montant.quantize(CENTIME, ROUND_HALF_UP)),
            "Décision": atteint if montant >= _figure(fournisseurs[code], "Minimum de commande HT") else manque,
        }
        for code, montant in montants.items()
    ]


# --- Count -----------------------------------------------------------------------------------------------------------


def a_ajouter(observation: str) -> Decimal:
    """Return the units that a remark of the count adds. Raises Introuvable for an unknown remark."""
    for motif in _A_AJOUTER:
        if m := motif.fullmatch(observation):
            return Decimal(m[1])
    if not observation or any(motif.fullmatch(observation) for motif in _A_LAISSER):
        return Decimal(0)
    raise Introuvable(f"observation de comptage inconnue : « {observation} »")


@solveur("Corrections de stock", "Référence", "Stock corrigé", "Écart", "Mouvement")
def corrections(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Correct the stock of the articles whose count differs."""
    regles, stock = Regles(dossier, zone.mission), _stock(dossier, zone.mission)
    regles.exige("Quantité comptée", "lots complets × conditionnement + unités isolées")
    regles.exige("Unités prêtées ou exposées", "restent au stock : à ajouter au compté")
    regles.exige("Unités cassées ou périmées", "sortent du stock : à ne pas compter")
    regles.exige("Écart", "compté − stock physique : positif = boni, négatif = mali")
    lignes: list[Rang] = []
    for comptee in dossier.table(zone.mission, "Référence", "Lots complets", "Unités isolées", "Observation").lignes:
        article = _article(stock, comptee["Référence"])
        compte = (
            _figure(comptee, "Lots complets") * _figure(article, "Conditionnement")
            + _figure(comptee, "Unités isolées")
            + a_ajouter(comptee["Observation"])
        )
        ecart = compte - _figure(article, "Stock physique")
        if ecart:
            lignes.append(
                {
                    "Référence": comptee["Référence"],
                    "Stock corrigé": ecrit_nombre(compte),
                    "Écart": ecrit_nombre(ecart),
                    "Mouvement": "boni" if ecart > 0 else "mali",
                }
            )
    return lignes

"""The table of orders: whose they are, their lines, their delay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from generator.controle.lecture.dossier import Dossier, Introuvable
from generator.controle.lecture.valeurs import jour
from generator.controle.solveurs.c1_5.messages import DATE, Message
from generator.controle.solveurs.calendrier import UN_JOUR, est_ouvre
from generator.controle.solveurs.regles import date_de, decimal

Ligne = Mapping[str, str]
COMMANDE, CLIENT = "Commande", "Client"


def commandes_de(dossier: Dossier, mission: str, message: Message) -> list[Ligne]:
    """Return the orders of who wrote a message: the firm's when it has one, else the person's. Raises Introuvable."""
    table = dossier.table(mission, COMMANDE, CLIENT, "Référence client", "Total TTC", "Départ prévu")
    clients = {li[CLIENT] for li in table.lignes}
    if message.firme:
        retenus = {message.firme} & clients
    else:
        retenus = {message.nom} & clients or {c for c in clients if c.endswith(f" {message.nom}")}
    if len(retenus) != 1:
        raise Introuvable(f"« {message.firme or message.nom} » parmi les clients du suivi : {sorted(retenus)}")
    client = next(iter(retenus))
    return [li for li in table.lignes if li[CLIENT] == client]


def lignes_de(dossier: Dossier, mission: str, commande: Ligne) -> list[Ligne]:
    """Return the lines of an order. Raises Introuvable."""
    table = dossier.table(mission, "Ligne", COMMANDE, "Désignation", "Quantité", "Quantité partie", "Parti le")
    lignes = [li for li in table.lignes if li[COMMANDE] == commande[COMMANDE]]
    if not lignes:
        raise Introuvable(f"lignes de la commande {commande[COMMANDE]}")
    return lignes


def commande_demandee(dossier: Dossier, mission: str, message: Message) -> tuple[Ligne, list[Ligne]]:
    """Return the order that a message asks about, and its lines of the article named.

    The order is named by its date, by the quantity ordered, or by the client's reference. Raises Introuvable.
    """
    (libelle,) = message.libelles
    candidates = []
    for commande in commandes_de(dossier, mission, message):
        lignes = [li for li in lignes_de(dossier, mission, commande) if li["Désignation"] == libelle]
        if lignes and _nommee(message, commande, lignes):
            candidates.append((commande, lignes))
    if len(candidates) != 1:
        raise Introuvable(f"commande de « {libelle} » : {len(candidates)} répondent à « {message.dit} »")
    return candidates[0]


def _nommee(message: Message, commande: Ligne, lignes: list[Ligne]) -> bool:
    """Say whether an order is the one that a message names. Raises Introuvable when it names none."""
    texte = message.masque
    if m := re.search(DATE, texte):
        return jour(m[0]) == date_de(commande["Date"], "date de commande")
    if m := re.search(r"(\d+) (?:unités?\b|×)", texte):
        return _quantite(lignes, "Quantité") == Decimal(m[1])
    if m := re.search(r"\b(?:référence|bon|commande) ([A-Z]+-?\d+)\b", texte):
        return commande["Référence client"] == m[1]
    raise Introuvable(f"commande demandée : formulation inconnue « {message.dit} »")


def _quantite(lignes: list[Ligne], colonne: str) -> Decimal:
    return sum((decimal(li[colonne], colonne) for li in lignes), Decimal(0))


def restant(lignes: list[Ligne]) -> Decimal:
    """Return what of some lines has not left."""
    return _quantite(lignes, "Quantité") - _quantite(lignes, "Quantité partie")


def derniere_commande(dossier: Dossier, mission: str, message: Message) -> Ligne:
    """Return the last order of who complains. Raises Introuvable."""
    commandes = commandes_de(dossier, mission, message)
    dernier = max(li["Date"] for li in commandes)
    dernieres = [li for li in commandes if li["Date"] == dernier]
    if len(dernieres) != 1:
        raise Introuvable(f"{message.firme or message.nom} : deux commandes le {dernier}")
    return dernieres[0]


def jours_de_retard(dossier: Dossier, mission: str, commande: Ligne) -> int:
    """Return the working days after the day planned, up to the day of departure included. Raises Introuvable."""
    partis = {li["Parti le"] for li in lignes_de(dossier, mission, commande)}
    if len(partis) != 1:
        raise Introuvable(f"{commande[COMMANDE]} : deux jours de départ")
    prevu, parti = date_de(commande["Départ prévu"], "départ prévu"), date_de(next(iter(partis)), "parti le")
    return ouvres_apres(prevu, parti)


def ouvres_apres(debut: date, fin: date) -> int:
    """Count the working days after `debut`, up to `fin` included."""
    jours, n = debut + UN_JOUR, 0
    while jours <= fin:
        n += est_ouvre(jours)
        jours += UN_JOUR
    return n

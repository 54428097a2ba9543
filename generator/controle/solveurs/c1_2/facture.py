"""The invoice of what is delivered: facture.xlsx."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.controle.lecture.dossier import DocumentLu, Dossier, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_2 import commande, livraison
from generator.controle.solveurs.c1_2.commande import CHAMP, COLONNES_LIGNES, VALEUR, VENTE, Ligne, Totaux, champs
from generator.controle.solveurs.calendrier import ajoute_ouvres
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, decimal
from generator.controle.solveurs.ventes import ZERO, centime

FICHIER = "facture.xlsx"


def acompte(dossier: Dossier, mission: str) -> DocumentLu:
    """Return the deposit invoice. Raises Introuvable."""
    return ventes.document_titre(dossier, mission, commande.ACOMPTE)


def date_facture(dossier: Dossier, mission: str) -> date:
    """Return the date of the invoice. Raises Introuvable."""
    suivant = Regles(dossier, mission, VENTE).choix(
        "Date de la facture", {"jour de la livraison": 0, "jour ouvré qui suit la livraison": 1}
    )
    return ajoute_ouvres(livraison.annonce(dossier, mission).jour, suivant)


def lignes(dossier: Dossier, mission: str) -> list[Ligne]:
    """Return the lines of the invoice: what is delivered, at the order's prices and discounts. Raises Introuvable."""
    return [replace(x.ligne, quantite=x.quantite) for x in livraison.livrees(dossier, mission) if x.quantite]


def totaux(dossier: Dossier, mission: str) -> Totaux:
    """Return the sums of the invoice. Raises Introuvable."""
    facturees = lignes(dossier, mission)
    net = sum((li.montant for li in facturees), ZERO)
    parts = [(li.taux, li.montant) for li in facturees]
    port = _port(dossier, mission)
    if port:
        parts.append((ventes.taux_port(Regles(dossier, mission, ventes.PRIX_PORT)), port))
    return Totaux(net, port, tuple(ventes.tva(parts)))


def _port(dossier: Dossier, mission: str) -> Decimal:
    """Return the carriage of this delivery, the first of the order."""
    avec_premiere = Regles(dossier, mission, VENTE).choix(
        "Port d’une commande livrée en plusieurs fois",
        {"facturé en entier avec la première livraison": True, "facturé en entier avec la dernière livraison": False},
    )
    entiere = all(x.quantite == x.ligne.quantite for x in livraison.livrees(dossier, mission))
    return commande.totaux(dossier, mission).port if avec_premiere or entiere else ZERO


def acompte_deduit(dossier: Dossier, mission: str) -> Decimal:
    """Return what is deducted of the deposit. Raises Introuvable."""
    verse = decimal(acompte(dossier, mission).champ("Total TTC"), "acompte")
    entier = Regles(dossier, mission, VENTE).choix(
        "Acompte encaissé",
        {
            "déduit en totalité de la première facture": True,
            "déduit en proportion : acompte TTC × HT des lignes livrées ÷ HT des lignes commandées": False,
        },
    )
    if entier:
        return verse
    commandees = sum((li.montant for li in commande.lignes(dossier, mission)), ZERO)
    return centime(verse * sum((li.montant for li in lignes(dossier, mission)), ZERO) / commandees)


# --- Answers ---------------------------------------------------------------------------------------------------------


@solveur("Facture", CHAMP, VALEUR, fichier=FICHIER)
def entete(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Fill the header of the invoice."""
    m = zone.mission
    rue, ville = commande.livraison(dossier, m)
    rue_facture, ville_facture = ventes.adresse(commande.devis(dossier, m), "Client")
    le = date_facture(dossier, m)
    return champs(
        {
            "Numéro": ventes.numero_suivant(dossier, m, "facture", le),
            "Date de la facture": le.isoformat(),
            "N° de la commande": commande.numero(dossier, m),
            "N° du bon de livraison": livraison.numero(dossier, m),
            "Date de la livraison": livraison.annonce(dossier, m).jour.isoformat(),
            "Facturation : rue": rue_facture,
            "Facturation : code postal et ville": ville_facture,
            "Livraison : rue": rue,
            "Livraison : code postal et ville": ville,
            "N° de la facture d’acompte": ventes.mention(acompte(dossier, m), "Numéro"),
        }
    )


@solveur("Échéance", fichier=FICHIER)
def echeance(dossier: Dossier, zone: ZoneLue) -> str:
    """Give the due date: the term of the client's record, from the date of the invoice."""
    client = ventes.client_de(dossier, zone.mission, commande.code_client(dossier, zone.mission))
    regles = Regles(dossier, zone.mission, ventes.PAIEMENT)
    return ventes.echeance(regles, client["Délai de paiement"], date_facture(dossier, zone.mission)).isoformat()


@solveur("Indemnité forfaitaire de recouvrement", fichier=FICHIER)
def indemnite(dossier: Dossier, zone: ZoneLue) -> str:
    """Say which fixed sum for recovery the invoice bears."""
    somme = ventes.montant(
        Regles(dossier, zone.mission, ventes.PAIEMENT), "Indemnité forfaitaire", "{n} € (professionnels)"
    )
    client = ventes.client_de(dossier, zone.mission, commande.code_client(dossier, zone.mission))
    return f"{ecrit_nombre(somme)} €" if client["Catégorie"] == "professionnel" else "sans objet"


@solveur("Lignes de la facture", *COLONNES_LIGNES, fichier=FICHIER)
def lignes_facture(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the lines of the invoice."""
    return commande.rangs_lignes(lignes(dossier, zone.mission))


def rangs_tva(lues: tuple[ventes.Tva, ...]) -> list[Rang]:
    """Return the rows of a table « TVA par taux »."""
    return [
        {
            "Taux (%)": ecrit_nombre(t.taux),
            "Base HT": ecrit_nombre(t.base),
            "Montant de la TVA": ecrit_nombre(t.montant),
        }
        for t in lues
    ]


@solveur("TVA par taux", "Taux (%)", "Base HT", "Montant de la TVA", fichier=FICHIER)
def tva_facture(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the VAT of the invoice."""
    return rangs_tva(totaux(dossier, zone.mission).tva)


@solveur("Totaux", CHAMP, VALEUR, fichier=FICHIER)
def totaux_facture(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the sums of the invoice."""
    return commande.rangs_totaux(totaux(dossier, zone.mission))


@solveur("Total TTC", fichier=FICHIER)
def ttc_facture(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total of the invoice."""
    return ecrit_nombre(totaux(dossier, zone.mission).ttc)


@solveur("Acompte déduit", fichier=FICHIER)
def acompte_facture(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the deposit deducted."""
    return ecrit_nombre(acompte_deduit(dossier, zone.mission))


@solveur("Net à payer", fichier=FICHIER)
def net_facture(dossier: Dossier, zone: ZoneLue) -> str:
    """Write what is left to pay."""
    return ecrit_nombre(totaux(dossier, zone.mission).ttc - acompte_deduit(dossier, zone.mission))

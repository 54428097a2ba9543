"""C1.2: the documents of the sale: signed devis, deposit invoice, warehouse's mail, procedure, journal of numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import wraps
from typing import TypeVar

from generator.enseignes import le_nom
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import calculs
from generator.epreuve.missions.c1_2.mesures import Memoire, Modification
from generator.epreuve.missions.c1_2.roles import ACOMPTE, DEVIS, ORIGINE
from generator.epreuve.pieces import commerciaux, communs
from generator.epreuve.pieces.contenus import (
    Adresse,
    Bloc,
    Champ,
    Classeur,
    Colonne,
    Courriel,
    Feuille,
    Page,
    Paragraphe,
    Piece,
    Tableau,
    Titre,
    Valeur,
)
from generator.monde.faits import Client, Personne
from generator.monde.journal import SERIES, Devis, Facture
from generator.textes import INSECABLE, date_courte, date_longue

SIGNE, FACTURE_ACOMPTE, LOGISTIQUE = "c1_2/devis", "c1_2/acompte", "c1_2/logistique"
PROCEDURE, NUMEROS = "c1_2/procedure", "c1_2/numeros"
ACCORD = Champ("acompte_convenu", "Acompte", "à verser à la commande, par accord particulier")
"""Condition of the devis: the parties agreed on a deposit whatever its amount."""
PREMIERS = 3
"""Last documents of each series in the journal of numbers."""


T = TypeVar("T")


def une_fois(f: Callable[[Atelier], T]) -> Callable[[Atelier], T]:
    """Make a document or a calculation once for each composition: its wording is drawn once for all tâches."""

    @wraps(f)
    def garde(atelier: Atelier) -> T:
        memo = vars(atelier).setdefault("_c1_2", {})
        if f.__qualname__ not in memo:
            memo[f.__qualname__] = f(atelier)
        return memo[f.__qualname__]  # type: ignore[no-any-return]

    return garde


def memoire(atelier: Atelier) -> Memoire:
    """Return the memory of the first act."""
    assert isinstance(atelier.memoire, Memoire)
    return atelier.memoire


def client_retour(atelier: Atelier) -> Client:
    """Return the client who sends goods back."""
    return atelier.monde.client(_facture(atelier, ORIGINE).client)


def devis(atelier: Atelier) -> Devis:
    """Return the devis of the sale."""
    fait = atelier.monde.faits[DEVIS]
    assert isinstance(fait, Devis)
    return fait


def acompte(atelier: Atelier) -> Facture:
    """Return the deposit invoice."""
    return _facture(atelier, ACOMPTE)


def _facture(atelier: Atelier, nom: str) -> Facture:
    fait = atelier.monde.faits[nom]
    assert isinstance(fait, Facture)
    return fait


def origine(atelier: Atelier) -> Facture:
    """Return the invoice whose goods come back."""
    return _facture(atelier, ORIGINE)


@une_fois
def vente(atelier: Atelier) -> calculs.Vente:
    """Return what the order, the delivery note and the invoice must say."""
    return calculs.vente(atelier.monde, memoire(atelier), devis(atelier).lignes, acompte(atelier).totaux.total_ttc)


def numero_ligne(atelier: Atelier, ref: str) -> int:
    """Return the number of an article's line on the devis."""
    return next(i for i, li in enumerate(devis(atelier).lignes, 1) if li.ref == ref)


@une_fois
def clients(atelier: Atelier) -> Piece:
    """Return the clients of the GRC."""
    return communs.clients(atelier.monde)


@une_fois
def cgv(atelier: Atelier) -> Piece:
    """Return the general terms of sale."""
    return communs.cgv(atelier.monde)


# --- The devis as it came back ---------------------------------------------------------------------------------------


def paraphe(p: Personne) -> str:
    """Return somebody's initials: « A.R. »."""
    return f"{p.prenom[0]}.{p.nom[0]}."


@une_fois
def devis_signe(atelier: Atelier) -> Piece:
    """Return the devis with its agreement and its handwritten notes; the term is left to the client's record."""
    m, fait, monde = memoire(atelier), devis(atelier), atelier.monde
    vue = commerciaux.vue_devis(monde, fait)
    lignes = tuple(
        replace(li, remarque="" if monde.article(li.reference).remise_quantite else "prix net, sans remise quantité")
        for li in vue.lignes
    )
    client = monde.client(m.client)
    accord = f"Bon pour accord le {date_longue(m.accord)}, {client.contact.sans_civilite}"
    vue = replace(
        vue,
        lignes=lignes,
        conditions=(*(c for c in vue.conditions if c.code == "validite"), ACCORD),
        manuscrit=(accord, *notes(atelier)),
    )
    return commerciaux.piece(
        SIGNE,
        "devis-accepte",
        commerciaux.document(vue),
        "retourné signé par le client",
        titre=f"Devis {fait.numero} accepté par {le_nom(client.nom)}",
    )


@une_fois
def notes(atelier: Atelier) -> tuple[str, ...]:
    """Return the handwritten notes of the devis."""
    return tuple(_note(atelier, x) for x in memoire(atelier).modifications)


def _note(atelier: Atelier, x: Modification) -> str:
    """Return a handwritten note of the devis, with the initials that it bears."""
    t, client = atelier.redacteur.texte, atelier.monde.client(memoire(atelier).client)
    if x.adresse:
        dit = t("note.adresse", adresse=x.adresse)
    else:
        dit = t("note.quantite", ligne=numero_ligne(atelier, x.ref), ancienne=x.ancienne, nouvelle=x.nouvelle)
    du_client = f"{paraphe(client.contact)} (client)"
    if not x.valable:
        return f"{dit} Paraphe {du_client}"
    return f"{dit} Paraphes {du_client} et {paraphe(atelier.membre('commercial'))} ({atelier.firme.raison_sociale})"


@une_fois
def facture_acompte(atelier: Atelier) -> Piece:
    """Return the deposit invoice, paid."""
    fait, monde = acompte(atelier), atelier.monde
    vue = commerciaux.vue_acompte(monde, fait, devis(atelier))
    recu = f"virement reçu le {date_courte(fait.date)}"
    conditions = tuple(
        replace(c, valeur=recu) if c.code == "mode" else c for c in vue.conditions if c.code != "delai_paiement"
    )
    return commerciaux.piece(
        FACTURE_ACOMPTE,
        "facture-acompte",
        commerciaux.document(replace(vue, conditions=conditions)),
        "gestion commerciale",
    )


# --- The warehouse, the numbers --------------------------------------------------------------------------------------


@une_fois
def logistique(atelier: Atelier) -> Piece:
    """Return the warehouse's mail of the morning."""
    m, t, qui = memoire(atelier), atelier.redacteur.texte, atelier.membre("logistique")
    v, f = vente(atelier), atelier.flux("logistique")
    corps = t(
        "logistique.corps",
        manques=m.manques,
        client=atelier.monde.client(m.client),
        livraison=v.livraison,
        expediteur=qui,
        devis=devis(atelier).numero,
    )
    courriel = Courriel(
        Adresse(qui.sans_civilite, qui.courriel),
        (Adresse(atelier.firme.raison_sociale, atelier.firme.courriel),),
        t("logistique.objet", client=atelier.monde.client(m.client)),
        datetime.combine(atelier.date, time(8, f.entier(2, 58))),
        corps,
    )
    return Piece(
        LOGISTIQUE,
        "courriel-logistique",
        f"Courriel de {qui.nom_seul}, {qui.fonction}",
        "messagerie interne",
        atelier.date,
        courriel,
        "eml",
    )


_SERIES = {
    "devis": "devis",
    "commande": "bon de commande",
    "livraison": "bon de livraison",
    "facture": "facture",
    "avoir": "avoir",
}
_MARQUES = {
    "{aaaa}": ("AAAA", "année sur 4 chiffres"),
    "{aa}": ("AA", "année sur 2 chiffres"),
    "{mm}": ("MM", "mois de la date du document"),
    "{n3}": ("NNN", "rang sur 3 chiffres"),
    "{n4}": ("NNNN", "rang sur 4 chiffres"),
    "{n5}": ("NNNNN", "rang sur 5 chiffres"),
}


@une_fois
def numeros(atelier: Atelier) -> Piece:
    """Return the journal of numbers: the last documents of each series, and how each series is numbered."""
    modeles = atelier.cadre.entreprise.fiche.numerotation
    rangs: list[tuple[Valeur, ...]] = []
    for serie, dit in _SERIES.items():
        faits = sorted(
            (x for x in atelier.monde.journal.faits if SERIES.get(type(x)) == serie),
            key=lambda x: (x.date, len(x.numero), x.numero),
        )
        rangs += [(dit, x.numero, x.date) for x in faits[-PREMIERS:]]
    rangs.sort(key=lambda r: (r[2], r[1]))
    journal = Feuille(
        "Journal",
        (Colonne("Série", largeur=20), Colonne("Numéro", largeur=18), Colonne("Date", "date")),
        tuple(rangs),
        1,
    )
    regles = Feuille(
        "Modèles",
        (Colonne("Série", largeur=20), Colonne("Modèle", largeur=18), Colonne("Lecture", largeur=60)),
        tuple((dit, *_modele(getattr(modeles, serie))) for serie, dit in _SERIES.items()),
    )
    return Piece(
        NUMEROS,
        "journal-numeros",
        "Journal des numéros",
        "extrait de la gestion commerciale",
        atelier.date,
        Classeur((journal, regles)),
        "xlsx",
    )


def _modele(modele: str) -> tuple[str, str]:
    """Write a pattern of numbers and how to read it."""
    dits = []
    for marque, (lettres, dit) in _MARQUES.items():
        if marque in modele:
            modele = modele.replace(marque, lettres)
            dits.append(f"{lettres}{INSECABLE}: {dit}")
    return modele, ", ".join(dits) + ", jamais remis à 1"


# --- The procedure ---------------------------------------------------------------------------------------------------

REMISE = {
    "recalculee": "prix du devis ; remise quantité recalculée sur la nouvelle quantité",
    "inchangee": "prix et remise du devis, inchangés",
}
PORT = {
    "premiere": "facturé en entier avec la première livraison",
    "derniere": "facturé en entier avec la dernière livraison",
}
DATE = {"livraison": "jour de la livraison", "lendemain": "jour ouvré qui suit la livraison"}
ACOMPTE_DEDUIT = {
    "premiere": "déduit en totalité de la première facture",
    "prorata": "déduit en proportion : acompte TTC × HT des lignes livrées ÷ HT des lignes commandées",
}


@une_fois
def procedure(atelier: Atelier) -> Piece:
    """Return the procedure of sales, in the closed vocabulary of docs/missions/c1_2.md."""
    r, t = memoire(atelier).regles, atelier.redacteur.texte
    ventes = (
        ("Modification manuscrite", "valable avec les paraphes du client et de l’entreprise, sinon sans effet"),
        ("Ligne modifiée", REMISE[r.remise]),
        ("Franco de port", "apprécié sur la commande modifiée entière"),
        ("Port d’une commande livrée en plusieurs fois", PORT[r.port]),
        ("Date du bon de livraison", "jour de la livraison"),
        ("Date de la facture", DATE[r.date_facture]),
        ("Acompte encaissé", ACOMPTE_DEDUIT[r.acompte]),
    )
    retours = (
        ("Convenance du client", "retenue des conditions générales de vente, sur le prix net HT"),
        ("Erreur de l’entreprise", "aucune retenue"),
        ("Port", "non remboursé"),
    )
    blocs: list[Bloc] = [Titre(t("procedure.titre")), Paragraphe(t("procedure.chapeau"))]
    if {"commande", "livraison"} & set(atelier.taches):
        blocs += [Titre("Vente", 2), Tableau("Vente", (communs.REGLE, communs.VALEUR), ventes)]
    if "avoir" in atelier.taches:
        blocs += [Titre("Retour", 2), Tableau("Retour", (communs.REGLE, communs.VALEUR), retours)]
    jour = atelier.date.replace(day=1) - timedelta(days=120)
    return Piece(
        PROCEDURE,
        "procedure-ventes",
        "Procédure : commandes, livraisons, factures et avoirs",
        "procédures internes",
        jour,
        Page("Commandes, livraisons, factures et avoirs", tuple(blocs), reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )

"""A mission C1.1 written by hand: two requests, a new client, one already known, a supplier (15 October 2026)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from generator.controle import memoire
from generator.controle.lecture.dossier import DocumentLu, Dossier
from generator.controle.memoire import TableEcrite

FICHES = {
    "Client déjà connu": "même SIREN qu’une fiche : la mettre à jour",
    "Code d’un nouveau client": "dernier code + 1",
    "Son délai de paiement": "celui de sa catégorie (CGV)",
    "Sa remise": "celle du compte rendu d’appel",
    "Envoi des factures": "courriel, sauf demande du client",
    "Besoin signalé": "gros caractères ; par écrit ; par téléphone ; plain-pied",
    "Changement daté": "saisi si l’effet est à 10 jours calendaires au plus, sinon en attente",
    "Article arrêté": "état « fin de série », remplaçant noté",
    "Jamais dans une fiche": "santé, religion, opinions, vie familiale, condamnations, jugements",
}
DEVIS = {
    "Note du commercial": "l’emporte sur courriel et fiche",
    "Article retiré": "remplaçant du catalogue, à son prix",
    "Prix net": "devient le PU HT, sans aucune remise",
    "Montant d’une ligne": "arrondi au centime, remises déduites",
    "Franco hors du département 49": "293,60 € HT, comparé comme celui des CGV",
    "Port hors du département 49": "30,00 € HT",
}
PRIX = {
    "Cumul avec la remise client": "remise quantité puis remise client, l’une après l’autre",
    "Port": "10,00 € HT",
    "Franco de port": "à partir de 50,00 € HT",
    "Montant comparé au franco": "total HT des lignes, remises déduites",
    "TVA sur le port": "20 % (vente départ, transport facturé à part)",
    "Acompte": "30 % du total TTC",
    "Commandes avec acompte": "à partir de 300,00 € TTC",
    "Validité d’un devis": "30 jours calendaires après sa date",
}
PAIEMENT = {"Professionnels": "30 jours fin de mois", "Organismes publics": "30 jours date de facture"}
FICHE: dict[str, object] = {
    "Code": "CL0007",
    "Catégorie": "professionnel",
    "Nom": "Hôtel des Halles",
    "Contact": "Mme Ana Roy",
    "Adresse de facturation": "2 rue des Lilas",
    "Code postal": "49000",
    "Ville": "Angers",
    "SIRET": "000 256 065 00012",
    "Téléphone": "02 61 91 00 10",
    "Courriel": "ana.roy@halles.example",
    "Délai de paiement": "45 jours fin de mois",
    "Remise (%)": Decimal(2),
    "Envoi des factures": "courriel",
    "Code service": "",
}
PUBLIC = {
    **FICHE,
    "Code": "CL0012",
    "Catégorie": "public",
    "Nom": "Mairie de Sel",
    "SIRET": "000 111 222 00019",
    "Courriel": "mairie@sel.example",
}
ARTICLES = (
    ("TAS-1", 6, "6.00", "10.00", 20, "oui", "actif", ""),
    ("CAF-1", 1, "4.00", "8.00", "5.5", "oui", "actif", ""),
    ("CAF-0", 1, "4.00", "7.00", "5.5", "oui", "retiré", "CAF-1"),
    ("MAC-1", 1, "40.00", "90.00", 20, "non", "actif", ""),
    ("ANC-1", 1, "4.00", "7.00", 20, "oui", "fin de série", ""),
)
COLONNES = (
    "Référence",
    "Conditionnement",
    "Prix d’achat HT",
    "Prix de vente HT",
    "TVA (%)",
    "Remise quantité",
    "État",
    "Remplacé par",
)
NOTES = (
    "Livrer avant midi.",
    "Remise de 3 % promise.",
    "Demande des documents en gros caractères depuis une opération.",
    "Souhaite des documents en gros caractères.",
    "Échange tendu, mais correct.",
)
NOUVEAU = """Bonjour,
Hôtel des Halles Sel souhaite ouvrir un compte. Activité : hôtel ; forme : SARL.
TVA : FR73 000 086 900 ; SIRET : 000 086 900 00016
Facturation : 1 quai Neuf, 49100 Sel
Livraison : 3 quai Neuf, 49100 Sel
Mme Léa Nour, gérante
Tél. 02 61 91 00 20"""
CONNU = """Bonjour,
Merci d’ouvrir un compte à notre nom. SIRET : 000 256 065 00020
Facturation : 9 place du Sel, 49300 Cholet
Nouveau téléphone : 02 61 91 00 11.
Zoé Bon, administration
Tél. 02 61 91 00 10"""
TARIF = """Bonjour,
M. Luc de la Haye reprend votre dossier dès ce jour (02 61 91 00 30, luc@moulin.example).
TAS-1 n’est plus fabriqué, ANC-1 le sera encore. Remplaçant : CAF-1.
- prix HT : 5,20 € à compter du 25/10/2026
- conditionnement : 12 à compter du 26/10/2026
Minimum de commande : 250 € HT à compter du 01/01/2027.
Jo Petit, Moulin"""
DEMANDE = """Bonjour,
- 20 × TAS-1
- réf. CAF-0 : 10
- MAC-1 : 1
Lieu de livraison : 8 rue du Port, 44000 Nantes
Ana Roy, Hôtel des Halles"""
NOTE = """Vu avec Mme Roy :
- remise client : 4 %
- MAC-1 : prix net 29,00 € HT l’unité
- TAS-1 : quantité 24

Mme Inès Dal"""
DEMANDE_2 = """Bonjour,
- 2 × CAF-1
- des tasses bleues : 8
Livraison : 5 rue du Bac, 44000 Nantes
Date souhaitée : 04/12/2026.
Paul Lys, Mairie de Sel"""
DONNEES = {
    "référence de chaque article": "toujours",
    "quantité de chaque article": "toujours",
    "date de livraison souhaitée": "toujours",
    "contact sur place et son téléphone": "livraison hors du département 49",
    "numéro SIRET": "client sans fiche",
    "code service": "organisme public dont la fiche n’en porte pas",
}
FICHE_VIDE = ("Code", "Nom", "Forme", "Adresse de livraison", "Téléphone", "Délai de paiement", "Remise (%)")
FICHE_VIDE += ("Envoi des factures", "Besoin signalé", "Client depuis")
LIGNES = ("Référence", "Quantité", "PU HT", "Remise quantité appliquée (%)", "Remise client appliquée (%)")
LIGNES += ("TVA (%)", "Montant HT")
ZONES = (
    memoire.zone(
        "Q_1_1",
        "Fiche du nouveau client",
        ("Champ", "Valeur"),
        fichier="fiches.xlsx",
        preremplies=[{"Champ": c} for c in FICHE_VIDE],
    ),
    memoire.zone(
        "Q_1_2",
        "Modifications des fiches existantes",
        ("Fichier", "Code ou référence", "Champ", "Nouvelle valeur"),
        fichier="fiches.xlsx",
    ),
    memoire.zone("Q_1_3", "Notes de l’appel à ne pas enregistrer", ("N° de la note",), fichier="fiches.xlsx"),
    memoire.zone("Q_1_4", "En-tête du devis", ("Champ", "Valeur"), fichier="devis.xlsx"),
    memoire.zone("Q_1_5", "Lignes du devis", LIGNES, fichier="devis.xlsx"),
    memoire.zone("Q_1_6", "Port HT (0 si franco)", fichier="devis.xlsx"),
    memoire.zone("Q_1_7", "Total TTC", fichier="devis.xlsx"),
    memoire.zone("Q_1_8", "Acompte demandé (0 si aucun)", fichier="devis.xlsx"),
    memoire.zone("Q_1_9", "Données manquantes", ("Donnée manquante",)),
)
FICHE_N, CHANGEMENTS, INTERDITES, ENTETE, DETAIL, PORT, TTC, ACOMPTE, MANQUE = (f"Q_1_{n}" for n in range(1, 10))


def regles(nom: str, valeurs: Mapping[str, str]) -> TableEcrite:
    return TableEcrite(nom, ("Règle", "Valeur"), list(valeurs.items()))


def courriel(n: str, de: str, nom: str, texte: str) -> DocumentLu:
    quand = datetime(2026, 10, 14, 9)
    return memoire.courriel(f"{n}-mail.eml", (nom, de), ["contact@firme.example"], "Bonjour", quand, texte)


def classeurs() -> list[DocumentLu]:
    articles = [
        (r, c, Decimal(a), Decimal(v), Decimal(str(t)), q, etat, par) for r, c, a, v, t, q, etat, par in ARTICLES
    ]
    fournisseur = ("F001", "Moulin", "commandes@moulin.example", Decimal(150))
    registre = [("D26-09-0041", date(2026, 9, 2), "CL0007"), ("D26-10-0042", date(2026, 10, 9), "CL0012")]
    return [
        memoire.classeur(
            "01-grc.xlsx", [TableEcrite("Clients", tuple(FICHE), [tuple(FICHE.values()), tuple(PUBLIC.values())])]
        ),
        memoire.classeur(
            "02-catalogue.xlsx",
            [
                TableEcrite("Articles", COLONNES, articles),
                TableEcrite(
                    "Fournisseurs", ("Code", "Raison sociale", "Courriel", "Minimum de commande HT"), [fournisseur]
                ),
            ],
        ),
        memoire.classeur("11-registre.xlsx", [TableEcrite("Devis", ("Numéro", "Date", "Client"), registre)]),
    ]


def dossier(
    *,
    fiches: Mapping[str, str] | None = None,
    devis: Mapping[str, str] | None = None,
    prix: Mapping[str, str] | None = None,
    textes: Mapping[str, str] | None = None,
    donnees: Mapping[str, str] | None = None,
) -> Dossier:
    """Two requests, a new client, one already known, a supplier; `textes` replaces mails by their number."""
    dits = {"05": NOUVEAU, "07": CONNU, "08": TARIF, "09": DEMANDE, "10": NOTE, "12": DEMANDE_2} | dict(textes or {})
    bandes = TableEcrite(
        "Remise quantité", ("À partir de (quantité de la ligne)", "Remise"), [("10", "3 %"), ("24", "5 %")]
    )
    documents = [
        *classeurs(),
        memoire.page(
            "03-cgv.pdf",
            [],
            [
                bandes,
                regles("Prix, port et acompte", PRIX | dict(prix or {})),
                regles("Paiement et retours", PAIEMENT),
            ],
        ),
        memoire.page(
            "04-procedure.pdf",
            [],
            [regles("Fiches", FICHES | dict(fiches or {})), regles("Devis", DEVIS | dict(devis or {}))],
        ),
        memoire.page(
            "06-appel.pdf", [], [TableEcrite("Appel", ("N°", "Note"), [(str(n), t) for n, t in enumerate(NOTES, 1)])]
        ),
        memoire.page(
            "13-donnees.pdf",
            [],
            [TableEcrite("Données", ("Donnée", "Exigée"), list((DONNEES | dict(donnees or {})).items()))],
        ),
        courriel("05", "lea.nour@hotel-sel.example", "Léa Nour", dits["05"]),
        courriel("07", "administration@halles.example", "Zoé Bon", dits["07"]),
        courriel("08", "commandes@moulin.example", "Jo Petit", dits["08"]),
        courriel("09", "ana.roy@halles.example", "Ana Roy", dits["09"]),
        courriel("10", "ines.dal@firme.example", "Inès Dal", dits["10"]),
        courriel("12", "paul.lys@messagerie.example", "Paul Lys", dits["12"]),
    ]
    question = {"1.9": "Dresser la liste des données qui manquent pour répondre à M. Lys."}
    mission = memoire.mission("1", "", question, tuple(d.numero for d in documents))
    return Dossier(date(2026, 10, 15), (mission,), tuple(documents), ZONES)

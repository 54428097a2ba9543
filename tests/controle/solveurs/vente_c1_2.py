"""A sale written by hand as readers give it, for the tests of the solver of C1.2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from generator.controle import memoire
from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable
from generator.controle.memoire import TableEcrite
from generator.controle.solveurs.registre import resout

VENTE = {
    "Modification manuscrite": "valable avec les paraphes du client et de l’entreprise, sinon sans effet",
    "Ligne modifiée": "prix du devis ; remise quantité recalculée sur la nouvelle quantité",
    "Franco de port": "apprécié sur la commande modifiée entière",
    "Port d’une commande livrée en plusieurs fois": "facturé en entier avec la première livraison",
    "Date du bon de livraison": "jour de la livraison",
    "Date de la facture": "jour ouvré qui suit la livraison",
    "Acompte encaissé": "déduit en totalité de la première facture",
}
RETOUR = {
    "Convenance du client": "retenue des conditions générales de vente, sur le prix net HT",
    "Erreur de l’entreprise": "aucune retenue",
    "Port": "non remboursé",
}
PRIX = {
    "Cumul avec la remise client": "remise quantité puis remise client, l’une après l’autre",
    "Port": "10,00 € HT",
    "Franco de port": "à partir de 250,00 € HT",
    "Montant comparé au franco": "total HT des lignes, remises déduites",
    "TVA sur le port": "20 % (vente départ, transport facturé à part)",
}
PAIEMENT = {
    "Calcul « fin de mois »": "fin du mois de la facture, puis ajout des jours",
    "Indemnité forfaitaire": "40,00 € (professionnels)",
    "Retenue sur retour": "15 % du prix net HT",
}
FICHE = {
    "Code": "CL01",
    "Catégorie": "professionnel",
    "Courriel": "a@b.example",
    "Délai de paiement": "45 jours fin de mois",
    "Remise (%)": Decimal(5),
    "Envoi des factures": "courriel",
    "Code service": "",
    "SIRET": "000 256 065 00012",
    "Besoin signalé": "",
}
NOTE = "Ligne 1, 24 au lieu de 18. Paraphes A.B. (client) et C.D. (Orsenac)"
CHAMPS = ("Champ", "Valeur")
LIGNES = ("Référence", "Quantité", "PU HT", "Remise en % (0 si aucune)", "Montant HT")
ZONES = (
    ("bc", "bon_commande.xlsx", "Bon de commande", CHAMPS),
    ("bc_lignes", "bon_commande.xlsx", "Lignes de la commande", LIGNES),
    ("bc_totaux", "bon_commande.xlsx", "Totaux", CHAMPS),
    ("bl", "bon_livraison.xlsx", "Bon de livraison", CHAMPS),
    (
        "bl_lignes",
        "bon_livraison.xlsx",
        "Lignes du bon de livraison",
        ("Référence", "Quantité commandée", "Quantité livrée", "Reliquat"),
    ),
    ("fa", "facture.xlsx", "Facture", CHAMPS),
    ("fa_echeance", "facture.xlsx", "Échéance", ()),
    ("fa_indemnite", "facture.xlsx", "Indemnité forfaitaire de recouvrement", ()),
    ("fa_totaux", "facture.xlsx", "Totaux", CHAMPS),
    ("fa_acompte", "facture.xlsx", "Acompte déduit", ()),
    (
        "av_lignes",
        "avoir.xlsx",
        "Lignes de l’avoir",
        ("Référence", "Quantité", "Prix net HT avant retenue", "Retenue HT (0 si aucune)", "Montant HT de l’avoir"),
    ),
    ("av", "avoir.xlsx", "Avoir", CHAMPS),
    ("modes", "reponses.xlsx", "Mode d’envoi de chaque document", ("Code client", "Mode d’envoi", "Motif")),
    ("chorus", "reponses.xlsx", "Dépôt sur Chorus Pro", CHAMPS),
)
SITUATIONS = (
    ("organisme public", "Chorus Pro"),
    ("besoin signalé : documents à l’écran", "courriel accessible"),
    ("besoin signalé : documents imprimés", "courrier adapté"),
    ("envoi des factures : plateforme agréée", "plateforme agréée"),
    ("aucune adresse de courriel", "courrier postal"),
    ("envoi des factures : courrier postal", "courrier postal"),
    ("tout autre cas", "courriel"),
)


def regles(nom: str, valeurs: Mapping[str, str]) -> TableEcrite:
    return TableEcrite(nom, ("Règle", "Valeur"), list(valeurs.items()))


def devis(notes: Sequence[str], remarque: str = "", remises: Sequence[str] = ("", "")) -> DocumentLu:
    colonnes = ("N°", "Référence", "Désignation", "Quantité", "PU HT", "Remise", "TVA")
    lignes = [
        ("1", "TAS-1", f"Tasse{remarque}", "18", "10,00", remises[0], "20 %"),
        ("2", "CAF-1", "Café", "4", "7,00", remises[1], "5,5 %"),
    ]
    textes = ["Devis", "Client", "SARL Zinc", "2 rue des Lilas", "44000 Nantes", "Code client : CL01"]
    textes += ["Adresse de livraison", "SARL Zinc", "5 quai du Port", "44100 Nantes", *notes]
    entete = [("Numéro", "DE-2026-0010"), ("Date", "01/10/2026")]
    return memoire.page("02-devis.pdf", textes, [TableEcrite("Lignes", colonnes, lignes)], entete)


def journal() -> DocumentLu:
    emis = [
        ("bon de commande", "C2609-0007", date(2026, 9, 29)),
        ("bon de commande", "C2609-0008", date(2026, 9, 30)),
        ("bon de livraison", "B2609-0031", date(2026, 9, 30)),
        ("facture", "F2609-0040", date(2026, 9, 30)),
        ("avoir", "A2609-003", date(2026, 9, 2)),
    ]
    lecture = "AA : année, MM : mois, N : rang, jamais remis à 1"
    modeles = [
        (serie, modele, lecture)
        for serie, modele in (
            ("bon de commande", "CAAMM-NNNN"),
            ("bon de livraison", "BAAMM-NNNN"),
            ("facture", "FAAMM-NNNN"),
            ("avoir", "AAAMM-NNN"),
        )
    ]
    return memoire.classeur(
        "04-journal.xlsx",
        [
            TableEcrite("Journal", ("Série", "Numéro", "Date"), emis),
            TableEcrite("Modèles", ("Série", "Modèle", "Lecture"), modeles),
        ],
    )


def courriel(stock: str, suite: str = "Le reste des lignes est complet.") -> DocumentLu:
    texte = f"Bonjour,\n\n{stock}\n\n{suite} Je livre ce qu’il y a le vendredi 30 octobre 2026.\n\nRoland\n"
    return memoire.courriel(
        "06-mail.eml", ("Roland", "r@x.example"), ["b@x.example"], "Stock", datetime(2026, 10, 28, 9), texte
    )


def retour() -> list[DocumentLu]:
    colonnes = ("Facture", "Date", "Bon de livraison", "Référence", "Quantité", "PU HT", "Remise (%)", "TVA (%)")
    ventes = [
        (f"F-{n}", date(2026, 9, n), f"B-{n}", ref, 6, Decimal(prix), Decimal(10), Decimal(20))
        for n, tasse in ((1, "9.00"), (2, "9.50"), (3, "10.00"))
        for ref, prix in (("TAS-1", tasse), ("CAF-1", "7.00"))
    ]
    decision = [("TAS-1", "3", "convenance du client"), ("CAF-1", "2", "erreur de l’entreprise")]
    return [
        memoire.classeur("07-ventes.xlsx", [TableEcrite("Ventes", colonnes, ventes)]),
        memoire.page("08-retour.pdf", ["Bon de retour", "Code client : CL02"], [], [("Bon de livraison", "B-2")]),
        memoire.page(
            "09-decision.pdf",
            ["Retour accepté"],
            [TableEcrite("Décision", ("Référence", "Quantité acceptée", "Motif retenu"), decision)],
        ),
    ]


def envois(fiches: Sequence[Mapping[str, object]], message: str) -> list[DocumentLu]:
    situations = [(str(n), s, mode, f"T{n}") for n, (s, mode) in enumerate(SITUATIONS, 1)]
    lignes = [(str(f["Code"]), "facture", message if f["Catégorie"] == "public" else "Merci.") for f in fiches]
    return [
        memoire.page(
            "10-envois.pdf",
            ["Envois"],
            [TableEcrite("Envois", ("Priorité", "Situation", "Mode", "Motif"), situations)],
        ),
        memoire.classeur(
            "11-liste.xlsx",
            [TableEcrite("Envois", ("Code client", "Document", "Dernier message du client"), lignes)],
        ),
    ]


def dossier(
    *,
    vente: Mapping[str, str] | None = None,
    prix: Mapping[str, str] | None = None,
    paiement: Mapping[str, str] | None = None,
    fiches: Sequence[Mapping[str, object]] = (FICHE,),
    document: DocumentLu | None = None,
    stock: str = "- TAS-1 : 20 en stock, prochaine arrivée le lundi 9 novembre 2026",
    suite: str = "Le reste des lignes est complet.",
    message: str = "Bon interne 77. Engagement : EJ-12. Merci.",
) -> Dossier:
    """A sale of 18 cups and 4 packets, 24 cups after the note, 20 of them in stock; a return; what is to be sent."""
    bandes = TableEcrite(
        "Remise quantité", ("À partir de (quantité de la ligne)", "Remise"), [("24", "4 %"), ("60", "9 %")]
    )
    cgv = [
        bandes,
        regles("Prix, port et acompte", PRIX | dict(prix or {})),
        regles("Paiement et retours", PAIEMENT | dict(paiement or {})),
    ]
    documents = [
        memoire.classeur("01-grc.xlsx", [TableEcrite("Clients", tuple(FICHE), [tuple(f.values()) for f in fiches])]),
        document or devis([NOTE]),
        memoire.page("03-procedure.pdf", [], [regles("Vente", VENTE | dict(vente or {})), regles("Retour", RETOUR)]),
        journal(),
        memoire.page(
            "05-acompte.pdf",
            ["Facture d’acompte", "Code client : CL01"],
            [],
            [("Numéro", "F2609-0038"), ("Total TTC", "75,00 €")],
        ),
        courriel(stock, suite),
        *retour(),
        *envois(fiches, message),
        memoire.page("12-cgv.pdf", [], cgv),
    ]
    mission = memoire.mission("1", "", {}, tuple(d.numero for d in documents))
    zones = tuple(memoire.zone(f"Q_1_1_{nom}", libelle, e, fichier=f) for nom, f, libelle, e in ZONES)
    return Dossier(date(2026, 10, 29), (mission,), tuple(documents), zones)


def reponse(d: Dossier, nom: str) -> object:
    r = resout(d)
    if f"Q_1_1_{nom}" in r.manques:
        raise Introuvable(r.manques[f"Q_1_1_{nom}"])
    return r.valeurs[f"Q_1_1_{nom}"]


def champ(d: Dossier, nom: str, libelle: str) -> str:
    return {r["Champ"]: r["Valeur"] for r in reponse(d, nom)}[libelle]


def ligne(d: Dossier, nom: str, reference: str) -> Mapping[str, str]:
    return {r["Référence"]: r for r in reponse(d, nom)}[reference]

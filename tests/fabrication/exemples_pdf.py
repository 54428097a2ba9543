"""One fictional firm, its clients and its papers, right by construction, for the tests of PDF and Factur-X."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.epreuve.pieces.contenus import Champ, DocumentCommercial, LigneDocument, LigneTVA, Partie
from generator.monde.faits import CharteGraphique

D = Decimal

HORODATAGE = 1_791_000_000
COLONNES = ("numero", "reference", "designation", "quantite", "unite", "prix", "remise", "montant", "tva")


def charte(mise_en_page="bandeau", logo="disque", police="Source Sans 3"):
    return CharteGraphique(police, "#2F5D3A", "#C98A3B", "#F2F6EE", mise_en_page, logo, "BF", "Brûlerie des Faubourgs")


FIRME = Partie(
    "Brûlerie des Faubourgs", ("12 rue des Tanneurs fictifs", "49000 Angers"),
    (("SIRET", "000 123 455 00017"), ("N° TVA", "FR31 000 123 455")),
    (("Tél.", "02 61 91 45 12"), ("Courriel", "contact@brulerie-faubourgs.example"), ("", "www.brulerie.example")),
    "Brûlerie des Faubourgs, SARL au capital de 20\u202f000\u00a0€ – 000 123 455 RCS Angers – siège : Angers",
    "49000", "Angers", "000123455", "00012345500017", "FR31000123455", "contact@brulerie-faubourgs.example")
CLIENT = Partie(
    "Maison d’hôtes Les Trois Tilleuls",
    ("À l’attention de Mme Anne Roux", "4 chemin du Moulin", "49130 Les Ponts-de-Cé"),
    (("SIREN", "000 200 006"),), (), "", "49130", "Les Ponts-de-Cé", "000200006", "", "", "a.roux@tilleuls.example")
RESERVE = Partie("Les Trois Tilleuls – réserve", ("ZA fictive de la Loire", "49130 Les Ponts-de-Cé"), (), (), "",
                 "49130", "Les Ponts-de-Cé")
PARTICULIER = Partie("Mme Ines Da Silva", ("7 allée des Ifs", "49100 Angers"), (), (), "", "49100", "Angers",
                     courriel="ines.dasilva@courrier.example")
FOURNISSEUR = Partie("Comptoir Atlantique du Thé", ("ZI imaginaire du Port", "44600 Saint-Nazaire"),
                     (("SIRET", "000 210 005 00012"),), (("Tél.", "02 61 91 77 08"),), "000 210 005 RCS Saint-Nazaire")


def ligne(numero, reference, designation, quantite, prix, remise, montant, tva, **reste):
    return LigneDocument(numero, reference, designation, D(quantite), reste.pop("unite", "sachet"), D(prix),
                         D(remise) if remise else None, D(montant), D(tva), **reste)


LIGNES = (
    ligne(1, "CAF-ETH-1K", "Café d’Éthiopie Sidamo en grains, torréfaction claire, sachet de 1 kg", "12", "23.90", "5",
          "272.46", "5.5"),
    ligne(2, "CAF-MEL-250", "Mélange du faubourg, moulu, 250 g", "40", "6.20", None, "248.00", "5.5",
          remarque="Prix convenu par courriel du 02/10/2026"),
    ligne(3, "THE-VRT-100", "Thé vert Sencha, boîte de 100 g", "24", "8.45", None, "202.80", "5.5", unite="boîte"),
    ligne(4, "ACC-FIL-100", "Filtres papier n° 4, paquet de 100", "30", "3.10", "10", "83.70", "20", unite="paquet"))


def m(code, libelle, valeur):
    return Champ(code, libelle, D(valeur), "montant")


TOTAUX = (m("total_lignes", "Total HT des lignes", "806.96"), m("port", "Port", "15.00"),
          m("total_ht", "Total HT", "821.96"), m("total_tva", "Total TVA", "59.52"),
          m("total_ttc", "Total TTC", "881.48"), m("acompte", "Acompte versé (F2609-0012)", "264.44"),
          m("net_a_payer", "Net à payer", "617.04"))
CONDITIONS = (
    Champ("echeance", "Date d’échéance", date(2026, 11, 30), "date"),
    Champ("delai_paiement", "Paiement", "45 jours fin de mois"), Champ("mode", "Mode de règlement", "virement"),
    Champ("iban", "IBAN", "FR76 9999 9000 0100 0000 0123 402"),
    Champ("escompte", "Escompte", "néant"),
    Champ("penalites", "Pénalités de retard", "trois fois le taux d’intérêt légal"),
    m("indemnite", "Indemnité forfaitaire de recouvrement", "40"))


def entete(numero, jour, *autres):
    return (Champ("numero", "Numéro", numero), Champ("date", "Date", jour, "date"), *autres)


def facture(**champs):
    base = {
        "genre": "facture", "titre": "Facture", "numero": "F2610-0042", "date": date(2026, 10, 16), "emetteur": FIRME,
        "destinataire": CLIENT, "livraison": RESERVE,
        "entete": entete("F2610-0042", date(2026, 10, 16), Champ("client", "Code client", "CL0018"),
                         Champ("reference_commande", "Commande", "C2610-0031"),
                         Champ("reference_livraison", "Bon de livraison", "BL2610-0029"),
                         Champ("date_livraison", "Livraison", date(2026, 10, 13), "date")),
        "lignes": LIGNES, "colonnes": COLONNES,
        "tva": (LigneTVA(D("5.5"), D("723.26"), D("39.78")), LigneTVA(D("20"), D("98.70"), D("19.74"))),
        "totaux": TOTAUX, "conditions": CONDITIONS, "type_facturx": "380"}
    return DocumentCommercial(**{**base, **champs})


def devis(**champs):
    return facture(**{
        "genre": "devis", "titre": "Devis", "numero": "D2610-0051", "entete": entete("D2610-0051", date(2026, 10, 5)),
        "livraison": None, "type_facturx": "", "signature": "Bon pour accord : date, nom et signature",
        "conditions": (Champ("validite", "Valable jusqu’au", date(2026, 11, 4), "date"),),
        "manuscrit": ("Ligne 2 : mettre 48 au lieu de 40 – A. Roux", "Bon pour accord le 7 octobre 2026 – Anne Roux"),
        **champs})


def bon_livraison(**champs):
    lignes = tuple(LigneDocument(x.numero, x.reference, x.designation, x.quantite, x.unite, livree=x.quantite - 10,
                                 reliquat=D(10)) for x in LIGNES)
    return facture(**{
        "genre": "bon_livraison", "titre": "Bon de livraison", "numero": "BL2610-0029", "lignes": lignes, "tva": (),
        "entete": entete("BL2610-0029", date(2026, 10, 13)), "totaux": (), "conditions": (), "type_facturx": "",
        "colonnes": ("numero", "reference", "designation", "unite", "quantite", "livree", "reliquat"),
        "signature": "Reçu par (nom, date, signature)", **champs})


def avoir(signe=1, **champs):
    s = D(signe)
    return facture(**{
        "genre": "avoir", "titre": "Avoir", "numero": "A2610-003", "type_facturx": "381", "livraison": None,
        "entete": entete("A2610-003", date(2026, 10, 20), Champ("reference_facture", "Facture d’origine",
                                                               "F2610-0042 du 16/10/2026")),
        "lignes": (ligne(1, "ACC-FIL-100", "Filtres papier n° 4", 10 * s, "3.10", "10", D("27.90") * s, "20"),),
        "tva": (LigneTVA(D(20), D("27.90") * s, D("5.58") * s),),
        "totaux": (m("total_ht", "Total HT", D("27.90") * s), m("total_tva", "Total TVA", D("5.58") * s),
                   m("total_ttc", "Total TTC", D("33.48") * s)), **champs})

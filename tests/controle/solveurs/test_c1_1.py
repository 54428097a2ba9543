"""The solver of C1.1, on a mission written by hand and on generated cases read in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import pytest

from generator.cas import Commande, compose
from generator.controle import memoire
from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable
from generator.controle.memoire import TableEcrite
from generator.controle.solveurs.registre import resout
from generator.sweep.ablation import ablation, metamorphoses

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


def reponse(d: Dossier, zone: str) -> object:
    r = resout(d)
    if zone in r.manques:
        raise Introuvable(r.manques[zone])
    return r.valeurs[zone]


def champs(d: Dossier, zone: str) -> dict[str, str]:
    return {r["Champ"]: r["Valeur"] for r in reponse(d, zone)}


def changements(d: Dossier) -> list[tuple[str, ...]]:
    return [tuple(r.values()) for r in reponse(d, CHANGEMENTS)]


def lignes(d: Dossier) -> dict[str, tuple[str, ...]]:
    return {r["Référence"]: tuple(r.values())[1:] for r in reponse(d, DETAIL)}


# --- Records ---------------------------------------------------------------------------------------------------------


def test_the_record_of_a_new_client_follows_the_mail_the_call_and_the_procedure():
    lus = champs(dossier(), FICHE_N)
    assert lus["Code"] == "CL0013"
    assert (lus["Nom"], lus["Forme"], lus["Téléphone"]) == ("Hôtel des Halles Sel", "SARL", "02 61 91 00 20")
    assert lus["Adresse de livraison"] == "3 quai Neuf, 49100 Sel"
    assert (lus["Délai de paiement"], lus["Remise (%)"]) == ("30 jours fin de mois", "3")
    assert (lus["Envoi des factures"], lus["Client depuis"]) == ("courriel", "2026-10-15")


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        (
            "Hôtel des Halles Sel souhaite ouvrir un compte. ",
            "Merci d’ouvrir un compte à Hôtel des Halles Sel (hôtel). ",
        ),
        ("Hôtel des Halles Sel souhaite ouvrir un compte. ", "Voulez-vous ouvrir un compte à Hôtel des Halles Sel ? "),
        (
            "Hôtel des Halles Sel souhaite ouvrir un compte. ",
            "Nous voulons commander chez vous : Hôtel des Halles Sel. ",
        ),
    ],
)
def test_every_wording_of_the_name_is_read(avant, apres):
    assert champs(dossier(textes={"05": NOUVEAU.replace(avant, apres)}), FICHE_N)["Nom"] == "Hôtel des Halles Sel"


def test_paper_invoices_are_for_who_asks():
    texte = NOUVEAU.replace("Mme Léa", "Nous voulons nos factures par courrier postal.\nMme Léa")
    assert champs(dossier(textes={"05": texte}), FICHE_N)["Envoi des factures"] == "courrier postal"


def test_a_need_is_recorded_without_its_cause():
    d = dossier()
    assert champs(d, FICHE_N)["Besoin signalé"] == "gros caractères"
    assert reponse(d, INTERDITES) == [{"N° de la note": "3"}]


def test_what_a_known_client_says_is_compared_with_its_record_and_the_signature_left_aside():
    lus = [c[2:] for c in changements(dossier()) if c[:2] == ("Clients", "CL0007")]
    assert lus == [
        ("SIRET", "000 256 065 00020"),
        ("Adresse de facturation", "9 place du Sel"),
        ("Code postal", "49300"),
        ("Ville", "Cholet"),
        ("Téléphone", "02 61 91 00 11"),
    ]


@pytest.mark.parametrize(
    ("regle", "saisis"),
    [
        ("saisi si l’effet est à 10 jours calendaires au plus, sinon en attente", {"Prix d’achat HT"}),
        ("saisi si l’effet est à moins de 10 jours calendaires, sinon en attente", set()),
        (
            "saisi si l’effet est à 11 jours calendaires au plus, sinon en attente",
            {"Prix d’achat HT", "Conditionnement"},
        ),
    ],
)
def test_the_day_on_the_edge_depends_on_the_words_of_the_rule(regle, saisis):
    lus = {c[2] for c in changements(dossier(fiches={"Changement daté": regle})) if c[1] == "CAF-1"}
    assert lus == saisis


def test_the_contact_changes_at_once_and_the_first_article_cited_is_stopped():
    lus = changements(dossier())
    assert ("Fournisseurs", "F001", "Contact", "M. Luc de la Haye") in lus
    assert ("Fournisseurs", "F001", "Courriel", "luc@moulin.example") in lus
    assert [c for c in lus if c[1] == "TAS-1"] == [
        ("Articles", "TAS-1", "État", "fin de série"),
        ("Articles", "TAS-1", "Remplacé par", "CAF-1"),
    ]


def test_a_dated_change_in_other_words_is_named():
    with pytest.raises(Introuvable, match="tarif 5,20"):
        changements(dossier(textes={"08": TARIF.replace("- prix HT :", "- tarif")}))


@pytest.mark.parametrize(
    ("zone", "regle", "valeur"),
    [
        (FICHE_N, "Code d’un nouveau client", "premier code libre"),
        (FICHE_N, "Sa remise", "celle de la catégorie"),
        (CHANGEMENTS, "Client déjà connu", "même nom qu’une fiche : la mettre à jour"),
        (CHANGEMENTS, "Changement daté", "saisi si l’effet est à 10 jours ouvrés au plus, sinon en attente"),
        (INTERDITES, "Jamais dans une fiche", "santé, religion"),
    ],
)
def test_a_rule_of_the_records_in_unknown_words_is_not_guessed(zone, regle, valeur):
    with pytest.raises(Introuvable, match=regle):
        reponse(dossier(fiches={regle: valeur}), zone)


# --- Quote -----------------------------------------------------------------------------------------------------------


def test_the_lines_take_band_note_replacement_and_net_price():
    assert lignes(dossier()) == {
        "TAS-1": ("24", "10", "5", "4", "20", "218.88"),
        "CAF-1": ("10", "8", "3", "4", "5.5", "74.5"),
        "MAC-1": ("1", "29", "0", "0", "20", "29"),
    }


def test_without_a_discount_in_the_note_the_record_counts():
    d = dossier(textes={"10": NOTE.replace("- remise client : 4 %\n", "")})
    assert lignes(d)["TAS-1"][3] == "2"


def test_the_higher_discount_alone_counts_when_the_terms_say_so():
    lues = lignes(dossier(prix={"Cumul avec la remise client": "seule la remise la plus élevée s’applique"}))
    assert (lues["TAS-1"][2:4], lues["CAF-1"][2:4]) == (("5", "0"), ("0", "4"))


def test_an_article_without_quantity_discount_gets_that_of_the_client():
    d = dossier(textes={"10": NOTE.replace("- MAC-1 : prix net 29,00 € HT l’unité\n", "- MAC-1 : quantité 24\n")})
    assert lignes(d)["MAC-1"] == ("24", "90", "0", "4", "20", "2073.6")


@pytest.mark.parametrize(
    ("franco", "cgv", "port"),
    [
        ("322,39 € HT, comparé comme celui des CGV", "à partir de 50,00 € HT", "30"),
        ("322,38 € HT, comparé comme celui des CGV", "à partir de 50,00 € HT", "0"),
        ("322,38 € HT, comparé comme celui des CGV", "au-delà de 50,00 € HT", "30"),
    ],
)
def test_outside_the_departement_the_procedure_gives_the_threshold_and_the_terms_its_operator(franco, cgv, port):
    # 218.88 + 74.50 + 29.00 = 322.38
    d = dossier(devis={"Franco hors du département 49": franco}, prix={"Franco de port": cgv})
    assert reponse(d, PORT) == port


def test_the_amount_compared_may_be_that_before_discounts():
    # 240 + 80 + 29 = 349
    devis = {"Franco hors du département 49": "349,00 € HT, comparé comme celui des CGV"}
    avant = {"Montant comparé au franco": "total HT des lignes, avant remises"}
    assert (reponse(dossier(devis=devis), PORT), reponse(dossier(devis=devis, prix=avant), PORT)) == ("30", "0")


def test_in_the_departement_the_terms_count():
    d = dossier(
        textes={"09": DEMANDE.replace("44000 Nantes", "49300 Cholet")},
        prix={"Franco de port": "à partir de 900,00 € HT"},
    )
    assert reponse(d, PORT) == "10"


@pytest.mark.parametrize(
    ("seuil", "acompte"), [("à partir de 376,06 € TTC", "112.82"), ("au-delà de 376,06 € TTC", "0")]
)
def test_the_deposit_depends_on_the_operator_at_the_very_threshold(seuil, acompte):
    # (218.88 + 29.00) × 20 % = 49.58 ; 74.50 × 5.5 % = 4.10
    d = dossier(prix={"Commandes avec acompte": seuil})
    assert reponse(d, TTC) == "376.06"
    assert reponse(d, ACOMPTE) == acompte


def test_the_header_names_the_month_and_the_next_rank():
    lus = champs(dossier(), ENTETE)
    assert (lus["Numéro du devis"], lus["Valable jusqu’au"]) == ("D26-10-0043", "2026-11-14")
    assert (lus["Code du client"], lus["Facturation : rue"], lus["Livraison : rue"]) == (
        "CL0007",
        "2 rue des Lilas",
        "8 rue du Port",
    )
    assert (lus["À l’attention de"], lus["Suivi par"]) == ("Mme Ana Roy", "Mme Inès Dal")


def test_an_article_at_the_end_of_its_life_needs_a_rule():
    texte = {"09": DEMANDE.replace("- MAC-1 : 1", "- ANC-1 : 1"), "10": NOTE.replace("MAC-1", "ANC-1")}
    with pytest.raises(Introuvable, match="fin de série"):
        lignes(dossier(textes=texte))
    assert (
        lignes(dossier(textes=texte, devis={"Article en fin de série": "vendu comme les autres"}))["ANC-1"][1] == "29"
    )


@pytest.mark.parametrize("ligne", ["- TAS-1 : deux douzaines", "- MAC-1 : prix 29,00 €"])
def test_a_line_of_the_note_in_unknown_words_is_named(ligne):
    with pytest.raises(Introuvable, match=ligne[2:7]):
        lignes(dossier(textes={"10": NOTE.replace("- TAS-1 : quantité 24", ligne)}))


# --- Missing data ----------------------------------------------------------------------------------------------------


def manquantes(d: Dossier) -> list[str]:
    return [r["Donnée manquante"] for r in reponse(d, MANQUE)]


def test_what_is_required_and_not_told_is_missing():
    attendues = ["référence de chaque article", "contact sur place et son téléphone", "code service"]
    assert manquantes(dossier()) == attendues


def test_the_place_decides_what_is_required():
    lus = manquantes(dossier(donnees={"contact sur place et son téléphone": "livraison hors du département 44"}))
    assert "contact sur place et son téléphone" not in lus


def test_a_quantity_left_out_is_missing():
    assert "quantité de chaque article" in manquantes(
        dossier(textes={"12": DEMANDE_2.replace("- 2 × CAF-1", "- CAF-1")})
    )


@pytest.mark.parametrize(
    "donnees", [{"date de livraison souhaitée": "le plus souvent"}, {"couleur des articles": "toujours"}]
)
def test_a_datum_or_a_condition_in_unknown_words_is_not_guessed(donnees):
    with pytest.raises(Introuvable, match="inconnue"):
        manquantes(dossier(donnees=donnees))


# --- Generated cases -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("firme", "niveau"), [("torrefacteur", "examen"), ("pepiniere", "expert")])
def test_without_one_document_exactly_the_answers_that_need_it_are_lost(firme, niveau):
    assert ablation(compose(Commande("A1", 11, entreprise=firme, missions=("C1.1",), niveau=niveau))) == []


def test_a_changed_parameter_moves_only_answers_that_cite_its_document():
    for m in metamorphoses(compose(Commande("A1", 12, entreprise="cycles", missions=("C1.1",)))):
        assert m.changees <= m.citent, (m.document, m.regle)

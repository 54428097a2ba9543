"""The solver of C1.2, on a sale written by hand and on generated cases read in memory."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.cas import Commande, compose
from generator.controle.lecture.dossier import Introuvable
from generator.sweep.ablation import ablation, changees, metamorphoses, prepare
from tests.controle.solveurs.vente_c1_2 import FICHE, NOTE, champ, devis, dossier, ligne, reponse

# --- Order -----------------------------------------------------------------------------------------------------------


def test_a_line_changed_to_a_band_gets_its_discount_then_that_of_the_client():
    lue = ligne(dossier(), "bc_lignes", "TAS-1")
    assert (lue["Quantité"], lue["Remise en % (0 si aucune)"], lue["Montant HT"]) == ("24", "8.8", "218.88")


def test_only_the_higher_discount_counts_when_the_terms_say_so():
    d = dossier(prix={"Cumul avec la remise client": "seule la remise la plus élevée s’applique"})
    assert ligne(d, "bc_lignes", "TAS-1")["Remise en % (0 si aucune)"] == "5"


def test_a_net_price_gets_no_quantity_discount():
    d = dossier(document=devis([NOTE], " – prix net, sans remise quantité"))
    assert ligne(d, "bc_lignes", "TAS-1")["Remise en % (0 si aucune)"] == "5"


def test_the_discount_of_the_devis_stays_when_the_procedure_says_so():
    d = dossier(
        vente={"Ligne modifiée": "prix et remise du devis, inchangés"}, document=devis([NOTE], remises=("2 %", ""))
    )
    assert ligne(d, "bc_lignes", "TAS-1")["Montant HT"] == "235.2"


@pytest.mark.parametrize(
    "note", ["Ligne 1, passer de 18 à 24.", "Ligne 1, 18 devient 24.", "Ligne 1, quantité 24 et non 18."]
)
def test_every_wording_of_a_changed_quantity_is_read(note):
    d = dossier(document=devis([f"{note} Paraphes A.B.", "(client) et C.D. (Orsenac)"]))
    assert ligne(d, "bc_lignes", "TAS-1")["Quantité"] == "24"


def test_a_note_that_the_firm_did_not_initial_has_no_effect():
    d = dossier(
        document=devis(
            [
                "Ligne 1, 24 au lieu de 18. Paraphe A.B. (client)",
                "Livrer au 1 rue Neuve, 44200 Nantes. Paraphe A.B. (client)",
            ]
        )
    )
    assert ligne(d, "bc_lignes", "TAS-1")["Quantité"] == "18"
    assert champ(d, "bc", "Livraison : rue") == "5 quai du Port"


def test_an_address_initialled_by_both_prevails_even_cut_at_a_hyphen():
    notes = [
        "Merci de livrer au 108 chemin du Val-",
        "Perdu, 44370 Loireauxence. Paraphes A.B. (client) et C.D.",
        "(Orsenac)",
    ]
    d = dossier(document=devis(notes))
    assert champ(d, "bl", "Livraison : rue") == "108 chemin du Val-Perdu"
    assert champ(d, "fa", "Livraison : code postal et ville") == "44370 Loireauxence"
    assert champ(d, "fa", "Facturation : rue") == "2 rue des Lilas"


@pytest.mark.parametrize(
    "notes",
    [
        ["Ligne 1 : mettre 24. Paraphes A.B. (client) et C.D. (Orsenac)"],
        ["Ligne 1, 24 au lieu de 19. Paraphes A.B. (client) et C.D. (Orsenac)"],
        ["Ligne 7, 24 au lieu de 18. Paraphes A.B. (client) et C.D. (Orsenac)"],
        [NOTE, "Ligne 1, 18 devient 30. Paraphes A.B. (client) et C.D. (Orsenac)"],
    ],
)
def test_a_note_that_cannot_be_followed_is_not_guessed(notes):
    with pytest.raises(Introuvable):
        reponse(dossier(document=devis(notes)), "bc_lignes")


@pytest.mark.parametrize(
    ("franco", "port"),
    [("à partir de 246,88 € HT", "0"), ("au-delà de 246,88 € HT", "10"), ("à partir de 246,89 € HT", "10")],
)
def test_carriage_depends_on_the_operator_at_the_very_threshold(franco, port):
    assert champ(dossier(prix={"Franco de port": franco}), "bc_totaux", "Port HT") == port


def test_the_amount_compared_may_be_that_before_discounts():
    d = dossier(
        prix={
            "Franco de port": "à partir de 268,00 € HT",
            "Montant comparé au franco": "total HT des lignes, avant remises",
        }
    )
    assert champ(d, "bc_totaux", "Port HT") == "0"


def test_the_carriage_bears_its_own_rate():
    d = dossier()
    assert (champ(d, "bc_totaux", "Total HT"), champ(d, "bc_totaux", "Total TVA")) == ("256.88", "47.32")


# --- Delivery, invoice -----------------------------------------------------------------------------------------------


def test_what_is_in_stock_is_delivered_and_the_rest_is_owed():
    lue = ligne(dossier(), "bl_lignes", "TAS-1")
    assert (lue["Quantité commandée"], lue["Quantité livrée"], lue["Reliquat"]) == ("24", "20", "4")
    assert ligne(dossier(), "bl_lignes", "CAF-1")["Reliquat"] == "0"


@pytest.mark.parametrize(
    "stock", ["- 20 × TAS-1 disponibles ; la suite le lundi 9 novembre 2026", "- TAS-1 : j’en ai 20"]
)
def test_every_wording_of_a_stock_is_read(stock):
    assert ligne(dossier(stock=stock), "bl_lignes", "TAS-1")["Reliquat"] == "4"


def test_a_stock_in_other_words_is_not_guessed():
    with pytest.raises(Introuvable, match="TAS-1 : vingt"):
        reponse(dossier(stock="- TAS-1 : vingt en rayon"), "bl_lignes")


def test_an_article_without_news_is_not_taken_as_in_stock():
    with pytest.raises(Introuvable, match="CAF-1"):
        reponse(dossier(suite="Bon courage."), "bl_lignes")


def test_numbers_bear_the_month_of_their_own_document():
    d = dossier()
    assert champ(d, "bc", "Numéro") == "C2610-0009"
    assert champ(d, "bl", "Numéro") == "B2610-0032"
    assert champ(d, "fa", "Numéro") == "F2611-0041"
    assert champ(d, "av", "Numéro") == "A2610-004"


def test_ranks_that_may_begin_anew_are_not_guessed():
    d = dossier()
    tables = tuple(
        replace(t, lignes=tuple({k: v.replace("jamais", "parfois") for k, v in li.items()} for li in t.lignes))
        for t in d.documents[3].tables
    )
    autre = tuple(replace(x, tables=tables) if x.numero == "04" else x for x in d.documents)
    with pytest.raises(Introuvable, match="parfois"):
        reponse(replace(d, documents=autre), "bc")


@pytest.mark.parametrize(
    ("delai", "calcul", "echeance"),
    [
        ("45 jours fin de mois", "fin du mois de la facture, puis ajout des jours", "2027-01-14"),
        ("45 jours fin de mois", "ajout des jours à la date de la facture, puis fin du mois atteint", "2026-12-31"),
        ("30 jours date de facture", "fin du mois de la facture, puis ajout des jours", "2026-12-02"),
        ("à réception de facture", "fin du mois de la facture, puis ajout des jours", "2026-11-02"),
    ],
)
def test_the_due_date_counts_from_the_invoice_on_the_next_working_day(delai, calcul, echeance):
    d = dossier(fiches=[{**FICHE, "Délai de paiement": delai}], paiement={"Calcul « fin de mois »": calcul})
    assert champ(d, "fa", "Date de la facture") == "2026-11-02"
    assert reponse(d, "fa_echeance") == echeance


def test_carriage_waits_for_the_last_delivery_when_the_procedure_says_so():
    d = dossier(vente={"Port d’une commande livrée en plusieurs fois": "facturé en entier avec la dernière livraison"})
    assert champ(d, "fa_totaux", "Port HT") == "0"
    assert champ(dossier(), "fa_totaux", "Port HT") == "10"


def test_the_deposit_is_deducted_whole_or_in_proportion_to_what_is_delivered():
    assert reponse(dossier(), "fa_acompte") == "75"
    part = "déduit en proportion : acompte TTC × HT des lignes livrées ÷ HT des lignes commandées"
    assert Decimal(reponse(dossier(vente={"Acompte encaissé": part}), "fa_acompte")) == Decimal(
        "63.92"
    )  # 75 × 210.40 / 246.88


def test_a_private_customer_owes_no_fixed_sum():
    assert reponse(dossier(), "fa_indemnite") == "40 €"
    assert reponse(dossier(fiches=[{**FICHE, "Catégorie": "particulier"}]), "fa_indemnite") == "sans objet"


# --- Credit note, sending --------------------------------------------------------------------------------------------


def test_a_return_is_given_back_at_the_prices_of_its_own_invoice():
    choisi, faute = ligne(dossier(), "av_lignes", "TAS-1"), ligne(dossier(), "av_lignes", "CAF-1")
    assert list(choisi.values()) == ["TAS-1", "3", "25.65", "3.85", "21.8"]
    assert list(faute.values()) == ["CAF-1", "2", "12.6", "0", "12.6"]
    assert champ(dossier(), "av", "N° de la facture d’origine") == "F-2"


@pytest.mark.parametrize(
    ("change", "mode"),
    [
        ({}, ("courriel", "T7")),
        ({"Catégorie": "public", "Envoi des factures": "Chorus Pro"}, ("Chorus Pro", "T1")),
        (
            {"Besoin signalé": "documents à l’écran, en gros caractères", "Envoi des factures": "courrier postal"},
            ("courriel accessible", "T2"),
        ),
        ({"Besoin signalé": "documents imprimés, à fort contraste"}, ("courrier adapté", "T3")),
        ({"Envoi des factures": "plateforme agréée", "Courriel": ""}, ("plateforme agréée", "T4")),
        ({"Courriel": ""}, ("courrier postal", "T5")),
        (
            {"Envoi des factures": "courrier postal", "Besoin signalé": "appels après 17 heures"},
            ("courrier postal", "T6"),
        ),
    ],
)
def test_the_first_situation_that_fits_decides(change, mode):
    (lue,) = reponse(dossier(fiches=[{**FICHE, **change}]), "modes")
    assert (lue["Mode d’envoi"], lue["Motif"]) == mode


def test_a_need_about_documents_in_other_words_is_not_guessed():
    with pytest.raises(Introuvable, match="documents en braille"):
        reponse(dossier(fiches=[{**FICHE, "Besoin signalé": "documents en braille"}]), "modes")


def test_the_deposit_on_chorus_takes_the_engagement_and_not_the_other_number():
    public = {
        **FICHE,
        "Code": "CL09",
        "Catégorie": "public",
        "Envoi des factures": "Chorus Pro",
        "Code service": "SERV-1",
    }
    d = dossier(fiches=[FICHE, public])
    assert champ(d, "chorus", "N° d’engagement") == "EJ-12"
    assert champ(d, "chorus", "Code service") == "SERV-1"
    muet = dossier(fiches=[FICHE, public], message="Votre engagement nous plaît, dossier 12.")
    with pytest.raises(Introuvable, match="engagement"):
        reponse(muet, "chorus")


@pytest.mark.parametrize(("nom", "zone"), [*((r, "bc_lignes") for r in ("Modification manuscrite", "Ligne modifiée")),
                                           ("Franco de port", "bc_totaux"), ("Date du bon de livraison", "bl"),
                                           ("Date de la facture", "fa"), ("Acompte encaissé", "fa_acompte"),
                                           ("Port d’une commande livrée en plusieurs fois", "fa_totaux")])  # fmt: skip
def test_a_rule_in_unknown_words_is_named(nom, zone):
    with pytest.raises(Introuvable, match=nom):
        reponse(dossier(vente={nom: "comme d’habitude"}), zone)


# --- Generated cases -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entreprise", "niveau"),
    [("torrefacteur", "entrainement"), ("quincaillerie", "examen"), ("pepiniere", "expert"), ("cycles", "examen")],
)
def test_generated_cases_are_solved_and_their_sources_are_right(entreprise, niveau):
    sujet = compose(Commande("A1", 3, entreprise=entreprise, missions=("C1.2",), niveau=niveau))
    epreuve = prepare(sujet)
    assert changees(epreuve, epreuve.dossier) == set()
    assert ablation(sujet) == []
    assert [m for m in metamorphoses(sujet) if m.changees - m.citent] == []

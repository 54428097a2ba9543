"""PDF: accessible, archivable, the same bytes everywhere, and read back cell by cell."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pdfplumber
import pikepdf
import pytest

from generator.epreuve.pieces.contenus import (
    Classeur,
    Colonne,
    Couverture,
    Dessin,
    Encadre,
    Liste,
    Page,
    Paragraphe,
    Piece,
    Question,
    SautPage,
    Tableau,
    Titre,
)
from generator.fabrication.charte import FAMILLES
from generator.fabrication.rendu import pdf
from generator.fabrication.rendu.pdf_donnees import ecrit
from tests.fabrication import exemples_pdf as ex

D = Decimal

SVG = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">'
       '<text x="9" y="35" font-size="14">Plan d’accès</text></svg>')
TABLEAU = Tableau(
    "Tarif", (Colonne("Référence"), Colonne("Désignation", largeur=20), Colonne("Prix", "montant"),
              Colonne("Remise", "pourcentage"), Colonne("Depuis", "date")),
    (("CAF-ETH-1K", "Café d’Éthiopie, un libellé assez long pour tenir sur plusieurs lignes d’une cellule", D("1234.5"),
      D("5.5"), date(2026, 10, 1)), ("CAF-MEL-250", "", D("6.205"), D(10), None)), "Tarif au 1er octobre")
BLOCS = (Titre("Procédure"), Paragraphe("Elle vaut pour **toutes** les commandes."), Titre("Tarif", 2), TABLEAU,
         Titre("Détail", 3), Liste(("un", "deux")), Liste(("un", "deux"), numerotee=True),
         *(Paragraphe(f"style {s}", s) for s in ("note", "cite", "manuscrit", "encadre", "fort", "centre", "droite")),
         Paragraphe("Vu, OK pour mardi → à confirmer ☐ ✓", "manuscrit"), Dessin(SVG, "Plan d’accès"))
PAGE = Page("Procédure de stock", BLOCS, reference="Version du 2 juillet 2026")
SUJET = (Couverture(("CERTIFICATION",), "ACTIVITÉ 1", ("DURÉE : 3 H",)), Paragraphe("Matériel autorisé", "fort"),
         SautPage(), Titre("Mission 3 – Réassort (16 points)"), Paragraphe("Documents 6 à 9", "fort_italique"),
         Encadre((Question("3.1", "Déterminer la date de livraison.", D(6)),
                  Question("3.2", "Rédiger la réponse.", D("0.5"))), "Travail à faire"),
         SautPage(), Titre("Annexe"), TABLEAU)
DISPOSITIONS = ("bandeau", "colonne", "classique", "moderne")


def imprimeur(mise_en_page="bandeau", police="Source Sans 3"):
    return pdf.Imprimeur(ex.charte(mise_en_page, police=police), ex.HORODATAGE)


def tables(octets):
    with pdfplumber.open(io.BytesIO(octets)) as lu:
        return [[[" ".join((c or "").split()) for c in rang] for rang in t]
                for p in lu.pages for t in p.extract_tables()]


def table(octets, titre):
    """The rows below the headers that begin with this title, over all pages."""
    return [rang for t in tables(octets) if t[0][0] == titre for rang in t[1:]]


def plat(texte):
    return " ".join(texte.split())


# --- Accessibility and archiving ---


def noeuds(noeud):
    yield noeud
    dedans = noeud.get("/K", [])
    for enfant in dedans if isinstance(dedans, pikepdf.Array) else [dedans]:
        if isinstance(enfant, pikepdf.Dictionary) and "/S" in enfant:
            yield from noeuds(enfant)


def exemples():
    yield "facture", imprimeur().document(ex.facture())
    yield "devis", imprimeur("classique", "Source Serif 4").document(ex.devis())
    yield "page", imprimeur("colonne", "IBM Plex Sans").page(PAGE)
    yield "sujet", imprimeur().epreuve("Sujet", SUJET, ("Certification", "Activité 1"))


@pytest.mark.parametrize(("nom", "octets"), list(exemples()))
def test_a_pdf_is_tagged_in_french_titled_archivable_and_embeds_its_fonts(nom, octets):
    with pikepdf.open(io.BytesIO(octets)) as lu, lu.open_metadata() as xmp:
        racine = lu.Root
        assert str(racine.Lang).lower().startswith("fr")
        assert racine.MarkInfo.Marked
        assert racine.ViewerPreferences.DisplayDocTitle
        assert racine.OutputIntents
        assert xmp["dc:title"]
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "3", "A")
        assert not {"dc:creator", "dc:description"} & set(xmp)
        assert "/Author" not in lu.docinfo
        polices = [o for o in lu.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert all("/ToUnicode" in f for f in polices if f.get("/Subtype") == "/Type0")
        descripteurs = [o for o in lu.objects if isinstance(o, pikepdf.Dictionary)
                        and o.get("/Type") == "/FontDescriptor"]
        assert descripteurs
        assert all(any(k in d for k in ("/FontFile2", "/FontFile3")) for d in descripteurs)
        arbre = list(noeuds(racine.StructTreeRoot.K[0]))
        assert "/H1" in {str(n.S) for n in arbre}
        assert all("/Alt" in n for n in arbre if n.S == "/Figure")
        for tableau in (n for n in arbre if n.S == "/Table"):
            assert all(n.A[0].Scope in ("/Column", "/Row") for n in noeuds(tableau) if n.S == "/TH")
            assert any(n.S == "/TH" for n in noeuds(tableau)), nom


def test_the_labels_of_a_two_column_table_are_headers_of_their_rows():
    with pikepdf.open(io.BytesIO(imprimeur().document(ex.facture()))) as lu:
        portees = [str(n.A[0].Scope) for n in noeuds(lu.Root.StructTreeRoot.K[0]) if n.S == "/TH"]
    assert portees.count("/Row") == len(ex.facture().entete) + len(ex.TOTAUX) + len(ex.CONDITIONS)


def test_a_factur_x_pdf_holds_its_xml_and_says_so():
    octets = imprimeur().document(ex.facture())
    with pikepdf.open(io.BytesIO(octets)) as lu, lu.open_metadata() as xmp:
        assert list(lu.attachments) == ["factur-x.xml"]
        assert lu.Root.AF[0].AFRelationship == "/Alternative"
        assert b"F2610-0042" in lu.attachments["factur-x.xml"].get_file().read_bytes()
        espace = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
        assert (xmp[f"{espace}ConformanceLevel"], xmp[f"{espace}DocumentFileName"]) == ("EN 16931", "factur-x.xml")
    with pikepdf.open(io.BytesIO(imprimeur().document(ex.devis()))) as lu:
        assert not lu.attachments


def test_factur_x_readers_find_the_xml():
    fx = pytest.importorskip("facturx")
    nom, xml = fx.get_facturx_xml_from_pdf(io.BytesIO(imprimeur().document(ex.facture())), check_xsd=True)
    assert nom == "factur-x.xml"
    assert b"F2610-0042" in xml


def empreinte():
    return "".join(hashlib.sha256(octets).hexdigest() for _, octets in exemples())


def test_two_processes_write_the_same_bytes():
    code = "import tests.fabrication.test_pdf as t; print(t.empreinte())"
    ailleurs = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C"}
    assert subprocess.run([sys.executable, "-c", code], env=ailleurs, capture_output=True, text=True,
                          check=True).stdout.strip() == empreinte()


# --- Reading back ---


@pytest.mark.parametrize("police", FAMILLES)
@pytest.mark.parametrize("disposition", DISPOSITIONS)
def test_every_cell_of_an_invoice_reads_back_in_each_layout_and_typeface(disposition, police):
    lu = tables(imprimeur(disposition, police).document(ex.facture()))
    lignes = next(t for t in lu if t[0][0] == "N°")
    assert lignes[0] == ["N°", "Référence", "Désignation", "Quantité", "Unité", "PU HT", "Remise", "Montant HT", "TVA"]
    assert lignes[1] == ["1", "CAF-ETH-1K", ex.LIGNES[0].designation, "12", "sachet", "23,90", "5 %", "272,46", "5,5 %"]
    assert lignes[2][2] == f"{ex.LIGNES[1].designation} – {ex.LIGNES[1].remarque}"
    assert lignes[2][6] == ""
    assert [["5,5 %", "723,26 €", "39,78 €"], ["20 %", "98,70 €", "19,74 €"]] in [t[1:] for t in lu]
    for champs in (ex.facture().entete, ex.TOTAUX, ex.CONDITIONS):
        attendu = [[plat(c.libelle), plat(ecrit(c.valeur, c.genre))] for c in champs]
        assert attendu in lu


def test_ten_lines_stand_on_one_page_and_more_are_numbered_by_page():
    dix = tuple(replace(ex.LIGNES[n % 4], numero=n + 1) for n in range(10))
    for disposition in DISPOSITIONS:
        for police in FAMILLES:
            assert len(pdf.pages_de(imprimeur(disposition, police).document(ex.facture(lignes=dix)))) == 1
    trente = tuple(replace(ex.LIGNES[n % 4], numero=n + 1) for n in range(30))
    octets = imprimeur().document(ex.facture(lignes=trente))
    pages = pdf.pages_de(octets)
    assert len(pages) == 2
    assert [f"Page {n} sur 2" in plat(page) for n, page in enumerate(pages, 1)] == [True, True]
    assert [rang[0] for rang in table(octets, "N°")] == [str(n) for n in range(1, 31)]


def test_a_delivery_note_names_its_quantities_and_its_parties():
    octets = imprimeur("moderne").document(ex.bon_livraison())
    assert next(t for t in tables(octets) if t[0][0] == "N°")[0] == [
        "N°", "Référence", "Désignation", "Unité", "Commandée", "Livrée", "Reliquat"]
    texte = plat(pdf.pages_de(octets)[0])
    for mot in ("Destinataire", "Adresse de livraison", "Reçu par (nom, date, signature)", ex.CLIENT.nom, "RCS Angers"):
        assert mot in texte
    reception = ex.bon_livraison(genre="bon_reception", emetteur=ex.FIRME, destinataire=ex.FOURNISSEUR, livraison=None)
    octets = imprimeur().document(reception)
    assert "Reçue" in next(t for t in tables(octets) if t[0][0] == "N°")[0]
    assert "Fournisseur" in pdf.pages_de(octets)[0]


def test_handwriting_is_printed_once_and_reads_back():
    texte = plat(pdf.pages_de(imprimeur().document(ex.devis()))[0])
    for note in ex.devis().manuscrit:
        assert texte.count(note) == 1


def test_a_supplier_s_paper_wears_its_own_colours_always_the_same():
    noms = ("Comptoir Atlantique du Thé", "Papeterie des Deux Rives", "Emballages du Layon", "Sacherie Normande")
    papiers = [ex.facture(genre="facture_fournisseur", emetteur=replace(ex.FOURNISSEUR, nom=n), destinataire=ex.FIRME,
                          livraison=None, emetteur_firme=False, type_facturx="") for n in noms]
    ici, la = [imprimeur().document(p) for p in papiers], [imprimeur("moderne").document(p) for p in papiers]
    assert ici == la
    assert all(t[0][0] == "N°" for o in ici for t in tables(o) if len(t[0]) == len(ex.COLONNES))


def test_the_tables_of_a_page_read_back_and_references_are_never_cut():
    for disposition in DISPOSITIONS:
        octets = imprimeur(disposition).page(PAGE)
        assert table(octets, "Référence") == [
            ["CAF-ETH-1K", TABLEAU.lignes[0][1], "1 234,50 €", "5,5 %", "01/10/2026"],
            ["CAF-MEL-250", "", "6,205 €", "10 %", ""]]
        texte = plat("\n".join(pdf.pages_de(octets)))
        assert "Elle vaut pour toutes les commandes." in texte
        assert texte.count("Procédure") == 1 + texte.count("Procédure de stock")


def test_no_break_spaces_stay_in_the_text_layer():
    texte = Paragraphe("Prix\u00a0: 12\u00a0€ ou 1\u202f234,50\u00a0€ le 22\u00a0octobre, «\u00a0net\u00a0»")
    page = pdf.pages_de(imprimeur().page(Page("Prix", (texte,))))[0]
    assert "Prix\u202f: 12\u202f€ ou 1\u202f234,50\u202f€ le 22 octobre, «\u202fnet\u202f»" in page


def test_a_page_of_another_issuer_is_headed_by_its_name():
    octets = imprimeur().page(Page("Offre de prix", BLOCS[1:], emetteur="Emballages du Layon"))
    assert "Emballages du Layon" in pdf.pages_de(octets)[0]
    assert "Brûlerie" not in pdf.pages_de(octets)[0]


def test_the_paper_has_its_foot_on_every_page_and_its_pages_are_found():
    octets = imprimeur().epreuve("Sujet", SUJET, ("Certification", "Activité 1 – sujet"))
    pages = pdf.pages_de(octets)
    assert [f"Page {n} sur 3" in page for n, page in enumerate(pages, 1)] == [True] * 3
    assert all("Certification" in p and "Activité 1 – sujet" in p for p in pages)
    assert pdf.trouver_page(octets, "mission 3 – REASSORT") == 2
    assert pdf.trouver_page(octets, "absent") is None
    assert "3.2 Rédiger la réponse. (0,5 point)" in plat(pages[1])


# --- What is refused ---


def test_what_typst_refuses_or_warns_about_is_an_error():
    with pytest.raises(pdf.RenduImpossible, match=r"page\.typ"):
        imprimeur().page(Page("Glyphe", (Paragraphe("漢"),)))
    with pytest.raises(pdf.RenduImpossible):
        imprimeur().page(Page("Niveaux", (Titre("un"), Titre("trois", 3))))
    with pytest.raises(ValueError, match="Comic"):
        imprimeur().page(Page("Dessin", (Dessin(SVG.replace("<text", "<text font-family='Comic Sans'"), "x"),)))


def test_only_pages_and_commercial_documents_are_printed():
    piece = Piece("c/x", "x", "X", "source", date(2026, 10, 5), PAGE, "pdf")
    assert imprimeur().piece(piece) == imprimeur().page(PAGE)
    assert imprimeur().piece(replace(piece, contenu=ex.devis())) == imprimeur().document(ex.devis())
    with pytest.raises(TypeError, match="c/x"):
        imprimeur().piece(replace(piece, contenu=Classeur(())))


def test_values_are_written_by_their_kind():
    assert ecrit(D("1234.5"), "montant") == "1\u202f234,50\u00a0€"
    assert ecrit(D("0.085"), "montant") == "0,085\u00a0€"
    assert ecrit(D("5.50"), "pourcentage") == "5,5\u00a0%"
    assert ecrit(datetime(2026, 10, 5, 9, 5)) == "05/10/2026 à 9\u00a0h\u00a005"
    assert (ecrit(date(2026, 10, 1)), ecrit(None), ecrit(12), ecrit("VC-1003")) == ("01/10/2026", "", "12", "VC-1003")

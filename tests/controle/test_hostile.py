"""Files that somebody made to harm, or spoiled: each is refused with a sentence, nothing hangs, nothing leaves the
folder."""

from __future__ import annotations

import contextlib
import io
import shutil
import zipfile

import pytest

from generator.controle.erreurs import CasIllisible, FichierRefuse
from generator.controle.lecture import classeur, docx, prudence
from generator.controle.lecture.candidat import lit_document, lit_dossier
from generator.controle.lecture.courriel import lit_agenda, lit_courriel
from generator.controle.lecture.pdf import lit_pdf
from generator.controle.notation import Correcteur
from tests.controle.fabrique import fabrique, rezippe


@pytest.fixture(scope="module")
def correcteur(cas):
    return Correcteur(cas)


def archive(**membres: bytes) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as z:
        for nom, octets in membres.items():
            z.writestr(nom.replace("__", "/"), octets)
    return tampon.getvalue()


def mini_classeur(feuille: str) -> bytes:
    """Return a workbook of one sheet, as small as can be."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    tampon = io.BytesIO()
    membres = {
        "xl/workbook.xml": f'<workbook {ns} {rel}><sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>".encode(),
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": feuille.replace("NS", ns).encode(),
    }
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as z:
        for nom, octets in membres.items():
            z.writestr(nom, octets)
    return tampon.getvalue()


def test_a_zip_bomb_is_refused():
    with pytest.raises(FichierRefuse, match="démesuré"):
        prudence.membres(archive(a=b"\0" * (20 * prudence.MO)))


def test_a_zip_of_too_many_files_is_refused():
    with pytest.raises(FichierRefuse, match="trop de fichiers"):
        prudence.membres(archive(**{f"f{i}": b"" for i in range(prudence.MEMBRES_MAX + 1)}))


@pytest.mark.parametrize("nom", ["../evil.xlsx", "/etc/passwd", "a/../../b", "C:\\x.xlsx", "..\\x", "a\\..\\..\\x"])
def test_a_path_that_leaves_the_folder_is_refused(nom, correcteur, tmp_path):
    chemin = tmp_path / "copie.zip"
    with zipfile.ZipFile(chemin, "w") as z:
        z.writestr(nom, b"x")
    n = correcteur.note(chemin)
    assert not n.lue
    assert n.obtenus == 0
    assert "sort du dossier" in n.remarques[0]


def test_a_link_inside_a_zip_is_refused():
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as z:
        lien = zipfile.ZipInfo("reponses.xlsx")
        lien.create_system, lien.external_attr = 3, 0o120777 << 16
        z.writestr(lien, b"/etc/passwd")
    with pytest.raises(FichierRefuse, match="lien"):
        prudence.membres(tampon.getvalue())


def test_links_of_a_folder_are_not_followed(correcteur, copie, tmp_path):
    vrai = tmp_path / "ailleurs.xlsx"
    shutil.move(copie / "reponses.xlsx", vrai)
    try:
        (copie / "reponses.xlsx").symlink_to(vrai)
    except OSError:
        pytest.skip("no links here")
    n = correcteur.note(copie)
    assert n.obtenus == 0
    assert any("absent" in r for r in n.remarques)


ENTITES = [
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://invalid.example/x.dtd"><x/>',
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
    (
        b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;</l>'
    ),
]


@pytest.mark.parametrize("contenu", ENTITES)
def test_entities_and_document_types_are_refused(contenu):
    with pytest.raises(FichierRefuse):
        prudence.xml(contenu)


def test_an_entity_in_a_copy_counts_nothing_and_stops_nothing(correcteur, copie):
    rezippe(copie / "reponses.xlsx", {"xl/sharedStrings.xml": ENTITES[2]})
    n = correcteur.note(copie)
    assert n.obtenus == 0
    assert any("DOCTYPE" in r for r in n.remarques)


def test_deep_xml_is_refused():
    with pytest.raises(FichierRefuse):
        prudence.xml(b"<a>" * 5000 + b"</a>" * 5000)


@pytest.mark.parametrize("contenu", [b"", b"PK\x03\x04", b"%PDF-1.7", b"hello", b"\0" * 100, archive(a=b"x")])
@pytest.mark.parametrize("nom", ["07-x.xlsx", "07-x.docx", "07-x.pdf"])
def test_what_is_not_of_its_format_is_refused(contenu, nom):
    with pytest.raises(FichierRefuse):
        lit_document(contenu, nom)


def test_a_mail_or_an_agenda_that_is_none_is_refused():
    for contenu in (b"", b"hello", b"\xff\xfe\0", b"From: x\n\nhello"):
        with pytest.raises(FichierRefuse):
            lit_courriel(contenu)
    for contenu in (b"", b"hello", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:xx\r\nEND:VEVENT\r\nEND:VCALENDAR"):
        with pytest.raises(FichierRefuse):
            lit_agenda(contenu)


def test_a_truncated_pdf_is_refused(cas):
    octets = next((cas / "candidat" / "documents").glob("*.pdf")).read_bytes()
    with contextlib.suppress(FichierRefuse):
        lit_pdf(octets[: len(octets) // 2])


def test_a_huge_sheet_is_bounded():
    lignes = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>1</v></c>' for c in "ABCDEFGHIJ") + "</row>"
        for r in range(1, 60_000)
    )
    with pytest.raises(FichierRefuse):
        classeur.lit_classeur(mini_classeur(f"<worksheet NS><sheetData>{lignes}</sheetData></worksheet>"))


def test_a_far_cell_and_a_huge_name_cost_nothing():
    lu = classeur.lit_classeur(
        mini_classeur(
            '<worksheet NS><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
        )
    )
    assert lu.feuilles[0].texte(1048575, 16383) == "1"
    assert classeur.plage_de("'F'!$A$1:$XFD$1048576") is None


def test_an_impossible_address_is_refused():
    with pytest.raises(FichierRefuse):
        classeur.lit_classeur(
            mini_classeur('<worksheet NS><sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData></worksheet>')
        )


def test_cells_are_read_by_type():
    feuille = (
        '<worksheet NS><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>Cré</t></r><r><t>me</t></r></is></c>'
        '<c r="B1" t="b"><v>1</v></c>'
        '<c r="C1" t="e"><v>#REF!</v></c><c r="D1"><f>1+1</f><v>0.30000000000000004</v></c>'
        '<c r="E1"><f>A1</f></c><c><v>7</v></c></row>'
        "</sheetData></worksheet>"
    )
    lue = classeur.lit_classeur(mini_classeur(feuille)).feuilles[0]
    assert [lue.texte(0, c) for c in range(6)] == ["Créme", "vrai", "#REF!", "0.3", "", "7"]
    assert lue.cases[0, 3].formule
    assert lue.cases[0, 4].sans_valeur


def test_dates_percentages_and_times_are_told_by_their_format():
    styles = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
        b'<numFmt numFmtId="200" formatCode="dd/mm/yyyy"/>'
        b'<numFmt numFmtId="201" formatCode="#,##0.00\xc2\xa0&quot;jours&quot;"/></numFmts>'
        b'<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="200"/>'
        b'<xf numFmtId="201"/><xf numFmtId="22"/></cellXfs>'
        b"</styleSheet>"
    )
    cellules = "".join(
        f'<c s="{s}"><v>{v}</v></c>'
        for s, v in ((0, 46307), (1, 46307), (2, 0.055), (3, 46307), (4, 12.5), (5, 46307.375))
    )
    lu = classeur.lit_classeur(mini_avec(styles, cellules))
    assert [lu.feuilles[0].texte(0, c) for c in range(6)] == [
        "46307",
        "2026-10-12",
        "5.5",
        "2026-10-12",
        "12.5",
        "2026-10-12 09:00",
    ]


def mini_avec(styles: bytes, cellules: str) -> bytes:
    octets = mini_classeur(f'<worksheet NS><sheetData><row r="1">{cellules}</row></sheetData></worksheet>')
    tampon = io.BytesIO(octets)
    with zipfile.ZipFile(tampon, "a") as z:
        z.writestr("xl/styles.xml", styles)
    return tampon.getvalue()


def test_names_that_lost_their_cells_are_no_place(correcteur, copie):
    with zipfile.ZipFile(copie / "reponses.xlsx") as z:
        livre = z.read("xl/workbook.xml").decode()
    rezippe(copie / "reponses.xlsx", {"xl/workbook.xml": livre.replace("'Mission 1'!", "#REF!").encode()})
    n = correcteur.note(copie)
    assert n.obtenus == n.exacts  # found again at their places


def test_a_renamed_sheet_without_names_counts_nothing(correcteur, copie):
    with zipfile.ZipFile(copie / "reponses.xlsx") as z:
        livre = z.read("xl/workbook.xml").decode()
    rezippe(
        copie / "reponses.xlsx",
        {"xl/workbook.xml": livre.replace("'Mission 1'!", "#REF!").replace("Mission 1", "Autre").encode()},
    )
    n = correcteur.note(copie)
    assert n.obtenus == 0
    assert any("introuvable" in d for li in n.lignes for d in li.dits)


def test_swapped_files_are_told_apart(correcteur, copie):
    a, b = copie / "reponses.xlsx", copie / "redactions.docx"
    contenu = a.read_bytes()
    a.write_bytes(b.read_bytes())
    b.write_bytes(contenu)
    n = correcteur.note(copie)
    assert n.obtenus == 0
    assert len([r for r in n.remarques if "illisible" in r]) == 2


def test_a_file_of_another_case_is_marked_by_its_names_and_gets_little(correcteur, cas, tmp_path):
    autre = fabrique(tmp_path, "torrefacteur", 8)
    n = correcteur.note(autre / "correcteur" / "modeles")
    assert n.obtenus < n.exacts * 2 / 10


def test_a_word_box_that_lost_its_tag_is_found_by_its_title(correcteur, copie):
    with zipfile.ZipFile(copie / "redactions.docx") as z:
        corps = z.read("word/document.xml").decode()
    rezippe(copie / "redactions.docx", {"word/document.xml": corps.replace('<w:tag w:val="Q_1_4"/>', "").encode()})
    n = next(li for li in correcteur.note(copie).lignes if li.id == "Q_1_4")
    assert n.etat == "à lire"
    assert "repère perdu" in n.dits[0]
    assert docx.boites((copie / "redactions.docx").read_bytes()) == {}


def test_a_folder_that_is_no_case_is_named(tmp_path):
    with pytest.raises(CasIllisible, match=r"sujet\.docx"):
        lit_dossier(tmp_path)
    with pytest.raises(CasIllisible, match="n’est pas un dossier"):
        lit_dossier(tmp_path / "rien")
    with pytest.raises(CasIllisible, match="n’existe pas"):
        Correcteur(tmp_path / "rien")


@pytest.mark.parametrize(
    "brut", ["", "{", "[]", "{}", '{"version": "9.0"}', '{"version": "1.0", "cas": {}}', "[" * 100_000]
)
def test_a_key_that_cannot_be_read_is_named(tmp_path, brut):
    (tmp_path / "corrige.json").write_text(brut, encoding="utf-8")
    with pytest.raises(CasIllisible, match=r"corrige\.json"):
        Correcteur(tmp_path)

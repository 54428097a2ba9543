"""LibreOffice opens what the candidate gets: each Word file and workbook becomes a PDF, and its text is whole."""

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from generator.cas import Commande, compose
from generator.controle.lecture.docx import ParagrapheLu, blocs
from generator.fabrication.dossier import rend

pytestmark = [
    pytest.mark.lourd,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice n’est pas installé"),
]


def mots(texte: str) -> set[str]:
    """Return the words of five letters or more: long enough not to be cut, short enough to be many."""
    return set(re.findall(r"[^\W\d_]{5,12}", texte))


@pytest.fixture(scope="module")
def convertis(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Return the Office files of one case with the PDF that LibreOffice makes of each."""
    dossier = tmp_path_factory.mktemp("bureau")
    fichiers = rend(compose(Commande("A1", 77, entreprise="quincaillerie")), "essai", {}).fichiers
    sources = []
    for nom, octets in fichiers.items():
        if nom.startswith("candidat/") and nom.endswith((".docx", ".xlsx")):
            source = dossier / nom.replace("/", "__")
            source.write_bytes(octets)
            sources.append(source)
    profil = f"-env:UserInstallation=file://{dossier.as_posix()}/profil"
    subprocess.run(
        ["soffice", profil, "--headless", "--convert-to", "pdf", "--outdir", str(dossier), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return {s: s.with_suffix(".pdf") for s in sources}


def texte_pdf(chemin: Path) -> str:
    pdf = pypdfium2.PdfDocument(chemin)
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def test_libreoffice_converts_every_office_file(convertis: dict[Path, Path]) -> None:
    assert len(convertis) >= 15
    assert [s.name for s, pdf in convertis.items() if not pdf.is_file()] == []


def test_the_text_of_word_files_is_whole(convertis: dict[Path, Path]) -> None:
    for source, pdf in convertis.items():
        if source.suffix == ".docx":
            voulus = mots(" ".join(b.texte for b in blocs(source.read_bytes()) if isinstance(b, ParagrapheLu)))
            assert voulus <= mots(texte_pdf(pdf)), source.name


def test_the_cells_of_workbooks_are_all_there(convertis: dict[Path, Path]) -> None:
    for source, pdf in convertis.items():
        if source.suffix == ".xlsx":
            classeur = openpyxl.load_workbook(source, data_only=True)
            valeurs = {
                str(v) for f in classeur for rang in f.iter_rows(values_only=True) for v in rang if isinstance(v, str)
            }
            references = {v for v in valeurs if re.fullmatch(r"[A-Z]{2,4}-[A-Z0-9]{2,5}(-[A-Z0-9]{1,5})?", v)}
            lu = re.sub(r"\s", "", texte_pdf(pdf))
            assert [r for r in references if r not in lu] == [], source.name

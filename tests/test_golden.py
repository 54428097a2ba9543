"""What a reader sees: the extracted text of a paper and of its key, for one seed of each firm, held against golden files.

A change of these files is a change of the content of existing seeds: say it in the CHANGELOG.
To write them anew: GOLDEN=ecrire python -m pytest tests/test_golden.py
"""

import os
from pathlib import Path

import pytest

from generator.blueprint.chargement import entreprises
from generator.cas import Commande, compose
from generator.controle.lecture.docx import ParagrapheLu, blocs
from generator.epreuve import sujet as page_sujet
from generator.epreuve.corrige import lisible
from generator.epreuve.corrige.cle import corrige
from generator.fabrication.dossier import HORODATAGE
from generator.fabrication.rendu import docx_epreuve

DOSSIER = Path(__file__).parent / "golden"
GRAINE = 2026


def texte(octets: bytes) -> str:
    """Return the text of a Word file: paragraphs, and rows of tables with « | » between cells."""
    lignes = []
    for b in blocs(octets):
        if isinstance(b, ParagrapheLu):
            lignes.append(b.texte)
        else:
            lignes += [" | ".join(b.entetes), *(" | ".join(r.values()) for r in b.lignes)]
    return "\n".join(lignes) + "\n"


@pytest.mark.parametrize("firme", entreprises())
def test_the_paper_and_the_key_read_as_before(firme: str) -> None:
    s = compose(Commande("A1", GRAINE, entreprise=firme))
    pied = page_sujet.pied(s)
    papier = docx_epreuve.epreuve("Sujet", page_sujet.blocs(s, 10), pied, HORODATAGE)
    cle = docx_epreuve.epreuve("Corrigé", lisible.blocs(s, corrige(s, "golden")), pied, HORODATAGE)
    vu = f"{texte(papier)}\n{'=' * 20} CORRIGÉ {'=' * 20}\n\n{texte(cle)}"
    fichier = DOSSIER / f"A1-{firme}.txt"
    if os.environ.get("GOLDEN") == "ecrire":
        fichier.write_text(vu, encoding="utf-8", newline="\n")
    assert vu == fichier.read_text(encoding="utf-8")

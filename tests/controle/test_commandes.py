"""The three commands: words on screen, exit codes, JSON, reports without danger."""

from __future__ import annotations

import json

import openpyxl
import pytest

from generator.cli.messages import execute
from generator.cli.principal import groupe
from generator.controle.rapport import inerte


@pytest.fixture
def lance(capsys):
    """Run the command line; return (exit code, standard output, error output)."""

    def f(*arguments):
        rendu = execute(
            lambda: groupe(args=[str(a) for a in arguments], prog_name="gen-scenario", standalone_mode=False)
        )
        sorties = capsys.readouterr()
        return rendu, sorties.out, sorties.err

    return f


def test_solve_prints_the_answers_and_what_to_do_next(lance, cas):
    code, sortie, _ = lance("solve", cas / "candidat")
    assert code == 0
    assert "Q_1_3  Date de départ de la commande complète" in sortie
    assert sortie.strip().split("\n")[-1].startswith("Ensuite : gen-scenario verify")


def test_solve_gives_json(lance, cas):
    code, sortie, _ = lance("solve", cas / "candidat", "--json")
    assert code == 0
    assert json.loads(sortie)["reponses"]["Q_1_1"][0]["Référence"]


def test_solve_says_what_is_missing(lance, cas_modifiable):
    next((cas_modifiable / "candidat" / "documents").glob("*.eml")).unlink()
    code, sortie, _ = lance("solve", cas_modifiable / "candidat")
    assert code == 1
    assert "Q_1_1 : introuvable, courriel de commande" in sortie


def test_verify_has_a_line_per_answer_and_ends_with_its_verdict(lance, cas):
    code, sortie, _ = lance("verify", cas)
    assert code == 0
    assert "Q_1_1 calculee : égal" in sortie
    assert "100,0\u00a0% des points exacts" in sortie
    assert "Le corrigé est prouvé." in sortie


def test_verify_gives_1_and_names_the_file_that_changed(lance, cas_modifiable):
    (cas_modifiable / "candidat" / "documents" / "99-note.txt").write_text("x", encoding="utf-8")
    code, sortie, _ = lance("verify", cas_modifiable)
    assert code == 1
    assert "99-note.txt : fichier ajouté" in sortie
    code, sortie, _ = lance("verify", cas_modifiable, "--json")
    assert code == 1
    assert json.loads(sortie)[0]["reussie"] is False


@pytest.mark.parametrize("commande", [("verify",), ("solve",), ("grade",)])
def test_what_does_not_exist_is_a_sentence_and_1(lance, tmp_path, commande):
    code, _, erreurs = lance(*commande, tmp_path / "rien", *([tmp_path] if commande == ("grade",) else []))
    assert code == 1
    assert "rien" in erreurs
    assert "Traceback" not in erreurs


def test_grade_marks_several_copies_and_writes_reports(lance, cas, tmp_path):
    rapports = tmp_path / "rapports"
    code, sortie, _ = lance(
        "grade", cas, cas / "correcteur" / "modeles", cas / "candidat", "--detail", "--rapport", rapports
    )
    assert code == 0
    assert "seuil atteint" in sortie
    assert "seuil non atteint" in sortie
    assert sorted(p.name for p in rapports.iterdir()) == [
        "candidat.json",
        "candidat.xlsx",
        "modeles.json",
        "modeles.xlsx",
    ]
    livre = openpyxl.load_workbook(rapports / "modeles.xlsx")
    assert livre.sheetnames == ["Compétences", "Réponses", "Remarques"]
    assert json.loads((rapports / "modeles.json").read_text(encoding="utf-8"))["points"] != "0"


def test_grade_says_1_for_a_copy_that_cannot_be_read(lance, cas, tmp_path):
    (tmp_path / "copie.zip").write_bytes(b"PK rien")
    code, sortie, _ = lance("grade", cas, tmp_path / "copie.zip")
    assert code == 1
    assert "illisible" in sortie


def test_a_report_holds_no_formula_and_the_screen_no_command(lance, cas, copie, tmp_path):
    livre = openpyxl.load_workbook(copie / "reponses.xlsx")
    feuille, plage = next(livre.defined_names["Q_1_3"].destinations)
    cellule = livre[feuille][plage.replace("$", "")]
    cellule.value, cellule.data_type = '=HYPERLINK("http://x.example","x")', "s"
    livre.save(copie / "reponses.xlsx")
    _, sortie, _ = lance("grade", cas, copie, "--detail", "--rapport", tmp_path / "r")
    assert "\x1b" not in sortie
    for feuille in openpyxl.load_workbook(tmp_path / "r" / "copie.xlsx"):
        assert all(c.data_type != "f" for rang in feuille.iter_rows() for c in rang)


@pytest.mark.parametrize("texte", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_text_that_looks_like_a_formula_is_made_inert(texte):
    assert inerte(texte) == f"'{texte}"
    assert inerte("texte") == "texte"

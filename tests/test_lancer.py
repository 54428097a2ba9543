"""lancer.py: what it decides, without installing anything."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import lancer

RACINE = Path(__file__).resolve().parent.parent


def test_without_arguments_it_makes_the_case_of_the_readme() -> None:
    verrou, ligne, dossier = lancer.commande([])
    assert verrou == "requirements.lock"
    assert ligne[1:] == ["--activity", "A1", "--seed", "42"]
    assert dossier is None, "les cas vont dans le dossier de l'utilisateur"


def test_arguments_go_to_gen_scenario_as_they_are() -> None:
    _, ligne, _ = lancer.commande(["verify", "outputs/A1 x"])
    assert Path(ligne[0]).stem == "gen-scenario"
    assert ligne[1:] == ["verify", "outputs/A1 x"]


def test_the_word_tests_runs_pytest_from_the_root_on_all_cores() -> None:
    verrou, ligne, dossier = lancer.commande(["tests"])
    assert (verrou, dossier) == ("requirements-dev.lock", str(RACINE))
    assert ligne[1:] == ["-m", "pytest", "-n", "auto"]


def test_arguments_after_tests_go_to_pytest_alone() -> None:
    assert lancer.commande(["tests", "-m", "lourd"])[1][1:] == ["-m", "pytest", "-m", "lourd"]


def test_the_fingerprint_moves_with_the_lock_and_not_with_line_endings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[project]\n")
    (tmp_path / "x.lock").write_bytes(b"a==1\n")
    avant = lancer.empreinte("x.lock", tmp_path)
    (tmp_path / "x.lock").write_bytes(b"a==1\r\n")
    assert lancer.empreinte("x.lock", tmp_path) == avant
    (tmp_path / "x.lock").write_bytes(b"a==2\n")
    assert lancer.empreinte("x.lock", tmp_path) != avant


@pytest.mark.parametrize("contenu", [None, b"", b"\xff\xfe", b"rien"])
def test_an_unreadable_witness_means_that_nothing_is_installed(tmp_path: Path, contenu: bytes | None) -> None:
    temoin = tmp_path / "temoin"
    if contenu is not None:
        temoin.write_bytes(contenu)
    assert lancer.lit_temoin(temoin) == {}


def test_a_witness_is_read_by_lock(tmp_path: Path) -> None:
    (tmp_path / "temoin").write_text("a.lock 12\nb.lock 34\n", encoding="utf-8")
    assert lancer.lit_temoin(tmp_path / "temoin") == {"a.lock": "12", "b.lock": "34"}


def test_programs_are_started_without_the_variables_of_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "ailleurs")
    monkeypatch.setenv("VIRTUAL_ENV", "ailleurs")
    variables = lancer.environnement()
    assert not {"PYTHONPATH", "VIRTUAL_ENV"} & set(variables)
    assert variables["PYTHONUTF8"] == "1"
    assert os.environ["PYTHONPATH"] == "ailleurs"


def test_a_failed_installation_is_told_in_french_with_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lancer, "JOURNAL", tmp_path / "installation.log")
    monkeypatch.setattr(lancer, "executable", lambda _: sys.executable)
    with pytest.raises(lancer.Echec, match=r"L’installation a échoué[\s\S]*paquet-inconnu"):
        lancer.pip("Essai", "--no-index", "--isolated", "paquet-inconnu")
    assert capfd.readouterr().out == ""


def test_an_old_python_can_read_it() -> None:
    source = (RACINE / "lancer.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert "from __future__" not in source


def test_an_old_python_is_told_which_one_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lancer, "MINIMUM", (99, 0))
    assert lancer.main([]) == 1
    assert "demande Python 99.0" in capsys.readouterr().err


@pytest.mark.parametrize("verrou", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_a_hash_for_every_package_and_names_no_host(verrou: str) -> None:
    texte = (RACINE / verrou).read_text(encoding="utf-8")
    assert "://" not in texte
    blocs = [b for b in texte.replace("\\\n", " ").split("\n") if b[:1].isalnum()]
    assert len(blocs) > 30
    assert [b.split()[0] for b in blocs if "--hash=sha256:" not in b] == []


def test_the_test_lock_holds_the_runtime_lock() -> None:
    def epingles(nom: str) -> set[str]:
        lignes = (RACINE / nom).read_text(encoding="utf-8").split("\n")
        return {ligne.split(" \\")[0] for ligne in lignes if "==" in ligne and not ligne.startswith((" ", "#"))}

    assert epingles("requirements.lock") <= epingles("requirements-dev.lock")


def test_it_starts_in_isolation_from_any_folder(tmp_path: Path) -> None:
    code = f"import runpy; runpy.run_path({str(RACINE / 'lancer.py')!r})"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, check=True)

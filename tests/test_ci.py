"""outils/ci.py: what it takes for a fault."""

import stat
import sys
from pathlib import Path

import pytest

from outils import ci

RACINE = Path(__file__).resolve().parent.parent


def test_a_skipped_test_is_named_and_an_expected_failure_is_not(tmp_path: Path) -> None:
    rapport = tmp_path / "r.xml"
    rapport.write_text(
        '<testsuites><testsuite><testcase name="bon"/><testcase name="absent"><skipped type="pytest.skip"/></testcase>'
        '<testcase name="attendu"><skipped type="pytest.xfail"/></testcase></testsuite></testsuites>',
        encoding="utf-8",
    )
    assert ci.ignores(rapport) == ["absent"]


def test_fresh_cases_are_of_every_firm_at_every_level(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for activite in ("A1", "A2", "A3"):
        (tmp_path / "blueprints" / activite).mkdir(parents=True)
    for activite in ("A1", "A3"):
        (tmp_path / "blueprints" / activite / "epreuve.yaml").touch()
    for firme in ("b", "a"):
        (tmp_path / "blueprints" / "entreprises" / firme).mkdir(parents=True)
    monkeypatch.setattr(ci, "RACINE", tmp_path)
    voulus = ci.tirages()
    assert len(voulus) == 2 * 2 * 3
    assert voulus[0] == ("A1", "a", "entrainement", ci.GRAINES[0])
    assert {v[:3] for v in voulus} == {(a, f, n) for a in ("A1", "A3") for f in "ab" for n in ci.NIVEAUX}


def test_no_test_at_all_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ci, "lance", lambda *_: 5)
    assert ci.tests() == "aucun test"


def test_no_heavy_test_yet_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ci, "installe_outils", lambda: "")
    monkeypatch.setattr(ci, "lance", lambda *_: 5)
    assert ci.lourd() == ""


def test_a_missing_program_fails_the_heavy_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ci, "installe_outils", lambda: "soffice")
    assert "soffice" in ci.lourd()


def test_one_failed_step_fails_the_run_and_is_told_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ci, "ETAPES", {"un": lambda: "cassé", "deux": lambda: ""})
    assert ci.main([]) == 1
    assert "ÉCHEC un : cassé" in capsys.readouterr().out
    assert ci.main(["deux"]) == 0


def test_an_unknown_step_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert ci.main(["tout"]) == 2
    assert "inconnues : tout" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="les droits POSIX n'y existent pas")
def test_the_ci_script_is_executable() -> None:
    assert (RACINE / ".ci" / "run").stat().st_mode & stat.S_IXUSR

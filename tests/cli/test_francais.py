"""Words on screen are French: click's own, the helps, the causes that the system gives."""

import ast
import errno
from pathlib import Path

import click
import pytest

from generator.cli import francais
from generator.cli.principal import COMMANDES
from generator.systeme import cause

# Sentences that only a fault of ours, or a question that we never ask, would show.
JAMAIS_VUES = (
    "DeprecationWarning",
    "Could not determine name",
    "No options defined",
    "Arguments take exactly one",
    "Name '{name}' defined twice",
    "Boolean option {decl!r}",
    "Do you want to continue",
    "Confirm the action",
    "Invalid start character",
    "Press any key",
    "Repeat for confirmation",
    "Error: The two entered",
    "Unknown color",
    "Error: invalid input",
    "Choice({choices})",
    "Unknown standard stream",
)
ANGLAIS = (
    "usage:",
    "options:",
    "show this",
    "default:",
    "error",
    "invalid",
    "missing",
    "required]",
    " the ",
    "commands:",
)


def phrases_de_click() -> set[str]:
    trouvees = set()
    for nom in francais.MODULES:
        arbre = ast.parse(Path(click.__file__).with_name(f"{nom}.py").read_text(encoding="utf-8"))
        for appel in (n for n in ast.walk(arbre) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)):
            if appel.func.id in ("_", "ngettext"):
                trouvees |= {a.value for a in appel.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return trouvees


def test_every_sentence_that_click_may_show_has_its_french() -> None:
    sans = {p for p in phrases_de_click() - set(francais.PHRASES) if not p.startswith(JAMAIS_VUES)}
    assert sans == set()


def test_a_translation_keeps_the_fields_of_its_sentence() -> None:
    for anglais, francaise in francais.PHRASES.items():
        champs = {c.split("!")[0] for c in _champs(anglais)}
        assert _champs(francaise) <= champs, anglais


def _champs(phrase: str) -> set[str]:
    return {morceau.split("}")[0] for morceau in phrase.split("{")[1:]}


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), *((c, "--help") for c in COMMANDES)], ids=" ".join)
def test_each_help_is_wholly_french(cli, arguments) -> None:
    vu = cli(*arguments)
    assert vu.code == 0
    assert vu.dit.startswith("Usage : gen-scenario")
    assert "Options :" in vu.dit
    assert "affiche cette aide" in vu.dit
    assert not [mot for mot in ANGLAIS if mot in vu.dit.lower()]


def test_the_version_is_printed(cli) -> None:
    assert cli("--version").dit.startswith("gen-scenario ")


@pytest.mark.parametrize("numero", sorted(errno.errorcode))
def test_no_cause_of_the_system_is_told_in_english(numero) -> None:
    dit = cause(OSError(numero, "No such thing"))
    assert dit
    assert "No such" not in dit

"""`cli(...)` runs the command line in this process and returns what a user sees."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.blueprint.chargement import charge_entreprise, charge_epreuve
from generator.cli.messages import execute
from generator.cli.principal import groupe


@dataclass(frozen=True)
class Vu:
    """The exit code, what was printed, what was said on the error stream."""

    code: int
    dit: str
    erreur: str

    @property
    def derniere(self) -> str:
        """The last line of what was printed."""
        return self.dit.strip().splitlines()[-1]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Vu]:
    """Run `gen-scenario` with these arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def lance(*arguments: object) -> Vu:
        capsys.readouterr()
        charge_entreprise.cache_clear()  # a process reads a folder once
        charge_epreuve.cache_clear()
        code = execute(lambda: groupe([str(a) for a in arguments], prog_name="gen-scenario", standalone_mode=False))
        dit, erreur = capsys.readouterr()
        return Vu(code, dit, erreur)

    return lance

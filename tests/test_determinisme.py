"""The same command gives the same bytes, whatever the process, the hash seed, the time zone, the language, the folder
and the day; and whatever was made before in the same process."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.blueprint.chargement import entreprises
from generator.cas import Commande
from generator.cli.cree import fabrique
from generator.epreuve.missions.registre import missions

RACINE = Path(__file__).resolve().parent.parent
COMPETENCES = tuple(m.competence for m in missions("A1").values())
HORLOGE = """
import datetime, runpy, sys, time
import docx, icalendar, xlsxwriter
import generator.cas, generator.cli.cree, generator.fabrication.dossier, generator.manifeste
def plus_tard(vraie, **methodes):
    class Genre(type(vraie)):
        def __instancecheck__(cls, objet): return isinstance(objet, vraie)
        def __subclasscheck__(cls, autre): return issubclass(autre, vraie)
    corps = {nom: classmethod(m) for nom, m in methodes.items()}
    corps["__repr__"] = lambda soi: "datetime." + vraie.__repr__(soi)  # a class made here says no module
    return Genre(vraie.__name__, (vraie,), corps)
Jour = plus_tard(datetime.date, today=lambda cls: cls(2031, 2, 3))
maintenant = lambda cls, tz=None: cls(2031, 2, 3, 4, 5, 6, tzinfo=tz)
Instant = plus_tard(datetime.datetime, now=maintenant, today=maintenant, utcnow=maintenant)
sans = ("pydantic", "pydantic_core", "__main__")
for module in [m for nom, m in sys.modules.items() if nom.split(".")[0] not in sans]:
    for nom, valeur in list(vars(module).items()):
        if valeur in (datetime.date, datetime.datetime) and isinstance(valeur, type) and module is not datetime:
            setattr(module, nom, Jour if valeur is datetime.date else Instant)
datetime.date, datetime.datetime = Jour, Instant
vraie = time.time
time.time = lambda: vraie() + 150_000_000
time.localtime = lambda t=None, f=time.localtime: f(time.time() if t is None else t)
time.gmtime = lambda t=None, f=time.gmtime: f(time.time() if t is None else t)
assert datetime.date.today().year == 2031
sys.argv = ["gen-scenario", *sys.argv[1:]]
runpy.run_module("generator", run_name="__main__")
"""
"""Runs the command line several years later: every clock of Python that has been imported by then is put forward."""


def fichiers(ou: Path) -> dict[str, bytes]:
    return {p.relative_to(ou).as_posix(): p.read_bytes() for p in ou.rglob("*") if p.is_file()}


def lance(ou: Path, arguments: list[str], plus_tard: bool = False, **variables: str) -> dict[str, bytes]:
    ou.mkdir(parents=True)
    quoi = ["-c", HORLOGE] if plus_tard else ["-m", "generator"]
    environnement = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    environnement |= {"PYTHONPATH": str(RACINE), **variables}
    fini = subprocess.run(
        [sys.executable, *quoi, *arguments, "--output", "sortie"],
        cwd=ou,
        env=environnement,
        capture_output=True,
        check=False,
    )
    assert fini.returncode == 0, fini.stderr.decode()
    return fichiers(ou / "sortie")


def test_two_processes_that_differ_in_everything_give_the_same_bytes(tmp_path: Path) -> None:
    arguments = [
        "--activity",
        "A1",
        "--missions",
        ",".join(COMPETENCES),
        "--entreprise",
        "cycles",
        "--seed",
        "42",
        "--zip",
    ]
    with ThreadPoolExecutor(2) as deux:
        un = deux.submit(lance, tmp_path / "un", arguments, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LANG="C")
        autre = deux.submit(
            lance,
            tmp_path / "été à la mer",
            arguments,
            plus_tard=True,
            PYTHONHASHSEED="4242",
            TZ="America/Los_Angeles",
            LANG="fr_FR.UTF-8",
            LC_ALL="tr_TR.UTF-8",
        )
    assert len(un.result()) > 20
    assert set(un.result()) == set(autre.result())
    assert [nom for nom, octets in un.result().items() if autre.result()[nom] != octets] == []


@pytest.mark.parametrize("firme", entreprises())
def test_a_case_does_not_depend_on_those_made_before(tmp_path: Path, firme: str) -> None:
    def fait(graine: int, ou: str) -> dict[str, object]:
        commande = Commande("A1", graine, entreprise=firme, missions=COMPETENCES)
        bilan = fabrique(commande, tmp_path / ou, force=False, en_zip=False, a_blanc=False)
        return json.loads((Path(bilan["dossier"]) / "manifeste.json").read_text(encoding="utf-8"))

    assert [fait(g, "dans un sens") for g in (1, 2)] == [fait(g, "dans l’autre") for g in (2, 1)][::-1]


def test_the_manifest_has_every_file_with_its_hash_and_tells_no_folder_of_the_machine(tmp_path: Path) -> None:
    commande = Commande("A1", 3, entreprise="pepiniere", missions=COMPETENCES[:1])
    dossier = Path(fabrique(commande, tmp_path, force=False, en_zip=False, a_blanc=False)["dossier"])
    texte = (dossier / "manifeste.json").read_text(encoding="utf-8")
    assert set(json.loads(texte)["fichiers"]) == set(fichiers(dossier)) - {"manifeste.json"}
    assert str(tmp_path) not in texte
    assert str(RACINE) not in texte

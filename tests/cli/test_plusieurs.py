"""`--count`: the same cases however many cores, nothing half done, progress on a terminal alone."""

import json
from pathlib import Path

import pytest

from generator.cas import Commande
from generator.cli import plusieurs
from generator.cli.cree import cible
from generator.cli.plusieurs import graines
from generator.fabrication.dossier import ecrit

TROIS = ("--activity", "A1", "--missions", "C1.3", "--entreprise", "pepiniere", "--seed", "42", "--count", "3")


def empreintes(ou: Path) -> dict[str, object]:
    return {p.name: json.loads((p / "manifeste.json").read_text(encoding="utf-8"))["fichiers"] for p in ou.iterdir()}


def test_the_seeds_follow_from_the_first_and_are_distinct() -> None:
    commande = Commande("A1", 42)
    cent = graines(commande, 100)
    assert len(set(cent)) == 100
    assert graines(commande, 30) == cent[:30]
    assert graines(Commande("A1", 43), 30) != cent[:30]


def test_the_same_cases_are_made_on_one_core_and_on_two(cli, monkeypatch) -> None:
    for n in (1, 2):
        monkeypatch.setattr(plusieurs, "coeurs", lambda n=n: n)
        vu = cli(*TROIS, "--output", f"sur {n}")
        assert vu.code == 0, vu.erreur
        assert vu.erreur == "", "pas de progression hors d’un terminal"
        assert vu.derniere.startswith(f'Ensuite : gen-scenario verify "sur {n}"')
    un, deux = empreintes(Path("sur 1")), empreintes(Path("sur 2"))
    assert len(un) == 3
    assert un == deux


def test_an_existing_case_among_them_stops_all_before_any_work(cli) -> None:
    commande = Commande("A1", 42, entreprise="pepiniere", missions=("C1.3",))
    dernier = Commande("A1", graines(commande, 3)[2], entreprise="pepiniere")
    ecrit({"manifeste.json": b"{}"}, cible(dernier, Path("outputs")))
    vu = cli(*TROIS)
    assert vu.code == 1
    assert "existe déjà" in vu.erreur
    assert len(list(Path("outputs").iterdir())) == 1


def test_a_dry_run_of_several_lists_them_in_order_and_writes_nothing(cli) -> None:
    faits = json.loads(cli(*TROIS, "--dry-run", "--json").dit)
    assert [f["graine"] for f in faits] == graines(Commande("A1", 42), 3)
    assert not Path("outputs").exists()


@pytest.mark.parametrize("mauvais", [("--niveau", "facile"), ("--missions", "C1.9")])
def test_a_wrong_option_is_told_once(cli, mauvais) -> None:
    vu = cli(*TROIS, *mauvais)
    assert vu.code == 1
    assert vu.erreur.count("Choix possibles") == 1

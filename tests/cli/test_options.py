"""Every option: what it accepts, what it refuses and how it says so."""

import json
from pathlib import Path

import pytest

from generator.cli.principal import graine_explicite

UN = ("--activity", "A1", "--missions", "C1.3")


@pytest.mark.parametrize(
    ("arguments", "dits"),
    [
        (("--activity", "A2"), ("A2 n’est pas encore disponible", "A1")),
        (("--activity", "A3"), ("A3 n’est pas encore disponible",)),
        (("--activity", "A9"), ("inconnue", "Choix possibles : A1")),
        (("--activity", "A1", "--entreprise", "pépinière"), ("torrefacteur", "Vouliez-vous dire « pepiniere » ?")),
        (("--activity", "A1", "--entreprise", ""), ("Choix possibles",)),
        (("--activity", "A1", "--missions", "C1.9"), ("C1.1, C1.2", "Vouliez-vous dire")),
        (("--activity", "A1", "--missions", "C2.1"), ("Choix possibles : C1.1",)),
        (("--activity", "A1", "--missions", " , "), ("--missions attend",)),
        (
            ("--activity", "A1", "--niveau", "examem"),
            ("entrainement, examen, expert", "Vouliez-vous dire « examen » ?"),
        ),
        (("--activity", "A1", "--tirage", "C1.3"), ("--tirage attend",)),
        (("--activity", "A1", "--tirage", "C1.3=0"), ("--tirage attend",)),
        (("--activity", "A1", "--tirage", "C1.8=2"), ("Choix possibles",)),
        (("--activity", "A1", "--tirage", "C1.3=2", "--tirage", "C1.3=3"), ("deux numéros",)),
        (
            ("--activity", "A1", "--date", "2027-03-01"),
            ("01/03/2027", "Choisissez un jour ouvré du 01/01/2026 au 31/12/2026"),
        ),
        (("--activity", "A1", "--date", "2026-10-04"), ("04/10/2026 n’est pas un jour ouvré",)),
        (("--activity", "A1", "--date", "2026-11-11"), ("n’est pas un jour ouvré",)),
        (("--activity", "A1", "--date", "0001-01-01"), ("n’a pas de valeur sourcée",)),
        (("--activity", "A1", "--date", "2026-02-30"), ("--date attend",)),
        (("--activity", "A1", "--date", "demain"), ("--date attend",)),
        (("--activity", "A1", "--cle", "absente"), ("absente", "introuvable")),
        (("--activity", "A1", "--cle", "."), ("c’est un dossier",)),
        (("--activity", "A1", "--seed", "abc"), ("--seed attend un nombre entier positif", "abc")),
        (("--activity", "A1", "--seed", "-5"), ("--seed attend un nombre entier positif", "−5")),
        (("--activity", "A1", "--seed", "1e9"), ("--seed attend",)),
        (("--activity", "A1", "--seed", "9" * 19), ("18 chiffres au plus",)),
        (("--activity", "A1", "--seed", "٣"), ("--seed attend",)),
        (("--activity", "A1", "--count", "0"), ("--count attend",)),
        (("--activity", "A1", "--count", "10001"), ("--count attend",)),
        (("--blueprint", "absent.yaml"), ("absent.yaml:1:1", "introuvable")),
    ],
)
def test_a_wrong_value_is_told_with_what_may_be_written(cli, arguments, dits) -> None:
    vu = cli(*arguments)
    assert vu.code == 1, vu.erreur
    assert all(dit in vu.erreur for dit in dits), vu.erreur
    assert vu.dit == ""
    assert not Path("outputs").exists()


@pytest.mark.parametrize(
    ("arguments", "dits"),
    [
        (("--seed", "42"), ("Il manque l’activité",)),
        (("--activty", "A1"), ("Option inconnue : --activty", "--activity")),
        (("verfy",), ("Commande inconnue : « verfy »", "solve", "Vouliez-vous dire « verify » ?")),
        (("--output",), ("--output attend une valeur",)),
        (("--activity", "A1", "--count", "abc"), ("« --count »", "« abc » n’est pas un nombre")),
        (("--force=1",), ("n’attend pas de valeur",)),
        (("list", "x"), ("Argument en trop : x",)),
        (("verify",), ("Il manque l’argument",)),
        (("--activity", "A1", "--seed", "verify", "cas"), ("--activity, --seed : sans effet avec la commande verify",)),
    ],
)
def test_a_misused_command_is_told_in_french_and_ends_with_2(cli, arguments, dits) -> None:
    vu = cli(*arguments)
    assert vu.code == 2
    assert all(dit in vu.erreur for dit in dits), vu.erreur


@pytest.mark.parametrize(
    ("lus", "compris"),
    [
        (["--seed"], ["--seed="]),
        (["--seed", "7"], ["--seed", "7"]),
        (["--seed", "--json"], ["--seed=", "--json"]),
        (["--seed", "verify", "x"], ["--seed=", "verify", "x"]),
        (["--seed", "-5"], ["--seed=−5"]),
        (["--seed="], ["--seed="]),
    ],
)
def test_a_seed_without_a_value_swallows_no_word(lus, compris) -> None:
    assert graine_explicite(lus) == compris


@pytest.mark.parametrize("absente", [(), ("--seed",), ("--seed", ""), ("--seed=",)])
def test_a_seed_left_out_is_drawn_and_printed(cli, absente) -> None:
    vu = cli(*UN, "--dry-run", "--json", *absente)
    assert vu.code == 0, vu.erreur
    assert 0 <= json.loads(vu.dit)["graine"] < 10**9


@pytest.mark.parametrize("graine", ["0", "007", "999999999999999999"])
def test_any_whole_number_of_18_digits_is_a_seed(cli, graine) -> None:
    vu = cli(*UN, "--dry-run", "--json", "--seed", graine)
    assert json.loads(vu.dit)["graine"] == int(graine)


def test_missions_are_read_in_lower_case_with_spaces_and_twice(cli) -> None:
    vu = cli("--activity", "a1", "--missions", " c1.3 , C1.3;", "--seed", "1", "--dry-run", "--json")
    assert json.loads(vu.dit)["missions"] == ["C1.3"]


def test_a_date_is_read_as_the_french_write_it(cli) -> None:
    vus = [cli(*UN, "--seed", "1", "--dry-run", "--json", "--date", d) for d in ("05/10/2026", "2026-10-05")]
    assert [json.loads(v.dit)["date"] for v in vus] == ["2026-10-05"] * 2


@pytest.mark.parametrize("date", ["2026-01-02", "2026-12-31"])
def test_the_first_and_the_last_sourced_days_give_a_case(cli, date) -> None:
    assert cli(*UN, "--seed", "1", "--dry-run", "--date", date).code == 0


def test_a_level_is_read_with_accents_and_capitals(cli) -> None:
    assert (
        json.loads(cli(*UN, "--seed", "1", "--dry-run", "--json", "--niveau", "Entraînement").dit)["niveau"]
        == "entrainement"
    )


def test_a_short_key_is_refused_and_a_long_one_gives_another_case(cli) -> None:
    Path("courte").write_bytes(b"abc")
    Path("secrète").write_bytes(b"0123456789abcdef")
    Path("énorme").write_bytes(b"0" * 1_000_001)
    assert "trop courte" in cli(*UN, "--cle", "courte").erreur
    assert "trop longue" in cli(*UN, "--cle", "énorme").erreur
    secrets = [json.loads(cli(*UN, "--seed", "4", "--dry-run", "--json", *c).dit) for c in ((), ("--cle", "secrète"))]
    assert secrets[0] != secrets[1]


def test_a_dry_run_writes_nothing_and_says_how_to_go_on(cli) -> None:
    vu = cli(*UN, "--dry-run", "--seed", "8")
    assert vu.code == 0
    assert "rien n’a été écrit" in vu.dit
    assert vu.derniere.startswith("Ensuite : la même commande sans --dry-run")
    assert list(Path().iterdir()) == []


def test_an_activity_that_contradicts_the_blueprint_is_told(cli) -> None:
    assert cli("new", "mon-sujet").code == 0
    assert "ôtez --activity" in cli("--activity", "A2", "--blueprint", "mon-sujet.yaml").erreur

"""Reading blueprints: every fault at once, with file, line and column; texts stay texts."""

from pathlib import Path

import pytest

from generator.blueprint.chargement import (
    ChoixInconnu,
    charge_entreprise,
    chemin_entreprise,
    chemin_epreuve,
    entreprises,
)
from generator.blueprint.epreuve import Epreuve
from generator.blueprint.lecture import BlueprintInvalide, lit, valide
from generator.blueprint.modele import Modele, Nombre


class Petit(Modele):
    """A tiny model."""

    code: str
    prix: Nombre
    quantite: int = 1


def ecrit(tmp_path: Path, texte: str) -> Path:
    fichier = tmp_path / "essai.yaml"
    fichier.write_text(texte, encoding="utf-8")
    return fichier


def fautes(tmp_path: Path, texte: str) -> list[str]:
    with pytest.raises(BlueprintInvalide) as e:
        valide(lit(ecrit(tmp_path, texte)), Petit)
    return [f"{f.ligne}:{f.colonne} {f.message}" for f in e.value.fautes]


def test_a_postcode_and_a_decimal_comma_are_kept_as_written(tmp_path: Path) -> None:
    lu = valide(lit(ecrit(tmp_path, "code: 01230\nprix: 12,50\n")), Petit)
    assert (lu.code, str(lu.prix)) == ("01230", "12.50")


def test_all_faults_are_told_at_once_with_line_and_column(tmp_path: Path) -> None:
    assert fautes(tmp_path, "code: a\nprix: douze\nquantité: 2\nquantite: x\n") == [
        "2:7 prix : un nombre est attendu (12,50 ou 12.50) ; lu : « douze »",
        "4:11 quantite : un nombre entier est attendu ; lu : « x »",
        "3:1 clé inconnue « quantité » : vouliez-vous écrire « quantite » ?",
    ]


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    assert fautes(tmp_path, "code: a\n") == ["1:1 il manque la clé « prix »"]


@pytest.mark.parametrize(
    ("texte", "message"),
    [
        ("code: a\ncode: b\n", "2:1 la clé « code » est écrite deux fois"),
        ("code: [a\n", "2:1 YAML mal formé"),
        ("a: &x [1]\nb: *x\n", "les alias YAML"),
    ],
)
def test_bad_yaml_is_told_in_a_sentence(tmp_path: Path, texte: str, message: str) -> None:
    assert any(message in f for f in fautes(tmp_path, texte))


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    fichier = tmp_path / "latin.yaml"
    fichier.write_bytes("nom: été".encode("latin-1"))
    with pytest.raises(BlueprintInvalide, match="UTF-8"):
        lit(fichier)


def test_an_unknown_choice_lists_the_choices_and_names_the_nearest() -> None:
    with pytest.raises(ChoixInconnu, match=r"quincaillerie.*Vouliez-vous dire « torrefacteur »"):
        chemin_entreprise("torefacteur")
    with pytest.raises(ChoixInconnu, match="A1"):
        chemin_epreuve("A9")


@pytest.mark.parametrize("nom", entreprises())
def test_every_firm_shipped_is_valid(nom: str) -> None:
    assert charge_entreprise(chemin_entreprise(nom)).nom == nom


def test_points_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    texte = chemin_epreuve("A1").read_text(encoding="utf-8").replace("points: 20", "points: 21")
    with pytest.raises(BlueprintInvalide, match="la somme des points des missions est 101"):
        valide(lit(ecrit(tmp_path, texte)), Epreuve)

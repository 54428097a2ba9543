"""First names, surnames, streets, towns."""

import csv
import re
from collections import Counter

import pytest

from generator.donnees import ICI, table
from outils import extraire_noms
from outils.extraire_noms import francise, plat, squelette

LETTRES = r"A-Za-zàâäéèêëîïôöùûüÿçæœÀÂÄÉÈÊËÎÏÔÖÙÛÜŸÇÆŒ"
NOM = re.compile(rf"^[{LETTRES}]+(?:[ -][{LETTRES}]+)*$")
VOIES = {
    *("allée", "avenue", "boulevard", "chemin", "cours", "esplanade", "impasse", "mail", "montée", "passage"),
    *("place", "quai", "route", "rue", "ruelle", "sentier", "square", "traverse", "venelle"),
}
REELLES = {"rue de la gare", "rue de l’église", "rue victor-hugo", "rue jean-jaurès", "place de la mairie"}


def colonne(fichier: str, nom: str) -> list[str]:
    return [ligne[nom] for ligne in table(fichier)]


def doubles(valeurs: list[str]) -> list[str]:
    return [v for v, n in Counter(map(plat, valeurs)).items() if n > 1]


@pytest.mark.parametrize(
    ("fichier", "entete"),
    [("prenoms.csv", "prenom,genre"), ("noms.csv", "nom"), ("rues.csv", "rue")],
)
def test_a_file_is_plain_utf8_with_its_header(fichier: str, entete: str) -> None:
    octets = (ICI / fichier).read_bytes()
    assert octets.startswith(f"{entete}\n".encode())
    assert b"\r" not in octets
    assert octets.endswith(b"\n")
    assert octets.decode("utf-8").isprintable() is False  # only because of the line ends
    assert octets.decode("utf-8").replace("\n", "").isprintable()


def test_there_are_first_names_of_both_genders_and_none_of_both() -> None:
    genres = Counter(colonne("prenoms.csv", "genre"))
    assert set(genres) == {"m", "f"}
    assert min(genres.values()) >= 150
    assert doubles(colonne("prenoms.csv", "prenom")) == []


def test_there_are_enough_surnames_and_none_twice() -> None:
    noms = colonne("noms.csv", "nom")
    assert len(noms) >= 500
    assert doubles(noms) == []


@pytest.mark.parametrize(("fichier", "nom"), [("prenoms.csv", "prenom"), ("noms.csv", "nom")])
def test_names_are_written_as_french_civil_registers_write_them(fichier: str, nom: str) -> None:
    assert [n for n in colonne(fichier, nom) if not NOM.match(n) or not n[0].isupper()] == []


def test_no_two_surnames_sound_alike() -> None:
    assert [s for s, n in Counter(map(squelette, colonne("noms.csv", "nom"))).items() if n > 1] == []


def test_no_surname_is_a_first_name_or_a_town() -> None:
    autres = {plat(p) for p in colonne("prenoms.csv", "prenom")} | {plat(c) for c in colonne("communes.csv", "nom")}
    assert [n for n in colonne("noms.csv", "nom") if plat(n) in autres] == []


def test_all_origins_are_there() -> None:
    with (extraire_noms.RACINE / "outils" / "noms_propres.csv").open(encoding="utf-8", newline="") as f:
        propres = [ligne for ligne in csv.DictReader(f) if ligne["role"] == "ajout"]
    gardes = {*colonne("noms.csv", "nom"), *colonne("prenoms.csv", "prenom")}
    par_origine = Counter(ligne["origine"] for ligne in propres if francise(ligne["valeur"]) in gardes)
    assert len(par_origine) >= 12
    assert min(par_origine.values()) >= 10


def test_the_files_are_what_the_script_makes() -> None:
    prenoms, noms = extraire_noms.rassemble()
    assert prenoms == [(p["prenom"], p["genre"]) for p in table("prenoms.csv")]
    assert noms == colonne("noms.csv", "nom")


@pytest.mark.parametrize(
    ("un", "deux"),
    [("Mathieu", "Matthieu"), ("Gautier", "Gauthier"), ("Lefebvre", "Lefèvre"), ("Djamel", "Jamel")],
)
def test_names_that_sound_alike_have_one_skeleton(un: str, deux: str) -> None:
    assert squelette(un) == squelette(deux)


@pytest.mark.parametrize(
    ("ecrit", "francais"), [("Łukasz", "Lukasz"), ("Şahin", "Sahin"), ("Gonçalves", "Gonçalves"), ("Muñoz", "Munoz")]
)
def test_foreign_diacritics_are_folded_and_french_ones_kept(ecrit: str, francais: str) -> None:
    assert francise(ecrit) == francais


def test_streets_are_invented_and_begin_with_their_kind() -> None:
    rues = colonne("rues.csv", "rue")
    assert len(rues) >= 150
    assert doubles(rues) == []
    assert [r for r in rues if r.split()[0] not in VOIES or "'" in r or r.lower() in REELLES] == []


def test_towns_have_codes_that_kept_their_zeros() -> None:
    for commune in table("communes.csv"):
        assert re.fullmatch(r"\d{5}", commune["code_postal"]), commune["nom"]
        assert re.fullmatch(r"(?:\d{2}|2[AB])\d{3}", commune["code_insee"]), commune["nom"]
    assert doubles(colonne("communes.csv", "code_insee")) == []

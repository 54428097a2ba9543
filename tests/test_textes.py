"""French typography."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import textes


@pytest.mark.parametrize(
    ("valeur", "ecrit"),
    [
        ("1234.5", "1\u202f234,50\u00a0€"),
        ("0", "0,00\u00a0€"),
        ("1234567.005", "1\u202f234\u202f567,01\u00a0€"),
        ("-3.1", "−3,10\u00a0€"),
    ],
)
def test_amounts_are_written_half_up_with_no_break_spaces(valeur: str, ecrit: str) -> None:
    assert textes.euros(valeur) == ecrit


@pytest.mark.parametrize(("valeur", "ecrit"), [("5.5", "5,5\u00a0%"), ("20", "20\u00a0%"), ("10.00", "10\u00a0%")])
def test_rates_lose_useless_zeros(valeur: str, ecrit: str) -> None:
    assert textes.pourcent(Decimal(valeur)) == ecrit


def test_the_first_of_the_month_is_1er() -> None:
    assert textes.jour_date(date(2026, 10, 1)) == "jeudi 1er\u00a0octobre 2026"


@pytest.mark.parametrize(
    ("mot", "ecrit"),
    [
        ("Angers", "d’Angers"),
        ("Lyon", "de Lyon"),
        ("Hôtel", "d’Hôtel"),
        ("hangar", "de hangar"),
        ("Élise", "d’Élise"),
        ("Yannick", "de Yannick"),
        ("œuvre", "d’œuvre"),
    ],
)
def test_de_loses_its_vowel_before_a_vowel_sound(mot: str, ecrit: str) -> None:
    assert textes.de(mot) == ecrit


@pytest.mark.parametrize(
    ("brut", "soigne"),
    [
        ("C'est l'heure : ok ?", "C’est l’heure\u00a0: ok\u202f?"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("12 €", "12\u00a0€"),
        ("voir http://a.example/x?y=1:2 !", "voir http://a.example/x?y=1:2\u202f!"),
        ("M. Roux", "M.\u00a0Roux"),
        ("à 14:30", "à 14:30"),
    ],
)
def test_typography_sets_apostrophes_and_spaces(brut: str, soigne: str) -> None:
    assert textes.typographie(brut) == soigne


@given(st.text(alphabet="ab c'«»:;!?€%12.,\n", max_size=60))
def test_typography_is_stable(texte: str) -> None:
    une_fois = textes.typographie(texte)
    assert textes.typographie(une_fois) == une_fois


@pytest.mark.parametrize(("n", "ecrit"), [(0, "0\u00a0sachet"), (1, "1\u00a0sachet"), (2, "2\u00a0sachets")])
def test_the_plural_begins_at_two(n: int, ecrit: str) -> None:
    assert textes.pluriel(n, "sachet") == ecrit


@pytest.mark.parametrize(
    ("mot", "pluriel"),
    [("boîte de 50", "boîtes de 50"), ("tuyau", "tuyaux"), ("colis", "colis"), ("plateau", "plateaux")],
)
def test_the_plural_of_a_unit_is_that_of_its_first_word(mot: str, pluriel: str) -> None:
    assert textes.accord_pluriel(mot) == pluriel

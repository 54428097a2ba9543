"""Reading what people type: figures, dates, slots, texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import textes
from generator.controle.comparaison import Contexte, cle_de, egal, elements
from generator.controle.lecture.valeurs import (
    cellule_page,
    cellule_typee,
    compact,
    creneau,
    ecrit_nombre,
    jour,
    nombre,
    normalise,
)


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        ("1 234,50 €", "1234.50"),
        ("1\u202f234,50\u00a0€", "1234.50"),
        ("1234.5", "1234.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234", "1.234"),
        ("1 234 567", "1234567"),
        ("−12", "-12"),
        ("- 12,5", "-12.5"),
        ("+3", "3"),
        ("5,5 %", "5.5"),
        ("12 EUR", "12"),
        ("1234,50 € HT", "1234.50"),
        ("12 sachets", "12"),
        (",5", "0.5"),
        ("0", "0"),
        ("1.234.567,8", "1234567.8"),
        ("12 palettes", "12"),
    ],
)
def test_a_figure_is_read_however_it_is_typed(texte, valeur):
    assert nombre(texte) == Decimal(valeur)


@pytest.mark.parametrize(
    "texte",
    ["", "abc", "12 ou 14", "12/10/2026", "1 234,50,2", "€", "=1+1", "1e400", "1" * 500, "12 h 30", "nan", "inf"],
)
def test_what_is_no_figure_is_none(texte):
    assert nombre(texte) is None


@pytest.mark.parametrize(
    "texte",
    [
        "12/10/2026",
        "12-10-2026",
        "12.10.2026",
        "12/10/26",
        "2026-10-12",
        "12 octobre 2026",
        "12\u00a0octobre\u202f2026",
        "lundi 12 octobre 2026",
        "Lundi 12 Octobre 2026",
        "le lundi 12 octobre 2026",
        "12 oct. 2026",
        "2026-10-12 00:00",
        "12 octobre",
        "12/10",
        "lundi 12 octobre",
    ],
)
def test_a_date_is_read_however_it_is_typed(texte):
    assert jour(texte, 2026) == date(2026, 10, 12)


@pytest.mark.parametrize(
    "texte", ["", "31/02/2026", "32/10/2026", "10/13/2026", "12 ju 2026", "demain", "2026", "12", "1er er octobre 2026"]
)
def test_what_is_no_date_is_none(texte):
    assert jour(texte, 2026) is None


def test_the_first_of_the_month_is_read():
    assert jour("1er décembre 2026") == date(2026, 12, 1) == jour("1er DECEMBRE 2026")


def test_a_date_without_a_year_needs_one():
    assert jour("12 octobre") is None


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_date_that_the_program_prints_is_read_again(le):
    for ecrit in (textes.date_longue(le), textes.jour_date(le), textes.date_courte(le), le.isoformat()):
        assert jour(ecrit) == le
    assert cellule_page(textes.date_courte(le)) == le.isoformat()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_every_amount_that_the_program_prints_is_read_again(montant):
    assert nombre(textes.euros(montant)) == montant
    assert cellule_page(textes.euros(montant)) == ecrit_nombre(montant) == cellule_typee(montant)


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(texte):
    (
        nombre(texte),
        jour(texte, 2026),
        creneau(texte, 2026),
        cellule_page(texte),
        normalise(texte),
        compact(texte),
        elements(texte),
    )


@pytest.mark.parametrize(
    ("texte", "lu"),
    [
        ("1 234,50 €", "1234.5"),
        ("5,5 %", "5.5"),
        ("05/10/2026", "2026-10-05"),
        ("−3", "-3"),
        ("01230", "01230"),
        ("06 39 98 12 34", "06 39 98 12 34"),
        ("12 ×", "12 ×"),
        ("05/10/2026 9 h 05", "2026-10-05 9:05".replace(" 9", " 09")),
        ("CAF-ETH-1K", "CAF-ETH-1K"),
        ("", ""),
    ],
)
def test_a_cell_of_a_page_has_a_canonical_text(texte, lu):
    assert cellule_page(texte) == lu


def test_a_slot_is_read_in_two_ways():
    attendu = (date(2026, 10, 12), "09:00", "10:30")
    assert creneau("lundi 12 octobre 2026, 9 h – 10 h 30") == attendu == creneau("2026-10-12 09:00/10:30")
    assert creneau("lundi 12 octobre 2026") is None


@pytest.mark.parametrize(
    ("genre", "vrai", "lu"),
    [
        ("montant", "1234.50", "1 234,499999"),
        ("nombre", "12", "12,0"),
        ("pourcentage", "5.5", "0,055"),
        ("pourcentage", "20", "20 %"),
        ("date", "2026-10-12", "12/10/2026"),
        ("texte", "Crème brûlée", "creme  BRULEE."),
        ("texte", "0639981234", "06 39 98 12 34"),
        ("texte", "CAF-ETH-1K", "caf eth 1k"),
        ("choix", "regrouper", " Regrouper"),
        ("texte", "12", "12,00"),
        ("texte", "l’été", "L'ETE"),
    ],
)
def test_equal_values_are_equal_however_typed(genre, vrai, lu):
    assert egal(genre, vrai, lu, Contexte(an=2026))


@pytest.mark.parametrize(
    ("genre", "vrai", "lu"),
    [
        ("montant", "1234.50", "1234.51"),
        ("nombre", "12", "13"),
        ("nombre", "12", ""),
        ("date", "2026-10-12", "13/10/2026"),
        ("texte", "boni", "mali"),
        ("pourcentage", "5.5", "55"),
        ("choix", "commander", "regrouper"),
        ("nombre", "12", "12 ou 13"),
        ("texte", "12", "12 bis"),
    ],
)
def test_other_values_are_not(genre, vrai, lu):
    assert not egal(genre, vrai, lu, Contexte(an=2026))


def test_a_tolerance_is_included():
    assert egal("montant", "100", "100,02", Contexte(Decimal("0.02")))
    assert not egal("montant", "100", "100,03", Contexte(Decimal("0.02")))
    assert egal("date", "2026-10-12", "13/10/2026", Contexte(Decimal(1)))


def test_keys_are_normalised_by_type():
    assert cle_de([("texte", "CAF-ETH-1K"), ("nombre", "3")]) == cle_de([("texte", "caf eth 1k "), ("nombre", "3,0")])
    assert cle_de([("texte", "07")]) == cle_de([("texte", "7")])
    assert cle_de([("date", "2026-10-12")]) == cle_de([("date", "12/10/2026")])

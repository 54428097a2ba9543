"""The closed grammar of carried-forward errors."""

from __future__ import annotations

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.controle.formule import FormuleInvalide, Inapplicable, calcule, renvois

VALEURS = {
    ("Q_1_1", None, "prix"): [Decimal(2), Decimal(3)],
    ("Q_1_1", ("CAF 1",), "prix"): Decimal(3),
    ("Q_1_1", ("a", "b"), "prix"): Decimal(4),
    ("Q_1_2", None, ""): Decimal("10.5"),
    ("Q_1_3", None, ""): date(2026, 10, 12),
    ("Q_1_4", None, "depart"): [date(2026, 10, 12), date(2026, 10, 15)],
}


def lit(identifiant, cle, colonne):
    try:
        return VALEURS[identifiant, cle, colonne]
    except KeyError:
        raise Inapplicable(identifiant) from None


@pytest.mark.parametrize(
    ("formule", "valeur"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 / 4", "2.5"),
        ("-3 + 5", "2"),
        ("2 - 3 - 4", "-5"),
        ("sum(Q_1_1.prix)", "5"),
        ("max(Q_1_1.prix, 9)", "9"),
        ("min(Q_1_1.prix)", "2"),
        ("arrondi(Q_1_2 * 1.055)", "11.08"),
        ("arrondi(2.5, 0)", "3"),
        ("Q_1_1[CAF 1].prix * 2", "6"),
        ("Q_1_1[a|b].prix", "4"),
        ("sum(Q_1_1.prix) - Q_1_2 / 3", "1.5"),
        ("sum(1, 2, Q_1_1.prix)", "8"),
    ],
)
def test_a_formula_is_worked_out(formule, valeur):
    assert calcule(formule, lit) == Decimal(valeur)


def test_dates_enter_max_min_and_a_number_of_days():
    assert calcule("max(Q_1_4.depart)", lit) == date(2026, 10, 15)
    assert calcule("Q_1_3 + 30", lit) == date(2026, 11, 11)


@pytest.mark.parametrize(
    "formule",
    [
        "",
        "1 +",
        "(1",
        "1 2",
        "eval(1)",
        "__import__('os')",
        "Q_1_1.prix",
        "Q_1_1.prix + 1",
        "Q_1_3 * 2",
        "max(Q_1_3, 1)",
        "1 ** 2",
        "Q_1_1[x]",
        "abs(1)",
        "1;2",
        "arrondi(1, 99)",
        "lambda: 1",
        "(" * 200 + "1" + ")" * 200,
        "-" * 500 + "1",
        "1" * 3000,
        "Q_1_1.",
        "1.2.3",
    ],
)
def test_anything_else_is_refused(formule):
    with pytest.raises(FormuleInvalide):
        calcule(formule, lit)


@pytest.mark.parametrize("formule", ["Q_9_9", "1 / 0", "Q_1_1[inconnu].prix", "Q_1_3 + 999999"])
def test_what_the_copy_does_not_give_is_inapplicable(formule):
    with pytest.raises(Inapplicable):
        calcule(formule, lit)


@given(st.text(alphabet="Q_1.2[]()+-*/, maxsumind", max_size=40))
def test_no_formula_breaks_the_reader(formule):
    with contextlib.suppress(FormuleInvalide, Inapplicable):
        calcule(formule, lit)


def test_the_answers_that_a_formula_leans_on_are_told():
    assert renvois("sum(Q_1_1.prix) + Q_1_2") == {"Q_1_1", "Q_1_2"}

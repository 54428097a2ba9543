"""Hours in a column of texts are compared as hours, however they are typed."""

from __future__ import annotations

import pytest

from generator.controle.comparaison import textes_egaux


@pytest.mark.parametrize("ecrit", ["9 h 05", "9h05", "09:05", "9:05", "09:05:00", "09 H 05", "9\u00a0h\u00a005"])
def test_an_hour_is_right_in_any_usual_form(ecrit: str) -> None:
    assert textes_egaux("9\u00a0h\u00a005", ecrit)


@pytest.mark.parametrize("ecrit", ["9 h 50", "9", "905", "", "19:05", "9 h", "25:05"])
def test_another_hour_is_wrong(ecrit: str) -> None:
    assert not textes_egaux("9 h 05", ecrit)

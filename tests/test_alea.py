"""Named streams: stable, independent of one another, uniform."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.alea import Alea


def test_a_stream_is_known_by_its_name_whatever_was_drawn_before() -> None:
    alea = Alea(42)
    seul = [alea.flux("clients", 3).entier(0, 10**6) for _ in range(2)]
    alea.flux("autre").melange(range(100))
    assert seul == [alea.flux("clients", 3).entier(0, 10**6)] * 2


def test_another_seed_key_or_name_gives_another_stream() -> None:
    tirages = {
        tuple(a.flux(n).entier(0, 10**9) for _ in range(1))
        for a in (Alea(1), Alea(2), Alea(1, b"une autre cle"))
        for n in ("a", "b")
    }
    assert len(tirages) == 6


def test_names_of_parts_do_not_run_together() -> None:
    assert Alea(1).flux("ab", "c").chiffres(20) != Alea(1).flux("a", "bc").chiffres(20)
    assert Alea(1).flux(1).chiffres(20) != Alea(1).flux("1").chiffres(20)


def test_a_tirage_moves_only_the_streams_of_its_mission() -> None:
    un, deux = Alea(7), Alea(7, tirages={"c1_4": 2})
    assert un.flux("monde").chiffres(20) == deux.flux("monde").chiffres(20)
    assert un.mission("c1_3").chiffres(20) == deux.mission("c1_3").chiffres(20)
    assert un.mission("c1_4").chiffres(20) != deux.mission("c1_4").chiffres(20)


@given(st.integers(0, 2**60), st.integers(-50, 50), st.integers(0, 100))
def test_entier_stays_within_its_bounds(graine: int, mini: int, ecart: int) -> None:
    flux = Alea(graine).flux("x")
    assert all(mini <= flux.entier(mini, mini + ecart) <= mini + ecart for _ in range(20))


@given(st.lists(st.integers(), max_size=30))
def test_melange_keeps_every_element(elements: list[int]) -> None:
    assert Counter(Alea(3).flux("m").melange(elements)) == Counter(elements)


def test_draws_are_about_uniform() -> None:
    flux = Alea(5).flux("u")
    compte = Counter(flux.entier(1, 6) for _ in range(6000))
    assert all(850 <= n <= 1150 for n in compte.values())


def test_too_many_elements_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="3 éléments"):
        Alea(1).flux("e").echantillon([1, 2], 3)

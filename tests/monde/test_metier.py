"""The trade's rules as pure functions, against the law's own examples (domain/ventes.md) and independent libraries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.fr import siren, siret, tva

from generator.monde.metier import identifiants
from generator.monde.metier.calendrier import Tournees, ajoute_ouvres, est_ferie, est_ouvre, fin_de_mois
from generator.monde.metier.echeances import Delai, echeance
from generator.monde.metier.prix import arrondi_superieur, net_ligne, taux_bande, totaux


@given(st.integers(0, 32_399), st.integers(1, 9_999))
def test_identifiers_have_right_check_digits_in_the_fictional_range(rang: int, nic: int) -> None:
    numero = identifiants.siren(rang)
    assert siren.is_valid(numero)
    assert 1_000 <= int(numero) <= 324_999
    assert siret.is_valid(identifiants.siret(numero, nic))
    assert tva.is_valid(identifiants.tva(numero))


@given(st.from_regex(r"\A\d{5}\Z"), st.from_regex(r"\A\d{11}\Z"))
def test_ibans_are_valid(guichet: str, compte: str) -> None:
    guichet, compte = (
        "".join(c for c in guichet if c in "0123456789").zfill(5),
        "".join(c for c in compte if c in "0123456789").zfill(11),
    )
    assert iban.is_valid(identifiants.iban(guichet, compte))


def test_the_published_examples_of_identifiers_come_out() -> None:
    assert identifiants.tva("000123455") == "FR31000123455"
    assert identifiants.iban("00100", "00001234023")[:4] == "FR76"


@pytest.mark.parametrize(
    ("facture", "genre", "attendue"),
    [
        (date(2026, 1, 15), "fin_de_mois_a", date(2026, 3, 17)),
        (date(2026, 1, 15), "fin_de_mois_b", date(2026, 3, 31)),
        (date(2026, 11, 24), "fin_de_mois_a", date(2027, 1, 14)),
        (date(2026, 11, 24), "fin_de_mois_b", date(2027, 1, 31)),
    ],
)
def test_45_days_end_of_month_by_both_legal_methods(facture: date, genre: str, attendue: date) -> None:
    assert echeance(facture, Delai(genre, 45)) == attendue  # type: ignore[arg-type]


def test_holidays_are_those_of_the_labour_code() -> None:
    feries = [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]
    assert [
        date(2026, 1, 1) + timedelta(days=n) for n in range(365) if est_ferie(date(2026, 1, 1) + timedelta(days=n))
    ] == feries


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_working_days_added_then_taken_away_come_back(jour: date, n: int) -> None:
    depart = ajoute_ouvres(jour, 1)
    assert ajoute_ouvres(ajoute_ouvres(depart, n), -n) == depart
    assert est_ouvre(ajoute_ouvres(jour, n))


def test_a_closing_counts_its_first_and_last_days() -> None:
    fermeture = ((date(2026, 10, 5), date(2026, 10, 7)),)
    assert ajoute_ouvres(date(2026, 10, 2), 1, fermeture) == date(2026, 10, 8)


def test_a_round_on_a_holiday_does_not_run() -> None:
    mercredis = Tournees((2,))
    assert mercredis.premiere_des(date(2026, 11, 11)) == date(2026, 11, 18)
    assert mercredis.premiere_apres(date(2026, 11, 4)) == date(2026, 11, 18)


def test_discounts_cascade_and_round_once() -> None:
    assert net_ligne(Decimal("100"), 1, (Decimal(10), Decimal(5))) == Decimal("85.50")
    assert net_ligne(Decimal("0.335"), 3, ()) == Decimal("1.01")


@pytest.mark.parametrize(("quantite", "taux"), [(11, 0), (12, 3), (47, 3), (48, 6), (500, 6)])
def test_a_band_begins_at_its_first_quantity(quantite: int, taux: int) -> None:
    assert taux_bande(((12, Decimal(3)), (48, Decimal(6))), quantite) == taux


def test_packs_round_up() -> None:
    assert [arrondi_superieur(n, 6) for n in (-2, 0, 1, 6, 7)] == [0, 0, 6, 6, 12]


def test_vat_is_rounded_once_per_rate() -> None:
    t = totaux(
        [(Decimal("0.33"), Decimal("5.5"))] * 3 + [(Decimal("10"), Decimal(20))], Decimal(5), Decimal(20), Decimal(4)
    )
    assert [(b.taux, b.base, b.montant) for b in t.tva] == [
        (Decimal("5.5"), Decimal("0.99"), Decimal("0.05")),
        (Decimal(20), Decimal(15), Decimal("3.00")),
    ]
    assert (t.total_ht, t.total_ttc, t.net_a_payer) == (Decimal("15.99"), Decimal("19.04"), Decimal("15.04"))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_end_of_a_month_is_its_last_day(jour: date) -> None:
    fin = fin_de_mois(jour)
    assert fin.month == jour.month
    assert (fin + timedelta(days=1)).day == 1

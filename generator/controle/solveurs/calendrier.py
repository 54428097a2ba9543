"""Working days in France: Monday to Friday, public holidays left out (Code du travail, L3133-1); no library, by design:
the generator has its own, and the two must agree."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

UN_JOUR = timedelta(days=1)
SAMEDI = 5
_FIXES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_APRES_PAQUES = (1, 39, 50)


def paques(an: int) -> date:
    """Return Easter Sunday (Gregorian computus)."""
    a, b, c = an % 19, an // 100, an % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    mois, jour = divmod(h + i - 7 * m + 114, 31)
    return date(an, mois, jour + 1)


@cache
def feries(an: int) -> frozenset[date]:
    """Return the eleven public holidays of a year."""
    return frozenset({date(an, m, j) for m, j in _FIXES} | {paques(an) + timedelta(days=n) for n in _APRES_PAQUES})


def est_ferie(jour: date) -> bool:
    """Say whether a day is a public holiday."""
    return jour in feries(jour.year)


def est_ouvre(jour: date) -> bool:
    """Say whether a day is worked."""
    return jour.weekday() < SAMEDI and not est_ferie(jour)


def ouvre_a_partir(jour: date) -> date:
    """Return that day if it is worked, else the next one that is."""
    while not est_ouvre(jour):
        jour += UN_JOUR
    return jour


def ajoute_ouvres(jour: date, n: int) -> date:
    """Return the n-th working day after a day."""
    for _ in range(n):
        jour = ouvre_a_partir(jour + UN_JOUR)
    return jour

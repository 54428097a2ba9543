"""French working days: jours ouvrés (Monday to Friday, holidays excepted), with closings of a firm.

Source of the holidays: code du travail, art. L3133-1 (metropolitan France, Alsace-Moselle left out).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

UN_JOUR = timedelta(days=1)
_FIXES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_APRES_PAQUES = (1, 39, 50)
"""Lundi de Pâques, Ascension, lundi de Pentecôte: days after Easter Sunday."""
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@cache
def feries(annee: int) -> frozenset[date]:
    """Return the public holidays of metropolitan France in that year."""
    dimanche = paques(annee)
    mobiles = (dimanche + n * UN_JOUR for n in _APRES_PAQUES)
    return frozenset({*(date(annee, mois, jour) for mois, jour in _FIXES), *mobiles})


def paques(annee: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (algorithm of Butcher and Meeus)."""
    a, (b, c) = annee % 19, divmod(annee, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    mois, jour = divmod(h + m - 7 * n + 114, 31)
    return date(annee, mois, jour + 1)


def est_ferie(jour: date) -> bool:
    """Say whether the day is a public holiday."""
    return jour in feries(jour.year)


def est_ouvre(jour: date, fermetures: Iterable[tuple[date, date]] = ()) -> bool:
    """Say whether the day is worked: Monday to Friday, no holiday, outside the closings (first, last day included)."""
    if jour.weekday() > 4 or est_ferie(jour):
        return False
    return not any(debut <= jour <= fin for debut, fin in fermetures)


def jours_ouvres(debut: date, fin: date) -> Iterator[date]:
    """Yield the working days from `debut` to `fin`, both included."""
    jour = debut
    while jour <= fin:
        if est_ouvre(jour):
            yield jour
        jour += UN_JOUR


def ouvre_suivant(jour: date, fermetures: Iterable[tuple[date, date]] = ()) -> date:
    """Return the first working day strictly after `jour`."""
    return ajoute_ouvres(jour, 1, fermetures)


def ouvre_ou_suivant(jour: date, fermetures: Iterable[tuple[date, date]] = ()) -> date:
    """Return `jour` when it is worked, else the first working day after it."""
    while not est_ouvre(jour, fermetures):
        jour += UN_JOUR
    return jour


def ouvre_ou_precedent(jour: date) -> date:
    """Return `jour` when it is worked, else the last working day before it."""
    while not est_ouvre(jour):
        jour -= UN_JOUR
    return jour


def ajoute_ouvres(jour: date, n: int, fermetures: Iterable[tuple[date, date]] = ()) -> date:
    """Return the n-th working day after `jour` (before it when n < 0); `jour` itself never counts."""
    fermetures = tuple(fermetures)
    pas = UN_JOUR if n >= 0 else -UN_JOUR
    for _ in range(abs(n)):
        jour += pas
        while not est_ouvre(jour, fermetures):
            jour += pas
    return jour


def fin_de_mois(jour: date) -> date:
    """Return the last day of the month of `jour`."""
    suivant = jour.replace(day=28) + timedelta(days=4)
    return suivant - timedelta(days=suivant.day)


@dataclass(frozen=True)
class Tournees:
    """The weekdays (0 = Monday) on which goods leave: the firm's own rounds, or the carrier's pick-ups."""

    jours: tuple[int, ...]

    def premiere_apres(self, jour: date) -> date:
        """Return the first round strictly after `jour`; a round that falls on a holiday does not run."""
        suivant = jour + UN_JOUR
        while suivant.weekday() not in self.jours or est_ferie(suivant):
            suivant += UN_JOUR
        return suivant

    def premiere_des(self, jour: date) -> date:
        """Return the first round on or after `jour`."""
        return self.premiere_apres(jour - UN_JOUR)

"""The legal time of Paris by its rule, so that no machine's time zone database is asked (Windows has none)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

_DIMANCHE = 6


def _dernier_dimanche(annee: int, mois: int) -> date:
    fin = date(annee, mois, 31)
    return fin - timedelta(days=(fin.weekday() - _DIMANCHE) % 7)


def est_ete(local: datetime) -> bool:
    """Say whether summer time holds at a local time: from the last Sunday of March, 2 h, to that of October, 3 h.

    The hour that comes twice in October is read as the first one.
    """
    nu = local.replace(tzinfo=None)
    debut = datetime.combine(_dernier_dimanche(nu.year, 3), datetime.min.time()) + timedelta(hours=2)
    fin = datetime.combine(_dernier_dimanche(nu.year, 10), datetime.min.time()) + timedelta(hours=3)
    return debut <= nu < fin


def decalage(local: datetime) -> str:
    """Return the offset of a local time: « +0200 » or « +0100 »."""
    return "+0200" if est_ete(local) else "+0100"


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC; without a zone it is a time of Paris."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone(timedelta(hours=2 if est_ete(moment) else 1)))
    return moment.astimezone(UTC)

"""Agendas are read by icalendar, with their zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
import pytest

from generator.epreuve.pieces.contenus import Agenda, Evenement
from generator.fabrication.rendu import ics

HORODATAGE = datetime(2026, 10, 5, 8)
RENDEZ_VOUS = Evenement(
    "rdv-1",
    "Rendez-vous ; dégustation, chez « Les Trois Tilleuls » – salle du 1er étage, entrée par la cour",
    datetime(2026, 10, 8, 9),
    datetime(2026, 10, 8, 10, 30),
    "12, rue du Moulin",
    "Ligne 1\nLigne 2 \\ fin",
    True,
)
CONGES = Evenement("conges", "Congés", date(2026, 11, 2), date(2026, 11, 7))
HIVER = Evenement("reunion@autre.example", "Réunion", datetime(2026, 11, 9, 14), datetime(2026, 11, 9, 15))


def lu(*evenements: Evenement) -> list[icalendar.Event]:
    octets = ics.agenda(Agenda("Agenda de Léa", evenements), "brulerie.example", HORODATAGE)
    assert all(len(ligne) <= 75 for ligne in octets.split(b"\r\n"))
    return icalendar.Calendar.from_ical(octets).walk("VEVENT")


def test_texts_come_back_whole_though_folded_and_escaped():
    rdv = lu(RENDEZ_VOUS)[0]
    assert (str(rdv["SUMMARY"]), str(rdv["LOCATION"]), str(rdv["DESCRIPTION"])) == (
        RENDEZ_VOUS.titre,
        RENDEZ_VOUS.lieu,
        RENDEZ_VOUS.description,
    )
    assert str(rdv["STATUS"]) == "TENTATIVE"


def test_times_are_those_of_paris_and_whole_days_are_dates():
    rdv, conges, hiver = lu(RENDEZ_VOUS, CONGES, HIVER)
    assert rdv.decoded("DTSTART").replace(tzinfo=None) == RENDEZ_VOUS.debut
    assert rdv.decoded("DTSTART").utcoffset() == timedelta(hours=2)
    assert hiver.decoded("DTSTART").utcoffset() == timedelta(hours=1)
    assert (conges.decoded("DTSTART"), conges.decoded("DTEND")) == (CONGES.debut, CONGES.fin)


def test_uid_and_stamp_are_fixed():
    rdv, hiver = lu(RENDEZ_VOUS, HIVER)
    assert (str(rdv["UID"]), str(hiver["UID"])) == ("rdv-1@brulerie.example", "reunion@autre.example")
    assert rdv.decoded("DTSTAMP").isoformat() == "2026-10-05T06:00:00+00:00"


def test_the_zone_is_declared():
    octets = ics.agenda(Agenda("A", (RENDEZ_VOUS,)), "brulerie.example", HORODATAGE)
    assert [str(z["TZID"]) for z in icalendar.Calendar.from_ical(octets).walk("VTIMEZONE")] == ["Europe/Paris"]


def test_an_event_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="Réunion"):
        lu(Evenement("x", "Réunion", datetime(2026, 11, 9, 14), datetime(2026, 11, 9, 13)))

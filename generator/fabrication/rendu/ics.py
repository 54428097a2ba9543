"""Agendas: .ics files (RFC 5545), written line by line; the zone of Paris is a fixed text, so no database is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.epreuve.pieces.contenus import Agenda, Evenement
from generator.fabrication.rendu import paris

_FIN = "\r\n"
_OCTETS = 74
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""


def echappe(texte: str) -> str:
    """Protect the signs that have a meaning in a text value."""
    propre = texte.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return propre.replace("\r\n", "\n").replace("\n", "\\n")


def plie(ligne: str) -> str:
    """Fold a line: at most 75 bytes each, cut between characters, the next ones beginning with a space."""
    morceaux, courant, taille = [], "", 0
    for lettre in ligne:
        octets = len(lettre.encode())
        if taille + octets > _OCTETS:
            morceaux.append(courant)
            courant, taille = " ", 1
        courant, taille = courant + lettre, taille + octets
    return _FIN.join([*morceaux, courant])


def _moment(nom: str, valeur: object) -> str:
    if isinstance(valeur, datetime):
        return f"{nom};TZID=Europe/Paris:{valeur:%Y%m%dT%H%M%S}"
    return f"{nom};VALUE=DATE:{valeur:%Y%m%d}"


def _evenement(evenement: Evenement, domaine: str, estampille: str) -> Iterator[str]:
    uid = evenement.uid if "@" in evenement.uid else f"{evenement.uid}@{domaine}"
    yield from ("BEGIN:VEVENT", f"UID:{echappe(uid)}", f"DTSTAMP:{estampille}")
    yield from (_moment("DTSTART", evenement.debut), _moment("DTEND", evenement.fin))
    yield f"SUMMARY;LANGUAGE=fr:{echappe(evenement.titre)}"
    if evenement.lieu:
        yield f"LOCATION;LANGUAGE=fr:{echappe(evenement.lieu)}"
    if evenement.description:
        yield f"DESCRIPTION;LANGUAGE=fr:{echappe(evenement.description)}"
    yield f"STATUS:{'TENTATIVE' if evenement.provisoire else 'CONFIRMED'}"
    yield f"TRANSP:{'OPAQUE' if isinstance(evenement.debut, datetime) else 'TRANSPARENT'}"
    yield "END:VEVENT"


def agenda(contenu: Agenda, domaine: str, horodatage: datetime) -> bytes:
    """Write an agenda as an .ics file, its events in order; `domaine` ends the UIDs, `horodatage` is their DTSTAMP.

    Times are local ones of Paris. Raises ValueError when an event ends before it begins, or mixes a date and a time.
    """
    for e in contenu.evenements:
        if isinstance(e.debut, datetime) != isinstance(e.fin, datetime) or e.fin < e.debut:
            msg = f"agenda « {contenu.nom} » : l’événement « {e.titre} » va de {e.debut} à {e.fin}"
            raise ValueError(msg)
    estampille = f"{paris.utc(horodatage):%Y%m%dT%H%M%SZ}"
    lignes = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Agenda//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
              f"X-WR-CALNAME:{echappe(contenu.nom)}", "X-WR-TIMEZONE:Europe/Paris", *_ZONE.split("\n")]
    for evenement in contenu.evenements:
        lignes += _evenement(evenement, domaine, estampille)
    return (_FIN.join(plie(ligne) for ligne in [*lignes, "END:VCALENDAR"]) + _FIN).encode()

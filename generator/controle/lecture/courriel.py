"""Mails (.eml) and agendas (.ics)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from generator.controle.erreurs import FichierRefuse
from generator.controle.lecture.dossier import CourrielLu, EvenementLu
from generator.controle.lecture.valeurs import propre

_PARIS = ZoneInfo("Europe/Paris")
_ATTRIBUTION = re.compile(r"^(Le .+ a écrit|Message précédent|De) ?:", re.IGNORECASE)


def lit_courriel(contenu: bytes) -> CourrielLu:
    """Read a mail: its text without the quoted one, and the quoted one. Raises FichierRefuse."""
    message = message_from_bytes(contenu, policy=policy.default)
    try:
        quand = message["Date"].datetime.astimezone(_PARIS).replace(tzinfo=None)
        expediteur = message["From"].addresses[0]
        partie = message.get_body(("plain",))
    except (AttributeError, IndexError, ValueError, KeyError) as e:
        raise FichierRefuse("ce n’est pas un courriel complet (expéditeur, date, texte)") from e
    if partie is None:
        raise FichierRefuse("ce courriel n’a pas de texte")
    corps, citation = partage(partie.get_content())
    return CourrielLu(
        propre(expediteur.display_name),
        expediteur.addr_spec,
        _adresses(message, "To"),
        _adresses(message, "Cc"),
        propre(str(message["Subject"] or "")),
        quand,
        corps,
        citation,
        {k: propre(str(v)) for k, v in message.items()},
    )


def _adresses(message: EmailMessage, champ: str) -> tuple[str, ...]:
    entete: Any = message[champ]
    return tuple(a.addr_spec for a in entete.addresses) if entete is not None else ()


def partage(texte: str) -> tuple[str, str]:
    """Part a mail's text into what is said and what is quoted; spaces made plain, lines kept."""
    lignes = [propre(ligne) for ligne in texte.replace("\r\n", "\n").split("\n")]
    debut = next(_debuts(lignes), len(lignes))
    cites = [re.sub(r"^> ?", "", ligne) for ligne in lignes[debut:]]
    return "\n".join(lignes[:debut]).strip(), "\n".join(cites).strip()


def _debuts(lignes: list[str]) -> Iterator[int]:
    """Yield where a quotation begins: a line « Le … a écrit : » (or the like) before « > », or a first « > »."""
    for n, ligne in enumerate(lignes):
        if ligne.startswith(">"):
            yield n
        elif _ATTRIBUTION.match(ligne):
            suite = next((s for s in lignes[n + 1 :] if s), "")
            if suite.startswith(">") or not suite:
                yield n


def lit_agenda(contenu: bytes) -> tuple[EvenementLu, ...]:
    """Read the events of an agenda, by date; local times of Paris. Raises FichierRefuse."""
    from icalendar import Calendar

    try:
        calendrier = Calendar.from_ical(contenu)
        lus = [_evenement(e) for e in calendrier.walk("VEVENT")]
    except (ValueError, KeyError, AttributeError) as e:
        raise FichierRefuse("ce n’est pas un agenda lisible") from e
    return tuple(sorted(lus, key=lambda e: (_cle(e.debut), _cle(e.fin), e.titre)))


def _evenement(e: Any) -> EvenementLu:
    debut = _local(e["DTSTART"].dt)
    fin = _local(e["DTEND"].dt) if "DTEND" in e else debut
    return EvenementLu(
        propre(str(e.get("SUMMARY", ""))),
        debut,
        fin,
        propre(str(e.get("LOCATION", ""))),
        str(e.get("DESCRIPTION", "")).strip(),
        str(e.get("STATUS", "")).upper() == "TENTATIVE",
    )


def _local(quand: date | datetime) -> date | datetime:
    if isinstance(quand, datetime):
        return (quand.astimezone(_PARIS) if quand.tzinfo else quand).replace(tzinfo=None)
    return quand


def _cle(quand: date | datetime) -> str:
    return quand.isoformat()

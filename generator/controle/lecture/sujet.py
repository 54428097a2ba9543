"""The paper (sujet.docx): date of the case, missions with their situation, documents, questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.controle.erreurs import FichierRefuse
from generator.controle.lecture import docx
from generator.controle.lecture.docx import BlocLu, ParagrapheLu
from generator.controle.lecture.dossier import MissionLue
from generator.controle.lecture.valeurs import jour, propre
from generator.textes import JOURS, MOIS

_MISSION = re.compile(r"^Mission (\d+) – (.+)$")
_DOCUMENTS = re.compile(r"^Documents? : documents? (.+)$")
_QUESTION = re.compile(r"^(\d+\.\d+)\s+(.+)$")
_PLAGE = re.compile(r"(\d+)(?: à (\d+))?")
_DATE = re.compile(rf"\b(?:{'|'.join(JOURS)}) (?:\d{{1,2}}|1er) (?:{'|'.join(MOIS)}) \d{{4}}\b")


@dataclass
class _Mission:
    numero: str
    lignes: list[str] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


def lit_sujet(contenu: bytes) -> tuple[date, tuple[MissionLue, ...]]:
    """Return the date and the missions of a paper. Raises FichierRefuse."""
    return analyse(docx.blocs(contenu))


def analyse(blocs: Sequence[BlocLu]) -> tuple[date, tuple[MissionLue, ...]]:
    """Return the date and the missions from the blocks of a paper. Raises FichierRefuse."""
    missions: list[_Mission] = []
    avant: list[str] = []
    for bloc in blocs:
        if not isinstance(bloc, ParagrapheLu):
            continue
        texte = propre(bloc.texte)
        if (m := _MISSION.match(texte)) and bloc.style.startswith("Titre"):
            missions.append(_Mission(m[1], [m[2]]))
        elif not missions:
            avant.append(texte)
        else:
            _ajoute(missions[-1], texte, bloc.style)
    if not missions:
        raise FichierRefuse("ce sujet n’a pas de mission (« Mission 1 – … »)")
    return _date(avant), tuple(MissionLue(m.numero, "\n".join(m.lignes), m.questions, m.documents) for m in missions)


def _ajoute(mission: _Mission, texte: str, style: str) -> None:
    if m := _DOCUMENTS.match(texte):
        mission.documents = numeros(m[1])
    elif (m := _QUESTION.match(texte)) and style == "Question":
        mission.questions[m[1]] = m[2]
    else:
        mission.lignes.append(texte)


def numeros(texte: str) -> tuple[str, ...]:
    """Read « 1, 3 à 5 et 8 » as the numbers of documents (« 01 », « 03 »…)."""
    trouves = []
    for debut, fin in _PLAGE.findall(texte):
        trouves += [f"{n:02}" for n in range(int(debut), min(int(fin or debut), int(debut) + 200) + 1)]
    return tuple(trouves)


def _date(lignes: Sequence[str]) -> date:
    """Return the day of the case: the last dated day (« lundi 5 octobre 2026 ») that the introduction tells."""
    for ligne in reversed(lignes):
        for texte in reversed(_DATE.findall(ligne)):
            lu = jour(texte)
            if lu is not None and texte.startswith(JOURS[lu.weekday()]):
                return lu
    raise FichierRefuse("ce sujet ne dit pas la date du cas (« lundi 5 octobre 2026 »)")

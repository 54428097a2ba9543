"""What a reader of files returns: a candidate's folder as tables, fields and texts, whatever the formats.

Nothing here knows how a case is made. Cells are texts as a person reads them, trimmed: numbers without thousands
separators and with a decimal point (« 1234.50 »), dates ISO (« 2026-10-05 »), percentages as their number (« 5.5 »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


class Introuvable(Exception):
    """A solver did not find in the documents what it needs; the message says what."""


@dataclass(frozen=True)
class TableLue:
    """A table: name (sheet, or caption or heading just above it), headings, rows as dicts heading → text."""

    nom: str
    entetes: tuple[str, ...]
    lignes: tuple[Mapping[str, str], ...]

    def colonne(self, entete: str) -> list[str]:
        """Return the values of a column. Raises KeyError for an unknown heading."""
        return [ligne[entete] for ligne in self.lignes]

    def regle(self, nom: str) -> str:
        """Return the value of a rule in a table « Règle | Valeur ». Raises Introuvable."""
        for ligne in self.lignes:
            if ligne[self.entetes[0]] == nom:
                return ligne[self.entetes[1]]
        raise Introuvable(f"règle « {nom} »")


@dataclass(frozen=True)
class CourrielLu:
    """A mail: sender, recipients, subject, moment, text without the quoted mail, and the quoted part."""

    de_nom: str
    de: str
    a: tuple[str, ...]
    copie: tuple[str, ...]
    objet: str
    quand: datetime
    corps: str
    citation: str = ""
    entetes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EvenementLu:
    """An entry of an agenda; `debut` and `fin` are local, a date alone for a whole day."""

    titre: str
    debut: datetime | date
    fin: datetime | date
    lieu: str = ""
    description: str = ""
    provisoire: bool = False


@dataclass(frozen=True)
class DocumentLu:
    """A document of the candidate: number and name of its file, tables, running text by lines, mail or events if
    any."""

    numero: str
    fichier: str
    tables: tuple[TableLue, ...] = ()
    lignes: tuple[str, ...] = ()
    """Lines of text outside tables, in reading order."""
    courriel: CourrielLu | None = None
    evenements: tuple[EvenementLu, ...] = ()
    """Of an agenda."""
    champs: tuple[tuple[str, str], ...] = ()
    """Labelled values laid out as ruled pairs (header, totals, conditions of a commercial document), in reading
    order."""

    @property
    def texte(self) -> str:
        """The running text."""
        return "\n".join(self.lignes)

    @property
    def suivi(self) -> str:
        """The running text on one line; a hyphen that ends a line belongs to its word."""
        return re.sub(r"(?<=\w)-\n", "-", self.texte).replace("\n", " ")

    def table(self, *entetes: str) -> TableLue:
        """Return the first table that has these headings. Raises Introuvable."""
        for t in self.tables:
            if set(entetes) <= set(t.entetes):
                return t
        raise Introuvable(f"tableau {' | '.join(entetes)} dans {self.fichier}")

    def champ(self, libelle: str) -> str:
        """Return the first labelled value of that label. Raises Introuvable."""
        for nom, valeur in self.champs:
            if nom == libelle:
                return valeur
        raise Introuvable(f"champ « {libelle} » dans {self.fichier}")


@dataclass(frozen=True)
class ZoneLue:
    """A place to answer in: id (defined name or tag), number of the question, label, headings of a table, file,
    prefilled
    rows; `valeurs` are what a candidate wrote (rows as dicts heading → text; one dict « valeur » for a cell or a
    text)."""

    id: str
    libelle: str
    entetes: tuple[str, ...]
    """Empty for a single cell or a text."""
    fichier: str
    choix: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Closed lists by heading (« valeur » for a cell)."""
    lignes: int = 1
    preremplies: tuple[Mapping[str, str], ...] = ()
    valeurs: tuple[Mapping[str, str], ...] = ()

    @property
    def mission(self) -> str:
        """« 3 » for Q_3_1."""
        return self.id.split("_")[1]

    @property
    def question(self) -> str:
        """« 3.1 » for Q_3_1."""
        return ".".join(self.id.split("_")[1:3])


@dataclass(frozen=True)
class MissionLue:
    """A mission as the paper states it: number, situation and questions, documents that it names."""

    numero: str
    texte: str
    questions: Mapping[str, str]
    """Number (« 3.1 ») → text."""
    documents: tuple[str, ...]
    """Numbers of the documents cited in that mission (« 07 »)."""


@dataclass(frozen=True)
class Dossier:
    """A candidate's folder: paper, documents, places to answer in."""

    date: date
    """Date of the case, as the paper tells it."""
    missions: tuple[MissionLue, ...]
    documents: tuple[DocumentLu, ...]
    zones: tuple[ZoneLue, ...]

    def de_mission(self, numero: str) -> Sequence[DocumentLu]:
        """Return the documents that a mission names and that are there."""
        mission = next(m for m in self.missions if m.numero == numero)
        return [d for d in self.documents if d.numero in mission.documents]

    def tables(self, numero: str, *entetes: str) -> Iterator[tuple[DocumentLu, TableLue]]:
        """Yield the tables with these headings among the documents of a mission."""
        for d in self.de_mission(numero):
            for t in d.tables:
                if set(entetes) <= set(t.entetes):
                    yield d, t

    def table(self, numero: str, *entetes: str) -> TableLue:
        """Return the first such table. Raises Introuvable."""
        for _, t in self.tables(numero, *entetes):
            return t
        raise Introuvable(f"tableau {' | '.join(entetes)}")

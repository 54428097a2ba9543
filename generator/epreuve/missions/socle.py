"""What every mission is made of: needs, casting, scènes; then questions, entry zones, answers, situations.

A mission is one module with one class (`Mission`), in two acts: `distribuer` before the journal exists, `composer` on the
finished monde. It knows documents by symbolic keys and answers by symbolic codes; `epreuve.assemblage` numbers both.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from generator.epreuve.corrige.schema import TypeAttendu, Verification
from generator.epreuve.pieces.contenus import Lieu, Piece

if TYPE_CHECKING:
    from generator.epreuve.atelier import Atelier
    from generator.monde.distribution import Casting, Scenes, Voulu

# --- Entry zones -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ColonneSaisie:
    """A column of an answer table: code in the key, heading (part of the tâche's public signature), kind, closed list."""

    code: str
    titre: str
    genre: Literal["texte", "nombre", "montant", "pourcentage", "date", "choix"] = "texte"
    choix: tuple[str, ...] = ()
    largeur: int = 16


@dataclass(frozen=True)
class ZoneCellule:
    """One cell to fill in; `libelle` stands at its left and is the public signature."""

    code: str
    libelle: str
    genre: Literal["texte", "nombre", "montant", "pourcentage", "date", "choix"] = "texte"
    choix: tuple[str, ...] = ()
    unite: str = ""
    fichier: str = "reponses.xlsx"
    feuille: str = ""
    nom: str = ""
    """Defined name, set by the assembly (Q_3_1)."""
    numero: str = ""
    """Number of the question, set by the assembly (« 3.1 »)."""


@dataclass(frozen=True)
class ZoneTableau:
    """A table to fill in: `lignes` rows (the same for every case of that kind of question).

    `preremplies` gives, for the first rows, the values already printed (code of column → text): the keys of a form.
    """

    code: str
    libelle: str
    colonnes: tuple[ColonneSaisie, ...]
    lignes: int
    preremplies: tuple[Mapping[str, str], ...] = ()
    fichier: str = "reponses.xlsx"
    feuille: str = ""
    nom: str = ""
    numero: str = ""


@dataclass(frozen=True)
class ZoneRedaction:
    """A box of redactions.docx to write in."""

    code: str
    titre: str
    nom: str = ""
    numero: str = ""


Zone = ZoneCellule | ZoneTableau | ZoneRedaction

# --- Answers ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SourceLieu:
    """Where an answer comes from; without a necessary document it cannot be found."""

    lieu: Lieu
    role: Literal["necessaire", "corroborante"] = "necessaire"


def necessaire(piece: str, bloc: str = "", ligne: str = "", champ: str = "") -> SourceLieu:
    """Return a necessary source."""
    return SourceLieu(Lieu(piece, bloc, ligne, champ))


def corroborante(piece: str, bloc: str = "", ligne: str = "", champ: str = "") -> SourceLieu:
    """Return a corroborating source: the answer can be found without it."""
    return SourceLieu(Lieu(piece, bloc, ligne, champ), "corroborante")


@dataclass(frozen=True)
class ErreurFrequente:
    """A frequent wrong answer: what is written (whole value, or the columns of one row), share of the points it keeps."""

    si: Any
    part: Decimal
    dit: str


@dataclass(frozen=True)
class NiveauxRedaction:
    """The four levels of a human row, and the elements looked for."""

    intitule: str
    tres_satisfaisant: str
    satisfaisant: str
    insuffisant: str
    tres_insuffisant: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reponse:
    """An expected answer, in symbols: `valeur` has the JSON form of the key; `formule` names other answers by the code of
    their zone (« max(lignes.livraison) »)."""

    zone: Zone
    critere: str
    remet: str
    type: TypeAttendu
    valeur: Any
    poids: Decimal
    sources: tuple[SourceLieu, ...]
    demarche: str
    verification: Verification
    cle: tuple[str, ...] = ()
    unite: str = ""
    tolerance: Decimal = Decimal(0)
    accepte: tuple[Any, ...] = ()
    formule: str = ""
    erreurs: tuple[ErreurFrequente, ...] = ()
    penalite: Decimal = Decimal(0)
    """tableau, ensemble: share of one row's points taken off by a row too many."""
    champs: Mapping[str, str] = field(default_factory=dict)
    """tableau keyed by « champ » whose rows have different types: row key → type."""
    niveaux: NiveauxRedaction | None = None
    """redaction only: `valeur` is then the model text."""


@dataclass(frozen=True)
class Anomalie:
    """A planted anomaly, in symbols; `attendu` is the code of the zone where the candidate lists it."""

    code: str
    genre: str
    lieu: Lieu
    lu: str
    vrai: str
    preuve: tuple[Lieu, ...]
    correction: str
    attendu: str
    lieux_acceptes: tuple[Lieu, ...] = ()


@dataclass(frozen=True)
class LeurreLieu:
    """A legitimate look-alike: place, what is read, why it is right; `anomalie` is the code it looks like, if any."""

    code: str
    lieu: Lieu
    lu: str
    raison: str
    anomalie: str = ""


@dataclass(frozen=True)
class Question:
    """A numbered question: its text (infinitive verb, no points), the documents that it leans on, its answers."""

    enonce: str
    reponses: tuple[Reponse, ...]


@dataclass(frozen=True)
class TacheComposee:
    """A tâche: its code, its questions."""

    code: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class MissionComposee:
    """A mission on paper, in symbols."""

    titre: str
    situation: str
    """60 to 150 words, paragraphs apart by a blank line. Documents are cited as {{doc:cle}}: the assembly writes the
    number (« document 7 »)."""
    taches: tuple[TacheComposee, ...]
    pieces: tuple[Piece, ...]
    anomalies: tuple[Anomalie, ...] = ()
    leurres: tuple[LeurreLieu, ...] = ()


@dataclass(frozen=True)
class Partie:
    """What a tâche adds to the mission: itself, its documents, its look-alikes."""

    tache: TacheComposee
    pieces: tuple[Piece, ...]
    leurres: tuple[LeurreLieu, ...] = ()


def uniques(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the documents, each once, in order."""
    return tuple({p.cle: p for p in pieces}.values())


# --- The two acts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Besoins:
    """What a mission draws from the common pools, the same at one level whatever the seed.

    clients: how many of each category (« indifferent » for any); articles: stocked ones; paires: articles that another
    may replace (two articles each); services: articles without stock; groupe: stocked articles of one same supplier;
    petits: stocked articles of the cheaper half of the catalogue, put before the other articles of the lot;
    creneaux: dated, numbered slots of the journal.
    """

    clients: Mapping[str, int] = field(default_factory=dict)
    articles: int = 0
    paires: int = 0
    services: int = 0
    fournisseurs: int = 0
    creneaux: tuple[Voulu, ...] = ()
    groupe: int = 0
    petits: int = 0


class Mission(ABC):
    """One competency: what it needs, what happens, what is asked."""

    code: str
    """« c1_3 »: the same in every layer."""
    competence: str
    """« C1.3 »."""
    taches: Sequence[str]
    """The codes of the tâches that it offers."""

    @abstractmethod
    def besoins(self, niveau: str) -> Besoins:
        """Return what it needs at that level."""

    @abstractmethod
    def distribuer(self, casting: Casting) -> Scenes:
        """First act: return the events that must happen, and what the second act has to remember."""

    @abstractmethod
    def composer(self, atelier: Atelier) -> MissionComposee:
        """Second act: on the finished monde, write the mission."""

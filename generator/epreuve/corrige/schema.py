"""corrige.json: the machine-readable key. Its JSON Schema is published by `gen-scenario schema corrige`.

Figures are texts of a Decimal, dates ISO 8601. Field names are the public contract of design.md § 4.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = "1.0"
TypeAttendu = Literal[
    "montant", "nombre", "pourcentage", "date", "creneau", "texte", "choix", "ensemble", "tableau", "redaction"
]
Verification = Literal["calculee", "retrouvee", "attestee"]


class Objet(BaseModel):
    """A record of the key."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LieuCle(Objet):
    """A place in the candidate's files: number and name of the document, then sheet or block, row, field, cell, page."""

    document: str
    fichier: str
    feuille: str = ""
    bloc: str = ""
    ligne: str = ""
    champ: str = ""
    cellule: str = ""
    page: int | None = None


class Source(LieuCle):
    """Where an answer comes from; `role` says whether the answer is lost without that document."""

    role: Literal["necessaire", "corroborante"] = "necessaire"


class Saisie(Objet):
    """Where the candidate answers: file of a-rendre/, defined name or tag, rows of a table."""

    fichier: str
    nom: str
    lignes: int | None = None


class Erreur(Objet):
    """A frequent wrong answer: what the candidate wrote, the points that it gets, the sentence of the report."""

    si: Any
    points: str = "0"
    dit: str


class Attendu(Objet):
    """An expected answer."""

    id: str
    mission: str
    competence: str
    critere: str
    remet: str
    question: str
    points: str
    type: TypeAttendu
    valeur: Any
    unite: str = ""
    tolerance: str = "0"
    accepte: list[Any] = Field(default_factory=list)
    cle: list[str] | None = None
    """tableau: the columns that name a row."""
    colonnes: dict[str, str] | None = None
    """tableau: column code → type of its values (montant, nombre, date, texte, choix)."""
    champs: dict[str, str] | None = None
    """tableau keyed by « champ »: row key → type, when rows are of different types."""
    points_par_ligne: str | None = None
    penalite_ligne_en_trop: str = "0"
    saisie: Saisie
    sources: list[Source]
    demarche: str
    formule: str = ""
    """Closed grammar: numbers, ids, id.colonne, id[cle].colonne, + - * /, sum, max, min, arrondi."""
    erreurs_frequentes: list[Erreur] = Field(default_factory=list)
    verification: Verification


class Niveaux(Objet):
    """A human row of the grid: four levels, described so that two markers agree."""

    id: str
    critere: str
    intitule: str
    points: str
    tres_satisfaisant: str
    satisfaisant: str
    insuffisant: str
    tres_insuffisant: str
    elements: list[str] = Field(default_factory=list)
    """Elements looked for in the text, to pre-fill the row; they never score by themselves."""


class Leurre(Objet):
    """A legitimate look-alike: its place, what is read, and why it is right."""

    id: str
    mission: str
    anomalie: str = ""
    document: str
    lieu: LieuCle
    lu: str
    raison: str


class AnomalieCle(Objet):
    """A planted anomaly; `lieux_acceptes` holds the other places where naming it is right."""

    id: str
    mission: str
    genre: str
    document: str
    lieu: LieuCle
    lieux_acceptes: list[LieuCle] = Field(default_factory=list)
    lu: str
    vrai: str
    preuve: list[LieuCle]
    correction: str
    attendu: str


class Production(Objet):
    """A model text, headed as an example."""

    id: str
    mission: str
    titre: str
    texte: str


class MissionCle(Objet):
    """A mission of the paper: number, competency, title, points, threshold in points, minutes."""

    numero: str
    competence: str
    titre: str
    points: str
    seuil: str
    minutes: int
    taches: list[str]


class Cas(Objet):
    """What the case is."""

    identifiant: str
    activite: str
    entreprise: str
    date_reference: str
    niveau: str
    duree_minutes: int
    total_points: str


class Corrige(Objet):
    """The whole key."""

    version: str = VERSION
    cas: Cas
    missions: list[MissionCle]
    attendus: list[Attendu]
    grille: list[Niveaux]
    anomalies: list[AnomalieCle]
    leurres: list[Leurre]
    productions: list[Production]


def nombre_json(valeur: Decimal | int) -> str:
    """Write a figure of the key: plain text of the Decimal, no exponent, no useless zeros after an integer."""
    d = Decimal(valeur)
    return f"{d.quantize(Decimal(1)) if d == d.to_integral_value() else d:f}"

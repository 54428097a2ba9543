"""C1.1: what a tâche adds to the mission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.socle import LeurreLieu, NiveauxRedaction, SourceLieu, TacheComposee, necessaire
from generator.epreuve.pieces.contenus import Piece


@dataclass(frozen=True)
class Partie:
    """A tâche composed, its documents, its look-alikes."""

    tache: TacheComposee
    pieces: tuple[Piece, ...]
    leurres: tuple[LeurreLieu, ...] = ()


def exige(*cles: str) -> tuple[SourceLieu, ...]:
    """Return whole documents as necessary sources."""
    return tuple(necessaire(c) for c in cles)


def niveaux(atelier: Atelier, nom: str, variables: dict[str, Any], elements: tuple[str, ...]) -> NiveauxRedaction:
    """Return the four levels of a written answer: the texts `nom`.niveaux.*."""

    def t(niveau: str) -> str:
        return atelier.redacteur.texte(f"{nom}.niveaux.{niveau}", **variables)

    return NiveauxRedaction(
        t("intitule"), t("tres_satisfaisant"), t("satisfaisant"), t("insuffisant"), t("tres_insuffisant"), elements
    )

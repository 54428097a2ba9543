"""A paper as blueprints/<activité>/<nom>.yaml describes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.blueprint.lecture import FautesSituees
from generator.blueprint.modele import Choix, Jour, Modele, Nombre

Niveau = Literal["entrainement", "examen", "expert"]
NIVEAUX: tuple[Niveau, ...] = ("entrainement", "examen", "expert")


class MissionPrevue(Modele):
    """One mission of the paper: its competency, its points, and the tâches to choose from (one group each)."""

    competence: Annotated[str, Field(pattern=r"^C[123]\.\d$")]
    points: Nombre
    taches: tuple[tuple[str, ...], ...] = ()
    """Groups of tâches that may stand for one another: the seed takes one of each group (« commande+avoir » takes both).
    Empty: all of the mission's."""
    seuil: Nombre = Decimal(50)
    """Share of the mission's points from which the jury may validate the competency, in %."""


class Epreuve(Modele):
    """A paper: activity, title, duration, firms it may draw, missions, dates."""

    activite: Literal["A1", "A2", "A3"]
    titre: str
    duree_minutes: Annotated[int, Field(ge=30, le=480)]
    entreprises: Choix[str]
    poste: Literal["centre", "simule"] = "simule"
    date_debut: Jour = date(2026, 9, 14)
    date_fin: Jour = date(2026, 12, 11)
    missions: Annotated[tuple[MissionPrevue, ...], Field(min_length=1)]
    total_points: Nombre = Decimal(100)

    @model_validator(mode="after")
    def _coherence(self) -> Epreuve:
        total = sum((m.points for m in self.missions), Decimal(0))
        fautes: list[tuple[tuple[str | int, ...], str]] = []
        if total != self.total_points:
            msg = f"la somme des points des missions est {total}, total_points est {self.total_points}"
            fautes.append((("missions",), msg))
        if self.date_fin < self.date_debut:
            fautes.append((("date_fin",), "date_fin est avant date_debut"))
        codes = [m.competence for m in self.missions]
        for i, c in enumerate(codes):
            if c[1] != self.activite[1]:
                msg = f"{c} n’est pas une compétence de l’activité {self.activite}"
                fautes.append((("missions", i, "competence"), msg))
            if c in codes[:i]:
                fautes.append((("missions", i, "competence"), f"la compétence {c} est déjà plus haut"))
            if self.missions[i].points <= 0:
                fautes.append((("missions", i, "points"), "une mission a plus de 0 point"))
        if fautes:
            raise FautesSituees(fautes)
        return self

"""What C1.3 reads in a firm's folder: the rules of stock and supply."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blueprint.modele import Choix, Modele

Jours = Annotated[int, Field(ge=0, le=5)]


class Procedure(Modele):
    """procedures/c1_3.yaml. Delays in jours ouvrés; each list is what the seed draws from."""

    controle_jours: Choix[Jours]
    """Working days between an arrival and its being available."""
    preparation_jours: Choix[Annotated[int, Field(ge=1, le=5)]]
    """Working days between availability and the day of preparation."""
    depart: Choix[Literal["apres", "des"]]
    """The first round strictly after the day of preparation, or on that day when there is one."""
    operateur_seuil: Choix[Literal["inferieur_ou_egal", "inferieur"]]

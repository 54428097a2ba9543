"""What C1.1 reads in a firm's folder: the rules of records and quotes, and what only this trade can say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blueprint.modele import Choix, Modele, Nombre

Plusieurs = Annotated[tuple[str, ...], Field(min_length=4)]


class Procedure(Modele):
    """procedures/c1_1.yaml. Each list is what the seed draws from; amounts in € HT."""

    effet_jours: Choix[Annotated[int, Field(ge=3, le=20)]]
    """A change announced for a later date is entered when it takes effect within that many calendar days."""
    effet_operateur: Choix[Literal["au_plus", "moins_de"]]
    """« à N jours au plus » (the edge is in) or « à moins de N jours » (the edge is out)."""
    port_exterieur: Choix[Nombre]
    """Carriage outside the firm's département."""
    franco_exterieur: Choix[Nombre]
    """Free-carriage thresholds outside the département, rising: the first one that the quote can reach is taken."""
    exige_toujours: Choix[Literal["sur_place", "acces"]]
    """Of a contact on the spot and the conditions of access, the one that every request must tell; the other is asked
    for outside the département only."""


class Matiere(Modele):
    """matiere/c1_1.yaml: short phrases of the trade."""

    contraintes: Plusieurs
    """Notes that a record may hold: delivery, opening, orders. One sentence each, no person's name."""
    projets: Plusieurs
    """What a quote is for, after « pour »: « la terrasse d’un restaurant »."""
    arrets: Plusieurs
    """Why a supplier stops an article, a clause after « car »."""
    vagues: Plusieurs
    """A line of a request that names no reference: « le café goûté au salon »."""

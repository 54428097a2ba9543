"""What C1.4 reads in a firm's folder: the rules of control and what to do about each finding."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from generator.blueprint.modele import Choix, Modele, Nombre

Texte = Annotated[str, Field(min_length=3, max_length=60)]


class Procedure(Modele):
    """procedures/c1_4.yaml. Each list is what the seed draws from; actions are what the candidate chooses in a list."""

    tolerance: Choix[Annotated[Nombre, Field(ge=Decimal("0.02"), le=Decimal("0.05"))]]
    """Difference on a total that is let pass, €."""
    tolerance_operateur: Choix[Literal["inclus", "exclu"]]
    """Whether a difference of exactly that amount is let pass."""
    trop_eleve: Choix[Literal["avoir partiel", "facture rectificative"]]
    """A client's invoice whose net is too high."""
    trop_faible: Choix[Literal["facture complémentaire", "facture rectificative"]]
    """A client's invoice whose net is too low."""
    net_juste: Choix[Literal["facture rectificative", "avoir total et nouvelle facture"]]
    """A client's invoice whose net is right."""
    devis_commande: Choix[Texte]
    """A devis or an order."""
    bon: Choix[Texte]
    """A delivery or a reception note."""
    iban: Choix[Texte]
    """A supplier's invoice whose account is unknown."""
    fournisseur: Choix[Literal["demander un avoir", "demander une facture rectificative"]]
    """A supplier's invoice, any other field."""

"""C1.4: what the first act decides and the second reads: rows as they truly are, rules, parts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.epreuve.missions.c1_4.plan import Plan
from generator.monde.faits import Article

LOT_CARTON = 6


@dataclass(frozen=True)
class Rang:
    """A row of a chain as it truly is: article, part, quantities asked, ordered, delivered, price billed."""

    article: Article
    role: str
    devis: int
    commande: int
    livre: int
    livre2: int
    prix: Decimal
    """Price billed, when a mail agreed on another than the catalogue's."""
    livree: str
    """Reference delivered: the substitute's, or the article's."""
    offert: int = 0


@dataclass(frozen=True)
class Regles:
    """The rules of control as drawn."""

    tolerance: Decimal
    inclus: bool
    trop_eleve: str
    trop_faible: str
    net_juste: str
    devis_commande: str
    bon: str
    iban: str
    fournisseur: str

    @property
    def ecart_admis(self) -> Decimal:
        """The largest difference that is let pass, €."""
        return self.tolerance if self.inclus else self.tolerance - Decimal("0.01")


@dataclass(frozen=True)
class Memoire:
    """What the second act needs."""

    plan: Plan
    clients: dict[str, str]
    """Chain → client code."""
    rangs: dict[str, tuple[Rang, ...]]
    fournisseur: str
    autres: dict[str, str]
    """Chain → reference of an article that it does not have."""
    regles: Regles


def lot_de(a: Article) -> int:
    """Return the number of pieces in the supplier's box."""
    return a.conditionnement if a.conditionnement > 1 else LOT_CARTON

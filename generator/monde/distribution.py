"""The first act's tools: how pools and dated, numbered slots are shared out among missions, the same way whichever run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.alea import Flux
from generator.monde.faits import Article, Client, Fournisseur
from generator.monde.journal import Fait

if TYPE_CHECKING:
    from generator.monde.cadre import Cadre


@dataclass(frozen=True)
class Voulu:
    """A slot that a mission wants: a document of a series, between `au_plus_tot` and `au_plus_tard` working days before
    the case's date (0 = that day). Series: devis, commande, livraison, facture, avoir, commande_fournisseur, reception;
    « jour » for a date without a number."""

    serie: str
    cle: str
    au_plus_tot: int
    au_plus_tard: int


@dataclass(frozen=True)
class Creneau:
    """A slot given: its date, its number (empty for « jour »)."""

    date: date
    numero: str = ""


@dataclass(frozen=True)
class Casting:
    """What a mission sees in its first act: the common thread (read-only) and its own pools, disjoint from all others'."""

    cadre: Cadre
    code: str
    niveau: str
    clients: tuple[Client, ...]
    articles: tuple[Article, ...]
    """Its stocked articles, in a drawn order."""
    paires: tuple[tuple[Article, Article], ...]
    """(article, the one that may replace it)."""
    services: tuple[Article, ...]
    fournisseurs: tuple[Fournisseur, ...]
    creneaux: Mapping[str, Creneau]
    groupe: tuple[Article, ...] = ()
    """Articles of one same supplier."""

    def flux(self, *parts: str | int) -> Flux:
        """Return a stream of this mission, which another `--tirage` changes."""
        return self.cadre.alea.mission(self.code, *parts)

    def regles(self, *parts: str | int) -> Flux:
        """Return a stream for the firm's rules of this mission, which no `--tirage` changes."""
        return self.cadre.alea.flux("regles", self.code, *parts)


@dataclass(frozen=True)
class Scenes:
    """What a mission returns: events, records of its own pools as they must be (changed clients, articles, suppliers),
    and what `composer` needs to remember."""

    faits: tuple[Fait, ...] = ()
    clients: tuple[Client, ...] = ()
    articles: tuple[Article, ...] = ()
    fournisseurs: tuple[Fournisseur, ...] = ()
    memoire: Any = None

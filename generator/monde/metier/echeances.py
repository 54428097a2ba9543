"""Due dates of payment terms (C. com. art. L441-10; domain/ventes.md § 4).

« 45 jours fin de mois » has two legal readings: method A counts to the end of the month, then adds the days; method B
adds the days, then goes to the end of the month. The terms of sale of the firm name the one that it uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.monde.metier.calendrier import fin_de_mois

Genre = Literal["reception", "net", "fin_de_mois_a", "fin_de_mois_b", "comptant"]


@dataclass(frozen=True)
class Delai:
    """A payment term: a number of calendar days, and how they are counted from the date of the invoice."""

    genre: Genre
    jours: int = 0

    @property
    def libelle(self) -> str:
        """The term as the terms of sale and the client's record name it."""
        if self.genre == "comptant":
            return "comptant à la commande"
        if self.genre == "reception":
            return "à réception de facture"
        return f"{self.jours} jours date de facture" if self.genre == "net" else f"{self.jours} jours fin de mois"


def echeance(facture: date, delai: Delai) -> date:
    """Return the due date of an invoice of that date; never shifted for a weekend or a holiday."""
    if delai.genre in ("reception", "comptant"):
        return facture
    if delai.genre == "fin_de_mois_a":
        return fin_de_mois(facture) + timedelta(days=delai.jours)
    jour = facture + timedelta(days=delai.jours)
    return fin_de_mois(jour) if delai.genre == "fin_de_mois_b" else jour

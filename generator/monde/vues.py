"""Vues of the journal: stock, orders in hand, receivables. All are computed, none is stored. € and units of sale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.monde.journal import (
    Avoir,
    Commande,
    CommandeFournisseur,
    Facture,
    Inventaire,
    Journal,
    LivraisonFaite,
    Reception,
    Reglement,
    Retour,
)
from generator.monde.metier.prix import ZERO


@dataclass(frozen=True)
class Mouvement:
    """A movement of stock: +/− units, or a count (`absolu`)."""

    date: date
    ref: str
    quantite: int
    fait: str
    absolu: bool = False


@dataclass(frozen=True)
class EtatStock:
    """The stock of an article at the case's date; `attendus` are (expected date, quantity, number of the order)."""

    physique: int
    reserve: int
    attendus: tuple[tuple[date, int, str], ...]

    @property
    def disponible(self) -> int:
        """Physical less reserved."""
        return self.physique - self.reserve

    @property
    def en_commande(self) -> int:
        """Ordered from suppliers and not received."""
        return sum(q for _, q, _ in self.attendus)


def mouvements(journal: Journal) -> Iterator[Mouvement]:
    """Yield the movements in order: a day's counts are made in the evening, after its movements."""
    for jour in _par_jour(journal):
        comptes = [f for f in jour if isinstance(f, Inventaire)]
        for f in jour:
            if isinstance(f, Reception) or (isinstance(f, Retour) and f.remis):
                yield from (Mouvement(f.date, li.ref, li.quantite, f.id) for li in f.lignes)
        for f in jour:
            if isinstance(f, LivraisonFaite):
                yield from (Mouvement(f.date, li.ref, -li.quantite, f.id) for li in f.lignes)
        for f in comptes:
            yield from (Mouvement(f.date, ref, n, f.id, absolu=True) for ref, n in f.comptes)


def _par_jour(journal: Journal) -> Iterator[list]:  # type: ignore[type-arg]
    jour: list = []  # type: ignore[type-arg]
    for f in journal.faits:
        if jour and jour[0].date != f.date:
            yield jour
            jour = []
        jour.append(f)
    if jour:
        yield jour


def stocks(journal: Journal, refs: frozenset[str] | None = None) -> dict[str, EtatStock]:
    """Return the state of the stock of each counted article, at the end of the journal."""
    physique: dict[str, int] = {}
    for m in mouvements(journal):
        physique[m.ref] = m.quantite if m.absolu else physique.get(m.ref, 0) + m.quantite
    reserve: dict[str, int] = {}
    for commande in commandes_ouvertes(journal):
        for ref, n in commande[1].items():
            reserve[ref] = reserve.get(ref, 0) + n
    attendus: dict[str, list[tuple[date, int, str]]] = {}
    recus = {f.suit for f in journal.des(Reception)}  # type: ignore[attr-defined]
    for f in journal.des(CommandeFournisseur):
        assert isinstance(f, CommandeFournisseur)
        if f.id not in recus and f.prevue:
            for li in f.lignes:
                attendus.setdefault(li.ref, []).append((f.prevue, li.quantite, f.numero))
    return {
        ref: EtatStock(n, reserve.get(ref, 0), tuple(sorted(attendus.get(ref, ()))))
        for ref, n in physique.items()
        if refs is None or ref in refs
    }


def commandes_ouvertes(journal: Journal) -> Iterator[tuple[Commande, dict[str, int]]]:
    """Yield the orders not wholly delivered, with what is still to leave by article."""
    livre: dict[str, dict[str, int]] = {}
    for f in journal.des(LivraisonFaite):
        assert isinstance(f, LivraisonFaite)
        for li in f.lignes:
            ligne = livre.setdefault(f.suit, {})
            ligne[li.ref] = ligne.get(li.ref, 0) + li.quantite
    for f in journal.des(Commande):
        assert isinstance(f, Commande)
        deja = livre.get(f.id, {})
        reste: dict[str, int] = {}
        for li in f.lignes:
            reste[li.ref] = reste.get(li.ref, 0) + li.quantite
        reste = {ref: n - deja.get(ref, 0) for ref, n in reste.items() if n > deja.get(ref, 0)}
        if reste:
            yield f, reste


def soldes(journal: Journal) -> dict[str, Decimal]:
    """Return what is still due on each invoice (by event id), € TTC: net due less payments and credit notes."""
    du: dict[str, Decimal] = {f.id: f.totaux.net_a_payer for f in journal.des(Facture)}  # type: ignore[attr-defined]
    for f in journal.des((Reglement, Avoir)):
        if isinstance(f, Reglement):
            du[f.facture] = du.get(f.facture, ZERO) - f.montant
        elif isinstance(f, Avoir) and f.suit in du:
            du[f.suit] -= f.totaux.total_ttc
    return du

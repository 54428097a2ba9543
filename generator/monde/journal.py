"""The journal: the dated events of the firm, from which every document and table follows. Amounts in € HT.

An event never changes; what a document shows of it is a vue. Lines carry the terms that the parties agreed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from generator.monde.metier.prix import ZERO, Totaux, net_ligne, totaux


@dataclass(frozen=True)
class Ligne:
    """A line agreed between the parties: article, quantity in units of sale, price, discounts in cascade (%), VAT (%)."""

    ref: str
    quantite: int
    prix: Decimal = ZERO
    remises: tuple[Decimal, ...] = ()
    tva: Decimal = Decimal(20)

    @property
    def montant(self) -> Decimal:
        """HT of the line, €."""
        return net_ligne(self.prix, self.quantite, self.remises)


@dataclass(frozen=True)
class Fait:
    """An event: id (« c1_4/v1/facture »), date, and the number of its document when its series has numbers."""

    id: str
    date: date
    numero: str = ""


@dataclass(frozen=True)
class Vente(Fait):
    """A commercial event of a sale: client code, lines, carriage € HT, deposit paid € TTC, id of the event it follows."""

    client: str = ""
    lignes: tuple[Ligne, ...] = ()
    port: Decimal = ZERO
    taux_port: Decimal = Decimal(20)
    acompte: Decimal = ZERO
    suit: str = ""

    @property
    def totaux(self) -> Totaux:
        """The totals of the document, €."""
        return totaux([(li.montant, li.tva) for li in self.lignes], self.port, self.taux_port, self.acompte)


@dataclass(frozen=True)
class Devis(Vente):
    """A quote sent."""


@dataclass(frozen=True)
class Commande(Vente):
    """An order received and confirmed: it reserves the stock until it leaves. `prevue`: promised date of departure."""

    prevue: date | None = None
    reference_client: str = ""


@dataclass(frozen=True)
class LivraisonFaite(Vente):
    """Goods that left: `suit` is the order."""


@dataclass(frozen=True)
class Facture(Vente):
    """An invoice: `suit` is the delivery (or the order, for services); due date."""

    echeance: date | None = None
    genre: Literal["facture", "acompte"] = "facture"


@dataclass(frozen=True)
class Avoir(Vente):
    """A credit note: `suit` is the invoice; `motif` in French."""

    motif: str = ""


@dataclass(frozen=True)
class Reglement(Fait):
    """A payment received: € TTC, on an invoice's id."""

    facture: str = ""
    montant: Decimal = ZERO
    mode: str = "virement"


@dataclass(frozen=True)
class CommandeFournisseur(Fait):
    """A purchase order: supplier code, lines (prices of purchase), expected date of arrival."""

    fournisseur: str = ""
    lignes: tuple[Ligne, ...] = ()
    prevue: date | None = None


@dataclass(frozen=True)
class Reception(Fait):
    """Goods that came in: `suit` is the purchase order; quantities received."""

    fournisseur: str = ""
    lignes: tuple[Ligne, ...] = ()
    suit: str = ""


@dataclass(frozen=True)
class FactureFournisseur(Fait):
    """A supplier's invoice (its own number in `reference`): `suit` is the purchase order."""

    fournisseur: str = ""
    lignes: tuple[Ligne, ...] = ()
    suit: str = ""
    reference: str = ""
    port: Decimal = ZERO


@dataclass(frozen=True)
class Inventaire(Fait):
    """A count: the physical stock of each article at the end of that day."""

    comptes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Retour(Fait):
    """Goods that a client sends back: `suit` is the delivery; `remis` says whether they go back to the stock."""

    client: str = ""
    lignes: tuple[Ligne, ...] = ()
    suit: str = ""
    remis: bool = True


@dataclass(frozen=True)
class Echange(Fait):
    """A contact with a client: moment, channel, direction, subject, summary, member of staff (id), event concerned."""

    client: str = ""
    quand: datetime | None = None
    canal: str = "courriel"
    sens: Literal["entrant", "sortant"] = "entrant"
    objet: str = ""
    resume: str = ""
    membre: str = ""
    concerne: str = ""


SERIES: dict[type[Fait], str] = {
    Devis: "devis",
    Commande: "commande",
    LivraisonFaite: "livraison",
    Facture: "facture",
    Avoir: "avoir",
    CommandeFournisseur: "commande_fournisseur",
    Reception: "reception",
}
"""The numbered series, by kind of event."""


@dataclass(frozen=True)
class Journal:
    """The events in order of date, then of id."""

    faits: tuple[Fait, ...]

    def par_id(self) -> dict[str, Fait]:
        """Return the events by id."""
        return {f.id: f for f in self.faits}

    def des(self, genre: type[Fait] | tuple[type[Fait], ...]) -> Iterator[Fait]:
        """Yield the events of a kind, in order."""
        return (f for f in self.faits if isinstance(f, genre))


def journal(faits: Sequence[Fait]) -> Journal:
    """Return the journal of these events."""
    return Journal(tuple(sorted(faits, key=lambda f: (f.date, f.id))))

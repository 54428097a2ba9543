"""What C1.2 reads in a firm's folder: its rules from devis to facture and avoir, and what only this trade can say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blueprint.modele import Choix, Modele

Textes = Annotated[tuple[str, ...], Field(min_length=4)]


class Procedure(Modele):
    """procedures/c1_2.yaml. Each list is what the seed draws from; repeat a value to make it more frequent."""

    remise_modifiee: Choix[Literal["recalculee", "inchangee"]]
    """After a quantity changed by hand: the quantity band is looked up again, or the line keeps its discount."""
    port_partiel: Choix[Literal["premiere", "derniere"]]
    """The delivery with which the carriage of an order delivered in parts is billed."""
    date_facture: Choix[Literal["livraison", "lendemain"]]
    """Date of the invoice: the day of the delivery, or the next jour ouvré."""
    acompte: Choix[Literal["premiere", "prorata"]]
    """The deposit is deducted whole from the first invoice, or in proportion to what is billed."""


class Matiere(Modele):
    """matiere/c1_2.yaml: short phrases of the trade, without capital nor full stop."""

    convenance: Textes
    """Why a client sends goods back by choice, as the client writes it on the return note."""
    erreur: Textes
    """Why a client sends goods back because of the firm."""
    refus: Textes
    """Why a unit sent back is not taken: « emballage ouvert »."""

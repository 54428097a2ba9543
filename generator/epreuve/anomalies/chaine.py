"""A chain of sale or purchase as its documents show it, and what an alteration returns: the finding.

An alteration changes vues, never the journal: it names one document where the false value first appears, and the
places that follow from it or stand across from it, where naming the anomaly is right too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from generator.epreuve.corrige.schema import nombre_json
from generator.epreuve.pieces.vue import Vue
from generator.monde.faits import Article, Conditions
from generator.monde.metier.echeances import Delai

ABSENT = "absent"
CHAMPS: Mapping[str, str] = {
    "Référence": "texte",
    "Quantité": "nombre",
    "Quantité livrée ou reçue": "nombre",
    "Reliquat": "nombre",
    "Unité": "texte",
    "Prix unitaire HT": "montant",
    "Remise": "pourcentage",
    "Montant HT de la ligne": "montant",
    "Taux de TVA": "pourcentage",
    "Port HT": "montant",
    "Total HT": "montant",
    "Total TVA": "montant",
    "Total TTC": "montant",
    "Acompte": "montant",
    "Net à payer": "montant",
    "Date": "date",
    "Échéance": "date",
    "Validité": "date",
    "Commande citée": "texte",
    "Code postal de facturation": "texte",
    "Code postal de livraison": "texte",
    "SIRET": "texte",
    "N° TVA": "texte",
    "IBAN": "texte",
    "Pénalités de retard": "texte",
    "Indemnité forfaitaire": "montant",
    "Escompte": "texte",
}
"""The closed list of fields that the candidate chooses from → type of their values."""


@dataclass(frozen=True)
class Place:
    """Where an alteration is planted: chain (« v1 », « a »), document, row (0: outside the rows), sign of its effect on
    what is to pay (+1, −1; 0 when it has none)."""

    genre: str
    chaine: str
    document: str
    ligne: int = 0
    sens: int = 0


@dataclass(frozen=True)
class Endroit:
    """A place in the case: `document` of the chain, or key of a shared pièce; `champ` as CHAMPS or a heading."""

    document: str
    bloc: str = ""
    ligne: str = ""
    champ: str = ""


@dataclass(frozen=True)
class Constat:
    """The finding of an alteration: where, what is read and right (JSON form of the key), proofs, other places."""

    place: Place
    endroit: Endroit
    lu: str
    vrai: str
    preuves: tuple[Endroit, ...]
    acceptes: tuple[Endroit, ...] = ()


@dataclass
class Chaine:
    """The documents of a chain by role (devis, commande, livraison, facture; commande, reception, facture) and what
    is true of it beside them."""

    cle: str
    vues: dict[str, Vue]
    conditions: Conditions
    articles: Mapping[str, Article]
    client: str
    """Code of the client, or of the supplier."""
    remise: Decimal
    delai: Delai
    autre: Article
    """An article that this chain does not have."""
    courriel: str = ""
    """Key of the mail that settles a price of this chain, if any."""
    prix_tarif: dict[str, Decimal] = field(default_factory=dict)
    """Price of the catalogue of each reference, sale or purchase."""

    @property
    def achat(self) -> bool:
        """True for a purchase."""
        return "reception" in self.vues

    def change(self, document: str, **champs: Any) -> None:
        """Replace fields of a vue."""
        from dataclasses import replace  # noqa: PLC0415 - used here alone

        self.vues[document] = replace(self.vues[document], **champs)

    def change_ligne(self, document: str, ligne: int, **champs: Any) -> None:
        """Replace fields of a row of a vue."""
        self.vues[document] = self.vues[document].avec_ligne(ligne, **champs)

    def precedents(self, document: str) -> list[str]:
        """Return the priced documents other than that one, the nearest before it first."""
        ordre = [d for d in self.vues if d not in ("livraison", "livraison2", "reception")]
        rang = ordre.index(document) if document in ordre else len(ordre)
        return [*reversed(ordre[:rang]), *ordre[rang + 1 :]]


def json(valeur: Any) -> str:
    """Return a value in the JSON form of the key."""
    if isinstance(valeur, date):
        return valeur.isoformat()
    return nombre_json(valeur) if isinstance(valeur, (Decimal, int)) else str(valeur)

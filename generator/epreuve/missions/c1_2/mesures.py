"""C1.2: the counts of each level, its dated slots, the firm's rules as drawn, what the second act remembers. € HT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.monde.distribution import Casting, Voulu
from generator.monde.faits import Adresse

Role = Literal["chorus", "accessible", "courrier", "courriel", "plateforme"]
Motif = Literal["convenance", "erreur"]


@dataclass(frozen=True)
class Mesures:
    """The counts of a level."""

    lignes: int
    """Lines of the devis."""
    reliquats: int
    """Lines that cannot be delivered whole."""
    modifications: int
    """Handwritten notes on the devis."""
    retours: int
    """Lines of the return note."""
    envois: tuple[Role, ...]
    """Parts of the clients to whom a document is sent."""


MESURES = {
    "entrainement": Mesures(3, 1, 1, 2, ("chorus", "accessible", "courrier")),
    "examen": Mesures(4, 1, 2, 2, ("chorus", "accessible", "courrier", "courriel")),
    "expert": Mesures(5, 2, 2, 2, ("chorus", "accessible", "courrier", "courriel", "plateforme")),
}


def envois_simples(niveau: str) -> int:
    """Return how many clients of the sending list have an ordinary sale: neither the devis nor the return."""
    return 3 if "plateforme" in MESURES[niveau].envois else 2


def voulus(niveau: str) -> tuple[Voulu, ...]:
    """Return the dated slots: devis, agreement and deposit; three sales of the client who sends goods back; the return;
    the sales of the clients to whom an invoice is sent."""
    fenetres = ((36, 32, 30, 28), (10, 9, 8, 7), (3, 3, 2, 1))
    avoir = [
        Voulu(serie, f"a{i}/{serie}", au_plus_tot, au_plus_tard)
        for i, (debut, fin, livraison, facture) in enumerate(fenetres)
        for serie, au_plus_tot, au_plus_tard in (
            ("commande", debut, fin),
            ("livraison", livraison, livraison),
            ("facture", facture, facture),
        )
    ]
    envois = [
        Voulu(serie, f"e{i}/{serie}", au_plus_tot, au_plus_tard)
        for i in range(envois_simples(niveau))
        for serie, au_plus_tot, au_plus_tard in (("commande", 12, 9), ("livraison", 7, 6), ("facture", 5, 4))
    ]
    return (
        Voulu("devis", "devis", 9, 7),
        Voulu("jour", "accord", 6, 5),
        Voulu("facture", "acompte", 3, 2),
        Voulu("jour", "retour", 5, 4),
        *avoir,
        *envois,
    )


@dataclass(frozen=True)
class Regles:
    """The firm's rules as drawn (generator.blueprint.missions.c1_2)."""

    remise: Literal["recalculee", "inchangee"]
    port: Literal["premiere", "derniere"]
    date_facture: Literal["livraison", "lendemain"]
    acompte: Literal["premiere", "prorata"]


def tire_regles(casting: Casting) -> Regles:
    """Draw the firm's rules."""
    f, p = casting.regles(), casting.cadre.entreprise.procedures["c1_2"]
    return Regles(f.choix(p.remise_modifiee), f.choix(p.port_partiel), f.choix(p.date_facture), f.choix(p.acompte))


@dataclass(frozen=True)
class Modification:
    """A handwritten note of the devis: a quantity of an article, or the delivery address; `valable`: both initials."""

    valable: bool
    ref: str = ""
    ancienne: int = 0
    nouvelle: int = 0
    adresse: Adresse | None = None


@dataclass(frozen=True)
class Manque:
    """What the warehouse says of an article: units in stock for it, day when the rest comes (None: all there)."""

    ref: str
    stock: int
    arrivee: date | None


@dataclass(frozen=True)
class Renvoi:
    """A line of the return: units sent back, units accepted by the client service, and the reason that it keeps."""

    ref: str
    renvoyee: int
    acceptee: int
    motif: Motif


@dataclass(frozen=True)
class Envoi:
    """A client to whom something is sent: code, part, what, as a word and the id of the event if it exists."""

    client: str
    role: Role
    objet: Literal["partielle", "avoir", "facture"]
    fait: str = ""


@dataclass(frozen=True)
class Memoire:
    """What the second act needs."""

    regles: Regles
    client: str
    accord: date
    """Day of the signature of the devis."""
    modifications: tuple[Modification, ...]
    manques: tuple[Manque, ...]
    renvois: tuple[Renvoi, ...]
    retour: date
    envois: tuple[Envoi, ...]
    numero_retour: str
    engagement: str

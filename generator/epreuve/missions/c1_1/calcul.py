"""C1.1: the figures of the devis, worked out as the key gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_1.roles import Memoire
from generator.epreuve.missions.c1_1.trame import LigneDevis, compare, ligne, remises
from generator.monde.faits import Article
from generator.monde.journal import Ligne
from generator.monde.metier.prix import CENT_POUR_CENT, ZERO, Totaux, arrondi, totaux


@dataclass(frozen=True)
class LigneCalculee:
    """A line of the devis: its part, its article, the two discounts (%), the line of the journal."""

    devis: LigneDevis
    article: Article
    remise_quantite: Decimal
    remise_client: Decimal
    ligne: Ligne


@dataclass(frozen=True)
class Calcul:
    """The devis worked out, € : amount compared to the threshold, totals, deposit, last day of validity."""

    lignes: tuple[LigneCalculee, ...]
    compare: Decimal
    totaux: Totaux
    acompte: Decimal
    validite: date


def memoire(atelier: Atelier) -> Memoire:
    """Return the memory of the first act."""
    assert isinstance(atelier.memoire, Memoire)
    return atelier.memoire


@lru_cache(maxsize=8)
def calcul(atelier: Atelier) -> Calcul:
    """Work out the devis."""
    m, c = memoire(atelier), atelier.cadre.conditions
    lignes = []
    for d in m.devis.lignes:
        a = atelier.monde.article(d.ref)
        quantite, client = remises(c, m.devis.remise, a, d.quantite, net=d.net is not None)
        lignes.append(LigneCalculee(d, a, quantite, client, ligne(c, m.devis.remise, a, d.quantite, d.net)))
    base = sum((compare(c, li.ligne) for li in lignes), ZERO)
    franco = base >= m.regles.franco if c.port_operateur == "superieur_ou_egal" else base > m.regles.franco
    t = totaux([(li.ligne.montant, li.ligne.tva) for li in lignes], ZERO if franco else m.regles.port, c.taux_port)
    du = t.total_ttc >= c.acompte_seuil if c.acompte_operateur == "superieur_ou_egal" else t.total_ttc > c.acompte_seuil
    acompte = arrondi(t.total_ttc * c.acompte_taux / CENT_POUR_CENT) if du else ZERO
    return Calcul(tuple(lignes), base, t, acompte, atelier.date + timedelta(days=c.validite_jours))


def chiffre(v: Decimal) -> str:
    """Write a rate of the key: « 5.5 », « 20 », « 0 »."""
    return f"{v.quantize(Decimal(1)):f}" if v == v.to_integral_value() else f"{v.normalize():f}"


def montant(v: Decimal) -> str:
    """Write an amount of the key."""
    return f"{v:.2f}"

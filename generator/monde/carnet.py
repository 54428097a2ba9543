"""Dated, numbered slots: the numbers of every series, fixed before any mission decides what happens on them.

The slots of the missions and of ordinary life are drawn by streams that no `--tirage` changes, then numbered together in order
of date: redrawing one mission moves no number of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.alea import Alea
from generator.blueprint.entreprise import Numerotation
from generator.monde.distribution import Creneau, Voulu
from generator.monde.metier.calendrier import ajoute_ouvres

SERIES_NUMEROTEES = ("devis", "commande", "livraison", "facture", "avoir", "commande_fournisseur", "reception")


def numero(modele: str, rang: int, jour: date) -> str:
    """Write a number from its pattern: {aaaa} {aa} {mm} of the date, {n3} {n4} {n5} the rank."""
    valeurs = {
        "{aaaa}": f"{jour:%Y}",
        "{aa}": f"{jour:%y}",
        "{mm}": f"{jour:%m}",
        "{n3}": f"{rang:03d}",
        "{n4}": f"{rang:04d}",
        "{n5}": f"{rang:05d}",
    }
    for cle, valeur in valeurs.items():
        modele = modele.replace(cle, valeur)
    return modele


@dataclass(frozen=True)
class Carnet:
    """The slots by owner and key, and the last rank given in each series."""

    creneaux: Mapping[tuple[str, str], Creneau]
    derniers: Mapping[str, int]
    modeles: Numerotation

    def de(self, proprietaire: str) -> dict[str, Creneau]:
        """Return the slots of one owner, by key."""
        return {cle: c for (qui, cle), c in self.creneaux.items() if qui == proprietaire}

    def suivant(self, serie: str, jour: date, apres: int = 1) -> str:
        """Return the number that the next document of the series bears, issued that day (`apres` = 2: the one after)."""
        return numero(getattr(self.modeles, serie), self.derniers[serie] + apres, jour)


def jour_voulu(alea: Alea, proprietaire: str, voulu: Voulu, reference: date) -> date:
    """Return the day of a slot: drawn in its window, counted in working days before the reference."""
    n = alea.flux("creneau", proprietaire, voulu.cle).entier(voulu.au_plus_tard, voulu.au_plus_tot)
    return ajoute_ouvres(reference, -n) if n else reference


def tire_carnet(
    alea: Alea,
    modeles: Numerotation,
    reference: date,
    voulus: Mapping[str, tuple[Voulu, ...]],
    dates: Mapping[tuple[str, str], tuple[str, date]],
) -> Carnet:
    """Number all slots. `voulus` are the missions' by code; `dates` those of ordinary life: (owner, key) → (series, day)."""
    tous = {
        (code, v.cle): (v.serie, jour_voulu(alea, code, v, reference)) for code, liste in voulus.items() for v in liste
    }
    tous |= dates
    creneaux = {qui: Creneau(jour) for qui, (serie, jour) in tous.items() if serie == "jour"}
    derniers = {}
    for serie in SERIES_NUMEROTEES:
        rang = alea.flux("numeros", serie).entier(140, 620)
        for qui, (_, jour) in sorted(
            ((q, sj) for q, sj in tous.items() if sj[0] == serie), key=lambda x: (x[1][1], x[0])
        ):
            rang += 1
            creneaux[qui] = Creneau(jour, numero(getattr(modeles, serie), rang, jour))
        derniers[serie] = rang
    return Carnet(creneaux, derniers, modeles)

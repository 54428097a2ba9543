"""The finished world of a case: the common thread, the records as missions left them, the journal, the memories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.monde.cadre import Cadre, Lot, remplace
from generator.monde.carnet import Carnet, tire_carnet
from generator.monde.distribution import Casting
from generator.monde.faits import Article, Client, Fournisseur
from generator.monde.journal import Fait, Inventaire, Journal, LivraisonFaite, journal
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.ordinaire import ORDINAIRE, Vie, dates_ordinaires
from generator.monde.vues import EtatStock, stocks

OUVERTURE = 66
"""Working days before the case's date: the opening count of the stock."""


@dataclass(frozen=True, eq=False)
class Monde:
    """What is true. Everything that a document shows is a vue of this."""

    cadre: Cadre
    clients: tuple[Client, ...]
    articles: tuple[Article, ...]
    fournisseurs: tuple[Fournisseur, ...]
    journal: Journal
    carnet: Carnet
    lots: Mapping[str, Lot]
    memoires: Mapping[str, Any]

    @property
    def date(self) -> date:
        """The date of the case."""
        return self.cadre.date

    @cached_property
    def _par_ref(self) -> dict[str, Article]:
        return {a.ref: a for a in self.articles}

    @cached_property
    def _par_client(self) -> dict[str, Client]:
        return {c.code: c for c in self.clients}

    @cached_property
    def _par_fournisseur(self) -> dict[str, Fournisseur]:
        return {f.code: f for f in self.fournisseurs}

    @cached_property
    def faits(self) -> dict[str, Fait]:
        """The events by id."""
        return self.journal.par_id()

    @cached_property
    def stocks(self) -> dict[str, EtatStock]:
        """The stock of every counted article at the case's date."""
        return stocks(self.journal)

    def article(self, ref: str) -> Article:
        """Return an article. Raises KeyError for an unknown reference."""
        return self._par_ref[ref]

    def client(self, code: str) -> Client:
        """Return a client. Raises KeyError for an unknown code."""
        return self._par_client[code]

    def fournisseur(self, code: str) -> Fournisseur:
        """Return a supplier. Raises KeyError for an unknown code."""
        return self._par_fournisseur[code]


def batit(cadre: Cadre, lots: tuple[dict[str, Lot], Lot], missions: Mapping[str, Any]) -> Monde:
    """Run the first act of every mission (`missions`: code → object with besoins and distribuer), then make the journal."""
    voulus = {code: m.besoins(cadre.niveau).creneaux for code, m in missions.items()}
    ordinaires = dates_ordinaires(cadre.alea, cadre.date)
    carnet = tire_carnet(cadre.alea, cadre.entreprise.fiche.numerotation, cadre.date, voulus, ordinaires)
    scenes = {code: m.distribuer(_casting(cadre, code, lots[0][code], carnet)) for code, m in missions.items()}
    clients = remplace(cadre.clients, [c for s in scenes.values() for c in s.clients])
    articles = remplace(cadre.articles, [a for s in scenes.values() for a in s.articles])
    fournisseurs = remplace(cadre.fournisseurs, [f for s in scenes.values() for f in s.fournisseurs])
    vie = Vie(
        cadre.alea, lots[1].clients, lots[1].articles, fournisseurs, cadre.conditions, carnet.de(ORDINAIRE), cadre.date
    )
    faits = [*vie.faits(), *(f for s in scenes.values() for f in s.faits)]
    faits.append(_ouverture(cadre, articles, faits))
    return Monde(
        cadre,
        clients,
        articles,
        fournisseurs,
        journal(faits),
        carnet,
        lots[0],
        {code: s.memoire for code, s in scenes.items()},
    )


def _casting(cadre: Cadre, code: str, lot: Lot, carnet: Carnet) -> Casting:
    return Casting(
        cadre,
        code,
        cadre.niveau,
        lot.clients,
        lot.articles,
        lot.paires,
        lot.services,
        lot.fournisseurs,
        carnet.de(code),
        lot.groupe,
    )


def _ouverture(cadre: Cadre, articles: tuple[Article, ...], faits: list[Fait]) -> Inventaire:
    """Return the opening count: for each article enough to serve what leaves, and some stock besides."""
    sorties: dict[str, int] = {}
    comptes_de_mission = {ref for f in faits if isinstance(f, Inventaire) for ref, _ in f.comptes}
    for f in faits:
        if isinstance(f, LivraisonFaite):
            for li in f.lignes:
                sorties[li.ref] = sorties.get(li.ref, 0) + li.quantite
    flux = cadre.alea.flux("ouverture")
    tirages = {a.ref: flux.entier(a.seuil, a.maximum) for a in articles if a.stocke}
    comptes = tuple((ref, n + sorties.get(ref, 0)) for ref, n in tirages.items() if ref not in comptes_de_mission)
    return Inventaire(f"{ORDINAIRE}/ouverture", ajoute_ouvres(cadre.date, -OUVERTURE), comptes=comptes)

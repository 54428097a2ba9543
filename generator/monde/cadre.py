"""The common thread of a case: date, firm, staff, rules, and the pools that missions share out. Read-only for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.alea import Alea
from generator.blueprint.entreprise import Entreprise
from generator.monde.catalogue import reserve, tire_articles, tire_fournisseurs
from generator.monde.clients import tire_clients
from generator.monde.faits import Article, Client, Conditions, Firme, Fournisseur, Membre, Transport
from generator.monde.firme import tire_conditions, tire_equipe, tire_firme, tire_transport
from generator.monde.metier.calendrier import jours_ouvres
from generator.monde.population import Population

T = TypeVar("T")
R = TypeVar("R", Article, Client, Fournisseur)


class EntrepriseInsuffisante(ValueError):
    """The firm has too few articles, clients or suppliers for the missions; the message says what to add."""


CLIENTS_MINI, CLIENTS_MAXI, CLIENTS_ORDINAIRES = 28, 40, 10
ARTICLES_ORDINAIRES = 6


@dataclass(frozen=True)
class Cadre:
    """What is common to all missions of a case. `niveau` is entrainement, examen or expert."""

    alea: Alea
    entreprise: Entreprise
    niveau: str
    date: date
    firme: Firme
    equipe: tuple[Membre, ...]
    conditions: Conditions
    transport: Transport
    clients: tuple[Client, ...]
    fournisseurs: tuple[Fournisseur, ...]
    articles: tuple[Article, ...]
    population: Population

    def membre(self, role: str) -> Membre:
        """Return who holds a role (« commercial », « achats »…). Raises StopIteration for an unknown role."""
        return next(m for m in self.equipe if role in m.roles)

    def article(self, ref: str) -> Article:
        """Return the article of that reference as drawn, before missions changed their own."""
        return next(a for a in self.articles if a.ref == ref)


@dataclass(frozen=True)
class Lot:
    """The pool of one mission."""

    clients: tuple[Client, ...] = ()
    articles: tuple[Article, ...] = ()
    paires: tuple[tuple[Article, Article], ...] = ()
    services: tuple[Article, ...] = ()
    fournisseurs: tuple[Fournisseur, ...] = ()
    groupe: tuple[Article, ...] = ()
    """Articles of one same supplier."""


@dataclass(frozen=True)
class Demande:
    """What a mission asks of the pools (epreuve.missions.socle.Besoins, seen from here)."""

    clients: Mapping[str, int]
    articles: int
    paires: int
    services: int
    fournisseurs: int
    groupe: int = 0
    petits: int = 0


def tire_cadre(alea: Alea, e: Entreprise, niveau: str, jour: date | tuple[date, date], total_clients: int) -> Cadre:
    """Draw the common thread; `jour` is the case's date, or the range in which a working day is drawn."""
    if isinstance(jour, tuple):
        jour = alea.flux("date").choix(list(jours_ouvres(*jour)))
    population = Population(alea)
    firme = tire_firme(alea, e, population)
    conditions = tire_conditions(alea, e)
    return Cadre(
        alea,
        e,
        niveau,
        jour,
        firme,
        tire_equipe(alea, e, firme, population),
        conditions,
        tire_transport(alea, e),
        tire_clients(alea, e, firme, conditions, population, jour, total_clients),
        tire_fournisseurs(alea, e, population, jour),
        tire_articles(alea, e),
        population,
    )


def nombre_clients(demandes: Mapping[str, Demande]) -> int:
    """Return how many clients the GRC holds: the missions' and those of ordinary life, within 28 to 40."""
    voulus = sum(n for d in demandes.values() for n in d.clients.values())
    return min(CLIENTS_MAXI, max(CLIENTS_MINI, voulus + CLIENTS_ORDINAIRES))


def partage(cadre: Cadre, demandes: Mapping[str, Demande]) -> tuple[dict[str, Lot], Lot]:
    """Share out the pools in the order of `demandes`; return each mission's lot and what is left to ordinary life.

    Raises EntrepriseInsuffisante when the firm has too few clients, articles or suppliers for these missions.
    """
    alea = cadre.alea
    res = reserve(alea, cadre.articles, sum(d.paires for d in demandes.values()))
    clients = alea.flux("partage", "clients").melange(cadre.clients)
    fournisseurs = alea.flux("partage", "fournisseurs").melange(cadre.fournisseurs)
    stockes, services, paires = list(res.stockes), list(res.services), list(res.paires)
    lots: dict[str, Lot] = {}
    groupes = {code: _meme_fournisseur(stockes, d.groupe, code) for code, d in demandes.items()}
    petits = {code: _petits(stockes, d.petits, cadre.articles) for code, d in demandes.items()}
    # who asks for a category is served first, by all missions: « indifferent » then takes what is left
    precis = {code: _clients(clients, d.clients, code, indifferents=False) for code, d in demandes.items()}
    quelconques = {code: _clients(clients, d.clients, code, indifferents=True) for code, d in demandes.items()}
    for code, d in demandes.items():
        articles = petits[code] + _prend(stockes, d.articles, f"articles ({code})")
        lots[code] = Lot(
            precis[code] + quelconques[code],
            articles,
            _prend(paires, d.paires, f"paires ({code})"),
            _tourne(services, d.services),
            _tourne(fournisseurs, d.fournisseurs),
            groupes[code],
        )
    if len(stockes) < ARTICLES_ORDINAIRES:
        msg = (
            f"L’entreprise ne suffit pas : catalogue.yaml a trop peu d’articles stockés, il en reste {len(stockes)} pour la "
            f"vie ordinaire ({ARTICLES_ORDINAIRES} voulus)."
        )
        raise EntrepriseInsuffisante(msg)
    return lots, Lot(tuple(clients), tuple(stockes), tuple(paires), res.services, cadre.fournisseurs)


def _prend(reste: list[T], n: int, quoi: str) -> tuple[T, ...]:
    if len(reste) < n:
        msg = f"L’entreprise ne suffit pas : il manque des {quoi} dans catalogue.yaml, {n} voulus, {len(reste)} disponibles."
        raise EntrepriseInsuffisante(msg)
    pris, reste[:] = reste[:n], reste[n:]
    return tuple(pris)


def _meme_fournisseur(reste: list[Article], n: int, code: str) -> tuple[Article, ...]:
    """Take n articles of the first supplier of the queue who has as many."""
    for a in reste[: len(reste) if n else 0]:
        pris = [b for b in reste if b.fournisseur == a.fournisseur][:n]
        if len(pris) == n:
            reste[:] = [b for b in reste if b not in pris]
            return tuple(pris)
    if n:
        msg = (
            f"L’entreprise ne suffit pas : dans catalogue.yaml, aucun fournisseur n’a {n} articles libres pour {code}."
        )
        raise EntrepriseInsuffisante(msg)
    return ()


def _petits(reste: list[Article], n: int, tous: Sequence[Article]) -> tuple[Article, ...]:
    """Take n articles whose price is at most the catalogue's median."""
    median = sorted(a.vente for a in tous)[len(tous) // 2]
    pris = tuple([a for a in reste if a.vente <= median][:n])
    reste[:] = [a for a in reste if a not in pris]
    return pris


def _tourne(reste: list[T], n: int) -> tuple[T, ...]:
    """Take n elements, which go back to the end of the queue: services and suppliers are read, never changed by two."""
    pris = reste[: min(n, len(reste))]
    reste[:] = reste[len(pris) :] + pris
    return tuple(pris)


def _clients(reste: list[Client], voulus: Mapping[str, int], code: str, *, indifferents: bool) -> tuple[Client, ...]:
    """Take the clients of the categories asked for, or those of no category (« indifferent »)."""
    pris: list[Client] = []
    for categorie, n in voulus.items():
        if (categorie == "indifferent") != indifferents:
            continue
        choix = [c for c in reste if categorie in ("indifferent", c.categorie)][:n]
        if len(choix) < n:
            msg = (
                f"L’entreprise ne suffit pas : il manque des clients « {categorie} » ({code}), {n} voulus, "
                f"{len(choix)} disponibles."
            )
            raise EntrepriseInsuffisante(msg)
        pris += choix
        reste[:] = [c for c in reste if c not in choix]
    return tuple(pris)


def remplace(anciens: Sequence[R], nouveaux: Sequence[R]) -> tuple[R, ...]:
    """Return the records with those of `nouveaux` in place of the ones that bear the same code."""
    par_cle = {_cle(x): x for x in nouveaux}
    return tuple(par_cle.get(_cle(x), x) for x in anciens)


def _cle(x: Article | Client | Fournisseur) -> str:
    return x.ref if isinstance(x, Article) else x.code

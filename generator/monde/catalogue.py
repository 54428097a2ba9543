"""Articles and suppliers as the seed draws them: prices moved by a few per cent, stock policies too. € HT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from generator.alea import Alea, Flux
from generator.blueprint.entreprise import ArticleDecrit, Entreprise
from generator.monde.faits import Adresse, Article, Fournisseur
from generator.monde.firme import delai
from generator.monde.population import Population, ville
from generator.textes import slug

RANG_FOURNISSEURS = 200
"""Ranks of the register from which suppliers take names and numbers."""


def _pas(prix: Decimal) -> Decimal:
    return next(Decimal(p) for borne, p in ((20, "0.05"), (100, "0.1"), (500, "0.5"), (10**9, "1")) if prix < borne)


def _au_pas(prix: Decimal) -> Decimal:
    pas = _pas(prix)
    return ((prix / pas).quantize(Decimal(1), ROUND_HALF_UP) * pas).quantize(Decimal("0.01"))


def tire_articles(alea: Alea, e: Entreprise) -> tuple[Article, ...]:
    """Draw the catalogue: prices within ± 7 %, thresholds and maximums within ± 15 %, all « actif »."""
    return tuple(_article(alea.flux("article", a.ref), a) for a in e.catalogue.articles)


def _article(f: Flux, a: ArticleDecrit) -> Article:
    facteur = Decimal(f.entier(93, 107)) / 100
    vente = _au_pas(a.vente * facteur)
    achat = min(_au_pas(a.achat * facteur * f.entier(97, 103) / 100), vente - Decimal("0.05"))
    seuil = max(2, a.seuil * f.entier(85, 115) // 100) if a.stocke else 0
    maximum = max(seuil + 2 * a.conditionnement, a.maximum * f.entier(85, 115) // 100) if a.stocke else 0
    return Article(
        a.ref,
        a.libelle,
        a.famille,
        a.unite,
        a.conditionnement,
        achat,
        vente,
        a.tva,
        a.fournisseur or "",
        a.delai,
        seuil,
        maximum,
        a.stocke,
        a.remise_quantite,
        a.code_unite,
        a.remplace_par or "",
    )


def tire_fournisseurs(alea: Alea, e: Entreprise, population: Population, reference: date) -> tuple[Fournisseur, ...]:
    """Draw the suppliers' people, numbers and yearly closing (one in three closes for some days around the date)."""
    resultat = []
    for rang, d in enumerate(e.fournisseurs.fournisseurs):
        f = alea.flux("fournisseur", d.code)
        code_postal, nom_ville = ville(d.commune)
        contact = population.personne(RANG_FOURNISSEURS + rang, "fournisseur", d.code)
        adresse = Adresse(f"{f.entier(1, 90)} {population._rues[-1 - rang]}", code_postal, nom_ville)  # noqa: SLF001
        resultat.append(
            Fournisseur(
                d.code,
                d.raison_sociale,
                d.specialite,
                adresse,
                population.siren(RANG_FOURNISSEURS + rang),
                1,
                population.telephone(RANG_FOURNISSEURS + rang, code_postal[:2]),
                f"commandes@{slug(d.raison_sociale)}.example",
                contact,
                d.minimum,
                d.franco,
                d.port,
                delai(d.delai_paiement),
                _fermetures(f, reference),
            )
        )
    return tuple(resultat)


def _fermetures(f: Flux, reference: date) -> tuple[tuple[date, date], ...]:
    if not f.chance(1, 3):
        return ()
    lundi = reference + timedelta(days=7 * f.entier(1, 4) - reference.weekday())
    return ((lundi, lundi + timedelta(days=4)),)


@dataclass(frozen=True)
class Reserve:
    """The catalogue split for casting: pairs of replaceable articles, stocked articles, services."""

    paires: tuple[tuple[Article, Article], ...]
    stockes: tuple[Article, ...]
    services: tuple[Article, ...]


def reserve(alea: Alea, articles: Sequence[Article], nb_paires: int) -> Reserve:
    """Share out the catalogue: `nb_paires` pairs, then the other stocked articles, mixed so that VAT rates alternate.

    Raises ValueError when the catalogue has fewer pairs.
    """
    par_ref = {a.ref: a for a in articles}
    flux = alea.flux("reserve")
    paires: list[tuple[Article, Article]] = []
    pris: set[str] = set()
    for a in flux.melange([a for a in articles if a.remplacement]):
        if len(paires) < nb_paires and a.ref not in pris and a.remplacement not in pris:
            paires.append((a, par_ref[a.remplacement]))
            pris |= {a.ref, a.remplacement}
    if len(paires) < nb_paires:
        msg = f"{nb_paires} paires « remplace_par » voulues, {len(paires)} dans le catalogue"
        raise ValueError(msg)
    libres = [a for a in articles if a.stocke and a.ref not in pris]
    par_taux = {t: flux.melange([a for a in libres if a.tva == t]) for t in sorted({a.tva for a in libres})}
    melanges = sorted(
        ((rang + Decimal("0.5")) / len(groupe), t, a.ref)
        for t, groupe in par_taux.items()
        for rang, a in enumerate(groupe)
    )
    services = flux.melange([a for a in articles if not a.stocke])
    return Reserve(tuple(paires), tuple(par_ref[ref] for *_, ref in melanges), tuple(services))

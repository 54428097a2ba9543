"""What must hold of every journal, checked on each case before anything is written. A breach is a fault of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.monde.journal import (
    SERIES,
    Echange,
    Facture,
    FactureFournisseur,
    Fait,
    Inventaire,
    Ligne,
    Reglement,
    Retour,
    Vente,
)
from generator.monde.metier.calendrier import est_ouvre
from generator.monde.metier.prix import ZERO
from generator.monde.monde import Monde
from generator.monde.vues import mouvements

Regle = Callable[[Monde], Iterator[str]]


class MondeIncoherent(Exception):
    """The journal of a case breaks an invariant: a fault of the program, to report with the seed."""


def jours_travailles(m: Monde) -> Iterator[str]:
    """No event is on a closed day, save messages received."""
    for f in m.journal.faits:
        if not est_ouvre(f.date) and not (isinstance(f, Echange) and f.sens == "entrant"):
            yield f"{f.id} : le {f.date} n’est pas travaillé"


def pas_apres_la_date(m: Monde) -> Iterator[str]:
    """No event is later than the date of the case."""
    yield from (f"{f.id} : le {f.date} est après la date du cas" for f in m.journal.faits if f.date > m.date)


def identifiants_uniques(m: Monde) -> Iterator[str]:
    """Each id names one event."""
    if len(m.faits) != len(m.journal.faits):
        vus: set[str] = set()
        yield from (f"identifiant répété : {f.id}" for f in m.journal.faits if f.id in vus or vus.add(f.id))  # type: ignore[func-returns-value]


def numeros_continus(m: Monde) -> Iterator[str]:
    """In each series the slots given are all used, once, and numbers follow the dates."""
    prevus = {c.numero: qui for qui, c in m.carnet.creneaux.items() if c.numero}
    portes: dict[tuple[str, str], str] = {}
    for f in m.journal.faits:
        serie = SERIES.get(type(f))
        if serie and not f.numero:
            yield f"{f.id} : sans numéro"
        elif serie:
            if (serie, f.numero) in portes:
                yield f"{f.id} : numéro {f.numero} déjà porté par {portes[serie, f.numero]}"
            portes[serie, f.numero] = f.id
    numeros = {n for _, n in portes}
    yield from (f"numéro {n} réservé à {qui} et jamais porté" for n, qui in prevus.items() if n not in numeros)
    for serie in set(SERIES.values()):
        dates = [
            f.date
            for f in sorted(
                (f for f in m.journal.faits if SERIES.get(type(f)) == serie), key=lambda f: (len(f.numero), f.numero)
            )
        ]
        if dates != sorted(dates):
            yield f"série {serie} : les numéros ne suivent pas les dates"


def stock_positif(m: Monde) -> Iterator[str]:
    """No stock goes below zero."""
    stock: dict[str, int] = {}
    for mv in mouvements(m.journal):
        stock[mv.ref] = mv.quantite if mv.absolu else stock.get(mv.ref, 0) + mv.quantite
        if stock[mv.ref] < 0:
            yield f"{mv.fait} : stock de {mv.ref} à {stock[mv.ref]}"


def references_connues(m: Monde) -> Iterator[str]:
    """Every client, article, supplier, member of staff and event that an event names exists."""
    articles = {a.ref for a in m.articles}
    connus = {
        "client": {c.code for c in m.clients},
        "fournisseur": {x.code for x in m.fournisseurs},
        "suit": set(m.faits),
        "facture": set(m.faits),
        "membre": {x.id for x in m.cadre.equipe},
        "concerne": set(m.faits),
    }
    for f in m.journal.faits:
        for champ, valeurs in connus.items():
            nom = getattr(f, champ, "")
            if nom and nom not in valeurs:
                yield f"{f.id} : {champ} inconnu « {nom} »"
        lignes: tuple[Ligne, ...] = getattr(f, "lignes", ())
        yield from (f"{f.id} : article inconnu « {li.ref} »" for li in lignes if li.ref not in articles)
        if isinstance(f, Inventaire):
            yield from (f"{f.id} : article inconnu « {ref} »" for ref, _ in f.comptes if ref not in articles)


def ordre_des_suites(m: Monde) -> Iterator[str]:
    """What follows an event is not dated before it."""
    for f in m.journal.faits:
        suit = getattr(f, "suit", "") or getattr(f, "facture", "")
        if suit in m.faits and m.faits[suit].date > f.date:
            yield f"{f.id} : daté avant {suit}"


def reglements_bornes(m: Monde) -> Iterator[str]:
    """No invoice is paid beyond its amount."""
    payes: dict[str, object] = {}
    for f in m.journal.des(Reglement):
        assert isinstance(f, Reglement)
        payes[f.facture] = payes.get(f.facture, ZERO) + f.montant  # type: ignore[operator]
    for nom, montant in payes.items():
        facture = m.faits[nom]
        if isinstance(facture, Facture) and montant > facture.totaux.total_ttc:  # type: ignore[operator]
            yield f"{nom} : payée {montant} pour {facture.totaux.total_ttc}"


def presences(m: Monde) -> Iterator[str]:
    """Nobody acts on a day off."""
    absences = {x.id: x.absences for x in m.cadre.equipe}
    for f in m.journal.des(Echange):
        assert isinstance(f, Echange)
        if f.sens == "sortant" and f.date.weekday() in absences.get(f.membre, ()):
            yield f"{f.id} : {f.membre} ne travaille pas ce jour-là"


def quantites_positives(m: Monde) -> Iterator[str]:
    """Lines have a quantity above zero and a discount from 0 to 100 %."""
    for f in m.journal.faits:
        if isinstance(f, (Vente, FactureFournisseur, Retour)):
            yield from (
                f"{f.id} : ligne {li.ref} : {li.quantite} × {li.prix}"
                for li in f.lignes
                if li.quantite <= 0 or li.prix < 0 or any(not 0 <= r <= 100 for r in li.remises)
            )


REGLES: tuple[Regle, ...] = (
    jours_travailles,
    pas_apres_la_date,
    identifiants_uniques,
    numeros_continus,
    stock_positif,
    references_connues,
    ordre_des_suites,
    reglements_bornes,
    presences,
    quantites_positives,
)


def fautes(monde: Monde) -> list[str]:
    """Return every breach, as French sentences."""
    return [faute for regle in REGLES for faute in regle(monde)]


def verifie(monde: Monde) -> None:
    """Raise MondeIncoherent when an invariant is broken."""
    if trouvees := fautes(monde):
        raise MondeIncoherent("\n".join(trouvees))


__all__ = ["REGLES", "Fait", "MondeIncoherent", "fautes", "verifie"]

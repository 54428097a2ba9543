"""C1.3, first act: which article plays which part, and the events that give it its stock.

Every part is a trap of the trade or its look-alike; the figures are built so that the part holds, nothing is searched for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from generator.alea import Flux
from generator.monde.distribution import Casting, Scenes, Voulu
from generator.monde.faits import Article, Fournisseur
from generator.monde.journal import Commande, CommandeFournisseur, Fait, Inventaire, Ligne
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.metier.prix import ZERO, arrondi_superieur

Depart = Literal["apres", "des"]
Operateur = Literal["inferieur_ou_egal", "inferieur"]


@dataclass(frozen=True)
class Mesures:
    """The counts of a level."""

    articles: int
    reservations: int
    """Open orders of other clients, which reserve stock."""
    lignes: tuple[str, ...]
    """Parts of the lines of the client's order."""
    comptes: int
    """Articles on the count sheet."""

    @property
    def achats(self) -> int:
        """Purchase orders not yet received: one for each arrival of each part."""
        return sum(_ARRIVAGES.get(role, 0) for role in (*self.lignes, *COMMUNS))


_ARRIVAGES = {"arrivage": 1, "deux_arrivages": 2, "couvert": 1, "couvert_pile": 1, "insuffisant": 1}
COMMUNS = ("sous", "insuffisant", "couvert", "fin_de_serie", "juste_au_dessus", "au_seuil", "couvert_pile", "sous")
"""Parts of the replenishment beside the order's lines; the rest of the table is « normal »."""
COMPENSES = 2
"""« sous » more when the operator is « inférieur »: as many rows to order again whatever the operator."""
MESURES = {
    "entrainement": Mesures(20, 2, ("juste", "arrivage", "large"), 4),
    "examen": Mesures(26, 3, ("juste", "arrivage", "large", "deux_arrivages"), 5),
    "expert": Mesures(32, 4, ("juste", "arrivage", "large", "deux_arrivages", "arrivage"), 6),
}


@dataclass(frozen=True)
class Regles:
    """The rules of stock as drawn; delays in jours ouvrés."""

    controle: int
    preparation: int
    depart: Depart
    operateur: Operateur

    def a_reapprovisionner(self, projete: int, seuil: int) -> bool:
        """Say whether a projected stock triggers a replenishment."""
        return projete <= seuil if self.operateur == "inferieur_ou_egal" else projete < seuil


@dataclass(frozen=True)
class Demande:
    """A line of the client's order: article and quantity, the part that it plays."""

    ref: str
    quantite: int
    role: str


@dataclass(frozen=True)
class Memoire:
    """What the second act needs: the client, the order, the parts, the count."""

    client: str
    demandes: tuple[Demande, ...]
    roles: dict[str, str]
    comptes: tuple[str, ...]
    """Articles of the count sheet; the first is the one whose count differs."""
    regles: Regles


@dataclass
class Fiche:
    """The stock of an article being built."""

    article: Article
    role: str
    physique: int = 0
    reserve: int = 0
    attendus: tuple[int, ...] = ()
    """Quantities awaited, in order of arrival."""
    demande: int = 0


def voulus(niveau: str) -> tuple[Voulu, ...]:
    """Return the dated slots: one count, the orders that reserve, the purchases awaited."""
    m = MESURES[niveau]
    return (
        Voulu("jour", "inventaire", 45, 30),
        *(Voulu("commande", f"reservation{i}", 9, 2) for i in range(m.reservations)),
        *(Voulu("commande_fournisseur", f"achat{i}", 12, 4) for i in range(m.achats)),
    )


def tire_regles(casting: Casting) -> Regles:
    """Draw the firm's rules of stock."""
    f, p = casting.regles(), casting.cadre.entreprise.procedures["c1_3"]
    return Regles(
        f.choix(p.controle_jours), f.choix(p.preparation_jours), f.choix(p.depart), f.choix(p.operateur_seuil)
    )


def casting_c1_3(casting: Casting) -> Scenes:
    """Return the scènes of the mission."""
    m, regles = MESURES[casting.niveau], tire_regles(casting)
    roles = _roles(m, regles)
    fiches = [
        _ROLES[role](casting.flux("fiche", a.ref), a) for a, role in zip(_ordonne(casting, roles), roles, strict=True)
    ]
    achats = [
        Achat(f.article, q, jour) for f in fiches for q, jour in zip(f.attendus, _arrivees(casting, f), strict=True)
    ]
    fournisseurs = _fermetures(casting, _minimums(casting, fiches, regles), fiches, achats)
    demandes = tuple(Demande(f.article.ref, f.demande, f.role) for f in fiches if f.demande)
    normaux = sorted((f.article for f in fiches if f.role == "normal"), key=lambda a: (a.achat, a.ref))
    peu_chers = [a.ref for a in normaux[: m.comptes + 3]]  # no dear article is counted by the dozen, lent or scrapped
    comptes = tuple(casting.flux("comptes").echantillon(peu_chers, m.comptes))
    memoire = Memoire(
        casting.clients[0].code,
        tuple(casting.flux("ordre").melange(demandes)),
        {f.article.ref: f.role for f in fiches},
        comptes,
        regles,
    )
    return Scenes(
        tuple(_faits(casting, fiches, achats)),
        articles=tuple(f.article for f in fiches),
        fournisseurs=tuple(fournisseurs.values()),
        memoire=memoire,
    )


def _roles(m: Mesures, regles: Regles) -> tuple[str, ...]:
    en_plus = () if regles.operateur == "inferieur_ou_egal" else ("sous",) * COMPENSES
    roles = (*m.lignes, *COMMUNS, *en_plus)
    return (*roles, *["normal"] * (m.articles - len(roles)))


def _ordonne(casting: Casting, roles: Sequence[str]) -> list[Article]:
    """Return the articles of the parts; the first two to order again are of different suppliers, so that one supplier's
    minimum may be missed and another's reached."""
    articles = casting.flux("roles").melange(casting.articles)[: len(roles)]
    un, deux = roles.index("juste"), roles.index("sous")
    autre = next(i for i, a in enumerate(articles) if a.fournisseur != articles[un].fournisseur)
    articles[deux], articles[autre] = articles[autre], articles[deux]
    return articles


# --- Arrivals --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Achat:
    """A purchase awaited: article, quantity, announced day of arrival."""

    article: Article
    quantite: int
    jour: date


def _arrivees(casting: Casting, fiche: Fiche) -> list[date]:
    """Return the days on which the goods awaited are announced: rising, from the next day to some two weeks on."""
    f, jours, decalage = casting.flux("arrivee", fiche.article.ref), [], 0
    for _ in fiche.attendus:
        decalage += f.entier(1, 5)
        jours.append(ajoute_ouvres(casting.cadre.date, decalage))
    return jours


def _fermetures(
    casting: Casting, fournisseurs: dict[str, Fournisseur], fiches: list[Fiche], achats: list[Achat]
) -> dict[str, Fournisseur]:
    """Close the supplier of the first « arrivage » in the week of its arrival, which is therefore put off."""
    ref = next(f.article.ref for f in fiches if f.role == "arrivage")
    achat = next(a for a in achats if a.article.ref == ref)
    lundi = achat.jour - timedelta(days=achat.jour.weekday())
    code = achat.article.fournisseur
    ancien = fournisseurs.get(code) or next(x for x in casting.cadre.fournisseurs if x.code == code)
    jours = casting.flux("fermeture").choix(((0, 4), (0, 2), (2, 4), (1, 3), (0, 3)))
    debut, fin = min(jours[0], achat.jour.weekday()), max(jours[1], achat.jour.weekday())
    fermeture = (lundi + timedelta(days=debut), lundi + timedelta(days=fin))
    return fournisseurs | {code: replace(ancien, fermetures=(fermeture,))}


# --- Parts -----------------------------------------------------------------------------------------------------------


def _large(f: Flux, a: Article) -> Fiche:
    """Far more stock than asked, before and after."""
    reserve = f.entier(0, 4)
    demande = f.entier(2, max(3, a.seuil // 2))
    return Fiche(a, "large", a.seuil + demande + reserve + f.entier(3, 9), reserve, (), demande)


def _juste(f: Flux, a: Article) -> Fiche:
    """The stock available is exactly what is asked: served at once, and to be ordered again."""
    reserve = f.entier(2, 9)
    demande = f.entier(3, max(6, a.seuil))
    return Fiche(a, "juste", demande + reserve, reserve, (), demande)


def _arrivage(f: Flux, a: Article) -> Fiche:
    """Physical stock covers the demand, reservations do not: an arrival does, beyond the threshold."""
    demande = f.entier(6, max(9, a.seuil))
    manque = f.entier(1, demande - 2)
    disponible = demande - manque
    reserve = manque + f.entier(0, 3)
    quantite = arrondi_superieur(manque + a.seuil + f.entier(2, 8), a.conditionnement)
    return Fiche(a, "arrivage", disponible + reserve, reserve, (quantite,), demande)


def _deux_arrivages(f: Flux, a: Article) -> Fiche:
    """A first arrival is not enough, a second one is."""
    lot = a.conditionnement
    premier = lot * f.entier(1, 2)
    disponible, reserve = f.entier(0, 3), f.entier(1, 5)
    demande = disponible + premier + f.entier(1, max(2, lot))
    second = arrondi_superieur(demande - disponible - premier + a.seuil + f.entier(2, 8), lot)
    return Fiche(a, "deux_arrivages", disponible + reserve, reserve, (premier, second), demande)


def _projete(nom: str, ecart: Callable[[Flux, Article], int]) -> Callable[[Flux, Article], Fiche]:
    """Return the part whose available stock is the threshold plus a gap."""

    def fiche(f: Flux, a: Article) -> Fiche:
        reserve = f.entier(0, 5)
        return Fiche(a, nom, max(0, a.seuil + ecart(f, a)) + reserve, reserve)

    return fiche


def _en_commande(nom: str, *, pile: bool) -> Callable[[Flux, Article], Fiche]:
    """Return the part of an article whose awaited goods bring it to its threshold exactly, or not even there.

    The threshold and the maximum are raised when a pack is bigger than them.
    """

    def fiche(f: Flux, a: Article) -> Fiche:
        lot = a.conditionnement
        seuil = max(a.seuil, lot + 2)
        a = replace(a, seuil=seuil, maximum=max(a.maximum, seuil + 2 * lot))
        vise = seuil if pile else seuil - f.entier(1, max(1, (seuil - lot) // 2))
        attendu = lot * f.entier(1, max(1, vise // (2 * lot)))
        reserve = f.entier(0, 4)
        return Fiche(a, nom, vise - attendu + reserve, reserve, (attendu,))

    return fiche


def _couvert(f: Flux, a: Article) -> Fiche:
    """Below its threshold now, above it with what is awaited."""
    disponible, reserve = f.entier(0, a.seuil - 1), f.entier(0, 4)
    attendu = arrondi_superieur(a.seuil - disponible + f.entier(2, 9), a.conditionnement)
    return Fiche(a, "couvert", disponible + reserve, reserve, (attendu,))


def _fin_de_serie(f: Flux, a: Article) -> Fiche:
    """Below its threshold, but not to be ordered any more."""
    return Fiche(replace(a, etat="fin de série"), "fin_de_serie", f.entier(0, max(1, a.seuil - 2)))


_ROLES: dict[str, Callable[[Flux, Article], Fiche]] = {
    "large": _large,
    "juste": _juste,
    "arrivage": _arrivage,
    "deux_arrivages": _deux_arrivages,
    "au_seuil": _projete("au_seuil", lambda f, a: 0),
    "sous": _projete("sous", lambda f, a: -f.entier(1, max(1, a.seuil - 1))),
    "juste_au_dessus": _projete("juste_au_dessus", lambda f, a: 1),
    "normal": _projete("normal", lambda f, a: f.entier(4, max(6, a.maximum - a.seuil))),
    "couvert": _couvert,
    "couvert_pile": _en_commande("couvert_pile", pile=True),
    "insuffisant": _en_commande("insuffisant", pile=False),
    "fin_de_serie": _fin_de_serie,
}


# --- Suppliers' minimums ---------------------------------------------------------------------------------------------


def quantite_reassort(a: Article, projete: int) -> int:
    """Return the quantity that brings back to the maximum, by whole packs."""
    return arrondi_superieur(a.maximum - projete, a.conditionnement)


def projete(fiche: Fiche) -> int:
    """Return the projected stock: available, less the order of the day, plus what is awaited."""
    return fiche.physique - fiche.reserve - fiche.demande + sum(fiche.attendus)


def _minimums(casting: Casting, fiches: list[Fiche], regles: Regles) -> dict[str, Fournisseur]:
    """Set the minimum order of the suppliers concerned: one is missed, the others are reached, some barely."""
    montants: dict[str, Decimal] = {}
    for fiche in fiches:
        a, p = fiche.article, projete(fiche)
        if a.etat == "actif" and regles.a_reapprovisionner(p, a.seuil):
            montants[a.fournisseur] = montants.get(a.fournisseur, ZERO) + a.achat * quantite_reassort(a, p)
    f = casting.flux("minimums")
    codes = f.melange(sorted(montants))
    par_code = {x.code: x for x in casting.cadre.fournisseurs}
    changes = {}
    for rang, code in enumerate(codes):
        montant, fournisseur = montants[code], par_code[code]
        if rang == 0:
            minimum = (montant / 10 + f.entier(1, 4)).to_integral_value(ROUND_CEILING) * 10
        else:
            minimum = min(fournisseur.minimum, montant // 10 * 10)
        changes[code] = replace(fournisseur, minimum=minimum)
    return changes


# --- Events ----------------------------------------------------------------------------------------------------------


def _faits(casting: Casting, fiches: list[Fiche], achats: list[Achat]) -> Iterator[Fait]:
    c = casting.creneaux
    yield Inventaire(
        "c1_3/inventaire", c["inventaire"].date, comptes=tuple((f.article.ref, f.physique) for f in fiches)
    )
    yield from _reservations(casting, fiches)
    for rang, achat in enumerate(achats):
        creneau, a = c[f"achat{rang}"], achat.article
        yield CommandeFournisseur(
            f"c1_3/achat{rang}",
            creneau.date,
            creneau.numero,
            fournisseur=a.fournisseur,
            lignes=(Ligne(a.ref, achat.quantite, a.achat, (), a.tva),),
            prevue=achat.jour,
        )


def _reservations(casting: Casting, fiches: list[Fiche]) -> Iterator[Fait]:
    """Yield the open orders whose lines add up to what each article has reserved."""
    clients = casting.clients[1:]
    lignes: list[list[Ligne]] = [[] for _ in clients]
    f = casting.flux("reservations")
    for fiche in fiches:
        if fiche.reserve:
            a = fiche.article
            rang = f.sous(len(clients))
            part = f.entier(1, fiche.reserve)
            lignes[rang].append(Ligne(a.ref, part, a.vente, (), a.tva))
            if fiche.reserve > part:
                lignes[(rang + 1) % len(clients)].append(Ligne(a.ref, fiche.reserve - part, a.vente, (), a.tva))
    for rang, client in enumerate(clients):
        creneau = casting.creneaux[f"reservation{rang}"]
        yield Commande(
            f"c1_3/reservation{rang}",
            creneau.date,
            creneau.numero,
            client=client.code,
            lignes=tuple(lignes[rang]),
            prevue=ajoute_ouvres(casting.cadre.date, 2 + rang),
        )

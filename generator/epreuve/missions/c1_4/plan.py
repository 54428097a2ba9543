"""C1.4, first act: which anomalies stand where, which look-alikes beside them. By construction, slot by slot.

One sale is the one to correct: its invoice bears the anomalies of one sign that change its HT. The purchase bears one
on what is to pay and, but at the lowest level, another. The rest go to the other sales: devis or order, note, invoice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.alea import Flux
from generator.epreuve.anomalies.catalogue import GENRES
from generator.epreuve.anomalies.chaine import Place

ACHAT = "a"
AUTRE_SENS = {"+": 1, "-": -1}


@dataclass(frozen=True)
class Mesures:
    """The counts of a level: sales, rows of a sale and of a purchase, anomalies by slot, mails, look-alikes."""

    ventes: int
    lignes: int
    lignes_achat: int
    a_corriger: int
    achat: int
    autres: tuple[str, ...]
    courriels: int
    structure: int
    """Look-alikes that the events themselves hold, mails among them."""
    leurres: int
    deux_livraisons: bool = False

    @property
    def anomalies(self) -> int:
        """How many are planted."""
        return self.a_corriger + self.achat + len(self.autres)


MESURES: Mapping[str, Mesures] = {
    "entrainement": Mesures(2, 3, 3, 1, 1, ("amont", "aval"), 1, 3, 5),
    "examen": Mesures(3, 4, 4, 2, 2, ("amont", "note", "aval"), 2, 5, 9),
    "expert": Mesures(3, 4, 4, 2, 2, ("amont", "note", "aval", "note", "aval"), 2, 6, 11, deux_livraisons=True),
}
PLUS = ("prix", "remise", "ligne_double", "quantite_facturee", "port", "montant_ligne", "accord_ignore")
MOINS = ("prix", "remise", "montant_ligne", "remises_cumulees", "remise_exclue")
DEVIS = ("prix", "validite", "remise", "montant_ligne", "total_ttc", "montant_tva", "taux_tva")
COMMANDE = (
    "quantite_commande",
    "prix",
    "remise",
    "montant_ligne",
    "total_ttc",
    "montant_tva",
    "taux_tva",
    "quantite_commande",
)
NOTE = ("reliquat", "livre_en_trop", "reference_livree", "adresse_livraison", "commande_citee")
AVAL = (
    "echeance",
    "mention",
    "siret",
    "numero_tva",
    "code_postal",
    "date_facture",
    "commande_citee",
    "unite",
    "acompte",
    "taux_tva",
    "montant_tva",
    "total_ttc",
    "prix",
    "ligne_double",
    "montant_ligne",
    "quantite_facturee",
)
ACHAT_NET = ("prix", "quantite_facturee", "port", "montant_ligne", "ligne_double")
ACHAT_AUTRE = {
    "facture": ("iban", "unite", "echeance", "siret", "numero_tva", "commande_citee", "montant_tva", "total_ttc"),
    "reception": ("reliquat",),
    "commande": ("prix", "montant_ligne", "total_ttc", "montant_tva"),
}

COURRIELS = ("prix_convenu", "substitution", "acompte_autre")
STRUCTURE = ("remise_negociee", "paraphe", "reliquat_note", "offert", "cartons", "delai_fiche", "livraison_ailleurs")
"""Look-alikes that the events hold, beside those that a mail tells."""
SUR_LIGNE = frozenset(
    ("deux_livraisons", "prix_convenu", "substitution", "paraphe", "reliquat_note", "offert", "cartons")
)


@dataclass(frozen=True)
class Plan:
    """The plan of a case: the sale with a deposit, the one to correct, anomalies (rows not yet given), look-alikes."""

    grande: str
    corrigee: str
    places: tuple[Place, ...]
    leurres: tuple[tuple[str, str], ...]
    """(look-alike, chain) of those that the events hold."""
    accord: bool

    def lignes_de(self, chaine: str) -> tuple[str, ...]:
        """Return the parts that need a row of their own on a chain, anomalies' first: « !prix », « reliquat_note »."""
        anomalies = tuple(f"!{p.genre}" for p in self.places if p.chaine == chaine and GENRES[p.genre].ligne)
        return anomalies + tuple(code for code, c in self.leurres if c == chaine and code in SUR_LIGNE)

    def a(self, code: str, chaine: str) -> bool:
        """Say whether a look-alike stands on a chain."""
        return (code, chaine) in self.leurres

    def genres(self, chaine: str) -> frozenset[str]:
        """Return the kinds of anomalies of a chain."""
        return frozenset(p.genre for p in self.places if p.chaine == chaine)


_POIDS = dict.fromkeys(
    ("prix", "montant_ligne", "ligne_double", "quantite_facturee", "remise", "montant_tva", "total_ttc"), 1
) | {"acompte": 12, "taux_tva": 2}
_POIDS_NET = {"port": 2, "ligne_double": 2}
"""Away from the corrected sale and the purchase, the kinds that they also draw from are rarer; 4 for the others."""
SOMMES = frozenset(("montant_tva", "total_ttc"))
_SUIVIES = {"quantite_commande": frozenset(("commande", "facture")), "livre_en_trop": frozenset(("facture",))}
_DATES = frozenset(("date_facture", "echeance"))


def _sommes_touchees(genre: str, document: str) -> frozenset[str]:
    """Return the documents of the chain whose sums a kind changes."""
    return _SUIVIES.get(genre) or frozenset((document,) if GENRES[genre].sens else ())


def _heurte(p: Place, genre: str, document: str) -> bool:
    """Say whether a kind beside a planted one would leave two right values to defend: a slip in sums that something
    else changes, a due date counted from a wrong date."""
    if {p.genre, genre} == _DATES:
        return True
    return bool({p.genre, genre} & SOMMES and _sommes_touchees(p.genre, p.document) & _sommes_touchees(genre, document))


class _Tirage:
    """Draws the places: no kind twice."""

    def __init__(self, f: Flux, m: Mesures) -> None:
        self.f, self.m = f, m
        self.ventes = [f"v{i + 1}" for i in range(m.ventes)]
        self.grande, self.corrigee = f.choix(self.ventes), f.choix(self.ventes)
        self.places: list[Place] = []
        self.lignes: dict[str, int] = dict.fromkeys((*self.ventes, ACHAT), 0)

    def pris(self) -> set[str]:
        """Return the kinds already planted."""
        return {p.genre for p in self.places}

    def pose(self, pool: Sequence[str], chaine: str, document: str, sens: int = 0) -> None:
        """Plant a kind of the pool on a document."""
        grande = chaine == self.grande
        libres = [
            g
            for g in pool
            if g not in self.pris()
            and self._convient(g, chaine, grande, sens)
            and not any(_heurte(p, g, document) for p in self.places if p.chaine == chaine)
        ]
        table = _POIDS_NET if sens or chaine == ACHAT else _POIDS
        poids = {g: table.get(g, 4) for g in libres}
        genre = GENRES[self.f.pondere(poids)]
        voulu = sens or self._sens("+" if chaine == ACHAT and document == "facture" and genre.sens else genre.sens)
        self.lignes[chaine] += genre.ligne
        self.places.append(Place(genre.code, chaine, document, 0, voulu))

    def _convient(self, code: str, chaine: str, grande: bool, sens: int) -> bool:
        g = GENRES[code]
        if {"grande", "franco"} & g.besoins and chaine != ACHAT and not grande:
            return False
        if "petite" in g.besoins and grande:
            return False
        if g.ligne and self.lignes[chaine] >= (self.m.lignes_achat if chaine == ACHAT else self.m.lignes):
            return False
        return not sens or {1: "+", -1: "-"}[sens] in g.sens

    def _sens(self, signes: str) -> int:
        return AUTRE_SENS[self.f.choix(signes)] if signes and signes != "t" else 0

    def tire(self) -> None:
        """Plant all."""
        m, f = self.m, self.f
        moins = f.chance(1, 4)
        for _ in range(m.a_corriger):
            self.pose(MOINS if moins else PLUS, self.corrigee, "facture", -1 if moins else 1)
        self.pose(ACHAT_NET, ACHAT, "facture", 1)
        for _ in range(m.achat - 1):
            document = f.pondere({"facture": 5, "commande": 2, "reception": 1})
            if document == "reception" and "reliquat" in self.pris():
                document = "facture"
            self.pose(ACHAT_AUTRE[document], ACHAT, document)
        self._autres()

    def _autres(self) -> None:
        """Plant the rest on the other sales, each in its turn; a sale alone takes all."""
        autres = [v for v in self.ventes if v != self.corrigee]
        tour = self.f.melange(autres)
        for i, slot in enumerate(self.f.melange(self.m.autres)):
            chaine = tour[i % len(tour)]
            if slot == "amont":
                document = "devis" if chaine == self.grande or self.f.chance(1, 3) else "commande"
                self.pose(DEVIS if document == "devis" else COMMANDE, chaine, document)
            else:
                self.pose(NOTE if slot == "note" else AVAL, chaine, "livraison" if slot == "note" else "facture")


def tire_plan(f: Flux, m: Mesures) -> Plan:
    """Draw the plan."""
    t = _Tirage(f, m)
    t.tire()
    return Plan(t.grande, t.corrigee, tuple(t.places), tuple(_leurres(t)), "accord_ignore" in t.pris())


def _leurres(t: _Tirage) -> list[tuple[str, str]]:
    """Give its look-alike to each anomaly that has one in the events, then others up to the count of the level."""
    appeles = list(dict.fromkeys(GENRES[p.genre].leurre for p in t.places))
    courriels = [c for c in appeles if c in COURRIELS] + t.f.melange([c for c in COURRIELS if c not in appeles])
    nb = t.m.courriels - ("accord_ignore" in t.pris())
    structure = [c for c in appeles if c in STRUCTURE] + t.f.melange([c for c in STRUCTURE if c not in appeles])
    choisis: list[tuple[str, str]] = []
    deux = ("deux_livraisons",) if t.m.deux_livraisons else ()
    for code in (*deux, *courriels, *structure):
        plein = sum(c in COURRIELS for c, _ in choisis) >= nb and code in COURRIELS
        if len(choisis) < t.m.structure and not plein and (chaine := _chaine(t, code)):
            choisis.append((code, chaine))
            t.lignes[chaine] += code in SUR_LIGNE
    return choisis


def _chaine(t: _Tirage, code: str) -> str:
    """Return a chain where a look-alike may stand, empty when rows are short."""
    if code == "cartons":
        return ACHAT if t.lignes[ACHAT] < t.m.lignes_achat else ""
    genres = {c: {p.genre for p in t.places if p.chaine == c} for c in t.lignes}
    ventes = [t.grande] if code == "substitution" else t.ventes
    possibles = [c for c in (*ventes, *((ACHAT,) if code == "reliquat_note" else ())) if _permet(code, genres[c])]
    if code in SUR_LIGNE:
        pleines = {c: t.m.lignes_achat if c == ACHAT else t.m.lignes for c in possibles}
        possibles = [c for c in possibles if t.lignes[c] < pleines[c]]
    return t.f.choix(possibles) if possibles else ""


_INTERDITS = {
    "paraphe": {"quantite_commande"},
    "reliquat_note": {"reliquat", "quantite_facturee"},
    "delai_fiche": {"echeance"},
    "offert": {"livre_en_trop"},
    "substitution": {"reference_livree"},
    "acompte_autre": {"acompte"},
}
"""A look-alike never stands on the chain of the anomaly that it could be taken for on the same field."""


def _permet(code: str, genres: set[str]) -> bool:
    return not (_INTERDITS.get(code, set()) & genres)

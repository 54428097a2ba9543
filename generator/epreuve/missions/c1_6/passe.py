"""C1.6: the sale and those before it as events of the journal, and the extract of the GRC that tells of them. € TTC."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.alea import Flux
from generator.epreuve.missions.c1_6.regles import CONTROLE, SUITES, Regles, present
from generator.monde.distribution import Casting, Voulu
from generator.monde.faits import Article, Client, Personne
from generator.monde.journal import (
    Avoir,
    Commande,
    CommandeFournisseur,
    Devis,
    Facture,
    Fait,
    Ligne,
    LivraisonFaite,
    Reglement,
    Vente,
)
from generator.monde.metier.calendrier import ajoute_ouvres, ouvre_suivant
from generator.monde.metier.echeances import echeance
from generator.monde.metier.prix import ZERO, arrondi_superieur

if TYPE_CHECKING:
    from generator.epreuve.missions.c1_6.roles import Contact

VOULUS = (
    Voulu("commande", "v1/commande", 61, 60),
    Voulu("livraison", "v1/livraison", 58, 57),
    Voulu("facture", "v1/facture", 55, 54),
    Voulu("jour", "v1/reglement", 34, 32),
    Voulu("jour", "visite", 44, 40),
    Voulu("commande", "v2/commande", 37, 36),
    Voulu("livraison", "v2/livraison", 34, 32),
    Voulu("facture", "v2/facture", 31, 29),
    Voulu("jour", "ancienne", 28, 27),
    Voulu("avoir", "v2/avoir", 26, 26),
    Voulu("jour", "demande", 25, 25),
    Voulu("devis", "devis1", 24, 23),
    Voulu("jour", "precision", 22, 21),
    Voulu("devis", "devis2", 20, 19),
    Voulu("commande", "v3/commande", 18, 17),
    Voulu("jour", "relance_devis", 16, 15),
    Voulu("livraison", "v3/livraison", 15, 14),
    Voulu("facture", "v3/facture", 13, 12),
    Voulu("jour", "v2/reglement", 11, 9),
)
"""The dated slots of the past: three sales (one paid, one paid in part with a credit note, one not due), two quotes."""
MINUTES = 5


@dataclass(frozen=True)
class Personnes:
    """The people outside: the client's contact, a second one there, the other client's, the supplier's or carrier's."""

    client: Personne
    second: Personne
    homonyme: Personne
    externe: Personne

    @property
    def noms(self) -> tuple[str, ...]:
        """Their names, in alphabetical order."""
        toutes = sorted((self.client, self.second, self.homonyme, self.externe), key=lambda p: (p.nom, p.prenom))
        return tuple(p.complet for p in toutes)


@dataclass(frozen=True)
class LigneGrc:
    """A row of the extract: amounts in € TTC; `fait`: day on which what follows was done, None when it was not."""

    cle: str
    quand: datetime
    canal: str
    genre: str
    personne: str
    document: str = ""
    montant: Decimal | None = None
    suite: str = ""
    responsable: str = ""
    echeance: date | None = None
    fait: date | None = None


@dataclass(frozen=True)
class Passe:
    """The events, by their key in the mission."""

    faits: tuple[Fait, ...]
    relance: date
    """Day on which the quote was followed up."""

    def fait(self, cle: str) -> Fait:
        """Return an event by its key. Raises StopIteration."""
        return next(f for f in self.faits if f.id == f"c1_6/{cle}")

    def numero(self, cle: str) -> str:
        """Return the number of an event's document."""
        return self.fait(cle).numero

    def date(self, cle: str) -> date:
        """Return the day of an event."""
        return self.fait(cle).date


def a_heure(f: Flux) -> time:
    """Return an hour of the day, well before any limit."""
    return time(f.choix((8, 9, 10, 11, 14, 15)), MINUTES * f.entier(1, 8))


# --- Events ----------------------------------------------------------------------------------------------------------


def vente(casting: Casting, client: Client, autre: Client, promise: date, arrivage: date) -> Passe:
    """Return the sale, the sales before it, the other client's order, the purchase awaited."""
    f, c, a = casting.flux("vente"), casting.creneaux, casting.articles

    def lignes(*articles: Article) -> tuple[Ligne, ...]:
        return tuple(Ligne(x.ref, f.entier(2, 6), x.vente, (), x.tva) for x in articles)

    faits: list[Fait] = []
    for nom, articles in (("v1", a), ("v2", a), ("v3", a[1:])):
        faits += _livree(casting, nom, client, lignes(*articles))
    v2 = next(x for x in faits if isinstance(x, Facture) and x.id == "c1_6/v2/facture")
    unite = replace(v2.lignes[0], quantite=1)
    avoir = Avoir(
        "c1_6/v2/avoir",
        c["v2/avoir"].date,
        c["v2/avoir"].numero,
        client=client.code,
        lignes=(unite,),
        suit=v2.id,
        motif="article défectueux",
    )
    part = (v2.totaux.total_ttc * f.entier(40, 60) / 100).quantize(Decimal(1))
    v1 = next(x for x in faits if isinstance(x, Facture) and x.id == "c1_6/v1/facture")
    faits += [
        avoir,
        Reglement("c1_6/v2/reglement", c["v2/reglement"].date, facture=v2.id, montant=part),
        Reglement("c1_6/v1/reglement", c["v1/reglement"].date, facture=v1.id, montant=v1.totaux.total_ttc),
    ]
    premiere, seconde = lignes(*a[:1]), lignes(*a)
    commande = c["confirmation"]
    faits += [
        _vente(
            casting, Devis("c1_6/devis1", c["devis1"].date, c["devis1"].numero, client=client.code, lignes=premiere)
        ),
        _vente(casting, Devis("c1_6/devis2", c["devis2"].date, c["devis2"].numero, client=client.code, lignes=seconde)),
        _vente(
            casting,
            Commande(
                "c1_6/commande",
                commande.date,
                commande.numero,
                client=client.code,
                lignes=seconde,
                suit="c1_6/devis2",
                prevue=promise,
            ),
        ),
        _vente(
            casting,
            Commande(
                "c1_6/autre",
                c["commande_autre"].date,
                c["commande_autre"].numero,
                client=autre.code,
                lignes=lignes(a[1]),
                prevue=ajoute_ouvres(casting.cadre.date, f.entier(2, 5)),
            ),
        ),
        CommandeFournisseur(
            "c1_6/achat",
            c["achat"].date,
            c["achat"].numero,
            fournisseur=a[0].fournisseur,
            prevue=arrivage,
            lignes=(
                Ligne(
                    a[0].ref, arrondi_superieur(a[0].maximum // 2 + 1, a[0].conditionnement), a[0].achat, (), a[0].tva
                ),
            ),
        ),
    ]
    return Passe(tuple(faits), c["relance_devis"].date)


def _vente(casting: Casting, fait: Devis | Commande) -> Devis | Commande:
    return replace(fait, port=_port(casting, fait.lignes), taux_port=casting.cadre.conditions.taux_port)


def _port(casting: Casting, lignes: Iterable[Ligne]) -> Decimal:
    c, ht = casting.cadre.conditions, sum((li.montant for li in lignes), ZERO)
    franc = ht >= c.port_franco if c.port_operateur == "superieur_ou_egal" else ht > c.port_franco
    return ZERO if franc else c.port_forfait


def _livree(casting: Casting, nom: str, client: Client, lignes: tuple[Ligne, ...]) -> list[Fait]:
    """Return an order, its delivery and its invoice."""
    faits: list[Fait] = []
    port, taux = _port(casting, lignes), casting.cadre.conditions.taux_port
    for serie, genre in (("commande", Commande), ("livraison", LivraisonFaite), ("facture", Facture)):
        creneau = casting.creneaux[f"{nom}/{serie}"]
        suit = faits[-1].id if faits else ""
        faits.append(
            genre(
                f"c1_6/{nom}/{serie}",
                creneau.date,
                creneau.numero,
                client=client.code,
                lignes=lignes,
                port=port,
                taux_port=taux,
                suit=suit,
            )
        )
    facture = faits[-1]
    assert isinstance(facture, Facture)
    return [*faits[:-1], replace(facture, echeance=echeance(facture.date, client.delai))]


# --- The extract -----------------------------------------------------------------------------------------------------


def lignes(casting: Casting, regles: Regles, qui: Personnes, vente_: Passe) -> list[LigneGrc]:
    """Return the rows of the extract, but the exchange already entered that documents tell again."""
    nom = qui.client.complet
    return [
        *_commerciales(casting, qui, vente_),
        *_factures(casting, qui, vente_),
        *_actions(casting, regles, nom),
        *_devis(casting, regles, qui, vente_),
    ]


def _heure(casting: Casting, cle: str) -> time:
    return a_heure(casting.flux("heure", cle))


def _commerciales(casting: Casting, qui: Personnes, vente_: Passe) -> list[LigneGrc]:
    rangs = []
    for cle in ("v2/livraison", "v3/livraison", "v1/reglement", "v2/reglement", "v2/avoir"):
        fait = vente_.fait(cle)
        genre = cle.partition("/")[2]
        quand = datetime.combine(fait.date, _heure(casting, cle))
        personne = {"reglement": qui.second.complet, "avoir": qui.second.complet}.get(genre, qui.client.complet)
        canal = {"reglement": "banque", "avoir": "courriel"}.get(genre, "")
        numero, montant = fait.numero, None
        if isinstance(fait, Reglement):
            numero, montant = vente_.numero(fait.facture.removeprefix("c1_6/")), fait.montant
        elif isinstance(fait, Avoir):
            montant = fait.totaux.total_ttc
        rangs.append(LigneGrc(cle, quand, canal, genre, personne, numero, montant))
    return rangs


def _factures(casting: Casting, qui: Personnes, vente_: Passe) -> list[LigneGrc]:
    rangs = []
    for nom in ("v1", "v2", "v3"):
        fait = vente_.fait(f"{nom}/facture")
        assert isinstance(fait, Facture)
        assert fait.echeance is not None
        rangs.append(
            LigneGrc(
                f"{nom}/facture",
                datetime.combine(fait.date, _heure(casting, f"{nom}/facture")),
                "courriel",
                "facture",
                qui.second.complet,
                fait.numero,
                fait.totaux.total_ttc,
                CONTROLE,
                present(casting.cadre, "comptabilite", fait.echeance).complet,
                fait.echeance,
                vente_.date("v1/reglement") if nom == "v1" else None,
            )
        )
    return rangs


def _ligne(
    casting: Casting, regles: Regles, cle: str, genre: str, quand: datetime, personne: str, **autres: object
) -> LigneGrc:
    """Return a row with what follows by the rules."""
    due = regles.echeance(genre, quand, recu=genre not in ("devis", "confirmation"))
    canal = {"visite": "visite", "devis": "courriel", "confirmation": "courriel"}.get(genre, "téléphone")
    responsable = present(casting.cadre, regles.suites[genre].role, due).complet
    rang = LigneGrc(cle, quand, canal, genre, personne, suite=SUITES[genre], responsable=responsable, echeance=due)
    return replace(rang, **autres)  # type: ignore[arg-type]


def _actions(casting: Casting, regles: Regles, nom: str) -> list[LigneGrc]:
    """Return three old actions: never done; due today; done late, or not done when due today is not late."""
    jour = casting.cadre.date
    ancienne = datetime.combine(casting.creneaux["ancienne"].date, _heure(casting, "ancienne"))
    du_jour = datetime.combine(ajoute_ouvres(jour, -regles.suites["visite"].delai), _heure(casting, "du_jour"))
    visite = datetime.combine(casting.creneaux["visite"].date, _heure(casting, "visite"))
    tardive = _ligne(casting, regles, "tardive", "visite", visite, nom)
    assert tardive.echeance is not None
    faite = ajoute_ouvres(tardive.echeance, casting.flux("tardive").entier(2, 5))
    return [
        _ligne(casting, regles, "ancienne", "information", ancienne, nom),
        _ligne(casting, regles, "du_jour", "visite", du_jour, nom),
        replace(tardive, fait=faite if regles.echue == "atteinte" else None),
    ]


def _devis(casting: Casting, regles: Regles, qui: Personnes, vente_: Passe) -> list[LigneGrc]:
    """Return the request, the two quotes, what came between and after."""
    nom, c = qui.client.complet, casting.creneaux
    un, deux = vente_.fait("devis1"), vente_.fait("devis2")
    assert isinstance(un, Vente)
    assert isinstance(deux, Vente)

    def quand(cle: str) -> datetime:
        return datetime.combine(c[cle].date, _heure(casting, cle))

    relance = LigneGrc("relance_devis", quand("relance_devis"), "téléphone", "relance", nom, deux.numero)
    return [
        _ligne(casting, regles, "demande", "demande_prix", quand("demande"), nom, fait=un.date),
        _ligne(
            casting,
            regles,
            "devis1",
            "devis",
            quand("devis1"),
            nom,
            document=un.numero,
            montant=un.totaux.total_ttc,
            fait=c["precision"].date,
        ),
        _ligne(
            casting,
            regles,
            "precision",
            "information",
            quand("precision"),
            nom,
            document=un.numero,
            fait=ouvre_suivant(c["precision"].date),
        ),
        _ligne(
            casting,
            regles,
            "devis2",
            "devis",
            quand("devis2"),
            nom,
            document=deux.numero,
            montant=deux.totaux.total_ttc,
            fait=relance.quand.date(),
        ),
        relance,
    ]


def ligne_contact(casting: Casting, regles: Regles, c: Contact) -> LigneGrc:
    """Return the row of an exchange already entered, what followed done on its day."""
    rang = _ligne(casting, regles, "deja", c.genre, c.quand, c.personne.complet, document=c.document, canal=c.canal)
    return replace(rang, fait=rang.echeance)


def trie(rangs: Iterable[LigneGrc]) -> tuple[LigneGrc, ...]:
    """Return the rows in order of time."""
    return tuple(sorted(rangs, key=lambda li: (li.quand, li.cle)))


def restant_du(rangs: Iterable[LigneGrc]) -> Mapping[str, Decimal]:
    """Return the sums of invoices, credit notes and payments received, € TTC."""
    sommes = {"facture": ZERO, "avoir": ZERO, "reglement": ZERO}
    for li in rangs:
        if li.genre in sommes and li.montant:
            sommes[li.genre] += li.montant
    return sommes

"""C1.2, first act: the devis and its changes, the deposit, the sale that goods come back from, the clients to write to.

Everything that a trap needs holds by construction: the changed quantity stands on the edge of the first band, the
order just above or below the free carriage, the stock of one article is exactly what is ordered, that of another short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.epreuve.missions.c1_2.envois import Acteurs, distribue, envois
from generator.epreuve.missions.c1_2.mesures import (
    MESURES,
    Manque,
    Memoire,
    Mesures,
    Modification,
    Regles,
    Renvoi,
    tire_regles,
)
from generator.epreuve.pieces.commerciaux import lignes_acompte
from generator.monde.distribution import Casting, Scenes
from generator.monde.faits import Adresse, Article, Client
from generator.monde.journal import Commande, Devis, Facture, Fait, Ligne, LivraisonFaite, Reglement, Retour, Vente
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.metier.conditions import port_du, remises_dues
from generator.monde.metier.echeances import Delai, echeance
from generator.monde.metier.prix import ZERO, arrondi

PREFIXE = "c1_2"
DEVIS, ACOMPTE, ORIGINE, RETOUR = "c1_2/devis", "c1_2/acompte", "c1_2/a1/facture", "c1_2/retour"
_RUE = 150
"""Rank of the register of streets for the addresses of this mission."""
_CHER = 60
"""Price above which nobody buys a whole band, €."""
_LIGNE_MAXI = 60
"""Units of the line that brings the order to the free carriage."""


def casting_c1_2(casting: Casting) -> Scenes:
    """Return the scènes of the mission."""
    m, regles = MESURES[casting.niveau], tire_regles(casting)
    acteurs = distribue(casting)
    articles = _articles(casting, m)
    clients = tuple(_client(casting, c, acteurs) for c in acteurs.clients)
    principal = next(c for c in clients if c.code == acteurs.principal)
    retour = next(c for c in clients if c.code == acteurs.retour)
    trame = _Trame(casting, m, regles, articles, principal)
    f = casting.flux("divers")
    memoire = Memoire(
        regles,
        principal.code,
        casting.creneaux["accord"].date,
        trame.modifications,
        trame.manques,
        _renvois(casting, articles[m.lignes :]),
        casting.creneaux["retour"].date,
        envois(casting, acteurs),
        f"RET-{f.entier(11, 98)}",
        f"{f.choix(('ENG', 'EJ', '26E', 'BA'))}-{f.entier(10_200, 98_700)}",
    )
    faits = (
        *_vente(casting, trame),
        *_avoir(casting, memoire, retour, articles[m.lignes :]),
        *_simples(casting, memoire, articles),
    )
    return Scenes(faits, clients=clients, articles=tuple(articles), memoire=memoire)


def _articles(casting: Casting, m: Mesures) -> list[Article]:
    """Return the articles of the devis, the cheapest, the first eligible to the bands, then those of the return; the
    dearest of the lot is left alone."""
    tries = sorted(casting.articles, key=lambda a: (a.vente, a.ref))[:-1]
    modifie = next((a for a in tries[: m.lignes] if a.remise_quantite), replace(tries[0], remise_quantite=True))
    devis = [modifie, *(a for a in tries[: m.lignes] if a.ref != modifie.ref)]
    return [*devis, *casting.flux("retour", "articles").melange(tries[m.lignes :])[: m.retours]]


def _client(casting: Casting, c: Client, acteurs: Acteurs) -> Client:
    """Give the client of the devis a delivery address and a term of its own, which its category has not; to the one who
    sends goods back a discount."""
    if c.code == acteurs.retour:
        return replace(c, remise=Decimal(casting.flux("remise").choix((2, 3, 4, 5))))
    if c.code != acteurs.principal:
        return c
    f, conditions = casting.flux("client"), casting.cadre.conditions
    commun = conditions.paiement["professionnel"]
    genre = commun.genre if commun.genre == "fin_de_mois_b" else "fin_de_mois_a"
    if c.categorie == "particulier":
        delai = Delai("net", f.choix((15, 20, 30)))
    else:
        delai = Delai(genre, f.choix([j for j in (15, 30, 45) if Delai(genre, j) != commun]))
    remise = Decimal(5) if casting.niveau == "expert" and c.categorie == "professionnel" else ZERO
    return replace(c, livraison=_adresse(casting, 0), delai=delai, remise=remise)


def _adresse(casting: Casting, rang: int) -> Adresse:
    return casting.cadre.population.adresse(
        _RUE + rang, casting.flux("adresse", rang), casting.cadre.firme.departement_numero
    )


# --- The devis -------------------------------------------------------------------------------------------------------


@dataclass
class _Trame:
    """The devis being built: its lines, its handwritten changes, what the warehouse is short of."""

    casting: Casting
    mesures: Mesures
    regles: Regles
    articles: Sequence[Article]
    client: Client

    def __post_init__(self) -> None:
        """Build it."""
        f, c = self.casting.flux("devis"), self.casting.cadre.conditions
        seuil = c.bandes[0][0]
        autres = self.articles[1 : self.mesures.lignes]
        ecart = f.entier(1, max(1, seuil // 3))
        self.ancienne, nouvelle = f.choix(((seuil - ecart, seuil), (seuil + ecart - 1, seuil - 1)))
        quantites = {a.ref: f.entier(3, max(3, min(6, seuil - 2))) for a in autres}
        quantites[self.articles[0].ref] = nouvelle
        self._ajuste(quantites)
        reliquats = self._reliquats(quantites)
        self.modifications = (
            Modification(True, self.articles[0].ref, self.ancienne, nouvelle),
            *self._seconde(quantites),
        )[: self.mesures.modifications]
        self.manques = tuple(f.melange([Manque(self.articles[0].ref, nouvelle, None), *reliquats]))
        imprimees = quantites | {self.articles[0].ref: self.ancienne}
        ordre = f.melange(self.articles[: self.mesures.lignes])
        self.lignes = tuple(self._ligne(a, imprimees[a.ref]) for a in ordre)

    def _ligne(self, a: Article, quantite: int) -> Ligne:
        return Ligne(
            a.ref,
            quantite,
            a.vente,
            remises_dues(self.casting.cadre.conditions, a, quantite, self.client.remise),
            a.tva,
        )

    def _commande(self, quantites: dict[str, int]) -> list[Ligne]:
        """Return the lines of the order, changes made, as the firm's rules want them."""
        lignes = [self._ligne(a, quantites[a.ref]) for a in self.articles[: self.mesures.lignes]]
        if self.regles.remise == "inchangee":
            lignes[0] = replace(lignes[0], remises=self._ligne(self.articles[0], self.ancienne).remises)
        return lignes

    def _ajuste(self, quantites: dict[str, int]) -> None:
        """Bring the order, by the dearest line, just to the free carriage, or as near below it as wanted."""
        f, c = self.casting.flux("franco"), self.casting.cadre.conditions
        cher = self.articles[self.mesures.lignes - 1].ref
        au_dela, marge = f.chance(1, 2), f.entier(0, 3)

        def gratuit(n: int) -> bool:
            return not port_du(c, self._commande(quantites | {cher: n}))

        depart = quantites[cher]
        premier = next((n for n in range(depart, _LIGNE_MAXI) if gratuit(n)), _LIGNE_MAXI)
        quantites[cher] = premier + marge if au_dela else max(depart, premier - 1 - marge)

    def _reliquats(self, quantites: dict[str, int]) -> list[Manque]:
        """Make the dearest lines short: at least half is there, and at least one unit is not."""
        f, n = self.casting.flux("reliquats"), self.mesures.lignes
        jour, resultat = self.casting.cadre.date, []
        for a in self.articles[n - self.mesures.reliquats : n]:
            q = quantites[a.ref]
            arrivee = ajoute_ouvres(jour, f.entier(6, 14))
            resultat.append(Manque(a.ref, f.entier(-(-q // 2), q - 1), arrivee))
        return resultat

    def _seconde(self, quantites: dict[str, int]) -> tuple[Modification, ...]:
        """Return the second note: another address with both initials, or a note that only the client initialled."""
        f = self.casting.flux("seconde")
        genre = f.choix(("adresse_valable", "adresse_nulle", "quantite_nulle"))
        if genre == "quantite_nulle":
            ref = self.articles[1].ref
            return (Modification(False, ref, quantites[ref], quantites[ref] + f.choix((-2, -1, 1, 2, 3))),)
        return (Modification(genre == "adresse_valable", adresse=_adresse(self.casting, 1)),)


def _vente(casting: Casting, trame: _Trame) -> Iterator[Fait]:
    """Yield the devis, the deposit invoice and its payment."""
    c, k = casting.cadre.conditions, casting.creneaux
    devis = Devis(
        DEVIS,
        k["devis"].date,
        k["devis"].numero,
        client=trame.client.code,
        lignes=trame.lignes,
        port=port_du(c, trame.lignes),
        taux_port=c.taux_port,
    )
    yield devis
    jour = k["acompte"].date
    acompte = Facture(
        ACOMPTE,
        jour,
        k["acompte"].numero,
        client=trame.client.code,
        lignes=lignes_acompte(trame.lignes, devis.totaux, c.acompte_taux),
        taux_port=c.taux_port,
        suit=DEVIS,
        echeance=jour,
        genre="acompte",
    )
    yield acompte
    yield Reglement("c1_2/reglement", jour, facture=ACOMPTE, montant=acompte.totaux.total_ttc)


# --- The return ------------------------------------------------------------------------------------------------------


def _renvois(casting: Casting, articles: Sequence[Article]) -> tuple[Renvoi, ...]:
    """Return the lines sent back: one by choice, the other by the firm's fault; one is accepted in part only."""
    f = casting.flux("renvois")
    motifs = f.melange(["convenance", "erreur"])
    refuse = f.sous(len(articles))
    return tuple(
        Renvoi(a.ref, n, n - f.entier(1, n - 2) if i == refuse else n, motif)  # type: ignore[arg-type]
        for i, (a, motif) in enumerate(zip(articles, motifs, strict=True))
        for n in (3 if a.vente > _CHER else f.entier(3, 6),)
    )


def _avoir(casting: Casting, m: Memoire, client: Client, articles: Sequence[Article]) -> Iterator[Fait]:
    """Yield three sales of the same articles, at other prices and discounts; the goods of the second come back."""
    f, c = casting.flux("avoir"), casting.cadre.conditions
    envoyees = {r.ref: r.renvoyee for r in m.renvois}
    for i, baisse in enumerate((f.entier(5, 7), f.entier(2, 4), 0)):
        lignes = []
        for a in articles:
            q = envoyees[a.ref] + f.entier(1, 2 if a.vente > _CHER else 4)
            if a.vente < _CHER and f.chance(1, 2):
                q = max(q, c.bandes[f.sous(2)][0] + f.entier(0, 3))
            prix = _ancien(a.vente, baisse)
            lignes.append(Ligne(a.ref, q, prix, remises_dues(c, a, q, client.remise), a.tva))
        yield from _chaine(casting, f"a{i}", client, tuple(lignes))
    yield Retour(
        RETOUR,
        m.retour,
        client=client.code,
        suit="c1_2/a1/livraison",
        lignes=tuple(Ligne(r.ref, r.acceptee) for r in m.renvois),
    )


def _ancien(prix: Decimal, baisse: int) -> Decimal:
    """Return the price of a former tariff, lower by some per cent, to five cents."""
    return arrondi((prix * (100 - baisse) / 100 * 20).to_integral_value() / 20) if baisse else prix


def _chaine(casting: Casting, cle: str, client: Client, lignes: tuple[Ligne, ...]) -> Iterator[Vente]:
    """Yield an order, its delivery, its invoice."""
    c, k, avant = casting.cadre.conditions, casting.creneaux, ""
    for serie, genre in (("commande", Commande), ("livraison", LivraisonFaite), ("facture", Facture)):
        creneau = k[f"{cle}/{serie}"]
        fait = genre(
            f"{PREFIXE}/{cle}/{serie}",
            creneau.date,
            creneau.numero,
            client=client.code,
            lignes=lignes,
            port=port_du(c, lignes),
            taux_port=c.taux_port,
            suit=avant,
        )
        yield replace(fait, echeance=echeance(fait.date, client.delai)) if isinstance(fait, Facture) else fait
        avant = fait.id


def _simples(casting: Casting, m: Memoire, articles: Sequence[Article]) -> Iterator[Fait]:
    """Yield the sales of the other clients to whom an invoice is sent."""
    f, c = casting.flux("simples"), casting.cadre.conditions
    par_code = {x.code: x for x in casting.clients}
    for rang, code in enumerate(simples(casting, m)):
        lignes = tuple(
            Ligne(a.ref, q, a.vente, remises_dues(c, a, q, par_code[code].remise), a.tva)
            for a in f.echantillon(articles, 2)
            for q in (f.entier(2, 6),)
        )
        yield from _chaine(casting, f"e{rang}", par_code[code], lignes)


def simples(casting: Casting, m: Memoire) -> list[str]:
    """Return the codes of the clients who have an ordinary sale, in the order of the pool."""
    retour = casting.clients[1].code
    return [c.code for c in casting.clients if c.code not in (m.client, retour)]

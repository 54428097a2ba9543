"""C1.1: the devis, built so that its quantities stand on the edges that the terms of sale draw.

Parts of the lines: « bord » (quantity exactly at the start of a band), « sous » (one below), « exclu » (many, but no
quantity discount), « retire » (withdrawn article, replaced), « net » (negotiated net price), « serie » (end of life,
still sold). The net price makes the amount compared to the free-carriage threshold equal to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from generator.alea import Flux
from generator.monde.distribution import Casting
from generator.monde.faits import Article, Conditions
from generator.monde.journal import Ligne
from generator.monde.metier.prix import CENT, ZERO, net_ligne, taux_bande

_MARGE = Decimal("0.96")
"""A negotiated price is at most that share of the price of the catalogue."""
_PLAFOND_BORD = 350
"""A band whose edge costs more than that (€) at the price of the cheapest article is not taken."""
_ESSAIS = 6


@dataclass(frozen=True)
class LigneDevis:
    """A line of the devis: article sold, article asked for (another when it was withdrawn), quantity, quantity of the
    mail (another when the note changes it), net price negotiated (None: that of the catalogue), part."""

    ref: str
    demandee: str
    quantite: int
    demande: int
    net: Decimal | None
    role: str


@dataclass(frozen=True)
class Trame:
    """The devis built, its threshold (€ HT), the articles as they must be, those left free, the other pair."""

    lignes: tuple[LigneDevis, ...]
    remise: Decimal
    franco: Decimal
    articles: tuple[Article, ...]
    libres: tuple[Article, ...]
    autre_paire: tuple[Article, Article]


def remises(
    conditions: Conditions, remise: Decimal, a: Article, quantite: int, *, net: bool
) -> tuple[Decimal, Decimal]:
    """Return the quantity discount and the client's discount (%) that apply to a line, by the rule of cumulation."""
    if net:
        return ZERO, ZERO
    bande = taux_bande(conditions.bandes, quantite) if a.remise_quantite else ZERO
    if conditions.cumul == "cascade":
        return bande, remise
    return (bande, ZERO) if bande > remise else (ZERO, remise)


def ligne(conditions: Conditions, remise: Decimal, a: Article, quantite: int, net: Decimal | None) -> Ligne:
    """Return the line of the journal: price, discounts in cascade, VAT."""
    taux = remises(conditions, remise, a, quantite, net=net is not None)
    return Ligne(a.ref, quantite, a.vente if net is None else net, tuple(t for t in taux if t), a.tva)


def compare(conditions: Conditions, li: Ligne) -> Decimal:
    """Return what a line counts for in the amount compared to the threshold, € HT."""
    return li.montant if conditions.port_base == "apres_remise" else net_ligne(li.prix, li.quantite)


def construit(casting: Casting, roles: Sequence[str], francos: Sequence[Decimal]) -> Trame:
    """Build the devis. The threshold and the edge depend on the firm's rules and pools, which no `--tirage` changes."""
    c, prix = casting.cadre.conditions, sorted(casting.articles, key=lambda a: (a.vente, a.ref))
    paire, autre = sorted(casting.paires, key=lambda p: (p[1].vente, p[1].ref))[:2]
    petits = 3 if "sous" in roles else 2
    trois, reste = prix[:petits], prix[petits:]
    bord = _bord(casting, trois[-1])
    net = _net({x.tva for x in (*trois, paire[1])}, reste)
    serie = next(a for a in reste if a is not net)
    pas = _quantite_mini(trois[-1], net)
    besoin = bord * sum((a.vente for a in trois), ZERO) + 3 * paire[1].vente + (pas + _ESSAIS) * net.vente
    besoin += 2 * serie.vente if "serie" in roles else ZERO
    franco = next((x for x in sorted(francos) if x >= besoin), (besoin / 500).to_integral_value(ROUND_CEILING) * 500)
    chantier = _Chantier(c, _remise(casting), franco, bord, pas)
    lignes, articles = chantier.monte(casting.flux("trame"), roles, trois, paire, net, serie)
    pris = {li.ref for li in lignes}
    return Trame(lignes, chantier.remise, franco, articles, tuple(a for a in prix if a.ref not in pris), autre)


def _bord(casting: Casting, a: Article) -> int:
    """Return the edge of a band, drawn among those that stay affordable."""
    bords = [debut for debut, _ in casting.cadre.conditions.bandes]
    return casting.regles("bord").choix([b for b in bords if b * a.vente <= _PLAFOND_BORD] or bords[:1])


def _net(taux: set[Decimal], reste: Sequence[Article]) -> Article:
    """Return the article of the net price: the cheapest of another VAT rate when the others have but one."""
    autres = [a for a in reste if a.tva not in taux]
    return autres[0] if len(taux) == 1 and autres else reste[0]


def _quantite_mini(petit: Article, net: Article) -> int:
    """Return the quantity from which one unit of the filler moves the net price by less than three tenths."""
    return int((petit.vente / (net.vente * Decimal("0.3"))).to_integral_value(ROUND_CEILING))


def _remise(casting: Casting) -> Decimal:
    """Return the client's negotiated discount: within the salesperson's delegation, none of the bands' rates."""
    maxi = int(casting.cadre.membre("commercial").remise_max)
    bandes = {t for _, t in casting.cadre.conditions.bandes}
    return casting.flux("remise").choix([Decimal(r) for r in range(3, maxi + 1) if Decimal(r) not in bandes])


@dataclass(frozen=True)
class _Chantier:
    """The building of the lines: terms, discount, threshold, edge, least quantity at the net price."""

    conditions: Conditions
    remise: Decimal
    franco: Decimal
    bord: int
    pas: int

    def monte(
        self,
        f: Flux,
        roles: Sequence[str],
        trois: Sequence[Article],
        paire: tuple[Article, Article],
        net: Article,
        serie: Article,
    ) -> tuple[tuple[LigneDevis, ...], tuple[Article, ...]]:
        """Return the lines and the articles as they must be."""
        petits = f.melange(trois)
        un, trois_, deux = petits[0], petits[1], petits[-1]
        retire = replace(paire[0], etat="retiré", remplacant=paire[1].ref)
        par_role = {
            "bord": replace(un, remise_quantite=True),
            "sous": replace(deux, remise_quantite=True),
            "exclu": replace(trois_, remise_quantite=False),
            "retire": paire[1],
            "net": net,
            "serie": replace(serie, etat="fin de série"),
        }
        quantites = {"bord": self.bord, "sous": self.bord - 1, "retire": f.entier(1, 3), "serie": f.entier(1, 2)}
        fixes = [r for r in roles if r in quantites]
        exclu, qte, prix, remplacant = self._ajuste(f, par_role, quantites, fixes)
        quantites |= {"exclu": exclu, "net": qte}
        par_role["retire"] = remplacant
        avant = self.bord - f.entier(1, max(1, self.bord // 4))
        lignes = tuple(
            LigneDevis(
                par_role[r].ref,
                retire.ref if r == "retire" else par_role[r].ref,
                quantites[r],
                avant if r == "bord" and "sous" in roles else quantites[r],
                prix if r == "net" else None,
                r,
            )
            for r in roles
        )
        return lignes, (retire, *(par_role[r] for r in roles))

    def _ajuste(
        self, f: Flux, articles: dict[str, Article], quantites: dict[str, int], fixes: Sequence[str]
    ) -> tuple[int, int, Decimal, Article]:
        """Return the filler's quantity, the quantity and the price of the net line, the replacing article: the amount
        compared is the threshold, to the cent. When no quantity divides the rest, one unit of the replacing article is
        priced to the cent for it."""
        essais = f.melange(range(self.pas, self.pas + _ESSAIS))
        for q in essais:
            n, reste = self._reste(articles, quantites, fixes, q)
            if int(reste / CENT) % q == 0:
                return n, q, reste / q, articles["retire"]
        q = essais[0]
        quantites["retire"] = 1
        n, reste = self._reste(articles, quantites, fixes, q)
        remplacant = articles["retire"]
        vise = self._valeur(remplacant, 1) + CENT * (int(reste / CENT) % q)
        while (valeur := self._valeur(remplacant, 1)) != vise:
            remplacant = replace(remplacant, vente=remplacant.vente + max(CENT, vise - valeur))
        return n, q, ((reste - CENT * (int(reste / CENT) % q)) / q).quantize(CENT, ROUND_HALF_UP), remplacant

    def _valeur(self, a: Article, quantite: int) -> Decimal:
        return compare(self.conditions, ligne(self.conditions, self.remise, a, quantite, None))

    def _reste(
        self, articles: dict[str, Article], quantites: dict[str, int], fixes: Sequence[str], q: int
    ) -> tuple[int, Decimal]:
        """Return the filler's quantity, and what the net line must amount to."""
        reste = self.franco - sum((self._valeur(articles[r], quantites[r]) for r in fixes), ZERO)
        haut = _MARGE * q * articles["net"].vente
        unite = self._valeur(articles["exclu"], 1000) / 1000
        n = int(((reste - haut) / unite).to_integral_value(ROUND_CEILING))
        return n, reste - self._valeur(articles["exclu"], n)

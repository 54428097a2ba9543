"""C1.4: the chains as their documents show them: right vues, the marks of the look-alikes, then the alterations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.epreuve.anomalies.catalogue import GENRES
from generator.epreuve.anomalies.chaine import Chaine, Constat, Place
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_4.memoire import Memoire, Rang, lot_de
from generator.epreuve.missions.c1_4.naturels import Trouve, naturels
from generator.epreuve.missions.c1_4.plan import ACHAT
from generator.epreuve.pieces import achats, commerciaux
from generator.epreuve.pieces.vue import LigneVue, Vue
from generator.monde.faits import Client
from generator.monde.journal import (
    Commande,
    CommandeFournisseur,
    Devis,
    Facture,
    FactureFournisseur,
    LivraisonFaite,
    Reception,
)
from generator.monde.metier.conditions import atteint
from generator.monde.metier.echeances import echeance
from generator.monde.metier.prix import net_ligne
from generator.textes import date_courte


@dataclass(frozen=True)
class Controle:
    """The chains, right and altered, and the findings."""

    justes: dict[str, Chaine]
    chaines: dict[str, Chaine]
    constats: tuple[Constat, ...]
    naturels: tuple[Trouve, ...]
    """Look-alikes that are met in the documents without any event of their own."""
    effets: dict[str, int]
    """Kind → sign of its effect on the net of the invoice that bears it, taken alone (0: none)."""


def memoire(atelier: Atelier) -> Memoire:
    """Return the memory of the first act."""
    assert isinstance(atelier.memoire, Memoire)
    return atelier.memoire


def controle(atelier: Atelier) -> Controle:
    """Build the chains, then plant the anomalies."""
    m = memoire(atelier)
    justes = {c: _vente(atelier, c) for c in m.clients} | {ACHAT: _achat(atelier)}
    trouves = naturels(atelier.flux("naturels"), m, justes)
    chaines = {c: _copie(ch) for c, ch in justes.items()}
    constats, effets = [], {}
    for place in m.plan.places:
        ch, constat = _altere(atelier, chaines[place.chaine], replace(place, ligne=_numero(m, place)))
        avant, apres = _net(chaines[place.chaine]), _net(ch)
        chaines[place.chaine] = ch
        constats.append(constat)
        effets[place.genre] = (apres > avant) - (apres < avant)
    return Controle(justes, chaines, tuple(constats), trouves, effets)


def _altere(atelier: Atelier, ch: Chaine, place: Place) -> tuple[Chaine, Constat]:
    """Plant an anomaly on a copy. On a devis or an order its sign is turned when its sum would pass the threshold of
    free carriage, which the printed carriage would then contradict: of two opposite signs only one can pass it."""

    def essai(sens: int) -> tuple[Chaine, Constat]:
        copie = _copie(ch)
        return copie, GENRES[place.genre].altere(
            copie, replace(place, sens=sens), atelier.flux("anomalie", place.genre)
        )

    copie, constat = essai(place.sens)
    if ch.achat or all(_franco(copie.vues[d]) == _franco_juste(ch, copie, d) for d in ("devis", "commande")):
        return copie, constat
    return essai(-place.sens)


def _franco(vue: Vue) -> bool:
    return not vue.port


def _franco_juste(ch: Chaine, copie: Chaine, document: str) -> bool:
    """Say whether the sums printed reach the threshold, slips counted or not; the printed state when none changed."""
    vue, c = copie.vues[document], ch.conditions
    if vue == ch.vues[document]:
        return _franco(vue)
    nets, bruts = sum(li.montant for li in vue.lignes), sum(net_ligne(li.prix, li.quantite) for li in vue.lignes)
    sans_ecart = sum(li.montant - li.ecart for li in vue.lignes)
    montants = (nets, sans_ecart) if c.port_base == "apres_remise" else (bruts,)
    atteints = {atteint(Decimal(x), c.port_franco, c.port_operateur) for x in montants}
    return _franco(vue) if len(atteints) == 1 and _franco(ch.vues[document]) in atteints else not _franco(vue)


def _copie(ch: Chaine) -> Chaine:
    return replace(ch, vues=dict(ch.vues))


def _net(ch: Chaine) -> Decimal:
    return ch.vues["facture"].totaux.net_a_payer


def _numero(m: Memoire, place: Place) -> int:
    """Return the row of an anomaly, 0 when it is on none."""
    if not GENRES[place.genre].ligne:
        return 0
    return next(i for i, r in enumerate(m.rangs[place.chaine], 1) if r.role == f"!{place.genre}")


def numero(rangs: Sequence[Rang], role: str) -> int:
    """Return the row (from 1) that plays a part. Raises StopIteration when none does."""
    return next(i for i, r in enumerate(rangs, 1) if r.role == role)


# --- Sales -----------------------------------------------------------------------------------------------------------


def _vente(atelier: Atelier, cle: str) -> Chaine:
    """Return a sale as it should read."""
    monde, m = atelier.monde, memoire(atelier)
    faits, client, rangs = monde.faits, monde.client(m.clients[cle]), m.rangs[cle]
    devis, commande = faits[f"c1_4/{cle}/devis"], faits[f"c1_4/{cle}/commande"]
    facture = faits[f"c1_4/{cle}/facture"]
    assert isinstance(devis, Devis)
    assert isinstance(commande, Commande)
    assert isinstance(facture, Facture)
    livraisons = [
        x for n in ("livraison", "livraison2") if isinstance(x := faits.get(f"c1_4/{cle}/{n}"), LivraisonFaite)
    ]
    acompte = faits.get(f"c1_4/{cle}/acompte")
    assert acompte is None or isinstance(acompte, Facture)
    signe = f"Bon pour accord, le {date_courte(commande.date)}, {client.contact.sans_civilite}"
    vues = {
        "devis": replace(commerciaux.vue_devis(monde, devis), manuscrit=(*_paraphe(m, cle, client), signe)),
        "commande": commerciaux.vue_commande(monde, commande, devis, signe=signe, acompte=acompte),
    }
    for i, (nom, livraison) in enumerate(zip(("livraison", "livraison2"), livraisons, strict=False)):
        vue = commerciaux.vue_livraison(
            monde, livraison, commande, signe=f"Reçu le {date_courte(livraison.date)}, {client.contact.nom}"
        )
        vues[nom] = replace(vue, lignes=_seconde(atelier, rangs) if i else tuple(_livree(atelier, r) for r in rangs))
    vues["facture"] = commerciaux.vue_facture(monde, facture, commande, livraisons, acompte=acompte)
    vues["commande"] = _offert(atelier, vues["commande"], rangs)
    articles = {a.ref: a for a in monde.articles}
    return Chaine(
        cle,
        vues,
        monde.cadre.conditions,
        articles,
        client.code,
        client.remise,
        client.delai,
        articles[m.autres[cle]],
        courriel="c1_4/courriel-accord_ignore",
        prix_tarif={a.ref: a.vente for a in monde.articles},
    )


def _livree(atelier: Atelier, r: Rang) -> LigneVue:
    """Return the row of the first note."""
    a = atelier.monde.article(r.livree)
    remarque = "dont 1 unité offerte" if r.offert else ""
    return LigneVue(
        a.ref,
        a.libelle,
        Decimal(r.commande),
        a.unite,
        livree=Decimal(r.livre + r.offert),
        reliquat=Decimal(r.commande - r.livre),
        remarque=remarque,
        code_unite=a.code_unite,
    )


def _seconde(atelier: Atelier, rangs: Sequence[Rang]) -> tuple[LigneVue, ...]:
    """Return the rows of the second note: what the first left."""
    return tuple(
        replace(_livree(atelier, r), quantite=Decimal(r.livre2), livree=Decimal(r.livre2), reliquat=Decimal(0))
        for r in rangs
        if r.livre2
    )


def _paraphe(m: Memoire, cle: str, client: Client) -> tuple[str, ...]:
    """Return the change of quantity written by hand on the devis and initialled."""
    if not m.plan.a("paraphe", cle):
        return ()
    n = numero(m.rangs[cle], "paraphe")
    r = m.rangs[cle][n - 1]
    initiales = f"{client.contact.prenom[0]}. {client.contact.nom[0]}."
    return (f"Ligne {n}, {r.commande} au lieu de {r.devis} – {initiales}",)


def _offert(atelier: Atelier, vue: Vue, rangs: Sequence[Rang]) -> Vue:
    """Write on the order the free unit agreed."""
    if not any(r.offert for r in rangs):
        return vue
    n, qui = numero(rangs, "offert"), atelier.membre("commercial").nom_seul
    return replace(vue, manuscrit=(f"Ligne {n}, 1 unité offerte en plus, accord de {qui}", *vue.manuscrit))


# --- Purchase --------------------------------------------------------------------------------------------------------


def _achat(atelier: Atelier) -> Chaine:
    """Return the purchase as it should read."""
    monde, m = atelier.monde, memoire(atelier)
    commande, reception, facture = (monde.faits[f"c1_4/{ACHAT}/{n}"] for n in ("commande", "reception", "facture"))
    assert isinstance(commande, CommandeFournisseur)
    assert isinstance(reception, Reception)
    assert isinstance(facture, FactureFournisseur)
    x, rangs = monde.fournisseur(m.fournisseur), m.rangs[ACHAT]
    controle_ = f"Contrôlé le {date_courte(reception.date)}, {atelier.membre('logistique').nom}"
    vues = {
        "commande": achats.vue_commande_fournisseur(monde, commande, facture.port),
        "reception": replace(achats.vue_reception(monde, reception, commande), manuscrit=(controle_,)),
        "facture": achats.vue_facture_fournisseur(monde, facture, commande, echeance(facture.date, x.delai)),
    }
    if m.plan.a("cartons", ACHAT):
        vues["facture"] = _cartons(vues["facture"], rangs)
    articles = {a.ref: a for a in monde.articles}
    return Chaine(
        ACHAT,
        vues,
        monde.cadre.conditions,
        articles,
        x.code,
        Decimal(0),
        x.delai,
        articles[m.autres[ACHAT]],
        prix_tarif={a.ref: a.achat for a in monde.articles},
    )


def _cartons(vue: Vue, rangs: Sequence[Rang]) -> Vue:
    """Bill a row by the supplier's box: fewer units, a price as many times higher, the same amount."""
    n = numero(rangs, "cartons")
    r = rangs[n - 1]
    lot = lot_de(r.article)
    return vue.avec_ligne(
        n, quantite=Decimal(r.livre // lot), unite=f"carton de {lot}", prix=r.prix * lot, code_unite="XBX"
    )

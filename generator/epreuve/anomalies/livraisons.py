"""Alterations of orders and notes: quantities, references, units, what is left to deliver."""

from __future__ import annotations

from decimal import Decimal

from generator.alea import Flux
from generator.epreuve.anomalies.chaine import Chaine, Constat, Place
from generator.epreuve.anomalies.commun import catalogue, constat, ligne, suites_ligne
from generator.monde.journal import Ligne
from generator.monde.metier.conditions import port_du, remises_dues
from generator.monde.metier.prix import ZERO

_LIVREE = "Quantité livrée ou reçue"


def quantite_commande(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Take another quantity from the devis to the order: note and invoice follow it."""
    juste = ch.vues["devis"].lignes[p.ligne - 1]
    q = int(juste.quantite)
    fausse = q + p.sens * f.entier(1, max(1, q // 3))
    article = ch.articles[juste.reference]
    for d in ("commande", "facture"):
        ch.change_ligne(
            d, p.ligne, quantite=Decimal(fausse), remises=remises_dues(ch.conditions, article, fausse, ch.remise)
        )
    ch.change_ligne("livraison", p.ligne, quantite=Decimal(fausse), livree=Decimal(fausse))
    du = port_du(
        ch.conditions, [Ligne(li.reference, int(li.quantite), li.prix, li.remises) for li in ch.vues["commande"].lignes]
    )
    ch.change("commande", port=du)
    ch.change("facture", port=du)
    suites = [
        ligne("devis", p.ligne, "Quantité"),
        ligne("livraison", p.ligne, "Quantité"),
        ligne("livraison", p.ligne, _LIVREE),
        ligne("facture", p.ligne, "Quantité"),
        ligne("commande", p.ligne, "Remise"),
        ligne("facture", p.ligne, "Remise"),
    ]
    return constat(
        p,
        ligne("commande", p.ligne, "Quantité"),
        fausse,
        q,
        (ligne("devis", p.ligne, "Quantité"),),
        (*suites, *suites_ligne("commande", p.ligne), *suites_ligne("facture", p.ligne)),
    )


def reliquat(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Note nothing left to deliver where a part is missing."""
    rang = ch.vues[p.document].lignes[p.ligne - 1]
    manque = rang.quantite - (rang.livree or ZERO)
    ch.change_ligne(p.document, p.ligne, reliquat=ZERO)
    return constat(
        p,
        ligne(p.document, p.ligne, "Reliquat"),
        0,
        manque,
        tuple(ligne(p.document, p.ligne, c) for c in ("Quantité", _LIVREE)),
        (ligne(p.document, p.ligne, _LIVREE), ligne("commande", p.ligne, "Quantité")),
    )


def livre_en_trop(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Deliver more than was ordered, and bill it."""
    q = ch.vues["livraison"].lignes[p.ligne - 1].quantite
    fausse = q + f.entier(1, max(2, int(q) // 3))
    ch.change_ligne("livraison", p.ligne, livree=fausse)
    ch.change_ligne("facture", p.ligne, quantite=fausse)
    return constat(
        p,
        ligne("livraison", p.ligne, _LIVREE),
        fausse,
        q,
        (ligne("commande", p.ligne, "Quantité"),),
        (
            ligne("livraison", p.ligne, "Quantité"),
            ligne("facture", p.ligne, "Quantité"),
            *suites_ligne("facture", p.ligne),
        ),
    )


def reference_livree(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Deliver another article than the one ordered and billed."""
    juste = ch.vues[p.document].lignes[p.ligne - 1].reference
    ch.change_ligne(p.document, p.ligne, reference=ch.autre.ref, designation=ch.autre.libelle)
    return constat(
        p,
        ligne(p.document, p.ligne, "Référence"),
        ch.autre.ref,
        juste,
        (ligne("commande", p.ligne, "Référence"),),
        (ligne("facture", p.ligne, "Référence"), ligne("commande", p.ligne, "Référence")),
    )


def unite(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Bill by the box what is sold by the piece, quantity and price unchanged."""
    rang = ch.vues[p.document].lignes[p.ligne - 1]
    lot = ch.articles[rang.reference].conditionnement
    fausse = f"carton de {lot if lot > 1 else 6}"
    ch.change_ligne(p.document, p.ligne, unite=fausse)
    return constat(
        p,
        ligne(p.document, p.ligne, "Unité"),
        fausse,
        rang.unite,
        (ligne("commande", p.ligne, "Unité"), catalogue(ch, rang.reference, "Unité")),
        (
            ligne("commande", p.ligne, "Unité"),
            ligne(p.document, p.ligne, "Quantité"),
            ligne(p.document, p.ligne, "Prix unitaire HT"),
        ),
    )

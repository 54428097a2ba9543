"""Alterations of prices, discounts, quantities billed, sums, VAT, carriage and deposit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.alea import Flux
from generator.epreuve.anomalies.chaine import Chaine, Constat, Endroit, Place
from generator.epreuve.anomalies.commun import (
    CATALOGUE,
    CGV,
    ailleurs,
    autre_prix,
    catalogue,
    constat,
    fiche,
    glissement,
    ligne,
    suites_ligne,
    taux_affiche,
    totaux,
)
from generator.monde.metier.conditions import remises_dues
from generator.monde.metier.prix import ZERO, arrondi


def prix(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Change the unit price of a row: the amount, the totals and the VAT follow."""
    juste = ch.vues[p.document].lignes[p.ligne - 1]
    faux = autre_prix(f, juste.prix, p.sens)
    ch.change_ligne(p.document, p.ligne, prix=faux)
    champ = "Prix unitaire HT"
    return constat(
        p,
        ligne(p.document, p.ligne, champ),
        faux,
        juste.prix,
        (catalogue(ch, juste.reference), *ailleurs(ch, p, champ)[:1]),
        (*suites_ligne(p.document, p.ligne), *ailleurs(ch, p, champ)),
    )


def accord_ignore(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Bill the catalogue's price where a dated mail agrees on a lower one."""
    juste = ch.vues[p.document].lignes[p.ligne - 1]
    faux = ch.prix_tarif[juste.reference]
    ch.change_ligne(p.document, p.ligne, prix=faux)
    return constat(
        p,
        ligne(p.document, p.ligne, "Prix unitaire HT"),
        faux,
        juste.prix,
        (Endroit(ch.courriel),),
        suites_ligne(p.document, p.ligne),
    )


def remise(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Leave out the discount of a row (a part of it when it has two), or grant five points more."""
    juste = ch.vues[p.document].lignes[p.ligne - 1]
    fausses = juste.remises[:-1] if p.sens > 0 else (juste.remises[0] + 5, *juste.remises[1:])
    ch.change_ligne(p.document, p.ligne, remises=fausses)
    return _remise(ch, p, juste.remise)


def remises_cumulees(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Add the two discounts where they go in cascade; apply both where only the higher one counts."""
    juste = ch.vues[p.document].lignes[p.ligne - 1]
    article, q = ch.articles[juste.reference], int(juste.quantite)
    deux = remises_dues(replace(ch.conditions, cumul="cascade"), article, q, ch.remise)
    fausses = (sum(deux, ZERO),) if ch.conditions.cumul == "cascade" else deux
    ch.change_ligne(p.document, p.ligne, remises=fausses)
    return _remise(ch, p, juste.remise, Endroit(CGV, "Vente", "Cumul avec la remise client", "Valeur"))


def remise_exclue(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Grant the quantity discount on an article that the catalogue excludes from it."""
    juste = ch.vues[p.document].lignes[p.ligne - 1]
    article = replace(ch.articles[juste.reference], remise_quantite=True)
    ch.change_ligne(p.document, p.ligne, remises=remises_dues(ch.conditions, article, int(juste.quantite), ch.remise))
    return _remise(ch, p, juste.remise, catalogue(ch, juste.reference, "Remise quantité"))


def _remise(ch: Chaine, p: Place, juste: Decimal, *preuves: Endroit) -> Constat:
    lue = ch.vues[p.document].lignes[p.ligne - 1].remise
    return constat(
        p,
        ligne(p.document, p.ligne, "Remise"),
        taux_affiche(lue),
        taux_affiche(juste),
        (*preuves, Endroit(CGV, "Bandes"), fiche(ch, "Remise (%)")),
        (*suites_ligne(p.document, p.ligne), *ailleurs(ch, p, "Remise")),
    )


def quantite_facturee(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Bill what was ordered where less was delivered (the reliquat is noted)."""
    juste, commandee = (
        ch.vues[p.document].lignes[p.ligne - 1].quantite,
        ch.vues["commande"].lignes[p.ligne - 1].quantite,
    )
    ch.change_ligne(p.document, p.ligne, quantite=commandee)
    note = "reception" if ch.achat else "livraison"
    return constat(
        p,
        ligne(p.document, p.ligne, "Quantité"),
        commandee,
        juste,
        (ligne(note, p.ligne, "Quantité livrée ou reçue"),),
        (*suites_ligne(p.document, p.ligne), ligne(note, p.ligne, "Quantité livrée ou reçue")),
    )


def ligne_double(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Bill a row twice: the second time at the end."""
    vue = ch.vues[p.document]
    repetee = replace(vue.lignes[p.ligne - 1], remarque="")
    ch.change(p.document, lignes=(*vue.lignes, repetee))
    n = len(vue.lignes) + 1
    note = "reception" if ch.achat else "livraison"
    return constat(
        replace(p, ligne=n),
        ligne(p.document, n, "Quantité"),
        repetee.quantite,
        0,
        (ligne(note, p.ligne, "Quantité livrée ou reçue"),),
        (
            ligne(p.document, n, "Référence"),
            ligne(p.document, p.ligne, "Quantité"),
            ligne(p.document, p.ligne, "Référence"),
            *suites_ligne(p.document, n),
        ),
    )


def montant_ligne(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Slip in the amount of a row: the sums follow the wrong amount."""
    juste = ch.vues[p.document].lignes[p.ligne - 1].montant
    faux = juste + p.sens * glissement(f, juste)
    ch.change_ligne(p.document, p.ligne, ecart=faux - juste)
    return constat(
        p,
        ligne(p.document, p.ligne, "Montant HT de la ligne"),
        faux,
        juste,
        tuple(ligne(p.document, p.ligne, c) for c in ("Quantité", "Prix unitaire HT")),
        totaux(p.document),
    )


def total_ttc(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Slip in the total TTC alone: the net follows."""
    juste = ch.vues[p.document].totaux.total_ttc
    faux = juste + p.sens * glissement(f, juste)
    ch.change(p.document, ecart_ttc=faux - juste)
    return constat(
        p,
        totaux(p.document, "Total TTC")[0],
        faux,
        juste,
        totaux(p.document, "Total HT", "Total TVA"),
        totaux(p.document, "Net à payer", "Total TVA", "Total HT"),
    )


def montant_tva(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Slip in the VAT of a rate: the total TVA and the TTC follow."""
    t = ch.vues[p.document].totaux
    ecart = p.sens * glissement(f, t.tva[-1].montant)
    ch.change(p.document, ecart_tva=ecart)
    rang = Endroit(p.document, "tva", json_taux(t.tva[-1].taux), "Total TVA")
    return constat(
        p,
        totaux(p.document, "Total TVA")[0],
        t.total_tva + ecart,
        t.total_tva,
        (rang,),
        (rang, *totaux(p.document, "Total TTC", "Net à payer")),
    )


def json_taux(taux: Decimal) -> str:
    """Return a rate as it names a row of the VAT table."""
    return f"{taux_affiche(taux):f}"


def taux_tva(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Put a row at another rate of VAT."""
    juste = ch.vues[p.document].lignes[p.ligne - 1]
    faux = Decimal(10) if juste.tva == 20 else Decimal(20)
    ch.change_ligne(p.document, p.ligne, tva=faux)
    return constat(
        p,
        ligne(p.document, p.ligne, "Taux de TVA"),
        faux,
        juste.tva,
        (Endroit(CATALOGUE, "Articles", juste.reference, "TVA (%)"),),
        (*totaux(p.document, "Total TVA", "Total TTC", "Net à payer"), *ailleurs(ch, p, "Taux de TVA")),
    )


def port(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Bill carriage that the order has not, or half as much again."""
    juste = ch.vues[p.document].port
    forfait = ch.vues["commande"].port or ch.conditions.port_forfait
    faux = forfait if not juste else arrondi(juste * Decimal("1.5"))
    ch.change(p.document, port=faux)
    return constat(
        p,
        totaux(p.document, "Port HT")[0],
        faux,
        juste,
        (totaux("commande", "Port HT")[0], *(() if ch.achat else (Endroit(CGV, "Vente", "Franco de port", "Valeur"),))),
        (*totaux(p.document), totaux("commande", "Port HT")[0]),
    )


def acompte(ch: Chaine, p: Place, _: Flux) -> Constat:
    """Forget to deduct the deposit."""
    juste = ch.vues[p.document].acompte
    ch.change(p.document, acompte=ZERO, mentions=())
    return constat(
        p,
        totaux(p.document, "Acompte")[0],
        0,
        juste,
        (Endroit("commande", "conditions", "", "Acompte"),),
        (*totaux(p.document, "Net à payer"), Endroit("commande", "conditions", "", "Acompte")),
    )

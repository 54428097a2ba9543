"""C1.4, first act: the events of the chains, from their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from generator.epreuve.missions.c1_4.memoire import Rang
from generator.epreuve.missions.c1_4.plan import ACHAT, Plan
from generator.epreuve.pieces.commerciaux import lignes_acompte
from generator.monde.cadre import Cadre
from generator.monde.distribution import Casting
from generator.monde.faits import Client, Fournisseur
from generator.monde.journal import (
    Commande,
    CommandeFournisseur,
    Devis,
    Facture,
    FactureFournisseur,
    Fait,
    Ligne,
    LivraisonFaite,
    Reception,
    Reglement,
)
from generator.monde.metier.conditions import port_du, remises_dues
from generator.monde.metier.echeances import echeance
from generator.monde.metier.prix import ZERO


def _ligne(cadre: Cadre, r: Rang, q: int, remise: Decimal) -> Ligne:
    return Ligne(r.article.ref, q, r.article.vente, remises_dues(cadre.conditions, r.article, q, remise), r.article.tva)


def vente(casting: Casting, chaine: str, client: Client, rangs: Sequence[Rang], plan: Plan) -> list[Fait]:
    """Return the events of a sale."""
    cadre, id_, c = casting.cadre, f"c1_4/{chaine}", casting.creneaux
    condition = cadre.conditions
    devisees = tuple(_ligne(cadre, r, r.devis, client.remise) for r in rangs)
    commandees = tuple(_ligne(cadre, r, r.commande, client.remise) for r in rangs)
    de_: dict[str, Any] = {"client": client.code, "taux_port": condition.taux_port}
    cr = {k: c[f"{chaine}/{k}"] for k in ("devis", "commande", "livraison", "facture")}
    port = port_du(condition, commandees)
    devis = Devis(
        f"{id_}/devis", cr["devis"].date, cr["devis"].numero, lignes=devisees, port=port_du(condition, devisees), **de_
    )
    f = casting.flux("reference", chaine)
    commande = Commande(
        f"{id_}/commande",
        cr["commande"].date,
        cr["commande"].numero,
        lignes=commandees,
        port=port,
        suit=devis.id,
        prevue=cr["livraison"].date,
        reference_client=f"{f.choix(('BC', 'CDE', 'ACH'))}-{f.entier(1100, 9800)}",
        **de_,
    )
    livraison = LivraisonFaite(
        f"{id_}/livraison",
        cr["livraison"].date,
        cr["livraison"].numero,
        suit=commande.id,
        lignes=_livrees(rangs),
        **de_,
    )
    faits: list[Fait] = [devis, commande, livraison]
    if plan.a("deux_livraisons", chaine):
        faits.append(
            LivraisonFaite(
                f"{id_}/livraison2",
                c["livraison2"].date,
                c["livraison2"].numero,
                suit=commande.id,
                lignes=_livrees(rangs, seconde=True),
                **de_,
            )
        )
    acompte = ZERO
    if chaine == plan.grande:
        faits += _acompte(casting, commande, f"{id_}/acompte", de_)
        acompte = next(x for x in faits if isinstance(x, Facture)).totaux.total_ttc
    facturees = tuple(
        replace(li, ref=r.livree, quantite=r.livre + r.livre2, prix=r.prix)
        for r, li in zip(rangs, commandees, strict=True)
    )
    faits.append(
        Facture(
            f"{id_}/facture",
            cr["facture"].date,
            cr["facture"].numero,
            lignes=facturees,
            port=port,
            acompte=acompte,
            suit=livraison.id,
            echeance=echeance(cr["facture"].date, client.delai),
            **de_,
        )
    )
    return faits


def _livrees(rangs: Sequence[Rang], *, seconde: bool = False) -> tuple[Ligne, ...]:
    return tuple(Ligne(r.livree, n) for r in rangs for n in (r.livre2 if seconde else r.livre + r.offert,) if n)


def _acompte(casting: Casting, commande: Commande, id_: str, de_: dict[str, Any]) -> list[Fait]:
    """Return the deposit invoice and its payment, the same day."""
    creneau = casting.creneaux["acompte"]
    lignes = lignes_acompte(commande.lignes, commande.totaux, casting.cadre.conditions.acompte_taux)
    facture = Facture(
        id_,
        creneau.date,
        creneau.numero,
        lignes=lignes,
        suit=commande.id,
        echeance=creneau.date,
        genre="acompte",
        **de_,
    )
    return [facture, Reglement(f"{id_}/reglement", creneau.date, facture=id_, montant=facture.totaux.total_ttc)]


def port_achat(x: Fournisseur, lignes: Sequence[Ligne]) -> Decimal:
    """Return a supplier's carriage on an order, € HT."""
    return ZERO if sum((li.montant for li in lignes), ZERO) >= x.franco else x.port


def achat(casting: Casting, x: Fournisseur, rangs: Sequence[Rang]) -> list[Fait]:
    """Return the events of the purchase."""
    c, f = casting.creneaux, casting.flux("reference", ACHAT)
    lignes = tuple(Ligne(r.article.ref, r.commande, r.article.achat, (), r.article.tva) for r in rangs)
    recues = tuple(replace(li, quantite=r.livre) for r, li in zip(rangs, lignes, strict=True))
    commande = CommandeFournisseur(
        f"c1_4/{ACHAT}/commande",
        c["a/commande"].date,
        c["a/commande"].numero,
        fournisseur=x.code,
        lignes=lignes,
        prevue=c["a/reception"].date,
    )
    reception = Reception(
        f"c1_4/{ACHAT}/reception",
        c["a/reception"].date,
        c["a/reception"].numero,
        fournisseur=x.code,
        lignes=recues,
        suit=commande.id,
    )
    jour: date = c["a/facture"].date
    reference = f.choix(
        (f"F{jour:%y}-{f.entier(1100, 9800)}", f"{jour:%y%m}-{f.entier(101, 980)}", f"FC{f.entier(11000, 98000)}")
    )
    return [
        commande,
        reception,
        FactureFournisseur(
            f"c1_4/{ACHAT}/facture",
            jour,
            fournisseur=x.code,
            lignes=recues,
            suit=commande.id,
            reference=reference,
            port=port_achat(x, lignes),
        ),
    ]

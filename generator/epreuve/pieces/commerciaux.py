"""Commercial documents laid out from the events of the journal: devis, commande, bon de livraison, factures, avoir…

Two steps: `vue_…(monde, fait, …)` gives a `Vue` (what the document says before any sum), and `vue.document` lays it out
with its sums. `devis`, `commande`, `bon_livraison`, `facture`, `avoir` do both. Codes of the fields: contenus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.epreuve.pieces.contenus import Champ, DocumentCommercial
from generator.epreuve.pieces.parties import (
    partie_client,
    partie_firme,
    partie_livraison,
)
from generator.epreuve.pieces.vue import LigneVue, Vue, document, piece
from generator.monde.faits import Categorie, Client
from generator.monde.journal import (
    Avoir,
    Commande,
    Devis,
    Facture,
    Ligne,
    LivraisonFaite,
    Retour,
    Vente,
)
from generator.monde.metier.prix import CENT_POUR_CENT, ZERO, Totaux, arrondi
from generator.monde.monde import Monde
from generator.textes import date_courte, enumere, euros, euros_courts, pourcent

PENALITES_PUBLIC = "taux de refinancement de la Banque centrale européenne majoré de huit points"
INDEMNITE = Decimal(40)

# --- Lines -----------------------------------------------------------------------------------------------------------


def ligne_vue(monde: Monde, li: Ligne, quantite: int | None = None) -> LigneVue:
    """Return the row of an agreed line."""
    a = monde.article(li.ref)
    return LigneVue(
        a.ref,
        a.libelle,
        Decimal(li.quantite if quantite is None else quantite),
        a.unite,
        li.prix,
        li.remises,
        li.tva,
        code_unite=a.code_unite,
    )


def lignes_vue(monde: Monde, lignes: Sequence[Ligne]) -> tuple[LigneVue, ...]:
    """Return the rows of agreed lines."""
    return tuple(ligne_vue(monde, li) for li in lignes)


def lignes_livrees(
    monde: Monde, livrees: Sequence[Ligne], commandees: Sequence[Ligne], deja: Sequence[Ligne] = ()
) -> tuple[LigneVue, ...]:
    """Return the rows of a delivery or reception note: ordered, delivered, still to come (`deja`: delivered before)."""

    def somme(lignes: Sequence[Ligne], ref: str) -> int:
        return sum(li.quantite for li in lignes if li.ref == ref)

    rangs = []
    for li in commandees:
        avant, n = somme(deja, li.ref), somme(livrees, li.ref)
        if n or not avant:
            rangs.append(
                replace(
                    ligne_vue(monde, li, li.quantite - avant),
                    livree=Decimal(n),
                    reliquat=Decimal(li.quantite - avant - n),
                )
            )
    return tuple(rangs)


# --- Sales -----------------------------------------------------------------------------------------------------------


def vue_devis(monde: Monde, fait: Devis) -> Vue:
    """Return the vue of a quote: validity by the terms of sale, place for the agreement."""
    c, client = monde.cadre.conditions, monde.client(fait.client)
    validite = fait.date + timedelta(days=c.validite_jours)
    return Vue(
        "devis",
        **_vente(monde, fait),
        conditions=(
            Champ("validite", "Valable jusqu’au", validite, "date"),
            Champ("delai_paiement", "Paiement", client.delai.libelle),
        ),
        signature="Bon pour accord, date et signature",
    )


def vue_commande(
    monde: Monde, fait: Commande, devis: Devis | None = None, *, signe: str = "", acompte: Facture | None = None
) -> Vue:
    """Return the vue of an order as recorded; `signe`: the agreement by hand; `acompte`: its deposit invoice."""
    client = monde.client(fait.client)
    refs = reference("reference_devis", "Devis", devis.numero if devis else "") + reference(
        "commande_client", "Votre commande", fait.reference_client
    )
    conditions = [Champ("date_livraison_prevue", "Livraison prévue", fait.prevue, "date")] if fait.prevue else []
    conditions.append(Champ("delai_paiement", "Paiement", client.delai.libelle))
    if acompte:
        conditions += [
            Champ("acompte", "Acompte reçu", acompte.totaux.total_ttc, "montant"),
            Champ("facture_acompte", "Facture d’acompte", f"{acompte.numero} du {date_courte(acompte.date)}"),
        ]
    return Vue(
        "commande",
        **_vente(monde, fait),
        references=refs,
        conditions=tuple(conditions),
        signature="Bon pour accord, date et signature",
        manuscrit=(signe,) if signe else (),
    )


def vue_livraison(
    monde: Monde, fait: LivraisonFaite, commande: Commande, deja: Sequence[Ligne] = (), *, signe: str = ""
) -> Vue:
    """Return the vue of a delivery note: ordered, delivered, reliquat; no price; `signe` is the handwritten receipt."""
    client = monde.client(fait.client)
    vente = _vente(monde, fait) | {
        "lignes": lignes_livrees(monde, fait.lignes, commande.lignes, deja),
        "livraison": None,
        "destinataire": partie_livraison(client),
        "port": ZERO,
    }
    return Vue(
        "bon_livraison",
        **vente,
        references=(
            *reference("reference_commande", "Commande", commande.numero),
            *reference("commande_client", "Votre commande", commande.reference_client),
        ),
        signature="Reçu le, nom et signature",
        manuscrit=(signe,) if signe else (),
    )


def vue_facture(
    monde: Monde,
    fait: Facture,
    commande: Commande,
    livraisons: Sequence[LivraisonFaite],
    *,
    acompte: Facture | None = None,
) -> Vue:
    """Return the vue of an invoice with its compulsory mentions; `acompte` is the deposit invoice that it deducts."""
    client = monde.client(fait.client)
    refs = (
        *reference("reference_commande", "Commande", commande.numero),
        *reference("commande_client", "Votre commande", commande.reference_client),
        *reference("reference_livraison", "Bon de livraison", ", ".join(x.numero for x in livraisons)),
        *((Champ("date_livraison", "Livré le", livraisons[-1].date, "date"),) if livraisons else ()),
    )
    libelle = (
        f"Acompte (facture {acompte.numero} du {date_courte(acompte.date)})" if acompte else "Acompte déjà facturé"
    )
    mentions = (mention_acompte(acompte),) if acompte else ()
    return Vue(
        "facture",
        **_vente(monde, fait),
        references=refs,
        conditions=conditions_paiement(monde, client, fait.echeance or fait.date),
        acompte=fait.acompte,
        libelle_acompte=libelle,
        mentions=mentions,
    )


def vue_acompte(monde: Monde, fait: Facture, commande: Commande | Devis) -> Vue:
    """Return the vue of a deposit invoice, on an order or on an accepted quote: a row for each VAT rate (`fait.lignes`: see
    `lignes_acompte`)."""
    client = monde.client(fait.client)
    quoi, code, libelle = "la commande", "reference_commande", "Commande"
    if isinstance(commande, Devis):
        quoi, code, libelle = "le devis", "reference_devis", "Devis"
    votre = "" if isinstance(commande, Devis) else commande.reference_client
    lignes = tuple(
        LigneVue(
            "",
            f"Acompte sur {quoi} {commande.numero} ({pourcent(li.tva)} de TVA)",
            Decimal(1),
            "forfait",
            li.prix,
            (),
            li.tva,
        )
        for li in fait.lignes
    )
    return Vue(
        "facture_acompte",
        **_vente(monde, fait) | {"lignes": lignes, "livraison": None},
        references=(
            *reference(code, libelle, commande.numero),
            *reference("commande_client", "Votre commande", votre),
        ),
        conditions=conditions_paiement(monde, client, fait.echeance or fait.date),
    )


def vue_avoir(monde: Monde, fait: Avoir, facture: Facture) -> Vue:
    """Return the vue of a credit note, which cites number and date of its invoice; amounts are positive."""
    refs = (
        Champ("reference_facture", "Facture d’origine", facture.numero),
        Champ("date_facture", "Du", facture.date, "date"),
        *reference("motif", "Motif", fait.motif),
    )
    return Vue(
        "avoir",
        **_vente(monde, fait) | {"livraison": None},
        references=refs,
        conditions=(Champ("escompte", "Escompte", "néant"),),
        mentions=("Avoir à déduire de votre prochain règlement.",),
    )


def vue_retour(monde: Monde, fait: Retour, livraison: LivraisonFaite, numero: str) -> Vue:
    """Return the vue of a return note: goods that the client sends back. It has no series: its number is given."""
    client = monde.client(fait.client)
    return Vue(
        "bon_retour",
        numero,
        fait.date,
        partie_firme(monde.cadre.firme),
        partie_client(client),
        lignes_vue(monde, fait.lignes),
        references=reference("reference_livraison", "Bon de livraison", livraison.numero),
        signature="Reçu le, nom et signature",
    )


def _vente(monde: Monde, fait: Vente) -> dict[str, Any]:
    client = monde.client(fait.client)
    return {
        "numero": fait.numero,
        "date": fait.date,
        "emetteur": partie_firme(monde.cadre.firme),
        "destinataire": partie_client(client),
        "lignes": lignes_vue(monde, fait.lignes),
        "livraison": partie_livraison(client) if client.livraison else None,
        "port": fait.port,
        "taux_port": fait.taux_port,
    }


def reference(code: str, libelle: str, valeur: str) -> tuple[Champ, ...]:
    """Return a header field, none when its value is empty."""
    return (Champ(code, libelle, valeur),) if valeur else ()


def conditions_paiement(monde: Monde, client: Client, echeance: date) -> tuple[Champ, ...]:
    """Return the payment mentions of an invoice: due date, term, escompte; what delay costs, as the client wants it."""
    return (
        Champ("echeance", "Échéance", echeance, "date"),
        Champ("delai_paiement", "Délai de paiement", client.delai.libelle),
        Champ("mode", "Règlement", "virement"),
        Champ("iban", "IBAN", iban_imprime(monde.cadre.firme.iban)),
        Champ("escompte", "Escompte pour paiement anticipé", "néant"),
        *retard(client.categorie, monde.cadre.conditions.penalites),
    )


def retard(categorie: Categorie, penalites: str) -> tuple[Champ, ...]:
    """Return what a late payment costs, by kind of client."""
    if categorie == "particulier":
        return ()
    if categorie == "public":
        return (Champ("penalites", "Pénalités de retard", PENALITES_PUBLIC),)
    return (
        Champ("penalites", "Pénalités de retard", penalites),
        Champ("indemnite", "Indemnité forfaitaire de recouvrement", euros_courts(INDEMNITE)),
    )


def iban_imprime(numero: str) -> str:
    """Write an IBAN by groups of 4."""
    return " ".join(numero[i : i + 4] for i in range(0, len(numero), 4))


# --- Deposits --------------------------------------------------------------------------------------------------------


def lignes_acompte(lignes: Sequence[Ligne], t: Totaux, taux: Decimal) -> tuple[Ligne, ...]:
    """Return the lines of a deposit of `taux` % of an order: one for each VAT rate, that share of its HT base."""
    refs = {li.tva: li.ref for li in reversed(lignes)}
    return tuple(
        Ligne(refs.get(b.taux, lignes[0].ref), 1, arrondi(b.base * taux / CENT_POUR_CENT), (), b.taux) for b in t.tva
    )


def mention_acompte(acompte: Facture) -> str:
    """Return the sentence of the final invoice that gives the VAT already charged on the deposit, by rate."""
    parts = [f"{euros(b.montant)} à {pourcent(b.taux)}" for b in acompte.totaux.tva]
    return f"TVA déjà facturée sur l’acompte : {enumere(parts)}."


# --- Both steps at once ----------------------------------------------------------------------------------------------


def devis(monde: Monde, fait: Devis) -> DocumentCommercial:
    """Return the quote."""
    return document(vue_devis(monde, fait))


def commande(monde: Monde, fait: Commande, devis_: Devis | None = None, *, signe: str = "") -> DocumentCommercial:
    """Return the order."""
    return document(vue_commande(monde, fait, devis_, signe=signe))


def bon_livraison(
    monde: Monde, fait: LivraisonFaite, commande_: Commande, deja: Sequence[Ligne] = (), *, signe: str = ""
) -> DocumentCommercial:
    """Return the delivery note."""
    return document(vue_livraison(monde, fait, commande_, deja, signe=signe))


def facture(
    monde: Monde,
    fait: Facture,
    commande_: Commande,
    livraisons: Sequence[LivraisonFaite],
    *,
    acompte: Facture | None = None,
) -> DocumentCommercial:
    """Return the invoice."""
    return document(vue_facture(monde, fait, commande_, livraisons, acompte=acompte))


def avoir(monde: Monde, fait: Avoir, facture_: Facture) -> DocumentCommercial:
    """Return the credit note."""
    return document(vue_avoir(monde, fait, facture_))


__all__ = ["LigneVue", "Vue", "document", "piece"]

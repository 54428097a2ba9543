"""The check of a client's invoice, and the invoice that is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.valeurs import compact, ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_4 import amont
from generator.controle.solveurs.c1_4.constats import ABSENT, Constat, chiffre, sommes
from generator.controle.solveurs.c1_4.pieces import LignePiece, Piece, Vente
from generator.controle.solveurs.c1_4.references import Accord, References
from generator.controle.solveurs.regles import date_de
from generator.controle.solveurs.ventes import ZERO

MENTIONS = {
    "Escompte pour paiement anticipé": ("Escompte", "Escompte"),
    "Pénalités de retard": ("Pénalités de retard",) * 2,
}
"""Label printed → (field of the answer, rule of the terms of sale)."""
INDEMNITE = "Indemnité forfaitaire de recouvrement"


@dataclass(frozen=True)
class Due:
    """A row as it is due: reference delivered, quantity, price, discount (%), rate of VAT (%)."""

    reference: str
    quantite: Decimal
    prix: Decimal
    remise: Decimal
    taux: Decimal

    @property
    def montant(self) -> Decimal:
        """The amount HT."""
        return ventes.montant_ligne(self.quantite, self.prix, self.remise)


def due(v: Vente, o: LignePiece, refs: References, accord: Accord) -> Due:
    """Return what is due for a row of the order: quantities of the delivery notes, right price, discount and rate."""
    refs.procedure.exige_si_dite("Quantité facturée", "livrée ou reçue")
    reference = accord.remplace.get(o.reference, o.reference)
    livree = sum(
        (li.livree or ZERO for bl in v.livraisons for li in bl.lignes if amont.ligne_commandee(v, li, accord) is o),
        ZERO,
    )
    prix = accord.prix.get(o.reference, accord.prix.get(reference, refs.figure(o.reference, "Prix de vente HT")))
    return Due(
        reference,
        livree - amont.offertes(v).get(o.numero, ZERO),
        prix,
        refs.remise(o.reference, o.quantite, v.code_client),
        refs.figure(reference, "TVA (%)"),
    )


def acompte(commande: Piece) -> Decimal:
    """Return the deposit that an order tells, 0 when it tells none."""
    return commande.montant("Acompte reçu") if commande.champ("Acompte reçu") else ZERO


def acompte_facture(facture: Piece) -> Decimal:
    """Return the deposit that an invoice deducts, 0 when it deducts none."""
    lus = [nom for nom, _ in facture.document.champs if nom.startswith("Acompte")]
    return facture.montant(lus[0]) if lus else ZERO


def facture(v: Vente, refs: References, accord: Accord) -> Iterator[Constat]:
    """Yield what is wrong in a client's invoice."""
    yield from _lignes(v, refs, accord)
    yield from chiffre(v.facture, None, "Port HT", v.facture.montant("Port HT"), v.commande.montant("Port HT"))
    verse = acompte_facture(v.facture)
    yield from chiffre(v.facture, None, "Acompte", verse, acompte(v.commande), -1)
    yield from sommes(v.facture, refs, verse)
    yield from _entete(v, refs)
    yield from mentions(v.facture, refs)


def _lignes(v: Vente, refs: References, accord: Accord) -> Iterator[Constat]:
    vues: set[str] = set()
    for li in v.facture.lignes:
        o = amont.ligne_commandee(v, li, accord)
        if o.numero in vues:
            yield Constat(v.facture, li.numero, "Quantité", ecrit_nombre(li.quantite), "0", 1)
            continue
        vues.add(o.numero)
        yield from _ligne(v, li, o, due(v, o, refs, accord), accord)


def _ligne(v: Vente, li: LignePiece, o: LignePiece, juste: Due, accord: Accord) -> Iterator[Constat]:
    livres = {x.reference for bl in v.livraisons for x in bl.lignes if amont.ligne_commandee(v, x, accord) is o}
    if li.reference not in {juste.reference, *livres}:
        yield Constat(v.facture, li.numero, "Référence", li.reference, juste.reference)
    if li.quantite != min(juste.quantite, o.quantite):  # too many delivered: what was ordered may be billed
        yield from chiffre(v.facture, li, "Quantité", li.quantite, juste.quantite)
    for champ, lu, vrai, repris, effet in (
        ("Prix unitaire HT", li.prix, juste.prix, o.prix, 1),
        ("Remise", li.remise, juste.remise, o.remise, -1),
        ("Taux de TVA", li.taux, juste.taux, o.taux, 1),
    ):
        ignore_accord = champ == "Prix unitaire HT" and (o.reference in accord.prix or juste.reference in accord.prix)
        if lu is not None and lu != vrai and (lu != repris or ignore_accord):
            yield from chiffre(v.facture, li, champ, lu, vrai, effet)
    if li.unite != o.unite:
        yield Constat(v.facture, li.numero, "Unité", li.unite, o.unite)


def _entete(v: Vente, refs: References) -> Iterator[Constat]:
    f, fiche = v.facture, refs.client(v.code_client)
    yield from amont.commande_citee(f, v.commande, "Commande")
    derniere = max(bl.date for bl in v.livraisons)
    if f.date < derniere:
        yield Constat(f, "0", "Date", f.date.isoformat(), derniere.isoformat())
    lue, juste = (
        date_de(f.document.champ("Échéance"), f.nom),
        ventes.echeance(refs.paiement, fiche["Délai de paiement"], f.date),
    )
    if lue != juste:
        yield Constat(f, "0", "Échéance", lue.isoformat(), juste.isoformat())
    yield from identifiants(
        f,
        {
            "SIRET": (f.identifiant("Client", "SIRET"), fiche["SIRET"]),
            "N° TVA": (f.identifiant("Client", "N° TVA"), fiche["N° TVA"]),
            "Code postal de facturation": (f.code_postal("Client"), fiche["Code postal"]),
        },
    )


def identifiants(f: Piece, valeurs: Mapping[str, tuple[str, str]]) -> Iterator[Constat]:
    """Yield the identifiers (field → read, right) that differ, spaces apart."""
    for champ, (lu, vrai) in valeurs.items():
        if vrai and compact(lu) != compact(vrai):
            yield Constat(f, "0", champ, lu or ABSENT, vrai)


def mentions(f: Piece, refs: References) -> Iterator[Constat]:
    """Yield the mentions of the terms of sale that a firm's invoice lacks or tells otherwise."""
    for libelle, (champ, regle) in MENTIONS.items():
        lu, vrai = f.champ(libelle), refs.paiement.texte(regle)
        if lu != vrai:
            yield Constat(f, "0", champ, lu or ABSENT, vrai)
    somme = ventes.montant(refs.paiement, "Indemnité forfaitaire", "{n} € (professionnels)")
    lue = f.champ(INDEMNITE)
    if lue != ecrit_nombre(somme):
        yield Constat(f, "0", "Indemnité forfaitaire", lue or ABSENT, ecrit_nombre(somme))

"""The checks of a devis, of its order, of its delivery notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from generator.controle.lecture.dossier import Introuvable
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_4.constats import ABSENT, Constat, chiffre, sommes
from generator.controle.solveurs.c1_4.pieces import LignePiece, Piece, Vente
from generator.controle.solveurs.c1_4.references import Accord, References
from generator.controle.solveurs.regles import date_de, inconnue
from generator.controle.solveurs.ventes import ZERO

_CHANGEE = re.compile(r"Ligne (\d+)(?: :|,) (\d+) au lieu de (\d+) – \w\. ?\w\.")
_OFFERTE = re.compile(r"Ligne (\d+)(?: :|,) (\d+) unités? offertes? en plus, accord de (?:M\.|Mme) ")


def tarif(
    piece: Piece, li: LignePiece, refs: References, code: str, avant: LignePiece | None = None
) -> Iterator[Constat]:
    """Yield what is wrong in a row's price, discount and rate, unless the document before already bears the same error."""
    justes = (
        ("Prix unitaire HT", li.prix, refs.figure(li.reference, "Prix de vente HT"), avant and avant.prix, 1),
        ("Remise", li.remise, refs.remise(li.reference, li.quantite, code), avant and avant.remise, -1),
        ("Taux de TVA", li.taux, refs.figure(li.reference, "TVA (%)"), avant and avant.taux, 1),
    )
    for champ, lu, vrai, repris, effet in justes:
        if lu is not None and lu != repris:
            yield from chiffre(piece, li, champ, lu, vrai, effet)


def port(piece: Piece, refs: References, repris: Decimal | None = None) -> Iterator[Constat]:
    """Yield a false carriage, by the terms of sale on what the document bears."""
    brut = sum((ventes.centime(li.quantite * (li.prix or ZERO)) for li in piece.lignes), ZERO)
    net = sum((li.montant or ZERO for li in piece.lignes), ZERO)
    lu = piece.montant("Port HT")
    if lu != repris:
        yield from chiffre(piece, None, "Port HT", lu, ventes.port(refs.port, brut, net))


def devis(v: Vente, refs: References) -> Iterator[Constat]:
    """Yield what is wrong in a devis."""
    for li in v.devis.lignes:
        yield from tarif(v.devis, li, refs, v.code_client)
    yield from port(v.devis, refs)
    yield from sommes(v.devis, refs)
    texte = refs.port.texte("Validité d’un devis")
    m = re.fullmatch(r"(\d+) jours calendaires après sa date", texte)
    if m is None:
        raise inconnue("Validité d’un devis", texte)
    lue = date_de(v.devis.document.champ("Valable jusqu’au"), v.devis.nom)
    juste = v.devis.date + timedelta(days=int(m[1]))
    if lue != juste:
        yield Constat(v.devis, "0", "Validité", lue.isoformat(), juste.isoformat())


def commande(v: Vente, refs: References) -> Iterator[Constat]:
    """Yield what is wrong in an order: quantities of the devis or their initialled change, then as a devis."""
    changees = {m[1]: (Decimal(m[2]), Decimal(m[3])) for m in _CHANGEE.finditer(v.devis.document.suivi)}
    du_devis = {li.reference: li for li in v.devis.lignes}
    par_numero = {li.numero: li for li in v.devis.lignes}
    for li in v.commande.lignes:
        origine = du_devis.get(li.reference) or par_numero.get(li.numero)
        if origine is None:
            raise Introuvable(f"{v.commande.nom}, ligne {li.numero} : absente du devis")
        if li.reference != origine.reference:
            yield Constat(v.commande, li.numero, "Référence", li.reference, origine.reference)
        attendue = origine.quantite
        if origine.numero in changees and changees[origine.numero][1] == attendue:
            attendue = changees[origine.numero][0]
        yield from chiffre(v.commande, li, "Quantité", li.quantite, attendue, 0)
        yield from tarif(v.commande, li, refs, v.code_client, _faux(origine, refs, v.code_client))
    repris = v.devis.montant("Port HT") if any(port(v.devis, refs)) else None
    yield from port(v.commande, refs, repris)
    yield from sommes(v.commande, refs)


def _faux(li: LignePiece, refs: References, code: str) -> LignePiece | None:
    """Return a row of the devis when it bears an error, which its copy does not count again."""
    fausse = any(tarif_de(li, refs, code))
    return li if fausse else None


def tarif_de(li: LignePiece, refs: References, code: str) -> Iterator[bool]:
    """Yield True for each of price, discount and rate that is wrong in a row."""
    yield li.prix != refs.figure(li.reference, "Prix de vente HT")
    yield li.remise != refs.remise(li.reference, li.quantite, code)
    yield li.taux != refs.figure(li.reference, "TVA (%)")


def offertes(v: Vente) -> dict[str, Decimal]:
    """Return the free units that the order agrees to by hand, by number of row."""
    return {m[1]: Decimal(m[2]) for m in _OFFERTE.finditer(v.commande.document.suivi)}


def ligne_commandee(v: Vente, li: LignePiece, accord: Accord) -> LignePiece:
    """Return the row of the order that a row of a delivery note or of an invoice answers. Raises Introuvable."""
    livrees = {accord.remplace.get(o.reference, o.reference): o for o in v.commande.lignes}
    trouvee = livrees.get(li.reference) or next((o for o in v.commande.lignes if o.reference == li.reference), None)
    trouvee = trouvee or next((o for o in v.commande.lignes if o.numero == li.numero), None)
    if trouvee is None:
        raise Introuvable(f"ligne {li.numero} ({li.reference}) : absente de {v.commande.nom}")
    return trouvee


def livraisons(v: Vente, refs: References, accord: Accord) -> Iterator[Constat]:
    """Yield what is wrong in the delivery notes of a sale, the first one first."""
    deja: dict[str, Decimal] = {}
    gratuites = offertes(v)
    for bl in v.livraisons:
        yield from commande_citee(bl, v.commande, "Commande")
        for li in bl.lignes:
            o = ligne_commandee(v, li, accord)
            attendue = accord.remplace.get(o.reference, o.reference)
            if li.reference not in (attendue, o.reference):
                yield Constat(bl, li.numero, "Référence", li.reference, attendue)
            yield from _quantites(bl, li, o, deja, gratuites.get(o.numero, ZERO))
        yield from _lieu(bl, v, refs)


def commande_citee(piece: Piece, commande_: Piece, *champs: str) -> Iterator[Constat]:
    """Yield a false number of order."""
    lu = next((t for c in champs if (t := piece.champ(c))), ABSENT)
    if lu != commande_.numero:
        yield Constat(piece, "0", "Commande citée", lu, commande_.numero)


def _quantites(
    bl: Piece, li: LignePiece, o: LignePiece, deja: dict[str, Decimal], gratuites: Decimal
) -> Iterator[Constat]:
    livree, reste = li.livree or ZERO, o.quantite - deja.get(o.numero, ZERO)
    if li.quantite not in (o.quantite, reste):
        yield from chiffre(bl, li, "Quantité", li.quantite, o.quantite, 0)
    if livree > reste + gratuites:
        yield from chiffre(bl, li, "Quantité livrée ou reçue", livree, reste, 0)
    deja[o.numero] = deja.get(o.numero, ZERO) + livree
    if li.reliquat is not None:
        yield from chiffre(bl, li, "Reliquat", li.reliquat, max(ZERO, reste - livree), 0)


def _lieu(bl: Piece, v: Vente, refs: References) -> Iterator[Constat]:
    fiche = refs.client(v.code_client)
    m = re.search(r"\b(\d{5}) \D+$", fiche["Adresse de livraison"])
    attendu = m[1] if m else fiche["Code postal"]
    lu = bl.code_postal("Adresse de livraison") or bl.code_postal("Destinataire") or bl.code_postal("Client")
    if lu != attendu:
        yield Constat(bl, "0", "Code postal de livraison", lu, attendu)

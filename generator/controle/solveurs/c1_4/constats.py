"""A finding: where, what is read, what is right; and the checks that every document with amounts shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_4.pieces import LignePiece, Piece
from generator.controle.solveurs.c1_4.references import References
from generator.controle.solveurs.ventes import ZERO

ABSENT = "absent"


@dataclass(frozen=True)
class Constat:
    """A finding. `sens`: +1 when it makes the net to pay too high, −1 too low, 0 when it does not touch it."""

    piece: Piece
    ligne: str
    champ: str
    releve: str
    attendu: str
    sens: int = 0


def signe(valeur: Decimal) -> int:
    """Return −1, 0 or 1."""
    return (valeur > 0) - (valeur < 0)


def chiffre(
    piece: Piece, ligne: LignePiece | None, champ: str, releve: Decimal, attendu: Decimal, effet: int = 1
) -> Iterator[Constat]:
    """Yield a finding when two figures differ; `effet` is −1 for what lowers the net (a discount, a deposit), 0 for none."""
    if releve != attendu:
        yield Constat(
            piece,
            ligne.numero if ligne else "0",
            champ,
            ecrit_nombre(releve),
            ecrit_nombre(attendu),
            effet * signe(releve - attendu),
        )


def sommes(piece: Piece, refs: References, acompte: Decimal = ZERO) -> Iterator[Constat]:
    """Yield what is wrong in the amounts, each checked on what is printed above it."""
    for li in piece.lignes:
        if li.prix is not None and li.montant is not None:
            yield from chiffre(
                piece, li, "Montant HT de la ligne", li.montant, ventes.montant_ligne(li.quantite, li.prix, li.remise)
            )
    port, ht, taxe, ttc = (piece.montant(n) for n in ("Port HT", "Total HT", "Total TVA", "Total TTC"))
    montants = [(li.taux or ZERO, li.montant or ZERO) for li in piece.lignes]
    yield from total(piece, refs, "Total HT", ht, sum((m for _, m in montants), ZERO) + port)
    parts = [*montants, (ventes.taux_port(refs.port), port)] if port else montants
    yield from total(piece, refs, "Total TVA", taxe, sum((t.montant for t in ventes.tva(parts)), ZERO))
    yield from total(piece, refs, "Total TTC", ttc, ht + taxe)
    if piece.champ("Net à payer") is not None:
        yield from total(piece, refs, "Net à payer", piece.montant("Net à payer"), ttc - acompte)


def total(piece: Piece, refs: References, champ: str, releve: Decimal, attendu: Decimal) -> Iterator[Constat]:
    """Yield a finding on a sum that is beyond the tolerance."""
    if releve != attendu and not refs.tolere(releve - attendu):
        yield from chiffre(piece, None, champ, releve, attendu)

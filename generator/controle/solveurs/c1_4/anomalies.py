"""« Anomalies relevées »: every finding of every chain, with what the procedure does of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.controle.lecture.dossier import Dossier, ZoneLue
from generator.controle.solveurs.c1_4 import achat, amont, facture, pieces
from generator.controle.solveurs.c1_4.constats import Constat
from generator.controle.solveurs.c1_4.pieces import Achat, Vente
from generator.controle.solveurs.c1_4.references import Accord, References
from generator.controle.solveurs.registre import Rang, solveur

COLONNES = ("Document", "Ligne (0 : hors des lignes)", "Champ", "Valeur relevée", "Valeur attendue", "Action")
REGLES = {
    "Prix": "catalogue, sauf accord écrit",
    "Port": "bon de commande",
    "Quantité facturée": "livrée ou reçue",
    "Date de facture": "livraison, au plus tôt",
    "Erreur reprise ailleurs": "signalée à l’origine seulement",
    "Effet sur le net": "anomalie par anomalie",
}
"""Rules of the procedure that have one wording."""
TROP_ELEVE, TROP_FAIBLE, JUSTE = (f"Facture client, net {e}" for e in ("trop élevé", "trop faible", "juste"))
IBAN, AUTRE_CHAMP = "Facture fournisseur, IBAN", "Facture fournisseur, autre champ"


def accord_de(v: Vente, refs: References) -> Accord:
    """Return what the mails agree on a sale. Raises Introuvable."""
    return refs.accord(v.commande.numero, {li.reference for li in v.commande.lignes})


def de_vente(v: Vente, refs: References) -> Iterator[Constat]:
    """Yield the findings of a sale, document by document. Raises Introuvable."""
    accord = accord_de(v, refs)
    for regle, forme in REGLES.items():
        refs.procedure.exige(regle, forme)
    yield from amont.devis(v, refs)
    yield from amont.commande(v, refs)
    yield from amont.livraisons(v, refs, accord)
    yield from facture.facture(v, refs, accord)


def d_achat(a: Achat, refs: References) -> Iterator[Constat]:
    """Yield the findings of the purchase. Raises Introuvable."""
    yield from achat.commande(a, refs)
    yield from achat.receptions(a)
    yield from achat.facture(a, refs)


def action(c: Constat, refs: References, *, fournisseur: bool) -> str:
    """Return the action of a finding. Raises Introuvable."""
    if c.piece.titre in (pieces.DEVIS, pieces.COMMANDE):
        return refs.action("Devis, bon de commande")
    if c.piece.titre in (pieces.LIVRAISON, pieces.RECEPTION):
        return refs.action("Bon de livraison, de réception")
    if fournisseur:
        return refs.action(IBAN if c.champ == "IBAN" else AUTRE_CHAMP)
    return refs.action({1: TROP_ELEVE, -1: TROP_FAIBLE, 0: JUSTE}[c.sens])


@solveur("Anomalies relevées", *COLONNES)
def anomalies(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List the anomalies of the sales and of the purchase."""
    refs = References(dossier, zone.mission)
    constats = [(c, False) for v in pieces.ventes(dossier, zone.mission) for c in de_vente(v, refs)]
    constats += [(c, True) for c in d_achat(pieces.achat(dossier, zone.mission), refs)]
    return [
        dict(
            zip(
                COLONNES,
                (c.piece.nom, c.ligne, c.champ, c.releve, c.attendu, action(c, refs, fournisseur=f)),
                strict=True,
            )
        )
        for c, f in constats
    ]

"""The document that corrects a client's invoice, and what is contested of the supplier's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre, normalise
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_4 import achat, facture, pieces
from generator.controle.solveurs.c1_4.anomalies import AUTRE_CHAMP, JUSTE, TROP_ELEVE, TROP_FAIBLE, accord_de
from generator.controle.solveurs.c1_4.constats import signe
from generator.controle.solveurs.c1_4.pieces import Achat, Vente
from generator.controle.solveurs.c1_4.references import References
from generator.controle.solveurs.registre import solveur
from generator.controle.solveurs.ventes import ZERO

FICHIER = "correction.xlsx"
DIFFERENCES = ("avoir partiel", "facture complémentaire")
_ARTICLE = re.compile(r"^(?:Les? |La |L’)")
"""« Le Moulin » is « du Moulin » in a sentence."""
DEMANDES = {"demander un avoir": "avoir", "demander une facture rectificative": "facture rectificative"}


@dataclass(frozen=True)
class Sommes:
    """The sums of an invoice: HT, VAT, deposit."""

    ht: Decimal
    tva: Decimal
    acompte: Decimal = ZERO

    @property
    def ttc(self) -> Decimal:
        """Total TTC."""
        return self.ht + self.tva

    @property
    def net(self) -> Decimal:
        """Net to pay."""
        return self.ttc - self.acompte


def _sommes(parts: list[tuple[Decimal, Decimal]], refs: References, port: Decimal, acompte: Decimal) -> Sommes:
    ht = sum((m for _, m in parts), ZERO) + port
    avec_port = [*parts, (ventes.taux_port(refs.port), port)] if port else parts
    return Sommes(ht, sum((t.montant for t in ventes.tva(avec_port)), ZERO), acompte)


def vente(dossier: Dossier, zone: ZoneLue, refs: References) -> Vente:
    """Return the sale whose client the question names. Raises Introuvable."""
    mission = next(m for m in dossier.missions if m.numero == zone.mission)
    question = normalise(mission.questions.get(zone.question, ""))
    trouvees = [
        v
        for v in pieces.ventes(dossier, zone.mission)
        if normalise(_ARTICLE.sub("", refs.client(v.code_client)["Nom"])) in question
    ]
    if len(trouvees) != 1:
        raise Introuvable("le client que nomme la question")
    return trouvees[0]


def due_vente(v: Vente, refs: References) -> Sommes:
    """Return the sums of the invoice that is due. Raises Introuvable."""
    accord = accord_de(v, refs)
    dues = [facture.due(v, o, refs, accord) for o in v.commande.lignes]
    return _sommes(
        [(d.taux, d.montant) for d in dues], refs, v.commande.montant("Port HT"), facture.acompte(v.commande)
    )


def due_achat(a: Achat, refs: References) -> Sommes:
    """Return the sums due to the supplier. Raises Introuvable."""
    dues = [achat.due(a, o, refs) for o in a.commande.lignes]
    return _sommes([(d.taux, d.montant) for d in dues], refs, a.commande.montant("Port HT"), ZERO)


def type_document(v: Vente, refs: References) -> str:
    """Return the document that the procedure asks for. Raises Introuvable."""
    ecart = v.facture.montant("Net à payer") - due_vente(v, refs).net
    return refs.action({1: TROP_ELEVE, -1: TROP_FAIBLE, 0: JUSTE}[signe(ecart)])


def correction(dossier: Dossier, zone: ZoneLue) -> Sommes:
    """Return the sums of the document to issue: differences, or the whole due. Raises Introuvable."""
    refs = References(dossier, zone.mission)
    v = vente(dossier, zone, refs)
    juste = due_vente(v, refs)
    if type_document(v, refs) not in DIFFERENCES:
        return juste
    return Sommes(abs(v.facture.montant("Total HT") - juste.ht), abs(v.facture.montant("Total TVA") - juste.tva))


@solveur("Type de document", fichier=FICHIER)
def quel_document(dossier: Dossier, zone: ZoneLue) -> str:
    """Say which document corrects the invoice."""
    refs = References(dossier, zone.mission)
    return type_document(vente(dossier, zone, refs), refs)


@solveur("Facture corrigée", fichier=FICHIER)
def facture_corrigee(dossier: Dossier, zone: ZoneLue) -> str:
    """Name the invoice to correct."""
    return vente(dossier, zone, References(dossier, zone.mission)).facture.nom


@solveur("Total HT", fichier=FICHIER)
def total_ht(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total HT of the document."""
    return ecrit_nombre(correction(dossier, zone).ht)


@solveur("Total TVA", fichier=FICHIER)
def total_tva(dossier: Dossier, zone: ZoneLue) -> str:
    """Write its VAT."""
    return ecrit_nombre(correction(dossier, zone).tva)


@solveur("Total TTC", fichier=FICHIER)
def total_ttc(dossier: Dossier, zone: ZoneLue) -> str:
    """Write its total TTC."""
    return ecrit_nombre(correction(dossier, zone).ttc)


@solveur("Nouveau net à payer de la vente", fichier=FICHIER)
def nouveau_net(dossier: Dossier, zone: ZoneLue) -> str:
    """Write what is due in the end for the sale."""
    refs = References(dossier, zone.mission)
    return ecrit_nombre(due_vente(vente(dossier, zone, refs), refs).net)


@solveur("Montant TTC à contester")
def a_contester(dossier: Dossier, zone: ZoneLue) -> str:
    """Write what is contested of the supplier's invoice."""
    refs, a = References(dossier, zone.mission), pieces.achat(dossier, zone.mission)
    return ecrit_nombre(a.facture.montant("Net à payer") - due_achat(a, refs).net)


@solveur("Document à demander au fournisseur")
def a_demander(dossier: Dossier, zone: ZoneLue) -> str:
    """Name the document to ask the supplier for."""
    texte = References(dossier, zone.mission).action(AUTRE_CHAMP)
    if texte not in DEMANDES:
        raise Introuvable(f"action inconnue : « {texte} »")
    return DEMANDES[texte]

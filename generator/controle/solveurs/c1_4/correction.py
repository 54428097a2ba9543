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
from generator.controle.solveurs.c1_4.pieces import Achat, Piece, Vente
from generator.controle.solveurs.c1_4.references import References
from generator.controle.solveurs.registre import solveur
from generator.controle.solveurs.ventes import ZERO

FICHIER = "correction.xlsx"
DIFFERENCES = ("avoir partiel", "facture complémentaire")
_ARTICLE = re.compile(r"^(?:Les? |La |L’)")
"""« Le Moulin » is « du Moulin » in a sentence."""
_FORME = re.compile(r"^(?:SARL|SAS|SASU|EURL|SA|SNC|SCI|SCOP|SCA|EI|EIRL|SELARL|SCEA|EARL|GAEC) ")
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


def _sommes(parts: list[tuple[Decimal, Decimal]], acompte: Decimal = ZERO) -> Sommes:
    return Sommes(sum((m for _, m in parts), ZERO), sum((t.montant for t in ventes.tva(parts)), ZERO), acompte)


def vente(dossier: Dossier, zone: ZoneLue) -> Vente:
    """Return the sale whose client the question names. Raises Introuvable."""
    mission = next(m for m in dossier.missions if m.numero == zone.mission)
    question = normalise(mission.questions.get(zone.question, ""))
    trouvees = [v for v in pieces.ventes(dossier, zone.mission) if any(_cite(question, p) for p in v.pieces)]
    if len(trouvees) != 1:
        raise Introuvable("le client que nomme la question")
    return trouvees[0]


def _cite(question: str, piece: Piece) -> bool:
    """Say whether a question names the client of a document: its name without its legal form nor its article."""
    lignes = piece.partie("Client") or piece.partie("Destinataire")
    nom = normalise(_ARTICLE.sub("", _FORME.sub("", lignes[0]))) if lignes else ""
    return bool(nom) and re.search(rf"\b{re.escape(nom)}\b", question) is not None


def due_vente(v: Vente, refs: References) -> Sommes:
    """Return the sums of the invoice that is due. Raises Introuvable."""
    accord = accord_de(v, refs)
    parts = [(d.taux, d.montant) for d in (facture.due(v, o, refs, accord) for o in v.commande.lignes)]
    if port := v.commande.montant("Port HT"):
        parts.append((ventes.taux_port(refs.port), port))
    return _sommes(parts, facture.acompte(v.commande))


def due_achat(a: Achat, refs: References) -> Sommes:
    """Return the sums due to the supplier. Raises Introuvable."""
    parts = [(d.taux, d.montant) for d in (achat.due(a, o, refs) for o in a.commande.lignes)]
    if port := a.commande.montant("Port HT"):
        parts.append((achat.taux_port(a, refs), port))
    return _sommes(parts)


def type_document(v: Vente, refs: References) -> str:
    """Return the document that the procedure asks for. Raises Introuvable."""
    ecart = v.facture.montant("Net à payer") - due_vente(v, refs).net
    return refs.action({1: TROP_ELEVE, -1: TROP_FAIBLE, 0: JUSTE}[signe(ecart)])


def correction(dossier: Dossier, zone: ZoneLue) -> Sommes:
    """Return the sums of the document to issue: differences, or the whole due. Raises Introuvable."""
    refs = References(dossier, zone.mission)
    v = vente(dossier, zone)
    juste = due_vente(v, refs)
    if type_document(v, refs) not in DIFFERENCES:
        return juste
    return Sommes(abs(v.facture.montant("Total HT") - juste.ht), abs(v.facture.montant("Total TVA") - juste.tva))


@solveur("Type de document", fichier=FICHIER)
def quel_document(dossier: Dossier, zone: ZoneLue) -> str:
    """Say which document corrects the invoice."""
    refs = References(dossier, zone.mission)
    return type_document(vente(dossier, zone), refs)


@solveur("Facture corrigée", fichier=FICHIER)
def facture_corrigee(dossier: Dossier, zone: ZoneLue) -> str:
    """Name the invoice to correct."""
    return vente(dossier, zone).facture.nom


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
    return ecrit_nombre(due_vente(vente(dossier, zone), refs).net)


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

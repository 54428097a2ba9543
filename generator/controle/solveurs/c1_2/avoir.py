"""The credit note for an accepted return: avoir.xlsx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_2.commande import CHAMP, VALEUR, champs
from generator.controle.solveurs.c1_2.facture import rangs_tva
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, decimal
from generator.controle.solveurs.ventes import CENT, ZERO, centime

FICHIER, BON_RETOUR, RETOUR = "avoir.xlsx", "Bon de retour", "Retour"


@dataclass(frozen=True)
class Reprise:
    """A line of the credit note: quantity accepted, net HT before what is kept back (« retenue »), rate of VAT (%)."""

    reference: str
    quantite: Decimal
    net: Decimal
    retenue: Decimal
    taux: Decimal

    @property
    def montant(self) -> Decimal:
        """The amount HT given back."""
        return self.net - self.retenue


def bon_retour(dossier: Dossier, mission: str) -> DocumentLu:
    """Return the return note. Raises Introuvable."""
    return ventes.document_titre(dossier, mission, BON_RETOUR)


def vendues(dossier: Dossier, mission: str) -> list[Mapping[str, str]]:
    """Return the lines sold with the delivery that the return note cites. Raises Introuvable."""
    bl = ventes.mention(bon_retour(dossier, mission), "Bon de livraison")
    table = dossier.table(mission, "Facture", "Date", "Bon de livraison", "Référence", "Quantité", "PU HT")
    lues = [li for li in table.lignes if li["Bon de livraison"] == bl]
    if len({li["Facture"] for li in lues}) != 1:
        raise Introuvable(f"facture de la livraison {bl}")
    return lues


def reprises(dossier: Dossier, mission: str) -> list[Reprise]:
    """Return the lines of the credit note: quantities of the decision, prices of the invoice. Raises Introuvable."""
    regles = Regles(dossier, mission, RETOUR)
    regles.exige("Port", "non remboursé")
    ventes_ = {li["Référence"]: li for li in vendues(dossier, mission)}
    resultat = []
    for decision in dossier.table(mission, "Référence", "Quantité acceptée", "Motif retenu").lignes:
        vendue = ventes_.get(decision["Référence"])
        if vendue is None:
            raise Introuvable(f"{decision['Référence']} dans les ventes au client")
        n, prix, remise, taux = (
            decimal(t, f"{decision['Référence']}, {nom}")
            for t, nom in (
                (decision["Quantité acceptée"], "quantité"),
                (vendue["PU HT"], "prix"),
                (vendue["Remise (%)"] or "0", "remise"),
                (vendue["TVA (%)"], "TVA"),
            )
        )
        net = ventes.montant_ligne(n, prix, remise)
        if n:
            resultat.append(
                Reprise(decision["Référence"], n, net, centime(net * _retenue(dossier, mission, decision) / CENT), taux)
            )
    return resultat


def _retenue(dossier: Dossier, mission: str, decision: Mapping[str, str]) -> Decimal:
    """Return the share (%) kept back of a line, by its motive."""
    motifs = {"convenance du client": "Convenance du client", "erreur de l’entreprise": "Erreur de l’entreprise"}
    if decision["Motif retenu"] not in motifs:
        raise Introuvable(f"motif de retour inconnu : « {decision['Motif retenu']} »")
    retient = Regles(dossier, mission, RETOUR).choix(
        motifs[decision["Motif retenu"]],
        {"retenue des conditions générales de vente, sur le prix net HT": True, "aucune retenue": False},
    )
    return (
        ventes.montant(Regles(dossier, mission, ventes.PAIEMENT), "Retenue sur retour", "{n} % du prix net HT")
        if retient
        else ZERO
    )


def tva(dossier: Dossier, mission: str) -> tuple[ventes.Tva, ...]:
    """Return the VAT of the credit note. Raises Introuvable."""
    return tuple(ventes.tva((r.taux, r.montant) for r in reprises(dossier, mission)))


def total_ht(dossier: Dossier, mission: str) -> Decimal:
    """Return the total HT. Raises Introuvable."""
    return sum((r.montant for r in reprises(dossier, mission)), ZERO)


def total_tva(dossier: Dossier, mission: str) -> Decimal:
    """Return the total VAT. Raises Introuvable."""
    return sum((t.montant for t in tva(dossier, mission)), ZERO)


@solveur("Avoir", CHAMP, VALEUR, fichier=FICHIER)
def entete(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Fill the header of the credit note."""
    origine = vendues(dossier, zone.mission)[0]
    return champs(
        {
            "Numéro": ventes.numero_suivant(dossier, zone.mission, "avoir", dossier.date),
            "Date": dossier.date.isoformat(),
            "Code client": ventes.mention(bon_retour(dossier, zone.mission), "Code client"),
            "N° de la facture d’origine": origine["Facture"],
            "Date de la facture d’origine": origine["Date"],
        }
    )


@solveur(
    "Lignes de l’avoir",
    "Référence",
    "Quantité",
    "Prix net HT avant retenue",
    "Retenue HT (0 si aucune)",
    "Montant HT de l’avoir",
    fichier=FICHIER,
)
def lignes_avoir(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the lines of the credit note."""
    return [
        {
            "Référence": r.reference,
            "Quantité": ecrit_nombre(r.quantite),
            "Prix net HT avant retenue": ecrit_nombre(r.net),
            "Retenue HT (0 si aucune)": ecrit_nombre(r.retenue),
            "Montant HT de l’avoir": ecrit_nombre(r.montant),
        }
        for r in reprises(dossier, zone.mission)
    ]


@solveur("TVA par taux", "Taux (%)", "Base HT", "Montant de la TVA", fichier=FICHIER)
def tva_avoir(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the VAT of the credit note."""
    return rangs_tva(tva(dossier, zone.mission))


@solveur("Total HT", fichier=FICHIER)
def ht_avoir(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total HT."""
    return ecrit_nombre(total_ht(dossier, zone.mission))


@solveur("Total TVA", fichier=FICHIER)
def taxe_avoir(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total VAT."""
    return ecrit_nombre(total_tva(dossier, zone.mission))


@solveur("Total TTC", fichier=FICHIER)
def ttc_avoir(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total TTC."""
    return ecrit_nombre(total_ht(dossier, zone.mission) + total_tva(dossier, zone.mission))

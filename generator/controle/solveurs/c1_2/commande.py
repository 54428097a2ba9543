"""The order that follows from the accepted devis and its handwritten notes: bon_commande.xlsx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_2.manuscrit import notes
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, decimal
from generator.controle.solveurs.ventes import ZERO, Tva

FICHIER, DEVIS, ACOMPTE = "bon_commande.xlsx", "Devis", "Facture d’acompte"
VENTE = "Vente"
SANS_REMISE = "prix net, sans remise quantité"
CHAMP, VALEUR = "Champ", "Valeur"
COLONNES_LIGNES = ("Référence", "Quantité", "PU HT", "Remise en % (0 si aucune)", "Montant HT")


@dataclass(frozen=True)
class Ligne:
    """A line: quantity, unit price HT, one rate of discount (%), rate of VAT (%)."""

    reference: str
    quantite: Decimal
    prix: Decimal
    remise: Decimal
    taux: Decimal

    @property
    def brut(self) -> Decimal:
        """The amount before discounts."""
        return ventes.centime(self.quantite * self.prix)

    @property
    def montant(self) -> Decimal:
        """The amount HT, discounts taken off."""
        return ventes.montant_ligne(self.quantite, self.prix, self.remise)


@dataclass(frozen=True)
class Totaux:
    """The sums of a document: lines HT, carriage HT, VAT by rate."""

    lignes: Decimal
    port: Decimal
    tva: tuple[Tva, ...]

    @property
    def ht(self) -> Decimal:
        """Total HT."""
        return self.lignes + self.port

    @property
    def taxe(self) -> Decimal:
        """Total VAT."""
        return sum((t.montant for t in self.tva), ZERO)

    @property
    def ttc(self) -> Decimal:
        """Total TTC."""
        return self.ht + self.taxe


def devis(dossier: Dossier, mission: str) -> DocumentLu:
    """Return the accepted devis. Raises Introuvable."""
    return ventes.document_titre(dossier, mission, DEVIS)


def code_client(dossier: Dossier, mission: str) -> str:
    """Return the code of the client of the sale, from the devis or from the deposit invoice. Raises Introuvable."""
    for titre in (DEVIS, ACOMPTE):
        try:
            return ventes.mention(ventes.document_titre(dossier, mission, titre), "Code client")
        except Introuvable:
            continue
    raise Introuvable("code du client (devis ou facture d’acompte)")


def quantites(dossier: Dossier, mission: str) -> list[tuple[Mapping[str, str], Ligne, bool]]:
    """Return the lines of the devis as (row, line at its new quantity and old discount, changed or not).

    Raises Introuvable, also for two notes on one line, or a note that does not quote the quantity of the devis.
    """
    document = devis(dossier, mission)
    valables = [n for n in notes(document, Regles(dossier, mission, VENTE)) if n.ligne]
    changees = {n.ligne: n for n in valables}
    if len(changees) != len(valables):
        raise Introuvable("deux notes manuscrites sur une ligne")
    resultat = []
    for rang in document.table("N°", "Référence", "Quantité", "PU HT", "TVA").lignes:
        ligne, note = _lue(rang), changees.pop(rang["N°"], None)
        if note is not None and note.avant != ligne.quantite:
            raise Introuvable(f"la note sur la ligne {rang['N°']} ne cite pas la quantité du devis")
        apres = note.apres if note is not None else None
        resultat.append((rang, ligne if apres is None else replace(ligne, quantite=apres), apres is not None))
    if changees:
        raise Introuvable(f"ligne {next(iter(changees))} du devis")
    return resultat


def lignes(dossier: Dossier, mission: str) -> list[Ligne]:
    """Return the lines of the order: those of the devis, changed by the notes that count. Raises Introuvable."""
    regles = Regles(dossier, mission, VENTE)
    return [
        _modifiee(dossier, mission, regles, rang, ligne) if changee else ligne
        for rang, ligne, changee in quantites(dossier, mission)
    ]


def _lue(rang: Mapping[str, str]) -> Ligne:
    def figure(colonne: str) -> Decimal:
        return decimal(rang.get(colonne) or "0", f"devis, ligne {rang['N°']}, {colonne}")

    return Ligne(rang["Référence"], figure("Quantité"), figure("PU HT"), figure("Remise"), figure("TVA"))


def _modifiee(dossier: Dossier, mission: str, regles: Regles, rang: Mapping[str, str], ligne: Ligne) -> Ligne:
    """Return a line at its new quantity, with the discount that the rule gives it."""
    recalcule = regles.choix(
        "Ligne modifiée",
        {
            "prix du devis ; remise quantité recalculée sur la nouvelle quantité": True,
            "prix et remise du devis, inchangés": False,
        },
    )
    if not recalcule:
        return ligne
    quantite = ZERO if SANS_REMISE in rang["Désignation"] else ventes.remise_quantite(dossier, mission, ligne.quantite)
    client = decimal(
        ventes.client_de(dossier, mission, code_client(dossier, mission))["Remise (%)"], "remise du client"
    )
    return replace(ligne, remise=ventes.cumule(Regles(dossier, mission, ventes.PRIX_PORT), quantite, client))


def totaux(dossier: Dossier, mission: str) -> Totaux:
    """Return the sums of the order. Raises Introuvable."""
    Regles(dossier, mission, VENTE).exige("Franco de port", "apprécié sur la commande modifiée entière")
    commandees = lignes(dossier, mission)
    regles = Regles(dossier, mission, ventes.PRIX_PORT)
    net = sum((li.montant for li in commandees), ZERO)
    port = ventes.port(regles, sum((li.brut for li in commandees), ZERO), net)
    parts = [(li.taux, li.montant) for li in commandees]
    if port:
        parts.append((ventes.taux_port(regles), port))
    return Totaux(net, port, tuple(ventes.tva(parts)))


def livraison(dossier: Dossier, mission: str) -> tuple[str, str]:
    """Return where goods go (street, postcode and town): a note that counts, else the devis. Raises Introuvable."""
    document = devis(dossier, mission)
    ecrites = [n.adresse for n in notes(document, Regles(dossier, mission, VENTE)) if n.adresse]
    if len(ecrites) > 1:
        raise Introuvable("deux adresses manuscrites")
    return ecrites[0] if ecrites else ventes.adresse(document, "Adresse de livraison", "Client")


def numero(dossier: Dossier, mission: str) -> str:
    """Return the number of the order. Raises Introuvable."""
    return ventes.numero_suivant(dossier, mission, "bon de commande", dossier.date)


# --- Answers ---------------------------------------------------------------------------------------------------------


def champs(valeurs: Mapping[str, str]) -> list[Rang]:
    """Return the rows of a form « Champ | Valeur »."""
    return [{CHAMP: nom, VALEUR: valeur} for nom, valeur in valeurs.items()]


def rangs_lignes(lues: list[Ligne]) -> list[Rang]:
    """Return the rows of a table of lines."""
    return [
        dict(
            zip(
                COLONNES_LIGNES,
                (li.reference, *map(ecrit_nombre, (li.quantite, li.prix, li.remise, li.montant))),
                strict=True,
            )
        )
        for li in lues
    ]


def rangs_totaux(t: Totaux) -> list[Rang]:
    """Return the rows of a table « Totaux »."""
    return champs(
        {
            "Total des lignes HT": ecrit_nombre(t.lignes),
            "Port HT": ecrit_nombre(t.port),
            "Total HT": ecrit_nombre(t.ht),
            "Total TVA": ecrit_nombre(t.taxe),
        }
    )


@solveur("Bon de commande", CHAMP, VALEUR, fichier=FICHIER)
def entete(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Fill the header of the order."""
    rue, ville = livraison(dossier, zone.mission)
    return champs(
        {
            "Numéro": numero(dossier, zone.mission),
            "Date": dossier.date.isoformat(),
            "N° du devis": ventes.mention(devis(dossier, zone.mission), "Numéro"),
            "Code client": ventes.mention(devis(dossier, zone.mission), "Code client"),
            "Livraison : rue": rue,
            "Livraison : code postal et ville": ville,
        }
    )


@solveur("Lignes de la commande", *COLONNES_LIGNES, fichier=FICHIER)
def lignes_commande(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the lines of the order."""
    return rangs_lignes(lignes(dossier, zone.mission))


@solveur("Totaux", CHAMP, VALEUR, fichier=FICHIER)
def totaux_commande(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the sums of the order."""
    return rangs_totaux(totaux(dossier, zone.mission))


@solveur("Total TTC", fichier=FICHIER)
def ttc_commande(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total of the order."""
    return ecrit_nombre(totaux(dossier, zone.mission).ttc)

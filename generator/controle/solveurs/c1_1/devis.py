"""The quote: devis.xlsx, from the client's request and the salesperson's note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.controle.lecture.dossier import CourrielLu, Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_1 import messages
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, decimal, inconnue, par_cle
from generator.controle.solveurs.ventes import CENT, ZERO

FICHIER, CHAMP, VALEUR = "devis.xlsx", "Champ", "Valeur"
_REF = r"[A-Z0-9]+(?:-[A-Z0-9]+)+"
_NOTE_REMISE = re.compile(r"- remise client : (\d+(?:,\d+)?) ?%")
_NOTE_PRIX = re.compile(rf"- ({_REF}) : prix net {ventes.MONTANT} € HT l’unité")
_NOTE_QUANTITE = re.compile(rf"- ({_REF}) : quantité (\d+)")


@dataclass(frozen=True)
class Note:
    """The salesperson's note: the client's discount (%), net prices and quantities by reference, who follows the sale."""

    remise: Decimal | None
    prix: Mapping[str, Decimal]
    quantites: Mapping[str, Decimal]
    suivi: str


@dataclass(frozen=True)
class Ligne:
    """A line of the quote: unit price HT, discounts (%) that apply, rate of VAT (%)."""

    reference: str
    quantite: Decimal
    prix: Decimal
    remise_quantite: Decimal
    remise_client: Decimal
    taux: Decimal

    @property
    def brut(self) -> Decimal:
        """The amount before discounts."""
        return ventes.centime(self.quantite * self.prix)

    @property
    def montant(self) -> Decimal:
        """The amount HT, discounts taken off one after the other, rounded once."""
        net = self.quantite * self.prix * (CENT - self.remise_quantite) * (CENT - self.remise_client)
        return ventes.centime(net / CENT / CENT)


def lit_note(dossier: Dossier, mission: str) -> Note:
    """Read the salesperson's note, which prevails. Raises Introuvable."""
    lignes = [ligne for ligne in messages.note(dossier, mission).corps.split("\n") if ligne]
    remise, prix, quantites = None, {}, {}
    for ligne in (li for li in lignes if li.startswith("- ")):
        if m := _NOTE_REMISE.fullmatch(ligne):
            remise = decimal(m[1], "remise de la note")
        elif m := _NOTE_PRIX.fullmatch(ligne):
            prix[m[1]] = decimal(m[2], "prix net")
        elif m := _NOTE_QUANTITE.fullmatch(ligne):
            quantites[m[1]] = Decimal(m[2])
        else:
            raise Introuvable(f"ligne de la note du commercial en termes inconnus : « {ligne} »")
    return Note(remise, prix, quantites, lignes[-1])


def demande(dossier: Dossier, mission: str) -> CourrielLu:
    """Return the request to quote: that of the person whom the salesperson's note names. Raises Introuvable."""
    note = messages.note(dossier, mission)
    texte, lues = f"{note.objet}\n{note.corps}", messages.demandes(dossier, mission)
    return messages.un(lues, "demande du client que nomme la note", lambda d: messages.nomme(texte, d))


def client(dossier: Dossier, mission: str) -> Mapping[str, str]:
    """Return the record of the client of the quote. Raises Introuvable."""
    return messages.fiche_de(dossier, mission, demande(dossier, mission))


# --- Lines -----------------------------------------------------------------------------------------------------------


def lignes(dossier: Dossier, mission: str) -> list[Ligne]:
    """Return the lines of the quote. Raises Introuvable."""
    Regles(dossier, mission).exige("Note du commercial", "l’emporte sur courriel et fiche")
    note = lit_note(dossier, mission)
    remise = (
        note.remise
        if note.remise is not None
        else decimal(client(dossier, mission)["Remise (%)"], "remise de la fiche")
    )
    return [_ligne(dossier, mission, note, remise, d) for d in messages.lignes(demande(dossier, mission))]


def _ligne(dossier: Dossier, mission: str, note: Note, remise: Decimal, demandee: messages.LigneDemandee) -> Ligne:
    article = _article(dossier, mission, demandee.reference)
    noms = (demandee.reference, article["Référence"])
    quantite = next(
        (note.quantites[n] for n in noms if n in note.quantites), decimal(demandee.quantite, "quantité demandée")
    )
    taux, net = decimal(article["TVA (%)"], "TVA"), next((note.prix[n] for n in noms if n in note.prix), None)
    if net is not None:
        Regles(dossier, mission).exige("Prix net", "devient le PU HT, sans aucune remise")
        return Ligne(article["Référence"], quantite, net, ZERO, ZERO, taux)
    par_quantite = _remise_quantite(dossier, mission, article, quantite)
    cgv = Regles(dossier, mission, ventes.PRIX_PORT)
    cascade = cgv.choix("Cumul avec la remise client", ventes.CUMUL)
    if not cascade:
        par_quantite, remise = (par_quantite, ZERO) if par_quantite > remise else (ZERO, remise)
    return Ligne(
        article["Référence"], quantite, decimal(article["Prix de vente HT"], "prix"), par_quantite, remise, taux
    )


def _article(dossier: Dossier, mission: str, reference: str) -> Mapping[str, str]:
    """Return the article to quote: the one asked for, or its replacement when it is withdrawn."""
    articles = par_cle(dossier.table(mission, "Référence", "Prix de vente HT", "TVA (%)", "État"), "Référence")
    if reference not in articles:
        raise Introuvable(f"{reference} au catalogue")
    article = articles[reference]
    if article["État"] == "retiré":
        Regles(dossier, mission).exige("Article retiré", "remplaçant du catalogue, à son prix")
        if article["Remplacé par"] not in articles:
            raise Introuvable(f"remplaçant de {reference}")
        return articles[article["Remplacé par"]]
    if article["État"] == "fin de série":
        Regles(dossier, mission).exige("Article en fin de série", "vendu comme les autres")
    return article


def _remise_quantite(dossier: Dossier, mission: str, article: Mapping[str, str], quantite: Decimal) -> Decimal:
    if article["Remise quantité"] not in ("oui", "non"):
        raise Introuvable(f"remise quantité de {article['Référence']}")
    return ventes.remise_quantite(dossier, mission, quantite) if article["Remise quantité"] == "oui" else ZERO


# --- Sums ------------------------------------------------------------------------------------------------------------


def total_lignes(dossier: Dossier, mission: str) -> Decimal:
    """Return the total HT of the lines. Raises Introuvable."""
    return sum((li.montant for li in lignes(dossier, mission)), ZERO)


def port(dossier: Dossier, mission: str) -> Decimal:
    """Return the carriage HT: the terms of sale, or the procedure's own figures outside the département. Raises Introuvable."""
    cgv, procedure = Regles(dossier, mission, ventes.PRIX_PORT), Regles(dossier, mission)
    lues = lignes(dossier, mission)
    brut, net = sum((li.brut for li in lues), ZERO), sum((li.montant for li in lues), ZERO)
    _, ville = messages.livraison(demande(dossier, mission))
    dehors = [(r, m[1]) for r in procedure.noms() if (m := re.fullmatch(r"Franco hors du département (\d\d)", r))]
    if len(dehors) != 1:
        raise Introuvable("franco hors du département")
    regle, departement = dehors[0]
    if ville.startswith(departement):
        return ventes.port(cgv, brut, net)
    montant = ventes.montant(procedure, regle, "{n} € HT, comparé comme celui des CGV")
    seuil = ventes.Seuil(montant, ventes.seuil(cgv, "Franco de port", "HT").strict)
    if seuil.atteint(ventes.base_franco(cgv, brut, net)):
        return ZERO
    return ventes.montant(procedure, f"Port hors du département {departement}", "{n} € HT")


def tva(dossier: Dossier, mission: str) -> list[ventes.Tva]:
    """Return the VAT by rate, carriage included. Raises Introuvable."""
    parts = [(li.taux, li.montant) for li in lignes(dossier, mission)]
    if frais := port(dossier, mission):
        parts.append((ventes.taux_port(Regles(dossier, mission, ventes.PRIX_PORT)), frais))
    return ventes.tva(parts)


def total_ht(dossier: Dossier, mission: str) -> Decimal:
    """Return the total HT. Raises Introuvable."""
    return total_lignes(dossier, mission) + port(dossier, mission)


def total_tva(dossier: Dossier, mission: str) -> Decimal:
    """Return the total VAT. Raises Introuvable."""
    return sum((t.montant for t in tva(dossier, mission)), ZERO)


def total_ttc(dossier: Dossier, mission: str) -> Decimal:
    """Return the total TTC. Raises Introuvable."""
    return total_ht(dossier, mission) + total_tva(dossier, mission)


# --- Answers ---------------------------------------------------------------------------------------------------------


@solveur("En-tête du devis", CHAMP, VALEUR, fichier=FICHIER)
def entete(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Fill the header of the quote."""
    m = zone.mission
    fiche, (rue, ville) = client(dossier, m), messages.livraison(demande(dossier, m))
    valeurs = {
        "Numéro du devis": numero(dossier, m),
        "Date du devis": dossier.date.isoformat(),
        "Code du client": fiche["Code"],
        "Nom du client": fiche["Nom"],
        "À l’attention de": fiche["Contact"],
        "Facturation : rue": fiche["Adresse de facturation"],
        "Facturation : code postal et ville": f"{fiche['Code postal']} {fiche['Ville']}",
        "Livraison : rue": rue,
        "Livraison : code postal et ville": ville,
        "Délai de paiement": fiche["Délai de paiement"],
        "Valable jusqu’au": validite(dossier, m).isoformat(),
        "Suivi par": lit_note(dossier, m).suivi,
    }
    return [{CHAMP: nom, VALEUR: valeur} for nom, valeur in valeurs.items()]


def validite(dossier: Dossier, mission: str) -> date:
    """Return the last day of validity. Raises Introuvable."""
    texte = Regles(dossier, mission, ventes.PRIX_PORT).texte("Validité d’un devis")
    m = re.fullmatch(r"(\d+) jours calendaires après sa date", texte)
    if m is None:
        raise inconnue("Validité d’un devis", texte)
    return dossier.date + timedelta(days=int(m[1]))


def numero(dossier: Dossier, mission: str) -> str:
    """Return the number of the quote: the next of the register. Raises Introuvable."""
    table = dossier.table(mission, "Numéro", "Date", "Client")
    return ventes.numero_par_registre(
        [(li["Numéro"], date.fromisoformat(li["Date"])) for li in table.lignes], dossier.date
    )


@solveur(
    "Lignes du devis",
    "Référence",
    "Quantité",
    "PU HT",
    "Remise quantité appliquée (%)",
    "Remise client appliquée (%)",
    "TVA (%)",
    "Montant HT",
    fichier=FICHIER,
)
def lignes_devis(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the lines of the quote."""
    return [
        dict(
            zip(
                zone.entetes,
                (
                    li.reference,
                    *map(
                        ecrit_nombre, (li.quantite, li.prix, li.remise_quantite, li.remise_client, li.taux, li.montant)
                    ),
                ),
                strict=True,
            )
        )
        for li in lignes(dossier, zone.mission)
    ]


@solveur("TVA par taux", "Taux (%)", "Base HT", "Montant de la TVA", fichier=FICHIER)
def tva_devis(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Write the VAT of the quote."""
    return [
        dict(zip(zone.entetes, map(ecrit_nombre, (t.taux, t.base, t.montant)), strict=True))
        for t in tva(dossier, zone.mission)
    ]


@solveur("Total HT des lignes", fichier=FICHIER)
def lignes_ht(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total of the lines."""
    return ecrit_nombre(total_lignes(dossier, zone.mission))


@solveur("Port HT (0 si franco)", fichier=FICHIER)
def port_devis(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the carriage."""
    return ecrit_nombre(port(dossier, zone.mission))


@solveur("Total HT", fichier=FICHIER)
def ht_devis(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total HT."""
    return ecrit_nombre(total_ht(dossier, zone.mission))


@solveur("Total de la TVA", fichier=FICHIER)
def taxe_devis(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total VAT."""
    return ecrit_nombre(total_tva(dossier, zone.mission))


@solveur("Total TTC", fichier=FICHIER)
def ttc_devis(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the total TTC."""
    return ecrit_nombre(total_ttc(dossier, zone.mission))


@solveur("Acompte demandé (0 si aucun)", fichier=FICHIER)
def acompte(dossier: Dossier, zone: ZoneLue) -> str:
    """Write the deposit."""
    cgv, ttc = Regles(dossier, zone.mission, ventes.PRIX_PORT), total_ttc(dossier, zone.mission)
    if not ventes.seuil(cgv, "Commandes avec acompte", "TTC").atteint(ttc):
        return "0"
    return ecrit_nombre(ventes.centime(ttc * ventes.montant(cgv, "Acompte", "{n} % du total TTC") / CENT))

"""What several missions of sale share: the general terms, amounts, VAT, due dates, numbers (docs/vocabulaire.md)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable
from generator.controle.solveurs.regles import Regles, decimal, inconnue

PRIX_PORT, PAIEMENT = "Prix, port et acompte", "Paiement et retours"
"""Captions of the tables of the general terms."""
CENTIME, CENT, ZERO = Decimal("0.01"), Decimal(100), Decimal(0)
BANDE, REMISE = "À partir de (quantité de la ligne)", "Remise"
MONTANT = r"(\d[\d ]*(?:,\d+)?)"


def centime(valeur: Decimal) -> Decimal:
    """Round an amount to the cent, half-up."""
    return valeur.quantize(CENTIME, ROUND_HALF_UP)


def lu(motif: str, texte: str, nom: str) -> str:
    """Return what a rule's wording holds in the first group. Raises Introuvable for another wording."""
    m = re.fullmatch(motif, texte)
    if m is None:
        raise inconnue(nom, texte)
    return m[1]


def montant(regles: Regles, nom: str, motif: str) -> Decimal:
    """Return the figure of a rule such as « 12,00 € HT » (`{n}` stands for the figure). Raises Introuvable."""
    texte = regles.texte(nom)
    return decimal(lu(re.escape(motif).replace(r"\{n\}", MONTANT), texte, nom), nom)


@dataclass(frozen=True)
class Seuil:
    """An amount and its operator."""

    montant: Decimal
    strict: bool

    def atteint(self, valeur: Decimal) -> bool:
        """Say whether an amount is beyond the threshold (or on it, when that is enough)."""
        return valeur > self.montant or (valeur == self.montant and not self.strict)


def seuil(regles: Regles, nom: str, unite: str) -> Seuil:
    """Return « à partir de 250,00 € HT » (≥) or « au-delà de 250,00 € HT » (>). Raises Introuvable."""
    texte = regles.texte(nom)
    m = re.fullmatch(rf"(à partir de|au-delà de) {MONTANT} € {unite}", texte)
    if m is None:
        raise inconnue(nom, texte)
    return Seuil(decimal(m[2], nom), m[1] == "au-delà de")


# --- Discounts -------------------------------------------------------------------------------------------------------


def remise_quantite(dossier: Dossier, mission: str, quantite: Decimal) -> Decimal:
    """Return the discount (%) of a quantity's band, 0 below the first. Raises Introuvable."""
    bandes = [
        (decimal(li[BANDE], BANDE), decimal(li[REMISE], REMISE)) for li in dossier.table(mission, BANDE, REMISE).lignes
    ]
    return max(((n, r) for n, r in bandes if n <= quantite), default=(ZERO, ZERO))[1]


CUMUL = {
    "remise quantité puis remise client, l’une après l’autre": True,
    "seule la remise la plus élevée s’applique": False,
}
"""Wordings of the rule of cumul → whether both discounts apply."""


def cumule(regles: Regles, quantite: Decimal, client: Decimal) -> Decimal:
    """Return the one rate (%) to which a quantity's and a client's discounts amount. Raises Introuvable."""
    cascade = regles.choix("Cumul avec la remise client", CUMUL)
    if cascade:
        return CENT - (CENT - quantite) * (CENT - client) / CENT
    return max(quantite, client)


def montant_ligne(quantite: Decimal, prix: Decimal, remise: Decimal) -> Decimal:
    """Return the amount HT of a line, its discount (%) taken off."""
    return centime(quantite * prix * (CENT - remise) / CENT)


# --- Carriage, VAT ---------------------------------------------------------------------------------------------------


def port(regles: Regles, brut: Decimal, net: Decimal) -> Decimal:
    """Return the carriage HT of an order whose lines amount to `brut` before and `net` after discounts.

    Raises Introuvable.
    """
    base = base_franco(regles, brut, net)
    return ZERO if seuil(regles, "Franco de port", "HT").atteint(base) else montant(regles, "Port", "{n} € HT")


def base_franco(regles: Regles, brut: Decimal, net: Decimal) -> Decimal:
    """Return the amount compared with the threshold of free carriage. Raises Introuvable."""
    return regles.choix(
        "Montant comparé au franco",
        {"total HT des lignes, remises déduites": net, "total HT des lignes, avant remises": brut},
    )


def taux_port(regles: Regles) -> Decimal:
    """Return the VAT rate (%) of the carriage. Raises Introuvable."""
    return montant(regles, "TVA sur le port", "{n} % (vente départ, transport facturé à part)")


@dataclass(frozen=True)
class Tva:
    """A row of a VAT table: rate (%), base and amount."""

    taux: Decimal
    base: Decimal
    montant: Decimal


def tva(parts: Iterable[tuple[Decimal, Decimal]]) -> list[Tva]:
    """Return the VAT by rate of amounts given as (rate, HT), each rate rounded once; none for a rate without base."""
    bases: dict[Decimal, Decimal] = {}
    for taux, ht in parts:
        bases[taux] = bases.get(taux, ZERO) + ht
    return [Tva(t, b, centime(b * t / CENT)) for t, b in sorted(bases.items()) if b]


# --- Terms of payment ------------------------------------------------------------------------------------------------


def echeance(regles: Regles, delai: str, facture: date) -> date:
    """Return the due date of an invoice by the term of payment (« 45 jours fin de mois »). Raises Introuvable."""
    if delai in ("à réception de facture", "comptant à la commande"):
        return facture
    if m := re.fullmatch(r"(\d+) jours date de facture", delai):
        return facture + timedelta(days=int(m[1]))
    m = re.fullmatch(r"(\d+) jours fin de mois", delai)
    if m is None:
        raise inconnue("délai de paiement", delai)
    jours = timedelta(days=int(m[1]))
    mois_d_abord = regles.choix(
        "Calcul « fin de mois »",
        {
            "fin du mois de la facture, puis ajout des jours": True,
            "ajout des jours à la date de la facture, puis fin du mois atteint": False,
        },
    )
    return fin_de_mois(facture) + jours if mois_d_abord else fin_de_mois(facture + jours)


def fin_de_mois(jour: date) -> date:
    """Return the last day of a month."""
    return jour.replace(day=monthrange(jour.year, jour.month)[1])


# --- Documents -------------------------------------------------------------------------------------------------------


def document_titre(dossier: Dossier, mission: str, titre: str) -> DocumentLu:
    """Return the one document of a mission that bears a title as a line of its own.

    The letters of a logo may stand beside it. Raises Introuvable.
    """
    motif = re.compile(rf"(?:[^\W_]{{1,4}} )?{re.escape(titre)}(?: [^\W_]{{1,4}})?")
    trouves = [d for d in dossier.de_mission(mission) if any(motif.fullmatch(ligne) for ligne in d.lignes)]
    if len(trouves) != 1:
        raise Introuvable(f"« {titre} »" if not trouves else f"deux documents « {titre} »")
    return trouves[0]


def mention(document: DocumentLu, libelle: str) -> str:
    """Return what a document tells under a label: a ruled pair, or a line « Label : value ». Raises Introuvable."""
    for nom, valeur in document.champs:
        if nom == libelle:
            return valeur
    for ligne in document.lignes:
        if m := re.search(rf"(?:^| ){re.escape(libelle)} : (\S.*)$", ligne):
            return m[1]
    raise Introuvable(f"« {libelle} » dans {document.fichier}")


def client_de(dossier: Dossier, mission: str, code: str) -> Mapping[str, str]:
    """Return the record of a client in the GRC. Raises Introuvable."""
    for ligne in dossier.table(mission, "Code", "Catégorie", "Délai de paiement").lignes:
        if ligne["Code"] == code:
            return ligne
    raise Introuvable(f"client {code} dans la GRC")


def adresse(document: DocumentLu, *titres: str) -> tuple[str, str]:
    """Return (street, « postcode town ») of the party below one of these titles. Raises Introuvable."""
    for titre in titres:
        if titre in document.lignes:
            debut = document.lignes.index(titre)
            suite = document.lignes[debut + 1 : debut + 7]
            for n, ligne in enumerate(suite):
                if re.match(r"\d{5} \S", ligne) and n > 0:
                    return suite[n - 1], ligne
    raise Introuvable(f"adresse ({' ou '.join(titres)}) dans {document.fichier}")


# --- Numbers ---------------------------------------------------------------------------------------------------------


_SUITE = "jamais remis à 1"
"""What the reading of a pattern says of the rank."""


def numero_suivant(dossier: Dossier, mission: str, serie: str, jour: date) -> str:
    """Return the next number of a series for a document dated `jour`: the last rank plus one, by the series' pattern.

    Raises Introuvable when the pattern does not explain the numbers of the journal, or when ranks may begin anew.
    """
    modeles = [li for li in dossier.table(mission, "Série", "Modèle").lignes if li["Série"] == serie]
    emis = [
        (li["Numéro"], li["Date"])
        for li in dossier.table(mission, "Série", "Numéro", "Date").lignes
        if li["Série"] == serie
    ]
    if len(modeles) != 1 or not emis:
        raise Introuvable(f"derniers numéros ou modèle de la série « {serie} »")
    modele, lecture = modeles[0]["Modèle"], modeles[0].get("Lecture", _SUITE)
    if not lecture.endswith(_SUITE):
        raise inconnue(f"modèle de la série {serie}", lecture)
    for morceaux in _decoupes(modele):
        rangs = [_rang(morceaux, numero, date.fromisoformat(le)) for numero, le in emis]
        if all(r is not None for r in rangs):
            return _compose(morceaux, jour, max(r for r in rangs if r is not None) + 1)
    raise Introuvable(f"modèle « {modele} » de la série « {serie} » : il n’explique pas les numéros émis")


def _decoupes(modele: str) -> list[list[str]]:
    """Return the ways to part a pattern into its marks (AAAA, AA, MM, N…) and its fixed signs, read from either end."""
    marques = r"(A{4}|A{2}|M{2}|N+)"
    gauche = [m for m in re.split(marques, modele) if m]
    droite = [m[::-1] for m in reversed(re.split(marques, modele[::-1])) if m]
    return [gauche, droite]


def _rang(morceaux: list[str], numero: str, jour: date) -> int | None:
    motif = "".join(r"(\d+)" if set(m) == {"N"} else re.escape(_date(m, jour)) for m in morceaux)
    m = re.fullmatch(motif, numero)
    return int(m[1]) if m else None


def _date(morceau: str, jour: date) -> str:
    return {"AAAA": f"{jour:%Y}", "AA": f"{jour:%y}", "MM": f"{jour:%m}"}.get(morceau, morceau)


def _compose(morceaux: list[str], jour: date, rang: int) -> str:
    return "".join(f"{rang:0{len(m)}d}" if set(m) == {"N"} else _date(m, jour) for m in morceaux)


_DATES = ("%Y%m", "%Y-%m", "%y%m", "%y-%m", "%Y", "%y", "")


def numero_par_registre(emis: Sequence[tuple[str, date]], jour: date) -> str:
    """Return the next number of a register without a stated pattern: its own numbers and their dates tell it.

    Raises Introuvable when no pattern (prefix, year and month, rank) explains them all.
    """
    for forme in _DATES:
        for largeur in (6, 5, 4, 3, 2):
            if (suivant := _suivant(emis, jour, largeur, forme)) is not None:
                return suivant
    raise Introuvable("numérotation du registre")


def _suivant(emis: Sequence[tuple[str, date]], jour: date, largeur: int, forme: str) -> str | None:
    tetes, rangs = set(), []
    for numero, le in emis:
        tete, rang = numero[:-largeur], numero[-largeur:]
        ecrite = le.strftime(forme)
        if not rang.isdigit() or not tete or (forme and tete.count(ecrite) != 1):
            return None
        tetes.add(tete.replace(ecrite, "\0") if forme else tete)
        rangs.append(int(rang))
    rangs.sort()
    if len(tetes) != 1 or rangs != list(range(rangs[0], rangs[0] + len(rangs))):
        return None
    tete = next(iter(tetes)).replace("\0", jour.strftime(forme))
    return f"{tete}{rangs[-1] + 1:0{largeur}d}"

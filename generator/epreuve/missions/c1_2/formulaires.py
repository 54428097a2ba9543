"""C1.2: the forms that the candidate fills in: header fields, lines, VAT, totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.epreuve.atelier import Atelier
from generator.epreuve.corrige.schema import Verification
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    NiveauxRedaction,
    Reponse,
    SourceLieu,
    ZoneCellule,
    ZoneTableau,
)
from generator.monde.faits import Adresse
from generator.monde.metier.prix import Totaux

LIGNES, TAUX = 10, 4
"""Rows of a table of lines, of a table of VAT."""
REF = ColonneSaisie("reference", "Référence", largeur=18)
RUE, VILLE = "Livraison : rue", "Livraison : code postal et ville"


@dataclass(frozen=True)
class Formulaire:
    """A form: its file, its sheet, the prefix of its zones."""

    fichier: str
    feuille: str
    prefixe: str

    def cellule(self, code: str, libelle: str) -> ZoneCellule:
        """Return a cell for an amount, €."""
        return ZoneCellule(
            f"{self.prefixe}_{code}", libelle, "montant", unite="€", fichier=self.fichier, feuille=self.feuille
        )

    def tableau(self, code: str, libelle: str, colonnes: Sequence[ColonneSaisie], lignes: int) -> ZoneTableau:
        """Return a table."""
        return ZoneTableau(
            f"{self.prefixe}_{code}", libelle, tuple(colonnes), lignes, fichier=self.fichier, feuille=self.feuille
        )

    def champs(self, code: str, libelle: str, noms: Sequence[str], choix: Sequence[str] = ()) -> ZoneTableau:
        """Return a table « Champ | Valeur » whose fields are printed; `choix` closes the list of values."""
        valeur = ColonneSaisie("valeur", "Valeur", "choix" if choix else "texte", tuple(choix), largeur=40)
        return ZoneTableau(
            f"{self.prefixe}_{code}",
            libelle,
            (ColonneSaisie("champ", "Champ", largeur=34), valeur),
            len(noms),
            tuple({"champ": n} for n in noms),
            self.fichier,
            self.feuille,
        )


@dataclass(frozen=True)
class Exige:
    """What an answer of a form carries: critère, weight, sources, working, how it is solved again, frequent errors."""

    critere: str
    poids: Decimal
    sources: tuple[SourceLieu, ...]
    demarche: str
    verification: Verification = "calculee"
    erreurs: tuple[ErreurFrequente, ...] = ()


def adresse(a: Adresse) -> dict[str, str]:
    """Return the two fields of a delivery address."""
    return {RUE: a.rue, VILLE: f"{a.code_postal} {a.ville}"}


def reponse_champs(f: Formulaire, code: str, libelle: str, valeurs: Mapping[str, tuple[str, str]], e: Exige) -> Reponse:
    """Return the answer of a table of fields: label → (value in the form of the key, type)."""
    zone = f.champs(code, libelle, tuple(valeurs))
    rangs = [{"champ": nom, "valeur": v} for nom, (v, _) in valeurs.items()]
    return Reponse(
        zone,
        e.critere,
        "C1.2.r1",
        "tableau",
        rangs,
        e.poids,
        e.sources,
        e.demarche,
        e.verification,
        cle=("champ",),
        tolerance=Decimal("0.01"),
        champs={nom: genre for nom, (_, genre) in valeurs.items()},
        erreurs=e.erreurs,
    )


def reponse_lignes(
    f: Formulaire, code: str, libelle: str, colonnes: Sequence[ColonneSaisie], valeurs: list[dict[str, str]], e: Exige
) -> Reponse:
    """Return the answer of a table of lines, keyed by reference; a line too many costs half of one."""
    return Reponse(
        f.tableau(code, libelle, (REF, *colonnes), LIGNES),
        e.critere,
        "C1.2.r1",
        "tableau",
        valeurs,
        e.poids,
        e.sources,
        e.demarche,
        e.verification,
        cle=("reference",),
        tolerance=Decimal("0.01"),
        erreurs=e.erreurs,
        penalite=Decimal("0.5"),
    )


def reponse_tva(f: Formulaire, t: Totaux, e: Exige) -> Reponse:
    """Return the answer of the table of VAT, keyed by rate."""
    zone = f.tableau(
        "tva",
        "TVA par taux",
        (
            ColonneSaisie("taux", "Taux (%)", "pourcentage"),
            ColonneSaisie("base", "Base HT", "montant"),
            ColonneSaisie("montant", "Montant de la TVA", "montant", largeur=20),
        ),
        TAUX,
    )
    valeurs = [{"taux": chiffre(b.taux), "base": montant(b.base), "montant": montant(b.montant)} for b in t.tva]
    return Reponse(
        zone,
        e.critere,
        "C1.2.r1",
        "tableau",
        valeurs,
        e.poids,
        e.sources,
        e.demarche,
        e.verification,
        cle=("taux",),
        tolerance=Decimal("0.01"),
        erreurs=e.erreurs,
        penalite=Decimal("0.5"),
    )


def reponse_montant(f: Formulaire, code: str, libelle: str, valeur: Decimal, e: Exige, formule: str = "") -> Reponse:
    """Return the answer of a cell."""
    return Reponse(
        f.cellule(code, libelle),
        e.critere,
        "C1.2.r1",
        "montant",
        montant(valeur),
        e.poids,
        e.sources,
        e.demarche,
        e.verification,
        unite="€",
        tolerance=Decimal("0.01"),
        formule=formule,
        erreurs=e.erreurs,
    )


def niveaux(atelier: Atelier, nom: str, variables: Mapping[str, Any], elements: tuple[str, ...]) -> NiveauxRedaction:
    """Return the four levels of a written answer: the texts « niveaux.<nom>.… » of the wording folder."""

    def t(degre: str) -> str:
        return atelier.redacteur.texte(f"niveaux.{nom}.{degre}", **variables)

    return NiveauxRedaction(
        t("intitule"), t("tres_satisfaisant"), t("satisfaisant"), t("insuffisant"), t("tres_insuffisant"), elements
    )


def montant(v: Decimal) -> str:
    """Write an amount of the key."""
    return f"{v:.2f}"


def chiffre(v: Decimal) -> str:
    """Write a rate of the key: « 5.5 », « 20 », « 0 »."""
    return f"{v.normalize():f}" if v != v.to_integral_value() else f"{v.quantize(Decimal(1)):f}"

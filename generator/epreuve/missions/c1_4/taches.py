"""C1.4: the questions and their answers: findings, annotations, document to issue, amount to contest, message."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.epreuve.anomalies.catalogue import GENRES
from generator.epreuve.anomalies.chaine import ABSENT, CHAMPS, Constat
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_4 import pieces
from generator.epreuve.missions.c1_4.chaines import Controle, memoire
from generator.epreuve.missions.c1_4.memoire import Regles
from generator.epreuve.missions.c1_4.pieces import PROCEDURE, cle, etiquette, etiquettes
from generator.epreuve.missions.c1_4.plan import ACHAT
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    NiveauxRedaction,
    Question,
    Reponse,
    SourceLieu,
    ZoneRedaction,
    ZoneTableau,
    corroborante,
    necessaire,
)
from generator.epreuve.pieces import communs
from generator.textes import INSECABLE, euros, majuscule, nombre, pourcent, typographie

LIGNES_SAISIE = 16


@dataclass(frozen=True)
class Etabli:
    """What the questions are written from."""

    atelier: Atelier
    controle: Controle

    @property
    def regles(self) -> Regles:
        """The rules of control."""
        return memoire(self.atelier).regles

    @property
    def corrigee(self) -> str:
        """The sale to correct."""
        return memoire(self.atelier).plan.corrigee

    def texte(self, nom: str, **variables: Any) -> str:
        """Return a wording."""
        return self.atelier.redacteur.texte(nom, **variables)

    def action(self, c: Constat) -> str:
        """Return what the procedure does about a finding."""
        r, role = self.regles, c.endroit.document
        if role in ("devis", "commande"):
            return r.devis_commande
        if role in ("livraison", "livraison2", "reception"):
            return r.bon
        if c.place.chaine == ACHAT:
            return r.iban if c.endroit.champ == "IBAN" else r.fournisseur
        return {1: r.trop_eleve, -1: r.trop_faible, 0: r.net_juste}[self.controle.effets[c.place.genre]]

    def etiquette(self, c: Constat) -> str:
        """Return the label of the document of a finding."""
        return etiquette(self.controle, c.place.chaine, c.endroit.document)


def ecrit(champ: str, valeur: str) -> str:
    """Write a value of the key as a person reads it."""
    genre = CHAMPS[champ]
    if valeur == ABSENT or genre == "texte":
        return valeur
    if genre == "date":
        return "/".join(reversed(valeur.split("-")))
    return {"montant": euros, "pourcentage": pourcent, "nombre": nombre}[genre](valeur)


# --- Findings --------------------------------------------------------------------------------------------------------


def anomalies(e: Etabli) -> Question:
    """Write the question on the findings."""
    actions = sorted({a for choix in _actions(e.atelier) for a in choix})
    zone = ZoneTableau(
        "anomalies",
        "Anomalies relevées",
        (
            ColonneSaisie("document", "Document", "choix", etiquettes(e.controle), 34),
            ColonneSaisie("ligne", "Ligne (0 : hors des lignes)", "nombre"),
            ColonneSaisie("champ", "Champ", "choix", tuple(CHAMPS), 26),
            ColonneSaisie("releve", "Valeur relevée", largeur=22),
            ColonneSaisie("attendu", "Valeur attendue", largeur=22),
            ColonneSaisie("action", "Action", "choix", tuple(actions), 36),
        ),
        LIGNES_SAISIE,
    )
    valeur = [
        {
            "document": e.etiquette(c),
            "ligne": c.endroit.ligne or "0",
            "champ": c.endroit.champ,
            "releve": c.lu,
            "attendu": c.vrai,
            "action": e.action(c),
        }
        for c in e.controle.constats
    ]
    demarche = " ".join(f"{majuscule(GENRES[c.place.genre].intitule)} : {phrase(e, c)}" for c in e.controle.constats)
    return Question(
        e.texte("question.anomalies"),
        (
            Reponse(
                zone,
                "C1.4.a",
                "C1.4.r1",
                "tableau",
                valeur,
                Decimal(8),
                _toutes(e),
                demarche,
                "calculee",
                cle=("document", "champ", "ligne"),
                champs=CHAMPS,
                penalite=Decimal("0.5"),
            ),
        ),
    )


def _actions(atelier: Atelier) -> list[tuple[str, ...]]:
    p = atelier.cadre.entreprise.procedures["c1_4"]
    return [p.devis_commande, p.bon, p.iban, p.fournisseur, p.trop_eleve, p.trop_faible, p.net_juste]


def phrase(e: Etabli, c: Constat) -> str:
    """Return a finding as a sentence."""
    ou = f", ligne{INSECABLE}{c.endroit.ligne}" if c.endroit.ligne else ""
    lu, vrai = ecrit(c.endroit.champ, c.lu), ecrit(c.endroit.champ, c.vrai)
    return f"{e.etiquette(c)}{ou}, {c.endroit.champ}{INSECABLE}: lu {lu}, attendu {vrai} ({e.action(c)})."


def _toutes(e: Etabli) -> tuple[SourceLieu, ...]:
    """Return all the documents: the check is complete with each of them only, but for the mail about another sale's deposit."""
    chaines = [cle(ch, role) for ch, x in e.controle.chaines.items() for role in x.vues]
    utiles = [m.cle for m in pieces.messages(e.atelier) if m.code != "acompte_autre"]
    autres = [m.cle for m in pieces.messages(e.atelier) if m.code == "acompte_autre"]
    communes = (PROCEDURE, communs.CATALOGUE, communs.CLIENTS, communs.CGV)
    return (*(necessaire(p) for p in (*communes, *utiles, *chaines)), *map(corroborante, autres))


# --- Annotations -----------------------------------------------------------------------------------------------------


def annotation(e: Etabli) -> Question:
    """Write the question on the editable copies: the invoices."""
    lignes = []
    for ch in e.controle.chaines:
        ici = sorted(
            (c for c in e.controle.constats if c.place.chaine == ch and c.endroit.document == "facture"),
            key=lambda c: c.endroit.ligne or "9",
        )
        detail = " ".join(majuscule(phrase(e, c).partition(", ")[2]) for c in ici) or "rien à signaler."
        lignes.append(f"{etiquette(e.controle, ch, 'facture')}{INSECABLE}: {detail}")
    return Question(
        e.texte("question.annotation"),
        (
            Reponse(
                ZoneRedaction("annotation", e.texte("annotation.titre")),
                "C1.4.a",
                "C1.4.r1",
                "redaction",
                typographie("\n".join(lignes)),
                Decimal(4),
                _toutes(e),
                e.texte("annotation.demarche"),
                "attestee",
                niveaux=niveaux(e, "annotation", ()),
            ),
        ),
    )


def niveaux(e: Etabli, nom: str, elements: tuple[str, ...], **variables: Any) -> NiveauxRedaction:
    """Return the four levels of a written answer."""
    intitule, ts, s, i, ti = (
        e.texte(f"{nom}.niveaux.{n}", **variables)
        for n in ("intitule", "tres_satisfaisant", "satisfaisant", "insuffisant", "tres_insuffisant")
    )
    return NiveauxRedaction(intitule, ts, s, i, ti, elements)

"""C1.3, tâche « inventaire »: the count sheet of a few articles, the gaps to correct by a movement, boni or mali."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_3 import pieces
from generator.epreuve.missions.c1_3.pieces import COMPTAGE, PROCEDURE, STOCK
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Partie,
    Question,
    Reponse,
    TacheComposee,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces.contenus import Colonne, Lieu, Page, Paragraphe, Piece, Tableau, Titre
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.textes import nombre, pluriel

LIGNES_SAISIE = 8
Cas = Literal["ecart", "casse", "pret", "juste"]
CAS: tuple[Cas, ...] = ("ecart", "pret", "casse", "juste")
"""What the counted articles show, in the order of the memory; the rest are « juste »."""


@dataclass(frozen=True)
class Compte:
    """A line of the count sheet: whole packs, loose units, remark; what the stock becomes."""

    ref: str
    cas: Cas
    lots: int
    unites: int
    observation: str
    physique: int
    juste: int

    @property
    def ecart(self) -> int:
        """Counted (as the procedure says) less the stock of the file."""
        return self.juste - self.physique


def comptes(atelier: Atelier) -> list[Compte]:
    """Return the lines of the count sheet, in a drawn order."""
    refs = pieces.memoire(atelier).comptes
    justes: list[Cas] = ["juste"] * (len(refs) - len(CAS))
    cas = (*CAS, *justes)
    return atelier.flux("comptage", "ordre").melange(
        [_compte(atelier, ref, c) for ref, c in zip(refs, cas, strict=True)]
    )


def _compte(atelier: Atelier, ref: str, cas: Cas) -> Compte:
    f, t = atelier.flux("comptage", ref), atelier.redacteur.texte
    a, physique = atelier.monde.article(ref), atelier.monde.stocks[ref].physique
    n = f.entier(1, min(4, max(1, physique - 1)))
    u = a.unite if n == 1 else pieces.pluriel_unite(a.unite)
    if cas == "ecart":
        juste = physique + f.choix((-1, 1)) * n
        vu, observation = juste, ""
    elif cas == "casse":
        juste = vu = physique - n
        observation = t("comptage.casse", n=n, unite=u)
    elif cas == "pret":
        juste, vu = physique, physique - n
        observation = t("comptage.pret", n=n, unite=u)
    else:
        juste = vu = physique
        observation = ""
    lots = vu // a.conditionnement if a.conditionnement > 1 else 0
    return Compte(ref, cas, lots, vu - lots * a.conditionnement, observation, physique, juste)


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    lignes = comptes(atelier)
    faux = [c for c in lignes if c.ecart]
    question = Question(atelier.redacteur.texte("question.inventaire"), (_ecarts(faux),))
    return Partie(TacheComposee("inventaire", (question,)), (_fiche(atelier, lignes),), tuple(_leurres(lignes)))


def _ecarts(faux: list[Compte]) -> Reponse:
    zone = ZoneTableau(
        "inventaire",
        "Corrections de stock",
        (
            ColonneSaisie("reference", "Référence", largeur=18),
            ColonneSaisie("stock", "Stock corrigé", "nombre"),
            ColonneSaisie("ecart", "Écart", "nombre"),
            ColonneSaisie("mouvement", "Mouvement", "choix", ("boni", "mali")),
        ),
        LIGNES_SAISIE,
    )
    valeur = [
        {
            "reference": c.ref,
            "stock": str(c.juste),
            "ecart": str(c.ecart),
            "mouvement": "boni" if c.ecart > 0 else "mali",
        }
        for c in faux
    ]
    demarche = " ".join(
        f"{c.ref} : {nombre(c.juste)} comptés − {nombre(c.physique)} au fichier = {nombre(c.ecart)}." for c in faux
    )
    erreurs = tuple(
        ErreurFrequente({"reference": c.ref, "ecart": str(-c.ecart)}, Decimal("0.5"), "signe de l’écart inversé")
        for c in faux
    )
    return Reponse(
        zone,
        "C1.3.a",
        "C1.3.r1",
        "tableau",
        valeur,
        Decimal(2),
        (necessaire(COMPTAGE), necessaire(STOCK, "Stock"), necessaire(PROCEDURE, "Inventaire")),
        demarche,
        "calculee",
        cle=("reference",),
        erreurs=erreurs,
        penalite=Decimal("0.5"),
    )


def _fiche(atelier: Atelier, lignes: list[Compte]) -> Piece:
    jour = ajoute_ouvres(atelier.date + timedelta(days=1), -1)
    t, logistique = atelier.redacteur.texte, atelier.membre("logistique")
    colonnes = (
        Colonne("Référence", largeur=16),
        Colonne("Désignation", largeur=32),
        Colonne("Lots complets", "entier"),
        Colonne("Unités isolées", "entier"),
        Colonne("Observation", largeur=30),
    )
    tableau = Tableau(
        "Comptage",
        colonnes,
        tuple((c.ref, atelier.monde.article(c.ref).libelle, c.lots, c.unites, c.observation) for c in lignes),
    )
    blocs = (
        Titre(t("comptage.titre")),
        Paragraphe(t("comptage.chapeau", jour=jour, logistique=logistique)),
        tableau,
        Paragraphe(t("comptage.pied", logistique=logistique), "manuscrit"),
    )
    return Piece(
        COMPTAGE,
        "fiche-comptage",
        "Fiche de comptage",
        "inventaire tournant",
        jour,
        Page("Fiche de comptage", blocs),
        "pdf",
    )


def _leurres(lignes: list[Compte]) -> list[LeurreLieu]:
    dits = {
        "pret": "les unités prêtées restent au stock : compté et fichier s’accordent",
        "juste": "lots et unités font le stock du fichier",
    }
    return [
        LeurreLieu(
            f"comptage_{c.ref}",
            Lieu(COMPTAGE, "Comptage", c.ref),
            f"{pluriel(c.lots, 'lot')} et {pluriel(c.unites, 'unité')}",
            dits[c.cas],
        )
        for c in lignes
        if c.cas in dits
    ]

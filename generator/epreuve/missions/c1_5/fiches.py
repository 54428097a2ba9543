"""C1.5: the technical sheets: the version that holds, the one that it replaced, the sheet of another article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5.roles import MESURES
from generator.epreuve.pieces.contenus import Colonne, Page, Piece, Tableau, Titre
from generator.monde.faits import Article
from generator.monde.metier.calendrier import ouvre_ou_precedent
from generator.textes import date_courte, date_longue, nombre

FICHE, FICHE_ANCIENNE, FICHE_VOISINE = "c1_5/fiche", "c1_5/fiche_ancienne", "c1_5/fiche_voisine"


@dataclass(frozen=True)
class Fiche:
    """The sheet asked about: article, rows (name, former value, value, unit), the one asked for, dates."""

    article: Article
    lignes: tuple[tuple[str, Decimal, Decimal, str], ...]
    demandee: int
    demande: str
    contexte: str
    ancienne: date
    nouvelle: date
    imprimee: date
    """When the former version was printed again: after the new one came out."""


def fiche(atelier: Atelier) -> Fiche:
    """Return the technical sheet that the question is about: the value asked for and another one have changed."""
    f, decrites = atelier.flux("fiche"), atelier.cadre.entreprise.matiere["c1_5"].fiches
    decrite = f.choix(decrites)
    caracteristiques = f.melange(decrite.caracteristiques)
    demandee = f.sous(len(caracteristiques))
    autre = (demandee + f.entier(1, len(caracteristiques) - 1)) % len(caracteristiques)
    lignes = []
    for i, c in enumerate(caracteristiques):
        avant, apres = f.echantillon(c.valeurs, 2)
        lignes.append((c.nom, avant if i in (demandee, autre) else apres, apres, c.unite))
    nouvelle = ouvre_ou_precedent(atelier.date - timedelta(days=f.entier(45, 200)))
    ancienne = ouvre_ou_precedent(nouvelle - timedelta(days=f.entier(200, 700)))
    imprimee = ouvre_ou_precedent(atelier.date - timedelta(days=f.entier(3, 30)))
    return Fiche(
        atelier.monde.article(decrite.ref),
        tuple(lignes),
        demandee,
        caracteristiques[demandee].demande,
        f.choix(decrite.contextes),
        ancienne,
        nouvelle,
        imprimee,
    )


def fiches(atelier: Atelier) -> list[Piece]:
    """Return the two versions of the sheet, in a drawn order; at the level expert, the sheet of another article too."""
    x = fiche(atelier)
    nouvelle = _piece_fiche(FICHE, x.article, [(n, f"{nombre(v)} {u}") for n, _, v, u in x.lignes], x.nouvelle)
    ancienne = _piece_fiche(
        FICHE_ANCIENNE, x.article, [(n, f"{nombre(v)} {u}") for n, v, _, u in x.lignes], x.ancienne, x.imprimee
    )
    ordre = atelier.flux("fiche", "ordre").melange([nouvelle, ancienne])
    return [*ordre, _voisine(atelier, x)] if MESURES[atelier.niveau].voisine else ordre


def _piece_fiche(
    cle: str, a: Article, lignes: list[tuple[str, str]], jour: date, imprimee: date | None = None
) -> Piece:
    reference = f"Version du {date_longue(jour)}" + (f", imprimée le {date_longue(imprimee)}" if imprimee else "")
    blocs = (
        Titre(a.libelle),
        Tableau(
            "Caractéristiques", (Colonne("Caractéristique", largeur=26), Colonne("Valeur", largeur=14)), tuple(lignes)
        ),
    )
    return Piece(
        cle,
        "fiche-technique",
        titre_fiche(a, jour),
        "classeur des fiches techniques",
        jour,
        Page(f"Fiche technique {a.ref}", blocs, reference=reference),
        "pdf",
    )


def titre_fiche(a: Article, jour: date) -> str:
    """Return the title of a technical sheet, as the paper lists it and as the closed list of documents names it."""
    return f"Fiche technique {a.ref}, version du {date_courte(jour)}"


def _voisine(atelier: Atelier, x: Fiche) -> Piece:
    f = atelier.flux("fiche", "voisine")
    decrite = f.choix([d for d in atelier.cadre.entreprise.matiere["c1_5"].fiches if d.ref != x.article.ref])
    lignes = [(c.nom, f"{nombre(f.choix(c.valeurs))} {c.unite}") for c in decrite.caracteristiques]
    jour = ouvre_ou_precedent(x.nouvelle + timedelta(days=f.entier(5, 40)))
    return _piece_fiche(FICHE_VOISINE, atelier.monde.article(decrite.ref), lignes, jour)

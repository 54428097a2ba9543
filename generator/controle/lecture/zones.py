"""The files to fill in: every place to answer, with its label, headings, closed lists and printed rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.controle.lecture import docx
from generator.controle.lecture.classeur import ClasseurLu, FeuilleLue, Plage, lit_classeur
from generator.controle.lecture.dossier import ZoneLue

ID = re.compile(r"Q_\d+_\d+(_\w+)?")


@dataclass(frozen=True)
class Lue:
    """The value of a cell, and whether an unevaluated formula stands there instead."""

    texte: str
    sans_valeur: bool = False


def zones_classeur(contenu: bytes, fichier: str) -> list[ZoneLue]:
    """Return the zones of a workbook, in the order of the sheet. Raises FichierRefuse."""
    classeur = lit_classeur(contenu)
    noms = [
        (nom, plage) for nom, plage in classeur.noms.items() if ID.fullmatch(nom) and classeur.feuille(plage.feuille)
    ]
    ordre = {f.nom: n for n, f in enumerate(classeur.feuilles)}
    return [
        _zone(classeur, nom, plage, fichier)
        for nom, plage in sorted(noms, key=lambda x: (ordre[x[1].feuille], x[1].ligne))
    ]


def _zone(classeur: ClasseurLu, nom: str, plage: Plage, fichier: str) -> ZoneLue:
    feuille = classeur.feuille(plage.feuille)
    if feuille is None:
        raise ValueError(nom)
    if plage.hauteur == 1 and plage.largeur == 1:
        return _cellule(classeur, feuille, nom, plage, fichier)
    colonnes = range(plage.colonne, plage.derniere_colonne + 1)
    entetes = tuple(feuille.texte(plage.ligne, c) for c in colonnes)
    choix = {
        e: liste
        for e, c in zip(entetes, colonnes, strict=True)
        if (liste := classeur.choix(Plage(feuille.nom, plage.ligne + 1, c, plage.ligne + 1, c)))
    }
    lignes = tuple(ligne for ligne in _rangs(feuille, plage, entetes) if any(ligne.values()))
    libelle = feuille.texte(plage.ligne - 1, plage.colonne) if plage.ligne else ""
    return ZoneLue(nom, libelle, entetes, fichier, choix, plage.hauteur - 1, lignes, lignes)


def _cellule(classeur: ClasseurLu, feuille: FeuilleLue, nom: str, plage: Plage, fichier: str) -> ZoneLue:
    libelle = next((t for c in range(plage.colonne - 1, -1, -1) if (t := feuille.texte(plage.ligne, c))), "")
    choix = {"valeur": liste} if (liste := classeur.choix(plage)) else {}
    texte = feuille.texte(plage.ligne, plage.colonne)
    return ZoneLue(nom, libelle, (), fichier, choix, 1, (), ({"valeur": texte},) if texte else ())


def _rangs(feuille: FeuilleLue, plage: Plage, entetes: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    for r in range(plage.ligne + 1, plage.derniere_ligne + 1):
        yield {e: t for n, e in enumerate(entetes) if (t := feuille.texte(r, plage.colonne + n))}


def zones_redactions(contenu: bytes, fichier: str) -> list[ZoneLue]:
    """Return the boxes to write in. Raises FichierRefuse."""
    return [
        ZoneLue(tag, titre, (), fichier, {}, 1, (), ({"valeur": texte},) if texte else ())
        for tag, (titre, texte) in docx.boites(contenu).items()
        if ID.fullmatch(tag)
    ]

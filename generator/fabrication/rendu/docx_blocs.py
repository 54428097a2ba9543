"""The blocks of a page in Word: the firm's documents and the paper share them, each with its styles."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from generator.epreuve.pieces.contenus import (
    Bloc,
    Colonne,
    Couverture,
    Dessin,
    Encadre,
    Liste,
    Paragraphe,
    Question,
    SautPage,
    Tableau,
    Titre,
    Valeur,
)
from generator.fabrication.rendu import docx_xml
from generator.fabrication.rendu.docx_xml import Cellule, Document, paragraphe, riche
from generator.fabrication.rendu.pdf_donnees import ecrit as affiche
from generator.fabrication.rendu.xlsx_commun import largeur_texte
from generator.textes import INSECABLE, pluriel

_STYLES = {"normal": "", "note": "Note", "cite": "Citation", "manuscrit": "Manuscrit", "encadre": "Encadre",
           "fort": "Fort",
           "fort_italique": "FortItalique", "italique": "Italique", "centre": "Centre", "droite": "Source"}
A_DROITE = frozenset({"montant", "nombre", "entier", "pourcentage"})
DROITE = '<w:jc w:val="right"/>'
_MARGE_CADRE = 300
_LARGEUR_DEFAUT = 10
_UNITE, _MARGE, _GRAS = 104, 100, 1.1
"""Twips of a unit of width (largeur_texte) in a table; margin at each side of a cell; how much wider bold is."""


@dataclass(frozen=True)
class Couleurs:
    """Colours (RRGGBB) of tables: background and ink of headings, rules, whether upright rules are drawn too."""

    fond: str
    encre: str
    trait: str
    verticales: bool = False


SOBRE = Couleurs("E7E7E7", "000000", "000000", verticales=True)


def ecrit(document: Document, blocs: Sequence[Bloc], couleurs: Couleurs, largeur: int = docx_xml.LARGEUR_TEXTE) -> str:
    """Return the XML of blocks in a width (twips). Raises TypeError for a block that is unknown."""
    return "".join(_bloc(document, bloc, couleurs, largeur) for bloc in blocs)


def _bloc(document: Document, bloc: Bloc, couleurs: Couleurs, largeur: int) -> str:  # noqa: PLR0911
    match bloc:
        case Titre():
            return paragraphe(riche(bloc.texte), f"Titre{min(3, bloc.niveau)}")
        case Paragraphe():
            return paragraphe(riche(bloc.texte), _STYLES[bloc.style])
        case Liste():
            return _liste(document, bloc)
        case Tableau():
            return tableau(bloc, couleurs, largeur)
        case Dessin():
            return paragraphe(document.image(png(bloc.svg), bloc.alt, bloc.largeur_mm), "Centre")
        case SautPage():
            return docx_xml.SAUT_PAGE
        case Couverture():
            return _couverture(bloc)
        case Question():
            return _question(bloc)
        case Encadre():
            return _encadre(document, bloc, couleurs, largeur)
    raise TypeError(f"bloc inconnu : {type(bloc).__name__}")


def _liste(document: Document, liste: Liste) -> str:
    if not liste.numerotee:
        return "".join(paragraphe(riche(e), "ListePuces") for e in liste.elements)
    numero = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{document.numerotation()}"/></w:numPr>'
    return "".join(paragraphe(riche(e), "ListeNumeros", numero) for e in liste.elements)


def _question(question: Question) -> str:
    points = f" ({pluriel(question.points, 'point')})" if question.points is not None else ""
    return paragraphe(docx_xml.passage(f"{question.numero}\t", "<w:b/>") + riche(question.texte)
                      + docx_xml.passage(points, "<w:b/>"), "Question")


def _couverture(bloc: Couverture) -> str:
    grand, petit = '<w:caps/><w:sz w:val="24"/>', '<w:sz w:val="22"/>'
    air, large = '<w:spacing w:before="200" w:after="200"/>', '<w:spacing w:before="360" w:after="360"/>'
    lignes = [paragraphe(docx_xml.passage(t, "<w:b/>" + grand), "Centre", air) for t in bloc.avant]
    lignes += [paragraphe(docx_xml.passage(bloc.titre, '<w:caps/><w:sz w:val="36"/>'), "Titre1", large)]
    lignes += [paragraphe(riche(t, petit), "Centre") for t in bloc.apres]
    return "".join(lignes)


def _encadre(document: Document, bloc: Encadre, couleurs: Couleurs, largeur: int) -> str:
    """Return a frame: one cell, its title on a row of its own, so that a long frame may go on overleaf."""
    lignes = []
    if bloc.titre:
        rpr = f'<w:b/><w:color w:val="{couleurs.encre}"/><w:sz w:val="22"/>'
        tete = paragraphe(docx_xml.passage(bloc.titre, rpr), "Cellule", "<w:keepNext/>")
        lignes.append(docx_xml.ligne([Cellule(tete, couleurs.fond)], [largeur]))
    contenu = ecrit(document, bloc.blocs, couleurs, largeur - _MARGE_CADRE)
    contenu += "" if contenu.endswith("</w:p>") else paragraphe(style="Cellule")
    lignes.append(docx_xml.ligne([Cellule(contenu)], [largeur], insecable=False))
    traits = docx_xml.bordures(couleurs.trait, 8, ("top", "left", "bottom", "right", "insideH"))
    return docx_xml.table(lignes, [largeur], traits, (80, _MARGE_CADRE // 2)) + espace()


def espace(hauteur: int = 120) -> str:
    """Return the small empty paragraph that stands below a table."""
    return paragraphe("", "Cellule", f'<w:spacing w:before="0" w:after="0" w:line="{hauteur}" w:lineRule="exact"/>')


@functools.lru_cache(maxsize=32)
def png(svg: str) -> bytes:
    """Return a drawing as PNG. Raises RenduImpossible when it does not read."""
    from generator.fabrication.rendu import pdf  # typst is loaded for drawings alone

    return pdf.dessin_png(svg)


def largeurs_colonnes(colonnes: Sequence[Colonne], lignes: Sequence[Sequence[Valeur]], total: int) -> list[int]:
    """Share the width of a table: by the widths asked, else by what the columns hold (longest word at least)."""
    if any(c.largeur != _LARGEUR_DEFAUT for c in colonnes):
        return docx_xml.repartit([c.largeur for c in colonnes], total)
    poids = []
    for n, colonne in enumerate(colonnes):
        affiches = [colonne.titre, *(affiche(ligne[n], colonne.genre) for ligne in lignes)]
        mot = max(largeur_texte(m) for t in affiches for m in t.split(" "))
        poids.append(max(mot + 2.5, min(34.0, max(map(largeur_texte, affiches)) + 2)))
    return docx_xml.repartit(poids, total)


def largeurs_souples(textes: Sequence[Sequence[str]], souple: int, total: int = docx_xml.LARGEUR_TEXTE) -> list[int]:
    """Return the widths of columns that hold their texts unfolded, the heading (first text) between words at most; one
    (`souple`) takes what is left. When less than a quarter would be left to it, the widths are shared in proportion.
    """
    mots = [max(largeur_texte(m) * _GRAS for m in titre.split(" ")) for titre, *_ in textes]
    voulus = [round(max(mot, *map(largeur_texte, corps), 0) * _UNITE) + 2 * _MARGE
              for mot, (_, *corps) in zip(mots, textes, strict=True)]
    reste = total - sum(v for n, v in enumerate(voulus) if n != souple)
    if reste < total / 4:
        return docx_xml.repartit([total / 4 if n == souple else v for n, v in enumerate(voulus)], total)
    return [reste if n == souple else v for n, v in enumerate(voulus)]


def intitule(texte: str, couleurs: Couleurs, cote: str = "") -> Cellule:
    """Return the heading of a column."""
    encre = f'<w:color w:val="{couleurs.encre}"/>'
    return Cellule(paragraphe(docx_xml.passage(texte, encre), "EnTeteColonne", cote), couleurs.fond, "center")


def tableau(bloc: Tableau, couleurs: Couleurs, largeur: int = docx_xml.LARGEUR_TEXTE) -> str:
    """Return a ruled table under its caption, its header row marked and repeated."""
    largeurs = largeurs_colonnes(bloc.colonnes, bloc.lignes, largeur)
    cotes = [DROITE if c.genre in A_DROITE else "" for c in bloc.colonnes]
    tete = [intitule(c.titre, couleurs, cote) for c, cote in zip(bloc.colonnes, cotes, strict=True)]
    lignes = [docx_xml.ligne(tete, largeurs, entete=True)]
    for valeurs in bloc.lignes:
        cellules = [Cellule(paragraphe(riche(affiche(v, c.genre)), "Cellule", cote))
                    for v, c, cote in zip(valeurs, bloc.colonnes, cotes, strict=True)]
        lignes.append(docx_xml.ligne(cellules, largeurs))
    cotes_traits = docx_xml.COTES if couleurs.verticales else ("top", "bottom", "insideH")
    legende = paragraphe(riche(bloc.legende), "Legende") if bloc.legende else ""
    traits = docx_xml.bordures(couleurs.trait, 4, cotes_traits)
    return legende + docx_xml.table(lignes, largeurs, traits, description=bloc.legende) + espace()


def libelle(texte: str) -> str:
    """Write a label before its value: « Date : »."""
    return f"{texte}{INSECABLE}:"

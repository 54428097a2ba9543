"""Workbooks of the office: data documents here; forms, answer sheets and grid in their own modules."""

from __future__ import annotations

from datetime import datetime

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from generator.epreuve.pieces.contenus import Classeur, Colonne, Feuille
from generator.fabrication.rendu.xlsx_commun import (
    HAUTEUR,
    LARGEUR_PORTRAIT,
    TRAIT,
    Livre,
    ecrit,
    ecrit_classeur,
    format_nombre,
    hauteur_ligne,
    imprime,
    largeur_colonne,
    texte_affiche,
)
from generator.fabrication.rendu.xlsx_grille import grille
from generator.fabrication.rendu.xlsx_reponses import formulaire, reponses
from generator.monde.faits import CharteGraphique

__all__ = ["classeur", "formulaire", "grille", "reponses"]

_A_DROITE = ("montant", "nombre", "entier", "pourcentage")
_TEXTE_LONG, _FILTRE = 250, 2.5


def classeur(contenu: Classeur, charte: CharteGraphique, horodatage: datetime, titre: str = "") -> bytes:
    """Write a data document: one table a sheet, filters, frozen header, print set-up, the firm's colours.

    Percentages are stored as they are said (5.5 for 5,5 %). Raises UserWarning or XlsxWriterException on a name or a
    size that Excel refuses, ValueError on a row whose length is not that of the header.
    """
    def remplit(livre: Livre) -> None:
        for feuille in contenu.feuilles:
            _table(livre, feuille, charte)

    return ecrit_classeur(remplit, horodatage, titre or contenu.feuilles[0].nom)


def _largeurs(feuille: Feuille) -> list[float]:
    return [largeur_colonne(c.titre, [texte_affiche(ligne[n], c.genre) for ligne in feuille.lignes])
            for n, c in enumerate(feuille.colonnes)]


def _table(livre: Livre, feuille: Feuille, charte: CharteGraphique) -> None:
    """Write one sheet."""
    titres = [c.titre for c in feuille.colonnes]
    if any(len(ligne) != len(titres) for ligne in feuille.lignes):
        msg = f"feuille « {feuille.nom} » : une ligne n’a pas {len(titres)} valeurs"
        raise ValueError(msg)
    page, largeurs = livre.feuille(feuille.nom), _largeurs(feuille)
    page.set_default_row(HAUTEUR)
    page.set_row(0, hauteur_ligne(((t, la - _FILTRE) for t, la in zip(titres, largeurs, strict=True)), HAUTEUR + 2))
    for n, ligne in enumerate(feuille.lignes, 1):
        haut = hauteur_ligne((v, la) for v, la in zip(ligne, largeurs, strict=True) if isinstance(v, str))
        if haut > HAUTEUR:
            page.set_row(n, haut)
    for n, (colonne, largeur) in enumerate(zip(feuille.colonnes, largeurs, strict=True)):
        page.set_column(n, n, largeur)
        page.write_string(0, n, colonne.titre, livre.format(
            bold=True, font_color="#FFFFFF", bg_color=charte.principale, text_wrap=True, valign="vcenter",
            align="right" if colonne.genre in _A_DROITE else "left", border=1, border_color=charte.principale))
        _colonne(livre, page, n, colonne, [ligne[n] for ligne in feuille.lignes])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(feuille.lignes)), len(titres) - 1)
    page.hide_gridlines(2)
    imprime(page, sum(largeurs) > LARGEUR_PORTRAIT, 0, f"{charte.raison_sociale} – {feuille.nom}")


def _colonne(livre: Livre, page: Worksheet, numero: int, colonne: Colonne, valeurs: list) -> None:  # type: ignore[type-arg]
    """Write the values of a column under its heading."""
    nombre = format_nombre(colonne.genre, colonne.titre, valeurs)
    if nombre == "@" and any(isinstance(v, str) and len(v) > _TEXTE_LONG for v in valeurs):
        nombre = "General"  # a long text in a cell of format « text » shows as ####
    forme = livre.format(num_format=nombre, bottom=1, bottom_color=TRAIT, valign="vcenter",
                         align="right" if colonne.genre in _A_DROITE else "left", text_wrap=colonne.genre == "texte")
    for ligne, valeur in enumerate(valeurs, 1):
        ecrit(page, ligne, numero, valeur, forme)
    if any(isinstance(v, str) and v[:1].isdigit() for v in valeurs):
        page.ignore_errors({"number_stored_as_text": xl_range(1, numero, len(valeurs), numero)})


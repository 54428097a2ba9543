"""Workbooks that the candidate fills in: answer sheets and forms, blank, or filled for the model copy.

Each answer is a defined name of the whole workbook; a table's covers its header row and its rows. Blank and model come
from the same function, so that their layouts cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from generator.epreuve.missions.socle import ZoneCellule, ZoneTableau
from generator.epreuve.pieces.contenus import Valeur
from generator.fabrication.rendu.xlsx_commun import (
    GRIS,
    GRIS_PALE,
    LARGEUR_PORTRAIT,
    SAISIE,
    Livre,
    ecrit,
    ecrit_classeur,
    format_nombre,
    hauteur_ligne,
    imprime,
    largeur_colonne,
)
from generator.monde.faits import CharteGraphique
from generator.textes import typographie

ZoneClasseur = ZoneCellule | ZoneTableau
Valeurs = Mapping[str, Any]
Champs = Mapping[str, Mapping[str, str]]

LISTES = "Listes"
_LIMITE_LISTE = 255
_LIBELLE, _CELLULE, _NUMERO = 30, 24, 8
_HAUTEUR, _CHIFFRES = 19.5, ("montant", "nombre", "pourcentage")
_PROTECTION = {"format_cells": True, "format_columns": True, "format_rows": True, "objects": True, "scenarios": True}


@dataclass(frozen=True)
class _Style:
    """Colours of a workbook and its letterhead (none: the sober answer sheets)."""

    titre: str = "#000000"
    entete: str = GRIS
    papier: tuple[str, ...] = ()
    pied: str = ""


@dataclass
class _Contexte:
    """What is being written, and the lists met on the way, in order."""

    livre: Livre
    style: _Style
    valeurs: Valeurs | None
    champs: Champs
    listes: dict[tuple[str, ...], tuple[int, str]] = field(default_factory=dict)


def reponses(zones: Sequence[ZoneClasseur], horodatage: datetime, titres: Mapping[str, str] | None = None,
             valeurs: Valeurs | None = None, champs: Champs | None = None) -> bytes:
    """Write reponses.xlsx: one sheet per `feuille` of the zones, in their order; `titres` (sheet → title) heads them.

    `valeurs` (defined name → value in the JSON form of the key) fills the model copy; `champs` (name → key of a row →
    type) tells the type of the rows of a form. Raises ValueError when a value does not fit its zone.
    """
    return _ecrit(zones, horodatage, titres or {}, _Style(pied="Réponses"), valeurs, champs or {})


def formulaire(zones: Sequence[ZoneClasseur], papier: Sequence[str], charte: CharteGraphique, horodatage: datetime,
               titres: Mapping[str, str] | None = None, valeurs: Valeurs | None = None,
               champs: Champs | None = None) -> bytes:
    """Write a form of the firm (devis.xlsx…) under its letterhead: name, then lines of address. See `reponses`."""
    style = _Style(charte.principale, charte.principale, tuple(papier), charte.raison_sociale)
    return _ecrit(zones, horodatage, titres or {}, style, valeurs, champs or {})


def _ecrit(zones: Sequence[ZoneClasseur], horodatage: datetime, titres: Mapping[str, str], style: _Style,
           valeurs: Valeurs | None, champs: Champs) -> bytes:
    """Write the sheets, then that of the lists."""
    feuilles: dict[str, list[ZoneClasseur]] = {}
    for zone in zones:
        feuilles.setdefault(zone.feuille, []).append(zone)

    def remplit(livre: Livre) -> None:
        contexte = _Contexte(livre, style, valeurs, champs)
        for zone in zones:
            for choix in _listes(zone):
                titre, liste = choix
                contexte.listes.setdefault(liste, (len(contexte.listes), titre))
        for nom, contenu in feuilles.items():
            _Page(contexte, livre.feuille(nom), nom, contenu).ecrit(titres.get(nom, nom))
        if contexte.listes:
            _feuille_listes(contexte)

    return ecrit_classeur(remplit, horodatage, style.pied)


def _listes(zone: ZoneClasseur) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lists of a zone that need a range: too long for a formula, or with a comma inside."""
    candidats = ([(zone.libelle, zone.choix)] if isinstance(zone, ZoneCellule)
                 else [(c.titre, c.choix) for c in zone.colonnes])
    return [(t, c) for t, c in candidats if c and not _en_ligne(c)]


def _en_ligne(choix: tuple[str, ...]) -> bool:
    return len(",".join(choix)) <= _LIMITE_LISTE and not any("," in c or c[:1] in "=+-@" for c in choix)


def _feuille_listes(contexte: _Contexte) -> None:
    """Write the closed lists that drop-downs point to, one a column."""
    page = contexte.livre.feuille(LISTES)
    entete = contexte.livre.format(bold=True, bg_color=GRIS_PALE, bottom=1, text_wrap=True)
    for choix, (n, titre) in contexte.listes.items():
        page.set_column(n, n, largeur_colonne(titre, choix))
        page.write_string(0, n, titre, entete)
        for ligne, element in enumerate(choix, 1):
            page.write_string(ligne, n, element, contexte.livre.format())
    page.freeze_panes(1, 0)
    page.protect("", _PROTECTION)
    imprime(page, paysage=True, entete=0, pied=LISTES)


def valeur_typee(texte: str, genre: str) -> Valeur:
    """Read a value of the key by its kind: a figure, a date, else the text itself."""
    try:
        if genre in _CHIFFRES:
            return Decimal(texte)
        if genre == "date":
            return date.fromisoformat(texte)
    except (InvalidOperation, ValueError):
        pass
    return texte


class _Page:
    """A sheet being written, from the top down."""

    def __init__(self, contexte: _Contexte, page: Worksheet, nom: str, zones: Sequence[ZoneClasseur]) -> None:
        self.contexte, self.page, self.nom, self.zones, self.ligne = contexte, page, nom, zones, 0
        self.numeros = 1 if any(z.numero for z in zones) and not contexte.style.papier else 0
        self.largeurs = self._largeurs()

    def _largeurs(self) -> list[float]:
        """Return the widths of the columns: number, then those that tables and cells share."""
        cellules = [z for z in self.zones if isinstance(z, ZoneCellule)]
        colonnes: list[float] = [_LIBELLE, _CELLULE, _NUMERO + 2] if cellules else [12]
        for zone in self.zones:
            if isinstance(zone, ZoneTableau):
                for n, colonne in enumerate(zone.colonnes):
                    connus = [*colonne.choix, *(ligne.get(colonne.code, "") for ligne in zone.preremplies)]
                    besoin = max(float(colonne.largeur), largeur_colonne(colonne.titre, connus, 3.0))
                    colonnes += [0.0] * (n + 1 - len(colonnes))
                    colonnes[n] = max(colonnes[n], besoin)
        return [float(_NUMERO)] * self.numeros + colonnes

    def format(self, **proprietes: Any) -> Format:
        """Return a format of the workbook."""
        return self.contexte.livre.format(**proprietes)

    def ecrit(self, titre: str) -> None:
        """Write the whole sheet."""
        self.page.set_default_row(_HAUTEUR)
        for n, largeur in enumerate(self.largeurs):
            self.page.set_column(n, n, largeur)
        self._tete(titre)
        precedent, tableau = None, False
        for zone in self.zones:
            nouveau = zone.numero != precedent
            if nouveau:
                self._filet()
            elif tableau or isinstance(zone, ZoneTableau):
                self.page.set_row(self.ligne, 8)
                self.ligne += 1
            numero = zone.numero if nouveau else ""
            if isinstance(zone, ZoneCellule):
                self._cellule(zone, numero)
            else:
                self._tableau(zone, numero)
            precedent, tableau = zone.numero, isinstance(zone, ZoneTableau)
        self.page.hide_gridlines(2)
        self.page.protect("", _PROTECTION)
        paysage = sum(self.largeurs) > LARGEUR_PORTRAIT
        imprime(self.page, paysage, pied=f"{self.contexte.style.pied} – {self.nom}")

    def _tete(self, titre: str) -> None:
        """Write the letterhead, the title and the one sentence of advice."""
        style = self.contexte.style
        for n, texte in enumerate(style.papier):
            corps = {"bold": True, "font_size": 14, "font_color": style.titre} if n == 0 else {"font_color": "#595959"}
            self.page.write_string(self.ligne, 0, texte, self.format(**corps))
            self.ligne += 1
        self.ligne += 1 if style.papier else 0
        self.page.set_row(self.ligne, 24)
        self.page.write_string(self.ligne, 0, titre, self.format(
            bold=True, font_size=14, font_color=style.titre, valign="vcenter"))
        note = typographie("Remplissez les cellules de couleur ; des lignes peuvent rester vides.")
        self.page.write_string(self.ligne + 1, 0, note, self.format(italic=True, font_color="#595959"))
        self.ligne += 2

    def _filet(self) -> None:
        """Write the thin rule between two questions."""
        self.page.set_row(self.ligne, 9)
        for n in range(len(self.largeurs)):
            self.page.write_blank(self.ligne, n, None, self.format(bottom=1, bottom_color=self.contexte.style.entete))
        self.ligne += 1

    def _hauteur(self, ligne: int, textes: Sequence[tuple[str, int]]) -> None:
        """Heighten a row for its texts (text, column); a row of one line keeps the default and grows as one writes."""
        haut = hauteur_ligne([(texte, self.largeurs[c]) for texte, c in textes], _HAUTEUR)
        if haut > _HAUTEUR:
            self.page.set_row(ligne, haut)

    def _numero(self, numero: str) -> None:
        if numero and self.numeros:
            self.page.write_string(self.ligne, 0, numero, self.format(bold=True, valign="vcenter"))

    def _saisie(self, genre: str, titre: str = "", **autres: Any) -> Format:
        """Return the format of a cell to fill in."""
        cote = "right" if genre in _CHIFFRES else "left"
        nombre = {"texte": "General", "choix": "General"}.get(genre) or format_nombre(genre, titre, [Decimal("0.01")])
        return self.format(**{"bg_color": SAISIE, "border": 1, "border_color": "#A6A6A6", "locked": False,
                              "align": cote, "num_format": "General" if genre == "nombre" else nombre,
                              "valign": "vcenter",
                              "text_wrap": genre in ("texte", "choix"), **autres})

    def _cellule(self, zone: ZoneCellule, numero: str) -> None:
        """Write a label and its cell."""
        c = self.numeros
        self._numero(numero)
        valeur = _en_texte(self._valeur(zone.nom))
        self._hauteur(self.ligne, [(zone.libelle, c), (valeur, c + 1)])
        self.page.write_string(self.ligne, c, zone.libelle, self.format(text_wrap=True, valign="vcenter"))
        genre = "texte" if zone.genre == "choix" else zone.genre
        ecrit(self.page, self.ligne, c + 1, valeur_typee(valeur, genre),
              self._saisie(zone.genre, zone.libelle + zone.unite))
        if zone.unite:
            self.page.write_string(self.ligne, c + 2, zone.unite, self.format(valign="vcenter"))
        self._controle(zone.genre, zone.choix, (self.ligne, c + 1, self.ligne, c + 1))
        self._nomme(zone.nom, (self.ligne, c + 1, self.ligne, c + 1))
        self.ligne += 1

    def _tableau(self, zone: ZoneTableau, numero: str) -> None:
        """Write a table: label, header row, rows."""
        c, debut = self.numeros, self.ligne + 1
        self._numero(numero)
        if zone.libelle:
            self.page.write_string(self.ligne, c, zone.libelle, self.format(bold=True, valign="vcenter"))
        entete = self.format(bold=True, font_color="#FFFFFF", bg_color=self.contexte.style.entete, text_wrap=True,
                             valign="vcenter", border=1, border_color="#A6A6A6")
        self._hauteur(debut, [(f"{colonne.titre} ", c + n) for n, colonne in enumerate(zone.colonnes)])
        for n, colonne in enumerate(zone.colonnes):
            self.page.write_string(debut, c + n, colonne.titre, entete)
            bornes = (debut + 1, c + n, debut + zone.lignes, c + n)
            self._controle(colonne.genre, colonne.choix, bornes)
        for n, (fixe, remplie) in enumerate(self._lignes(zone), 1):
            self._ligne_tableau(zone, debut + n, fixe, remplie)
        self._nomme(zone.nom, (debut, c, debut + zone.lignes, c + len(zone.colonnes) - 1))
        self.ligne = debut + zone.lignes + 1

    def _ligne_tableau(self, zone: ZoneTableau, ligne: int, fixe: Mapping[str, str],
                       remplie: Mapping[str, Any]) -> None:
        """Write a row: what is printed beforehand, what the candidate (or the model copy) enters."""
        types = self.contexte.champs.get(zone.nom, {})
        special = next((types[v] for v in map(str, (*fixe.values(), *remplie.values())) if v in types), "")
        textes: list[tuple[str, int]] = []
        for n, colonne in enumerate(zone.colonnes):
            c = self.numeros + n
            if colonne.code in fixe:
                texte = fixe[colonne.code]
                ecrit(self.page, ligne, c, texte, self.format(border=1, border_color="#A6A6A6", bg_color=GRIS_PALE,
                                                              text_wrap=True, valign="vcenter"))
            else:
                genre = special if special and colonne.genre == "texte" else colonne.genre
                texte = _en_texte(remplie.get(colonne.code))
                genre = "texte" if genre == "choix" else genre
                ecrit(self.page, ligne, c, valeur_typee(texte, genre), self._saisie(genre, colonne.titre))
            textes.append((texte, c))
        self._hauteur(ligne, textes)

    def _lignes(self, zone: ZoneTableau) -> list[tuple[Mapping[str, str], Mapping[str, Any]]]:
        """Return, for each row, what is printed and what is filled in, a filled row beside its printed key."""
        reste = _en_lignes(zone, self._valeur(zone.nom))
        lignes: list[tuple[Mapping[str, str], Mapping[str, Any]]] = []
        for fixe in zone.preremplies:
            trouvee = next((r for r in reste if all(str(r.get(k, "")) == v for k, v in fixe.items())), {})
            reste = [r for r in reste if r is not trouvee]
            lignes.append((fixe, trouvee))
        lignes += [({}, r) for r in reste]
        if len(lignes) > zone.lignes:
            msg = f"{zone.nom} : {len(lignes)} lignes pour un tableau qui en a {zone.lignes}"
            raise ValueError(msg)
        return [*lignes, *[({}, {})] * (zone.lignes - len(lignes))]

    def _valeur(self, nom: str) -> Any:
        return self.contexte.valeurs.get(nom) if self.contexte.valeurs is not None else None

    def _controle(self, genre: str, choix: tuple[str, ...], bornes: tuple[int, int, int, int]) -> None:
        """Set the drop-down, or the warning on a figure or a date that is none."""
        if choix:
            source: Any = list(choix)
            if not _en_ligne(choix):
                n = self.contexte.listes[choix][0]
                source = f"={LISTES}!{xl_range_abs(1, n, len(choix), n)}"
            regle = {"validate": "list", "source": source, "error_title": "Liste",
                     "error_message": "Choisissez une valeur de la liste."}
        elif genre in _CHIFFRES:
            regle = {"validate": "decimal", "criteria": "between", "minimum": -10**9, "maximum": 10**9,
                     "error_type": "warning", "error_title": "Nombre",
                     "error_message": "Un nombre est demandé dans cette cellule."}
        elif genre == "date":
            regle = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_type": "warning",
                     "error_title": "Date", "error_message": "Une date est demandée (jj/mm/aaaa)."}
        else:
            return
        self.page.data_validation(*bornes, regle)

    def _nomme(self, nom: str, bornes: tuple[int, int, int, int]) -> None:
        """Define the name of an answer; raises ValueError when the zone has none."""
        if not nom:
            msg = f"feuille « {self.nom} » : une zone n’a pas de nom défini"
            raise ValueError(msg)
        feuille = "'" + self.nom.replace("'", "''") + "'"
        self.contexte.livre.workbook.define_name(nom, f"={feuille}!{xl_range_abs(*bornes)}")


def _en_texte(valeur: Any) -> str:
    """Write a value of the key as a text: a list's elements apart by commas, nothing for None."""
    if isinstance(valeur, (list, tuple)):
        return ", ".join(map(str, valeur))
    return "" if valeur is None else str(valeur)


def _en_lignes(zone: ZoneTableau, valeur: Any) -> list[Mapping[str, Any]]:
    """Return the rows of a value: a list of rows, or a set of elements for the first column."""
    if valeur is None:
        return []
    if not isinstance(valeur, (list, tuple)):
        msg = f"{zone.nom} : la valeur n’est pas une liste de lignes"
        raise ValueError(msg)  # noqa: TRY004 - a wrong key, said with the others
    return [r if isinstance(r, Mapping) else {zone.colonnes[0].code: r} for r in valeur]


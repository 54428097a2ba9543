"""Workbooks read as their XML says: cells as canonical texts, defined names, closed lists. No formula is ever
evaluated.

A reader of our own: it sees the stored value and the formula of a cell in one pass, needs no range in memory that is
only
announced, and a sheet of a thousand cells takes a few milliseconds.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from generator.controle.erreurs import FichierRefuse
from generator.controle.lecture import prudence
from generator.controle.lecture.valeurs import de_flottant, ecrit_nombre, propre

CELLULES_MAX, LIGNES_PLAGE_MAX, COLONNES_PLAGE_MAX = 400_000, 5000, 200
_DATES_INTEGREES = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(45, 48), *range(50, 59)})
_POURCENTS_INTEGRES = frozenset({9, 10})
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PLAGE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d{1,7})(?::(\$?[A-Z]{1,3}\$?\d{1,7}))?$")
_PREMIER_1904 = 1462
_JOUR_MAX = 2_958_465
_ECHAPPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RATE = ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!")


@dataclass(frozen=True)
class Case:
    """A cell: what it shows, canonical; whether a formula gave it; whether that formula has no stored value."""

    texte: str
    formule: bool = False
    sans_valeur: bool = False


@dataclass(frozen=True)
class Plage:
    """A range of a sheet, bounds included, from 0."""

    feuille: str
    ligne: int
    colonne: int
    derniere_ligne: int
    derniere_colonne: int

    @property
    def hauteur(self) -> int:
        """How many rows."""
        return self.derniere_ligne - self.ligne + 1

    @property
    def largeur(self) -> int:
        """How many columns."""
        return self.derniere_colonne - self.colonne + 1


@dataclass(frozen=True)
class FeuilleLue:
    """A sheet: its cells by (row, column) from 0, its closed lists as (first row, first column, last row, last
    column, source)."""

    nom: str
    cases: Mapping[tuple[int, int], Case]
    listes: tuple[tuple[int, int, int, int, str], ...] = ()
    visible: bool = True

    def texte(self, ligne: int, colonne: int) -> str:
        """Return what a cell shows, nothing when it is blank."""
        case = self.cases.get((ligne, colonne))
        return case.texte if case else ""

    @property
    def hauteur(self) -> int:
        """How many rows are used."""
        return max((r for r, _ in self.cases), default=-1) + 1

    @property
    def largeur(self) -> int:
        """How many columns are used."""
        return max((c for _, c in self.cases), default=-1) + 1


@dataclass(frozen=True)
class ClasseurLu:
    """A workbook: sheets in order, defined names (those that name a range)."""

    feuilles: tuple[FeuilleLue, ...]
    noms: Mapping[str, Plage] = field(default_factory=dict)

    def feuille(self, nom: str) -> FeuilleLue | None:
        """Return a sheet by its name."""
        return next((f for f in self.feuilles if f.nom == nom), None)

    def choix(self, plage: Plage) -> tuple[str, ...]:
        """Return the closed list of the first cell of a range, empty when there is none."""
        feuille = self.feuille(plage.feuille)
        for r1, c1, r2, c2, source in feuille.listes if feuille else ():
            if r1 <= plage.ligne <= r2 and c1 <= plage.colonne <= c2:
                return self._source(source)
        return ()

    def _source(self, source: str) -> tuple[str, ...]:
        if source.startswith('"'):
            return tuple(propre(c) for c in source.strip('"').replace('""', '"').split(","))
        plage = plage_de(source.lstrip("="))
        feuille = self.feuille(plage.feuille) if plage else None
        if plage is None or feuille is None:
            return ()
        return tuple(t for r in range(plage.ligne, plage.derniere_ligne + 1) if (t := feuille.texte(r, plage.colonne)))


def _position(reference: str) -> tuple[int, int]:
    m = _REFERENCE.fullmatch(reference)
    if m is None:
        raise FichierRefuse(f"une adresse de cellule est impossible (« {reference[:20]} »)")
    colonne = 0
    for lettre in m[1]:
        colonne = colonne * 26 + ord(lettre) - 64
    return int(m[2]) - 1, colonne - 1


def plage_de(texte: str) -> Plage | None:
    """Read a reference such as « 'Mission 3'!$B$5:$E$13 »; None for anything else (formula, lost reference), or too
    large a range."""
    m = _PLAGE.match(texte.strip())
    if m is None:
        return None
    r1, c1 = _position(m[3])
    r2, c2 = _position(m[4] or m[3])
    plage = Plage((m[1] or m[2]).replace("''", "'"), min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2))
    return plage if plage.hauteur <= LIGNES_PLAGE_MAX and plage.largeur <= COLONNES_PLAGE_MAX else None


def lit_classeur(contenu: bytes) -> ClasseurLu:
    """Read an .xlsx workbook. Raises FichierRefuse."""
    parties = prudence.membres(contenu, ("xl/", "[Content_Types]"))
    if "xl/workbook.xml" not in parties:
        raise FichierRefuse("ce n’est pas un classeur .xlsx (un .xls ou un .ods renommé ne convient pas)")
    livre = prudence.xml(parties["xl/workbook.xml"])
    ns = _espace(livre)
    communs = _chaines(parties)
    styles = _styles(parties)
    proprietes = livre.find(f"{ns}workbookPr")
    decalage = _PREMIER_1904 if proprietes is not None and proprietes.get("date1904") in ("1", "true") else 0
    chemins = _relations(parties)
    feuilles, budget = [], CELLULES_MAX
    for element in livre.iterfind(f"{ns}sheets/{ns}sheet"):
        identifiant = next((v for k, v in element.attrib.items() if str(k).endswith("}id")), "")
        partie = parties.get(chemins.get(str(identifiant), ""))
        if partie is None:
            continue
        feuille = _Lecteur(communs, styles, decalage, budget).feuille(
            element.get("name", ""), partie, element.get("state", "visible")
        )
        budget -= len(feuille.cases)
        feuilles.append(feuille)
    noms = {
        e.get("name", ""): p
        for e in livre.iterfind(f"{ns}definedNames/{ns}definedName")
        if e.text and (p := plage_de(e.text)) is not None
    }
    return ClasseurLu(tuple(feuilles), noms)


def _espace(racine: etree._Element) -> str:
    nom = str(racine.tag)
    return nom[: nom.index("}") + 1] if nom.startswith("{") else ""


def _relations(parties: Mapping[str, bytes]) -> dict[str, str]:
    brut = parties.get("xl/_rels/workbook.xml.rels")
    if brut is None:
        raise FichierRefuse("ce classeur a perdu la liste de ses feuilles")
    chemins = {}
    for e in prudence.xml(brut):
        cible = e.get("Target", "")
        chemins[e.get("Id", "")] = cible.lstrip("/") if cible.startswith("/") else posixpath.normpath(f"xl/{cible}")
    return chemins


def _texte_riche(element: etree._Element, ns: str) -> str:
    """Return the text of a string, its runs joined, phonetic guides left out."""
    morceaux = [e.text or "" for e in element.iter(f"{ns}t") if not _dans(e, f"{ns}rPh", element)]
    return _ECHAPPE.sub(lambda m: chr(int(m[1], 16)), "".join(morceaux))


def _dans(element: etree._Element, nom: str, haut: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent is not haut and parent.tag == nom


def _chaines(parties: Mapping[str, bytes]) -> list[str]:
    brut = parties.get("xl/sharedStrings.xml")
    if brut is None:
        return []
    racine = prudence.xml(brut)
    ns = _espace(racine)
    return [propre(_texte_riche(si, ns)) for si in racine.iterfind(f"{ns}si")]


def _styles(parties: Mapping[str, bytes]) -> list[str]:
    """Return, for each cell format, « date », « pourcentage » or nothing."""
    brut = parties.get("xl/styles.xml")
    if brut is None:
        return []
    racine = prudence.xml(brut)
    ns = _espace(racine)
    codes = {int(e.get("numFmtId", "-1")): e.get("formatCode", "") for e in racine.iterfind(f"{ns}numFmts/{ns}numFmt")}
    return [_genre(int(e.get("numFmtId", "0") or 0), codes) for e in racine.iterfind(f"{ns}cellXfs/{ns}xf")]


def _genre(numero: int, codes: Mapping[int, str]) -> str:
    if numero in codes:
        nu = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", codes[numero]).lower()
        if "%" in nu:
            return "pourcentage"
        return "date" if re.search(r"[dyjhs]", nu) or re.search(r"m{1,5}", nu) else ""
    if numero in _POURCENTS_INTEGRES:
        return "pourcentage"
    return "date" if numero in _DATES_INTEGREES else ""


class _Lecteur:
    """Reads the cells of one sheet."""

    def __init__(self, communs: list[str], styles: list[str], decalage: int, budget: int) -> None:
        self.communs, self.styles, self.decalage, self.budget = communs, styles, decalage, budget

    def feuille(self, nom: str, partie: bytes, etat: str) -> FeuilleLue:
        """Return a sheet. Raises FichierRefuse when it holds too many cells."""
        racine = prudence.xml(partie)
        ns = _espace(racine)
        cases: dict[tuple[int, int], Case] = {}
        for ligne, rang in self._rangs(racine, ns):
            suivante = 0
            for c in rang.iterfind(f"{ns}c"):
                place = _position(c.get("r", "")) if c.get("r") else (ligne, suivante)
                suivante = place[1] + 1
                case = self._case(c, ns)
                if case is not None:
                    cases[place] = case
                    if len(cases) > self.budget:
                        raise FichierRefuse(f"il contient plus de {CELLULES_MAX} cellules remplies")
        return FeuilleLue(nom, cases, tuple(_listes(racine, ns)), etat == "visible")

    @staticmethod
    def _rangs(racine: etree._Element, ns: str) -> Iterator[tuple[int, etree._Element]]:
        ligne = -1
        for rang in racine.iterfind(f"{ns}sheetData/{ns}row"):
            numero = rang.get("r", "")
            ligne = int(numero) - 1 if numero.isdigit() else ligne + 1
            yield ligne, rang

    def _case(self, c: etree._Element, ns: str) -> Case | None:
        formule = c.find(f"{ns}f") is not None
        v = c.find(f"{ns}v")
        texte = self._texte(c, (v.text or "") if v is not None else None, ns)
        if not texte and not formule:
            return None
        return Case(texte, formule, formule and not texte)

    def _texte(self, c: etree._Element, valeur: str | None, ns: str) -> str:
        genre = c.get("t", "n")
        if genre == "inlineStr":
            interne = c.find(f"{ns}is")
            return propre(_texte_riche(interne, ns)) if interne is not None else ""
        if valeur is None:
            return ""
        if genre == "s":
            return self.communs[int(valeur)] if valeur.isdigit() and int(valeur) < len(self.communs) else ""
        if genre == "b":
            return "vrai" if valeur == "1" else "faux"
        if genre == "d":
            return propre(valeur).replace("T00:00:00", "")
        if genre in ("str", "e"):
            return propre(_ECHAPPE.sub(lambda m: chr(int(m[1], 16)), valeur))
        return self._nombre(valeur, c.get("s", ""))

    def _nombre(self, valeur: str, style: str) -> str:
        try:
            lu = de_flottant(valeur)
        except InvalidOperation:
            return propre(valeur)
        genre = self.styles[int(style)] if style.isdigit() and int(style) < len(self.styles) else ""
        if genre == "date" and 0 <= lu <= _JOUR_MAX:
            return _moment(lu, self.decalage)
        return ecrit_nombre(lu * 100 if genre == "pourcentage" else lu)


def _moment(serie: Decimal, decalage: int) -> str:
    """Return the date, the time, or both, of a serial number."""
    quand = datetime(1899, 12, 30) + timedelta(minutes=round((float(serie) + decalage) * 24 * 60))
    if serie < 1 and not decalage:
        return f"{quand:%H:%M}"
    return f"{quand:%Y-%m-%d}" if (quand.hour, quand.minute) == (0, 0) else f"{quand:%Y-%m-%d %H:%M}"


def _listes(racine: etree._Element, ns: str) -> Iterator[tuple[int, int, int, int, str]]:
    for e in racine.iter(f"{ns}dataValidation"):
        formule = e.find(f"{ns}formula1")
        if e.get("type") != "list" or formule is None or not formule.text:
            continue
        for plage in (e.get("sqref") or "").split():
            debut, _, fin = plage.partition(":")
            if _REFERENCE.fullmatch(debut) and (not fin or _REFERENCE.fullmatch(fin)):
                yield (*_position(debut), *_position(fin or debut), formule.text)


def en_erreur(texte: str) -> bool:
    """Say whether a cell shows an error of a formula (« #REF! »)."""
    return texte in _RATE

"""What all workbooks share: opening and closing, formats, values by kind, widths, print set-up.

Every text is written as a string (never a formula or a link), and XlsxWriter's warnings are errors: it would otherwise
leave out what it refuses, in silence.
"""

from __future__ import annotations

import copy
import functools
import io
import unicodedata
import warnings
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator import textes
from generator.epreuve.pieces.contenus import Valeur

POLICE, CORPS = "Arial", 10
GRIS, GRIS_PALE, TRAIT, SAISIE = "#404040", "#EDEDED", "#BFBFBF", "#FFF9E5"
A4 = 9
MARGE, INTERLIGNE, HAUTEUR, GRAS = 2.1, 13.0, 16.5, 1.07
"""Width of a cell's margins in characters; height of a line, of a row, in points; how much wider bold is."""
_ARIAL = ((222, "ijl'’‘|"), (278, " .,:;!/ftI[]\u00a0"), (333, "()-r"), (389, "*"), (500, "ckvsxyz"), (584, "+=<>−"),
          (611, "FTZ"), (667, "ABEKPSVXY&"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"), (944, "W"),
          (1000, "—…œ→☐"))
_ARIAL_MOYEN = 556
LARGEUR_MIN, LARGEUR_MAX, LARGEUR_PORTRAIT = 7, 60, 96
_FORMATS = {"montant": '#,##0.00\u00a0"€"', "date": "dd/mm/yyyy", "date_heure": "dd/mm/yyyy hh:mm", "entier": "#,##0",
            "pourcentage": "General", "nombre": "General"}
_OPTIONS = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False,
            "default_format_properties": {"font_name": POLICE, "font_size": CORPS}}


class Livre:
    """A workbook being written: its formats are made once each."""

    def __init__(self, workbook: Workbook) -> None:
        """Wrap an open workbook."""
        self.workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **proprietes: Any) -> Format:
        """Return the format of these properties."""
        if proprietes.get("align", "left") != "center":
            proprietes = {"align": "left", "indent": 1, **proprietes}  # keeps texts off the rules
        cle = tuple(sorted(proprietes.items()))
        if cle not in self._formats:
            self._formats[cle] = self.workbook.add_format(
                {"font_name": POLICE, "font_size": CORPS, "valign": "top", **proprietes})
        return self._formats[cle]

    def feuille(self, nom: str) -> Worksheet:
        """Add a sheet."""
        return self.workbook.add_worksheet(nom)


def ecrit_classeur(remplit: Callable[[Livre], None], horodatage: datetime, titre: str = "") -> bytes:
    """Return the workbook that `remplit` fills; its dates are `horodatage`, it names nobody.

    Raises UserWarning or xlsxwriter.exceptions.XlsxWriterException when XlsxWriter refuses something.
    """
    tampon = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        workbook = xlsxwriter.Workbook(tampon, copy.deepcopy(_OPTIONS))  # it writes in what it is given
        stamp = horodatage.astimezone(UTC) if horodatage.tzinfo else horodatage
        workbook.set_properties({"title": titre, "created": stamp.replace(tzinfo=None, microsecond=0)})
        workbook.set_calc_mode("auto")
        remplit(Livre(workbook))
        workbook.close()
    return tampon.getvalue()


def decimales(valeurs: Iterable[Valeur]) -> int:
    """Return how many decimals the figures of a column need, at most 4."""
    besoins = [0]
    for valeur in valeurs:
        if isinstance(valeur, Decimal):
            exposant = valeur.normalize().as_tuple().exponent
            besoins.append(-exposant if isinstance(exposant, int) else 0)
    return min(4, *[max(besoins)] * 2)


def format_nombre(genre: str, titre: str = "", valeurs: Iterable[Valeur] = ()) -> str:
    """Return the number format of a kind of values; the unit is left out where the heading names it.

    A percentage is stored as it is said (5.5 for 5,5 %), so its heading must say « % ».
    """
    if genre == "montant" and "€" in titre:
        return "#,##0.00"
    if genre == "nombre":
        apres = decimales(valeurs)
        return "#,##0." + "0" * apres if apres else "#,##0"
    return _FORMATS.get(genre, "@" if genre in ("texte", "choix") else "General")


def ecrit(feuille: Worksheet, ligne: int, colonne: int, valeur: Valeur, forme: Format) -> None:
    """Write a value by its type: figures and dates as such, texts always as strings, nothing as a blank cell."""
    if valeur is None or valeur == "":
        feuille.write_blank(ligne, colonne, None, forme)
    elif isinstance(valeur, datetime):
        feuille.write_datetime(ligne, colonne, valeur.replace(tzinfo=None), forme)
    elif isinstance(valeur, date):
        feuille.write_datetime(ligne, colonne, datetime(valeur.year, valeur.month, valeur.day), forme)
    elif isinstance(valeur, (int, Decimal)):
        feuille.write_number(ligne, colonne, float(valeur), forme)
    else:
        feuille.write_string(ligne, colonne, valeur, forme)


def texte_affiche(valeur: Valeur, genre: str) -> str:
    """Return about what the cell shows, to measure its width."""
    if valeur is None:
        return ""
    if isinstance(valeur, datetime):
        return "00/00/0000 00:00"
    if isinstance(valeur, date):
        return "00/00/0000"
    if isinstance(valeur, (int, Decimal)):
        return textes.euros(valeur) if genre == "montant" else textes.nombre(valeur)
    return valeur


def largeur_texte(texte: str) -> float:
    """Return the width of a text in column units (the widest line of it), from the widths of Arial's letters."""
    return max(sum(map(_largeur_signe, ligne)) for ligne in texte.split("\n"))


@functools.cache
def _largeur_signe(signe: str) -> float:
    """Return the width of a letter in column units (7 pixels), at the size of the cells."""
    base = unicodedata.normalize("NFKD", signe)[0]
    milliemes = next((largeur for largeur, signes in _ARIAL if base in signes), _ARIAL_MOYEN)
    return milliemes / 1000 * CORPS * 96 / 72 / 7


def largeur_colonne(titre: str, affiches: Iterable[str], marge_titre: float = 5.0) -> float:
    """Return the width of a column: its contents, and its heading, which may be folded between words."""
    contenu = max((largeur_texte(t) for t in affiches), default=0.0) + MARGE + 0.5
    mots = max((largeur_texte(m) * GRAS for m in titre.split()), default=0.0) + marge_titre
    return round(min(LARGEUR_MAX, max(LARGEUR_MIN, contenu, mots)), 1)


def nombre_lignes(texte: str, largeur: float) -> int:
    """Return on how many lines a text stands in this width, folded between words."""
    total = 0
    for paragraphe in texte.split("\n"):
        total += 1
        if largeur_texte(paragraphe) <= largeur:
            continue
        reste = largeur
        for mot in paragraphe.split(" "):
            besoin = largeur_texte(mot)
            if besoin > reste and reste < largeur:
                total, reste = total + 1, largeur
            reste -= besoin + _largeur_signe(" ")
    return total


def hauteur_ligne(valeurs: Iterable[tuple[str, float]], minimum: float = HAUTEUR) -> float:
    """Return the height of a row, in points, from its texts and the widths of their columns."""
    lignes = max((nombre_lignes(texte, largeur - MARGE) for texte, largeur in valeurs), default=1)
    return minimum if lignes == 1 else max(minimum, INTERLIGNE * lignes + 5)


def imprime(feuille: Worksheet, paysage: bool, entete: int | None = None, pied: str = "") -> None:
    """Set up the printing: A4, one page wide, header row repeated, footer with the page's number."""
    feuille.set_paper(A4)
    (feuille.set_landscape if paysage else feuille.set_portrait)()
    feuille.fit_to_pages(1, 0)
    feuille.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    if entete is not None:
        feuille.repeat_rows(entete)
    gauche = pied.replace("&", "&&")
    espace = " " if gauche[:1].isdigit() else ""  # « &8 » then a digit would be another size
    feuille.set_footer(f"&L&8{espace}{gauche}&R&8Page &P sur &N")

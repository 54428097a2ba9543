"""PDF: documents of the firm and of others, and the paper, by typst; tagged, PDF/UA-1 and PDF/A-3a, the same bytes.

One typst compiler per process, with the vendored fonts alone. A warning of typst is an error. Do not fork once a page
has been made: start workers by `spawn`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import typst

from generator import donnees
from generator.epreuve.pieces.contenus import Bloc, DocumentCommercial, Page, Piece
from generator.fabrication import charte as dessins
from generator.fabrication.rendu import facturx, pdf_donnees, pdf_finitions
from generator.monde.faits import CharteGraphique
from generator.textes import sans_accents

# The fonts draw U+00A0 as the plain space, and the text layer reads so; U+202F stays itself. It takes its place beside
# signs, where a reader looks for it; between words U+00A0 keeps its full width.
_FINES = re.compile("\u00a0(?=[»:;!?€%])|(?<=«)\u00a0")


class RenduImpossible(Exception):
    """typst refused a page, or warned about it; the message says where and why."""


@cache
def _compilateur() -> typst.Compiler:
    polices = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False,
                          font_paths=[str(donnees.ICI / "polices")])
    return typst.Compiler(root=str(donnees.racine("templates") / "typst"), font_paths=polices)


def compose(modele: str, valeurs: Mapping[str, Any], horodatage: int, xml: str = "") -> bytes:
    """Return the PDF of a template of templates/typst with these values; `horodatage` in seconds since 1970.

    Raises RenduImpossible when typst refuses it or warns.
    """
    entrees = {"donnees": _FINES.sub("\u202f", json.dumps(valeurs, ensure_ascii=False))}
    if xml:
        entrees["xml"] = xml
    try:
        pdf, alertes = _compilateur().compile_with_warnings(
            str(donnees.racine("templates") / "typst" / modele), format="pdf", sys_inputs=entrees,
            pdf_standards=["ua-1", "a-3a"], timestamp=horodatage)
    except typst.TypstError as erreur:
        raise RenduImpossible(f"{modele} : {erreur.diagnostic or erreur.message}") from erreur
    if alertes:
        raise RenduImpossible(f"{modele} : " + " ; ".join(str(a.message) for a in alertes))
    assert isinstance(pdf, bytes)
    return pdf


class Imprimeur:
    """Prints the pièces of one case in the charte of its firm."""

    def __init__(self, charte: CharteGraphique, horodatage: int, nature: str = "biens") -> None:
        """Take the charte, the time that files bear (seconds since 1970), the nature of the firm's operations
        (« biens », « services », « mixte »)."""
        self.charte, self.horodatage, self.nature = charte, horodatage, nature

    def piece(self, piece: Piece) -> bytes:
        """Return the PDF of a pièce. Raises TypeError when its content is neither a page nor a commercial document."""
        if isinstance(piece.contenu, DocumentCommercial):
            return self.document(piece.contenu)
        if isinstance(piece.contenu, Page):
            return self.page(piece.contenu)
        raise TypeError(f"{piece.cle} : pas de PDF pour {type(piece.contenu).__name__}")

    def page(self, page: Page) -> bytes:
        """Return the PDF of a page of blocks."""
        return compose("page.typ", pdf_donnees.page(page, self.charte), self.horodatage)

    def document(self, doc: DocumentCommercial) -> bytes:
        """Return the PDF of a commercial document, with its Factur-X XML when it has a type of invoice."""
        xml = facturx.xml(doc, self.nature) if doc.type_facturx else b""
        pdf = compose("document.typ", pdf_donnees.document(doc, self.charte), self.horodatage, xml.decode())
        return pdf_finitions.finit(pdf, facturx_joint=bool(xml))

    def epreuve(self, titre: str, blocs: Sequence[Bloc], pied: tuple[str, str]) -> bytes:
        """Return the PDF of the paper or of the key to read: black and white; `pied` is the left and the middle of the
        foot, « Page x sur N » stands at the right."""
        return compose("epreuve.typ", pdf_donnees.epreuve(titre, blocs, pied), self.horodatage)


def dessin_png(svg: str, cote_px: int = 600) -> bytes:
    """Return a drawing or a logo as a PNG of that width, for formats that take no SVG. Raises RenduImpossible."""
    entrees = {"svg": dessins.svg_verifie(svg)}
    try:
        png = _compilateur().compile(str(donnees.racine("templates") / "typst" / "dessin.typ"), format="png",
                                     ppi=cote_px / 2.0, sys_inputs=entrees)
    except typst.TypstError as erreur:
        raise RenduImpossible(f"dessin : {erreur.message}") from erreur
    assert isinstance(png, bytes)
    return png


# --- Reading back ----------------------------------------------------------------------------------------------------


def pages_de(pdf: bytes) -> list[str]:
    """Return the text of each page, lines apart by line feeds."""
    import pypdfium2

    lu = pypdfium2.PdfDocument(pdf)
    try:
        return [p.get_textpage().get_text_range().replace("\r\n", "\n") for p in lu]
    finally:
        lu.close()


def nombre_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has, without reading their texts."""
    import pypdfium2

    lu = pypdfium2.PdfDocument(pdf)
    try:
        return len(lu)
    finally:
        lu.close()


def plat(texte: str) -> str:
    """Return a text without spaces, accents nor capitals, to look for another in it."""
    return "".join(sans_accents(texte).lower().split())


def trouver_page(pdf: bytes, texte: str) -> int | None:
    """Return the number (from 1) of the first page that holds the text, spaces, accents and case apart; else None."""
    cherche = plat(texte)
    return next((n for n, page in enumerate(pages_de(pdf), 1) if cherche in plat(page)), None)

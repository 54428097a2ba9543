"""WordprocessingML by hand: runs, paragraphs, tables, pictures, and the parts of a .docx.

Parts are written as text: ten times faster than a tree, and every byte is ours (no template in English, no thumbnail,
no author). Lengths are in twentieths of a point (twips) unless said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from generator.fabrication.rendu import archive

LARGEUR_TEXTE = 9638
"""Width of the text: A4 less two margins of 2 cm."""
EMU_MM = 36000
COTES = ("top", "left", "bottom", "right", "insideH", "insideV")
"""Sides of a table, in the order that Word wants."""
_ESPACES = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"')
_ENTETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAQUET = "http://schemas.openxmlformats.org/package/2006"
_TYPES, _LIENS = f"{_PAQUET}/content-types", f"{_PAQUET}/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OUVRE = '<w:t xml:space="preserve">'
_GRAS = re.compile(r"\*\*(.+?)\*\*")
_INTERDITS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def propre(texte: str) -> str:
    """Escape a text for XML, without the signs that XML forbids."""
    return escape(_INTERDITS.sub("", texte))


def attribut(texte: str) -> str:
    """Quote a text as an attribute."""
    return quoteattr(_INTERDITS.sub("", texte))


def passage(texte: str, proprietes: str = "") -> str:
    """Return a run; line breaks and tabs in the text are kept."""
    if not texte:
        return ""
    rpr = f"<w:rPr>{proprietes}</w:rPr>" if proprietes else ""
    corps = f"{_OUVRE}{propre(texte)}</w:t>"
    for signe, balise in (("\n", "br"), ("\t", "tab")):
        corps = corps.replace(signe, f"</w:t><w:{balise}/>{_OUVRE}")
    return f"<w:r>{rpr}{corps.replace(_OUVRE + '</w:t>', '')}</w:r>"


def riche(texte: str, proprietes: str = "") -> str:
    """Return the runs of a text where « **words** » are bold."""
    morceaux = _GRAS.split(texte)
    return "".join(passage(m, ("<w:b/>" if n % 2 else "") + proprietes) for n, m in enumerate(morceaux))


def paragraphe(contenu: str = "", style: str = "", proprietes: str = "") -> str:
    """Return a paragraph of these runs; `proprietes` is XML in the order of CT_PPr, after the style."""
    ppr = (f'<w:pStyle w:val="{style}"/>' if style else "") + proprietes
    return f"<w:p><w:pPr>{ppr}</w:pPr>{contenu}</w:p>" if ppr else f"<w:p>{contenu}</w:p>"


def champ(instruction: str, valeur: str = "1") -> str:
    """Return a field (PAGE, NUMPAGES) with the value shown until it is computed."""
    debut, milieu, fin = (f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>' for t in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{debut}{code}{milieu}<w:r><w:t>{valeur}</w:t></w:r>{fin}"


def page_sur(propriete: str = "") -> str:
    """Return the runs « Page x sur N »."""
    return passage("Page ", propriete) + champ("PAGE") + passage(" sur ", propriete) + champ("NUMPAGES")


SAUT_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

# --- Tables ----------------------------------------------------------------------------------------------------------


def bordures(couleur: str = "000000", taille: int = 4, cotes: Sequence[str] = COTES) -> str:
    """Return the borders of these sides, each a line of `taille` eighths of a point (other sides have none)."""
    traits = "".join(f'<w:{c} w:val="single" w:sz="{taille}" w:space="0" w:color="{couleur}"/>' if c in cotes
                     else f'<w:{c} w:val="nil"/>' for c in COTES)
    return f"<w:tblBorders>{traits}</w:tblBorders>"


@dataclass(frozen=True)
class Cellule:
    """A cell: its paragraphs, its background (RRGGBB), its vertical alignment, the colour of a frame of its own."""

    contenu: str
    fond: str = ""
    verticale: str = ""
    bord: str = ""


def cellule(contenu: Cellule, largeur: int) -> str:
    """Return a cell of that width."""
    fond = f'<w:shd w:val="clear" w:color="auto" w:fill="{contenu.fond}"/>' if contenu.fond else ""
    bord = "".join(f'<w:{c} w:val="single" w:sz="4" w:space="0" w:color="{contenu.bord}"/>'
                   for c in ("top", "left", "bottom", "right")) if contenu.bord else ""
    cadre = f"<w:tcBorders>{bord}</w:tcBorders>" if bord else ""
    vertical = f'<w:vAlign w:val="{contenu.verticale}"/>' if contenu.verticale else ""
    tcpr = f'<w:tcPr><w:tcW w:w="{largeur}" w:type="dxa"/>{cadre}{fond}{vertical}</w:tcPr>'
    return f"<w:tc>{tcpr}{contenu.contenu}</w:tc>"


def ligne(cellules: Iterable[Cellule], largeurs: Sequence[int], entete: bool = False, insecable: bool = True,
          hauteur: int = 0) -> str:
    """Return a row; a header row is repeated at each page, an unbreakable one stays on one page."""
    proprietes = ("<w:cantSplit/>" if insecable else "") + (
        f'<w:trHeight w:val="{hauteur}" w:hRule="atLeast"/>' if hauteur else "") + ("<w:tblHeader/>" if entete else "")
    trpr = f"<w:trPr>{proprietes}</w:trPr>" if proprietes else ""
    return f"<w:tr>{trpr}{''.join(cellule(c, la) for c, la in zip(cellules, largeurs, strict=True))}</w:tr>"


def table(lignes: Iterable[str], largeurs: Sequence[int], traits: str, marges: tuple[int, int] = (40, 90),
          description: str = "") -> str:
    """Return a table of fixed widths; `marges` are those of its cells (top and bottom, left and right)."""
    haut, cote = marges
    tour = zip(COTES[:4], (haut, cote, haut, cote), strict=True)
    cellules = "".join(f'<w:{c} w:w="{m}" w:type="dxa"/>' for c, m in tour)
    colonnes = "".join(f'<w:gridCol w:w="{la}"/>' for la in largeurs)
    dit = f"<w:tblCaption w:val={attribut(description)}/>" if description else ""
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(largeurs)}" w:type="dxa"/>{traits}<w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar>{cellules}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>{dit}</w:tblPr>'
            f"<w:tblGrid>{colonnes}</w:tblGrid>{''.join(lignes)}</w:tbl>")


def repartit(poids: Sequence[float], total: int = LARGEUR_TEXTE) -> list[int]:
    """Share a width among columns by weight; the last one takes what rounding leaves."""
    somme = sum(poids)
    largeurs = [int(total * p / somme) for p in poids]
    largeurs[-1] += total - sum(largeurs)
    return largeurs


# --- The document ----------------------------------------------------------------------------------------------------


@dataclass
class Document:
    """A Word document being written: its body, its pictures, its numbered lists."""

    styles: str
    corps: list[str] = field(default_factory=list)
    images: list[bytes] = field(default_factory=list)
    listes: int = 0
    signes: int = 0

    def image(self, png: bytes, alt: str, largeur_mm: float) -> str:
        """Keep a PNG picture and return the run that shows it, with its alternative text."""
        if png not in self.images:
            self.images.append(png)
        self.signes += 1
        large, haut = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
        cx = round(largeur_mm * EMU_MM)
        return _DESSIN.format(cx=cx, cy=round(cx * haut / large), n=self.signes, alt=attribut(alt),
                              rid=f"rImg{self.images.index(png) + 1}")

    def numerotation(self) -> int:
        """Return the number of a new numbered list, which begins at 1."""
        self.listes += 1
        return self.listes + 1

    def octets(self, horodatage: datetime, titre: str, pied: str, marges: tuple[int, int] = (1134, 1134)) -> bytes:
        """Return the .docx: `pied` is the XML of the footer, `marges` the top and bottom, left and right ones."""
        haut, cote = marges
        section = (f'<w:sectPr><w:footerReference w:type="default" r:id="rPied"/><w:pgSz w:w="11906" w:h="16838"/>'
                   f'<w:pgMar w:top="{haut}" w:right="{cote}" w:bottom="{haut}" w:left="{cote}" w:header="567" '
                   'w:footer="567" w:gutter="0"/></w:sectPr>')
        corps = f"{_ENTETE}<w:document {_ESPACES}><w:body>{''.join(self.corps)}{section}</w:body></w:document>"
        liens = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{t}" Target="{c}"/>' for i, t, c in (
            ("rStyles", "styles", "styles.xml"), ("rListes", "numbering", "numbering.xml"),
            ("rReglages", "settings", "settings.xml"), ("rPied", "footer", "footer1.xml"),
            *((f"rImg{n}", "image", f"media/image{n}.png") for n in range(1, len(self.images) + 1))))
        parties = {
            "[Content_Types].xml": _types(bool(self.images)), "_rels/.rels": _RACINE,
            "docProps/core.xml": _proprietes(titre, horodatage),
            "docProps/app.xml": _APPLICATION, "word/document.xml": corps,
            "word/_rels/document.xml.rels": f'{_ENTETE}<Relationships xmlns="{_LIENS}">{liens}</Relationships>',
            "word/styles.xml": self.styles, "word/numbering.xml": _numerotations(self.listes),
            "word/settings.xml": _REGLAGES,
            "word/footer1.xml": f"{_ENTETE}<w:ftr {_ESPACES}>{pied}</w:ftr>"}
        membres = [(nom, texte.encode()) for nom, texte in parties.items()]
        membres += [(f"word/media/image{n}.png", png) for n, png in enumerate(self.images, 1)]
        return archive.assemble(membres)


_DESSIN = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{n}" name="Image {n}" descr={alt}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
    '</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{n}" name="image{n}.png" descr={alt}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
_RACINE = (f'{_ENTETE}<Relationships xmlns="{_LIENS}">'
           f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
           f'<Relationship Id="rId2" Type="{_LIENS}/metadata/core-properties" Target="docProps/core.xml"/>'
           f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>')
_APPLICATION = (f'{_ENTETE}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
                "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>")
_REGLAGES = (f'{_ENTETE}<w:settings {_ESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
             '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
             '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
             '</w:compat>'
             '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>')


def _types(images: bool) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parties = (("word/document.xml", f"{base}.document.main+xml"), ("word/styles.xml", f"{base}.styles+xml"),
               ("word/numbering.xml", f"{base}.numbering+xml"), ("word/settings.xml", f"{base}.settings+xml"),
               ("word/footer1.xml", f"{base}.footer+xml"),
               ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
               ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"))
    defauts = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    defauts += '<Default Extension="xml" ContentType="application/xml"/>'
    defauts += '<Default Extension="png" ContentType="image/png"/>' if images else ""
    noms = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in parties)
    return f'{_ENTETE}<Types xmlns="{_TYPES}">{defauts}{noms}</Types>'


def _proprietes(titre: str, horodatage: datetime) -> str:
    moment = horodatage.astimezone(UTC) if horodatage.tzinfo else horodatage
    date = f'xsi:type="dcterms:W3CDTF">{moment:%Y-%m-%dT%H:%M:%SZ}'
    return (f'{_ENTETE}<cp:coreProperties xmlns:cp="{_PAQUET}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{propre(titre)}</dc:title>'
            f"<dc:language>fr-FR</dc:language><dcterms:created {date}</dcterms:created>"
            f"<dcterms:modified {date}</dcterms:modified></cp:coreProperties>")


def _numerotations(listes: int) -> str:
    """Return numbering.xml: list 1 is the bulleted one; each numbered list is another, beginning at 1."""
    abstraits = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{genre}"/><w:lvlText w:val="{texte}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="454" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
        for n, (genre, texte) in enumerate((("bullet", "•"), ("decimal", "%1."))))
    debut = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + "".join(
        f'<w:num w:numId="{n + 2}"><w:abstractNumId w:val="1"/>{debut}</w:num>' for n in range(listes))
    return f"{_ENTETE}<w:numbering {_ESPACES}>{abstraits}{nums}</w:numbering>"

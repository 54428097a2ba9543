"""styles.xml of our Word documents: the firm's, or the sober ones of the paper. The language is fr-FR everywhere."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from generator.fabrication.charte import lisible
from generator.monde.faits import CharteGraphique

_BUREAU = {"Source Serif 4": "Times New Roman"}
"""Vendored family → a typeface of every office machine, or its metric twin in LibreOffice; others become Arial."""
MANUSCRITE = "Segoe Script"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LANGUE = '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'


@dataclass(frozen=True)
class Allure:
    """What the styles of a document have in common: typeface, size (half-points), colours RRGGBB, boxes."""

    police: str
    corps: int
    titre: str
    filet: str
    encadres: bool = False
    interligne: int = 264


EPREUVE = Allure("Arial", 20, "000000", "000000", encadres=True, interligne=259)
"""The paper and the key: black and white, one sans serif."""


def allure(charte: CharteGraphique) -> Allure:
    """Return the look of a firm's documents."""
    titre, filet = lisible(charte.principale).lstrip("#"), charte.secondaire.lstrip("#")
    return Allure(_BUREAU.get(charte.police, "Arial"), 21, titre, filet)


def _style(ident: str, nom: str, ppr: str = "", rpr: str = "", base: str = "Normal", suivant: str = "",
           genre: str = "paragraph", rang: int = 99) -> str:
    defaut = ' w:default="1"' if ident in ("Normal", "TableauNormal") else ""
    fonde = f'<w:basedOn w:val="{base}"/>' if base and not defaut else ""
    suite = f'<w:next w:val="{suivant}"/>' if suivant else ""
    paragraphe = f"<w:pPr>{ppr}</w:pPr>" if ppr else ""
    lettres = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return (f'<w:style w:type="{genre}" w:styleId="{ident}"{defaut}><w:name w:val="{nom}"/>{fonde}{suite}'
            f'<w:uiPriority w:val="{rang}"/><w:qFormat/>{paragraphe}{lettres}</w:style>')


def _cadre(couleur: str, taille: int = 6, espace: int = 4) -> str:
    cotes = ("top", "left", "bottom", "right")
    traits = "".join(f'<w:{c} w:val="single" w:sz="{taille}" w:space="{espace}" w:color="{couleur}"/>' for c in cotes)
    return f"<w:pBdr>{traits}</w:pBdr>"


def _titres(a: Allure) -> str:
    """Return the headings: in boxes for the paper, in the firm's colour elsewhere; always with what follows."""
    garde, couleur = "<w:keepNext/><w:keepLines/>", f'<w:color w:val="{a.titre}"/>'
    sous = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="2" w:color="{a.filet}"/></w:pBdr>'
    cadre = _cadre(a.filet, 8)
    boite = f'{cadre}<w:spacing w:before="240" w:after="200"/><w:ind w:left="85" w:right="85"/><w:jc w:val="center"/>'
    un = (f"{garde}{boite}" if a.encadres
          else f'{garde}{sous}<w:spacing w:before="320" w:after="120"/>')
    titre = f'{garde}<w:spacing w:before="0" w:after="60"/>' + ('<w:jc w:val="center"/>' if a.encadres else "")
    deux, trois = f'{garde}<w:spacing w:before="240" w:after="80"/>', f'{garde}<w:spacing w:before="160" w:after="60"/>'
    grand = f'<w:b/>{couleur}<w:sz w:val="{a.corps + 14}"/>'
    styles = [_style("Titre", "Title", titre, grand, suivant="Normal", rang=10)]
    for niveau, (base, teinte, plus) in enumerate(((un, couleur, 7), (deux, couleur, 3), (trois, "", 1))):
        rpr = f'<w:b/>{teinte}<w:sz w:val="{a.corps + plus}"/>'
        ppr = f'{base}<w:outlineLvl w:val="{niveau}"/>'
        styles.append(_style(f"Titre{niveau + 1}", f"heading {niveau + 1}", ppr, rpr, suivant="Normal", rang=9))
    return "".join(styles)


@functools.cache
def feuille(a: Allure) -> str:
    """Return styles.xml."""
    police = f'<w:rFonts w:ascii="{a.police}" w:hAnsi="{a.police}" w:eastAsia="{a.police}" w:cs="{a.police}"/>'
    main = f'<w:rFonts w:ascii="{MANUSCRITE}" w:hAnsi="{MANUSCRITE}" w:cs="{MANUSCRITE}"/><w:color w:val="1F3F8F"/>'
    corps = f'<w:sz w:val="{a.corps}"/><w:szCs w:val="{a.corps}"/>'
    air = f'<w:spacing w:after="120" w:line="{a.interligne}" w:lineRule="auto"/>'
    defauts = (f"<w:docDefaults><w:rPrDefault><w:rPr>{police}{corps}{_LANGUE}</w:rPr></w:rPrDefault>"
               f"<w:pPrDefault><w:pPr>{air}</w:pPr></w:pPrDefault></w:docDefaults>")
    petit = f'<w:sz w:val="{a.corps - 4}"/>'
    serre = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    barre = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{a.filet}"/>'
    liste = '<w:spacing w:after="60"/><w:ind w:left="454" w:hanging="284"/>'
    styles = "".join((
        _style("Normal", "Normal", rang=0), _titres(a),
        _style("Cellule", "Cellule de tableau", serre, f'<w:sz w:val="{a.corps - 2}"/>'),
        _style("EnTeteColonne", "En-tête de colonne", f"<w:keepNext/>{serre}", "<w:b/>", base="Cellule"),
        _style("Legende", "caption", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', "<w:b/>", rang=35),
        _style("ListePuces", "List Bullet", f'<w:numPr><w:numId w:val="1"/></w:numPr>{liste}', rang=36),
        _style("ListeNumeros", "List Number", liste, rang=36),
        _style("Note", "Note", "", petit + '<w:color w:val="595959"/>' if not a.encadres else petit),
        _style("Citation", "Quote", f'<w:pBdr>{barre}</w:pBdr><w:ind w:left="284"/>', "<w:i/>", rang=29),
        _style("Manuscrit", "Manuscrit", "", main + f'<w:sz w:val="{a.corps + 2}"/>'),
        _style("Encadre", "Encadré",
               _cadre(a.filet) + '<w:spacing w:before="120" w:after="160"/><w:ind w:left="142" w:right="142"/>'),
        _style("Fort", "Fort", "<w:keepNext/>", "<w:b/>"), _style("FortItalique", "Fort italique", "", "<w:b/><w:i/>"),
        _style("Italique", "Italique", "", "<w:i/>"), _style("Centre", "Centré", '<w:jc w:val="center"/>'),
        _style("Source", "Source", '<w:jc w:val="right"/>', "<w:i/>" + petit),
        _style("Question", "Question", '<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="624"/></w:tabs>'
               '<w:spacing w:before="80" w:after="100"/><w:ind w:left="624" w:hanging="624"/>'),
        _style("PiedPage", "footer", serre, '<w:sz w:val="16"/>', rang=99),
        _style("TableauNormal", "Normal Table", genre="table", base="")))
    entete = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{entete}<w:styles xmlns:w="{_W}">{defauts}{styles}</w:styles>'

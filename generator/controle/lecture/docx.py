"""Word documents read as blocks: paragraphs with their style, tables, boxes to write in (content controls by tag)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from generator.controle.erreurs import FichierRefuse
from generator.controle.lecture import prudence
from generator.controle.lecture.dossier import TableLue
from generator.controle.lecture.valeurs import cellule_page, propre

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
PARAGRAPHES_MAX = 50_000


@dataclass(frozen=True)
class ParagrapheLu:
    """A paragraph: identifier of its style, text (tabs and line breaks kept)."""

    style: str
    texte: str


BlocLu = ParagrapheLu | TableLue


def _corps(contenu: bytes) -> etree._Element:
    parties = prudence.membres(contenu, ("word/document.xml", "[Content_Types]"))
    if "word/document.xml" not in parties:
        raise FichierRefuse("ce n’est pas un document .docx (un .doc ou un .odt renommé ne convient pas)")
    brut = parties["word/document.xml"].replace(_STRICT[1:-1].encode(), W[1:-1].encode())
    corps = prudence.xml(brut).find(f"{W}body")
    if corps is None:
        raise FichierRefuse("ce document n’a pas de corps")
    return corps


def _texte(p: etree._Element) -> str:
    """Return the text of a paragraph; what is deleted under revision is left out."""
    morceaux = []
    for e in p.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if any(True for _ in e.iterancestors(f"{W}pPr", f"{W}del", f"{W}moveFrom")):
            continue
        nom = etree.QName(e).localname
        morceaux.append(e.text or "" if nom == "t" else {"tab": "\t", "noBreakHyphen": "-"}.get(nom, "\n"))
    return "".join(morceaux)


def _style(p: etree._Element) -> str:
    e = p.find(f"{W}pPr/{W}pStyle")
    return e.get(f"{W}val", "") if e is not None else ""


def _enfants(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a container, through content controls."""
    for e in parent:
        if e.tag in (f"{W}p", f"{W}tbl"):
            yield e
        elif e.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _enfants(e)


def blocs(contenu: bytes) -> list[BlocLu]:
    """Return the blocks of a document in reading order; a frame (table of one column) gives its contents. Raises
    FichierRefuse."""
    return list(_blocs(_corps(contenu), ""))


def _blocs(parent: etree._Element, avant: str) -> Iterator[BlocLu]:
    titre = avant
    for e in _enfants(parent):
        if e.tag == f"{W}p":
            lu = ParagrapheLu(_style(e), _texte(e))
            if propre(lu.texte):
                titre = propre(lu.texte)
                yield lu
            continue
        rangs = [list(_cellules(r)) for r in e.iterfind(f"{W}tr")]
        if max(map(len, rangs), default=0) > 1:
            yield _table(rangs, titre)
        else:
            for rang in rangs:
                for cellule in rang:
                    yield from _blocs(cellule, titre)


def _cellules(rang: etree._Element) -> Iterator[etree._Element]:
    for e in rang:
        if e.tag == f"{W}tc":
            yield e
        elif e.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cellules(e)


def texte_cellule(cellule: etree._Element) -> str:
    """Return the text of a cell, its paragraphs joined."""
    return " ".join(t for p in cellule.iter(f"{W}p") if (t := propre(_texte(p))))


def _table(rangs: list[list[etree._Element]], nom: str) -> TableLue:
    entetes = tuple(propre(texte_cellule(c)) for c in rangs[0])
    lignes = tuple(
        dict(zip(entetes, [cellule_page(texte_cellule(c)) for c in rang], strict=False)) for rang in rangs[1:]
    )
    return TableLue(nom, entetes, lignes)


def boites(contenu: bytes) -> dict[str, tuple[str, str]]:
    """Return the boxes to write in, by tag: (title above, text). A box that lost its control is found by its title.

    Raises FichierRefuse.
    """
    trouvees: dict[str, tuple[str, str]] = {}
    titre = ""
    for e in _corps(contenu):
        texte = propre(_texte(e)) if e.tag == f"{W}p" else ""
        if texte:
            titre = texte
        for sdt in [e] if e.tag == f"{W}sdt" else e.iter(f"{W}sdt"):
            tag = sdt.find(f"{W}sdtPr/{W}tag")
            if tag is not None and tag.get(f"{W}val"):
                trouvees.setdefault(tag.get(f"{W}val", ""), (titre, _texte_long(_boite(sdt))))
    return trouvees


def _boite(sdt: etree._Element) -> etree._Element:
    """Return what holds the text: the cell around the control (one may type below it), else the control."""
    cellule = next(sdt.iterancestors(f"{W}tc"), None)
    return cellule if cellule is not None else sdt


def _texte_long(parent: etree._Element) -> str:
    return "\n".join(_texte(p) for n, p in enumerate(parent.iter(f"{W}p")) if n < PARAGRAPHES_MAX).strip()


def sections(contenu: bytes) -> dict[str, str]:
    """Return the text below each « Question 3.3 – … » heading, by the number of the question. Raises FichierRefuse."""
    trouvees: dict[str, list[str]] = {}
    numero = ""
    for p in _corps(contenu).iter(f"{W}p"):
        texte = _texte(p)
        if (net := propre(texte)).startswith("Question ") and net.split()[1].replace(".", "").isdigit():
            numero = net.split()[1]
            trouvees.setdefault(numero, [])
        elif numero:
            trouvees[numero].append(texte)
    return {n: "\n".join(lignes).strip() for n, lignes in trouvees.items()}


def numero_de(nom: str) -> str:
    """Return the number that begins the name of a document's file (« 07-stock.xlsx » → « 07 »), nothing when there
    is none."""
    tete = PurePosixPath(nom).name.partition("-")[0]
    return tete if tete.isdigit() else ""

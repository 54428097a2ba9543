"""PDF documents: ruled tables with exact cells, ruled pairs « label | value », and the text outside of them, by
lines."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.controle.erreurs import FichierRefuse
from generator.controle.lecture.dossier import TableLue
from generator.controle.lecture.valeurs import cellule_page, propre

PAGES_MAX = 60
_ECART = 0.95
"""In heights of a word: a wider gap between two words parts two columns of text."""
_JEU = 2.0
_INTERLIGNE = 2.0
"""In heights of a line: a wider one parts two blocks."""


@dataclass
class PdfLu:
    """What a PDF holds, in reading order."""

    tables: list[TableLue] = field(default_factory=list)
    champs: list[tuple[str, str]] = field(default_factory=list)
    lignes: list[str] = field(default_factory=list)


def lit_pdf(contenu: bytes) -> PdfLu:
    """Read a PDF. Raises FichierRefuse when it is damaged, encrypted, or has too many pages."""
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    lu = PdfLu()
    try:
        with pdfplumber.open(io.BytesIO(contenu)) as pdf:
            if len(pdf.pages) > PAGES_MAX:
                raise FichierRefuse(f"ce PDF a {len(pdf.pages)} pages ({PAGES_MAX} au plus)")
            for page in pdf.pages:
                _page(page, lu)
                page.close()
    except (
        PDFException,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        pdfplumber.utils.exceptions.PdfminerException,
    ) as e:
        raise FichierRefuse("ce PDF ne peut pas être lu") from e
    return lu


@dataclass(frozen=True)
class _Ligne:
    haut: float
    bas: float
    gauche: float
    droite: float
    texte: str


def _page(page: Any, lu: PdfLu) -> None:
    trouvees = [t for t in page.find_tables() if max(len(r.cells) for r in t.rows) > 1]
    lignes = list(_lignes(page, [t.bbox for t in trouvees]))
    premiere = True
    for t in trouvees:
        textes = [[_cellule(c) for c in rang] for rang in t.extract()]
        if not _entete(page, t):
            lu.champs.extend((rang[0].removesuffix(" :"), cellule_page(rang[1])) for rang in textes if rang[0])
            continue
        titre = _au_dessus(lignes, t.bbox)
        table = _table(titre or (lu.lignes[-1] if lu.lignes else ""), textes)
        if premiere and lu.tables and lu.tables[-1].entetes == table.entetes and not _titree(page, t, lignes):
            table = TableLue(lu.tables[-1].nom, table.entetes, lu.tables.pop().lignes + table.lignes)
        lu.tables.append(table)
        premiere = False
    lu.lignes.extend(ligne.texte for bloc in _blocs(lignes) for ligne in bloc)


def _cellule(texte: str | None) -> str:
    """Return the text of a cell; a hyphen that ends a line belongs to its word (« ACC-MOU-MAN »)."""
    return propre(re.sub(r"(?<=\w)-\n", "-", texte or ""))


def _table(nom: str, textes: Sequence[Sequence[str]]) -> TableLue:
    entetes = tuple(textes[0])
    return TableLue(
        nom, entetes, tuple(dict(zip(entetes, map(cellule_page, rang), strict=False)) for rang in textes[1:])
    )


def _entete(page: Any, table: Any) -> bool:
    """Say whether the first row is a header: more than two columns, or all its text in bold."""
    cellules = [c for c in table.rows[0].cells if c]
    if len(cellules) > 2:
        return True
    x0, haut, x1, bas = table.rows[0].bbox
    signes = [
        c for c in page.chars if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and haut <= (c["top"] + c["bottom"]) / 2 <= bas
    ]
    return (
        bool(signes)
        and all("bold" in str(c["fontname"]).lower() for c in signes if c["text"].strip())
        and len(table.rows) > 1
    )


def _lignes(page: Any, boites: Sequence[tuple[float, float, float, float]]) -> Iterator[_Ligne]:
    """Yield the lines outside the tables, from the top; words apart by a wide gap make two lines."""

    def dehors(o: Any) -> bool:
        x, y = (o["x0"] + o["x1"]) / 2, (o["top"] + o["bottom"]) / 2
        return not any(x0 <= x <= x1 and haut <= y <= bas for x0, haut, x1, bas in boites)

    mots = page.filter(lambda o: o["object_type"] == "char" and dehors(o)).extract_words(keep_blank_chars=False)
    rangs: list[list[Any]] = []
    for mot in sorted(mots, key=lambda m: m["bottom"]):
        if not rangs or mot["bottom"] - rangs[-1][0]["bottom"] > _JEU:
            rangs.append([])
        rangs[-1].append(mot)
    for rang in rangs:
        courant: list[Any] = []
        for mot in sorted(rang, key=lambda m: m["x0"]):
            if courant and _loin(courant[-1], mot):
                yield _ligne(courant)
                courant = []
            courant.append(mot)
        yield _ligne(courant)


def _loin(avant: Any, mot: Any) -> bool:
    """Say whether a word is too far from the one before to follow it."""
    return bool(mot["x0"] - avant["x1"] > _ECART * min(avant["bottom"] - avant["top"], mot["bottom"] - mot["top"]))


def _ligne(mots: Sequence[Any]) -> _Ligne:
    haut, bas = min(m["top"] for m in mots), max(m["bottom"] for m in mots)
    return _Ligne(haut, bas, mots[0]["x0"], mots[-1]["x1"], propre(" ".join(m["text"] for m in mots)))


def _blocs(lignes: Sequence[_Ligne]) -> list[list[_Ligne]]:
    """Put together the lines that stand closely below one another: parties side by side are then read one by one."""
    blocs: list[list[_Ligne]] = []
    for ligne in lignes:
        proches = (b for b in reversed(blocs) if _suit(b[-1], ligne))
        bloc = next(proches, None)
        if bloc is None:
            blocs.append([ligne])
        else:
            bloc.append(ligne)
    return blocs


def _suit(haute: _Ligne, basse: _Ligne) -> bool:
    commun = min(haute.droite, basse.droite) - max(haute.gauche, basse.gauche)
    largeur = min(haute.droite - haute.gauche, basse.droite - basse.gauche)
    return 0 < basse.bas - haute.bas <= _INTERLIGNE * (haute.bas - haute.haut) and commun > largeur / 2


def _au_dessus(lignes: Sequence[_Ligne], boite: tuple[float, float, float, float]) -> str:
    """Return the nearest line above a table."""
    hautes = [ligne for ligne in lignes if ligne.bas <= boite[1] + _JEU and ligne.gauche <= boite[2]]
    return max(hautes, key=lambda ligne: ligne.bas).texte if hautes else ""


def _titree(page: Any, table: Any, lignes: Sequence[_Ligne]) -> bool:
    """Say whether something else than a page header stands above the first table of a page."""
    return any(ligne.bas <= table.bbox[1] and ligne.haut > page.height * 0.11 for ligne in lignes)

"""The paper, the key to read and the boxes to write in: sober Word documents, black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.epreuve.pieces.contenus import Bloc
from generator.fabrication.rendu import docx_blocs, docx_styles, docx_xml
from generator.fabrication.rendu.docx_blocs import DROITE, SOBRE, espace
from generator.fabrication.rendu.docx_xml import Cellule, Document, paragraphe, passage, riche
from generator.textes import sans_accents

_HAUTEUR = 4200
"""Height of an empty box: 7.4 cm."""


@dataclass(frozen=True)
class Redaction:
    """A box of redactions.docx: number of the question, title, tag (Q_3_3); its text, empty for the candidate, its
    paragraphs apart by a blank line."""

    numero: str
    titre: str
    tag: str
    texte: str = ""


def epreuve(titre: str, blocs: Sequence[Bloc], pied: tuple[str, str], horodatage: datetime) -> bytes:
    """Write the paper or the key: `titre` for the properties, `pied` the two first cells of the footer."""
    doc = Document(docx_styles.feuille(docx_styles.EPREUVE))
    doc.corps.append(docx_blocs.ecrit(doc, blocs, SOBRE))
    return doc.octets(horodatage, titre, _pied(pied))


def _pied(pied: tuple[str, str]) -> str:
    """Return the footer: diploma and épreuve, code of the paper, « Page x sur N », in three ruled cells."""
    gauche, milieu = pied
    centre = '<w:jc w:val="center"/>'
    cellules = [Cellule(paragraphe(passage(gauche), "PiedPage"), verticale="center"),
                Cellule(paragraphe(passage(milieu), "PiedPage", centre), verticale="center"),
                Cellule(paragraphe(docx_xml.page_sur(), "PiedPage", DROITE), verticale="center")]
    largeurs = docx_xml.repartit((56, 24, 20))
    traits = docx_xml.bordures("000000", 4)
    return docx_xml.table([docx_xml.ligne(cellules, largeurs)], largeurs, traits, (50, 90)) + espace(20)


def redactions(titre: str, zones: Sequence[Redaction], pied: tuple[str, str], horodatage: datetime,
               note: str = "") -> bytes:
    """Write the boxes, each under its heading: a ruled cell that holds a content control with the zone's tag.

    Filled zones make the model copy. Raises ValueError when two zones bear the same tag.
    """
    if len({z.tag for z in zones}) != len(zones):
        raise ValueError("deux zones de rédaction portent le même repère")
    doc = Document(docx_styles.feuille(docx_styles.EPREUVE))
    doc.corps.append(paragraphe(passage(titre), "Titre"))
    doc.corps += [paragraphe(riche(note), "Italique")] if note else []
    for n, zone in enumerate(zones, 1):
        titre_zone = passage(f"Question {zone.numero} – {zone.titre}")
        doc.corps += [paragraphe(titre_zone, "Titre2"), _boite(n, zone), espace(240)]
    return doc.octets(horodatage, titre, _pied(pied))


def _boite(numero: int, zone: Redaction) -> str:
    """Return the box: the control inside the cell, then the tiny paragraph that a cell must end with."""
    contenu = "".join(paragraphe(passage(t.strip("\n"))) for t in zone.texte.strip().split("\n\n"))
    nom = sans_accents(f"Question {zone.numero}")
    controle = (f"<w:sdt><w:sdtPr><w:alias w:val={docx_xml.attribut(nom)}/><w:tag w:val={docx_xml.attribut(zone.tag)}/>"
                f'<w:id w:val="{1000 + numero}"/></w:sdtPr><w:sdtContent>{contenu}</w:sdtContent></w:sdt>')
    cellule = Cellule(controle + espace(20))
    largeur = [docx_xml.LARGEUR_TEXTE]
    return docx_xml.table([docx_xml.ligne([cellule], largeur, insecable=False, hauteur=_HAUTEUR)], largeur,
                          docx_xml.bordures("000000", 6), (120, 140))

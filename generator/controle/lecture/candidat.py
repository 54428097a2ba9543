"""A candidate's folder as a Dossier: the paper, the documents, the places to answer in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.controle.erreurs import CasIllisible, FichierRefuse
from generator.controle.lecture import docx, prudence
from generator.controle.lecture.classeur import FeuilleLue, lit_classeur
from generator.controle.lecture.courriel import lit_agenda, lit_courriel
from generator.controle.lecture.docx import ParagrapheLu
from generator.controle.lecture.dossier import DocumentLu, Dossier, TableLue, ZoneLue
from generator.controle.lecture.pdf import lit_pdf
from generator.controle.lecture.sujet import lit_sujet
from generator.controle.lecture.valeurs import propre
from generator.controle.lecture.zones import zones_classeur, zones_redactions

T = TypeVar("T")


def lit_dossier(chemin: Path) -> Dossier:
    """Read a candidat/ folder. Raises CasIllisible, naming the file and the reason."""
    if not chemin.is_dir():
        raise CasIllisible(f"« {chemin} » n’est pas un dossier : donnez le dossier candidat/ d’un cas.")
    if not (chemin / "sujet.docx").is_file():
        raise CasIllisible(f"« {chemin} » ne contient pas sujet.docx : donnez le dossier candidat/ d’un cas.")
    fichiers = _tente(chemin, lambda: prudence.fichiers(chemin))
    date, missions = _tente(chemin / "sujet.docx", lambda: lit_sujet(prudence.octets(chemin / "sujet.docx")))
    documents = tuple(
        _lu(f, nom.removeprefix("documents/")) for nom, f in fichiers.items() if nom.startswith("documents/")
    )
    zones = [z for nom, f in fichiers.items() if nom.startswith("a-rendre/") for z in _zones(f, nom)]
    return Dossier(date, missions, documents, tuple(zones))


def _tente(chemin: Path, lit: Callable[[], T]) -> T:
    try:
        return lit()
    except FichierRefuse as e:
        raise CasIllisible(f"« {chemin} » est illisible : {e}.") from e


def _lu(chemin: Path, nom: str) -> DocumentLu:
    return _tente(chemin, lambda: lit_document(prudence.octets(chemin), nom))


def _zones(chemin: Path, nom: str) -> list[ZoneLue]:
    relatif = nom.removeprefix("a-rendre/")
    if nom.endswith(".xlsx"):
        return _tente(chemin, lambda: zones_classeur(prudence.octets(chemin), relatif))
    if relatif == "redactions.docx":
        return _tente(chemin, lambda: zones_redactions(prudence.octets(chemin), relatif))
    return []


def lit_document(contenu: bytes, nom: str) -> DocumentLu:
    """Read a document by the extension of its name. Raises FichierRefuse; an unknown extension gives an empty
    document."""
    numero, extension = docx.numero_de(nom), PurePosixPath(nom).suffix.lower()
    if extension == ".xlsx":
        return DocumentLu(numero, nom, tuple(map(table_de, lit_classeur(contenu).feuilles)))
    if extension == ".pdf":
        pdf = lit_pdf(contenu)
        return DocumentLu(numero, nom, tuple(pdf.tables), tuple(pdf.lignes), champs=tuple(pdf.champs))
    if extension == ".docx":
        return _word(contenu, numero, nom)
    if extension == ".eml":
        courriel = lit_courriel(contenu)
        return DocumentLu(numero, nom, (), tuple(courriel.corps.split("\n")), courriel)
    if extension == ".ics":
        return DocumentLu(numero, nom, (), (), None, lit_agenda(contenu))
    return DocumentLu(numero, nom)


def _word(contenu: bytes, numero: str, nom: str) -> DocumentLu:
    blocs = docx.blocs(contenu)
    return DocumentLu(
        numero,
        nom,
        tuple(b for b in blocs if isinstance(b, TableLue)),
        tuple(propre(b.texte) for b in blocs if isinstance(b, ParagrapheLu)),
    )


def table_de(feuille: FeuilleLue) -> TableLue:
    """Return the table of a sheet of data: its first row is the header."""
    colonnes = range(feuille.largeur)
    entetes = tuple(feuille.texte(0, c) for c in colonnes)
    lignes = (
        {e: feuille.texte(r, c) for c, e in zip(colonnes, entetes, strict=True)} for r in range(1, feuille.hauteur)
    )
    return TableLue(feuille.nom, entetes, tuple(ligne for ligne in lignes if any(ligne.values())))

"""The case on disk: every file of the contract (design.md § 3), written aside, then put in its place in one go."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from generator.epreuve import sujet as page_sujet
from generator.epreuve.assemblage import Document, Sujet
from generator.epreuve.corrige import lisible
from generator.epreuve.corrige.cle import corrige
from generator.epreuve.corrige.schema import Corrige
from generator.epreuve.missions.socle import Zone, ZoneCellule, ZoneRedaction, ZoneTableau
from generator.epreuve.pieces.contenus import (
    Agenda,
    Classeur,
    Courriel,
    DocumentCommercial,
    Lieu,
    Page,
)
from generator.fabrication.rendu import archive, docx, docx_epreuve, eml, ics, xlsx
from generator.fabrication.rendu.pdf import Imprimeur, nombre_pages, pages_de, plat
from generator.fabrication.rendu.xlsx_grille import grille
from generator.fabrication.rendu.xlsx_reponses import formulaire, reponses
from generator.systeme import cause
from generator.textes import slug, typographie

Fichiers = dict[str, bytes]
HORODATAGE = datetime(1980, 1, 1, tzinfo=UTC)
"""The moment written in every file that needs one: it tells nothing of the run."""
PAGES_COMMUNES = 4
"""Pages of most papers, besides one a mission."""
NEUF, ANCIEN = "n", "a"
"""Short, since Windows counts the signs of a path."""


class DossierExistant(Exception):
    """The folder of the case exists already, and --force was not given."""


class EcritureImpossible(Exception):
    """The folder could not be written (rights, full disk); nothing half-written is left."""


@dataclass(frozen=True)
class Rendu:
    """A rendered case: its files by path, and its key."""

    fichiers: Fichiers
    corrige: Corrige


def rend(sujet: Sujet, identifiant: str, manifeste: Mapping[str, Any]) -> Rendu:
    """Render every file of a case. `manifeste` is what the command knows (seed, versions, blueprint's hash)."""
    imprimeur = Imprimeur(
        sujet.monde.cadre.firme.charte, int(HORODATAGE.timestamp()), sujet.monde.cadre.firme.nature_operations
    )
    documents = {d.fichier: _piece(d, sujet, imprimeur) for d in sujet.documents}
    fichiers: Fichiers = {f"candidat/documents/{nom}": octets for nom, octets in documents.items()}
    fichiers |= {f"candidat/{nom}": o for nom, o in _sujet(sujet, imprimeur).items()}
    fichiers |= {f"candidat/a-rendre/{nom}": o for nom, o in _a_rendre(sujet, {}).items()}
    cle = corrige(sujet, identifiant, _pages(documents))
    valeurs = {a.id: a.valeur for a in cle.attendus}
    fichiers |= {f"correcteur/modeles/{nom}": o for nom, o in _a_rendre(sujet, valeurs).items()}
    fichiers |= {f"correcteur/{nom}": o for nom, o in _correcteur(sujet, cle, imprimeur).items()}
    fichiers["manifeste.json"] = _manifeste(fichiers, manifeste)
    return Rendu(fichiers, cle)


# --- Candidate's files -----------------------------------------------------------------------------------------------


def _piece(d: Document, sujet: Sujet, imprimeur: Imprimeur) -> bytes:
    contenu, firme = d.piece.contenu, sujet.monde.cadre.firme
    if isinstance(contenu, Classeur):
        return xlsx.classeur(contenu, firme.charte, HORODATAGE, d.piece.titre)
    if isinstance(contenu, Courriel):
        return eml.courriel(contenu)
    if isinstance(contenu, Agenda):
        return ics.agenda(contenu, firme.domaine, HORODATAGE)
    if d.piece.extension == "docx":
        return _docx(contenu, sujet)
    return imprimeur.piece(d.piece)


def _docx(contenu: Page | DocumentCommercial, sujet: Sujet, annotations: tuple[str, ...] = ()) -> bytes:
    charte = sujet.monde.cadre.firme.charte
    if isinstance(contenu, Page):
        return docx.page(contenu, charte, HORODATAGE)
    return docx.document(contenu, charte, HORODATAGE, annotations)


def _sujet(sujet: Sujet, imprimeur: Imprimeur) -> Fichiers:
    """Render the paper with the number of its pages: a likely one first, then the one that comes out."""
    titre, pied = page_sujet.titre(sujet), page_sujet.pied(sujet)
    pages = PAGES_COMMUNES + len(sujet.missions)
    pdf = imprimeur.epreuve(titre, page_sujet.blocs(sujet, pages), pied)
    while (vues := nombre_pages(pdf)) != pages:
        pages = vues
        pdf = imprimeur.epreuve(titre, page_sujet.blocs(sujet, pages), pied)
    return {
        "sujet.pdf": pdf,
        "sujet.docx": docx_epreuve.epreuve(titre, page_sujet.blocs(sujet, pages), pied, HORODATAGE),
    }


def _a_rendre(sujet: Sujet, valeurs: Mapping[str, Any]) -> Fichiers:
    """Render what the candidate fills in: blank, or filled with `valeurs` (id → value of the key)."""
    firme = sujet.monde.cadre.firme
    classeurs: dict[str, list[ZoneCellule | ZoneTableau]] = {}
    redactions: list[ZoneRedaction] = []
    for zone in _zones(sujet):
        if isinstance(zone, ZoneRedaction):
            redactions.append(zone)
        else:
            classeurs.setdefault(zone.fichier, []).append(zone)
    champs = {r.id: r.reponse.champs for _, _, r in sujet.reponses if r.reponse.champs}
    titres = {f"Mission {m.numero}": f"Mission {m.numero} – {m.titre}" for m in sujet.missions}
    papier = (firme.raison_sociale, *firme.adresse.lignes, f"{firme.telephone} – {firme.courriel}")
    fichiers: Fichiers = {
        "reponses.xlsx": reponses(classeurs.pop("reponses.xlsx", []), HORODATAGE, titres, valeurs, champs)
    }
    for nom, zones in classeurs.items():
        fichiers[nom] = formulaire(
            zones, papier, firme.charte, HORODATAGE, {z.feuille: z.feuille for z in zones}, valeurs, champs
        )
    fichiers["redactions.docx"] = docx_epreuve.redactions(
        "Rédactions",
        [docx_epreuve.Redaction(z.numero, z.titre, z.nom, valeurs.get(z.nom, "")) for z in redactions],
        page_sujet.pied(sujet),
        HORODATAGE,
    )
    for d in sujet.documents:
        if d.piece.modifiable and isinstance(d.piece.contenu, (Page, DocumentCommercial)):
            notes = _annotations(sujet, d) if valeurs else ()
            fichiers[f"annotations/{d.numero:02d}-{d.piece.nom}.docx"] = _docx(d.piece.contenu, sujet, notes)
    return fichiers


def _zones(sujet: Sujet) -> Iterator[Zone]:
    return (r.reponse.zone for _, _, r in sujet.reponses)


def _annotations(sujet: Sujet, d: Document) -> tuple[str, ...]:
    """Return the annotations of the model copy on one document: its anomalies, read and right; or that it has none."""
    notes = tuple(
        typographie(
            f"{a.lieu.champ or a.lieu.bloc}{f', ligne {a.lieu.ligne}' if a.lieu.ligne else ''} : lu {a.lu}, "
            f"attendu {a.vrai}. {a.correction}"
        )
        for m in sujet.missions
        for a in m.composee.anomalies
        if a.lieu.piece == d.piece.cle
    )
    return notes or ("Document conforme, rien à signaler.",)


# --- Grader's files --------------------------------------------------------------------------------------------------


def _correcteur(sujet: Sujet, cle: Corrige, imprimeur: Imprimeur) -> Fichiers:
    blocs, pied = lisible.blocs(sujet, cle), (page_sujet.pied(sujet)[0], "Corrigé – version correcteurs")
    titre = f"Corrigé – {sujet.epreuve.titre}"
    return {
        "corrige.json": json.dumps(cle.model_dump(exclude_none=True), ensure_ascii=False, indent=1).encode() + b"\n",
        "corrige.docx": docx_epreuve.epreuve(titre, blocs, pied, HORODATAGE),
        "corrige.pdf": imprimeur.epreuve(titre, blocs, pied),
        "grille.xlsx": grille(cle, HORODATAGE),
    }


def _pages(documents: Mapping[str, bytes]) -> Any:
    """Return the finder of pages: a place is looked for in the text of its PDF; a one-page document needs no search."""
    plates: dict[str, list[str]] = {}

    def page(d: Document, lieu: Lieu) -> int | None:
        if d.piece.extension != "pdf":
            return None
        if d.fichier not in plates:
            pdf = documents[d.fichier]
            plates[d.fichier] = [plat(t) for t in pages_de(pdf)] if nombre_pages(pdf) > 1 else []
        cherches = (plat(t) for t in (lieu.ligne, lieu.champ, lieu.bloc) if t)
        return next((n for t in cherches for n, texte in enumerate(plates[d.fichier], 1) if t in texte), 1)

    return page


def _manifeste(fichiers: Fichiers, manifeste: Mapping[str, Any]) -> bytes:
    empreintes = {
        nom: {
            "sha256": archive.empreinte(octets, ""),
            "contenu": archive.empreinte(octets, PurePosixPath(nom).suffix[1:]),
        }
        for nom, octets in sorted(fichiers.items())
    }
    return json.dumps({**manifeste, "fichiers": empreintes}, ensure_ascii=False, indent=1).encode() + b"\n"


def nom_dossier(activite: str, entreprise: str, graine: int) -> str:
    """Return the name of a case's folder: « A1-torrefacteur-42 »."""
    return f"{activite}-{slug(entreprise)}-{graine}"


# --- Writing ---------------------------------------------------------------------------------------------------------


def refuse_existant(cible: Path, *, force: bool) -> None:
    """Raise DossierExistant when the target is there: without `force`, or when it is something else than a case."""
    if not os.path.lexists(cible):
        return
    if not force:
        msg = (
            f"Le dossier « {cible} » existe déjà. Ajoutez --force pour le remplacer, ou --output pour écrire ailleurs."
        )
        raise DossierExistant(msg)
    if (
        cible.is_symlink()
        or not cible.is_dir()
        or not ((cible / "manifeste.json").is_file() or not any(cible.iterdir()))
    ):
        msg = f"« {cible} » n’est pas un cas de gen-scenario : --force ne le remplace pas. Déplacez-le, ou choisissez --output."
        raise DossierExistant(msg)


@contextmanager
def _cote(cible: Path) -> Iterator[Path]:
    """Give a temporary folder beside the target, removed whatever happens; what was set aside in it goes back first."""
    try:
        cible.parent.mkdir(parents=True, exist_ok=True)
        temporaire = Path(tempfile.mkdtemp(prefix=".gs-", dir=cible.parent))
    except OSError as e:
        raise EcritureImpossible(_phrase(cible.parent, e)) from e
    try:
        yield temporaire
    finally:
        ancien = temporaire / ANCIEN
        if ancien.exists() and not cible.exists():
            _remet(ancien, cible)
        shutil.rmtree(temporaire, ignore_errors=True)


def _remet(ancien: Path, cible: Path) -> None:
    try:
        ancien.rename(cible)
    except OSError as e:
        msg = (
            f"L’ancien cas n’a pas pu être remis en place : {cause(e)}. Il est entier dans « {ancien} » : déplacez-le."
        )
        raise EcritureImpossible(msg) from e


def _phrase(ou: Path, e: OSError) -> str:
    return (
        f"Impossible d’écrire dans « {ou} » : {cause(e)}. Rien n’a été laissé à moitié écrit ni perdu. "
        "Ensuite : corrigez cela, ou choisissez un autre dossier avec --output."
    )


def ecrit(fichiers: Mapping[str, bytes], cible: Path, *, force: bool = False) -> None:
    """Write a case, whole or not at all; an interruption or a failure leaves the former one in its place.

    Raises DossierExistant when the target exists and `force` is false, EcritureImpossible when the system refuses.
    """
    refuse_existant(cible, force=force)
    with _cote(cible) as temporaire:
        try:
            for nom, octets in fichiers.items():
                chemin = temporaire / NEUF / nom
                chemin.parent.mkdir(parents=True, exist_ok=True)
                chemin.write_bytes(octets)
            refuse_existant(cible, force=force)
            if cible.exists():
                cible.rename(temporaire / ANCIEN)
            (temporaire / NEUF).rename(cible)
        except OSError as e:
            raise EcritureImpossible(_phrase(cible.parent, e)) from e


def zips(fichiers: Mapping[str, bytes]) -> Fichiers:
    """Return candidat.zip and correcteur.zip, their entries dated 1980-01-01."""
    return {
        f"{nom}.zip": archive.assemble(
            (f.removeprefix(f"{nom}/"), o) for f, o in sorted(fichiers.items()) if f.startswith(f"{nom}/")
        )
        for nom in ("candidat", "correcteur")
    }

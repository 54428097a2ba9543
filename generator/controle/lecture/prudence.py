"""Opening files that somebody else made: bounded sizes, no link, no path outside, no entity, no bomb.

Every refusal is a FichierRefuse with a French sentence; nothing is ever extracted to the disk.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from lxml import etree

from generator.controle.erreurs import FichierRefuse

MO = 1024 * 1024
FICHIER_MAX, MEMBRE_MAX, TOTAL_MAX, XML_MAX = 30 * MO, 30 * MO, 80 * MO, 12 * MO
MEMBRES_MAX, RATIO_MAX, RATIO_A_PARTIR_DE = 3000, 250, MO
_BLOC = 64 * 1024
_LECTURE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def octets(chemin: Path, maximum: int = FICHIER_MAX) -> bytes:
    """Read a plain file. Raises FichierRefuse for a link, a special file, one too big, one that cannot be read."""
    try:
        etat = chemin.lstat()
        if stat.S_ISLNK(etat.st_mode):
            raise FichierRefuse("c’est un lien, et les liens ne sont pas suivis")
        if not stat.S_ISREG(etat.st_mode):
            raise FichierRefuse("ce n’est pas un fichier ordinaire")
        if etat.st_size > maximum:
            raise FichierRefuse(f"il est trop gros ({etat.st_size // MO} Mo, {maximum // MO} au plus)")
        return chemin.read_bytes()
    except OSError as e:
        raise FichierRefuse(f"il ne peut pas être lu ({e.strerror or e})") from e


def nom_sur(nom: str) -> str:
    """Return the name of a member of a zip as a relative POSIX path. Raises FichierRefuse when it leaves the folder."""
    propre = nom.replace("\\", "/")
    chemin = PurePosixPath(propre)
    if not nom or "\0" in nom or propre.startswith("/") or ":" in propre.split("/")[0] or ".." in chemin.parts:
        raise FichierRefuse(f"il contient un chemin qui sort du dossier (« {nom[:80]} »)")
    return str(chemin)


def membres(contenu: bytes, seulement: tuple[str, ...] | None = None) -> dict[str, bytes]:
    """Return the files of a zip by path, all read in memory within bounds; `seulement` keeps the names that begin so.

    Raises FichierRefuse for what is no zip, is encrypted, damaged, too big once open, or holds a path outside or a
    link.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
            entrees = archive.infolist()
            if len(entrees) > MEMBRES_MAX:
                raise FichierRefuse(f"il contient trop de fichiers ({len(entrees)}, {MEMBRES_MAX} au plus)")
            return _lus(archive, entrees, seulement)
    except _LECTURE as e:
        raise FichierRefuse("il est abîmé, ou n’est pas du format que dit son nom") from e


def _lus(
    archive: zipfile.ZipFile, entrees: list[zipfile.ZipInfo], seulement: tuple[str, ...] | None
) -> dict[str, bytes]:
    lus: dict[str, bytes] = {}
    reste = TOTAL_MAX
    for entree in entrees:
        nom = nom_sur(entree.filename)
        if entree.is_dir() or (seulement and not nom.startswith(seulement)):
            continue
        if stat.S_ISLNK(entree.external_attr >> 16):
            raise FichierRefuse(f"il contient un lien (« {nom[:80]} »)")
        if entree.flag_bits & 1:
            raise FichierRefuse("il est protégé par un mot de passe")
        lus[nom] = _membre(archive, entree, min(MEMBRE_MAX, reste))
        reste -= len(lus[nom])
    return lus


def _membre(archive: zipfile.ZipFile, entree: zipfile.ZipInfo, maximum: int) -> bytes:
    """Read a member by blocks: what is announced is not believed."""
    morceaux, taille = [], 0
    with archive.open(entree) as flux:
        while bloc := flux.read(_BLOC):
            taille += len(bloc)
            if taille > maximum or (taille > RATIO_A_PARTIR_DE and taille > RATIO_MAX * max(1, entree.compress_size)):
                raise FichierRefuse("il est démesuré une fois décompressé")
            morceaux.append(bloc)
    return b"".join(morceaux)


def xml(contenu: bytes) -> etree._Element:
    """Parse XML without entity, network nor document type. Raises FichierRefuse."""
    if len(contenu) > XML_MAX:
        raise FichierRefuse(f"une de ses parties est trop grosse ({len(contenu) // MO} Mo, {XML_MAX // MO} au plus)")
    analyseur = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        racine = etree.fromstring(contenu, analyseur)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise FichierRefuse("il est abîmé : une de ses parties n’est pas du XML correct") from e
    if racine.getroottree().docinfo.internalDTD is not None:
        raise FichierRefuse("il contient une définition de type (DOCTYPE), ce qu’aucun document de bureau ne fait")
    return racine


def fichiers(dossier: Path, maximum: int = MEMBRES_MAX) -> dict[str, Path]:
    """Return the plain files of a folder by POSIX path, in order, links left out. Raises FichierRefuse when there
    are too many."""
    trouves: dict[str, Path] = {}
    a_voir = [dossier]
    while a_voir:
        for entree in sorted(a_voir.pop().iterdir()):
            if entree.is_symlink():
                continue
            if entree.is_dir():
                a_voir.append(entree)
            elif entree.is_file():
                trouves[entree.relative_to(dossier).as_posix()] = entree
            if len(trouves) > maximum:
                raise FichierRefuse(f"il contient plus de {maximum} fichiers")
    return dict(sorted(trouves.items()))

"""What the system refuses, said in French whatever the language of the machine."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.EACCES: "accès refusé (droits insuffisants, ou fichier ouvert dans un autre programme)",
    errno.EPERM: "opération interdite par le système",
    errno.ENOSPC: "le disque est plein",
    errno.EROFS: "le disque est en lecture seule",
    errno.EEXIST: "il existe déjà",
    errno.ENOTEMPTY: "il existe déjà",
    errno.ENOTDIR: "un fichier se trouve là où un dossier est attendu",
    errno.EISDIR: "c’est un dossier, un fichier est attendu",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.EFBIG: "le fichier est trop gros",
    errno.EBUSY: "il est utilisé par un autre programme",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.EINVAL: "le nom ne convient pas au système",
    errno.EIO: "le disque ne répond pas correctement",
    errno.ELOOP: "les liens tournent en rond",
    errno.EXDEV: "les deux dossiers ne sont pas sur le même disque",
    errno.ENOMEM: "la mémoire manque",
}
if hasattr(errno, "EDQUOT"):
    _CAUSES[errno.EDQUOT] = "le quota de disque est atteint"


def cause(e: OSError) -> str:
    """Return why the system refused, a French clause without capital nor full stop."""
    return _CAUSES.get(e.errno or 0, f"erreur {e.errno} du système" if e.errno else "erreur du système")

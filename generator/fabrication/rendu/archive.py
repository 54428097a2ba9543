"""Zip files whose bytes depend on their contents alone: entries dated 1980-01-01, one system, one compression level."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable

DATE = (1980, 1, 1, 0, 0, 0)
NIVEAU = 6
_UNIX = 3
_ZIPS = frozenset({"docx", "xlsx", "zip", "pptx", "odt", "ods"})


def assemble(membres: Iterable[tuple[str, bytes]]) -> bytes:
    """Write a zip of these members (name, content), in this order."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in membres:
            entree = zipfile.ZipInfo(nom, DATE)
            entree.create_system, entree.compress_type = _UNIX, zipfile.ZIP_DEFLATED
            entree.external_attr = 0o644 << 16
            archive.writestr(entree, contenu, compresslevel=NIVEAU)
    return tampon.getvalue()


def normalise(octets: bytes) -> bytes:
    """Write a zip anew, its members and their order unchanged.

    Raises zipfile.BadZipFile when the bytes are not a zip.
    """
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return assemble([(i.filename, archive.read(i)) for i in archive.infolist()])


def empreinte(octets: bytes, extension: str) -> str:
    """Return the content hash of a file (SHA-256, hexadecimal): that of a zip ignores compression and dates.

    Two machines whose zlib differ give other bytes, but the same hash.
    """
    if extension.lower().lstrip(".") not in _ZIPS:
        return hashlib.sha256(octets).hexdigest()
    somme = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        for nom in sorted(archive.namelist()):
            contenu = archive.read(nom)
            somme.update(f"{nom}\0{len(contenu)}\0".encode())
            somme.update(contenu)
    return somme.hexdigest()

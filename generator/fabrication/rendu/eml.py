"""Mails: .eml files in ASCII, written by ourselves, for the versions of Python do not fold headers alike.

A text is quoted-printable, in UTF-8; headers are RFC 2047 words; Message-ID and boundary come from the content.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from generator import textes
from generator.epreuve.pieces.contenus import Adresse, Courriel
from generator.fabrication.rendu import paris

_FIN = "\r\n"
_MOT, _NOM, _LIGNE = 39, 45, 76
_JOURS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOIS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ATOME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ATTRIBUTION = re.compile(r"^Le .+ a écrit\s*:\s*$")
_TYPES = {"pdf": "application/pdf", "ics": "text/calendar", "txt": "text/plain", "png": "image/png",
          "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def _tranches(texte: str, taille: int) -> Iterator[bytes]:
    """Cut a text, between characters, into pieces of at most `taille` bytes of UTF-8."""
    piece = b""
    for lettre in texte:
        octets = lettre.encode()
        if piece and len(piece) + len(octets) > taille:
            yield piece
            piece = b""
        piece += octets
    yield piece


def mots_codes(texte: str, taille: int = _MOT) -> str:
    """Write a header's text: as it is when short and ASCII, else as folded words of RFC 2047 (`taille` bytes each)."""
    if texte.isascii() and len(texte) <= _LIGNE - 16 and "=?" not in texte:
        return texte
    return f"{_FIN} ".join(f"=?utf-8?b?{base64.b64encode(p).decode()}?=" for p in _tranches(texte, taille))


def _adresse(adresse: Adresse) -> str:
    """Write an address; a name is one word of RFC 2047 where it fits, for Python 3.11 reads a space between two."""
    nom = adresse.nom
    if not nom:
        return adresse.courriel
    if not nom.isascii() or "=?" in nom:
        nom = mots_codes(nom, _NOM)
    elif not _ATOME.fullmatch(nom):
        nom = '"' + nom.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{nom} <{adresse.courriel}>"


def _adresses(adresses: Sequence[Adresse]) -> str:
    return f",{_FIN} ".join(_adresse(a) for a in adresses)


def date_courriel(quand: datetime) -> str:
    """Write a local time of Paris as a mail's Date."""
    return (f"{_JOURS[quand.weekday()]}, {quand.day:02} {_MOIS[quand.month - 1]} {quand.year} "
            f"{quand:%H:%M:%S} {paris.decalage(quand)}")


def _signe_qp(octet: int) -> str:
    return chr(octet) if octet in (9, 32) or (33 <= octet <= 126 and octet != ord("=")) else f"={octet:02X}"


def _ligne_qp(ligne: str) -> Iterator[str]:
    """Encode a line, cut by soft breaks; its last space and a first « From » or « . » are protected."""
    signes = [_signe_qp(o) for o in ligne.encode()]
    if signes and signes[-1] in ("\t", " "):
        signes[-1] = f"={ord(signes[-1]):02X}"
    if ligne.startswith("From ") or ligne == ".":
        signes[0] = f"={ord(ligne[0]):02X}"
    morceau = ""
    for signe in signes:
        if len(morceau) + len(signe) > _LIGNE - 1:
            yield morceau + "="
            morceau = ""
        morceau += signe
    yield morceau


def quoted_printable(texte: str) -> str:
    """Encode a text in quoted-printable: ASCII lines of at most 76 signs, ended by CR LF."""
    lignes = texte.replace("\r\n", "\n").split("\n")
    return _FIN.join(morceau for ligne in lignes for morceau in _ligne_qp(ligne))


def cite(citation: str) -> str:
    """Return an older mail as it is quoted: « > » before each line, its first line outside when it names the author."""
    tete, saut, reste = citation.strip("\n").partition("\n")
    if not _ATTRIBUTION.match(tete):
        tete, reste = f"Message précédent{textes.INSECABLE}:", citation.strip("\n")
    elif not saut:
        return tete
    return "\n".join([tete, *(f"> {ligne}".rstrip() for ligne in reste.strip("\n").split("\n"))])


def attribution(de: Adresse, quand: datetime) -> str:
    """Write the line before a quoted mail: « Le lundi 5 octobre 2026 à 9 h 12, Anne Roux a écrit : »."""
    heure = f"{quand.hour}{textes.INSECABLE}h{textes.INSECABLE}{quand.minute:02}"
    return f"Le {textes.jour_date(quand.date())} à {heure}, {de.nom or de.courriel} a écrit{textes.INSECABLE}:"


def texte_complet(contenu: Courriel) -> str:
    """Return the whole text of a mail as it is read: body, then the quoted mail."""
    corps = contenu.corps.strip("\n") + "\n"
    return f"{corps}\n{cite(contenu.citation)}\n" if contenu.citation else corps


def _corps_joint(texte: str, pieces: Sequence[tuple[str, bytes]], frontiere: str) -> list[str]:
    """Return the lines of a mail with attachments, from its Content-Type on."""
    lignes = [f'Content-Type: multipart/mixed; boundary="{frontiere}"', "", f"--{frontiere}",
              "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
              quoted_printable(texte)]
    for nom, octets in pieces:
        genre = _TYPES.get(nom.rpartition(".")[2], "application/octet-stream")
        code = base64.b64encode(octets).decode()
        lignes += [f"--{frontiere}", f"Content-Type: {genre}", "Content-Transfer-Encoding: base64",
                   f'Content-Disposition: attachment; filename="{nom}"', "",
                   *(code[n:n + _LIGNE] for n in range(0, len(code), _LIGNE))]
    return [*lignes, f"--{frontiere}--", ""]


def courriel(contenu: Courriel, pieces_jointes: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """Write a mail as an .eml file; its time is a local one of Paris. Attachments are (ASCII file name, bytes).

    Raises ValueError when a header holds a line break or an address is not ASCII.
    """
    texte = texte_complet(contenu)
    marque = hashlib.sha256(repr((contenu, [n for n, _ in pieces_jointes])).encode()).hexdigest()
    domaine = contenu.de.courriel.rpartition("@")[2]
    entetes = [("Message-ID", f"<m{marque[:20]}@{domaine}>"), ("Date", date_courriel(contenu.quand)),
               ("From", _adresse(contenu.de)), ("To", _adresses(contenu.a))]
    entetes += [("Cc", _adresses(contenu.copie))] if contenu.copie else []
    entetes += [("Subject", mots_codes(contenu.objet)), *((n, mots_codes(v)) for n, v in contenu.entetes)]
    bruts = [contenu.objet, *(a.nom + a.courriel for a in (contenu.de, *contenu.a, *contenu.copie)),
             *(n + v for n, v in contenu.entetes)]
    if any("\n" in b or "\r" in b for b in bruts):
        msg = f"saut de ligne dans un en-tête du courriel « {contenu.objet} »"
        raise ValueError(msg)
    lignes = [*(f"{n}: {v}" for n, v in entetes), "MIME-Version: 1.0", "Content-Language: fr"]
    if pieces_jointes:
        lignes += _corps_joint(texte, pieces_jointes, f"limite-{marque[20:44]}")
    else:
        lignes += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
                   quoted_printable(texte)]
    return _FIN.join(lignes).encode("ascii")

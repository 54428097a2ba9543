"""How a text becomes a value: French figures, dates and moments, whatever spaces, signs and typing habits are used.

Canonical texts (what `lecture.dossier` promises): figures « 1234.5 », dates « 2026-10-05 », moments « 2026-10-05
09:05 ».
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation

from generator.textes import JOURS, MOIS, sans_accents

_CHIFFRES_SIGNIFICATIFS = Context(prec=14)
"""A float of a workbook is right to 15 digits; its noise stands beyond."""
_LONGUEUR_MAX = 400
_ESPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\ufeff]+")
_TIRETS = str.maketrans(dict.fromkeys("−–—‐‑‒", "-") | {"’": "'", "‘": "'", "ʼ": "'"})
_NOMBRE = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)")
_PAR_MILLIERS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?|[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_UNITE = re.compile(r"(€|eur|euros?|%|ht|ttc|[a-zà-ÿœ]+\.?)*", re.IGNORECASE)
_CELLULE_NOMBRE = re.compile(r"[+-]?(\d{1,3}( \d{3})+|\d+)(,\d+)?( ?[€%])?")
_DATE_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_DATE_CHIFFRES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_DATE_SANS_AN = re.compile(r"(\d{1,2})/(\d{1,2})")
_DATE_LETTRES = re.compile(r"(\d{1,2})(?:er)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_MOMENT = re.compile(r"(\d{1,2}/\d{1,2}/\d{4}) (?:à )?(\d{1,2}) ?[h:] ?(\d{2})")
_HEURE = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{2})?", re.IGNORECASE)
_HEURE_MAX, _HEURES = 20, 24
_MOIS_PLATS = tuple(sans_accents(m) for m in MOIS)
_SIECLE = 2000


def propre(texte: str) -> str:
    """Return a text on one line: composed letters, plain spaces, none at the ends."""
    return _ESPACES.sub(" ", unicodedata.normalize("NFC", texte)).strip()


def ecrit_nombre(valeur: Decimal) -> str:
    """Write a figure in its canonical form: no exponent, no zeros after the last decimal that counts."""
    if not valeur.is_finite():
        return str(valeur)
    texte = f"{valeur:f}"
    texte = texte.rstrip("0").rstrip(".") if "." in texte else texte
    return "0" if texte in ("-0", "") else texte


def de_flottant(valeur: float | str) -> Decimal:
    """Return the figure that a cell stores, without the noise of binary fractions. Raises InvalidOperation."""
    return _CHIFFRES_SIGNIFICATIFS.create_decimal(Decimal(str(valeur)))


def nombre(texte: str) -> Decimal | None:
    """Read a figure as people type it (« 1 234,50 € », « 5,5 % », « −12 », « 1234.5 »), its unit left out; None if
    it is none."""
    if len(texte) > _LONGUEUR_MAX:
        return None
    brut = _ESPACES.sub("", texte).translate(_TIRETS)
    if m := _PAR_MILLIERS.match(brut):
        corps = m[0].replace(".", "").replace(",", ".") if m[1] else m[0].replace(",", "")
        if (m[1] and not m[2] and brut.count(".") == 1) or (m[3] and not m[4] and brut.count(",") == 1):
            corps = m[0].replace(",", ".")  # « 1.234 »: one mark is the decimal one
    elif m := _NOMBRE.match(brut):
        corps = m[0].replace(",", ".")
    else:
        return None
    if not _UNITE.fullmatch(brut[m.end() :]):
        return None
    try:
        return Decimal(corps)
    except InvalidOperation:
        return None


def jour(texte: str, an: int | None = None) -> date | None:
    """Read a date as people type it (« 12/10/2026 », « lundi 12 octobre 2026 », « 1er oct. 2026 », ISO); None if it
    is none.

    `an` completes a date without a year.
    """
    if len(texte) > _LONGUEUR_MAX:
        return None
    brut = sans_accents(propre(texte.translate(_TIRETS))).lower().strip(" .")
    brut = re.sub(rf"^(le )?({'|'.join(JOURS)})[ ,]+", "", brut).removeprefix("le ")
    if m := _DATE_ISO.fullmatch(brut):
        return _date(int(m[1]), int(m[2]), int(m[3]))
    if m := _DATE_CHIFFRES.fullmatch(brut):
        return _date(int(m[3]) + (_SIECLE if len(m[3]) == 2 else 0), int(m[2]), int(m[1]))
    if m := _DATE_LETTRES.fullmatch(brut):
        mois = _mois(m[2])
        annee = int(m[3]) if m[3] else an
        return _date(annee, mois, int(m[1])) if annee and mois else None
    if (m := _DATE_SANS_AN.fullmatch(brut)) and an:
        return _date(an, int(m[2]), int(m[1]))
    return None


def _mois(mot: str) -> int | None:
    trouves = [n for n, m in enumerate(_MOIS_PLATS, 1) if m.startswith(mot)]
    return trouves[0] if len(trouves) == 1 else None


def _date(an: int, mois: int, quantieme: int) -> date | None:
    try:
        return date(an, mois, quantieme)
    except ValueError:
        return None


def heure(texte: str) -> str | None:
    """Read an hour of the day (« 9 h 05 », « 9h05 », « 09:05 », « 09:05:00 ») as « 09:05 »; None if it is none."""
    m = _HEURE.fullmatch(propre(texte)[:_HEURE_MAX].removesuffix(":00") if texte.count(":") > 1 else propre(texte))
    return f"{int(m[1]):02}:{m[2] or '00'}" if m and int(m[1]) < _HEURES else None


def creneau(texte: str, an: int | None = None) -> tuple[date, str, str] | None:
    """Read a slot: a date, then two times (« lundi 12 octobre 2026, 9 h – 10 h 30 », « 2026-10-12 09:00/10:30 »)."""
    brut = propre(texte)
    premiere = _HEURE.search(brut)
    while premiere and not re.search(r"\d{1,2}\s*(?:h|:)", premiere[0], re.IGNORECASE):
        premiere = _HEURE.search(brut, premiere.end())
    if premiere is None:
        return None
    le = jour(re.sub(r"(?:[ ,T]|\bde|\bà|\bdès)+$", "", brut[: premiere.start()]).strip(" ,"), an)
    heures = [f"{int(h):02}:{m or '00'}" for h, m in _HEURE.findall(brut[premiere.start() :])]
    return (le, heures[0], heures[1]) if le and len(heures) == 2 else None


def cellule_page(texte: str) -> str:
    """Return the canonical text of a cell of a page (PDF, Word): a figure, an amount, a rate, a date or a moment is
    read as such.

    A figure that begins by a needless zero (postal code, telephone) stays a text.
    """
    net = propre(texte)
    if m := _MOMENT.fullmatch(net):
        le = jour(m[1])
        return f"{le.isoformat()} {int(m[2]):02}:{m[3]}" if le else net
    if _DATE_CHIFFRES.fullmatch(net) and (le := jour(net)):
        return le.isoformat()
    plat = net.translate(_TIRETS)
    if _CELLULE_NOMBRE.fullmatch(plat) and not re.match(r"[+-]?0\d", plat):
        valeur = nombre(plat)
        return ecrit_nombre(valeur) if valeur is not None else net
    return net


def cellule_typee(valeur: object) -> str:
    """Return the canonical text of a typed value of a workbook: text, figure, date, moment, nothing."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "vrai" if valeur else "faux"
    if isinstance(valeur, datetime):
        return f"{valeur:%Y-%m-%d %H:%M}"
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, (int, Decimal, float)):
        return ecrit_nombre(de_flottant(str(valeur)))
    return propre(str(valeur))


def normalise(texte: str) -> str:
    """Return a text as it is compared: without case, accents, typographic signs, needless spaces and full stop."""
    plat = sans_accents(propre(texte).translate(_TIRETS)).casefold()
    plat = re.sub(r"\s*([-/])\s*", r"\1", plat)
    return _ESPACES.sub(" ", plat).strip(" .,;:!\"'")


def compact(texte: str) -> str:
    """Return only the letters and figures of a text: how references, telephones and account numbers are compared."""
    return re.sub(r"[^a-z0-9]", "", normalise(texte))

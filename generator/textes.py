"""French typography and small filters for every text that a person reads.

What is printed: narrow no-break space (U+202F) before ; ! ? and in numbers, no-break space (U+00A0) before : » and after «.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

INSECABLE, FINE = "\u00a0", "\u202f"
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_VOYELLES = re.compile(r"^[aeiouyâàäéèêëîïôöûùüœAEIOUYÂÀÄÉÈÊËÎÏÔÖÛÙÜŒhH]")
_H_ASPIRES = (
    "hall",
    "hamac",
    "hangar",
    "haut",
    "hauteur",
    "hibou",
    "héros",
    "haricot",
    "hamp",
    "huit",
    "houx",
    "halle",
    "hérisson",
    "housse",
    "hêtre",
    "haie",
    "hameau",
    "hublot",
    "huche",
    "hotte",
)
_URL = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+")


def nombre(valeur: Decimal | int | str, decimales: int | None = None) -> str:
    """Write a number in French: thousands apart by a narrow no-break space, decimal comma; half-up when rounded."""
    d = Decimal(valeur)
    if decimales is not None:
        d = d.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
    elif d == d.to_integral_value():
        d = d.quantize(Decimal(1))
    entier, _, reste = f"{abs(d):f}".partition(".")
    groupes = f"{int(entier):,}".replace(",", FINE)
    signe = "−" if d < 0 else ""
    return f"{signe}{groupes},{reste}" if reste else f"{signe}{groupes}"


def euros(valeur: Decimal | int | str) -> str:
    """Write an amount: « 1 234,50 € »."""
    return f"{nombre(valeur, 2)}{INSECABLE}€"


def euros_courts(valeur: Decimal | int | str) -> str:
    """Write a round amount without cents (« 250 € »), another with them."""
    d = Decimal(valeur)
    return f"{nombre(d)}{INSECABLE}€" if d == d.to_integral_value() else euros(d)


def pourcent(valeur: Decimal | int | str) -> str:
    """Write a rate: « 5,5 % »."""
    d = Decimal(valeur)
    return f"{nombre(d.normalize() if d != d.to_integral_value() else d)}{INSECABLE}%"


def quantieme(jour: date) -> str:
    """Write the day of the month: « 1er », « 12 »."""
    return "1er" if jour.day == 1 else str(jour.day)


def date_longue(jour: date) -> str:
    """Write « 5 octobre 2026 »."""
    return f"{quantieme(jour)}{INSECABLE}{MOIS[jour.month - 1]} {jour.year}"


def jour_date(jour: date) -> str:
    """Write « lundi 5 octobre 2026 »."""
    return f"{JOURS[jour.weekday()]} {date_longue(jour)}"


def jour_mois(jour: date) -> str:
    """Write « lundi 5 octobre »."""
    return f"{JOURS[jour.weekday()]} {quantieme(jour)}{INSECABLE}{MOIS[jour.month - 1]}"


def date_courte(jour: date) -> str:
    """Write « 05/10/2026 »."""
    return jour.strftime("%d/%m/%Y")


def elide(mot: str) -> bool:
    """Say whether « de », « le » and « que » lose their vowel before this word."""
    return (
        bool(_VOYELLES.match(mot))
        and not mot.lower().startswith(_H_ASPIRES)
        and not mot.lower().startswith(("ya", "yo", "ye", "yu", "onz", "oui", "ouistiti"))
    )


def de(mot: str) -> str:
    """Write « de X » or « d’X »."""
    return f"d’{mot}" if elide(mot) else f"de {mot}"


def que(mot: str) -> str:
    """Write « que X » or « qu’X »."""
    return f"qu’{mot}" if elide(mot) else f"que {mot}"


def pluriel(n: Decimal | int, singulier: str, pluriel_: str | None = None) -> str:
    """Write the quantity and its noun: « 1 sachet », « 12 sachets » (plural from 2 on)."""
    mot = singulier if abs(Decimal(n)) < 2 else (pluriel_ or accord_pluriel(singulier))
    return f"{nombre(n)}{INSECABLE}{mot}"


def accord_pluriel(mot: str) -> str:
    """Return the plural of the first word of a plain noun phrase (« boîte de 50 » → « boîtes de 50 »)."""
    tete, espace, suite = mot.partition(" ")
    if tete.endswith(("s", "x", "z")):
        return mot
    if tete.endswith(("eau", "eu", "au")):
        return f"{tete}x{espace}{suite}"
    return f"{tete}s{espace}{suite}"


def enumere(elements: Sequence[str], conjonction: str = "et") -> str:
    """Write « a, b et c »."""
    if len(elements) < 2:
        return "".join(elements)
    return f"{', '.join(elements[:-1])} {conjonction} {elements[-1]}"


def majuscule(texte: str) -> str:
    """Put a capital at the beginning, the rest unchanged."""
    return texte[:1].upper() + texte[1:]


def typographie(texte: str) -> str:
    """Set the apostrophes and the no-break spaces of a text; addresses of the web and mails are left alone."""
    gardes: list[str] = []

    def mettre(m: re.Match[str]) -> str:
        gardes.append(m[0])
        return f"\x00{len(gardes) - 1}\x00"

    t = re.sub(r"(?<=\S) {2,}(?=\S)", " ", _URL.sub(mettre, texte))
    t = re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "’", t)
    t = re.sub(r"[ \u00a0\u202f]*([;!?]+)(?=[\s)»]|$)", lambda m: FINE + m[1], t)
    t = re.sub(r"(?<=[\w)»€%’…])[ \u00a0\u202f]*:(?=[\s»]|$)", INSECABLE + ":", t)
    t = re.sub(r"«[ \u00a0\u202f]*", "«" + INSECABLE, t)
    t = re.sub(r"[ \u00a0\u202f]*»", INSECABLE + "»", t)
    t = re.sub(r"(?<=\d)[ \u00a0\u202f]*(?=[€%])", INSECABLE, t)
    t = re.sub(r"\b(M\.|Mme|Mmes|n°|no) (?=\S)", lambda m: m[1] + INSECABLE, t)
    t = re.sub(r"(?<=\d) (?=\d{3}(?!\d)[^/]*€)", FINE, t)
    return re.sub(r"\x00(\d+)\x00", lambda m: gardes[int(m[1])], t)


def sans_accents(texte: str) -> str:
    """Return the text in ASCII: accents dropped, œ as oe."""
    plat = unicodedata.normalize("NFKD", texte.replace("œ", "oe").replace("Œ", "OE").replace("’", "'"))
    return plat.encode("ascii", "ignore").decode()


def slug(texte: str, separateur: str = "-") -> str:
    """Return a name for a file or an address: lower case, ASCII, words joined by the separator."""
    return separateur.join(re.findall(r"[a-z0-9]+", sans_accents(texte).lower()))

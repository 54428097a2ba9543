"""The charte graphique as drawn: the logo in SVG, colours that read well, and a plain charte for the papers of others.

The typefaces are the vendored families (generator/donnees/polices): no other may be named, in a charte or in a drawing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from generator.monde.faits import CharteGraphique
from generator.textes import sans_accents

FAMILLES = ("Source Sans 3", "Source Serif 4", "IBM Plex Sans")
MANUSCRITE = "Caveat"
_BLANC, _NOIR = "#FFFFFF", "#1F1F1F"
_COULEUR = re.compile(r"#[0-9A-Fa-f]{6}")
_TAILLES = {1: 50, 2: 40, 3: 30, 4: 24}
_NEUTRES = (("#33475B", "#5B7083", "#F3F5F7"), ("#5A2E36", "#7D5A60", "#F7F3F3"), ("#2F4A3C", "#5E7568", "#F2F6F3"),
            ("#3D3D3D", "#6B6B6B", "#F4F4F4"), ("#284B63", "#52718A", "#F1F5F8"), ("#6B4A1F", "#8A6F4B", "#F8F5EF"),
            ("#43355E", "#6A5F80", "#F4F3F7"), ("#0F5257", "#4B7C80", "#EFF6F6"))
_LOGOS = ("disque", "ecu", "losange", "trame", "anneau", "carre")
NEUTRES = ("neutre_filet", "neutre_cadre", "neutre_sobre")


def luminance(couleur: str) -> float:
    """Return the relative luminance (0 to 1, WCAG) of a colour « #RRGGBB ». Raises ValueError for anything else."""
    if not _COULEUR.fullmatch(couleur):
        msg = f"couleur attendue sous la forme #RRVVBB, lue : {couleur!r}"
        raise ValueError(msg)
    voies = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rouge, vert, bleu = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in voies)
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def contraste(une: str, autre: str) -> float:
    """Return the contrast (1 to 21, WCAG) of two colours."""
    clair, sombre = sorted((luminance(une), luminance(autre)), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


def encre(fond: str) -> str:
    """Return the ink, white or near black, that reads best on a colour."""
    return max((_BLANC, _NOIR), key=lambda c: contraste(c, fond))


def lisible(couleur: str) -> str:
    """Return the colour, darkened until it reads on white (contrast of 4.5 at least)."""
    for _ in range(40):
        if contraste(couleur, _BLANC) >= 4.5:
            break
        couleur = "#" + "".join(f"{int(int(couleur[i : i + 2], 16) * 0.94):02X}" for i in (1, 3, 5))
    return couleur


# --- Logo ------------------------------------------------------------------------------------------------------------


def _initiales(charte: CharteGraphique, couleur: str, y: float = 50, taille: float = 1) -> str:
    corps = _TAILLES[len(charte.sigle)] * taille
    return (f'<text x="50" y="{y + corps * 0.33:.1f}" font-family="\'{charte.police}\'" font-weight="700" '
            f'font-size="{corps:g}" text-anchor="middle" fill="{couleur}">{escape(charte.sigle)}</text>')


def _disque(c: CharteGraphique) -> str:
    return (f'<circle cx="50" cy="50" r="48" fill="{c.principale}"/>'
            f'<path d="M9 74a48 48 0 0 0 82 0z" fill="{c.secondaire}"/>' + _initiales(c, encre(c.principale), 44, 0.95))


def _ecu(c: CharteGraphique) -> str:
    return (f'<path d="M8 4h84v46c0 24-18 38-42 47C26 88 8 74 8 50z" fill="{c.principale}"/>'
            f'<path d="M14 10h72v10H14z" fill="{c.secondaire}"/>' + _initiales(c, encre(c.principale), 50))


def _losange(c: CharteGraphique) -> str:
    return (f'<path d="M50 2 98 50 50 98 2 50z" fill="{c.principale}"/>'
            f'<path d="M50 10 90 50 50 90 10 50z" fill="none" stroke="{c.secondaire}" stroke-width="3"/>'
            + _initiales(c, encre(c.principale), 50, 0.86))


def _trame(c: CharteGraphique) -> str:
    points = "".join(f'<circle cx="{11 + 13 * x}" cy="{11 + 13 * y}" r="{5.4 - 0.6 * max(x, y):.1f}" fill="{couleur}"/>'
                     for y in range(7) for x in range(7) if (x < 1 or y < 1 or x > 5 or y > 5)
                     for couleur in (c.secondaire if (x + y) % 3 == 0 else c.principale,))
    return f'{points}<rect x="20" y="20" width="60" height="60" rx="6" fill="{c.principale}"/>' + _initiales(
        c, encre(c.principale), 50, 0.86)


def _anneau(c: CharteGraphique) -> str:
    return (f'<circle cx="50" cy="50" r="42" fill="none" stroke="{c.principale}" stroke-width="10"/>'
            f'<path d="M50 8a42 42 0 0 1 42 42" fill="none" stroke="{c.secondaire}" stroke-width="10"/>'
            + _initiales(c, lisible(c.principale), 50, 0.9))


def _carre(c: CharteGraphique) -> str:
    return (f'<rect x="3" y="3" width="94" height="94" rx="14" fill="{c.principale}"/>'
            f'<path d="M97 60v23a14 14 0 0 1-14 14H60z" fill="{c.secondaire}"/>'
            + _initiales(c, encre(c.principale), 48))


_FORMES: dict[str, Callable[[CharteGraphique], str]] = {
    "disque": _disque, "ecu": _ecu, "losange": _losange, "trame": _trame, "anneau": _anneau, "carre": _carre}


def logo(charte: CharteGraphique) -> str:
    """Return the logo as SVG text, 100 × 100, initials in the charte's typeface.

    Raises ValueError when the shape, the typeface, the colours or the initials (1 to 4 signs) are not known.
    """
    if charte.logo not in _FORMES:
        raise ValueError(f"logo inconnu : {charte.logo!r} (choix : {', '.join(_FORMES)})")
    if charte.police not in FAMILLES:
        raise ValueError(f"police inconnue : {charte.police!r} (choix : {', '.join(FAMILLES)})")
    if not 1 <= len(charte.sigle) <= len(_TAILLES):
        raise ValueError(f"le sigle du logo compte de 1 à {len(_TAILLES)} signes, lu : {charte.sigle!r}")
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{_FORMES[charte.logo](charte)}</svg>'


# --- The papers of others --------------------------------------------------------------------------------------------


def sigle(nom: str) -> str:
    """Return the initials of a name, two at most: « Les Jardins Roux » gives « JR »."""
    mots = [m for m in re.findall(r"[A-Za-z]+", sans_accents(nom)) if m.lower() not in {
        "les", "le", "la", "des", "de", "du", "et", "l", "d", "aux", "sarl", "sas", "eurl", "sa", "ets"}]
    return "".join(m[0] for m in mots[:2]).upper() or "X"


def charte_neutre(nom: str) -> CharteGraphique:
    """Return the sober charte of an issuer that is not the firm, always the same for one name."""
    octets = hashlib.sha256(nom.encode()).digest()
    principale, secondaire, fond = _NEUTRES[octets[0] % len(_NEUTRES)]
    return CharteGraphique(
        police=FAMILLES[octets[1] % len(FAMILLES)], principale=principale, secondaire=secondaire, fond=fond,
        mise_en_page=NEUTRES[octets[2] % len(NEUTRES)], logo=_LOGOS[octets[3] % len(_LOGOS)], sigle=sigle(nom),
        raison_sociale=nom)


# --- Drawings of the missions ----------------------------------------------------------------------------------------


def svg_verifie(svg: str) -> str:
    """Return the drawing with a typeface for its texts: Source Sans 3 where it names none.

    Raises ValueError when it names a typeface that is not vendored (its text would vanish without a word).
    """
    for noms in re.findall(r"font-family\s*[=:]\s*[\"']*([^\"';>]+)", svg):
        if noms.split(",")[0].strip() not in (*FAMILLES, MANUSCRITE):
            raise ValueError(f"police inconnue dans un dessin : {noms!r} (choix : {', '.join(FAMILLES)})")
    tete, balise, suite = svg.partition("<svg")
    if not balise:
        raise ValueError("le dessin n’est pas un SVG")
    racine = suite.partition(">")[0]
    return svg if "font-family" in racine else f'{tete}<svg font-family="\'{FAMILLES[0]}\'"{suite}'


def paraphe(nom: str) -> str:
    """Return a scribbled signature as SVG text, always the same for one text."""
    octets = hashlib.sha256(nom.encode()).digest()
    points = [(8 + 13 * i, 22 + octets[i] % 26 * (1 if i % 2 else -0.55)) for i in range(9)]
    courbe = "".join(f"S{x - 9 + octets[9 + i] % 9} {y - 4 + octets[18 + i] % 10:.0f} {x} {y:.0f}"
                     for i, (x, y) in enumerate(points))
    trace = f"M3 34C6 18 12 8 16 22{courbe}S100 {30 + octets[30] % 10} 126 {24 + octets[31] % 8}"
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 130 56"><path fill="none" stroke="#1B3A8C" '
            f'stroke-width="1.8" stroke-linecap="round" d="{trace}"/></svg>')

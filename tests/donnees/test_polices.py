"""The vendored fonts: cuts, licences, glyphs."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.donnees import ICI

POLICES = ICI / "polices"
FICHIERS = sorted(POLICES.glob("*.ttf"))
TEXTE = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸàâäçéèêëîïôöùûüÿŒœÆæ«»’‘“”…\u00a0€–—×≤≥°²•0123456789%&@/"
FAMILLES = {
    "SourceSans3": ("Source Sans 3", "\u202f\u2011☐☑✓→№"),
    "SourceSerif4": ("Source Serif 4", "\u202f☐☑✓→№"),
    "IBMPlexSans": ("IBM Plex Sans", "\u202f\u2011✓→№"),
    "Caveat": ("Caveat", ""),
}
QUATRE = {"Regular", "Italic", "Bold", "BoldItalic"}


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_a_font_has_every_glyph_that_is_claimed_for_it(fichier: Path) -> None:
    famille, propres = FAMILLES[fichier.stem.partition("-")[0]]
    with TTFont(fichier) as police:
        assert police["name"].getDebugName(1) == famille
        presents = police.getBestCmap()
    assert [f"U+{ord(c):04X}" for c in TEXTE + propres if ord(c) not in presents] == []


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_a_font_may_be_embedded(fichier: Path) -> None:
    with TTFont(fichier) as police:
        assert police["OS/2"].fsType == 0


@pytest.mark.parametrize("famille", FAMILLES)
def test_a_family_has_its_cuts_and_its_licence(famille: str) -> None:
    coupes = {f.stem.partition("-")[2] for f in FICHIERS if f.stem.startswith(f"{famille}-")}
    assert coupes == (QUATRE if famille != "Caveat" else {"Regular", "Bold"})
    licence = (POLICES / f"OFL-{famille}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_fonts_stay_light_and_none_is_unknown() -> None:
    assert {f.stem.partition("-")[0] for f in FICHIERS} == set(FAMILLES)
    assert sum(f.stat().st_size for f in FICHIERS) < 6_000_000


def test_the_bold_cuts_are_bold() -> None:
    for fichier in FICHIERS:
        with TTFont(fichier) as police:
            assert police["OS/2"].usWeightClass == (700 if "Bold" in fichier.stem else 400), fichier.stem

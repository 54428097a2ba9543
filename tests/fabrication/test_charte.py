"""Logos and colours: drawn from the charte alone, legible, and the papers of others always wear the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.fabrication import charte
from generator.fabrication.rendu import pdf
from tests.fabrication import exemples_pdf as ex

FORMES = ("disque", "ecu", "losange", "trame", "anneau", "carre")


@pytest.mark.parametrize("forme", FORMES)
@pytest.mark.parametrize("police", charte.FAMILLES)
def test_a_logo_shows_its_initials_in_each_shape_and_typeface(forme, police):
    porte = replace(ex.charte(logo=forme, police=police), sigle="ÉB&")
    octets = pdf.Imprimeur(porte, ex.HORODATAGE).document(ex.devis())
    assert "ÉB&" in pdf.pages_de(octets)[0]


def test_a_logo_becomes_a_png_for_word():
    assert pdf.dessin_png(charte.logo(ex.charte())).startswith(b"\x89PNG")
    assert pdf.dessin_png(charte.logo(ex.charte())) == pdf.dessin_png(charte.logo(ex.charte()))


@pytest.mark.parametrize(("champ", "valeur"),
                         [("logo", "etoile"), ("police", "Lato"), ("sigle", ""), ("principale", "vert")])
def test_a_charte_that_cannot_be_drawn_says_what_was_read(champ, valeur):
    with pytest.raises(ValueError, match=repr(valeur)):
        charte.logo(replace(ex.charte(), **{champ: valeur}))


def test_inks_read_well_on_their_ground():
    for fond in ("#2F5D3A", "#F2C94C", "#FFFFFF", "#101010", "#8A8A8A"):
        assert charte.contraste(charte.encre(fond), fond) >= 4.5
        assert charte.contraste(charte.lisible(fond), "#FFFFFF") >= 4.5


def test_initials_leave_out_small_words_and_legal_forms():
    assert [charte.sigle(n) for n in ("Les Jardins Roux", "SARL Comptoir de l’Ébène", "42")] == ["JR", "CE", "X"]


def test_the_papers_of_others_differ_by_name_and_never_change():
    noms = [f"Fournisseur {n}" for n in range(40)]
    assert [charte.charte_neutre(n) for n in noms] == [charte.charte_neutre(n) for n in noms]
    assert {charte.charte_neutre(n).mise_en_page for n in noms} == set(charte.NEUTRES)
    assert charte.paraphe("Anne Roux") == charte.paraphe("Anne Roux") != charte.paraphe("Paul Ngo")


def test_a_drawing_without_typeface_takes_one_and_an_unknown_one_is_refused():
    assert "Source Sans 3" in charte.svg_verifie("<svg viewBox='0 0 1 1'><text>a</text></svg>")
    assert charte.svg_verifie(charte.logo(ex.charte())) == charte.svg_verifie(charte.logo(ex.charte()))
    with pytest.raises(ValueError, match="Arial"):
        charte.svg_verifie("<svg><text font-family=\"'Arial'\">a</text></svg>")
    with pytest.raises(ValueError, match="SVG"):
        charte.svg_verifie("dessin")

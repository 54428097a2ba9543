"""Workbooks: data as an office exports it, forms that read back, a grid that computes."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from generator.epreuve.corrige.schema import (
    AnomalieCle,
    Attendu,
    Cas,
    Corrige,
    Leurre,
    LieuCle,
    MissionCle,
    Niveaux,
    Saisie,
)
from generator.epreuve.missions.socle import ColonneSaisie, ZoneCellule, ZoneTableau
from generator.epreuve.pieces.contenus import Classeur, Colonne, Feuille
from generator.fabrication.rendu import xlsx
from generator.fabrication.rendu.xlsx_grille import points_niveau
from generator.monde.faits import CharteGraphique

HORODATAGE = datetime(2026, 10, 5, 8)
CHARTE = CharteGraphique(
    "Source Sans 3", "#1F4E5F", "#C8963E", "#F4EFE6", "bandeau", "disque", "BL", "Brûlerie & Filles"
)
COLONNES = (
    Colonne("Référence"),
    Colonne("Code comptable"),
    Colonne("Prix HT", "montant"),
    Colonne("TVA (%)", "pourcentage"),
    Colonne("Poids (kg)", "nombre"),
    Colonne("Stock", "entier"),
    Colonne("Arrivée", "date"),
    Colonne("Relevé", "date_heure"),
)
LIGNES = (
    (
        "CAF-1",
        "001230",
        Decimal("1234.50"),
        Decimal("5.5"),
        Decimal("0.125"),
        37,
        date(2026, 10, 8),
        datetime(2026, 10, 1, 9, 30),
    ),
    ("=1+1", "+33", Decimal(3), Decimal(20), None, 0, None, None),
)
STOCK = Classeur((Feuille("Stock", COLONNES, LIGNES),))


def ouvre(octets: bytes, valeurs: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(octets), data_only=valeurs)


def lu(octets: bytes, nom: str) -> Any:
    """The value of a cell, or the rows of a table, under a defined name."""
    livre = ouvre(octets)
    ((feuille, plage),) = livre.defined_names[nom].destinations
    cellules = livre[feuille][plage.replace("$", "")]
    return [[c.value for c in r] for r in cellules] if isinstance(cellules, tuple) else cellules.value


def test_values_keep_their_types_and_identifiers_their_zeros():
    feuille = ouvre(xlsx.classeur(STOCK, CHARTE, HORODATAGE))["Stock"]
    ligne = [c.value for c in feuille[2]]
    assert ligne == ["CAF-1", "001230", 1234.5, 5.5, 0.125, 37, datetime(2026, 10, 8), datetime(2026, 10, 1, 9, 30)]
    assert [c.number_format for c in feuille[2]][2:] == [
        '#,##0.00\u00a0"€"',
        "General",
        "#,##0.000",
        "#,##0",
        "dd/mm/yyyy",
        "dd/mm/yyyy hh:mm",
    ]


def test_no_text_becomes_a_formula_or_a_link():
    feuille = ouvre(xlsx.classeur(STOCK, CHARTE, HORODATAGE))["Stock"]
    assert [(c.value, c.data_type) for c in feuille[3]][:2] == [("=1+1", "s"), ("+33", "s")]


def test_a_sheet_is_frozen_filtered_and_set_up_for_printing():
    feuille = ouvre(xlsx.classeur(STOCK, CHARTE, HORODATAGE))["Stock"]
    assert (feuille.freeze_panes, feuille.auto_filter.ref, feuille.print_title_rows) == ("A2", "A1:H3", "$1:$1")
    assert (
        feuille.page_setup.paperSize,
        feuille.page_setup.fitToHeight,
        feuille.sheet_properties.pageSetUpPr.fitToPage,
    ) == (9, 0, True)
    assert feuille.oddFooter.right.text == "Page &P sur &N"
    assert feuille["A1"].fill.fgColor.rgb == "FF1F4E5F"
    assert not feuille.merged_cells.ranges


def test_the_bytes_are_the_same_twice_dated_1980_and_name_nobody():
    octets = xlsx.classeur(STOCK, CHARTE, HORODATAGE)
    assert octets == xlsx.classeur(STOCK, CHARTE, HORODATAGE)
    with zipfile.ZipFile(io.BytesIO(octets)) as z:
        assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    proprietes = ouvre(octets).properties
    assert (proprietes.creator or "", proprietes.lastModifiedBy or "") == ("", "")
    assert proprietes.created == proprietes.modified == HORODATAGE


def test_a_row_of_the_wrong_length_and_a_refused_name_are_errors():
    with pytest.raises(ValueError, match="Stock"):
        xlsx.classeur(Classeur((Feuille("Stock", COLONNES, (("x",),)),)), CHARTE, HORODATAGE)
    with pytest.raises(Exception, match=r"(?i)sheet"):
        xlsx.classeur(
            Classeur((Feuille("Un nom beaucoup trop long pour Excel, vraiment", COLONNES, LIGNES),)), CHARTE, HORODATAGE
        )


# --- Forms -----------------------------------------------------------------------------------------------------------

DOCUMENTS = tuple(f"Document {n}" for n in range(1, 30))
ZONES = (
    ZoneTableau(
        "lignes",
        "Disponibilité",
        (
            ColonneSaisie("reference", "Référence"),
            ColonneSaisie("quantite", "Quantité", "nombre"),
            ColonneSaisie("livraison", "Livraison", "date"),
        ),
        6,
        feuille="Mission 3",
        nom="Q_3_1",
        numero="3.1",
    ),
    ZoneCellule("date", "Date de livraison", "date", feuille="Mission 3", nom="Q_3_2", numero="3.2"),
    ZoneCellule("canal", "Canal", "choix", ("courriel", "courrier"), feuille="Mission 3", nom="Q_3_3", numero="3.3"),
    ZoneTableau(
        "anomalies",
        "Anomalies",
        (ColonneSaisie("document", "Document", "choix", DOCUMENTS), ColonneSaisie("lu", "Lu")),
        8,
        feuille="Mission 4",
        nom="Q_4_1",
        numero="4.1",
    ),
    ZoneTableau(
        "devis",
        "Devis",
        (ColonneSaisie("champ", "Élément"), ColonneSaisie("valeur", "Valeur")),
        4,
        ({"champ": "Validité"}, {"champ": "Total HT"}),
        feuille="Mission 4",
        nom="Q_4_2",
        numero="4.2",
    ),
)
VALEURS = {
    "Q_3_1": [{"reference": "=CAF", "quantite": "14", "livraison": "2026-10-08"}],
    "Q_3_2": "2026-10-13",
    "Q_3_3": "courriel",
    "Q_4_1": ["Document 7", "Document 9"],
    "Q_4_2": [{"champ": "Total HT", "valeur": "1250.40"}, {"champ": "Validité", "valeur": "2026-11-05"}],
}
CHAMPS = {"Q_4_2": {"Total HT": "montant", "Validité": "date"}}


def test_each_answer_is_a_name_and_stands_empty_in_the_blank_workbook():
    octets = xlsx.reponses(ZONES, HORODATAGE, champs=CHAMPS)
    livre = ouvre(octets)
    assert set(livre.defined_names) == {z.nom for z in ZONES}
    assert lu(octets, "Q_3_1") == [["Référence", "Quantité", "Livraison"], *[[None] * 3] * 6]
    assert lu(octets, "Q_3_2") is None
    assert lu(octets, "Q_4_2") == [
        ["Élément", "Valeur"],
        ["Validité", None],
        ["Total HT", None],
        [None, None],
        [None, None],
    ]
    assert all(f.sheet_state == "visible" for f in livre.worksheets)


def test_the_model_copy_has_the_same_places_with_typed_values():
    blanc, modele = (xlsx.reponses(ZONES, HORODATAGE, valeurs=v, champs=CHAMPS) for v in (None, VALEURS))
    assert [d.attr_text for d in ouvre(blanc).defined_names.values()] == [
        d.attr_text for d in ouvre(modele).defined_names.values()
    ]
    assert lu(modele, "Q_3_1")[1] == ["=CAF", 14, datetime(2026, 10, 8)]
    assert (lu(modele, "Q_3_2"), lu(modele, "Q_3_3")) == (datetime(2026, 10, 13), "courriel")
    assert [r[0] for r in lu(modele, "Q_4_1")[1:3]] == ["Document 7", "Document 9"]
    assert lu(modele, "Q_4_2")[1:3] == [["Validité", datetime(2026, 11, 5)], ["Total HT", 1250.4]]


def test_long_lists_stand_on_a_visible_sheet_and_short_ones_in_the_rule():
    livre = ouvre(xlsx.reponses(ZONES, HORODATAGE))
    regles = {v.formula1 for f in livre.worksheets for v in f.data_validations.dataValidation if v.type == "list"}
    assert regles == {'"courriel,courrier"', "Listes!$A$2:$A$30"}
    assert livre.worksheets[-1].title == "Listes"
    assert livre["Listes"]["A30"].value == "Document 29"


def test_only_the_cells_to_fill_in_are_unlocked():
    feuille = ouvre(xlsx.reponses(ZONES, HORODATAGE))["Mission 3"]
    libres = [c for r in feuille.iter_rows() for c in r if not c.protection.locked]
    assert len(libres) == 6 * 3 + 2
    assert {c.fill.fgColor.rgb for c in libres} == {"FFFFF9E5"}


def test_too_many_rows_or_no_name_are_refused():
    with pytest.raises(ValueError, match="Q_3_1"):
        xlsx.reponses(ZONES, HORODATAGE, valeurs={"Q_3_1": [{"reference": "x"}] * 7})
    with pytest.raises(ValueError, match="nom défini"):
        xlsx.reponses((ZoneCellule("x", "X", feuille="F"),), HORODATAGE)


def test_a_form_bears_the_letterhead_of_the_firm():
    octets = xlsx.formulaire(ZONES, ("Brûlerie & Filles", "71000 Mâcon"), CHARTE, HORODATAGE)
    assert ouvre(octets)["Mission 3"]["A1"].value == "Brûlerie & Filles"
    assert lu(octets, "Q_4_1")[0] == ["Document", "Lu"]


# --- Grid ------------------------------------------------------------------------------------------------------------


def _cle() -> Corrige:
    lieu = LieuCle(document="07", fichier="07-stock.xlsx", feuille="Stock", ligne="CAF", cellule="D12")
    attendus = [
        Attendu(
            id=f"Q_{m}_{q}",
            mission=str(m),
            competence=f"C1.{m}",
            critere=f"C1.{m}.a",
            remet=f"C1.{m}.r1",
            question=f"{m}.{q}",
            points="2" if q == 2 else "4",
            type="redaction" if q == 2 else "montant",
            valeur="1234.50",
            saisie=Saisie(fichier="a-rendre/reponses.xlsx", nom=f"Q_{m}_{q}"),
            sources=[],
            demarche="=1+1",
            verification="calculee",
        )
        for m in (1, 2)
        for q in (1, 2, 3)
    ]
    niveaux = [
        Niveaux(
            id=f"Q_{m}_2",
            critere=f"C1.{m}.b",
            intitule="Réponse",
            points="2",
            tres_satisfaisant="tout",
            satisfaisant="presque",
            insuffisant="peu",
            tres_insuffisant="=rien",
        )
        for m in (1, 2)
    ]
    return Corrige(
        cas=Cas(
            identifiant="A1-x-42",
            activite="A1",
            entreprise="x",
            date_reference="2026-10-05",
            niveau="examen",
            duree_minutes=180,
            total_points="20",
        ),
        missions=[
            MissionCle(
                numero=str(m), competence=f"C1.{m}", titre="Titre", points="10", seuil="5", minutes=25, taches=[]
            )
            for m in (1, 2)
        ],
        attendus=attendus,
        grille=niveaux,
        productions=[],
        anomalies=[
            AnomalieCle(
                id="A_1",
                mission="1",
                genre="prix",
                document="07",
                lieu=lieu,
                lu="=12",
                vrai="11",
                preuve=[lieu],
                correction="corriger",
                attendu="Q_1_1",
            )
        ],
        leurres=[
            Leurre(id="L_1", mission="1", anomalie="A_1", document="07", lieu=lieu, lu="10", raison="prix convenu")
        ],
    )


def test_every_formula_of_the_grid_has_its_value_and_every_text_is_a_text():
    octets = xlsx.grille(_cle(), HORODATAGE)
    valeurs = ouvre(octets, valeurs=True)
    formules = [
        (f.title, c.coordinate)
        for f in ouvre(octets).worksheets
        for r in f.iter_rows()
        for c in r
        if c.data_type == "f"
    ]
    assert formules
    assert all(valeurs[f][c].value is not None for f, c in formules)
    assert valeurs["Anomalies"]["G5"].value == "=12"
    assert [c.value for c in valeurs["Synthèse"][6]] == ["C1.1", "Mission 1 – Titre", 10, 0, 5, "à compléter"]


def test_the_points_of_a_level_are_a_share_of_the_row():
    assert [points_niveau(Decimal(2), n) for n in ("TS", "S", "I", "TI")] == [
        Decimal(p) for p in ("2", "1.5", "0.5", "0")
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice est absent")
def test_libreoffice_computes_the_grid_once_filled_in(tmp_path: Path):
    livre = ouvre(xlsx.grille(_cle(), HORODATAGE))
    page = livre["Grille"]
    for ligne in page.iter_rows(min_row=5):
        if ligne[2].value in ("Q_1_1", "Q_1_3", "Q_2_1"):
            ligne[13].value = 3.5 if ligne[2].value != "Q_2_1" else 1
        if ligne[2].value in ("Q_1_2", "Q_2_2"):
            ligne[12].value = "S"
        if ligne[2].value == "Q_2_3":
            ligne[13].value = 0
    livre.save(tmp_path / "g.xlsx")
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profil",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "out"),
            str(tmp_path / "g.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=90,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        synthese = openpyxl.load_workbook(tmp_path / "out" / "g.xlsx", data_only=True)["Synthèse"]
    assert [c.value for c in synthese[6]][3:] == [8.5, 5, "validée"]
    assert [c.value for c in synthese[7]][3:] == [2.5, 5, "non validée"]
    assert synthese["D8"].value == 11

"""Marking: the model copy gets every exact point, an empty one none, and each slip its price."""

from __future__ import annotations

import json
import shutil
import zipfile
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.controle import bareme
from generator.controle.cle import de_donnees, lit_corrige
from generator.controle.notation import Correcteur
from generator.textes import MOIS


@pytest.fixture(scope="module")
def correcteur(cas):
    return Correcteur(cas)


def ligne(notation, identifiant):
    return next(li for li in notation.lignes if li.id == identifiant)


def ecrit(copie: Path, identifiant: str, rang: int, colonne: int, valeur) -> None:
    """Write a value in a table of a copy (row and column from 0, header apart)."""
    livre = openpyxl.load_workbook(copie / "reponses.xlsx")
    feuille, plage = next(livre.defined_names[identifiant].destinations)
    gauche, haut, *_ = openpyxl.utils.range_boundaries(plage.replace("$", ""))
    tableau = ":" in plage
    livre[feuille].cell(haut + rang + (1 if tableau else 0), gauche + colonne).value = valeur
    livre.save(copie / "reponses.xlsx")


def test_the_model_copy_gets_every_exact_point(correcteur, cas):
    n = correcteur.note(cas / "correcteur" / "modeles")
    assert n.obtenus == n.exacts > 0
    assert {li.etat for li in n.lignes} == {"juste", "à lire"}
    assert not n.remarques
    assert n.bilans[0].conclusion == "seuil atteint"


def test_an_empty_copy_gets_nothing(correcteur, cas):
    n = correcteur.note(cas / "candidat" / "a-rendre")
    assert n.obtenus == 0
    assert {li.etat for li in n.lignes} == {"vide"}
    assert n.bilans[0].conclusion == "seuil non atteint"


def test_a_copy_is_found_in_a_folder_a_zip_or_a_zip_of_a_folder(correcteur, cas, tmp_path):
    modeles = cas / "correcteur" / "modeles"
    shutil.copytree(modeles, tmp_path / "dossier" / "rendu" / "a-rendre")
    for nom, prefixe in (("plat", ""), ("profond", "Copie 12/a-rendre/"), ("windows", "copie\\a-rendre\\")):
        with zipfile.ZipFile(tmp_path / f"{nom}.zip", "w") as z:
            for f in modeles.rglob("*"):
                if f.is_file():
                    z.write(f, prefixe + f.relative_to(modeles).as_posix())
            z.writestr("__MACOSX/._reponses.xlsx", b"x")
    for chemin in (tmp_path / "dossier", tmp_path / "plat.zip", tmp_path / "profond.zip", tmp_path / "windows.zip"):
        n = correcteur.note(chemin)
        assert n.obtenus == n.exacts, chemin
        assert n.lue


def test_a_missing_file_is_said_and_counts_nothing(correcteur, copie):
    (copie / "reponses.xlsx").unlink()
    n = correcteur.note(copie)
    assert n.obtenus == 0
    assert any("reponses.xlsx : fichier absent" in r for r in n.remarques)
    assert ligne(n, "Q_1_4").etat == "à lire"


def test_a_copy_that_does_not_exist_is_said(correcteur, tmp_path):
    n = correcteur.note(tmp_path / "rien")
    assert not n.lue
    assert n.obtenus == 0
    assert "n’existe pas" in n.remarques[0]


def test_one_wrong_cell_costs_its_share_of_its_row(correcteur, copie):
    ecrit(copie, "Q_1_1", 0, 1, 999)
    n = correcteur.note(copie)
    a = next(a for a in correcteur.corrige.attendus if a.id == "Q_1_1")
    perdu = a.points / len(a.valeur) / 3
    assert abs(ligne(n, "Q_1_1").points - (a.points - perdu)) <= Decimal("0.01")
    assert "physique : « 999 »" in ligne(n, "Q_1_1").dits[0]


def test_a_row_too_many_costs_its_penalty(correcteur, copie):
    a = next(a for a in correcteur.corrige.attendus if a.id == "Q_1_5_reassort")
    ecrit(copie, a.id, len(a.valeur), 0, "AUTRE-REF")
    ecrit(copie, a.id, len(a.valeur), 1, 12)
    n = correcteur.note(copie)
    assert abs(ligne(n, a.id).points - (a.points - a.penalite)) <= Decimal("0.01")
    assert any("ligne en trop" in d for d in ligne(n, a.id).dits)


def test_the_first_of_two_equal_rows_counts(correcteur, copie):
    a = next(a for a in correcteur.corrige.attendus if a.id == "Q_1_1")
    premier = a.valeur[0]
    ecrit(copie, a.id, len(a.valeur), 0, premier["reference"].lower())
    ecrit(copie, a.id, len(a.valeur), 1, 999)
    assert ligne(correcteur.note(copie), a.id).points == a.points


def test_a_named_wrong_answer_keeps_its_points(correcteur, copie):
    a = next(a for a in correcteur.corrige.attendus if a.id == "Q_1_5_reassort")
    erreur = a.erreurs[0]
    rang = next(i for i, r in enumerate(a.valeur) if r["reference"] == erreur.si["reference"])
    ecrit(copie, a.id, rang, 1, int(erreur.si["quantite"]))
    n = ligne(correcteur.note(copie), a.id)
    assert any(erreur.dit in d for d in n.dits)
    assert n.points >= a.points - a.points / len(a.valeur) + erreur.points - Decimal("0.02")


def test_an_error_is_carried_forward_and_counted_once(correcteur, copie):
    a = next(a for a in correcteur.corrige.attendus if a.id == "Q_1_2")
    for rang in range(len(a.valeur)):
        ecrit(copie, "Q_1_2", rang, 1, date(2026, 12, 1 + rang))
    ecrit(copie, "Q_1_3", 0, 0, date(2026, 12, len(a.valeur)))
    n = correcteur.note(copie)
    assert ligne(n, "Q_1_2").points == 0
    assert ligne(n, "Q_1_3").etat == "reporté"
    assert ligne(n, "Q_1_3").points == ligne(n, "Q_1_3").sur
    assert "erreur reportée" in ligne(n, "Q_1_3").dits[0]


def test_values_typed_as_texts_are_read(correcteur, copie):
    a = next(a for a in correcteur.corrige.attendus if a.id == "Q_1_3")
    le = date.fromisoformat(a.valeur)
    mois = MOIS[le.month - 1]
    for texte in (
        f"{le.day:02}/{le.month:02}/{le.year}",
        f"{le.day}\u202f{mois}\u00a0{le.year}",
        f"{le.day} {mois.upper()}",
    ):
        ecrit(copie, "Q_1_3", 0, 0, texte)
        assert ligne(correcteur.note(copie), "Q_1_3").etat == "juste"
    b = next(a for a in correcteur.corrige.attendus if a.id == "Q_1_5_fournisseurs")
    euros = f"{Decimal(b.valeur[0]['montant']):,.2f}".replace(",", "\u202f").replace(".", ",") + "\u00a0€ HT"
    ecrit(copie, b.id, 0, 1, euros)
    assert ligne(correcteur.note(copie), b.id).etat == "juste"


def test_a_formula_counts_by_its_stored_value_and_is_never_run(correcteur, copie):
    ecrit(copie, "Q_1_1", 0, 3, "=1+1")  # openpyxl stores no value
    n = ligne(correcteur.note(copie), "Q_1_1")
    assert any("formule sans valeur enregistrée" in d for d in n.dits)
    assert n.points < n.sur


def test_a_text_is_never_scored_but_its_elements_are_hinted_at(correcteur, cas):
    n = ligne(correcteur.note(cas / "correcteur" / "modeles"), "Q_1_4")
    assert n.points == 0
    assert n.etat == "à lire"
    assert "à titre d’indice : 2 sur 2" in n.dits[0]


def test_lost_names_are_found_at_their_place(correcteur, copie):
    livre = openpyxl.load_workbook(copie / "reponses.xlsx")
    del livre.defined_names["Q_1_1"], livre.defined_names["Q_1_3"]
    livre.save(copie / "reponses.xlsx")
    n = correcteur.note(copie)
    assert n.obtenus == n.exacts
    assert "lu à sa place d’origine" in ligne(n, "Q_1_3").dits[0]


def test_renamed_files_are_found_by_their_names_of_cells(correcteur, copie):
    (copie / "reponses.xlsx").rename(copie / "reponses (1).xlsx")
    n = correcteur.note(copie)
    assert n.obtenus == n.exacts
    assert any("au lieu de reponses.xlsx" in d for d in ligne(n, "Q_1_1").dits)


def test_moved_rows_and_a_shuffled_table_lose_nothing(correcteur, copie):
    livre = openpyxl.load_workbook(copie / "reponses.xlsx")
    feuille, plage = next(livre.defined_names["Q_1_1"].destinations)
    c1, r1, c2, r2 = openpyxl.utils.range_boundaries(plage.replace("$", ""))
    page = livre[feuille]
    rangs = [[page.cell(r, c).value for c in range(c1, c2 + 1)] for r in range(r1 + 1, r2 + 1)]
    for r, rang in zip(range(r1 + 1, r2 + 1), reversed(rangs), strict=True):
        for c, v in zip(range(c1, c2 + 1), rang, strict=True):
            page.cell(r, c).value = v
    livre.save(copie / "reponses.xlsx")
    assert ligne(correcteur.note(copie), "Q_1_1").etat == "juste"


def test_the_report_is_plain_data(correcteur, cas):
    n = correcteur.note(cas / "correcteur" / "modeles").en_json()
    assert json.loads(json.dumps(n, ensure_ascii=False)) == n


# --- On a key of our own: every type ---------------------------------------------------------------------------------


def attendu(type_, valeur, **autres):
    """Return an expected answer alone in its key."""
    base = {
        "id": "Q_1_1",
        "mission": "1",
        "competence": "C1.1",
        "critere": "C1.1.a",
        "remet": "C1.1.r1",
        "question": "1.1",
        "points": "4",
        "type": type_,
        "valeur": valeur,
        "saisie": {"fichier": "a-rendre/reponses.xlsx", "nom": "Q_1_1"},
        "sources": [],
        "demarche": "",
        "verification": "calculee",
    } | autres
    return de_donnees(
        {
            "version": "1.0",
            "cas": {"date_reference": "2026-10-05"},
            "attendus": [base],
            "grille": [],
            "anomalies": [],
            "leurres": [],
            "missions": [{"numero": "1", "competence": "C1.1", "titre": "T", "points": "4", "seuil": "2"}],
        }
    ).attendus[0]


VALEURS = {
    "montant": ("1234.50", "1 234,50 €", "1234,51"),
    "nombre": ("12", "12,0", "13"),
    "pourcentage": ("5.5", "5,5 %", "6"),
    "date": ("2026-10-12", "12 octobre", "13/10/2026"),
    "creneau": ("2026-10-12 09:00/10:30", "lundi 12 octobre 2026, 9 h – 10 h 30", "mardi"),
    "texte": ("Crème", "creme", "lait"),
    "choix": ("commander", "Commander", "regrouper"),
}


@pytest.mark.parametrize("type_", VALEURS)
def test_each_type_is_marked(type_):
    vrai, ecrit_, faux = VALEURS[type_]
    a = attendu(type_, vrai, accepte=["42"] if type_ == "nombre" else [])
    assert bareme.note_valeur(a, ecrit_, 2026, lambda: None).points == 4
    assert bareme.note_valeur(a, faux, 2026, lambda: None).points == 0
    assert bareme.note_valeur(a, "", 2026, lambda: None).etat == "vide"


def test_an_accepted_answer_and_a_named_error_are_marked():
    a = attendu(
        "montant", "100", accepte=["101"], erreurs_frequentes=[{"si": "120", "points": "1", "dit": "TTC au lieu du HT"}]
    )
    assert bareme.note_valeur(a, "101", 2026, lambda: None).points == 4
    n = bareme.note_valeur(a, "120,00 €", 2026, lambda: None)
    assert (n.points, n.etat) == (1, "en partie")
    assert "TTC au lieu du HT" in n.dits[0]


def test_a_set_pays_per_element_and_charges_false_positives():
    a = attendu("ensemble", ["07", "08", "09", "12"], penalite_ligne_en_trop="0.5")
    assert bareme.note_ensemble(a, ["7", "8", "09", "12"], 2026).points == 4
    assert bareme.note_ensemble(a, ["7", "8"], 2026).points == 2
    assert bareme.note_ensemble(a, ["7", "8", "99"], 2026).points == Decimal("1.5")
    assert bareme.note_ensemble(a, ["7", *map(str, range(50, 90))], 2026).points == 0
    assert bareme.note_ensemble(a, ["7", "7", "7"], 2026).points == 1
    assert bareme.note_ensemble(a, [], 2026).etat == "vide"


TABLEAU = {
    "cle": ["champ"],
    "colonnes": {"champ": "texte", "valeur": "texte"},
    "champs": {"Téléphone": "texte", "Remise": "pourcentage", "Depuis": "date"},
}


def test_rows_of_a_form_have_their_own_types_and_printed_rows_are_no_answer():
    a = attendu(
        "tableau",
        [
            {"champ": "Téléphone", "valeur": "0639981234"},
            {"champ": "Remise", "valeur": "5.5"},
            {"champ": "Depuis", "valeur": "2026-10-12"},
            {"champ": "Note", "valeur": ""},
        ],
        **TABLEAU,
    )
    imprimes = [{"champ": c} for c in ("Téléphone", "Remise", "Depuis", "Note", "Ville")]
    assert bareme.note_tableau(a, imprimes, imprimes, 2026).etat == "vide"
    juste = [
        {"champ": "Téléphone", "valeur": "06 39 98 12 34"},
        {"champ": "Remise", "valeur": "5,5 %"},
        {"champ": "Depuis", "valeur": "12/10/2026"},
    ]
    assert bareme.note_tableau(a, juste, imprimes, 2026).points == 4
    bavard = [*juste, {"champ": "Note", "valeur": "malade"}]
    assert bareme.note_tableau(a, bavard, imprimes, 2026).points == 3


def test_a_composite_key_is_matched_by_type():
    a = attendu(
        "tableau",
        [{"document": "07", "ligne": "3", "vrai": "12.50"}],
        cle=["document", "ligne"],
        colonnes={"document": "texte", "ligne": "nombre", "vrai": "montant"},
    )
    assert bareme.note_tableau(a, [{"document": "7", "ligne": "3,0", "vrai": "12,5 €"}], [], 2026).points == 4


def test_an_accepted_row_is_marked():
    a = attendu(
        "tableau",
        [{"ref": "A", "n": "1"}, {"ref": "B", "n": "2"}],
        cle=["ref"],
        colonnes={"ref": "texte", "n": "nombre"},
        accepte=[{"ref": "A", "n": "10"}],
    )
    assert bareme.note_tableau(a, [{"ref": "A", "n": "10"}, {"ref": "B", "n": "2"}], [], 2026).points == 4
    assert bareme.note_tableau(a, [{"ref": "A", "n": "1"}, {"ref": "B", "n": "10"}], [], 2026).points == 2


REFS = st.sampled_from(["A-1", "B-2", "C-3", "D-4", "E-5"])
RANGS = st.lists(
    st.fixed_dictionaries(
        {"ref": REFS, "n": st.sampled_from(["1", "2", "3", "x", ""]), "d": st.sampled_from(["2026-10-12", "hier", ""])}
    ),
    max_size=9,
)


@settings(max_examples=200, deadline=None)
@given(RANGS)
def test_a_table_never_pays_less_than_nothing_nor_more_than_its_points(rangs):
    a = attendu(
        "tableau",
        [
            {"ref": "A-1", "n": "1", "d": "2026-10-12"},
            {"ref": "B-2", "n": "2", "d": "2026-10-13"},
            {"ref": "C-3", "n": "3", "d": ""},
        ],
        cle=["ref"],
        colonnes={"ref": "texte", "n": "nombre", "d": "date"},
        penalite_ligne_en_trop="0.7",
        points_par_ligne="1.3333",
    )
    n = bareme.note_tableau(a, rangs, [], 2026)
    assert 0 <= n.points <= 4
    assert (n.etat == "juste") == (n.points == 4)
    assert n.points == 4 or n.dits or n.etat == "vide"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_rows_of_the_key_in_any_order_get_every_point(data):
    valeur = [{"ref": f"R-{i}", "n": str(i)} for i in range(1, 8)]
    a = attendu(
        "tableau",
        valeur,
        cle=["ref"],
        colonnes={"ref": "texte", "n": "nombre"},
        penalite_ligne_en_trop="1",
        points_par_ligne="0.5714",
    )
    melange = data.draw(st.permutations(deepcopy(valeur)))
    assert bareme.note_tableau(a, melange, [], 2026).points == a.points


def test_a_real_key_is_read(cas):
    corrige = lit_corrige(cas)
    assert sum(a.points for a in corrige.attendus) == 100
    assert corrige.an == 2026

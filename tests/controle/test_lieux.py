"""An anomaly named at another accepted place counts once; a look-alike taken for one is told."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator.controle.lieux import Lieux
from generator.controle.notation import Correcteur
from generator.controle.verification import verifie
from tests.controle.fabrique import fabrique

COLONNES = ("document", "ligne", "champ", "releve", "attendu", "action")


@pytest.fixture(scope="module")
def controle(tmp_path_factory):
    """A case of C1.4, with its marker."""
    cas = fabrique(tmp_path_factory.mktemp("c14"), "torrefacteur", 42, ("C1.4",))
    return cas, Correcteur(cas)


def copie_de(cas: Path, ou: Path, rangs: list[dict[str, str]]) -> Path:
    """Return the model copy with these rows instead of its own list of anomalies."""
    copie = Path(shutil.copytree(cas / "correcteur" / "modeles", ou))
    livre = openpyxl.load_workbook(copie / "reponses.xlsx")
    nom = next(n for n in livre.defined_names if n.endswith("_1_1"))
    feuille, plage = next(livre.defined_names[nom].destinations)
    c1, r1, c2, r2 = openpyxl.utils.range_boundaries(plage.replace("$", ""))
    page = livre[feuille]
    for n in range(r2 - r1):
        for c, colonne in zip(range(c1, c2 + 1), COLONNES, strict=True):
            page.cell(r1 + 1 + n, c).value = rangs[n].get(colonne) if n < len(rangs) else None
    livre.save(copie / "reponses.xlsx")
    return copie


def table(controle):
    _, correcteur = controle
    a = next(a for a in correcteur.corrige.attendus if a.type == "tableau")
    return a, [dict(r) for r in a.valeur]


def note(controle, tmp_path, rangs):
    cas, correcteur = controle
    n = correcteur.note(copie_de(cas, tmp_path / "copie", rangs))
    return next(li for li in n.lignes if li.type == "tableau")


def test_a_case_of_chains_is_proven(controle):
    assert verifie(controle[0]).reussie


def test_all_anomalies_get_all_points(controle, tmp_path):
    a, rangs = table(controle)
    assert note(controle, tmp_path, rangs[::-1]).points == a.points


def test_a_row_left_blank_is_outside_of_the_lines(controle, tmp_path):
    a, rangs = table(controle)
    assert (
        note(controle, tmp_path, [{**r, "ligne": "" if r["ligne"] == "0" else r["ligne"]} for r in rangs]).points
        == a.points
    )


def test_an_anomaly_named_on_a_total_that_follows_counts_once_if_its_value_is_read(controle, tmp_path):
    a, rangs = table(controle)
    _, correcteur = controle
    anomalie = next(
        x for x in correcteur.corrige.anomalies if any(la["champ"] == "Total HT" for la in x["lieux_acceptes"])
    )
    rang = next(
        r
        for r in rangs
        if r["document"].endswith(anomalie["lieu"]["fichier"][:-4].split("facture-")[-1].upper())
        and r["champ"] == anomalie["lieu"]["champ"]
        and r["ligne"] == (anomalie["lieu"]["ligne"] or "0")
    )
    lu = correcteur._document(anomalie["lieu"]["fichier"]).champ("Total HT")
    autres = [r for r in rangs if r is not rang]
    ailleurs = {**rang, "champ": "Total HT", "ligne": "0", "releve": lu, "attendu": str(Decimal(lu) - 1)}
    n = note(controle, tmp_path / "1", [*autres, ailleurs])
    assert n.points == a.points
    assert any("autre lieu accepté" in d for d in n.dits)
    deux = note(controle, tmp_path / "2", [*rangs, ailleurs])
    assert deux.points == a.points
    faux = note(controle, tmp_path / "3", [*autres, {**ailleurs, "releve": "1"}])
    assert faux.points < a.points


def test_a_look_alike_is_a_row_too_many_and_the_report_says_why(controle, tmp_path):
    a, rangs = table(controle)
    _, correcteur = controle
    leurre = next(x for x in correcteur.corrige.leurres if x["lieu"]["champ"] and x["lieu"]["ligne"])
    document = leurre["lieu"]["fichier"][3:-4].rsplit("-", 3)
    nom = f"Document {'-'.join(document[1:]).upper()}"
    n = note(
        controle,
        tmp_path,
        [
            *rangs,
            {
                "document": nom,
                "ligne": leurre["lieu"]["ligne"],
                "champ": leurre["lieu"]["champ"],
                "releve": "1",
                "attendu": "2",
                "action": "x",
            },
        ],
    )
    assert n.points == (a.points - a.penalite).quantize(Decimal("0.01"))
    assert any(leurre["raison"] in d for d in n.dits)


def test_another_table_has_no_such_places(controle):
    _, correcteur = controle
    autre = next(a for a in correcteur.corrige.attendus if a.type != "tableau")
    assert list(Lieux(correcteur.corrige, autre).rattache({"document": "x", "champ": "y", "ligne": "0"})) == []

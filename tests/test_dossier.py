"""Whole cases on disk: proven by verify, marked by grade, nothing of the key in the candidate's folder."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from generator.blueprint.chargement import entreprises
from generator.cas import Commande, compose
from generator.controle.notation import Correcteur
from generator.controle.verification import verifie
from generator.fabrication.dossier import ecrit, nom_dossier, rend
from generator.manifeste import manifeste

FIRMES = entreprises()
GRAINE = 4040


def fabrique(racine: Path, firme: str, graine: int) -> Path:
    commande = Commande("A1", graine, entreprise=firme)
    sujet = compose(commande)
    cible = racine / nom_dossier("A1", firme, graine)
    if not cible.exists():
        ecrit(rend(sujet, cible.name, manifeste(commande, sujet)).fichiers, cible)
    return cible


@pytest.fixture(scope="module")
def racine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cas")


@pytest.mark.parametrize("firme", FIRMES)
def test_the_key_of_a_written_case_is_proven(racine: Path, firme: str) -> None:
    rapport = verifie(fabrique(racine, firme, GRAINE))
    assert rapport.reussie, "\n".join(
        [*rapport.fichiers, *rapport.anomalies, *(str(x) for x in rapport.lignes if x.ecarts)]
    )


@pytest.mark.parametrize("firme", FIRMES[:2])
def test_the_model_copy_gets_all_exact_points_and_an_empty_one_none(racine: Path, firme: str) -> None:
    cas = fabrique(racine, firme, GRAINE)
    correcteur = Correcteur(cas)
    modele, vide = correcteur.note(cas / "correcteur" / "modeles"), correcteur.note(cas / "candidat" / "a-rendre")
    assert modele.obtenus == modele.exacts, [li for li in modele.lignes if li.etat != "juste"]
    assert vide.obtenus == 0


def test_another_seeds_model_copy_gets_little(racine: Path) -> None:
    un, autre = fabrique(racine, FIRMES[0], GRAINE), fabrique(racine, FIRMES[0], GRAINE + 2)
    note = Correcteur(un).note(autre / "correcteur" / "modeles")
    # chance gives a pair of seeds some points (the parrot's 6 %); the mean over many pairs is the sweep's to measure
    assert note.obtenus < note.exacts * Decimal("0.16")


def test_the_candidates_folder_holds_no_trace_of_the_key_nor_of_the_seed(racine: Path) -> None:
    cas = fabrique(racine, FIRMES[0], GRAINE)
    cle = json.loads((cas / "correcteur" / "corrige.json").read_text(encoding="utf-8"))
    noms = [p.relative_to(cas).as_posix() for p in (cas / "candidat").rglob("*")]
    assert not [n for n in noms if str(GRAINE) in n or "corrige" in n]
    assert cle["cas"]["identifiant"] == cas.name
    assert all((cas / "candidat" / "documents" / s["fichier"]).is_file() for a in cle["attendus"] for s in a["sources"])


def test_a_file_altered_after_the_fact_is_named(racine: Path, tmp_path: Path) -> None:
    copie = tmp_path / "altere"
    shutil.copytree(fabrique(racine, FIRMES[0], GRAINE), copie)
    documents = sorted((copie / "candidat" / "documents").glob("*.eml"))
    documents[0].write_bytes(documents[0].read_bytes() + b"\r\n")
    rapport = verifie(copie)
    assert any(documents[0].name in f for f in rapport.fichiers)

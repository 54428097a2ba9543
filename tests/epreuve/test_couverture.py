"""Every critère and every « remet » of the référentiel has a row in every paper, as couverture.yaml says."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from generator.blueprint.chargement import entreprises
from generator.cas import Commande, compose
from generator.donnees import ICI
from generator.epreuve.assemblage import Sujet
from generator.epreuve.missions.registre import MODULES

COUVERTURE = yaml.safe_load((ICI.parent / "epreuve" / "couverture.yaml").read_text(encoding="utf-8"))
REFERENTIEL = yaml.safe_load((ICI / "referentiel.yaml").read_text(encoding="utf-8"))["activites"]


@cache
def sujet(activite: str, graine: int, niveau: str) -> Sujet:
    return compose(Commande(activite, graine, entreprise=entreprises()[graine % len(entreprises())], niveau=niveau))


def lignes(s: Sujet, competence: str) -> Mapping[str, Any]:
    """Return the answers of a competency by « tâche:code »."""
    m = next(m for m in s.missions if m.competence == competence)
    return {f"{t.code}:{r.zone.code}": r for t in m.composee.taches for q in t.questions for r in q.reponses}


@pytest.mark.parametrize("activite", list(MODULES))
def test_the_coverage_names_all_of_the_referentiel_and_nothing_else(activite: str) -> None:
    competences = REFERENTIEL[activite]["competences"]
    assert list(COUVERTURE[activite]) == list(competences)
    for c, voulu in competences.items():
        assert list(COUVERTURE[activite][c]["remet"]) == list(voulu["remet"])
        assert list(COUVERTURE[activite][c]["criteres"]) == list(voulu["criteres"])


@pytest.mark.parametrize("activite", list(MODULES))
@pytest.mark.parametrize("niveau", ["entrainement", "examen", "expert"])
@pytest.mark.parametrize("graine", range(4))
def test_every_paper_shows_each_critere_and_each_remet(activite: str, niveau: str, graine: int) -> None:
    s = sujet(activite, graine, niveau)
    for competence, dit in COUVERTURE[activite].items():
        presentes = lignes(s, competence)
        for critere, c in dit["criteres"].items():
            montrent = [presentes[x] for x in c["lignes"] if x in presentes]
            assert montrent, f"{critere} : aucune ligne"
            assert all(r.critere == critere for r in montrent), critere
        for remet, fichiers in dit["remet"].items():
            rendus = {getattr(r.zone, "fichier", "redactions.docx") for r in presentes.values() if r.remet == remet}
            assert rendus & set(fichiers), f"{remet} : {rendus}"


@pytest.mark.parametrize("graine", range(6))
def test_a_paper_lasts_between_85_and_100_percent_of_its_duration(graine: int) -> None:
    s = sujet("A1", graine, "examen")
    minutes = sum(m.minutes for m in s.missions)
    assert 0.85 * s.duree <= minutes <= s.duree

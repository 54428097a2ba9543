"""The way through: a paper is whole, its points add up, missions do not disturb one another."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from generator.blueprint.chargement import entreprises
from generator.cas import Commande, compose
from generator.epreuve.assemblage import Sujet
from generator.epreuve.corrige.cle import corrige
from generator.epreuve.missions.registre import missions

FIRMES = entreprises()
COMPETENCES = tuple(m.competence for m in missions("A1").values())


@cache
def sujet(
    graine: int,
    firme: str,
    niveau: str = "examen",
    seules: tuple[str, ...] | None = None,
    tirage: int = 1,
    mission: str = COMPETENCES[0],
) -> Sujet:
    tirages = {mission: tirage} if tirage > 1 else {}
    return compose(Commande("A1", graine, entreprise=firme, niveau=niveau, missions=seules, tirages=tirages))


def valeurs(s: Sujet, sauf: str = "") -> Mapping[str, Any]:
    """Return the exact answers by mission and zone, but those of one competency."""
    return {
        f"{m.code}/{r.reponse.zone.code}": r.reponse.valeur
        for m, _, r in s.reponses
        if m.competence != sauf and r.reponse.type != "redaction"
    }


@pytest.mark.parametrize("firme", FIRMES)
@pytest.mark.parametrize("niveau", ["entrainement", "examen", "expert"])
def test_a_paper_has_all_its_points_and_no_id_twice(firme: str, niveau: str) -> None:
    for graine in (1, 2):
        s = sujet(graine, firme, niveau)
        ids = [r.id for _, _, r in s.reponses]
        assert sum((r.points for _, _, r in s.reponses), Decimal(0)) == 100
        assert len(ids) == len(set(ids))
        assert [m.competence for m in s.missions] == list(COMPETENCES)


@pytest.mark.parametrize("firme", FIRMES)
def test_every_source_anomaly_and_look_alike_has_its_place(firme: str) -> None:
    for graine in range(5):
        s = sujet(graine, firme)
        c = corrige(s, "essai")
        numeros = {f"{d.numero:02d}": d.fichier for d in s.documents}
        for attendu in c.attendus:
            assert attendu.sources, attendu.id
            assert all(numeros[x.document] == x.fichier for x in attendu.sources)
        ids = {a.id for a in c.attendus}
        assert all(a.attendu in ids for a in c.anomalies)


@pytest.mark.parametrize("competence", COMPETENCES)
def test_a_competency_drawn_alone_is_the_same_as_in_the_whole_paper(competence: str) -> None:
    firme = FIRMES[0]
    entier, seul = sujet(11, firme), sujet(11, firme, seules=(competence,))
    dans_le_tout = {c: v for c, v in valeurs(entier).items() if c.startswith(competence.lower().replace(".", "_"))}
    communes = {c: v for c, v in valeurs(seul).items() if c in dans_le_tout}
    assert dans_le_tout
    assert {c: _sans_document(v) for c, v in communes.items()} == {
        c: _sans_document(v) for c, v in dans_le_tout.items()
    }
    assert sum((r.points for _, _, r in seul.reponses), Decimal(0)) == 100


def _sans_document(valeur: Any) -> Any:
    """Drop the columns that hold a document's number, which the paper's length moves."""
    if isinstance(valeur, list):
        return [{k: v for k, v in x.items() if k != "document"} if isinstance(x, dict) else x for x in valeur]
    return valeur


@pytest.mark.parametrize("competence", COMPETENCES)
def test_a_tirage_changes_its_mission_and_no_answer_of_another(competence: str) -> None:
    firme = FIRMES[1]
    un, deux = sujet(12, firme), sujet(12, firme, tirage=2, mission=competence)
    assert valeurs(un, competence) == valeurs(deux, competence)
    assert valeurs(un) != valeurs(deux)


def test_a_secret_key_gives_another_case_and_the_paper_says_practice_only_without_it() -> None:
    base = Commande("A1", 5, entreprise=FIRMES[0])
    secret = compose(replace(base, cle=b"une cle secrete de session"))
    public = compose(base)
    assert public.entrainement
    assert not secret.entrainement
    assert valeurs(secret) != valeurs(public)


def test_documents_are_numbered_without_gap_and_have_ascii_names() -> None:
    for firme in FIRMES:
        documents = sujet(3, firme).documents
        assert [d.numero for d in documents] == list(range(1, len(documents) + 1))
        assert all(d.fichier.isascii() and " " not in d.fichier for d in documents)
        assert len({d.fichier for d in documents}) == len(documents)

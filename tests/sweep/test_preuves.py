"""The proofs: what a document's absence loses, what a parameter's change moves, what a parrot scores."""

from dataclasses import replace

import pytest

from generator.blueprint.chargement import entreprises
from generator.cas import Commande, compose
from generator.controle.cle import AttenduLu, de_donnees
from generator.sweep.ablation import ablation, metamorphoses, mutations
from generator.sweep.perroquet import perroquet
from generator.sweep.releve import Consigne, Releve, Reponse, releve
from generator.sweep.statistiques import bilan

FIRMES = entreprises()


@pytest.mark.parametrize("firme", FIRMES)
def test_a_document_taken_away_loses_exactly_the_answers_that_cite_it(firme: str) -> None:
    assert ablation(compose(Commande("A1", 101, entreprise=firme))) == []


def test_a_wrong_source_is_told_by_ablation() -> None:
    s = compose(Commande("A1", 102, entreprise=FIRMES[0], missions=("C1.3",)))
    m = s.missions[0]
    q = m.questions[0]
    r = q.reponses[0]
    sans = replace(r, reponse=replace(r.reponse, sources=r.reponse.sources[:1]))
    faux = replace(s, missions=(replace(m, questions=(replace(q, reponses=(sans,)), *m.questions[1:])),))
    assert any("ne le cite pas comme nécessaire" in f for f in ablation(faux))


@pytest.mark.parametrize("firme", FIRMES[:2])
def test_a_parameter_changed_moves_only_answers_that_cite_its_document(firme: str) -> None:
    vues = list(metamorphoses(compose(Commande("A1", 103, entreprise=firme))))
    assert [m for m in vues if m.changees - m.citent] == []
    assert sum(bool(m.changees) for m in vues) >= 10


@pytest.mark.parametrize(
    ("valeur", "possibles"),
    [
        ("à partir de 250 € HT", ["au-delà de 250 € HT", "à partir de 251 € HT"]),
        ("stock physique − réservé", []),
        ("2 jours ouvrés après l’arrivée", ["3 jours ouvrés après l’arrivée"]),
    ],
)
def test_mutations_change_an_operator_or_a_number(valeur: str, possibles: list[str]) -> None:
    assert list(mutations(valeur)) == possibles


def attendu(valeur: str) -> AttenduLu:
    cle = {
        "id": "Q_1_1",
        "mission": "1",
        "competence": "C1.1",
        "critere": "C1.1.a",
        "remet": "C1.1.r1",
        "question": "1.1",
        "points": "4",
        "type": "montant",
        "valeur": valeur,
        "saisie": {"fichier": "a-rendre/reponses.xlsx", "nom": "Q_1_1"},
        "sources": [],
        "demarche": "",
        "verification": "calculee",
    }
    cas = {
        "identifiant": "essai",
        "activite": "A1",
        "date_reference": "2026-10-05",
        "niveau": "examen",
        "total_points": "4",
    }
    mission = {
        "numero": "1",
        "competence": "C1.1",
        "titre": "Essai",
        "points": "4",
        "seuil": "2",
        "minutes": 1,
        "taches": [],
    }
    return de_donnees(
        {
            "version": "1.0",
            "cas": cas,
            "missions": [mission],
            "attendus": [cle],
            "grille": [],
            "anomalies": [],
            "leurres": [],
            "productions": [],
        }
    ).attendus[0]


def graine(n: int, valeur: str) -> Releve:
    return Releve(n, "f", (), f"e{n}", (Reponse("m/q", attendu(valeur), ()),))


def test_the_parrot_gives_the_most_frequent_value() -> None:
    score = perroquet([graine(1, "5"), graine(2, "5"), graine(3, "7")], [graine(4, "5"), graine(5, "7")])
    assert score.part == 50.0


def test_the_report_tells_faults_duplicates_and_guessable_answers() -> None:
    releves = [graine(n, "5") for n in range(12)]
    b = bilan([*releves, replace(releves[0], graine=99), Releve(100, "f", ("cassé",))])
    assert b.fautes == [(100, "f", "cassé")]
    assert b.doublons == [(0, 99)]
    assert any("se devine" in a for a in b.alertes)


def test_a_sweep_of_one_seed_solves_it_and_finds_no_fault() -> None:
    for n, firme in enumerate(FIRMES):
        r = releve(Consigne(Commande("A1", 200 + n, entreprise=firme)))
        assert r.fautes == ()
        assert r.reponses


def test_an_exception_is_a_fault_of_its_seed() -> None:
    r = releve(Consigne(Commande("A1", 1, entreprise="inconnue")))
    assert "inconnue" in r.fautes[0]

"""The world of a case: invariants, stability of what --tirage must not move, legal dates."""

from dataclasses import replace
from datetime import date

import pytest

from generator.blueprint.chargement import (
    charge_entreprise,
    charge_epreuve,
    chemin_entreprise,
    chemin_epreuve,
    entreprises,
)
from generator.cas import Commande, tire_monde
from generator.monde.invariants import MondeIncoherent, fautes, verifie
from generator.monde.journal import Commande as CommandeClient
from generator.monde.journal import LivraisonFaite, journal
from generator.monde.monde import Monde
from generator.monde.parametres import DateNonCouverte, parametre, verifie_date


def monde(graine: int, firme: str, **options: object) -> Monde:
    commande = Commande("A1", graine, **options)  # type: ignore[arg-type]
    return tire_monde(commande, charge_epreuve(chemin_epreuve("A1")), charge_entreprise(chemin_entreprise(firme)))


@pytest.mark.parametrize("firme", entreprises())
@pytest.mark.parametrize("niveau", ["entrainement", "examen", "expert"])
def test_the_journal_of_every_firm_holds_its_invariants(firme: str, niveau: str) -> None:
    for graine in range(6):
        assert fautes(monde(graine, firme, niveau=niveau)) == []


def test_a_broken_journal_is_told() -> None:
    m = monde(1, entreprises()[0])
    livraison = next(f for f in m.journal.faits if isinstance(f, LivraisonFaite))
    trop = replace(livraison, lignes=tuple(replace(li, quantite=10_000) for li in livraison.lignes))
    casse = replace(m, journal=journal([trop if f is livraison else f for f in m.journal.faits]))
    with pytest.raises(MondeIncoherent, match="stock de"):
        verifie(casse)


def test_a_gap_in_the_numbers_is_told() -> None:
    m = monde(1, entreprises()[0])
    derniere = [f for f in m.journal.faits if isinstance(f, CommandeClient)][-1]
    casse = replace(
        m, journal=journal([f for f in m.journal.faits if f is not derniere and getattr(f, "suit", "") != derniere.id])
    )
    assert any("jamais porté" in f for f in fautes(casse))


def test_redrawing_one_mission_leaves_the_thread_and_the_numbers() -> None:
    un, deux = (monde(9, entreprises()[0], tirages=t) for t in ({}, {"C1.3": 2}))
    assert un.cadre.firme == deux.cadre.firme
    assert un.cadre.conditions == deux.cadre.conditions
    assert un.carnet.creneaux == deux.carnet.creneaux
    propres = {c.code for c in un.lots["c1_3"].clients}
    assert [c for c in un.clients if c.code not in propres] == [c for c in deux.clients if c.code not in propres]
    assert [f for f in un.journal.faits if f.id.startswith("ordinaire/v")] == [
        f for f in deux.journal.faits if f.id.startswith("ordinaire/v")
    ]
    assert un.memoires["c1_3"] != deux.memoires["c1_3"]


def test_every_identifier_is_given_once_before_missions_cast_homonyms() -> None:
    m = monde(3, entreprises()[0])
    sirens = [x.siren for x in (*m.clients, *m.fournisseurs) if x.siren] + [m.cadre.firme.siren]
    noms = (
        [c.contact.nom for c in m.cadre.clients]
        + [x.nom for x in m.cadre.equipe]
        + [x.contact.nom for x in m.fournisseurs]
    )
    assert len(sirens) == len(set(sirens))
    assert len(noms) == len(set(noms))


def test_a_date_without_a_sourced_value_is_refused() -> None:
    assert parametre("indemnite_forfaitaire", date(2026, 10, 5)).valeur == 40
    with pytest.raises(DateNonCouverte, match="sourcée au 01/03/2027"):
        verifie_date(date(2027, 3, 1))


@pytest.mark.parametrize(("firme", "graine"), [("pepiniere", 1427), ("cycles", 2035)])
def test_missions_that_ask_for_a_category_are_served_before_those_that_do_not(firme: str, graine: int) -> None:
    """These seeds ran out of professional clients when missions without preference had taken them."""
    assert fautes(monde(graine, firme)) == []

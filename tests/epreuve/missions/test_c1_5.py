"""C1.5: what holds in every case of the mission, whatever the seed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import cache

import pytest

from generator.blueprint.chargement import charge_entreprise, chemin_entreprise, entreprises
from generator.cas import Commande, compose
from generator.epreuve.assemblage import MissionNumerotee, Sujet
from generator.epreuve.missions.c1_5.pieces import GESTES
from generator.epreuve.missions.c1_5.roles import DELEGUES, MESURES, Memoire
from generator.epreuve.missions.socle import Reponse
from generator.epreuve.pieces.contenus import Agenda, Classeur, Courriel, Page, Tableau
from generator.monde.metier.calendrier import est_ouvre

FIRMES = entreprises()
GRAINES = range(6)
CAS = [(f, g, n) for f in FIRMES for g in GRAINES for n in MESURES]


@cache
def cas(firme: str, graine: int, niveau: str = "examen", tirage: int = 1) -> Sujet:
    tirages = {"C1.5": tirage}
    return compose(Commande("A1", graine, entreprise=firme, missions=("C1.5",), niveau=niveau, tirages=tirages))


def mission(s: Sujet) -> MissionNumerotee:
    return s.missions[0]


def reponses(s: Sujet) -> dict[str, Reponse]:
    return {r.reponse.zone.code: r.reponse for q in mission(s).questions for r in q.reponses}


def memoire(s: Sujet) -> Memoire:
    m = s.monde.memoires["c1_5"]
    assert isinstance(m, Memoire)
    return m


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_the_counts_of_a_level_are_constant(firme: str, graine: int, niveau: str) -> None:
    s, m = cas(firme, graine, niveau), MESURES[niveau]
    r = reponses(s)
    assert len(memoire(s).messages) == m.messages == len(r["delegation"].valeur)
    assert len(r["griefs"].valeur) == len(m.griefs)
    assert len(r["sources"].valeur) == 3 + len(m.griefs) + m.delegues
    assert (len(r["suivi"].valeur), len(r["technique"].valeur), len(r["besoin"].valeur)) == (3, 2, 1)
    assert len(s.documents) == m.messages + 6 + m.voisine


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_every_criterion_and_deliverable_of_the_competency_has_a_row(firme: str, graine: int, niveau: str) -> None:
    r = reponses(cas(firme, graine, niveau)).values()
    assert {x.critere for x in r} == {"C1.5.a", "C1.5.b", "C1.5.c"}
    assert {x.remet for x in r} == {"C1.5.r1", "C1.5.r2"}


@pytest.mark.parametrize(("firme", "graine"), [(f, g) for f in FIRMES for g in GRAINES])
def test_some_three_fifths_of_the_points_are_exact_and_none_is_attested(firme: str, graine: int) -> None:
    s = cas(firme, graine)
    exacts = [r for q in mission(s).questions for r in q.reponses if r.reponse.type != "redaction"]
    part = sum((r.points for r in exacts), Decimal(0)) / mission(s).points
    assert Decimal("0.55") <= part <= Decimal("0.65")
    assert not [r for r in exacts if r.reponse.verification == "attestee"]


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_the_same_client_has_a_look_alike_order_that_gives_other_facts(firme: str, graine: int, niveau: str) -> None:
    s = cas(firme, graine, niveau)
    m = memoire(s)
    cible, jumelle = s.monde.faits[m.cible], s.monde.faits[m.jumelle]
    assert cible.client == jumelle.client  # type: ignore[attr-defined]
    assert m.article in {li.ref for li in cible.lignes} & {li.ref for li in jumelle.lignes}  # type: ignore[attr-defined]
    assert cible.prevue != jumelle.prevue  # type: ignore[attr-defined]
    assert cible.date != jumelle.date
    quantites = [sum(li.quantite for li in c.lignes if li.ref == m.article) for c in (cible, jumelle)]  # type: ignore[attr-defined]
    assert quantites[0] != quantites[1]


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_the_sheet_that_holds_is_the_newest_of_the_article_and_says_another_value(
        firme: str, graine: int, niveau: str) -> None:
    s = cas(firme, graine, niveau)
    fiches = {c: s.document(c).piece for c in ("c1_5/fiche", "c1_5/fiche_ancienne")}
    assert fiches["c1_5/fiche"].date > fiches["c1_5/fiche_ancienne"].date
    r = reponses(s)["technique"]
    faux = next(e.si["valeur"] for e in r.erreurs if "sans l’unité" in e.si["champ"])
    assert Decimal(faux) != Decimal(r.valeur[0]["valeur"])
    reference = fiches["c1_5/fiche_ancienne"].contenu.reference  # type: ignore[union-attr]
    assert "imprimée" in reference


@pytest.mark.parametrize(("firme", "graine"), [(f, g) for f in FIRMES for g in GRAINES])
def test_at_the_examen_the_delay_is_exactly_the_number_of_days_of_the_rule(firme: str, graine: int) -> None:
    s = cas(firme, graine)
    regles, r = memoire(s).regles, reponses(s)
    assert r["retard"].valeur == str(regles.retard_seuil)
    suite = next(x["suite"] for x in r["griefs"].valeur if x["grief"] == GESTES["retard"])
    assert suite == ("geste" if regles.retard_operateur == "a_partir_de" else "excuses")


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_the_total_is_the_sum_of_the_gestures_each_within_its_ceiling(firme: str, graine: int, niveau: str) -> None:
    s = cas(firme, graine, niveau)
    r = reponses(s)
    gestes = [Decimal(x["geste"]) for x in r["griefs"].valeur]
    assert Decimal(r["total"].valeur) == sum(gestes)
    assert max(gestes) <= memoire(s).regles.plafond


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_who_asks_above_the_delegation_goes_to_somebody_present(firme: str, graine: int, niveau: str) -> None:
    s = cas(firme, graine, niveau)
    m, r = memoire(s), reponses(s)
    equipe = {x.complet: x for x in s.monde.cadre.equipe}
    for ligne, message in zip(r["delegation"].valeur, m.messages, strict=True):
        jour = datetime.fromisoformat(ligne["jour"]).date()
        assert est_ouvre(jour)
        if message.genre in DELEGUES:
            assert ligne["suite"] == "transmettre"
        if message.genre in ("suivi", "technique"):
            assert ligne["suite"] == "répondre"
        if ligne["suite"] == "transmettre":
            assert jour > s.monde.date
            assert jour.weekday() not in equipe[ligne["personne"]].absences
        else:
            assert jour >= s.monde.date
    total, plainte = Decimal(r["total"].valeur), next(x for x in m.messages if x.genre == "reclamation")
    suite = next(x["suite"] for x in r["delegation"].valeur if x["message"] == plainte.lettre)
    assert suite == ("répondre" if total <= m.regles.limite else "transmettre")


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_the_agenda_traps_the_first_to_whom_something_is_passed(firme: str, graine: int, niveau: str) -> None:
    s = cas(firme, graine, niveau)
    r = reponses(s)["delegation"]
    premier = next(x for x in r.valeur if x["suite"] == "transmettre")
    agenda = s.document("c1_5/agenda").piece.contenu
    assert isinstance(agenda, Agenda)
    nom = next(x.sans_civilite for x in s.monde.cadre.equipe if x.complet == premier["personne"])
    siens = [e for e in agenda.evenements if e.titre.startswith(nom)]
    absences = [e for e in siens if not e.provisoire and not isinstance(e.debut, datetime)]
    assert absences
    assert [e for e in siens if e.provisoire]
    assert premier["jour"] not in [str(e.debut) for e in absences]


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_one_message_states_a_need_in_the_words_of_the_procedure(firme: str, graine: int, niveau: str) -> None:
    s = cas(firme, graine, niveau)
    mots = {"ecrit": "par écrit", "vocale": "synthèse vocale", "gros": "gros caractères", "facile": "facile à lire"}
    porteurs = [m for m in memoire(s).messages if m.besoin]
    assert len(porteurs) == 1
    contenu = s.document(porteurs[0].cle).piece.contenu
    texte = contenu.corps if isinstance(contenu, Courriel) else " ".join(getattr(b, "texte", "") for b in contenu.blocs)  # type: ignore[union-attr]
    assert mots[porteurs[0].besoin] in texte
    assert reponses(s)["besoin"].valeur[0]["message"] == porteurs[0].lettre


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_sources_and_look_alikes_stand_in_the_documents(firme: str, graine: int, niveau: str) -> None:
    s = cas(firme, graine, niveau)
    m = mission(s)
    lieux = [x.lieu for r in reponses(s).values() for x in r.sources] + [x.lieu for x in m.composee.leurres]
    for lieu in lieux:
        contenu = s.document(lieu.piece).piece.contenu
        if isinstance(contenu, Classeur) and lieu.bloc:
            feuille = next(f for f in contenu.feuilles if f.nom == lieu.bloc)
            assert not lieu.ligne or lieu.ligne in {str(x[feuille.cle]) for x in feuille.lignes}
            assert not lieu.champ or lieu.champ in {c.titre for c in feuille.colonnes}
        if isinstance(contenu, Page) and lieu.bloc:
            tableau = next(b for b in contenu.blocs if isinstance(b, Tableau) and b.nom == lieu.bloc)
            assert not lieu.ligne or lieu.ligne in {str(x[tableau.cle]) for x in tableau.lignes}
    assert len({x.code for x in m.composee.leurres}) == len(m.composee.leurres)


@pytest.mark.parametrize(("firme", "graine", "niveau"), CAS)
def test_the_keys_of_answer_tables_are_unique_and_their_choices_exist(firme: str, graine: int, niveau: str) -> None:
    for r in reponses(cas(firme, graine, niveau)).values():
        if r.type != "tableau":
            continue
        cles = [tuple(x[c] for c in r.cle) for x in r.valeur]
        assert len(set(cles)) == len(cles) <= r.zone.lignes  # type: ignore[union-attr]
        for colonne in r.zone.colonnes:  # type: ignore[union-attr]
            assert not colonne.choix or {x[colonne.code] for x in r.valeur} <= set(colonne.choix)
            assert len(set(colonne.choix)) == len(colonne.choix)


@pytest.mark.parametrize("firme", FIRMES)
def test_sheets_are_of_articles_that_no_mission_withdraws(firme: str) -> None:
    e = charge_entreprise(chemin_entreprise(firme))
    articles = {a.ref: a for a in e.catalogue.articles}
    remplacants = {a.remplace_par for a in e.catalogue.articles}
    fiches = e.matiere["c1_5"].fiches
    assert len(fiches) >= 8
    assert len({f.ref for f in fiches}) == len(fiches)
    for f in fiches:
        assert not articles[f.ref].remplace_par
        assert f.ref not in remplacants
        for c in f.caracteristiques:
            assert len(set(c.valeurs)) == len(c.valeurs) >= 4


def test_another_draw_of_the_mission_changes_its_answers_and_not_its_rules() -> None:
    un, deux = cas(FIRMES[0], 3), cas(FIRMES[0], 3, tirage=2)
    assert memoire(un).regles == memoire(deux).regles
    assert [r.valeur for r in reponses(un).values()] != [r.valeur for r in reponses(deux).values()]

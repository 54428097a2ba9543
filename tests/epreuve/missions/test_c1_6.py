"""C1.6: properties of the mission, on many seeds, firms and levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from itertools import combinations

import pytest

from generator.blueprint.chargement import charge_entreprise, chemin_entreprise
from generator.cas import Commande, compose
from generator.epreuve.assemblage import MissionNumerotee, Sujet
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_6.commentaires import proposes
from generator.epreuve.missions.c1_6.regles import TYPES
from generator.epreuve.missions.c1_6.roles import MESURES, Memoire
from generator.epreuve.missions.c1_6.textes import remarque
from generator.epreuve.missions.socle import Reponse, ZoneTableau
from generator.epreuve.pieces.contenus import Classeur, Courriel, Page, Paragraphe, Tableau
from generator.monde.metier.calendrier import UN_JOUR, est_ouvre, jours_ouvres
from generator.monde.vues import soldes

FIRMES = ("torrefacteur", "quincaillerie", "pepiniere", "cycles")
NIVEAUX = ("entrainement", "examen", "expert")
GRAINES = range(6)
MARQUES_TYPES = {
    "acceptation": r"accept|bon pour accord|feu vert",
    "modification": r"modifi|chang",
    "information": r"\bsavoir\b",
    "reclamation": r"réclamation",
    "annonce": r"virement|paie",
}
MARQUES_EXCLUS = {
    "santé": r"opéré|diabète|malade|handicap",
    "vie de famille": r"divorce|\bfils\b|en famille|remarie",
    "opinions ou religion": r"\bvote\b|messe|idées politiques|religion",
    "jugement": r"pénible|insupportable|\bradin|désagréable",
    "moyen de paiement": r"carte bancaire",
    "autre client": r"confrère|au client|le client",
}


@cache
def sujet(firme: str, niveau: str, graine: int) -> Sujet:
    """Compose one case of the mission alone."""
    return compose(Commande("A1", graine, entreprise=firme, missions=("C1.6",), niveau=niveau))


def cas() -> Iterator[tuple[str, str, int]]:
    """Yield the cases looked at."""
    return ((f, n, g) for f in FIRMES for n in NIVEAUX for g in GRAINES)


def mission(s: Sujet) -> MissionNumerotee:
    return s.missions[0]


def memoire(s: Sujet) -> Memoire:
    m = s.monde.memoires["c1_6"]
    assert isinstance(m, Memoire)
    return m


def reponse(s: Sujet, code: str) -> Reponse:
    return next(r.reponse for q in mission(s).questions for r in q.reponses if r.reponse.zone.code == code)


@pytest.fixture(params=list(cas()), ids=lambda c: "-".join(map(str, c)))
def s(request: pytest.FixtureRequest) -> Sujet:
    return sujet(*request.param)


def test_counts_are_constant_at_one_level() -> None:
    for niveau in NIVEAUX:
        mesures = set()
        for f in FIRMES:
            for g in GRAINES:
                x = sujet(f, niveau, g)
                tailles = tuple(
                    len(r.reponse.valeur) if isinstance(r.reponse.valeur, list) else 1
                    for q in mission(x).questions
                    for r in q.reponses
                )
                mesures.add((tailles, len(x.documents), len(memoire(x).lignes)))
        assert len(mesures) == 1, (niveau, mesures)


def test_every_day_names_one_exchange(s: Sujet) -> None:
    jours = [c.quand.date() for c in memoire(s).contacts]
    assert len(set(jours)) == len(jours) == len(MESURES[s.monde.cadre.niveau].contacts)


def test_one_duplicate_one_other_client_one_already_entered(s: Sujet) -> None:
    statuts = [c.statut for c in memoire(s).contacts]
    assert statuts.count("autre client") == statuts.count("déjà saisi") == 1
    assert statuts.count("doublon") == (2 if s.monde.cadre.niveau == "expert" else 1)


def test_what_is_already_entered_stands_in_the_extract_and_nothing_to_enter_does(s: Sujet) -> None:
    m = memoire(s)
    saisies = {(li.quand.date(), li.genre) for li in m.lignes}
    for c in m.contacts:
        if c.statut in ("saisir", "déjà saisi"):
            assert ((c.quand.date(), c.genre) in saisies) == (c.statut == "déjà saisi")


def test_one_exchange_is_exactly_at_the_limit(s: Sujet) -> None:
    m = memoire(s)
    assert sum(c.quand.time() == m.regles.limite and est_ouvre(c.quand.date()) for c in m.contacts) == 1


def test_the_delay_is_exactly_the_threshold(s: Sujet) -> None:
    m = memoire(s)
    assert m.retard == m.regles.seuil
    assert m.arrivage > s.monde.date
    assert m.promise > s.monde.date


def test_nothing_is_due_before_today_in_the_alert(s: Sujet) -> None:
    valeur = reponse(s, "alertes").valeur
    assert all(date.fromisoformat(v["jour"]) >= s.monde.date for v in valeur)
    assert len({v["information"] for v in valeur}) == len(valeur)


def test_what_the_client_owes_is_the_balance_of_the_journal(s: Sujet) -> None:
    dus = soldes(s.monde.journal)
    attendu = sum(v for k, v in dus.items() if k.startswith("c1_6/"))
    assert str(attendu) == reponse(s, "restant").valeur


def test_the_homonym_bears_another_first_name(s: Sujet) -> None:
    qui = memoire(s).personnes
    assert qui.homonyme.nom == qui.client.nom
    assert qui.homonyme.prenom != qui.client.prenom
    assert len(set(qui.noms)) == 4


def test_rows_of_answers_have_unique_keys_and_fit_their_table(s: Sujet) -> None:
    for q in mission(s).questions:
        for r in q.reponses:
            if isinstance(r.reponse.zone, ZoneTableau):
                cles = [tuple(v[c] for c in r.reponse.cle) for v in r.reponse.valeur]
                assert len(set(cles)) == len(cles) < r.reponse.zone.lignes


def test_choices_hold_the_answers(s: Sujet) -> None:
    for q in mission(s).questions:
        for r in q.reponses:
            if isinstance(r.reponse.zone, ZoneTableau):
                for c in r.reponse.zone.colonnes:
                    assert not c.choix or all(v[c.code] in c.choix for v in r.reponse.valeur)


def test_a_named_wrong_answer_is_not_the_right_one(s: Sujet) -> None:
    for q in mission(s).questions:
        for r in q.reponses:
            for e in r.reponse.erreurs:
                if isinstance(e.si, dict):
                    assert not any(all(v.get(k) == x for k, x in e.si.items()) for v in r.reponse.valeur), e
                else:
                    assert e.si != r.reponse.valeur


def test_sources_and_look_alikes_resolve_to_places_of_the_mission(s: Sujet) -> None:
    places = {d.piece.cle: _places(d.piece.contenu) for d in s.documents}
    lieux = [x.lieu for q in mission(s).questions for r in q.reponses for x in r.reponse.sources]
    lieux += [x.lieu for x in mission(s).composee.leurres]
    for lieu in lieux:
        assert lieu.piece in places, lieu
        blocs = places[lieu.piece]
        assert not lieu.bloc or lieu.bloc in blocs, lieu
        if lieu.ligne:
            assert lieu.ligne in blocs[lieu.bloc][0], lieu
        if lieu.champ:
            assert lieu.champ in blocs[lieu.bloc][1], lieu


def _places(contenu: object) -> dict[str, tuple[list[str], list[str]]]:
    tables: list[tuple[str, tuple[tuple[object, ...], ...], int, list[str]]] = []
    if isinstance(contenu, Classeur):
        tables = [(f.nom, f.lignes, f.cle, [c.titre for c in f.colonnes]) for f in contenu.feuilles]
    elif isinstance(contenu, Page):
        tables = [
            (b.nom, b.lignes, b.cle, [c.titre for c in b.colonnes]) for b in contenu.blocs if isinstance(b, Tableau)
        ]
    return {nom: ([str(li[cle]) for li in lignes], titres) for nom, lignes, cle, titres in tables}


def test_every_criterion_and_deliverable_has_an_answer(s: Sujet) -> None:
    rangs = [r.reponse for q in mission(s).questions for r in q.reponses]
    assert {r.critere for r in rangs} == {"C1.6.a", "C1.6.b", "C1.6.c"}
    assert {r.remet for r in rangs} == {"C1.6.r1"}


def test_traps_have_look_alikes(s: Sujet) -> None:
    codes = {x.code for x in mission(s).composee.leurres}
    assert {"veille", "devis1", "facture_soldee", "remarque", "action_v3_facture"} <= codes
    assert codes & {"cite", "ancien_appel"}
    assert any(c.startswith("alerte_") for c in codes)
    assert any(c.startswith("delicat") for c in codes)


def _recits(s: Sujet) -> dict[date, str]:
    """Return what tells of each exchange, by its day; the quoted mail and the internal note apart."""
    recits: dict[date, str] = {}
    for d in s.documents:
        if isinstance(d.piece.contenu, Courriel):
            recits[d.piece.contenu.quand.date()] = d.piece.contenu.corps
        if d.piece.cle == "c1_6/notes":
            assert isinstance(d.piece.contenu, Page)
            tableau = next(b for b in d.piece.contenu.blocs if isinstance(b, Tableau))
            for li in tableau.lignes:
                assert isinstance(li[1], date)
                recits[li[1]] = str(li[4])
    return recits


def test_published_words_tell_the_type_of_each_exchange(s: Sujet) -> None:
    recits = _recits(s)
    for c in memoire(s).contacts:
        if c.genre in MARQUES_TYPES and c.quand.date() in recits and c.statut != "doublon":
            texte = recits[c.quand.date()].lower()
            assert [g for g, m in MARQUES_TYPES.items() if re.search(m, texte)] == [c.genre], texte


def test_published_words_tell_a_second_account(s: Sujet) -> None:
    recits = _recits(s)
    for c in memoire(s).contacts:
        if c.quand.date() in recits:
            second = re.search(r"redis|redit|répète|pour mémoire", recits[c.quand.date()].lower()) is not None
            assert second == (c.statut == "doublon")


def test_published_words_tell_the_excluded_part_of_a_comment(s: Sujet) -> None:
    for x in proposes(Atelier(s.monde, "c1_6", ("rgpd",))):
        phrases = re.split(r"(?<=[.!])(?<!M\.)\s", x.texte)
        marques = [{k for k, m in MARQUES_EXCLUS.items() if re.search(m, p, re.IGNORECASE)} for p in phrases]
        assert all(len(m) <= 1 for m in marques), x
        trouves = set().union(*marques)
        if x.genre in ("utile", "delicat"):
            assert not trouves, x
        else:
            assert len(trouves) == 1, x
            assert any(not m for m in marques) == (x.genre == "mele"), x


def test_the_words_of_the_trades_tell_no_type_and_nothing_excluded() -> None:
    retard = r"production|rupture|camion|chauffeur"
    for f in FIRMES:
        matiere = charge_entreprise(chemin_entreprise(f)).matiere["c1_6"]
        mots = [*matiere.questions, *matiere.defauts]
        assert not [t for t in mots for m in (*MARQUES_TYPES.values(), retard) if re.search(m, t.lower())]
        assert not [t for t in matiere.utiles for m in MARQUES_EXCLUS.values() if re.search(m, t, re.IGNORECASE)]


def test_the_delay_counted_from_another_date_is_told_to_somebody_else(s: Sujet) -> None:
    m = memoire(s)
    for autre in (m.annoncee, m.souhaitee):
        if autre != m.promise:
            compte = sum(1 for _ in jours_ouvres(autre + UN_JOUR, m.nouvelle))
            assert m.regles.long(compte) != m.regles.long(m.retard)


def test_the_personal_remark_is_in_no_model_text(s: Sujet) -> None:
    interdit = remarque(Atelier(s.monde, "c1_6", ()))
    documents = [d for d in s.documents if isinstance(d.piece.contenu, Page)]
    textes = [str(v) for d in documents for v in _textes(d.piece.contenu)]
    assert sum(interdit in t for t in textes) == 1
    modeles = [r.reponse.valeur for q in mission(s).questions for r in q.reponses if r.reponse.type == "redaction"]
    assert all(interdit not in m for m in modeles)


def _textes(page: object) -> Iterator[object]:
    assert isinstance(page, Page)
    for b in page.blocs:
        if isinstance(b, Paragraphe):
            yield b.texte
        if isinstance(b, Tableau):
            yield from (v for li in b.lignes for v in li)


def test_types_are_distinct() -> None:
    assert all(a != b for a, b in combinations(TYPES.values(), 2))


def test_an_exchange_of_the_limit_counts_by_the_operator() -> None:
    vus = set()
    for f, n, g in cas():
        r = memoire(sujet(f, n, g)).regles
        quand = datetime.combine(date(2026, 10, 6), r.limite)
        assert (r.compte(quand, recu=True) == date(2026, 10, 7)) == (r.limite_operateur == "a_partir_de")
        assert r.compte(quand, recu=False) == date(2026, 10, 6)
        assert r.compte(datetime.combine(date(2026, 10, 10), time(9)), recu=True) == date(2026, 10, 12)
        vus.add(r.limite_operateur)
    assert vus == {"a_partir_de", "apres"}

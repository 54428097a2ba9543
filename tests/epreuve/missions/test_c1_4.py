"""What holds of every C1.4: counts, anomalies found again by an auditor that knows the rules alone, answers."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from auditeur_c1_4 import Auditeur

from generator.cas import Commande, choisit_entreprise, lit_epreuve, tire_monde
from generator.epreuve.anomalies.catalogue import GENRES
from generator.epreuve.anomalies.chaine import CHAMPS
from generator.epreuve.assemblage import cite
from generator.epreuve.atelier import Atelier
from generator.epreuve.minutes import mots, mots_piece
from generator.epreuve.missions.c1_4.plan import MESURES
from generator.epreuve.missions.registre import missions
from generator.epreuve.missions.socle import MissionComposee, Reponse
from generator.epreuve.pieces.contenus import Classeur, DocumentCommercial
from generator.monde.monde import Monde

FIRMES = ("torrefacteur", "quincaillerie", "pepiniere", "cycles")
NIVEAUX = ("entrainement", "examen", "expert")
GRAINES = range(8)
TACHES = ("anomalies", "annotation", "correction")


@dataclass(frozen=True)
class Cas:
    """A case: its world, its mission."""

    monde: Monde
    mission: MissionComposee

    @property
    def reponses(self) -> dict[str, Reponse]:
        """The answers by the code of their zone."""
        return {r.zone.code: r for t in self.mission.taches for q in t.questions for r in q.reponses}


@cache
def cas(firme: str, niveau: str, graine: int) -> Cas:
    """Compose the mission of a seed."""
    c = Commande("A1", graine, entreprise=firme, missions=("C1.4",), niveau=niveau)
    epreuve = lit_epreuve(c)
    monde = tire_monde(c, epreuve, choisit_entreprise(c, epreuve))
    return Cas(monde, missions("A1")["c1_4"].composer(Atelier(monde, "c1_4", TACHES)))


def tous(*niveaux: str) -> Iterator[Cas]:
    """Yield the cases of the sample."""
    return (cas(f, n, g) for f in FIRMES for n in niveaux or NIVEAUX for g in GRAINES)


def _normalise(texte: str) -> str:
    try:
        return f"{Decimal(texte).normalize():f}"
    except InvalidOperation:
        return texte


@pytest.mark.parametrize("niveau", NIVEAUX)
@pytest.mark.parametrize("firme", FIRMES)
def test_an_auditor_who_knows_the_rules_finds_all_anomalies_and_no_other(firme: str, niveau: str) -> None:
    for graine in GRAINES:
        c = cas(firme, niveau, graine)
        attendues = {
            (r["document"], r["champ"], r["ligne"], _normalise(r["releve"]), _normalise(r["attendu"]))
            for r in c.reponses["anomalies"].valeur
        }
        trouvees = {
            (d, champ, n, _normalise(lu), _normalise(vrai)) for d, champ, n, lu, vrai in Auditeur(c.mission).tout()
        }
        assert trouvees == attendues, (firme, niveau, graine)


def test_counts_are_the_same_for_every_seed_of_a_level() -> None:
    for niveau, m in MESURES.items():
        for c in tous(niveau):
            assert len(c.mission.anomalies) == m.anomalies
            assert len(c.mission.leurres) == m.leurres >= m.anomalies
            chaines = [p for p in c.mission.pieces if p.cle.count("/") == 2]
            assert len(chaines) == 4 * m.ventes + 3 + m.deux_livraisons
            assert sum("courriel" in p.cle for p in c.mission.pieces) == m.courriels


def test_each_anomaly_of_a_case_is_of_another_kind() -> None:
    for c in tous():
        genres = [a.genre for a in c.mission.anomalies]
        assert len(set(genres)) == len(genres)


def test_the_catalogue_has_more_than_twenty_kinds_and_the_seeds_use_them() -> None:
    assert len(GENRES) > 20
    vus = {a.genre for f in FIRMES for g in range(30) for a in cas(f, "examen", g).mission.anomalies}
    assert len(vus) > 22


def test_no_kind_stands_at_the_same_place_in_a_fifth_of_the_pairs_of_seeds() -> None:
    places = [
        {(a.genre, a.lieu.piece, a.lieu.ligne) for a in cas("pepiniere", "examen", g).mission.anomalies}
        for g in range(30)
    ]
    paires = list(combinations(places, 2))
    communs = Counter(x for a, b in paires for x in a & b)
    assert max(communs.values()) / len(paires) < 0.2


def test_the_keys_of_the_rows_are_unique_and_fit_the_zone() -> None:
    for c in tous():
        r = c.reponses["anomalies"]
        cles = [tuple(x[k] for k in r.cle) for x in r.valeur]
        assert len(set(cles)) == len(cles) < r.zone.lignes  # type: ignore[union-attr]
        listes = {k.code: k.choix for k in r.zone.colonnes if k.choix}  # type: ignore[union-attr]
        assert all(x[code] in choix for x in r.valeur for code, choix in listes.items())
        assert {x["champ"] for x in r.valeur} <= set(CHAMPS)


def test_choices_of_the_cells_hold_their_answer() -> None:
    for c in tous():
        for r in c.reponses.values():
            choix = getattr(r.zone, "choix", ())
            assert not choix or r.valeur in choix


def test_every_critere_and_remet_of_the_competency_has_an_answer() -> None:
    for c in tous("examen"):
        assert {r.critere for r in c.reponses.values()} == {"C1.4.a", "C1.4.b"}
        assert {r.remet for r in c.reponses.values()} == {"C1.4.r1", "C1.4.r2"}


def test_exact_answers_make_some_two_thirds_of_the_mission() -> None:
    for c in tous("examen"):
        total = sum(r.poids for r in c.reponses.values())
        exacts = sum(r.poids for r in c.reponses.values() if r.type != "redaction")
        assert Decimal("0.55") <= exacts / total <= Decimal("0.7")


def test_sources_and_places_resolve_to_the_documents_of_the_mission() -> None:
    for c in tous():
        pieces = {p.cle: p.contenu for p in c.mission.pieces}
        lieux = [s.lieu for r in c.reponses.values() for s in r.sources]
        lieux += [x for a in c.mission.anomalies for x in (a.lieu, *a.preuve, *a.lieux_acceptes)]
        lieux += [x.lieu for x in c.mission.leurres]
        for lieu in lieux:
            contenu = pieces[lieu.piece]
            if isinstance(contenu, Classeur) and lieu.bloc:
                feuille = next(f for f in contenu.feuilles if f.nom == lieu.bloc)
                assert not lieu.champ or lieu.champ in [k.titre for k in feuille.colonnes]
                assert not lieu.ligne or lieu.ligne in [str(x[feuille.cle]) for x in feuille.lignes]
            if isinstance(contenu, DocumentCommercial) and lieu.bloc == "lignes" and lieu.ligne:
                assert 1 <= int(lieu.ligne) <= len(contenu.lignes)


def test_each_anomaly_has_a_look_alike_of_its_own() -> None:
    for c in tous():
        codes = {a.code for a in c.mission.anomalies}
        assert {x.anomalie for x in c.mission.leurres} - {""} == codes
        assert len({x.code for x in c.mission.leurres}) == len(c.mission.leurres)


def test_the_corrected_amounts_add_up() -> None:
    for c in tous():
        ht, tva, ttc, net = (Decimal(c.reponses[f"correction_{x}"].valeur) for x in ("ht", "tva", "ttc", "net"))
        assert ht + tva == ttc > 0
        assert net > 0
        assert ht > 0
        assert Decimal(c.reponses["achat_montant"].valeur) > 0


def test_only_the_invoices_are_given_as_editable_copies() -> None:
    for c in tous():
        copies = [p for p in c.mission.pieces if p.modifiable]
        assert len(copies) <= 6
        assert all(isinstance(p.contenu, DocumentCommercial) and "facture" in p.contenu.genre for p in copies)


def test_the_prose_stays_short() -> None:
    for c in tous("examen"):
        propres = [p for p in c.mission.pieces if p.cle.startswith("c1_4/")]
        assert sum(mots_piece(p) for p in propres) <= 330
        assert all(20 <= mots_piece(p) <= 70 for p in propres if "courriel" in p.cle)
        numeros = {p.cle: i for i, p in enumerate(c.mission.pieces, 1)}
        assert 60 <= mots(cite(c.mission.situation, numeros)) <= 120


def test_another_draw_of_the_mission_changes_its_anomalies_and_keeps_its_rules() -> None:
    un, deux = ((Commande("A1", 3, entreprise="pepiniere", missions=("C1.4",), tirages={"C1.4": t})) for t in (1, 2))
    mondes = [tire_monde(c, lit_epreuve(c), choisit_entreprise(c, lit_epreuve(c))) for c in (un, deux)]
    memoires = [m.memoires["c1_4"] for m in mondes]
    assert memoires[0].plan != memoires[1].plan
    assert memoires[0].regles == memoires[1].regles

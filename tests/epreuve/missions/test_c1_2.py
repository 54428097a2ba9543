"""C1.2: counts, traps, look-alikes, sums and sources hold for every firm, level and seed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.cas import Commande, compose
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import C12, calculs, pieces, transmission
from generator.epreuve.missions.c1_2.mesures import MESURES
from generator.epreuve.missions.socle import MissionComposee
from generator.epreuve.pieces.contenus import Classeur, DocumentCommercial, Page, Tableau
from generator.monde.metier.conditions import remises_dues
from generator.monde.metier.echeances import echeance
from generator.monde.monde import Monde

FIRMES = ("torrefacteur", "quincaillerie", "pepiniere", "cycles")
CAS = [(f, niveau, g) for f in FIRMES for niveau in MESURES for g in range(3)]


@cache
def mission(firme: str, niveau: str, graine: int) -> tuple[Monde, MissionComposee, Atelier]:
    sujet = compose(Commande("A1", graine, entreprise=firme, missions=("C1.2",), niveau=niveau))
    return sujet.monde, sujet.missions[0].composee, Atelier(sujet.monde, "c1_2", tuple(C12.taches))


def reponses(composee: MissionComposee):
    return {r.zone.code: r for t in composee.taches for q in t.questions for r in q.reponses}


@pytest.mark.parametrize(("firme", "niveau", "graine"), CAS)
def test_the_counts_of_a_level_are_constant(firme: str, niveau: str, graine: int) -> None:
    m = MESURES[niveau]
    trouvees = reponses(mission(firme, niveau, graine)[1])
    assert len(trouvees["bc_lignes"].valeur) == len(trouvees["bl_lignes"].valeur) == m.lignes
    assert sum(x["reliquat"] != "0" for x in trouvees["bl_lignes"].valeur) == m.reliquats
    assert len(trouvees["av_lignes"].valeur) == m.retours
    assert len(trouvees["modes"].valeur) == len(m.envois)


@pytest.mark.parametrize(("firme", "niveau", "graine"), CAS)
def test_every_source_and_look_alike_resolves_to_a_document_of_the_mission(
    firme: str, niveau: str, graine: int
) -> None:
    _, composee, _ = mission(firme, niveau, graine)
    par_cle = {p.cle: p for p in composee.pieces}
    lieux = [s.lieu for r in reponses(composee).values() for s in r.sources] + [x.lieu for x in composee.leurres]
    for lieu in lieux:
        contenu = par_cle[lieu.piece].contenu
        if isinstance(contenu, Classeur) and lieu.bloc:
            feuille = next(f for f in contenu.feuilles if f.nom == lieu.bloc)
            assert not lieu.ligne or lieu.ligne in {str(x[feuille.cle]) for x in feuille.lignes}, lieu
            assert not lieu.champ or lieu.champ in {c.titre for c in feuille.colonnes}, lieu
        elif isinstance(contenu, Page) and lieu.bloc:
            tableau = next(b for b in contenu.blocs if isinstance(b, Tableau) and b.nom == lieu.bloc)
            assert not lieu.ligne or lieu.ligne in {str(x[tableau.cle]) for x in tableau.lignes}, lieu


@pytest.mark.parametrize(("firme", "niveau", "graine"), CAS)
def test_keys_of_answer_tables_are_unique_and_fit_their_zone(firme: str, niveau: str, graine: int) -> None:
    for r in reponses(mission(firme, niveau, graine)[1]).values():
        if r.type == "tableau":
            cles = [tuple(x[c] for c in r.cle) for x in r.valeur]
            assert len(set(cles)) == len(cles) <= r.zone.lignes
            codes = {c.code for c in r.zone.colonnes}
            assert all(set(x) == codes for x in r.valeur)
            closes = {c.code: c.choix for c in r.zone.colonnes if c.choix}
            assert all(x[c] in choix for x in r.valeur for c, choix in closes.items())


@pytest.mark.parametrize(("firme", "niveau", "graine"), CAS)
def test_the_sums_of_the_invoice_are_right_and_something_is_left_to_pay(firme: str, niveau: str, graine: int) -> None:
    monde, composee, atelier = mission(firme, niveau, graine)
    r, v = reponses(composee), pieces.vente(atelier)
    totaux = {x["champ"]: Decimal(x["valeur"]) for x in r["fa_totaux"].valeur}
    lignes = sum(Decimal(x["montant"]) for x in r["fa_lignes"].valeur)
    tva = sum(Decimal(x["montant"]) for x in r["fa_tva"].valeur)
    ttc, acompte, net = (Decimal(r[f"fa_{c}"].valeur) for c in ("ttc", "acompte", "net"))
    assert totaux["Total des lignes HT"] == lignes
    assert totaux["Total HT"] + tva == ttc == totaux["Total HT"] + totaux["Total TVA"]
    assert net == ttc - acompte > 0
    assert v.echeance == echeance(v.facture, monde.client(pieces.memoire(atelier).client).delai)


@pytest.mark.parametrize(("firme", "niveau", "graine"), CAS)
def test_the_changed_quantity_crosses_the_first_band_at_its_edge(firme: str, niveau: str, graine: int) -> None:
    monde, _, atelier = mission(firme, niveau, graine)
    change = pieces.memoire(atelier).modifications[0]
    seuil = monde.cadre.conditions.bandes[0][0]
    assert change.valable
    assert change.nouvelle in (seuil, seuil - 1)
    assert (change.ancienne < seuil) != (change.nouvelle < seuil)
    a = monde.article(change.ref)
    assert remises_dues(monde.cadre.conditions, a, seuil, Decimal(0)) != remises_dues(
        monde.cadre.conditions, a, seuil - 1, Decimal(0)
    )


@pytest.mark.parametrize(("firme", "niveau", "graine"), CAS)
def test_each_trap_has_its_look_alike(firme: str, niveau: str, graine: int) -> None:
    _, composee, atelier = mission(firme, niveau, graine)
    codes = {x.code.split("_")[0] for x in composee.leurres}
    assert {"accord", "quantite", "stock", "acompte", "facture", "sans", "chorus"} <= codes
    notes = pieces.notes(atelier)
    invalides = [x for x in pieces.memoire(atelier).modifications if not x.valable]
    assert sum(x.code == "note" for x in composee.leurres) == len(invalides)
    assert len(notes) == MESURES[niveau].modifications
    assert all(
        ("Paraphes" in n) == x.valable for n, x in zip(notes, pieces.memoire(atelier).modifications, strict=True)
    )
    if "courriel" in MESURES[niveau].envois:
        simple = next(x for x in transmission.choix(atelier) if x.mode == transmission.SIMPLE)
        assert simple.client.besoin


@pytest.mark.parametrize(("firme", "niveau", "graine"), CAS)
def test_the_returned_articles_stand_on_three_invoices_with_other_prices(firme: str, niveau: str, graine: int) -> None:
    monde, composee, atelier = mission(firme, niveau, graine)
    feuille = next(p for p in composee.pieces if p.cle == "c1_2/ventes").contenu.feuilles[0]
    for r in pieces.memoire(atelier).renvois:
        assert Counter(x[4] for x in feuille.lignes)[r.ref] == 3
    assert sum(r.acceptee < r.renvoyee for r in pieces.memoire(atelier).renvois) == 1
    assert {r.motif for r in pieces.memoire(atelier).renvois} == {"convenance", "erreur"}
    lignes = calculs.lignes_avoir(pieces.memoire(atelier), pieces.origine(atelier).lignes, monde.cadre.conditions)
    assert all(
        x.retenue > 0 for x, r in zip(lignes, pieces.memoire(atelier).renvois, strict=True) if r.motif == "convenance"
    )


@pytest.mark.parametrize("firme", FIRMES)
def test_every_critere_and_every_remet_of_the_competency_has_an_answer(firme: str) -> None:
    trouvees = reponses(mission(firme, "examen", 0)[1]).values()
    assert {r.critere for r in trouvees} == {"C1.2.a", "C1.2.b", "C1.2.c"}
    assert {r.remet for r in trouvees} == {"C1.2.r1", "C1.2.r2"}


@pytest.mark.parametrize("firme", FIRMES)
def test_the_paper_gives_no_due_date_term_nor_new_number_away(firme: str) -> None:
    monde, composee, _ = mission(firme, "examen", 1)
    devis = next(p for p in composee.pieces if p.cle == "c1_2/devis").contenu
    acompte = next(p for p in composee.pieces if p.cle == "c1_2/acompte").contenu
    for doc in (devis, acompte):
        assert isinstance(doc, DocumentCommercial)
        assert not any(c.code == "delai_paiement" for c in doc.conditions)
    neufs = {monde.carnet.suivant(s, monde.date) for s in ("commande", "livraison", "facture", "avoir")}
    for p in composee.pieces:
        assert not any(n in repr(p.contenu) for n in neufs), p.cle


def test_composing_twice_gives_the_same_mission() -> None:
    monde, composee, _ = mission("pepiniere", "examen", 2)
    assert C12().composer(Atelier(monde, "c1_2", tuple(C12.taches))) == composee


def test_prose_documents_stay_short() -> None:
    from generator.epreuve.minutes import mots_piece

    for firme in FIRMES:
        for graine in range(3):
            composee = mission(firme, "examen", graine)[1]
            assert sum(mots_piece(p) for p in composee.pieces if p.cle.startswith("c1_2/")) <= 345


@pytest.mark.parametrize("firme", FIRMES)
def test_each_firm_says_its_trade_in_at_least_four_ways(firme: str) -> None:
    racine = Path(__file__).parents[3] / "blueprints" / "entreprises" / firme / "matiere" / "c1_2.yaml"
    assert all(len(v) >= 4 for v in yaml.safe_load(racine.read_text(encoding="utf-8")).values())

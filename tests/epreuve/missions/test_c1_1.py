"""C1.1 on many seeds: what the candidate is asked holds by construction, and the figures are right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from generator.blueprint.chargement import entreprises
from generator.cas import Commande, compose
from generator.epreuve.assemblage import Sujet
from generator.epreuve.corrige.cle import corrige
from generator.epreuve.missions.c1_1 import roles
from generator.epreuve.missions.socle import Reponse, ZoneTableau
from generator.epreuve.pieces.contenus import Classeur, Courriel, Page, Tableau
from generator.monde.metier.prix import taux_bande

NIVEAUX = ("entrainement", "examen", "expert")
GRAINES = range(6)
CENT = Decimal("0.01")


@cache
def sujet(firme: str, graine: int, niveau: str = "examen") -> Sujet:
    return compose(Commande("A1", graine, entreprise=firme, missions=("C1.1",), niveau=niveau))


def cas(niveaux: tuple[str, ...] = ("examen",)) -> Iterator[Sujet]:
    return (sujet(f, g, n) for f in entreprises() for n in niveaux for g in GRAINES)


def reponses(s: Sujet) -> dict[str, Reponse]:
    return {r.reponse.zone.code: r.reponse for _, _, r in s.reponses}


def memoire(s: Sujet) -> roles.Memoire:
    m = s.monde.memoires["c1_1"]
    assert isinstance(m, roles.Memoire)
    return m


def arrondi(v: Decimal) -> Decimal:
    return v.quantize(CENT, ROUND_HALF_UP)


@pytest.mark.parametrize("niveau", NIVEAUX)
def test_counts_are_the_same_for_all_seeds_of_a_level(niveau: str) -> None:
    vus = {
        (
            len(s.documents),
            len(reponses(s)["modifications"].valeur),
            len(reponses(s)["nouveau"].valeur),
            len(reponses(s)["interdites"].valeur),
            len(reponses(s)["lignes"].valeur),
            len(reponses(s)["manquants"].valeur),
        )
        for s in cas((niveau,))
    }
    mesures = roles.MESURES[niveau]
    assert len(vus) == 1
    assert next(iter(vus))[3:] == (mesures.interdites, len(mesures.lignes), mesures.manquants)


def test_every_critere_and_every_remet_of_the_competency_has_a_row() -> None:
    for s in cas():
        assert {r.critere for r in reponses(s).values()} == {f"C1.1.{x}" for x in "abcde"}
        assert {r.remet for r in reponses(s).values()} == {"C1.1.r1", "C1.1.r2"}


def test_a_mission_without_its_third_tache_still_covers_all_criteres() -> None:
    for s in cas():
        restent = [r.reponse for m, q, r in s.reponses if r.reponse.zone.code not in ("manquants", "relance")]
        assert {r.critere for r in restent} == {f"C1.1.{x}" for x in "abcde"}
        assert {r.remet for r in restent} == {"C1.1.r1", "C1.1.r2"}


def test_the_key_resolves_every_place_and_keys_of_tables_are_unique() -> None:
    for s in cas(NIVEAUX):
        corrige(s, "essai")
        pieces = {p.cle for p in s.missions[0].composee.pieces}
        for r in reponses(s).values():
            assert {x.lieu.piece for x in r.sources} <= pieces
            if r.type == "tableau":
                cles = [tuple(ligne[c] for c in r.cle) for ligne in r.valeur]
                assert len(set(cles)) == len(cles)
            if isinstance(r.zone, ZoneTableau):
                assert len(r.valeur) <= r.zone.lignes


def test_a_line_stands_exactly_on_the_edge_of_a_band_and_another_one_below() -> None:
    for s in cas(("examen", "expert")):
        bords = {debut for debut, _ in s.monde.cadre.conditions.bandes}
        lignes = {li.role: li for li in memoire(s).devis.lignes}
        assert lignes["bord"].quantite in bords
        assert lignes["sous"].quantite == lignes["bord"].quantite - 1
        assert lignes["bord"].demande < lignes["bord"].quantite
        assert lignes["exclu"].quantite >= min(bords)
        assert not s.monde.article(lignes["exclu"].ref).remise_quantite


def test_the_withdrawn_article_is_replaced_and_its_reference_is_what_the_mail_asks() -> None:
    for s in cas(NIVEAUX):
        ligne = next(li for li in memoire(s).devis.lignes if li.role == "retire")
        ancien = s.monde.article(ligne.demandee)
        assert (ancien.etat, ancien.remplacant) == ("retiré", ligne.ref)
        courriel = s.document("c1_1/demande").piece.contenu
        assert isinstance(courriel, Courriel)
        assert ligne.demandee in courriel.corps
        assert ligne.ref not in courriel.corps


def test_the_amount_compared_is_the_threshold_to_the_cent_and_the_operator_decides() -> None:
    vus = set()
    for s in cas(NIVEAUX):
        c, m, r = s.monde.cadre.conditions, memoire(s), reponses(s)
        lignes = r["lignes"].valeur
        if c.port_base == "apres_remise":
            total = sum(Decimal(li["montant"]) for li in lignes)
        else:
            total = sum(Decimal(li["prix"]) * int(li["quantite"]) for li in lignes)
        assert total == m.regles.franco
        assert Decimal(r["port"].valeur) == (0 if c.port_operateur == "superieur_ou_egal" else m.regles.port)
        vus.add(c.port_operateur)
    assert len(vus) == 2


def test_lines_and_totals_are_right_when_worked_out_again() -> None:
    for s in cas(NIVEAUX):
        c, m, r = s.monde.cadre.conditions, memoire(s), reponses(s)
        bases: dict[str, Decimal] = {}
        for li, d in zip(r["lignes"].valeur, m.devis.lignes, strict=True):
            a, q = s.monde.article(li["reference"]), int(li["quantite"])
            bande = taux_bande(c.bandes, q) if a.remise_quantite else Decimal(0)
            if d.net is not None:
                attendus, prix = (Decimal(0), Decimal(0)), d.net
            elif c.cumul == "cascade":
                attendus, prix = (bande, m.devis.remise), a.vente
            else:
                prix = a.vente
                attendus = (bande, Decimal(0)) if bande > m.devis.remise else (Decimal(0), m.devis.remise)
            assert (Decimal(li["remise_quantite"]), Decimal(li["remise_client"])) == attendus
            assert Decimal(li["prix"]) == prix
            brut = prix * q * (100 - attendus[0]) * (100 - attendus[1]) / 10000
            assert Decimal(li["montant"]) == arrondi(brut)
            bases[li["tva"]] = bases.get(li["tva"], Decimal(0)) + Decimal(li["montant"])
        if port := Decimal(r["port"].valeur):
            bases["20"] = bases.get("20", Decimal(0)) + port
        assert {t["taux"]: Decimal(t["base"]) for t in r["tva"].valeur} == bases
        tva = sum(arrondi(b * Decimal(t) / 100) for t, b in bases.items())
        assert Decimal(r["total_ttc"].valeur) == sum(bases.values()) + tva
        ttc = Decimal(r["total_ttc"].valeur)
        du = ttc >= c.acompte_seuil if c.acompte_operateur == "superieur_ou_egal" else ttc > c.acompte_seuil
        assert Decimal(r["acompte"].valeur) == (arrondi(ttc * c.acompte_taux / 100) if du else 0)


def test_two_vat_rates_meet_where_the_trade_has_them() -> None:
    for s in cas(("examen", "expert")):
        taux = {a.tva for a in s.monde.articles if a.stocke}
        lignes = {li["tva"] for li in reponses(s)["lignes"].valeur}
        assert len(lignes) >= min(2, len(taux))


def test_the_discount_is_in_the_delegation_and_ties_with_no_band_nor_the_record() -> None:
    for s in cas(NIVEAUX):
        d = memoire(s).devis
        assert d.remise <= s.monde.cadre.membre("commercial").remise_max
        assert d.remise not in {t for _, t in s.monde.cadre.conditions.bandes}
        assert d.remise > s.monde.client(d.client).remise > 0


def test_the_quote_is_delivered_outside_the_departement_and_numbered_after_the_register() -> None:
    for s in cas(NIVEAUX):
        numero = s.monde.cadre.firme.departement_numero
        assert not memoire(s).devis.livraison.code_postal.startswith(numero)
        registre = s.document("c1_1/registre").piece.contenu
        assert isinstance(registre, Classeur)
        dernier = str(registre.feuilles[0].lignes[-1][0])
        champs = {li["champ"]: li["valeur"] for li in reponses(s)["entete"].valeur}
        assert int(champs["Numéro du devis"][-4:]) == int(dernier[-4:]) + 1


def test_the_new_client_has_a_neighbour_of_another_siren_and_the_moved_one_is_known() -> None:
    for s in cas(NIVEAUX):
        m = memoire(s)
        voisin = s.monde.client(m.homonyme)
        assert m.nouveau.nom.startswith(voisin.nom)
        assert m.nouveau.siren not in {c.siren for c in s.monde.clients}
        assert m.nouveau.code == f"CL{max(int(c.code[2:]) for c in s.monde.clients) + 1:04d}"
        ancien = s.monde.client(m.demenagement.code)
        assert m.demenagement.siret.startswith(ancien.siren)
        assert m.demenagement.siret != ancien.siret
        assert ancien.livraison is not None


@pytest.mark.parametrize(("firme", "graine"), [("torrefacteur", 37), ("pepiniere", 18)])
def test_a_move_changes_the_postcode_also_where_two_towns_share_one(firme: str, graine: int) -> None:
    s = sujet(firme, graine)
    d = memoire(s).demenagement
    assert d.adresse.code_postal != s.monde.client(d.code).facturation.code_postal


def test_one_dated_change_is_entered_and_the_other_stands_on_the_wrong_side_of_the_edge() -> None:
    for s in cas(("examen", "expert")):
        m = memoire(s)
        ecarts = {c.saisi: (c.jour - s.monde.date).days for c in m.tarif.changements}
        n = m.regles.effet_jours
        assert ecarts == ({True: n, False: n + 1} if m.regles.au_plus else {True: n - 1, False: n})
        assert s.monde.date + timedelta(days=n + 1) < s.monde.date.replace(year=s.monde.date.year + 1, month=1, day=1)


def test_notes_of_the_call_are_printed_as_the_key_numbers_them() -> None:
    for s in cas(NIVEAUX):
        page = s.document("c1_1/appel").piece.contenu
        assert isinstance(page, Page)
        tableau = next(b for b in page.blocs if isinstance(b, Tableau))
        lues = {str(n): texte for n, texte in tableau.lignes}
        for leurre in s.missions[0].composee.leurres:
            if leurre.lieu.piece == "c1_1/appel":
                assert leurre.lu == lues[leurre.lieu.ligne]
                assert leurre.lieu.ligne not in reponses(s)["interdites"].valeur
        assert set(reponses(s)["interdites"].valeur) < set(lues)


def test_what_is_missing_is_what_the_list_requires_and_the_mail_does_not_tell() -> None:
    for s in cas(NIVEAUX):
        m = memoire(s).incomplete
        courriel = s.document("c1_1/incomplete").piece.contenu
        assert isinstance(courriel, Courriel)
        assert ("Accès" not in courriel.corps) == (
            "acces" in m.manquants or (not m.dehors and memoire(s).regles.toujours == "sur_place")
        )
        assert m.livraison.rue in courriel.corps
        assert ("quantite" in m.manquants) == any(q == 0 for _, q in m.lignes)
        client = s.monde.client(m.client)
        assert client.categorie != "public" or client.code_service


def test_look_alikes_are_there() -> None:
    for s in cas():
        codes = {x.code.split("_")[0] for x in s.missions[0].composee.leurres}
        fiches, devis = {"homonyme", "livraison", "contact", "attente", "minimum", "note"}, {"sous", "exclu", "franco"}
        assert fiches | devis | {"manque"} <= codes

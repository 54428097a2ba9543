"""Each solver finds the key's answers from the documents alone, and never guesses a wording that it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.alea import CLE_ENTRAINEMENT
from generator.cas import Commande, compose
from generator.controle.cle import de_donnees
from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable, MissionLue, TableLue, ZoneLue
from generator.controle.solveurs.calendrier import ajoute_ouvres, est_ouvre, feries, paques
from generator.controle.solveurs.registre import resout, solveurs
from generator.controle.solveurs.regles import Regles
from generator.controle.solveurs.ventes import Seuil, echeance, fin_de_mois, montant_ligne, numero_par_registre, tva
from generator.controle.verification import compare
from generator.epreuve.corrige.cle import corrige
from generator.sweep.memoire import dossier as en_memoire

D = Decimal
MISSIONS = ("C1.1", "C1.2", "C1.3", "C1.4", "C1.5", "C1.6")


def compose_cas(entreprise: str, graine: int, missions: tuple[str, ...] | None, niveau: str = "examen"):
    """Return the key and the folder of a case, without files."""
    sujet = compose(
        Commande(
            activite="A1", graine=graine, entreprise=entreprise, missions=missions, cle=CLE_ENTRAINEMENT, niveau=niveau
        )
    )
    return de_donnees(corrige(sujet, "essai").model_dump(mode="json")), en_memoire(sujet)


@pytest.mark.parametrize("mission", MISSIONS)
@pytest.mark.parametrize(
    ("entreprise", "niveau"), [("torrefacteur", "entrainement"), ("pepiniere", "examen"), ("cycles", "expert")]
)
def test_the_key_is_found_again(mission, entreprise, niveau):
    cle, dossier = compose_cas(entreprise, 77, (mission,), niveau)
    rapport = compare(cle, dossier, resout(dossier))
    assert rapport.reussie, rapport.en_json()


def test_the_key_of_a_whole_case_is_found_again():
    cle, dossier = compose_cas("quincaillerie", 78, None)
    rapport = compare(cle, dossier, resout(dossier))
    assert rapport.reussie, rapport.en_json()
    assert rapport.nombre_anomalies > 0


def regles(d: Dossier):
    """Yield every rule of the documents as (number of document, rank of table, rank of row)."""
    for document in d.documents:
        for t, table in enumerate(document.tables):
            if table.entetes in (("Règle", "Valeur"), ("Constat", "Action")):
                yield from ((document.numero, t, n) for n in range(len(table.lignes)))


def mute(d: Dossier, numero: str, rang: int, ligne: int, texte: str) -> Dossier:
    """Return the folder with the value of one rule replaced."""

    def change(document: DocumentLu) -> DocumentLu:
        if document.numero != numero:
            return document
        table = document.tables[rang]
        lignes = tuple({**li, table.entetes[1]: texte} if n == ligne else li for n, li in enumerate(table.lignes))
        neuve = TableLue(table.nom, table.entetes, lignes)
        return replace(document, tables=(*document.tables[:rang], neuve, *document.tables[rang + 1 :]))

    return replace(d, documents=tuple(map(change, d.documents)))


@pytest.mark.parametrize("mission", MISSIONS)
def test_a_rule_in_unknown_words_loses_answers_and_falsifies_none(mission):
    """The words of a rule that are copied into an answer (an action, a mention, a term) may change it: they are no parameter."""
    _, dossier = compose_cas("torrefacteur", 5, (mission,))
    avant = resout(dossier)
    perdues, repris = set(), "comme d’habitude"
    for regle in regles(dossier):
        apres = resout(mute(dossier, *regle, repris))
        for i, valeur in avant.valeurs.items():
            assert i not in apres.valeurs or apres.valeurs[i] == valeur or repris in str(apres.valeurs[i]), (regle, i)
            perdues |= {i} - set(apres.valeurs)
    assert perdues


def test_a_solver_stands_for_each_signature_once():
    assert len(solveurs()) >= 60
    assert all(libelle for _, libelle, _ in solveurs())


def test_a_document_of_another_form_loses_answers_and_stops_nothing():
    zones = (
        ZoneLue("Q_1_1", "Date de départ de la commande complète", (), "reponses.xlsx"),
        ZoneLue("Q_1_2", "Autre chose", (), "reponses.xlsx"),
    )
    d = Dossier(
        date(2026, 10, 5),
        (MissionLue("1", "", {}, ("01",)),),
        (DocumentLu("01", "01-x.xlsx", (TableLue("T", ("A",), ({"A": "1"},)),)),),
        zones,
    )
    r = resout(d)
    assert r.valeurs == {}
    assert "Q_1_1" in r.manques
    assert r.sans_solveur == ["Q_1_2"]


# --- Tools -----------------------------------------------------------------------------------------------------------


def test_holidays_of_2026_are_right():
    assert paques(2026) == date(2026, 4, 5)
    assert sorted(feries(2026)) == [
        date(2026, m, j)
        for m, j in ((1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    ]
    assert not est_ouvre(date(2026, 11, 11))
    assert ajoute_ouvres(date(2026, 11, 10), 1) == date(2026, 11, 12)


def test_the_two_calendars_of_the_program_agree():
    from generator.monde.metier.calendrier import est_ouvre as du_monde

    assert all(
        est_ouvre(d) == du_monde(d)
        for d in (date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2028, 1, 1).toordinal()))
    )


def test_amounts_are_rounded_half_up_once():
    assert montant_ligne(D(3), D("1.115"), D(0)) == D("3.35")
    assert montant_ligne(D(1), D("10.05"), D(50)) == D("5.03")
    assert [t.montant for t in tva([(D("5.5"), D("10.01")), (D(20), D("3.33")), (D("5.5"), D("0.08"))])] == [
        D("0.55"),
        D("0.67"),
    ]


def test_the_two_ways_of_counting_the_end_of_month():
    d = Dossier(date(2026, 10, 5), (MissionLue("1", "", {}, ("01",)),), (), ())

    def regles_de(texte: str) -> Regles:
        table = TableLue(
            "Paiement et retours", ("Règle", "Valeur"), ({"Règle": "Calcul « fin de mois »", "Valeur": texte},)
        )
        return Regles(replace(d, documents=(DocumentLu("01", "01-x.pdf", (table,)),)), "1")

    a = regles_de("fin du mois de la facture, puis ajout des jours")
    b = regles_de("ajout des jours à la date de la facture, puis fin du mois atteint")
    assert echeance(a, "45 jours fin de mois", date(2026, 10, 5)) == date(2026, 12, 15)
    assert echeance(b, "45 jours fin de mois", date(2026, 10, 5)) == date(2026, 11, 30)
    assert echeance(a, "30 jours date de facture", date(2026, 10, 5)) == date(2026, 11, 4)
    assert fin_de_mois(date(2028, 2, 3)) == date(2028, 2, 29)
    with pytest.raises(Introuvable, match="dès que possible"):
        echeance(a, "dès que possible", date(2026, 10, 5))


def test_a_threshold_tells_its_edge():
    assert Seuil(D(100), strict=False).atteint(D(100))
    assert not Seuil(D(100), strict=True).atteint(D(100))


@pytest.mark.parametrize(
    ("emis", "suivant"),
    [
        ((("DE-2026-0559", date(2026, 9, 1)), ("DE-2026-0560", date(2026, 10, 2))), "DE-2026-0561"),
        ((("D2609-0099", date(2026, 9, 30)), ("D2610-0100", date(2026, 10, 2))), "D2611-0101"),
        ((("DEV26-099", date(2026, 9, 30)), ("DEV26-100", date(2026, 10, 2))), "DEV26-101"),
        ((("202609-12", date(2026, 9, 30)), ("202610-13", date(2026, 10, 2))), "202611-14"),
    ],
)
def test_a_register_tells_its_next_number(emis, suivant):
    assert numero_par_registre(emis, date(2026, 11, 6)) == suivant


def test_a_register_with_a_hole_is_not_explained():
    with pytest.raises(Introuvable):
        numero_par_registre([("X-1", date(2026, 9, 1)), ("Y-3", date(2026, 9, 2))], date(2026, 11, 6))

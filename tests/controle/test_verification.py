"""verify: a right case is proven; a changed key, document or file is named."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.controle import ablation, memoire
from generator.controle.cle import lit_corrige
from generator.controle.erreurs import CasIllisible
from generator.controle.lecture.candidat import lit_dossier
from generator.controle.lecture.dossier import DocumentLu, Dossier, TableLue
from generator.controle.solveurs.registre import resout
from generator.controle.verification import verifie
from tests.controle.fabrique import fabrique


@pytest.fixture(scope="module")
def dossier(cas) -> Dossier:
    return lit_dossier(cas / "candidat")


@pytest.mark.parametrize(
    ("entreprise", "graine"), [("torrefacteur", 1), ("pepiniere", 2), ("quincaillerie", 3), ("cycles", 4)]
)
def test_a_case_of_each_firm_is_proven(tmp_path, entreprise, graine):
    rapport = verifie(fabrique(tmp_path, entreprise, graine))
    assert rapport.reussie, rapport.en_json()
    assert {li.etat for li in rapport.lignes} == {"égal", "non recalculé (texte à lire)"}


def test_a_line_says_the_answer_its_kind_and_its_state(cas):
    assert "Q_1_1 calculee : égal" in map(str, verifie(cas).lignes)


def test_a_wrong_key_is_named_value_by_value(cas_modifiable):
    chemin = cas_modifiable / "correcteur" / "corrige.json"
    cle = json.loads(chemin.read_text(encoding="utf-8"))
    ref = cle["attendus"][0]["valeur"][0]["reference"]
    cle["attendus"][0]["valeur"][0]["disponible"] = "777"
    del cle["attendus"][1]["valeur"][-1]
    cle["attendus"][2]["valeur"] = "2026-01-05"
    chemin.write_text(json.dumps(cle), encoding="utf-8")
    rapport = verifie(cas_modifiable)
    dits = "\n".join(map(str, rapport.lignes))
    assert not rapport.reussie
    assert f"{ref}, disponible : corrigé « 777 »" in dits
    assert "retrouvée, absente du corrigé" in dits
    assert "corrigé « 2026-01-05 »" in dits
    assert rapport.fichiers == ["correcteur/corrige.json : fichier modifié depuis la création du cas"]


def test_an_altered_added_or_missing_file_is_named(cas_modifiable):
    documents = cas_modifiable / "candidat" / "documents"
    mail = next(documents.glob("*.eml"))
    mail.write_bytes(mail.read_bytes() + b"\r\n")
    (documents / "99-autre.txt").write_bytes(b"x")
    (cas_modifiable / "correcteur" / "grille.xlsx").unlink()
    dits = verifie(cas_modifiable).fichiers
    assert any(f"{mail.name} : fichier modifié" in d for d in dits)
    assert any("99-autre.txt : fichier ajouté" in d for d in dits)
    assert any("grille.xlsx : fichier absent" in d for d in dits)


@pytest.mark.parametrize("brut", [b"", b"{}", b"[]", b'{"fichiers": {"a": 1}}'])
def test_a_spoiled_manifest_is_said(cas_modifiable, brut):
    (cas_modifiable / "manifeste.json").write_bytes(brut)
    rapport = verifie(cas_modifiable)
    assert not rapport.reussie
    assert "manifeste.json" in rapport.fichiers[0]


def test_a_missing_document_loses_its_answers_and_names_them(cas_modifiable):
    next((cas_modifiable / "candidat" / "documents").glob("*.eml")).unlink()
    dits = "\n".join(map(str, verifie(cas_modifiable).lignes))
    assert "courriel de commande" in dits
    assert "Q_1_6 calculee : égal" in dits


def test_a_case_without_its_candidate_folder_is_named(cas_modifiable):
    (cas_modifiable / "candidat").rename(cas_modifiable / "ailleurs")
    with pytest.raises(CasIllisible, match="candidat"):
        verifie(cas_modifiable)


def test_a_spoiled_document_is_named_where_the_user_sees_it(cas_modifiable):
    pdf = next((cas_modifiable / "candidat" / "documents").glob("*.pdf"))
    pdf.write_bytes(b"%PDF-1.7 rien")
    with pytest.raises(CasIllisible, match=pdf.name) as e:
        verifie(cas_modifiable)
    assert str(cas_modifiable) in str(e.value)


def test_without_a_document_exactly_its_answers_are_lost(cas, dossier):
    assert list(ablation.fautes(lit_corrige(cas), dossier)) == []


# --- Metamorphosis: a rule changed in the documents moves the answers that lean on it, and no others ------------------


def change_regle(dossier: Dossier, nom: str, valeur: str) -> Dossier:
    """Return the folder with a rule changed in its documents."""

    def table(t: TableLue) -> TableLue:
        if t.entetes != ("Règle", "Valeur"):
            return t
        return replace(t, lignes=tuple({**li, "Valeur": valeur} if li["Règle"] == nom else li for li in t.lignes))

    def document(d: DocumentLu) -> DocumentLu:
        return replace(d, tables=tuple(map(table, d.tables)))

    return replace(dossier, documents=tuple(map(document, dossier.documents)))


def change(dossier: Dossier, nom: str, valeur: str) -> set[str]:
    """Return the ids whose answer moves when a rule changes."""
    avant, apres = resout(dossier), resout(change_regle(dossier, nom, valeur))
    return {i for i in avant.valeurs if avant.valeurs[i] != apres.valeurs.get(i)}


@pytest.mark.parametrize(
    ("regle", "valeur", "bougent"),
    [
        ("Contrôle d’un arrivage", "disponible 9 jours ouvrés après l’arrivée", {"Q_1_2", "Q_1_3"}),
        (
            "Préparation d’une commande",
            "15 jours ouvrés après le jour où toute la ligne est disponible",
            {"Q_1_2", "Q_1_3"},
        ),
    ],
)
def test_a_delay_changed_in_the_procedure_moves_the_dates_alone(dossier, regle, valeur, bougent):
    assert change(dossier, regle, valeur) == bougent


def test_the_operator_of_the_threshold_moves_the_replenishment_alone(dossier):
    formes = (
        "stock projeté inférieur ou égal au seuil d’alerte",
        "stock projeté strictement inférieur au seuil d’alerte",
    )
    actuelle = next(
        li["Valeur"]
        for d in dossier.documents
        for t in d.tables
        for li in t.lignes
        if li.get("Règle") == "Déclenchement"
    )
    autre = next(f for f in formes if f != actuelle)
    assert "Q_1_5_reassort" in change(dossier, "Déclenchement", autre) <= {"Q_1_5_reassort", "Q_1_5_fournisseurs"}


@pytest.mark.parametrize(
    "regle", ["Stock disponible", "Départ", "Jours de départ", "Déclenchement", "Quantité", "Écart", "Minimum atteint"]
)
def test_an_unknown_wording_is_never_guessed(dossier, regle):
    r = resout(change_regle(dossier, regle, "comme d’habitude"))
    assert any(regle in raison and "comme d’habitude" in raison for raison in r.manques.values())


def test_a_folder_can_be_built_in_memory_and_compared(dossier):
    assert list(memoire.differences(dossier, dossier)) == []
    autre = replace(dossier, documents=dossier.documents[:-1], zones=dossier.zones[1:])
    assert len(list(memoire.differences(autre, dossier))) == 2

"""check, new, schema, list: a designer's way, from the starter to a case."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from generator.blueprint.chargement import charge_entreprise, chemin_entreprise, entreprises
from generator.cli.schema import schemas
from generator.donnees import racine
from tests.cli.schema_json import fautes

JEUX = "generator.cli.essai.GRAINES"


@pytest.fixture
def firme(cli, monkeypatch) -> Path:
    """A starter firm, « ma-firme », in the current folder; trials are short."""
    monkeypatch.setattr(JEUX, (1,))
    assert cli("new", "ma-firme", "--entreprise").code == 0
    return Path("ma-firme")


def change(fichier: Path, avant: str, apres: str) -> None:
    """Change the first place of a file that is no comment."""
    lignes = fichier.read_text(encoding="utf-8").splitlines(keepends=True)
    rang = next(i for i, ligne in enumerate(lignes) if avant in ligne.partition("# ")[0])
    lignes[rang] = lignes[rang].replace(avant, apres, 1)
    fichier.write_text("".join(lignes), encoding="utf-8")


# --- new -------------------------------------------------------------------------------------------------------------


def test_the_starter_firm_is_commented_passes_check_and_generates(cli, firme) -> None:
    assert all(f.read_text(encoding="utf-8").startswith("#") for f in firme.rglob("*.yaml"))
    vu = cli("check", "ma-firme")
    assert vu.code == 0, vu.erreur
    assert vu.derniere.startswith("Ensuite : gen-scenario --activity A1 --entreprise ma-firme")
    assert cli("--activity", "A1", "--entreprise", "ma-firme", "--missions", "C1.3", "--seed", "1").code == 0
    assert Path("outputs/A1-ma-firme-1/candidat/sujet.pdf").is_file()


def test_the_starter_paper_is_commented_passes_check_and_generates(cli, monkeypatch) -> None:
    monkeypatch.setattr(JEUX, (1,))
    assert cli("new", "mon-sujet").code == 0
    assert Path("mon-sujet.yaml").read_text(encoding="utf-8").count("#") >= 8
    vu = cli("check", "mon-sujet.yaml")
    assert vu.code == 0, vu.erreur
    assert cli("--blueprint", "mon-sujet.yaml", "--missions", "C1.3", "--seed", "1", "--dry-run").code == 0


@pytest.mark.parametrize("nom", ["Ma Firme", "été", "con", "com1", "a" * 41, "../x", "-x", ""])
def test_a_name_that_some_system_refuses_is_refused(cli, nom) -> None:
    vu = cli("new", "--entreprise", "--", nom)
    assert vu.code == 1
    assert "par exemple" in vu.erreur
    assert list(Path().iterdir()) == []


def test_new_overwrites_nothing_and_takes_no_name_of_a_firm_shipped(cli, firme) -> None:
    assert "existe déjà" in cli("new", "ma-firme", "--entreprise").erreur
    assert "désigne déjà une entreprise fournie" in cli("new", "cycles", "--entreprise").erreur
    assert "Choix possibles" in cli("new", "autre", "--entreprise", "--modele", "boulanger").erreur


# --- check -----------------------------------------------------------------------------------------------------------


def test_every_fault_of_every_file_is_told_at_once_with_its_place(cli, firme) -> None:
    change(firme / "catalogue.yaml", "fournisseur: F001", "fournisseur: F999")
    change(firme / "entreprise.yaml", "capital:", "kapital:")
    change(firme / "equipe.yaml", "roles: [", "roles: [jardinier, ")
    change(firme / "clients.yaml", "{nom}", "{patron}")
    change(firme / "procedures/c1_3.yaml", "controle_jours: [", "controle_jours: [neuf, ")
    (firme / "procedures/c9_9.yaml").write_text("x: 1\n", encoding="utf-8")
    vu = cli("check", "ma-firme")
    assert vu.code == 1
    for fichier, dit in (
        ("catalogue", "F999"),
        ("entreprise", "capital"),
        ("equipe", "jardinier"),
        ("clients", "{patron}"),
        ("c1_3", "neuf"),
        ("c9_9", "aucune mission"),
    ):
        (ligne, *_) = [x for x in vu.erreur.splitlines() if fichier in x.partition(" : ")[0] and dit in x]
        assert all(n.isdigit() for n in ligne.partition(" : ")[0].split(":")[-2:]), ligne
    assert "fautes à corriger" in vu.erreur.splitlines()[-1]


@pytest.mark.parametrize(
    ("fichier", "avant", "apres", "dit"),
    [
        ("catalogue.yaml", "tva: 20", 'tva: "19,6"', "taux de TVA inconnu"),
        ("catalogue.yaml", "achat: ", "achat: 9", "le prix de vente doit dépasser le prix d’achat"),
        ("catalogue.yaml", "famille: ", "famille: x", "famille inconnue"),
        ("entreprise.yaml", "{n5}", "{n9}", "marque inconnue « {n9} »"),
        ("entreprise.yaml", "{n5}", "", "il faut un rang et un seul"),
        ("entreprise.yaml", '"38563"', '"99999"', "code INSEE de commune inconnu « 99999 »"),
        ("entreprise.yaml", 'police: ["Source Sans 3"]', "police: [Comic Sans]", "Source Serif 4"),
        ("entreprise.yaml", "{{ raison_sociale }}", "{{ raison_social }}", "variable inconnue « raison_social »"),
        ("entreprise.yaml", "{{ raison_sociale }}", "{{ raison_sociale }", "gabarit mal formé"),
        ("entreprise.yaml", "{{ raison_sociale }}", "{{ raison_sociale | joli }}", "gabarit mal formé"),
        ("procedures/cgv.yaml", "bandes:", "bandes:\n  - [[50, 3], [20, 5]]", "vont en croissant"),
        ("matiere/c1_5.yaml", "ref: ", "ref: X", "n’est pas une référence de catalogue.yaml"),
        ("equipe.yaml", "suppleant: ", "suppleant: x", "membre inconnu"),
        ("entreprise.yaml", "metier:", "metier\n", "YAML mal formé"),
        ("entreprise.yaml", "naf: ", "naf: : ", "YAML mal formé"),
    ],
)
def test_a_fault_is_told_with_its_file_line_and_column(cli, firme, fichier, avant, apres, dit) -> None:
    change(firme / fichier, avant, apres)
    vu = cli("check", "ma-firme")
    assert vu.code == 1, vu.dit
    (ligne, *_) = [x for x in vu.erreur.splitlines() if dit in x]
    lieu = ligne.partition(" : ")[0]
    assert lieu.startswith(str(firme / fichier))
    if "mal formé" not in dit:
        numero = int(lieu.split(":")[-2])
        assert numero > 1


@pytest.mark.parametrize(
    "octets",
    [
        b"\xff\xfe\x00",
        b"a: \x00",
        b"[" * 100_000,
        b"- " * 50_000,
        b"a: &x 1\nb: *x\n" * 2,
        b"{a: 1}: 2",
        b"x" * 2_000_001,
        b"",
        b"- 1\n",
        b"null",
        b"a: *rien",
    ],
)
@pytest.mark.parametrize("fichier", ["catalogue.yaml", "sujet.yaml"])
def test_a_file_that_is_no_blueprint_is_refused_with_a_sentence(cli, firme, fichier, octets) -> None:
    ou = firme / fichier if fichier == "catalogue.yaml" else Path(fichier)
    ou.write_bytes(octets)
    vu = cli("check", ou)
    assert vu.code == 1
    assert f"{fichier}:" in vu.erreur
    assert "Défaut du programme" not in vu.erreur


def test_check_says_which_missions_a_firm_can_serve_and_generating_says_why_not(cli, firme) -> None:
    (firme / "procedures/c1_3.yaml").unlink()
    (firme / "matiere/c1_5.yaml").unlink()
    vu = cli("check", "ma-firme")
    assert vu.code == 0, vu.erreur
    assert "C1.3 : il manque procedures/c1_3.yaml" in vu.dit
    assert "C1.5 : il manque matiere/c1_5.yaml" in vu.dit
    assert "Missions qu’elle peut servir : C1.1, C1.2, C1.4" in vu.dit
    refus = cli("--activity", "A1", "--entreprise", "ma-firme", "--missions", "C1.1,C1.3", "--seed", "1")
    assert refus.code == 1
    assert "il lui manque procedures/c1_3.yaml" in refus.erreur
    assert (
        cli("--activity", "A1", "--entreprise", "ma-firme", "--missions", "C1.1", "--seed", "1", "--dry-run").code == 0
    )


def test_a_catalogue_with_too_few_stocked_articles_is_told_by_check_and_by_generating(cli, firme) -> None:
    catalogue = yaml.load((firme / "catalogue.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for article in catalogue["articles"][10:]:
        article |= {"stocke": "false"}
    (firme / "catalogue.yaml").write_text(yaml.safe_dump(catalogue, allow_unicode=True), encoding="utf-8")
    for vu in (cli("check", "ma-firme"), cli("--activity", "A1", "--entreprise", "ma-firme", "--missions", "C1.3")):
        assert vu.code == 1
        assert "L’entreprise ne suffit pas" in vu.erreur
        assert "catalogue.yaml" in vu.erreur
        assert "Défaut du programme" not in vu.erreur


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ("points: 20", "points: 21", "la somme des points"),
        ("competence: C1.1", "competence: C2.1", "C2.1"),
        ("cycles]", "boulanger]", "boulanger"),
        ("duree_minutes: 180", "duree_minutes: trois", "nombre entier"),
        ("date_fin: 11/12/2026", "date_fin: 31/02/2026", "date"),
        ("date_fin: 11/12/2026", "date_fin: 11/01/2026", "date_fin"),
        ("competence: C1.2", "competence: C1.1", "déjà plus haut"),
        ("titre:", "tittre:", "titre"),
        ("[[livraison,", "[[livraizon,", "livraizon"),
    ],
)
def test_a_fault_of_a_paper_is_told_with_its_line(cli, avant, apres, dit) -> None:
    cli("new", "mon-sujet")
    change(Path("mon-sujet.yaml"), avant, apres)
    vu = cli("check", "mon-sujet.yaml")
    assert vu.code == 1
    (ligne, *_) = [x for x in vu.erreur.splitlines() if dit in x]
    assert ligne.startswith("mon-sujet.yaml:")
    assert int(ligne.split(":")[1]) > 1


def test_a_paper_finds_a_firm_beside_it_from_any_folder(cli, firme, monkeypatch) -> None:
    cli("new", "mon-sujet")
    change(Path("mon-sujet.yaml"), "[torrefacteur, quincaillerie, pepiniere, cycles]", "ma-firme")
    ailleurs = Path("ailleurs").resolve()
    ailleurs.mkdir()
    sujet = Path("mon-sujet.yaml").resolve()
    monkeypatch.chdir(ailleurs)
    assert cli("check", sujet).code == 0
    assert cli("--blueprint", sujet, "--missions", "C1.3", "--seed", "1").code == 0
    assert Path("outputs/A1-ma-firme-1").is_dir()


def test_a_folder_that_is_no_firm_says_what_it_lacks(cli) -> None:
    Path("vide").mkdir()
    vu = cli("check", "vide")
    assert vu.code == 1
    assert "entreprise.yaml" in vu.erreur
    assert "Choix possibles" in cli("check", "nulle-part").erreur


# --- schema, list ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nom", entreprises())
def test_the_schemas_accept_the_yaml_shipped_as_an_editor_reads_it(nom) -> None:
    tous = schemas()
    dossier = racine("blueprints") / "entreprises" / nom
    for fichier in dossier.rglob("*.yaml"):
        cle = fichier.relative_to(dossier).with_suffix("").as_posix().replace("/", "-")
        arbre = yaml.load(fichier.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        assert fautes(tous[cle], json.loads(json.dumps(arbre, default=str))) == []


def test_the_paper_shipped_and_a_key_obey_their_schemas(cli) -> None:
    tous = schemas()
    sujet = yaml.load((racine("blueprints") / "A1/epreuve.yaml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert fautes(tous["epreuve"], json.loads(json.dumps(sujet, default=str))) == []
    assert cli("--activity", "A1", "--missions", "C1.3", "--seed", "3").code == 0
    (cle,) = Path("outputs").glob("*/correcteur/corrige.json")
    assert fautes(tous["corrige"], json.loads(cle.read_text(encoding="utf-8"))) == []


def test_the_schemas_refuse_what_the_reader_refuses() -> None:
    tous, sujet = schemas(), yaml.safe_load((racine("blueprints") / "A1/epreuve.yaml").read_text(encoding="utf-8"))
    bon = json.loads(json.dumps(sujet, default=str))
    for faux in ({"tittre": "x"}, {"activite": "A4"}, {"entreprises": []}, {"missions": [{"competence": "C1.1"}]}):
        assert fautes(tous["epreuve"], bon | faux)
    sans_titre = {k: v for k, v in bon.items() if k != "titre"}
    assert fautes(tous["epreuve"], sans_titre)


def test_the_schemas_are_printed_listed_and_written(cli) -> None:
    assert json.loads(cli("schema", "entreprise").dit)["title"] == "entreprise"
    assert "corrige" in cli("schema").dit.splitlines()
    assert "Choix possibles" in cli("schema", "entrprise").erreur
    vu = cli("schema", "--output", "mes schémas")
    assert vu.code == 0
    assert "yaml-language-server" in vu.derniere
    assert {f.name for f in Path("mes schémas").iterdir()} == {f"{nom}.schema.json" for nom in schemas()}


def test_list_tells_what_may_be_chosen_and_what_to_do_next(cli) -> None:
    vu = cli("list")
    assert vu.derniere == "Ensuite : gen-scenario --activity A1 --seed 42"
    choix = json.loads(cli("list", "--json").dit)
    assert set(choix["entreprises"]) == set(entreprises())
    assert choix["niveaux"] == ["entrainement", "examen", "expert"]
    assert choix["activites"]["A1"]["missions"]["C1.3"]["taches"]


def test_a_firm_of_one_s_own_that_breaks_the_program_is_told_as_such(cli, firme, monkeypatch) -> None:
    def casse(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("generator.cas.compose", casse)
    vu = cli("--activity", "A1", "--entreprise", "ma-firme", "--missions", "C1.3", "--seed", "1")
    assert vu.code == 1
    assert "gen-scenario check ma-firme" in vu.erreur
    fournie = cli("--activity", "A1", "--entreprise", "cycles", "--missions", "C1.3", "--seed", "1")
    assert fournie.code == 3
    assert "Défaut du programme" in fournie.erreur


def test_a_firm_is_read_the_same_with_windows_line_ends(tmp_path) -> None:
    copie = tmp_path / "cycles"
    shutil.copytree(chemin_entreprise("cycles"), copie)
    for f in copie.rglob("*.yaml"):
        f.write_bytes(f.read_bytes().replace(b"\n", b"\r\n"))
    assert charge_entreprise(copie).catalogue == charge_entreprise(chemin_entreprise("cycles")).catalogue

"""Writing a case: whole or not at all, nothing lost, nothing half done."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.fabrication import dossier
from generator.fabrication.dossier import DossierExistant, EcritureImpossible, ecrit

UN = ("--activity", "A1", "--missions", "C1.3", "--entreprise", "pepiniere", "--seed", "42")
NOM = "A1-pepiniere-42"
NEUF = {"manifeste.json": b"neuf", "candidat/sujet.pdf": b"2", "correcteur/corrige.json": b"3"}
VIEUX = {"manifeste.json": b"vieux", "candidat/sujet.pdf": b"1"}


def contenu(ou: Path) -> dict[str, bytes]:
    return {p.relative_to(ou).as_posix(): p.read_bytes() for p in ou.rglob("*") if p.is_file()}


def echoue_a_la(monkeypatch: pytest.MonkeyPatch, methode: str, rang: int, erreur: BaseException) -> None:
    """Make the nth call of a method of Path raise."""
    vraie, appels = getattr(Path, methode), []

    def fausse(self, *arguments, **options):
        appels.append(self)
        if len(appels) == rang:
            raise erreur
        return vraie(self, *arguments, **options)

    monkeypatch.setattr(Path, methode, fausse)


@pytest.fixture
def cible(tmp_path: Path) -> Path:
    """A case that is there already."""
    ecrit(VIEUX, tmp_path / "cas")
    return tmp_path / "cas"


def test_a_case_is_written_whole(tmp_path: Path) -> None:
    ecrit(NEUF, tmp_path / "é à" / "cas")
    assert contenu(tmp_path / "é à") == {f"cas/{nom}": o for nom, o in NEUF.items()}
    assert [p.name for p in (tmp_path / "é à").iterdir()] == ["cas"]


def test_what_exists_is_kept_without_force_and_replaced_with_it(cible: Path) -> None:
    with pytest.raises(DossierExistant, match="--force"):
        ecrit(NEUF, cible)
    assert contenu(cible) == VIEUX
    ecrit(NEUF, cible, force=True)
    assert contenu(cible.parent) == {f"cas/{nom}": o for nom, o in NEUF.items()}


@pytest.mark.parametrize("faux", ["fichier", "dossier", "lien"])
def test_force_replaces_nothing_but_a_case(tmp_path: Path, faux: str) -> None:
    cible = tmp_path / "cas"
    (tmp_path / "precieux").mkdir()
    (tmp_path / "precieux" / "these.docx").write_bytes(b"dix ans")
    if faux == "fichier":
        cible.write_bytes(b"dix ans")
    elif faux == "dossier":
        (tmp_path / "precieux").rename(cible)
    else:
        try:
            cible.symlink_to(tmp_path / "precieux")
        except OSError:
            pytest.skip("ce compte Windows ne crée pas de liens")
    avant = contenu(tmp_path)
    with pytest.raises(DossierExistant, match="n’est pas un cas"):
        ecrit(NEUF, cible, force=True)
    assert contenu(tmp_path) == avant


@pytest.mark.parametrize(
    "erreur",
    [OSError(errno.ENOSPC, "No space left"), OSError(errno.EACCES, "Permission denied"), KeyboardInterrupt()],
    ids=["disque plein", "accès refusé", "interruption"],
)
@pytest.mark.parametrize(
    ("methode", "rang"), [("write_bytes", 1), ("write_bytes", 3), ("mkdir", 2), ("rename", 1), ("rename", 2)]
)
def test_a_failure_at_any_moment_keeps_the_former_case_and_leaves_nothing(
    cible: Path, monkeypatch: pytest.MonkeyPatch, methode: str, rang: int, erreur: BaseException
) -> None:
    with monkeypatch.context() as m:
        echoue_a_la(m, methode, rang, erreur)
        with pytest.raises((EcritureImpossible, KeyboardInterrupt)):
            ecrit(NEUF, cible, force=True)
    assert contenu(cible.parent) == {f"cas/{nom}": o for nom, o in VIEUX.items()}
    assert [p.name for p in cible.parent.iterdir()] == ["cas"]


def test_a_former_case_that_cannot_go_back_is_kept_aside_and_told(cible: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vraie, appels = Path.rename, []

    def fausse(self, ou):
        appels.append(self)
        if len(appels) > 1:
            raise OSError(errno.EACCES, "Permission denied")
        return vraie(self, ou)

    monkeypatch.setattr(Path, "rename", fausse)
    with pytest.raises(EcritureImpossible, match="Il est entier dans"):
        ecrit(NEUF, cible, force=True)
    gardes = list(cible.parent.glob(f".gs-*/{dossier.ANCIEN}"))
    assert [contenu(g) for g in gardes] == [VIEUX]


@pytest.mark.parametrize(
    ("numero", "dit"),
    [
        (errno.ENOSPC, "le disque est plein"),
        (errno.EACCES, "accès refusé"),
        (errno.EROFS, "lecture seule"),
        (errno.ENAMETOOLONG, "trop long"),
    ],
)
def test_the_command_says_why_it_could_not_write(cli, monkeypatch, numero, dit) -> None:
    echoue_a_la(monkeypatch, "write_bytes", 2, OSError(numero, "in English"))
    vu = cli(*UN, "--output", "mes cas")
    assert vu.code == 1
    assert dit in vu.erreur
    assert "Rien n’a été laissé à moitié écrit" in vu.erreur
    assert "in English" not in vu.erreur
    assert list(Path("mes cas").iterdir()) == []


def test_an_output_that_is_a_file_is_told(cli) -> None:
    Path("outputs").write_bytes(b"")
    vu = cli(*UN)
    assert vu.code == 1
    assert "outputs" in vu.erreur
    assert "Impossible d’écrire" in vu.erreur


def test_an_existing_case_stops_the_command_before_any_work(cli, monkeypatch) -> None:
    def interdit(*_: object) -> None:
        raise AssertionError

    ecrit(VIEUX, Path("outputs") / NOM)
    monkeypatch.setattr("generator.cas.compose", interdit)
    vu = cli(*UN)
    assert vu.code == 1
    assert "existe déjà" in vu.erreur
    assert "--force" in vu.erreur


def test_the_main_job_tells_where_the_case_is_and_what_to_do_next(cli) -> None:
    vu = cli(*UN, "--output", "mes cas à moi", "--zip")
    assert vu.code == 0, vu.erreur
    ou = Path("mes cas à moi") / NOM
    assert vu.derniere == f'Ensuite : gen-scenario verify "{ou}"'
    presents = contenu(ou)
    assert {"candidat.zip", "correcteur.zip", "manifeste.json", "candidat/sujet.pdf"} <= set(presents)
    manifeste = json.loads(presents["manifeste.json"])
    assert set(presents) - set(manifeste["fichiers"]) == {"manifeste.json", "candidat.zip", "correcteur.zip"}


def test_the_command_of_the_manifest_makes_the_same_case_again(cli) -> None:
    assert (
        cli("--activity", "A1", "--missions", "c1.3", "--seed", "5", "--niveau", "expert", "--tirage", "C1.3=2").code
        == 0
    )
    (premier,) = Path("outputs").iterdir()
    commande = json.loads((premier / "manifeste.json").read_text(encoding="utf-8"))["commande"]
    assert cli(*commande.split()[1:], "--output", "encore").code == 0
    (second,) = Path("encore").iterdir()
    un, deux = contenu(premier), contenu(second)
    assert {n for n in un if un[n] != deux.get(n)} <= {"manifeste.json"}
    assert json.loads(un["manifeste.json"])["fichiers"] == json.loads(deux["manifeste.json"])["fichiers"]


def test_every_path_of_a_case_suits_windows(cli) -> None:
    reserves = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
    profil = r"C:\Users\prenom.nom-compose\OneDrive - Centre de formation\Documents\gen-scenario\outputs" + "\\"
    assert cli(*UN).code == 0
    faits = contenu(Path("outputs"))
    for chemin in faits:
        for partie in chemin.split("/"):
            assert partie.isascii()
            assert not set(partie) & set('<>:"\\|?* ,')
            assert partie.partition(".")[0].lower() not in reserves
            assert not partie.endswith((".", " "))
        assert len(profil + chemin) < 200, chemin
    minuscules = [c.lower() for c in faits]
    assert len(minuscules) == len(set(minuscules))


# --- A process of its own --------------------------------------------------------------------------------------------


def demarre(*arguments: str, cwd: Path, code: str = "", **options) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *(["-c", code] if code else ["-m", "generator"]), *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        **options,
    )


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("attente", [0.1, 1, None])
def test_an_interruption_ends_cleanly_and_leaves_whole_cases(tmp_path: Path, attente: float | None) -> None:
    """Interrupted while it starts, while it works (None: as soon as a first case is there)."""
    code = "import generator.cli.principal as p; print('prêt', flush=True); p.main()"
    processus = demarre(*UN, "--count", "60", cwd=tmp_path, code=code, start_new_session=True)
    assert processus.stdout is not None
    processus.stdout.readline()
    time.sleep(attente or 0)
    while attente is None and not list(tmp_path.glob("outputs/A1-*")):
        time.sleep(0.05)
    os.killpg(processus.pid, signal.SIGINT)
    _dit, erreur = processus.communicate(timeout=120)
    assert processus.returncode == 130
    assert "Interrompu" in erreur.decode()
    assert "Traceback" not in erreur.decode()
    cas = list((tmp_path / "outputs").iterdir()) if (tmp_path / "outputs").exists() else []
    for c in cas:
        manifeste = json.loads((c / "manifeste.json").read_text(encoding="utf-8"))
        assert set(manifeste["fichiers"]) | {"manifeste.json"} == set(contenu(c))


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_who_left_and_a_full_screen_leave_no_traceback(tmp_path: Path) -> None:
    with demarre("schema", "entreprise", cwd=tmp_path) as processus:
        assert processus.stdout is not None
        assert processus.stderr is not None
        processus.stdout.close()
        assert processus.stderr.read() == b""
    assert processus.returncode == 1
    code = "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, '-m', 'generator', 'list'])"
    ferme = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        check=False,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (ferme.returncode, ferme.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_result_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as plein:
        fini = subprocess.run(
            [sys.executable, "-m", "generator", "list"],
            cwd=tmp_path,
            check=False,
            stdout=plein,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    assert fini.returncode == 1
    assert "le disque est plein" in fini.stderr.decode()
    assert "Traceback" not in fini.stderr.decode()

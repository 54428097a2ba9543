"""Install gen-scenario beside this file, then run it: one command, on a machine that has Python 3.11 and nothing else.

    python lancer.py                        a case: --activity A1 --seed 42
    python lancer.py --activity A2 ...      any arguments of gen-scenario
    python lancer.py tests ...              the tests (and any arguments of pytest)

The first run makes .venv and fills it from the locks, every package checked against its hash; the next ones start at
once, until a lock changes. Standard library only. Written so that an old Python can read it, and say that it is old.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

RACINE = Path(__file__).resolve().parent
VENV = RACINE / ".venv"
JOURNAL = VENV / "installation.log"
TEMOIN = VENV / "gen-scenario.installe"
MINIMUM = (3, 11)
DEFAUT = ["--activity", "A1", "--seed", "42"]
VERROU = "requirements.lock"
VERROU_TESTS = "requirements-dev.lock"


class Echec(Exception):
    """What stops the run, told in French to the one who started it."""


def dit(message: str) -> None:
    """Tell how far the installation is, without mixing with what gen-scenario prints."""
    print(message, file=sys.stderr, flush=True)


def executable(nom: str) -> Path:
    """Return the path of a program of the environment."""
    return VENV / "Scripts" / (nom + ".exe") if os.name == "nt" else VENV / "bin" / nom


def environnement() -> dict:
    """Return the variables of the programs started: nothing of another environment, UTF-8 everywhere."""
    variables = dict(os.environ)
    for nom in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"):
        variables.pop(nom, None)
    # Windows: also lets Python 3.11 read the project's path, whatever its accents.
    variables["PYTHONUTF8"] = "1"
    return variables


def empreinte(verrou: str, racine: Path = RACINE) -> str:
    """Return what an installation depends on, as one hash: Python, the place, the project file and the lock."""
    somme = hashlib.sha256()
    for partie in (repr(sys.version_info[:3]), sys.base_prefix, str(racine)):
        somme.update(partie.encode("utf-8", "surrogatepass") + b"\0")
    for nom in ("pyproject.toml", verrou):
        somme.update((racine / nom).read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return somme.hexdigest()


def lit_temoin(chemin: Path = TEMOIN) -> dict:
    """Return the hashes of what is installed, by lock; none when nothing is, or when the file cannot be read."""
    try:
        lignes = chemin.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    return dict(ligne.split(" ", 1) for ligne in lignes if " " in ligne)


def arguments_pytest(recus: list) -> list:
    """Return pytest's arguments: all cores when nothing else is asked."""
    return list(recus) or ["-n", "auto"]


def marche(ligne: list) -> bool:
    """Tell whether a command starts and succeeds, in silence."""
    try:
        return subprocess.run(ligne, env=environnement(), capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def cree_venv() -> None:
    """Make .venv, or make it again when it does not start or belongs to another Python. Raises Echec."""
    python = str(executable("python"))
    version = "import sys; sys.exit(sys.version_info[:2] != %r)" % (tuple(sys.version_info[:2]),)
    if marche([python, "-c", version]) and (
        marche([python, "-m", "pip", "--version"]) or marche([python, "-m", "ensurepip", "--upgrade"])
    ):
        return
    dit("Création de l’environnement Python dans %s…" % VENV)
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(str(VENV))
    except (OSError, subprocess.CalledProcessError) as erreur:
        raise Echec(
            "L’environnement Python n’a pas pu être créé (%s).\n"
            "Sous Debian ou Ubuntu, installez d’abord le paquet python3-venv. Sous Windows, fermez les programmes\n"
            "qui utilisent le dossier .venv, puis recommencez." % erreur
        ) from erreur


def pip(titre: str, *arguments: str) -> None:
    """Run pip in the environment, its output kept in the log. Raises Echec."""
    dit(titre)
    ligne = [str(executable("python")), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    with JOURNAL.open("a", encoding="utf-8") as sortie:
        fini = subprocess.run(
            [*ligne, *arguments], cwd=str(RACINE), env=environnement(), stdout=sortie, stderr=sortie, check=False
        )
    if fini.returncode:
        lignes = JOURNAL.read_text(encoding="utf-8", errors="replace").split("\n")
        fin = [texte.strip() for texte in lignes if "error" in texte.lower()][-4:] or lignes[-8:]
        raise Echec(
            "L’installation a échoué. Vérifiez la connexion au réseau (ou le proxy : variable HTTPS_PROXY), puis\n"
            "recommencez : elle reprendra où elle en était. Le détail est dans %s :\n  %s"
            % (JOURNAL, "\n  ".join(fin))
        )


def installe(verrou: str) -> None:
    """Bring .venv to the state of that lock, unless it is there already. Raises Echec."""
    voulue = empreinte(verrou)
    deja = lit_temoin()
    if deja.get(verrou) == voulue and executable("gen-scenario").exists():
        return
    cree_venv()
    JOURNAL.write_text("", encoding="utf-8")
    quoi = "outils de test" if verrou == VERROU_TESTS else "composants"
    pip("Installation des %s (une à deux minutes la première fois)…" % quoi, "--require-hashes", "-r", verrou)
    pip("Installation de gen-scenario…", "--no-deps", "--no-build-isolation", "--editable", ".")
    etat = {verrou: voulue}
    if verrou == VERROU_TESTS:  # it holds the other one
        etat[VERROU] = empreinte(VERROU)
    TEMOIN.write_text("".join("%s %s\n" % paire for paire in sorted(etat.items())), encoding="utf-8")
    dit("Installation terminée.")


def commande(arguments: list) -> tuple:
    """Return the lock that the arguments need, the command to run and its folder (None: the present one)."""
    if arguments[:1] == ["tests"]:
        return VERROU_TESTS, [str(executable("python")), "-m", "pytest", *arguments_pytest(arguments[1:])], str(RACINE)
    return VERROU, [str(executable("gen-scenario")), *(arguments or DEFAUT)], None


def main(arguments: list) -> int:
    """Install what is needed, run the command, return its exit code (3 when the installation failed)."""
    for flux in (sys.stdout, sys.stderr):
        if hasattr(flux, "reconfigure"):
            flux.reconfigure(errors="replace")
    if sys.version_info[:2] < MINIMUM:
        dit(
            "gen-scenario demande Python %d.%d ou plus récent ; celui-ci est le %d.%d (%s)."
            % (MINIMUM + tuple(sys.version_info[:2]) + (sys.executable,))
        )
        return 1
    verrou, ligne, dossier = commande(arguments)
    try:
        installe(verrou)
        return subprocess.run(ligne, cwd=dossier, env=environnement(), check=False).returncode
    except Echec as echec:
        dit(str(echec))
        return 3
    except KeyboardInterrupt:
        dit("Interrompu.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

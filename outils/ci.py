"""Run what a submission must pass, in the order in which a fault is cheapest to find; report all faults at the end.

    bash .ci/run [STEP ...]        all steps, or the named ones: tests ruff mypy imports lourd cas

- tests: the README's command, which also makes .venv from the locks;
- ruff, mypy, imports: with the settings of pyproject.toml;
- lourd: the tests that need LibreOffice, Poppler or grammalecte; none may be skipped;
- cas: fresh cases of every firm at every level, read by ../shared/checks/case_lint.py where it exists.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

RACINE = Path(__file__).resolve().parent.parent
LINT = RACINE.parent / "shared" / "checks" / "case_lint.py"
NIVEAUX = ("entrainement", "examen", "expert")
GRAINES = (42, 7, 1789, 2026, 31415, 271828, 60606, 8675309, 123456789, 4294967296)
OUTILS_LOURDS = {
    "soffice": ("libreoffice-writer", "libreoffice-calc", "fonts-liberation"),
    "pdftotext": ("poppler-utils",),
    "grammalecte-cli": ("grammalecte-cli",),
}
"""Debian's packages by the program they bring."""
AUCUN_TEST = 5
OUVRIERS = 2


def venv(nom: str) -> str:
    """Return the path of a program of the environment that lancer.py makes."""
    return str(RACINE / ".venv" / ("Scripts" if os.name == "nt" else "bin") / nom)


def lance(*commande: str) -> int:
    """Run a command from the root, its output shown; return its exit code."""
    print("$", *commande, flush=True)
    return subprocess.run(commande, cwd=RACINE, check=False, stdin=subprocess.DEVNULL).returncode


def tests() -> str:
    """Run the README's test command; no test at all (exit 5) is a fault like another."""
    code = lance(sys.executable, "lancer.py", "tests")
    return "aucun test" if code == AUCUN_TEST else f"sortie {code}" if code else ""


def ruff() -> str:
    """Check the style."""
    return "ruff check" if lance(venv("ruff"), "check") else ""


def mypy() -> str:
    """Check the types of the package."""
    return "mypy" if lance(venv("mypy")) else ""


def imports() -> str:
    """Check that imports go one way."""
    return "lint-imports" if lance(venv("lint-imports")) else ""


def installe_outils() -> str:
    """Install the missing programs of the heavy tests, in CI only; return the names of those still missing."""
    paquets = [p for outil, noms in OUTILS_LOURDS.items() if not shutil.which(outil) for p in noms]
    if paquets and os.environ.get("CI") and shutil.which("apt-get"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        lance("apt-get", "update", "-qq")
        lance("apt-get", "install", "-y", "-qq", "--no-install-recommends", *paquets)
    return ", ".join(outil for outil in OUTILS_LOURDS if not shutil.which(outil))


def ignores(rapport: Path) -> list[str]:
    """Return the names of the tests that a JUnit report calls skipped (an expected failure is not)."""
    cas = ET.parse(rapport).iter("testcase")  # noqa: S314 - pytest wrote it a moment ago
    return [c.get("name", "?") for c in cas if any(s.get("type") != "pytest.xfail" for s in c.findall("skipped"))]


def lourd() -> str:
    """Run the heavy tests: none of them may be skipped; there may be none yet."""
    if manque := installe_outils():
        return f"programmes absents : {manque}"
    with tempfile.TemporaryDirectory() as dossier:
        rapport = Path(dossier) / "lourd.xml"
        code = lance(venv("python"), "-m", "pytest", "-m", "lourd", f"--junitxml={rapport}")
        if code == AUCUN_TEST:
            return ""
        if code:
            return f"sortie {code}"
        return f"tests ignorés : {', '.join(noms)}" if (noms := ignores(rapport)) else ""


def tirages() -> list[tuple[str, str, str, int]]:
    """Return (activity, firm, level, seed): every firm at every level of every activity, the seeds in turn."""
    activites = sorted(p.parent.name for p in (RACINE / "blueprints").glob("A?/epreuve.yaml"))
    firmes = sorted(p.name for p in (RACINE / "blueprints" / "entreprises").iterdir() if p.is_dir())
    combinaisons = itertools.product(activites, firmes, NIVEAUX)
    return [(*c, g) for c, g in zip(combinaisons, itertools.cycle(GRAINES), strict=False)]


def genere(tirage: tuple[str, str, str, int], sortie: Path) -> str:
    """Make one case in a folder of its own; return what went wrong, or nothing."""
    activite, firme, niveau, graine = tirage
    options = ["--activity", activite, "--entreprise", firme, "--niveau", niveau, "--seed", str(graine)]
    commande = [venv("gen-scenario"), *options, "--output", str(sortie)]
    fini = subprocess.run(
        commande,
        cwd=RACINE,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return f"{' '.join(options)} : sortie {fini.returncode}\n{fini.stdout}" if fini.returncode else ""


def cas() -> str:
    """Make fresh cases and read them with the shared checks."""
    if not LINT.exists():
        print(f"{LINT} absent : rien à faire.")
        return ""
    voulus = tirages()
    if not voulus:
        return "aucune entreprise dans blueprints/entreprises"
    with tempfile.TemporaryDirectory() as dossier, ThreadPoolExecutor(OUVRIERS) as ouvriers:
        sorties = [Path(dossier) / f"{n:02d}" for n in range(len(voulus))]
        fautes = [f for f in ouvriers.map(genere, voulus, sorties) if f]
        print(f"{len(voulus) - len(fautes)} cas faits sur {len(voulus)}.", *fautes, sep="\n", flush=True)
        faits = sorted(str(p.parent) for p in Path(dossier).glob("*/*/candidat"))
        code = lance(venv("python"), str(LINT), *faits) if faits else 0
    defauts = [f"{len(fautes)} cas non produits"] * bool(fautes) + [f"case_lint : sortie {code}"] * bool(code)
    if not fautes and len(faits) != len(voulus):
        defauts.append(f"{len(faits)} dossiers pour {len(voulus)} cas")
    return " ; ".join(defauts)


ETAPES: dict[str, Callable[[], str]] = {e.__name__: e for e in (tests, ruff, mypy, imports, lourd, cas)}


def main(voulues: list[str]) -> int:
    """Run the steps, say how each ended, return 1 when one failed."""
    if inconnues := [v for v in voulues if v not in ETAPES]:
        print(f"Étapes inconnues : {', '.join(inconnues)} ; connues : {', '.join(ETAPES)}", file=sys.stderr)
        return 2
    bilan: dict[str, str] = {}
    for nom in voulues or ETAPES:
        print(f"\n=== {nom}", flush=True)
        debut = time.perf_counter()
        bilan[nom] = ETAPES[nom]()
        print(f"=== {nom} : {bilan[nom] or 'bon'} ({time.perf_counter() - debut:.0f} s)", flush=True)
    fautes = {nom: faute for nom, faute in bilan.items() if faute}
    print("", *(f"ÉCHEC {nom} : {faute}" for nom, faute in fautes.items()), sep="\n")
    print("Tout est bon." if not fautes else f"{len(fautes)} étape(s) en échec sur {len(bilan)}.")
    return 1 if fautes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

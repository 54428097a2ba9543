"""Make the same cases under several Pythons, and compare their content hashes (by hand; a Python per argument):

    python outils/comparer_pythons.py .venv/bin/python /tmp/v3.12/bin/python /tmp/v3.13/bin/python

Each needs the packages of requirements.lock. What manifeste.json says must be equal, the files' raw hashes apart (another
zlib may compress otherwise). Standard library only; exit 1 when a case differs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parent.parent
FIRMES = sorted(p.name for p in (RACINE / "blueprints" / "entreprises").iterdir() if p.is_dir())
CAS = [(firme, niveau, 42 + n) for n, firme in enumerate(FIRMES) for niveau in ("entrainement", "examen", "expert")]


def manifeste(python: str, cas: tuple[str, str, int], sortie: Path) -> dict[str, Any]:
    """Return the manifest of a case made by that Python, without raw hashes."""
    firme, niveau, graine = cas
    options = ["--activity", "A1", "--entreprise", firme, "--niveau", niveau, "--seed", str(graine)]
    environnement = {**os.environ, "PYTHONPATH": str(RACINE), "PYTHONHASHSEED": str(graine * 7)}
    commande = [python, "-m", "generator", *options, "--output", str(sortie)]
    subprocess.run(commande, cwd=sortie, env=environnement, check=True, stdout=subprocess.DEVNULL)
    (fichier,) = sortie.glob("*/manifeste.json")
    lu: dict[str, Any] = json.loads(fichier.read_text(encoding="utf-8"))
    return {**lu, "fichiers": {nom: f["contenu"] for nom, f in lu["fichiers"].items()}}


def differences(un: dict[str, Any], autre: dict[str, Any]) -> list[str]:
    """Return the keys and the files that differ."""
    cles = [c for c in un if c != "fichiers" and un[c] != autre.get(c)]
    noms = sorted(set(un["fichiers"]) | set(autre["fichiers"]))
    return cles + [n for n in noms if un["fichiers"].get(n) != autre["fichiers"].get(n)]


def main(pythons: list[str]) -> int:
    """Compare every Python with the first."""
    if len(pythons) < 2:
        print(__doc__)
        return 2
    fautes = 0
    for cas in CAS:
        with tempfile.TemporaryDirectory() as dossier:
            lus = []
            for n, python in enumerate(pythons):
                (sortie := Path(dossier) / str(n)).mkdir()
                lus.append(manifeste(str(Path(python).absolute()), cas, sortie))
        for python, lu in zip(pythons[1:], lus[1:], strict=True):
            differe = differences(lus[0], lu)
            fautes += bool(differe)
            dit = ", ".join(differe) or f"{len(lu['fichiers'])} fichiers égaux"
            print(f"{'-'.join(map(str, cas))} {python} : {dit}", flush=True)
    print("Tout est égal." if not fautes else f"{fautes} différence(s).")
    return 1 if fautes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

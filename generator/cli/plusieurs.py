"""`--count N`: several cases from one seed, each with its own, on all cores, with progress on a terminal."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from generator.alea import Alea
from generator.cas import Commande
from generator.cli.cree import fabrique


def graines(commande: Commande, n: int) -> list[int]:
    """Return n distinct seeds that follow from the command's: the same however many cores."""
    trouvees: list[int] = []
    rang = 0
    while len(trouvees) < n:
        graine = Alea(commande.graine).flux("count", rang).sous(10**9)
        rang += 1
        if graine not in trouvees:
            trouvees.append(graine)
    return trouvees


def _un(commande: Commande, sortie: Path, force: bool, en_zip: bool, a_blanc: bool) -> dict[str, Any]:
    return fabrique(commande, sortie, force=force, en_zip=en_zip, a_blanc=a_blanc)


def cree_plusieurs(commande: Commande, options: Mapping[str, Any]) -> int:
    """Make the cases; the first failure stops the run, what is written stays whole."""
    commandes = [replace(commande, graine=g) for g in graines(commande, options["nombre"])]
    ouvriers = min(os.cpu_count() or 1, len(commandes))
    bilans: dict[int, dict[str, Any]] = {}
    with ProcessPoolExecutor(ouvriers, mp_context=get_context("spawn")) as executeur:
        taches = {executeur.submit(_un, c, options["sortie"], options["force"], options["en_zip"], options["a_blanc"]): c.graine for c in commandes}
        try:
            for tache in _progression(taches, len(commandes)):
                bilans[taches[tache]] = tache.result()
        except BaseException:
            executeur.shutdown(wait=True, cancel_futures=True)
            raise
    ordonnes = [bilans[c.graine] for c in commandes]
    if options["en_json"]:
        click.echo(json.dumps(ordonnes, ensure_ascii=False))
        return 0
    for b in ordonnes:
        click.echo(f"{b['graine']:>10}  {b['dossier']}")
    click.echo(f"{len(ordonnes)} cas. Graine de départ : {commande.graine}. Ensuite : gen-scenario verify {options['sortie']}/*")
    return 0


def _progression(taches: Mapping[Any, int], total: int) -> Any:
    import sys

    finies = as_completed(taches)
    if not sys.stderr.isatty():
        return finies
    from rich.console import Console
    from rich.progress import track

    return track(finies, description="Cas", total=total, console=Console(stderr=True))

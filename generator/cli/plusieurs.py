"""`--count N`: several cases from one seed, each with its own, on all cores, with progress on a terminal."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from typing import Any

import click

from generator.alea import Alea
from generator.cas import Commande
from generator.cli.cree import cible, fabrique
from generator.cli.messages import chemin

OUVRIERS_MAXIMUM = 60
"""Windows waits for 63 processes at most."""


def graines(commande: Commande, n: int) -> list[int]:
    """Return n distinct seeds that follow from the command's: the same however many cores."""
    trouvees: dict[int, None] = {}
    rang = 0
    while len(trouvees) < n:
        trouvees.setdefault(Alea(commande.graine).flux("count", rang).sous(10**9))
        rang += 1
    return list(trouvees)


def coeurs() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cree_plusieurs(commande: Commande, options: Mapping[str, Any]) -> int:
    """Make the cases; the first failure stops the run, what is written stays whole."""
    commandes = [replace(commande, graine=g) for g in graines(commande, options["nombre"])]
    _refuse(commandes, options)
    bilans = _fabrique_tous(commandes, options)
    if options["en_json"]:
        click.echo(json.dumps(bilans, ensure_ascii=False))
        return 0
    for b in bilans:
        click.echo(f"{b['graine']:>10}  {b['dossier']}")
    depart = f"{len(bilans)} cas. Graine de départ : {commande.graine}."
    if options["a_blanc"]:
        click.echo(f"{depart} Rien n’a été écrit.")
        click.echo(f"Ensuite : la même commande sans --dry-run, avec --seed {commande.graine}")
    else:
        click.echo(depart)
        click.echo(f"Ensuite : gen-scenario verify {chemin(options['sortie'])}{os.sep}*")
    return 0


def _refuse(commandes: list[Commande], options: Mapping[str, Any]) -> None:
    """Raise before any work what would stop a case: a wrong choice, a folder that is there."""
    from generator.cas import choisit_missions, lit_epreuve
    from generator.fabrication.dossier import refuse_existant

    choisit_missions(commandes[0], lit_epreuve(commandes[0]))
    for c in commandes:
        dossier = cible(c, options["sortie"])
        if not options["a_blanc"]:
            refuse_existant(dossier, force=options["force"])


def _fabrique_tous(commandes: list[Commande], options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the reports in the order of the commands."""
    ouvriers = min(coeurs(), len(commandes), OUVRIERS_MAXIMUM)
    reglages = {"force": options["force"], "en_zip": options["en_zip"], "a_blanc": options["a_blanc"]}
    with ProcessPoolExecutor(ouvriers, mp_context=get_context("spawn"), initializer=_ignore) as executeur:
        try:
            with _sourds():
                taches = [executeur.submit(_seul, c, options["sortie"], reglages) for c in commandes]
            for tache in _progression(taches):
                tache.result()
        except BaseException:
            executeur.shutdown(wait=True, cancel_futures=True)
            raise
    return [t.result() for t in taches]


def _seul(commande: Commande, sortie: Path, reglages: Mapping[str, bool]) -> dict[str, Any]:
    """Make one case in a process that shares the cores with others: typst's own threads would only wait for them."""
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    return fabrique(commande, sortie, **reglages)


def _ignore() -> None:
    """Let an interruption not reach this process: it ends its case, and the first one gives it no other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _sourds() -> Iterator[None]:
    """Start processes that are deaf to an interruption before `_ignore` runs: they inherit the mask, where there is one.

    An interruption that comes meanwhile is delivered at the end.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # started later, it would lift the mask
    avant = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, avant)


def _progression(taches: list[Future[dict[str, Any]]]) -> Iterator[Future[dict[str, Any]]]:
    finies = as_completed(taches)
    if not sys.stderr or not sys.stderr.isatty():
        return finies
    from rich.console import Console
    from rich.progress import track

    return iter(track(finies, description="Cas", total=len(taches), console=Console(stderr=True)))

"""`gen-scenario sweep`: draws and checks many seeds, and tells what they have in common."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from generator.sweep.releve import Consigne, Releve
    from generator.sweep.statistiques import Bilan

GARDES = 700
"""Seeds per firm whose answers and texts are kept for the statistics."""


@click.command("sweep", help="Tire et contrôle de nombreuses graines : fautes, doublons, régularités, difficulté.")
@click.option("--activity", "activite", default="A1", metavar="A1|A2|A3", show_default=True, help="activité")
@click.option(
    "--seeds", "graines", default="1-100", metavar="1-1000", show_default=True, help="graines, bornes comprises"
)
@click.option(
    "--entreprise", "firmes", multiple=True, metavar="NOM", help="ces entreprises ; toutes sinon, l’une après l’autre"
)
@click.option("--missions", default=None, metavar="C1.1,C1.4", help="ces compétences seulement")
@click.option("--niveau", default="examen", metavar="NIVEAU", show_default=True, help="entrainement, examen ou expert")
@click.option("--render", "rendre", is_flag=True, help="écrit et vérifie aussi chaque cas")
@click.option("--jobs", "ouvriers", type=int, default=0, metavar="N", help="processus (tous les cœurs par défaut)")
@click.option("--json", "en_json", is_flag=True, help="affiche en JSON")
def commande(
    activite: str,
    graines: str,
    firmes: tuple[str, ...],
    missions: str | None,
    niveau: str,
    rendre: bool,
    ouvriers: int,
    en_json: bool,
) -> int:
    """Run the sweep; 1 when a seed is faulty."""
    from generator.sweep.statistiques import bilan

    consignes = list(_consignes(activite.upper(), _bornes(graines), firmes, missions, niveau, rendre))
    releves = list(_progression(_tous(consignes, ouvriers or os.cpu_count() or 1), len(consignes)))
    b = bilan(releves)
    click.echo(json.dumps(_en_json(b), ensure_ascii=False) if en_json else "\n".join(_lignes(b)))
    return 1 if b.fautes or b.doublons else 0


def _bornes(texte: str) -> range:
    from generator.cli.cree import SaisieRefusee

    if not (m := re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", texte)) or int(m[2] or m[1]) < int(m[1]):
        msg = f"--seeds attend « 1-1000 » (lu : « {texte} »)."
        raise SaisieRefusee(msg)
    return range(int(m[1]), int(m[2] or m[1]) + 1)


def _consignes(
    activite: str, graines: range, firmes: tuple[str, ...], missions: str | None, niveau: str, rendre: bool
) -> Iterator[Consigne]:
    from generator.blueprint.chargement import charge_epreuve, chemin_entreprise, chemin_epreuve
    from generator.cas import Commande
    from generator.cli.cree import _missions
    from generator.sweep.releve import Consigne

    noms = firmes or charge_epreuve(chemin_epreuve(activite)).entreprises
    for nom in noms:
        chemin_entreprise(nom)
    for rang, graine in enumerate(graines):
        c = Commande(activite, graine, entreprise=noms[rang % len(noms)], missions=_missions(missions), niveau=niveau)
        yield Consigne(c, rendre, garder=rang < GARDES * len(noms))


def _tous(consignes: Sequence[Consigne], ouvriers: int) -> Iterator[Releve]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from generator.sweep.releve import releve

    if ouvriers == 1 or len(consignes) < 8:
        yield from map(releve, consignes)
        return
    with ProcessPoolExecutor(ouvriers, mp_context=get_context("spawn")) as executeur:
        yield from executeur.map(releve, consignes, chunksize=max(1, min(25, len(consignes) // (4 * ouvriers))))


def _progression(releves: Iterable[Releve], total: int) -> Iterable[Releve]:
    if not sys.stderr.isatty():
        return releves
    from rich.console import Console
    from rich.progress import track

    return track(releves, description="Graines", total=total, console=Console(stderr=True))


def _lignes(b: Bilan) -> Iterator[str]:
    yield f"{b.nombre} graines, {len(b.fautes)} faute(s), {len(b.doublons)} doublon(s)"
    yield from _fautes(b)
    yield from (f"  DOUBLON graines {a} et {c}" for a, c in b.doublons[:10])
    for firme, score in b.perroquets.items():
        detail = ", ".join(f"{t} {100 * score.points[t] / s:.0f} %" for t, s in sorted(score.sur.items()) if s)
        yield f"Perroquet chez {firme} : {score.part:.1f} % des points exacts ({detail})"
    yield f"Copie modèle d’une autre graine : {b.autre_copie:.1f} % des points exacts"
    yield f"Textes de deux graines : {b.ressemblance:.1f} % de suites de cinq mots communes"
    yield f"Anomalies : même genre à la même place dans {b.anomalies_communes:.1f} % des paires au plus ; {len(b.genres)} genres"
    yield "Points exacts : " + ", ".join(f"{g} {p:.1f} %" for g, p in sorted(b.parts.items()))
    for firme, mesures in b.mesures.items():
        yield f"Difficulté chez {firme} : " + " ; ".join(
            f"{n} {lo:g}–{me:g}–{hi:g}" for n, (lo, me, hi) in mesures.items()
        )
    yield from (f"ALERTE {a}" for a in b.alertes)
    yield (
        "Ensuite : gen-scenario sweep … --render, pour écrire et vérifier chaque cas"
        if not b.fautes
        else "Ensuite : corriger la cause de chaque faute"
    )


def _fautes(b: Bilan) -> Iterator[str]:
    """Tell the faults, equal sentences together, with the first seeds of each."""
    groupes: dict[str, list[str]] = {}
    for g, f, dit in b.fautes:
        groupes.setdefault(re.sub(r"\d+", "#", dit)[:90], []).append(f"graine {g} ({f}) : {dit}")
    for groupe in sorted(groupes.values(), key=len, reverse=True)[:25]:
        yield f"  FAUTE {len(groupe)} fois, {groupe[0]}"


def _en_json(b: Bilan) -> dict[str, Any]:
    return {
        "graines": b.nombre,
        "fautes": [{"graine": g, "entreprise": f, "dit": d} for g, f, d in b.fautes],
        "doublons": b.doublons,
        "perroquet": {
            f: {"part": s.part, "par_question": {q: [float(p), float(t)] for q, (p, t) in s.par_question.items()}}
            for f, s in b.perroquets.items()
        },
        "autre_copie": b.autre_copie,
        "ressemblance": b.ressemblance,
        "anomalies_communes": b.anomalies_communes,
        "genres_anomalies": dict(b.genres),
        "parts": b.parts,
        "mesures": b.mesures,
        "alertes": b.alertes,
    }

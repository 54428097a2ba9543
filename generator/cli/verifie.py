"""`gen-scenario verify`: proves the key of cases from the candidate's files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.controle.verification import Verification

POURCENT = "\u00a0%"


@click.command("verify", short_help="résout, puis compare avec le corrigé")
@click.argument("cas", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CAS…")
@click.option("--json", "en_json", is_flag=True, help="affiche le résultat en JSON")
def commande(cas: tuple[Path, ...], en_json: bool) -> int:
    """Résout le dossier candidat/ de chaque cas, seul, puis compare avec le corrigé : une ligne par réponse.

    Rend 1 à la première différence, ou si un fichier a été modifié depuis la création du cas.
    """
    from generator.controle.verification import verifie

    rapports = []
    for chemin in cas:
        rapports.append(verifie(chemin))
        if not en_json:
            _affiche(rapports[-1])
    if en_json:
        click.echo(json.dumps([r.en_json() for r in rapports], ensure_ascii=False, indent=1))
    elif len(rapports) > 1:
        click.echo(f"{sum(r.reussie for r in rapports)} cas vérifiés sur {len(rapports)}.")
    return 0 if all(r.reussie for r in rapports) else 1


def _affiche(r: Verification) -> None:
    click.echo(f"{r.cas}")
    for ligne in r.lignes:
        click.echo(f"  {str(ligne).replace(chr(10), chr(10) + '  ')}")
    for faute in (*r.anomalies, *r.fichiers):
        click.echo(f"  {faute}")
    retrouvees = r.nombre_anomalies - len(r.anomalies)
    click.echo(f"  anomalies : {retrouvees} retrouvées sur {r.nombre_anomalies} ; leurres : {r.nombre_leurres}")
    parts = ", ".join(
        f"{k} {n} ({str(p).replace('.', ',')}{POURCENT} des points exacts)" for k, (n, p) in r.parts.items()
    )
    click.echo(f"  {parts}")
    click.echo(f"  {'Le corrigé est prouvé.' if r.reussie else 'Le corrigé n’est pas prouvé.'}")

"""`gen-scenario solve`: answers a candidate's folder from its documents alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.controle.lecture.dossier import ZoneLue
    from generator.controle.solveurs.registre import Resolution, Valeur


@click.command("solve", short_help="résout un dossier candidat/ seul, sans corrigé")
@click.argument("dossier", type=click.Path(path_type=Path), metavar="DOSSIER")
@click.option("--json", "en_json", is_flag=True, help="affiche le résultat en JSON")
def commande(dossier: Path, en_json: bool) -> int:
    """Résout un dossier candidat/ à partir de ses seuls documents et affiche les réponses trouvées.

    Ce qui manque dans les documents est nommé ; les textes à rédiger ne sont pas traités.
    """
    from generator.controle.lecture.candidat import lit_dossier
    from generator.controle.solveurs.registre import resout

    lu = lit_dossier(dossier / "candidat" if (dossier / "candidat" / "sujet.docx").is_file() else dossier)
    resolution = resout(lu)
    if en_json:
        click.echo(
            json.dumps(
                {
                    "dossier": str(dossier),
                    "date": lu.date.isoformat(),
                    "reponses": resolution.valeurs,
                    "introuvables": resolution.manques,
                    "sans_solveur": resolution.sans_solveur,
                },
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        _affiche(lu.zones, resolution)
    return 1 if resolution.manques else 0


def _affiche(zones: Sequence[ZoneLue], resolution: Resolution) -> None:
    for zone in zones:
        if zone.id in resolution.valeurs:
            click.echo(f"{zone.id}  {zone.libelle}")
            for ligne in lignes(resolution.valeurs[zone.id]):
                click.echo(f"    {ligne}")
    for identifiant, raison in resolution.manques.items():
        click.echo(f"{identifiant} : introuvable, {raison}")
    nombre, manques = len(resolution.valeurs), len(resolution.manques)
    click.echo(f"Réponses trouvées : {nombre} ; introuvables : {manques}.")
    if resolution.sans_solveur:
        click.echo(f"Non traitées : {', '.join(resolution.sans_solveur)}.")
    click.echo("Ensuite : gen-scenario verify CAS, pour comparer avec le corrigé.")


def lignes(valeur: Valeur) -> list[str]:
    """Write an answer, a row a line."""
    if isinstance(valeur, str):
        return [valeur]
    return [" | ".join(rang.values()) if isinstance(rang, Mapping) else rang for rang in valeur] or ["(aucune ligne)"]

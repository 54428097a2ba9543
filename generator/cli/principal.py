"""`gen-scenario`: makes cases; its sub-commands are imported only when they are called."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.cli.messages import execute

COMMANDES = {"solve": "resout", "verify": "verifie", "sweep": "balaie", "grade": "corrige", "list": "liste", "check": "controle",
             "new": "nouveau", "schema": "schema"}
"""Name of a sub-command → module of this package."""


class Paresseux(click.Group):
    """A group whose sub-commands are found by name and imported late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the sub-commands."""
        return list(COMMANDES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a sub-command."""
        if cmd_name not in COMMANDES:
            return None
        commande: click.Command = import_module(f"generator.cli.{COMMANDES[cmd_name]}").commande
        return commande

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the sub-commands without importing them."""
        with formatter.section("Autres commandes"):
            formatter.write_dl(list(AIDES.items()))


AIDES = {"solve DOSSIER": "résout un dossier candidat/ seul, sans corrigé, et affiche ses réponses",
         "verify CAS": "résout, puis compare avec le corrigé : une ligne par réponse",
         "sweep": "tire et contrôle de nombreuses graines : fautes, doublons, régularités, difficulté",
         "grade CAS COPIE…": "corrige des copies (dossiers ou zips)", "list": "liste activités, entreprises, compétences, niveaux",
         "check BLUEPRINT": "vérifie un sujet ou une entreprise", "new NOM": "copie un modèle commenté de sujet ou d’entreprise",
         "schema": "écrit les schémas JSON (blueprints, corrigé)"}


@click.group(cls=Paresseux, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
             add_help_option=True)
@click.option("--activity", "activite", metavar="A1|A2|A3", help="activité de l’épreuve")
@click.option("--seed", "graine", metavar="[N]", is_flag=False, flag_value="", default=None,
              help="graine du cas ; absente ou sans valeur, elle est tirée et affichée")
@click.option("--entreprise", metavar="NOM|DOSSIER", help="entreprise, fournie ou décrite par un dossier")
@click.option("--blueprint", type=click.Path(path_type=Path), metavar="FICHIER", help="sujet décrit par un fichier YAML")
@click.option("--missions", metavar="C1.1,C1.4", help="ces compétences seulement, avec toutes leurs tâches")
@click.option("--tirage", "tirages", multiple=True, metavar="C1.4=2", help="tire autrement cette mission, les autres réponses restant")
@click.option("--cle", type=click.Path(path_type=Path), metavar="FICHIER", help="clé secrète de la session d’examen")
@click.option("--niveau", default="examen", metavar="NIVEAU", help="entrainement, examen (par défaut) ou expert")
@click.option("--date", "jour", metavar="AAAA-MM-JJ", help="date du cas")
@click.option("--output", "sortie", type=click.Path(path_type=Path), default=Path("outputs"), metavar="DOSSIER", show_default=True,
              help="dossier où écrire")
@click.option("--force", is_flag=True, help="remplace un dossier existant")
@click.option("--dry-run", "a_blanc", is_flag=True, help="compose sans rien écrire")
@click.option("--json", "en_json", is_flag=True, help="affiche le résultat en JSON")
@click.option("--zip", "en_zip", is_flag=True, help="ajoute candidat.zip et correcteur.zip")
@click.option("--count", "nombre", type=int, default=1, metavar="N", help="N cas tirés d’une graine, sur tous les cœurs")
@click.version_option(__version__, message="gen-scenario %(version)s", help="affiche la version")
@click.pass_context
def groupe(ctx: click.Context, **options: Any) -> int | None:
    """Crée un cas d’examen complet (sujet, documents, corrigé, grille, copie modèle) à partir d’une graine.

    Exemple : gen-scenario --activity A1 --seed 42
    """
    if ctx.invoked_subcommand is not None:
        return None
    if options["activite"] is None and options["blueprint"] is None:
        click.echo(ctx.get_help())
        return None
    from generator.cli.cree import cree  # noqa: PLC0415 - --help must not load what makes cases

    return cree(options)


def main() -> None:
    """Run the command line; exit with 0, 1 (input), 2 (usage) or 3 (our fault)."""
    for flux in (sys.stdout, sys.stderr):
        if hasattr(flux, "reconfigure"):
            flux.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(execute(lambda: groupe(prog_name="gen-scenario", standalone_mode=False)))

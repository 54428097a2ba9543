"""`gen-scenario`: makes cases; its sub-commands are imported only when they are called."""

from __future__ import annotations

import os
import re
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from generator import __version__
from generator.cli import francais
from generator.cli.messages import SAISIE, erreur, execute
from generator.systeme import cause

francais.installe()

COMMANDES = {
    "solve": "resout",
    "verify": "verifie",
    "sweep": "balaie",
    "grade": "corrige",
    "list": "liste",
    "check": "controle",
    "new": "nouveau",
    "schema": "schema",
}
"""Name of a sub-command → module of this package."""
AIDES = {
    "solve DOSSIER": "résout un dossier candidat/ seul, sans corrigé, et affiche ses réponses",
    "verify CAS": "résout, puis compare avec le corrigé : une ligne par réponse",
    "sweep": "tire et contrôle de nombreuses graines : fautes, doublons, régularités, difficulté",
    "grade CAS COPIE…": "corrige des copies (dossiers ou zips)",
    "list": "liste les activités, les entreprises, les compétences et les niveaux",
    "check BLUEPRINT": "vérifie un sujet ou une entreprise : toutes les fautes, avec ligne et colonne",
    "new NOM": "copie un point de départ commenté, sujet ou entreprise",
    "schema": "donne les schémas JSON des blueprints et du corrigé",
}


class Groupe(click.Group):
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
        with formatter.section("Autres commandes (détail : gen-scenario COMMANDE --help) "):
            formatter.write_dl(list(AIDES.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, once the value of `--seed` has been told from what follows it."""
        return super().parse_args(ctx, graine_explicite(args))


def graine_explicite(args: list[str]) -> list[str]:
    """Write « --seed » without a value as « --seed= »: before the end, another option or a sub-command."""
    resultat, reste = [], list(args)
    while reste:
        mot = reste.pop(0)
        if mot == "--seed" and reste and re.match(r"-\d", reste[0]):
            mot = f"--seed=−{reste.pop(0)[1:]}"  # with a true minus sign: click would take it for an option
        elif mot == "--seed" and (not reste or reste[0].startswith("-") or reste[0] in COMMANDES):
            mot = "--seed="
        resultat.append(mot)
    return resultat


@click.group(
    cls=Groupe,
    invoke_without_command=True,
    subcommand_metavar="[COMMANDE …]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option("--activity", "activite", metavar="A1|A2|A3", help="activité de l’épreuve")
@click.option(
    "--seed",
    "graine",
    metavar="[N]",
    is_flag=False,
    flag_value="",
    default=None,
    help="graine du cas ; absente ou sans valeur, elle est tirée et affichée",
)
@click.option("--entreprise", metavar="NOM|DOSSIER", help="entreprise, fournie ou décrite par un dossier")
@click.option(
    "--blueprint", type=click.Path(path_type=Path), metavar="FICHIER", help="sujet décrit par un fichier YAML"
)
@click.option("--missions", metavar="C1.1,C1.4", help="ces compétences seulement, avec toutes leurs tâches")
@click.option(
    "--tirage",
    "tirages",
    multiple=True,
    metavar="C1.4=2",
    help="tire autrement cette mission, les autres réponses restant",
)
@click.option("--cle", type=click.Path(path_type=Path), metavar="FICHIER", help="clé secrète de la session d’examen")
@click.option("--niveau", default="examen", metavar="NIVEAU", help="entrainement, examen (par défaut) ou expert")
@click.option("--date", "jour", metavar="AAAA-MM-JJ", help="date du cas, un jour ouvré")
@click.option(
    "--output",
    "sortie",
    type=click.Path(path_type=Path),
    default=Path("outputs"),
    metavar="DOSSIER",
    show_default=True,
    help="dossier où écrire",
)
@click.option("--force", is_flag=True, help="remplace le cas s’il existe déjà")
@click.option("--dry-run", "a_blanc", is_flag=True, help="compose sans rien écrire")
@click.option("--json", "en_json", is_flag=True, help="affiche le résultat en JSON")
@click.option("--zip", "en_zip", is_flag=True, help="ajoute candidat.zip et correcteur.zip")
@click.option(
    "--count", "nombre", type=int, default=1, metavar="N", help="N cas tirés d’une graine, sur tous les cœurs"
)
@click.version_option(__version__, message="gen-scenario %(version)s", help="affiche la version")
@click.pass_context
def groupe(ctx: click.Context, /, **options: Any) -> int | None:
    """Crée un cas d’examen complet (sujet, documents, corrigé, grille, copie modèle) à partir d’une graine.

    Exemple : gen-scenario --activity A1 --seed 42
    """
    donnees = [
        p.opts[0]
        for p in ctx.command.params
        if p.name in options and ctx.get_parameter_source(p.name) is ParameterSource.COMMANDLINE
    ]
    if ctx.invoked_subcommand is not None:
        if donnees:
            nom = ctx.invoked_subcommand
            ctx.fail(f"{', '.join(donnees)} : sans effet avec la commande {nom}, qui a ses propres options.")
        return None
    if options["activite"] is None and options["blueprint"] is None:
        if donnees:
            ctx.fail("Il manque l’activité : ajoutez par exemple --activity A1.")
        click.echo(ctx.get_help())
        return None
    from generator.cli.cree import cree

    return cree(options)


def main() -> NoReturn:
    """Run the command line; exit with 0, 1 (input), 2 (usage), 3 (our fault) or 130 (interrupted)."""
    for flux in (sys.stdout, sys.stderr):
        if hasattr(flux, "reconfigure"):
            flux.reconfigure(encoding="utf-8", errors="replace")
    for nom in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        numero = getattr(signal, nom, None)
        if numero is not None and signal.getsignal(numero) is signal.SIG_DFL:
            signal.signal(numero, signal.default_int_handler)
    code = execute(lambda: groupe(prog_name="gen-scenario", standalone_mode=False))
    sys.exit(_vide(code))


def _vide(code: int) -> int:
    """Flush what was printed; a reader who left, or a full disk, ends in an exit code and not in a traceback."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as e:
        if not isinstance(e, BrokenPipeError):
            erreur(f"Impossible d’écrire le résultat : {cause(e)}.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code or SAISIE
    return code

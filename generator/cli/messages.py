"""The one place that turns exceptions into French sentences and exit codes: 1 the input, 2 usage, 3 a fault of ours."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable

import click

SAISIE, USAGE, PROGRAMME, INTERROMPU = 1, 2, 3, 130


def erreur(texte: str) -> None:
    """Print a message on the error stream."""
    click.echo(texte, err=True)


def execute(commande: Callable[[], object]) -> int:
    """Run a command; return its exit code. No exception gets out, no traceback is shown."""
    try:
        resultat = commande()
    except click.exceptions.Exit as e:
        return e.exit_code
    except (click.Abort, KeyboardInterrupt):
        erreur("Interrompu : rien n’a été laissé à moitié écrit.")
        return INTERROMPU
    except click.UsageError as e:
        erreur(usage(e))
        return USAGE
    except BrokenPipeError:
        return SAISIE
    except Exception as e:  # noqa: BLE001 - the one place where everything ends
        return _autre(e)
    return resultat if isinstance(resultat, int) else 0


def _autre(e: Exception) -> int:
    if type(e).__name__ in ERREURS_UTILISATEUR:
        erreur(str(e))
        return SAISIE
    if type(e).__name__ == "BlueprintInvalide":
        fautes = getattr(e, "fautes", ())
        erreur("\n".join([*map(str, fautes), f"{len(fautes)} faute{'s' if len(fautes) > 1 else ''} à corriger."]))
        return SAISIE
    if isinstance(e, OSError):
        erreur(f"Impossible de lire ou d’écrire « {e.filename or ''} » : {e.strerror or e}.")
        return SAISIE
    erreur(f"Défaut du programme : {type(e).__name__}, {_court(e)}\nSignalez-le avec la commande lancée et la graine "
           "(GEN_SCENARIO_TRACE=1 affiche le détail).")
    _trace(e)
    return PROGRAMME


ERREURS_UTILISATEUR = frozenset({
    "ChoixInconnu", "DateNonCouverte", "DossierExistant", "EcritureImpossible", "CasIllisible", "CopieIllisible", "SaisieRefusee"})
"""Names of the exceptions whose text is a sentence for the user (by name: importing them all would slow the start)."""


def _court(e: Exception) -> str:
    texte = str(e)
    return texte if len(texte) < 1500 else f"{texte[:1500]}…"  # noqa: PLR2004


def _trace(e: Exception) -> None:
    import os  # noqa: PLC0415 - only in a fault
    import traceback  # noqa: PLC0415

    if os.environ.get("GEN_SCENARIO_TRACE"):
        traceback.print_exception(e, file=sys.stderr)


def usage(e: click.UsageError) -> str:
    """Return a usage error in French, with what to do."""
    aide = f"\nAide : {e.ctx.command_path} --help" if e.ctx else ""
    if isinstance(e, click.NoSuchOption):
        options = [o for p in (e.ctx.command.params if e.ctx else []) for o in p.opts]
        proche = difflib.get_close_matches(e.option_name, options, 1)
        return f"Option inconnue : {e.option_name}." + (f" Vouliez-vous dire {proche[0]} ?" if proche else "") + aide
    if isinstance(e, click.MissingParameter):
        nom = e.param.human_readable_name if e.param else ""
        return f"Il manque l’argument {nom}.{aide}"
    if isinstance(e, click.BadParameter):
        nom = e.param.opts[0] if e.param and e.param.opts else ""
        return f"Valeur refusée pour {nom} : {e.message}{aide}"
    if e.message.startswith("No such command"):
        lu = e.message.split("'")[1]
        commandes = e.ctx.command.list_commands(e.ctx) if e.ctx and isinstance(e.ctx.command, click.Group) else []
        proche = difflib.get_close_matches(lu, commandes, 1)
        suite = f" Vouliez-vous dire « {proche[0]} » ?" if proche else ""
        return f"Commande inconnue : « {lu} ». Commandes : {', '.join(commandes)}.{suite}{aide}"
    traductions = (("requires an argument", "une option attend une valeur"), ("unexpected extra argument", "argument en trop"),
                   ("is not a valid", "valeur refusée"))
    dit = next((fr for en, fr in traductions if en in e.message), e.message)
    return f"Commande mal écrite : {dit}.{aide}"

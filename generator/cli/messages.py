"""The one place that turns exceptions into French sentences and exit codes: 1 the input, 2 usage, 3 a fault of ours."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import click

from generator.systeme import cause

SAISIE, USAGE, PROGRAMME, INTERROMPU = 1, 2, 3, 130
LONGUEUR_MAXIMALE = 1500
"""Signs of an unforeseen exception that are shown."""
ERREURS_UTILISATEUR = frozenset(
    {
        "ChoixInconnu",
        "Indisponible",
        "DateNonCouverte",
        "DossierExistant",
        "EcritureImpossible",
        "CasIllisible",
        "CopieIllisible",
        "EntrepriseInsuffisante",
        "SaisieRefusee",
    }
)
"""Names of the exceptions whose text is a sentence for the user (by name: importing them all would slow the start)."""


class SaisieRefusee(Exception):
    """An option holds something else than expected; the message says what to write."""


def erreur(texte: str) -> None:
    """Print a message on the error stream, without the signs that could command a terminal."""
    click.echo("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in texte), err=True)


def chemin(ou: Path | str) -> str:
    """Write a path so that it can be pasted in a command: between quotes when it holds a space."""
    texte = str(ou)
    return f'"{texte}"' if any(c in texte for c in " '()&;") else texte


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
    nom = type(e).__name__
    if nom in ERREURS_UTILISATEUR:
        erreur(str(e))
    elif nom == "BlueprintInvalide":
        erreur(fautes(e))
    elif nom == "BrokenProcessPool":
        erreur(
            "Un processus de calcul a été arrêté par le système, sans doute faute de mémoire : demandez moins de cas "
            "à la fois. Les cas déjà écrits sont entiers."
        )
    elif isinstance(e, MemoryError):
        erreur("La mémoire manque : fermez d’autres programmes, puis recommencez.")
    elif isinstance(e, OSError):
        erreur(f"Impossible de lire ou d’écrire{f' « {e.filename} »' if e.filename else ''} : {cause(e)}.")
    else:
        return _defaut(e)
    return SAISIE


def _defaut(e: Exception) -> int:
    texte = str(e)
    court = texte if len(texte) < LONGUEUR_MAXIMALE else f"{texte[:LONGUEUR_MAXIMALE]}…"
    erreur(
        f"Défaut du programme : {type(e).__name__}, {court}\nSignalez-le avec la commande lancée et la graine "
        "(GEN_SCENARIO_TRACE=1 affiche le détail)."
    )
    if os.environ.get("GEN_SCENARIO_TRACE"):
        import traceback

        traceback.print_exception(e, file=sys.stderr)
    return PROGRAMME


def fautes(e: Exception) -> str:
    """Return the faults of a blueprint, one a line, and what to do."""
    trouvees = getattr(e, "fautes", ())
    n = len(trouvees)
    suite = f"{n} faute{'s' if n > 1 else ''} à corriger. Ensuite : relancez la même commande."
    return "\n".join([*map(str, trouvees), suite])


def usage(e: click.UsageError) -> str:
    """Return a usage error in French, with what to do."""
    message = re.sub("'([^']+)'", r"« \1 »", e.format_message())
    if e.ctx and isinstance(e.ctx.command, click.Group) and message.startswith("Commande inconnue"):
        commandes = e.ctx.command.list_commands(e.ctx)
        proche = difflib.get_close_matches(message.split("«")[1].split("»")[0].strip(), commandes, 1)
        message += f" Commandes : {', '.join(commandes)}."
        message += f" Vouliez-vous dire « {proche[0]} » ?" if proche and "Vouliez-vous" not in message else ""
    aide = f"\nAide : {e.ctx.command_path} --help" if e.ctx else ""
    return f"{message}{aide}"

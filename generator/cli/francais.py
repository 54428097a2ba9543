"""The words that click itself prints, in French: it asks gettext for them, and gettext would need compiled catalogues
and a French locale; every module of click is given this dictionary instead."""

from __future__ import annotations

import sys

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")
"""Modules of click that may speak to a user."""

PHRASES = {
    "Usage:": "Usage :",
    "Options": "Options ",
    "Commands": "Commandes ",
    "Positional arguments": "Arguments ",
    "Show this message and exit.": "affiche cette aide",
    "Show the version and exit.": "affiche la version",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Aborted!": "Interrompu.",
    "deprecated": "obsolète",
    "default: {default}": "par défaut : {default}",
    "(dynamic)": "(calculé)",
    "required": "obligatoire",
    "env var: {var}": "variable d’environnement : {var}",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Aide : {command} {option}",
    "Missing command.": "Il manque une commande.",
    "Invalid value: {message}": "Valeur refusée : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
    "Missing argument": "Il manque l’argument",
    "Missing option": "Il manque l’option",
    "Missing parameter": "Il manque le paramètre",
    "Missing {param_type}": "Il manque : {param_type}",
    "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
    "No such option {name!r}.": "Option inconnue : {name}.",
    "No such command {name!r}.": "Commande inconnue : « {name} ».",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "Vouliez-vous dire l’une de celles-ci : {possibilities} ?",
    "Got unexpected extra argument ({args})": "Argument en trop : {args}",
    "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
    "Argument {name!r} takes {nargs} values.": "L’argument {name} attend {nargs} valeurs.",
    "Option {name!r} does not take a value.": "L’option {name} n’attend pas de valeur.",
    "Option {name!r} requires an argument.": "L’option {name} attend une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L’option {name} attend {nargs} valeurs.",
    "Takes {nargs} values but 1 was given.": "{nargs} valeurs attendues, une seule donnée.",
    "Takes {nargs} values but {len} were given.": "{nargs} valeurs attendues, {len} données.",
    "{len_type} values are required, but {len_value} was given.": "{len_type} valeurs attendues, {len_value} donnée.",
    "{len_type} values are required, but {len_value} were given.": "{len_type} valeurs attendues, {len_value} données.",
    "Value must be an iterable.": "une liste est attendue.",
    "Choose from:\n\t{choices}": "Choix :\n\t{choices}",
    "{value!r} is not {choice}.": "« {value} » n’est pas {choice}.",
    "{value!r} is not one of {choices}.": "« {value} » n’est pas l’un des choix : {choices}.",
    "{value!r} does not match the format {format}.": "« {value} » n’a pas la forme {format}.",
    "{value!r} does not match the formats {formats}.": "« {value} » n’a aucune des formes {formats}.",
    "{value!r} is not a valid {number_type}.": "« {value} » n’est pas un nombre valable.",
    "{value} is not in the range {range}.": "{value} est hors des bornes {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "« {value} » n’est ni oui ni non : {states}",
    "{value!r} is not a valid UUID.": "« {value} » n’est pas un identifiant valable.",
    "file": "le fichier",
    "directory": "le dossier",
    "path": "le chemin",
    "{name} {filename!r} does not exist.": "{name} « {filename} » n’existe pas.",
    "{name} {filename!r} is a file.": "{name} « {filename} » est un fichier.",
    "{name} {filename!r} is a directory.": "{name} « {filename} » est un dossier.",
    "{name} {filename!r} is not readable.": "{name} « {filename} » n’est pas lisible.",
    "{name} {filename!r} is not writable.": "{name} « {filename} » est protégé contre l’écriture.",
    "{name} {filename!r} is not executable.": "{name} « {filename} » n’est pas exécutable.",
    "Could not open file {filename!r}: {message}": "Impossible d’ouvrir « {filename} » : {message}",
    "unknown error": "erreur inconnue",
}


def phrase(anglais: str) -> str:
    """Return the French of a sentence of click, or the sentence itself when it is not known."""
    return PHRASES.get(anglais, anglais)


def phrases(singulier: str, pluriel: str, n: int) -> str:
    """Return the French of a sentence that counts: zero and one are singular."""
    return phrase(singulier if abs(n) < 2 else pluriel)


def installe() -> None:
    """Make click speak French."""
    import click  # noqa: F401 - its modules are in sys.modules from here on

    for nom in MODULES:
        module = sys.modules.get(f"click.{nom}")
        if hasattr(module, "_"):
            module._ = phrase  # type: ignore[union-attr]
        if hasattr(module, "ngettext"):
            module.ngettext = phrases  # type: ignore[union-attr]

"""What each mission reads in a firm's folder: procedures/<code>.yaml and matiere/<code>.yaml, one module per mission.

A module may define `Procedure` (rules among which the seed draws) and `Matiere` (what only this trade can say).
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from generator.blueprint.modele import Modele


def schema(code: str, genre: str) -> type[Modele] | None:
    """Return the model « Procedure » or « Matiere » of a mission, None when it has none."""
    nom = f"{__name__}.{code}"
    return getattr(import_module(nom), genre, None) if find_spec(nom) else None

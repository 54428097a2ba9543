"""The missions by activity: the only list of them. Their order is the order of the pools and of the paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from generator.epreuve.missions.socle import Mission

MODULES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "A1": (("c1_1", "C11"), ("c1_2", "C12"), ("c1_3", "C13"), ("c1_4", "C14"), ("c1_5", "C15"),
           ("c1_6", "C16")),
}
"""Activity → (module of this package, class)."""


@cache
def missions(activite: str) -> Mapping[str, Mission]:
    """Return the missions of an activity by code."""
    objets = [getattr(import_module(f"generator.epreuve.missions.{m}"), c)() for m, c in MODULES[activite]]
    return {m.code: m for m in objets}


def code(competence: str) -> str:
    """Return the code of a competency: « C1.3 » → « c1_3 »."""
    return competence.lower().replace(".", "_")

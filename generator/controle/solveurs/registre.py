"""The solvers by the public signature of their answer: label, then headings; and the way through all zones of a folder.

A solver takes (dossier, zone) and returns what should be written there: rows (heading → text), a text, or None for
an answer
that this program does not work out. It raises Introuvable for what the documents do not give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue

Rang = Mapping[str, str]
Valeur = str | Sequence[Rang] | Sequence[str]
Solveur = Callable[[Dossier, ZoneLue], Valeur]
Signature = tuple[str, str, tuple[str, ...]]
"""File (empty: any), label, headings."""

MODULES = ("c1_1", "c1_2", "c1_3", "c1_4", "c1_5", "c1_6")
"""Modules of this package that register solvers."""
_SOLVEURS: dict[Signature, Solveur] = {}


@dataclass
class Resolution:
    """What was found: answers by id; why the others were not."""

    valeurs: dict[str, Valeur] = field(default_factory=dict)
    manques: dict[str, str] = field(default_factory=dict)
    sans_solveur: list[str] = field(default_factory=list)
    """Zones whose signature no solver knows (texts to write among them)."""


def solveur(libelle: str, *entetes: str, fichier: str = "") -> Callable[[Solveur], Solveur]:
    """Register the solver of a zone by its label and headings (none for a single cell), and by its file if it is told."""

    def enregistre(f: Solveur) -> Solveur:
        signature = (fichier, libelle, entetes)
        if _SOLVEURS.setdefault(signature, f) is not f:
            msg = f"deux solveurs pour {signature}"
            raise ValueError(msg)
        return f

    return enregistre


def solveur_de(zone: ZoneLue) -> Solveur | None:
    """Return the solver of a zone: that of its file first."""
    connus = solveurs()
    return connus.get((zone.fichier, zone.libelle, zone.entetes)) or connus.get(("", zone.libelle, zone.entetes))


def solveurs() -> Mapping[Signature, Solveur]:
    """Return every registered solver."""
    for module in MODULES:
        import_module(f"generator.controle.solveurs.{module}")
    return MappingProxyType(_SOLVEURS)


def resout(dossier: Dossier) -> Resolution:
    """Answer everything that can be answered from the documents alone; what is missing says why, and stops nothing
    else."""
    r = Resolution()
    for zone in dossier.zones:
        f = solveur_de(zone)
        if f is None:
            r.sans_solveur.append(zone.id)
            continue
        try:
            r.valeurs[zone.id] = f(dossier, zone)
        except Introuvable as e:
            r.manques[zone.id] = str(e)
        except (LookupError, ValueError, ArithmeticError, StopIteration) as e:
            r.manques[zone.id] = f"les documents n’ont pas la forme attendue ({type(e).__name__} : {e})"
    return r

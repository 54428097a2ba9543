"""Wording: texts of templates/missions/<code>/textes.yaml, drawn among variants, rendered by a sandboxed Jinja2.

A text of the file is a template, a list of variants (one is drawn), a table by tone (`soutenu`, `courant`, `direct`), or
`{parties: [...], joint: " "}`: each part is drawn by itself, and parts agree because they share their variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator import enseignes, textes
from generator.alea import Flux
from generator.donnees import racine

TONS = ("soutenu", "courant", "direct")
FILTRES = (
    "nombre",
    "euros",
    "euros_courts",
    "pourcent",
    "date_longue",
    "jour_date",
    "jour_mois",
    "date_courte",
    "de",
    "que",
    "enumere",
    "majuscule",
    "accord_pluriel",
    "pluriel",
)
FILTRES_NOMS = ("le_nom", "nom_sujet", "du_nom", "au_nom")


def doc(cle: str) -> str:
    """Return the mark of a document in a text: the assembly writes « document 7 »."""
    return f"⟦{cle}⟧"


def docs(*cles: str) -> str:
    """Return the mark of several documents: « documents 7 et 9 »."""
    return f"⟦{'|'.join(cles)}⟧"


@cache
def environnement() -> ImmutableSandboxedEnvironment:
    """Return the Jinja2 environment of every wording: sandboxed, strict, with our filters of French."""
    env = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    env.filters |= {nom: getattr(textes, nom) for nom in FILTRES}
    env.filters |= {nom: getattr(enseignes, nom) for nom in FILTRES_NOMS}
    env.globals |= {"doc": doc, "docs": docs}
    return env


@cache
def _gabarit(source: str) -> Any:
    return environnement().from_string(source)


@cache
def catalogue_textes(dossier: str) -> Mapping[str, Any]:
    """Return the texts of a wording folder (« missions/c1_3 », « sujet »)."""
    chemin = racine("templates") / dossier / "textes.yaml"
    return yaml.load(chemin.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # type: ignore[no-any-return]  # noqa: S506 - base loader: texts only


def rend(source: str, variables: Mapping[str, Any]) -> str:
    """Render a template and set its typography."""
    if "{" not in source:  # nothing to fill in: Jinja2 would take a millisecond to find out
        return textes.typographie(source.strip())
    return textes.typographie(_gabarit(source).render(variables).strip())


class Redacteur:
    """The writer of one mission: draws its wordings from a stream, and renders them with the common variables."""

    def __init__(self, dossier: str, flux: Flux, communs: Mapping[str, Any], ton: str) -> None:
        """Open the wording folder `dossier` of templates/."""
        self._textes, self._flux, self._communs, self._ton = catalogue_textes(dossier), flux, dict(communs), ton

    def texte(self, nom: str, /, **variables: Any) -> str:
        """Return the text of that name (« reponse.model », dots for sub-tables). Raises KeyError when it is unknown."""
        noeud: Any = self._textes
        for partie in nom.split("."):
            noeud = noeud[partie]
        return rend(self._source(noeud), self._communs | variables)

    def existe(self, nom: str) -> bool:
        """Say whether there is a text of that name."""
        return nom in self._textes

    def _source(self, noeud: Any) -> str:
        if isinstance(noeud, str):
            return noeud
        if isinstance(noeud, list):
            return self._source(self._flux.choix(noeud))
        if "parties" in noeud:
            joint = noeud.get("joint", " ").replace("\\n", "\n")
            return str(joint.join(filter(None, (self._source(p) for p in noeud["parties"]))))
        if set(noeud) & set(TONS):
            return self._source(noeud.get(self._ton) or noeud["courant"])
        msg = f"texte mal formé : {sorted(noeud)}"
        raise ValueError(msg)

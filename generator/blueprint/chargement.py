"""Finding and loading firms and papers: by name among those shipped, or by path for a designer's own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from generator.blueprint import entreprise as modeles
from generator.blueprint.croisement import croise
from generator.blueprint.entreprise import Entreprise
from generator.blueprint.epreuve import Epreuve
from generator.blueprint.lecture import BlueprintInvalide, Faute, Source, lit, valide
from generator.blueprint.missions import schema
from generator.blueprint.modele import Modele
from generator.donnees import racine
from generator.textes import slug


class ChoixInconnu(Exception):
    """A name that is none of the choices; the message lists them and names the nearest."""

    def __init__(self, quoi: str, nom: str, choix: Sequence[str]) -> None:
        """Build the French sentence."""
        self._parts = (quoi, nom, tuple(choix))
        proche = difflib.get_close_matches(slug(nom), [slug(c) for c in choix], 1, 0.4)
        proche = [c for c in choix if slug(c) in proche]
        suite = f" Vouliez-vous dire « {proche[0]} » ?" if proche else ""
        accord = "" if quoi.startswith("Le ") else "e"
        super().__init__(f"{quoi} « {nom} » est inconnu{accord}. Choix possibles : {', '.join(choix)}.{suite}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a process pass it to another."""
        return (ChoixInconnu, self._parts)


class Indisponible(Exception):
    """Something that exists, but that this version or this firm cannot serve; the message says what is missing."""


ACTIVITES = ("A1", "A2", "A3")
"""Those of the référentiel."""
GENRES = (("Procedure", "procedures"), ("Matiere", "matiere"))
"""Models of a mission's module → folder of the firm where their files stand."""


def entreprises() -> list[str]:
    """Return the names of the firms shipped."""
    dossier = racine("blueprints") / "entreprises"
    return sorted(d.name for d in dossier.iterdir() if (d / "entreprise.yaml").is_file())


def chemin_entreprise(nom: str, a_cote: Path | None = None) -> Path:
    """Return the folder of a firm: one of those shipped, or a path, from `a_cote` (a paper's folder) or from here.

    Raises ChoixInconnu, with the firms shipped.
    """
    if nom in entreprises():
        return racine("blueprints") / "entreprises" / nom
    possibles = [a_cote / nom, Path(nom)] if a_cote else [Path(nom)]
    for chemin in possibles:
        if nom and (chemin / "entreprise.yaml").is_file():
            return chemin
    if nom and Path(nom).is_dir():
        manquant = Path(nom) / "entreprise.yaml"
        raise BlueprintInvalide([Faute(manquant, 1, 1, "ce fichier manque : une entreprise en a un")])
    raise ChoixInconnu("L’entreprise", nom, entreprises())


_FICHIERS: Mapping[str, tuple[str, type[Modele]]] = {
    "fiche": ("entreprise", modeles.Fiche),
    "catalogue": ("catalogue", modeles.Catalogue),
    "fournisseurs": ("fournisseurs", modeles.Fournisseurs),
    "equipe": ("equipe", modeles.Equipe),
    "clients": ("clients", modeles.ClientsDecrits),
    "cgv": ("procedures/cgv", modeles.Cgv),
}
"""Field of a firm → its file and the model of it."""


def fichiers_fixes() -> list[tuple[str, type[Modele]]]:
    """Return the files that every firm has, by name (« procedures/cgv »), with their models."""
    return list(_FICHIERS.values())


@cache
def charge_entreprise(chemin: Path) -> Entreprise:
    """Load a firm. Raises BlueprintInvalide with every fault of every file."""
    sources: dict[str, Source] = {}
    lus: dict[str, Any] = {}
    fautes: list[Faute] = []
    for nom, modele in (*_FICHIERS.values(), *_fichiers_de_mission(chemin, fautes)):
        try:
            sources[nom] = lit(chemin / f"{nom}.yaml")
            lus[nom] = valide(sources[nom], modele)
        except BlueprintInvalide as e:
            fautes.extend(e.fautes)
    fautes += croise(sources, lus)
    if fautes:
        raise BlueprintInvalide(fautes)
    parts: dict[str, Any] = {champ: lus[nom] for champ, (nom, _) in _FICHIERS.items()}
    parts |= {
        d: {n.partition("/")[2]: lu for n, lu in lus.items() if n.startswith(f"{d}/") and n != "procedures/cgv"}
        for _, d in GENRES
    }
    return Entreprise.model_construct(None, nom=chemin.resolve().name, **parts)


def _fichiers_de_mission(chemin: Path, fautes: list[Faute]) -> list[tuple[str, type[Modele]]]:
    """Return the files of missions that the folder holds, with their models; any other file is a fault."""
    trouves = []
    for genre, dossier in GENRES:
        for fichier in sorted((chemin / dossier).glob("*.y*ml")):
            modele = schema(fichier.stem, genre) if fichier.suffix == ".yaml" else None
            if modele is not None:
                trouves.append((f"{dossier}/{fichier.stem}", modele))
            elif f"{dossier}/{fichier.name}" != "procedures/cgv.yaml":
                dit = f"aucune mission ne lit ce fichier dans {dossier}/ (attendu : c1_3.yaml…)"
                fautes.append(Faute(fichier, 1, 1, dit))
    return trouves


def manquants(entreprise: Entreprise, code: str) -> list[str]:
    """Return the files that a mission reads and that the firm has not: « procedures/c1_5.yaml »."""
    return [
        f"{dossier}/{code}.yaml"
        for genre, dossier in GENRES
        if code not in getattr(entreprise, dossier) and schema(code, genre) is not None
    ]


@cache
def charge_epreuve(chemin: Path) -> Epreuve:
    """Load a paper. Raises BlueprintInvalide."""
    return valide(lit(chemin), Epreuve)


def activites() -> list[str]:
    """Return the activities that have a paper."""
    return sorted(d.name for d in racine("blueprints").iterdir() if d.is_dir() and (d / "epreuve.yaml").is_file())


def chemin_epreuve(activite: str) -> Path:
    """Return the paper shipped for an activity. Raises Indisponible for one to come, ChoixInconnu for another."""
    if activite in activites():
        return racine("blueprints") / activite / "epreuve.yaml"
    if activite in ACTIVITES:
        msg = f"L’activité {activite} n’est pas encore disponible. Cette version fait : {', '.join(activites())}."
        raise Indisponible(msg)
    raise ChoixInconnu("L’activité", activite, activites())

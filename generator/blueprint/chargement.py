"""Finding and loading firms and papers: by name among those shipped, or by path for a designer's own."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from generator.blueprint import entreprise as modeles
from generator.blueprint.entreprise import Entreprise
from generator.blueprint.epreuve import Epreuve
from generator.blueprint.lecture import BlueprintInvalide, Faute, lit, valide
from generator.blueprint.missions import schema
from generator.blueprint.modele import Modele
from generator.donnees import racine
from generator.textes import slug


class ChoixInconnu(Exception):
    """A name that is none of the choices; the message lists them and names the nearest."""

    def __init__(self, quoi: str, nom: str, choix: Sequence[str]) -> None:
        """Build the French sentence."""
        proche = difflib.get_close_matches(slug(nom), [slug(c) for c in choix], 1, 0.4)
        proche = [c for c in choix if slug(c) in proche]
        suite = f" Vouliez-vous dire « {proche[0]} » ?" if proche else ""
        accord = "" if quoi.startswith("Le ") else "e"
        super().__init__(f"{quoi} « {nom} » est inconnu{accord}. Choix possibles : {', '.join(choix)}.{suite}")


class Indisponible(Exception):
    """Something that exists, but that this version or this firm cannot serve; the message says what is missing."""


ACTIVITES = ("A1", "A2", "A3")
"""Those of the référentiel."""


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
    for chemin in (*((a_cote / nom,) if a_cote else ()), Path(nom)):
        if nom and (chemin / "entreprise.yaml").is_file():
            return chemin
    if nom and Path(nom).is_dir():
        raise BlueprintInvalide([Faute(Path(nom) / "entreprise.yaml", 1, 1, "ce fichier manque : une entreprise en a un")])
    raise ChoixInconnu("L’entreprise", nom, entreprises())


@cache
def charge_entreprise(chemin: Path) -> Entreprise:
    """Load a firm. Raises BlueprintInvalide with every fault of every file."""
    fautes: list[Faute] = []

    def un(nom: str, modele: type[Modele]) -> Modele | None:
        try:
            return valide(lit(chemin / f"{nom}.yaml"), modele)
        except BlueprintInvalide as e:
            fautes.extend(e.fautes)
            return None

    parts = {"fiche": un("entreprise", modeles.Fiche), "catalogue": un("catalogue", modeles.Catalogue),
             "fournisseurs": un("fournisseurs", modeles.Fournisseurs), "equipe": un("equipe", modeles.Equipe),
             "clients": un("clients", modeles.ClientsDecrits), "cgv": un("procedures/cgv", modeles.Cgv)}
    missions = {}
    for genre, dossier in (("Procedure", "procedures"), ("Matiere", "matiere")):
        missions[dossier] = {}
        for fichier in sorted((chemin / dossier).glob("c*_*.yaml")):
            modele = schema(fichier.stem, genre)
            if modele is None:
                fautes.append(Faute(fichier, 1, 1, f"aucune mission « {fichier.stem} » ne lit de fichier dans {dossier}/"))
            elif (lu := un(f"{dossier}/{fichier.stem}", modele)) is not None:
                missions[dossier][fichier.stem] = lu
    if fautes:
        raise BlueprintInvalide(fautes)
    _croise(chemin, parts)
    return Entreprise.model_construct(nom=chemin.name, **parts, **missions)  # type: ignore[arg-type]


def _croise(chemin: Path, parts: dict[str, Modele | None]) -> None:
    """Check what one file says of another. Raises BlueprintInvalide."""
    catalogue, fournisseurs = parts["catalogue"], parts["fournisseurs"]
    assert isinstance(catalogue, modeles.Catalogue)
    assert isinstance(fournisseurs, modeles.Fournisseurs)
    codes = {f.code for f in fournisseurs.fournisseurs}
    source = lit(chemin / "catalogue.yaml")
    fautes = [Faute(source.fichier, *source.marque(("articles", i, "fournisseur")),
                    f"fournisseur inconnu « {a.fournisseur} » ; fournisseurs.yaml connaît {', '.join(sorted(codes))}")
              for i, a in enumerate(catalogue.articles) if a.fournisseur and a.fournisseur not in codes]
    if fautes:
        raise BlueprintInvalide(fautes)


def manquants(entreprise: Entreprise, code: str) -> list[str]:
    """Return the files that a mission reads and that the firm has not: « procedures/c1_5.yaml »."""
    genres = (("Procedure", "procedures", entreprise.procedures), ("Matiere", "matiere", entreprise.matiere))
    return [f"{dossier}/{code}.yaml" for genre, dossier, lus in genres
            if code not in lus and schema(code, genre) is not None]


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

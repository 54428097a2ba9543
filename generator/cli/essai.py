"""Trying a blueprint: its templates one by one, then a few seeds at each level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.blueprint.entreprise import Entreprise
    from generator.blueprint.lecture import Chemin, Faute
    from generator.cas import Commande

GRAINES = (1, 2, 3)
VARIABLES_GRIEFS = frozenset({"unites", "sont", "s", "libelle"})


def essaie(base: Commande) -> list[str]:
    """Compose a few seeds at each level, and render one; return what failed, each sentence once."""
    from generator.blueprint.epreuve import NIVEAUX

    rates: dict[str, str] = {}
    for niveau in NIVEAUX:
        for graine in GRAINES:
            commande = replace(base, graine=graine, niveau=niveau)
            if dit := _essaie_un(commande, rend=(niveau, graine) == ("examen", GRAINES[0])):
                rates.setdefault(dit, f"graine {graine}, niveau {niveau} : {dit}")
    return list(rates.values())


def _essaie_un(commande: Commande, *, rend: bool) -> str:
    """Compose one case, render it when asked; return what failed, or nothing."""
    from generator.cas import compose
    from generator.cli.messages import ERREURS_UTILISATEUR
    from generator.fabrication import dossier
    from generator.manifeste import manifeste

    try:
        sujet = compose(commande)
        if rend:
            dossier.rend(sujet, "essai", manifeste(commande, sujet))
    except Exception as e:  # noqa: BLE001 - a trial tells whatever went wrong
        return str(e) if type(e).__name__ in ERREURS_UTILISATEUR else f"{type(e).__name__}, {e}"
    return ""


def textes_fautifs(dossier: Path, entreprise: Entreprise) -> list[Faute]:
    """Return the faults of the firm's templates: those that Jinja2 refuses, and their unknown variables."""
    from generator.blueprint.lecture import Faute, lit

    connues = _variables(entreprise)
    fautes = []
    for fichier in sorted(dossier.rglob("*.yaml")):
        source = lit(fichier)
        for chemin, texte in _textes(source.arbre, ()):
            if dit := _gabarit_fautif(texte, chemin, fichier.name, connues):
                fautes.append(Faute(fichier, *source.marque(chemin), dit))
    return fautes


def _variables(entreprise: Entreprise) -> Mapping[str, Any]:
    """Return the variables of the paper's page on the firm, with values of some seed."""
    from generator.alea import Alea
    from generator.cas import Commande, lit_epreuve
    from generator.epreuve.atelier import variables_communes
    from generator.monde.cadre import tire_cadre

    epreuve = lit_epreuve(Commande("A1", 1))
    alea = Alea(1, espace=("A1", entreprise.nom, "examen"))
    return variables_communes(tire_cadre(alea, entreprise, "examen", (epreuve.date_debut, epreuve.date_fin), 30))


def _textes(noeud: Any, chemin: Chemin) -> Iterator[tuple[Chemin, str]]:
    """Yield the texts that hold template marks, with their paths."""
    if isinstance(noeud, str) and ("{{" in noeud or "{%" in noeud):
        yield chemin, noeud
    enfants = noeud.items() if isinstance(noeud, dict) else enumerate(noeud) if isinstance(noeud, list) else ()
    for cle, valeur in enfants:
        yield from _textes(valeur, (*chemin, cle))


def _gabarit_fautif(texte: str, chemin: Chemin, fichier: str, connues: Mapping[str, Any]) -> str:
    """Return what is wrong with a template, or nothing."""
    import jinja2

    from generator.epreuve.redacteur import environnement, rend

    presentation = fichier == "entreprise.yaml" and chemin[:1] == ("presentation",)
    try:
        arbre = environnement().parse(texte)
        if presentation:
            rend(texte, connues)
    except jinja2.TemplateSyntaxError as e:
        return f"gabarit mal formé, ligne {e.lineno} du texte : accolades, filtres et « % » sont à vérifier"
    except jinja2.UndefinedError as e:
        nom = str(e).split("'")[1] if "'" in str(e) else "?"
        return f"variable inconnue « {nom} » ; choix : {', '.join(sorted(connues))}"
    except (jinja2.TemplateError, TypeError, ValueError, AttributeError) as e:
        return f"gabarit impossible à remplir : {e}"
    inconnues = set() if presentation else _libres(arbre) - VARIABLES_GRIEFS
    if chemin[:1] == ("griefs",) and inconnues:
        return f"variable inconnue « {min(inconnues)} » ; choix : {', '.join(sorted(VARIABLES_GRIEFS))}"
    return ""


def _libres(arbre: Any) -> set[str]:
    from jinja2.meta import find_undeclared_variables

    return find_undeclared_variables(arbre)

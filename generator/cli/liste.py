"""`gen-scenario list`: the activities, firms, competencies and levels to choose among."""

from __future__ import annotations

import json
from typing import Any

import click


@click.command("list", short_help="liste les choix possibles")
@click.option("--json", "en_json", is_flag=True, help="affiche en JSON")
def commande(en_json: bool) -> int:
    """Liste les activités, les entreprises, les compétences et les niveaux."""
    choix = choix_possibles()
    if en_json:
        click.echo(json.dumps(choix, ensure_ascii=False))
    else:
        _affiche(choix)
    return 0


def choix_possibles() -> dict[str, Any]:
    """Return what may be chosen, as `--json` prints it."""
    from generator.blueprint.chargement import charge_epreuve, chemin_epreuve
    from generator.blueprint.epreuve import NIVEAUX
    from generator.epreuve.missions.registre import MODULES, missions

    epreuves = {a: charge_epreuve(chemin_epreuve(a)) for a in MODULES}
    return {
        "activites": {
            a: {
                "titre": e.titre,
                "duree_minutes": e.duree_minutes,
                "entreprises": list(e.entreprises),
                "missions": {
                    m.competence: {"points": str(m.points), "taches": _taches(a, m.competence)} for m in e.missions
                },
            }
            for a, e in epreuves.items()
        },
        "entreprises": _entreprises([m for a in MODULES for m in missions(a).values()]),
        "niveaux": list(NIVEAUX),
    }


def _taches(activite: str, competence: str) -> list[str]:
    """Return the tâches of a competency: none when this version cannot make it."""
    from generator.epreuve.missions.registre import missions

    return next((list(m.taches) for m in missions(activite).values() if m.competence == competence), [])


def _entreprises(missions: list[Any]) -> dict[str, Any]:
    from generator.blueprint.chargement import charge_entreprise, chemin_entreprise, entreprises, manquants

    lues = {nom: charge_entreprise(chemin_entreprise(nom)) for nom in entreprises()}
    return {
        nom: {"metier": e.fiche.metier, "missions": [m.competence for m in missions if not manquants(e, m.code)]}
        for nom, e in lues.items()
    }


def _affiche(choix: dict[str, Any]) -> None:
    for nom, a in choix["activites"].items():
        click.echo(f"{nom}  {a['titre']} ({a['duree_minutes']} minutes, entreprises : {', '.join(a['entreprises'])})")
        for competence, m in a["missions"].items():
            taches = f"tâches : {', '.join(m['taches'])}" if m["taches"] else "pas encore disponible"
            click.echo(f"    {competence}  {m['points']} points, {taches}")
    click.echo("Entreprises (--entreprise)")
    largeur = max(map(len, choix["entreprises"]))
    for nom, e in choix["entreprises"].items():
        click.echo(f"    {nom:<{largeur}}  {e['metier']} ({', '.join(e['missions'])})")
    click.echo(f"Niveaux (--niveau) : {', '.join(choix['niveaux'])}")
    click.echo(f"Ensuite : gen-scenario --activity {next(iter(choix['activites']))} --seed 42")

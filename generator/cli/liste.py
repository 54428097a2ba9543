"""`gen-scenario list`: the activities, firms, competencies and levels to choose among."""

from __future__ import annotations

import json

import click


@click.command("list", help="Liste les activités, les entreprises, les compétences et les niveaux.")
@click.option("--json", "en_json", is_flag=True, help="affiche en JSON")
def commande(en_json: bool) -> int:
    """Print what may be chosen."""
    from generator.blueprint.chargement import activites, charge_entreprise, charge_epreuve, chemin_entreprise, chemin_epreuve, entreprises
    from generator.blueprint.epreuve import NIVEAUX
    from generator.epreuve.missions.registre import code, missions

    epreuves = {a: charge_epreuve(chemin_epreuve(a)) for a in activites()}
    faits = {n: charge_entreprise(chemin_entreprise(n)) for n in entreprises()}
    taches = {m.competence: list(m.taches) for a in epreuves for m in missions(a).values()}
    bilan = {
        "activites": {a: {"titre": e.titre, "duree_minutes": e.duree_minutes, "entreprises": list(e.entreprises),
                          "missions": {m.competence: {"points": str(m.points), "taches": taches.get(m.competence, [])} for m in e.missions}}
                      for a, e in epreuves.items()},
        "entreprises": {n: {"metier": e.fiche.metier, "missions": sorted(m.upper().replace("_", ".") for m in e.procedures)} for n, e in faits.items()},
        "niveaux": list(NIVEAUX)}
    if en_json:
        click.echo(json.dumps(bilan, ensure_ascii=False))
        return 0
    for a, e in epreuves.items():
        click.echo(f"{a}  {e.titre} ({e.duree_minutes} minutes, entreprises : {', '.join(e.entreprises)})")
        for m in e.missions:
            dites = f" – tâches : {', '.join(taches[m.competence])}" if m.competence in taches else " – non disponible"
            click.echo(f"    {m.competence} {m.points} points{dites} [{code(m.competence)}]")
    click.echo("Entreprises")
    for n, fait in faits.items():
        click.echo(f"    {n} : {fait.fiche.metier}")
    click.echo(f"Niveaux : {', '.join(NIVEAUX)}")
    return 0

"""`gen-scenario check`: reads a paper or a firm, and tells every fault with its line and column."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("check", help="Vérifie un sujet (fichier YAML) ou une entreprise (dossier ou nom) : toutes les fautes, avec ligne et colonne.")
@click.argument("blueprint")
def commande(blueprint: str) -> int:
    """Check a blueprint, then try it on a few seeds."""
    from generator.blueprint.chargement import charge_entreprise, charge_epreuve, chemin_entreprise

    chemin = Path(blueprint)
    if chemin.is_file():
        epreuve = charge_epreuve(chemin)
        for nom in epreuve.entreprises:
            charge_entreprise(_entreprise(nom, chemin.parent))
        click.echo(f"{chemin} : sujet valide ({epreuve.activite}, {len(epreuve.missions)} missions, {epreuve.duree_minutes} minutes).")
        click.echo(f"Ensuite : gen-scenario --blueprint {chemin} --seed 1")
        return 0
    dossier = chemin_entreprise(blueprint)
    entreprise = charge_entreprise(dossier)
    servies = _servies(entreprise.procedures)
    click.echo(f"{dossier} : entreprise valide, {len(entreprise.catalogue.articles)} articles, {len(entreprise.fournisseurs.fournisseurs)} fournisseurs.")
    click.echo(f"Missions qu’elle peut servir : {', '.join(servies) or 'aucune (il manque les fichiers de procedures/)'}.")
    click.echo(f"Ensuite : gen-scenario --activity A1 --entreprise {blueprint} --seed 1")
    return 0


def _entreprise(nom: str, a_cote: Path) -> Path:
    from generator.blueprint.chargement import chemin_entreprise

    return a_cote / nom if (a_cote / nom / "entreprise.yaml").is_file() else chemin_entreprise(nom)


def _servies(procedures: dict[str, object]) -> list[str]:
    """Return the competencies whose files the firm has."""
    from generator.blueprint.missions import schema
    from generator.epreuve.missions.registre import MODULES, missions

    return [m.competence for a in MODULES for m in missions(a).values() if schema(m.code, "Procedure") is None or m.code in procedures]

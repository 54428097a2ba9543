"""`gen-scenario new`: copies a commented starter, a paper or a firm, that passes `check` and generates as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

MODELE_ENTREPRISE, MODELE_EPREUVE = "quincaillerie", "A1"


@click.command("new", help="Copie un point de départ commenté : un sujet (NOM.yaml) ou une entreprise (dossier NOM).")
@click.argument("nom")
@click.option("--entreprise", is_flag=True, help="copie une entreprise plutôt qu’un sujet")
@click.option("--modele", default=None, metavar="NOM", help="entreprise ou activité à copier")
@click.option("--output", "sortie", type=click.Path(path_type=Path), default=Path(), metavar="DOSSIER", help="dossier où écrire")
def commande(nom: str, entreprise: bool, modele: str | None, sortie: Path) -> int:
    """Copy the starter; nothing that exists is overwritten."""
    from generator.blueprint.chargement import chemin_entreprise, chemin_epreuve
    from generator.fabrication.dossier import DossierExistant
    from generator.textes import slug

    if not nom or slug(nom) != nom.removesuffix(".yaml"):
        from generator.cli.cree import SaisieRefusee

        msg = f"« {nom} » ne convient pas : lettres minuscules sans accent, chiffres et tirets seulement, par exemple « {slug(nom) or 'ma-firme'} »."
        raise SaisieRefusee(msg)
    cible = sortie / (nom if entreprise else f"{nom.removesuffix('.yaml')}.yaml")
    if cible.exists():
        msg = f"« {cible} » existe déjà : choisissez un autre nom ou un autre dossier (--output)."
        raise DossierExistant(msg)
    source = chemin_entreprise(modele or MODELE_ENTREPRISE) if entreprise else chemin_epreuve(modele or MODELE_EPREUVE)
    sortie.mkdir(parents=True, exist_ok=True)
    if entreprise:
        shutil.copytree(source, cible)
    else:
        cible.write_bytes(source.read_bytes())
    click.echo(f"{cible} créé. Ensuite : modifiez-le, puis gen-scenario check {cible}")
    return 0

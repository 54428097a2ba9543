"""`gen-scenario schema`: the JSON Schemas of the blueprints (completion in an editor) and of the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click


def schemas() -> dict[str, dict[str, Any]]:
    """Return every published schema by name."""
    from generator.blueprint import entreprise as e
    from generator.blueprint.epreuve import Epreuve
    from generator.blueprint.missions import schema
    from generator.epreuve.corrige.schema import Corrige
    from generator.epreuve.missions.registre import MODULES, missions

    modeles: dict[str, Any] = {"epreuve": Epreuve, "entreprise": e.Fiche, "catalogue": e.Catalogue, "fournisseurs": e.Fournisseurs,
                               "equipe": e.Equipe, "clients": e.ClientsDecrits, "procedures-cgv": e.Cgv, "corrige": Corrige}
    for a in MODULES:
        for code in missions(a):
            for genre, dossier in (("Procedure", "procedures"), ("Matiere", "matiere")):
                if (modele := schema(code, genre)) is not None:
                    modeles[f"{dossier}-{code}"] = modele
    return {nom: m.model_json_schema(mode="serialization" if nom == "corrige" else "validation") for nom, m in modeles.items()}


@click.command("schema", help="Affiche un schéma JSON, ou les écrit tous dans un dossier (complétion dans un éditeur).")
@click.argument("nom", required=False)
@click.option("--output", "sortie", type=click.Path(path_type=Path), default=None, metavar="DOSSIER", help="écrit tous les schémas dans ce dossier")
def commande(nom: str | None, sortie: Path | None) -> int:
    """Print one schema, or write them all."""
    from generator.blueprint.chargement import ChoixInconnu

    tous = schemas()
    if sortie is not None:
        sortie.mkdir(parents=True, exist_ok=True)
        for n, s in tous.items():
            (sortie / f"{n}.schema.json").write_text(json.dumps(s, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        click.echo(f"{len(tous)} schémas écrits dans {sortie}. Dans un fichier YAML : # yaml-language-server: $schema={sortie}/epreuve.schema.json")
        return 0
    if nom is None:
        click.echo("\n".join(tous))
        return 0
    if nom not in tous:
        raise ChoixInconnu("Le schéma", nom, list(tous))
    click.echo(json.dumps(tous[nom], ensure_ascii=False, indent=1))
    return 0

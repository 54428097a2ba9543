"""`gen-scenario schema`: the JSON Schemas of the blueprints (completion in an editor) and of the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator.cli.messages import chemin

DIALECTE = "https://json-schema.org/draft/2020-12/schema"
BORNES = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
"""pydantic's words, which it leaves where it cannot tell the type → those of JSON Schema."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return every published schema by name."""
    return {
        nom: {"$schema": DIALECTE, "title": nom, **{k: v for k, v in _schema(nom, m).items() if k != "title"}}
        for nom, m in _modeles().items()
    }


def _schema(nom: str, modele: Any) -> dict[str, Any]:
    if nom == "corrige":
        return modele.model_json_schema(mode="serialization")  # type: ignore[no-any-return]
    brut: dict[str, Any] = _souple(modele.model_json_schema(mode="validation"))
    return brut


def _souple(noeud: Any) -> Any:
    """Accept what the reader accepts: a number written as a text (« 12,50 »), one value for a list of one, any text for
    a scalar that YAML would read as a number or a date."""
    if isinstance(noeud, list):
        return [_souple(n) for n in noeud]
    if not isinstance(noeud, dict):
        return noeud
    souple = {BORNES.get(k, k): _souple(v) for k, v in noeud.items()}
    souple |= {k: float(souple[k]) for k in BORNES.values() if isinstance(souple.get(k), str)}
    genre = souple.get("type")
    if genre == "array" and "minLength" in souple:
        souple["minItems"] = souple.pop("minLength")
    if genre in ("integer", "number") or (genre == "string" and souple.get("format") == "date"):
        return {"anyOf": [souple, {"type": "string"}]}
    if genre == "array" and souple.get("minItems") == 1 and isinstance(souple.get("items"), dict):
        return {"anyOf": [souple, souple["items"]]}
    return souple


def _modeles() -> dict[str, Any]:
    """Return the models by the name of their schema."""
    from generator.blueprint.chargement import GENRES, fichiers_fixes
    from generator.blueprint.epreuve import Epreuve
    from generator.blueprint.missions import schema
    from generator.epreuve.corrige.schema import Corrige
    from generator.epreuve.missions.registre import MODULES, missions

    modeles: dict[str, Any] = {"epreuve": Epreuve, "corrige": Corrige}
    modeles |= {nom.replace("/", "-"): modele for nom, modele in fichiers_fixes()}
    for code in (c for a in MODULES for c in missions(a)):
        modeles |= {f"{dossier}-{code}": m for genre, dossier in GENRES if (m := schema(code, genre)) is not None}
    return modeles


@click.command("schema", short_help="donne les schémas JSON")
@click.argument("nom", required=False, metavar="[NOM]")
@click.option(
    "--output",
    "sortie",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DOSSIER",
    help="écrit tous les schémas dans ce dossier",
)
def commande(nom: str | None, sortie: Path | None) -> int:
    """Affiche un schéma JSON, ou les écrit tous dans un dossier : un éditeur en tire la complétion.

    Sans nom ni dossier, liste les schémas.
    """
    from generator.blueprint.chargement import ChoixInconnu

    tous = schemas()
    if nom is not None and nom not in tous:
        raise ChoixInconnu("Le schéma", nom, list(tous))
    if sortie is not None:
        _ecrit({nom: tous[nom]} if nom else tous, sortie)
    elif nom is not None:
        click.echo(json.dumps(tous[nom], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(tous))
        click.echo("Ensuite : gen-scenario schema NOM, ou gen-scenario schema --output DOSSIER pour les écrire tous")
    return 0


def _ecrit(schemas: dict[str, dict[str, Any]], sortie: Path) -> None:
    sortie.mkdir(parents=True, exist_ok=True)
    for nom, s in schemas.items():
        texte = json.dumps(s, ensure_ascii=False, indent=1) + "\n"
        (sortie / f"{nom}.schema.json").write_text(texte, encoding="utf-8", newline="\n")
    click.echo(f"{len(schemas)} schéma{'s' if len(schemas) > 1 else ''} dans {sortie}")
    exemple = chemin(sortie / f"{next(iter(schemas))}.schema.json")
    click.echo(f"Ensuite : en tête d’un fichier YAML, la ligne « # yaml-language-server: $schema={exemple} »")

"""`gen-scenario new`: copies a commented starter, a paper or a firm, that passes `check` and generates as it is."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import click

from generator.cli.messages import SaisieRefusee, chemin

MODELE_ENTREPRISE, MODELE_EPREUVE = "quincaillerie", "A1"
_RESERVES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")
NOM_MAXIMUM = 40
"""Signs of a name: Windows counts those of a path."""


@click.command("new", short_help="copie un point de départ commenté")
@click.argument("nom", metavar="NOM")
@click.option("--entreprise", is_flag=True, help="copie une entreprise (dossier NOM) plutôt qu’un sujet (NOM.yaml)")
@click.option("--modele", default=None, metavar="NOM", help="entreprise ou activité à copier")
@click.option(
    "--output",
    "sortie",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DOSSIER",
    help="dossier où écrire ; le dossier courant sinon",
)
def commande(nom: str, entreprise: bool, modele: str | None, sortie: Path) -> int:
    """Copie un point de départ commenté : un sujet (NOM.yaml) ou une entreprise (dossier NOM).

    Il passe la vérification et donne un cas tel quel. Rien de ce qui existe n’est remplacé.
    """
    from generator.blueprint.chargement import chemin_entreprise, chemin_epreuve
    from generator.fabrication.dossier import DossierExistant

    base = _nom(nom, entreprise=entreprise)
    cible = sortie / (base if entreprise else f"{base}.yaml")
    if cible.exists():
        msg = f"« {cible} » existe déjà : choisissez un autre nom, ou un autre dossier avec --output."
        raise DossierExistant(msg)
    firme, activite = modele or MODELE_ENTREPRISE, (modele or MODELE_EPREUVE).upper()
    source = chemin_entreprise(firme) if entreprise else chemin_epreuve(activite)
    _copie(source, cible)
    quoi = f"l’entreprise « {source.name} »" if entreprise else f"le sujet de l’activité {source.parent.name}"
    click.echo(f"{cible} créé, d’après {quoi} ; chaque fichier est commenté.")
    click.echo(f"Ensuite : modifiez-le, puis gen-scenario check {chemin(cible)}")
    return 0


def _nom(nom: str, *, entreprise: bool) -> str:
    """Return the name without extension. Raises SaisieRefusee when a file system or a command would stumble on it."""
    from generator.blueprint.chargement import entreprises
    from generator.textes import slug

    base = nom.removesuffix(".yaml")
    if not base or slug(base) != base or len(base) > NOM_MAXIMUM or _RESERVES.fullmatch(base):
        exemple = slug(base)[:NOM_MAXIMUM] if slug(base) != base and not _RESERVES.fullmatch(slug(base)) else ""
        exemple = exemple or ("ma-firme" if entreprise else "mon-sujet")
        msg = (
            f"« {nom} » ne convient pas : {NOM_MAXIMUM} lettres minuscules sans accent, chiffres et tirets au plus, et "
            f"pas un nom réservé par Windows ; par exemple « {exemple} »."
        )
        raise SaisieRefusee(msg)
    if entreprise and base in entreprises():
        msg = f"« {base} » désigne déjà une entreprise fournie : choisissez un autre nom, par exemple « {base}-2 »."
        raise SaisieRefusee(msg)
    return base


def _copie(source: Path, cible: Path) -> None:
    """Copy a file or a folder, whole or not at all."""
    cible.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".gs-", dir=cible.parent) as cote:
        neuf = Path(cote) / "n"
        if source.is_dir():
            shutil.copytree(source, neuf, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, neuf)
        neuf.rename(cible)

"""`gen-scenario check`: reads a paper or a firm, tells every fault with its line and column, then tries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.messages import SAISIE, chemin, erreur

if TYPE_CHECKING:
    from generator.blueprint.lecture import Faute


@click.command("check", short_help="vérifie un sujet ou une entreprise")
@click.argument("blueprint", metavar="BLUEPRINT")
def commande(blueprint: str) -> int:
    """Vérifie un sujet (fichier YAML) ou une entreprise (nom ou dossier), puis l’essaie.

    Toutes les fautes sont dites à la fois, avec fichier, ligne et colonne.
    """
    from generator.blueprint.chargement import activites, chemin_epreuve

    ou = Path(blueprint)
    if blueprint.upper() in activites() and not ou.exists():
        return _sujet(chemin_epreuve(blueprint.upper()))
    if ou.suffix in (".yaml", ".yml") and (ou.is_file() or not ou.is_dir()):
        return _firme(_dossier(ou)) if _dossier(ou) else _sujet(ou)
    return _firme(blueprint)


def _dossier(fichier: Path) -> str:
    """Return the folder of the firm that a file belongs to, or nothing."""
    for dossier in (fichier.parent, fichier.parent.parent):
        if fichier.is_file() and (dossier / "entreprise.yaml").is_file():
            return str(dossier)
    return ""


# --- A paper ---------------------------------------------------------------------------------------------------------


def _sujet(fichier: Path) -> int:
    from generator.blueprint.chargement import ChoixInconnu, charge_entreprise, charge_epreuve, chemin_entreprise
    from generator.blueprint.lecture import BlueprintInvalide, Faute, lit
    from generator.cas import Commande
    from generator.cli.essai import essaie

    epreuve = charge_epreuve(fichier)
    source = lit(fichier)
    trouvees: list[Faute] = list(_missions(fichier))
    for i, nom in enumerate(epreuve.entreprises):
        try:
            charge_entreprise(chemin_entreprise(nom, fichier.parent))
        except ChoixInconnu as e:
            trouvees.append(Faute(fichier, *source.marque(("entreprises", i)), str(e)))
        except BlueprintInvalide as e:
            trouvees += e.fautes
    if trouvees:
        raise BlueprintInvalide(trouvees)
    rates = [
        r
        for nom in epreuve.entreprises
        for r in essaie(Commande(epreuve.activite, 1, str(chemin_entreprise(nom, fichier.parent)), fichier))
    ]
    n = len(epreuve.missions)
    missions = f"{n} mission{'s' if n > 1 else ''}"
    dit = f"{fichier} : sujet valide ({epreuve.activite}, {missions}, {epreuve.duree_minutes} minutes)."
    return _conclut(dit, rates, f"gen-scenario --blueprint {chemin(fichier)} --seed 1")


def _missions(fichier: Path) -> Iterator[Faute]:
    """Yield the missions and tâches that this version does not know."""
    from generator.blueprint.chargement import charge_epreuve
    from generator.blueprint.lecture import Faute, lit
    from generator.epreuve.missions.registre import MODULES, missions

    epreuve, source = charge_epreuve(fichier), lit(fichier)
    connues = missions(epreuve.activite) if epreuve.activite in MODULES else {}
    par_competence = {m.competence: tuple(m.taches) for m in connues.values()}
    for i, m in enumerate(epreuve.missions):
        if m.competence not in par_competence:
            choix = ", ".join(par_competence) or "aucune"
            dit = f"{m.competence} n’est pas disponible dans cette version ; choix : {choix}"
            yield Faute(fichier, *source.marque(("missions", i, "competence")), dit)
            continue
        for j, groupe in enumerate(m.taches):
            for k, tache in enumerate(groupe):
                for nom in (t for t in tache.split("+") if t not in par_competence[m.competence]):
                    dit = f"tâche inconnue « {nom} » ; choix : {', '.join(par_competence[m.competence])}"
                    yield Faute(fichier, *source.marque(("missions", i, "taches", j, k)), dit)


# --- A firm ----------------------------------------------------------------------------------------------------------


def _firme(nom: str) -> int:
    from generator.blueprint.chargement import charge_entreprise, chemin_entreprise, manquants
    from generator.blueprint.lecture import BlueprintInvalide
    from generator.cas import Commande
    from generator.cli.essai import essaie, textes_fautifs
    from generator.epreuve.missions.registre import MODULES, missions

    dossier = chemin_entreprise(nom)
    entreprise = charge_entreprise(dossier)
    if trouvees := textes_fautifs(dossier, entreprise):
        raise BlueprintInvalide(trouvees)
    absents = {a: {m.competence: manquants(entreprise, m.code) for m in missions(a).values()} for a in MODULES}
    servies = {a: tuple(c for c, fichiers in absents[a].items() if not fichiers) for a in MODULES}
    dites = [c for codes in servies.values() for c in codes]
    click.echo(
        f"{dossier} : entreprise valide, {len(entreprise.catalogue.articles)} articles, "
        f"{len(entreprise.fournisseurs.fournisseurs)} fournisseurs."
    )
    for manque in (f"{c} : il manque {' et '.join(f)}" for a in absents.values() for c, f in a.items() if f):
        click.echo(manque)
    rates = [r for a, codes in servies.items() if codes for r in essaie(Commande(a, 1, str(dossier), missions=codes))]
    return _conclut(
        f"Missions qu’elle peut servir : {', '.join(dites) or 'aucune'}.",
        rates if dites else ["aucune mission n’a ses fichiers"],
        _suite(nom, servies, absents),
    )


def _suite(nom: str, servies: Mapping[str, Sequence[str]], absents: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """Return the command that makes a case of that firm."""
    activite = next((a for a, codes in servies.items() if codes), "A1")
    entiere = len(servies[activite]) == len(absents[activite])
    seules = "" if entiere else f" --missions {','.join(servies[activite])}"
    return f"gen-scenario --activity {activite} --entreprise {chemin(nom)}{seules} --seed 1"


def _conclut(dit: str, rates: Sequence[str], suite: str) -> int:
    """Tell what the trial gave, and what to do next."""
    click.echo(dit)
    if not rates:
        click.echo(f"Ensuite : {suite}")
        return 0
    for rate in rates:
        erreur(f"Essai manqué : {rate}")
    erreur("Ensuite : complétez ce qui manque, puis relancez la même commande.")
    return SAISIE

"""The main job: make one case or several from the options of the command line."""

from __future__ import annotations

import json
import re
import secrets  # noqa: TID251 - a seed left out is drawn here, and printed
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.alea import CLE_ENTRAINEMENT
from generator.cli.messages import SaisieRefusee, chemin

__all__ = ["SaisieRefusee", "cible", "cree", "fabrique", "lit_commande"]

if TYPE_CHECKING:
    from generator.cas import Commande

CAS_MAXIMUM = 10_000
CLE_MINIMUM, CLE_MAXIMUM = 16, 1_000_000
"""Bytes of a session's key."""


def cree(options: Mapping[str, Any]) -> int:
    """Make one case or several. Returns the exit code."""
    if not 1 <= options["nombre"] <= CAS_MAXIMUM:
        msg = f"--count attend un nombre de 1 à 10 000 (lu : {options['nombre']})."
        raise SaisieRefusee(msg)
    commande = lit_commande(options)
    if options["nombre"] > 1:
        from generator.cli.plusieurs import cree_plusieurs

        return cree_plusieurs(commande, options)
    return _un(commande, options)


# --- Reading the options ---------------------------------------------------------------------------------------------


def lit_commande(options: Mapping[str, Any]) -> Commande:
    """Return what the options ask for. Raises SaisieRefusee."""
    from generator.cas import Commande

    return Commande(
        activite=_activite(options["activite"], options["blueprint"]),
        graine=_graine(options["graine"]),
        entreprise=options["entreprise"],
        blueprint=options["blueprint"],
        missions=_missions(options["missions"]),
        tirages=_tirages(options["tirages"]),
        cle=_cle(options["cle"]),
        niveau=_niveau(options["niveau"]),
        jour=_jour(options["jour"]),
    )


def _activite(texte: str | None, blueprint: Path | None) -> str:
    demandee = (texte or "").strip().upper()
    if blueprint is None:
        return demandee
    from generator.blueprint.chargement import charge_epreuve

    activite = charge_epreuve(blueprint).activite
    if demandee not in ("", activite):
        msg = (
            f"--activity dit {demandee}, mais « {blueprint} » est un sujet de l’activité {activite} : ôtez --activity."
        )
        raise SaisieRefusee(msg)
    return activite


def _graine(texte: str | None) -> int:
    if not texte or not texte.strip():
        return secrets.randbelow(10**9)
    if not re.fullmatch(r"[0-9]{1,18}", texte.strip()):
        msg = f"--seed attend un nombre entier positif de 18 chiffres au plus (lu : « {texte} »)."
        raise SaisieRefusee(msg)
    return int(texte)


def _missions(texte: str | None) -> tuple[str, ...] | None:
    if texte is None:
        return None
    lues = tuple(dict.fromkeys(m.upper() for m in re.split(r"[,;\s]+", texte) if m))
    if not lues:
        msg = "--missions attend une ou plusieurs compétences, par exemple --missions C1.1,C1.4."
        raise SaisieRefusee(msg)
    return lues


def _tirages(textes: tuple[str, ...]) -> dict[str, int]:
    tirages: dict[str, int] = {}
    for texte in (t for groupe in textes for t in re.split(r"[,;\s]+", groupe) if t):
        m = re.fullmatch(r"(?i)(C[0-9]\.[0-9])=([0-9]{1,6})", texte)
        if not m or int(m[2]) < 1:
            msg = f"--tirage attend une compétence et un numéro à partir de 1, par exemple C1.4=2 (lu : « {texte} »)."
            raise SaisieRefusee(msg)
        nom, rang = m[1].upper(), int(m[2])
        if tirages.setdefault(nom, rang) != rang:
            msg = f"--tirage donne deux numéros à {nom} : {tirages[nom]} et {rang}."
            raise SaisieRefusee(msg)
    return tirages


def _cle(fichier: Path | None) -> bytes:
    if fichier is None:
        return CLE_ENTRAINEMENT
    with fichier.open("rb") as f:
        cle = f.read(CLE_MAXIMUM + 1)
    if not CLE_MINIMUM <= len(cle) <= CLE_MAXIMUM:
        taille = "trop courte" if len(cle) < CLE_MINIMUM else "trop longue"
        msg = f"La clé « {fichier} » est {taille} : de 16 octets à 1 Mo."
        raise SaisieRefusee(msg)
    return cle


def _niveau(texte: str) -> str:
    from generator.textes import slug

    return slug(texte)


def _jour(texte: str | None) -> date | None:
    if texte is None:
        return None
    jour = _date(texte.strip())
    if jour is None:
        msg = f"--date attend une date telle que 2026-10-05 ou 05/10/2026 (lu : « {texte} »)."
        raise SaisieRefusee(msg)
    from generator.monde.metier.calendrier import est_ouvre
    from generator.monde.parametres import DateNonCouverte, couverture, verifie_date

    try:
        verifie_date(jour)
    except DateNonCouverte as e:
        debut, fin = couverture()
        msg = f"--date : {e} Choisissez un jour ouvré du {debut:%d/%m/%Y} au {fin:%d/%m/%Y}."
        raise SaisieRefusee(msg) from e
    if not est_ouvre(jour):
        msg = f"--date : le {jour:%d/%m/%Y} n’est pas un jour ouvré ; choisissez un jour travaillé."
        raise SaisieRefusee(msg)
    return jour


def _date(texte: str) -> date | None:
    try:
        if m := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", texte):
            return date(int(m[3]), int(m[2]), int(m[1]))
        return date.fromisoformat(texte)
    except ValueError:
        return None


# --- Making ----------------------------------------------------------------------------------------------------------


def cible(commande: Commande, sortie: Path) -> Path:
    """Return the folder of the case, known before any work. Raises ChoixInconnu, Indisponible, BlueprintInvalide."""
    from generator.cas import chemin_firme, lit_epreuve
    from generator.fabrication.dossier import nom_dossier

    epreuve = lit_epreuve(commande)
    return sortie / nom_dossier(commande.activite, chemin_firme(commande, epreuve).resolve().name, commande.graine)


def fabrique(commande: Commande, sortie: Path, *, force: bool, en_zip: bool, a_blanc: bool) -> dict[str, Any]:
    """Make a case and return what to tell of it."""
    from generator.fabrication.dossier import ecrit, refuse_existant, rend, zips
    from generator.manifeste import manifeste

    dossier = cible(commande, sortie)
    if not a_blanc:
        refuse_existant(dossier, force=force)
    sujet = _compose(commande)
    bilan = {
        "cas": dossier.name,
        "graine": commande.graine,
        "entreprise": sujet.monde.cadre.firme.nom,
        "niveau": commande.niveau,
        "date": sujet.monde.date.isoformat(),
        "missions": [m.competence for m in sujet.missions],
        "documents": len(sujet.documents),
        "dossier": str(dossier),
    }
    if a_blanc:
        return bilan | {"ecrit": False}
    rendu = rend(sujet, dossier.name, manifeste(commande, sujet))
    fichiers = rendu.fichiers | (zips(rendu.fichiers) if en_zip else {})
    ecrit(fichiers, dossier, force=force)
    return bilan | {"ecrit": True, "fichiers": len(fichiers)}


def _compose(commande: Commande) -> Any:
    """Compose; a designer's own firm that breaks the composition is told as such, with what to do."""
    from generator.blueprint.chargement import entreprises
    from generator.cas import compose
    from generator.cli.messages import ERREURS_UTILISATEUR

    fournie = commande.entreprise is None or commande.entreprise in entreprises()
    try:
        return compose(commande)
    except Exception as e:
        if (fournie and commande.blueprint is None) or type(e).__name__ in {*ERREURS_UTILISATEUR, "BlueprintInvalide"}:
            raise
        ou = chemin(str(commande.entreprise or commande.blueprint))
        msg = (
            f"« {ou} » n’a pas permis de composer ce cas ({type(e).__name__} : {e}).\n"
            f"Ensuite : gen-scenario check {ou} ; s’il ne trouve rien, signalez-le avec la graine {commande.graine}."
        )
        raise SaisieRefusee(msg) from e


def _un(commande: Commande, options: Mapping[str, Any]) -> int:
    bilan = fabrique(
        commande, options["sortie"], force=options["force"], en_zip=options["en_zip"], a_blanc=options["a_blanc"]
    )
    if options["en_json"]:
        click.echo(json.dumps(bilan, ensure_ascii=False))
        return 0
    click.echo(
        f"Graine : {bilan['graine']} – entreprise : {bilan['entreprise']} – date : {bilan['date']} – "
        f"missions : {', '.join(bilan['missions'])}"
    )
    if not bilan["ecrit"]:
        click.echo(f"À blanc : {bilan['documents']} documents composés, rien n’a été écrit.")
        click.echo(f"Ensuite : la même commande sans --dry-run, avec --seed {bilan['graine']}")
        return 0
    click.echo(f"{bilan['fichiers']} fichiers écrits dans {bilan['dossier']}")
    click.echo(f"Ensuite : gen-scenario verify {chemin(bilan['dossier'])}")
    return 0

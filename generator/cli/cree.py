"""Making cases: reads the options, runs the way through, tells what was made and what to do next."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.alea import CLE_ENTRAINEMENT
from generator.cas import Commande


class SaisieRefusee(Exception):
    """An option cannot be understood; the message says what to write."""


def cree(options: Mapping[str, Any]) -> int:
    """Make one case or several. Returns the exit code."""
    if not 1 <= options["nombre"] <= 10_000:  # noqa: PLR2004
        msg = "--count attend un nombre de 1 à 10 000."
        raise SaisieRefusee(msg)
    commande = lit_commande(options)
    if options["nombre"] > 1:
        from generator.cli.plusieurs import cree_plusieurs  # noqa: PLC0415 - processes only when asked for

        return cree_plusieurs(commande, options)
    return _un(commande, options)


def lit_commande(options: Mapping[str, Any]) -> Commande:
    """Return what the options ask for. Raises SaisieRefusee."""
    activite = (options["activite"] or "").upper()
    if not activite and options["blueprint"]:
        from generator.blueprint.chargement import charge_epreuve  # noqa: PLC0415 - only then

        activite = charge_epreuve(options["blueprint"]).activite
    return Commande(
        activite=activite, graine=_graine(options["graine"]), entreprise=options["entreprise"], blueprint=options["blueprint"],
        missions=_missions(options["missions"]), tirages=_tirages(options["tirages"]), cle=_cle(options["cle"]),
        niveau=options["niveau"], jour=_jour(options["jour"]))


def _graine(texte: str | None) -> int:
    if not texte:
        return secrets.randbelow(10**9)
    if not re.fullmatch(r"\d{1,18}", texte):
        msg = f"--seed attend un nombre entier positif (lu : « {texte} »)."
        raise SaisieRefusee(msg)
    return int(texte)


def _missions(texte: str | None) -> tuple[str, ...] | None:
    return tuple(m.strip().upper() for m in texte.split(",") if m.strip()) if texte else None


def _tirages(textes: tuple[str, ...]) -> dict[str, int]:
    tirages = {}
    for texte in (t.strip() for groupe in textes for t in groupe.split(",")):
        if not (m := re.fullmatch(r"(?i)(C\d\.\d)=(\d{1,6})", texte)):
            msg = f"--tirage attend « C1.4=2 » (lu : « {texte} »)."
            raise SaisieRefusee(msg)
        tirages[m[1].upper()] = int(m[2])
    return tirages


def _cle(fichier: Path | None) -> bytes:
    if fichier is None:
        return CLE_ENTRAINEMENT
    cle = fichier.read_bytes()
    if len(cle) < 16:  # noqa: PLR2004
        msg = f"La clé « {fichier} » est trop courte : 16 octets au moins."
        raise SaisieRefusee(msg)
    return cle


def _jour(texte: str | None) -> date | None:
    if texte is None:
        return None
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        msg = f"--date attend une date telle que 2026-10-05 (lu : « {texte} »)."
        raise SaisieRefusee(msg) from None
    from generator.monde.metier.calendrier import est_ouvre  # noqa: PLC0415 - only then

    if not est_ouvre(jour):
        msg = f"--date : le {jour:%d/%m/%Y} n’est pas un jour ouvré ; choisissez un jour travaillé."
        raise SaisieRefusee(msg)
    return jour


def fabrique(commande: Commande, sortie: Path, *, force: bool, en_zip: bool, a_blanc: bool) -> dict[str, Any]:
    """Make a case and return what to tell of it."""
    from generator.cas import compose  # noqa: PLC0415
    from generator.fabrication.dossier import DossierExistant, ecrit, nom_dossier, rend, zips  # noqa: PLC0415
    from generator.manifeste import manifeste  # noqa: PLC0415

    sujet = compose(commande)
    nom = nom_dossier(commande.activite, sujet.monde.cadre.firme.nom, commande.graine)
    cible = sortie / nom
    bilan = {"cas": nom, "graine": commande.graine, "entreprise": sujet.monde.cadre.firme.nom, "missions": [m.competence for m in sujet.missions],
             "documents": len(sujet.documents), "dossier": str(cible)}
    if a_blanc:
        return bilan | {"ecrit": False}
    if cible.exists() and not force:
        msg = f"Le dossier « {cible} » existe déjà. Ajoutez --force pour le remplacer, ou --output pour écrire ailleurs."
        raise DossierExistant(msg)
    rendu = rend(sujet, nom, manifeste(commande, sujet))
    fichiers = rendu.fichiers | (zips(rendu.fichiers) if en_zip else {})
    ecrit(fichiers, cible, force=force)
    return bilan | {"ecrit": True, "fichiers": len(fichiers)}


def _un(commande: Commande, options: Mapping[str, Any]) -> int:
    bilan = fabrique(commande, options["sortie"], force=options["force"], en_zip=options["en_zip"], a_blanc=options["a_blanc"])
    if options["en_json"]:
        click.echo(json.dumps(bilan, ensure_ascii=False))
        return 0
    click.echo(f"Graine : {bilan['graine']} – entreprise : {bilan['entreprise']} – missions : {', '.join(bilan['missions'])}")
    if not bilan["ecrit"]:
        click.echo(f"À blanc : {bilan['documents']} documents composés, rien n’a été écrit.")
        return 0
    click.echo(f"{bilan['fichiers']} fichiers écrits dans {bilan['dossier']}")
    click.echo(f"Ensuite : gen-scenario verify {bilan['dossier']}")
    return 0

"""manifeste.json: how a case was made, for the designer alone: seed, versions, blueprint's hash, replay command."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import __version__
from generator.alea import CLE_ENTRAINEMENT
from generator.blueprint.chargement import chemin_entreprise, chemin_epreuve
from generator.cas import Commande
from generator.epreuve.assemblage import Sujet

BIBLIOTHEQUES = ("typst", "XlsxWriter", "python-docx", "Jinja2", "holidays")
"""Those whose version may change the bytes of a case."""


def manifeste(commande: Commande, sujet: Sujet) -> dict[str, Any]:
    """Return the manifest, without the files' hashes that the writing adds."""
    firme = sujet.monde.cadre.firme.nom
    epreuve = commande.blueprint or chemin_epreuve(commande.activite)
    dossier = chemin_entreprise(commande.entreprise or firme)
    return {"programme": "gen-scenario", "version": __version__, "graine": commande.graine,
            "cle": "publique (entraînement)" if commande.cle == CLE_ENTRAINEMENT else f"secrète, empreinte {hashlib.sha256(commande.cle).hexdigest()[:12]}",
            "activite": commande.activite, "entreprise": firme, "niveau": commande.niveau, "date": sujet.monde.date.isoformat(),
            "blueprint": {"fichier": epreuve.name, "sha256": _empreinte([epreuve]), "entreprise_sha256": _empreinte(sorted(dossier.rglob("*.yaml")))},
            "bibliotheques": {nom: version(nom) for nom in BIBLIOTHEQUES}, "commande": rejeu(commande, firme)}


def _empreinte(fichiers: list[Path]) -> str:
    h = hashlib.sha256()
    for f in fichiers:
        h.update(f.name.encode() + b"\0" + f.read_bytes().replace(b"\r\n", b"\n"))
    return h.hexdigest()


def rejeu(commande: Commande, firme: str) -> str:
    """Return the command that makes the same case again."""
    parts = ["gen-scenario", f"--activity {commande.activite}", f"--seed {commande.graine}", f"--entreprise {commande.entreprise or firme}",
             f"--niveau {commande.niveau}"]
    parts += [f"--blueprint {commande.blueprint}"] if commande.blueprint else []
    parts += [f"--missions {','.join(commande.missions)}"] if commande.missions else []
    parts += [f"--tirage {c}={n}" for c, n in sorted(commande.tirages.items())]
    parts += [f"--date {commande.jour.isoformat()}"] if commande.jour else []
    parts += ["--cle FICHIER"] if commande.cle != CLE_ENTRAINEMENT else []
    return " ".join(parts)

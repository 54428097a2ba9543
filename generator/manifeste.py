"""manifeste.json: how a case was made, for the designer alone: seed, versions, blueprint's hash, replay command."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import __version__
from generator.alea import CLE_ENTRAINEMENT
from generator.blueprint.chargement import chemin_epreuve
from generator.cas import Commande, chemin_firme, lit_epreuve
from generator.epreuve.assemblage import Sujet

BIBLIOTHEQUES = ("typst", "XlsxWriter", "python-docx", "Jinja2")
"""Those whose version may change the bytes of a case."""


def manifeste(commande: Commande, sujet: Sujet) -> dict[str, Any]:
    """Return the manifest, without the files' hashes that the writing adds."""
    epreuve = commande.blueprint or chemin_epreuve(commande.activite)
    dossier = chemin_firme(commande, lit_epreuve(commande))
    firme = sujet.monde.cadre.firme.nom
    return {
        "programme": "gen-scenario",
        "version": __version__,
        "graine": commande.graine,
        "cle": _cle(commande.cle),
        "activite": commande.activite,
        "entreprise": firme,
        "niveau": commande.niveau,
        "date": sujet.monde.date.isoformat(),
        "blueprint": {
            "fichier": epreuve.name,
            "sha256": _empreinte(epreuve.parent, [epreuve]),
            "entreprise_sha256": _empreinte(dossier, dossier.rglob("*.yaml")),
        },
        "bibliotheques": {nom: version(nom) for nom in BIBLIOTHEQUES},
        "commande": rejeu(commande, firme),
    }


def _cle(cle: bytes) -> str:
    """Tell which key was used; its hash is cut short, and gives nothing of a key of 16 bytes or more."""
    if cle == CLE_ENTRAINEMENT:
        return "publique (entraînement)"
    return f"secrète, empreinte {hashlib.sha256(cle).hexdigest()[:12]}"


def _empreinte(racine: Path, fichiers: Any) -> str:
    """Return one hash of these files, whatever the system's order and line ends."""
    somme = hashlib.sha256()
    for nom, fichier in sorted((f.relative_to(racine).as_posix(), f) for f in fichiers):
        contenu = fichier.read_bytes().replace(b"\r\n", b"\n")
        somme.update(f"{nom}\0{len(contenu)}\0".encode() + contenu)
    return somme.hexdigest()


def rejeu(commande: Commande, firme: str) -> str:
    """Return the command that makes the same case again; a secret key is named « FICHIER »."""
    entreprise = commande.entreprise if commande.entreprise or commande.blueprint else firme
    parts = ["gen-scenario", "--activity", commande.activite, "--seed", str(commande.graine)]
    parts += ["--niveau", commande.niveau]
    parts += ["--entreprise", entreprise] if entreprise else []
    parts += ["--blueprint", commande.blueprint.as_posix()] if commande.blueprint else []
    parts += ["--missions", ",".join(commande.missions)] if commande.missions else []
    parts += [x for c, n in sorted(commande.tirages.items()) for x in ("--tirage", f"{c}={n}")]
    parts += ["--date", commande.jour.isoformat()] if commande.jour else []
    parts += ["--cle", "FICHIER"] if commande.cle != CLE_ENTRAINEMENT else []
    return " ".join(f'"{p}"' if " " in p else p for p in parts)

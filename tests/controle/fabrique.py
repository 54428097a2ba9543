"""Making cases, and spoiling files, for the tests of the control."""

from __future__ import annotations

import zipfile
from pathlib import Path

from generator.alea import CLE_ENTRAINEMENT
from generator.cas import Commande
from generator.cli.cree import fabrique as cree


def fabrique(
    ou: Path, entreprise: str, graine: int, missions: tuple[str, ...] = ("C1.3",), niveau: str = "examen"
) -> Path:
    """Make a case on disk by the program's own command."""
    commande = Commande(
        activite="A1",
        graine=graine,
        entreprise=entreprise,
        blueprint=None,
        missions=missions,
        tirages={},
        cle=CLE_ENTRAINEMENT,
        niveau=niveau,
        jour=None,
    )
    return Path(cree(commande, ou, force=True, en_zip=False, a_blanc=False)["dossier"])


def rezippe(chemin: Path, change: dict[str, bytes | None]) -> None:
    """Write a zip anew with some members replaced (None: removed)."""
    with zipfile.ZipFile(chemin) as z:
        membres = {n: z.read(n) for n in z.namelist()}
    membres |= {n: o for n, o in change.items() if o is not None}
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as z:
        for nom, octets in membres.items():
            if change.get(nom, b"") is not None:
                z.writestr(nom, octets)

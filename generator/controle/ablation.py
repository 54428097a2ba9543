"""Ablation: with one document taken away, exactly the answers whose necessary sources cite it must be lost.

It proves the sources of the key, and that nothing is given away elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.controle.cle import CorrigeLu
from generator.controle.lecture.dossier import Dossier
from generator.controle.solveurs.registre import resout
from generator.controle.verification import ecarts_de


def perdues(corrige: CorrigeLu, dossier: Dossier) -> set[str]:
    """Return the ids of the answers to find again that a folder does not give, or gives otherwise than the key."""
    resolution, entetes = resout(dossier), {z.id: z.entetes for z in dossier.zones}
    return {
        a.id
        for a in corrige.attendus
        if a.exact
        and a.verification != "attestee"
        and (a.id not in resolution.valeurs or ecarts_de(a, resolution.valeurs[a.id], entetes.get(a.id, ())))
    }


def fautes(corrige: CorrigeLu, dossier: Dossier) -> Iterator[str]:
    """Yield, document by document, the answers lost though no necessary source cites it, and those kept though one
    does."""
    toujours = perdues(corrige, dossier)
    for document in dossier.documents:
        reste = replace(dossier, documents=tuple(d for d in dossier.documents if d is not document))
        vues = perdues(corrige, reste) - toujours
        attendues = {a.id for a in corrige.attendus if document.numero in a.necessaires} & (
            {a.id for a in corrige.attendus if a.exact and a.verification != "attestee"} - toujours
        )
        yield from (
            f"sans {document.fichier}, {i} est perdue : ce document n’est pas parmi ses sources nécessaires"
            for i in sorted(vues - attendues)
        )
        yield from (
            f"sans {document.fichier}, {i} est retrouvée : ce document n’est pas nécessaire"
            for i in sorted(attendues - vues)
        )

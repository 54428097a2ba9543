"""C1.2: who plays which part in the list of sendings, and the records of the GRC that make it so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.epreuve.missions.c1_2.mesures import MESURES, Envoi, Role
from generator.monde.distribution import Casting
from generator.monde.faits import Client

ECRAN = (
    "documents à l’écran, lus par une synthèse vocale",
    "documents à l’écran, en gros caractères",
    "documents à l’écran, en texte structuré",
    "documents à l’écran, en police sans empattement",
)
PAPIER = (
    "documents imprimés, en gros caractères",
    "documents imprimés, en police sans empattement, corps 16",
    "documents imprimés, à fort contraste",
    "documents imprimés, en grand format",
)
SANS_RAPPORT = (
    "rappels par téléphone l’après-midi",
    "livraisons annoncées la veille",
    "livraisons avant 10 heures",
    "appels après 17 heures",
)
"""Needs of the GRC: on documents to read on a screen, on printed documents, on something else (look-alike)."""


@dataclass(frozen=True)
class Acteurs:
    """The clients with their part: `clients` as the GRC must hold them."""

    principal: str
    retour: str
    clients: tuple[Client, ...]
    roles: dict[str, Role]


def distribue(casting: Casting) -> Acteurs:
    """Share out the parts. The pool is: a public buyer, two firms (a third at the level expert), a private customer.

    The client of the devis is the first firm, or in one case out of four the private customer.
    """
    public, retour, pro, *plateforme, particulier = casting.clients
    f = casting.flux("acteurs")
    principal = particulier if f.chance(1, 4) else pro
    voulus = [r for r in MESURES[casting.niveau].envois if r not in ("chorus", "plateforme")]
    autres = f.melange([retour, pro, particulier])
    roles: dict[str, Role] = {public.code: "chorus", **{c.code: "plateforme" for c in plateforme}}
    roles |= {c.code: r for c, r in zip(autres, voulus, strict=False)}
    clients = tuple(_fiche(casting, c, roles.get(c.code)) for c in casting.clients)
    return Acteurs(principal.code, retour.code, clients, roles)


def _fiche(casting: Casting, c: Client, role: Role | None) -> Client:
    """Return the record that gives a client its part."""
    f = casting.flux("fiche", c.code)
    if role == "chorus":
        return replace(c, canal="chorus", code_service=c.code_service or f"FACT-{f.entier(1, 40):02d}")
    if role == "accessible":
        return replace(c, besoin=f.choix((*ECRAN, *PAPIER)), canal=f.choix(("courrier", "courriel")))
    if role == "courrier":
        sans = f.chance(1, 2)
        return replace(
            c, courriel="" if sans else c.courriel, canal="courrier", besoin=f.choix((*SANS_RAPPORT[:2], "", ""))
        )
    if role == "courriel":
        return replace(c, canal="courriel", besoin=f.choix(SANS_RAPPORT))
    return replace(c, canal="plateforme" if role == "plateforme" else "courriel")


def envois(casting: Casting, acteurs: Acteurs) -> tuple[Envoi, ...]:
    """Return the list of sendings, in a drawn order."""
    rangs = {
        c.code: i for i, c in enumerate(c for c in casting.clients if c.code not in (acteurs.principal, acteurs.retour))
    }
    liste = []
    for code, role in acteurs.roles.items():
        if code == acteurs.principal:
            liste.append(Envoi(code, role, "partielle"))
        elif code == acteurs.retour:
            liste.append(Envoi(code, role, "avoir"))
        else:
            liste.append(Envoi(code, role, "facture", f"c1_2/e{rangs[code]}/facture"))
    return tuple(casting.flux("ordre").melange(liste))

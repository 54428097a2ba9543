"""Who writes what: the mails of the mission told apart by their sender and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.controle.lecture.dossier import CourrielLu, Dossier, Introuvable
from generator.controle.lecture.valeurs import compact, normalise

_SIRET = re.compile(r"SIRET : (\d{3} \d{3} \d{3} \d{5})")
_LIGNES = (
    re.compile(r"- (?P<n>\d+) × (?P<ref>[A-Z0-9]+(?:-[A-Z0-9]+)+)"),
    re.compile(r"- (?:réf\. )?(?P<ref>[A-Z0-9]+(?:-[A-Z0-9]+)+) : (?P<n>\d+)"),
)
_SANS_QUANTITE = re.compile(r"- (?:réf\. )?(?P<ref>[A-Z0-9]+(?:-[A-Z0-9]+)+)")
_SANS_REFERENCE = (re.compile(r"- (?P<n>\d+) × (?P<mots>.+)"), re.compile(r"- (?P<mots>.+) : (?P<n>\d+)"))
_LIEU = re.compile(r"(?:Livraison|Livraison sur place|Lieu de livraison) : (.+), (\d{5} [^\n]+?)\.?(?:\n|$)")


@dataclass(frozen=True)
class LigneDemandee:
    """A line of a request: reference and quantity, each empty when it is not told."""

    reference: str
    quantite: str


def courriels(dossier: Dossier, mission: str) -> list[CourrielLu]:
    """Return the mails of a mission."""
    return [d.courriel for d in dossier.de_mission(mission) if d.courriel is not None]


def un(lus: list[CourrielLu], quoi: str, est: Callable[[CourrielLu], bool]) -> CourrielLu:
    """Return the one mail that is something. Raises Introuvable, naming it."""
    trouves = [c for c in lus if est(c)]
    if len(trouves) != 1:
        raise Introuvable(quoi if not trouves else f"{quoi} : plusieurs possibles")
    return trouves[0]


def siret(courriel: CourrielLu) -> str:
    """Return the SIRET that a mail tells, nothing when it tells none."""
    m = _SIRET.search(courriel.corps)
    return m[1] if m else ""


def siren(texte: str) -> str:
    """Return the nine first figures of a SIRET."""
    return compact(texte)[:9]


def clients(dossier: Dossier, mission: str) -> tuple[Mapping[str, str], ...]:
    """Return the records of the clients. Raises Introuvable."""
    return dossier.table(mission, "Code", "Catégorie", "Nom", "SIRET", "Délai de paiement").lignes


def connu(dossier: Dossier, mission: str, numero: str) -> Mapping[str, str] | None:
    """Return the record of the client with the SIREN of a SIRET, if there is one. Raises Introuvable."""
    return next((c for c in clients(dossier, mission) if c["SIRET"] and siren(c["SIRET"]) == siren(numero)), None)


def interne(courriel: CourrielLu) -> bool:
    """Say whether a mail comes from the firm itself."""
    return any(courriel.de.rpartition("@")[2] == a.rpartition("@")[2] for a in courriel.a)


def lignes(courriel: CourrielLu) -> list[LigneDemandee]:
    """Return the lines of a request. Raises Introuvable for a line in unknown words."""
    return [_ligne(t) for t in courriel.corps.split("\n") if t.startswith("- ")]


def _ligne(texte: str) -> LigneDemandee:
    for motif in _LIGNES:
        if m := motif.fullmatch(texte):
            return LigneDemandee(m["ref"], m["n"])
    if m := _SANS_QUANTITE.fullmatch(texte):
        return LigneDemandee(m["ref"], "")
    for motif in _SANS_REFERENCE:
        if m := motif.fullmatch(texte):
            return LigneDemandee("", m["n"])
    raise Introuvable(f"ligne de demande en termes inconnus : « {texte} »")


def livraison(courriel: CourrielLu) -> tuple[str, str]:
    """Return the place that a request names: (street, postcode and town). Raises Introuvable."""
    m = _LIEU.search(courriel.corps)
    if m is None:
        raise Introuvable("lieu de livraison dans la demande")
    return m[1], m[2]


def note(dossier: Dossier, mission: str) -> CourrielLu:
    """Return the salesperson's note. Raises Introuvable."""
    return un(courriels(dossier, mission), "note du commercial", interne)


def fournisseurs(dossier: Dossier, mission: str) -> dict[str, Mapping[str, str]]:
    """Return the suppliers by their mail address; none when the catalogue is missing."""
    try:
        lus = dossier.table(mission, "Code", "Raison sociale", "Courriel", "Minimum de commande HT").lignes
    except Introuvable:
        return {}
    return {f["Courriel"]: f for f in lus}


def demandes(dossier: Dossier, mission: str) -> list[CourrielLu]:
    """Return the requests of clients: lines of articles, neither from the firm nor about a rise of prices."""
    return [
        c
        for c in courriels(dossier, mission)
        if not interne(c) and "\n- " in c.corps and "à compter du" not in c.corps and not siret(c)
    ]


def fiche_de(dossier: Dossier, mission: str, courriel: CourrielLu) -> Mapping[str, str]:
    """Return the record of the client who writes, by the mail address, else by the name that signs. Raises Introuvable."""
    for c in clients(dossier, mission):
        if c["Courriel"] and c["Courriel"] == courriel.de:
            return c
    fin = normalise(courriel.corps)
    trouves = [c for c in clients(dossier, mission) if fin.endswith(normalise(c["Nom"]))]
    if len(trouves) != 1:
        raise Introuvable(f"fiche du client qui écrit ({courriel.de})")
    return trouves[0]


def nomme(texte: str, courriel: CourrielLu) -> bool:
    """Say whether a text names the one who writes: civility and surname (« Mme Roux »), whole name, or the firm that signs."""
    nom, plat = normalise(courriel.de_nom), normalise(texte)
    societe = normalise(courriel.corps.rstrip().rpartition("\n")[2].partition(", ")[2])
    if nom in plat or (societe and societe in plat):
        return True
    cites = (normalise(m).split() for m in re.findall(r"\b(?:M\.|Mme) (.+?)(?=[.,:;)(\n]|$)", texte))
    return any(nom.endswith(f" {' '.join(mots[:n])}") for mots in cites for n in range(1, len(mots) + 1))

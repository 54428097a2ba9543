"""The answer key as its file says (correcteur/corrige.json): read by itself, without the program that wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from generator.controle.erreurs import CasIllisible, FichierRefuse
from generator.controle.lecture import prudence

TYPES = frozenset(
    {"montant", "nombre", "pourcentage", "date", "creneau", "texte", "choix", "ensemble", "tableau", "redaction"}
)
VERIFICATIONS = ("calculee", "retrouvee", "attestee")
VERSIONS = ("1.",)


@dataclass(frozen=True)
class ErreurFrequente:
    """A named wrong answer: what is written, the points it keeps, the sentence of the report."""

    si: Any
    points: Decimal
    dit: str


@dataclass(frozen=True)
class AttenduLu:
    """An expected answer of the key (design.md § 4). Points and penalties in points, tolerance in the unit of the
    value."""

    id: str
    mission: str
    competence: str
    question: str
    type: str
    points: Decimal
    valeur: Any
    tolerance: Decimal
    accepte: tuple[Any, ...]
    cle: tuple[str, ...]
    colonnes: Mapping[str, str]
    champs: Mapping[str, str]
    points_par_ligne: Decimal | None
    penalite: Decimal
    fichier: str
    formule: str
    erreurs: tuple[ErreurFrequente, ...]
    verification: str
    demarche: str
    lignes: int
    necessaires: frozenset[str]
    """Numbers of the documents without which the answer cannot be found."""

    @property
    def exact(self) -> bool:
        """False for a text that people mark."""
        return self.type != "redaction"


@dataclass(frozen=True)
class MissionDeCle:
    """A mission of the key: points, and threshold in points from which its competency may be validated."""

    numero: str
    competence: str
    titre: str
    points: Decimal
    seuil: Decimal


@dataclass(frozen=True)
class CorrigeLu:
    """The key: identity of the case, missions, expected answers, and the rest as plain data."""

    cas: Mapping[str, Any]
    missions: tuple[MissionDeCle, ...]
    attendus: tuple[AttenduLu, ...]
    grille: Mapping[str, Mapping[str, Any]]
    """Human rows by id."""
    anomalies: tuple[Mapping[str, Any], ...]
    leurres: tuple[Mapping[str, Any], ...]

    @property
    def an(self) -> int:
        """The year of the case: it completes dates typed without one."""
        return int(str(self.cas["date_reference"])[:4])


def chemin_corrige(cas: Path) -> Path:
    """Return the path of the key of a case (its folder, its correcteur/ folder, or the file). Raises CasIllisible."""
    for chemin in (cas / "correcteur" / "corrige.json", cas / "corrige.json", cas):
        if chemin.is_file():
            return chemin
    if not cas.exists():
        raise CasIllisible(f"« {cas} » n’existe pas : donnez le dossier d’un cas.")
    raise CasIllisible(f"« {cas} » ne contient pas correcteur/corrige.json : donnez le dossier d’un cas.")


def lit_corrige(cas: Path) -> CorrigeLu:
    """Read the key of a case. Raises CasIllisible, naming the file and the reason."""
    chemin = chemin_corrige(cas)
    try:
        brut = json.loads(prudence.octets(chemin).decode("utf-8-sig"))
    except FichierRefuse as e:
        raise CasIllisible(f"« {chemin} » est illisible : {e}.") from e
    except (ValueError, RecursionError) as e:
        raise CasIllisible(f"« {chemin} » n’est pas du JSON correct : {e}.") from e
    return de_donnees(brut, str(chemin))


def de_donnees(brut: Any, nom: str = "corrige.json") -> CorrigeLu:
    """Return the key from its data. Raises CasIllisible."""
    try:
        version = str(brut["version"])
        if not version.startswith(VERSIONS):
            raise CasIllisible(f"« {nom} » est un corrigé de version {version}, que ce programme ne connaît pas.")
        missions = tuple(
            MissionDeCle(m["numero"], m["competence"], m["titre"], _d(m["points"]), _d(m["seuil"]))
            for m in brut["missions"]
        )
        return CorrigeLu(
            dict(brut["cas"]),
            missions,
            tuple(map(_attendu, brut["attendus"])),
            {g["id"]: g for g in brut["grille"]},
            tuple(brut["anomalies"]),
            tuple(brut["leurres"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as e:
        raise CasIllisible(f"« {nom} » n’est pas un corrigé complet : {type(e).__name__} {e}.") from e


def _attendu(a: Mapping[str, Any]) -> AttenduLu:
    if a["type"] not in TYPES or a["verification"] not in VERIFICATIONS:
        raise ValueError(f"{a['id']} : type « {a['type']} » ou vérification « {a['verification']} » inconnus")
    par_ligne = a.get("points_par_ligne")
    colonnes = dict(a.get("colonnes") or {})
    if a["type"] == "tableau" and not set(a.get("cle") or ()) <= set(colonnes):
        raise ValueError(f"{a['id']} : la clé du tableau n’est pas parmi ses colonnes")
    return AttenduLu(
        a["id"],
        a["mission"],
        a["competence"],
        a["question"],
        a["type"],
        _d(a["points"]),
        a["valeur"],
        _d(a.get("tolerance", "0")),
        tuple(a.get("accepte") or ()),
        tuple(a.get("cle") or ()),
        colonnes,
        dict(a.get("champs") or {}),
        _d(par_ligne) if par_ligne is not None else None,
        _d(a.get("penalite_ligne_en_trop", "0")),
        a["saisie"]["fichier"],
        a.get("formule", ""),
        tuple(ErreurFrequente(e["si"], _d(e.get("points", "0")), e["dit"]) for e in a.get("erreurs_frequentes") or ()),
        a["verification"],
        a.get("demarche", ""),
        int(a["saisie"].get("lignes") or 0),
        frozenset(s["document"] for s in a["sources"] if s.get("role", "necessaire") == "necessaire"),
    )


def _d(texte: object) -> Decimal:
    valeur = Decimal(str(texte))
    if not valeur.is_finite():
        raise ValueError(f"« {texte} » n’est pas un nombre")
    return valeur

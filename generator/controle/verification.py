"""verify: solve the candidate's folder alone, then compare with the key, one line per answer."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.controle import cle, comparaison
from generator.controle.cle import AttenduLu, CorrigeLu
from generator.controle.erreurs import CasIllisible, FichierRefuse
from generator.controle.lecture import prudence
from generator.controle.lecture.candidat import lit_dossier
from generator.controle.lecture.dossier import Dossier
from generator.controle.solveurs.registre import Resolution, Valeur, resout

LISTE_MAX = 12


@dataclass(frozen=True)
class LigneVerifiee:
    """One answer: id, kind of verification, state (égal, différent, introuvable, non recalculé), differences."""

    id: str
    verification: str
    type: str
    etat: str
    ecarts: tuple[str, ...] = ()

    def __str__(self) -> str:
        """« Q_3_1 calculee : égal »."""
        genre = "redaction" if self.type == "redaction" else self.verification
        return "\n".join([f"{self.id} {genre} : {self.etat}", *(f"    {e}" for e in self.ecarts)])


@dataclass
class Verification:
    """The report on a case."""

    cas: str
    lignes: list[LigneVerifiee] = field(default_factory=list)
    fichiers: list[str] = field(default_factory=list)
    """Files altered, missing or added, as sentences."""
    anomalies: list[str] = field(default_factory=list)
    """Anomalies that were not found again, or found too many, as sentences."""
    nombre_anomalies: int = 0
    nombre_leurres: int = 0
    parts: dict[str, tuple[int, float]] = field(default_factory=dict)
    """Kind of verification → (number of exact answers, share of the exact points in %)."""

    @property
    def reussie(self) -> bool:
        """True when the key is proven and nothing was altered."""
        return not (self.fichiers or self.anomalies or any(ligne.ecarts for ligne in self.lignes))

    def en_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "cas": self.cas,
            "reussie": self.reussie,
            "fichiers": self.fichiers,
            "anomalies": self.anomalies,
            "nombre_anomalies": self.nombre_anomalies,
            "nombre_leurres": self.nombre_leurres,
            "parts": {k: {"nombre": n, "part_des_points_exacts": p} for k, (n, p) in self.parts.items()},
            "reponses": [
                {
                    "id": li.id,
                    "verification": li.verification,
                    "type": li.type,
                    "etat": li.etat,
                    "ecarts": list(li.ecarts),
                }
                for li in self.lignes
            ],
        }


def verifie(cas: Path) -> Verification:
    """Verify a case on disk. Raises CasIllisible when it cannot be read at all."""
    corrige = cle.lit_corrige(cas)
    candidat = cas / "candidat"
    if not candidat.is_dir():
        raise CasIllisible(f"« {cas} » n’a pas de dossier candidat/.")
    with tempfile.TemporaryDirectory(prefix="gen-scenario-") as temporaire:
        seul = Path(temporaire) / "candidat"
        shutil.copytree(candidat, seul, symlinks=True)
        try:
            dossier = lit_dossier(seul)
        except CasIllisible as e:
            raise CasIllisible(str(e).replace(str(seul), str(candidat))) from e
    rapport = compare(corrige, dossier, resout(dossier), cas.name)
    rapport.fichiers = alteres(cas)
    return rapport


def compare(corrige: CorrigeLu, dossier: Dossier, resolution: Resolution, nom: str = "") -> Verification:
    """Compare the answers of a solver with a key."""
    rapport = Verification(nom)
    entetes = {z.id: z.entetes for z in dossier.zones}
    for a in corrige.attendus:
        rapport.lignes.append(_ligne(a, resolution, entetes.get(a.id)))
    etats = {ligne.id: ligne.etat for ligne in rapport.lignes}
    rapport.nombre_anomalies, rapport.nombre_leurres = len(corrige.anomalies), len(corrige.leurres)
    rapport.anomalies = [
        f"{x['id']} ({x['genre']}, document {x['document']}) : non retrouvée"
        for x in corrige.anomalies
        if etats.get(x["attendu"]) != "égal"
    ]
    rapport.parts = parts(corrige)
    return rapport


def parts(corrige: CorrigeLu) -> dict[str, tuple[int, float]]:
    """Return the number of exact answers and their share of the exact points (%), by kind of verification."""
    exacts = [a for a in corrige.attendus if a.exact]
    total = sum(a.points for a in exacts)
    return {
        v: (
            sum(a.verification == v for a in exacts),
            round(float(100 * sum(a.points for a in exacts if a.verification == v) / total), 1) if total else 0.0,
        )
        for v in cle.VERIFICATIONS
    }


def _ligne(a: AttenduLu, r: Resolution, entetes: Sequence[str] | None) -> LigneVerifiee:
    def ligne(etat: str, *ecarts: str) -> LigneVerifiee:
        return LigneVerifiee(a.id, a.verification, a.type, etat, ecarts)

    if entetes is None:
        return ligne("introuvable", f"aucune zone de ce nom dans {a.fichier}")
    if not a.exact:
        return ligne("non recalculé (texte à lire)")
    if a.verification == "attestee" and a.id not in r.valeurs:
        return ligne("non recalculé (attesté par un lecteur)")
    if a.id in r.manques:
        return ligne("introuvable", r.manques[a.id])
    if a.id not in r.valeurs:
        return ligne("introuvable", "aucun solveur ne connaît ce tableau ou cette cellule")
    ecarts = ecarts_de(a, r.valeurs[a.id], entetes)
    return ligne("différent", *ecarts) if ecarts else ligne("égal")


def ecarts_de(a: AttenduLu, trouve: Valeur, entetes: Sequence[str]) -> list[str]:
    """Return the differences between a key's value and what a solver found, each as a sentence."""
    if a.type == "tableau":
        return _ecarts_tableau(a, trouve, entetes)
    if a.type == "ensemble":
        return _ecarts_ensemble(a, trouve)
    if isinstance(trouve, str) and comparaison.egal(a.type, str(a.valeur), trouve, comparaison.Contexte(a.tolerance)):
        return []
    return [f"corrigé « {a.valeur} », retrouvé « {trouve} »"]


def _ecarts_ensemble(a: AttenduLu, trouve: Valeur) -> list[str]:
    lus = [
        e if isinstance(e, str) else next(iter(e.values()), "")
        for e in (comparaison.elements(trouve) if isinstance(trouve, str) else trouve)
    ]
    attendus = {comparaison.cle_de([("texte", str(v))]): str(v) for v in a.valeur}
    vus = {comparaison.cle_de([("texte", v)]): v for v in lus}
    return [f"« {v} » du corrigé n’est pas retrouvé" for k, v in attendus.items() if k not in vus] + [
        f"« {v} » est retrouvé, absent du corrigé" for k, v in vus.items() if k not in attendus
    ]


def _ecarts_tableau(a: AttenduLu, trouve: Valeur, entetes: Sequence[str]) -> list[str]:
    if isinstance(trouve, str) or len(entetes) != len(a.colonnes):
        return [f"le tableau du corrigé a {len(a.colonnes)} colonnes, celui du candidat {len(entetes)}"]
    codes = dict(zip(entetes, a.colonnes, strict=True))
    lus = [{codes[e]: v for e, v in rang.items()} for rang in trouve if not isinstance(rang, str)]
    attendus = {_cle(a, rang): rang for rang in a.valeur}
    vus = {_cle(a, rang): rang for rang in lus}
    ecarts = [] if len(attendus) == len(a.valeur) else ["deux lignes du corrigé ont la même clé"]
    ecarts += [] if len(vus) == len(lus) else ["deux lignes retrouvées ont la même clé"]
    ecarts += [f"ligne {_nom(a, rang)} du corrigé non retrouvée" for k, rang in attendus.items() if k not in vus]
    ecarts += [f"ligne {_nom(a, rang)} retrouvée, absente du corrigé" for k, rang in vus.items() if k not in attendus]
    for k, rang in attendus.items():
        if k in vus:
            ecarts += _ecarts_rang(a, rang, vus[k])
    return (
        ecarts
        if len(ecarts) <= LISTE_MAX
        else [*ecarts[:LISTE_MAX], f"et {len(ecarts) - LISTE_MAX} autres différences"]
    )


def _ecarts_rang(a: AttenduLu, attendu: Mapping[str, Any], lu: Mapping[str, str]) -> list[str]:
    ecarts = []
    for colonne in a.colonnes:
        genre, vrai, vu = genre_de(a, colonne, attendu), str(attendu.get(colonne) or ""), lu.get(colonne, "")
        if not comparaison.egal(genre, vrai, vu, comparaison.Contexte(a.tolerance)):
            ecarts.append(f"{_nom(a, attendu)}, {colonne} : corrigé « {vrai} », retrouvé « {vu} »")
    return ecarts


def genre_de(a: AttenduLu, colonne: str, rang: Mapping[str, Any]) -> str:
    """Return the type of a cell of a table: that of its row where the rows of a form have their own, else its
    column's."""
    genre = a.colonnes[colonne]
    if colonne not in a.cle and a.champs and genre == "texte":
        return next((a.champs[str(rang[c])] for c in a.cle if str(rang.get(c)) in a.champs), genre)
    return genre


def _cle(a: AttenduLu, rang: Mapping[str, Any]) -> tuple[str, ...]:
    return comparaison.cle_de((a.colonnes[c], str(rang.get(c) or "")) for c in a.cle)


def _nom(a: AttenduLu, rang: Mapping[str, Any]) -> str:
    return " / ".join(str(rang.get(c) or "") for c in a.cle)


def alteres(cas: Path) -> list[str]:
    """Return what changed since the case was made, file by file, from manifeste.json."""
    try:
        inscrits = json.loads(prudence.octets(cas / "manifeste.json").decode("utf-8-sig"))["fichiers"]
        attendus = {str(nom): str(h["sha256"]) for nom, h in inscrits.items()}
        presents = prudence.fichiers(cas)
    except FichierRefuse as e:
        return [f"manifeste.json : {e} ; l’intégrité des fichiers n’a pas pu être contrôlée"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["manifeste.json est abîmé : l’intégrité des fichiers n’a pas pu être contrôlée"]
    fautes = [f"{nom} : fichier absent" for nom in attendus if nom not in presents]
    for nom, chemin in presents.items():
        if nom in attendus and hashlib.sha256(chemin.read_bytes()).hexdigest() != attendus[nom]:
            fautes.append(f"{nom} : fichier modifié depuis la création du cas")
        elif nom not in attendus and nom.split("/")[0] in ("candidat", "correcteur"):
            fautes.append(f"{nom} : fichier ajouté depuis la création du cas")
    return fautes

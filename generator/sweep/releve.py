"""One seed of a sweep: drawn, checked, solved again, measured; what is kept of it is small, for thousands are compared."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.cas import Commande, compose
from generator.controle import cle as lecture_cle
from generator.controle.cle import AttenduLu
from generator.controle.solveurs.registre import resout
from generator.controle.verification import compare
from generator.epreuve.assemblage import Sujet
from generator.epreuve.corrige.cle import corrige
from generator.epreuve.missions.socle import ZoneTableau
from generator.sweep.memoire import dossier


@dataclass(frozen=True)
class Reponse:
    """An exact answer of a seed: what the parrot and the statistics read. `code` is « c1_3/departs »."""

    code: str
    attendu: AttenduLu
    imprimes: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Releve:
    """What is kept of a seed."""

    graine: int
    firme: str
    fautes: tuple[str, ...] = ()
    empreinte: str = ""
    """Hash of the graded facts: two seeds that share it are one case."""
    reponses: tuple[Reponse, ...] = ()
    anomalies: tuple[tuple[str, str, str], ...] = ()
    """(kind, document, row) of each anomaly."""
    mesures: Mapping[str, float] = field(default_factory=dict)
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    """Points by kind of verification; « redaction » apart."""
    textes: frozenset[int] = frozenset()
    """Hashes of the runs of five words of the texts to read."""


@dataclass(frozen=True)
class Consigne:
    """What to do with each seed."""

    commande: Commande
    rendre: bool = False
    garder: bool = True
    """Whether answers and texts are kept (they weigh)."""


def releve(consigne: Consigne) -> Releve:
    """Draw a seed and check it; every exception becomes a fault of that seed."""
    c = consigne.commande
    try:
        sujet = compose(c)
        fautes, reponses, parts = _controle(sujet)
        if consigne.rendre:
            fautes += _rendu(sujet, c)
    except Exception as e:  # noqa: BLE001 - a sweep goes on, and reports
        return Releve(c.graine, c.entreprise or "", (f"{type(e).__name__} : {str(e)[:600]}",))
    firme = sujet.monde.cadre.firme.nom
    r = Releve(
        c.graine,
        firme,
        tuple(fautes),
        _empreinte(sujet),
        anomalies=_anomalies(sujet),
        mesures=mesures(sujet),
        parts=parts,
    )
    return replace(r, reponses=reponses, textes=_textes(sujet)) if consigne.garder else r


def _controle(sujet: Sujet) -> tuple[list[str], tuple[Reponse, ...], dict[str, Decimal]]:
    """Solve the paper in memory and compare it with its key."""
    lu = lecture_cle.de_donnees(corrige(sujet, "sweep").model_dump(exclude_none=True))
    d = dossier(sujet)
    rapport = compare(lu, d, resout(d))
    fautes = [str(ligne) for ligne in rapport.lignes if ligne.ecarts] + rapport.anomalies
    attendus = {a.id: a for a in lu.attendus}
    reponses = tuple(
        Reponse(f"{m.code}/{r.reponse.zone.code}", attendus[r.id], _imprimes(r.reponse.zone))
        for m, _, r in sujet.reponses
        if r.reponse.type != "redaction"
    )
    parts: dict[str, Decimal] = {}
    for a in lu.attendus:
        genre = a.verification if a.exact else "redaction"
        parts[genre] = parts.get(genre, Decimal(0)) + a.points
    return fautes, reponses, parts


def _imprimes(zone: Any) -> tuple[Mapping[str, str], ...]:
    return tuple(zone.preremplies) if isinstance(zone, ZoneTableau) else ()


def _rendu(sujet: Sujet, commande: Commande) -> list[str]:
    """Write the case in a temporary folder and verify it there."""
    from generator.controle.verification import verifie
    from generator.fabrication.dossier import ecrit, nom_dossier, rend
    from generator.manifeste import manifeste

    nom = nom_dossier(commande.activite, sujet.monde.cadre.firme.nom, commande.graine)
    temporaire = Path(tempfile.mkdtemp(prefix="gen-scenario-sweep-"))
    try:
        ecrit(rend(sujet, nom, manifeste(commande, sujet)).fichiers, temporaire / nom)
        rapport = verifie(temporaire / nom)
    finally:
        shutil.rmtree(temporaire, ignore_errors=True)
    return [
        f"rendu : {x}"
        for x in (*rapport.fichiers, *rapport.anomalies, *(str(li) for li in rapport.lignes if li.ecarts))
    ]


def _empreinte(sujet: Sujet) -> str:
    faits = [[r.reponse.zone.code, r.reponse.valeur] for _, _, r in sujet.reponses if r.reponse.type != "redaction"]
    return hashlib.sha256(json.dumps(faits, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _anomalies(sujet: Sujet) -> tuple[tuple[str, str, str], ...]:
    """Return kind, document (its place in the mission, not its number in the paper) and row of each anomaly."""
    return tuple(
        (a.genre, a.lieu.piece, a.lieu.ligne or a.lieu.champ) for m in sujet.missions for a in m.composee.anomalies
    )


def mesures(sujet: Sujet) -> dict[str, float]:
    """Return the difficulty of a paper: words to read, documents to cross, rows, cells to fill in, words to write, minutes."""
    travaux = [m.travail for m in sujet.missions]
    return {
        "mots à lire": float(sum(t.lus for t in travaux)),
        "documents": float(len(sujet.documents)),
        "documents à croiser": float(sum(t.documents for t in travaux)),
        "lignes à traiter": float(sum(t.lignes for t in travaux)),
        "opérations": float(sum(t.cellules for t in travaux)),
        "mots à écrire": float(sum(t.ecrits for t in travaux)),
        "anomalies": float(len(_anomalies(sujet))),
        "minutes": float(sum((t.minutes for t in travaux), Decimal(0))),
    }


def _textes(sujet: Sujet) -> frozenset[int]:
    """Return hashes of the runs of five words of situations, questions and mails."""
    from generator.epreuve.pieces.contenus import Courriel

    textes: Sequence[str] = [
        *(t for m in sujet.missions for t in (m.situation, *(q.enonce for q in m.questions))),
        *(d.piece.contenu.corps for d in sujet.documents if isinstance(d.piece.contenu, Courriel)),
    ]
    suites = set()
    for t in textes:
        mots_ = t.lower().split()
        suites |= {" ".join(mots_[i : i + 5]) for i in range(len(mots_) - 4)}
    return frozenset(int.from_bytes(hashlib.blake2b(s.encode(), digest_size=6).digest(), "big") for s in suites)

"""What many seeds tell together: duplicates, patterns of anomalies and of answers, likeness of texts, spread of difficulty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from statistics import median

from generator.sweep.perroquet import Score, copie_d_un_autre, perroquet
from generator.sweep.releve import Releve

ECART_RELATIF, ECART_ABSOLU = 0.15, 1.0
SEUIL_PERROQUET, SEUIL_ANOMALIES, SEUIL_CHOIX, SEUIL_ATTESTEE = 25.0, 20.0, 80.0, 15.0
APPRIS = 500


@dataclass
class Bilan:
    """The report of a sweep; `alertes` are sentences."""

    nombre: int = 0
    fautes: list[tuple[int, str, str]] = field(default_factory=list)
    doublons: list[tuple[int, int]] = field(default_factory=list)
    perroquets: dict[str, Score] = field(default_factory=dict)
    autre_copie: float = 0.0
    anomalies_communes: float = 0.0
    genres: Counter[str] = field(default_factory=Counter)
    ressemblance: float = 0.0
    mesures: dict[str, dict[str, tuple[float, float, float]]] = field(default_factory=dict)
    """Firm → measure → (minimum, median, maximum)."""
    parts: dict[str, float] = field(default_factory=dict)
    alertes: list[str] = field(default_factory=list)


def bilan(releves: Sequence[Releve]) -> Bilan:
    """Return the report on these seeds."""
    b = Bilan(len(releves), [(r.graine, r.firme, f) for r in releves for f in r.fautes])
    bons = [r for r in releves if r.empreinte]
    vus: dict[str, int] = {}
    for r in bons:
        if r.empreinte in vus:
            b.doublons.append((vus[r.empreinte], r.graine))
        vus.setdefault(r.empreinte, r.graine)
    _perroquets(b, bons)
    _anomalies(b, bons)
    _difficulte(b, bons)
    _parts(b, bons)
    _textes(b, bons)
    return b


def _par_firme(releves: Sequence[Releve]) -> Mapping[str, list[Releve]]:
    groupes: dict[str, list[Releve]] = defaultdict(list)
    for r in releves:
        groupes[r.firme].append(r)
    return dict(sorted(groupes.items()))


def _perroquets(b: Bilan, releves: Sequence[Releve]) -> None:
    points = total = Decimal(0)
    for firme, groupe in _par_firme([r for r in releves if r.reponses]).items():
        notes = groupe[-max(1, len(groupe) // 6) :][:80]
        appris = [r for r in groupe if r not in notes][:APPRIS]
        if not appris:
            continue
        score = perroquet(appris, notes)
        b.perroquets[firme] = score
        if score.part >= SEUIL_PERROQUET:
            b.alertes.append(f"perroquet à {score.part:.1f} % chez {firme}")
        for code, (p, s) in sorted(score.par_question.items()):
            if s and p / s > Decimal(str(SEUIL_CHOIX)) / 100:
                b.alertes.append(f"{firme} : {code} se devine ({100 * p / s:.0f} % des points)")
        for un, autre in zip(notes, appris, strict=False):
            p, t = copie_d_un_autre(un, autre)
            points, total = points + p, total + t
    b.autre_copie = float(100 * points / total) if total else 0.0


def _anomalies(b: Bilan, releves: Sequence[Releve]) -> None:
    """Share of pairs of seeds of a firm in which one same kind stands at the same document and row, for the worst kind."""
    compte: dict[str, list[float]] = defaultdict(list)
    for groupe in _par_firme(releves).values():
        places: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for r in groupe:
            for genre, document, ligne in set(r.anomalies):
                places[genre][document, ligne] += 1
                b.genres[genre] += 1
        paires = len(groupe) * (len(groupe) - 1) / 2
        for genre, positions in places.items():
            if paires:
                compte[genre].append(100 * sum(n * (n - 1) / 2 for n in positions.values()) / paires)
    pires = {g: max(v) for g, v in compte.items()}
    b.anomalies_communes = max(pires.values(), default=0.0)
    b.alertes += [
        f"anomalie {g} à la même place dans {p:.0f} % des paires" for g, p in pires.items() if p >= SEUIL_ANOMALIES
    ]


def _difficulte(b: Bilan, releves: Sequence[Releve]) -> None:
    centres = {nom: median(r.mesures[nom] for r in releves) for nom in (releves[0].mesures if releves else ())}
    for firme, groupe in _par_firme(releves).items():
        b.mesures[firme] = {}
        for nom in centres:
            valeurs = [r.mesures[nom] for r in groupe]
            b.mesures[firme][nom] = (min(valeurs), median(valeurs), max(valeurs))
    for nom, centre in centres.items():
        valeurs = [r.mesures[nom] for r in releves]
        marge = max(ECART_ABSOLU, ECART_RELATIF * centre)
        dehors = sum(abs(v - centre) > marge for v in valeurs)
        if dehors:
            b.alertes.append(
                f"difficulté : « {nom} » de {min(valeurs):g} à {max(valeurs):g}, médiane {centre:g} : "
                f"{dehors} graines hors de ± 15 %"
            )


def _parts(b: Bilan, releves: Sequence[Releve]) -> None:
    total: dict[str, Decimal] = {}
    for r in releves:
        for genre, points in r.parts.items():
            total[genre] = total.get(genre, Decimal(0)) + points
    exacts = sum((v for g, v in total.items() if g != "redaction"), Decimal(0))
    tous = sum(total.values(), Decimal(0))
    b.parts = {g: float(100 * v / exacts) for g, v in total.items() if g != "redaction"} if exacts else {}
    if tous:
        b.parts["exact"] = float(100 * exacts / tous)
    if b.parts.get("attestee", 0) >= SEUIL_ATTESTEE:
        b.alertes.append(f"attestee : {b.parts['attestee']:.1f} % des points exacts")


def _textes(b: Bilan, releves: Sequence[Releve]) -> None:
    """Mean likeness (Jaccard of runs of five words) of neighbouring seeds of a firm."""
    indices = []
    for groupe in _par_firme([r for r in releves if r.textes]).values():
        for un, deux in list(pairwise(groupe))[:200]:
            indices.append(len(un.textes & deux.textes) / len(un.textes | deux.textes))
    b.ressemblance = 100 * sum(indices) / len(indices) if indices else 0.0

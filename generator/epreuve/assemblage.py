"""From missions in symbols to a numbered paper: documents, questions, ids, points, minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from generator.blueprint.epreuve import Epreuve
from generator.epreuve.minutes import Travail, travail
from generator.epreuve.missions.socle import MissionComposee, Question, Reponse, ZoneRedaction
from generator.epreuve.pieces.contenus import Piece
from generator.epreuve.pieces.soin import soigne
from generator.monde.monde import Monde
from generator.textes import enumere

DEMI = Decimal("0.5")


@dataclass(frozen=True)
class Document:
    """A pièce with its number (from 1) and the name of its file."""

    numero: int
    piece: Piece

    @property
    def fichier(self) -> str:
        """« 07-stock.xlsx »."""
        return f"{self.numero:02d}-{self.piece.nom}.{self.piece.extension}"


@dataclass(frozen=True)
class ReponseNumerotee:
    """An answer with its id and its points; its zone bears the id as defined name."""

    id: str
    reponse: Reponse
    points: Decimal


@dataclass(frozen=True)
class QuestionNumerotee:
    """A question with its number (« 3.1 »)."""

    numero: str
    enonce: str
    reponses: tuple[ReponseNumerotee, ...]

    @property
    def points(self) -> Decimal:
        """The sum of its answers' points."""
        return sum((r.points for r in self.reponses), Decimal(0))


@dataclass(frozen=True)
class MissionNumerotee:
    """A mission of the paper: number, texts resolved, questions, minutes."""

    numero: str
    code: str
    competence: str
    titre: str
    situation: str
    documents: tuple[int, ...]
    questions: tuple[QuestionNumerotee, ...]
    taches: tuple[str, ...]
    seuil: Decimal
    """Points from which the competency may be validated."""
    travail: Travail
    composee: MissionComposee

    @property
    def minutes(self) -> Decimal:
        """The estimate of the time that it takes."""
        return self.travail.minutes

    @property
    def points(self) -> Decimal:
        """The sum of its questions' points."""
        return sum((q.points for q in self.questions), Decimal(0))

    def ids(self) -> dict[str, str]:
        """Return the id of each answer by the code of its zone."""
        return {r.reponse.zone.code: r.id for q in self.questions for r in q.reponses}


@dataclass(frozen=True)
class Sujet:
    """The whole paper, before any format."""

    epreuve: Epreuve
    monde: Monde
    missions: tuple[MissionNumerotee, ...]
    documents: tuple[Document, ...]
    duree: int
    """Minutes told on the cover."""
    entrainement: bool
    """True under the public key: the paper says « entraînement »."""

    @property
    def reponses(self) -> Iterator[tuple[MissionNumerotee, QuestionNumerotee, ReponseNumerotee]]:
        """Yield every answer with its mission and its question."""
        return ((m, q, r) for m in self.missions for q in m.questions for r in q.reponses)

    def document(self, cle: str) -> Document:
        """Return a document by its symbolic key. Raises StopIteration when the paper has no such one."""
        return next(d for d in self.documents if d.piece.cle == cle)


def assemble(
    epreuve: Epreuve,
    monde: Monde,
    composees: Mapping[str, tuple[MissionComposee, tuple[str, ...]]],
    *,
    entrainement: bool,
    partiel: bool,
) -> Sujet:
    """Number everything. `composees`: code → (mission, its tâches), in the order of the paper; `partiel` (--missions): the
    points are those of the blueprint in proportion, and the duration is the sum of the minutes."""
    prevues = {m.competence.lower().replace(".", "_"): m for m in epreuve.missions}
    bareme = _repartit({c: prevues[c].points for c in composees}, epreuve.total_points)
    documents = _documents([m for m, _ in composees.values()])
    numeros = {d.piece.cle: d.numero for d in documents}
    missions = tuple(
        _mission(str(i), code, composee, taches, bareme[code], prevues[code].seuil, prevues[code].competence, numeros)
        for i, (code, (composee, taches)) in enumerate(composees.items(), 1)
    )
    somme = sum((m.minutes for m in missions), Decimal(0))
    duree = int(-(-somme // 5) * 5) if partiel else epreuve.duree_minutes
    return Sujet(epreuve, monde, missions, documents, duree, entrainement)


def _documents(missions: Sequence[MissionComposee]) -> tuple[Document, ...]:
    """Number the documents: the common ones first, then each mission's, once each."""
    pieces = {p.cle: p for m in missions for p in m.pieces}
    ordre = sorted(pieces, key=lambda c: not c.startswith("commun/"))
    return tuple(Document(n, soigne(pieces[cle])) for n, cle in enumerate(ordre, 1))


def _repartit(poids: Mapping[str, Decimal], total: Decimal) -> dict[str, Decimal]:
    """Share out `total` in half points in proportion to the weights, by the largest remainders, half a point at least."""
    somme = sum(poids.values(), Decimal(0))
    exacts = {k: p * total / somme for k, p in poids.items()}
    parts = {k: max(DEMI, (v / DEMI).to_integral_value(ROUND_DOWN) * DEMI) for k, v in exacts.items()}
    reste = int((total - sum(parts.values(), Decimal(0))) / DEMI)
    ordre = sorted(parts, key=lambda k: (parts[k] - exacts[k], k))
    for i in range(reste):
        parts[ordre[i % len(ordre)]] += DEMI
    for _ in range(-reste):
        plus_gros = max(parts, key=lambda k: (parts[k] - exacts[k] if parts[k] > DEMI else Decimal(-99), k))
        parts[plus_gros] -= DEMI
    return parts


def _mission(
    numero: str,
    code: str,
    composee: MissionComposee,
    taches: tuple[str, ...],
    points: Decimal,
    seuil: Decimal,
    competence: str,
    numeros: Mapping[str, int],
) -> MissionNumerotee:
    questions = [q for t in composee.taches for q in t.questions]
    ids = _ids(numero, questions)
    parts = _repartit({r.zone.code: r.poids for q in questions for r in q.reponses}, points)
    numerotees = tuple(
        QuestionNumerotee(
            f"{numero}.{i}",
            cite(q.enonce, numeros),
            tuple(
                ReponseNumerotee(ids[r.zone.code], _numerote(r, ids, f"{numero}.{i}", numero), parts[r.zone.code])
                for r in q.reponses
            ),
        )
        for i, q in enumerate(questions, 1)
    )
    situation = cite(composee.situation, numeros)
    documents = tuple(sorted(numeros[p.cle] for p in composee.pieces))
    return MissionNumerotee(
        numero,
        code,
        competence,
        composee.titre,
        situation,
        documents,
        numerotees,
        taches,
        (points * seuil / 100).quantize(DEMI),
        travail(composee.taches, situation, composee.pieces),
        composee,
    )


def _ids(numero: str, questions: Sequence[Question]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for i, q in enumerate(questions, 1):
        for r in q.reponses:
            if r.zone.code in ids:
                msg = f"code de réponse en double dans la mission {numero} : {r.zone.code}"
                raise ValueError(msg)
            ids[r.zone.code] = f"Q_{numero}_{i}" + (f"_{r.zone.code}" if len(q.reponses) > 1 else "")
    return ids


def _numerote(r: Reponse, ids: Mapping[str, str], question: str, mission: str) -> Reponse:
    zone = replace(r.zone, nom=ids[r.zone.code], numero=question)
    if not isinstance(zone, ZoneRedaction) and not zone.feuille:
        zone = replace(zone, feuille=f"Mission {mission}")
    formule = re.sub(
        r"[a-z_][a-z0-9_]*", lambda m: ids.get(m[0], m[0]) if not _attribut(r.formule, m) else m[0], r.formule
    )
    return replace(r, zone=zone, formule=formule)


def _attribut(formule: str, m: re.Match[str]) -> bool:
    return m.start() > 0 and formule[m.start() - 1] == "."


def cite(texte: str, numeros: Mapping[str, int]) -> str:
    """Put the numbers of documents in a text: « document 7 », « documents 3 et 5 ». Raises KeyError for an unknown key."""

    def nombre(m: re.Match[str]) -> str:
        trouves = sorted({numeros[cle] for cle in m[1].split("|")})
        if len(trouves) == 1:
            return f"document\u00a0{trouves[0]}"
        return f"documents\u00a0{enumere(plages(trouves))}"

    return re.sub(r"⟦([^⟧]+)⟧", nombre, texte)


def plages(numeros: Sequence[int]) -> list[str]:
    """Write numbers by ranges: 1, 3 à 5, 8."""
    groupes: list[list[int]] = []
    for n in numeros:
        if groupes and n == groupes[-1][-1] + 1:
            groupes[-1].append(n)
        else:
            groupes.append([n])
    longs = 3
    return [t for g in groupes for t in ([f"{g[0]} à {g[-1]}"] if len(g) >= longs else [str(n) for n in g])]

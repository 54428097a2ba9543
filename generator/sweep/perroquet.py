"""The parrot: what a copy scores that knows nothing of the case and gives to each question the most frequent answer of other
seeds of the same firm. A high score says that answers can be guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median_low
from typing import Any

from generator.controle import bareme
from generator.controle.cle import AttenduLu
from generator.sweep.releve import Releve, Reponse

ZERO = Decimal(0)


@dataclass
class Habitudes:
    """How often each value of one question was met in other seeds."""

    valeurs: Counter[str] = field(default_factory=Counter)
    tailles: list[int] = field(default_factory=list)
    cases: dict[tuple[str, ...], dict[str, Counter[str]]] = field(default_factory=dict)
    """tableau: key of a row → column → values."""
    cles: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def note(self, a: AttenduLu) -> None:
        """Count the answer of one seed."""
        if a.type == "tableau":
            self.tailles.append(len(a.valeur))
            for rang in a.valeur:
                cle = tuple(str(rang.get(c, "")) for c in a.cle)
                self.cles[cle] += 1
                colonnes = self.cases.setdefault(cle, {})
                for c in a.colonnes:
                    colonnes.setdefault(c, Counter())[str(rang.get(c, ""))] += 1
        elif a.type == "ensemble":
            self.tailles.append(len(a.valeur))
            self.valeurs.update(map(str, a.valeur))
        else:
            self.valeurs[str(a.valeur)] += 1

    def rangs(self) -> list[dict[str, str]]:
        """Return the most frequent rows, as many as usual."""
        cles = [c for c, _ in self.cles.most_common(median_low(self.tailles) if self.tailles else 0)]
        return [{c: v.most_common(1)[0][0] for c, v in self.cases[cle].items()} for cle in cles]

    def elements(self) -> list[str]:
        """Return the most frequent elements, as many as usual."""
        return [v for v, _ in self.valeurs.most_common(median_low(self.tailles) if self.tailles else 0)]


@dataclass(frozen=True)
class Score:
    """What the parrot got: points, out of, by type of answer."""

    points: Mapping[str, Decimal]
    sur: Mapping[str, Decimal]
    par_question: Mapping[str, tuple[Decimal, Decimal]]

    @property
    def part(self) -> float:
        """Share of the exact points, in %."""
        total = sum(self.sur.values(), ZERO)
        return float(100 * sum(self.points.values(), ZERO) / total) if total else 0.0


def habitudes(releves: Sequence[Releve]) -> dict[str, Habitudes]:
    """Return how often each value was met, by question."""
    trouvees: dict[str, Habitudes] = {}
    for r in releves:
        for rep in r.reponses:
            trouvees.setdefault(rep.code, Habitudes()).note(rep.attendu)
    return trouvees


def perroquet(appris: Sequence[Releve], notes: Sequence[Releve]) -> Score:
    """Return the parrot's score on some seeds, taught by others."""
    connues = habitudes(appris)
    points: dict[str, Decimal] = {}
    sur: dict[str, Decimal] = {}
    questions: dict[str, tuple[Decimal, Decimal]] = {}
    for r in notes:
        for rep in r.reponses:
            obtenus = _note(rep, connues.get(rep.code, Habitudes()))
            genre = rep.attendu.type
            points[genre] = points.get(genre, ZERO) + obtenus
            sur[genre] = sur.get(genre, ZERO) + rep.attendu.points
            p, s = questions.get(rep.code, (ZERO, ZERO))
            questions[rep.code] = (p + obtenus, s + rep.attendu.points)
    return Score(points, sur, questions)


def _note(rep: Reponse, h: Habitudes) -> Decimal:
    a = rep.attendu
    if a.type == "tableau":
        return bareme.note_tableau(a, h.rangs(), rep.imprimes, 2026).points
    if a.type == "ensemble":
        return bareme.note_ensemble(a, h.elements(), 2026).points
    if not h.valeurs:
        return ZERO
    return bareme.note_valeur(a, h.valeurs.most_common(1)[0][0], 2026, lambda: None).points


def copie_d_un_autre(juste: Releve, autre: Releve) -> tuple[Decimal, Decimal]:
    """Return the points that another seed's model copy gets under this seed's ids, and out of."""
    autres: dict[str, Any] = {r.code: r.attendu for r in autre.reponses}
    total, obtenus = ZERO, ZERO
    for rep in juste.reponses:
        total += rep.attendu.points
        if rep.code in autres:
            h = Habitudes()
            h.note(autres[rep.code])
            obtenus += _note(rep, h)
    return obtenus, total

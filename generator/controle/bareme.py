"""The points of one exact answer: from what is expected and what is written, with the reason of each point lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.controle import comparaison
from generator.controle.cle import AttenduLu, ErreurFrequente
from generator.controle.comparaison import Contexte
from generator.controle.formule import Scalaire
from generator.controle.lieux import Lieux
from generator.controle.verification import genre_de

Rang = Mapping[str, str]
ZERO = Decimal(0)
LISTE_MAX = 20
VALEURS = frozenset({"releve", "attendu"})
"""Columns of an anomaly that depend on the place where it is named."""


@dataclass
class Note:
    """Points obtained, state (juste, reporté, en partie, faux, vide), and why, as sentences."""

    points: Decimal = ZERO
    etat: str = "vide"
    dits: list[str] = field(default_factory=list)


def _texte(valeur: Any) -> str:
    if isinstance(valeur, (list, tuple)):
        return ", ".join(map(str, valeur))
    return "" if valeur is None else str(valeur)


# --- A single value --------------------------------------------------------------------------------------------------


def note_valeur(a: AttenduLu, lu: str, an: int, reporte: Callable[[], Scalaire | None]) -> Note:
    """Mark a single value: the right one or an accepted one, then what follows from the candidate's own earlier answers
    (`reporte`), then a named wrong answer."""
    if not lu.strip():
        return Note()
    contexte = Contexte(a.tolerance, an)
    if any(comparaison.egal(a.type, _texte(v), lu, contexte) for v in (a.valeur, *a.accepte)):
        return Note(a.points, "juste")
    suite = reporte()
    if suite is not None and comparaison.egal(a.type, str(suite), lu, contexte):
        return Note(
            a.points,
            "reporté",
            [f"méthode juste sur une valeur antérieure fausse : « {lu} » suit de vos réponses, erreur reportée"],
        )
    for erreur in a.erreurs:
        if not isinstance(erreur.si, Mapping) and comparaison.egal(a.type, _texte(erreur.si), lu, contexte):
            return Note(
                min(erreur.points, a.points), "en partie" if erreur.points else "faux", [f"« {lu} » : {erreur.dit}"]
            )
    return Note(ZERO, "faux", [f"« {lu} » au lieu de « {_texte(a.valeur)} »"])


# --- A set -----------------------------------------------------------------------------------------------------------


def note_ensemble(a: AttenduLu, lus: Sequence[str], an: int) -> Note:
    """Mark a set: points per element found, a penalty per false positive, never below 0."""
    vus = {comparaison.cle_de([("texte", v)], an): v for v in reversed(lus) if v.strip()}
    if not vus:
        return Note()
    essais = [
        _ensemble(a, valeur, vus) for valeur in (a.valeur, *(v for v in a.accepte if isinstance(v, (list, tuple))))
    ]
    return max(essais, key=lambda n: n.points)


def _ensemble(a: AttenduLu, valeur: Sequence[Any], vus: Mapping[tuple[str, ...], str]) -> Note:
    attendus = {comparaison.cle_de([("texte", str(v))]): str(v) for v in valeur}
    unite = a.points / len(attendus) if attendus else a.points
    trouves = [k for k in attendus if k in vus]
    en_trop = [v for k, v in vus.items() if k not in attendus]
    points = max(ZERO, unite * len(trouves) - a.penalite * len(en_trop))
    dits = [f"« {v} » manque" for k, v in attendus.items() if k not in vus] + [f"« {v} » est en trop" for v in en_trop]
    return _note(a, points, dits)


def _note(a: AttenduLu, points: Decimal, dits: Sequence[str]) -> Note:
    points = min(points, a.points) if dits else a.points
    etat = "juste" if not dits else "en partie" if points else "faux"
    suite = [f"et {len(dits) - LISTE_MAX} autres remarques"] if len(dits) > LISTE_MAX else []
    return Note(points, etat, [*dits[:LISTE_MAX], *suite])


# --- A table ---------------------------------------------------------------------------------------------------------


def note_tableau(
    a: AttenduLu, rangs: Sequence[Rang], imprimes: Sequence[Rang], an: int, lieux: Lieux | None = None
) -> Note:
    """Mark a table: rows (code of column → text) matched on their key, the first of two equal rows counts.

    The points of a row are shared over its expected columns outside the key; a named wrong answer keeps its points; a
    row too many costs its penalty; the whole never falls below 0. A row that only repeats what is printed is no answer.
    `lieux` tells the other places where an anomaly may be named.
    """
    remplis = [r for r in rangs if not _imprime_seul(r, imprimes)]
    if not _premiers(a, remplis, an):
        return Note()
    valeurs = (a.valeur, *(v for v in a.accepte if isinstance(v, list)))
    return max(
        (_tableau(a, v, _Saisis(a, v, remplis, an, lieux), imprimes, an) for v in valeurs), key=lambda n: n.points
    )


class _Saisis:
    """The rows of a candidate by key; those that name an anomaly elsewhere than at its own place stand under its key."""

    def __init__(
        self, a: AttenduLu, valeur: Sequence[Mapping[str, Any]], rangs: Sequence[Rang], an: int, lieux: Lieux | None
    ) -> None:
        attendus = {cle(a, r) for r in valeur}
        self.rangs = _premiers(a, rangs, an)
        self.ailleurs: set[tuple[str, ...]] = set()
        self.leurres: dict[tuple[str, ...], str] = {}
        if lieux is not None:
            for k in [k for k in self.rangs if k not in attendus]:
                self._rattache(a, k, lieux)

    def _rattache(self, a: AttenduLu, k: tuple[str, ...], lieux: Lieux) -> None:
        """Put a row that is at no expected place under the key of the anomaly that it names, the first not found yet."""
        rang = self.rangs[k]
        possibles = [(cle(a, r), exact) for r, exact in lieux.rattache(rang)]
        if not possibles:
            if raison := lieux.leurre(rang):
                self.leurres[k] = raison
            return
        del self.rangs[k]
        libre, exact = next(((p, e) for p, e in possibles if p not in self.rangs), (None, True))
        if libre is not None:
            self.rangs[libre] = rang
            self.ailleurs |= set() if exact else {libre}


def cle(a: AttenduLu, rang: Mapping[str, Any], an: int | None = None) -> tuple[str, ...]:
    """Return the key of a row in its compared form."""
    return comparaison.cle_de([(a.colonnes[c], _texte(rang.get(c))) for c in a.cle], an)


def _imprime_seul(rang: Rang, imprimes: Sequence[Rang]) -> bool:
    return any(all(p.get(c) == v for c, v in rang.items()) for p in imprimes)


def _premiers(a: AttenduLu, rangs: Sequence[Rang], an: int) -> dict[tuple[str, ...], Rang]:
    premiers: dict[tuple[str, ...], Rang] = {}
    for rang in rangs:
        k = cle(a, rang, an)
        if any(k):
            premiers.setdefault(k, rang)
    return premiers


def _tableau(
    a: AttenduLu,
    valeur: Sequence[Mapping[str, Any]],
    lus: _Saisis,
    imprimes: Sequence[Rang],
    an: int,
) -> Note:
    saisis = lus.rangs
    attendus = {cle(a, r): r for r in valeur}
    unite = a.points / len(attendus) if attendus else a.points
    points, dits = ZERO, []
    for k, rang in attendus.items():
        nom = " / ".join(_texte(rang.get(c)) for c in a.cle)
        if k not in saisis:
            if _vide(a, rang):
                points += unite
            else:
                dits.append(f"{nom} : ligne absente")
            continue
        part, raisons = note_rang(a, _vu_ailleurs(rang, saisis[k]) if k in lus.ailleurs else rang, saisis[k], an)
        if k in lus.ailleurs:
            lieu = " / ".join(saisis[k].get(c, "") for c in a.cle)
            raisons = [f"nommée à un autre lieu accepté ({lieu}) : valeurs à vérifier", *raisons]
        points += part * unite
        dits += [f"{nom}, {r}" for r in raisons]
    fixes = {cle(a, p, an) for p in imprimes}
    en_trop = [k for k in saisis if k not in attendus and k not in fixes]
    dits += [
        f"{' / '.join(saisis[k].get(c, '') for c in a.cle)} : ligne en trop"
        + (f" ; rien d’anormal ici : {lus.leurres[k]}" if k in lus.leurres else "")
        for k in en_trop
    ]
    points = max(ZERO, points - a.penalite * len(en_trop))
    return _note(a, points, dits)


def _vu_ailleurs(attendu: Mapping[str, Any], lu: Rang) -> dict[str, Any]:
    """Return an expected row as it can be compared at another place: the values read and right there are the candidate's."""
    return {c: lu.get(c) or v if c in VALEURS else v for c, v in attendu.items()}


def _vide(a: AttenduLu, rang: Mapping[str, Any]) -> bool:
    """Say whether a row is expected to be left blank."""
    return bool(set(a.colonnes) - set(a.cle)) and not any(_texte(rang.get(c)) for c in a.colonnes if c not in a.cle)


def note_rang(a: AttenduLu, attendu: Mapping[str, Any], lu: Rang, an: int) -> tuple[Decimal, list[str]]:
    """Return the share (0 to 1) of a row's points, and what is wrong in it."""
    autres = [c for c in a.colonnes if c not in a.cle]
    comptees = [c for c in autres if _texte(attendu.get(c)) or lu.get(c)]
    if not comptees:
        return Decimal(1), []
    fausses = [c for c in comptees if not _case_juste(a, c, attendu, lu, an)]
    part = Decimal(len(comptees) - len(fausses)) / len(comptees)
    dits = [f"{c} : « {lu.get(c, '')} » au lieu de « {_texte(attendu.get(c))} »" for c in fausses]
    erreur = _erreur(a, attendu, lu, an) if fausses else None
    if erreur is not None:
        unite = a.points_par_ligne or a.points
        part = max(part, min(Decimal(1), erreur.points / unite if unite else ZERO))
        dits = [f"{d} ({erreur.dit})" for d in dits]
    return part, dits


def _case_juste(a: AttenduLu, colonne: str, attendu: Mapping[str, Any], lu: Rang, an: int) -> bool:
    genre, ecrit, contexte = genre_de(a, colonne, attendu), lu.get(colonne, ""), Contexte(a.tolerance, an)
    if isinstance(attendu.get(colonne), (list, tuple)):
        vrais = {comparaison.cle_de([("texte", str(v))]) for v in attendu[colonne]}
        return vrais == {comparaison.cle_de([("texte", v)], an) for v in comparaison.elements(ecrit)}
    variantes = [
        v[colonne]
        for v in a.accepte
        if isinstance(v, Mapping) and colonne in v and cle(a, {**attendu, **_cles(a, v)}) == cle(a, attendu)
    ]
    return any(comparaison.egal(genre, _texte(v), ecrit, contexte) for v in (attendu.get(colonne), *variantes))


def _cles(a: AttenduLu, variante: Mapping[str, Any]) -> dict[str, Any]:
    return {c: variante[c] for c in a.cle if c in variante}


def _erreur(a: AttenduLu, attendu: Mapping[str, Any], lu: Rang, an: int) -> ErreurFrequente | None:
    """Return the named wrong answer that a row is: all that it says is written there. The most generous counts."""
    trouvees = []
    for e in a.erreurs:
        if not isinstance(e.si, Mapping) or not set(e.si) <= set(a.colonnes):
            continue
        if cle(a, {**attendu, **_cles(a, e.si)}) != cle(a, attendu):
            continue
        if all(
            comparaison.egal(genre_de(a, c, attendu), _texte(v), lu.get(c, ""), Contexte(a.tolerance, an))
            for c, v in e.si.items()
            if c not in a.cle
        ):
            trouvees.append(e)
    return max(trouvees, key=lambda e: e.points, default=None)

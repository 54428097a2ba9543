"""Reading YAML with line and column: every fault of a file at once, in French.

Scalars stay texts (a postcode 01230 must not become 664): the models convert them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.systeme import cause

M = TypeVar("M", bound=BaseModel)
Chemin = tuple[str | int, ...]
TAILLE_MAXIMALE = 2_000_000
"""Bytes of a YAML file beyond which it is refused."""
PROFONDEUR_MAXIMALE = 200


@dataclass(frozen=True)
class Faute:
    """A fault of a file: where it is, what was read, what was expected."""

    fichier: Path
    ligne: int
    colonne: int
    message: str

    def __str__(self) -> str:
        """« fichier:ligne:colonne : message »."""
        return f"{self.fichier}:{self.ligne}:{self.colonne} : {self.message}"


class FautesSituees(ValueError):
    """What a model's own check found: for each fault its path below the model, and its message."""

    def __init__(self, fautes: Sequence[tuple[Chemin, str]]) -> None:
        """Keep the faults."""
        self.fautes = tuple(fautes)
        super().__init__(" ; ".join(message for _, message in fautes))


class BlueprintInvalide(Exception):
    """One or several files of a blueprint are wrong; `fautes` holds all faults found."""

    def __init__(self, fautes: Sequence[Faute]) -> None:
        """Keep the faults."""
        self.fautes = tuple(fautes)
        super().__init__("\n".join(map(str, fautes)))

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a process pass it to another."""
        return (BlueprintInvalide, (self.fautes,))


@dataclass(frozen=True)
class Source:
    """A YAML file read: its tree of texts, and the mark of each node and key."""

    fichier: Path
    arbre: Any
    marques: Mapping[Chemin, tuple[int, int]]

    def marque(self, chemin: Chemin) -> tuple[int, int]:
        """Return line and column (from 1) of a path, or of the nearest node above it."""
        while chemin not in self.marques and chemin:
            chemin = chemin[:-1]
        return self.marques.get(chemin, (1, 1))


class _SansAlias(yaml.CBaseLoader):
    """Texts only, and no alias: a small file could otherwise unfold into gigabytes."""


def lit(fichier: Path) -> Source:
    """Read a YAML file. Raises BlueprintInvalide when it is absent, too big, badly encoded or badly formed."""
    try:
        if fichier.stat().st_size > TAILLE_MAXIMALE:
            raise BlueprintInvalide(
                [Faute(fichier, 1, 1, f"fichier trop gros (plus de {TAILLE_MAXIMALE // 1_000_000} Mo)")]
            )
        texte = fichier.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as e:
        raise BlueprintInvalide(
            [Faute(fichier, 1, 1, "le fichier n’est pas en UTF-8 : enregistrez-le en UTF-8")]
        ) from e
    except OSError as e:
        raise BlueprintInvalide([Faute(fichier, 1, 1, f"impossible de lire ce fichier : {cause(e)}")]) from e
    if _profondeur(texte) > PROFONDEUR_MAXIMALE:
        raise BlueprintInvalide([Faute(fichier, 1, 1, "le fichier est trop imbriqué")])
    try:
        racine = yaml.compose(texte, Loader=_SansAlias)
    except yaml.YAMLError as e:
        marque = getattr(e, "problem_mark", None)
        ligne, colonne = (marque.line + 1, marque.column + 1) if marque else (1, 1)
        probleme = _yaml_en_francais(getattr(e, "problem", None) or str(e))
        raise BlueprintInvalide([Faute(fichier, ligne, colonne, f"YAML mal formé : {probleme}")]) from e
    marques: dict[Chemin, tuple[int, int]] = {}
    fautes: list[Faute] = []
    arbre = _parcourt(racine, (), marques, fautes, fichier, set()) if racine is not None else {}
    if fautes:
        raise BlueprintInvalide(fautes)
    return Source(fichier, arbre, marques)


def _profondeur(texte: str) -> int:
    """Return about how deep the nodes of a text are nested: libyaml would crash on thousands of levels."""
    lignes = max((len(ligne) - len(ligne.lstrip(" -")) for ligne in texte.split("\n")), default=0)
    ouverts = list(accumulate(1 if c in "[{" else -1 for c in re.findall(r"[\[\]{}]", texte)))
    return lignes + max(ouverts, default=0)


def _parcourt(
    noeud: yaml.Node,
    chemin: Chemin,
    marques: dict[Chemin, tuple[int, int]],
    fautes: list[Faute],
    fichier: Path,
    vus: set[int],
) -> Any:
    ligne, colonne = noeud.start_mark.line + 1, noeud.start_mark.column + 1
    marques[chemin] = (ligne, colonne)
    if not isinstance(noeud, yaml.ScalarNode):
        if id(noeud) in vus:
            fautes.append(
                Faute(fichier, ligne, colonne, "les alias YAML (&nom, *nom) ne sont pas acceptés : répétez la valeur")
            )
            return None
        vus.add(id(noeud))
    if isinstance(noeud, yaml.SequenceNode):
        return [_parcourt(n, (*chemin, i), marques, fautes, fichier, vus) for i, n in enumerate(noeud.value)]
    if not isinstance(noeud, yaml.MappingNode):
        return noeud.value
    resultat: dict[str, Any] = {}
    for cle, valeur in noeud.value:
        marque = (cle.start_mark.line + 1, cle.start_mark.column + 1)
        if not isinstance(cle, yaml.ScalarNode):
            fautes.append(
                Faute(fichier, *marque, "une clé est un texte ; une accolade en tête s’écrit entre guillemets")
            )
            continue
        nom = str(cle.value)
        if nom in resultat:
            fautes.append(Faute(fichier, *marque, f"la clé « {nom} » est écrite deux fois"))
        resultat[nom] = _parcourt(valeur, (*chemin, nom), marques, fautes, fichier, vus)
        marques[(*chemin, f"{nom}#cle")] = marque
    return resultat


def valide(source: Source, modele: type[M]) -> M:
    """Return the record that the file describes. Raises BlueprintInvalide with every fault."""
    try:
        return modele.model_validate(source.arbre)
    except ValidationError as e:
        raise BlueprintInvalide([f for d in e.errors() for f in _fautes(source, modele, d)]) from None


def _fautes(source: Source, modele: type[BaseModel], detail: ErrorDetails) -> list[Faute]:
    situees = detail.get("ctx", {}).get("error")
    if not isinstance(situees, FautesSituees):
        return [_faute(source, modele, detail)]
    return [
        Faute(source.fichier, *source.marque((*detail["loc"], *chemin)), message) for chemin, message in situees.fautes
    ]


def _faute(source: Source, modele: type[BaseModel], detail: ErrorDetails) -> Faute:
    chemin: Chemin = tuple(p for p in detail["loc"])
    lu = detail.get("input")
    genre, ctx = detail["type"], detail.get("ctx", {})
    nom = " › ".join(str(p + 1) if isinstance(p, int) else p for p in chemin)
    if genre == "extra_forbidden":
        cle = str(chemin[-1])
        proche = difflib.get_close_matches(cle, _champs(modele, chemin[:-1]), 1)
        message = f"clé inconnue « {cle} »" + (f" : vouliez-vous écrire « {proche[0]} » ?" if proche else "")
        return Faute(source.fichier, *source.marque((*chemin[:-1], f"{cle}#cle")), message)
    if genre == "missing":
        return Faute(source.fichier, *source.marque(chemin[:-1]), f"il manque la clé « {nom} »")
    return Faute(source.fichier, *source.marque(chemin), f"{nom or 'fichier'} : {_attendu(genre, ctx)}{_lu(lu)}")


_YAML = (
    ("mapping values are not allowed", "un « : » est de trop ici ; un texte qui en contient s’écrit entre guillemets"),
    ("did not find expected key", "une clé est attendue ici : vérifiez le retrait de la ligne et les guillemets"),
    ("could not find expected ':'", "il manque un « : » après la clé"),
    ("did not find expected '-'", "un tiret de liste est attendu ici : vérifiez le retrait de la ligne"),
    ("did not find expected ',' or ']'", "il manque une virgule ou un « ] »"),
    ("did not find expected ',' or '}'", "il manque une virgule ou un « } »"),
    (
        "found character that cannot start any token",
        "ce caractère ne peut pas commencer une valeur : ni tabulation en retrait, ni @, % ou ` sans guillemets",
    ),
    ("found unexpected end of stream", "le fichier s’arrête au milieu d’un texte entre guillemets"),
    ("block sequence entries are not allowed", "un tiret de liste n’est pas permis ici"),
    ("found undefined alias", "un texte qui commence par « * » s’écrit entre guillemets"),
    ("found undefined tag handle", "un texte qui commence par « ! » s’écrit entre guillemets"),
    ("found unknown escape character", "cette barre oblique inverse est de trop : écrivez le texte entre apostrophes"),
    ("found another document", "le fichier contient plusieurs documents : retirez la ligne « --- »"),
    ("did not find expected node content", "une valeur est attendue ici"),
    ("control characters are not allowed", "un caractère invisible s’est glissé ici"),
)


def _yaml_en_francais(probleme: str) -> str:
    return next(
        (fr for en, fr in _YAML if en in probleme), "cette ligne n’est pas comprise : vérifiez retraits et guillemets"
    )


def _lu(lu: Any) -> str:
    return f" ; lu : « {lu} »" if isinstance(lu, str) and len(lu) < 80 else ""


def _champs(modele: type[BaseModel], chemin: Chemin) -> list[str]:
    """Return the keys known at that path of the model, as far as annotations tell."""
    courant: Any = modele
    for partie in chemin:
        if isinstance(partie, str) and isinstance(courant, type) and issubclass(courant, BaseModel):
            champ = courant.model_fields.get(partie)
            courant = next(iter(_modeles(champ.annotation)), None) if champ else None
    return list(courant.model_fields) if isinstance(courant, type) and issubclass(courant, BaseModel) else []


def _modeles(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for a in get_args(annotation):
        yield from _modeles(a)


_MESSAGES = {
    "decimal_parsing": "un nombre est attendu (12,50 ou 12.50)",
    "decimal_type": "un nombre est attendu (12,50 ou 12.50)",
    "int_parsing": "un nombre entier est attendu",
    "int_type": "un nombre entier est attendu",
    "bool_parsing": "« true » ou « false » est attendu",
    "date_from_datetime_parsing": "une date est attendue (05/10/2026)",
    "date_parsing": "une date est attendue (05/10/2026)",
    "date_type": "une date est attendue (05/10/2026)",
    "string_type": "un texte est attendu",
    "tuple_type": "une liste est attendue",
    "list_type": "une liste est attendue",
    "dict_type": "une table de clés est attendue",
    "model_type": "une table de clés est attendue",
    "model_attributes_type": "une table de clés est attendue",
}
_BORNES = {
    "greater_than_equal": "au moins {ge}",
    "less_than_equal": "au plus {le}",
    "greater_than": "plus de {gt}",
    "less_than": "moins de {lt}",
    "too_short": "au moins {min_length} éléments",
    "too_long": "au plus {max_length} éléments",
    "string_pattern_mismatch": "un texte de la forme {pattern}",
    "string_too_short": "au moins {min_length} caractères",
    "string_too_long": "au plus {max_length} caractères",
    "literal_error": "l’une des valeurs {expected}",
}


def _attendu(genre: str, ctx: Mapping[str, Any]) -> str:
    if genre in _MESSAGES:
        return _MESSAGES[genre]
    if genre in _BORNES:
        return f"attendu : {_BORNES[genre].format(**ctx).replace(' or ', ' ou ')}"
    if genre == "value_error":
        return str(ctx.get("error", "valeur refusée"))
    return f"valeur refusée ({genre})"

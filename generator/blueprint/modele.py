"""What every record of a blueprint shares: strict fields, frozen values, lists of choices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

T = TypeVar("T")


class Modele(BaseModel):
    """A record read from YAML: an unknown key is an error, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _decimal(valeur: Any) -> Any:
    if not isinstance(valeur, str):
        return valeur
    try:
        return Decimal(valeur.strip().replace(" ", "").replace("\u202f", "").replace(",", "."))
    except InvalidOperation:
        return valeur


def _date(valeur: Any) -> Any:
    if isinstance(valeur, str) and len(parts := valeur.strip().split("/")) == 3:
        try:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        except ValueError:
            return valeur
    return valeur


def _liste(valeur: Any) -> Any:
    return valeur if isinstance(valeur, list) else [valeur]


Nombre = Annotated[Decimal, BeforeValidator(_decimal)]
"""A decimal number, written with a comma or a point."""
Jour = Annotated[date, BeforeValidator(_date)]
"""A date, written 2026-10-05 or 05/10/2026."""
Choix = Annotated[tuple[T, ...], BeforeValidator(_liste), Field(min_length=1)]
"""One value, or the list among which the seed draws."""

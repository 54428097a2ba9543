"""A small reader of JSON Schema: the words that our schemas use, and an error for any other."""

import re
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
SANS_EFFET = {"$schema", "$defs", "title", "description", "default", "format", "discriminator"}


def fautes(schema: dict[str, Any], valeur: Any, racine: dict[str, Any] | None = None, ou: str = "") -> list[str]:
    """Return where a value breaks its schema."""
    racine = racine or schema
    trouvees: list[str] = []
    for mot, attendu in schema.items():
        if mot in SANS_EFFET:
            continue
        dites = MOTS[mot](attendu, valeur, racine, ou, schema)
        trouvees += [f"{ou}: {mot} {dites}"] if isinstance(dites, str) else dites
    return trouvees


def _type(attendu, valeur, racine, ou, schema):
    nombre = isinstance(valeur, int | float) and not isinstance(valeur, bool)
    bon = (
        nombre and (attendu == "number" or isinstance(valeur, int))
        if attendu in ("number", "integer")
        else isinstance(valeur, TYPES[attendu])
    )
    return [] if bon else attendu


def _any_of(attendu, valeur, racine, ou, schema):
    essais = [fautes(s, valeur, racine, ou) for s in attendu]
    return [] if [] in essais else min(essais, key=len)


def _ref(attendu, valeur, racine, ou, schema):
    return fautes(racine["$defs"][attendu.rpartition("/")[2]], valeur, racine, ou)


def _properties(attendu, valeur, racine, ou, schema):
    if not isinstance(valeur, dict):
        return []
    return [f for k, s in attendu.items() if k in valeur for f in fautes(s, valeur[k], racine, f"{ou}/{k}")]


def _additional(attendu, valeur, racine, ou, schema):
    restes = (
        {k: v for k, v in valeur.items() if k not in schema.get("properties", {})} if isinstance(valeur, dict) else {}
    )
    if isinstance(attendu, bool):
        return f"{sorted(restes)}" if restes and not attendu else []
    return [f for k, v in restes.items() for f in fautes(attendu, v, racine, f"{ou}/{k}")]


def _items(attendu, valeur, racine, ou, schema):
    if not isinstance(valeur, list) or attendu is True:
        return []
    reste = valeur[len(schema.get("prefixItems", [])) :]
    if attendu is False:
        return "en trop" if reste else []
    return [f for i, v in enumerate(reste) for f in fautes(attendu, v, racine, f"{ou}/{i}")]


def _prefix(attendu, valeur, racine, ou, schema):
    return [f for i, (s, v) in enumerate(zip(attendu, valeur, strict=False)) for f in fautes(s, v, racine, f"{ou}/{i}")]


def _si(condition):
    return lambda attendu, valeur, racine, ou, schema: [] if condition(attendu, valeur) else str(attendu)


def _nombre(valeur: Any) -> bool:
    return isinstance(valeur, int | float) and not isinstance(valeur, bool)


MOTS = {
    "type": _type,
    "anyOf": _any_of,
    "oneOf": _any_of,
    "$ref": _ref,
    "properties": _properties,
    "items": _items,
    "prefixItems": _prefix,
    "additionalProperties": _additional,
    "required": _si(lambda a, v: not isinstance(v, dict) or set(a) <= set(v)),
    "enum": _si(lambda a, v: v in a),
    "const": _si(lambda a, v: v == a),
    "pattern": _si(lambda a, v: not isinstance(v, str) or re.search(a, v)),
    "minItems": _si(lambda a, v: not isinstance(v, list) or len(v) >= a),
    "maxItems": _si(lambda a, v: not isinstance(v, list) or len(v) <= a),
    "minLength": _si(lambda a, v: not isinstance(v, str) or len(v) >= a),
    "maxLength": _si(lambda a, v: not isinstance(v, str) or len(v) <= a),
    "minimum": _si(lambda a, v: not _nombre(v) or v >= a),
    "maximum": _si(lambda a, v: not _nombre(v) or v <= a),
    "exclusiveMinimum": _si(lambda a, v: not _nombre(v) or v > a),
    "propertyNames": lambda attendu, valeur, racine, ou, schema: [
        f for k in valeur for f in fautes(attendu, k, racine, f"{ou}/{k}")
    ],
}

"""Reports on copies, to keep: JSON, and a workbook in which nothing that a candidate wrote can run."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.controle.notation import LigneNotee, Notation
from generator.textes import slug

_OPTIONS = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_TEXTE_MAX = 32_000
_FORMULE = ("=", "+", "-", "@", "\t", "\r")
_COLONNES = (
    ("Question", 10),
    ("Réponse", 22),
    ("Compétence", 12),
    ("Type", 12),
    ("Points", 9),
    ("Sur", 9),
    ("État", 14),
    ("Pourquoi", 90),
)


def ecrit(notations: Sequence[Notation], dossier: Path) -> list[Path]:
    """Write a .json and a .xlsx per copy in a folder, which is made if needed; return the paths. Raises OSError."""
    dossier.mkdir(parents=True, exist_ok=True)
    ecrits = []
    for nom, notation in zip(noms(notations), notations, strict=True):
        donnees = json.dumps(notation.en_json(), ensure_ascii=False, indent=1).encode() + b"\n"
        for suffixe, octets in ((".json", donnees), (".xlsx", classeur(notation))):
            cible = dossier / f"{nom}{suffixe}"
            provisoire = dossier / f".{nom}{suffixe}.tmp"
            provisoire.write_bytes(octets)
            os.replace(provisoire, cible)  # noqa: PTH105 - atomic, and over an older report
            ecrits.append(cible)
    return ecrits


def noms(notations: Sequence[Notation]) -> list[str]:
    """Return a file name for each copy: ASCII, distinct."""
    vus: dict[str, int] = {}
    resultat = []
    for n in notations:
        base = slug(n.copie)[:60] or "copie"
        vus[base] = vus.get(base, 0) + 1
        resultat.append(base if vus[base] == 1 else f"{base}-{vus[base]}")
    return resultat


def inerte(texte: str) -> str:
    """Return a text that no spreadsheet takes for a formula, even once saved as CSV: an apostrophe is put before it."""
    court = texte[:_TEXTE_MAX]
    return f"'{court}" if court.startswith(_FORMULE) else court


def classeur(notation: Notation) -> bytes:
    """Return the workbook of a report: totals per competency, answers, remarks."""
    import xlsxwriter

    tampon = io.BytesIO()
    livre = xlsxwriter.Workbook(tampon, _OPTIONS)
    livre.set_properties({"title": "Rapport de correction", "created": datetime(1980, 1, 1)})
    formats = {
        "entete": livre.add_format(
            {"bold": True, "bg_color": "#E7E7E7", "border": 1, "text_wrap": True, "valign": "top"}
        ),
        "texte": livre.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "points": livre.add_format({"border": 1, "num_format": "0.00", "valign": "top"}),
    }
    _feuille(
        livre,
        formats,
        "Compétences",
        (
            ("Mission", 9),
            ("Compétence", 12),
            ("Intitulé", 60),
            ("Points exacts", 10),
            ("Sur", 9),
            ("À lire (rédactions)", 12),
            ("Seuil", 9),
            ("Conclusion", 24),
        ),
        [
            [b.mission, b.competence, b.titre, b.obtenus, b.exacts, b.a_lire, b.seuil, b.conclusion]
            for b in notation.bilans
        ],
    )
    _feuille(livre, formats, "Réponses", _COLONNES, [_ligne(ligne) for ligne in notation.lignes])
    _feuille(
        livre,
        formats,
        "Remarques",
        (("Remarque sur la copie", 110),),
        [[r] for r in notation.remarques] or [["aucune"]],
    )
    livre.close()
    return tampon.getvalue()


def _ligne(ligne: LigneNotee) -> list[str | Decimal]:
    return [
        ligne.question,
        ligne.id,
        ligne.competence,
        ligne.type,
        ligne.points,
        ligne.sur,
        ligne.etat,
        "\n".join(ligne.dits),
    ]


def _feuille(
    livre: Any,
    formats: dict[str, Any],
    nom: str,
    colonnes: Sequence[tuple[str, int]],
    lignes: Sequence[Sequence[str | Decimal]],
) -> None:
    page = livre.add_worksheet(nom)
    for n, (titre, largeur) in enumerate(colonnes):
        page.set_column(n, n, largeur)
        page.write_string(0, n, titre, formats["entete"])
    for r, ligne in enumerate(lignes, 1):
        for n, valeur in enumerate(ligne):
            if isinstance(valeur, Decimal):
                page.write_number(r, n, float(valeur), formats["points"])
            else:
                page.write_string(r, n, inerte(valeur), formats["texte"])
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)

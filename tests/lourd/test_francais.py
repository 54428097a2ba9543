"""What people read is in good French: grammalecte on the texts of some twelve cases, its false alarms taken out.

Needs `grammalecte-cli` (Debian package, installed in CI). Identifiers, names, amounts and dates are masked first: a grammar
checker knows nothing of « CAF-ETH-1K » nor of « Sinan Quéméner ».
"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.cas import Commande, compose
from generator.epreuve import sujet as paper
from generator.epreuve.assemblage import Sujet
from generator.epreuve.missions.registre import missions
from generator.epreuve.pieces.contenus import Courriel, DocumentCommercial, Feuille, Tableau
from generator.monde.faits import Personne
from generator.textes import elide

pytestmark = [
    pytest.mark.lourd,
    pytest.mark.skipif(shutil.which("grammalecte-cli") is None, reason="grammalecte-cli n’est pas installé"),
]

FIRMES = ("cycles", "pepiniere", "quincaillerie", "torrefacteur")
CAS = tuple((firme, 9000 + 37 * n + i) for n in range(3) for i, firme in enumerate(FIRMES))

OPTIONS_ECARTEES = ("typo", "apos", "nbsp", "esp", "num", "unit", "tu", "maj", "minis", "virg", "poncfin", "chim", "date",
                    "tab", "liga", "latex", "redon1", "redon2", "neg")
"""Typography is checked by other tests (tests/test_textes.py, and the lint of cases): here only grammar."""

REGLES_ECARTEES = {
    "eepi_écriture_épicène_singulier": "« assistant(e) » est la forme des sujets officiels",
    "g3__gn_start_prn_1m": "une signature (« Anne Roux, Bicyclettes du Halage ») n’est pas un adjectif",
    "g3__infi_verbes": "« revenu accepté » : un état, non une action à accomplir",
    "gv1__imp_verbe": "notes sans sujet : « Suit un traitement », « Attend une réponse », « devient le PU HT »",
    "gv1__imp_union": "« départ le 12 » n’est pas un impératif",
    "g3__gn_nombre_chiffres_1m": "adresses : « 142 passage des Imprimeurs », « 53810 Changé »",
}
"""Rules (the beginning of their names) that cry wolf here, each with the reason."""

FAUX = (
    ("g3__gn_le_2m", "service clients"),
    ("g3__gn_la_2m", "remise client"),
    ("g3__gn_la_2m", "de la société "),
    ("g3__gn_", " SAS"),  # feminine: société par actions simplifiée
    ("g3__gn_", " client "),  # « au client Brillance des Hauts-Quais »
    ("g3__gn_pfx", "Boîte à clés murale"),
    ("g3__gn_pfx", "Chambre à air renforcée"),
    ("g3__gn_pfx", "Machine à expresso manuelle"),
    ("g2__conf_à_a_locutions", " A "),  # names in capitals without accents, as a register writes them
    ("g2__conf_a_à_verbe", "un compte à "),  # « à Les … »: wording that the solver of C1.1 reads (docs/missions/c1_1.md)
)
"""What a rule says wrongly of one wording: (beginning of the rule, words of the text)."""

_COLONNES_ECARTEES = ("Désignation", "Adresse", "Adresse de facturation", "Adresse de livraison")

_MASQUES = (
    (re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+"), "Bernard"),
    (re.compile(r"\b[a-z_]+\.(?:xlsx|docx)\b"), "Bernard"),
    (re.compile(r"\b(?=[A-Z0-9/-]*\d)[A-Z]{1,4}\d*(?:-[A-Z0-9/]+)+\b|\b[A-Z]{2,3}\d{3,}\b|\b[A-Z]{3}(?:-[A-Z0-9]{1,4})+\b"), ""),
    (re.compile(r"\b0[1-9](?:[ \u00a0\u202f]\d\d){4}\b"), "12"),
    (re.compile(r"\b\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\b\d+,\d+"), "12"),
    (re.compile(r"\b\d\d/\d\d/\d{4}\b"), "12 mars 2026"),
    (re.compile(r"\b[A-Z]\.[A-Z]\."), "Bernard"),
    (re.compile(r"«[\u00a0\u202f ]?[^»]*»"), "« Bernard »"),
    (re.compile(r"(?:rue|chemin|place|avenue|allée|impasse|route|sentier|quai|venelle|montée|passage|boulevard)"
                r" (?:de la|de l’|du|des|d’) ?[^,\n]+"), "rue Bernard"),
    (re.compile(r"^- .*$", re.MULTILINE), " "),
)
"""What is masked, and by what; the empty word: a name that elides as the code does (« d’INF-ROO-100 »)."""


def _masque(mot: str) -> str:
    return "Adam" if elide(mot) else "Bernard"


def _noms(monde: Any) -> re.Pattern[str]:
    """Find the names of people: surnames and first names (those of firms are read as they are)."""
    gens = list(_personnes(monde))
    mots = {p.sans_civilite for p in gens} | {p.nom for p in gens} | {p.prenom for p in gens}
    choix = "|".join(re.escape(mot) for mot in sorted(mots, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<!\w)(?:{choix})(?!\w)")


def _personnes(objet: Any, vus: set[int] | None = None) -> Iterator[Personne]:
    vus = set() if vus is None else vus
    if id(objet) in vus:
        return
    vus.add(id(objet))
    if isinstance(objet, Personne):
        yield objet
    if dataclasses.is_dataclass(objet) and not isinstance(objet, type):
        for champ in dataclasses.fields(objet):
            yield from _personnes(getattr(objet, champ.name), vus)
    elif isinstance(objet, Mapping):
        for x in objet.values():
            yield from _personnes(x, vus)
    elif isinstance(objet, tuple | list):
        for x in objet:
            yield from _personnes(x, vus)


def _textes(objet: Any) -> Iterator[str]:  # noqa: C901 - one branch per kind of content
    """Yield the sentences of a document, its cells and labels left aside when they are short."""
    if isinstance(objet, str):
        if len(objet.split()) > 3:
            yield objet
    elif isinstance(objet, Courriel):
        yield from (objet.objet, *objet.corps.split("\n"), *objet.citation.split("\n"))
    elif isinstance(objet, DocumentCommercial):
        yield from (*objet.mentions, *objet.manuscrit, *(li.remarque for li in objet.lignes if li.remarque))
    elif isinstance(objet, Tableau | Feuille):
        yield from _cellules(objet)
    elif dataclasses.is_dataclass(objet) and not isinstance(objet, type):
        for champ in dataclasses.fields(objet):
            if champ.name not in ("svg", "style", "cle", "extra"):
                yield from _textes(getattr(objet, champ.name))
    elif isinstance(objet, tuple | list):
        for x in objet:
            yield from _textes(x)


def _cellules(tableau: Tableau | Feuille) -> Iterator[str]:
    """Yield the sentences of a table: its long cells, addresses and labels of articles left aside."""
    lues = [i for i, c in enumerate(tableau.colonnes) if c.titre not in _COLONNES_ECARTEES]
    for ligne in tableau.lignes:
        cellules = (ligne[i] for i in lues if i < len(ligne))
        yield from (c.rstrip(".") + "." for c in cellules if isinstance(c, str) and len(c.split()) > 4)


def textes_lus(s: Sujet) -> Iterator[tuple[str, str]]:
    """Yield (where, what) for all that a person reads: paper, documents, model texts, levels and workings of the key."""
    for t in _textes(paper.blocs(s, 8)):
        yield "sujet", t
    for d in s.documents:
        for t in (d.piece.titre, *_textes(d.piece.contenu)):
            yield d.fichier, t
    for m in s.missions:
        for q in m.questions:
            for r in q.reponses:
                yield f"corrigé {r.id}", r.reponse.demarche
                if r.reponse.type == "redaction":
                    yield from ((f"modèle {r.id}", p) for p in str(r.reponse.valeur).split("\n") if p)
                if r.reponse.niveaux is not None:
                    yield from ((f"niveaux {r.id}", t) for t in _textes(r.reponse.niveaux))


def toutes() -> tuple[str, ...]:
    """Name every mission that is made (« C1.1 »…), so that the new ones are read too."""
    return tuple(nom.upper().replace("_", ".") for nom in missions("A1"))


def masque(texte: str, noms: re.Pattern[str]) -> str:
    """Replace identifiers and names by words that a grammar checker knows; one line."""
    for motif, mot in _MASQUES:
        texte = motif.sub(mot, texte) if mot else motif.sub(lambda m: _masque(m[0]), texte)
    texte = noms.sub(lambda m: _masque(m[0]), texte)
    return re.sub(r"[\u00a0\u202f\s]+", " ", texte.replace("’", "'")).strip()


def _ecartee(regle: str, texte: str) -> bool:
    return regle.startswith(tuple(REGLES_ECARTEES)) or any(regle.startswith(r) and mots in texte for r, mots in FAUX)


def fautes(lignes: list[tuple[str, str]], dossier: Path) -> list[str]:
    """Return what grammalecte says of these texts, but for its false alarms."""
    uniques = {t: ou for ou, t in reversed(lignes) if t}
    textes = sorted(uniques)
    fichier = dossier / "textes.txt"
    fichier.write_text("\n".join(textes) + "\n", encoding="utf-8")
    lance = subprocess.run(["grammalecte-cli", "-f", str(fichier), "-j", "-ctx", "-owe", "-off", *OPTIONS_ECARTEES],
                           capture_output=True, encoding="utf-8", check=True)
    vues = []
    for paragraphe in json.loads(lance.stdout[lance.stdout.index("{"):])["data"]:
        texte = textes[paragraphe["iParagraph"] - 1]
        vues += [f"{uniques[texte]} | {e['sRuleId']} | {e['sMessage']} | {texte[e['nStart']:e['nEnd']]} | {texte}"
                 for e in paragraphe["lGrammarErrors"] if not _ecartee(e["sRuleId"], texte)]
    return vues


@pytest.mark.parametrize(("firme", "graine"), CAS)
def test_what_a_case_makes_people_read_has_no_fault_of_grammar(firme: str, graine: int, tmp_path: Path) -> None:
    s = compose(Commande("A1", graine, entreprise=firme, missions=toutes()))
    noms = _noms(s.monde)
    assert fautes([(ou, masque(t, noms)) for ou, t in textes_lus(s)], tmp_path) == []

"""Building a Dossier without files: who has the documents in memory hands their content here, in plain values.

The texts are put in the form that the readers of files give; `differences` proves, on a case that is also on disk, that
both ways give the same Dossier. Nothing here knows the records of the generator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from generator.controle.lecture.courriel import partage
from generator.controle.lecture.docx import numero_de
from generator.controle.lecture.dossier import (
    CourrielLu,
    DocumentLu,
    Dossier,
    EvenementLu,
    MissionLue,
    TableLue,
    ZoneLue,
)
from generator.controle.lecture.sujet import numeros
from generator.controle.lecture.valeurs import cellule_page, cellule_typee, propre

Valeur = str | int | Decimal | date | datetime | None


@dataclass(frozen=True)
class TableEcrite:
    """A table as its document holds it: name (sheet, caption, or heading above), headings, rows.

    In a workbook the values are typed; on a page they are the texts printed (« 1 234,50 € »).
    """

    nom: str
    entetes: Sequence[str]
    lignes: Sequence[Sequence[Valeur]]


def classeur(fichier: str, feuilles: Sequence[TableEcrite]) -> DocumentLu:
    """Return a workbook of data; a row without any value is left out, as by the reader."""
    return DocumentLu(numero_de(fichier), fichier, tuple(_table(f, typee=True) for f in feuilles))


def page(
    fichier: str, lignes: Sequence[str] = (), tables: Sequence[TableEcrite] = (), champs: Sequence[tuple[str, str]] = ()
) -> DocumentLu:
    """Return a page (PDF, Word): lines of text outside tables, tables, ruled pairs « label | value », in reading
    order."""
    paires = tuple((propre(n).removesuffix(" :"), cellule_page(v)) for n, v in champs)
    return DocumentLu(
        numero_de(fichier),
        fichier,
        tuple(_table(t, typee=False) for t in tables),
        tuple(map(propre, lignes)),
        champs=paires,
    )


def _table(t: TableEcrite, *, typee: bool) -> TableLue:
    entetes = tuple(map(propre, t.entetes))
    lit = cellule_typee if typee else _imprimee
    lignes = tuple(dict(zip(entetes, map(lit, ligne), strict=True)) for ligne in t.lignes)
    return TableLue(propre(t.nom), entetes, tuple(ligne for ligne in lignes if any(ligne.values()) or not typee))


def _imprimee(valeur: Valeur) -> str:
    return cellule_page(valeur) if isinstance(valeur, str) else cellule_typee(valeur)


def courriel(
    fichier: str,
    de: tuple[str, str],
    a: Sequence[str],
    objet: str,
    quand: datetime,
    texte: str,
    *,
    copie: Sequence[str] = (),
    entetes: Mapping[str, str] | None = None,
) -> DocumentLu:
    """Return a mail; `texte` is the whole text with the quoted mail, `de` is (name, address), `quand` a local time."""
    corps, citation = partage(texte)
    lu = CourrielLu(
        propre(de[0]), de[1], tuple(a), tuple(copie), propre(objet), quand, corps, citation, dict(entetes or {})
    )
    return DocumentLu(numero_de(fichier), fichier, (), tuple(corps.split("\n")), lu)


def agenda(fichier: str, evenements: Sequence[EvenementLu]) -> DocumentLu:
    """Return an agenda, its events by date."""
    ordre = sorted(evenements, key=lambda e: (e.debut.isoformat(), e.fin.isoformat(), e.titre))
    return DocumentLu(numero_de(fichier), fichier, evenements=tuple(ordre))


def zone(
    identifiant: str,
    libelle: str,
    entetes: Sequence[str] = (),
    *,
    fichier: str = "reponses.xlsx",
    lignes: int = 1,
    preremplies: Sequence[Mapping[str, str]] = (),
    choix: Mapping[str, Sequence[str]] | None = None,
) -> ZoneLue:
    """Return a place to answer; `preremplies` are the rows printed beforehand, heading → text."""
    rangs = tuple({k: propre(v) for k, v in r.items() if v} for r in preremplies)
    listes = {k: tuple(map(propre, v)) for k, v in (choix or {}).items() if v}
    return ZoneLue(identifiant, propre(libelle), tuple(map(propre, entetes)), fichier, listes, lignes, rangs, rangs)


def mission(numero: str, texte: str, questions: Mapping[str, str], documents: str | Sequence[str]) -> MissionLue:
    """Return a mission; `documents` are numbers (« 03 »), or a text such as « 1, 3 à 5 »."""
    cites = numeros(documents) if isinstance(documents, str) else tuple(documents)
    return MissionLue(numero, texte, dict(questions), cites)


def differences(memoire: Dossier, disque: Dossier) -> Iterator[str]:
    """Yield what the two dossiers do not say alike, for what solvers lean on (running lines and cover texts apart)."""
    if memoire.date != disque.date:
        yield f"date : {memoire.date} en mémoire, {disque.date} sur disque"
    vus = {m.numero: m.documents for m in disque.missions}
    yield from (
        f"mission {m.numero} : documents {m.documents} en mémoire, {vus.get(m.numero)} sur disque"
        for m in memoire.missions
        if vus.get(m.numero) != m.documents
    )
    sur_disque = {d.fichier: d for d in disque.documents}
    for d in memoire.documents:
        autre = sur_disque.pop(d.fichier, None)
        yield from _documents(d, autre) if autre else (f"{d.fichier} : absent du disque",)
    yield from (f"{f} : absent de la mémoire" for f in sur_disque)
    yield from _zones(memoire.zones, disque.zones)


def _documents(a: DocumentLu, b: DocumentLu) -> Iterator[str]:
    if len(a.tables) != len(b.tables):
        yield f"{a.fichier} : tables {[t.nom for t in a.tables]} en mémoire, {[t.nom for t in b.tables]} sur disque"
    for x, y in zip(a.tables, b.tables, strict=False):
        if x.entetes != y.entetes:
            yield f"{a.fichier}, {x.nom} : en-têtes {x.entetes} en mémoire, {y.entetes} sur disque"
        elif [dict(ligne) for ligne in x.lignes] != [dict(ligne) for ligne in y.lignes]:
            ecart = next(
                ((p, q) for p, q in zip(x.lignes, y.lignes, strict=False) if dict(p) != dict(q)),
                (len(x.lignes), len(y.lignes)),
            )
            yield f"{a.fichier}, {x.nom} : {ecart[0]} en mémoire, {ecart[1]} sur disque"
    if a.champs != b.champs:
        de_a, de_b = sorted(set(a.champs) - set(b.champs)), sorted(set(b.champs) - set(a.champs))
        yield f"{a.fichier} : champs {de_a} en mémoire, {de_b} sur disque"
    if a.evenements != b.evenements:
        yield f"{a.fichier} : événements différents"
    if (a.courriel is None) != (b.courriel is None):
        yield f"{a.fichier} : courriel d’un côté seulement"
    elif a.courriel and b.courriel:
        yield from (
            f"{a.fichier}, {nom} : « {p} » en mémoire, « {q} » sur disque"
            for nom in ("de_nom", "de", "a", "copie", "objet", "quand", "corps", "citation")
            if (p := getattr(a.courriel, nom)) != (q := getattr(b.courriel, nom))
        )


def _zones(a: Sequence[ZoneLue], b: Sequence[ZoneLue]) -> Iterator[str]:
    sur_disque = {z.id: z for z in b}
    for z in a:
        autre = sur_disque.pop(z.id, None)
        if autre is None:
            yield f"{z.id} : zone absente du disque"
            continue
        for nom in ("libelle", "entetes", "fichier", "lignes", "preremplies", "choix"):
            p, q = getattr(z, nom), getattr(autre, nom)
            if p != q:
                yield f"{z.id}, {nom} : {p} en mémoire, {q} sur disque"
    yield from (f"{i} : zone absente de la mémoire" for i in sur_disque)

"""A composed paper read as its files would be, without writing them: pièces in memory → the readers' Dossier.

The texts are those that rendering prints (`fabrication.rendu.pdf_donnees`), put in the readers' canonical form. A test holds it
against the real reading of rendered cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from generator.controle.lecture.courriel import partage
from generator.controle.lecture.dossier import (
    CourrielLu,
    DocumentLu,
    Dossier,
    EvenementLu,
    MissionLue,
    TableLue,
    ZoneLue,
)
from generator.controle.lecture.valeurs import cellule_page, ecrit_nombre, propre
from generator.epreuve.assemblage import Document, MissionNumerotee, Sujet
from generator.epreuve.missions.socle import Zone, ZoneCellule, ZoneRedaction
from generator.epreuve.pieces.contenus import (
    Agenda,
    Classeur,
    Courriel,
    DocumentCommercial,
    Encadre,
    Evenement,
    Liste,
    Page,
    Paragraphe,
    Tableau,
    Titre,
    Valeur,
)
from generator.fabrication.rendu import eml, pdf_donnees


def dossier(sujet: Sujet) -> Dossier:
    """Return the paper as a reader of its files would have it."""
    return Dossier(
        sujet.monde.date,
        tuple(map(_mission, sujet.missions)),
        tuple(_document(d, sujet) for d in sujet.documents),
        tuple(_zone(r.reponse.zone) for _, _, r in sujet.reponses),
    )


def _mission(m: MissionNumerotee) -> MissionLue:
    return MissionLue(
        m.numero,
        f"{m.titre}\n{_plat(m.situation)}",
        {q.numero: propre(q.enonce) for q in m.questions},
        tuple(f"{n:02d}" for n in m.documents),
    )


def _plat(texte: str) -> str:
    return "\n".join(ligne for brute in texte.split("\n") if (ligne := propre(brute)))


# --- Zones -----------------------------------------------------------------------------------------------------------


def _zone(zone: Zone) -> ZoneLue:
    if isinstance(zone, ZoneRedaction):
        return ZoneLue(zone.nom, propre(zone.titre), (), "redactions.docx")
    if isinstance(zone, ZoneCellule):
        return ZoneLue(zone.nom, propre(zone.libelle), (), zone.fichier, {"valeur": zone.choix} if zone.choix else {})
    titres = {c.code: propre(c.titre) for c in zone.colonnes}
    choix = {titres[c.code]: tuple(map(propre, c.choix)) for c in zone.colonnes if c.choix}
    lignes = tuple({titres[k]: cellule_page(v) for k, v in rang.items() if v} for rang in zone.preremplies)
    return ZoneLue(
        zone.nom, propre(zone.libelle), tuple(titres.values()), zone.fichier, choix, zone.lignes, lignes, lignes
    )


# --- Documents -------------------------------------------------------------------------------------------------------


def _document(d: Document, sujet: Sujet) -> DocumentLu:
    numero, contenu = f"{d.numero:02d}", d.piece.contenu
    if isinstance(contenu, Classeur):
        return DocumentLu(numero, d.fichier, tuple(_classeur(contenu)))
    if isinstance(contenu, Courriel):
        courriel = _courriel(contenu)
        return DocumentLu(numero, d.fichier, (), tuple(courriel.corps.split("\n")), courriel)
    if isinstance(contenu, Agenda):
        return DocumentLu(numero, d.fichier, evenements=tuple(sorted(map(_evenement, contenu.evenements), key=_ordre)))
    if isinstance(contenu, Page):
        return _page(numero, d.fichier, contenu)
    return _commercial(numero, d.fichier, contenu, sujet)


def _classeur(c: Classeur) -> Iterator[TableLue]:
    for f in c.feuilles:
        entetes = tuple(propre(k.titre) for k in f.colonnes)
        lignes = ({e: _typee(v) for e, v in zip(entetes, rang, strict=True)} for rang in f.lignes)
        yield TableLue(f.nom, entetes, tuple(ligne for ligne in lignes if any(ligne.values())))


def _typee(v: Valeur) -> str:
    if v is None:
        return ""
    if isinstance(v, datetime):
        return f"{v:%Y-%m-%d %H:%M}"
    if isinstance(v, date):
        return v.isoformat()
    return ecrit_nombre(Decimal(v)) if isinstance(v, (int, Decimal)) else propre(v)


def _courriel(c: Courriel) -> CourrielLu:
    corps, citation = partage(eml.texte_complet(c))
    return CourrielLu(
        propre(c.de.nom),
        c.de.courriel,
        tuple(a.courriel for a in c.a),
        tuple(a.courriel for a in c.copie),
        propre(c.objet),
        c.quand,
        corps,
        citation,
        {k: propre(v) for k, v in c.entetes},
    )


def _evenement(e: Evenement) -> EvenementLu:
    return EvenementLu(propre(e.titre), e.debut, e.fin, propre(e.lieu), e.description.strip(), e.provisoire)


def _ordre(e: EvenementLu) -> tuple[str, str, str]:
    return e.debut.isoformat(), e.fin.isoformat(), e.titre


def _table(nom: str, entetes: Sequence[str], rangs: Sequence[Sequence[str]]) -> TableLue:
    tetes = tuple(map(propre, entetes))
    return TableLue(nom, tetes, tuple(dict(zip(tetes, map(cellule_page, r), strict=True)) for r in rangs))


class _Lecture:
    """Reads blocks from the top: lines, and tables named by the line above them."""

    def __init__(self) -> None:
        self.lignes: list[str] = []
        self.tables: list[TableLue] = []

    def lit(self, blocs: Sequence[Any]) -> None:
        """Add these blocks."""
        for b in blocs:
            if isinstance(b, (Titre, Paragraphe)):
                self.ajoute(b.texte)
            elif isinstance(b, Liste):
                self.ajoute(*b.elements)
            elif isinstance(b, Encadre):
                self.ajoute(b.titre)
                self.lit(b.blocs)
            elif isinstance(b, Tableau):
                self.ajoute(b.legende)
                donnees = pdf_donnees.bloc(b)
                self.tables.append(
                    _table(
                        self.lignes[-1] if self.lignes else "",
                        [c["titre"] for c in donnees["colonnes"]],
                        donnees["rangs"],
                    )
                )

    def ajoute(self, *textes: str) -> None:
        """Add lines of text."""
        self.lignes += [ligne for t in textes for brute in t.split("\n") if (ligne := propre(brute))]


def _page(numero: str, fichier: str, page: Page) -> DocumentLu:
    lecture = _Lecture()
    lecture.ajoute(page.reference)
    if not (page.blocs and isinstance(page.blocs[0], Titre)):
        lecture.ajoute(page.titre)
    lecture.lit(page.blocs)
    return DocumentLu(numero, fichier, tuple(lecture.tables), tuple(lecture.lignes))


def _commercial(numero: str, fichier: str, doc: DocumentCommercial, sujet: Sujet) -> DocumentLu:
    d = pdf_donnees.document(doc, sujet.monde.cadre.firme.charte)
    lecture = _Lecture()
    lecture.ajoute(
        d["titre"],
        *_partie(d["emetteur"]),
        *_partie(d["destinataire"]),
        *(_partie(d["livraison"]) if d["livraison"] else ()),
    )
    rangs = [
        [
            f"{c} – {r['remarque']}" if k["code"] == "designation" and r["remarque"] else c
            for k, c in zip(d["lignes"]["colonnes"], r["cellules"], strict=True)
        ]
        for r in d["lignes"]["rangs"]
    ]
    tables = [_table(lecture.lignes[-1], [c["titre"] for c in d["lignes"]["colonnes"]], rangs)]
    if d["tva"]:
        tables.append(_table(lecture.lignes[-1], ("Taux", "Base HT", "Montant TVA"), d["tva"]))
    lecture.ajoute(*d["mentions"], *d["notes"], d["signature"], *d["signe"], doc.emetteur.mention_legale)
    champs = tuple(
        (propre(x["libelle"]).removesuffix(" :"), cellule_page(x["valeur"]))
        for x in (*d["entete"], *d["totaux"], *d["conditions"])
    )
    return DocumentLu(numero, fichier, tuple(tables), tuple(lecture.lignes), champs=champs)


def _partie(p: Mapping[str, Any]) -> tuple[str, ...]:
    return (p["titre"], p["nom"], *p["adresse"], *(f"{k} : {v}" for k, v in (*p["identifiants"], *p["contact"])))

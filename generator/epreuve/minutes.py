"""How long a mission takes: computed on what was composed, with the coefficients of this file.

They were chosen for a trained candidate on a workstation, and set before the first paper: reading 220 words a minute; opening and
crossing a document 30 s; looking along a row of a table 0.3 s; working out and filling in a cell 8 s; writing 15 words a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.epreuve.missions.socle import Reponse, TacheComposee, ZoneTableau
from generator.epreuve.pieces.contenus import (
    Classeur,
    Courriel,
    DocumentCommercial,
    Page,
    Paragraphe,
    Piece,
    Tableau,
    Titre,
)

MOTS_LUS, MOTS_ECRITS = 220, 15
DOCUMENT, LIGNE, CELLULE = Decimal(30), Decimal("0.3"), Decimal(8)
SECONDES = Decimal(60)


@dataclass(frozen=True)
class Travail:
    """What tâches ask, counted on what was composed: words to read, documents to cross, rows to look along, cells to fill in,
    words to write (those of the model texts)."""

    lus: int
    documents: int
    lignes: int
    cellules: int
    ecrits: int

    @property
    def minutes(self) -> Decimal:
        """The estimate, to a tenth of a minute."""
        secondes = self.documents * DOCUMENT + self.lignes * LIGNE + self.cellules * CELLULE
        return (Decimal(self.lus) / MOTS_LUS + secondes / SECONDES + Decimal(self.ecrits) / MOTS_ECRITS).quantize(
            Decimal("0.1")
        )


def mots(texte: str) -> int:
    """Count the words of a text."""
    return len(re.findall(r"[^\W_]+", texte))


def mots_piece(piece: Piece) -> int:
    """Count the words to read in a document of prose (mail, page); tables of data count by their rows, elsewhere."""
    contenu = piece.contenu
    if isinstance(contenu, Courriel):
        return mots(contenu.corps) + mots(contenu.citation) + mots(contenu.objet)
    if isinstance(contenu, Page):
        return sum(_mots_bloc(b) for b in contenu.blocs)
    return 0


def _mots_bloc(bloc: object) -> int:
    if isinstance(bloc, (Titre, Paragraphe)):
        return mots(bloc.texte)
    if isinstance(bloc, Tableau):
        return sum(mots(str(v)) for ligne in bloc.lignes for v in ligne)
    elements = getattr(bloc, "elements", ())
    return sum(mots(e) for e in elements)


def rangs(piece: Piece) -> int:
    """Count the rows of a workbook or of a commercial document."""
    contenu = piece.contenu
    if isinstance(contenu, Classeur):
        return sum(len(f.lignes) for f in contenu.feuilles)
    if isinstance(contenu, DocumentCommercial):
        return len(contenu.lignes) + len(contenu.entete) + len(contenu.totaux)
    return 0


def cellules(r: Reponse) -> int:
    """Count the cells that the right answer fills in; a key already printed is not one."""
    if r.type == "tableau":
        donnees = set(r.cle) if isinstance(r.zone, ZoneTableau) and r.zone.preremplies else set()
        return sum(1 for rang in r.valeur for k, v in rang.items() if v != "" and k not in donnees)
    if r.type == "ensemble":
        return len(r.valeur)
    return 0 if r.type == "redaction" else 1


def travail(taches: Iterable[TacheComposee], situation: str, pieces: Sequence[Piece]) -> Travail:
    """Return what these tâches of one mission ask; each document that their answers lean on counts once."""
    taches = tuple(taches)
    reponses = [r for t in taches for q in t.questions for r in q.reponses]
    cites = {s.lieu.piece for r in reponses for s in r.sources}
    utiles = [p for p in pieces if p.cle in cites]
    lus = mots(situation) + sum(mots(q.enonce) for t in taches for q in t.questions) + sum(map(mots_piece, utiles))
    return Travail(
        lus,
        len(utiles),
        sum(map(rangs, utiles)),
        sum(map(cellules, reponses)),
        sum(mots(r.valeur) for r in reponses if r.type == "redaction"),
    )

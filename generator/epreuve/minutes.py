"""How long a tâche takes: computed on what was composed, with the coefficients of this file, set before the first paper.

They were chosen for a trained candidate on a workstation: reading 200 words a minute; scanning a row of a table 2 s; working out
and filling in a cell 15 s; crossing one more document 45 s; writing 15 words a minute.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.epreuve.missions.socle import TacheComposee
from generator.epreuve.pieces.contenus import Courriel, Page, Paragraphe, Piece, Tableau, Titre

MOTS_LUS, LIGNE, CELLULE, DOCUMENT, MOTS_ECRITS = 200, Decimal(2), Decimal(15), Decimal(45), 15
SECONDES = Decimal(60)


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


def minutes_tache(tache: TacheComposee, situation: str, pieces: Sequence[Piece]) -> Decimal:
    """Return the minutes of a tâche; the situation and the documents of the mission are counted with its first tâche."""
    e = tache.effort
    lus = mots(situation) + sum(mots(q.enonce) for q in tache.questions) + sum(mots_piece(p) for p in pieces)
    secondes = e.lignes * LIGNE + e.cellules * CELLULE + e.documents * DOCUMENT
    return (Decimal(lus) / MOTS_LUS + secondes / SECONDES + Decimal(e.mots) / MOTS_ECRITS).quantize(Decimal("0.1"))

"""The last care of a document's text: apostrophes and no-break spaces, set once for every page."""

from __future__ import annotations

from dataclasses import replace

from generator.epreuve.pieces.contenus import (
    Bloc,
    Contenu,
    DocumentCommercial,
    Encadre,
    Liste,
    Page,
    Paragraphe,
    Piece,
    Tableau,
    Titre,
    Valeur,
)
from generator.textes import typographie


def soigne(piece: Piece) -> Piece:
    """Return the document with the typography of its texts set; workbooks, mails and agendas are left as they are."""
    return replace(
        piece, contenu=_contenu(piece.contenu), titre=typographie(piece.titre), source=typographie(piece.source)
    )


def _contenu(c: Contenu) -> Contenu:
    if isinstance(c, Page):
        return replace(
            c, titre=typographie(c.titre), blocs=tuple(map(_bloc, c.blocs)), reference=typographie(c.reference)
        )
    if isinstance(c, DocumentCommercial):
        emetteur = replace(c.emetteur, mention_legale=typographie(c.emetteur.mention_legale))
        return replace(
            c,
            emetteur=emetteur,
            mentions=tuple(map(typographie, c.mentions)),
            manuscrit=tuple(map(typographie, c.manuscrit)),
            conditions=tuple(replace(x, valeur=_valeur(x.valeur)) for x in c.conditions),
        )
    return c


def _valeur(v: Valeur) -> Valeur:
    return typographie(v) if isinstance(v, str) else v


def _bloc(b: Bloc) -> Bloc:
    if isinstance(b, (Titre, Paragraphe)):
        return replace(b, texte=typographie(b.texte))
    if isinstance(b, Liste):
        return replace(b, elements=tuple(map(typographie, b.elements)))
    if isinstance(b, Encadre):
        return replace(b, titre=typographie(b.titre), blocs=tuple(map(_bloc, b.blocs)))
    if isinstance(b, Tableau):
        return replace(
            b, legende=typographie(b.legende), lignes=tuple(tuple(map(_valeur, ligne)) for ligne in b.lignes)
        )
    return b

"""What the typst templates read: every value of a pièce as the text that is printed. Nothing is computed here.

The headings of the tables are a contract with the readers of `controle`: change one, and change it there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from functools import singledispatch
from typing import Any

from generator.epreuve.pieces.contenus import (
    Bloc,
    Champ,
    Colonne,
    Couverture,
    Dessin,
    DocumentCommercial,
    Encadre,
    Genre,
    LigneDocument,
    Liste,
    Page,
    Paragraphe,
    Partie,
    Question,
    SautPage,
    Tableau,
    Titre,
    Valeur,
)
from generator.fabrication import charte as dessins
from generator.monde.faits import CharteGraphique
from generator.textes import FINE, INSECABLE, date_courte, euros, nombre, pluriel, pourcent

Donnees = dict[str, Any]
_TITRES = {"numero": "N°", "reference": "Référence", "designation": "Désignation", "quantite": "Quantité",
           "livree": "Livrée", "reliquat": "Reliquat", "unite": "Unité", "prix": "PU HT", "remise": "Remise",
           "montant": "Montant HT", "tva": "TVA"}
_TITRES_PAR_GENRE = {("bon_livraison", "quantite"): "Commandée", ("bon_reception", "quantite"): "Commandée",
                     ("bon_reception", "livree"): "Reçue"}
_A_GAUCHE = frozenset({"reference", "designation", "unite"})
_CHIFFRES = frozenset({"nombre", "montant", "pourcentage", "entier"})
_SIGNE = re.compile(r"(?i)bon pour|lu et approuv|sign|reçu|pour accord")
_FOURNISSEUR = frozenset({"commande_fournisseur", "bon_reception"})


# --- Values ----------------------------------------------------------------------------------------------------------


def prix(valeur: Decimal) -> str:
    """Write a price or an amount of a line: two decimals, more when it has more, no sign of currency."""
    exposant = valeur.as_tuple().exponent
    return nombre(valeur, max(2, -exposant if isinstance(exposant, int) else 2))


def _decimal(valeur: Decimal | int, genre: Genre) -> str:
    if genre == "montant":
        return euros(valeur) if round(Decimal(valeur), 2) == valeur else f"{prix(Decimal(valeur))}{INSECABLE}€"
    return pourcent(valeur) if genre == "pourcentage" else nombre(valeur)


def ecrit(valeur: Valeur, genre: Genre = "texte") -> str:
    """Write a value as it is printed, by its kind; None is an empty text, a text stays as it is."""
    if valeur is None:
        return ""
    if isinstance(valeur, datetime):
        return f"{date_courte(valeur)} à {valeur.hour}{INSECABLE}h{INSECABLE}{valeur:%M}"
    if isinstance(valeur, date):
        return date_courte(valeur)
    return valeur if isinstance(valeur, str) else _decimal(valeur, genre)


# --- Commercial documents --------------------------------------------------------------------------------------------


def titre_colonne(doc: DocumentCommercial, code: str) -> str:
    """Return the printed heading of a column of lines. Raises KeyError for an unknown code."""
    return _TITRES_PAR_GENRE.get((doc.genre, code), _TITRES[code])


def _cellule(ligne: LigneDocument, code: str) -> str:
    valeur = getattr(ligne, code)
    if valeur is None or isinstance(valeur, str):
        return valeur or ""
    if code in {"prix", "montant"}:
        return prix(valeur)
    return pourcent(valeur) if code in {"remise", "tva"} else nombre(valeur)


def _lignes(doc: DocumentCommercial) -> Donnees:
    return {"colonnes": [{"code": c, "titre": titre_colonne(doc, c), "gauche": c in _A_GAUCHE} for c in doc.colonnes],
            "rangs": [{"cellules": [_cellule(ligne, c) for c in doc.colonnes], "remarque": ligne.remarque}
                      for ligne in doc.lignes],
            "montants": any(c in {"prix", "montant"} for c in doc.colonnes)}


def _partie(partie: Partie, titre: str) -> Donnees:
    return {"titre": titre, "nom": partie.nom, "adresse": list(partie.adresse),
            "identifiants": [list(i) for i in partie.identifiants], "contact": [list(c) for c in partie.contact],
            "mention": partie.mention_legale}


def titre_destinataire(doc: DocumentCommercial) -> str:
    """Return the heading above the addressee: « Client », « Fournisseur » or « Destinataire »."""
    if doc.genre in _FOURNISSEUR or (doc.genre == "commande" and not doc.emetteur_firme):
        return "Fournisseur"
    return "Destinataire" if doc.genre in {"bon_livraison", "bon_retour"} else "Client"


def _champs(champs: Sequence[Champ]) -> list[Donnees]:
    codes = {c.code for c in champs}
    somme = "net_a_payer" if "net_a_payer" in codes else "total_ttc"
    return [{"code": c.code, "libelle": c.libelle, "valeur": ecrit(c.valeur, c.genre), "fort": c.code == somme}
            for c in champs]


def numero_imprime(doc: DocumentCommercial) -> str:
    """Return the number as the header fields print it, else the document's own."""
    return next((ecrit(c.valeur) for c in doc.entete if c.code == "numero"), doc.numero)


def document(doc: DocumentCommercial, charte: CharteGraphique) -> Donnees:
    """Return what document.typ reads, in the firm's charte or in that of the issuer."""
    portee = charte if doc.emetteur_firme else dessins.charte_neutre(doc.emetteur.nom)
    return {
        "charte": donnees_charte(portee), "titre": doc.titre, "numero": numero_imprime(doc),
        "numero_dit": any(c.code == "numero" for c in doc.entete), "emetteur": _partie(doc.emetteur, ""),
        "destinataire": _partie(doc.destinataire, titre_destinataire(doc)),
        "livraison": _partie(doc.livraison, "Adresse de livraison") if doc.livraison else None,
        "entete": _champs(doc.entete), "lignes": _lignes(doc),
        "tva": [[pourcent(t.taux), euros(t.base), euros(t.montant)] for t in doc.tva],
        "totaux": _champs(doc.totaux), "conditions": _champs(doc.conditions), "mentions": list(doc.mentions),
        "signature": doc.signature, **_manuscrit(doc)}


def _manuscrit(doc: DocumentCommercial) -> Donnees:
    """Return the handwritten notes: those that go inside the signature box, with a scribble, and the others."""
    signe = [n for n in doc.manuscrit if doc.signature and _SIGNE.match(n)]
    return {"signe": signe, "notes": [n for n in doc.manuscrit if n not in signe],
            "paraphe": dessins.paraphe(signe[0]) if signe else ""}


def donnees_charte(charte: CharteGraphique) -> Donnees:
    """Return the charte with its logo drawn and its inks chosen."""
    return asdict(charte) | {
        "svg": dessins.logo(charte), "encre": dessins.encre(charte.principale),
        "lisible": dessins.lisible(charte.principale), "accent": dessins.lisible(charte.secondaire)}


# --- Pages of blocks -------------------------------------------------------------------------------------------------


@singledispatch
def bloc(b: Bloc) -> Donnees:
    """Return a block as the templates read it. Raises TypeError for a block of no known kind."""
    raise TypeError(f"bloc inconnu : {type(b).__name__}")


@bloc.register
def _(b: Titre) -> Donnees:
    return {"bloc": "titre", "texte": b.texte, "niveau": b.niveau}


@bloc.register
def _(b: Paragraphe) -> Donnees:
    return {"bloc": "paragraphe", "texte": b.texte, "style": b.style}


@bloc.register
def _(b: Liste) -> Donnees:
    return {"bloc": "liste", "elements": list(b.elements), "numerotee": b.numerotee}


@bloc.register
def _(b: Dessin) -> Donnees:
    return {"bloc": "dessin", "svg": dessins.svg_verifie(b.svg), "alt": b.alt, "largeur": b.largeur_mm}


@bloc.register
def _(_b: SautPage) -> Donnees:
    return {"bloc": "saut"}


@bloc.register
def _(b: Couverture) -> Donnees:
    return {"bloc": "couverture", "avant": list(b.avant), "titre": b.titre, "apres": list(b.apres)}


@bloc.register
def _(b: Question) -> Donnees:
    points = "" if b.points is None else f"({pluriel(b.points, 'point')})"
    return {"bloc": "question", "numero": b.numero, "texte": b.texte, "points": points}


@bloc.register
def _(b: Encadre) -> Donnees:
    return {"bloc": "encadre", "titre": b.titre, "blocs": [bloc(x) for x in b.blocs]}


def _colonne(colonne: Colonne) -> Donnees:
    return {"titre": colonne.titre, "largeur": colonne.largeur, "droite": colonne.genre in _CHIFFRES}


@bloc.register
def _(b: Tableau) -> Donnees:
    return {"bloc": "tableau", "colonnes": [_colonne(c) for c in b.colonnes], "legende": b.legende,
            "rangs": [[ecrit(v, c.genre) for v, c in zip(rang, b.colonnes, strict=True)] for rang in b.lignes]}


def page(p: Page, charte: CharteGraphique) -> Donnees:
    """Return what page.typ reads; the page's title is printed unless its first block is a heading of level 1."""
    firme = p.emetteur == "firme"
    portee = charte if firme else dessins.charte_neutre(p.emetteur)
    tete = p.blocs[0] if p.blocs else None
    return {"charte": donnees_charte(portee), "titre": p.titre, "emetteur": portee.raison_sociale, "firme": firme,
            "reference": p.reference, "titre_dit": isinstance(tete, Titre) and tete.niveau == 1,
            "blocs": [bloc(b) for b in p.blocs]}


def epreuve(titre: str, blocs: Sequence[Bloc], pied: tuple[str, str]) -> Mapping[str, Any]:
    """Return what epreuve.typ reads."""
    return {"titre": titre, "blocs": [bloc(b) for b in blocs], "pied": list(pied), "fine": FINE}

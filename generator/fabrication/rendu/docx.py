"""Word documents: pages and commercial documents of the firm (editable copies) here; the paper in docx_epreuve.

What a commercial document prints comes from pdf_donnees, so that its two forms say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from generator.epreuve.pieces.contenus import DocumentCommercial, Page, Titre
from generator.fabrication import charte as chartes
from generator.fabrication.rendu import docx_blocs, docx_styles, docx_xml, pdf_donnees
from generator.fabrication.rendu.docx_blocs import DROITE, Couleurs, espace, libelle
from generator.fabrication.rendu.docx_epreuve import Redaction, epreuve, redactions
from generator.fabrication.rendu.docx_xml import Cellule, Document, paragraphe, passage, riche
from generator.monde.faits import CharteGraphique

__all__ = ["Redaction", "document", "epreuve", "page", "redactions"]

Donnees = dict[str, Any]
_AUCUN = docx_xml.bordures(cotes=())
_FOND = "F4F4F4"
_GRIS = '<w:color w:val="595959"/>'


def page(contenu: Page, charte: CharteGraphique, horodatage: datetime) -> bytes:
    """Write a page (procedure, note, technical sheet…) in the charte of its issuer, « firme » or another."""
    charte = charte if contenu.emetteur == "firme" else chartes.charte_neutre(contenu.emetteur)
    doc = Document(docx_styles.feuille(docx_styles.allure(charte)))
    tete = contenu.blocs[0] if contenu.blocs else None
    doc.corps.append(_papier(doc, charte, (), paragraphe(riche(contenu.reference), "Note", DROITE)))
    if not (isinstance(tete, Titre) and tete.niveau == 1):  # else that heading is the title
        doc.corps.append(paragraphe(riche(contenu.titre), "Titre"))
    doc.corps.append(docx_blocs.ecrit(doc, contenu.blocs, _couleurs(charte)))
    return doc.octets(horodatage, contenu.titre, _pied(charte.raison_sociale))


def _couleurs(charte: CharteGraphique) -> Couleurs:
    return Couleurs(charte.principale.lstrip("#"), chartes.encre(charte.principale).lstrip("#"), "BFBFBF")


def _pied(gauche: str) -> str:
    """Return a footer of two cells: who issues the document, « Page x sur N »."""
    droite = paragraphe(docx_xml.page_sur(), "PiedPage", DROITE)
    cellules = [Cellule(paragraphe(passage(gauche), "PiedPage")), Cellule(droite)]
    largeurs = docx_xml.repartit((82, 18))
    traits = docx_xml.bordures("BFBFBF", 4, ("top",))
    return docx_xml.table([docx_xml.ligne(cellules, largeurs)], largeurs, traits, (60, 0)) + espace(20)


def _papier(doc: Document, charte: CharteGraphique, lignes: Sequence[str], droite: str) -> str:
    """Return the letterhead: logo, name and lines at the left, paragraphs at the right, a rule in the firm's colour."""
    image = doc.image(docx_blocs.png(chartes.logo(charte)), f"Logo de {charte.raison_sociale}", 17)
    couleur = f'<w:color w:val="{chartes.lisible(charte.principale).lstrip("#")}"/>'
    textes = paragraphe(passage(charte.raison_sociale, f'<w:b/>{couleur}<w:sz w:val="28"/>'), "Cellule",
                        '<w:spacing w:after="40"/>')
    textes += "".join(paragraphe(passage(t, _GRIS), "Cellule") for t in lignes)
    largeurs = docx_xml.repartit((12, 47, 41))
    cellules = [Cellule(contenu, verticale="center") for contenu in (paragraphe(image, "Cellule"), textes, droite)]
    traits = docx_xml.bordures(charte.secondaire.lstrip("#"), 12, ("bottom",))
    return docx_xml.table([docx_xml.ligne(cellules, largeurs)], largeurs, traits, (80, 0)) + espace(240)


# --- Commercial documents --------------------------------------------------------------------------------------------


def document(contenu: DocumentCommercial, charte: CharteGraphique, horodatage: datetime,
             annotations: Sequence[str] = ()) -> bytes:
    """Write the editable copy of a commercial document, in the firm's charte or, for another's, in a neutral one.

    `annotations` are added at the end, in handwriting: those of the model copy.
    """
    d = pdf_donnees.document(contenu, charte)
    charte = charte if contenu.emetteur_firme else chartes.charte_neutre(contenu.emetteur.nom)
    doc = Document(docx_styles.feuille(docx_styles.allure(charte)))
    couleurs = _couleurs(charte)
    emetteur = d["emetteur"]
    champs = paragraphe(passage(d["titre"]), "Titre", DROITE) + "".join(
        paragraphe(passage(f"{libelle(c['libelle'])} ") + passage(c["valeur"], "<w:b/>"), "Cellule", DROITE)
        for c in d["entete"])
    doc.corps += [_papier(doc, charte, [*emetteur["adresse"], *_dits(emetteur)], champs), _parties(d),
                  _lignes(d["lignes"], couleurs), _pied_lignes(d, couleurs), *_fin(d),
                  *(paragraphe(riche(a), "Manuscrit") for a in annotations)]
    return doc.octets(horodatage, f"{d['titre']} {d['numero']}", _pied(emetteur["mention"] or emetteur["nom"]))


def _dits(partie: Donnees) -> list[str]:
    """Return the labelled lines of a party."""
    return [f"{libelle(k)} {v}" for k, v in (*partie["contact"], *partie["identifiants"])]


def _partie(partie: Donnees) -> str:
    lignes = [*partie["adresse"], *_dits(partie)]
    tete = paragraphe(passage(partie["titre"], _GRIS), "Cellule")
    tete += paragraphe(passage(partie["nom"], "<w:b/>"), "Cellule")
    return tete + "".join(paragraphe(passage(t), "Cellule") for t in lignes)


def _parties(d: Donnees) -> str:
    """Return the addressee at the right, and at its left the place of delivery when it is another."""
    gauche = Cellule(_partie(d["livraison"]), _FOND) if d["livraison"] else Cellule(paragraphe(style="Cellule"))
    largeurs = docx_xml.repartit((48, 4, 48))
    cellules = [gauche, Cellule(paragraphe(style="Cellule")), Cellule(_partie(d["destinataire"]), _FOND)]
    return docx_xml.table([docx_xml.ligne(cellules, largeurs)], largeurs, _AUCUN, (100, 140)) + espace(240)


def _lignes(lignes: Donnees, couleurs: Couleurs) -> str:
    """Return the table of lines, as wide as its words ask, what is left going to the designation."""
    colonnes, rangs = lignes["colonnes"], lignes["rangs"]
    textes = [[c["titre"], *(r["cellules"][n] for r in rangs)] for n, c in enumerate(colonnes)]
    souple = next((n for n, c in enumerate(colonnes) if c["code"] == "designation"), 0)
    largeurs = docx_blocs.largeurs_souples(textes, souple)
    cotes = ["" if c["gauche"] else DROITE for c in colonnes]
    tete = [docx_blocs.intitule(c["titre"], couleurs, cote) for c, cote in zip(colonnes, cotes, strict=True)]
    table = [docx_xml.ligne(tete, largeurs, entete=True)]
    for rang in rangs:
        cellules = [paragraphe(passage(t), "Cellule", cote) for t, cote in zip(rang["cellules"], cotes, strict=True)]
        if rang["remarque"]:
            cellules[souple] += paragraphe(passage(f"– {rang['remarque']}", "<w:i/>"), "Cellule")
        table.append(docx_xml.ligne(map(Cellule, cellules), largeurs))
    note = paragraphe(passage("Prix et montants en euros hors taxes."), "Note", DROITE) if lignes["montants"] else ""
    return docx_xml.table(table, largeurs, docx_xml.bordures(couleurs.trait)) + (note or espace(200))


def _pied_lignes(d: Donnees, couleurs: Couleurs) -> str:
    """Return the VAT table at the left and the totals at the right, in a table without rules."""
    gauche, droite = docx_xml.repartit((54, 46))
    traits, tva, totaux = docx_xml.bordures(couleurs.trait), "", ""
    if d["tva"]:
        largeurs = docx_xml.repartit((22, 39, 39), gauche - 400)
        rangs = [docx_xml.ligne([docx_blocs.intitule(t, couleurs, DROITE) for t in ("Taux", "Base HT", "Montant TVA")],
                                largeurs, entete=True)]
        rangs += [docx_xml.ligne([Cellule(paragraphe(passage(t), "Cellule", DROITE)) for t in r], largeurs)
                  for r in d["tva"]]
        tva = docx_xml.table(rangs, largeurs, traits)
    if d["totaux"]:
        largeurs = docx_xml.repartit((60, 40), droite)
        totaux = docx_xml.table([docx_xml.ligne(_total(c), largeurs) for c in d["totaux"]], largeurs, traits)
    if not tva and not totaux:
        return ""
    cellules = [Cellule(tva + espace(20)), Cellule(totaux + espace(20))]
    largeurs = [gauche, droite]
    return docx_xml.table([docx_xml.ligne(cellules, largeurs)], largeurs, _AUCUN, (0, 0)) + espace(200)


def _total(champ: Donnees) -> list[Cellule]:
    rpr, fond = ("<w:b/>", _FOND) if champ["fort"] else ("", "")
    return [Cellule(paragraphe(passage(champ["libelle"], rpr), "Cellule"), fond),
            Cellule(paragraphe(passage(champ["valeur"], rpr), "Cellule", DROITE), fond)]


def _fin(d: Donnees) -> list[str]:
    """Return the conditions, the mentions in small print, the handwritten notes, the frame to sign in."""
    suite = [paragraphe(passage(f"{libelle(c['libelle'])} ", "<w:b/>") + passage(c["valeur"]), "Cellule")
             for c in d["conditions"]]
    suite += [espace(160)] if suite else []
    suite += [paragraphe(riche(m), "Note", '<w:spacing w:after="40"/>') for m in d["mentions"]]
    suite += [paragraphe(riche(n), "Manuscrit") for n in d["notes"]]
    if d["signature"]:
        contenu = paragraphe(passage(d["signature"]), "Cellule")
        contenu += "".join(paragraphe(riche(n), "Manuscrit") for n in d["signe"])
        largeurs = docx_xml.repartit((54, 46))
        cellules = [Cellule(paragraphe(style="Cellule")), Cellule(contenu, bord="BFBFBF")]
        cadre = docx_xml.table([docx_xml.ligne(cellules, largeurs, hauteur=1500)], largeurs, _AUCUN)
        suite += [espace(200), cadre, espace(40)]
    return suite

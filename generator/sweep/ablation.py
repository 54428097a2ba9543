"""Two proofs of the sources. Ablation: without one document, solving loses exactly the answers whose sources cite it as
necessary. Metamorphosis: one parameter changed in a document moves only answers whose sources cite that document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.controle import cle as lecture_cle
from generator.controle.cle import AttenduLu, CorrigeLu
from generator.controle.lecture.dossier import DocumentLu, Dossier, TableLue
from generator.controle.solveurs.registre import Resolution, resout
from generator.controle.verification import compare
from generator.epreuve.assemblage import Sujet
from generator.epreuve.corrige.cle import corrige
from generator.epreuve.corrige.schema import Corrige
from generator.sweep.memoire import dossier


@dataclass(frozen=True)
class Epreuve:
    """A paper ready for the proofs: its reading, its key, and who cites what."""

    dossier: Dossier
    corrige: Corrige
    lu: CorrigeLu

    def citent(self, numero: str, role: str | None = None) -> set[str]:
        """Return the answers (of the kinds that are solved again) whose sources cite a document."""
        return {
            a.id
            for a in self.corrige.attendus
            if a.verification != "attestee"
            and a.type != "redaction"
            and any(s.document == numero and role in (None, s.role) for s in a.sources)
        }


def prepare(sujet: Sujet) -> Epreuve:
    """Read a paper in memory."""
    c = corrige(sujet, "preuve")
    return Epreuve(dossier(sujet), c, lecture_cle.de_donnees(c.model_dump(exclude_none=True)))


def changees(epreuve: Epreuve, autre: Dossier) -> set[str]:
    """Return the answers that are no longer found, or no longer the same, when solving another reading."""
    rapport = compare(epreuve.lu, autre, _resout(autre))
    resolus = {a.id for a in epreuve.lu.attendus if _resoluble(a)}
    return {ligne.id for ligne in rapport.lignes if ligne.ecarts and ligne.id in resolus}


def _resout(d: Dossier) -> Resolution:
    return resout(d)


def _resoluble(a: AttenduLu) -> bool:
    return a.exact and a.verification != "attestee"


def sans(d: Dossier, numero: str) -> Dossier:
    """Return the reading without one document."""
    return replace(d, documents=tuple(x for x in d.documents if x.numero != numero))


def ablation(sujet: Sujet) -> list[str]:
    """Take each document away in turn; return what does not agree with the sources, as sentences."""
    e = prepare(sujet)
    fautes = []
    for document in e.dossier.documents:
        perdues, attendues = changees(e, sans(e.dossier, document.numero)), e.citent(document.numero, "necessaire")
        fautes += [
            f"sans {document.fichier} : {i} est encore trouvée, alors qu’elle le cite comme nécessaire"
            for i in sorted(attendues - perdues)
        ]
        fautes += [
            f"sans {document.fichier} : {i} est perdue, alors qu’elle ne le cite pas comme nécessaire"
            for i in sorted(perdues - attendues)
        ]
    return fautes


# --- Metamorphosis ---------------------------------------------------------------------------------------------------

ECHANGES = (
    ("à partir de", "au-delà de"),
    ("inférieur ou égal", "strictement inférieur"),
    ("remise quantité puis remise client, l’une après l’autre", "seule la remise la plus élevée s’applique"),
    ("total HT des lignes, remises déduites", "total HT des lignes, avant remises"),
    (
        "fin du mois de la facture, puis ajout des jours",
        "ajout des jours à la date de la facture, puis fin du mois atteint",
    ),
    (
        "premier départ strictement après le jour de préparation",
        "départ du jour de préparation s’il y en a un, sinon premier départ suivant",
    ),
    ("prix du devis ; remise quantité recalculée sur la nouvelle quantité", "prix et remise du devis, inchangés"),
    ("facturé en entier avec la première livraison", "facturé en entier avec la dernière livraison"),
    ("jour ouvré qui suit la livraison", "jour de la livraison"),
    (
        "déduit en totalité de la première facture",
        "déduit en proportion : acompte TTC × HT des lignes livrées ÷ HT des lignes commandées",
    ),
    ("retenue des conditions générales de vente, sur le prix net HT", "aucune retenue"),
    ("ne compte pas", "vaut absence"),
    ("échéance atteinte ou dépassée", "échéance dépassée"),
)
"""Pairs of phrases of the closed vocabulary that stand for one another."""


@dataclass(frozen=True)
class Mutation:
    """A parameter changed: document, rule, value before and after, answers that moved, those that cite the document."""

    document: str
    regle: str
    avant: str
    apres: str
    changees: frozenset[str]
    citent: frozenset[str]


def mutations(valeur: str) -> Iterator[str]:
    """Yield what a rule's value may become: another operator, a number one bigger."""
    for un, deux in ECHANGES:
        if un in valeur:
            yield valeur.replace(un, deux)
        elif deux in valeur:
            yield valeur.replace(deux, un)
    if m := re.search(r"\d+", valeur):
        yield f"{valeur[: m.start()]}{int(m[0]) + 1}{valeur[m.end() :]}"


def metamorphoses(sujet: Sujet) -> Iterator[Mutation]:
    """Change each parameter of each « Règle | Valeur » table in turn."""
    e = prepare(sujet)
    for document in e.dossier.documents:
        for t, table in enumerate(document.tables):
            if table.entetes != ("Règle", "Valeur"):
                continue
            for rang, ligne in enumerate(table.lignes):
                for apres in mutations(ligne["Valeur"]):
                    autre = _avec(e.dossier, document, t, _mute(table, rang, apres))
                    yield Mutation(
                        document.fichier,
                        ligne["Règle"],
                        ligne["Valeur"],
                        apres,
                        frozenset(changees(e, autre)),
                        frozenset(e.citent(document.numero)),
                    )


def _mute(table: TableLue, rang: int, valeur: str) -> TableLue:
    lignes = tuple({**ligne, "Valeur": valeur} if i == rang else ligne for i, ligne in enumerate(table.lignes))
    return replace(table, lignes=lignes)


def _avec(d: Dossier, document: DocumentLu, rang: int, table: TableLue) -> Dossier:
    tables = tuple(table if i == rang else t for i, t in enumerate(document.tables))
    neuf = replace(document, tables=tables)
    return replace(d, documents=tuple(neuf if x is document else x for x in d.documents))

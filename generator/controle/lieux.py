"""Where an anomaly may be named: its own place, or another that bears it as well (other side of a mismatch, total that follows).

Named twice, it counts once; a look-alike taken for an anomaly is told as such. At another place than its own, the value
that the candidate reads must be the one that the document bears there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.controle import comparaison
from generator.controle.cle import AttenduLu, CorrigeLu
from generator.controle.lecture.dossier import DocumentLu
from generator.controle.lecture.valeurs import compact, normalise

Rang = Mapping[str, str]
CLE = frozenset({"document", "champ", "ligne"})
HORS_LIGNES = "0"
Lit = Callable[[str], DocumentLu | None]
"""Name of a document's file → the document, None when it cannot be read."""
COLONNES = {
    "Quantité": ("Quantité", "Commandée"),
    "Quantité livrée ou reçue": ("Livrée", "Reçue"),
    "Prix unitaire HT": ("PU HT",),
    "Montant HT de la ligne": ("Montant HT",),
    "Taux de TVA": ("TVA",),
}
"""Field of the answer → headings of a table of lines, where they differ."""


class Lieux:
    """The places of the anomalies that one table lists."""

    def __init__(self, corrige: CorrigeLu, a: AttenduLu, lit: Lit = lambda _: None) -> None:
        """Gather the anomalies of a table keyed by document, field and row; none for another table."""
        self._lit = lit
        concerne = set(a.cle) == CLE
        self._anomalies = [x for x in corrige.anomalies if concerne and x.get("attendu") == a.id]
        self._leurres = [x for x in corrige.leurres if self._anomalies and x.get("mission") == a.mission]
        self._attendus = list(a.valeur) if self._anomalies else []

    def rattache(self, rang: Rang) -> Iterator[tuple[Mapping[str, Any], bool]]:
        """Yield the expected rows that a row may stand for, and whether it names their own place (a row left blank is « 0 »)."""
        for attendu in self._attendus:
            if comparaison.textes_egaux(str(attendu["document"]), rang.get("document", "")) and _meme(attendu, rang):
                yield attendu, True
        for anomalie in self._anomalies:
            attendu = self._attendu_de(anomalie)
            acceptes = [lieu for lieu in anomalie.get("lieux_acceptes") or () if _la(lieu, rang)]
            if attendu is not None and any(self._lu_la(lieu, rang) for lieu in acceptes):
                yield attendu, False

    def _lu_la(self, lieu: Mapping[str, Any], rang: Rang) -> bool:
        """Say whether a row reads at a place what stands there, and expects something else; true where that cannot be told."""
        lu, vrai = rang.get("releve", ""), rang.get("attendu", "")
        if "releve" not in rang or "attendu" not in rang or comparaison.textes_egaux(lu, vrai):
            return False
        document = self._lit(str(lieu.get("fichier", "")))
        imprimees = _imprimees(document, str(lieu.get("champ", "")), _ligne(lieu.get("ligne"))) if document else []
        return not imprimees or any(comparaison.egal("montant", i or "0", lu) for i in imprimees)

    def leurre(self, rang: Rang) -> str:
        """Return why a place is right, when it is that of a look-alike; else nothing."""
        return next((str(x["raison"]) for x in self._leurres if _la(x["lieu"], rang)), "")

    def _attendu_de(self, anomalie: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the expected row of an anomaly."""
        lieu = anomalie["lieu"]
        return next((r for r in self._attendus if _la(lieu, {k: str(v) for k, v in r.items()})), None)


def _ligne(texte: object) -> str:
    return str(texte or "").strip() or HORS_LIGNES


def _meme(attendu: Mapping[str, Any], rang: Rang) -> bool:
    return normalise(str(attendu["champ"])) == normalise(rang.get("champ", "")) and comparaison.egal(
        "nombre", _ligne(attendu["ligne"]), _ligne(rang.get("ligne"))
    )


def _la(lieu: Mapping[str, Any], rang: Rang) -> bool:
    """Say whether a row names a place: the document by its number at the end of the file's name, its field, its row."""
    fichier = compact(PurePosixPath(str(lieu.get("fichier", ""))).stem)
    mots = rang.get("document", "").split()
    return (
        bool(mots)
        and fichier.endswith(compact(mots[-1]))
        and _meme({"champ": lieu.get("champ", ""), "ligne": lieu.get("ligne", "")}, rang)
    )


def _imprimees(document: DocumentLu, champ: str, ligne: str) -> list[str]:
    """Return what a document bears in a field: of a row, or outside of rows; none when it has no such field."""
    if ligne == HORS_LIGNES:
        return [v for n, v in document.champs if normalise(n) == normalise(champ)]
    noms = COLONNES.get(champ, (champ,))
    return [li[n] for t in document.tables for li in t.lignes if li.get("N°") == ligne for n in noms if n in li]

"""The handwritten notes on a devis that came back: a closed set of forms, and who initialled them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.dossier import DocumentLu, Introuvable
from generator.controle.solveurs.regles import Regles

_PARAPHES = r"Paraphes? [^()]+ \((?P<un>[^()]+)\)(?: et [^()]+ \((?P<deux>[^()]+)\))?"
_QUANTITES = (
    r"Ligne (?P<ligne>\d+), (?P<apres>\d+) au lieu de (?P<avant>\d+)\.",
    r"Ligne (?P<ligne>\d+), passer de (?P<avant>\d+) à (?P<apres>\d+)\.",
    r"Ligne (?P<ligne>\d+), (?P<avant>\d+) devient (?P<apres>\d+)\.",
    r"Ligne (?P<ligne>\d+), quantité (?P<apres>\d+) et non (?P<avant>\d+)\.",
)
_ADRESSE = (
    r"(?:Livrer au|Livraison à faire au|Livraison demandée au|Merci de livrer au) "
    r"(?P<rue>(?:(?!Paraphe).)+?), (?P<ville>\d{5} (?:(?!Paraphe).)+?)\."
)
_REGLE, _CLIENT = "Modification manuscrite", "client"


@dataclass(frozen=True)
class Note:
    """A note: a line's new quantity (and the old one that it quotes), or another address; who initialled it."""

    signataires: frozenset[str]
    ligne: str = ""
    avant: Decimal | None = None
    apres: Decimal | None = None
    adresse: tuple[str, str] | None = None

    @property
    def deux_parties(self) -> bool:
        """True when the client and the firm initialled it."""
        return _CLIENT in self.signataires and len(self.signataires) > 1


def notes(devis: DocumentLu, regles: Regles) -> list[Note]:
    """Return the notes that count, by the firm's rule. Raises Introuvable for a note or a rule in unknown words."""
    regles.exige(_REGLE, "valable avec les paraphes du client et de l’entreprise, sinon sans effet")
    texte = re.sub(r"(?<=\w)-\n", "-", devis.texte).replace("\n", " ")
    lues = list(_lues(texte))
    if len(lues) != len(re.findall(r"\bParaphes?\b", texte)):
        raise Introuvable(f"note manuscrite en termes inconnus dans {devis.fichier}")
    return [n for n in lues if n.deux_parties]


def _lues(texte: str) -> Iterator[Note]:
    for motif in _QUANTITES:
        for m in re.finditer(f"{motif} {_PARAPHES}", texte):
            yield Note(_signataires(m), ligne=m["ligne"], avant=Decimal(m["avant"]), apres=Decimal(m["apres"]))
    for m in re.finditer(f"{_ADRESSE} {_PARAPHES}", texte):
        yield Note(_signataires(m), adresse=(m["rue"], m["ville"]))


def _signataires(m: re.Match[str]) -> frozenset[str]:
    return frozenset(p for p in (m["un"], m["deux"]) if p)

"""The handwritten notes on a devis that came back: a closed set of forms, and who initialled them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.dossier import DocumentLu, Introuvable
from generator.controle.solveurs.regles import Regles

_PARAPHES = r"Paraphes? : (?P<paraphes>[^()]+\(client\)(?:, [^()]+\([^()]+\))?)"
_QUANTITES = (r"Ligne (?P<ligne>\d+) : (?P<apres>\d+) au lieu de (?P<avant>\d+)\.",
              r"Ligne (?P<ligne>\d+) : passer de (?P<avant>\d+) à (?P<apres>\d+)\.",
              r"Ligne (?P<ligne>\d+) : (?P<avant>\d+) devient (?P<apres>\d+)\.",
              r"Ligne (?P<ligne>\d+) : quantité (?P<apres>\d+), et non (?P<avant>\d+)\.")
_ADRESSE = (r"(?:Livrer au|Livraison à faire au|Adresse de livraison :|Merci de livrer au) "
            r"(?P<rue>(?:(?!Paraphe)[^.])+), (?P<ville>\d{5} [^.]+?)\.?")
_REGLE = "Modification manuscrite"


@dataclass(frozen=True)
class Note:
    """A note: a line's new quantity (and the old one that it quotes), or another address; whether the firm initialled it too."""

    ligne: str = ""
    avant: Decimal | None = None
    apres: Decimal | None = None
    adresse: tuple[str, str] | None = None
    deux_paraphes: bool = False


def notes(devis: DocumentLu, regles: Regles) -> list[Note]:
    """Return the notes that count, by the firm's rule. Raises Introuvable for a note or a rule in unknown words."""
    regles.exige(_REGLE, "valable avec les paraphes du client et de l’entreprise, sinon sans effet")
    texte = " ".join(devis.lignes)
    lues = []
    for motif in (*_QUANTITES, _ADRESSE):
        for m in re.finditer(f"{motif} {_PARAPHES}", texte):
            groupes = m.groupdict()
            deux = groupes["paraphes"].count("(") > 1
            if "ligne" in groupes:
                lues.append(Note(m["ligne"], Decimal(m["avant"]), Decimal(m["apres"]), deux_paraphes=deux))
            else:
                lues.append(Note(adresse=(m["rue"], m["ville"]), deux_paraphes=deux))
    if len(lues) != len(re.findall(r"Paraphes? :", texte)):
        raise Introuvable(f"note manuscrite en termes inconnus dans {devis.fichier}")
    return [n for n in lues if n.deux_paraphes]

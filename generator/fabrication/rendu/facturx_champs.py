"""What a printed invoice says, for its XML: fields found by code, identifiers found in the printed labels.

Codes read — entete: numero, date, date_livraison, commande_client (BT-13), reference_commande (BT-14),
reference_livraison (BT-16), reference_facture with date_facture (BT-25, BT-26; several numbers apart by commas; « F1 du
02/10/2026 » also holds its date). totaux: total_lignes, remise, port (with taux_port, in %), total_ht, total_tva,
total_ttc, acompte, net_a_payer. conditions: echeance, delai_paiement, penalites (note PMD), indemnite (PMT), escompte
(AAB), iban, bic, mode; an absent note is « sans objet » on a credit note and for a consumer. A party's SIRET, SIREN,
VAT number and service code (BT-10) are those of its printed `identifiants`; its fields serve where it prints none.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from generator.epreuve.pieces.contenus import Champ, DocumentCommercial, Partie, Valeur
from generator.fabrication.rendu.pdf_donnees import ecrit

_DATE = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")
_RCS = re.compile(r"(\d{3}[\s\u00a0\u202f]?\d{3}[\s\u00a0\u202f]?\d{3})[\s\u00a0\u202f]+RCS")
_ZERO = Decimal(0)


def champ(doc: DocumentCommercial, code: str) -> Champ | None:
    """Return the field of that code, in the header, the totals or the conditions."""
    return next((c for c in (*doc.entete, *doc.totaux, *doc.conditions) if c.code == code), None)


def valeur(doc: DocumentCommercial, code: str) -> Valeur:
    """Return the value of that field, None when it is not printed."""
    trouve = champ(doc, code)
    return trouve.valeur if trouve else None


def texte(doc: DocumentCommercial, code: str) -> str:
    """Return the field as printed, empty when it is not."""
    trouve = champ(doc, code)
    return ecrit(trouve.valeur, trouve.genre) if trouve else ""


def montant(doc: DocumentCommercial, code: str) -> Decimal | None:
    """Return the amount (€) of that field."""
    v = valeur(doc, code)
    return Decimal(v) if isinstance(v, (int, Decimal)) else None


def jour(v: Valeur) -> date | None:
    """Return the date that a value holds, the first one when it is a text."""
    if isinstance(v, datetime):
        return v.date()
    if isinstance(v, date):
        return v
    lu = _DATE.search(v) if isinstance(v, str) else None
    return date(int(lu[3]), int(lu[2]), int(lu[1])) if lu else None


def phrase(doc: DocumentCommercial, code: str) -> str:
    """Return label and value of a printed field, as a sentence of the notes; empty when it is not printed."""
    trouve = champ(doc, code)
    return f"{trouve.libelle} : {ecrit(trouve.valeur, trouve.genre)}" if trouve else ""


def factures_citees(doc: DocumentCommercial) -> list[tuple[str, date | None]]:
    """Return the invoices that the document cites: number, date when it is printed."""
    cite = texte(doc, "reference_facture")
    commune = jour(valeur(doc, "date_facture"))
    morceaux = [m.strip() for m in re.split(r",|\bet\b", cite) if m.strip()]
    return [(m.split()[0], jour(m) or commune) for m in morceaux]


# --- Parties ---------------------------------------------------------------------------------------------------------


def _chiffres(v: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", v)


def _imprime(partie: Partie, marque: str) -> str:
    return next((_chiffres(v) for nom, v in partie.identifiants if marque in nom.upper()), "")


def siret(partie: Partie) -> str:
    """Return the SIRET as printed; the record's when the party prints no identifier."""
    return _imprime(partie, "SIRET") or ("" if partie.identifiants else partie.siret)


def siren(partie: Partie) -> str:
    """Return the SIREN as printed (alone, in the SIRET, before « RCS »); the record's when nothing is printed."""
    rcs = _RCS.search(partie.mention_legale)
    lu = _imprime(partie, "SIREN") or siret(partie)[:9] or (_chiffres(rcs[1]) if rcs else "")
    return lu or ("" if partie.identifiants else partie.siren)


def code_service(partie: Partie) -> str:
    """Return the service code of a public buyer (BT-10), as printed."""
    return next((v for nom, v in partie.identifiants if "SERVICE" in nom.upper()), "")


def tva(partie: Partie) -> str:
    """Return the VAT number as printed; the record's when the party prints no identifier."""
    return _imprime(partie, "TVA") or ("" if partie.identifiants else partie.tva)


def rue(partie: Partie) -> tuple[str, ...]:
    """Return the lines of the address above postcode and town."""
    fin = f"{partie.code_postal} {partie.ville}".strip()
    return tuple(a for a in partie.adresse if fin not in {"", a.strip()})[:3] if fin else partie.adresse[:3]


# --- VAT -------------------------------------------------------------------------------------------------------------


def taux_ligne(doc: DocumentCommercial, taux: Decimal | None) -> Decimal:
    """Return the rate (%) of a line: its own, else the only one of the VAT table, else nought."""
    if taux is not None:
        return taux
    return doc.tva[0].taux if doc.tva else _ZERO


def taux_port(doc: DocumentCommercial) -> Decimal:
    """Return the rate (%) of the carriage: printed, else that whose base holds it with its lines, else the highest."""
    dit, port = montant(doc, "taux_port"), montant(doc, "port") or _ZERO
    if dit is not None:
        return dit
    for t in doc.tva:
        lignes = sum(((x.montant or _ZERO) for x in doc.lignes if taux_ligne(doc, x.tva) == t.taux), _ZERO)
        if t.base == lignes + port:
            return t.taux
    return max((t.taux for t in doc.tva), default=_ZERO)


def parts_remise(doc: DocumentCommercial) -> list[tuple[Decimal, Decimal]]:
    """Return the discount on the whole by rate (%, €): in proportion to the lines, the last rate takes the rest."""
    reste = abs(montant(doc, "remise") or _ZERO)
    bases: dict[Decimal, Decimal] = {}
    for ligne in doc.lignes:
        taux = taux_ligne(doc, ligne.tva)
        bases[taux] = bases.get(taux, _ZERO) + (ligne.montant or _ZERO)
    total, parts = sum(bases.values(), _ZERO), []
    remise = reste
    for rang, (taux, base) in enumerate(sorted(bases.items()), 1):
        part = reste if rang == len(bases) or not total else round(remise * base / total, 2)
        reste -= part
        parts.append((taux, part))
    return [p for p in parts if p[1]]

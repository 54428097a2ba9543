"""Identifiers with right check digits, in ranges that belong to nobody (domain/ventes.md § 1).

SIREN: 000 001 000 to 000 324 999, below the smallest number of the public Sirene file. IBAN: bank code 99999, unallocated
as far as known. Telephones: the ranges that ARCEP keeps for audiovisual works (décision 2018-0881).
"""

from __future__ import annotations

INDICATIFS = {
    "01": "01 99 00",
    "02": "02 61 91",
    "03": "03 53 01",
    "04": "04 65 71",
    "05": "05 36 49",
    "06": "06 39 98",
}
_DOM_EST = {
    "08",
    "10",
    "21",
    "25",
    "39",
    "51",
    "52",
    "54",
    "55",
    "57",
    "58",
    "67",
    "68",
    "70",
    "71",
    "88",
    "89",
    "90",
    "02",
    "59",
    "60",
    "62",
    "80",
}
_OUEST = {
    "14",
    "18",
    "22",
    "27",
    "28",
    "29",
    "35",
    "36",
    "37",
    "41",
    "44",
    "45",
    "49",
    "50",
    "53",
    "56",
    "61",
    "72",
    "76",
    "85",
}
_SUD_EST = {
    "01",
    "03",
    "04",
    "05",
    "06",
    "07",
    "11",
    "13",
    "15",
    "26",
    "30",
    "34",
    "38",
    "42",
    "43",
    "48",
    "63",
    "66",
    "69",
    "73",
    "74",
    "83",
    "84",
    "2A",
    "2B",
}
_IDF = {"75", "77", "78", "91", "92", "93", "94", "95"}


def cle_luhn(chiffres: str) -> str:
    """Return the digit that makes `chiffres` + digit pass the Luhn check."""
    somme = 0
    for rang, c in enumerate(reversed(chiffres)):
        n = int(c) * (2 if rang % 2 == 0 else 1)
        somme += n - 9 if n > 9 else n
    return str(-somme % 10)


def siren(rang: int) -> str:
    """Return the SIREN of that rank (0 to 32399) of the fictional range. Raises ValueError outside it."""
    if not 0 <= rang < 32400:
        msg = f"rang de SIREN hors de la plage fictive : {rang}"
        raise ValueError(msg)
    base = f"{100 + rang:08d}"
    return base + cle_luhn(base)


def siret(siren_: str, etablissement: int = 1) -> str:
    """Return the SIRET of an establishment (1 to 9999) of that SIREN."""
    base = f"{siren_}{etablissement:04d}"
    return base + cle_luhn(base)


def tva(siren_: str) -> str:
    """Return the French VAT number of that SIREN (key = (12 + 3 × (SIREN mod 97)) mod 97)."""
    return f"FR{(12 + 3 * (int(siren_) % 97)) % 97:02d}{siren_}"


def iban(guichet: str, compte: str) -> str:
    """Return a French IBAN of the unallocated bank 99999: 5 digits of guichet, 11 of compte."""
    cle = 97 - (89 * 99999 + 15 * int(guichet) + 3 * int(compte)) % 97
    bban = f"99999{guichet}{compte}{cle:02d}"
    controle = 98 - int(f"{bban}152700") % 97
    return f"FR{controle:02d}{bban}"


def groupe(numero: str, taille: int = 3) -> str:
    """Write a number by groups: SIREN by 3, IBAN by 4."""
    return " ".join(numero[i : i + taille] for i in range(0, len(numero), taille))


def groupe_siret(numero: str) -> str:
    """Write a SIRET: three groups of 3, then the NIC of 5."""
    return f"{groupe(numero[:9])} {numero[9:]}"


def groupe_tva(numero: str) -> str:
    """Write a VAT number: FR and key, then the SIREN by 3."""
    return f"{numero[:4]} {groupe(numero[4:])}"


def zone(departement: str) -> str:
    """Return the telephone zone (« 01 » to « 05 ») of a département."""
    for code, departements in (("01", _IDF), ("02", _OUEST), ("03", _DOM_EST), ("04", _SUD_EST)):
        if departement in departements:
            return code
    return "05"


def telephone(zone_: str, quatre_chiffres: str) -> str:
    """Return a telephone number of the zone (« 01 » to « 06 ») kept for fiction, with its last four digits."""
    return f"{INDICATIFS[zone_]} {quatre_chiffres[:2]} {quatre_chiffres[2:]}"

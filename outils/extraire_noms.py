"""Write generator/donnees/prenoms.csv and noms.csv from Faker, mimesis and outils/noms_propres.csv.

    python outils/extraire_noms.py [--verifier]

Read nothing else of Faker nor mimesis: their towns, firms, numbers and addresses are wrong or real (parts.md § 9).
`noms_propres.csv` holds rows (sorte, role, origine, valeur), with sorte m, f (first names) or nom, and role:

- ajout: a name of ours;
- garde: a name of mimesis that is kept (its French list is Québécois for one half, and short of accents);
- exclu: a name never taken, whatever its source (both genders, famous, a brand, an accent missing, a common noun).

Of two names that sound alike (Mathieu, Matthieu; Gautier, Gauthier) only one stays: a doublet in a case is an anomaly
of the paper, never a chance. Surnames that are also first names, or towns, go. Diacritics that French civil registers
do not write are folded (Łukasz → Lukasz), as in the papers of those who bear these names in France.
The result is committed; run this again when the lock moves Faker or mimesis, and read the difference.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from faker.providers.person.fr_FR import Provider as FakerFr
from mimesis import Person
from mimesis.locales import Locale

RACINE = Path(__file__).resolve().parent.parent
DONNEES = RACINE / "generator" / "donnees"
ETAT_CIVIL = frozenset("àâäéèêëïîôöùûüÿçæœ")
SANS_DECOMPOSITION = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ø": "o", "Ø": "O", "ß": "ss"})
FORME = re.compile(r"^[A-ZÀ-ÖØ-ÞŒÆ][A-Za-zÀ-ÖØ-öø-ÿŒœÆæ]+(?:[ -][A-Za-zÀ-ÖØ-öø-ÿŒœÆæ]+)*$")
SONS = tuple(
    paire.split(">")
    for paire in "œ>oe bv>v dj>j ph>f th>t qu>c ck>c k>c q>c y>i w>v eau>o au>o ai>e ei>e oo>ou z>s j>g h>".split()  # noqa: SIM905
)
"""Spellings and what is heard, applied in this order."""


def plat(texte: str) -> str:
    """Return the text in lower case, without accents."""
    nu = unicodedata.normalize("NFD", texte.translate(SANS_DECOMPOSITION).lower())
    return "".join(c for c in nu if not unicodedata.combining(c))


def francise(nom: str) -> str:
    """Fold the diacritics that French civil registers do not write."""
    lettres = unicodedata.normalize("NFC", nom)
    return "".join(c if c.lower() in ETAT_CIVIL else _nue(c) for c in lettres)


def _nue(lettre: str) -> str:
    nu = unicodedata.normalize("NFD", lettre.translate(SANS_DECOMPOSITION))
    return "".join(c for c in nu if not unicodedata.combining(c))


def squelette(nom: str) -> str:
    """Return what is heard of a name: two names with one skeleton are taken for one another."""
    son = re.sub("[^a-zœ]", "", plat(nom))
    for ecrit, entendu in SONS:
        son = son.replace(ecrit, entendu)
    son = re.sub(r"(.)\1+", r"\1", son)
    return re.sub(r"(?<=..)[estdxlp]+$", "", son)


def lit_propres() -> dict[tuple[str, str], list[str]]:
    """Return the rows of noms_propres.csv by (sorte, role), folded."""
    lignes: dict[tuple[str, str], list[str]] = {}
    with (RACINE / "outils" / "noms_propres.csv").open(encoding="utf-8", newline="") as f:
        for ligne in csv.DictReader(f):
            lignes.setdefault((ligne["sorte"], ligne["role"]), []).append(francise(ligne["valeur"]))
    return lignes


def lit_mimesis() -> dict[str, set[str]]:
    """Return mimesis's names by sorte."""
    donnees = Person(Locale.FR)._dataset  # noqa: SLF001 - the lists have no public reader
    return {"m": set(donnees["names"]["male"]), "f": set(donnees["names"]["female"]), "nom": set(donnees["surnames"])}


def lit_faker() -> dict[str, list[str]]:
    """Return Faker's names by sorte, in its own order."""
    return {
        "m": list(FakerFr.first_names_male),
        "f": list(FakerFr.first_names_female),
        "nom": list(FakerFr.last_names),
    }


def retenus(candidats: Iterable[str], interdits: set[str]) -> list[str]:
    """Return the names kept, the first of each skeleton, in alphabetical order; `interdits` are flat names."""
    choisis: dict[str, str] = {}
    for nom in candidats:
        if plat(nom) not in interdits and FORME.match(nom):
            choisis.setdefault(squelette(nom), nom)
    return sorted(choisis.values(), key=lambda n: (plat(n), n))


def rassemble() -> tuple[list[tuple[str, str]], list[str]]:
    """Return the first names with their gender, and the surnames."""
    propres, mimesis, faker = lit_propres(), lit_mimesis(), lit_faker()
    absents = [n for s in ("m", "f", "nom") for n in propres[s, "garde"] if n not in mimesis[s] | set(faker[s])]
    if absents:
        sys.exit(f"Noms « garde » que ni mimesis ni Faker n'ont plus : {', '.join(absents)}")
    tous = {s: [*propres[s, "ajout"], *propres[s, "garde"], *map(francise, faker[s])] for s in ("m", "f", "nom")}
    # An excluded spelling (« Andre ») does not forbid its right one (« André »).
    for sorte, noms in tous.items():
        fautifs = set(propres[sorte, "exclu"])
        tous[sorte] = [n for n in noms if n not in fautifs]
    des_deux = {plat(n) for n in tous["m"]} & {plat(n) for n in tous["f"]}
    prenoms = {s: retenus(tous[s], des_deux) for s in ("m", "f")}
    with (DONNEES / "communes.csv").open(encoding="utf-8", newline="") as f:
        communes = {plat(c["nom"]) for c in csv.DictReader(f)}
    interdits = communes | {plat(n) for s in ("m", "f") for n in (*tous[s], *propres[s, "exclu"], *mimesis[s])}
    genres = [(n, s) for s in ("f", "m") for n in prenoms[s]]
    return sorted(genres, key=lambda p: (plat(p[0]), p)), retenus(tous["nom"], interdits)


def en_csv(entete: tuple[str, ...], lignes: Iterable[tuple[str, ...]]) -> str:
    """Return a CSV text."""
    tampon = io.StringIO()
    ecrit = csv.writer(tampon, lineterminator="\n")
    ecrit.writerow(entete)
    ecrit.writerows(lignes)
    return tampon.getvalue()


def main() -> int:
    """Write both files, or with --verifier say whether they are up to date (exit 1 when they are not)."""
    prenoms, noms = rassemble()
    voulus = {
        "prenoms.csv": en_csv(("prenom", "genre"), prenoms),
        "noms.csv": en_csv(("nom",), ((n,) for n in noms)),
    }
    if "--verifier" in sys.argv[1:]:
        perimes = [f for f, t in voulus.items() if (DONNEES / f).read_text(encoding="utf-8") != t]
        print(f"À refaire : {', '.join(perimes)}" if perimes else "Prénoms et noms à jour.")
        return 1 if perimes else 0
    for fichier, texte in voulus.items():
        (DONNEES / fichier).write_text(texte, encoding="utf-8", newline="\n")
    print(f"{len(prenoms)} prénoms, {len(noms)} noms.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

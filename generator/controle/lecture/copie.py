"""A copy handed in: its files, wherever they stand in a folder or a zip, and what is written in each place to
answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.controle.erreurs import CopieIllisible, FichierRefuse
from generator.controle.lecture import docx, prudence
from generator.controle.lecture.classeur import ClasseurLu, FeuilleLue, Plage, en_erreur, lit_classeur
from generator.controle.lecture.valeurs import normalise
from generator.controle.lecture.zones import ID

T = TypeVar("T")
A_RENDRE, FICHIERS_LUS_MAX = "a-rendre", 60
EXTENSIONS = (".xlsx", ".docx")
_PARASITES = ("__MACOSX", "~$", ".")


@dataclass
class Copie:
    """The files of a copy that matter, by path from its a-rendre folder; what there is to say about them."""

    nom: str
    fichiers: dict[str, bytes] = field(default_factory=dict)
    remarques: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReponseLue:
    """What a candidate wrote in one place: a text, or rows (heading of the blank form → text, filled cells only)."""

    texte: str = ""
    rangs: tuple[Mapping[str, str], ...] = ()
    remarques: tuple[str, ...] = ()
    trouvee: bool = True
    """False when the place itself is missing from the copy."""


def lit_copie(chemin: Path) -> Copie:
    """Read a copy: a folder (the content of a-rendre, or a folder that holds it) or a zip. Raises CopieIllisible."""
    if not chemin.exists() and not chemin.is_symlink():
        raise CopieIllisible(f"La copie « {chemin} » n’existe pas.")
    copie = Copie(chemin.stem if chemin.suffix.lower() == ".zip" else chemin.resolve().name)
    try:
        if chemin.is_dir() and not chemin.is_symlink():
            chemins = prudence.fichiers(chemin)
            copie.fichiers = dict(_garde(copie, chemins, racine_de(chemins), prudence.octets))
        else:
            contenus = prudence.membres(prudence.octets(chemin, prudence.TOTAL_MAX))
            copie.fichiers = dict(_garde(copie, contenus, racine_de(contenus), lambda o: o))
    except FichierRefuse as e:
        raise CopieIllisible(f"La copie « {chemin} » est illisible : {e}.") from e
    except OSError as e:
        raise CopieIllisible(f"La copie « {chemin} » ne peut pas être lue : {e.strerror or e}.") from e
    return copie


def _garde(
    copie: Copie, contenus: Mapping[str, T], racine: str, lit: Callable[[T], bytes]
) -> Iterable[tuple[str, bytes]]:
    """Yield the workbooks and documents under the root; a file that cannot be read is said."""
    utiles = {
        n.removeprefix(racine): c
        for n, c in contenus.items()
        if n.startswith(racine) and n.lower().endswith(EXTENSIONS) and not _parasite(n)
    }
    if len(utiles) > FICHIERS_LUS_MAX:
        copie.remarques.append(f"{len(utiles)} fichiers remis, les {FICHIERS_LUS_MAX} premiers seulement sont lus")
    for nom, contenu in sorted(utiles.items(), key=lambda x: (x[0].count("/"), x[0]))[:FICHIERS_LUS_MAX]:
        try:
            yield nom, lit(contenu)
        except FichierRefuse as e:
            copie.remarques.append(f"{nom} : fichier illisible, compté 0 ({e})")


def _parasite(nom: str) -> bool:
    return any(p.startswith(_PARASITES) for p in PurePosixPath(nom).parts)


def racine_de(noms: Iterable[str]) -> str:
    """Return the prefix (« candidat/a-rendre/ ») under which a copy's files stand: a-rendre if there is one, else
    the highest
    folder that holds a workbook or a document."""
    chemins = [PurePosixPath(n) for n in noms if not _parasite(n)]
    marques = [p.parts[: p.parts.index(A_RENDRE) + 1] for p in chemins if A_RENDRE in p.parts[:-1]]
    if not marques:
        marques = [p.parts[:-1] for p in chemins if p.name.lower().endswith(EXTENSIONS)]
    if not marques:
        return ""
    meilleure = min(marques, key=lambda m: (len(m), m))
    return "".join(f"{p}/" for p in meilleure)


@dataclass(frozen=True)
class Formulaire:
    """A workbook to fill in, as given: it says where each answer stood, and what was printed."""

    fichier: str
    classeur: ClasseurLu


class Saisies:
    """What stands in the places to answer of a copy; `formulaires` are the blank files of the case."""

    def __init__(self, copie: Copie, formulaires: Iterable[Formulaire]) -> None:
        """Open the copy's files; what cannot be read is added to its remarks."""
        self._copie = copie
        self._vierges = {
            nom: (f, plage) for f in formulaires for nom, plage in f.classeur.noms.items() if ID.fullmatch(nom)
        }
        self._classeurs = self._lus(".xlsx", lit_classeur)
        self._boites = self._lus(".docx", lambda o: (docx.boites(o), docx.sections(o)))

    def _lus(self, extension: str, lit: Callable[[bytes], T]) -> dict[str, T]:
        lus: dict[str, T] = {}
        for nom, contenu in self._copie.fichiers.items():
            if nom.lower().endswith(extension) and not nom.startswith("annotations/"):
                try:
                    lus[nom] = lit(contenu)
                except FichierRefuse as e:
                    self._copie.remarques.append(f"{nom} : fichier illisible, compté 0 ({e})")
        return lus

    def texte_libre(self, identifiant: str, question: str) -> ReponseLue:
        """Return a written answer, found by its tag, else by the title of its question."""
        for boites, _ in self._boites.values():
            if identifiant in boites:
                return ReponseLue(boites[identifiant][1])
        for _, sections in self._boites.values():
            if question in sections:
                return ReponseLue(
                    sections[question], remarques=("repère perdu : texte retrouvé par le titre de la question",)
                )
        return ReponseLue(trouvee=False)

    def reponse(self, identifiant: str, fichier: str) -> ReponseLue:
        """Return what is written under a defined name; `fichier` is where it should be (« reponses.xlsx »)."""
        remarques: list[str] = []
        for nom in sorted(self._classeurs, key=lambda n: (n != fichier, n.lower() != fichier.lower(), n)):
            plage = self._classeurs[nom].noms.get(identifiant)
            feuille = self._classeurs[nom].feuille(plage.feuille) if plage else None
            if plage and feuille:
                if nom.lower() != fichier.lower():
                    remarques.append(f"trouvé dans {nom} au lieu de {fichier}")
                return self._lue(identifiant, feuille, plage, remarques)
        return self._a_sa_place(identifiant, fichier)

    def _a_sa_place(self, identifiant: str, fichier: str) -> ReponseLue:
        """Read an answer whose defined name was lost where it stood in the blank file, if its sheet still bears its
        headings."""
        vierge, classeur = self._vierges.get(identifiant), self._classeurs.get(fichier)
        if vierge is None or classeur is None:
            return ReponseLue(trouvee=False)
        formulaire, plage = vierge
        feuille, modele = classeur.feuille(plage.feuille), formulaire.classeur.feuille(plage.feuille)
        if feuille is None or modele is None or not _meme_place(feuille, modele, plage):
            return ReponseLue(trouvee=False)
        return self._lue(identifiant, feuille, plage, ["nom de cellule perdu : lu à sa place d’origine"])

    def _lue(self, identifiant: str, feuille: FeuilleLue, plage: Plage, remarques: list[str]) -> ReponseLue:
        vierge = self._vierges.get(identifiant)
        tableau = vierge is not None and vierge[1].hauteur > 1
        if not tableau:
            return ReponseLue(self._case(feuille, plage.ligne, plage.colonne, remarques), remarques=tuple(remarques))
        colonnes = self._colonnes(identifiant, feuille, plage, remarques)
        rangs = [
            {e: t for e, c in colonnes.items() if (t := self._case(feuille, r, c, remarques))}
            for r in range(plage.ligne + 1, plage.derniere_ligne + 1)
        ]
        return ReponseLue("", tuple(r for r in rangs if r), tuple(dict.fromkeys(remarques)))

    def _colonnes(self, identifiant: str, feuille: FeuilleLue, plage: Plage, remarques: list[str]) -> dict[str, int]:
        """Return the column of each heading of the blank form: where it is written, else in its order."""
        entetes = self.entetes(identifiant)
        lus = {
            normalise(feuille.texte(plage.ligne, c)): c for c in range(plage.derniere_colonne, plage.colonne - 1, -1)
        }
        if all(normalise(e) in lus for e in entetes):
            return {e: lus[normalise(e)] for e in entetes}
        remarques.append("en-têtes modifiés : colonnes lues dans leur ordre d’origine")
        return {e: plage.colonne + n for n, e in enumerate(entetes)}

    def entetes(self, identifiant: str) -> tuple[str, ...]:
        """Return the headings of a table in the blank form, none for a cell."""
        if identifiant not in self._vierges:
            return ()
        formulaire, plage = self._vierges[identifiant]
        feuille = formulaire.classeur.feuille(plage.feuille)
        return (
            tuple(feuille.texte(plage.ligne, c) for c in range(plage.colonne, plage.derniere_colonne + 1))
            if feuille
            else ()
        )

    def imprimees(self, identifiant: str) -> tuple[Mapping[str, str], ...]:
        """Return the rows that the blank form prints."""
        if identifiant not in self._vierges:
            return ()
        formulaire, plage = self._vierges[identifiant]
        feuille, entetes = formulaire.classeur.feuille(plage.feuille), self.entetes(identifiant)
        if feuille is None or plage.hauteur == 1:
            return ()
        rangs = (
            {e: t for n, e in enumerate(entetes) if (t := feuille.texte(r, plage.colonne + n))}
            for r in range(plage.ligne + 1, plage.derniere_ligne + 1)
        )
        return tuple(r for r in rangs if r)

    @staticmethod
    def _case(feuille: FeuilleLue, ligne: int, colonne: int, remarques: list[str]) -> str:
        case = feuille.cases.get((ligne, colonne))
        if case is None:
            return ""
        if case.sans_valeur:
            remarques.append(f"ligne {ligne + 1} de la feuille : formule sans valeur enregistrée, comptée vide")
        elif en_erreur(case.texte):
            remarques.append(f"ligne {ligne + 1} de la feuille : formule en erreur ({case.texte})")
        return case.texte


def _meme_place(feuille: FeuilleLue, modele: FeuilleLue, plage: Plage) -> bool:
    """Say whether a sheet still bears, around a place, what the blank one prints there."""
    if plage.hauteur == 1:
        return all(
            normalise(feuille.texte(plage.ligne, c)) == normalise(modele.texte(plage.ligne, c))
            for c in range(plage.colonne)
        )
    return all(
        normalise(feuille.texte(plage.ligne, c)) == normalise(modele.texte(plage.ligne, c))
        for c in range(plage.colonne, plage.derniere_colonne + 1)
    )


def formulaires(a_rendre: Path) -> list[Formulaire]:
    """Return the blank workbooks of a case's candidat/a-rendre. Raises FichierRefuse."""
    if not a_rendre.is_dir():
        raise FichierRefuse("le dossier candidat/a-rendre du cas est absent")
    return [
        Formulaire(nom, lit_classeur(prudence.octets(chemin)))
        for nom, chemin in prudence.fichiers(a_rendre).items()
        if nom.endswith(".xlsx") and not nom.startswith("annotations/")
    ]

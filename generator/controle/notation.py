"""grade: marks a copy with the key of its case; every point lost has its reason, texts are left to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from generator.controle import bareme, comparaison, formule, indices
from generator.controle.bareme import ZERO, Note
from generator.controle.cle import AttenduLu, CorrigeLu, lit_corrige
from generator.controle.erreurs import CasIllisible, CopieIllisible, FichierRefuse
from generator.controle.lecture import prudence
from generator.controle.lecture.candidat import lit_document
from generator.controle.lecture.copie import Copie, Formulaire, ReponseLue, Saisies, formulaires, lit_copie
from generator.controle.lecture.dossier import DocumentLu
from generator.controle.lecture.valeurs import ecrit_nombre, jour, nombre, normalise
from generator.controle.lieux import Lieux, Lit

CENTIEME = Decimal("0.01")


@dataclass(frozen=True)
class LigneNotee:
    """One answer marked: points obtained of points possible, state, reasons and remarks."""

    id: str
    mission: str
    competence: str
    question: str
    type: str
    sur: Decimal
    points: Decimal
    etat: str
    dits: tuple[str, ...] = ()


@dataclass(frozen=True)
class BilanCompetence:
    """A competency: exact points obtained and possible, points left to a reader, threshold, conclusion."""

    mission: str
    competence: str
    titre: str
    obtenus: Decimal
    exacts: Decimal
    a_lire: Decimal
    seuil: Decimal

    @property
    def conclusion(self) -> str:
        """« seuil atteint », « seuil à portée » (the texts decide) or « seuil hors d’atteinte »."""
        if self.obtenus >= self.seuil:
            return "seuil atteint"
        return "selon les rédactions" if self.obtenus + self.a_lire >= self.seuil else "seuil non atteint"


@dataclass
class Notation:
    """The report on a copy."""

    copie: str
    cas: str
    lignes: list[LigneNotee] = field(default_factory=list)
    bilans: list[BilanCompetence] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)
    lue: bool = True

    @property
    def obtenus(self) -> Decimal:
        """Exact points obtained."""
        return sum((b.obtenus for b in self.bilans), ZERO)

    @property
    def exacts(self) -> Decimal:
        """Exact points possible."""
        return sum((b.exacts for b in self.bilans), ZERO)

    def en_json(self) -> dict[str, Any]:
        """Return the report as plain data; figures are texts."""
        return {
            "copie": self.copie,
            "cas": self.cas,
            "lue": self.lue,
            "points": ecrit_nombre(self.obtenus),
            "sur": ecrit_nombre(self.exacts),
            "remarques": self.remarques,
            "competences": [
                {
                    "mission": b.mission,
                    "competence": b.competence,
                    "titre": b.titre,
                    "points": ecrit_nombre(b.obtenus),
                    "sur": ecrit_nombre(b.exacts),
                    "a_lire": ecrit_nombre(b.a_lire),
                    "seuil": ecrit_nombre(b.seuil),
                    "conclusion": b.conclusion,
                }
                for b in self.bilans
            ],
            "reponses": [
                {
                    "id": li.id,
                    "question": li.question,
                    "competence": li.competence,
                    "type": li.type,
                    "points": ecrit_nombre(li.points),
                    "sur": ecrit_nombre(li.sur),
                    "etat": li.etat,
                    "dit": list(li.dits),
                }
                for li in self.lignes
            ],
        }


class Correcteur:
    """Marks copies of one case."""

    def __init__(self, cas: Path) -> None:
        """Read the key and the blank files of a case. Raises CasIllisible."""
        self.corrige = lit_corrige(cas)
        racine = cas.parent if cas.name == "correcteur" else cas.parent.parent if cas.is_file() else cas
        try:
            self._formulaires: Sequence[Formulaire] = formulaires(racine / "candidat" / "a-rendre")
        except FichierRefuse as e:
            raise CasIllisible(f"Le cas « {racine} » n’est pas complet : {e}.") from e
        self._documents = racine / "candidat" / "documents"
        self._lus: dict[str, DocumentLu | None] = {}

    def _document(self, nom: str) -> DocumentLu | None:
        """Return a document of the case, read once; None when it cannot be read."""
        if nom not in self._lus:
            chemin = self._documents / Path(nom).name
            try:
                self._lus[nom] = lit_document(prudence.octets(chemin), nom)
            except FichierRefuse:
                self._lus[nom] = None
        return self._lus[nom]

    def note(self, chemin: Path) -> Notation:
        """Mark a copy; one that cannot be read at all gets 0, and the report says why."""
        try:
            copie = lit_copie(chemin)
        except CopieIllisible as e:
            notation = self.note_copie(Copie(chemin.name))
            notation.remarques, notation.lue = [str(e)], False
            return notation
        if not copie.fichiers:
            copie.remarques.insert(0, "aucun classeur ni document trouvé dans cette copie")
        return self.note_copie(copie)

    def note_copie(self, copie: Copie) -> Notation:
        """Mark the files of a copy."""
        return note_saisies(self.corrige, Saisies(copie, self._formulaires), copie, self._document)


def note_saisies(corrige: CorrigeLu, saisies: Saisies, copie: Copie, lit: Lit = lambda _: None) -> Notation:
    """Mark what is written in a copy; `lit` opens a document of the case, where a place has to be looked at."""
    lecture = _Lecture(corrige, saisies, lit)
    notation = Notation(copie.nom, str(corrige.cas.get("identifiant", "")))
    for a in corrige.attendus:
        notation.lignes.append(_ligne(a, corrige, lecture))
    manquants = [a.fichier for a in corrige.attendus if not lecture.lue(a).trouvee]
    presents = set(copie.fichiers)
    for f in dict.fromkeys(manquants):
        nom = f.removeprefix("a-rendre/")
        if nom not in presents:
            copie.remarques.append(f"{nom} : fichier absent, ses réponses comptent 0")
    notation.remarques = copie.remarques
    notation.bilans = bilans(corrige, notation.lignes)
    return notation


def bilans(corrige: CorrigeLu, lignes: Sequence[LigneNotee]) -> list[BilanCompetence]:
    """Return the totals of each competency."""
    exacts = {a.id for a in corrige.attendus if a.exact}
    resultat = []
    for m in corrige.missions:
        siennes = [li for li in lignes if li.mission == m.numero]
        resultat.append(
            BilanCompetence(
                m.numero,
                m.competence,
                m.titre,
                sum((li.points for li in siennes), ZERO),
                sum((li.sur for li in siennes if li.id in exacts), ZERO),
                sum((li.sur for li in siennes if li.id not in exacts), ZERO),
                m.seuil,
            )
        )
    return resultat


class _Lecture:
    """The answers of a copy by id, read once, in the codes of the key."""

    def __init__(self, corrige: CorrigeLu, saisies: Saisies, lit: Lit) -> None:
        self._corrige, self._lit = corrige, lit
        self._attendus = {a.id: a for a in corrige.attendus}
        self._saisies, self._an = saisies, corrige.an
        self._lues: dict[str, ReponseLue] = {}

    def lue(self, a: AttenduLu) -> ReponseLue:
        """Return what is written for an answer."""
        if a.id not in self._lues:
            self._lues[a.id] = (
                self._saisies.reponse(a.id, a.fichier.removeprefix("a-rendre/"))
                if a.exact
                else self._saisies.texte_libre(a.id, a.question)
            )
        return self._lues[a.id]

    def rangs(self, a: AttenduLu) -> list[Mapping[str, str]]:
        """Return the rows of a table, by the codes of the key's columns."""
        return self._codes(a, self.lue(a).rangs)

    def imprimes(self, a: AttenduLu) -> list[Mapping[str, str]]:
        """Return the rows that are printed in the blank form."""
        return self._codes(a, self._saisies.imprimees(a.id))

    def _codes(self, a: AttenduLu, rangs: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
        codes = dict(zip(self._saisies.entetes(a.id), a.colonnes, strict=False))
        return [{codes[e]: v for e, v in r.items() if e in codes} for r in rangs]

    def lieux(self, a: AttenduLu) -> Lieux:
        """Return the places where the anomalies that a table lists may be named."""
        return Lieux(self._corrige, a, self._lit)

    def valeur(self, identifiant: str, cle: tuple[str, ...] | None, colonne: str) -> formule.Valeur:
        """Return a value for a formula. Raises formule.Inapplicable, formule.FormuleInvalide."""
        a = self._attendus.get(identifiant)
        if a is None:
            raise formule.FormuleInvalide(f"réponse inconnue : {identifiant}")
        if not colonne:
            return self._scalaire(self.lue(a).texte)
        if colonne not in a.colonnes:
            raise formule.FormuleInvalide(f"colonne inconnue : {identifiant}.{colonne}")
        rangs = self.rangs(a)
        if cle is None:
            return [self._scalaire(r[colonne]) for r in rangs if r.get(colonne)]
        voulue = comparaison.cle_de([(a.colonnes[c], v) for c, v in zip(a.cle, cle, strict=False)], self._an)
        trouve = next((r for r in rangs if bareme.cle(a, r, self._an) == voulue), None)
        return self._scalaire(trouve.get(colonne, "") if trouve else "")

    def _scalaire(self, texte: str) -> formule.Scalaire:
        lu: formule.Scalaire | None = nombre(texte)
        lu = lu if lu is not None else jour(texte, self._an)
        if lu is None:
            raise formule.Inapplicable(f"« {texte} » n’est ni un nombre ni une date")
        return lu

    def reporte(self, a: AttenduLu) -> formule.Scalaire | None:
        """Return what an answer should be, given the candidate's own earlier ones; None where that cannot be told."""
        if not a.formule:
            return None
        try:
            return formule.calcule(a.formule, self.valeur)
        except formule.Inapplicable:
            return None


def _ligne(a: AttenduLu, corrige: CorrigeLu, lecture: _Lecture) -> LigneNotee:
    lue = lecture.lue(a)
    if not a.exact:
        return _redaction(a, corrige, lue)
    note = _note(a, corrige.an, lecture, lue)
    dits = [*lue.remarques, *note.dits]
    if not lue.trouvee:
        dits = [f"réponse introuvable dans la copie ({a.fichier.removeprefix('a-rendre/')})"]
    return LigneNotee(
        a.id,
        a.mission,
        a.competence,
        a.question,
        a.type,
        a.points,
        note.points.quantize(CENTIEME, ROUND_HALF_UP),
        note.etat,
        tuple(dits),
    )


def _note(a: AttenduLu, an: int, lecture: _Lecture, lue: ReponseLue) -> Note:
    if a.type == "tableau":
        return bareme.note_tableau(a, lecture.rangs(a), lecture.imprimes(a), an, lecture.lieux(a))
    if a.type == "ensemble":
        lus = [next(iter(r.values())) for r in lue.rangs] or comparaison.elements(lue.texte)
        return bareme.note_ensemble(a, lus, an)
    return bareme.note_valeur(a, lue.texte, an, lambda: lecture.reporte(a))


def _redaction(a: AttenduLu, corrige: CorrigeLu, lue: ReponseLue) -> LigneNotee:
    """Return the line of a text: never scored here; the elements found in it are a hint for the reader."""
    elements = [str(e) for e in corrige.grille.get(a.id, {}).get("elements") or ()]
    plat = normalise(lue.texte)
    trouves = indices.reperes(elements, lue.texte, corrige.an)
    etat, dits = "à lire", list(lue.remarques)
    if not plat:
        etat = "vide"
        dits.append("aucun texte" if lue.trouvee else "texte introuvable dans la copie (redactions.docx)")
    elif elements:
        dits.append(
            f"éléments repérés, à titre d’indice : {len(trouves)} sur {len(elements)}"
            + (f" ({', '.join(trouves)})" if trouves else "")
        )
    return LigneNotee(a.id, a.mission, a.competence, a.question, a.type, a.points, ZERO, etat, tuple(dits))

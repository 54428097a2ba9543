"""From a paper to its key: symbols become numbers of documents, cells and pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from generator.epreuve.assemblage import Document, MissionNumerotee, QuestionNumerotee, ReponseNumerotee, Sujet
from generator.epreuve.corrige.schema import (
    AnomalieCle,
    Attendu,
    Cas,
    Corrige,
    Erreur,
    Leurre,
    LieuCle,
    MissionCle,
    Niveaux,
    Production,
    Saisie,
    Source,
    nombre_json,
)
from generator.epreuve.missions.socle import Reponse, SourceLieu, ZoneRedaction, ZoneTableau
from generator.epreuve.pieces.contenus import Classeur, Feuille, Lieu

Page = Callable[[Document, Lieu], int | None]
"""Finds the page of a place in a rendered document."""


def sans_page(_: Document, __: Lieu) -> None:
    """Find no page: nothing was rendered."""


def corrige(sujet: Sujet, identifiant: str, page: Page = sans_page) -> Corrige:
    """Return the key of a paper."""
    f = _Fabrique(sujet, page)
    e, cadre = sujet.epreuve, sujet.monde.cadre
    cas = Cas(
        identifiant=identifiant,
        activite=e.activite,
        entreprise=cadre.firme.raison_sociale,
        date_reference=cadre.date.isoformat(),
        niveau=cadre.niveau,
        duree_minutes=sujet.duree,
        total_points=nombre_json(e.total_points),
    )
    redactions = [(m, q, r) for m, q, r in sujet.reponses if r.reponse.type == "redaction"]
    return Corrige(
        cas=cas,
        missions=[_mission(m) for m in sujet.missions],
        attendus=[f.attendu(m, q, r) for m, q, r in sujet.reponses],
        grille=[_niveaux(r) for _, _, r in redactions],
        anomalies=[x for m in sujet.missions for x in f.anomalies(m)],
        leurres=[x for m in sujet.missions for x in f.leurres(m)],
        productions=[
            Production(
                id=r.id, mission=m.numero, titre=f"Question {q.numero} – exemple de rédaction", texte=r.reponse.valeur
            )
            for m, q, r in redactions
        ],
    )


def _mission(m: MissionNumerotee) -> MissionCle:
    return MissionCle(
        numero=m.numero,
        competence=m.competence,
        titre=m.titre,
        points=nombre_json(m.points),
        seuil=nombre_json(m.seuil),
        minutes=int(m.minutes.to_integral_value(ROUND_HALF_UP)),
        taches=list(m.taches),
    )


def _niveaux(r: ReponseNumerotee) -> Niveaux:
    n = r.reponse.niveaux
    if n is None:
        msg = f"{r.id} : une rédaction sans niveaux"
        raise ValueError(msg)
    return Niveaux(
        id=r.id,
        critere=r.reponse.critere,
        intitule=n.intitule,
        points=nombre_json(r.points),
        tres_satisfaisant=n.tres_satisfaisant,
        satisfaisant=n.satisfaisant,
        insuffisant=n.insuffisant,
        tres_insuffisant=n.tres_insuffisant,
        elements=list(n.elements),
    )


class _Fabrique:
    """Writes the places of a paper's key."""

    def __init__(self, sujet: Sujet, page: Page) -> None:
        self._sujet, self._page = sujet, page
        self._documents = {d.piece.cle: d for d in sujet.documents}

    def attendu(self, m: MissionNumerotee, q: QuestionNumerotee, r: ReponseNumerotee) -> Attendu:
        """Return an expected answer."""
        rep, zone = r.reponse, r.reponse.zone
        colonnes = {c.code: str(c.genre) for c in zone.colonnes} if isinstance(zone, ZoneTableau) else None
        lignes = zone.lignes if isinstance(zone, ZoneTableau) else None
        fichier = "redactions.docx" if isinstance(zone, ZoneRedaction) else zone.fichier
        return Attendu(
            id=r.id,
            mission=m.numero,
            competence=m.competence,
            critere=rep.critere,
            remet=rep.remet,
            question=q.numero,
            points=nombre_json(r.points),
            type=rep.type,
            valeur=rep.valeur,
            unite=rep.unite,
            tolerance=nombre_json(rep.tolerance),
            accepte=list(rep.accepte),
            cle=list(rep.cle) or None,
            colonnes=colonnes,
            champs=dict(rep.champs) or None,
            points_par_ligne=_par_ligne(r.points, rep),
            penalite_ligne_en_trop=_penalite(r.points, rep),
            saisie=Saisie(fichier=f"a-rendre/{fichier}", nom=r.id, lignes=lignes),
            sources=self.sources(rep.sources),
            demarche=rep.demarche,
            formule=rep.formule,
            erreurs_frequentes=_erreurs(r.points, rep),
            verification=rep.verification,
        )

    def sources(self, sources: Sequence[SourceLieu]) -> list[Source]:
        """Return the sources with their documents' numbers."""
        return [Source(**self.lieu(s.lieu).model_dump(), role=s.role) for s in sources]

    def lieu(self, lieu: Lieu) -> LieuCle:
        """Return a place as the key writes it."""
        d = self._documents[lieu.piece]
        contenu = d.piece.contenu
        feuille = lieu.bloc if isinstance(contenu, Classeur) else ""
        cellule = _cellule(contenu, lieu) if isinstance(contenu, Classeur) else ""
        return LieuCle(
            document=f"{d.numero:02d}",
            fichier=d.fichier,
            feuille=feuille,
            bloc="" if feuille else lieu.bloc,
            ligne=lieu.ligne,
            champ=lieu.champ,
            cellule=cellule,
            page=self._page(d, lieu),
        )

    def anomalies(self, m: MissionNumerotee) -> list[AnomalieCle]:
        """Return the planted anomalies of a mission."""
        ids = m.ids()
        return [
            AnomalieCle(
                id=f"A_{m.numero}_{i}",
                mission=m.numero,
                genre=a.genre,
                document=self._numero(a.lieu),
                lieu=self.lieu(a.lieu),
                lieux_acceptes=[self.lieu(x) for x in a.lieux_acceptes],
                lu=a.lu,
                vrai=a.vrai,
                preuve=[self.lieu(p) for p in a.preuve],
                correction=a.correction,
                attendu=ids.get(a.attendu, ""),
            )
            for i, a in enumerate(m.composee.anomalies, 1)
        ]

    def leurres(self, m: MissionNumerotee) -> list[Leurre]:
        """Return the look-alikes of a mission."""
        codes = {a.code: f"A_{m.numero}_{i}" for i, a in enumerate(m.composee.anomalies, 1)}
        return [
            Leurre(
                id=f"L_{m.numero}_{i}",
                mission=m.numero,
                anomalie=codes.get(x.anomalie, ""),
                document=self._numero(x.lieu),
                lieu=self.lieu(x.lieu),
                lu=x.lu,
                raison=x.raison,
            )
            for i, x in enumerate(m.composee.leurres, 1)
        ]

    def _numero(self, lieu: Lieu) -> str:
        return f"{self._documents[lieu.piece].numero:02d}"


def _cellule(classeur: Classeur, lieu: Lieu) -> str:
    """Return the cell (« C12 ») that a place names in a workbook: empty when it names no row."""
    feuille = next((f for f in classeur.feuilles if f.nom == lieu.bloc), None)
    if feuille is None:
        if lieu.bloc:
            msg = f"feuille inconnue : {lieu}"
            raise ValueError(msg)
        return ""
    ligne = _rang(feuille, lieu)
    titres = [c.titre for c in feuille.colonnes]
    colonne = titres.index(lieu.champ) if lieu.champ else feuille.cle
    lettre = chr(ord("A") + colonne) if colonne < 26 else f"A{chr(ord('A') + colonne - 26)}"
    return f"{lettre}{ligne + 2}" if ligne is not None else ""


def _rang(feuille: Feuille, lieu: Lieu) -> int | None:
    if not lieu.ligne:
        return None
    for i, ligne in enumerate(feuille.lignes):
        if str(ligne[feuille.cle]) == lieu.ligne:
            return i
    msg = f"ligne inconnue : {lieu}"
    raise ValueError(msg)


def _par_ligne(points: Decimal, r: Reponse) -> str | None:
    if r.type not in ("tableau", "ensemble") or not r.valeur:
        return None
    return f"{(points / len(r.valeur)).quantize(Decimal('0.0001')):f}"


def _penalite(points: Decimal, r: Reponse) -> str:
    if not r.penalite or not r.valeur:
        return "0"
    return f"{(points / len(r.valeur) * r.penalite).quantize(Decimal('0.0001')):f}"


def _erreurs(points: Decimal, r: Reponse) -> list[Erreur]:
    base = points / len(r.valeur) if r.type in ("tableau", "ensemble") and r.valeur else points
    return [Erreur(si=e.si, points=f"{(base * e.part).quantize(Decimal('0.0001')):f}", dit=e.dit) for e in r.erreurs]

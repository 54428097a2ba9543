"""correcteur/grille.xlsx: a row per expected answer, live formulas with their values, a threshold per competency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from generator import textes
from generator.epreuve.corrige.schema import Attendu, Corrige, LieuCle, MissionCle, Niveaux
from generator.fabrication.rendu.xlsx_commun import (
    GRIS,
    GRIS_PALE,
    SAISIE,
    TRAIT,
    Livre,
    ecrit_classeur,
    hauteur_ligne,
    imprime,
)

PARTS = {"TS": Decimal(1), "S": Decimal("0.75"), "I": Decimal("0.25"), "TI": Decimal(0)}
"""Share of the points at each level: très satisfaisant, satisfaisant, insuffisant, très insuffisant."""
_A_COMPLETER, _OUI, _NON = "à compléter", "validée", "non validée"
_COLONNES = (("Compétence", 14), ("Question", 11), ("Réponse", 12), ("Critère", 10), ("Remet", 10), ("Type", 12),
             ("Attendu", 48), ("Points", 9), ("TS", 7), ("S", 7), ("I", 7), ("TI", 7), ("Niveau", 9),
             ("Points obtenus", 10), ("Seuil", 8), ("Décision", 14))
_COLONNES_NIVEAUX = (("Réponse", 11), ("Critère", 10), ("Ce qui est évalué", 22), ("Points", 9),
                     ("Très satisfaisant", 31),
                     ("Satisfaisant", 31), ("Insuffisant", 31), ("Très insuffisant", 31), ("Éléments recherchés", 22))
_COLONNES_ANOMALIES = (("Repère", 10), ("Nature", 11), ("Mission", 10), ("Genre", 17), ("Lieu", 26),
                       ("Autres lieux admis", 24),
                       ("Lu", 16), ("Juste, ou raison", 24), ("Preuve", 26), ("Correction", 24), ("Réponse", 11))
_QUOI, _POINTS, _TS, _NIVEAU, _OBTENUS, _SEUIL, _DECISION = 6, 7, 8, 12, 13, 14, 15
_TETE, _LONG = 3, 160
_NOMBRE: dict[str, object] = {"num_format": "0.00", "align": "right"}
_POLICE_TITRE = {"bold": True, "font_size": 14, "valign": "vcenter"}


def points_niveau(points: Decimal, niveau: str) -> Decimal:
    """Return the points of a human row at a level (TS, S, I, TI), to the hundredth."""
    return (points * PARTS[niveau]).quantize(Decimal("0.01"))


def grille(corrige: Corrige, horodatage: datetime) -> bytes:
    """Write the marking grid: « Synthèse », « Grille », « Niveaux », « Anomalies ». Cells to fill in are coloured."""
    def remplit(livre: Livre) -> None:
        synthese = livre.feuille("Synthèse")
        page = _Grille(livre, livre.feuille("Grille"), corrige)
        page.ecrit()
        _synthese(livre, synthese, corrige, page)
        _niveaux(livre, corrige)
        _anomalies(livre, corrige)

    return ecrit_classeur(remplit, horodatage, f"Grille de correction – {corrige.cas.identifiant}")


def _titre(livre: Livre, page: Worksheet, texte: str, note: str) -> None:
    page.set_row(0, 24)
    page.write_string(0, 0, texte, livre.format(**_POLICE_TITRE))
    page.write_string(1, 0, note, livre.format(italic=True, font_color="#595959"))
    page.hide_gridlines(2)


def _entete(livre: Livre, page: Worksheet, ligne: int, colonnes: Sequence[tuple[str, float]]) -> None:
    """Write a header row, set the widths."""
    forme = livre.format(bold=True, font_color="#FFFFFF", bg_color=GRIS, text_wrap=True, valign="vcenter", border=1,
                         border_color=TRAIT)
    page.set_row(ligne, hauteur_ligne(colonnes, 20))
    for n, (titre, largeur) in enumerate(colonnes):
        page.set_column(n, n, largeur)
        page.write_string(ligne, n, titre, forme)


def valeur_lisible(attendu: Attendu) -> str:
    """Say in a few words what is expected: the value, or how many rows or elements and what each is worth."""
    if not isinstance(attendu.valeur, list):
        return _scalaire(str(attendu.valeur), attendu.type, attendu.unite)
    nom = "ligne" if attendu.type == "tableau" else "élément"
    texte = textes.pluriel(len(attendu.valeur), nom)
    if attendu.points_par_ligne:
        par = Decimal(attendu.points_par_ligne)
        texte += f", {textes.nombre(par)} point{'s' if par >= 2 else ''} par {nom}"
    if penalite := Decimal(attendu.penalite_ligne_en_trop):
        texte += f"{textes.FINE}; {textes.nombre(penalite)} de moins par {nom} en trop"
    return texte


def _scalaire(valeur: str, genre: str, unite: str) -> str:
    """Write a value of the key in French; as it is when it does not read as its type."""
    try:
        if genre == "date":
            return textes.date_courte(date.fromisoformat(valeur))
        if genre in ("montant", "nombre", "pourcentage"):
            texte = textes.euros(valeur) if genre == "montant" else textes.nombre(valeur)
            suffixe = "%" if genre == "pourcentage" else unite if genre == "nombre" else ""
            return f"{texte}{textes.INSECABLE}{suffixe}" if suffixe else texte
    except (ValueError, ArithmeticError):
        pass
    return valeur if len(valeur) <= _LONG else valeur[:_LONG].rsplit(" ", 1)[0] + "…"


@dataclass
class _Grille:
    """The sheet of rows, written from the top down; `totaux` gives the row of each mission's subtotal."""

    livre: Livre
    page: Worksheet
    corrige: Corrige
    ligne: int = _TETE + 1
    totaux: dict[str, int] = field(default_factory=dict)

    def format(self, **proprietes: object) -> Format:
        """Return a format with the thin rule of the grid."""
        return self.livre.format(**{"bottom": 1, "bottom_color": TRAIT, "valign": "vcenter", **proprietes})

    def ecrit(self) -> None:
        """Write the missions one after the other, then the total."""
        titre = f"Grille de correction – {self.corrige.cas.identifiant}"
        _titre(self.livre, self.page, titre, textes.typographie(
            "À remplir : les cellules de couleur. "
            "TS très satisfaisant, S satisfaisant, I insuffisant, TI très insuffisant."))
        _entete(self.livre, self.page, _TETE, _COLONNES)
        humains = {n.id: n for n in self.corrige.grille}
        for mission in self.corrige.missions:
            self._mission(mission, [a for a in self.corrige.attendus if a.mission == mission.numero], humains)
        self._total()
        self.page.freeze_panes(_TETE + 1, 0)
        imprime(self.page, paysage=True, entete=_TETE, pied="Grille de correction")

    def _mission(self, mission: MissionCle, attendus: Sequence[Attendu], humains: dict[str, Niveaux]) -> None:
        """Write the rows of a mission between its title and its subtotal."""
        titre = f"Mission {mission.numero} – {mission.titre}"
        self.page.set_row(self.ligne, 20)
        for n in range(len(_COLONNES)):
            self.page.write_blank(self.ligne, n, None, self.format(bg_color=GRIS_PALE))
        self.page.write_string(self.ligne, 0, titre, self.format(bold=True, bg_color=GRIS_PALE))
        debut = self.ligne + 1
        self.ligne = debut
        for attendu in attendus:
            self._attendu(attendu, humains.get(attendu.id))
        self._sous_total(mission, debut, self.ligne - 1)

    def _attendu(self, attendu: Attendu, humain: Niveaux | None) -> None:
        """Write a row: exact, with the points to enter; or human, with the level to enter."""
        quoi = humain.intitule if humain else valeur_lisible(attendu)
        textes_ = (attendu.competence, attendu.question, attendu.id, attendu.critere, attendu.remet, attendu.type)
        for n, texte in enumerate(textes_):
            self.page.write_string(self.ligne, n, texte, self.format())
        self.page.write_string(self.ligne, _QUOI, quoi, self.format(text_wrap=True))
        self.page.set_row(self.ligne, hauteur_ligne([(quoi, _COLONNES[_QUOI][1])], 18))
        for n in range(_POINTS, len(_COLONNES)):
            self.page.write_blank(self.ligne, n, None, self.format())
        self.page.write_number(self.ligne, _POINTS, float(attendu.points), self.format(**_NOMBRE))
        (self._niveau if humain else self._points)(Decimal(attendu.points))
        self.ligne += 1

    def _points(self, points: Decimal) -> None:
        saisie = self.format(**_NOMBRE, bg_color=SAISIE, border=1, border_color=TRAIT)
        self.page.write_blank(self.ligne, _OBTENUS, None, saisie)
        self.page.data_validation(self.ligne, _OBTENUS, self.ligne, _OBTENUS, {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": float(points),
            "error_title": "Points", "error_message": f"Entre 0 et {textes.nombre(points)} points."})

    def _niveau(self, points: Decimal) -> None:
        for n, niveau in enumerate(PARTS):
            valeur = float(points_niveau(points, niveau))
            self.page.write_number(self.ligne, _TS + n, valeur, self.format(**_NOMBRE, font_color="#595959"))
        saisie = self.format(bg_color=SAISIE, border=1, border_color=TRAIT, align="center", bold=True)
        self.page.write_blank(self.ligne, _NIVEAU, None, saisie)
        self.page.data_validation(self.ligne, _NIVEAU, self.ligne, _NIVEAU, {
            "validate": "list", "source": list(PARTS), "error_title": "Niveau", "error_message": "TS, S, I ou TI."})
        choix = xl_rowcol_to_cell(self.ligne, _NIVEAU)
        formule = '"–"'
        for n, niveau in reversed(list(enumerate(PARTS))):
            formule = f'IF({choix}="{niveau}",{xl_rowcol_to_cell(self.ligne, _TS + n)},{formule})'
        self.page.write_formula(self.ligne, _OBTENUS, f"={formule}", self.format(**_NOMBRE), "–")

    def _sous_total(self, mission: MissionCle, debut: int, fin: int) -> None:
        """Write the subtotal, the threshold and the live decision (« à compléter » while a row lacks its points)."""
        gras: dict[str, object] = {"bold": True, "top": 1}
        self.page.set_row(self.ligne, 20)
        for n in range(len(_COLONNES)):
            self.page.write_blank(self.ligne, n, None, self.format(**gras))
        self.page.write_string(self.ligne, 0, mission.competence, self.format(**gras))
        self.page.write_string(self.ligne, _QUOI, f"Sous-total {mission.competence}", self.format(**gras))
        somme = sum((Decimal(a.points) for a in self.corrige.attendus if a.mission == mission.numero), Decimal(0))
        self._somme(_POINTS, debut, fin, somme, {**gras, **_NOMBRE})
        self._somme(_OBTENUS, debut, fin, Decimal(0), {**gras, **_NOMBRE})
        self.page.write_number(self.ligne, _SEUIL, float(mission.seuil), self.format(**gras, **_NOMBRE))
        obtenus = f"{xl_rowcol_to_cell(debut, _OBTENUS)}:{xl_rowcol_to_cell(fin, _OBTENUS)}"
        total, seuil = xl_rowcol_to_cell(self.ligne, _OBTENUS), xl_rowcol_to_cell(self.ligne, _SEUIL)
        formule = f'=IF(COUNT({obtenus})<{fin - debut + 1},"{_A_COMPLETER}",IF({total}>={seuil},"{_OUI}","{_NON}"))'
        self.page.write_formula(self.ligne, _DECISION, formule, self.format(**gras), _A_COMPLETER)
        self.totaux[mission.numero] = self.ligne
        self.ligne += 1

    def _somme(self, colonne: int, debut: int, fin: int, valeur: Decimal, forme: dict[str, object]) -> None:
        plage = f"{xl_rowcol_to_cell(debut, colonne)}:{xl_rowcol_to_cell(fin, colonne)}"
        self.page.write_formula(self.ligne, colonne, f"=SUM({plage})", self.format(**forme), float(valeur))

    def _total(self) -> None:
        """Write the total of the paper: the sum of the subtotals."""
        gras: dict[str, object] = {"bold": True, "top": 2, "bg_color": GRIS_PALE}
        self.page.set_row(self.ligne, 22)
        for n in range(len(_COLONNES)):
            self.page.write_blank(self.ligne, n, None, self.format(**gras))
        self.page.write_string(self.ligne, _QUOI, "Total", self.format(**gras))
        somme = sum((Decimal(a.points) for a in self.corrige.attendus), Decimal(0))
        for colonne, valeur in ((_POINTS, somme), (_OBTENUS, Decimal(0))):
            cellules = "+".join(xl_rowcol_to_cell(n, colonne) for n in self.totaux.values()) or "0"
            self.page.write_formula(self.ligne, colonne, f"={cellules}", self.format(**gras, **_NOMBRE), float(valeur))
        self.totaux[""] = self.ligne


def _synthese(livre: Livre, page: Worksheet, corrige: Corrige, lignes: _Grille) -> None:
    """Write the sheet for the jury: a row per mission, read from the grid."""
    note = f"{corrige.cas.identifiant} – une compétence est validée à partir de son seuil."
    _titre(livre, page, "Synthèse pour le jury", note)
    page.write_string(2, 0, "Copie n°", livre.format(bold=True))
    page.write_blank(2, 1, None, livre.format(bg_color=SAISIE, border=1, border_color=TRAIT))
    _entete(livre, page, 4, (("Compétence", 14), ("Mission", 52), ("Points", 10), ("Points obtenus", 11), ("Seuil", 10),
                             ("Décision", 15)))
    sommes = {m.numero: sum((Decimal(a.points) for a in corrige.attendus if a.mission == m.numero), Decimal(0))
              for m in corrige.missions}
    for n, mission in enumerate(corrige.missions, 5):
        trait = {"bottom": 1, "bottom_color": TRAIT, "valign": "vcenter"}
        forme = livre.format(**trait, text_wrap=True)
        page.set_row(n, 20)
        page.write_string(n, 0, mission.competence, forme)
        page.write_string(n, 1, f"Mission {mission.numero} – {mission.titre}", forme)
        sources = ((_POINTS, float(sommes[mission.numero])), (_OBTENUS, 0.0), (_SEUIL, float(mission.seuil)),
                   (_DECISION, _A_COMPLETER))
        for colonne, (source, valeur) in enumerate(sources, 2):
            cellule = xl_rowcol_to_cell(lignes.totaux[mission.numero], source)
            nombre = livre.format(**trait, **_NOMBRE)
            page.write_formula(n, colonne, f"=Grille!{cellule}", forme if source == _DECISION else nombre, valeur)
    bas, gras = 5 + len(corrige.missions), livre.format(bold=True, top=2, bg_color=GRIS_PALE)
    page.set_row(bas, 22)
    for colonne in range(6):
        page.write_blank(bas, colonne, None, gras)
    page.write_string(bas, 1, "Total", gras)
    for colonne, source, valeur in ((2, _POINTS, sum(sommes.values(), Decimal(0))), (3, _OBTENUS, Decimal(0))):
        page.write_formula(bas, colonne, f"=Grille!{xl_rowcol_to_cell(lignes.totaux[''], source)}",
                           livre.format(bold=True, top=2, bg_color=GRIS_PALE, **_NOMBRE), float(valeur))
    imprime(page, paysage=False, pied="Synthèse")


def _niveaux(livre: Livre, corrige: Corrige) -> None:
    """Write the descriptors of the human rows, with the points of each level."""
    page = livre.feuille("Niveaux")
    _titre(livre, page, "Niveaux des réponses rédigées", textes.typographie(
        "Un niveau par réponse ; les éléments recherchés préparent la lecture sans donner de points par eux-mêmes."))
    _entete(livre, page, _TETE, _COLONNES_NIVEAUX)
    for ligne, n in enumerate(corrige.grille, _TETE + 1):
        descriptions = (n.tres_satisfaisant, n.satisfaisant, n.insuffisant, n.tres_insuffisant)
        niveaux = [f"({textes.nombre(points_niveau(Decimal(n.points), k).normalize())}) {d}"
                   for k, d in zip(PARTS, descriptions, strict=True)]
        _ligne_textes(livre, page, ligne, (n.id, n.critere, n.intitule, textes.nombre(Decimal(n.points)), *niveaux,
                                           ", ".join(n.elements)), [la for _, la in _COLONNES_NIVEAUX])
    page.freeze_panes(_TETE + 1, 1)
    imprime(page, paysage=True, entete=_TETE, pied="Niveaux")


def lieu_lisible(lieu: LieuCle) -> str:
    """Write a place for a reader: « document 7, feuille Stock, ligne CAF-COL-1K, cellule D12 »."""
    parties = [f"document {lieu.document.lstrip('0') or lieu.document}"]
    champs = (("feuille", lieu.feuille), ("page", lieu.page), ("partie", lieu.bloc), ("ligne", lieu.ligne),
              ("champ", lieu.champ), ("cellule", lieu.cellule))
    parties += [f"{nom} {v}" for nom, v in champs if v]
    return ", ".join(parties)


def _lieux(lieux: Sequence[LieuCle]) -> str:
    return "\n".join(map(lieu_lisible, lieux))


def _anomalies(livre: Livre, corrige: Corrige) -> None:
    """Write the anomalies, then their look-alikes, in one table."""
    page = livre.feuille("Anomalies")
    _titre(livre, page, "Anomalies et leurres", textes.typographie(
        "Un leurre ressemble à une anomalie et n’en est pas une : le signaler est une erreur."))
    _entete(livre, page, _TETE, _COLONNES_ANOMALIES)
    lignes = [(a.id, "anomalie", a.mission, a.genre, lieu_lisible(a.lieu), _lieux(a.lieux_acceptes), a.lu, a.vrai,
               _lieux(a.preuve), a.correction, a.attendu) for a in corrige.anomalies]
    lignes += [(x.id, "leurre", x.mission, x.anomalie and f"ressemble à {x.anomalie}", lieu_lisible(x.lieu), "", x.lu,
                x.raison, "", "", "") for x in corrige.leurres]
    for n, ligne in enumerate(lignes, _TETE + 1):
        _ligne_textes(livre, page, n, ligne, [la for _, la in _COLONNES_ANOMALIES])
    page.freeze_panes(_TETE + 1, 1)
    page.autofilter(_TETE, 0, _TETE + max(1, len(lignes)), len(_COLONNES_ANOMALIES) - 1)
    imprime(page, paysage=True, entete=_TETE, pied="Anomalies et leurres")


def _ligne_textes(livre: Livre, page: Worksheet, ligne: int, valeurs: Sequence[str], largeurs: Sequence[float]) -> None:
    """Write a row of texts, high enough for the longest."""
    forme = livre.format(text_wrap=True, bottom=1, bottom_color=TRAIT)
    page.set_row(ligne, hauteur_ligne(zip(valeurs, largeurs, strict=True), 18))
    for n, valeur in enumerate(valeurs):
        if valeur:
            page.write_string(ligne, n, valeur, forme)
        else:
            page.write_blank(ligne, n, None, forme)

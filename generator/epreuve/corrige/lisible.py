"""The key to read, as blocks: values, working, sources, tolerances, anomalies, model texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.epreuve.assemblage import MissionNumerotee, QuestionNumerotee, ReponseNumerotee, Sujet
from generator.epreuve.corrige.schema import Attendu, Corrige, LieuCle
from generator.epreuve.missions.socle import ZoneRedaction, ZoneTableau
from generator.epreuve.pieces.contenus import (
    Bloc,
    Colonne,
    Couverture,
    Encadre,
    Liste,
    Paragraphe,
    SautPage,
    Tableau,
    Titre,
)
from generator.epreuve.sujet import duree, points
from generator.textes import date_courte, euros, jour_date, majuscule, nombre, pourcent, typographie

CONSIGNES = (
    (
        "Éléments de corrigé à l’attention des correcteurs. Les textes rédigés sont des exemples et non des modèles à "
        "imposer : toute réponse pertinente, cohérente et bien formulée est acceptée."
    ),
    "Les points annoncés dans le sujet sont un engagement : ils ne se répartissent pas autrement.",
    (
        "Erreur reportée : une erreur n’est pénalisée qu’une fois. Quand une réponse découle d’une réponse antérieure du "
        "candidat, elle se juge sur la valeur qu’il a trouvée."
    ),
    (
        "Une seule lecture du tableau de réponses : la première ligne d’une même clé compte ; une ligne en trop coûte la "
        "pénalité indiquée, sans que la question puisse descendre sous zéro."
    ),
    "Les compétences se valident une à une, au seuil indiqué ; la note totale n’en compense aucune.",
)


def blocs(sujet: Sujet, c: Corrige) -> tuple[Bloc, ...]:
    """Return the blocks of the key."""
    attendus = {a.id: a for a in c.attendus}
    couverture = (
        Couverture(
            ("VERSION CORRECTEURS",),
            f"Corrigé – {sujet.epreuve.titre}",
            (
                f"{c.cas.entreprise}, {jour_date(sujet.monde.date)}",
                f"Durée : {duree(c.cas.duree_minutes)}".replace(" :", "\u00a0:"),
                f"Total : {points(Decimal(c.cas.total_points))}".replace(" :", "\u00a0:"),
            ),
        ),
        Encadre((Liste(tuple(map(typo, CONSIGNES))),), "À lire avant de corriger"),
        _seuils(c),
        SautPage(),
    )
    return (*couverture, *(b for m in sujet.missions for b in _mission(m, c, attendus)))


def _seuils(c: Corrige) -> Tableau:
    colonnes = (
        Colonne("Compétence", largeur=12),
        Colonne("Mission", largeur=34),
        Colonne("Points", largeur=10),
        Colonne("Seuil", largeur=10),
        Colonne("Temps estimé", largeur=12),
    )
    return Tableau(
        "Seuils",
        colonnes,
        tuple((m.competence, m.titre, nombre(m.points), nombre(m.seuil), f"{m.minutes}\u00a0min") for m in c.missions),
    )


def _mission(m: MissionNumerotee, c: Corrige, attendus: Mapping[str, Attendu]) -> Iterator[Bloc]:
    yield Titre(f"Mission {m.numero} – {m.titre} ({points(m.points)})", 1)
    for q in m.questions:
        yield Titre(f"Question {q.numero}", 2)
        yield Paragraphe(f"{q.enonce} ({points(q.points)})", "cite")
        for r in q.reponses:
            yield from _reponse(q, r, attendus[r.id])
    anomalies = [a for a in c.anomalies if a.mission == m.numero]
    if anomalies:
        yield Titre(f"Anomalies de la mission {m.numero}", 2)
        yield Tableau(
            "Anomalies",
            (
                Colonne("N°", largeur=4),
                Colonne("Document", largeur=16),
                Colonne("Place", largeur=16),
                Colonne("Lu", largeur=14),
                Colonne("Attendu", largeur=14),
                Colonne("Suite à donner", largeur=24),
            ),
            tuple(
                (str(i), a.lieu.fichier, _place(a.lieu), typo(a.lu), typo(a.vrai), typo(a.correction))
                for i, a in enumerate(anomalies, 1)
            ),
        )
    leurres = [x for x in c.leurres if x.mission == m.numero]
    if leurres:
        yield Titre(f"À ne pas compter comme erreurs, mission {m.numero}", 2)
        yield Tableau(
            "Leurres",
            (
                Colonne("Document", largeur=18),
                Colonne("Place", largeur=18),
                Colonne("Lu", largeur=18),
                Colonne("Pourquoi c’est juste", largeur=34),
            ),
            tuple((x.lieu.fichier, _place(x.lieu), typo(x.lu), typo(majuscule(x.raison))) for x in leurres),
        )


def _reponse(q: QuestionNumerotee, r: ReponseNumerotee, a: Attendu) -> Iterator[Bloc]:
    zone = r.reponse.zone
    seule = len(q.reponses) == 1
    libelle = zone.titre if isinstance(zone, ZoneRedaction) else zone.libelle
    if not seule or not isinstance(zone, ZoneRedaction):
        yield Paragraphe(f"{libelle} ({points(r.points)}, {a.id})")
    if isinstance(zone, ZoneRedaction):
        yield Encadre(tuple(Paragraphe(p) for p in typo(a.valeur).split("\n") if p.strip()), "Exemple de rédaction")
        n = r.reponse.niveaux
        assert n is not None
        yield Tableau(
            "Niveaux",
            (Colonne("Niveau", largeur=18), Colonne("Ce qui s’observe", largeur=56)),
            (
                ("très satisfaisant", typo(n.tres_satisfaisant)),
                ("satisfaisant", typo(n.satisfaisant)),
                ("insuffisant", typo(n.insuffisant)),
                ("très insuffisant", typo(n.tres_insuffisant)),
            ),
        )
    elif isinstance(zone, ZoneTableau) and a.type == "tableau":
        yield _tableau(zone, a)
    else:
        yield Paragraphe(f"Réponse : {affiche(a.valeur, a.type)}".replace(" :", "\u00a0:"))
    yield Paragraphe(typo(f"Démarche : {a.demarche}"))
    if a.accepte:
        yield Paragraphe(typo(f"OU : {' OU '.join(affiche(v, a.type) for v in a.accepte)}"))
    if a.tolerance != "0":
        yield Paragraphe(typo(f"Tolérance : ± {nombre(a.tolerance)}"), "note")
    if a.formule:
        yield Paragraphe(typo(f"Report : {a.formule}, sur les réponses du candidat"), "note")
    if a.erreurs_frequentes:
        yield Liste(
            tuple(
                typo(f"{_si(e.si)} : {e.dit} ({points(Decimal(e.points).quantize(Decimal('0.01')).normalize())})")
                for e in a.erreurs_frequentes
            )
        )
    yield Paragraphe(typo(f"Sources : {' ; '.join(dict.fromkeys(_source(s) for s in a.sources))}"), "note")


def _tableau(zone: ZoneTableau, a: Attendu) -> Tableau:
    champs = a.champs or {}

    def genre(ligne: Mapping[str, Any], code: str, defaut: str) -> str:
        libre = defaut == "texte" and code not in (a.cle or ())
        return next((champs[str(v)] for v in ligne.values() if str(v) in champs), defaut) if libre else defaut

    return Tableau(
        a.id,
        tuple(Colonne(typo(k.titre), largeur=k.largeur) for k in zone.colonnes),
        tuple(
            tuple(affiche(ligne.get(k.code, ""), genre(ligne, k.code, k.genre)) for k in zone.colonnes)
            for ligne in a.valeur
        ),
    )


def affiche(valeur: Any, genre: str) -> str:
    """Write a value of the key as a reader expects it."""
    if isinstance(valeur, (list, tuple)):
        return "\u202f; ".join(affiche(v, "texte") for v in valeur)
    if isinstance(valeur, dict):
        return _si(valeur)
    texte = str(valeur)
    if not texte:
        return "–"
    if genre == "date":
        try:
            return date_courte(date.fromisoformat(texte))
        except ValueError:
            return texte
    formats = {"montant": euros, "nombre": nombre, "pourcentage": pourcent}
    if genre in formats:
        try:
            return formats[genre](Decimal(texte))
        except InvalidOperation:
            return texte
    return typo(_date_lisible(texte) if genre == "texte" else texte)


def _si(valeur: Any) -> str:
    if isinstance(valeur, dict):
        return ", ".join(f"{_date_lisible(v)}" for v in valeur.values())
    return _date_lisible(valeur) if isinstance(valeur, str) else json.dumps(valeur, ensure_ascii=False)


def _date_lisible(v: Any) -> str:
    try:
        return date_courte(date.fromisoformat(str(v)))
    except ValueError:
        return str(v).replace(".", ",") if str(v).replace(".", "").replace("-", "").isdigit() else str(v)


def _place(lieu: LieuCle) -> str:
    parts = [
        lieu.feuille or lieu.bloc,
        f"ligne {lieu.ligne}" if lieu.ligne else "",
        lieu.champ,
        lieu.cellule,
        f"p.\u00a0{lieu.page}" if lieu.page else "",
    ]
    return ", ".join(p for p in parts if p) or "document"


def _source(lieu: LieuCle) -> str:
    place = _place(lieu)
    return f"document\u00a0{int(lieu.document)}" + (f" ({place})" if place != "document" else "")


def typo(texte: str) -> str:
    """Set the typography of a text of the key."""
    return typographie(texte)

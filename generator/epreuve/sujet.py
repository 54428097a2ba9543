"""The paper as blocks without a format: cover, composition, documents, firm, missions (exam-cases.md § 1, 2 and 9)."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.assemblage import MissionNumerotee, Sujet, plages
from generator.epreuve.atelier import variables_communes
from generator.epreuve.missions.socle import ZoneRedaction
from generator.epreuve.pieces.contenus import (
    Bloc,
    Colonne,
    Couverture,
    Encadre,
    Liste,
    Paragraphe,
    Question,
    SautPage,
    Tableau,
    Titre,
)
from generator.epreuve.redacteur import Redacteur, rend
from generator.textes import INSECABLE, date_courte, enumere, majuscule, nombre

NOMBRES = (
    "zéro",
    "une mission",
    "deux missions",
    "trois missions",
    "quatre missions",
    "cinq missions",
    "six missions",
    "sept missions",
)


def pied(sujet: Sujet) -> tuple[str, str]:
    """Return the first two cells of the footer."""
    return (f"Activité {sujet.epreuve.activite[1]}", majuscule(sujet.epreuve.titre))


def titre(sujet: Sujet) -> str:
    """Return the title of the paper, as its properties bear it."""
    return f"Activité {sujet.epreuve.activite[1]} – {sujet.epreuve.titre}"


def points(valeur: Decimal) -> str:
    """Write « 6 points », « 1,5 point »."""
    return f"{nombre(valeur)}{INSECABLE}{'points' if valeur >= 2 else 'point'}"


def duree(minutes: int) -> str:
    """Write « 3 heures », « 45 minutes », « 3 heures 30 »."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}{INSECABLE}minutes"
    texte = f"{heures}{INSECABLE}heure{'s' if heures > 1 else ''}"
    return f"{texte}{INSECABLE}{reste:02d}" if reste else texte


def blocs(sujet: Sujet, pages: int) -> tuple[Bloc, ...]:
    """Return the blocks of the paper, which tells that it has `pages` pages."""
    ecrivain = Redacteur(
        "sujet",
        sujet.monde.cadre.alea.flux("sujet"),
        variables_communes(sujet.monde.cadre),
        sujet.monde.cadre.firme.ton,
    )
    return (
        *_couverture(sujet, ecrivain, pages),
        *_documents(sujet, ecrivain),
        *_entreprise(sujet, ecrivain),
        *(b for m in sujet.missions for b in mission(m)),
    )


def _couverture(sujet: Sujet, ecrivain: Redacteur, pages: int) -> tuple[Bloc, ...]:
    e, t = sujet.epreuve, ecrivain.texte
    avant = (
        t("certification"),
        t("epreuve"),
        *((t("entrainement"),) if sujet.entrainement else ()),
        f"ACTIVITÉ {e.activite[1]}",
    )
    apres = (t("duree", heures=duree(sujet.duree)), t("bareme", total=e.total_points))
    consignes = Encadre((Liste(_recommandations()),), "Recommandations")
    missions = Tableau(
        "Composition",
        (Colonne("Mission", largeur=6), Colonne("Intitulé", largeur=38), Colonne("Points", largeur=8)),
        tuple((m.numero, m.titre, nombre(m.points)) for m in sujet.missions),
    )
    return (
        Couverture(avant, e.titre, apres),
        Paragraphe(t(f"poste.{e.poste}", logiciels=t(f"logiciels.{e.activite}"))),
        Paragraphe(t("pages", pages=pages, documents=len(sujet.documents))),
        consignes,
        Titre(t("composition"), 2),
        missions,
        SautPage(),
    )


def _recommandations() -> tuple[str, ...]:
    from generator.epreuve.redacteur import catalogue_textes  # noqa: PLC0415 - the list is printed whole, not drawn

    return tuple(rend(r, {}) for r in catalogue_textes("sujet")["recommandations"])


def _documents(sujet: Sujet, ecrivain: Redacteur) -> tuple[Bloc, ...]:
    colonnes = (Colonne("N°", largeur=4), Colonne("Document", largeur=34), Colonne("Source et date", largeur=30))
    lignes = tuple(
        (str(d.numero), d.piece.titre, f"{majuscule(d.piece.source)}, {date_courte(d.piece.date)}")
        for d in sujet.documents
    )
    return (
        Titre(ecrivain.texte("liste"), 1),
        Tableau("Documents", colonnes, lignes),
        Titre(ecrivain.texte("rendre"), 2),
        Tableau(
            "Fichiers",
            (Colonne("Fichier", largeur=22), Colonne("Ce que vous y portez", largeur=46)),
            fichiers_a_rendre(sujet),
        ),
        SautPage(),
    )


def fichiers_a_rendre(sujet: Sujet) -> tuple[tuple[str, str], ...]:
    """Return the files to hand in with the questions that each answers."""
    questions: dict[str, list[str]] = {}
    for _, q, r in sujet.reponses:
        zone = r.reponse.zone
        fichier = "redactions.docx" if isinstance(zone, ZoneRedaction) else zone.fichier
        if q.numero not in questions.setdefault(fichier, []):
            questions[fichier].append(q.numero)
    lignes = [(f, f"Questions {enumere(n)}" if len(n) > 1 else f"Question {n[0]}") for f, n in questions.items()]
    annotes = [str(d.numero) for d in sujet.documents if d.piece.modifiable]
    if annotes:
        lignes.append(("annotations/", f"Copies modifiables des documents {enumere(annotes)}, à annoter"))
    return tuple(lignes)


def _entreprise(sujet: Sujet, ecrivain: Redacteur) -> tuple[Bloc, ...]:
    flux = sujet.monde.cadre.alea.flux("presentation")
    variables = variables_communes(sujet.monde.cadre)
    paragraphes = [
        rend(flux.choix(variantes), variables) for variantes in sujet.monde.cadre.entreprise.fiche.presentation
    ]
    seule = len(sujet.missions) == 1
    role = ecrivain.texte("role", nombre=NOMBRES[len(sujet.missions)], seule=seule)
    return (
        Titre(
            f"{ecrivain.texte('presentation')} : {sujet.monde.cadre.firme.raison_sociale}".replace(
                " :", f"{INSECABLE}:"
            ),
            1,
        ),
        *(Paragraphe(p) for p in (*paragraphes, role)),
    )


def mission(m: MissionNumerotee) -> tuple[Bloc, ...]:
    """Return the blocks of a mission: title with its points, situation, documents, work to do."""
    situation = [Paragraphe(p.strip()) for p in m.situation.split("\n\n") if p.strip()]
    pluriel = "s" if len(m.documents) > 1 else ""
    cites = Paragraphe(
        f"Document{pluriel} : document{pluriel} {enumere(plages(m.documents))}".replace(" :", f"{INSECABLE}:"), "note"
    )
    travail = Encadre(tuple(Question(q.numero, q.enonce, q.points) for q in m.questions), "Travail à faire")
    return (SautPage(), Titre(f"Mission {m.numero} – {m.titre} ({points(m.points)})", 1), *situation, cites, travail)

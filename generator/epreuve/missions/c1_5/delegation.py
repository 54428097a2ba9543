"""C1.5, tâches « delegation » and « sources »: who deals with each message and by when; on what each answer rests."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5 import bareme, fiches, messages, pieces
from generator.epreuve.missions.c1_5.bareme import REPONDRE, SOI, TRANSMETTRE, Issue
from generator.epreuve.missions.c1_5.pieces import AGENDA, GESTES, PROCEDURE, SUIVI, SUJETS, TITRES, Partie
from generator.epreuve.missions.c1_5.roles import Message
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Question,
    Reponse,
    TacheComposee,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.metier.calendrier import ouvre_suivant
from generator.textes import date_courte, euros, jour_date, pourcent

LIGNES_DELEGATION, LIGNES_SOURCES = 8, 14


def compose(atelier: Atelier) -> Partie:
    """Write the tâche « delegation »."""
    issues = bareme.issues(atelier)
    question = Question(atelier.redacteur.texte("question.delegation"), (_delegation(atelier, issues),))
    return Partie(TacheComposee("delegation", (question,)), tuple(_leurres(atelier, issues)))


def _delegation(atelier: Atelier, issues: list[Issue]) -> Reponse:
    equipe = tuple(m.complet for m in atelier.cadre.equipe)
    zone = ZoneTableau(
        "delegation",
        "Suite à donner à chaque message",
        (
            ColonneSaisie("message", "Message", largeur=10),
            ColonneSaisie("suite", "Suite", "choix", (REPONDRE, TRANSMETTRE), 14),
            ColonneSaisie("personne", "Personne", "choix", (SOI, *equipe), 30),
            ColonneSaisie("jour", "Réponse au plus tard, ou rappel, le", "date", largeur=22),
        ),
        LIGNES_DELEGATION,
        tuple({"message": x.message.lettre} for x in issues),
    )
    valeur = [
        {
            "message": x.message.lettre,
            "suite": TRANSMETTRE if x.personne else REPONDRE,
            "personne": x.nom,
            "jour": x.jour.isoformat(),
        }
        for x in issues
    ]
    demain = ouvre_suivant(atelier.date)
    erreurs = [
        ErreurFrequente(
            {"message": x.message.lettre, "personne": x.nom, "jour": demain.isoformat()},
            Decimal("0.6"),
            "absence de la personne oubliée",
        )
        for x in issues
        if x.personne and x.jour != demain
    ]
    sources = (
        *(necessaire(x.message.cle) for x in issues),
        necessaire(PROCEDURE, "Transmission"),
        necessaire(PROCEDURE, "Réponse"),
        necessaire(PROCEDURE, "Gestes"),
        necessaire(communs.EQUIPE, "Équipe"),
        necessaire(AGENDA),
        necessaire(SUIVI),
    )
    return Reponse(
        zone,
        "C1.5.c",
        "C1.5.r1",
        "tableau",
        valeur,
        Decimal(4),
        sources,
        " ".join(_dit(atelier, x) for x in issues),
        "calculee",
        cle=("message",),
        erreurs=tuple(erreurs),
    )


def _dit(atelier: Atelier, x: Issue) -> str:
    """Tell why a message goes where it goes."""
    if x.personne is None:
        suffixe = f" (gestes : {euros(bareme.total(atelier))})" if x.message.genre == "reclamation" else ""
        dates = f"reçu le {date_courte(x.message.recu)}, au plus tard le {date_courte(x.jour)}"
        return f"{x.message.lettre} : répondre{suffixe}, {dates}."
    valeur = {"geste": euros, "remise": pourcent}.get(x.message.genre)
    demande = f" de {valeur(bareme.demande(atelier, x.message.genre))}" if valeur else ""
    demande = demande or (f" de {euros(bareme.total(atelier))}" if x.message.genre == "reclamation" else "")
    return (
        f"{x.message.lettre} : « {SUJETS[x.sujet]} »{demande}, transmettre à {x.nom} ; premier jour de présence : "
        f"{jour_date(x.jour)}."
    )


def _leurres(atelier: Atelier, issues: list[Issue]) -> list[LeurreLieu]:
    """Name what does not keep anybody from calling back: an appointment of some hours, a tentative day."""
    saisis = bareme.saisis(atelier)
    trouves = [
        LeurreLieu(
            "habitude",
            Lieu(messages.porteur_habitude(atelier).cle),
            "moment préféré pour un appel",
            "une préférence d’horaire n’est pas un besoin et ne change pas le canal.",
        )
    ]
    ignoree = pieces.memoire(atelier).regles.provisoire == "ignoree"
    rappels = {x.personne: x.jour for x in issues if x.personne}
    for i, (m, genre, jour) in enumerate(pieces.entrees(atelier, saisis)):
        if rappels.get(m) == jour and (genre == "rendez_vous" or (genre == "provisoire" and ignoree)):
            trouves.append(
                LeurreLieu(
                    f"agenda_{i}",
                    Lieu(AGENDA),
                    f"{m.sans_civilite}, {date_courte(jour)}",
                    "rendez-vous de quelques heures : la personne est présente."
                    if genre == "rendez_vous"
                    else "entrée provisoire : elle ne compte pas.",
                )
            )
    return trouves


# --- Sources ---------------------------------------------------------------------------------------------------------


def compose_sources(atelier: Atelier) -> Partie:
    """Write the tâche « sources »."""
    question = Question(atelier.redacteur.texte("question.sources"), (_sources(atelier),))
    return Partie(TacheComposee("sources", (question,)))


def _sources(atelier: Atelier) -> Reponse:
    techniques = tuple(p.titre for p in fiches.fiches(atelier))
    documents = (TITRES[SUIVI], *techniques, TITRES[PROCEDURE], communs.equipe(atelier.monde).titre, TITRES[AGENDA])
    zone = ZoneTableau(
        "sources",
        "Sources utilisées",
        (
            ColonneSaisie("message", "Message", "choix", tuple(m.lettre for m in pieces.memoire(atelier).messages), 10),
            ColonneSaisie("document", "Document", "choix", documents, 46),
            ColonneSaisie("repere", "Ligne du document", "choix", _reperes(atelier), 32),
        ),
        LIGNES_SOURCES,
    )
    lignes = [(m, d, r) for m in pieces.memoire(atelier).messages for d, r in _de(atelier, m)]
    valeur = [{"message": m.lettre, "document": d, "repere": r} for m, d, r in lignes]
    x = fiches.fiche(atelier)
    lettre = pieces.memoire(atelier).message("technique").lettre
    erreurs = (
        ErreurFrequente(
            {"message": lettre, "document": fiches.titre_fiche(x.article, x.ancienne)},
            Decimal(0),
            "ancienne version de la fiche",
        ),
    )
    demarche = " ".join(f"{m.lettre} : {d}, « {r} »." for m, d, r in lignes)
    necessaires = (
        *(necessaire(m.cle) for m in pieces.memoire(atelier).messages),
        necessaire(SUIVI),
        necessaire(fiches.FICHE),
        necessaire(PROCEDURE),
    )
    return Reponse(
        zone,
        "C1.5.b",
        "C1.5.r2",
        "tableau",
        valeur,
        Decimal("2.5"),
        necessaires,
        demarche,
        "retrouvee",
        cle=("message", "repere"),
        erreurs=erreurs,
        penalite=Decimal("0.5"),
    )


def _reperes(atelier: Atelier) -> tuple[str, ...]:
    """Return the closed list of rows: orders, characteristics, grievances, subjects."""
    m = pieces.memoire(atelier)
    commandes = sorted(pieces.commande(atelier, c).numero for c in (m.cible, m.jumelle, m.litige))
    return (*commandes, *sorted(n for n, *_ in fiches.fiche(atelier).lignes), *GESTES.values(), *SUJETS.values())


def _de(atelier: Atelier, m: Message) -> list[tuple[str, str]]:
    """Return the (document, row) on which the answer to a message rests."""
    memoire = pieces.memoire(atelier)
    if m.genre == "suivi":
        return [(TITRES[SUIVI], pieces.commande(atelier, memoire.cible).numero)]
    if m.genre == "technique":
        x = fiches.fiche(atelier)
        return [(fiches.titre_fiche(x.article, x.nouvelle), x.lignes[x.demandee][0])]
    if m.genre == "reclamation":
        return [
            (TITRES[SUIVI], pieces.commande(atelier, memoire.litige).numero),
            *((TITRES[PROCEDURE], GESTES[g.genre]) for g in memoire.griefs),
        ]
    return [(TITRES[PROCEDURE], SUJETS[m.genre])]

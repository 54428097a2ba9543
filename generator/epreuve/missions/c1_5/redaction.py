"""C1.5, tâche « redaction »: the need to respect, the answer to the complaint, the answer adapted to the need."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5 import bareme, fiches, messages, pieces
from generator.epreuve.missions.c1_5.pieces import AGENDA, FORMES, PROCEDURE, SUIVI, Partie
from generator.epreuve.missions.c1_5.roles import BESOINS, Message
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    NiveauxRedaction,
    Question,
    Reponse,
    TacheComposee,
    ZoneRedaction,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces import communs
from generator.monde.journal import LivraisonFaite
from generator.textes import date_courte, euros, nombre

CANAUX = ("courriel", "courrier", "téléphone")
"""Words to write: some 85 to the complaint, 45 to the client who stated a need."""


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    questions = (
        Question(atelier.redacteur.texte("question.besoin"), (_besoin(atelier),)),
        _reclamation(atelier),
        _adaptee(atelier),
    )
    return Partie(TacheComposee("redaction", questions))


def porteur(atelier: Atelier) -> Message:
    """Return the message that states a need."""
    return next(m for m in pieces.memoire(atelier).messages if m.besoin)


def _besoin(atelier: Atelier) -> Reponse:
    m, x = pieces.memoire(atelier), porteur(atelier)
    canal = m.regles.canaux[BESOINS.index(x.besoin)]
    zone = ZoneTableau(
        "besoin",
        "Réponse à adapter",
        (
            ColonneSaisie("message", "Message", "choix", tuple(y.lettre for y in m.messages), 10),
            ColonneSaisie("canal", "Canal", "choix", CANAUX, 14),
            ColonneSaisie("forme", "Forme", "choix", tuple(FORMES.values()), 28),
        ),
        3,
    )
    valeur = [{"message": x.lettre, "canal": canal, "forme": FORMES[x.besoin]}]
    erreurs = tuple(
        ErreurFrequente(
            {"message": x.lettre, "canal": c, "forme": FORMES[x.besoin]}, Decimal("0.5"), "canal mal choisi"
        )
        for c in CANAUX
        if c != canal
    )
    demarche = (
        f"Message {x.lettre} : besoin « {pieces.INTITULES_BESOINS[x.besoin]} », donc {canal}, {FORMES[x.besoin]}."
    )
    return Reponse(
        zone,
        "C1.5.a",
        "C1.5.r1",
        "tableau",
        valeur,
        Decimal("1.5"),
        (necessaire(x.cle), necessaire(PROCEDURE, "Besoins", pieces.INTITULES_BESOINS[x.besoin])),
        demarche,
        "retrouvee",
        cle=("message",),
        erreurs=erreurs,
        penalite=Decimal("0.5"),
    )


def _niveaux(atelier: Atelier, nom: str, variables: dict[str, Any], elements: tuple[str, ...]) -> NiveauxRedaction:
    t = atelier.redacteur.texte
    textes = {
        n: t(f"niveaux.{nom}.{n}", **variables)
        for n in ("intitule", "tres_satisfaisant", "satisfaisant", "insuffisant", "tres_insuffisant")
    }
    return NiveauxRedaction(**textes, elements=elements)


# --- Answer to the complaint -----------------------------------------------------------------------------------------


def _reclamation(atelier: Atelier) -> Question:
    m, t = pieces.memoire(atelier), atelier.redacteur.texte
    x = m.message("reclamation")
    variables = _variables(atelier, x)
    rappel = variables["issue"]
    elements = tuple(
        e
        for e in (
            variables["commande"].numero,
            euros(variables["total"]) if variables["total"] and not rappel.personne else "",
            rappel.personne.nom_seul if rappel.personne else "",
            date_courte(rappel.jour) if rappel.personne else "",
            m.regles.mediateur if variables["mediateur"] else "",
        )
        if e
    )
    paragraphes = [
        t(
            f"reponse.griefs.{r.grief.genre}.{_cas(r, transmis=rappel.personne is not None)}",
            **variables,
            r=r,
            libelle=atelier.monde.article(r.grief.ref).libelle if r.grief.ref else "",
        )
        for r in variables["reponses"]
    ]
    modele = t("reponse.reclamation", **variables, paragraphes=" ".join(paragraphes))
    sources = [necessaire(x.cle), necessaire(SUIVI), necessaire(PROCEDURE)]
    sources += [necessaire(communs.EQUIPE), necessaire(AGENDA)] if rappel.personne else []
    return Question(
        t("question.reclamation", client=variables["client"], lettre=x.lettre),
        (
            Reponse(
                ZoneRedaction("reponse_reclamation", t("reponse.titre", lettre=x.lettre, client=variables["client"])),
                "C1.5.a",
                "C1.5.r1",
                "redaction",
                modele,
                Decimal(7),
                tuple(sources),
                t("reponse.demarche_reclamation", **variables),
                "attestee",
                niveaux=_niveaux(atelier, "reclamation", variables, elements),
            ),
        ),
    )


def _cas(r: bareme.Reponse, *, transmis: bool) -> str:
    if not r.geste:
        return "sans"
    return "transmis" if transmis else "geste"


def _variables(atelier: Atelier, x: Message) -> dict[str, Any]:
    c = messages.client(atelier, x)
    reponses = bareme.reponses(atelier)
    refuse = any(r.grief.genre == "retard" and not r.geste for r in reponses)
    return {
        "client": c,
        "commande": pieces.commande(atelier, "c1_5/litige"),
        "depart": atelier.monde.faits["c1_5/depart"],
        "jours": bareme.retard(atelier),
        "reponses": reponses,
        "total": bareme.total(atelier),
        "regles": pieces.memoire(atelier).regles,
        "issue": next(i for i in bareme.issues(atelier) if i.message == x),
        "nb": len(reponses),
        "mediateur": pieces.memoire(atelier).regles.mediateur if refuse and c.categorie == "particulier" else "",
    }


# --- Answer adapted to the need --------------------------------------------------------------------------------------


def _adaptee(atelier: Atelier) -> Question:
    m, t, x = pieces.memoire(atelier), atelier.redacteur.texte, porteur(atelier)
    c = messages.client(atelier, x)
    faits, document = (_faits_suivi(atelier), SUIVI) if x.genre == "suivi" else (_faits_fiche(atelier), fiches.FICHE)
    canal = m.regles.canaux[BESOINS.index(x.besoin)]
    variables = {"client": c, "canal": canal, "forme": FORMES[x.besoin], "besoin": x.besoin, **faits}
    modele = t(f"reponse.adaptee.{x.genre}.{'facile' if x.besoin == 'facile' else 'courante'}", **variables)
    return Question(
        t("question.adaptee"),
        (
            Reponse(
                ZoneRedaction("reponse_adaptee", t("reponse.titre_adaptee")),
                "C1.5.a",
                "C1.5.r1",
                "redaction",
                modele,
                Decimal("4.5"),
                (necessaire(x.cle), necessaire(document), necessaire(PROCEDURE, "Besoins")),
                t("reponse.demarche_adaptee", **variables),
                "attestee",
                niveaux=_niveaux(atelier, "adaptee", variables, faits["elements"]),
            ),
        ),
    )


def _faits_suivi(atelier: Atelier) -> dict[str, Any]:
    m = pieces.memoire(atelier)
    c, depart = pieces.commande(atelier, m.cible), atelier.monde.faits["c1_5/partiel"]
    assert isinstance(depart, LivraisonFaite)
    assert c.prevue is not None
    demande = sum(li.quantite for li in c.lignes if li.ref == m.article)
    partie = sum(li.quantite for li in depart.lignes if li.ref == m.article) if depart.suit == m.cible else 0
    return {
        "commande": c,
        "article": atelier.monde.article(m.article),
        "demande": demande,
        "partie": partie,
        "depart": depart,
        "faits": f"{c.numero}, {nombre(demande - partie)} à expédier, départ le {date_courte(c.prevue)}",
        "elements": (c.numero, nombre(demande - partie), date_courte(c.prevue)),
    }


def _faits_fiche(atelier: Atelier) -> dict[str, Any]:
    x = fiches.fiche(atelier)
    nom, _, apres, unite = x.lignes[x.demandee]
    valeur = f"{nombre(apres)} {unite}"
    return {
        "article": x.article,
        "nom": nom,
        "demande": x.demande,
        "valeur": valeur,
        "version": x.nouvelle,
        "faits": f"{valeur}, version du {date_courte(x.nouvelle)}",
        "elements": (valeur, date_courte(x.nouvelle)),
    }

"""C1.6, tâche « alerte »: the new date of an order, its delay, who is told of what by when, a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_6 import pieces, textes
from generator.epreuve.missions.c1_6.exploitation import sources_promesse
from generator.epreuve.missions.c1_6.pieces import NOTE, PARAMETRAGE, PROCEDURE, Partie
from generator.epreuve.missions.c1_6.regles import INFORMATIONS, present
from generator.epreuve.missions.c1_6.rgpd import NIVEAUX
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    NiveauxRedaction,
    Question,
    Reponse,
    TacheComposee,
    ZoneCellule,
    ZoneRedaction,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.metier.calendrier import UN_JOUR, ajoute_ouvres, jours_ouvres
from generator.textes import date_courte, majuscule

LIGNES = 8


@dataclass(frozen=True)
class Alerte:
    """Somebody to tell: row of the rules (key of INFORMATIONS), person, day by which."""

    regle: str
    personne: str
    jour: date

    @property
    def information(self) -> str:
        """What to tell."""
        return INFORMATIONS[self.regle]


def alertes(atelier: Atelier) -> list[Alerte]:
    """Return who must be told, in the order of the rules."""
    m = pieces.memoire(atelier)
    r, incident = m.regles, m.contact("incident")
    grave = "grave" if r.long(m.retard) else "leger"
    lesquelles = [{"arrivage": m.origine, "retard": grave}.get(x, x) for x in textes.mesures(atelier).alertes]
    compte = r.compte(incident.quand, recu=True)
    resultat = []
    for nom in lesquelles:
        jour = ajoute_ouvres(compte, r.alertes[nom].delai)
        qui = m.personnes.client if nom == "client" else present(atelier.cadre, r.alertes[nom].role, jour)
        resultat.append(Alerte(nom, qui.complet, jour))
    return resultat


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t = atelier.redacteur.texte
    questions = (
        Question(t("question.nouvelle"), (_nouvelle(atelier),)),
        Question(t("question.retard"), (_retard(atelier),)),
        Question(t("question.alertes"), (_alertes(atelier),)),
        Question(t("question.message"), (_message(atelier),)),
    )
    return Partie(TacheComposee("alerte", questions), tuple(_leurres(atelier)))


def _nouvelle(atelier: Atelier) -> Reponse:
    m = pieces.memoire(atelier)
    pret, autre = m.regles.pret[m.origine], "transporteur" if m.origine == "fournisseur" else "fournisseur"
    fausses = {
        m.arrivage: "date de l’arrivage, sans la préparation",
        ajoute_ouvres(m.arrivage, m.regles.pret[autre]): f"délai du retard {autre}",
    }
    erreurs = tuple(
        ErreurFrequente(j.isoformat(), Decimal("0.5"), dit) for j, dit in fausses.items() if j != m.nouvelle
    )
    return Reponse(
        ZoneCellule("nouvelle", "Nouvelle date de la commande", "date"),
        "C1.6.a",
        "C1.6.r1",
        "date",
        m.nouvelle.isoformat(),
        Decimal("0.5"),
        (necessaire(NOTE), necessaire(PARAMETRAGE, "Suivi", f"Commande prête après un retard {m.origine}")),
        f"Retard {m.origine} : arrivage du {date_courte(m.arrivage)} + {pieces.jours(pret)} = "
        f"{date_courte(m.nouvelle)}.",
        "calculee",
        erreurs=erreurs,
    )


def _retard(atelier: Atelier) -> Reponse:
    m = pieces.memoire(atelier)
    fausses = {
        (m.nouvelle - m.promise).days: "jours calendaires",
        sum(1 for _ in jours_ouvres(m.annoncee + UN_JOUR, m.nouvelle)): "compté depuis la première date promise",
    }
    erreurs = tuple(ErreurFrequente(str(n), Decimal("0.25"), dit) for n, dit in fausses.items() if n != m.retard)
    return Reponse(
        ZoneCellule("retard", "Retard de la commande (jours ouvrés)", "nombre", unite="jours ouvrés"),
        "C1.6.a",
        "C1.6.r1",
        "nombre",
        str(m.retard),
        Decimal("0.5"),
        (necessaire(NOTE), *sources_promesse(atelier), necessaire(PARAMETRAGE, "Suivi", "Retard d’une commande")),
        f"Du {date_courte(m.promise)} (non compté) au {date_courte(m.nouvelle)} : {pieces.jours(m.retard)}.",
        "calculee",
        unite="jours ouvrés",
        erreurs=erreurs,
    )


def _alertes(atelier: Atelier) -> Reponse:
    m, liste = pieces.memoire(atelier), alertes(atelier)
    noms = (m.personnes.client.complet, *(x.complet for x in atelier.cadre.equipe))
    zone = ZoneTableau(
        "alertes",
        "Personnes à informer du retard",
        (
            ColonneSaisie("information", "Information", "choix", tuple(sorted(set(INFORMATIONS.values()))), 26),
            ColonneSaisie("personne", "Personne à informer", "choix", noms, 28),
            ColonneSaisie("jour", "Au plus tard le", "date", largeur=16),
        ),
        LIGNES,
    )
    valeur = [{"information": a.information, "personne": a.personne, "jour": a.jour.isoformat()} for a in liste]
    sources = (
        necessaire(NOTE),
        *sources_promesse(atelier),
        necessaire(PARAMETRAGE, "Alertes"),
        necessaire(PARAMETRAGE, "Suivi"),
        necessaire(PROCEDURE, "Échéances"),
        necessaire(communs.EQUIPE, "Équipe"),
    )
    return Reponse(
        zone,
        "C1.6.a",
        "C1.6.r1",
        "tableau",
        valeur,
        Decimal("1.5"),
        sources,
        " ".join(_dit(atelier, a) for a in liste),
        "calculee",
        cle=("information",),
        erreurs=tuple(_erreurs(atelier, liste)),
        penalite=Decimal("0.5"),
    )


def _dit(atelier: Atelier, a: Alerte) -> str:
    m = pieces.memoire(atelier)
    titulaire = (
        m.personnes.client.complet if a.regle == "client" else atelier.membre(m.regles.alertes[a.regle].role).complet
    )
    absent = f", en l’absence de {titulaire}" if titulaire != a.personne else ""
    return (
        f"« {pieces.evenements(m.regles)[a.regle]} » : {a.personne}{absent}, {a.information}, le {date_courte(a.jour)}."
    )


def _erreurs(atelier: Atelier, liste: list[Alerte]) -> list[ErreurFrequente]:
    """Name the tempting wrong rows: the threshold misread, the other kind of delay, an absence forgotten."""
    m, inverse = (
        pieces.memoire(atelier),
        {"leger": "grave", "grave": "leger", "fournisseur": "transporteur", "transporteur": "fournisseur"},
    )
    r, compte = m.regles, m.regles.compte(m.contact("incident").quand, recu=True)
    erreurs = []
    for a in liste:
        juste = {"information": a.information, "personne": a.personne, "jour": a.jour.isoformat()}
        if a.regle in inverse:
            autre = r.alertes[inverse[a.regle]]
            jour = ajoute_ouvres(compte, autre.delai)
            faux = juste | {"personne": present(atelier.cadre, autre.role, jour).complet, "jour": jour.isoformat()}
            dit = "seuil de retard mal lu" if a.regle in ("leger", "grave") else "autre sorte de retard"
            erreurs.append(ErreurFrequente(faux, Decimal("0.25"), dit))
        titulaire = m.personnes.client if a.regle == "client" else atelier.membre(r.alertes[a.regle].role)
        if titulaire.complet != a.personne:
            erreurs.append(ErreurFrequente(juste | {"personne": titulaire.complet}, Decimal("0.5"), "absence oubliée"))
    return erreurs


def _message(atelier: Atelier) -> Reponse:
    m, t = pieces.memoire(atelier), atelier.redacteur.texte
    consignes = "\n".join(
        "– " + t("message.consigne", personne=a.personne, information=a.information, jour=a.jour)
        for a in alertes(atelier)
        if a.regle != "client"
    )
    commande = atelier.monde.faits["c1_6/commande"].numero
    v = {
        "commande": commande,
        "client": atelier.monde.client(m.client),
        "societe": majuscule(m.societe),
        "arrivage": m.arrivage,
        "nouvelle": m.nouvelle,
        "promise": m.promise,
        "retard": m.retard,
        "consignes": consignes,
    }
    tres, bien, peu, rien = (t(f"niveaux.message.{n}", **v) for n in NIVEAUX)
    niveaux = NiveauxRedaction(
        t("niveaux.message.intitule"), tres, bien, peu, rien, elements=(commande, date_courte(m.nouvelle))
    )
    sources = (
        necessaire(NOTE),
        *sources_promesse(atelier),
        necessaire(PARAMETRAGE),
        necessaire(PROCEDURE),
        necessaire(communs.EQUIPE),
    )
    return Reponse(
        ZoneRedaction("message", t("message.titre")),
        "C1.6.a",
        "C1.6.r1",
        "redaction",
        t("message.modele", **v),
        Decimal(3),
        sources,
        t("message.demarche", **v),
        "attestee",
        niveaux=niveaux,
    )


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    m = pieces.memoire(atelier)
    noms = pieces.evenements(m.regles)
    ecartee = "leger" if m.regles.long(m.retard) else "grave"
    autre = "transporteur" if m.origine == "fournisseur" else "fournisseur"
    return [
        LeurreLieu(
            f"alerte_{x}",
            Lieu(PARAMETRAGE, "Alertes", noms[x], "Informer"),
            noms[x],
            f"le retard est de {pieces.jours(m.retard)} et vient du {m.origine} : cette ligne ne s’applique pas.",
        )
        for x in (ecartee, autre)
    ]

"""C1.6, tâche « historique »: the exchanges to enter, what follows each, those to leave out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_6 import pieces, textes
from generator.epreuve.missions.c1_6.passe import LigneGrc
from generator.epreuve.missions.c1_6.pieces import HISTORIQUE, NOTE, PARAMETRAGE, PROCEDURE, Partie
from generator.epreuve.missions.c1_6.regles import SUITES, TYPES, present
from generator.epreuve.missions.c1_6.roles import Contact
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Question,
    Reponse,
    SourceLieu,
    TacheComposee,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.metier.calendrier import ajoute_ouvres, est_ouvre
from generator.textes import date_courte, jour_date, nombre

CANAUX = ("courriel", "courrier", "téléphone", "visite")
MOTIFS = ("autre client", "déjà saisi", "doublon")
LIGNES_SAISIR, LIGNES_ECARTES = 10, 8
_DATE = ColonneSaisie("date", "Date", "date", largeur=13)


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t = atelier.redacteur.texte
    questions = (
        Question(t("question.saisir"), (_saisir(atelier),)),
        Question(t("question.suites"), (_suites(atelier),)),
        Question(t("question.ecartes"), (_ecartes(atelier),)),
    )
    return Partie(TacheComposee("historique", questions), tuple(_leurres(atelier)))


def sources(
    atelier: Atelier,
    contacts: Sequence[Contact],
    role: Literal["necessaire", "corroborante"] = "necessaire",
) -> tuple[SourceLieu, ...]:
    """Return the places of these exchanges, each once."""
    return tuple(dict.fromkeys(SourceLieu(pieces.lieu(atelier, c), role) for c in contacts))


def _saisir(atelier: Atelier) -> Reponse:
    m = pieces.memoire(atelier)
    zone = ZoneTableau(
        "saisir",
        "Échanges à saisir",
        (
            _DATE,
            ColonneSaisie("heure", "Heure", largeur=9),
            ColonneSaisie("canal", "Canal", "choix", CANAUX, 12),
            ColonneSaisie("type", "Type", "choix", tuple(sorted(TYPES.values())), 26),
            ColonneSaisie("interlocuteur", "Interlocuteur", "choix", m.personnes.noms, 24),
            ColonneSaisie("document", "Document du client", largeur=18),
        ),
        LIGNES_SAISIR,
    )
    contacts = m.des("saisir")
    valeur = [_rang(c) for c in contacts]
    demarche = " ".join(_dit(c) for c in contacts)
    erreurs = tuple(e for c in contacts for e in _erreurs(atelier, c))
    lieux = (*sources(atelier, contacts), necessaire(HISTORIQUE, "Historique"), necessaire(PROCEDURE, "Saisie"))
    return Reponse(
        zone,
        "C1.6.b",
        "C1.6.r1",
        "tableau",
        valeur,
        Decimal(3),
        lieux,
        demarche,
        "retrouvee",
        cle=("date",),
        erreurs=erreurs,
        penalite=Decimal("0.5"),
    )


def _rang(c: Contact) -> dict[str, str]:
    return {
        "date": c.quand.date().isoformat(),
        "heure": pieces.heure(c.quand),
        "canal": c.canal,
        "type": TYPES[c.genre],
        "interlocuteur": c.personne.complet,
        "document": c.document,
    }


def _dit(c: Contact) -> str:
    return (
        f"{date_courte(c.quand.date())}, {pieces.heure(c.quand)}, {c.canal} : {TYPES[c.genre]}, {c.personne.complet}, "
        f"{c.document}."
    )


def _erreurs(atelier: Atelier, c: Contact) -> list[ErreurFrequente]:
    """Name the tempting wrong cells: the purchase's number, the first quote's."""
    faux = {
        "incident": ("c1_6/achat", "numéro de l’achat, au lieu de la commande du client"),
        "accord": ("c1_6/devis1", "numéro du premier devis, remplacé depuis"),
    }
    if c.cle not in faux:
        return []
    cle, dit = faux[c.cle]
    return [ErreurFrequente(_rang(c) | {"document": atelier.monde.faits[cle].numero}, Decimal("0.6"), dit)]


def suite(atelier: Atelier, c: Contact) -> dict[str, str]:
    """Return what follows an exchange: what, who, by when."""
    r = pieces.memoire(atelier).regles
    due = r.echeance(c.genre, c.quand, recu=c.recu)
    return {
        "date": c.quand.date().isoformat(),
        "suite": SUITES[c.genre],
        "responsable": present(atelier.cadre, r.suites[c.genre].role, due).complet,
        "echeance": due.isoformat(),
    }


def _suites(atelier: Atelier) -> Reponse:
    m = pieces.memoire(atelier)
    equipe = tuple(x.complet for x in atelier.cadre.equipe)
    zone = ZoneTableau(
        "suites",
        "Suites des échanges saisis",
        (
            ColonneSaisie("date", "Date de l’échange", "date", largeur=18),
            ColonneSaisie("suite", "Suite à donner", "choix", tuple(sorted(SUITES.values())), 30),
            ColonneSaisie("responsable", "Responsable", "choix", equipe, 28),
            ColonneSaisie("echeance", "Échéance", "date", largeur=13),
        ),
        LIGNES_SAISIR,
    )
    contacts = m.des("saisir")
    valeur = [suite(atelier, c) for c in contacts]
    erreurs = tuple(e for c, v in zip(contacts, valeur, strict=True) for e in _erreurs_suite(atelier, c, v))
    lieux = (
        *sources(atelier, contacts),
        necessaire(HISTORIQUE, "Historique"),
        necessaire(PARAMETRAGE, "Suites"),
        necessaire(PROCEDURE, "Échéances"),
        necessaire(communs.EQUIPE, "Équipe"),
    )
    return Reponse(
        zone,
        "C1.6.b",
        "C1.6.r1",
        "tableau",
        valeur,
        Decimal(2),
        lieux,
        " ".join(_dit_suite(atelier, c) for c in contacts),
        "calculee",
        cle=("date",),
        erreurs=erreurs,
        penalite=Decimal("0.5"),
    )


def _dit_suite(atelier: Atelier, c: Contact) -> str:
    r = pieces.memoire(atelier).regles
    v, compte, regle = suite(atelier, c), r.compte(c.quand, recu=c.recu), r.suites[c.genre]
    reporte = f", compté du {date_courte(compte)}" if compte != c.quand.date() else ""
    due = r.echeance(c.genre, c.quand, recu=c.recu)
    titulaire = atelier.membre(regle.role).complet
    absent = f" ({titulaire} ne travaille pas ce jour-là)" if titulaire != v["responsable"] else ""
    return (
        f"{date_courte(c.quand.date())}{reporte} + {pieces.jours(regle.delai)} : "
        f"{v['suite']}, {v['responsable']}{absent}, "
        f"le {date_courte(due)}."
    )


def _erreurs_suite(atelier: Atelier, c: Contact, v: dict[str, str]) -> list[ErreurFrequente]:
    """Name the tempting wrong rows: the rule of the late hour missed or misread, the absent person."""
    r = pieces.memoire(atelier).regles
    regle, due = r.suites[c.genre], r.echeance(c.genre, c.quand, recu=c.recu)
    jour, compte = c.quand.date(), r.compte(c.quand, recu=c.recu)
    autre = jour if compte != jour else ajoute_ouvres(jour, 1)
    erreurs = []
    if compte != jour or c.quand.time() == r.limite:
        fausse = ajoute_ouvres(autre, regle.delai)
        erreurs.append(
            ErreurFrequente(
                v | {"echeance": fausse.isoformat(), "responsable": present(atelier.cadre, regle.role, fausse).complet},
                Decimal("0.5"),
                "règle de l’heure ou du jour de réception mal appliquée",
            )
        )
    titulaire = atelier.membre(regle.role).complet
    if titulaire != v["responsable"]:
        erreurs.append(
            ErreurFrequente(v | {"responsable": titulaire}, Decimal("0.6"), f"absence oubliée le {date_courte(due)}")
        )
    return erreurs


def _ecartes(atelier: Atelier) -> Reponse:
    m = pieces.memoire(atelier)
    zone = ZoneTableau(
        "ecartes",
        "Échanges à ne pas saisir",
        (
            ColonneSaisie("date", "Date de l’échange", "date", largeur=18),
            ColonneSaisie("motif", "Motif", "choix", MOTIFS, 18),
        ),
        LIGNES_ECARTES,
    )
    contacts = m.des("autre client", "déjà saisi", "doublon")
    valeur = [{"date": c.quand.date().isoformat(), "motif": c.statut} for c in contacts]
    doubles = [textes.premier(m, c) for c in contacts if c.statut == "doublon"]
    pris = {c.piece for c in contacts}
    lieux = (
        *sources(atelier, contacts),
        *(s for s in sources(atelier, doubles, "corroborante") if s.lieu.piece not in pris),
        necessaire(HISTORIQUE, "Historique"),
        necessaire(PROCEDURE, "Saisie"),
    )
    return Reponse(
        zone,
        "C1.6.b",
        "C1.6.r1",
        "tableau",
        valeur,
        Decimal(1),
        lieux,
        " ".join(_pourquoi(atelier, c) for c in contacts),
        "retrouvee",
        cle=("date",),
        penalite=Decimal("0.5"),
    )


def _pourquoi(atelier: Atelier, c: Contact) -> str:
    m, jour = pieces.memoire(atelier), date_courte(c.quand.date())
    if c.statut == "doublon":
        return f"{jour} : redit l’échange du {date_courte(textes.premier(m, c).quand.date())}."
    if c.statut == "autre client":
        societe, client = atelier.monde.client(m.autre).nom, m.personnes.client.complet
        return f"{jour} : {c.personne.complet}, {societe}, homonyme de {client}."
    rang = next(i for i, li in enumerate(m.lignes, 1) if li.cle == "deja")
    return f"{jour} : déjà saisi, ligne {nombre(rang)} de l’historique."


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    """Name what looks out of place and is not: the old mail never entered, an hour near the limit, a Saturday."""
    m = pieces.memoire(atelier)
    trouves = []
    for c in m.des("saisir"):
        lieu = pieces.lieu(atelier, c)
        jour = jour_date(c.quand.date())
        if c.cle == "confirmation":
            trouves.append(
                LeurreLieu(
                    "cite", lieu, f"courriel cité du {jour}", "ancien, mais jamais saisi : à saisir à sa propre date."
                )
            )
        if c.cle == "appel":
            trouves.append(
                LeurreLieu("ancien_appel", lieu, f"appel du {jour}", "ancien, mais absent de l’historique : à saisir.")
            )
        if c.piece == NOTE:
            trouves.append(
                LeurreLieu("veille", lieu, f"appel du {jour}", "la note est du jour, l’échange de la veille ouvrée.")
            )
        if not est_ouvre(c.quand.date()):
            trouves.append(
                LeurreLieu(
                    "samedi", lieu, jour, "reçu un samedi : saisi à sa date, délai compté du jour ouvré suivant."
                )
            )
        elif m.regles.limite > c.quand.time() and c.cle in ("relance", "incident", "accord"):
            trouves.append(
                LeurreLieu(
                    f"avant_{c.cle}", lieu, pieces.heure(c.quand), "reçu avant l’heure limite : compté du jour même."
                )
            )
    return [*trouves, *_premier_devis(m.lignes, atelier)]


def _premier_devis(lignes: Sequence[LigneGrc], atelier: Atelier) -> list[LeurreLieu]:
    rang = next(i for i, li in enumerate(lignes, 1) if li.cle == "devis1")
    numero = atelier.monde.faits["c1_6/devis1"].numero
    return [
        LeurreLieu(
            "devis1",
            Lieu(HISTORIQUE, "Historique", str(rang), "Document"),
            numero,
            "premier devis, remplacé par le second : il n’est pas celui que le client accepte.",
        )
    ]

"""C1.6, tâche « rgpd »: the comments to enter or not; and the neutral summaries of two exchanges."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_6 import commentaires, pieces, textes
from generator.epreuve.missions.c1_6.commentaires import DECISIONS, FAIT_UTILE, MOTIFS
from generator.epreuve.missions.c1_6.historique import sources
from generator.epreuve.missions.c1_6.pieces import COMMENTAIRES, PROCEDURE, Partie
from generator.epreuve.missions.c1_6.roles import Contact
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    NiveauxRedaction,
    Question,
    Reponse,
    TacheComposee,
    ZoneRedaction,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces.contenus import Lieu
from generator.textes import date_courte

LIGNES = 10


def compose(atelier: Atelier) -> Partie:
    """Write the tâche « rgpd »."""
    proposes = commentaires.proposes(atelier)
    question = Question(atelier.redacteur.texte("question.commentaires"), (_decisions(proposes),))
    leurres = tuple(
        LeurreLieu(
            f"delicat_{x.repere.lower()}",
            Lieu(COMMENTAIRES, "Commentaires", x.repere, "Commentaire"),
            x.texte,
            "fait ou besoin utile, sans jugement ni diagnostic : à enregistrer tel quel.",
        )
        for x in proposes
        if x.genre == "delicat"
    )
    return Partie(TacheComposee("rgpd", (question,)), leurres)


def _decisions(proposes: Sequence[commentaires.Commentaire]) -> Reponse:
    decisions = ("enregistrer", "reformuler", "ne pas enregistrer")
    zone = ZoneTableau(
        "commentaires",
        "Commentaires proposés",
        (
            ColonneSaisie("repere", "Repère", largeur=10),
            ColonneSaisie("decision", "Décision", "choix", decisions, 20),
            ColonneSaisie("motif", "Motif", "choix", tuple(MOTIFS.values()), 20),
        ),
        LIGNES,
        tuple({"repere": x.repere} for x in proposes),
    )
    valeur = [{"repere": x.repere, "decision": DECISIONS[x.genre], "motif": MOTIFS[x.motif]} for x in proposes]
    erreurs = tuple(
        ErreurFrequente(
            {"repere": x.repere, "decision": "ne pas enregistrer", "motif": MOTIFS[x.motif]},
            Decimal("0.5"),
            "le fait utile est perdu",
        )
        for x in proposes
        if x.genre == "mele"
    )
    erreurs += tuple(
        ErreurFrequente(
            {"repere": x.repere, "decision": "enregistrer", "motif": FAIT_UTILE},
            Decimal(0),
            "l’information exclue serait enregistrée",
        )
        for x in proposes
        if x.genre in ("mele", "exclu")
    )
    demarche = " ".join(
        f"{x.repere} : {DECISIONS[x.genre]}, {MOTIFS[x.motif]}"
        + (f" (garder « {x.utile} »)." if x.genre == "mele" else ".")
        for x in proposes
    )
    return Reponse(
        zone,
        "C1.6.c",
        "C1.6.r1",
        "tableau",
        valeur,
        Decimal("1.5"),
        (necessaire(COMMENTAIRES, "Commentaires"), necessaire(PROCEDURE, "Commentaires")),
        demarche,
        "retrouvee",
        cle=("repere",),
        erreurs=erreurs,
    )


# --- Summaries -------------------------------------------------------------------------------------------------------


def resumes(atelier: Atelier) -> tuple[Question, LeurreLieu]:
    """Return the question on two summaries: the exchange told with a personal remark, and the client's last mail."""
    m, t = pieces.memoire(atelier), atelier.redacteur.texte
    hote, relance = m.contact(m.remarque), m.contact("relance")
    choisis = sorted((hote, relance), key=lambda c: c.quand)
    noms = [_nom(atelier, c) for c in (hote, relance)]
    faits = [_fait(atelier, c) for c in choisis]
    tres, bien, peu, rien = (t(f"niveaux.resumes.{n}") for n in NIVEAUX)
    niveaux = NiveauxRedaction(
        t("niveaux.resumes.intitule"), tres, bien, peu, rien, elements=tuple(dict.fromkeys(c.document for c in choisis))
    )
    modele = t("resume.modele", un=choisis[0].quand, deux=choisis[1].quand, fait_un=faits[0], fait_deux=faits[1])
    reponse = Reponse(
        ZoneRedaction("resumes", t("resume.titre")),
        "C1.6.c",
        "C1.6.r1",
        "redaction",
        modele,
        Decimal(3),
        (*sources(atelier, choisis), necessaire(PROCEDURE, "Commentaires")),
        t("resume.demarche", hote=hote.quand),
        "attestee",
        niveaux=niveaux,
    )
    question = Question(t("question.resumes", premier=noms[0], second=noms[1]), (reponse,))
    leurre = LeurreLieu(
        "remarque",
        pieces.lieu(atelier, hote),
        textes.remarque(atelier),
        f"l’échange du {date_courte(hote.quand.date())} est à saisir, la remarque personnelle non.",
    )
    return question, leurre


NIVEAUX = ("tres_satisfaisant", "satisfaisant", "insuffisant", "tres_insuffisant")


def _nom(atelier: Atelier, c: Contact) -> str:
    """Return how a question names an exchange, its day left out."""
    cle = {"relance": c.genre, "appel": "information_appel" if c.genre == "information" else c.genre}.get(c.cle, c.cle)
    return atelier.redacteur.texte(f"resume.nom.{cle}", p=c.personne)


def _fait(atelier: Atelier, c: Contact) -> str:
    """Return the model summary of an exchange."""
    m = pieces.memoire(atelier)
    cle = {"modification": m.changement, "incident": "incident", "question": "information"}.get(c.cle, c.genre)
    return atelier.redacteur.texte(f"resume.fait.{cle}", **textes.variables(atelier, c))

"""C1.2, tâche « transmission »: way of sending and reason for each client, fields of Chorus Pro, justification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import pieces
from generator.epreuve.missions.c1_2.envois import ECRAN, PAPIER
from generator.epreuve.missions.c1_2.formulaires import niveaux
from generator.epreuve.missions.c1_2.mesures import Envoi
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Partie,
    Question,
    Reponse,
    TacheComposee,
    ZoneRedaction,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces.communs import CLIENTS
from generator.epreuve.pieces.contenus import Classeur, Colonne, Feuille, Lieu, Page, Paragraphe, Piece, Tableau, Titre
from generator.monde.faits import Client
from generator.monde.metier.identifiants import groupe_siret
from generator.textes import date_longue

REGLES, LISTE = "c1_2/transmission", "c1_2/envois"
LIGNES = 8
CHORUS, ACCESSIBLE, ADAPTE, PLATEFORME, POSTE, SIMPLE = MODES = (
    "Chorus Pro",
    "courriel accessible",
    "courrier adapté",
    "plateforme agréée",
    "courrier postal",
    "courriel",
)
SITUATIONS = (
    ("public", "organisme public", CHORUS),
    ("ecran", "besoin signalé : documents à l’écran", ACCESSIBLE),
    ("papier", "besoin signalé : documents imprimés", ADAPTE),
    ("plateforme", "envoi des factures : plateforme agréée", PLATEFORME),
    ("sans", "aucune adresse de courriel", POSTE),
    ("demande", "envoi des factures : courrier postal", POSTE),
    ("autre", "tout autre cas", SIMPLE),
)
"""Code, situation as printed, way of sending; in order of priority."""
MOTIFS = tuple(f"T{i}" for i in range(1, len(SITUATIONS) + 1))


def situation(client: Client) -> str:
    """Return the code of the first situation that fits a client."""
    if client.categorie == "public":
        return "public"
    if client.besoin in ECRAN:
        return "ecran"
    if client.besoin in PAPIER:
        return "papier"
    if client.canal == "plateforme":
        return "plateforme"
    return "sans" if not client.courriel else "demande" if client.canal == "courrier" else "autre"


@dataclass(frozen=True)
class Choix:
    """A client, the situation that fits, its way of sending, its reason."""

    envoi: Envoi
    client: Client
    situation: str
    dite: str
    mode: str
    motif: str


def motifs(atelier: Atelier) -> dict[str, str]:
    """Return the reason code of each situation, as the firm numbers them."""
    return dict(zip((s for s, *_ in SITUATIONS), atelier.regles("motifs").melange(MOTIFS), strict=True))


def choix(atelier: Atelier) -> list[Choix]:
    """Return what must be answered for each client of the list."""
    codes, par_code = motifs(atelier), {s: (dite, mode) for s, dite, mode in SITUATIONS}
    resultat = []
    for e in pieces.memoire(atelier).envois:
        client = atelier.monde.client(e.client)
        s = situation(client)
        resultat.append(Choix(e, client, s, *par_code[s], codes[s]))
    return resultat


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    tous = choix(atelier)
    t = atelier.redacteur.texte
    questions = (
        Question(t("question.modes"), (_modes(tous),)),
        Question(t("question.chorus"), (_chorus(atelier, tous),)),
        _justification(atelier, tous),
    )
    return Partie(
        TacheComposee("transmission", questions),
        (pieces.clients(atelier), _regles(atelier), _liste(atelier)),
        tuple(_leurres(tous)),
    )


# --- Answers ---------------------------------------------------------------------------------------------------------


def _modes(tous: list[Choix]) -> Reponse:
    zone = ZoneTableau(
        "modes",
        "Mode d’envoi de chaque document",
        (
            ColonneSaisie("client", "Code client"),
            ColonneSaisie("mode", "Mode d’envoi", "choix", MODES, largeur=28),
            ColonneSaisie("motif", "Motif", "choix", MOTIFS),
        ),
        LIGNES,
    )
    valeur = [{"client": x.client.code, "mode": x.mode, "motif": x.motif} for x in tous]
    demarche = " ; ".join(f"{x.client.code} : {x.dite}, {x.mode} ({x.motif})" for x in tous)
    erreurs = tuple(
        ErreurFrequente({"client": x.client.code, "mode": faux}, Decimal(0), dit)
        for x in tous
        for faux, dit in _tentants(x)
    )
    sources = (
        necessaire(LISTE, "Envois"),
        necessaire(REGLES, "Modes"),
        *(necessaire(CLIENTS, "Clients", x.client.code) for x in tous),
    )
    return Reponse(
        zone,
        "C1.2.c",
        "C1.2.r2",
        "tableau",
        valeur,
        Decimal(3),
        sources,
        f"{demarche}.",
        "retrouvee",
        cle=("client",),
        erreurs=erreurs,
        penalite=Decimal("0.5"),
    )


def _tentants(x: Choix) -> list[tuple[str, str]]:
    """Return the tempting wrong ways: the client's wish, the channel of the record when a need comes first."""
    if x.situation == "public":
        return [(SIMPLE, "la demande du client ne dispense pas de Chorus Pro")]
    habituel = POSTE if x.client.canal == "courrier" else SIMPLE
    if x.situation in ("ecran", "papier"):
        return [(habituel, "besoin signalé oublié")]
    return [(ACCESSIBLE, "le besoin signalé ne porte pas sur les documents")] if x.client.besoin else []


def _chorus(atelier: Atelier, tous: list[Choix]) -> Reponse:
    client = next(x.client for x in tous if x.situation == "public")
    valeurs = {
        "SIRET du destinataire": groupe_siret(client.siret),
        "Code service": client.code_service,
        "N° d’engagement": pieces.memoire(atelier).engagement,
    }
    zone = ZoneTableau(
        "chorus",
        "Dépôt sur Chorus Pro",
        (ColonneSaisie("champ", "Champ", largeur=28), ColonneSaisie("valeur", "Valeur", largeur=26)),
        len(valeurs),
        tuple({"champ": n} for n in valeurs),
    )
    rangs = [{"champ": n, "valeur": v} for n, v in valeurs.items()]
    sources = (
        necessaire(LISTE, "Envois", client.code),
        necessaire(CLIENTS, "Clients", client.code, "SIRET"),
        necessaire(CLIENTS, "Clients", client.code, "Code service"),
    )
    return Reponse(
        zone,
        "C1.2.c",
        "C1.2.r2",
        "tableau",
        rangs,
        Decimal("1.5"),
        sources,
        f"Fiche de {client.code}, et engagement cité dans son message.",
        "retrouvee",
        cle=("champ",),
        champs=dict.fromkeys(valeurs, "texte"),
    )


def _justification(atelier: Atelier, tous: list[Choix]) -> Question:
    t = atelier.redacteur.texte
    x = atelier.flux("justifie").choix([c for c in tous if c.envoi.role in ("accessible", "courrier")])
    variables = {"x": x, "client": x.client, "besoin": x.client.besoin}
    zone = ZoneRedaction("justification", t("justification.titre", client=x.client))
    return Question(
        t("question.justification", client=x.client),
        (
            Reponse(
                zone,
                "C1.2.c",
                "C1.2.r2",
                "redaction",
                t(f"justification.{x.situation}", **variables),
                Decimal(7),
                (necessaire(CLIENTS, "Clients", x.client.code), necessaire(REGLES)),
                t("justification.demarche", **variables),
                "attestee",
                niveaux=niveaux(atelier, "justification", variables, (x.mode,)),
            ),
        ),
    )


# --- Documents -------------------------------------------------------------------------------------------------------


def _regles(atelier: Atelier) -> Piece:
    """Return the procedure of sending: the first situation that fits decides."""
    t, codes = atelier.redacteur.texte, motifs(atelier)
    rangs = tuple((rang, dite, mode, codes[s]) for rang, (s, dite, mode) in enumerate(SITUATIONS, 1))
    tableau = Tableau(
        "Modes",
        (
            Colonne("Priorité", "entier", 8),
            Colonne("Situation", largeur=34),
            Colonne("Mode", largeur=26),
            Colonne("Motif"),
        ),
        rangs,
    )
    blocs = (Titre(t("regles.titre")), Paragraphe(t("regles.chapeau")), tableau, Paragraphe(t("regles.rse"), "encadre"))
    jour = atelier.date.replace(day=1) - timedelta(days=60)
    return Piece(
        REGLES,
        "procedure-envois",
        "Procédure : envoi des documents",
        "procédures internes",
        jour,
        Page("Envoi des documents", blocs, reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )


def _liste(atelier: Atelier) -> Piece:
    """Return the list of the day: clients, documents, and what each client last wrote."""
    t, m = atelier.redacteur.texte, pieces.memoire(atelier)
    rangs = []
    for e in m.envois:
        client = atelier.monde.client(e.client)
        objet = {
            "partielle": f"facture de la livraison du devis {pieces.devis(atelier).numero}",
            "avoir": "avoir du jour",
        }.get(e.objet, "")
        document = objet or f"facture {atelier.monde.faits[e.fait].numero}"
        mot = t(
            f"mot.{'chorus' if e.role == 'chorus' else 'autre'}",
            engagement=m.engagement,
            interne=f"{atelier.flux('interne').entier(1200, 9800)}",
        )
        rangs.append((client.code, client.nom, document, mot))
    feuille = Feuille(
        "Envois",
        (
            Colonne("Code client"),
            Colonne("Client", largeur=30),
            Colonne("Document", largeur=34),
            Colonne("Dernier message du client", largeur=60),
        ),
        tuple(rangs),
    )
    return Piece(
        LISTE, "envois-du-jour", "Documents à envoyer", "comptabilité", atelier.date, Classeur((feuille,)), "xlsx"
    )


def _leurres(tous: list[Choix]) -> list[LeurreLieu]:
    """Return the look-alikes: a need that is not about documents, a wish that the rule comes before."""
    besoins = [
        LeurreLieu(
            f"besoin_{x.client.code.lower()}",
            Lieu(CLIENTS, "Clients", x.client.code, "Besoin signalé"),
            x.client.besoin,
            "ce besoin ne porte pas sur les documents : il ne change pas le mode d’envoi",
        )
        for x in tous
        if x.client.besoin and x.situation not in ("ecran", "papier")
    ]
    public = next(x for x in tous if x.situation == "public")
    return [
        *besoins,
        LeurreLieu(
            "chorus",
            Lieu(LISTE, "Envois", public.client.code, "Dernier message du client"),
            "envoi demandé par courriel",
            "organisme public : la facture se dépose sur Chorus Pro, quoi qu’il demande",
        ),
    ]

"""C1.6: the documents: extract and settings of the GRC, procedure, mails, notes of calls, internal note, comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_6 import commentaires, textes
from generator.epreuve.missions.c1_6.regles import INFORMATIONS, SUITES, TYPES, Regles
from generator.epreuve.missions.c1_6.roles import Contact, Memoire
from generator.epreuve.missions.socle import LeurreLieu, TacheComposee
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import (
    Adresse,
    Classeur,
    Colonne,
    Courriel,
    Feuille,
    Lieu,
    Page,
    Paragraphe,
    Piece,
    Tableau,
    Titre,
    Valeur,
)
from generator.textes import INSECABLE, date_longue, jour_date, pluriel, slug

HISTORIQUE, PARAMETRAGE, PROCEDURE = "c1_6/historique", "c1_6/parametrage", "c1_6/procedure"
NOTES, NOTE, COMMENTAIRES = "c1_6/notes", "c1_6/note", "c1_6/commentaires"
ACCORD, RELANCE, MESSAGE = "c1_6/accord", "c1_6/relance", "c1_6/message"
ANCIENNETE = 75
"""Calendar days between the procedure and the first of the case's month."""


@dataclass(frozen=True)
class Partie:
    """What a tâche adds to the mission: itself, its look-alikes."""

    tache: TacheComposee
    leurres: tuple[LeurreLieu, ...] = ()


def memoire(atelier: Atelier) -> Memoire:
    """Return the memory of the first act."""
    assert isinstance(atelier.memoire, Memoire)
    return atelier.memoire


def heure(quand: datetime) -> str:
    """Write « 9 h 05 »."""
    return f"{quand.hour}{INSECABLE}h{INSECABLE}{quand.minute:02}"


def jours(n: int) -> str:
    """Write « 2 jours ouvrés »."""
    return pluriel(n, "jour ouvré", "jours ouvrés")


# --- GRC -------------------------------------------------------------------------------------------------------------


def historique(atelier: Atelier) -> Piece:
    """Return the extract of the GRC for the client; amounts in € TTC."""
    m, client = memoire(atelier), atelier.monde.client(memoire(atelier).client)
    colonnes = (
        Colonne("N°", "entier", 6),
        Colonne("Date", "date"),
        Colonne("Heure", largeur=9),
        Colonne("Canal", largeur=11),
        Colonne("Type", largeur=24),
        Colonne("Client", largeur=26),
        Colonne("Interlocuteur", largeur=22),
        Colonne("Document", largeur=16),
        Colonne("Montant TTC", "montant"),
        Colonne("Suite à donner", largeur=24),
        Colonne("Responsable", largeur=22),
        Colonne("Échéance", "date"),
        Colonne("Fait le", "date"),
    )
    rangs: list[tuple[Valeur, ...]] = [
        (
            i,
            li.quand.date(),
            heure(li.quand),
            li.canal,
            TYPES[li.genre],
            client.nom,
            li.personne,
            li.document,
            li.montant,
            li.suite,
            li.responsable,
            li.echeance,
            li.fait,
        )
        for i, li in enumerate(m.lignes, 1)
    ]
    return Piece(
        HISTORIQUE,
        "historique-grc",
        f"Historique du client {client.nom}",
        "extraction de la GRC",
        atelier.date,
        Classeur((Feuille("Historique", colonnes, tuple(rangs)),)),
        "xlsx",
    )


def evenements(r: Regles) -> dict[str, str]:
    """Return how the table of alerts names the delays that each row is for."""
    n = jours(r.seuil)
    leger, grave = {
        "atteint": (f"retard de moins de {n}", f"retard de {n} ou plus"),
        "depasse": (f"retard de {n} au plus", f"retard de plus de {n}"),
    }[r.seuil_operateur]
    return {
        "client": "tout retard",
        "fournisseur": "retard fournisseur",
        "transporteur": "retard transporteur",
        "leger": leger,
        "grave": grave,
        "facturation": "tout retard",
    }


def parametrage(atelier: Atelier) -> Piece:
    """Return the settings of the GRC: what follows each type, who is told of a delay, how figures are worked out."""
    r, cadre = memoire(atelier).regles, atelier.cadre
    suites = Feuille(
        "Suites",
        (
            Colonne("Type", largeur=26),
            Colonne("Suite à donner", largeur=30),
            Colonne("Responsable", largeur=30),
            Colonne("Délai (jours ouvrés)", "entier"),
        ),
        tuple((TYPES[g], SUITES[g], cadre.membre(x.role).fonction, x.delai) for g, x in r.suites.items()),
    )
    noms = evenements(r)
    alertes = Feuille(
        "Alertes",
        (
            Colonne("Événement", largeur=34),
            Colonne("Informer", largeur=30),
            Colonne("Information", largeur=26),
            Colonne("Délai (jours ouvrés)", "entier"),
        ),
        tuple(
            (noms[g], "le client" if g == "client" else cadre.membre(x.role).fonction, INFORMATIONS[g], x.delai)
            for g, x in r.alertes.items()
            if g != "facturation" or "facturation" in textes.mesures(atelier).alertes
        ),
    )
    echue = {"atteinte": "non faite, échéance atteinte ou dépassée", "depassee": "non faite, échéance dépassée"}
    suivi = Feuille(
        "Suivi",
        (Colonne("Règle", largeur=36), Colonne("Valeur", largeur=60)),
        (
            ("Restant dû", "factures − avoirs − règlements reçus"),
            ("Action en retard", echue[r.echue]),
            ("Retard d’une action", "jours ouvrés après l’échéance, jour même compris"),
            ("Commande prête après un retard fournisseur", f"{jours(r.pret['fournisseur'])} après le nouvel arrivage"),
            (
                "Commande prête après un retard transporteur",
                f"{jours(r.pret['transporteur'])} après le nouvel arrivage",
            ),
            ("Retard d’une commande", "jours ouvrés après la dernière date promise, nouvelle date comprise"),
        ),
    )
    return Piece(
        PARAMETRAGE,
        "parametrage-grc",
        "Paramétrage de la GRC : suites, alertes, suivi",
        "paramètres de la GRC",
        atelier.date,
        Classeur((suites, alertes, suivi)),
        "xlsx",
    )


def procedure(atelier: Atelier) -> Piece:
    """Return the procedure of entries, in the closed vocabulary of docs/missions/c1_6.md."""
    r, t = memoire(atelier).regles, atelier.redacteur.texte
    limite = f"{r.limite.hour}{INSECABLE}h{INSECABLE}{r.limite.minute:02}"
    tard = {"a_partir_de": f"à partir de {limite}", "apres": f"après {limite}"}[r.limite_operateur]
    saisie = (
        ("Date et heure", "celles de l’échange, non de sa note"),
        ("Échange rapporté deux fois", "saisi une fois, au premier contact"),
        ("Document", "celui dont parle l’échange, jamais un achat"),
    )
    echeances = (
        ("Délai", "jours ouvrés, jour de départ exclu"),
        ("Échange reçu tard", f"{tard} : compté au jour ouvré suivant"),
        ("Échange reçu un jour non ouvré", "compté au jour ouvré suivant"),
        ("Personne absente à l’échéance", "sa suppléance"),
    )
    libres = (
        ("Exclus", "santé, vie de famille, opinions ou religion, jugements, moyens de paiement, autres clients"),
        ("Fait utile seul", "enregistrer"),
        ("Fait utile et information exclue", "reformuler"),
        ("Information exclue seule", "ne pas enregistrer"),
    )
    colonnes = (communs.REGLE, communs.VALEUR)
    blocs = (
        Titre(t("procedure.titre")),
        Titre("Saisie", 2),
        Tableau("Saisie", colonnes, saisie),
        Titre("Échéances", 2),
        Tableau("Échéances", colonnes, echeances),
        Titre("Commentaires", 2),
        Tableau("Commentaires", colonnes, libres),
    )
    jour = atelier.date.replace(day=1) - timedelta(days=ANCIENNETE)
    return Piece(
        PROCEDURE,
        "procedure-grc",
        "Procédure de saisie dans la GRC",
        "procédures internes",
        jour,
        Page("Saisie dans la GRC", blocs, reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )


# --- Exchanges -------------------------------------------------------------------------------------------------------


def _expediteur(atelier: Atelier, c: Contact) -> Adresse:
    client = atelier.monde.client(memoire(atelier).client)
    domaine = client.courriel.rpartition("@")[2]
    return Adresse(c.personne.sans_civilite, f"{slug(c.personne.prenom)}.{slug(c.personne.nom)}@{domaine}")


def _courriel(atelier: Atelier, c: Contact, cle: str, nom: str, citation: str = "") -> Piece:
    contenu = Courriel(
        _expediteur(atelier, c),
        (Adresse(atelier.firme.raison_sociale, atelier.firme.courriel),),
        textes.objet(atelier, c),
        c.quand,
        textes.corps(atelier, c),
        citation=citation,
    )
    return Piece(
        cle,
        nom,
        f"Courriel de {c.personne.nom_seul}, « {contenu.objet} »",
        "messagerie",
        c.quand.date(),
        contenu,
        "eml",
    )


def courriels(atelier: Atelier) -> tuple[Piece, ...]:
    """Return the client's mails, in a drawn order; the one that quotes the confirmation among them."""
    m = memoire(atelier)
    confirmation = m.contact("confirmation")
    auteur = textes.auteur_confirmation(atelier)
    le = jour_date(confirmation.quand.date())
    tete = f"Le {le} à {heure(confirmation.quand)}, {auteur.sans_civilite} a écrit{INSECABLE}:"
    citation = f"{tete}\n{textes.corps(atelier, confirmation)}"
    pieces = [_courriel(atelier, m.contact("relance"), RELANCE, "courriel-b", citation)]
    pieces += [_courriel(atelier, c, ACCORD, "courriel-a") for c in m.contacts if c.cle == "accord"]
    pieces += [_courriel(atelier, c, MESSAGE, "courriel-c") for c in m.contacts if c.piece == MESSAGE]
    return tuple(atelier.flux("ordre", "courriels").melange(pieces))


@lru_cache(maxsize=2)
def appels(atelier: Atelier) -> tuple[Contact, ...]:
    """Return the calls of the sheet, in the drawn order in which it numbers them."""
    return tuple(atelier.flux("ordre", "notes").melange([c for c in memoire(atelier).contacts if c.piece == NOTES]))


def lieu(atelier: Atelier, c: Contact, champ: str = "") -> Lieu:
    """Return the place of an exchange: a mail, a note, a row of the sheet of calls."""
    if c.piece != NOTES:
        return Lieu(c.piece)
    return Lieu(NOTES, "Appels", str(1 + [x.cle for x in appels(atelier)].index(c.cle)), champ)


def notes(atelier: Atelier) -> Piece:
    """Return the sheet of calls, out of order; each row a call."""
    m, t = memoire(atelier), atelier.redacteur.texte
    contacts = appels(atelier)
    societes = {c.cle: atelier.monde.client(m.autre if c.cle == "autre" else m.client).nom for c in contacts}
    rangs: tuple[tuple[Valeur, ...], ...] = tuple(
        (i, c.quand.date(), heure(c.quand), f"{c.personne.complet}, {societes[c.cle]}", textes.corps(atelier, c))
        for i, c in enumerate(contacts, 1)
    )
    tableau = Tableau(
        "Appels",
        (
            Colonne("N°", "entier", 5),
            Colonne("Date", "date", 11),
            Colonne("Heure", largeur=9),
            Colonne("Appel de", largeur=22),
            Colonne("Note", largeur=50),
        ),
        rangs,
    )
    blocs = (Titre(t("notes.titre")), tableau)
    return Piece(
        NOTES, "notes-appel", "Notes d’appel", "accueil téléphonique", atelier.date, Page("Notes d’appel", blocs), "pdf"
    )


def note(atelier: Atelier) -> Piece:
    """Return the internal note of the morning, which tells of the call of the day before."""
    t, auteur = atelier.redacteur.texte, textes.auteur_note(atelier)
    blocs = (
        Titre(t("note.titre")),
        Paragraphe(f"{auteur.complet}, {date_longue(atelier.date)}", "note"),
        Paragraphe(textes.corps(atelier, memoire(atelier).contact("incident"))),
        Paragraphe(t("note.pied", auteur=auteur)),
    )
    return Piece(
        NOTE,
        "note-interne",
        f"Note interne de {auteur.nom_seul}",
        "messagerie interne",
        atelier.date,
        Page("Note interne", blocs),
        "docx",
    )


def brouillons(atelier: Atelier) -> Piece:
    """Return the comments proposed for the client's record."""
    rangs: tuple[tuple[Valeur, ...], ...] = tuple((x.repere, x.auteur, x.texte) for x in commentaires.proposes(atelier))
    feuille = Feuille(
        "Commentaires", (Colonne("Repère"), Colonne("Auteur", largeur=24), Colonne("Commentaire", largeur=80)), rangs
    )
    return Piece(
        COMMENTAIRES,
        "commentaires",
        "Commentaires proposés pour la fiche du client",
        "saisies en attente dans la GRC",
        atelier.date,
        Classeur((feuille,)),
        "xlsx",
    )

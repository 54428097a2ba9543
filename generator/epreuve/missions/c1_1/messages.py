"""C1.1: the messages and notes that the candidate reads."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from generator.epreuve.atelier import Atelier, variables_communes
from generator.epreuve.missions.c1_1.calcul import memoire
from generator.epreuve.missions.c1_1.roles import INTERDITS, MESURES
from generator.epreuve.pieces.contenus import (
    Adresse,
    Classeur,
    Colonne,
    Courriel,
    Feuille,
    Page,
    Paragraphe,
    Piece,
    Tableau,
    Titre,
)
from generator.epreuve.redacteur import Redacteur
from generator.monde.faits import Client
from generator.monde.journal import Devis
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.metier.identifiants import groupe_siret, groupe_tva
from generator.textes import euros, jour_date, nombre, sans_accents, typographie

OUVERTURE, NOTES, COMPTE, TARIF = "c1_1/ouverture", "c1_1/appel", "c1_1/compte", "c1_1/tarif"
DEMANDE, NOTE, REGISTRE, INCOMPLETE = "c1_1/demande", "c1_1/note", "c1_1/registre", "c1_1/incomplete"
_REGISTRE = 10


def _courriel(
    atelier: Atelier,
    cle: str,
    nom: str,
    titre: str,
    de: Adresse,
    jour: date,
    textes: str,
    a: Adresse | None = None,
    /,
    **variables: object,
) -> Piece:
    """Return a mail to the firm (or to `a`): its subject and its text are `textes`.objet and `textes`.corps."""
    f, t = atelier.flux("heure", cle), atelier.redacteur.texte
    quand = datetime.combine(jour, time(f.entier(8, 17), f.entier(0, 59)))
    firme = Adresse(atelier.firme.raison_sociale, atelier.firme.courriel)
    contenu = Courriel(de, (a or firme,), t(f"{textes}.objet", **variables), quand, t(f"{textes}.corps", **variables))
    return Piece(cle, nom, f"Courriel de {titre}", "messagerie", jour, contenu, "eml")


def _veille(atelier: Atelier, jours: int = 1) -> date:
    return ajoute_ouvres(atelier.date, -jours)


# --- Records ---------------------------------------------------------------------------------------------------------


def ouverture(atelier: Atelier) -> Piece:
    """Return the mail of the new client."""
    n = memoire(atelier).nouveau
    assert n.livraison is not None
    return _courriel(
        atelier,
        OUVERTURE,
        "courriel-ouverture",
        f"{n.contact.nom_seul}, {n.nom}",
        Adresse(n.contact.sans_civilite, n.courriel),
        _veille(atelier, 3),
        "ouverture",
        n=n,
        siret=groupe_siret(n.siret),
        tva=groupe_tva(n.tva),
        livraison=n.livraison.en_ligne,
        courrier=n.canal == "courrier",
    )


def notes(atelier: Atelier) -> list[tuple[str, str]]:
    """Return the notes of the call, in their order: (kind, text); kinds of `INTERDITS` are forbidden."""
    n, mesures, f = memoire(atelier).nouveau, MESURES[atelier.niveau], atelier.flux("notes")
    # A writer of its own: the notes read the same each time that they are asked for.
    t = Redacteur(
        f"missions/{atelier.code}",
        atelier.flux("notes", "textes"),
        variables_communes(atelier.cadre),
        atelier.firme.ton,
    ).texte
    libres = f.echantillon(atelier.cadre.entreprise.matiere["c1_1"].contraintes, 1)
    sans_appel = n.besoin == "par écrit"
    autres = ("prospection",) if sans_appel else ("echange", "horaire", "prospection")
    neutres = [("neutre", typographie(libres[0])), ("neutre", t(f"appel.{f.choix(autres)}", n=n))]
    interdites = [(k, t(f"appel.{k}", n=n)) for k in f.echantillon(INTERDITS, mesures.interdites)]
    tout = [
        ("remise", t("appel.remise", remise=n.remise)),
        ("besoin", t(f"appel.besoin.{n.besoin}", n=n)),
        *neutres[: mesures.neutres],
        *interdites,
    ]
    return f.melange(tout)


def appel(atelier: Atelier, lues: list[tuple[str, str]]) -> Piece:
    """Return the notes of the call (`notes`), numbered."""
    n, t, jour = memoire(atelier).nouveau, atelier.redacteur.texte, _veille(atelier, 2)
    lignes = tuple((i, texte) for i, (_, texte) in enumerate(lues, 1))
    blocs = (
        Titre(t("appel.titre")),
        Paragraphe(t("appel.chapeau", n=n, jour=jour)),
        Tableau("Notes", (Colonne("N°", "entier", 4), Colonne("Note", largeur=60)), lignes),
    )
    return Piece(
        NOTES,
        "compte-rendu-appel",
        f"Compte rendu d’appel : {n.contact.nom_seul}",
        "note interne",
        jour,
        Page("Compte rendu d’appel", blocs, reference=f"Appel du {jour_date(jour)}"),
        "pdf",
    )


def nom_affiche(atelier: Atelier) -> str:
    """Return the name under which the client already known writes: not quite that of its record."""
    c = atelier.monde.client(memoire(atelier).demenagement.code)
    nu = sans_accents(c.raison_sociale.replace("’", " ").replace("–", " "))
    return atelier.flux("affiche").choix([nu.upper(), f"{c.forme} {nu.upper()}", f"{nu.upper()} {c.forme}"]).strip()


def compte(atelier: Atelier) -> Piece:
    """Return the mail of a client already known, who has moved and asks for an account."""
    d = memoire(atelier).demenagement
    ancien: Client = atelier.monde.client(d.code)
    nom = nom_affiche(atelier)
    de = Adresse(d.auteur.sans_civilite, f"administration@{ancien.courriel.partition('@')[2]}")
    return _courriel(
        atelier,
        COMPTE,
        "courriel-compte",
        f"{d.auteur.nom_seul}, {nom}",
        de,
        _veille(atelier),
        "compte",
        nom=nom,
        d=d,
        ancien=ancien,
        siret=groupe_siret(d.siret),
        niveau=atelier.niveau,
    )


def tarif(atelier: Atelier) -> Piece:
    """Return the supplier's message."""
    x = memoire(atelier).tarif
    f, a = atelier.monde.fournisseur(x.fournisseur), atelier.monde.article
    changements = [(c, _valeur_changement(c.champ, c.valeur)) for c in x.changements]
    annee = atelier.date.year + 1
    return _courriel(
        atelier,
        TARIF,
        "courriel-fournisseur",
        f"{f.contact.nom_seul}, {f.raison_sociale}",
        Adresse(f.contact.sans_civilite, f.courriel),
        atelier.date,
        "tarif",
        f=f,
        x=x,
        arrete=a(x.arrete),
        remplacant=a(x.remplacant),
        changements=changements,
        janvier=date(annee, 1, 1),
        arret=atelier.flux("arret").choix(atelier.cadre.entreprise.matiere["c1_1"].arrets),
    )


def _valeur_changement(champ: str, valeur: Decimal) -> str:
    return euros(valeur) if champ == "Prix d’achat HT" else nombre(valeur)


# --- Devis -----------------------------------------------------------------------------------------------------------


def demande(atelier: Atelier) -> Piece:
    """Return the client's request."""
    d = memoire(atelier).devis
    client = atelier.monde.client(d.client)
    lignes = [(atelier.monde.article(li.demandee), li.demande) for li in d.lignes]
    projet = atelier.flux("projet").choix(atelier.cadre.entreprise.matiere["c1_1"].projets)
    return _courriel(
        atelier,
        DEMANDE,
        "courriel-demande",
        f"{client.contact.nom_seul}, {client.nom}",
        Adresse(client.contact.sans_civilite, client.courriel),
        d.courriel,
        "demande",
        client=client,
        lignes=lignes,
        lieu=d.livraison.en_ligne,
        projet=projet,
    )


def note(atelier: Atelier) -> Piece:
    """Return the salesperson's note."""
    d, commercial = memoire(atelier).devis, atelier.membre("commercial")
    de, a = (
        Adresse(commercial.sans_civilite, commercial.courriel),
        Adresse("Administration des ventes", atelier.firme.courriel),
    )
    nets = [(atelier.monde.article(li.ref), li.net) for li in d.lignes if li.net is not None]
    changes = [(atelier.monde.article(li.ref), li) for li in d.lignes if li.demande != li.quantite]
    return _courriel(
        atelier,
        NOTE,
        "note-commercial",
        commercial.nom_seul,
        de,
        d.note,
        "note",
        a,
        client=atelier.monde.client(d.client),
        d=d,
        nets=nets,
        changes=changes,
    )


def registre(atelier: Atelier) -> Piece:
    """Return the register of quotes: the last ones."""
    devis = [f for f in atelier.monde.journal.des(Devis) if isinstance(f, Devis)]
    derniers = sorted(devis, key=lambda f: (f.date, f.numero))[-_REGISTRE:]
    feuille = Feuille(
        "Devis",
        (Colonne("Numéro", largeur=18), Colonne("Date", "date"), Colonne("Client")),
        tuple((f.numero, f.date, f.client) for f in derniers),
    )
    return Piece(
        REGISTRE,
        "registre-devis",
        "Registre des devis",
        "extrait de la gestion commerciale",
        atelier.date,
        Classeur((feuille,)),
        "xlsx",
    )


def incomplete(atelier: Atelier) -> Piece:
    """Return the second request, where something is missing."""
    m = memoire(atelier).incomplete
    client = atelier.monde.client(m.client)
    facultatif = "acces" if memoire(atelier).regles.toujours == "sur_place" else "sur_place"
    absents = set(m.manquants) | (set() if m.dehors else {facultatif})
    lignes = [(atelier.monde.article(ref), q) for ref, q in m.lignes]
    vague = (
        atelier.flux("vague").choix(atelier.cadre.entreprise.matiere["c1_1"].vagues) if "reference" in absents else ""
    )
    f = atelier.flux("incomplete")
    souhait = ajoute_ouvres(atelier.date, f.entier(12, 25))
    return _courriel(
        atelier,
        INCOMPLETE,
        "courriel-demande-2",
        f"{client.contact.nom_seul}" + (f", {client.nom}" if client.raison_sociale else ""),
        Adresse(client.contact.sans_civilite, client.courriel),
        _veille(atelier),
        "incomplete",
        client=client,
        lignes=lignes,
        vague=vague,
        nombre_vague=f.entier(3, 12),
        lieu=m.livraison.en_ligne,
        m=m,
        absents=absents,
        souhait=souhait,
    )

"""C1.5: the documents beside the messages: order follow-up, technical sheets, procedure, agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5.roles import BESOINS, Memoire
from generator.epreuve.missions.socle import LeurreLieu, TacheComposee
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import (
    Agenda,
    Classeur,
    Colonne,
    Evenement,
    Feuille,
    Page,
    Piece,
    Tableau,
    Titre,
    Valeur,
)
from generator.monde.faits import Article, Membre
from generator.monde.journal import Commande, Ligne, LivraisonFaite
from generator.monde.metier.calendrier import ajoute_ouvres, ouvre_ou_precedent, ouvre_suivant
from generator.monde.metier.prix import CENT_POUR_CENT, arrondi
from generator.monde.monde import Monde
from generator.textes import date_longue, euros_courts, pluriel, pourcent

LIGNES_SUIVI = 40
SUIVI, PROCEDURE, AGENDA = "c1_5/suivi", "c1_5/procedure", "c1_5/agenda"
TITRES = {SUIVI: "Suivi des commandes", PROCEDURE: "Procédure de réponse aux clients", AGENDA: "Agenda de l’équipe"}
"""Working days that the follow-up goes back."""
GESTES = {
    "retard": "Retard de départ",
    "abime": "Article abîmé",
    "erreur": "Erreur d’article",
    "manquant": "Article manquant",
    "service": "Accueil, livreur ou emballage",
}
SUJETS = {
    "geste": "Geste au-delà de la limite",
    "remise": "Remise",
    "juridique": "Action en justice",
    "donnees": "Données personnelles",
    "paiement": "Délai de paiement",
    "expertise": "Conseil hors fiche",
}
FORMES = {"ecrit": "aucun appel", "vocale": "texte sans tableau", "gros": "corps 16", "facile": "phrases courtes"}
INTITULES_BESOINS = {
    "ecrit": "Échange par écrit",
    "vocale": "Synthèse vocale",
    "gros": "Gros caractères",
    "facile": "Facile à lire",
}


@dataclass(frozen=True)
class Partie:
    """What a tâche adds to the mission: itself, its look-alikes."""

    tache: TacheComposee
    leurres: tuple[LeurreLieu, ...] = ()


def memoire(atelier: Atelier) -> Memoire:
    """Return the memory of the first act."""
    assert isinstance(atelier.memoire, Memoire)
    return atelier.memoire


def commande(atelier: Atelier, cle: str) -> Commande:
    """Return an order of the journal."""
    fait = atelier.monde.faits[cle]
    assert isinstance(fait, Commande)
    return fait


# --- Order follow-up -------------------------------------------------------------------------------------------------


def suivi(atelier: Atelier) -> Piece:
    """Return the follow-up of the orders of the last weeks: the mission's and those of ordinary life."""
    monde = atelier.monde
    commandes = _commandes(monde)
    departs = {x.suit: x for x in monde.journal.des(LivraisonFaite) if isinstance(x, LivraisonFaite)}
    tetes, lignes = [], []
    for c in commandes:
        depart = departs.get(c.id)
        tetes.append(
            (
                c.numero,
                c.date,
                c.client,
                monde.client(c.client).nom,
                c.reference_client,
                c.totaux.total_ttc,
                _prevue(atelier, c, depart),
            )
        )
        lignes += [_ligne(monde.article(li.ref), c, rang, li, depart) for rang, li in enumerate(c.lignes, 1)]
    feuilles = (
        Feuille(
            "Commandes",
            (
                Colonne("Commande"),
                Colonne("Date", "date"),
                Colonne("Code client"),
                Colonne("Client", largeur=30),
                Colonne("Référence client"),
                Colonne("Total TTC", "montant"),
                Colonne("Départ prévu", "date"),
            ),
            tuple(tetes),
        ),
        Feuille(
            "Lignes",
            (
                Colonne("Ligne", largeur=16),
                Colonne("Commande"),
                Colonne("Référence"),
                Colonne("Désignation", largeur=34),
                Colonne("Quantité", "entier"),
                Colonne("Quantité partie", "entier"),
                Colonne("Prix unitaire TTC", "montant"),
                Colonne("Bon de livraison"),
                Colonne("Parti le", "date"),
            ),
            tuple(lignes),
        ),
    )
    return Piece(
        SUIVI,
        "suivi-commandes",
        TITRES[SUIVI],
        "extrait de la gestion commerciale",
        atelier.date,
        Classeur(feuilles),
        "xlsx",
    )


def _commandes(monde: Monde) -> list[Commande]:
    """Return the mission's orders and the latest ordinary ones, until the table has LIGNES_SUIVI lines: as long in every case."""
    toutes = [c for c in monde.journal.des(Commande) if isinstance(c, Commande)]
    retenues = [c for c in toutes if c.id.startswith("c1_5/")]
    lignes = sum(len(c.lignes) for c in retenues)
    for c in reversed([c for c in toutes if c.id.startswith("ordinaire/")]):
        if lignes + len(c.lignes) <= LIGNES_SUIVI:
            retenues.append(c)
            lignes += len(c.lignes)
    return sorted(retenues, key=lambda c: (c.date, c.numero))


def _prevue(atelier: Atelier, c: Commande, depart: LivraisonFaite | None) -> date:
    """Return the planned departure; ordinary orders without one left as planned, or leave in a few days."""
    return c.prevue or (depart.date if depart else ouvre_suivant(max(ajoute_ouvres(c.date, 4), atelier.date)))


def _ligne(a: Article, c: Commande, rang: int, li: Ligne, depart: LivraisonFaite | None) -> tuple[Valeur, ...]:
    partie = sum(x.quantite for x in depart.lignes if x.ref == li.ref) if depart else 0
    return (
        f"{c.numero}/{rang}",
        c.numero,
        li.ref,
        a.libelle,
        li.quantite,
        partie,
        prix_ttc(li),
        depart.numero if depart and partie else "",
        depart.date if depart and partie else None,
    )


def prix_ttc(li: Ligne) -> Decimal:
    """Return the unit price of a line, discounts off, € TTC, to the cent."""
    net = li.prix
    for remise in li.remises:
        net *= (CENT_POUR_CENT - remise) / CENT_POUR_CENT
    return arrondi(net * (CENT_POUR_CENT + li.tva) / CENT_POUR_CENT)


def cle_ligne(atelier: Atelier, cle: str, ref: str) -> str:
    """Return the key of an order's line in the sheet « Lignes »."""
    c = commande(atelier, cle)
    return f"{c.numero}/{next(i for i, li in enumerate(c.lignes, 1) if li.ref == ref)}"


# --- Procedure -------------------------------------------------------------------------------------------------------


def procedure(atelier: Atelier) -> Piece:
    """Return the procedure of answers, in the closed vocabulary of docs/missions/c1_5.md."""
    t = atelier.redacteur.texte
    paires = (communs.REGLE, communs.VALEUR)
    tables = (
        ("Gestes", paires, _gestes(atelier)),
        ("Transmission", paires, _transmission(atelier)),
        ("Réponse", paires, _reponse(atelier)),
        ("Besoins", (Colonne("Besoin", largeur=18), communs.VALEUR), _besoins(atelier)),
    )
    blocs = (
        Titre(t("procedure.titre")),
        *(b for nom, colonnes, lignes in tables for b in (Titre(nom, 2), Tableau(nom, colonnes, lignes))),
    )
    jour = ouvre_ou_precedent(atelier.date.replace(day=1) - timedelta(days=60))
    return Piece(
        PROCEDURE,
        "procedure-reponses",
        TITRES[PROCEDURE],
        "procédures internes",
        jour,
        Page("Répondre aux clients", blocs, reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )


def _gestes(atelier: Atelier) -> tuple[tuple[str, str], ...]:
    r = memoire(atelier).regles
    operateur = {"a_partir_de": "à partir de", "au_dela_de": "au-delà de"}[r.retard_operateur]
    valeurs = {
        "retard": f"{pourcent(r.retard_taux)} du total TTC {operateur} {jours_ouvres(r.retard_seuil)}, sinon excuses",
        "abime": f"{pourcent(r.abime_taux)} du prix TTC des unités abîmées",
        "erreur": f"échange et {euros_courts(r.erreur_forfait)}",
        "manquant": "complément d’envoi",
        "service": "excuses",
    }
    return (
        *((GESTES[g], v) for g, v in valeurs.items()),
        ("Plafond par grief", euros_courts(r.plafond)),
        ("Votre limite par dossier", f"{euros_courts(r.limite)} inclus"),
    )


def jours_ouvres(n: int) -> str:
    """Write a number of working days."""
    return pluriel(n, "jour ouvré", "jours ouvrés")


def _transmission(atelier: Atelier) -> tuple[tuple[str, str], ...]:
    r = memoire(atelier).regles
    roles = {
        "geste": ("sav", "commercial", "dirigeant"),
        "remise": ("commercial", "dirigeant"),
        "juridique": ("dirigeant",),
        "donnees": (r.donnees,),
        "paiement": (r.paiement,),
        "expertise": ("technique",),
    }
    return (
        *((SUJETS[s], ", puis ".join(dict.fromkeys(atelier.membre(x).fonction for x in roles[s]))) for s in SUJETS),
        ("Si plusieurs", "la première dont la limite suffit"),
    )


def _reponse(atelier: Atelier) -> tuple[tuple[str, str], ...]:
    r = memoire(atelier).regles
    provisoire = {"ignoree": "ne compte pas", "absence": "vaut absence"}[r.provisoire]
    return (
        ("Information", f"{jours_ouvres(r.reponse)} après réception"),
        ("Réclamation", f"{jours_ouvres(r.reclamation)} après réception"),
        ("Transmission", "rappel le premier jour ouvré de présence après la transmission"),
        ("Journée entière provisoire", provisoire),
        ("Geste refusé à un particulier", f"citer {r.mediateur}"),
    )


def _besoins(atelier: Atelier) -> tuple[tuple[str, str], ...]:
    canaux = memoire(atelier).regles.canaux
    return tuple((INTITULES_BESOINS[b], f"{canal}, {FORMES[b]}") for b, canal in zip(BESOINS, canaux, strict=True))


# --- Agenda ----------------------------------------------------------------------------------------------------------

MOTIFS = (
    ("absence", "provisoire", "rendez_vous"),
    ("provisoire", "rendez_vous", ""),
    ("rendez_vous", "", "absence"),
    ("", "absence", "rendez_vous"),
)
"""What the agenda holds on the first, second and third day on which somebody works, after the day of the case."""


def presents(atelier: Atelier, m: Membre, n: int) -> list[date]:
    """Return the first `n` days, after the case's, on which somebody works by contract."""
    jours: list[date] = []
    jour = atelier.date
    while len(jours) < n:
        jour = ouvre_suivant(jour)
        if jour.weekday() not in m.absences:
            jours.append(jour)
    return jours


def entrees(atelier: Atelier, saisis: tuple[Membre, ...]) -> list[tuple[Membre, str, date]]:
    """Return the entries of the agenda: (who, kind, day). Those who get a message come first."""
    premiers = list(dict.fromkeys(saisis))
    autres = atelier.flux("agenda", "ordre").melange([m for m in atelier.cadre.equipe if m not in premiers])
    return [
        (m, genre, jour)
        for i, m in enumerate([*premiers, *autres])
        for genre, jour in zip(MOTIFS[i % len(MOTIFS)], presents(atelier, m, 3), strict=True)
        if genre
    ]


def rappel(atelier: Atelier, m: Membre, saisis: tuple[Membre, ...]) -> date:
    """Return the first working day after the case's on which somebody is there, as the procedure counts absences."""
    bloquants = ("absence",) if memoire(atelier).regles.provisoire == "ignoree" else ("absence", "provisoire")
    pris = {jour for qui, genre, jour in entrees(atelier, saisis) if qui == m and genre in bloquants}
    jour = ouvre_suivant(atelier.date)
    while jour in pris or jour.weekday() in m.absences:
        jour = ouvre_suivant(jour)
    return jour


def agenda(atelier: Atelier, saisis: tuple[Membre, ...]) -> Piece:
    """Return the agenda of the staff for the next days."""
    f, t, evenements = atelier.flux("agenda", "textes"), atelier.redacteur.texte, []
    for i, (m, genre, jour) in enumerate(sorted(entrees(atelier, saisis), key=lambda e: (e[2], e[0].id))):
        titre = f"{m.sans_civilite} : {t(f'agenda.{genre}')}".replace(" :", "\u00a0:")
        if genre == "rendez_vous":
            debut = datetime.combine(jour, time(f.choix((9, 10, 11, 14, 15)), f.choix((0, 30))))
            evenements.append(Evenement(f"agenda-{i}", titre, debut, debut + timedelta(minutes=f.choix((60, 90, 120)))))
        else:
            evenements.append(
                Evenement(f"agenda-{i}", titre, jour, jour + timedelta(days=1), provisoire=genre == "provisoire")
            )
    return Piece(
        AGENDA,
        "agenda-equipe",
        TITRES[AGENDA],
        "agenda partagé",
        atelier.date,
        Agenda("Équipe", tuple(evenements)),
        "ics",
    )

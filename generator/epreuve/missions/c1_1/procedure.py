"""C1.1: the firm's procedures, in the closed vocabulary of docs/missions/c1_1.md."""

from __future__ import annotations

from datetime import timedelta

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_1.calcul import memoire
from generator.epreuve.missions.c1_1.roles import BESOINS
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import Bloc, Colonne, Page, Paragraphe, Piece, Tableau, Titre
from generator.textes import FINE, INSECABLE, date_longue, euros

PROCEDURE, DONNEES_DEVIS = "c1_1/procedure", "c1_1/donnees"
DONNEES = {
    "reference": "référence de chaque article",
    "quantite": "quantité de chaque article",
    "adresse": "adresse de livraison",
    "date": "date de livraison souhaitée",
    "sur_place": "contact sur place et son téléphone",
    "acces": "conditions d’accès pour la livraison",
    "siret": "numéro SIRET",
    "service": "code service",
}
"""What a request must tell: code → words of the procedure and of the closed list."""


def dehors(atelier: Atelier) -> str:
    """Return « hors du département 44 »."""
    return f"hors du département {atelier.firme.departement_numero}"


def procedure(atelier: Atelier) -> Piece:
    """Return the procedure: the blocks that the tâches of the paper need."""
    t = atelier.redacteur.texte
    blocs: list[Bloc] = [Titre(t("procedure.titre")), Paragraphe(t("procedure.chapeau"))]
    if "fiches" in atelier.taches:
        blocs += [Titre("Tenue des fiches", 2), Tableau("Fiches", (communs.REGLE, communs.VALEUR), _fiches(atelier))]
    if "devis" in atelier.taches:
        blocs += [
            Titre("Établissement d’un devis", 2),
            Tableau("Devis", (communs.REGLE, communs.VALEUR), _devis(atelier)),
        ]
    jour = atelier.date.replace(day=1) - timedelta(days=120)
    return Piece(
        PROCEDURE,
        "procedure-fiches-devis",
        "Procédure : fiches et devis",
        "procédures internes",
        jour,
        Page("Fiches et devis", tuple(blocs), reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )


def effet(atelier: Atelier) -> str:
    """Return the words of the rule on dated changes."""
    r = memoire(atelier).regles
    return (
        f"saisi si l’effet est à {r.effet_jours} jours calendaires au plus"
        if r.au_plus
        else f"saisi si l’effet est à moins de {r.effet_jours} jours calendaires"
    )


def _fiches(atelier: Atelier) -> tuple[tuple[str, str], ...]:
    besoins = f"{FINE}; ".join(BESOINS)
    return (
        ("Client déjà connu", "même SIREN qu’une fiche : la mettre à jour"),
        ("Code d’un nouveau client", "dernier code + 1"),
        ("Son délai de paiement", "celui de sa catégorie (CGV)"),
        ("Sa remise", "celle du compte rendu d’appel"),
        ("Envoi des factures", "courriel, sauf demande du client"),
        ("Besoin signalé", besoins),
        ("Changement daté", f"{effet(atelier)}, sinon en attente"),
        ("Article arrêté", f"état «{INSECABLE}fin de série{INSECABLE}», remplaçant noté"),
        ("Jamais dans une fiche", "santé, religion, opinions, vie familiale, condamnations, jugements"),
    )


def _devis(atelier: Atelier) -> tuple[tuple[str, str], ...]:
    r, lieu = memoire(atelier).regles, dehors(atelier)
    serie = (("Article en fin de série", "vendu comme les autres"),) if atelier.niveau == "expert" else ()
    return (
        ("Note du commercial", "l’emporte sur courriel et fiche"),
        ("Article retiré", "remplaçant du catalogue, à son prix"),
        *serie,
        ("Prix net", "devient le PU HT, sans aucune remise"),
        ("Montant d’une ligne", "arrondi au centime, remises déduites"),
        (f"Franco {lieu}", f"{euros(r.franco)} HT, comparé comme celui des CGV"),
        (f"Port {lieu}", f"{euros(r.port)} HT"),
    )


def donnees(atelier: Atelier) -> Piece:
    """Return the list of what a request must tell before a devis is made."""
    t, toujours = atelier.redacteur.texte, memoire(atelier).regles.toujours
    conditions = dict.fromkeys(("reference", "quantite", "adresse", "date", toujours), "toujours") | {
        "siret": "client sans fiche",
        "service": "organisme public dont la fiche n’en porte pas",
    }
    lignes = tuple((nom, conditions.get(code, f"livraison {dehors(atelier)}")) for code, nom in DONNEES.items())
    jour = atelier.date.replace(day=1) - timedelta(days=60)
    blocs = (
        Titre(t("donnees.titre")),
        Paragraphe(t("donnees.chapeau")),
        Tableau("Données", (Colonne("Donnée", largeur=24), Colonne("Exigée", largeur=24)), lignes),
    )
    return Piece(
        DONNEES_DEVIS,
        "donnees-devis",
        "Données nécessaires à un devis",
        "procédures internes",
        jour,
        Page("Données nécessaires à un devis", blocs, reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )

"""C1.3: the documents: state of the stock, procedure, the client's mail, count sheet; and the figures read in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from generator.epreuve.atelier import Atelier, jours_en_texte
from generator.epreuve.missions.c1_3.roles import Memoire
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import (
    Adresse,
    Bloc,
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
from generator.monde.metier.calendrier import Tournees, ajoute_ouvres, ouvre_suivant
from generator.textes import accord_pluriel, date_longue, majuscule

STOCK, PROCEDURE, COMMANDE, COMPTAGE = "c1_3/stock", "c1_3/procedure", "c1_3/commande", "c1_3/comptage"


def communes(atelier: Atelier) -> list[Piece]:
    """Return the documents of every tâche: stock and procedure."""
    return [stock(atelier), procedure(atelier)]


def memoire(atelier: Atelier) -> Memoire:
    """Return the memory of the first act."""
    assert isinstance(atelier.memoire, Memoire)
    return atelier.memoire


# --- Dates -----------------------------------------------------------------------------------------------------------


def arrivee_reelle(atelier: Atelier, ref: str, annoncee: date) -> date:
    """Return the day on which goods really arrive: put off to the first working day after the supplier's closing."""
    fournisseur = atelier.monde.fournisseur(atelier.monde.article(ref).fournisseur)
    for debut, fin in fournisseur.fermetures:
        if debut <= annoncee <= fin:
            return ouvre_suivant(fin)
    return annoncee


def disponible_le(atelier: Atelier, ref: str, quantite: int) -> date:
    """Return the day on which that quantity is available: today, or after the control of the arrival that covers it."""
    etat, regles = atelier.monde.stocks[ref], memoire(atelier).regles
    cumul = etat.disponible
    if cumul >= quantite:
        return atelier.date
    for jour, lot in sorted((arrivee_reelle(atelier, ref, j), q) for j, q, _ in etat.attendus):
        cumul += lot
        if cumul >= quantite:
            return ajoute_ouvres(jour, regles.controle)
    msg = f"aucun arrivage ne couvre {quantite} × {ref}"
    raise ValueError(msg)


def preparation(atelier: Atelier, disponible: date) -> date:
    """Return the day of preparation."""
    return ajoute_ouvres(disponible, memoire(atelier).regles.preparation)


def depart(atelier: Atelier, disponible: date) -> date:
    """Return the day on which goods available that day leave."""
    jour, tournees = preparation(atelier, disponible), Tournees(atelier.cadre.transport.jours)
    return tournees.premiere_apres(jour) if memoire(atelier).regles.depart == "apres" else tournees.premiere_des(jour)


# --- Documents -------------------------------------------------------------------------------------------------------


def stock(atelier: Atelier) -> Piece:
    """Return the state of the stock: articles, goods awaited, suppliers' closings."""
    monde = atelier.monde
    refs = [a.ref for a in monde.articles if a.ref in memoire(atelier).roles]
    etat = monde.stocks
    articles = Feuille(
        "Stock",
        (
            Colonne("Référence"),
            Colonne("Désignation", largeur=34),
            Colonne("Stock physique", "entier"),
            Colonne("Réservé", "entier"),
            Colonne("Seuil d’alerte", "entier"),
            Colonne("Stock maximum", "entier"),
            Colonne("Conditionnement", "entier"),
            Colonne("Fournisseur"),
            Colonne("État"),
        ),
        tuple(
            (
                a.ref,
                a.libelle,
                etat[ref].physique,
                etat[ref].reserve,
                a.seuil,
                a.maximum,
                a.conditionnement,
                a.fournisseur,
                a.etat,
            )
            for ref in refs
            for a in (monde.article(ref),)
        ),
    )
    lignes = sorted((jour, numero, ref, q) for ref in refs for jour, q, numero in etat[ref].attendus)
    attendus = Feuille(
        "En commande",
        (
            Colonne("Commande"),
            Colonne("Fournisseur"),
            Colonne("Référence"),
            Colonne("Quantité", "entier"),
            Colonne("Arrivée prévue", "date"),
        ),
        tuple((numero, monde.article(ref).fournisseur, ref, q, jour) for jour, numero, ref, q in lignes),
        2,
    )
    fermetures = Feuille(
        "Fermetures",
        (Colonne("Fournisseur"), Colonne("Raison sociale", largeur=28), Colonne("Du", "date"), Colonne("Au", "date")),
        tuple((x.code, x.raison_sociale, d, f) for x in monde.fournisseurs for d, f in x.fermetures),
    )
    return Piece(
        STOCK,
        "stock",
        "État des stocks et commandes fournisseurs en cours",
        "extrait de la gestion commerciale",
        atelier.date,
        Classeur((articles, attendus, fermetures)),
        "xlsx",
    )


def procedure(atelier: Atelier) -> Piece:
    """Return the procedure of stock and supply, in the closed vocabulary of docs/vocabulaire.md."""
    r, t = memoire(atelier).regles, atelier.redacteur.texte
    jours = {1: "1 jour ouvré", 2: "2 jours ouvrés"}
    depart_ = {
        "apres": "premier départ strictement après le jour de préparation",
        "des": "départ du jour de préparation s’il y en a un, sinon premier départ suivant",
    }
    operateur = {
        "inferieur_ou_egal": "stock projeté inférieur ou égal au seuil d’alerte",
        "inferieur": "stock projeté strictement inférieur au seuil d’alerte",
    }
    delais = (
        ("Stock disponible", "stock physique − réservé"),
        ("Arrivage prévu pendant une fermeture du fournisseur", "reporté au premier jour ouvré après la fermeture"),
        ("Contrôle d’un arrivage", f"disponible {jours[r.controle]} après l’arrivée"),
        ("Préparation d’une commande", f"{jours[r.preparation]} après le jour où toute la ligne est disponible"),
        ("Départ", depart_[r.depart]),
        ("Jours de départ", jours_en_texte(atelier.cadre.transport.jours)),
    )
    reassort = (
        ("Articles concernés", "état « actif » seulement"),
        ("Stock projeté", "disponible − commande du jour + en commande"),
        ("Déclenchement", operateur[r.operateur]),
        ("Quantité", "stock maximum − stock projeté, arrondie au conditionnement supérieur"),
        ("Minimum de commande du fournisseur", "comparé au total HT du réassort chez ce fournisseur, au prix d’achat"),
        ("Minimum atteint", "commander"),
        ("Minimum non atteint", "regrouper avec la prochaine commande"),
    )
    inventaire = (
        ("Quantité comptée", "lots complets × conditionnement + unités isolées"),
        ("Unités prêtées ou exposées", "restent au stock : à ajouter au compté"),
        ("Unités cassées ou périmées", "sortent du stock : à ne pas compter"),
        ("Écart", "compté − stock physique : positif = boni, négatif = mali"),
    )
    parties = (
        ("delais", "Délais de départ", "Délais", delais),
        ("reassort", "Réassort", "Réassort", reassort),
        ("inventaire", "Inventaire tournant", "Inventaire", inventaire),
    )
    blocs: list[Bloc] = [Titre(t("procedure.titre")), Paragraphe(t("procedure.chapeau"))]
    for tache, titre, nom, regles in parties:
        if tache in atelier.taches or tache == "delais":
            blocs += [Titre(titre, 2), Tableau(nom, (communs.REGLE, communs.VALEUR), regles)]
    jour = atelier.date.replace(day=1) - timedelta(days=90)
    return Piece(
        PROCEDURE,
        "procedure-stock",
        "Procédure : stock, délais et réassort",
        "procédures internes",
        jour,
        Page("Stock, délais et réassort", tuple(blocs), reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )


def commande(atelier: Atelier) -> Piece:
    """Return the client's mail of the morning."""
    monde, m = atelier.monde, memoire(atelier)
    client, f = monde.client(m.client), atelier.flux("commande")
    lignes = [(monde.article(d.ref), d.quantite) for d in m.demandes]
    corps = atelier.redacteur.texte(
        "commande.corps", client=client, lignes=lignes, interlocuteur=atelier.membre("commercial")
    )
    quand = datetime.combine(atelier.date, time(8, f.entier(1, 55)))
    courriel = Courriel(
        Adresse(client.contact.sans_civilite, client.courriel),
        (Adresse(atelier.firme.raison_sociale, atelier.firme.courriel),),
        atelier.redacteur.texte("commande.objet"),
        quand,
        corps,
    )
    return Piece(
        COMMANDE,
        "courriel-commande",
        f"Courriel de {client.contact.nom_seul}, {client.nom}",
        "messagerie",
        atelier.date,
        courriel,
        "eml",
    )


def designation(atelier: Atelier, ref: str) -> str:
    """Return the label of an article, for a working."""
    return majuscule(atelier.monde.article(ref).libelle)


def pluriel_unite(unite: str) -> str:
    """Return the plural of a unit of sale."""
    return accord_pluriel(unite)

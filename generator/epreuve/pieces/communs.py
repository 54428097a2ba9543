"""The documents that several missions share: catalogue, GRC, terms of sale, staff. Vues of the monde, without a format."""

from __future__ import annotations

from datetime import timedelta

from generator.epreuve.atelier import jours_en_texte
from generator.epreuve.pieces.contenus import (
    Classeur,
    Colonne,
    Feuille,
    Page,
    Paragraphe,
    Piece,
    Tableau,
    Titre,
    Valeur,
)
from generator.monde.faits import Client
from generator.monde.metier.echeances import Delai
from generator.monde.monde import Monde
from generator.textes import date_longue, euros, pourcent

CATALOGUE, CLIENTS, CGV, EQUIPE = "commun/catalogue", "commun/clients", "commun/cgv", "commun/equipe"
CANAUX = {
    "plateforme": "plateforme agréée",
    "chorus": "Chorus Pro",
    "courriel": "courriel",
    "courrier": "courrier postal",
}
REGLE, VALEUR = Colonne("Règle", largeur=18), Colonne("Valeur", largeur=30)


def catalogue(monde: Monde) -> Piece:
    """Return the catalogue: sheets « Articles » and « Fournisseurs »; prices € HT, delays in jours ouvrés."""
    from generator.epreuve.pieces.parties import iban_fournisseur  # noqa: PLC0415 - used here alone
    from generator.monde.metier.identifiants import groupe  # noqa: PLC0415 - used here alone

    familles = monde.cadre.entreprise.catalogue.familles
    articles = Feuille(
        "Articles",
        (
            Colonne("Référence"),
            Colonne("Désignation", largeur=34),
            Colonne("Famille", largeur=18),
            Colonne("Unité"),
            Colonne("Conditionnement", "entier"),
            Colonne("Prix d’achat HT", "montant"),
            Colonne("Prix de vente HT", "montant"),
            Colonne("TVA (%)", "pourcentage"),
            Colonne("Fournisseur"),
            Colonne("Délai (jours ouvrés)", "entier"),
            Colonne("Remise quantité"),
            Colonne("État"),
            Colonne("Remplacé par"),
        ),
        tuple(
            (
                a.ref,
                a.libelle,
                familles[a.famille],
                a.unite,
                a.conditionnement,
                a.achat,
                a.vente,
                a.tva,
                a.fournisseur,
                a.delai if a.stocke else None,
                "oui" if a.remise_quantite else "non",
                a.etat,
                a.remplacant,
            )
            for a in monde.articles
        ),
    )
    fournisseurs = Feuille(
        "Fournisseurs",
        (
            Colonne("Code"),
            Colonne("Raison sociale", largeur=26),
            Colonne("Spécialité", largeur=24),
            Colonne("Contact", largeur=20),
            Colonne("Adresse", largeur=26),
            Colonne("Code postal"),
            Colonne("Ville", largeur=18),
            Colonne("SIRET", largeur=18),
            Colonne("Téléphone", largeur=16),
            Colonne("Courriel", largeur=30),
            Colonne("Minimum de commande HT", "montant"),
            Colonne("Franco HT", "montant"),
            Colonne("Port HT", "montant"),
            Colonne("Délai de paiement", largeur=20),
            Colonne("IBAN", largeur=34),
        ),
        tuple(
            (
                x.code,
                x.raison_sociale,
                x.specialite,
                x.contact.complet,
                x.adresse.rue,
                x.adresse.code_postal,
                x.adresse.ville,
                _siret(x.siren, x.nic),
                x.telephone,
                x.courriel,
                x.minimum,
                x.franco,
                x.port,
                x.delai.libelle,
                groupe(iban_fournisseur(x), 4),
            )
            for x in monde.fournisseurs
        ),
    )
    return Piece(
        CATALOGUE,
        "catalogue",
        "Catalogue des articles et fournisseurs",
        "extrait de la gestion commerciale",
        monde.date,
        Classeur((articles, fournisseurs)),
        "xlsx",
    )


def _siret(siren: str, nic: int) -> str:
    from generator.monde.metier.identifiants import groupe_siret, siret  # noqa: PLC0415 - used here alone

    return groupe_siret(siret(siren, nic))


def clients(monde: Monde) -> Piece:
    """Return the clients of the GRC, a row each, discount in %."""
    colonnes = (
        "Code",
        "Catégorie",
        "Nom",
        "Forme",
        "Activité",
        "Contact",
        "Fonction",
        "Adresse de facturation",
        "Code postal",
        "Ville",
        "Adresse de livraison",
        "SIRET",
        "N° TVA",
        "Téléphone",
        "Courriel",
        "Délai de paiement",
        "Remise (%)",
        "Envoi des factures",
        "Code service",
        "Besoin signalé",
        "Client depuis",
    )
    genres = {"Remise (%)": "pourcentage", "Client depuis": "date"}
    feuille = Feuille(
        "Clients",
        tuple(Colonne(c, genres.get(c, "texte")) for c in colonnes),  # type: ignore[arg-type]
        tuple(ligne_client(c) for c in sorted(monde.clients, key=lambda c: c.code)),
    )
    return Piece(
        CLIENTS, "clients-grc", "Fichier des clients", "extraction de la GRC", monde.date, Classeur((feuille,)), "xlsx"
    )


def ligne_client(c: Client) -> tuple[Valeur, ...]:
    """Return the row of a client in the GRC's extract."""
    from generator.monde.metier.identifiants import groupe_siret, groupe_tva  # noqa: PLC0415 - used here alone

    livraison = c.livraison.en_ligne if c.livraison else ""
    return (
        c.code,
        c.categorie,
        c.nom,
        c.forme,
        c.genre,
        c.contact.complet,
        c.fonction,
        c.facturation.rue,
        c.facturation.code_postal,
        c.facturation.ville,
        livraison,
        groupe_siret(c.siret) if c.siret else "",
        groupe_tva(c.tva) if c.tva else "",
        c.telephone,
        c.courriel,
        c.delai.libelle,
        c.remise,
        CANAUX[c.canal],
        c.code_service,
        c.besoin,
        c.depuis,
    )


_OPERATEURS = {"superieur_ou_egal": "à partir de", "superieur": "au-delà de"}
_FIN_DE_MOIS = {
    "fin_de_mois_a": "fin du mois de la facture, puis ajout des jours",
    "fin_de_mois_b": "ajout des jours à la date de la facture, puis fin du mois atteint",
}


def cgv(monde: Monde) -> Piece:
    """Return the general terms of sale: three tables in the closed vocabulary of docs/vocabulaire.md."""
    c = monde.cadre.conditions
    cumul = {
        "cascade": "remise quantité puis remise client, l’une après l’autre",
        "plus_favorable": "seule la remise la plus élevée s’applique",
    }
    base = {
        "apres_remise": "total HT des lignes, remises déduites",
        "avant_remise": "total HT des lignes, avant remises",
    }
    regles = (
        ("Cumul avec la remise client", cumul[c.cumul]),
        ("Port", f"{euros(c.port_forfait)} HT"),
        ("Franco de port", f"{_OPERATEURS[c.port_operateur]} {euros(c.port_franco)} HT"),
        ("Montant comparé au franco", base[c.port_base]),
        ("TVA sur le port", f"{pourcent(c.taux_port)} (vente départ, transport facturé à part)"),
        ("Acompte", f"{pourcent(c.acompte_taux)} du total TTC"),
        ("Commandes avec acompte", f"{_OPERATEURS[c.acompte_operateur]} {euros(c.acompte_seuil)} TTC"),
        ("Validité d’un devis", f"{c.validite_jours} jours calendaires après sa date"),
    )
    paiement = (
        ("Particuliers", c.paiement["particulier"].libelle),
        ("Professionnels", c.paiement["professionnel"].libelle),
        ("Organismes publics", c.paiement["public"].libelle),
        ("Calcul « fin de mois »", _fin_de_mois(c.paiement["professionnel"])),
        ("Escompte", "néant"),
        ("Pénalités de retard", c.penalites),
        ("Indemnité forfaitaire", f"{euros(40)} (professionnels)"),
        ("Retour accepté", f"{c.retour_jours} jours calendaires après la livraison"),
        ("Retenue sur retour", f"{pourcent(c.retour_frais)} du prix net HT"),
    )
    bandes = tuple((debut, taux) for debut, taux in c.bandes)
    blocs = (
        Titre("Conditions générales de vente"),
        Titre("Remise quantité", 2),
        Tableau(
            "Bandes",
            (Colonne("À partir de (quantité de la ligne)", "entier"), Colonne("Remise", "pourcentage")),
            bandes,
        ),
        Titre("Prix, port et acompte", 2),
        Tableau("Vente", (REGLE, VALEUR), regles),
        Titre("Paiement et retours", 2),
        Tableau("Paiement", (REGLE, VALEUR), paiement),
        Paragraphe("Le délai de paiement porté sur la fiche d’un client l’emporte sur celui de sa catégorie.", "note"),
    )
    jour = monde.date.replace(day=1) - timedelta(days=150)
    return Piece(
        CGV,
        "conditions-vente",
        "Conditions générales de vente",
        "site et devis de l’entreprise",
        jour,
        Page("Conditions générales de vente", blocs, reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )


def _fin_de_mois(delai: Delai) -> str:
    return _FIN_DE_MOIS.get(delai.genre, _FIN_DE_MOIS["fin_de_mois_a"])


def equipe(monde: Monde) -> Piece:
    """Return the staff: a row each, with the discount (%) and the gesture (€ TTC) that each may grant, and absences."""
    noms = {m.id: m.complet for m in monde.cadre.equipe}
    feuille = Feuille(
        "Équipe",
        (
            Colonne("Nom", largeur=22),
            Colonne("Fonction", largeur=28),
            Colonne("Téléphone", largeur=16),
            Colonne("Courriel", largeur=30),
            Colonne("Remise accordée seul jusqu’à (%)", "pourcentage"),
            Colonne("Geste accordé seul jusqu’à (TTC)", "montant"),
            Colonne("Ne travaille pas", largeur=20),
            Colonne("Suppléance", largeur=22),
        ),
        tuple(
            (
                m.complet,
                m.fonction,
                m.telephone,
                m.courriel,
                m.remise_max,
                m.geste_max,
                jours_en_texte(m.absences),
                noms.get(m.suppleant or "", ""),
            )
            for m in monde.cadre.equipe
        ),
    )
    return Piece(
        EQUIPE,
        "equipe",
        "Équipe, délégations et absences",
        "annuaire interne",
        monde.date,
        Classeur((feuille,)),
        "xlsx",
    )

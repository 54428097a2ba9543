"""Documents of a purchase: the firm's order, its reception note, the supplier's invoice. In two steps, as commerciaux."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.epreuve.pieces.commerciaux import iban_imprime, lignes_livrees, lignes_vue, reference, retard
from generator.epreuve.pieces.contenus import Champ
from generator.epreuve.pieces.parties import iban_fournisseur, partie_firme, partie_fournisseur
from generator.epreuve.pieces.vue import Vue
from generator.monde.faits import Fournisseur
from generator.monde.journal import CommandeFournisseur, FactureFournisseur, Reception
from generator.monde.metier.prix import ZERO
from generator.monde.monde import Monde


def delai_fournisseur(x: Fournisseur) -> str:
    """Return a supplier's term with the way of counting it, which its papers print."""
    methode = {
        "fin_de_mois_a": " (fin du mois, puis ajout des jours)",
        "fin_de_mois_b": " (ajout des jours, puis fin du mois)",
    }
    return x.delai.libelle + methode.get(x.delai.genre, "")


def vue_commande_fournisseur(monde: Monde, fait: CommandeFournisseur, port: Decimal = ZERO) -> Vue:
    """Return the vue of a purchase order issued by the firm; `port` is the supplier's carriage, € HT."""
    x = monde.fournisseur(fait.fournisseur)
    prevue = (Champ("date_livraison_prevue", "Livraison attendue", fait.prevue, "date"),) if fait.prevue else ()
    return Vue(
        "commande_fournisseur",
        fait.numero,
        fait.date,
        partie_firme(monde.cadre.firme),
        partie_fournisseur(x),
        lignes_vue(monde, fait.lignes),
        references=(Champ("fournisseur", "Code fournisseur", x.code),),
        conditions=(*prevue, Champ("delai_paiement", "Paiement", delai_fournisseur(x))),
        port=port,
    )


def vue_reception(monde: Monde, fait: Reception, commande: CommandeFournisseur) -> Vue:
    """Return the vue of a reception note made by the firm: ordered, received, reliquat."""
    x = monde.fournisseur(fait.fournisseur)
    return Vue(
        "bon_reception",
        fait.numero,
        fait.date,
        partie_firme(monde.cadre.firme),
        partie_fournisseur(x),
        lignes_livrees(monde, fait.lignes, commande.lignes),
        references=reference("reference_commande", "Commande", commande.numero),
        signature="Contrôlé par",
    )


def vue_facture_fournisseur(
    monde: Monde, fait: FactureFournisseur, commande: CommandeFournisseur, echeance: date
) -> Vue:
    """Return the vue of a supplier's invoice, issued by the supplier: `fait.reference` is its number."""
    x, firme = monde.fournisseur(fait.fournisseur), monde.cadre.firme
    conditions = (
        Champ("echeance", "Échéance", echeance, "date"),
        Champ("delai_paiement", "Délai de paiement", delai_fournisseur(x)),
        Champ("mode", "Règlement", "virement"),
        Champ("iban", "IBAN", iban_imprime(iban_fournisseur(x))),
        Champ("escompte", "Escompte pour paiement anticipé", "néant"),
        *retard("professionnel", "trois fois le taux d’intérêt légal"),
    )
    return Vue(
        "facture_fournisseur",
        fait.reference,
        fait.date,
        partie_fournisseur(x),
        partie_firme(firme),
        lignes_vue(monde, fait.lignes),
        references=reference("commande_client", "Votre commande", commande.numero),
        conditions=conditions,
        port=fait.port,
        emetteur_firme=False,
    )

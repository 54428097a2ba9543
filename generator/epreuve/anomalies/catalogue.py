"""The catalogue of alterations: a row each. A mission draws kinds here; each names its look-alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.alea import Flux
from generator.epreuve.anomalies import livraisons, mentions, montants
from generator.epreuve.anomalies.chaine import Chaine, Constat, Place

Alteration = Callable[[Chaine, Place, Flux], Constat]


@dataclass(frozen=True)
class Genre:
    """A kind of anomaly: how it is made; `ligne`: on a row; `sens`: signs of its effect on the net (« +- »,
    « + », empty: none, « t »: as the rates say); `besoins`: what its chain must hold; `leurre`: its look-alike."""

    code: str
    intitule: str
    altere: Alteration
    leurre: str
    ligne: bool = False
    sens: str = ""
    besoins: frozenset[str] = frozenset()


def _genre(
    code: str, intitule: str, altere: Alteration, leurre: str, *, ligne: bool = False, sens: str = "", besoins: str = ""
) -> Genre:
    return Genre(code, intitule, altere, leurre, ligne, sens, frozenset(besoins.split()))


_LISTE = (
    _genre("prix", "prix unitaire faux", montants.prix, "prix_convenu", ligne=True, sens="+-"),
    _genre(
        "accord_ignore",
        "prix convenu par écrit ignoré",
        montants.accord_ignore,
        "prix_convenu",
        ligne=True,
        sens="+",
        besoins="accord",
    ),
    _genre(
        "remise",
        "remise oubliée ou trop forte",
        montants.remise,
        "remise_negociee",
        ligne=True,
        sens="+-",
        besoins="remise",
    ),
    _genre(
        "remises_cumulees",
        "remises mal cumulées",
        montants.remises_cumulees,
        "remise_negociee",
        ligne=True,
        sens="-",
        besoins="grande remise bande",
    ),
    _genre(
        "remise_exclue",
        "remise sur un article exclu",
        montants.remise_exclue,
        "remise_negociee",
        ligne=True,
        sens="-",
        besoins="grande bande exclu",
    ),
    _genre(
        "quantite_facturee",
        "quantité facturée non livrée",
        montants.quantite_facturee,
        "reliquat_note",
        ligne=True,
        sens="+",
        besoins="partiel",
    ),
    _genre("ligne_double", "ligne facturée deux fois", montants.ligne_double, "meme_article", ligne=True, sens="+"),
    _genre("montant_ligne", "montant de ligne faux", montants.montant_ligne, "arrondi", ligne=True, sens="+-"),
    _genre("total_ttc", "total TTC faux", montants.total_ttc, "arrondi", sens="+-"),
    _genre("montant_tva", "montant de TVA faux", montants.montant_tva, "arrondi", sens="+-"),
    _genre("taux_tva", "taux de TVA faux", montants.taux_tva, "deux_taux", ligne=True, sens="t"),
    _genre("port", "port facturé à tort", montants.port, "port_du", sens="+", besoins="franco"),
    _genre("acompte", "acompte non déduit", montants.acompte, "acompte_autre", sens="+", besoins="grande"),
    _genre(
        "quantite_commande",
        "quantité commandée différente du devis",
        livraisons.quantite_commande,
        "paraphe",
        ligne=True,
        sens="+-",
        besoins="petite quantite",
    ),
    _genre(
        "reliquat",
        "livraison incomplète sans reliquat noté",
        livraisons.reliquat,
        "reliquat_note",
        ligne=True,
        besoins="partiel",
    ),
    _genre("livre_en_trop", "quantité livrée en trop", livraisons.livre_en_trop, "offert", ligne=True),
    _genre("reference_livree", "article livré différent", livraisons.reference_livree, "substitution", ligne=True),
    _genre("unite", "unité fausse", livraisons.unite, "cartons", ligne=True),
    _genre("echeance", "échéance fausse", mentions.echeance, "delai_fiche"),
    _genre("validite", "validité du devis fausse", mentions.validite, "devis_accepte"),
    _genre("date_facture", "facture antérieure à la livraison", mentions.date_facture, "facture_ensuite"),
    _genre("commande_citee", "commande citée fausse", mentions.commande_citee, "numero_client"),
    _genre("siret", "SIRET d’un autre établissement", mentions.numero_siret, "ecriture"),
    _genre("numero_tva", "numéro de TVA d’une autre société", mentions.numero_tva, "ecriture"),
    _genre("code_postal", "code postal de facturation faux", mentions.code_postal, "livraison_ailleurs"),
    _genre("adresse_livraison", "code postal de livraison faux", mentions.code_postal, "livraison_ailleurs"),
    _genre("mention", "mention obligatoire absente", mentions.mention, "mention_future"),
    _genre("iban", "compte bancaire inconnu du fournisseur", mentions.numero_iban, "ecriture"),
)
GENRES: Mapping[str, Genre] = {g.code: g for g in _LISTE}
"""The kinds by code."""

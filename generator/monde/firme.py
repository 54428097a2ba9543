"""The firm, its staff, its terms of sale, as the seed draws them from the blueprint."""

from __future__ import annotations

from decimal import Decimal

from generator.alea import Alea
from generator.blueprint.entreprise import Entreprise, MembreDecrit
from generator.donnees import communes
from generator.monde.faits import Adresse, CharteGraphique, Conditions, Firme, Membre, Transport
from generator.monde.metier import identifiants
from generator.monde.metier.echeances import Delai, Genre
from generator.monde.population import Population
from generator.textes import slug

_GENRES: dict[str, Genre] = {"net": "net", "fdm": "fin_de_mois_a", "fdm_a": "fin_de_mois_a", "fdm_b": "fin_de_mois_b"}


def delai(code: str) -> Delai:
    """Return the term that a blueprint's code names: net30, fdm_a45, fdm_b30, fdm45…"""
    genre, jours = code.rstrip("0123456789"), code[len(code.rstrip("0123456789")) :]
    return Delai(_GENRES[genre], int(jours))


def tire_firme(alea: Alea, e: Entreprise, population: Population) -> Firme:
    """Draw the identity of the firm."""
    f, fiche = alea.flux("firme"), e.fiche
    identite, palette = f.choix(fiche.identites), f.choix(fiche.charte.palettes)
    commune = communes()[f.choix(fiche.communes)]
    adresse = Adresse(f.choix(fiche.adresses), commune["code_postal"], commune["nom"])
    charte = CharteGraphique(
        f.choix(fiche.charte.police),
        palette.principale,
        palette.secondaire,
        palette.fond,
        fiche.charte.mise_en_page,
        fiche.charte.logo,
        identite.sigle,
        identite.raison_sociale,
    )
    ca = Decimal(f.choix(fiche.chiffre_affaires)) * f.entier(94, 106) / 100
    ca = ca.quantize(Decimal("1E3")).quantize(Decimal(1))
    precedent = (ca * f.entier(90, 108) / 100).quantize(Decimal("1E3")).quantize(Decimal(1))
    return Firme(
        nom=e.nom,
        raison_sociale=identite.raison_sociale,
        forme=fiche.forme_juridique,
        capital=f.choix(fiche.capital),
        metier=fiche.metier,
        naf=fiche.naf,
        adresse=adresse,
        departement=commune["nom_departement"],
        departement_numero=commune["departement"],
        region=commune["region"],
        siren=population.siren(0),
        nic=1,
        iban=identifiants.iban(f.chiffres(5), f.chiffres(11)),
        bic="FICTFRP0XXX",
        telephone=population.telephone(0, commune["departement"]),
        courriel=f"contact@{identite.domaine}",
        site=f"www.{identite.domaine}",
        domaine=identite.domaine,
        fondation=f.choix(fiche.fondation),
        effectif=f.choix(fiche.effectif),
        chiffre_affaires=ca,
        chiffre_affaires_precedent=precedent,
        charte=charte,
        ton=fiche.ton,
        nature_operations=fiche.nature_operations,
    )


def tire_equipe(alea: Alea, e: Entreprise, firme: Firme, population: Population) -> tuple[Membre, ...]:
    """Draw the people who hold the posts of the firm."""
    return tuple(_membre(alea, m, rang, firme, population) for rang, m in enumerate(e.equipe.membres))


def _membre(alea: Alea, decrit: MembreDecrit, rang: int, firme: Firme, population: Population) -> Membre:
    p = population.personne(rang, "equipe", decrit.id)
    absences = alea.flux("equipe", decrit.id, "absences").choix(decrit.jours_absence)
    fonction = decrit.fonction.f if p.genre == "f" else decrit.fonction.m
    return Membre(
        p.prenom,
        p.nom,
        p.genre,
        decrit.id,
        decrit.roles,
        fonction,
        decrit.remise_max,
        decrit.geste_max,
        absences,
        decrit.suppleant,
        f"{slug(p.prenom)}.{slug(p.nom)}@{firme.domaine}",
        population.telephone(1 + rang, firme.departement_numero),
    )


def tire_conditions(alea: Alea, e: Entreprise) -> Conditions:
    """Draw the general terms of sale."""
    f, c = alea.flux("conditions"), e.cgv
    professionnel = delai(f.choix(c.paiement_professionnel))
    return Conditions(
        bandes=f.choix(c.bandes),
        cumul=f.choix(c.cumul),
        port_forfait=f.choix(c.port.forfait),
        port_franco=f.choix(c.port.franco),
        port_operateur=f.choix(c.port.operateur),
        port_base=f.choix(c.port.base),
        acompte_taux=f.choix(c.acompte.taux),
        acompte_seuil=f.choix(c.acompte.seuil_ttc),
        acompte_operateur=f.choix(c.acompte.operateur),
        validite_jours=f.choix(c.validite_jours),
        paiement={"particulier": Delai("comptant"), "professionnel": professionnel, "public": Delai("net", 30)},
        penalites=f.choix(c.penalites),
        retour_jours=f.choix(c.retour_jours),
        retour_frais=f.choix(c.retour_frais),
        taux_port=Decimal(20),
    )


def tire_transport(alea: Alea, e: Entreprise) -> Transport:
    """Draw how goods leave."""
    f, livraison = alea.flux("transport"), e.fiche.livraison
    return Transport(livraison.mode, f.choix(livraison.nom), tuple(sorted(f.choix(livraison.jours))))

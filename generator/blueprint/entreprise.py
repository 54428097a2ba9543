"""A firm as its folder describes it: blueprints/entreprises/<nom>/*.yaml. Amounts are in € HT, delays in jours ouvrés."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from generator.blueprint.lecture import FautesSituees
from generator.blueprint.modele import Choix, Modele, Nombre

Taux = Annotated[Nombre, Field(ge=0, le=100)]
Positif = Annotated[int, Field(ge=1)]
Couleur = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Categorie = Literal["particulier", "professionnel", "public"]
Role = Literal["dirigeant", "commercial", "achats", "logistique", "comptabilite", "sav", "technique"]


class Identite(Modele):
    """One of the names that the firm may bear: its name, the domain of its mails (.example), the initials of its logo."""

    raison_sociale: str
    domaine: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.example$")]
    sigle: Annotated[str, Field(min_length=1, max_length=3)]


class Palette(Modele):
    """Colours of the charte: main (dark enough for white text), second, pale background."""

    principale: Couleur
    secondaire: Couleur
    fond: Couleur


class Charte(Modele):
    """The charte graphique: typeface (a vendored family), palettes, layout of the documents, drawing of the logo."""

    police: Choix[Literal["Source Sans 3", "Source Serif 4", "IBM Plex Sans"]]
    palettes: Choix[Palette]
    mise_en_page: Literal["bandeau", "colonne", "classique", "moderne"]
    logo: Literal["disque", "ecu", "losange", "trame", "anneau", "carre"]


class Numerotation(Modele):
    """How documents are numbered; {aaaa} {aa} {mm} the date, {n3} {n4} {n5} the rank, padded. Ranks never restart."""

    devis: str
    commande: str
    livraison: str
    facture: str
    avoir: str
    commande_fournisseur: str
    reception: str
    client: str = "CL{n4}"


class Livraison(Modele):
    """How goods leave: own rounds or a carrier, the weekdays (0 = lundi) among which the seed draws."""

    mode: Literal["tournee", "transporteur"]
    jours: Choix[tuple[int, ...]]
    nom: Choix[str]
    """« tournées du véhicule de livraison », or the (invented) carrier's name."""


class Fiche(Modele):
    """entreprise.yaml: who the firm is."""

    identites: Choix[Identite]
    metier: str
    """What it does, after « entreprise de » or alone: « torréfaction artisanale et vente de cafés »."""
    forme_juridique: Literal["SARL", "SAS", "EURL", "SASU", "SCOP", "EI", "SA"]
    capital: Choix[int]
    naf: Annotated[str, Field(pattern=r"^\d{2}\.\d{2}[A-Z]$")]
    communes: Annotated[tuple[str, ...], Field(min_length=4)]
    """INSEE codes of generator/donnees/communes.csv."""
    adresses: Annotated[tuple[str, ...], Field(min_length=3)]
    fondation: Choix[int]
    effectif: Choix[int]
    chiffre_affaires: Choix[int]
    """Last year's turnover, € HT."""
    presentation: Annotated[tuple[tuple[str, ...], ...], Field(min_length=4)]
    """Paragraphs of the paper's page on the firm: for each, the wordings (Jinja2) among which the seed draws."""
    clientele: dict[Categorie, int]
    """Share of each category of clients, in %; their sum is 100."""
    nature_operations: Literal["biens", "services", "mixte"]
    livraison: Livraison
    charte: Charte
    numerotation: Numerotation
    ton: Literal["soutenu", "courant", "direct"]
    """How the firm writes: missions choose among wordings by it."""

    @model_validator(mode="after")
    def _somme(self) -> Fiche:
        if sum(self.clientele.values()) != 100:
            msg = f"la somme des parts doit faire 100 ; lu : {sum(self.clientele.values())}"
            raise FautesSituees([(("clientele",), msg)])
        return self


class ArticleDecrit(Modele):
    """An article or a service of catalogue.yaml. Prices are the middle ones; the seed moves them by a few per cent."""

    ref: Annotated[str, Field(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$")]
    libelle: str
    famille: str
    unite: str
    """Unit of sale, singular: « sachet », « pièce », « heure »."""
    conditionnement: Positif = 1
    """Units of sale in the supplier's pack: replenishment is a multiple of it."""
    achat: Nombre
    vente: Nombre
    tva: Taux
    fournisseur: str | None = None
    delai: Annotated[int, Field(ge=0)] = 5
    """Supplier's delay, jours ouvrés."""
    seuil: Annotated[int, Field(ge=0)] = 0
    maximum: Annotated[int, Field(ge=0)] = 0
    stocke: bool = True
    """False for a service or work that has no stock."""
    remplace_par: str | None = None
    """Reference of the article that may replace it, when the seed withdraws this one."""
    remise_quantite: bool = True
    """Whether quantity bands apply to it."""
    code_unite: str = "C62"
    """UNECE unit of the electronic invoice: C62, KGM, LTR, HUR…"""

    @model_validator(mode="after")
    def _stock(self) -> ArticleDecrit:
        if self.stocke and (not self.fournisseur or not 0 < self.seuil < self.maximum):
            msg = "un article stocké a un fournisseur, un seuil d’au moins 1 et un maximum plus grand que le seuil"
            raise FautesSituees([((), msg)])
        if self.vente <= self.achat:
            raise FautesSituees([(("vente",), f"le prix de vente doit dépasser le prix d’achat ({self.achat})")])
        return self


class Catalogue(Modele):
    """catalogue.yaml: families (code → label) and articles."""

    familles: dict[str, str]
    articles: Annotated[tuple[ArticleDecrit, ...], Field(min_length=60)]


class FournisseurDecrit(Modele):
    """A supplier of fournisseurs.yaml; the minimum of an order and the free-carriage threshold are in € HT."""

    code: Annotated[str, Field(pattern=r"^F\d{3}$")]
    raison_sociale: str
    specialite: str
    commune: str
    minimum: Nombre
    franco: Nombre
    port: Nombre
    delai_paiement: Literal["net30", "net45", "net60", "fdm30", "fdm45"] = "net30"


class Fournisseurs(Modele):
    """fournisseurs.yaml."""

    fournisseurs: Annotated[tuple[FournisseurDecrit, ...], Field(min_length=8)]


class Fonction(Modele):
    """A job title, masculine and feminine."""

    m: str
    f: str


class MembreDecrit(Modele):
    """A member of the staff: roles held, title, discount (%) and gesture (€ TTC) that he or she may grant alone."""

    id: str
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    fonction: Fonction
    remise_max: Taux = Decimal(0)
    geste_max: Nombre = Decimal(0)
    jours_absence: Choix[tuple[int, ...]] = ((),)
    """Weekdays not worked (part time), 0 = lundi: alternatives among which the seed draws."""
    suppleant: str | None = None
    """Id of the deputy."""


class Equipe(Modele):
    """equipe.yaml: every role is held by exactly one member."""

    membres: Annotated[tuple[MembreDecrit, ...], Field(min_length=2)]
    geste_assistant: Choix[int]
    """The gesture that the candidate's post may grant alone, € TTC."""
    remise_assistant: Choix[int] = (0,)

    @model_validator(mode="after")
    def _roles(self) -> Equipe:
        roles = [r for m in self.membres for r in m.roles]
        voulus = ["dirigeant", "commercial", "achats", "logistique", "comptabilite", "sav", "technique"]
        if sorted(roles) != sorted(voulus):
            compte = Counter[str](roles)
            dits = [f"« {r} » est tenu {compte[r]} fois" for r in voulus if compte[r] != 1]
            msg = f"chaque rôle est tenu par une personne et une seule : {', '.join(dits)}"
            raise FautesSituees([(("membres",), msg)])
        ids = {m.id for m in self.membres}
        choix = ", ".join(sorted(ids))
        if inconnus := [
            (("membres", i, "suppleant"), f"membre inconnu « {m.suppleant} » ; choix : {choix}")
            for i, m in enumerate(self.membres)
            if m.suppleant and m.suppleant not in ids
        ]:
            raise FautesSituees(inconnus)
        return self


class TypeClient(Modele):
    """A kind of client: its category, name patterns with {nom} (surname), {ville}, {prenom}; how often it is drawn."""

    code: str
    categorie: Literal["professionnel", "public"]
    libelle: str
    """« restaurant », « mairie », « école »."""
    noms: Annotated[tuple[str, ...], Field(min_length=2)]
    fonctions: Annotated[tuple[Fonction, ...], Field(min_length=1)]
    """Titles of the contact."""
    forme: Choix[str] = ("SARL", "SAS", "EURL")
    """Legal forms printed before or after the name; for a public body: [""]."""
    poids: Positif = 1


class ClientsDecrits(Modele):
    """clients.yaml: the kinds of clients of the trade (private customers need no kind)."""

    types: Annotated[tuple[TypeClient, ...], Field(min_length=5)]
    rayon: Annotated[int, Field(ge=20)] = 120
    """Clients live in the firm's département or region."""


Operateur = Literal["superieur_ou_egal", "superieur"]


class Port(Modele):
    """Carriage: flat amount € HT, free-carriage threshold € HT, operator, before or after discounts."""

    forfait: Choix[Nombre]
    franco: Choix[Nombre]
    operateur: Choix[Operateur]
    base: Choix[Literal["avant_remise", "apres_remise"]]


class Acompte(Modele):
    """Deposit: rate (%) asked of orders whose TTC reaches the threshold, and of every new client if said so."""

    taux: Choix[Taux]
    seuil_ttc: Choix[Nombre]
    operateur: Choix[Operateur]


class Cgv(Modele):
    """procedures/cgv.yaml: general terms of sale. Each list is what the seed draws from."""

    bandes: Choix[tuple[tuple[int, Taux], ...]]
    """Alternatives of quantity bands: [[quantity, discount %], …], rising. Quantities counted by line of order."""
    cumul: Choix[Literal["cascade", "plus_favorable"]]
    """How the band's discount meets the client's negotiated one."""
    port: Port
    acompte: Acompte
    validite_jours: Choix[Positif]
    paiement_professionnel: Choix[Literal["net30", "net45", "net60", "fdm_a30", "fdm_a45", "fdm_b30", "fdm_b45"]]
    penalites: Choix[str]
    """Rate of late-payment penalties, as printed: « trois fois le taux d’intérêt légal »."""
    retour_jours: Choix[Positif]
    retour_frais: Choix[Taux]


class Entreprise(Modele):
    """A whole firm: everything that its folder holds. `procedures` and `matiere` hold, by mission code, raw trees that the
    mission's own schema reads (generator/blueprint/missions/<code>.py)."""

    nom: str
    fiche: Fiche
    catalogue: Catalogue
    fournisseurs: Fournisseurs
    equipe: Equipe
    clients: ClientsDecrits
    cgv: Cgv
    procedures: dict[str, Any]
    matiere: dict[str, Any]

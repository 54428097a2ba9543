"""The frozen records of what is true in a case: people, firm, clients, suppliers, articles, rules. Amounts in € HT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.monde.metier import identifiants
from generator.monde.metier.echeances import Delai

Categorie = Literal["particulier", "professionnel", "public"]
Canal = Literal["plateforme", "chorus", "courriel", "courrier"]


@dataclass(frozen=True)
class Personne:
    """Somebody: first name, surname, gender."""

    prenom: str
    nom: str
    genre: Literal["m", "f"]

    @property
    def civilite(self) -> str:
        """« M. » or « Mme »."""
        return "M." if self.genre == "m" else "Mme"

    @property
    def complet(self) -> str:
        """« Mme Anne Roux »."""
        return f"{self.civilite} {self.prenom} {self.nom}"

    @property
    def nom_seul(self) -> str:
        """« Mme Roux »."""
        return f"{self.civilite} {self.nom}"

    @property
    def sans_civilite(self) -> str:
        """« Anne Roux »."""
        return f"{self.prenom} {self.nom}"

    @property
    def appel(self) -> str:
        """« Monsieur » or « Madame »."""
        return "Monsieur" if self.genre == "m" else "Madame"

    @property
    def e(self) -> str:
        """The « e » of the feminine agreement, or nothing."""
        return "e" if self.genre == "f" else ""


@dataclass(frozen=True)
class Adresse:
    """A postal address."""

    rue: str
    code_postal: str
    ville: str
    complement: str = ""

    @property
    def lignes(self) -> tuple[str, ...]:
        """The lines of an envelope below the name."""
        tete = (self.complement, self.rue) if self.complement else (self.rue,)
        return (*tete, f"{self.code_postal} {self.ville}")

    @property
    def en_ligne(self) -> str:
        """The address on one line."""
        return ", ".join(self.lignes)


@dataclass(frozen=True)
class Membre(Personne):
    """A member of the staff; `remise_max` in %, `geste_max` in € TTC; `absences` are weekdays not worked (0 = lundi)."""

    id: str
    roles: tuple[str, ...]
    fonction: str
    remise_max: Decimal
    geste_max: Decimal
    absences: tuple[int, ...]
    suppleant: str | None
    courriel: str
    telephone: str


@dataclass(frozen=True)
class CharteGraphique:
    """What every document of the firm wears: typeface, colours, layout, shape and initials of the logo."""

    police: str
    principale: str
    secondaire: str
    fond: str
    mise_en_page: str
    logo: str
    sigle: str
    raison_sociale: str


@dataclass(frozen=True)
class Firme:
    """The firm of the case."""

    nom: str
    """Folder of its blueprint."""
    raison_sociale: str
    forme: str
    capital: int
    metier: str
    naf: str
    adresse: Adresse
    departement: str
    departement_numero: str
    region: str
    siren: str
    nic: int
    iban: str
    bic: str
    telephone: str
    courriel: str
    site: str
    domaine: str
    fondation: int
    effectif: int
    chiffre_affaires: Decimal
    chiffre_affaires_precedent: Decimal
    charte: CharteGraphique
    ton: str
    nature_operations: str

    @property
    def siret(self) -> str:
        """SIRET of the head office."""
        return identifiants.siret(self.siren, self.nic)

    @property
    def tva(self) -> str:
        """VAT number."""
        return identifiants.tva(self.siren)

    @property
    def mention_legale(self) -> str:
        """The line that all business papers bear (C. com. R123-237, R123-238): form, capital, RCS, head office."""
        capital = f"{self.capital:,}".replace(",", "\u202f")
        siege = f"siège\u00a0: {self.adresse.en_ligne}"
        rcs = f"{identifiants.groupe(self.siren)} RCS {self.adresse.ville}"
        return f"{self.raison_sociale}, {self.forme} au capital de {capital}\u00a0€ – {rcs} – {siege}"


@dataclass(frozen=True)
class Client:
    """A record of the GRC. `remise` is the negotiated discount in %; `facturation` and `livraison` may differ."""

    code: str
    categorie: Categorie
    genre: str
    """Kind of client in the trade (« restaurant », « mairie »), empty for a private customer."""
    raison_sociale: str
    forme: str
    contact: Personne
    fonction: str
    facturation: Adresse
    livraison: Adresse | None
    siren: str
    nic: int
    telephone: str
    courriel: str
    delai: Delai
    remise: Decimal
    canal: Canal
    depuis: date
    code_service: str = ""
    """Public buyers: service code asked by Chorus Pro, when they require one."""
    besoin: str = ""
    """A stated need for the exchange (« courriels en gros caractères »), never a diagnosis."""

    @property
    def nom(self) -> str:
        """The name under which it is known: the firm's, or the person's."""
        return self.raison_sociale or self.contact.sans_civilite

    @property
    def siret(self) -> str:
        """SIRET, empty for a private customer."""
        return identifiants.siret(self.siren, self.nic) if self.siren else ""

    @property
    def tva(self) -> str:
        """VAT number of a firm; empty for others."""
        return identifiants.tva(self.siren) if self.siren and self.categorie == "professionnel" else ""

    @property
    def adresse_livraison(self) -> Adresse:
        """Where goods go."""
        return self.livraison or self.facturation


@dataclass(frozen=True)
class Fournisseur:
    """A supplier; minimum order, free-carriage threshold and carriage in € HT; closings are (first, last day)."""

    code: str
    raison_sociale: str
    specialite: str
    adresse: Adresse
    siren: str
    nic: int
    telephone: str
    courriel: str
    contact: Personne
    minimum: Decimal
    franco: Decimal
    port: Decimal
    delai: Delai
    fermetures: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True)
class Article:
    """An article or service of the catalogue, prices drawn. `etat` « retiré » or « remplacé » goes with `remplacant`."""

    ref: str
    libelle: str
    famille: str
    unite: str
    conditionnement: int
    achat: Decimal
    vente: Decimal
    tva: Decimal
    fournisseur: str
    delai: int
    seuil: int
    maximum: int
    stocke: bool
    remise_quantite: bool
    code_unite: str
    remplacement: str = ""
    """Reference that may replace it (catalogue of the blueprint)."""
    etat: Literal["actif", "fin de série", "retiré"] = "actif"
    remplacant: str = ""


@dataclass(frozen=True)
class Conditions:
    """General terms of sale as drawn. Bands: (first quantity of a line, discount %), rising; amounts in € HT but the
    deposit threshold (TTC)."""

    bandes: tuple[tuple[int, Decimal], ...]
    cumul: Literal["cascade", "plus_favorable"]
    port_forfait: Decimal
    port_franco: Decimal
    port_operateur: Literal["superieur_ou_egal", "superieur"]
    port_base: Literal["avant_remise", "apres_remise"]
    acompte_taux: Decimal
    acompte_seuil: Decimal
    acompte_operateur: Literal["superieur_ou_egal", "superieur"]
    validite_jours: int
    paiement: dict[str, Delai]
    """By category of client."""
    penalites: str
    retour_jours: int
    retour_frais: Decimal
    taux_port: Decimal
    """VAT rate of the carriage, billed apart from goods sold « départ » (BOFiP): 20 %."""


@dataclass(frozen=True)
class Transport:
    """How goods leave: own rounds or a carrier, on which weekdays (0 = lundi)."""

    mode: Literal["tournee", "transporteur"]
    nom: str
    jours: tuple[int, ...]

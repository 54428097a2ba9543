"""The clients of the GRC, drawn in the shares that the firm declares."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from generator.alea import Alea, Flux
from generator.blueprint.entreprise import Entreprise, TypeClient
from generator.monde.faits import Canal, Categorie, Client, Conditions, Firme, Personne
from generator.monde.metier.echeances import Delai
from generator.monde.population import DOMAINE_PARTICULIERS, Population
from generator.textes import slug

RANG_CLIENTS = 20
"""Ranks of the register from which clients take names and numbers."""
PREMIER_CODE = 101
_MINIMUM: dict[Categorie, int] = {"particulier": 5, "professionnel": 12, "public": 4}


def effectifs(e: Entreprise, total: int) -> dict[Categorie, int]:
    """Return how many clients of each category: the firm's shares, but enough of each to cast the missions."""
    mini = _MINIMUM
    reste = total - sum(mini.values())
    parts = {c: Fraction(e.fiche.clientele.get(c, 0), 100) * reste for c in mini}
    compte = {c: mini[c] + int(parts[c]) for c in mini}
    for c in sorted(mini, key=lambda c: (int(parts[c]) - parts[c], c))[: total - sum(compte.values())]:
        compte[c] += 1
    return compte


def tire_clients(
    alea: Alea, e: Entreprise, firme: Firme, conditions: Conditions, population: Population, reference: date, total: int
) -> tuple[Client, ...]:
    """Draw `total` clients; their codes follow the date of their first contact."""
    categories = [c for c, n in effectifs(e, total).items() for _ in range(n)]
    types = _types(alea.flux("clients", "types"), e, categories)
    dates = sorted((alea.flux("clients", "dates", i).entier(70, 2600) for i in range(total)), reverse=True)
    ordre = alea.flux("clients", "ordre").melange(range(total))
    noms: set[str] = set()
    faits = []
    for rang in range(total):
        place = ordre[rang]
        code = f"CL{PREMIER_CODE + place:04d}"
        depuis = reference - timedelta(days=dates[place])
        faits.append(
            _client(
                alea.flux("client", rang),
                code,
                depuis,
                categories[rang],
                types[rang],
                rang,
                (e, firme, conditions, population),
                noms,
            )
        )
    return tuple(faits)


def _types(f: Flux, e: Entreprise, categories: list[Categorie]) -> list[TypeClient | None]:
    """Give each client its kind: as varied as the weights allow (drawn without putting back)."""
    tirage: dict[str, list[TypeClient]] = {"professionnel": [], "public": []}
    resultat: list[TypeClient | None] = []
    for categorie in categories:
        if categorie == "particulier":
            resultat.append(None)
            continue
        if not tirage[categorie]:
            tirage[categorie] = f.melange(
                [t for t in e.clients.types if t.categorie == categorie for _ in range(t.poids)]
            )
        resultat.append(tirage[categorie].pop())
    return resultat


def _client(
    f: Flux,
    code: str,
    depuis: date,
    categorie: Categorie,
    genre: TypeClient | None,
    rang: int,
    monde: tuple[Entreprise, Firme, Conditions, Population],
    noms: set[str],
) -> Client:
    _, firme, conditions, population = monde
    n = RANG_CLIENTS + rang
    contact = population.personne(n, "client", rang)
    adresse = population.adresse(n, f, firme.departement_numero)
    raison = _raison(f, genre, contact, adresse.ville, noms) if genre else ""
    domaine = f"{slug(raison)}.example" if raison else DOMAINE_PARTICULIERS
    fonction = f.choix(genre.fonctions) if genre else None
    ailleurs = genre is not None and categorie == "professionnel" and f.chance(1, 4)
    canal: Canal = "chorus" if categorie == "public" else "courrier" if f.chance(1, 8) else "courriel"
    return Client(
        code=code,
        categorie=categorie,
        genre=genre.libelle if genre else "",
        raison_sociale=raison,
        forme=f.choix(genre.forme) if genre else "",
        contact=contact,
        fonction=(fonction.f if contact.genre == "f" else fonction.m) if fonction else "",
        facturation=adresse,
        livraison=population.adresse(n + 90, f, firme.departement_numero) if ailleurs else None,
        siren=population.siren(n) if genre else "",
        nic=f.entier(1, 3),
        telephone=population.telephone(n, firme.departement_numero, mobile=genre is None and f.chance(2, 3)),
        courriel=f"{slug(contact.prenom)}.{slug(contact.nom)}@{domaine}",
        delai=_delai(f, categorie, conditions),
        remise=Decimal(f.choix((0, 0, 0, 2, 3, 5))) if categorie == "professionnel" else Decimal(0),
        canal=canal,
        depuis=depuis,
        code_service=f"{f.choix(('FACT', 'SERV', 'COMPTA'))}-{f.entier(1, 40):02d}"
        if categorie == "public" and f.chance(2, 3)
        else "",
    )


def _delai(f: Flux, categorie: Categorie, conditions: Conditions) -> Delai:
    if categorie != "professionnel" or f.chance(2, 3):
        return conditions.paiement[categorie]
    return Delai("net", f.choix((15, 30, 45)))


def _raison(f: Flux, genre: TypeClient, contact: Personne, ville: str, noms: set[str]) -> str:
    """Return a name that no other client bears. Raises ValueError when the patterns are too few."""
    for modele in f.melange(genre.noms):
        nom = modele.replace("{nom}", contact.nom).replace("{ville}", ville).replace("{prenom}", contact.prenom)
        if nom not in noms:
            noms.add(nom)
            return nom
    for modele in genre.noms:
        nom = f"{modele.replace('{nom}', contact.nom).replace('{ville}', ville).replace('{prenom}', contact.prenom)} {ville}"
        if nom not in noms:
            noms.add(nom)
            return nom
    msg = f"trop peu de noms pour les clients de type « {genre.code} »"
    raise ValueError(msg)

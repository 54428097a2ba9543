"""C1.1, first act: rules drawn, people and records of the messages, the two requests; the devis itself: `trame`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from generator.donnees import communes_du, table
from generator.epreuve.missions.c1_1.trame import LigneDevis, construit
from generator.monde.distribution import Casting, Scenes
from generator.monde.faits import Adresse, Article, Client, Personne
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.metier.identifiants import siret
from generator.textes import slug

_RANG, _RUE = 520, 160
"""Ranks of the register from which this mission takes names, numbers and streets."""
BESOINS = ("gros caractères", "par écrit", "par téléphone", "plain-pied")
"""Closed list of stated needs (procedure)."""
INTERDITS = ("sante", "famille", "religion", "opinion", "jugement", "condamnation")
SANS_FORME = "association loi 1901"


@dataclass(frozen=True)
class Mesures:
    """The counts of a level."""

    lignes: tuple[str, ...]
    """Parts of the lines of the devis: see `trame`."""
    interdites: int
    """Notes of the call that must not be recorded."""
    neutres: int
    """Notes that may be: look-alikes."""
    manquants: int
    """What is missing in the second request."""
    articles: int

    @property
    def notes(self) -> int:
        """Lines of the call's notes: the discount and the need besides."""
        return 2 + self.interdites + self.neutres


MESURES = {
    "entrainement": Mesures(("bord", "exclu", "retire", "net"), 2, 1, 2, 6),
    "examen": Mesures(("bord", "sous", "exclu", "retire", "net"), 3, 2, 3, 7),
    "expert": Mesures(("bord", "sous", "exclu", "retire", "net", "serie"), 4, 2, 3, 8),
}


@dataclass(frozen=True)
class Regles:
    """The rules as drawn; amounts € HT; `franco` and `port` are those of deliveries outside the département."""

    effet_jours: int
    au_plus: bool
    """Edge of the delay: « à N jours au plus » (True) or « à moins de N jours »."""
    port: Decimal
    franco: Decimal
    toujours: Literal["sur_place", "acces"]


@dataclass(frozen=True)
class Demenagement:
    """A client already known, who writes as if new: what changes on its record."""

    code: str
    auteur: Personne
    adresse: Adresse
    siret: str
    telephone: str
    courrier: bool
    """Whether it asks for its invoices by post (expert)."""


@dataclass(frozen=True)
class Changement:
    """A dated change of an article: heading « Champ », new value, day of effect, whether it is entered."""

    champ: str
    valeur: Decimal
    jour: date
    saisi: bool


@dataclass(frozen=True)
class Tarif:
    """The supplier's message: its code, new contact, the article stopped, the one that replaces it and its changes."""

    fournisseur: str
    contact: Personne
    telephone: str
    courriel: str
    """New address (expert), empty when it does not change."""
    arrete: str
    remplacant: str
    changements: tuple[Changement, ...]
    minimum: Decimal | None
    """Minimum order announced for January, € HT: not to be entered (None: not spoken of)."""


@dataclass(frozen=True)
class DevisAFaire:
    """The devis: client, discount negotiated (%), lines, delivery address, the days of the mail and of the note."""

    client: str
    remise: Decimal
    lignes: tuple[LigneDevis, ...]
    livraison: Adresse
    courriel: date
    note: date


@dataclass(frozen=True)
class Incomplete:
    """The second request: client, articles and quantities (0 when not told), the line without reference, place, what is
    missing (codes of `manquants.DONNEES`), what is told."""

    client: str
    lignes: tuple[tuple[str, int], ...]
    livraison: Adresse
    dehors: bool
    manquants: tuple[str, ...]
    sur_place: Personne
    telephone: str


@dataclass(frozen=True)
class Memoire:
    """What the second act needs."""

    regles: Regles
    nouveau: Client
    homonyme: str
    demenagement: Demenagement
    tarif: Tarif
    devis: DevisAFaire
    incomplete: Incomplete


def casting_c1_1(casting: Casting) -> Scenes:
    """Return the records as they must be, and the memory; nothing happens in the journal."""
    mesures, p, f = MESURES[casting.niveau], casting.cadre.entreprise.procedures["c1_1"], casting.regles()
    homonyme, ancien, acheteur, autre = casting.clients
    lieu = ancien.livraison or _adresse(casting, 3, {ancien.facturation.ville})
    ancien = replace(ancien, livraison=lieu, canal="courriel")
    acheteur = replace(acheteur, remise=Decimal(2))
    autre = replace(autre, code_service=autre.code_service or "SERV-12") if autre.categorie == "public" else autre
    trame = construit(casting, mesures.lignes, p.franco_exterieur)
    regles = Regles(
        f.choix(p.effet_jours),
        f.choix(p.effet_operateur) == "au_plus",
        f.choix(p.port_exterieur),
        trame.franco,
        f.choix(p.exige_toujours),
    )
    tarif, articles = _tarif(casting, regles, *trame.autre_paire)
    memoire = Memoire(
        regles,
        _nouveau(casting, homonyme),
        homonyme.code,
        _demenagement(casting, ancien),
        tarif,
        _devis(casting, acheteur.code, trame.remise, trame.lignes),
        _incomplete(casting, autre, trame.libres, regles, mesures.manquants),
    )
    return Scenes(clients=(ancien, acheteur, autre), articles=(*trame.articles, *articles), memoire=memoire)


# --- People and places -----------------------------------------------------------------------------------------------


def _adresse(casting: Casting, rang: int, exclues: set[str], departement: str = "") -> Adresse:
    """Return an address of the département (the firm's unless said), in none of the towns, nor with a postcode, left out."""
    d = departement or casting.cadre.firme.departement_numero
    f = casting.flux("adresse", rang)
    villes = [c for c in communes_du(d) if c["code_postal"].startswith(d) and not exclues & {c["nom"], c["code_postal"]}]
    ville = f.choix(villes)
    rue = casting.cadre.population.adresse(_RUE + rang, f, d).rue
    return Adresse(rue, ville["code_postal"], ville["nom"])


def _dehors(casting: Casting, rang: int) -> Adresse:
    """Return an address of the region, outside the firm's département."""
    firme = casting.cadre.firme
    voisins = sorted(
        {
            c["departement"]
            for c in table("communes.csv")
            if c["region"] == firme.region
            and c["departement"].isdigit()
            and c["departement"] != firme.departement_numero
            and c["code_postal"].startswith(c["departement"])
        }
    )
    return _adresse(casting, rang, set(), casting.flux("voisin", rang).choix(voisins))


def _personne(casting: Casting, rang: int) -> Personne:
    return casting.cadre.population.personne(_RANG + rang, casting.code, rang)


def _telephone(casting: Casting, rang: int, departement: str = "") -> str:
    return casting.cadre.population.telephone(_RANG + rang, departement or casting.cadre.firme.departement_numero)


# --- Records ---------------------------------------------------------------------------------------------------------


def _nouveau(casting: Casting, homonyme: Client) -> Client:
    """Return the record of the new client: the name of one already known and a town; another SIREN."""
    cadre, f, p = casting.cadre, casting.flux("nouveau"), _personne(casting, 0)
    adresse = _adresse(casting, 0, {homonyme.facturation.ville})
    raison = f"{homonyme.raison_sociale} {adresse.ville}"
    types = [t for t in cadre.entreprise.clients.types if t.libelle == homonyme.genre]
    fonction = f.choix(types[0].fonctions)
    code = max(int(c.code[2:]) for c in cadre.clients) + 1
    bandes = {t for _, t in cadre.conditions.bandes}
    return Client(
        code=f"CL{code:04d}",
        categorie="professionnel",
        genre=homonyme.genre,
        raison_sociale=raison,
        forme=homonyme.forme or SANS_FORME,
        contact=p,
        fonction=fonction.f if p.genre == "f" else fonction.m,
        facturation=adresse,
        livraison=_adresse(casting, 1, {adresse.ville}),
        siren=cadre.population.siren(_RANG),
        nic=f.entier(1, 3),
        telephone=_telephone(casting, 0),
        courriel=f"{slug(p.prenom)}.{slug(p.nom)}@{slug(raison)}.example",
        delai=cadre.conditions.paiement["professionnel"],
        remise=f.choix([Decimal(r) for r in (2, 3, 4, 5, 6) if Decimal(r) not in bandes]),
        canal=f.choix(("courriel", "courrier")),
        depuis=cadre.date,
        besoin=f.choix(BESOINS),
    )


def _demenagement(casting: Casting, ancien: Client) -> Demenagement:
    # The postcode moves with the town: two towns may share one, and the key counts it among the fields that change.
    quittee = ancien.facturation
    adresse = _adresse(casting, 2, {quittee.ville, quittee.code_postal, ancien.adresse_livraison.ville})
    return Demenagement(
        ancien.code,
        _personne(casting, 1),
        adresse,
        siret(ancien.siren, ancien.nic + 1),
        _telephone(casting, 1),
        casting.niveau == "expert",
    )


def _tarif(casting: Casting, regles: Regles, arrete: Article, remplacant: Article) -> tuple[Tarif, tuple[Article, ...]]:
    """Return the supplier's message on a pair of its articles, and the pair as it must be (same supplier)."""
    f, cadre = casting.flux("tarif"), casting.cadre
    remplacant = replace(remplacant, fournisseur=arrete.fournisseur)
    fournisseur = next(x for x in cadre.fournisseurs if x.code == arrete.fournisseur)
    domaine = fournisseur.courriel.partition("@")[2]
    contact = _personne(casting, 2)
    expert, simple = casting.niveau == "expert", casting.niveau == "entrainement"
    tarif = Tarif(
        arrete.fournisseur,
        contact,
        _telephone(casting, 2, fournisseur.adresse.code_postal[:2]),
        f"{slug(contact.prenom)}.{slug(contact.nom)}@{domaine}" if expert else "",
        arrete.ref,
        remplacant.ref,
        _changements(casting, regles, remplacant),
        None if simple else (fournisseur.minimum // 10 + f.entier(2, 6)) * 10,
    )
    return tarif, (arrete, remplacant)


def _changements(casting: Casting, regles: Regles, a: Article) -> tuple[Changement, ...]:
    """Return two dated changes of an article: one on the edge of the delay, the other a day beyond or before, so that
    exactly one is entered (entraînement: that one alone)."""
    f, n = casting.flux("changements"), regles.effet_jours
    autre = n + 1 if regles.au_plus else n - 1
    dates = [(n, regles.au_plus), (autre, not regles.au_plus)]
    marge = (a.vente - a.achat) / a.achat
    prix = (a.achat * (1 + min(Decimal("0.06"), marge / 2) * f.entier(4, 10) / 10)).quantize(Decimal("0.01"))
    prix = max(prix, a.achat + Decimal("0.02"))
    lot = Decimal(f.choix([x for x in (4, 5, 6, 8, 10, 12, 20, 24) if x != a.conditionnement]))
    champs = f.melange([("Prix d’achat HT", prix), ("Conditionnement", lot)])
    tous = [
        Changement(champ, valeur, casting.cadre.date + timedelta(days=jours), saisi)
        for (champ, valeur), (jours, saisi) in zip(champs, dates, strict=True)
    ]
    garde = [c for c in tous if c.saisi] if casting.niveau == "entrainement" else tous
    return tuple(casting.flux("changements", "ordre").melange(garde))


# --- Requests --------------------------------------------------------------------------------------------------------


def _devis(casting: Casting, client: str, remise: Decimal, lignes: tuple[LigneDevis, ...]) -> DevisAFaire:
    note = ajoute_ouvres(casting.cadre.date, -1)
    while note.weekday() in casting.cadre.membre("commercial").absences:
        note = ajoute_ouvres(note, -1)
    courriel = ajoute_ouvres(note, -casting.flux("devis", "jour").entier(1, 2))
    return DevisAFaire(
        client, remise, tuple(casting.flux("devis", "ordre").melange(lignes)), _dehors(casting, 4), courriel, note
    )


def _incomplete(casting: Casting, client: Client, articles: tuple[Article, ...], regles: Regles, n: int) -> Incomplete:
    """Return the second request: `n` data required are missing, others not required are missing too (look-alikes)."""
    f = casting.flux("incomplete")
    dehors = f.chance(1, 2)
    facultatif = "acces" if regles.toujours == "sur_place" else "sur_place"
    possibles = ["reference", "quantite", "date", regles.toujours, *([facultatif] if dehors else [])]
    manquants = tuple(f.echantillon(possibles, n)) + (() if dehors else (facultatif,))
    lignes = [(a.ref, f.entier(2, max(4, a.seuil))) for a in articles[:3]]
    if "quantite" in manquants:
        rang = f.sous(len(lignes))
        lignes[rang] = (lignes[rang][0], 0)
    lieu = _dehors(casting, 5) if dehors else _adresse(casting, 5, set())
    return Incomplete(
        client.code,
        tuple(lignes),
        lieu,
        dehors,
        tuple(m for m in manquants if m in possibles),
        _personne(casting, 3),
        _telephone(casting, 3, lieu.code_postal[:2]),
    )

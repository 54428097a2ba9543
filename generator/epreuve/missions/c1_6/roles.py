"""C1.6, first act: who said what and when about one sale, and the events of the journal that make it true.

Days of exchanges are all different: a day names an exchange. Delays in jours ouvrés.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from generator.alea import Flux
from generator.epreuve.missions.c1_6 import passe
from generator.epreuve.missions.c1_6.passe import LigneGrc, Personnes, a_heure
from generator.epreuve.missions.c1_6.regles import Regles, present, tire_regles
from generator.monde.distribution import Casting, Scenes, Voulu
from generator.monde.faits import Client, Personne
from generator.monde.journal import Echange, Fait
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.metier.echeances import Delai
from generator.textes import slug

Statut = Literal["saisir", "déjà saisi", "doublon", "autre client"]
Changement = Literal["date", "adresse", "quantite"]
Moment = Literal["pile", "avant", "apres"]
_RANG = 560
"""Rank of the register for the people of this mission alone."""
PAS = 5


@dataclass(frozen=True)
class Mesures:
    """The counts of a level."""

    contacts: tuple[str, ...]
    """Exchanges told by the documents, in order of time."""
    commentaires: tuple[str, ...]
    """Comments proposed for the record, by kind."""
    alertes: tuple[str, ...]
    """Rows of the table of alerts that apply, « arrivage » and « retard » standing for one of two."""


_COURT = ("confirmation", "appel", "autre", "modification", "doublon", "relance", "incident")
MESURES = {
    "entrainement": Mesures(_COURT, ("utile", "delicat", "mele", "exclu", "exclu"), ("client", "arrivage", "retard")),
    "examen": Mesures(
        ("accord", *_COURT),
        ("utile", "delicat", "mele", "mele", "exclu", "exclu"),
        ("client", "arrivage", "retard", "facturation"),
    ),
    "expert": Mesures(
        ("question", "accord", *_COURT[:-1], "redite", "incident"),
        ("utile", "utile", "delicat", "mele", "mele", "mele", "exclu", "exclu"),
        ("client", "arrivage", "retard", "facturation"),
    ),
}
_JOURS: Mapping[str, tuple[int, int]] = {
    "question": (18, 17),
    "accord": (14, 13),
    "confirmation": (12, 11),
    "appel": (10, 9),
    "autre": (8, 8),
    "modification": (7, 6),
    "doublon": (5, 5),
    "relance": (4, 3),
    "redite": (2, 2),
    "incident": (1, 1),
}
"""Exchange → window of days before the case's date."""


@dataclass(frozen=True)
class Contact:
    """An exchange told by a document: moment, channel, type (key of TYPES), person outside, number of its document,
    what becomes of it, piece that tells it. `recu`: it came in."""

    cle: str
    quand: datetime
    canal: str
    genre: str
    personne: Personne
    document: str
    statut: Statut
    piece: str
    recu: bool = True


@dataclass(frozen=True)
class Memoire:
    """What the second act needs."""

    client: str
    autre: str
    personnes: Personnes
    regles: Regles
    contacts: tuple[Contact, ...]
    lignes: tuple[LigneGrc, ...]
    """The extract of the GRC, in order of time."""
    origine: Literal["fournisseur", "transporteur"]
    societe: str
    """Supplier or carrier that tells of the delay."""
    changement: Changement
    annoncee: date
    """Date promised in the confirmation."""
    promise: date
    """Date promised last."""
    souhaitee: date
    """Date that the client only wished for."""
    arrivage: date
    nouvelle: date
    retard: int
    remarque: str
    """Exchange whose account holds a personal remark."""

    def contact(self, cle: str) -> Contact:
        """Return an exchange. Raises StopIteration when the level has no such one."""
        return next(c for c in self.contacts if c.cle == cle)

    def des(self, *statuts: Statut) -> tuple[Contact, ...]:
        """Return the exchanges of these fates, in order of time."""
        return tuple(c for c in self.contacts if c.statut in statuts)


def voulus(niveau: str) -> tuple[Voulu, ...]:
    """Return the dated slots: the exchanges, the sale, the sales before it, another client's order."""
    contacts = (Voulu("commande" if c == "confirmation" else "jour", c, *_JOURS[c]) for c in MESURES[niveau].contacts)
    return (
        *contacts,
        *passe.VOULUS,
        Voulu("commande", "commande_autre", 13, 10),
        Voulu("commande_fournisseur", "achat", 8, 5),
    )


def casting_c1_6(casting: Casting) -> Scenes:
    """Return the scènes of the mission."""
    regles, f = tire_regles(casting), casting.flux("roles")
    client = replace(casting.clients[0], remise=casting.clients[0].remise * 0, delai=Delai("net", 30))
    autre = _homonyme(casting.clients[1], client)
    origine: Literal["fournisseur", "transporteur"] = f.choix(("fournisseur", "transporteur"))
    personnes, societe = _personnes(casting, client, autre, origine)
    promise = ajoute_ouvres(casting.cadre.date, f.entier(3, 5))
    par_note = f.chance(1, 2)
    changements: tuple[Changement, ...] = (
        ("date", "date", "adresse", "quantite") if par_note else ("adresse", "quantite")
    )
    changement = f.choix(changements)
    # counted from a date that was not promised last, the delay falls on the other side of the threshold
    faux = (1, 2) if regles.seuil_operateur == "atteint" else (-1, -2)
    decalage = f.choix(faux)
    annoncee = ajoute_ouvres(promise, decalage) if changement == "date" else promise
    nouvelle = ajoute_ouvres(promise, regles.seuil)
    arrivage = ajoute_ouvres(nouvelle, -regles.pret[origine])
    vente = passe.vente(casting, client, autre, promise, arrivage)
    contacts = _contacts(casting, regles, personnes, vente, f"retard_{origine}", par_note=par_note)
    deja = next(c for c in contacts if c.statut == "déjà saisi")
    anciennes = passe.lignes(casting, regles, personnes, vente)
    lignes = passe.trie([*anciennes, passe.ligne_contact(casting, regles, deja)])
    hotes = [c.cle for c in contacts if c.statut == "saisir" and c.piece in ("c1_6/notes", "c1_6/note")]
    memoire = Memoire(
        client.code,
        autre.code,
        personnes,
        regles,
        contacts,
        lignes,
        origine,
        societe,
        changement,
        annoncee,
        promise,
        ajoute_ouvres(annoncee, f.choix(faux)),
        arrivage,
        nouvelle,
        regles.seuil,
        f.choix(hotes),
    )
    return Scenes(tuple(vente.faits) + _echanges(casting, memoire), clients=(client, autre), memoire=memoire)


def _homonyme(autre: Client, client: Client) -> Client:
    """Give another client's contact the surname of the client's, under another first name."""
    p = autre.contact
    prenom = p.prenom if p.prenom != client.contact.prenom else f"{'Marie' if p.genre == 'f' else 'Jean'}-{p.prenom}"
    domaine = autre.courriel.rpartition("@")[2]
    nom = client.contact.nom
    return replace(autre, contact=Personne(prenom, nom, p.genre), courriel=f"{slug(prenom)}.{slug(nom)}@{domaine}")


def _personnes(casting: Casting, client: Client, autre: Client, origine: str) -> tuple[Personnes, str]:
    """Return the people outside the firm, and the company that tells of the delay."""
    population, matiere = casting.cadre.population, casting.cadre.entreprise.matiere["c1_6"]
    second = population.personne(_RANG, casting.code, "second")
    if origine == "fournisseur":
        code = casting.articles[0].fournisseur
        x = next(x for x in casting.cadre.fournisseurs if x.code == code)
        externe, societe = x.contact, x.raison_sociale
    else:
        externe = population.personne(_RANG + 1, casting.code, "transporteur")
        societe = casting.flux("transporteur").choix(matiere.transporteurs)
    return Personnes(client.contact, second, autre.contact, externe), societe


# --- Exchanges -------------------------------------------------------------------------------------------------------


def _contacts(
    casting: Casting, regles: Regles, qui: Personnes, vente: passe.Passe, retard: str, *, par_note: bool
) -> tuple[Contact, ...]:
    """Return the exchanges in order of time."""
    f, cles = casting.flux("contacts"), MESURES[casting.niveau].contacts
    moments = _moments(f, regles, cles)
    deja, appel = f.choix(("confirmation", "appel")), f.choix(("annonce", "information"))
    facture, relance = f.choix(("v2", "v3")), f.choix(("information", "reclamation"))
    commande, livraison = vente.numero("commande"), vente.numero(f.choix(("v2", "v3")) + "/livraison")
    notes, message = "c1_6/notes", "c1_6/message"
    genres: Mapping[str, tuple[str, str, Personne, str, str]] = {
        "question": ("téléphone", "information", qui.second, vente.numero("devis2"), notes),
        "accord": ("courriel", "acceptation", qui.client, vente.numero("devis2"), "c1_6/accord"),
        "confirmation": ("courriel", "confirmation", qui.client, commande, "c1_6/relance"),
        "appel": (
            "téléphone",
            appel,
            qui.second,
            vente.numero(f"{facture}/facture") if appel == "annonce" else commande,
            notes,
        ),
        "autre": ("téléphone", "modification", qui.homonyme, vente.numero("autre"), notes),
        "modification": _voie("modification", qui.client, commande, notes if par_note else message),
        "doublon": _voie("modification", qui.client, commande, message if par_note else notes),
        "relance": (
            "courriel",
            relance,
            qui.client,
            commande if relance == "information" else livraison,
            "c1_6/relance",
        ),
        "redite": ("téléphone", relance, qui.client, commande if relance == "information" else livraison, notes),
        "incident": ("téléphone", retard, qui.externe, commande, "c1_6/note"),
    }
    statuts: dict[str, Statut] = {
        "autre": "autre client",
        "doublon": "doublon",
        "redite": "doublon",
        deja: "déjà saisi",
    }
    contacts = []
    for cle in cles:
        canal, genre, personne, document, piece = genres[cle]
        quand = datetime.combine(casting.creneaux[cle].date, moments[cle])
        contacts.append(
            Contact(
                cle, quand, canal, genre, personne, document, statuts.get(cle, "saisir"), piece, cle != "confirmation"
            )
        )
    return tuple(_samedi(f, c, regles, vente) for c in contacts)


def _voie(genre: str, personne: Personne, document: str, piece: str) -> tuple[str, str, Personne, str, str]:
    return "téléphone" if piece == "c1_6/notes" else "courriel", genre, personne, document, piece


def _moments(f: Flux, regles: Regles, cles: tuple[str, ...]) -> dict[str, time]:
    """Return the hour of each exchange: one exactly at the limit, one a little before or well after the limit."""
    bords = [c for c in ("relance", "incident", "accord") if c in cles]
    autres: list[Moment] = ["avant", "apres"]
    sortes: list[Moment] = f.melange(["pile", *f.melange(autres)[: len(bords) - 1]])
    moments = {c: a_heure(f) for c in cles}
    for cle, sorte in zip(bords, sortes, strict=True):
        ecart = {"pile": 0, "avant": -PAS * f.entier(1, 5), "apres": PAS * f.entier(5, 15)}[sorte]
        moments[cle] = (datetime.combine(date.min, regles.limite) + timedelta(minutes=ecart)).time()
    return moments


def _samedi(f: Flux, c: Contact, regles: Regles, vente: passe.Passe) -> Contact:
    """Move the agreement, one time in three, to the Saturday before the confirmation, if after the reminder."""
    if c.cle != "accord" or c.quand.time() == regles.limite or not f.chance(1, 3):
        return c
    jour = vente.date("commande")
    samedi = jour - timedelta(days=(jour.weekday() + 2) % 7)
    return replace(c, quand=datetime.combine(samedi, c.quand.time())) if samedi > vente.relance else c


def _echanges(casting: Casting, m: Memoire) -> tuple[Fait, ...]:
    """Return the exchanges as events: those of the documents (a twice-told one once), and those of the extract."""
    faits: list[Fait] = []
    for c in m.contacts:
        if c.statut != "doublon":
            membre = present(casting.cadre, "commercial", c.quand.date()).id
            faits.append(
                Echange(
                    f"c1_6/echange/{c.cle}",
                    c.quand.date(),
                    client=m.autre if c.cle == "autre" else m.client,
                    quand=c.quand,
                    canal=c.canal,
                    sens="entrant" if c.recu else "sortant",
                    objet=c.genre,
                    membre=membre,
                )
            )
    for i, li in enumerate(m.lignes):
        if li.genre in ("demande_prix", "information", "visite", "relance") and li.cle != "deja":
            membre = present(casting.cadre, "commercial", li.quand.date()).id
            faits.append(
                Echange(
                    f"c1_6/historique/{i:02d}",
                    li.quand.date(),
                    client=m.client,
                    quand=li.quand,
                    canal=li.canal,
                    sens="sortant" if li.genre == "relance" else "entrant",
                    objet=li.genre,
                    membre=membre,
                )
            )
    return tuple(faits)

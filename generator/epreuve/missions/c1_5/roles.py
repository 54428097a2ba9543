"""C1.5, first act: who writes about what, the orders that the messages speak of, the firm's rules of answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.alea import Flux
from generator.monde.distribution import Casting, Scenes, Voulu
from generator.monde.faits import Article, Client, Conditions
from generator.monde.journal import Commande, Echange, Fait, Ligne, LivraisonFaite
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.metier.prix import ZERO, taux_bande

Operateur = Literal["a_partir_de", "au_dela_de"]
DELEGUES = ("remise", "geste", "juridique", "donnees", "paiement", "expertise")
"""What level 1 may not answer."""
BESOINS = ("ecrit", "vocale", "gros", "facile")
"""Needs that a client may state."""
LETTRES = "ABCDEF"


@dataclass(frozen=True)
class Mesures:
    """The counts of a level: requests above the delegation, grievances; whether the delay is on the threshold exactly;
    whether the sheet of a neighbouring article lies among the documents."""

    delegues: int
    griefs: tuple[str, ...]
    pile: bool
    voisine: bool = False

    @property
    def messages(self) -> int:
        """Status, technical question, complaint, and the requests above the delegation."""
        return 3 + self.delegues


MESURES = {
    "entrainement": Mesures(1, ("retard", "produit"), pile=False),
    "examen": Mesures(2, ("retard", "produit", "tiers"), pile=True),
    "expert": Mesures(3, ("retard", "produit", "service", "manquant"), pile=True, voisine=True),
}


@dataclass(frozen=True)
class Regles:
    """The firm's rules as drawn: delays in jours ouvrés, amounts in € TTC, rates in %, roles of the staff."""

    retard_seuil: int
    retard_operateur: Operateur
    retard_taux: Decimal
    abime_taux: Decimal
    erreur_forfait: Decimal
    plafond: Decimal
    limite: Decimal
    """What the assistant may grant alone."""
    reponse: int
    reclamation: int
    provisoire: Literal["ignoree", "absence"]
    donnees: str
    paiement: str
    mediateur: str
    canaux: tuple[str, ...]
    """Channel for each of BESOINS."""

    def tardif(self, jours: int) -> bool:
        """Say whether a delay of that many working days gives right to a gesture."""
        return jours >= self.retard_seuil if self.retard_operateur == "a_partir_de" else jours > self.retard_seuil


@dataclass(frozen=True)
class Message:
    """A message: its letter, what it is about, who writes (client code), the day it came, the need stated, whether
    it is a note taken at the telephone or at the counter."""

    lettre: str
    genre: str
    client: str
    recu: date
    besoin: str = ""
    note: Literal["", "appel", "comptoir"] = ""

    @property
    def cle(self) -> str:
        """Key of its document."""
        return f"c1_5/message_{self.lettre.lower()}"


@dataclass(frozen=True)
class Grief:
    """A grievance: retard, abime, erreur, manquant or service; article and units concerned, if any."""

    genre: str
    ref: str = ""
    unites: int = 0


@dataclass(frozen=True)
class Memoire:
    """What the second act needs."""

    regles: Regles
    messages: tuple[Message, ...]
    cible: str
    """Id of the order that a client asks about; `jumelle` is the same client's look-alike."""
    jumelle: str
    article: str
    """The article asked about, in both orders."""
    reperage: Literal["date", "quantite", "reference"]
    """How the client names the order."""
    litige: str
    griefs: tuple[Grief, ...]

    def message(self, genre: str) -> Message:
        """Return the message about that. Raises StopIteration when there is none."""
        return next(m for m in self.messages if m.genre == genre)


def voulus() -> tuple[Voulu, ...]:
    """Return the dated slots: two orders in hand and what left of one, an order gone late."""
    return (
        Voulu("commande", "ancienne", 15, 11),
        Voulu("commande", "recente", 9, 5),
        Voulu("livraison", "partiel", 4, 1),
        Voulu("commande", "retardee", 22, 18),
        Voulu("livraison", "depart", 7, 3),
    )


def casting_c1_5(casting: Casting) -> Scenes:
    """Return the scènes of the mission."""
    m, regles = MESURES[casting.niveau], tire_regles(casting)
    messages = _messages(casting, m)
    par_genre = {x.genre: next(c for c in casting.clients if c.code == x.client) for x in messages}
    f = casting.flux("suivi")
    cible, jumelle = f.melange(("ancienne", "recente"))
    client = par_genre["suivi"]
    reperages: Sequence[Literal["date", "quantite", "reference"]] = (
        ("date", "quantite") if client.categorie == "particulier" else ("date", "quantite", "reference")
    )
    griefs = _griefs(casting, m)
    memoire = Memoire(
        regles,
        messages,
        f"c1_5/{cible}",
        f"c1_5/{jumelle}",
        casting.articles[0].ref,
        f.choix(reperages),
        "c1_5/litige",
        griefs,
    )
    faits = (
        *_commandes(casting, client),
        *_litige(casting, par_genre["reclamation"], griefs, regles, m),
        *_echanges(messages),
    )
    return Scenes(tuple(faits), memoire=memoire)


def tire_regles(casting: Casting) -> Regles:
    """Draw the firm's rules of answer."""
    f, e = casting.regles(), casting.cadre.entreprise
    p = e.procedures["c1_5"]
    mediateur = f.choix(p.mediateur)
    return Regles(
        f.choix(p.retard_seuil),
        f.choix(p.retard_operateur),
        f.choix(p.retard_taux),
        f.choix(p.abime_taux),
        f.choix(p.erreur_forfait),
        f.choix(p.plafond_grief),
        Decimal(f.choix(e.equipe.geste_assistant)),
        f.choix(p.reponse_jours),
        f.choix(p.reclamation_jours),
        f.choix(p.provisoire),
        f.choix(p.donnees),
        f.choix(p.paiement),
        f"{mediateur.nom}, {mediateur.site}",
        ("courriel", "courriel", f.choix(("courriel", "courrier")), f.choix(("courriel", "courrier"))),
    )


# --- Messages --------------------------------------------------------------------------------------------------------


def _messages(casting: Casting, m: Mesures) -> tuple[Message, ...]:
    """Return the messages in the order of their letters: one states a need, one is a note."""
    f = casting.flux("messages")
    particulier, *autres = casting.clients
    autres = f.melange(autres)
    plaignant, repris = (particulier, autres.pop()) if f.chance(1, 2) else (autres.pop(), particulier)
    genres = ["suivi", "technique", *f.echantillon(DELEGUES, m.delegues)]
    clients = dict(zip(genres, f.melange([repris, *autres]), strict=True)) | {"reclamation": plaignant}
    besoin, porteur = f.choix(BESOINS), f.choix(("suivi", "technique"))
    note = f.choix(genres)
    canal: Literal["appel", "comptoir"] = (
        "comptoir" if note == porteur and besoin == "ecrit" else f.choix(("appel", "comptoir"))
    )
    veille = ajoute_ouvres(casting.cadre.date, -1)
    ordre = f.melange(sorted(clients))
    recus = f.melange([veille, *(f.choix((veille, casting.cadre.date)) for _ in ordre[1:])])
    return tuple(
        Message(LETTRES[i], g, clients[g].code, recus[i], besoin if g == porteur else "", canal if g == note else "")
        for i, g in enumerate(ordre)
    )


def _echanges(messages: Sequence[Message]) -> Iterator[Fait]:
    canaux = {"": "courriel", "appel": "téléphone", "comptoir": "comptoir"}
    for x in messages:
        yield Echange(
            f"c1_5/echange_{x.lettre.lower()}", x.recu, client=x.client, canal=canaux[x.note], objet="message reçu"
        )


# --- Orders ----------------------------------------------------------------------------------------------------------


def ligne(conditions: Conditions, client: Client, a: Article, quantite: int) -> Ligne:
    """Return a line at the firm's terms: quantity band and negotiated discount, in cascade or the better one."""
    bande = taux_bande(conditions.bandes, quantite) if a.remise_quantite else ZERO
    remises = (bande, client.remise) if conditions.cumul == "cascade" else (max(bande, client.remise),)
    return Ligne(a.ref, quantite, a.vente, tuple(r for r in remises if r), a.tva)


def port(conditions: Conditions, lignes: Sequence[Ligne]) -> Decimal:
    """Return the carriage of an order at the firm's terms, € HT."""
    apres = conditions.port_base == "apres_remise"
    total = sum((li.montant if apres else li.prix * li.quantite for li in lignes), ZERO)
    franco = conditions.port_franco
    return (
        ZERO
        if total > franco or (total == franco and conditions.port_operateur == "superieur_ou_egal")
        else conditions.port_forfait
    )


def quantite(f: Flux, a: Article) -> int:
    """Draw a plausible quantity for the price of the article; at least two."""
    paliers = ((20, 4, 12), (60, 3, 6), (200, 2, 4), (10**9, 2, 2))
    return next(f.entier(mini, maxi) for borne, mini, maxi in paliers if a.vente < borne)


def _commandes(casting: Casting, client: Client) -> Iterator[Fait]:
    """Yield the two orders of the same client, of the same article: nothing left of one, part of the other."""
    f, c, conditions = casting.flux("commandes"), casting.creneaux, casting.cadre.conditions
    principal, second = casting.articles[:2]
    quantites = f.melange([(n := quantite(f, principal)), n + f.entier(1, max(1, n // 2))])
    partielle = f.choix(("ancienne", "recente"))
    delais = f.melange([f.entier(1, 3), f.entier(4, 8)])
    references = f.melange(
        [f"{f.choix(('BC', 'A', 'CD'))}{f.entier(11, 89)}", f"{f.choix(('BC', 'A', 'CD'))}{f.entier(90, 180)}"]
    )
    for i, cle in enumerate(("ancienne", "recente")):
        lignes = (
            ligne(conditions, client, principal, quantites[i]),
            ligne(conditions, client, second, quantite(f, second)),
        )
        lignes = lignes if f.chance(1, 2) else lignes[::-1]
        yield Commande(
            f"c1_5/{cle}",
            c[cle].date,
            c[cle].numero,
            client=client.code,
            lignes=lignes,
            port=port(conditions, lignes),
            taux_port=conditions.taux_port,
            prevue=ajoute_ouvres(casting.cadre.date, delais[i]),
            reference_client="" if client.categorie == "particulier" else references[i],
        )
        if cle == partielle:
            part = f.entier(1, quantites[i] - 1)
            partis = tuple(
                Ligne(li.ref, part, li.prix, li.remises, li.tva) if li.ref == principal.ref else li for li in lignes
            )
            yield LivraisonFaite(
                "c1_5/partiel",
                c["partiel"].date,
                c["partiel"].numero,
                client=client.code,
                lignes=partis,
                suit=f"c1_5/{cle}",
            )


def _griefs(casting: Casting, m: Mesures) -> tuple[Grief, ...]:
    """Return the grievances, in the order in which the client tells them; the cheaper article is the damaged one."""
    f = casting.flux("griefs")
    moins_cher, autre = sorted(casting.articles[2:4], key=lambda a: (a.vente, a.ref))
    produit = (
        Grief("abime", moins_cher.ref, f.entier(1, 2 if moins_cher.vente < 100 else 1))
        if f.chance(2, 3)
        else Grief("erreur", moins_cher.ref, 1)
    )
    trouves = {
        "retard": Grief("retard"),
        "produit": produit,
        "service": Grief("service"),
        "manquant": Grief("manquant", autre.ref, 1),
    }
    trouves["tiers"] = trouves[f.choix(("service", "manquant"))]
    return tuple(f.melange([trouves[g] for g in m.griefs]))


def _litige(casting: Casting, client: Client, griefs: Sequence[Grief], regles: Regles, m: Mesures) -> Iterator[Fait]:
    """Yield the order that left late: at the level examen, by exactly the number of days of the rule."""
    f, c, conditions = casting.flux("litige"), casting.creneaux, casting.cadre.conditions
    lignes = tuple(ligne(conditions, client, a, quantite(f, a)) for a in f.melange(casting.articles[2:4]))
    manquants = {g.ref: g.unites for g in griefs if g.genre == "manquant"}
    jours = regles.retard_seuil + (0 if m.pile else f.choix((-1, 1)))
    livraison = c["depart"]
    yield Commande(
        "c1_5/litige",
        c["retardee"].date,
        c["retardee"].numero,
        client=client.code,
        lignes=lignes,
        port=port(conditions, lignes),
        taux_port=conditions.taux_port,
        prevue=ajoute_ouvres(livraison.date, -jours),
    )
    partis = tuple(Ligne(li.ref, li.quantite - manquants.get(li.ref, 0), li.prix, li.remises, li.tva) for li in lignes)
    yield LivraisonFaite(
        "c1_5/depart", livraison.date, livraison.numero, client=client.code, lignes=partis, suit="c1_5/litige"
    )

"""C1.4: the documents: chains, procedure of control, mails; their labels in the answer tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.epreuve.anomalies.chaine import Endroit
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_4.chaines import Controle, memoire, numero
from generator.epreuve.missions.c1_4.plan import ACHAT, COURRIELS
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.contenus import Adresse, Colonne, Courriel, Lieu, Page, Piece, Tableau, Titre
from generator.epreuve.pieces.vue import TITRES, document
from generator.monde.faits import Membre
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.textes import date_courte, date_longue, euros, slug

PROCEDURE = "c1_4/procedure"
NOMS = {
    "devis": "devis",
    "commande": "bon-commande",
    "livraison": "bon-livraison",
    "livraison2": "bon-livraison",
    "facture": "facture",
    "reception": "bon-reception",
}
CONSTATS = (
    "Devis, bon de commande",
    "Bon de livraison, de réception",
    "Facture client, net trop élevé",
    "Facture client, net trop faible",
    "Facture client, net juste",
    "Facture fournisseur, IBAN",
    "Facture fournisseur, autre champ",
)


def cle(chaine: str, role: str) -> str:
    """Return the key of a document of a chain."""
    return f"c1_4/{chaine}/{role}"


def etiquette(c: Controle, chaine: str, role: str) -> str:
    """Return the label of a document in the drop-down lists: « Facture FA-2026-0412 »."""
    vue = c.justes[chaine].vues[role]
    return f"{TITRES[vue.genre]} {vue.numero}"


def etiquettes(c: Controle) -> tuple[str, ...]:
    """Return the labels of all documents of the chains."""
    return tuple(etiquette(c, ch, role) for ch in c.chaines for role in c.chaines[ch].vues)


def lieu(chaine: str, e: Endroit) -> Lieu:
    """Return a place of the case."""
    piece = e.document if "/" in e.document else cle(chaine, e.document)
    return Lieu(piece, e.bloc, e.ligne, e.champ)


def chaines(atelier: Atelier, c: Controle) -> Iterator[Piece]:
    """Yield the documents of the chains; the invoices also come as editable copies."""
    for nom, ch in c.chaines.items():
        tiers = (
            atelier.monde.fournisseur(ch.client).raison_sociale if nom == ACHAT else atelier.monde.client(ch.client).nom
        )
        for role, vue in ch.vues.items():
            doc = document(vue)
            source = "reçue du fournisseur" if nom == ACHAT and role == "facture" else "gestion commerciale"
            yield Piece(
                cle(nom, role),
                f"{NOMS[role]}-{slug(doc.numero)}",
                f"{doc.titre} {doc.numero} ({tiers})",
                source,
                doc.date,
                doc,
                "pdf",
                modifiable=role == "facture",
            )


# --- Procedure -------------------------------------------------------------------------------------------------------


def procedure(atelier: Atelier) -> Piece:
    """Return the procedure of control."""
    r, t = memoire(atelier).regles, atelier.redacteur.texte
    borne = "inclus" if r.inclus else "exclu"
    controles = (
        ("Prix", "catalogue, sauf accord écrit"),
        ("Port", "bon de commande"),
        ("Quantité facturée", "livrée ou reçue"),
        ("Date de facture", "livraison, au plus tôt"),
        ("Écart toléré sur un total", f"{euros(r.tolerance)} {borne}"),
        ("Erreur reprise ailleurs", "signalée à l’origine seulement"),
        ("Effet sur le net", "anomalie par anomalie"),
    )
    suites = tuple(
        zip(
            CONSTATS,
            (r.devis_commande, r.bon, r.trop_eleve, r.trop_faible, r.net_juste, r.iban, r.fournisseur),
            strict=True,
        )
    )
    blocs = (
        Titre(t("procedure.titre")),
        Tableau("Contrôle", (communs.REGLE, communs.VALEUR), controles),
        Titre(t("procedure.suites"), 2),
        Tableau("Suites", (Colonne("Constat", largeur=24), Colonne("Action", largeur=24)), suites),
    )
    jour = atelier.date.replace(day=1) - timedelta(days=120)
    return Piece(
        PROCEDURE,
        "procedure-controle",
        "Procédure : contrôle des ventes et des achats",
        "procédures internes",
        jour,
        Page("Contrôle des ventes et des achats", blocs, reference=f"Version du {date_longue(jour)}"),
        "pdf",
    )


# --- Mails -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Message:
    """A mail of the case: what it tells, of which chain."""

    code: str
    chaine: str

    @property
    def cle(self) -> str:
        """Key of its pièce."""
        return f"c1_4/courriel-{self.code}"


def messages(atelier: Atelier) -> list[Message]:
    """Return the mails: the agreement that was ignored if one was, then the look-alikes that a mail tells."""
    plan = memoire(atelier).plan
    accords = [Message("accord_ignore", p.chaine) for p in plan.places if p.genre == "accord_ignore"]
    return accords + [Message(code, ch) for code, ch in plan.leurres if code in COURRIELS]


def _present(qui: Membre, jour: date) -> date:
    """Return that working day, or the next one on which the person works."""
    while jour.weekday() in qui.absences:
        jour = ajoute_ouvres(jour, 1)
    return jour


def courriel(atelier: Atelier, message: Message) -> Piece:
    """Return a mail as a document."""
    m, monde = memoire(atelier), atelier.monde
    client, rangs = monde.client(m.clients[message.chaine]), m.rangs[message.chaine]
    commande, f = monde.faits[cle(message.chaine, "commande")], atelier.flux("courriel", message.code)
    auteur = atelier.membre("dirigeant" if message.code in ("accord_ignore", "prix_convenu") else "commercial")
    variables = {"client": client, "auteur": auteur, "commande": commande.numero, "montant": f.multiple(40, 320, 10)}
    role = {"accord_ignore": "!accord_ignore"}.get(message.code, message.code)
    if message.code != "acompte_autre":
        r = rangs[numero(rangs, role) - 1]
        variables |= {"ref": r.article.ref, "prix": r.prix, "autre": r.livree}
    jour = _present(auteur, ajoute_ouvres(commande.date, f.entier(1, 2)))
    genre = "prix" if message.code in ("accord_ignore", "prix_convenu") else message.code
    texte = atelier.redacteur.texte
    dehors, maison = (
        Adresse(client.contact.sans_civilite, client.courriel),
        Adresse(auteur.sans_civilite, auteur.courriel),
    )
    de, a = (dehors, maison) if genre == "acompte_autre" else (maison, dehors)
    contenu = Courriel(
        de,
        (a,),
        texte(f"courriel.{genre}.objet", **variables),
        datetime.combine(jour, time(f.entier(9, 16), f.entier(0, 59))),
        texte(f"courriel.{genre}.corps", **variables),
    )
    sens = "de" if de is dehors else "à"
    return Piece(
        message.cle,
        f"courriel-{client.code.lower()}",
        f"Courriel {sens} {client.contact.nom_seul} ({date_courte(jour)})",
        "messagerie",
        jour,
        contenu,
        "eml",
    )

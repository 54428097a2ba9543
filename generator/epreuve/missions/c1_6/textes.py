"""C1.6: what the exchanges say, each text drawn once for a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from generator.epreuve.atelier import Atelier, variables_communes
from generator.epreuve.missions.c1_6.regles import present
from generator.epreuve.missions.c1_6.roles import MESURES, Contact, Memoire, Mesures
from generator.epreuve.redacteur import Redacteur
from generator.monde.faits import Membre
from generator.monde.journal import Commande
from generator.textes import INSECABLE, date_longue, jour_date


def mesures(atelier: Atelier) -> Mesures:
    """Return the counts of the case's level."""
    return MESURES[atelier.niveau]


def _memoire(atelier: Atelier) -> Memoire:
    assert isinstance(atelier.memoire, Memoire)
    return atelier.memoire


@lru_cache(maxsize=2)
def _communes(atelier: Atelier) -> Mapping[str, Any]:
    return variables_communes(atelier.cadre)


@lru_cache(maxsize=2)
def _dates(atelier: Atelier) -> Mapping[str, date]:
    """Return the day of each document of the mission, by its number."""
    return {x.numero: x.date for x in atelier.monde.journal.faits if x.numero and x.id.startswith("c1_6/")}


def plume(atelier: Atelier, *nom: str) -> Redacteur:
    """Return a writer with a stream of its own: the same name always draws the same wording."""
    return Redacteur("missions/c1_6", atelier.flux("plume", *nom), _communes(atelier), atelier.firme.ton)


def auteur_confirmation(atelier: Atelier) -> Membre:
    """Return who confirmed the order."""
    return present(atelier.cadre, "commercial", _memoire(atelier).contact("confirmation").quand.date())


def auteur_note(atelier: Atelier) -> Membre:
    """Return who took the call about the delay and tells of it: somebody who works on both days."""
    m = _memoire(atelier)
    jours = {m.contact("incident").quand.weekday(), atelier.date.weekday()}
    membre = atelier.membre({"fournisseur": "achats", "transporteur": "logistique"}[m.origine])
    if jours & set(membre.absences) and membre.suppleant:
        return next(x for x in atelier.cadre.equipe if x.id == membre.suppleant)
    return membre


def variables(atelier: Atelier, c: Contact) -> dict[str, Any]:
    """Return what the wording of an exchange may use."""
    m, monde = _memoire(atelier), atelier.monde
    f = atelier.flux("details", c.cle)
    matiere = atelier.cadre.entreprise.matiere["c1_6"]
    rang = {"question": 0, "appel": 1, "relance": 2, "redite": 2}.get(c.cle, 0)
    questions = atelier.flux("questions").melange(matiere.questions)
    defaut = atelier.flux("defaut").choix(matiere.defauts)
    commande = monde.faits["c1_6/commande"]
    assert isinstance(commande, Commande)
    ligne = commande.lignes[0]
    confirmation = m.contact("confirmation")
    dite = (f"la commande {commande.numero}", f"la commande confirmée le {date_longue(confirmation.quand.date())}")
    dates = _dates(atelier)
    auteur = auteur_confirmation(atelier) if c.cle == "confirmation" else auteur_note(atelier)
    return {
        "client": monde.client(m.client),
        "p": c.personne,
        "il": "elle" if c.personne.genre == "f" else "il",
        "numero": c.document,
        "document": c.document,
        "question": questions[rang],
        "defaut": defaut,
        "defaut_min": defaut[0].lower() + defaut[1:],
        "devis": monde.faits["c1_6/devis2"],
        "annoncee": m.annoncee,
        "promise": m.promise,
        "souhaitee": m.souhaitee,
        "commande": f.choix(dite) if c.cle == "modification" else commande.numero,
        "article": monde.article(ligne.ref).libelle,
        "quantite": ligne.quantite + f.entier(1, 4),
        "auteur": auteur,
        "premier": premier(m, c).quand.date(),
        "livree": dates.get(c.document),
        "facture": dates.get(c.document),
        "societe": m.societe,
        "achat": monde.faits["c1_6/achat"].numero,
        "arrivage": m.arrivage,
        "jour": jour_date(c.quand.date()),
        "heure": f"{c.quand.hour}{INSECABLE}h{INSECABLE}{c.quand.minute:02}",
    }


def premier(m: Memoire, c: Contact) -> Contact:
    """Return the exchange that a second account repeats; itself for another one."""
    return {"doublon": m.contact("modification"), "redite": m.contact("relance")}.get(c.cle, c)


def _nom(m: Memoire, c: Contact) -> str:
    """Return the name of the wording of an exchange."""
    voie = "note" if c.piece == "c1_6/notes" else "courriel"
    noms = {
        "confirmation": "confirmation",
        "accord": "accord.corps",
        "question": "question_devis",
        "autre": "autre",
        "modification": f"modification.{voie}.{m.changement}",
        "doublon": f"doublon.{voie}",
        "redite": "doublon.note",
        "appel": f"appel.{c.genre}",
        "relance": f"relance.{c.genre}",
        "incident": f"incident.{m.origine}",
    }
    return noms[c.cle]


@lru_cache(maxsize=32)
def corps(atelier: Atelier, c: Contact) -> str:
    """Return the text of an exchange, with the personal remark if it is the one that holds it."""
    m, plume_ = _memoire(atelier), plume(atelier, "corps", c.cle)
    texte = plume_.texte(_nom(m, c), **variables(atelier, c))
    return f"{texte} {remarque(atelier)}" if c.cle == m.remarque else texte


def objet(atelier: Atelier, c: Contact) -> str:
    """Return the subject of a mail."""
    nom = {"doublon": "modification"}.get(c.cle, c.cle)
    return plume(atelier, "objet", c.cle).texte(f"{nom}.objet")


def genre_remarque(atelier: Atelier) -> str:
    """Return the kind of the personal remark."""
    return atelier.flux("remarque").choix(("sante", "famille", "jugement"))


def remarque(atelier: Atelier) -> str:
    """Return the personal remark."""
    p = _memoire(atelier).personnes.client
    return plume(atelier, "remarque").texte(f"remarque.{genre_remarque(atelier)}", p=p)

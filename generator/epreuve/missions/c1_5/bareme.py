"""C1.5: what the procedure grants for each grievance, and what becomes of each message. Amounts in € TTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5 import pieces
from generator.epreuve.missions.c1_5.roles import Grief, Message
from generator.monde.faits import Membre
from generator.monde.journal import Commande, Ligne
from generator.monde.metier.calendrier import UN_JOUR, ajoute_ouvres, jours_ouvres
from generator.monde.metier.prix import CENT_POUR_CENT, ZERO, arrondi
from generator.textes import euros, pourcent

SUITES = ("geste", "échange et geste", "complément d’envoi", "excuses")
REPONDRE, TRANSMETTRE, SOI = "répondre", "transmettre", "moi-même (assistant)"


@dataclass(frozen=True)
class Reponse:
    """What answers a grievance: what is done, gesture before and after its ceiling (€ TTC), working in French."""

    grief: Grief
    suite: str
    brut: Decimal
    geste: Decimal
    calcul: str


def retard(atelier: Atelier) -> int:
    """Return the working days between the planned departure of the order complained of and its departure."""
    depart = atelier.monde.faits["c1_5/depart"]
    prevue = pieces.commande(atelier, "c1_5/litige").prevue
    assert prevue is not None
    return sum(1 for _ in jours_ouvres(prevue + UN_JOUR, depart.date))


def reponses(atelier: Atelier) -> list[Reponse]:
    """Return what answers each grievance, in the order of the message."""
    return [_reponse(atelier, g) for g in pieces.memoire(atelier).griefs]


def _reponse(atelier: Atelier, g: Grief) -> Reponse:
    r, c = pieces.memoire(atelier).regles, pieces.commande(atelier, "c1_5/litige")
    e, p = euros, pourcent
    if g.genre == "retard":
        jours, total = retard(atelier), c.totaux.total_ttc
        mots = {"a_partir_de": "à partir de", "au_dela_de": "au-delà de"}[r.retard_operateur]
        seuil = f"{pieces.jours_ouvres(jours)} de retard, geste {mots} {r.retard_seuil}"
        if not r.tardif(jours):
            return Reponse(g, "excuses", ZERO, ZERO, f"{seuil} : pas de geste")
        brut = arrondi(total * r.retard_taux / CENT_POUR_CENT)
        return _plafonne(g, "geste", brut, r.plafond, f"{seuil} : {e(total)} × {p(r.retard_taux)} = {e(brut)}")
    if g.genre == "abime":
        prix = pieces.prix_ttc(_ligne(c, g.ref))
        brut = arrondi(prix * g.unites * r.abime_taux / CENT_POUR_CENT)
        return _plafonne(g, "geste", brut, r.plafond, f"{g.unites} × {e(prix)} × {p(r.abime_taux)} = {e(brut)}")
    if g.genre == "erreur":
        return _plafonne(
            g, "échange et geste", r.erreur_forfait, r.plafond, f"échange et forfait de {e(r.erreur_forfait)}"
        )
    suite = "complément d’envoi" if g.genre == "manquant" else "excuses"
    return Reponse(g, suite, ZERO, ZERO, f"{suite}, sans geste")


def _plafonne(g: Grief, suite: str, brut: Decimal, plafond: Decimal, calcul: str) -> Reponse:
    suffixe = f", ramenés au plafond de {euros(plafond)}" if brut > plafond else ""
    return Reponse(g, suite, brut, min(brut, plafond), calcul + suffixe)


def _ligne(c: Commande, ref: str) -> Ligne:
    return next(li for li in c.lignes if li.ref == ref)


def total(atelier: Atelier) -> Decimal:
    """Return the sum of the gestures of the complaint."""
    return sum((x.geste for x in reponses(atelier)), ZERO)


# --- Requests above the delegation -----------------------------------------------------------------------------------


def demande(atelier: Atelier, genre: str) -> Decimal:
    """Return the discount (%) or the gesture (€ TTC) asked for: on somebody's limit, or just beyond one."""
    chaine = _chaine(atelier, genre)
    f = atelier.flux("demande", genre)
    cible = f.choix(range(len(chaine)))
    haut = _limite(chaine[cible], genre)
    bas = (
        _limite(chaine[cible - 1], genre)
        if cible
        else (pieces.memoire(atelier).regles.limite if genre == "geste" else Decimal(2))
    )
    return f.choix((haut, haut, min(haut, bas + 1), (bas + haut + 1) // 2))


def _chaine(atelier: Atelier, genre: str) -> list[Membre]:
    """Return who may decide, in order; nobody whose limit is not above the one before."""
    roles = {"geste": ("sav", "commercial", "dirigeant"), "remise": ("commercial", "dirigeant")}[genre]
    membres: list[Membre] = []
    for role in roles:
        m = atelier.membre(role)
        if not membres or _limite(m, genre) > _limite(membres[-1], genre):
            membres.append(m)
    return membres


def _limite(m: Membre, genre: str) -> Decimal:
    return m.geste_max if genre == "geste" else m.remise_max


def decideur(atelier: Atelier, genre: str, valeur: Decimal) -> Membre:
    """Return the first whose limit is enough; the last of the chain when nobody's is."""
    chaine = _chaine(atelier, genre)
    return next((m for m in chaine if valeur <= _limite(m, genre)), chaine[-1])


@dataclass(frozen=True)
class Issue:
    """What becomes of a message: answered by the assistant by a day, or passed to somebody who calls back on a day."""

    message: Message
    personne: Membre | None
    jour: date
    sujet: str = ""
    """Rule of the procedure that says to whom it goes (a key of SUJETS)."""

    @property
    def nom(self) -> str:
        """Who deals with it, as the closed list names people."""
        return self.personne.complet if self.personne else SOI


def _saisi(atelier: Atelier, m: Message) -> tuple[Membre | None, str]:
    """Return to whom a message is passed, and under which rule."""
    r = pieces.memoire(atelier).regles
    if m.genre in ("suivi", "technique"):
        return None, ""
    if m.genre == "reclamation":
        somme = total(atelier)
        return (None, "") if somme <= r.limite else (decideur(atelier, "geste", somme), "geste")
    if m.genre in ("geste", "remise"):
        return decideur(atelier, m.genre, demande(atelier, m.genre)), m.genre
    role = {"juridique": "dirigeant", "donnees": r.donnees, "paiement": r.paiement, "expertise": "technique"}[m.genre]
    return atelier.membre(role), m.genre


def saisis(atelier: Atelier) -> tuple[Membre, ...]:
    """Return the people to whom something is passed, in the order of the messages."""
    return tuple(p for m in pieces.memoire(atelier).messages for p, _ in (_saisi(atelier, m),) if p)


def issues(atelier: Atelier) -> list[Issue]:
    """Return what becomes of each message, in order of letters."""
    m, tous = pieces.memoire(atelier), saisis(atelier)
    resultat = []
    for x in m.messages:
        personne, sujet = _saisi(atelier, x)
        if personne:
            resultat.append(Issue(x, personne, pieces.rappel(atelier, personne, tous), sujet))
        else:
            delai = m.regles.reclamation if x.genre == "reclamation" else m.regles.reponse
            resultat.append(Issue(x, None, ajoute_ouvres(x.recu, delai)))
    return resultat

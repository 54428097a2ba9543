"""A complaint: its grievances, what each is answered, the gestures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.dossier import Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs.c1_5.messages import RECLAMATION, Message, message_sur
from generator.controle.solveurs.c1_5.suivi import Ligne, derniere_commande, jours_de_retard, lignes_de
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, decimal, inconnue
from generator.controle.solveurs.ventes import CENT, ZERO, centime, montant

RETARD, ABIME, ERREUR = "Retard de départ", "Article abîmé", "Erreur d’article"
MANQUANT, ACCUEIL = "Article manquant", "Accueil, livreur ou emballage"
GESTES = "Gestes"
_NOMBRE = r"(\d+(?:,\d+)?)"
_CADRES = re.compile(
    r"dernière commande"
    r"|^(?:J’attends votre réponse|Merci de ne rien laisser|Quelle réponse \w+ proposez|Que comptez-vous)"
)
"""Sentences of a complaint that open and close it."""
_RETARD = re.compile(r"retard|jour annoncé|date de départ promise", re.IGNORECASE)
_MANQUANT = re.compile(r"manque|de moins|absente", re.IGNORECASE)
_UNITES = re.compile(r"(\d+) unités? de «»", re.IGNORECASE)
_ACCUEIL = re.compile(r"livreur|carton|palette|personne ne|on m’a", re.IGNORECASE)
_HABITUDE = re.compile(r"^(?:Joignez-moi|Évitez|Le mieux est|Je suis plus disponible)")


@dataclass(frozen=True)
class Grief:
    """A grievance: row of « Gestes »; for a damaged article, its label and units."""

    genre: str
    libelle: str = ""
    unites: Decimal = ZERO


@dataclass(frozen=True)
class Suite:
    """What a grievance is answered: word of the closed list, gesture TTC in €."""

    grief: str
    reponse: str
    geste: Decimal = ZERO


# --- What the client complains of ------------------------------------------------------------------------------------


def griefs(message: Message) -> list[Grief]:
    """Return the grievances of a complaint, in its order; one sentence is praise. Raises Introuvable for other
    sentences that are not understood, or for a grievance told twice."""
    lus, restent = [], []
    for phrase, libelles in _phrases(message):
        if _CADRES.search(phrase) or message_de_besoin(message, phrase):
            continue
        grief = _grief(phrase, libelles)
        if grief is None:
            restent.append(phrase)
        else:
            lus.append(grief)
    if len(restent) != 1:
        raise Introuvable(f"message {message.lettre} : phrases non comprises {restent}")
    if len({g.genre for g in lus}) != len(lus) or not lus:
        raise Introuvable(f"message {message.lettre} : griefs {[g.genre for g in lus]}")
    return lus


def message_de_besoin(message: Message, phrase: str) -> bool:
    """Say whether a sentence states a need or a habit, no grievance."""
    seule = Message(message.lettre, message.recu, message.firme, message.nom, phrase)
    return bool(seule.besoins() or _HABITUDE.match(phrase))


def _phrases(message: Message) -> list[tuple[str, list[str]]]:
    """Return the sentences, labels hidden, each with its labels."""
    suite = iter(message.libelles)
    return [
        (phrase, [next(suite) for _ in range(phrase.count("«»"))])
        for phrase in re.split(r"(?<=[.?!]) (?=\S)", message.masque)
    ]


def _grief(phrase: str, libelles: list[str]) -> Grief | None:
    if len(libelles) == 1:
        unites = _UNITES.search(phrase)
        if _MANQUANT.search(phrase):
            return Grief(MANQUANT, libelles[0])
        if unites:
            return Grief(ABIME, libelles[0], Decimal(unites[1]))
        return None if "unité" in phrase else Grief(ERREUR, libelles[0])
    if libelles:
        return None
    if _RETARD.search(phrase):
        return Grief(RETARD)
    return Grief(ACCUEIL) if _ACCUEIL.search(phrase) else None


# --- What the procedure grants ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bareme:
    """The complaint, its order, and the procedure that it is answered by."""

    dossier: Dossier
    mission: str
    message: Message
    commande: Ligne
    regles: Regles

    def suite(self, grief: Grief) -> Suite:
        """Answer a grievance; a gesture is at most the ceiling. Raises Introuvable."""
        par_genre: dict[str, Callable[[Grief], Suite]] = {
            RETARD: self._retard,
            ABIME: self._abime,
            ERREUR: self._erreur,
            MANQUANT: self._sans_geste,
            ACCUEIL: self._sans_geste,
        }
        lue = par_genre[grief.genre](grief)
        return Suite(lue.grief, lue.reponse, min(lue.geste, decimal(self.regles.texte("Plafond par grief"), "plafond")))

    def _retard(self, grief: Grief) -> Suite:
        texte = self.regles.texte(RETARD)
        m = re.fullmatch(
            rf"{_NOMBRE} % du total TTC (à partir de|au-delà de) (\d+) jours? ouvrés?, sinon excuses", texte
        )
        if m is None:
            raise inconnue(RETARD, texte)
        retard, seuil = jours_de_retard(self.dossier, self.mission, self.commande), int(m[3])
        if retard < seuil or (retard == seuil and m[2] == "au-delà de"):
            return Suite(grief.genre, "excuses")
        total = decimal(self.commande["Total TTC"], "total TTC")
        return Suite(grief.genre, "geste", centime(decimal(m[1], RETARD) * total / CENT))

    def _abime(self, grief: Grief) -> Suite:
        taux = montant(self.regles, ABIME, "{n} % du prix TTC des unités abîmées")
        prix = {
            decimal(li["Prix unitaire TTC"], "prix unitaire")
            for li in lignes_de(self.dossier, self.mission, self.commande)
            if li["Désignation"] == grief.libelle
        }
        if len(prix) != 1:
            raise Introuvable(f"prix de « {grief.libelle} » dans {self.commande['Commande']}")
        return Suite(grief.genre, "geste", centime(taux * next(iter(prix)) * grief.unites / CENT))

    def _erreur(self, grief: Grief) -> Suite:
        return Suite(grief.genre, "échange et geste", montant(self.regles, ERREUR, "échange et {n} €"))

    def _sans_geste(self, grief: Grief) -> Suite:
        return Suite(grief.genre, self.regles.choix(grief.genre, {m: m for m in ("complément d’envoi", "excuses")}))


def bareme(dossier: Dossier, mission: str) -> Bareme:
    """Return the complaint of a mission and what it is answered by. Raises Introuvable."""
    message = message_sur(dossier, mission, RECLAMATION)
    return Bareme(
        dossier, mission, message, derniere_commande(dossier, mission, message), Regles(dossier, mission, GESTES)
    )


def suites(dossier: Dossier, mission: str) -> list[Suite]:
    """Return the answers to the grievances of a mission's complaint. Raises Introuvable."""
    b = bareme(dossier, mission)
    return [b.suite(g) for g in griefs(b.message)]


def total(dossier: Dossier, mission: str) -> Decimal:
    """Return the sum of the gestures TTC. Raises Introuvable."""
    return sum((s.geste for s in suites(dossier, mission)), ZERO)


# --- Answers ---------------------------------------------------------------------------------------------------------


@solveur("Retard en jours ouvrés (le jour prévu ne compte pas)")
def retard(dossier: Dossier, zone: ZoneLue) -> str:
    """Count the delay of the order complained of."""
    message = message_sur(dossier, zone.mission, RECLAMATION)
    return str(jours_de_retard(dossier, zone.mission, derniere_commande(dossier, zone.mission, message)))


@solveur("Réponse à chaque grief", "Grief", "Réponse", "Geste TTC (0 si aucun)")
def reponses(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Answer each grievance."""
    return [
        {"Grief": s.grief, "Réponse": s.reponse, "Geste TTC (0 si aucun)": ecrit_nombre(s.geste)}
        for s in suites(dossier, zone.mission)
    ]


@solveur("Total des gestes TTC")
def total_des_gestes(dossier: Dossier, zone: ZoneLue) -> str:
    """Sum the gestures."""
    return ecrit_nombre(total(dossier, zone.mission))

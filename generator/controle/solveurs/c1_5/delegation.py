"""Answering or passing on: who, and by when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from generator.controle.lecture.dossier import Dossier, EvenementLu, Introuvable, ZoneLue
from generator.controle.solveurs.c1_5.messages import COMMANDE, GESTE, RECLAMATION, REMISE, TECHNIQUE, Message, messages
from generator.controle.solveurs.c1_5.reclamation import GESTES, total
from generator.controle.solveurs.calendrier import ajoute_ouvres
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, decimal, inconnue
from generator.controle.solveurs.ventes import montant
from generator.textes import JOURS

Personne = Mapping[str, str]
TRANSMISSION, REPONSE = "Transmission", "Réponse"
MOI = "moi-même (assistant)"
_LIMITES = {GESTE: "Geste accordé seul jusqu’à (TTC)", REMISE: "Remise accordée seul jusqu’à (%)"}
_MONTANTS = {GESTE: re.compile(r"(\d[\d ]*(?:,\d+)?) €"), REMISE: re.compile(r"(\d+(?:,\d+)?) %")}
HORIZON = 60


@dataclass(frozen=True)
class Decision:
    """What becomes of a message."""

    lettre: str
    suite: str
    personne: str
    le: date


@dataclass(frozen=True)
class Service:
    """A mission's folder, its rules by table."""

    dossier: Dossier
    mission: str

    def decide(self, message: Message) -> Decision:
        """Answer a message, or pass it on. Raises Introuvable."""
        sujet = message.sujet
        if sujet in (COMMANDE, TECHNIQUE):
            return self._repond(message, "Information")
        if sujet == RECLAMATION:
            somme = total(self.dossier, self.mission)
            if somme <= self.limite:
                return self._repond(message, "Réclamation")
            return self._transmet(message, GESTE, somme)
        demande = demandee(message, sujet)
        if sujet == GESTE and demande is not None and demande <= self.limite:
            raise Introuvable(f"message {message.lettre} : geste demandé dans la limite de l’assistant")
        return self._transmet(message, sujet, demande)

    @property
    def limite(self) -> Decimal:
        """The assistant's limit per file, TTC in €, itself included."""
        return montant(Regles(self.dossier, self.mission, GESTES), "Votre limite par dossier", "{n} € inclus")

    def _repond(self, message: Message, regle: str) -> Decision:
        delai = Regles(self.dossier, self.mission, REPONSE).entier(regle, "{n} jour(s) ouvré(s) après réception")
        return Decision(message.lettre, "répondre", MOI, ajoute_ouvres(message.recu, delai))

    def _transmet(self, message: Message, sujet: str, demande: Decimal | None) -> Decision:
        Regles(self.dossier, self.mission, REPONSE).exige(
            "Transmission", "rappel le premier jour ouvré de présence après la transmission"
        )
        qui = self.destinataire(sujet, demande)
        return Decision(message.lettre, "transmettre", qui["Nom"], self.premiere_presence(qui))

    def destinataire(self, sujet: str, demande: Decimal | None) -> Personne:
        """Return who a subject is passed on to: of several, the first whose limit covers what is asked. Raises
        Introuvable."""
        regles = Regles(self.dossier, self.mission, TRANSMISSION)
        personnes = [self._de_fonction(f) for f in regles.texte(sujet).split(", puis ")]
        if len(personnes) == 1:
            return personnes[0]
        regles.exige("Si plusieurs", "la première dont la limite suffit")
        if sujet not in _LIMITES or demande is None:
            raise inconnue(sujet, regles.texte(sujet))
        for p in personnes:
            if decimal(p[_LIMITES[sujet]], _LIMITES[sujet]) >= demande:
                return p
        raise Introuvable(f"« {sujet} » : aucune limite ne suffit pour {demande}")

    def _de_fonction(self, fonction: str) -> Personne:
        table = self.dossier.table(self.mission, "Nom", "Fonction", "Ne travaille pas")
        trouvees = [li for li in table.lignes if li["Fonction"] == fonction]
        if len(trouvees) != 1:
            raise Introuvable(f"« {fonction} » dans l’équipe" if not trouvees else f"deux personnes « {fonction} »")
        return trouvees[0]

    # --- Presence ---

    def premiere_presence(self, qui: Personne) -> date:
        """Return the first working day of presence after the day of the case. Raises Introuvable."""
        jour = self.dossier.date
        for _ in range(HORIZON):
            jour = ajoute_ouvres(jour, 1)
            if self._present(qui, jour):
                return jour
        raise Introuvable(f"jour de présence de {qui['Nom']}")

    def _present(self, qui: Personne, jour: date) -> bool:
        if qui["Ne travaille pas"] and jour.weekday() in jours_de(qui["Ne travaille pas"]):
            return False
        compte = Regles(self.dossier, self.mission, REPONSE).choix(
            "Journée entière provisoire", {"ne compte pas": False, "vaut absence": True}
        )
        prenom_nom = re.sub(r"^(?:M\.|Mme) ", "", qui["Nom"])
        return not any(
            not isinstance(e.debut, datetime) and e.debut <= jour < _fin(e) and (compte or not e.provisoire)
            for e in self._agenda()
            if e.titre.startswith(f"{prenom_nom} : ")
        )

    def _agenda(self) -> tuple[EvenementLu, ...]:
        agendas = [d.evenements for d in self.dossier.de_mission(self.mission) if d.evenements]
        if len(agendas) != 1:
            raise Introuvable("agenda de l’équipe")
        return agendas[0]


def _fin(evenement: EvenementLu) -> date:
    """Return the day after the last one of a whole-day entry."""
    return evenement.fin.date() if isinstance(evenement.fin, datetime) else evenement.fin


def jours_de(texte: str) -> tuple[int, ...]:
    """Return the weekdays (0 = lundi) of « le mercredi et le vendredi ». Raises Introuvable."""
    lus = [m.removeprefix("le ") for m in re.split(r", | et ", texte)]
    if not all(m in JOURS for m in lus):
        raise inconnue("Ne travaille pas", texte)
    return tuple(JOURS.index(m) for m in lus)


def demandee(message: Message, sujet: str) -> Decimal | None:
    """Return the amount or the rate that a message asks for; None for a subject without a limit. Raises Introuvable."""
    if sujet not in _MONTANTS:
        return None
    lus = _MONTANTS[sujet].findall(message.masque)
    if len(lus) != 1:
        raise Introuvable(f"message {message.lettre} : ce qui est demandé dans « {message.dit} »")
    return decimal(lus[0], sujet)


def tous(dossier: Dossier, zone: ZoneLue) -> list[Message]:
    """Return the messages that a table asks about, all of them. Raises Introuvable for one that is not there."""
    lettres = [r["Message"] for r in zone.preremplies] or list(zone.choix.get("Message", ()))
    lus = {m.lettre: m for m in messages(dossier, zone.mission)}
    if absents := [x for x in lettres if x not in lus]:
        raise Introuvable(f"message {', '.join(absents)}")
    return [lus[x] for x in lettres]


@solveur("Suite à donner à chaque message", "Message", "Suite", "Personne", "Réponse au plus tard, ou rappel, le")
def suites(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Decide what becomes of each message."""
    service = Service(dossier, zone.mission)
    return [
        dict(zip(zone.entetes, (d.lettre, d.suite, d.personne, d.le.isoformat()), strict=True))
        for d in map(service.decide, tous(dossier, zone))
    ]

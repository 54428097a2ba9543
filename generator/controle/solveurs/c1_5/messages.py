"""The messages of a mission: who writes, when, what is said, and what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable
from generator.controle.lecture.valeurs import jour
from generator.textes import JOURS, MOIS

COMMANDE, TECHNIQUE, RECLAMATION = "état d’une commande", "question technique", "réclamation"
GESTE, REMISE = "Geste au-delà de la limite", "Remise"
DATE = rf"(?:\d{{1,2}}|1er) (?:{'|'.join(MOIS)}) \d{{4}}"
_FICHIER = re.compile(r"\d+-message-([a-z])\.\w+")
_LIBELLE = re.compile(r"« ([^»]+) »")
_MASQUE = "«»"
_JOUR = rf"(?:{'|'.join(JOURS)}|{'|'.join(map(str.capitalize, JOURS))}) (?P<jour>{DATE})"
_QUI = r"(?P<civilite>M\.|Mme) (?P<nom>[^(,:]+?)"
_HEURE = r"\d{1,2} h \d{2}"
_NOTES = (
    re.compile(rf"(?:Appel|Passage) de {_QUI}(?: \((?P<firme>.+?)\))?, {_JOUR} à {_HEURE}\. Ses mots : (?P<dit>.+)"),
    re.compile(rf"Message téléphonique de {_QUI}(?: \((?P<firme>.+?)\))?, reçu {_JOUR} à {_HEURE} : (?P<dit>.+)"),
    re.compile(rf"Reçu à l’accueil {_JOUR} à {_HEURE} : {_QUI}(?: \((?P<firme>.+?)\))?\. Sa demande : (?P<dit>.+)"),
    re.compile(
        rf"{_JOUR}, {_HEURE}, au (?:téléphone|comptoir) : {_QUI}(?:, (?P<firme>.+?))?\. Propos notés : (?P<dit>.+)"
    ),
)
_DELEGUES = {
    REMISE: (r"\bremise\b", r"\d %"),
    GESTE: (r"\bgeste\b|\bbon d’achat\b", r"\d €"),
    "Action en justice": (r"\b(?:avocat|tribunal|justice|assignation)\b",),
    "Données personnelles": (r"\b(?:données|fichiers)\b",),
    "Délai de paiement": (r"\b(?:payer|régler|paiement)\b",),
    "Conseil hors fiche": (
        r"aucune fiche n’en parle|fiches sont muettes|documentation n’en dit rien|avis de spécialiste",
    ),
}
"""Subject of « Transmission » → what a message about it holds, all of it."""
_COMMANDE = re.compile(r"\bcombien\b|\bque reste-t-il\b|\bce qui reste\b", re.IGNORECASE)
_BESOINS = {
    "Échange par écrit": re.compile(r"\bpar écrit\b", re.IGNORECASE),
    "Synthèse vocale": re.compile(r"\bsynthèse vocale\b", re.IGNORECASE),
    "Gros caractères": re.compile(r"\bgros caractères\b", re.IGNORECASE),
    "Facile à lire": re.compile(r"\bfacile à lire\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class Message:
    """A client's message: letter, day of reception, names under which its writer may stand in the orders, words."""

    lettre: str
    recu: date
    firme: str
    nom: str
    """Of the person: first name and surname in a mail, surname in a note."""
    dit: str
    """What is said, without the signature."""

    @property
    def libelles(self) -> list[str]:
        """Labels of articles, between « »."""
        return _LIBELLE.findall(self.dit)

    @property
    def masque(self) -> str:
        """What is said, the labels hidden."""
        return _LIBELLE.sub(_MASQUE, self.dit)

    @property
    def sujet(self) -> str:
        """Return what the message is about: an order, a technical question, a complaint, or a subject of «
        Transmission ».

        Raises Introuvable when its words tell none, or two.
        """
        if "dernière commande" in self.masque:
            return RECLAMATION
        if self.libelles:
            return COMMANDE if _COMMANDE.search(self.masque) else TECHNIQUE
        lus = [s for s, motifs in _DELEGUES.items() if all(re.search(m, self.masque, re.IGNORECASE) for m in motifs)]
        if len(lus) != 1:
            raise Introuvable(f"message {self.lettre} : sujet {' ou '.join(lus) or 'inconnu'} dans « {self.dit} »")
        return lus[0]

    def besoins(self) -> list[str]:
        """Return the needs that the message states, as rows of « Besoins »."""
        return [b for b, motif in _BESOINS.items() if motif.search(self.masque)]


def messages(dossier: Dossier, mission: str) -> list[Message]:
    """Return the messages of a mission by letter. Raises Introuvable for one that cannot be read."""
    lus = [
        _lit(d, m[1].upper())
        for d in dossier.de_mission(mission)
        if (m := _FICHIER.fullmatch(d.fichier.rsplit("/", 1)[-1]))
    ]
    return sorted(lus, key=lambda m: m.lettre)


def message_sur(dossier: Dossier, mission: str, sujet: str) -> Message:
    """Return the one message about a subject. Raises Introuvable."""
    trouves = [m for m in messages(dossier, mission) if m.sujet == sujet]
    if len(trouves) != 1:
        raise Introuvable(f"message : {sujet}" if not trouves else f"deux messages : {sujet}")
    return trouves[0]


def _lit(document: DocumentLu, lettre: str) -> Message:
    if document.courriel is None:
        return _note(document, lettre)
    lu = document.courriel
    lignes = [ligne for ligne in lu.corps.split("\n") if ligne]
    if lu.de_nom not in lignes:
        raise Introuvable(f"signature de {lu.de_nom} dans {document.fichier}")
    fin = len(lignes) - 1 - lignes[::-1].index(lu.de_nom)
    firme = lignes[fin + 1] if fin + 1 < len(lignes) else ""
    # The first line is the greeting, the last before the signature the closing formula.
    return Message(lettre, lu.quand.date(), firme, lu.de_nom, " ".join(lignes[1 : fin - 1]))


def _note(document: DocumentLu, lettre: str) -> Message:
    """Read a contact note: its head tells who, and when; its foot (« … – » and its date) is no part of it."""
    date_imprimee = next((ligne for ligne in document.lignes if jour(ligne)), "")
    lignes = tuple(ligne for ligne in document.lignes if not ligne.endswith(f" – {date_imprimee}"))
    texte = replace(document, lignes=lignes).suivi
    for motif in _NOTES:
        if m := motif.search(texte):
            le = jour(m["jour"])
            if le is not None:
                return Message(lettre, le, m["firme"] or "", m["nom"].strip(), m["dit"])
    raise Introuvable(f"fiche de contact {document.fichier} : formulation inconnue « {texte} »")

"""The exchanges that the mails, the notes of calls and the internal note tell of one client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.controle.lecture.dossier import CourrielLu, Dossier, Introuvable
from generator.controle.lecture.valeurs import jour, normalise
from generator.controle.solveurs.regles import Regles, date_de
from generator.textes import JOURS, MOIS

CONFIRMATION, TRANSPORTEUR, FOURNISSEUR = "confirmation de commande", "retard transporteur", "retard fournisseur"
TYPES = {
    "acceptation de devis": ("accept", "bon pour accord", "feu vert"),
    "modification de commande": ("modifi", "chang"),
    "demande d’information": ("savoir",),
    "réclamation": ("réclamation",),
    "annonce de règlement": ("virement", "paie"),
}
RETARDS = {FOURNISSEUR: ("production", "rupture"), TRANSPORTEUR: ("camion", "chauffeur")}
"""Type → words that tell it (beginnings); the second table is read in the internal note alone."""
_REDIT = ("redis", "redit", "répète", "pour mémoire")
_MOIS = "|".join(MOIS)
DATE_LONGUE = rf"(?:\d{{1,2}}|1er) (?:{_MOIS}) \d{{4}}"
JOUR_SANS_AN = rf"(?:{'|'.join(JOURS)}) (?:\d{{1,2}}|1er) (?:{_MOIS})(?! \d{{4}})"
_ATTRIBUTION = re.compile(rf"Le (?:\w+ )?({DATE_LONGUE}) à (\d{{1,2}}) h (\d\d), .+ a écrit :")
_APPEL = re.compile(rf"({DATE_LONGUE}) à (\d{{1,2}}) h (\d\d)")
_NUMERO = r"(?=[A-Z0-9-]*\d)[A-Z]+[A-Z0-9]*(?:-[A-Z0-9]+)*"


@dataclass(frozen=True)
class Echange:
    """An exchange: day, time, channel, type, person outside the firm (as written), text, who sent it, what tells of it."""

    jour: date
    heure: tuple[int, int]
    canal: str
    type: str
    personne: str
    texte: str
    de_la_firme: bool = False
    societe: str = ""
    redit: bool = False
    cite: str = ""
    """The older mail that it quotes."""

    @property
    def heure_ecrite(self) -> str:
        """« 9 h 05 »."""
        return f"{self.heure[0]} h {self.heure[1]:02}"


def contient(texte: str, mots: tuple[str, ...]) -> bool:
    """Say whether a text has a word that begins so, case and accents apart."""
    plat = normalise(texte)
    return any(re.search(rf"\b{re.escape(normalise(m))}", plat) for m in mots)


def type_de(texte: str, types: Mapping[str, tuple[str, ...]]) -> str:
    """Return the type that the words of a text tell, nothing when they tell none. Raises Introuvable when they tell several."""
    lus = [t for t, mots in types.items() if contient(texte, mots)]
    if len(lus) > 1:
        raise Introuvable(f"type d’échange ambigu : {lus} dans « {texte[:80]} »")
    return lus[0] if lus else ""


def historique(dossier: Dossier, mission: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of the GRC's extract. Raises Introuvable."""
    return dossier.table(mission, "N°", "Date", "Type", "Client", "Suite à donner", "Échéance", "Fait le").lignes


def client(dossier: Dossier, mission: str) -> str:
    """Return the name of the client of the extract. Raises Introuvable."""
    noms = {li["Client"] for li in historique(dossier, mission)}
    if len(noms) != 1:
        raise Introuvable("client de l’historique")
    return next(iter(noms))


def tous(dossier: Dossier, mission: str) -> list[Echange]:
    """Return every exchange told, by day and time. Raises Introuvable when no document tells one, or one is not understood."""
    Regles(dossier, mission).exige("Date et heure", "celles de l’échange, non de sa note")
    lus = [*rapportes(dossier, mission), *_notes_internes(dossier, mission)]
    if not lus:
        raise Introuvable("échanges (courriels, notes d’appel, note interne)")
    return sorted(lus, key=lambda e: (e.jour, e.heure))


def rapportes(dossier: Dossier, mission: str) -> list[Echange]:
    """Return the exchanges of the mails and of the notes of calls, all understood. Raises Introuvable."""
    lus = [*courriels(dossier, mission), *appels(dossier, mission)]
    return sorted(lus, key=lambda e: (e.jour, e.heure))


def courriels(dossier: Dossier, mission: str) -> list[Echange]:
    """Return the mails, and the older one that one of them quotes."""
    return [e for d in dossier.de_mission(mission) if d.courriel for e in _du_courriel(d.courriel)]


def _du_courriel(c: CourrielLu) -> Iterator[Echange]:
    heure = (c.quand.hour, c.quand.minute)
    yield Echange(
        c.quand.date(),
        heure,
        "courriel",
        type_de(c.corps, TYPES),
        c.de_nom,
        c.corps,
        redit=contient(c.corps, _REDIT),
        cite=c.citation,
    )
    if c.citation:
        m = _ATTRIBUTION.match(c.citation.split("\n")[0])
        if m is None:
            raise Introuvable(f"date du courriel cité : « {c.citation[:80]} »")
        yield Echange(
            date_de(m[1], "courriel cité"),
            (int(m[2]), int(m[3])),
            "courriel",
            CONFIRMATION,
            c.de_nom,
            c.citation.partition("\n")[2],
            de_la_firme=True,
        )


def appels(dossier: Dossier, mission: str) -> list[Echange]:
    """Return the calls noted. Raises Introuvable."""
    return [_appel(li) for _, t in dossier.tables(mission, "Date", "Heure", "Appel de", "Note") for li in t.lignes]


def _appel(li: Mapping[str, str]) -> Echange:
    m = re.fullmatch(r"(\d{1,2}) h (\d\d)", li["Heure"])
    if m is None:
        raise Introuvable(f"heure de l’appel {li['N°']}")
    personne, _, societe = li["Appel de"].partition(", ")
    return Echange(
        date_de(li["Date"], "date d’appel"),
        (int(m[1]), int(m[2])),
        "téléphone",
        type_de(li["Note"], TYPES),
        personne,
        li["Note"],
        societe=societe,
        redit=contient(li["Note"], _REDIT),
    )


def note_interne(dossier: Dossier, mission: str) -> Echange:
    """Return the call that the internal note tells: its day, not that of the note. Raises Introuvable."""
    lues = list(_notes_internes(dossier, mission))
    if len(lues) != 1:
        raise Introuvable(f"note interne sur un retard : {len(lues)}")
    return lues[0]


def _notes_internes(dossier: Dossier, mission: str) -> Iterator[Echange]:
    for d in dossier.de_mission(mission):
        m = _APPEL.search(d.suivi) if d.courriel is None else None
        if m:
            yield Echange(
                date_de(m[1], "appel de la note"),
                (int(m[2]), int(m[3])),
                "téléphone",
                type_de(d.suivi, RETARDS),
                "",
                d.suivi,
            )


# --- What becomes of each --------------------------------------------------------------------------------------------


def motif(dossier: Dossier, mission: str, e: Echange) -> str:
    """Return why an exchange is not entered, nothing when it is. Raises Introuvable."""
    Regles(dossier, mission).exige("Échange rapporté deux fois", "saisi une fois, au premier contact")
    if e.societe and normalise(e.societe) != normalise(client(dossier, mission)):
        return "autre client"
    if e.redit:
        return "doublon"
    if any(jour(li["Date"]) == e.jour and li["Type"] == e.type for li in historique(dossier, mission)):
        return "déjà saisi"
    return ""


def a_saisir(dossier: Dossier, mission: str) -> list[Echange]:
    """Return the exchanges to enter. Raises Introuvable."""
    lus = [e for e in tous(dossier, mission) if not motif(dossier, mission, e)]
    for e in lus:
        if not e.type:
            raise Introuvable(f"type de l’échange du {e.jour.isoformat()}")
    return lus


# --- Which document it speaks of -------------------------------------------------------------------------------------


def document(dossier: Dossier, mission: str, e: Echange) -> str:
    """Return the client's document that an exchange speaks of. Raises Introuvable."""
    Regles(dossier, mission).exige("Document", "celui dont parle l’échange, jamais un achat")
    if (numero := _numero(e.texte)) or (numero := _date(dossier, mission, e.texte)) or (numero := _numero(e.cite)):
        return numero
    raise Introuvable(f"document dont parle l’échange du {e.jour.isoformat()}")


def _numero(texte: str) -> str:
    lus = {m[1].upper() for m in re.finditer(rf"\b(?:commande|numéro) ({_NUMERO})", texte, re.IGNORECASE)}
    if len(lus) > 1:
        raise Introuvable(f"deux documents dans « {texte[:80]} » : {sorted(lus)}")
    return next(iter(lus), "")


def _date(dossier: Dossier, mission: str, texte: str) -> str:
    for mot, type_ in (("devis", "envoi de devis"), ("facture", "envoi de facture"), ("livraison", "livraison")):
        if m := re.search(rf"\b{mot} du ({DATE_LONGUE})", texte, re.IGNORECASE):
            return _saisi(dossier, mission, type_, date_de(m[1], mot))
    if m := re.search(rf"\bcommande confirmée le ({DATE_LONGUE})", texte, re.IGNORECASE):
        le = date_de(m[1], "commande confirmée")
        cites = [_numero(e.texte) for e in courriels(dossier, mission) if e.type == CONFIRMATION and e.jour == le]
        return cites[0] if cites and cites[0] else _saisi(dossier, mission, CONFIRMATION, le)
    return ""


def _saisi(dossier: Dossier, mission: str, type_: str, le: date) -> str:
    lus = [li["Document"] for li in historique(dossier, mission) if li["Type"] == type_ and jour(li["Date"]) == le]
    if len(lus) != 1:
        raise Introuvable(f"{type_} du {le.isoformat()} dans l’historique")
    return lus[0]

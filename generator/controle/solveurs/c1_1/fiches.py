"""The records: the new client's, what changes in those that exist, what is never written in one (fiches.xlsx)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.controle.lecture.dossier import CourrielLu, Dossier, Introuvable, ZoneLue
from generator.controle.lecture.valeurs import compact, ecrit_nombre, normalise
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_1 import messages
from generator.controle.solveurs.registre import Rang, solveur
from generator.controle.solveurs.regles import Regles, date_de, decimal, inconnue, par_cle

FICHIER, CHAMP, VALEUR = "fiches.xlsx", "Champ", "Valeur"
MODIFICATIONS = ("Fichier", "Code ou référence", "Champ", "Nouvelle valeur")
BESOINS = "gros caractères ; par écrit ; par téléphone ; plain-pied"
CLIENTS, FOURNISSEURS, ARTICLES = "Clients", "Fournisseurs", "Articles"
_NOMS = (
    re.compile(r"(?:^|[.!?]\s+|\n)([^.!?\n]+?) souhaite ouvrir un compte\."),
    re.compile(r"[Mm]erci d’ouvrir un compte à ([^(\n]+?) \("),
    re.compile(r"commander chez vous : ([^\n]+?)\.(?:\s|$)"),
    re.compile(r"ouvrir un compte à ([^?\n]+?) ?\?"),
)
_CONTACT = re.compile(r"(?P<contact>(?:M\.|Mme) [^,\n]+), (?P<fonction>[^\n]+)\nTél\. (?P<telephone>[\d ]+)")
_REMISE = re.compile(r"\bremise\b.*?(\d+(?:,\d+)?) ?%", re.IGNORECASE)
_INTERDITS = (
    "opération",
    "traitement",
    "arrêt maladie",
    "diabétique",
    "divorce",
    "enfants",
    "frère",
    "couple",
    "religieuse",
    "foi",
    "Bible",
    "pèlerinage",
    "parti politique",
    "syndicat",
    "vote",
    "campagne",
    "caractère impossible",
    "pas très malin",
    "se croit tout permis",
    "radin",
    "condamné",
    "permis",
    "procès",
    "casier",
)
"""Words of what no record may hold (docs/missions/c1_1.md): health, family, religion, opinions, judgements, convictions."""
_MINIMUM = rf"Minimum de commande : {ventes.MONTANT} € HT"
_DATES_ARTICLE = {
    "Prix d’achat HT": rf"- prix HT : {ventes.MONTANT} €",
    "Conditionnement": r"- conditionnement : (\d+)",
}
"""Fields of an article that a supplier changes from a date on."""
_PARTICULES = r"(?:(?:de|du|des|da|di|dos|del|della|van|von|der|den|le|la|el|al|ben) )*"
_PERSONNE = rf"(?:M\.|Mme)(?: {_PARTICULES}[^\W\d_a-zà-ÿ][^\s(,.]*)+"
_TEL = r"0\d(?: \d\d){4}"


# --- The new client --------------------------------------------------------------------------------------------------


def nouveau(dossier: Dossier, mission: str) -> CourrielLu:
    """Return the mail of the client who has no record: its SIREN is in none. Raises Introuvable."""
    Regles(dossier, mission).exige("Client déjà connu", "même SIREN qu’une fiche : la mettre à jour")
    return messages.un(
        messages.courriels(dossier, mission),
        "courriel du nouveau client",
        lambda c: bool(messages.siret(c)) and messages.connu(dossier, mission, messages.siret(c)) is None,
    )


def notes_appel(dossier: Dossier, mission: str) -> list[tuple[str, str]]:
    """Return the notes of the call as (number, text). Raises Introuvable."""
    for _, table in dossier.tables(mission, "N°", "Note"):
        return [(li["N°"], li["Note"]) for li in table.lignes]
    raise Introuvable("compte rendu d’appel")


def interdite(note: str) -> bool:
    """Say whether a note holds what no record may."""
    plat = normalise(note)
    return any(re.search(rf"\b{re.escape(normalise(mot))}", plat) for mot in _INTERDITS)


def _libelle(corps: str, nom: str, fin: str = r"[.;)\n]") -> str:
    m = re.search(rf"\b{nom} : (.+?) ?(?:{fin}|$)", corps, re.IGNORECASE)
    if m is None:
        raise Introuvable(f"« {nom} » dans le courriel du nouveau client")
    return m[1].strip()


def _adresse(corps: str, nom: str) -> tuple[str, str, str] | None:
    m = re.search(rf"\b{nom} : (.+), (\d{{5}}) ([^\n.]+)", corps)
    return (m[1], m[2], m[3].strip()) if m else None


@solveur("Fiche du nouveau client", CHAMP, VALEUR, fichier=FICHIER)
def fiche(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """Fill the record of the new client."""
    m = zone.mission
    regles, courriel = Regles(dossier, m), nouveau(dossier, m)
    corps = courriel.corps
    adresse, livraison = _adresse(corps, "Facturation"), _adresse(corps, "Livraison")
    nom, contact = next((x[1] for motif in _NOMS if (x := motif.search(corps))), ""), _CONTACT.search(corps)
    if adresse is None or contact is None or not nom:
        raise Introuvable("nom, contact ou adresse dans le courriel du nouveau client")
    regles.exige("Envoi des factures", "courriel, sauf demande du client")
    papier = re.search(r"factures [^.\n]*par courrier postal", corps)
    valeurs = {
        "Code": _code_suivant(dossier, m, regles),
        "Catégorie": "professionnel",
        "Nom": nom,
        "Forme": _libelle(corps, "forme"),
        "Activité": _libelle(corps, "activité"),
        "Contact": contact["contact"],
        "Fonction": contact["fonction"],
        "Adresse de facturation": adresse[0],
        "Code postal": adresse[1],
        "Ville": adresse[2],
        "Adresse de livraison": f"{livraison[0]}, {livraison[1]} {livraison[2]}" if livraison else "",
        "SIRET": messages.siret(courriel),
        "N° TVA": _libelle(corps, "TVA"),
        "Téléphone": contact["telephone"].strip(),
        "Courriel": courriel.de,
        "Délai de paiement": _delai(dossier, m, regles),
        "Remise (%)": _remise(dossier, m, regles),
        "Envoi des factures": "courrier postal" if papier else "courriel",
        "Besoin signalé": _besoin(dossier, m, regles),
        "Client depuis": dossier.date.isoformat(),
    }
    return [{CHAMP: p[CHAMP], VALEUR: _champ(valeurs, p[CHAMP])} for p in zone.preremplies]


def _champ(valeurs: Mapping[str, str], nom: str) -> str:
    if nom not in valeurs:
        raise Introuvable(f"champ de fiche inconnu : « {nom} »")
    return valeurs[nom]


def _code_suivant(dossier: Dossier, mission: str, regles: Regles) -> str:
    regles.exige("Code d’un nouveau client", "dernier code + 1")
    codes = [re.fullmatch(r"(\D+)(\d+)", c["Code"]) for c in messages.clients(dossier, mission)]
    lus = [m for m in codes if m]
    if len(lus) != len(codes) or len({m[1] for m in lus}) != 1:
        raise Introuvable("codes des clients")
    dernier = max(lus, key=lambda m: int(m[2]))
    return f"{dernier[1]}{int(dernier[2]) + 1:0{len(dernier[2])}d}"


def _delai(dossier: Dossier, mission: str, regles: Regles) -> str:
    regles.exige("Son délai de paiement", "celui de sa catégorie (CGV)")
    return Regles(dossier, mission, ventes.PAIEMENT).texte("Professionnels")


def _remise(dossier: Dossier, mission: str, regles: Regles) -> str:
    regles.exige("Sa remise", "celle du compte rendu d’appel")
    lues = [x[1] for _, note in notes_appel(dossier, mission) if (x := _REMISE.search(note))]
    if len(lues) != 1:
        raise Introuvable("remise dans le compte rendu d’appel")
    return ecrit_nombre(decimal(lues[0], "remise"))


def _besoin(dossier: Dossier, mission: str, regles: Regles) -> str:
    """Return the need told on the call, by its key words, without its cause."""
    regles.exige("Besoin signalé", BESOINS)
    liste = BESOINS.split(" ; ")
    gardees = [normalise(note) for _, note in notes_appel(dossier, mission) if not interdite(note)]
    vus = [b for b in liste if any(re.search(rf"\b{re.escape(normalise(b))}\b", n) for n in gardees)]
    if len(vus) > 1:
        raise Introuvable(f"plusieurs besoins signalés : {vus}")
    return vus[0] if vus else ""


@solveur("Notes de l’appel à ne pas enregistrer", "N° de la note", fichier=FICHIER)
def notes_interdites(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List the notes that no record may hold."""
    Regles(dossier, zone.mission).exige(
        "Jamais dans une fiche", "santé, religion, opinions, vie familiale, condamnations, jugements"
    )
    return [{"N° de la note": n} for n, note in notes_appel(dossier, zone.mission) if interdite(note)]


# --- Records that exist ----------------------------------------------------------------------------------------------


@solveur("Modifications des fiches existantes", *MODIFICATIONS, fichier=FICHIER)
def modifications(dossier: Dossier, zone: ZoneLue) -> list[Rang]:
    """List what changes today in the records that exist."""
    tous = [*_client(dossier, zone.mission), *_fournisseur(dossier, zone.mission)]
    return [dict(zip(MODIFICATIONS, t, strict=True)) for t in tous]


Modification = tuple[str, str, str, str]


def _client(dossier: Dossier, mission: str) -> Iterator[Modification]:
    """Yield what changes in the record of the known client who asks for an account."""
    Regles(dossier, mission).exige("Client déjà connu", "même SIREN qu’une fiche : la mettre à jour")
    courriel = messages.un(
        messages.courriels(dossier, mission),
        "courriel du client déjà connu",
        lambda c: bool(messages.siret(c)) and messages.connu(dossier, mission, messages.siret(c)) is not None,
    )
    actuelle = messages.connu(dossier, mission, messages.siret(courriel))
    if actuelle is None:
        raise Introuvable("fiche du client déjà connu")
    dits = {"SIRET": messages.siret(courriel)}
    if (adresse := _adresse(courriel.corps, "Facturation")) is not None:
        dits |= dict(zip(("Adresse de facturation", "Code postal", "Ville"), adresse, strict=True))
    if m := re.search(rf"Nouveau téléphone : ({_TEL})", courriel.corps):
        dits["Téléphone"] = m[1]
    if re.search(r"Factures : par courrier postal désormais", courriel.corps):
        dits["Envoi des factures"] = "courrier postal"
    yield from (
        (CLIENTS, actuelle["Code"], champ, valeur)
        for champ, valeur in dits.items()
        if compact(valeur) != compact(actuelle[champ])
    )


def _fournisseur(dossier: Dossier, mission: str) -> Iterator[Modification]:
    """Yield what changes in the records of a supplier and of its articles."""
    par_adresse = messages.fournisseurs(dossier, mission)
    courriel = messages.un(
        messages.courriels(dossier, mission), "courriel d’un fournisseur du catalogue", lambda c: c.de in par_adresse
    )
    code, corps = par_adresse[courriel.de]["Code"], courriel.corps
    m = re.search(rf"(?P<nom>{_PERSONNE})[^(.\n]*? \((?P<tel>{_TEL})(?:, (?P<mel>[^)\s]+))?\)", corps)
    if m is None:
        raise Introuvable("nouveau contact du fournisseur")
    yield FOURNISSEURS, code, "Contact", m["nom"]
    yield FOURNISSEURS, code, "Téléphone", m["tel"]
    if m["mel"]:
        yield FOURNISSEURS, code, "Courriel", m["mel"]
    _tout_connu(corps)
    if (minimum := _date_effet(dossier, mission, _MINIMUM, corps)) is not None:
        yield FOURNISSEURS, code, "Minimum de commande HT", minimum
    yield from _articles(dossier, mission, corps)


def _tout_connu(corps: str) -> None:
    """Check that every dated change of a supplier's mail is one that the solver reads. Raises Introuvable."""
    for ligne in corps.split("\n"):
        if "à compter d" in ligne and not any(
            re.search(rf"{m} à compter du ", ligne) for m in (_MINIMUM, *_DATES_ARTICLE.values())
        ):
            raise Introuvable(f"changement du fournisseur en termes inconnus : « {ligne} »")


def _articles(dossier: Dossier, mission: str, corps: str) -> Iterator[Modification]:
    Regles(dossier, mission).exige("Article arrêté", "état « fin de série », remplaçant noté")
    references = par_cle(dossier.table(mission, "Référence", "Conditionnement", "État"), "Référence")
    citees = sorted((corps.find(r), r) for r in references if re.search(rf"(?<![\w-]){re.escape(r)}(?![\w-])", corps))
    remplacant = re.search(r"Remplaçant : ([A-Z0-9-]+)", corps)
    if not citees or remplacant is None:
        raise Introuvable("article arrêté ou remplaçant dans le courriel du fournisseur")
    yield ARTICLES, citees[0][1], "État", "fin de série"
    yield ARTICLES, citees[0][1], "Remplacé par", remplacant[1]
    for champ, motif in _DATES_ARTICLE.items():
        if (valeur := _date_effet(dossier, mission, motif, corps)) is not None:
            yield ARTICLES, remplacant[1], champ, valeur


def _date_effet(dossier: Dossier, mission: str, motif: str, corps: str) -> str | None:
    """Return a dated figure when it is to be entered today, by the firm's rule; None when it waits or is not told."""
    m = re.search(rf"{motif} à compter du (\d\d/\d\d/\d{{4}})", corps)
    if m is None or not saisi(dossier, mission, date_de(m[2], "date d’effet")):
        return None
    return ecrit_nombre(decimal(m[1], "nouvelle valeur"))


def saisi(dossier: Dossier, mission: str, effet: date) -> bool:
    """Say whether a change of that date of effect is entered today. Raises Introuvable."""
    texte = Regles(dossier, mission).texte("Changement daté")
    m = re.fullmatch(r"saisi si l’effet est à (moins de )?(\d+) jours calendaires( au plus)?, sinon en attente", texte)
    if m is None or bool(m[1]) == bool(m[3]):
        raise inconnue("Changement daté", texte)
    jours = (effet - dossier.date).days
    return jours < int(m[2]) if m[1] else jours <= int(m[2])

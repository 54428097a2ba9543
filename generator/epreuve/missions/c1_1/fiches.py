"""C1.1, tâche « fiches »: a new record, changes of existing ones, what must not be recorded, an answer."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_1 import messages
from generator.epreuve.missions.c1_1.calcul import chiffre, memoire, montant
from generator.epreuve.missions.c1_1.messages import COMPTE, NOTES, OUVERTURE, TARIF
from generator.epreuve.missions.c1_1.partie import Partie, exige, niveaux
from generator.epreuve.missions.c1_1.procedure import PROCEDURE
from generator.epreuve.missions.c1_1.roles import INTERDITS
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Question,
    Reponse,
    TacheComposee,
    ZoneRedaction,
    ZoneTableau,
)
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.communs import CATALOGUE, CGV, CLIENTS
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.faits import Client
from generator.monde.metier.identifiants import groupe_siret, groupe_tva
from generator.textes import date_courte, de, euros, nombre, pourcent

FICHIER = "fiches.xlsx"
LIGNES_MODIFICATIONS, LIGNES_NOTES = 18, 8
FICHIERS = ("Clients", "Fournisseurs", "Articles")
CHAMPS = (
    "Nom",
    "Forme",
    "Contact",
    "Fonction",
    "Adresse de facturation",
    "Adresse de livraison",
    "Adresse",
    "Code postal",
    "Ville",
    "SIRET",
    "N° TVA",
    "Téléphone",
    "Courriel",
    "Délai de paiement",
    "Remise (%)",
    "Envoi des factures",
    "Minimum de commande HT",
    "Franco HT",
    "Prix d’achat HT",
    "Prix de vente HT",
    "Conditionnement",
    "État",
    "Remplacé par",
)
NULLE = Decimal(0)


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t, lues = atelier.redacteur.texte, messages.notes(atelier)
    questions = (
        Question(t("question.nouveau"), (_nouveau(atelier),)),
        Question(t("question.modifications"), (_modifications(atelier),)),
        Question(t("question.interdites"), (_interdites(lues),)),
        Question(t("question.reponse"), (_reponse(atelier),)),
    )
    docs = (
        messages.ouverture(atelier),
        messages.appel(atelier, lues),
        messages.compte(atelier),
        messages.tarif(atelier),
    )
    return Partie(TacheComposee("fiches", questions), docs, tuple(_leurres(atelier, lues)))


# --- New client ------------------------------------------------------------------------------------------------------


def fiche(n: Client) -> dict[str, tuple[str, str]]:
    """Return the fields of the new record: heading of the file → (value in the form of the key, type)."""
    assert n.livraison is not None
    return {
        "Code": (n.code, "texte"),
        "Catégorie": (n.categorie, "texte"),
        "Nom": (n.nom, "texte"),
        "Forme": (n.forme, "texte"),
        "Activité": (n.genre, "texte"),
        "Contact": (n.contact.complet, "texte"),
        "Fonction": (n.fonction, "texte"),
        "Adresse de facturation": (n.facturation.rue, "texte"),
        "Code postal": (n.facturation.code_postal, "texte"),
        "Ville": (n.facturation.ville, "texte"),
        "Adresse de livraison": (n.livraison.en_ligne, "texte"),
        "SIRET": (groupe_siret(n.siret), "texte"),
        "N° TVA": (groupe_tva(n.tva), "texte"),
        "Téléphone": (n.telephone, "texte"),
        "Courriel": (n.courriel, "texte"),
        "Délai de paiement": (n.delai.libelle, "texte"),
        "Remise (%)": (chiffre(n.remise), "pourcentage"),
        "Envoi des factures": (communs.CANAUX[n.canal], "texte"),
        "Besoin signalé": (n.besoin, "texte"),
        "Client depuis": (n.depuis.isoformat(), "date"),
    }


def _nouveau(atelier: Atelier) -> Reponse:
    n = memoire(atelier).nouveau
    champs = fiche(n)
    zone = ZoneTableau(
        "nouveau",
        "Fiche du nouveau client",
        (ColonneSaisie("champ", "Champ", largeur=26), ColonneSaisie("valeur", "Valeur", largeur=44)),
        len(champs),
        tuple({"champ": c} for c in champs),
        FICHIER,
        "Nouveau client",
    )
    valeur = [{"champ": c, "valeur": v} for c, (v, _) in champs.items()]
    autre = communs.CANAUX["courrier" if n.canal == "courriel" else "courriel"]
    homonyme = memoire(atelier).homonyme
    erreurs = (
        ErreurFrequente(
            {"champ": "Code", "valeur": homonyme},
            NULLE,
            "confondu avec un client au nom voisin, dont le SIREN est autre",
        ),
        ErreurFrequente({"champ": "Envoi des factures", "valeur": autre}, NULLE, "règle d’envoi des factures mal lue"),
        ErreurFrequente(
            {"champ": "Adresse de livraison", "valeur": n.facturation.en_ligne},
            NULLE,
            "adresse de facturation recopiée",
        ),
    )
    accepte = ({"champ": "Contact", "valeur": n.contact.sans_civilite},)
    demarche = (
        f"Le SIREN {n.siren} n’est celui d’aucune fiche : nouveau client, code {n.code} à la suite du fichier. "
        f"Remise de {pourcent(n.remise)} et besoin : compte rendu d’appel. Délai : catégorie « professionnel » des "
        f"CGV, « {n.delai.libelle} ». Envoi des factures : {communs.CANAUX[n.canal]}."
    )
    return Reponse(
        zone,
        "C1.1.a",
        "C1.1.r1",
        "tableau",
        valeur,
        Decimal(4),
        exige(OUVERTURE, NOTES, PROCEDURE, CLIENTS, CGV),
        demarche,
        "retrouvee",
        cle=("champ",),
        accepte=accepte,
        erreurs=erreurs,
        champs={c: genre for c, (_, genre) in champs.items()},
    )


# --- Changes ---------------------------------------------------------------------------------------------------------


def modifications(atelier: Atelier) -> list[tuple[str, str, str, str]]:
    """Return what changes in the existing records: (file, code, heading, new value in the form of the key)."""
    m = memoire(atelier)
    d, x = m.demenagement, m.tarif
    lignes = [
        ("Clients", d.code, champ, v)
        for champ, v in (
            ("Adresse de facturation", d.adresse.rue),
            ("Code postal", d.adresse.code_postal),
            ("Ville", d.adresse.ville),
            ("SIRET", groupe_siret(d.siret)),
            ("Téléphone", d.telephone),
        )
    ]
    if d.courrier:
        lignes.append(("Clients", d.code, "Envoi des factures", communs.CANAUX["courrier"]))
    lignes += [
        ("Fournisseurs", x.fournisseur, champ, v)
        for champ, v in (("Contact", x.contact.complet), ("Téléphone", x.telephone), ("Courriel", x.courriel))
        if v
    ]
    lignes += [("Articles", x.arrete, "État", "fin de série"), ("Articles", x.arrete, "Remplacé par", x.remplacant)]
    lignes += [
        ("Articles", x.remplacant, c.champ, montant(c.valeur) if c.champ == "Prix d’achat HT" else chiffre(c.valeur))
        for c in x.changements
        if c.saisi
    ]
    return lignes


def _modifications(atelier: Atelier) -> Reponse:
    m = memoire(atelier)
    ancien = atelier.monde.client(m.demenagement.code)
    zone = ZoneTableau(
        "modifications",
        "Modifications des fiches existantes",
        (
            ColonneSaisie("fichier", "Fichier", "choix", FICHIERS),
            ColonneSaisie("code", "Code ou référence", largeur=18),
            ColonneSaisie("champ", "Champ", "choix", CHAMPS, 26),
            ColonneSaisie("valeur", "Nouvelle valeur", largeur=40),
        ),
        LIGNES_MODIFICATIONS,
        fichier=FICHIER,
        feuille="Modifications",
    )
    valeur = [dict(zip(("fichier", "code", "champ", "valeur"), li, strict=True)) for li in modifications(atelier)]
    base = {"fichier": "Clients", "code": ancien.code}
    erreurs = (
        ErreurFrequente(
            base | {"champ": "Téléphone", "valeur": ancien.telephone}, NULLE, "numéro périmé de la signature"
        ),
        ErreurFrequente(
            base | {"champ": "SIRET", "valeur": groupe_siret(ancien.siret)}, NULLE, "SIRET de l’ancien établissement"
        ),
    )
    accepte = (
        {
            "fichier": "Fournisseurs",
            "code": m.tarif.fournisseur,
            "champ": "Contact",
            "valeur": m.tarif.contact.sans_civilite,
        },
    )
    return Reponse(
        zone,
        "C1.1.b",
        "C1.1.r1",
        "tableau",
        valeur,
        Decimal(4),
        exige(COMPTE, TARIF, CLIENTS, CATALOGUE, PROCEDURE),
        _demarche_modifications(atelier),
        "retrouvee",
        cle=("fichier", "code", "champ"),
        accepte=accepte,
        erreurs=erreurs,
        penalite=Decimal("0.5"),
        champs={"Prix d’achat HT": "montant", "Conditionnement": "nombre"},
    )


def _demarche_modifications(atelier: Atelier) -> str:
    m = memoire(atelier)
    d, x = m.demenagement, m.tarif
    ancien = atelier.monde.client(d.code)
    delai = m.regles.effet_jours
    dates = " ".join(
        f"{c.champ} {de(x.remplacant)} : effet le {date_courte(c.jour)}, à {(c.jour - atelier.date).days} jours, "
        f"{'saisi' if c.saisi else 'en attente'}."
        for c in x.changements
    )
    minimum = " Minimum de commande : effet le 1er janvier, en attente." if x.minimum else ""
    return (
        f"Le SIREN {ancien.siren} est celui de {ancien.code} ({ancien.nom}) : fiche à mettre à jour, sans en créer ; "
        f"la livraison ne change pas. Délai de la procédure : {delai} jours "
        f"{'au plus' if m.regles.au_plus else 'exclus'}. {dates}{minimum}"
    )


# --- What must not be recorded, answer -------------------------------------------------------------------------------


def _interdites(lues: list[tuple[str, str]]) -> Reponse:
    numeros = [str(i) for i, (genre, _) in enumerate(lues, 1) if genre in INTERDITS]
    zone = ZoneTableau(
        "interdites",
        "Notes de l’appel à ne pas enregistrer",
        (ColonneSaisie("note", "N° de la note", "nombre"),),
        LIGNES_NOTES,
        fichier=FICHIER,
        feuille="Données écartées",
    )
    dits = {
        "sante": "santé",
        "famille": "vie familiale",
        "religion": "religion",
        "opinion": "opinions",
        "jugement": "jugement",
        "condamnation": "condamnation",
    }
    demarche = " ".join(f"Note {i} : {dits[g]}." for i, (g, _) in enumerate(lues, 1) if g in dits)
    return Reponse(
        zone,
        "C1.1.c",
        "C1.1.r1",
        "ensemble",
        numeros,
        Decimal("1.5"),
        exige(NOTES, PROCEDURE),
        demarche,
        "attestee",
        penalite=Decimal("0.5"),
    )


def _reponse(atelier: Atelier) -> Reponse:
    d, t = memoire(atelier).demenagement, atelier.redacteur.texte
    variables = {"d": d, "ancien": atelier.monde.client(d.code)}
    rangs = niveaux(atelier, "reponse", variables, (d.code, d.adresse.ville, d.telephone))
    return Reponse(
        ZoneRedaction("reponse", t("reponse.titre", **variables)),
        "C1.1.c",
        "C1.1.r1",
        "redaction",
        t("reponse.modele", **variables),
        Decimal("2.5"),
        exige(COMPTE, CLIENTS),
        t("reponse.demarche", **variables),
        "attestee",
        niveaux=rangs,
    )


# --- Look-alikes -----------------------------------------------------------------------------------------------------


def _leurres(atelier: Atelier, lues: list[tuple[str, str]]) -> list[LeurreLieu]:
    m = memoire(atelier)
    ancien, x = atelier.monde.client(m.demenagement.code), m.tarif
    trouves = [
        LeurreLieu(
            "homonyme",
            Lieu(CLIENTS, "Clients", m.homonyme, "Nom"),
            atelier.monde.client(m.homonyme).nom,
            "nom voisin de celui du nouveau client, mais autre SIREN : fiche à laisser telle quelle",
        ),
        LeurreLieu(
            "livraison",
            Lieu(CLIENTS, "Clients", ancien.code, "Adresse de livraison"),
            ancien.adresse_livraison.en_ligne,
            "le message dit que les livraisons ne changent pas",
        ),
        LeurreLieu(
            "contact",
            Lieu(CLIENTS, "Clients", ancien.code, "Contact"),
            ancien.contact.complet,
            "la personne qui écrit n’est pas le contact, qui ne change pas",
        ),
    ]
    trouves += [
        LeurreLieu(
            f"attente_{i}",
            Lieu(TARIF, champ=c.champ),
            f"{nombre(c.valeur)} au {date_courte(c.jour)}",
            "la date d’effet est hors du délai de la procédure : en attente",
        )
        for i, c in enumerate(x.changements)
        if not c.saisi
    ]
    if x.minimum:
        trouves.append(
            LeurreLieu(
                "minimum",
                Lieu(TARIF, champ="Minimum de commande HT"),
                euros(x.minimum),
                "ne vaut qu’en janvier : en attente",
            )
        )
    trouves += [
        LeurreLieu(
            f"note_{i}", Lieu(NOTES, "Notes", str(i)), texte, "utile à la relation et sans donnée personnelle interdite"
        )
        for i, (genre, texte) in enumerate(lues, 1)
        if genre in ("neutre", "besoin")
    ]
    return trouves

"""C1.1, tâche « devis »: every field of a quote, from the client's mail, the note and the terms of sale."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_1 import messages
from generator.epreuve.missions.c1_1.calcul import Calcul, LigneCalculee, calcul, chiffre, memoire, montant
from generator.epreuve.missions.c1_1.messages import DEMANDE, NOTE, REGISTRE
from generator.epreuve.missions.c1_1.partie import Partie, exige, niveaux
from generator.epreuve.missions.c1_1.procedure import PROCEDURE, dehors
from generator.epreuve.missions.c1_1.totaux import CENTIME, CHIFFRES, FEUILLE, FICHIER, MOITIE, NULLE, totaux, tva
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
from generator.epreuve.pieces.communs import CATALOGUE, CGV, CLIENTS
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.faits import Adresse
from generator.monde.metier.prix import net_ligne
from generator.textes import date_courte, euros, nombre, pourcent

LIGNES = 10


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t, c = atelier.redacteur.texte, calcul(atelier)
    questions = (
        Question(t("question.entete"), (_entete(atelier, c),)),
        Question(t("question.lignes"), (_lignes(atelier, c),)),
        Question(t("question.totaux"), (tva(c), *totaux(atelier, c))),
        Question(t("question.envoi"), (_envoi(atelier, c),)),
    )
    docs = (
        messages.demande(atelier),
        messages.note(atelier),
        messages.registre(atelier),
    )
    return Partie(TacheComposee("devis", questions), docs, tuple(_leurres(atelier, c)))


# --- Header ----------------------------------------------------------------------------------------------------------


def _lieu(nom: str, a: Adresse) -> dict[str, tuple[str, str]]:
    return {f"{nom} : rue": (a.rue, "texte"), f"{nom} : code postal et ville": (f"{a.code_postal} {a.ville}", "texte")}


def entete(atelier: Atelier, c: Calcul) -> dict[str, tuple[str, str]]:
    """Return the fields of the head: label → (value in the form of the key, type)."""
    d = memoire(atelier).devis
    client, commercial = atelier.monde.client(d.client), atelier.membre("commercial")
    return {
        "Numéro du devis": (atelier.monde.carnet.suivant("devis", atelier.date), "texte"),
        "Date du devis": (atelier.date.isoformat(), "date"),
        "Code du client": (client.code, "texte"),
        "Nom du client": (client.nom, "texte"),
        "À l’attention de": (client.contact.complet, "texte"),
        **_lieu("Facturation", client.facturation),
        **_lieu("Livraison", d.livraison),
        "Délai de paiement": (client.delai.libelle, "texte"),
        "Valable jusqu’au": (c.validite.isoformat(), "date"),
        "Suivi par": (commercial.complet, "texte"),
    }


def _entete(atelier: Atelier, c: Calcul) -> Reponse:
    champs, d = entete(atelier, c), memoire(atelier).devis
    client, jours = atelier.monde.client(d.client), atelier.cadre.conditions.validite_jours
    zone = ZoneTableau(
        "entete",
        "En-tête du devis",
        (ColonneSaisie("champ", "Champ", largeur=32), ColonneSaisie("valeur", "Valeur", largeur=40)),
        len(champs),
        tuple({"champ": n} for n in champs),
        FICHIER,
        FEUILLE,
    )
    valeur = [{"champ": n, "valeur": v} for n, (v, _) in champs.items()]
    faux = _lieu("Livraison", client.adresse_livraison)
    erreurs = [
        ErreurFrequente({"champ": n, "valeur": v}, NULLE, "adresse de la fiche au lieu de celle de la demande")
        for n, (v, _) in faux.items()
    ]
    dernier = atelier.monde.carnet.suivant("devis", atelier.date, apres=0)
    erreurs.append(ErreurFrequente({"champ": "Numéro du devis", "valeur": dernier}, NULLE, "numéro déjà donné"))
    accepte = (
        {"champ": "À l’attention de", "valeur": client.contact.sans_civilite},
        {"champ": "Suivi par", "valeur": atelier.membre("commercial").sans_civilite},
    )
    return Reponse(
        zone,
        "C1.1.d",
        "C1.1.r2",
        "tableau",
        valeur,
        Decimal("2.5"),
        exige(DEMANDE, NOTE, CLIENTS, CGV, REGISTRE),
        f"Numéro à la suite du registre. Facturation et délai : fiche {client.code}. Livraison : demande du client. "
        f"Validité : {date_courte(atelier.date)} + {jours} jours calendaires = {date_courte(c.validite)}.",
        "calculee",
        cle=("champ",),
        accepte=accepte,
        erreurs=tuple(erreurs),
        champs={n: genre for n, (_, genre) in champs.items()},
    )


# --- Lines -----------------------------------------------------------------------------------------------------------


def _lignes(atelier: Atelier, c: Calcul) -> Reponse:
    zone = ZoneTableau(
        "lignes",
        "Lignes du devis",
        (
            ColonneSaisie("reference", "Référence", largeur=18),
            ColonneSaisie("quantite", "Quantité", "nombre"),
            ColonneSaisie("prix", "PU HT", "montant"),
            ColonneSaisie("remise_quantite", "Remise quantité appliquée (%)", "pourcentage", largeur=18),
            ColonneSaisie("remise_client", "Remise client appliquée (%)", "pourcentage", largeur=18),
            ColonneSaisie("tva", "TVA (%)", "pourcentage"),
            ColonneSaisie("montant", "Montant HT", "montant"),
        ),
        LIGNES,
        fichier=FICHIER,
        feuille=FEUILLE,
    )
    valeur = [
        {
            "reference": x.article.ref,
            "quantite": str(x.ligne.quantite),
            "prix": montant(x.ligne.prix),
            "remise_quantite": chiffre(x.remise_quantite),
            "remise_client": chiffre(x.remise_client),
            "tva": chiffre(x.ligne.tva),
            "montant": montant(x.ligne.montant),
        }
        for x in c.lignes
    ]
    erreurs = tuple(e for x in c.lignes for e in _erreurs_ligne(atelier, x))
    return Reponse(
        zone,
        "C1.1.e",
        "C1.1.r2",
        "tableau",
        valeur,
        Decimal("4.5"),
        exige(*CHIFFRES),
        " ".join(_demarche_ligne(x) for x in c.lignes),
        "calculee",
        cle=("reference",),
        tolerance=CENTIME,
        erreurs=erreurs,
        penalite=MOITIE,
    )


def _erreurs_ligne(atelier: Atelier, x: LigneCalculee) -> list[ErreurFrequente]:
    """Name the tempting wrong amounts of a line: discounts added up, the record's discount, no band."""
    client = atelier.monde.client(memoire(atelier).devis.client)
    li, tentants = x.ligne, {}
    if x.remise_quantite and x.remise_client:
        tentants[net_ligne(li.prix, li.quantite, (x.remise_quantite + x.remise_client,))] = "remises additionnées"
    if x.remise_client:
        autres = (x.remise_quantite, client.remise) if x.remise_quantite else (client.remise,)
        tentants[net_ligne(li.prix, li.quantite, autres)] = "remise de la fiche au lieu de celle de la note"
    if x.remise_quantite:
        tentants[net_ligne(li.prix, li.quantite, (x.remise_client,) if x.remise_client else ())] = (
            "remise quantité oubliée"
        )
    return [
        ErreurFrequente({"reference": x.article.ref, "montant": montant(m)}, MOITIE, dit)
        for m, dit in tentants.items()
        if m != li.montant
    ]


def _demarche_ligne(x: LigneCalculee) -> str:
    li, d = x.ligne, x.devis
    taux = "".join(f" × (1 − {pourcent(r)})" for r in li.remises)
    avant = {
        "retire": f"{d.demandee} est retiré, remplacé par {x.article.ref} ; ",
        "net": "prix net, sans remise ; ",
        "exclu": "sans remise quantité (catalogue) ; ",
    }.get(d.role, "")
    return f"{x.article.ref} : {avant}{nombre(li.quantite)} × {euros(li.prix)}{taux} = {euros(li.montant)}."


# --- Covering mail, look-alikes --------------------------------------------------------------------------------------


def _envoi(atelier: Atelier, c: Calcul) -> Reponse:
    m, t = memoire(atelier), atelier.redacteur.texte
    retire = next(x for x in c.lignes if x.devis.role == "retire")
    variables = {
        "client": atelier.monde.client(m.devis.client),
        "numero": atelier.monde.carnet.suivant("devis", atelier.date),
        "c": c,
        "ancien": atelier.monde.article(retire.devis.demandee),
        "nouveau": retire.article,
        "commercial": atelier.membre("commercial"),
        "lieu": m.devis.livraison,
    }
    elements = (retire.article.ref, date_courte(c.validite), euros(c.totaux.total_ttc))
    rangs = niveaux(atelier, "envoi", variables, elements)
    return Reponse(
        ZoneRedaction("envoi", t("envoi.titre", **variables)),
        "C1.1.e",
        "C1.1.r2",
        "redaction",
        t("envoi.modele", **variables),
        Decimal("5.5"),
        exige(DEMANDE, NOTE, CATALOGUE, CGV, PROCEDURE),
        t("envoi.demarche", **variables),
        "attestee",
        niveaux=rangs,
    )


def _leurres(atelier: Atelier, c: Calcul) -> list[LeurreLieu]:
    raisons = {
        "sous": "une unité de moins que la bande : remise de la bande précédente, ou aucune",
        "exclu": "quantité d’une bande, mais l’article n’a pas de remise quantité",
        "serie": "en fin de série, mais encore vendu",
    }
    trouves = [
        LeurreLieu(
            f"{x.devis.role}_{x.article.ref}",
            Lieu(CATALOGUE, "Articles", x.article.ref),
            nombre(x.ligne.quantite),
            raisons[x.devis.role],
        )
        for x in c.lignes
        if x.devis.role in raisons
    ]
    cond, r = atelier.cadre.conditions, memoire(atelier).regles
    trouves.append(
        LeurreLieu(
            "franco",
            Lieu(CGV, "Vente", "Franco de port"),
            euros(cond.port_franco),
            f"la livraison est {dehors(atelier)} : le seuil est {euros(r.franco)}",
        )
    )
    return trouves

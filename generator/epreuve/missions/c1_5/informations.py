"""C1.5, tâche « informations »: the facts to give to who asks about an order, and about a technical value."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.corrige.schema import nombre_json
from generator.epreuve.missions.c1_5 import fiches, pieces
from generator.epreuve.missions.c1_5.pieces import SUIVI, Partie
from generator.epreuve.missions.c1_5.roles import MESURES
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Question,
    Reponse,
    TacheComposee,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.journal import Commande, LivraisonFaite
from generator.textes import date_courte, date_longue, nombre

NUMERO, RESTE, DEPART = "Numéro de la commande", "Quantité de cet article restant à expédier", "Départ prévu"
VALEUR, VERSION = "Valeur demandée, sans l’unité", "Date de la version de la fiche"
LIGNES_SAISIE = 4


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t = atelier.redacteur.texte
    questions = (
        Question(t("question.suivi"), (_suivi(atelier),)),
        Question(t("question.technique"), (_technique(atelier),)),
    )
    return Partie(
        TacheComposee("informations", questions), tuple(_leurres(atelier))
    )


def _zone(code: str, libelle: str, champs: tuple[str, ...]) -> ZoneTableau:
    return ZoneTableau(
        code,
        libelle,
        (ColonneSaisie("champ", "Information", largeur=38), ColonneSaisie("valeur", "Valeur", largeur=20)),
        LIGNES_SAISIE,
        tuple({"champ": c} for c in champs),
    )


def _parties(atelier: Atelier, cle: str) -> tuple[Commande, int, int]:
    """Return an order, with what was asked of the article and what left."""
    m, c = pieces.memoire(atelier), pieces.commande(atelier, cle)
    demande = sum(li.quantite for li in c.lignes if li.ref == m.article)
    depart = atelier.monde.faits["c1_5/partiel"]
    assert isinstance(depart, LivraisonFaite)
    partie = sum(li.quantite for li in depart.lignes if li.ref == m.article) if depart.suit == cle else 0
    return c, demande, partie


def _suivi(atelier: Atelier) -> Reponse:
    m = pieces.memoire(atelier)
    c, demande, partie = _parties(atelier, m.cible)
    autre, demande2, partie2 = _parties(atelier, m.jumelle)
    assert c.prevue is not None
    assert autre.prevue is not None
    valeur = [
        {"champ": NUMERO, "valeur": c.numero},
        {"champ": RESTE, "valeur": str(demande - partie)},
        {"champ": DEPART, "valeur": c.prevue.isoformat()},
    ]
    tentantes = [
        (NUMERO, autre.numero, "autre commande du même client", Decimal(0)),
        (RESTE, str(demande2 - partie2), "autre commande du même client", Decimal(0)),
        (DEPART, autre.prevue.isoformat(), "autre commande du même client", Decimal(0)),
    ]
    if partie:
        tentantes.append((RESTE, str(demande), "quantité déjà partie non déduite", Decimal("0.5")))
    erreurs = tuple(
        ErreurFrequente({"champ": ch, "valeur": v}, part, dit)
        for ch, v, dit, part in tentantes
        if v != next(x["valeur"] for x in valeur if x["champ"] == ch)
    )
    ligne = pieces.cle_ligne(atelier, m.cible, m.article)
    sources = (
        necessaire(m.message("suivi").cle),
        necessaire(SUIVI, "Commandes", c.numero, "Départ prévu"),
        necessaire(SUIVI, "Lignes", ligne, "Quantité partie"),
    )
    demarche = (
        f"Commande {c.numero} du {date_courte(c.date)}, ligne {ligne} : "
        f"{nombre(demande)} commandés − {nombre(partie)} partis = "
        f"{nombre(demande - partie)} ; départ prévu le {date_courte(c.prevue)}."
    )
    return Reponse(
        _zone("suivi", "Commande demandée", (NUMERO, RESTE, DEPART)),
        "C1.5.a",
        "C1.5.r1",
        "tableau",
        valeur,
        Decimal(3),
        sources,
        demarche,
        "calculee",
        cle=("champ",),
        erreurs=erreurs,
        champs={NUMERO: "texte", RESTE: "nombre", DEPART: "date"},
    )


def _technique(atelier: Atelier) -> Reponse:
    x = fiches.fiche(atelier)
    nom, avant, apres, unite = x.lignes[x.demandee]
    valeur = [{"champ": VALEUR, "valeur": nombre_json(apres)}, {"champ": VERSION, "valeur": x.nouvelle.isoformat()}]
    dit = "ancienne version de la fiche, réimprimée depuis"
    erreurs = (
        ErreurFrequente({"champ": VALEUR, "valeur": nombre_json(avant)}, Decimal(0), dit),
        ErreurFrequente({"champ": VERSION, "valeur": x.ancienne.isoformat()}, Decimal(0), dit),
        ErreurFrequente(
            {"champ": VERSION, "valeur": x.imprimee.isoformat()}, Decimal(0), "date d’impression prise pour la version"
        ),
    )
    message = pieces.memoire(atelier).message("technique").cle
    demarche = (
        f"{nom} : {nombre(apres)} {unite} dans la version du {date_courte(x.nouvelle)}, la plus récente ; "
        f"{nombre(avant)} {unite} "
        f"dans celle du {date_courte(x.ancienne)}, seulement réimprimée le {date_courte(x.imprimee)}."
    )
    return Reponse(
        _zone("technique", "Question technique", (VALEUR, VERSION)),
        "C1.5.a",
        "C1.5.r1",
        "tableau",
        valeur,
        Decimal(2),
        (necessaire(message), necessaire(fiches.FICHE, "Caractéristiques", nom, "Valeur")),
        demarche,
        "retrouvee",
        cle=("champ",),
        erreurs=erreurs,
        champs={VALEUR: "nombre", VERSION: "date"},
    )


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    m, x = pieces.memoire(atelier), fiches.fiche(atelier)
    jumelle = pieces.commande(atelier, m.jumelle)
    nom, avant, _, unite = x.lignes[x.demandee]
    trouves = [
        LeurreLieu(
            "jumelle",
            Lieu(SUIVI, "Commandes", jumelle.numero),
            jumelle.numero,
            "autre commande du même client, pour le même article : ce n’est pas celle qu’il désigne.",
        ),
        LeurreLieu(
            "ancienne",
            Lieu(fiches.FICHE_ANCIENNE, "Caractéristiques", nom),
            f"{nombre(avant)} {unite}",
            f"version remplacée ; sa réimpression du {date_longue(x.imprimee)} ne la rend pas plus récente.",
        ),
    ]
    if MESURES[atelier.niveau].voisine:
        trouves.append(
            LeurreLieu("voisine", Lieu(fiches.FICHE_VOISINE), "fiche plus récente", "fiche d’un autre article.")
        )
    return trouves

"""C1.3, tâche « reassort »: the articles to order again, the quantities by pack, the suppliers whose minimum is reached."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_3 import pieces
from generator.epreuve.missions.c1_3.pieces import COMMANDE, PROCEDURE, STOCK
from generator.epreuve.missions.c1_3.roles import quantite_reassort
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Partie,
    Question,
    Reponse,
    TacheComposee,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces import communs
from generator.epreuve.pieces.communs import CATALOGUE
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.faits import Article
from generator.textes import euros, nombre, pluriel

LIGNES_SAISIE = 14
LIGNES_FOURNISSEURS = 8
DECISIONS = ("commander", "regrouper")


@dataclass(frozen=True)
class Besoin:
    """An article to order again: its projected stock, the quantity, its amount HT (€) at the price of purchase."""

    article: Article
    projete: int
    quantite: int

    @property
    def montant(self) -> Decimal:
        """€ HT."""
        return self.article.achat * self.quantite


def projete(atelier: Atelier, ref: str) -> int:
    """Return the projected stock: available, less the order of the day, plus what is awaited."""
    etat = atelier.monde.stocks[ref]
    demande = sum(d.quantite for d in pieces.memoire(atelier).demandes if d.ref == ref)
    return etat.disponible - demande + etat.en_commande


def besoins(atelier: Atelier) -> list[Besoin]:
    """Return what the procedure makes order again, in the order of the stock table."""
    regles, roles = pieces.memoire(atelier).regles, pieces.memoire(atelier).roles
    trouves = []
    for a in atelier.monde.articles:
        if a.ref in roles and a.etat == "actif":
            p = projete(atelier, a.ref)
            if regles.a_reapprovisionner(p, a.seuil):
                trouves.append(Besoin(a, p, quantite_reassort(a, p)))
    return trouves


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    trouves = besoins(atelier)
    question = Question(
        atelier.redacteur.texte("question.reassort"), (_quantites(trouves), _minimums(atelier, trouves))
    )
    return Partie(
        TacheComposee("reassort", (question,)),
        (pieces.commande(atelier), communs.catalogue(atelier.monde)),
        tuple(_leurres(atelier)),
    )


def _quantites(trouves: list[Besoin]) -> Reponse:
    zone = ZoneTableau(
        "reassort",
        "Articles à réapprovisionner",
        (
            ColonneSaisie("reference", "Référence", largeur=18),
            ColonneSaisie("quantite", "Quantité à commander", "nombre"),
            ColonneSaisie("fournisseur", "Code du fournisseur"),
        ),
        LIGNES_SAISIE,
    )
    valeur = [
        {"reference": b.article.ref, "quantite": str(b.quantite), "fournisseur": b.article.fournisseur} for b in trouves
    ]
    demarche = " ".join(
        f"{b.article.ref} : projeté {nombre(b.projete)}, seuil {nombre(b.article.seuil)} ; {nombre(b.article.maximum)} − "
        f"{nombre(b.projete)} = {nombre(b.article.maximum - b.projete)}, soit {nombre(b.quantite)} "
        f"par {nombre(b.article.conditionnement)}."
        for b in trouves
    )
    erreurs = tuple(
        ErreurFrequente(
            {"reference": b.article.ref, "quantite": str(b.article.maximum - b.projete)},
            Decimal("0.5"),
            "conditionnement oublié",
        )
        for b in trouves
        if b.article.maximum - b.projete != b.quantite
    )
    return Reponse(
        zone,
        "C1.3.c",
        "C1.3.r3",
        "tableau",
        valeur,
        Decimal(5),
        (
            necessaire(COMMANDE),
            necessaire(STOCK, "Stock"),
            necessaire(STOCK, "En commande"),
            necessaire(PROCEDURE, "Réassort"),
        ),
        demarche,
        "calculee",
        cle=("reference",),
        erreurs=erreurs,
        penalite=Decimal("0.5"),
    )


def _minimums(atelier: Atelier, trouves: list[Besoin]) -> Reponse:
    zone = ZoneTableau(
        "fournisseurs",
        "Décision par fournisseur",
        (
            ColonneSaisie("fournisseur", "Code du fournisseur"),
            ColonneSaisie("montant", "Montant HT du réassort", "montant"),
            ColonneSaisie("decision", "Décision", "choix", DECISIONS),
        ),
        LIGNES_FOURNISSEURS,
    )
    montants: dict[str, Decimal] = {}
    for b in trouves:
        montants[b.article.fournisseur] = montants.get(b.article.fournisseur, Decimal(0)) + b.montant
    minimums = {code: atelier.monde.fournisseur(code).minimum for code in montants}
    valeur = [
        {"fournisseur": c, "montant": f"{m:.2f}", "decision": DECISIONS[m < minimums[c]]}
        for c, m in sorted(montants.items())
    ]
    demarche = " ".join(
        f"{c} : {euros(m)}, minimum {euros(minimums[c])} : {DECISIONS[m < minimums[c]]}."
        for c, m in sorted(montants.items())
    )
    return Reponse(
        zone,
        "C1.3.c",
        "C1.3.r3",
        "tableau",
        valeur,
        Decimal(3),
        (
            necessaire(COMMANDE),
            necessaire(STOCK, "Stock"),
            necessaire(STOCK, "En commande"),
            necessaire(PROCEDURE, "Réassort"),
            necessaire(CATALOGUE, "Articles", champ="Prix d’achat HT"),
            necessaire(CATALOGUE, "Fournisseurs", champ="Minimum de commande HT"),
        ),
        demarche,
        "calculee",
        cle=("fournisseur",),
        penalite=Decimal("0.5"),
    )


_RAISONS = {
    "couvert": "sous le seuil, mais la commande en cours le couvre : pas de réassort",
    "fin_de_serie": "sous le seuil, mais en fin de série : pas de réassort",
    "juste_au_dessus": "un de plus que le seuil : pas de réassort",
}


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    m, stocks = pieces.memoire(atelier), atelier.monde.stocks
    raisons = dict(_RAISONS)
    if m.regles.operateur == "inferieur":
        raisons |= dict.fromkeys(
            ("au_seuil", "couvert_pile"),
            "égal au seuil, et la procédure dit « strictement inférieur » : pas de réassort",
        )
    return [
        LeurreLieu(
            f"{role}_{ref}",
            Lieu(STOCK, "Stock", ref, "Stock physique"),
            f"{pluriel(stocks[ref].disponible, 'disponible')}, seuil {nombre(atelier.monde.article(ref).seuil)}",
            raisons[role],
        )
        for ref, role in m.roles.items()
        if role in raisons
    ]

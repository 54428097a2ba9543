"""C1.1, tâche « devis »: VAT by rate, carriage, totals, deposit."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_1.calcul import Calcul, chiffre, memoire, montant
from generator.epreuve.missions.c1_1.messages import DEMANDE, NOTE
from generator.epreuve.missions.c1_1.partie import exige
from generator.epreuve.missions.c1_1.procedure import PROCEDURE, dehors
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    Reponse,
    SourceLieu,
    ZoneCellule,
    ZoneTableau,
)
from generator.epreuve.pieces.communs import CATALOGUE, CGV
from generator.monde.metier.prix import CENT_POUR_CENT, arrondi
from generator.textes import euros, pourcent

FICHIER, FEUILLE = "devis.xlsx", "Devis"
TAUX = 4
CENTIME, MOITIE, NULLE = Decimal("0.01"), Decimal("0.5"), Decimal(0)
CHIFFRES = (DEMANDE, NOTE, CATALOGUE, CGV, PROCEDURE)
"""The documents of every figure."""


def tva(c: Calcul) -> Reponse:
    """Return the answer of the table of VAT, a row per rate."""
    zone = ZoneTableau(
        "tva",
        "TVA par taux",
        (
            ColonneSaisie("taux", "Taux (%)", "pourcentage"),
            ColonneSaisie("base", "Base HT", "montant"),
            ColonneSaisie("montant", "Montant de la TVA", "montant", largeur=20),
        ),
        TAUX,
        fichier=FICHIER,
        feuille=FEUILLE,
    )
    valeur = [{"taux": chiffre(b.taux), "base": montant(b.base), "montant": montant(b.montant)} for b in c.totaux.tva]
    demarche = " ".join(
        f"{pourcent(b.taux)} : {euros(b.base)} × {pourcent(b.taux)} = {euros(b.montant)}." for b in c.totaux.tva
    )
    return Reponse(
        zone,
        "C1.1.e",
        "C1.1.r2",
        "tableau",
        valeur,
        Decimal(1),
        exige(*CHIFFRES),
        f"Base d’un taux : ses lignes, et le port au taux des CGV. {demarche}",
        "calculee",
        cle=("taux",),
        tolerance=CENTIME,
        penalite=MOITIE,
    )


def totaux(atelier: Atelier, c: Calcul) -> list[Reponse]:
    """Return the answers of the foot: cells that follow from one another."""
    cond, r, t = atelier.cadre.conditions, memoire(atelier).regles, c.totaux
    base = "remises déduites" if cond.port_base == "apres_remise" else "avant remises"
    seuil = "à partir de" if cond.port_operateur == "superieur_ou_egal" else "au-delà de"
    port = (
        f"Livraison {dehors(atelier)}. Lignes {base} : {euros(c.compare)} ; franco {seuil} {euros(r.franco)} : "
        f"{'port de ' + euros(t.port_ht) if t.port_ht else 'franco'}."
    )
    des = "à partir de" if cond.acompte_operateur == "superieur_ou_egal" else "au-delà de"
    du = f"{des} {euros(cond.acompte_seuil)} TTC"
    acompte = f"Total TTC {euros(t.total_ttc)}, acompte {du} : " + (
        f"{pourcent(cond.acompte_taux)}, soit {euros(c.acompte)}." if c.acompte else "aucun acompte."
    )
    taux = Decimal(cond.acompte_taux) / CENT_POUR_CENT
    return [
        _cellule(
            "lignes_ht",
            "Total HT des lignes",
            t.lignes_ht,
            exige(*CHIFFRES),
            "Somme des lignes.",
            "sum(lignes.montant)",
        ),
        _cellule("port", "Port HT (0 si franco)", t.port_ht, exige(*CHIFFRES), port, "", _erreurs_port(atelier, c)),
        _cellule("total_ht", "Total HT", t.total_ht, exige(*CHIFFRES), "Lignes et port.", "lignes_ht + port"),
        _cellule("total_tva", "Total de la TVA", t.total_tva, exige(*CHIFFRES), "Somme des TVA.", "sum(tva.montant)"),
        _cellule("total_ttc", "Total TTC", t.total_ttc, exige(*CHIFFRES), "HT et TVA.", "total_ht + total_tva"),
        _cellule(
            "acompte",
            "Acompte demandé (0 si aucun)",
            c.acompte,
            exige(*CHIFFRES),
            acompte,
            f"arrondi(total_ttc * {taux.normalize():f})" if c.acompte else "",
            _erreurs_acompte(atelier, c),
        ),
    ]


def _cellule(
    code: str,
    libelle: str,
    valeur: Decimal,
    sources: tuple[SourceLieu, ...],
    demarche: str,
    formule: str,
    erreurs: tuple[ErreurFrequente, ...] = (),
) -> Reponse:
    zone = ZoneCellule(code, libelle, "montant", unite="€", fichier=FICHIER, feuille=FEUILLE)
    return Reponse(
        zone,
        "C1.1.e",
        "C1.1.r2",
        "montant",
        montant(valeur),
        MOITIE,
        sources,
        demarche,
        "calculee",
        unite="€",
        tolerance=CENTIME,
        formule=formule,
        erreurs=erreurs,
    )


def _erreurs_port(atelier: Atelier, c: Calcul) -> tuple[ErreurFrequente, ...]:
    r, usuel = memoire(atelier).regles, atelier.cadre.conditions.port_forfait
    faux = {r.port: "franco mal apprécié", NULLE: "franco mal apprécié", usuel: "port du département"}
    return tuple(ErreurFrequente(montant(v), NULLE, dit) for v, dit in faux.items() if v != c.totaux.port_ht)


def _erreurs_acompte(atelier: Atelier, c: Calcul) -> tuple[ErreurFrequente, ...]:
    cond, t = atelier.cadre.conditions, c.totaux
    faux = {
        arrondi(t.total_ht * cond.acompte_taux / CENT_POUR_CENT): (MOITIE, "acompte calculé sur le HT"),
        arrondi(t.total_ttc * cond.acompte_taux / CENT_POUR_CENT): (NULLE, "acompte sous le seuil"),
        NULLE: (NULLE, "acompte oublié"),
    }
    return tuple(
        ErreurFrequente(montant(v), part if c.acompte else NULLE, dit)
        for v, (part, dit) in faux.items()
        if v != c.acompte
    )

"""C1.5, tâche « reclamation »: the delay measured, what answers each grievance, the sum of the gestures."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5 import bareme, pieces
from generator.epreuve.missions.c1_5.pieces import GESTES, PROCEDURE, SUIVI, Partie
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Question,
    Reponse,
    SourceLieu,
    TacheComposee,
    ZoneCellule,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.metier.prix import CENT, CENT_POUR_CENT, arrondi
from generator.textes import date_courte, euros

LIGNES_SAISIE = 6


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t = atelier.redacteur.texte
    questions = (
        Question(t("question.retard"), (_retard(atelier),)),
        Question(t("question.griefs"), (_griefs(atelier),)),
        Question(t("question.total"), (_total(atelier),)),
    )
    return Partie(
        TacheComposee("reclamation", questions),
        tuple(_leurres(atelier)),
    )


def _message(atelier: Atelier) -> SourceLieu:
    return necessaire(pieces.memoire(atelier).message("reclamation").cle)


def _retard(atelier: Atelier) -> Reponse:
    c, depart = pieces.commande(atelier, "c1_5/litige"), atelier.monde.faits["c1_5/depart"]
    assert c.prevue is not None
    jours, calendaires = bareme.retard(atelier), (depart.date - c.prevue).days
    zone = ZoneCellule("retard", "Retard en jours ouvrés (le jour prévu ne compte pas)", "nombre")
    tentantes = {jours + 1: "jour prévu compté", calendaires: "jours calendaires"}
    erreurs = tuple(ErreurFrequente(str(n), Decimal("0.5"), dit) for n, dit in tentantes.items() if n != jours)
    demarche = (
        f"Commande {c.numero} : départ prévu le {date_courte(c.prevue)}, parti le {date_courte(depart.date)}, "
        f"soit {pieces.jours_ouvres(jours)}."
    )
    ligne = f"{c.numero}/1"
    return Reponse(
        zone,
        "C1.5.a",
        "C1.5.r1",
        "nombre",
        str(jours),
        Decimal(1),
        (
            _message(atelier),
            necessaire(SUIVI, "Commandes", c.numero, "Départ prévu"),
            necessaire(SUIVI, "Lignes", ligne, "Parti le"),
        ),
        demarche,
        "calculee",
        unite="jours ouvrés",
        erreurs=erreurs,
    )


def _sources(atelier: Atelier) -> tuple[SourceLieu, ...]:
    c = pieces.commande(atelier, "c1_5/litige")
    return (
        _message(atelier),
        necessaire(SUIVI, "Commandes", c.numero),
        necessaire(SUIVI, "Lignes", f"{c.numero}/1"),
        necessaire(PROCEDURE, "Gestes"),
    )


def _griefs(atelier: Atelier) -> Reponse:
    zone = ZoneTableau(
        "griefs",
        "Réponse à chaque grief",
        (
            ColonneSaisie("grief", "Grief", "choix", tuple(GESTES.values()), 28),
            ColonneSaisie("suite", "Réponse", "choix", bareme.SUITES, 20),
            ColonneSaisie("geste", "Geste TTC (0 si aucun)", "montant", largeur=18),
        ),
        LIGNES_SAISIE,
    )
    reponses = bareme.reponses(atelier)
    valeur = [{"grief": GESTES[x.grief.genre], "suite": x.suite, "geste": f"{x.geste:.2f}"} for x in reponses]
    demarche = " ".join(f"{GESTES[x.grief.genre]} : {x.calcul}." for x in reponses)
    return Reponse(
        zone,
        "C1.5.c",
        "C1.5.r1",
        "tableau",
        valeur,
        Decimal(3),
        _sources(atelier),
        demarche,
        "calculee",
        cle=("grief",),
        tolerance=CENT,
        erreurs=tuple(_erreurs(atelier, reponses)),
        penalite=Decimal("0.5"),
    )


def _erreurs(atelier: Atelier, reponses: list[bareme.Reponse]) -> list[ErreurFrequente]:
    """Name the tempting wrong gestures: operator of the threshold, ceiling forgotten."""
    r, trouvees = pieces.memoire(atelier).regles, []
    for x in reponses:
        nom, demi = GESTES[x.grief.genre], Decimal("0.5")
        if x.grief.genre == "retard" and x.suite == "excuses":
            faux = arrondi(pieces.commande(atelier, "c1_5/litige").totaux.total_ttc * r.retard_taux / CENT_POUR_CENT)
            trouvees.append(
                ErreurFrequente(
                    {"grief": nom, "suite": "geste", "geste": f"{min(faux, r.plafond):.2f}"},
                    Decimal("0.25"),
                    "seuil de retard mal lu",
                )
            )
        if x.grief.genre == "retard" and x.suite == "geste":
            trouvees.append(
                ErreurFrequente(
                    {"grief": nom, "suite": "excuses", "geste": "0.00"}, Decimal("0.25"), "seuil de retard mal lu"
                )
            )
        if x.brut != x.geste:
            trouvees.append(ErreurFrequente({"grief": nom, "geste": f"{x.brut:.2f}"}, demi, "plafond par grief oublié"))
    return trouvees


def _total(atelier: Atelier) -> Reponse:
    zone = ZoneCellule("total", "Total des gestes TTC", "montant", unite="€")
    reponses, somme = bareme.reponses(atelier), bareme.total(atelier)
    demarche = f"{' + '.join(euros(x.geste) for x in reponses)} = {euros(somme)}."
    return Reponse(
        zone,
        "C1.5.c",
        "C1.5.r1",
        "montant",
        f"{somme:.2f}",
        Decimal(1),
        _sources(atelier),
        demarche,
        "calculee",
        unite="€",
        tolerance=CENT,
        formule="sum(griefs.geste)",
    )


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    m = pieces.memoire(atelier).message("reclamation")
    trouves = [
        LeurreLieu("compliment", Lieu(m.cle), "un compliment", "ce que le client a apprécié n’est pas un grief."),
        LeurreLieu(
            "plus_d_une_semaine",
            Lieu(m.cle),
            "retard ressenti par le client",
            "le suivi des commandes fait foi : le retard se compte en jours ouvrés depuis le départ prévu.",
        ),
    ]
    raison = "grief reçu, excuses dues, aucun geste prévu."
    sans_geste = [x for x in bareme.reponses(atelier) if x.suite == "excuses"]
    return trouves + [
        LeurreLieu(f"sans_geste_{x.grief.genre}", Lieu(PROCEDURE, "Gestes", GESTES[x.grief.genre]), x.calcul, raison)
        for x in sans_geste
    ]

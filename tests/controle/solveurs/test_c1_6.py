"""The solver of C1.6, on a handwritten history and on generated cases read in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import starmap

import pytest

from generator.cas import Commande, compose
from generator.controle import memoire
from generator.controle.lecture.dossier import Dossier, Introuvable
from generator.controle.memoire import TableEcrite
from generator.controle.solveurs.c1_6 import historique
from generator.controle.solveurs.c1_6.echanges import Echange
from generator.controle.solveurs.registre import resout
from generator.sweep.ablation import ablation, metamorphoses

JOUR = date(2026, 10, 21)  # a Wednesday
SAISIE = {
    "Date et heure": "celles de l’échange, non de sa note",
    "Échange rapporté deux fois": "saisi une fois, au premier contact",
    "Document": "celui dont parle l’échange, jamais un achat",
}
ECHEANCES = {
    "Délai": "jours ouvrés, jour de départ exclu",
    "Échange reçu tard": "à partir de 17 h 00 : compté au jour ouvré suivant",
    "Échange reçu un jour non ouvré": "compté au jour ouvré suivant",
    "Personne absente à l’échéance": "sa suppléance",
}
COMMENTAIRES = {
    "Exclus": "santé, vie de famille, opinions ou religion, jugements, moyens de paiement, autres clients",
    "Fait utile seul": "enregistrer",
    "Fait utile et information exclue": "reformuler",
    "Information exclue seule": "ne pas enregistrer",
}
SUIVI = {
    "Restant dû": "factures − avoirs − règlements reçus",
    "Action en retard": "non faite, échéance atteinte ou dépassée",
    "Retard d’une action": "jours ouvrés après l’échéance, jour même compris",
    "Commande prête après un retard fournisseur": "1 jour ouvré après le nouvel arrivage",
    "Commande prête après un retard transporteur": "2 jours ouvrés après le nouvel arrivage",
    "Retard d’une commande": "jours ouvrés après la dernière date promise, nouvelle date comprise",
}
PROCEDURE = {"Saisie": SAISIE, "Échéances": ECHEANCES, "Commentaires": COMMENTAIRES, "Suivi": SUIVI}
ALERTES = (
    ("tout retard", "le client", "nouvelle date promise", 1),
    ("retard fournisseur", "gérante", "nouvel arrivage", 1),
    ("retard transporteur", "comptable", "nouvel arrivage", 2),
    ("retard de moins de 2 jours ouvrés", "vendeur", "commande à surveiller", 1),
    ("retard de 2 jours ouvrés ou plus", "gérante", "commande à surveiller", 1),
)
SUITES = (
    ("acceptation de devis", "confirmer la commande", "vendeur", 2),
    ("confirmation de commande", "préparer la commande", "gérante", 3),
    ("modification de commande", "envoyer la commande modifiée", "vendeur", 2),
    ("demande d’information", "répondre au client", "vendeur", 1),
    ("retard transporteur", "suivre le transport", "gérante", 2),
    ("retard fournisseur", "reporter la préparation", "gérante", 2),
)
EQUIPE = (
    ("Mme Gil Brun", "gérante", "", "M. Luc Vert"),
    ("M. Luc Vert", "vendeur", "le mercredi", "Mme Gil Brun"),
    ("Mme Ida Gris", "comptable", "le lundi et le vendredi", "Mme Gil Brun"),
)
HISTORIQUE = (
    (1, "2026-09-24", "envoi de devis", "DE-1", None, "relancer le client", "2026-10-05", "2026-09-29"),
    (2, "2026-09-28", "envoi de facture", "FA-1", 100.5, "contrôler le règlement", "2026-10-19", None),
    (3, "2026-09-30", "envoi d’avoir", "AV-1", 20.25, None, None, None),
    (4, "2026-10-01", "règlement reçu", "FA-1", 30, None, None, None),
    (5, "2026-10-07", "annonce de règlement", "FA-1", None, "vérifier l’encaissement", "2026-10-21", None),
    (6, "2026-10-14", "visite commerciale", None, None, "envoyer la documentation", "2026-10-22", None),
)
COURRIELS = (
    (datetime(2026, 10, 3, 18, 0), "Bon pour accord sur votre devis du 24 septembre 2026."),
    (
        datetime(2026, 10, 15, 17, 0),
        (
            "Nous aimerions savoir si le café est moulu.\n\nAna Roux\nLe Moulin\n\n"
            "Le lundi 5 octobre 2026 à 17 h 40, Luc Vert a écrit :\n"
            "> Votre commande CC-1 est confirmée, prête à partir le mardi 27 octobre."
        ),
    ),
    (datetime(2026, 10, 14, 9, 0), "Je vous redis ce que je disais au téléphone le 13 octobre 2026."),
)
APPELS = (
    ("13/10/2026", "10 h 05", "Mme Ana Roux, Le Moulin", "Quantité à modifier, commande confirmée le 5 octobre 2026."),
    ("09/10/2026", "9 h 30", "Mme Bo Roux, Le Pré", "Commande CC-9 : une quantité à modifier."),
    ("07/10/2026", "9 h 30", "Mme Ana Roux, Le Moulin", "Annonce un virement pour la facture du 28 septembre 2026."),
)
NOTE = (
    "M. Oz Kent (Fret Noir) a téléphoné mardi 20 octobre 2026 à 16 h 40. Camion en panne : l’achat BC-7 arrivera "
    "mardi 27 octobre. La commande CC-1 en dépend."
)
PROPOSES = {
    "A": "Livrer côté cour.",
    "B": "M. Roux divorce.",
    "C": "Livrer côté cour. M. Roux va à la messe.",
    "D": "Souhaite des courriels en gros caractères ; nouvelle carte prévue.",
}


def _regles(regles: Mapping[str, Mapping[str, str]]) -> list[TableEcrite]:
    return [TableEcrite(nom, ["Règle", "Valeur"], [list(r) for r in t.items()]) for nom, t in regles.items()]


def _mail(n: int, quand: datetime, texte: str):
    corps = texte if "a écrit :" in texte else f"{texte}\n\nAna Roux\nLe Moulin"
    return memoire.courriel(f"{n:02}-courriel.eml", ("Ana Roux", "a@m.example"), ["z@y.example"], "Objet", quand, corps)


def _dossier(
    *,
    procedure: Mapping[str, Mapping[str, str]] = PROCEDURE,
    alertes: Sequence[Sequence[object]] = ALERTES,
    appels: Sequence[Sequence[str]] = APPELS,
    courriels: Sequence[tuple[datetime, str]] = COURRIELS,
    note: str = NOTE,
    proposes: Mapping[str, str] = PROPOSES,
) -> Dossier:
    entetes = ["N°", "Date", "Type", "Document", "Montant TTC", "Suite à donner", "Échéance", "Fait le", "Client"]
    notes = [[str(n), *a] for n, a in enumerate(appels, 1)]
    delai = "Délai (jours ouvrés)"
    documents = (
        memoire.classeur(
            "01-equipe.xlsx", [TableEcrite("Équipe", ["Nom", "Fonction", "Ne travaille pas", "Suppléance"], EQUIPE)]
        ),
        memoire.classeur("02-historique.xlsx", [TableEcrite("H", entetes, [[*li, "Le Moulin"] for li in HISTORIQUE])]),
        memoire.classeur(
            "03-parametrage.xlsx",
            [
                TableEcrite("Suites", ["Type", "Suite à donner", "Responsable", delai], SUITES),
                TableEcrite("Alertes", ["Événement", "Informer", "Information", delai], alertes),
            ],
        ),
        memoire.page("04-procedure.pdf", [], _regles(procedure)),
        memoire.page("05-appels.pdf", [], [TableEcrite("Appels", ["N°", "Date", "Heure", "Appel de", "Note"], notes)]),
        memoire.page("06-note.docx", ["M. Luc Vert, 21 octobre 2026", note]),
        memoire.classeur(
            "07-commentaires.xlsx",
            [
                TableEcrite(
                    "C", ["Repère", "Auteur", "Commentaire"], [[r, "M. Luc Vert", t] for r, t in proposes.items()]
                )
            ],
        ),
        *starmap(_mail, ((n, *c) for n, c in enumerate(courriels, 8))),
    )
    alerte = ("Information", "Personne à informer", "Au plus tard le")
    zones = (
        memoire.zone(
            "Q_1_1",
            "Échanges à saisir",
            ("Date", "Heure", "Canal", "Type", "Interlocuteur", "Document du client"),
            choix={"Interlocuteur": ["Mme Ana Roux", "Mme Bo Roux", "M. Oz Kent"]},
        ),
        memoire.zone(
            "Q_1_2",
            "Suites des échanges saisis",
            ("Date de l’échange", "Suite à donner", "Responsable", "Échéance"),
        ),
        memoire.zone("Q_1_3", "Échanges à ne pas saisir", ("Date de l’échange", "Motif")),
        memoire.zone("Q_1_4", "Restant dû par le client (TTC)"),
        memoire.zone("Q_1_5", "Dernière date promise au client"),
        memoire.zone("Q_1_6", "Actions en retard", ("N° de ligne", "Retard (jours ouvrés)")),
        memoire.zone("Q_1_7", "Commentaires proposés", ("Repère", "Décision", "Motif")),
        memoire.zone("Q_1_8", "Nouvelle date de la commande"),
        memoire.zone("Q_1_9", "Retard de la commande (jours ouvrés)"),
        memoire.zone(
            "Q_1_10",
            "Personnes à informer du retard",
            alerte,
            choix={alerte[1]: ["Mme Ana Roux", *(e[0] for e in EQUIPE)]},
        ),
    )
    return Dossier(JOUR, (memoire.mission("1", "", {}, [d.numero for d in documents]),), documents, zones)


def _reponses(**change):
    r = resout(_dossier(**change))
    return {i: _plat(v) for i, v in {**r.manques, **r.valeurs}.items()}


def _plat(valeur):
    return valeur if isinstance(valeur, str) else [tuple(r.values()) for r in valeur]


def _avec(table: str, nom: str, valeur: str):
    return {**PROCEDURE, table: {**PROCEDURE[table], nom: valeur}}


def test_the_handwritten_history_is_answered_whole():
    assert _reponses() == {
        "Q_1_1": [
            ("2026-10-03", "18 h 00", "courriel", "acceptation de devis", "Mme Ana Roux", "DE-1"),
            ("2026-10-05", "17 h 40", "courriel", "confirmation de commande", "Mme Ana Roux", "CC-1"),
            ("2026-10-13", "10 h 05", "téléphone", "modification de commande", "Mme Ana Roux", "CC-1"),
            ("2026-10-15", "17 h 00", "courriel", "demande d’information", "Mme Ana Roux", "CC-1"),
            ("2026-10-20", "16 h 40", "téléphone", "retard transporteur", "M. Oz Kent", "CC-1"),
        ],
        "Q_1_2": [
            # Saturday evening counts on Monday, once; due on Wednesday, a day off of the salesman.
            ("2026-10-03", "confirmer la commande", "Mme Gil Brun", "2026-10-07"),
            # The firm's own mail counts from its day, however late.
            ("2026-10-05", "préparer la commande", "Mme Gil Brun", "2026-10-08"),
            ("2026-10-13", "envoyer la commande modifiée", "M. Luc Vert", "2026-10-15"),
            ("2026-10-15", "répondre au client", "M. Luc Vert", "2026-10-19"),
            ("2026-10-20", "suivre le transport", "Mme Gil Brun", "2026-10-22"),
        ],
        "Q_1_3": [("2026-10-07", "déjà saisi"), ("2026-10-09", "autre client"), ("2026-10-14", "doublon")],
        "Q_1_4": "50.25",
        "Q_1_5": "2026-10-27",
        "Q_1_6": [("2", "2"), ("5", "0")],
        "Q_1_7": [
            ("A", "enregistrer", "fait utile"),
            ("B", "ne pas enregistrer", "vie de famille"),
            ("C", "reformuler", "opinions ou religion"),
            ("D", "enregistrer", "fait utile"),
        ],
        "Q_1_8": "2026-10-29",
        "Q_1_9": "2",
        "Q_1_10": [
            ("nouvelle date promise", "Mme Ana Roux", "2026-10-21"),
            ("nouvel arrivage", "Mme Ida Gris", "2026-10-22"),
            ("commande à surveiller", "Mme Gil Brun", "2026-10-21"),
        ],
    }


@pytest.mark.parametrize(
    ("regle", "echeance"),
    [
        ("à partir de 17 h 00 : compté au jour ouvré suivant", "2026-10-19"),
        ("après 17 h 00 : compté au jour ouvré suivant", "2026-10-16"),
        ("après 16 h 59 : compté au jour ouvré suivant", "2026-10-19"),
        ("à partir de 17 h 30 : compté au jour ouvré suivant", "2026-10-16"),
    ],
)
def test_an_exchange_at_the_limit_hour_counts_by_the_operator(regle, echeance):
    lignes = _reponses(procedure=_avec("Échéances", "Échange reçu tard", regle))["Q_1_2"]
    assert lignes[3][3] == echeance


@pytest.mark.parametrize(
    ("phrase", "promise"),
    [
        ("Je lui ai promis mercredi 28 octobre.", "2026-10-28"),
        ("Entendu : promise pour mercredi 28 octobre.", "2026-10-28"),
        ("Rien de promis pour mercredi 28 octobre.", "2026-10-27"),
        ("Mercredi 28 octobre, si possible.", "2026-10-27"),
    ],
)
def test_a_promise_replaces_that_of_the_confirmation_a_wish_does_not(phrase, promise):
    autre = (*APPELS[0][:3], f"{APPELS[0][3]} {phrase}")
    assert _reponses(appels=[autre, *APPELS[1:]])["Q_1_5"] == promise


def test_a_promise_to_another_client_changes_nothing():
    autre = (*APPELS[1][:3], f"{APPELS[1][3]} Je lui ai promis mercredi 28 octobre.")
    assert _reponses(appels=[APPELS[0], autre])["Q_1_5"] == "2026-10-27"


@pytest.mark.parametrize(
    ("evenement", "informee"),
    [
        ("retard de moins de 2 jours ouvrés", False),
        ("retard de 2 jours ouvrés au plus", True),
        ("retard de 2 jours ouvrés ou plus", True),
        ("retard de plus de 2 jours ouvrés", False),
        ("retard de plus de 1 jour ouvré", True),
        ("retard fournisseur", False),
    ],
)
def test_an_alert_applies_by_kind_and_by_threshold(evenement, informee):
    lignes = _reponses(alertes=[(evenement, "gérante", "à surveiller", 1)])["Q_1_10"]
    assert bool(lignes) is informee


def test_an_action_due_today_is_late_only_when_the_rule_says_so():
    regle = "non faite, échéance dépassée"
    assert _reponses(procedure=_avec("Suivi", "Action en retard", regle))["Q_1_6"] == [("2", "2")]


@pytest.mark.parametrize(
    ("table", "nom", "question"),
    [
        ("Saisie", "Document", "Q_1_1"),
        ("Échéances", "Échange reçu tard", "Q_1_2"),
        ("Échéances", "Délai", "Q_1_2"),
        ("Saisie", "Échange rapporté deux fois", "Q_1_3"),
        ("Suivi", "Restant dû", "Q_1_4"),
        ("Suivi", "Action en retard", "Q_1_6"),
        ("Commentaires", "Exclus", "Q_1_7"),
        ("Commentaires", "Information exclue seule", "Q_1_7"),
        ("Suivi", "Commande prête après un retard transporteur", "Q_1_8"),
        ("Suivi", "Retard d’une commande", "Q_1_9"),
        ("Échéances", "Échange reçu tard", "Q_1_10"),
    ],
)
def test_an_unknown_wording_of_a_rule_is_named_not_guessed(table, nom, question):
    manque = _reponses(procedure=_avec(table, nom, "au mieux"))[question]
    assert nom in manque
    assert "au mieux" in manque


def test_an_unknown_event_is_named():
    assert "retard léger" in _reponses(alertes=[("retard léger", "gérante", "x", 1)])["Q_1_10"]


@pytest.mark.parametrize("texte", ["Bonjour à tous.", "Nous acceptons le devis, et voudrions savoir le délai."])
def test_an_exchange_of_no_type_or_of_two_is_refused(texte):
    manque = _reponses(courriels=[*COURRIELS, (datetime(2026, 10, 12, 9), texte)])["Q_1_1"]
    assert "type" in manque


def test_a_name_that_ends_as_another_is_not_taken_for_it():
    zone = memoire.zone("Q_1_1", "", choix={historique.INTERLOCUTEUR: ["M. Jean-Luc Roux", "M. Luc Roux", "M. Oz Ken"]})
    mail = Echange(JOUR, (9, 0), "courriel", "demande d’information", "Luc Roux", "")
    assert historique.personne(mail, zone) == "M. Luc Roux"
    note = Echange(JOUR, (9, 0), "téléphone", "retard transporteur", "", "M. Jean-Luc Roux (Fret) annonce un retard.")
    assert historique.personne(note, zone) == "M. Jean-Luc Roux"
    with pytest.raises(Introuvable, match="interlocuteur"):
        historique.personne(Echange(JOUR, (9, 0), "téléphone", "", "", "M. Oz Kent appelle."), zone)


def test_a_call_of_two_types_is_named_not_left_out():
    appel = ("12/10/2026", "9 h 00", "Mme Ana Roux, Le Moulin", "Voudrait savoir si un virement convient.")
    manques = _reponses(appels=[*APPELS, appel])
    assert "virement convient" in manques["Q_1_1"]
    assert "virement convient" in manques["Q_1_3"]


def test_a_text_that_names_two_orders_is_refused():
    texte = "Pouvez-vous modifier la commande CC-12 et la commande CC-13 ?"
    assert "CC-13" in _reponses(courriels=[*COURRIELS, (datetime(2026, 10, 12, 9), texte)])["Q_1_1"]


@pytest.mark.parametrize(
    ("texte", "decision"),
    [
        ("M. Roux est malade. M. Roux vote.", "ambigu"),
        ("Le client Le Pré nous doit deux factures.", [("A", "ne pas enregistrer", "autre client")]),
        ("Carte bancaire notée au dos. Accueil fermé.", [("A", "reformuler", "moyen de paiement")]),
        ("Appel difficile, mais un échange courtois à la fin.", [("A", "enregistrer", "fait utile")]),
        ("Message laissé à votre collègue.", [("A", "enregistrer", "fait utile")]),
    ],
)
def test_a_comment_is_decided_sentence_by_sentence(texte, decision):
    lue = _reponses(proposes={"A": texte})["Q_1_7"]
    assert decision in lue if isinstance(decision, str) else lue == decision


@pytest.mark.parametrize(("entreprise", "graine"), [("cycles", 2), ("quincaillerie", 1)])
def test_each_document_and_parameter_moves_the_answers_that_cite_it_alone(entreprise, graine):
    sujet = compose(Commande("A1", graine, entreprise=entreprise, missions=("C1.6",)))
    assert ablation(sujet) == []
    for m in metamorphoses(sujet):
        assert m.changees <= m.citent, m

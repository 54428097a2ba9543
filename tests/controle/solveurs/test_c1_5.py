"""The solver of C1.5, on a handwritten set of messages and on generated cases read in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from generator.cas import Commande, compose
from generator.controle import memoire
from generator.controle.lecture.dossier import DocumentLu, Dossier, EvenementLu, Introuvable, TableLue
from generator.controle.memoire import TableEcrite
from generator.controle.solveurs.c1_5 import delegation, informations, suivi
from generator.controle.solveurs.c1_5.messages import Message, messages
from generator.controle.solveurs.c1_5.reclamation import Grief, griefs
from generator.controle.solveurs.registre import resout
from generator.sweep.ablation import ablation, metamorphoses

JOUR = date(2026, 10, 21)  # a Wednesday
GESTES = {
    "Retard de départ": "5 % du total TTC à partir de 3 jours ouvrés, sinon excuses",
    "Article abîmé": "20 % du prix TTC des unités abîmées",
    "Erreur d’article": "échange et 3 €",
    "Article manquant": "complément d’envoi",
    "Accueil, livreur ou emballage": "excuses",
    "Plafond par grief": "20 €",
    "Votre limite par dossier": "15 € inclus",
}
TRANSMISSION = {
    "Geste au-delà de la limite": "technicienne, puis responsable des ventes, puis gérante",
    "Remise": "responsable des ventes, puis gérante",
    "Action en justice": "gérante",
    "Données personnelles": "comptable",
    "Délai de paiement": "comptable",
    "Conseil hors fiche": "technicienne",
    "Si plusieurs": "la première dont la limite suffit",
}
REPONSE = {
    "Information": "1 jour ouvré après réception",
    "Réclamation": "4 jours ouvrés après réception",
    "Transmission": "rappel le premier jour ouvré de présence après la transmission",
    "Journée entière provisoire": "ne compte pas",
}
BESOINS = {"Échange par écrit": "courriel, aucun appel", "Gros caractères": "courrier, corps 16"}
MESSAGES = {
    "A": ("Ana Roux", "Le Moulin", "Sur les 9 unités commandées de « Café, 1 kg », combien doivent encore partir ?"),
    "B": ("Bo Sy", "", "Le goût change. Merci de me confirmer la puissance électrique pour « Bouilloire, 1 L »."),
    "C": (
        "Cléo Nim",
        "",
        (
            "Je suis déçue de ma dernière commande. Les colis ont quitté vos locaux bien après le jour annoncé. "
            "2 unités de « Thé, vrac » sont abîmées. Tout le reste était parfait. Que comptez-vous faire ?"
        ),
    ),
    "D": (
        "Dan Ory",
        "",
        "Je souhaite un geste de 60 €, en remerciement.\n\nIl me faut une réponse en gros caractères.",
    ),
}
PERSONNES = (
    ("Mme Gil Brun", "gérante", 20, 200, ""),
    ("M. Luc Vert", "responsable des ventes", 10, 100, "le jeudi"),
    ("Mme Zoé Noir", "technicienne", 5, 60, ""),
    ("Mme Ida Gris", "comptable", 0, 30, "le mercredi et le vendredi"),
)
COMMANDES = (
    ("CC-1", date(2026, 10, 1), "Le Moulin", "BC7", Decimal("90.00"), date(2026, 10, 28)),
    ("CC-2", date(2026, 10, 8), "Le Moulin", "BC9", Decimal("70.00"), date(2026, 10, 30)),
    ("CC-3", date(2026, 9, 14), "Cléo Nim", "", Decimal("123.45"), date(2026, 10, 9)),
)
LIGNES = (
    ("CC-1/1", "CC-1", "Café, 1 kg", 9, 4, Decimal("10.00"), date(2026, 10, 20)),
    ("CC-2/1", "CC-2", "Café, 1 kg", 7, 0, Decimal("10.00"), None),
    ("CC-3/1", "CC-3", "Thé, vrac", 3, 3, Decimal("15.33"), date(2026, 10, 14)),
)
ENTETES_SUIVI = ("Message", "Suite", "Personne", "Réponse au plus tard, ou rappel, le")


def _regles(nom: str, regles: Mapping[str, str], entete: str = "Règle") -> TableEcrite:
    return TableEcrite(nom, [entete, "Valeur"], [list(r) for r in regles.items()])


def _fiche(fichier: str, version: str, puissance: str) -> DocumentLu:
    lignes = [["Puissance", puissance], ["Maintien au chaud", "45 min"]]
    table = TableEcrite("Bouilloire, 1 L", ["Caractéristique", "Valeur"], lignes)
    return memoire.page(fichier, [version, "Bouilloire, 1 L"], [table])


def _message(numero: int, lettre: str, qui: str, firme: str, texte: str) -> DocumentLu:
    corps = f"Bonjour,\n\n{texte}\n\nCordialement,\n{qui}\n{firme}".strip()
    fichier = f"{numero:02}-message-{lettre.lower()}.eml"
    return memoire.courriel(fichier, (qui, "x@y.example"), ["z@y.example"], "Objet", datetime(2026, 10, 20, 9), corps)


def _dossier(
    *,
    gestes: Mapping[str, str] = GESTES,
    transmission: Mapping[str, str] = TRANSMISSION,
    reponse: Mapping[str, str] = REPONSE,
    messages: Mapping[str, tuple[str, str, str]] = MESSAGES,
    agenda: Sequence[EvenementLu] = (),
    jour: date = JOUR,
) -> Dossier:
    entetes = ["Nom", "Fonction", "Remise accordée seul jusqu’à (%)", "Geste accordé seul jusqu’à (TTC)"]
    equipe = TableEcrite("Équipe", [*entetes, "Ne travaille pas"], PERSONNES)
    commandes = ["Commande", "Date", "Client", "Référence client", "Total TTC", "Départ prévu"]
    lignes = ["Ligne", "Commande", "Désignation", "Quantité", "Quantité partie", "Prix unitaire TTC", "Parti le"]
    tables = [TableEcrite("Commandes", commandes, COMMANDES), TableEcrite("Lignes", lignes, LIGNES)]
    procedure = [
        _regles("Gestes", gestes),
        _regles("Transmission", transmission),
        _regles("Réponse", reponse),
        _regles("Besoins", BESOINS, "Besoin"),
    ]
    documents = (
        memoire.classeur("01-equipe.xlsx", [equipe]),
        memoire.classeur("02-suivi.xlsx", tables),
        _fiche("03-fiche.pdf", "Version du 2 mai 2026", "1 000 W"),
        _fiche("04-fiche.pdf", "Version du 2 mai 2025, imprimée le 15 octobre 2026", "1 350 W"),
        memoire.page("05-procedure.pdf", [], procedure),
        memoire.agenda("06-agenda.ics", [*agenda, _journee("Personne Autre", 22)]),
        *(_message(n, lettre, *m) for n, (lettre, m) in enumerate(messages.items(), 7)),
    )
    prets = [{"Message": lettre} for lettre in messages]
    titres = {"Document": ["Fiche technique B-1, version du 02/05/2025", "Fiche technique B-1, version du 02/05/2026"]}
    infos = ("Information", "Valeur")
    zones = (
        memoire.zone("Q_1_1", "Commande demandée", infos, preremplies=_infos("Numéro de la commande", "Départ prévu")),
        memoire.zone("Q_1_2", "Question technique", infos, preremplies=_infos("Valeur demandée, sans l’unité")),
        memoire.zone("Q_1_3", "Retard en jours ouvrés (le jour prévu ne compte pas)"),
        memoire.zone("Q_1_4", "Réponse à chaque grief", ("Grief", "Réponse", "Geste TTC (0 si aucun)")),
        memoire.zone("Q_1_5", "Total des gestes TTC"),
        memoire.zone("Q_1_6", "Suite à donner à chaque message", ENTETES_SUIVI, preremplies=prets),
        memoire.zone(
            "Q_1_7",
            "Sources utilisées",
            ("Message", "Document", "Ligne du document"),
            choix={"Message": list(messages), **titres},
        ),
        memoire.zone("Q_1_8", "Réponse à adapter", ("Message", "Canal", "Forme")),
    )
    numeros = [d.numero for d in documents]
    return Dossier(jour, (memoire.mission("1", "", {}, numeros),), documents, zones)


def _infos(*noms: str) -> list[dict[str, str]]:
    return [{"Information": n} for n in noms]


def _journee(qui: str, quantieme: int, *, provisoire: bool = False) -> EvenementLu:
    jour = date(2026, 10, quantieme)
    return EvenementLu(f"{qui} : congé", jour, jour + timedelta(days=1), provisoire=provisoire)


def _reponses(**change):
    r = resout(_dossier(**change))
    return {**r.manques, **r.valeurs}


def _rappel(lettre: str, **change) -> tuple[str, str]:
    rangs = _reponses(**change)["Q_1_6"]
    assert not isinstance(rangs, str), rangs
    rang = next(x for x in rangs if x["Message"] == lettre)
    return rang["Personne"], rang[ENTETES_SUIVI[3]]


def _messages(lettre: str, texte: str, qui: str = "Dan Ory", firme: str = "") -> dict[str, tuple[str, str, str]]:
    return {**MESSAGES, lettre: (qui, firme, texte)}


def _gestes(**change) -> dict[str, str]:
    rangs = _reponses(**change)["Q_1_4"]
    assert not isinstance(rangs, str), rangs
    return {r["Grief"]: r["Geste TTC (0 si aucun)"] for r in rangs}


# --- The whole ---


def test_the_handwritten_case_is_answered_whole():
    assert _reponses() == {
        "Q_1_1": [
            {"Information": "Numéro de la commande", "Valeur": "CC-1"},
            {"Information": "Départ prévu", "Valeur": "2026-10-28"},
        ],
        "Q_1_2": [{"Information": "Valeur demandée, sans l’unité", "Valeur": "1000"}],
        "Q_1_3": "3",
        "Q_1_4": [
            {"Grief": "Retard de départ", "Réponse": "geste", "Geste TTC (0 si aucun)": "6.17"},
            {"Grief": "Article abîmé", "Réponse": "geste", "Geste TTC (0 si aucun)": "6.13"},
        ],
        "Q_1_5": "12.3",
        "Q_1_6": [
            dict(zip(ENTETES_SUIVI, x, strict=True))
            for x in (
                ("A", "répondre", "moi-même (assistant)", "2026-10-21"),
                ("B", "répondre", "moi-même (assistant)", "2026-10-21"),
                ("C", "répondre", "moi-même (assistant)", "2026-10-26"),
                ("D", "transmettre", "Mme Zoé Noir", "2026-10-22"),
            )
        ],
        "Q_1_7": [
            {"Message": m, "Document": d, "Ligne du document": li}
            for m, d, li in (
                ("A", "Suivi des commandes", "CC-1"),
                ("B", "Fiche technique B-1, version du 02/05/2026", "Puissance"),
                ("C", "Suivi des commandes", "CC-3"),
                ("C", "Procédure de réponse aux clients", "Retard de départ"),
                ("C", "Procédure de réponse aux clients", "Article abîmé"),
                ("D", "Procédure de réponse aux clients", "Geste au-delà de la limite"),
            )
        ],
        "Q_1_8": [{"Message": "D", "Canal": "courrier", "Forme": "corps 16"}],
    }


# --- Gestures ---


@pytest.mark.parametrize(
    ("regle", "geste"),
    [
        ("5 % du total TTC à partir de 3 jours ouvrés, sinon excuses", "6.17"),
        ("5 % du total TTC au-delà de 3 jours ouvrés, sinon excuses", "0"),
        ("5 % du total TTC au-delà de 2 jours ouvrés, sinon excuses", "6.17"),
        ("5 % du total TTC à partir de 4 jours ouvrés, sinon excuses", "0"),
        ("2,5 % du total TTC à partir de 1 jour ouvré, sinon excuses", "3.09"),
        ("40 % du total TTC à partir de 3 jours ouvrés, sinon excuses", "20"),
    ],
)
def test_a_delay_is_answered_by_threshold_operator_and_ceiling(regle, geste):
    assert _gestes(gestes={**GESTES, "Retard de départ": regle})["Retard de départ"] == geste


@pytest.mark.parametrize(
    ("nom", "texte"),
    [
        ("Retard de départ", "5 % du total HT à partir de 3 jours ouvrés, sinon excuses"),
        ("Retard de départ", "5 % du total TTC dès 3 jours ouvrés, sinon excuses"),
        ("Article abîmé", "20 % du prix HT des unités abîmées"),
        ("Plafond par grief", "aucun"),
    ],
)
def test_an_unknown_wording_of_a_gesture_is_named_not_guessed(nom, texte):
    manque = _reponses(gestes={**GESTES, nom: texte})["Q_1_4"]
    assert isinstance(manque, str)
    assert texte in manque


@pytest.mark.parametrize(
    ("phrase", "genre"),
    [
        ("Le départ a eu lieu très en retard", "Retard de départ"),
        ("Il manque 1 unité de « Thé, vrac »", "Article manquant"),
        ("« Thé, vrac » : 1 unité de moins que prévu", "Article manquant"),
        ("1 unité de « Thé, vrac » est absente du carton", "Article manquant"),
        ("Je ne peux pas me servir de 1 unité de « Thé, vrac », écrasée dans le carton", "Article abîmé"),
        ("L’étiquette dit « Thé, vrac », le contenu dit autre chose", "Erreur d’article"),
        ("À la place de « Thé, vrac », le carton contenait un autre article", "Erreur d’article"),
        ("Personne ne m’a rappelé malgré deux messages", "Accueil, livreur ou emballage"),
        ("Le livreur a posé les colis dehors", "Accueil, livreur ou emballage"),
    ],
)
def test_a_sentence_is_the_grievance_that_it_tells(phrase, genre):
    lus = griefs(_plainte(f"Ma dernière commande me déçoit. {phrase}. Le goût est parfait. Que comptez-vous faire ?"))
    assert [g.genre for g in lus] == [genre]


def test_a_damaged_article_keeps_its_units_though_its_label_has_figures_and_stops():
    lus = griefs(_plainte("Ma dernière commande déçoit. Bravo. 2 unités de « Lot no. 4. Vrac, 2,10 m » sont brisées."))
    assert lus == [Grief("Article abîmé", "Lot no. 4. Vrac, 2,10 m", Decimal(2))]


def test_a_complaint_with_two_sentences_not_understood_is_refused():
    with pytest.raises(Introuvable, match="La couleur jure"):
        griefs(_plainte("Ma dernière commande me déçoit. Il y a du retard. La couleur jure. Le goût est parfait."))


def _plainte(texte: str) -> Message:
    return Message("C", JOUR, "", "Cléo Nim", texte)


def test_holidays_and_weekends_are_no_days_of_delay():
    # Friday 30 October planned; Monday 2 and Tuesday 3 November count, All Saints' Sunday does not.
    assert suivi.ouvres_apres(date(2026, 10, 30), date(2026, 11, 3)) == 2
    # Wednesday 11 November is a holiday.
    assert suivi.ouvres_apres(date(2026, 11, 10), date(2026, 11, 12)) == 1
    assert suivi.ouvres_apres(date(2026, 11, 10), date(2026, 11, 10)) == 0


# --- Passing on ---


@pytest.mark.parametrize(
    ("limite", "suite", "personne"),
    [
        ("12 € inclus", "transmettre", "Mme Zoé Noir"),
        ("13 € inclus", "répondre", "moi-même (assistant)"),
        ("12,30 € inclus", "répondre", "moi-même (assistant)"),
        ("12,29 € inclus", "transmettre", "Mme Zoé Noir"),
    ],
)
def test_a_complaint_is_passed_on_when_its_gestures_exceed_the_limit(limite, suite, personne):
    rangs = _reponses(gestes={**GESTES, "Votre limite par dossier": limite})["Q_1_6"]
    rang = next(r for r in rangs if r["Message"] == "C")
    assert (rang["Suite"], rang["Personne"]) == (suite, personne)


@pytest.mark.parametrize(
    ("demande", "personne"),
    [
        ("un geste de 60 €", "Mme Zoé Noir"),
        ("un geste de 61 €", "M. Luc Vert"),
        ("un bon d’achat de 100 €", "M. Luc Vert"),
        ("un geste commercial de 100,01 €", "Mme Gil Brun"),
        ("une remise de 10 %", "M. Luc Vert"),
        ("une remise de 10,5 %", "Mme Gil Brun"),
        ("un paiement à soixante jours", "Mme Ida Gris"),
        ("la copie de mes données", "Mme Gil Brun"),
        ("une réponse avant le tribunal", "Mme Gil Brun"),
        ("un avis de spécialiste", "Mme Zoé Noir"),
    ],
)
def test_a_request_goes_to_the_first_whose_limit_covers_it(demande, personne):
    transmission = {**TRANSMISSION, "Données personnelles": "gérante"}
    assert _rappel("D", messages=_messages("D", f"Je demande {demande}."), transmission=transmission)[0] == personne


@pytest.mark.parametrize("texte", ["Bonne journée à tous.", "Un geste de 60 € et une remise de 5 % ?", "Un geste ?"])
def test_a_message_about_nothing_known_or_two_things_is_refused(texte):
    assert "message D" in str(_reponses(messages=_messages("D", texte))["Q_1_6"])


def test_a_request_beyond_all_limits_is_refused():
    assert "aucune limite" in str(_reponses(messages=_messages("D", "Je demande un geste de 201 €."))["Q_1_6"])


def test_a_gesture_within_the_assistant_s_own_limit_has_no_rule():
    assert "dans la limite" in str(_reponses(messages=_messages("D", "Je demande un geste de 15 €."))["Q_1_6"])


@pytest.mark.parametrize(
    ("agenda", "provisoire", "jour"),
    [
        ([], "ne compte pas", "2026-10-22"),
        ([_journee("Zoé Noir", 22)], "ne compte pas", "2026-10-23"),
        ([_journee("Zoé Noir", 22), _journee("Zoé Noir", 23)], "ne compte pas", "2026-10-26"),
        ([_journee("Zoé Noir", 22, provisoire=True)], "ne compte pas", "2026-10-22"),
        ([_journee("Zoé Noir", 22, provisoire=True)], "vaut absence", "2026-10-23"),
        ([_journee("Zoé Noirmont", 22)], "ne compte pas", "2026-10-22"),
    ],
)
def test_the_reminder_falls_on_the_first_day_of_presence(agenda, provisoire, jour):
    reponse = {**REPONSE, "Journée entière provisoire": provisoire}
    assert _rappel("D", agenda=agenda, reponse=reponse) == ("Mme Zoé Noir", jour)


def test_an_appointment_of_some_hours_is_no_absence():
    rendez_vous = EvenementLu("Zoé Noir : visite", datetime(2026, 10, 22, 9), datetime(2026, 10, 22, 17))
    assert _rappel("D", agenda=[rendez_vous])[1] == "2026-10-22"


def test_a_weekly_day_off_puts_the_reminder_off():
    assert _rappel("D", messages=_messages("D", "Je demande une remise de 8 %.")) == ("M. Luc Vert", "2026-10-23")
    # Thursday is the first working day; Wednesday and Friday are off.
    messages = _messages("D", "Accordez-vous un paiement à soixante jours ?")
    assert _rappel("D", messages=messages, jour=date(2026, 10, 22)) == ("Mme Ida Gris", "2026-10-26")


def test_weekly_days_off_are_read_by_their_names():
    assert delegation.jours_de("le mercredi et le vendredi") == (2, 4)
    with pytest.raises(Introuvable, match="les jours pairs"):
        delegation.jours_de("les jours pairs")


def test_an_unknown_way_of_calling_back_is_named():
    manque = _reponses(reponse={**REPONSE, "Transmission": "rappel le jour même"})["Q_1_6"]
    assert "rappel le jour même" in str(manque)


# --- Orders and sheets ---


@pytest.mark.parametrize(
    ("question", "commande"),
    [
        ("Notre commande BC9 : que reste-t-il à envoyer de « Café, 1 kg » ?", "CC-2"),
        ("Sous la référence BC7, nous avons commandé « Café, 1 kg ». Combien en reste-t-il ?", "CC-1"),
        ("Pour notre commande du 1er octobre 2026, que reste-t-il de « Café, 1 kg » ?", "CC-1"),
        ("Quand part ce qui reste de « Café, 1 kg », commandé le 8 octobre 2026 ?", "CC-2"),
        ("De notre commande de 7 × « Café, 1 kg », que reste-t-il à envoyer ?", "CC-2"),
    ],
)
def test_an_order_is_named_by_its_date_its_quantity_or_the_client_s_reference(question, commande):
    reponse = _reponses(messages=_messages("A", question, "Ana Roux", "Le Moulin"))["Q_1_1"]
    assert reponse[0]["Valeur"] == commande


def test_an_order_that_nothing_names_is_refused():
    messages = _messages("A", "Combien reste-t-il de « Café, 1 kg » à partir ?", "Ana Roux", "Le Moulin")
    assert "formulation inconnue" in str(_reponses(messages=messages)["Q_1_1"])


def test_a_sheet_whose_heading_takes_two_lines_is_that_of_its_article():
    article = "Vélo cargo électrique biporteur, batterie 720 Wh (prix net)"
    table = TableEcrite("(prix net)", ["Caractéristique", "Valeur"], [["Poids", "40 kg"]])
    lignes = ["Version du 2 mai 2026", "Vélo cargo électrique biporteur, batterie 720 Wh", "(prix net)"]
    dossier = Dossier(JOUR, (memoire.mission("1", "", {}, ["02"]),), (memoire.page("02-f.pdf", lignes, [table]),), ())
    question = Message("B", JOUR, "", "Bo Sy", f"Merci de me confirmer le poids pour « {article} ».")
    assert informations.fiche_qui_fait_foi(dossier, "1", question).article == article


TABLE = TableLue(
    "Article",
    ("Caractéristique", "Valeur"),
    tuple(
        {"Caractéristique": c, "Valeur": v}
        for c, v in (
            ("Poids", "9 kg"),
            ("Poids à vide", "7,5 kg"),
            ("Fréquence de nettoyage", "150 cafés"),
            ("Rinçages après nettoyage", "4 cycles"),
            ("Dose pour 20 cl", "2 g"),
        )
    ),
)


@pytest.mark.parametrize(
    ("demande", "nom"),
    [
        ("le poids", "Poids"),
        ("le poids à vide", "Poids à vide"),
        ("le nombre de cafés entre deux nettoyages", "Fréquence de nettoyage"),
        ("le nombre de rinçages après nettoyage", "Rinçages après nettoyage"),
        ("la dose pour 20 cl", "Dose pour 20 cl"),
    ],
)
def test_a_characteristic_is_the_row_that_shares_most_words(demande, nom):
    assert informations.caracteristique(demande, TABLE) == nom


@pytest.mark.parametrize("demande", ["la couleur", "le nettoyage"])
def test_a_characteristic_that_no_row_or_two_rows_name_is_refused(demande):
    with pytest.raises(Introuvable, match=demande):
        informations.caracteristique(demande, TABLE)


@pytest.mark.parametrize(
    ("valeur", "figure"),
    [("1 350 W", "1350"), ("20 °C sous zéro", "20"), ("2,5 h", "2.5"), ("5", "5"), ("30 N·m", "30")],
)
def test_a_value_is_read_without_its_unit(valeur, figure):
    assert informations.sans_unite(valeur, "valeur") == Decimal(figure)


# --- Contact notes ---


@pytest.mark.parametrize(
    ("texte", "nom", "firme"),
    [
        ("Appel de Mme Noé, jeudi 1er octobre 2026 à 13 h 42. Ses mots :", "Noé", ""),
        (
            "Passage de M. Da Rocha (Mairie – Évron), jeudi 1er octobre 2026 à 8 h 05. Ses mots :",
            "Da Rocha",
            "Mairie – Évron",
        ),
        ("Message téléphonique de M. Oz (Le Pré), reçu jeudi 1er octobre 2026 à 9 h 45 :", "Oz", "Le Pré"),
        (
            "Reçu à l’accueil jeudi 1er octobre 2026 à 17 h 50 : M. Law-Yen (A. Pré SA). Sa demande :",
            "Law-Yen",
            "A. Pré SA",
        ),
        ("Jeudi 1er octobre 2026, 9 h 33, au comptoir : Mme Le Bris. Propos notés :", "Le Bris", ""),
        ("Jeudi 1er octobre 2026, 9 h 33, au téléphone : M. Oz, Le Pré. Propos notés :", "Oz", "Le Pré"),
    ],
)
def test_a_contact_note_tells_who_and_when(texte, nom, firme):
    lignes = ["OZ", "jeudi 1er octobre 2026", "Maison", "Fiche de contact", texte, "Je veux une remise de 5 %."]
    note = memoire.page("02-message-a.pdf", [*lignes, "Maison – jeudi 1er octobre 2026"])
    (lu,) = messages(Dossier(JOUR, (memoire.mission("1", "", {}, ["02"]),), (note,), ()), "1")
    assert lu == Message("A", date(2026, 10, 1), firme, nom, "Je veux une remise de 5 %.")


def test_a_contact_note_cut_at_a_hyphen_names_the_firm_as_the_orders_do():
    tete = ["Appel de M. Oz (Mairie – Tain-", "l’Hermitage), jeudi 1er octobre 2026 à 9 h 00. Ses mots :"]
    note = memoire.page("02-message-a.pdf", ["jeudi 1er octobre 2026", *tete, "Je veux une remise de 5 %."])
    (lu,) = messages(Dossier(JOUR, (memoire.mission("1", "", {}, ["02"]),), (note,), ()), "1")
    assert lu.firme == "Mairie – Tain-l’Hermitage"


# --- Generated cases ---


@pytest.mark.parametrize(("entreprise", "graine"), [("torrefacteur", 3), ("quincaillerie", 8)])
def test_each_document_and_parameter_moves_the_answers_that_cite_it_alone(entreprise, graine):
    sujet = compose(Commande("A1", graine, entreprise=entreprise, missions=("C1.5",)))
    assert ablation(sujet) == []
    for m in metamorphoses(sujet):
        assert m.changees <= m.citent, m

"""C1.2, tâche « avoir »: the credit note of an accepted return, at the price net of discount of the right invoice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from generator.enseignes import au_nom
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import calculs, pieces
from generator.epreuve.missions.c1_2.formulaires import (
    Exige,
    Formulaire,
    montant,
    reponse_champs,
    reponse_lignes,
    reponse_montant,
    reponse_tva,
)
from generator.epreuve.missions.c1_2.pieces import NUMEROS, PROCEDURE, une_fois
from generator.epreuve.missions.c1_2.roles import RETOUR
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Partie,
    Question,
    Reponse,
    TacheComposee,
    necessaire,
)
from generator.epreuve.pieces import commerciaux
from generator.epreuve.pieces.communs import CGV
from generator.epreuve.pieces.contenus import Classeur, Colonne, Feuille, Lieu, Page, Paragraphe, Piece, Tableau, Titre
from generator.monde.journal import Facture, Ligne, LivraisonFaite, Retour
from generator.monde.metier.calendrier import ouvre_suivant
from generator.monde.metier.prix import CENT_POUR_CENT, Totaux, arrondi, net_ligne, totaux
from generator.textes import INSECABLE, date_courte, euros, jour_date, nombre, pourcent

VENTES, BON, DECISION = "c1_2/ventes", "c1_2/bon-retour", "c1_2/decision"
FORMULAIRE = Formulaire("avoir.xlsx", "Avoir", "av")
MOTIFS = {"convenance": "convenance du client", "erreur": "erreur de l’entreprise"}


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    question = Question(
        atelier.redacteur.texte("question.avoir"), (_entete(atelier), _lignes(atelier), *_totaux(atelier))
    )
    tous = (
        pieces.cgv(atelier),
        pieces.procedure(atelier),
        pieces.numeros(atelier),
        _ventes(atelier),
        _bon(atelier),
        _decision(atelier),
    )
    return Partie(TacheComposee("avoir", (question,)), tous, tuple(_leurres(atelier)))


@une_fois
def _calcul(atelier: Atelier) -> tuple[tuple[calculs.LigneAvoir, ...], Totaux]:
    lignes = calculs.lignes_avoir(
        pieces.memoire(atelier), pieces.origine(atelier).lignes, atelier.monde.cadre.conditions
    )
    return lignes, totaux([(x.montant, x.tva) for x in lignes])


def _factures(atelier: Atelier) -> list[Facture]:
    """Return the invoices of that client, the right one among them."""
    code = pieces.origine(atelier).client
    return [
        x
        for x in atelier.monde.journal.des(Facture)
        if isinstance(x, Facture) and x.client == code and x.id.startswith("c1_2/a")
    ]


# --- Answers ---------------------------------------------------------------------------------------------------------


def _entete(atelier: Atelier) -> Reponse:
    origine, numero = pieces.origine(atelier), atelier.monde.carnet.suivant("avoir", atelier.date)
    valeurs = {
        "Numéro": (numero, "texte"),
        "Date": (atelier.date.isoformat(), "date"),
        "Code client": (origine.client, "texte"),
        "N° de la facture d’origine": (origine.numero, "texte"),
        "Date de la facture d’origine": (origine.date.isoformat(), "date"),
    }
    erreurs = tuple(
        ErreurFrequente(
            {"champ": "N° de la facture d’origine", "valeur": x.numero}, Decimal(0), "facture d’une autre livraison"
        )
        for x in _factures(atelier)
        if x.id != origine.id
    )
    e = Exige(
        "C1.2.a",
        Decimal(2),
        (
            necessaire(NUMEROS, "Journal"),
            necessaire(NUMEROS, "Modèles", "avoir"),
            necessaire(BON, "entete"),
            necessaire(VENTES, "Ventes"),
        ),
        f"Le bon de retour cite la livraison facturée par {origine.numero} le {date_courte(origine.date)}. "
        f"Avoir {numero}.",
        "retrouvee",
        erreurs,
    )
    return reponse_champs(FORMULAIRE, "entete", "Avoir", valeurs, e)


def _lignes(atelier: Atelier) -> Reponse:
    lignes, _ = _calcul(atelier)
    colonnes = (
        ColonneSaisie("quantite", "Quantité", "nombre"),
        ColonneSaisie("net", "Prix net HT avant retenue", "montant", largeur=22),
        ColonneSaisie("retenue", "Retenue HT (0 si aucune)", "montant", largeur=18),
        ColonneSaisie("montant", "Montant HT de l’avoir", "montant", largeur=22),
    )
    valeurs = [
        {
            "reference": x.ref,
            "quantite": str(x.quantite),
            "net": montant(x.net),
            "retenue": montant(x.retenue),
            "montant": montant(x.montant),
        }
        for x in lignes
    ]
    facturees = {li.ref: li for li in pieces.origine(atelier).lignes}
    demarche = " ; ".join(_dit(x, facturees[x.ref]) for x in lignes)
    e = Exige(
        "C1.2.a",
        Decimal(3),
        (
            necessaire(BON, "entete"),
            necessaire(VENTES, "Ventes"),
            necessaire(DECISION, "Décision"),
            necessaire(PROCEDURE, "Retour"),
            necessaire(CGV, "Paiement", "Retenue sur retour"),
        ),
        f"{demarche}.",
        "calculee",
        tuple(_erreurs(atelier, lignes)),
    )
    return reponse_lignes(FORMULAIRE, "lignes", "Lignes de l’avoir", colonnes, valeurs, e)


def _dit(x: calculs.LigneAvoir, li: Ligne) -> str:
    """Write the working of a line."""
    net = f"{nombre(x.quantite)} × {euros(li.prix)} − {pourcent(calculs.taux_unique(li.remises))} = {euros(x.net)}"
    return f"{x.ref} : {net}, retenue {euros(x.retenue)}, soit {euros(x.montant)}"


def _erreurs(atelier: Atelier, lignes: tuple[calculs.LigneAvoir, ...]) -> list[ErreurFrequente]:
    """Name the tempting wrong lines: units not accepted, gross price, part kept back forgotten or undue."""
    facturees = {li.ref: li for li in pieces.origine(atelier).lignes}
    taux, erreurs = atelier.monde.cadre.conditions.retour_frais, []
    for x, r in zip(lignes, pieces.memoire(atelier).renvois, strict=True):
        li = facturees[x.ref]
        if r.renvoyee != r.acceptee:
            erreurs.append(
                ErreurFrequente(
                    {"reference": x.ref, "quantite": str(r.renvoyee)}, Decimal(0), "quantité renvoyée, non acceptée"
                )
            )
        erreurs.append(
            ErreurFrequente(
                {"reference": x.ref, "net": montant(net_ligne(li.prix, x.quantite))},
                Decimal("0.25"),
                "remise de la facture oubliée",
            )
        )
        if r.motif == "convenance":
            erreurs.append(
                ErreurFrequente(
                    {"reference": x.ref, "net": montant(x.net), "retenue": "0.00"}, Decimal("0.5"), "retenue oubliée"
                )
            )
        else:
            indue = arrondi(x.net * taux / CENT_POUR_CENT)
            erreurs.append(
                ErreurFrequente(
                    {"reference": x.ref, "net": montant(x.net), "retenue": montant(indue)},
                    Decimal("0.5"),
                    "retenue sur un retour dû à l’entreprise",
                )
            )
    return erreurs


def _totaux(atelier: Atelier) -> tuple[Reponse, ...]:
    _, t = _calcul(atelier)
    sources = (
        necessaire(BON, "entete"),
        necessaire(VENTES, "Ventes"),
        necessaire(DECISION, "Décision"),
        necessaire(PROCEDURE, "Retour"),
        necessaire(CGV, "Paiement", "Retenue sur retour"),
    )
    bases = " ; ".join(f"{euros(b.base)} à {pourcent(b.taux)} : {euros(b.montant)}" for b in t.tva)
    return (
        reponse_tva(FORMULAIRE, t, Exige("C1.2.a", Decimal(1), sources, f"{bases}.")),
        reponse_montant(
            FORMULAIRE,
            "ht",
            "Total HT",
            t.total_ht,
            Exige("C1.2.a", Decimal("0.5"), sources, f"{bases}."),
            "sum(av_lignes.montant)",
        ),
        reponse_montant(
            FORMULAIRE,
            "total_tva",
            "Total TVA",
            t.total_tva,
            Exige("C1.2.a", Decimal("0.5"), sources, f"{bases}."),
            "sum(av_tva.montant)",
        ),
        reponse_montant(
            FORMULAIRE,
            "ttc",
            "Total TTC",
            t.total_ttc,
            Exige(
                "C1.2.a", Decimal("0.5"), sources, f"{euros(t.total_ht)} + {euros(t.total_tva)} = {euros(t.total_ttc)}."
            ),
            "av_ht + av_total_tva",
        ),
    )


# --- Documents -------------------------------------------------------------------------------------------------------


def _ventes(atelier: Atelier) -> Piece:
    """Return the sales of that client: the lines of its invoices."""
    colonnes = (
        Colonne("Ligne", "entier"),
        Colonne("Facture", largeur=18),
        Colonne("Date", "date"),
        Colonne("Bon de livraison", largeur=18),
        Colonne("Référence", largeur=16),
        Colonne("Désignation", largeur=34),
        Colonne("Quantité", "entier"),
        Colonne("PU HT", "montant"),
        Colonne("Remise (%)", "pourcentage"),
        Colonne("Montant HT", "montant"),
        Colonne("TVA (%)", "pourcentage"),
    )
    rangs = [
        (
            x.numero,
            x.date,
            atelier.monde.faits[x.suit].numero,
            li.ref,
            atelier.monde.article(li.ref).libelle,
            li.quantite,
            li.prix,
            calculs.taux_unique(li.remises),
            li.montant,
            li.tva,
        )
        for x in _factures(atelier)
        for li in x.lignes
    ]
    feuille = Feuille("Ventes", colonnes, tuple((i, *r) for i, r in enumerate(rangs, 1)))
    client = pieces.client_retour(atelier)
    return Piece(
        VENTES,
        "ventes-client",
        f"Ventes {au_nom(client.nom)}",
        "extrait de la gestion commerciale",
        atelier.date,
        Classeur((feuille,)),
        "xlsx",
    )


def _retour(atelier: Atelier) -> Retour:
    fait = atelier.monde.faits[RETOUR]
    assert isinstance(fait, Retour)
    return fait


def _bon(atelier: Atelier) -> Piece:
    """Return the return note, signed: units sent back and the client's own words."""
    monde, m, fait = atelier.monde, pieces.memoire(atelier), _retour(atelier)
    livraison = monde.faits[fait.suit]
    assert isinstance(livraison, LivraisonFaite)
    vue = commerciaux.vue_retour(monde, fait, livraison, m.numero_retour)
    matiere, f = atelier.cadre.entreprise.matiere["c1_2"], atelier.flux("bon")
    par_ref = {r.ref: r for r in m.renvois}
    lignes = tuple(
        replace(
            li,
            quantite=Decimal(par_ref[li.reference].renvoyee),
            remarque=f.choix(getattr(matiere, par_ref[li.reference].motif)),
        )
        for li in vue.lignes
    )
    recu = f"Reçu le {date_courte(fait.date)}, {atelier.membre('logistique').sans_civilite}"
    vue = replace(vue, lignes=lignes, manuscrit=(recu,))
    return commerciaux.piece(BON, "bon-retour", commerciaux.document(vue), "signé à la réception des articles")


def _decision(atelier: Atelier) -> Piece:
    """Return the decision of the client service on that return."""
    m, t, qui = pieces.memoire(atelier), atelier.redacteur.texte, atelier.membre("sav")
    jour = min(ouvre_suivant(m.retour), atelier.date - timedelta(days=1))
    matiere, f = atelier.cadre.entreprise.matiere["c1_2"], atelier.flux("decision")
    rangs = tuple((r.ref, r.acceptee, MOTIFS[r.motif]) for r in f.melange(m.renvois))
    refuse = next(r for r in m.renvois if r.acceptee != r.renvoyee)
    texte = t(
        "decision.texte",
        client=pieces.client_retour(atelier),
        retour=m.numero_retour,
        jour=m.retour,
        qui=qui,
        refuse=refuse,
        n=refuse.renvoyee - refuse.acceptee,
        cause=f.choix(matiere.refus),
    )
    blocs = (
        Titre(t("decision.titre")),
        Paragraphe(texte),
        Tableau(
            "Décision",
            (
                Colonne("Référence", largeur=16),
                Colonne("Quantité acceptée", "entier"),
                Colonne("Motif retenu", largeur=26),
            ),
            rangs,
        ),
        Paragraphe(t("decision.fin", qui=qui), "manuscrit"),
    )
    return Piece(
        DECISION,
        "decision-retour",
        f"Décision sur le retour {m.numero_retour}",
        "service clients",
        jour,
        Page("Décision sur un retour", blocs, reference=f"Le {jour_date(jour)}".replace(INSECABLE, " ")),
        "pdf",
    )


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    """Return the look-alikes: the same articles on two other invoices, a return by the firm's fault."""
    origine, m = pieces.origine(atelier), pieces.memoire(atelier)
    autres = [
        LeurreLieu(
            f"facture_{i}",
            Lieu(VENTES, "Ventes", str(2 * rang + 1), "Facture"),
            x.numero,
            "mêmes articles, mais une autre livraison : les prix de l’avoir ne viennent pas d’elle",
        )
        for i, (rang, x) in enumerate((r, x) for r, x in enumerate(_factures(atelier)) if x.id != origine.id)
    ]
    sans = [
        LeurreLieu(
            "sans_retenue",
            Lieu(DECISION, "Décision", r.ref, "Motif retenu"),
            MOTIFS[r.motif],
            "retour dû à l’entreprise : aucune retenue",
        )
        for r in m.renvois
        if r.motif == "erreur"
    ]
    return [*autres, *sans]

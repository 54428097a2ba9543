"""C1.2: the answers of the invoice: header, due date, lines, VAT, totals, deposit, net due."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import commande, pieces
from generator.epreuve.missions.c1_2.formulaires import (
    Exige,
    Formulaire,
    adresse,
    montant,
    reponse_champs,
    reponse_lignes,
    reponse_montant,
    reponse_tva,
)
from generator.epreuve.missions.c1_2.pieces import FACTURE_ACOMPTE, LOGISTIQUE, NUMEROS, PROCEDURE, SIGNE
from generator.epreuve.missions.socle import (
    ErreurFrequente,
    Reponse,
    SourceLieu,
    ZoneCellule,
    necessaire,
)
from generator.epreuve.pieces.communs import CGV, CLIENTS
from generator.monde.metier.calendrier import fin_de_mois, ouvre_suivant
from generator.monde.metier.echeances import Delai, Genre, echeance
from generator.monde.metier.prix import ZERO
from generator.textes import date_courte, euros, jour_date, pourcent

FACTURE = Formulaire("facture.xlsx", "Facture", "fa")
INDEMNITES = ("40 €", "sans objet")


def numeros(atelier: Atelier) -> tuple[str, str, str]:
    """Return the numbers of the order, of the delivery note and of the invoice."""
    v, carnet = pieces.vente(atelier), atelier.monde.carnet
    return (
        carnet.suivant("commande", atelier.date),
        carnet.suivant("livraison", v.livraison),
        carnet.suivant("facture", v.facture),
    )


# --- The invoice -----------------------------------------------------------------------------------------------------


def reponses(atelier: Atelier) -> tuple[Reponse, ...]:
    """Return the answers of the invoice."""
    return (
        _entete_facture(atelier),
        _echeance(atelier),
        _indemnite(atelier),
        _lignes_facture(atelier),
        *_sommes(atelier),
    )


def _entete_facture(atelier: Atelier) -> Reponse:
    v, client = pieces.vente(atelier), atelier.monde.client(pieces.memoire(atelier).client)
    bc, bl, fa = numeros(atelier)
    a = client.facturation
    valeurs = {
        "Numéro": (fa, "texte"),
        "Date de la facture": (v.facture.isoformat(), "date"),
        "N° de la commande": (bc, "texte"),
        "N° du bon de livraison": (bl, "texte"),
        "Date de la livraison": (v.livraison.isoformat(), "date"),
        "Facturation : rue": (a.rue, "texte"),
        "Facturation : code postal et ville": (f"{a.code_postal} {a.ville}", "texte"),
        **{k: (x, "texte") for k, x in adresse(v.adresse).items()},
        "N° de la facture d’acompte": (pieces.acompte(atelier).numero, "texte"),
    }
    autre = ouvre_suivant(v.livraison) if v.facture == v.livraison else v.livraison
    erreurs = (
        ErreurFrequente(
            {"champ": "Date de la facture", "valeur": autre.isoformat()},
            Decimal(0),
            "règle de la date de facture mal lue",
        ),
        *commande.erreurs_adresse(atelier),
    )
    e = Exige(
        "C1.2.a",
        Decimal("2.5"),
        (
            necessaire(NUMEROS, "Journal"),
            necessaire(NUMEROS, "Modèles"),
            necessaire(LOGISTIQUE),
            necessaire(SIGNE),
            necessaire(FACTURE_ACOMPTE, "entete", champ="numero"),
            necessaire(PROCEDURE, "Vente"),
        ),
        f"Facture {fa} du {date_courte(v.facture)}, livraison {bl} du {date_courte(v.livraison)}, commande {bc}.",
        "retrouvee",
        erreurs,
    )
    return reponse_champs(FACTURE, "entete", "Facture", valeurs, e)


def _echeance(atelier: Atelier) -> Reponse:
    v, m = pieces.vente(atelier), pieces.memoire(atelier)
    client = atelier.monde.client(m.client)
    d = client.delai
    sources = [
        necessaire(CLIENTS, "Clients", m.client, "Délai de paiement"),
        necessaire(PROCEDURE, "Vente", "Date de la facture"),
        necessaire(LOGISTIQUE),
    ]
    if d.genre != "net":
        sources.append(necessaire(CGV, "Paiement", "Calcul « fin de mois »"))
    milieu = {
        "fin_de_mois_a": f"fin de mois le {date_courte(fin_de_mois(v.facture))}, plus {d.jours} jours",
        "fin_de_mois_b": f"plus {d.jours} jours, puis fin de mois",
    }.get(d.genre, f"plus {d.jours} jours")
    return Reponse(
        ZoneCellule("fa_echeance", "Échéance", "date", fichier=FACTURE.fichier, feuille=FACTURE.feuille),
        "C1.2.a",
        "C1.2.r1",
        "date",
        v.echeance.isoformat(),
        Decimal(1),
        tuple(sources),
        f"{date_courte(v.facture)}, {d.libelle} : {milieu} : {jour_date(v.echeance)}.",
        "calculee",
        erreurs=tuple(_erreurs_echeance(atelier)),
    )


def _erreurs_echeance(atelier: Atelier) -> list[ErreurFrequente]:
    """Name the tempting due dates: the category's term, the other method, the day of the delivery or of the case."""
    v, client = pieces.vente(atelier), atelier.monde.client(pieces.memoire(atelier).client)
    d = client.delai
    tentantes = {
        echeance(v.facture, atelier.monde.cadre.conditions.paiement[client.categorie]): (
            "délai de la catégorie, non du client",
            ZERO,
        ),
        echeance(atelier.date, d): ("compté de la date du jour", Decimal("0.5")),
    }
    if d.genre != "net":
        autre: Genre = "fin_de_mois_b" if d.genre == "fin_de_mois_a" else "fin_de_mois_a"
        tentantes[echeance(v.facture, Delai(autre, d.jours))] = (
            "autre méthode de calcul « fin de mois »",
            Decimal("0.5"),
        )
    return [ErreurFrequente(j.isoformat(), part, dit) for j, (dit, part) in tentantes.items() if j != v.echeance]


def _indemnite(atelier: Atelier) -> Reponse:
    client = atelier.monde.client(pieces.memoire(atelier).client)
    juste = INDEMNITES[client.categorie == "particulier"]
    dit = "due par les seuls professionnels" if client.categorie == "particulier" else "due entre professionnels"
    zone = ZoneCellule(
        "fa_indemnite",
        "Indemnité forfaitaire de recouvrement",
        "choix",
        INDEMNITES,
        fichier=FACTURE.fichier,
        feuille=FACTURE.feuille,
    )
    return Reponse(
        zone,
        "C1.2.a",
        "C1.2.r1",
        "choix",
        juste,
        Decimal("0.5"),
        (
            necessaire(CLIENTS, "Clients", client.code, "Catégorie"),
            necessaire(CGV, "Paiement", "Indemnité forfaitaire"),
        ),
        f"Client {client.categorie} : {dit}.",
        "retrouvee",
    )


def _lignes_facture(atelier: Atelier) -> Reponse:
    v = pieces.vente(atelier)
    e = Exige(
        "C1.2.a",
        Decimal(2),
        (*commande.sources_lignes(atelier), necessaire(LOGISTIQUE)),
        " ; ".join(map(commande.dit_ligne, v.livrees)) + ".",
        "calculee",
        tuple(
            ErreurFrequente(
                {"reference": li.ref, "quantite": str(li.quantite)}, Decimal(0), "quantité commandée facturée"
            )
            for li in v.commande
            if li.quantite != v.livree[li.ref]
        ),
    )
    return reponse_lignes(
        FACTURE, "lignes", "Lignes de la facture", commande.COLONNES, commande.valeurs_lignes(v.livrees), e
    )


def _sommes(atelier: Atelier) -> tuple[Reponse, ...]:
    v = pieces.vente(atelier)
    t = v.totaux_facture
    sources = (
        *commande.sources_lignes(atelier),
        necessaire(LOGISTIQUE),
        necessaire(PROCEDURE, "Vente", "Port d’une commande livrée en plusieurs fois"),
    )
    if pieces.memoire(atelier).regles.port == "premiere":
        sources = (*sources, necessaire(CGV, "Vente"))
    bases = " ; ".join(f"{euros(b.base)} à {pourcent(b.taux)} : {euros(b.montant)}" for b in t.tva)
    valeurs = {
        "Total des lignes HT": (montant(t.lignes_ht), "montant"),
        "Port HT": (montant(t.port_ht), "montant"),
        "Total HT": (montant(t.total_ht), "montant"),
        "Total TVA": (montant(t.total_tva), "montant"),
    }
    c = atelier.monde.cadre.conditions
    faux = ErreurFrequente(
        {"champ": "Port HT", "valeur": montant(ZERO if t.port_ht else c.port_forfait)},
        Decimal(0),
        "franco apprécié sur les seules lignes livrées, ou port facturé à la mauvaise livraison",
    )
    return (
        reponse_tva(FACTURE, t, Exige("C1.2.a", Decimal("1.5"), sources, f"{bases}.")),
        reponse_champs(
            FACTURE,
            "totaux",
            "Totaux",
            valeurs,
            Exige("C1.2.a", Decimal("1.5"), sources, f"Port : {euros(t.port_ht)}. {bases}.", erreurs=(faux,)),
        ),
        reponse_montant(
            FACTURE,
            "ttc",
            "Total TTC",
            t.total_ttc,
            Exige(
                "C1.2.a", Decimal("0.5"), sources, f"{euros(t.total_ht)} + {euros(t.total_tva)} = {euros(t.total_ttc)}."
            ),
            "fa_totaux[Total HT].valeur + fa_totaux[Total TVA].valeur",
        ),
        _acompte(atelier),
        _net(atelier, sources),
    )


def _sources_acompte(atelier: Atelier) -> tuple[SourceLieu, ...]:
    lus = (necessaire(FACTURE_ACOMPTE, "totaux", champ="total_ttc"), necessaire(PROCEDURE, "Vente", "Acompte encaissé"))
    if pieces.memoire(atelier).regles.acompte == "premiere":
        return lus
    return (*lus, *commande.sources_lignes(atelier), necessaire(LOGISTIQUE))


def _acompte(atelier: Atelier) -> Reponse:
    v = pieces.vente(atelier)
    livre, commandee = v.totaux_facture.lignes_ht, v.totaux_commande.lignes_ht
    dit, erreurs = f"Acompte facturé : {euros(v.acompte_ttc)}, déduit en totalité.", ()
    if v.acompte != v.acompte_ttc:
        dit = f"{euros(v.acompte_ttc)} × {euros(livre)} ÷ {euros(commandee)} = {euros(v.acompte)}."
        erreurs = (ErreurFrequente(montant(v.acompte_ttc), Decimal("0.5"), "acompte déduit en totalité"),)  # type: ignore[assignment]
    formule = "" if pieces.memoire(atelier).regles.acompte == "premiere" else _formule_prorata(atelier)
    return reponse_montant(
        FACTURE,
        "acompte",
        "Acompte déduit",
        v.acompte,
        Exige("C1.2.a", Decimal(1), _sources_acompte(atelier), dit, erreurs=erreurs),
        formule,
    )


def _formule_prorata(atelier: Atelier) -> str:
    """Return the expression that carries an earlier error forward, when the order is asked too."""
    if "commande" not in atelier.taches:
        return ""
    return f"arrondi({montant(pieces.vente(atelier).acompte_ttc)} * sum(fa_lignes.montant) / sum(bc_lignes.montant))"


def _net(atelier: Atelier, sources: tuple[SourceLieu, ...]) -> Reponse:
    t = pieces.vente(atelier).totaux_facture
    toutes = tuple(dict.fromkeys((*sources, *_sources_acompte(atelier))))
    return reponse_montant(
        FACTURE,
        "net",
        "Net à payer",
        t.net_a_payer,
        Exige("C1.2.a", Decimal("0.5"), toutes, f"{euros(t.total_ttc)} − {euros(t.acompte)} = {euros(t.net_a_payer)}."),
        "fa_ttc - fa_acompte",
    )

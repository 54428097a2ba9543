"""C1.4: the document that corrects a sale, the amount to contest to the supplier, the message to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from generator.epreuve.anomalies.chaine import ABSENT, Constat
from generator.epreuve.missions.c1_4 import pieces
from generator.epreuve.missions.c1_4.pieces import PROCEDURE, cle, etiquette
from generator.epreuve.missions.c1_4.plan import ACHAT
from generator.epreuve.missions.c1_4.taches import Etabli, ecrit, niveaux
from generator.epreuve.missions.socle import (
    ErreurFrequente,
    Question,
    Reponse,
    SourceLieu,
    ZoneCellule,
    ZoneRedaction,
    corroborante,
    necessaire,
)
from generator.epreuve.pieces import communs
from generator.monde.metier.prix import ZERO
from generator.textes import FINE, INSECABLE, date_courte, de, euros

TYPES = ("avoir partiel", "facture complémentaire", "facture rectificative", "avoir total et nouvelle facture")
DEMANDES = ("avoir", "facture rectificative", "bon de livraison", "duplicata")
FORMULAIRE, FEUILLE = "correction.xlsx", "Correction"
ACCORDS = frozenset({"accord_ignore", "prix_convenu"})
"""Mails that agree on a price."""


@dataclass(frozen=True)
class Montants:
    """The amounts of the document that corrects the sale, €."""

    type: str
    ht: Decimal
    tva: Decimal
    ttc: Decimal
    net: Decimal


def montants(e: Etabli) -> Montants:
    """Return them: the difference for a credit note or a complementary invoice, the whole for a corrective invoice."""
    du, facture = (x[e.corrigee].vues["facture"].totaux for x in (e.controle.justes, e.controle.chaines))
    type_ = e.regles.trop_eleve if facture.net_a_payer > du.net_a_payer else e.regles.trop_faible
    if type_ == "facture rectificative":
        return Montants(type_, du.total_ht, du.total_tva, du.total_ttc, du.net_a_payer)
    ht, tva = abs(facture.total_ht - du.total_ht), abs(facture.total_tva - du.total_tva)
    return Montants(type_, ht, tva, ht + tva, du.net_a_payer)


def correction(e: Etabli) -> Question:
    """Write the question on the document that corrects one sale."""
    m, ch = montants(e), e.corrigee
    client = e.atelier.monde.client(e.controle.chaines[ch].client)
    sources, du_net = _sources(e, ch), _sources(e, ch, net=True)
    factures = tuple(etiquette(e.controle, c, "facture") for c in e.controle.chaines if c != ACHAT)
    entete = (
        _cellule(
            "correction_type",
            "Type de document",
            "choix",
            m.type,
            (*_sources(e, ch, m=m), necessaire(PROCEDURE)),
            "0.5",
            choix=TYPES,
        ),
        _cellule(
            "correction_facture",
            "Facture corrigée",
            "choix",
            etiquette(e.controle, ch, "facture"),
            (necessaire(cle(ch, "facture")),),
            "0.5",
            choix=factures,
        ),
    )
    sommes = tuple(
        _cellule(
            f"correction_{nom}",
            libelle,
            "montant",
            f"{valeur:f}",
            (*sources, necessaire(PROCEDURE)),
            poids,
            formule=formule,
            erreurs=erreurs,
            demarche=_detail(e, m),
        )
        for nom, libelle, valeur, poids, formule, erreurs in (
            ("ht", "Total HT", m.ht, "1.5", "", _oublis(e, m)),
            ("tva", "Total TVA", m.tva, "1", "", ()),
            ("ttc", "Total TTC", m.ttc, "1", "correction_ht + correction_tva", ()),
        )
    )
    net = _cellule(
        "correction_net",
        "Nouveau net à payer de la vente",
        "montant",
        f"{m.net:f}",
        du_net,
        "1",
        demarche=_detail(e, m),
    )
    return Question(e.texte("question.correction", client=client), (*entete, *sommes, net))


def _cellule(
    code: str,
    libelle: str,
    genre: Any,
    valeur: str,
    sources: tuple[SourceLieu, ...],
    poids: str,
    *,
    choix: tuple[str, ...] = (),
    formule: str = "",
    erreurs: tuple[ErreurFrequente, ...] = (),
    demarche: str = "",
    fichier: str = FORMULAIRE,
    feuille: str = FEUILLE,
) -> Reponse:
    zone = ZoneCellule(code, libelle, genre, choix, "€" if genre == "montant" else "", fichier, feuille)
    return Reponse(
        zone,
        "C1.4.b",
        "C1.4.r2",
        genre,
        valeur,
        Decimal(poids),
        sources,
        demarche or f"{libelle}{INSECABLE}: {valeur}.",
        "calculee",
        unite=zone.unite,
        tolerance=Decimal("0.02") if genre == "montant" else ZERO,
        formule=formule,
        erreurs=erreurs,
    )


def _sources(e: Etabli, ch: str, *, net: bool = False, m: Montants | None = None) -> tuple[SourceLieu, ...]:
    """Return what the right invoice of a sale is rebuilt from: order, notes, prices, terms, the mail that agrees on a price.

    The invoice itself only corroborates what is due (`net`); an agreement seldom changes the kind of document (asked with
    `m`), and a mail about a replaced article or another sale's deposit changes no amount.
    """
    roles = [r for r in e.controle.chaines[ch].vues if r != "devis"]
    courriels = [x for x in pieces.messages(e.atelier) if x.chaine == ch]
    return (
        *(corroborante(cle(ch, r)) if net and r == "facture" else necessaire(cle(ch, r)) for r in roles),
        corroborante(cle(ch, "devis")),
        *(
            necessaire(x.cle) if x.code in ACCORDS and (m is None or _accord_decide(e, m, x)) else corroborante(x.cle)
            for x in courriels
        ),
        necessaire(communs.CATALOGUE),
        necessaire(communs.CGV),
        necessaire(communs.CLIENTS),
    )


def _accord_decide(e: Etabli, m: Montants, message: pieces.Message) -> bool:
    """Say whether the kind of document would be another one without this mail, at the price of the devis on its line."""
    vues, facture = e.controle.justes[e.corrigee].vues, e.controle.chaines[e.corrigee].vues["facture"].totaux
    prix, juste = {li.reference: li.prix for li in vues["devis"].lignes}, vues["facture"]
    ignorees = {
        int(c.endroit.ligne) for c in e.controle.constats if c.place.genre == "accord_ignore" and c.endroit.ligne
    }
    sans = replace(
        juste,
        lignes=tuple(
            replace(li, prix=prix.get(li.reference, li.prix))
            if (rang in ignorees) == (message.code == "accord_ignore")
            else li
            for rang, li in enumerate(juste.lignes, 1)
        ),
    )
    trop = facture.net_a_payer > sans.totaux.net_a_payer
    return m.type != (e.regles.trop_eleve if trop else e.regles.trop_faible)


def _oublis(e: Etabli, m: Montants) -> tuple[ErreurFrequente, ...]:
    """Name the totals of who misses one of the anomalies of the invoice, or issues the other kind of document."""
    du, facture = (x[e.corrigee].vues["facture"].totaux.total_ht for x in (e.controle.justes, e.controle.chaines))
    autre = abs(facture - du) if m.type == "facture rectificative" else du
    return (ErreurFrequente(f"{autre:f}", Decimal("0.5"), "montant juste, mais pour un autre type de document"),)


def _detail(e: Etabli, m: Montants) -> str:
    du, facture = (x[e.corrigee].vues["facture"].totaux for x in (e.controle.justes, e.controle.chaines))
    return (
        f"Facturé{INSECABLE}: {euros(facture.total_ht)} HT, {euros(facture.total_ttc)} TTC{FINE}; "
        f"dû{INSECABLE}: {euros(du.total_ht)} HT, {euros(du.total_tva)} de TVA, {euros(du.total_ttc)} TTC, "
        f"net {euros(du.net_a_payer)}. D’où{INSECABLE}: {m.type}, {euros(m.ht)} HT, "
        f"{euros(m.tva)} de TVA, {euros(m.ttc)} TTC."
    )


# --- The purchase ----------------------------------------------------------------------------------------------------


def achat(e: Etabli) -> Question:
    """Write the question on the supplier's invoice."""
    du, facture = (x[ACHAT].vues["facture"].totaux for x in (e.controle.justes, e.controle.chaines))
    conteste, ht = facture.net_a_payer - du.net_a_payer, facture.total_ht - du.total_ht
    sources = tuple(
        necessaire(p) for p in (*(cle(ACHAT, r) for r in e.controle.chaines[ACHAT].vues), communs.CATALOGUE)
    )
    demarche = (
        f"Facturé {euros(facture.net_a_payer)} TTC, dû {euros(du.net_a_payer)}{INSECABLE}: "
        f"{euros(conteste)} à contester."
    )
    erreurs = (ErreurFrequente(f"{ht:f}", Decimal("0.5"), "montant hors taxes"),) if ht != conteste else ()
    demande = e.regles.fournisseur.removeprefix("demander ").removeprefix("un ").removeprefix("une ")
    return Question(
        e.texte("question.achat"),
        (
            _cellule(
                "achat_montant",
                "Montant TTC à contester",
                "montant",
                f"{conteste:f}",
                sources,
                "2",
                erreurs=erreurs,
                demarche=demarche,
                fichier="reponses.xlsx",
                feuille="",
            ),
            _cellule(
                "achat_demande",
                "Document à demander au fournisseur",
                "choix",
                demande,
                (necessaire(PROCEDURE),),
                "0.5",
                choix=DEMANDES,
                fichier="reponses.xlsx",
                feuille="",
            ),
        ),
    )


def message(e: Etabli) -> Question:
    """Write the question on the message, to the supplier or to the client of the corrected sale."""
    qui = e.atelier.flux("message").choix(("fournisseur", "client"))
    ch = ACHAT if qui == "fournisseur" else e.corrigee
    m, variables = montants(e), _variables(e, ch)
    variables |= {"correction": m, "qui": qui}
    elements = (variables["numero"], euros(variables["montant"]))
    sources = tuple(necessaire(cle(ch, r)) for r in e.controle.chaines[ch].vues if r != "devis")
    return Question(
        e.texte(f"question.message.{qui}", **variables),
        (
            Reponse(
                ZoneRedaction("message", e.texte("message.titre", **variables)),
                "C1.4.b",
                "C1.4.r2",
                "redaction",
                e.texte(f"message.{qui}.modele", **variables),
                Decimal(5),
                (*sources, necessaire(PROCEDURE)),
                e.texte(f"message.{qui}.demarche", **variables),
                "attestee",
                niveaux=niveaux(e, "message", elements, **variables),
            ),
        ),
    )


def _variables(e: Etabli, ch: str) -> dict[str, Any]:
    monde, chaine = e.atelier.monde, e.controle.chaines[ch]
    tiers: Mapping[str, Any]
    if ch == ACHAT:
        x = monde.fournisseur(chaine.client)
        tiers = {"tiers": x.raison_sociale, "contact": x.contact}
    else:
        client = monde.client(chaine.client)
        tiers = {"tiers": client.nom, "contact": client.contact}
    du, facture = (x[ch].vues["facture"].totaux for x in (e.controle.justes, e.controle.chaines))
    constats = [c for c in e.controle.constats if c.place.chaine == ch and c.endroit.document == "facture"]
    motifs = [_motif(c) for c in constats]
    demande = e.regles.fournisseur.removeprefix("demander ")
    return {
        **tiers,
        "numero": chaine.vues["facture"].numero,
        "date_facture": date_courte(chaine.vues["facture"].date),
        "motifs": motifs,
        "montant": abs(facture.net_a_payer - du.net_a_payer),
        "net": du.net_a_payer,
        "demande": demande,
    }


def _motif(c: Constat) -> str:
    """Return a finding as it is told to the other party."""
    if c.place.genre == "ligne_double":
        return f"ligne {c.endroit.ligne} facturée en double"
    ou = f"ligne {c.endroit.ligne}, " if c.endroit.ligne else ""
    champ = c.endroit.champ if c.endroit.champ[1].isupper() else c.endroit.champ[0].lower() + c.endroit.champ[1:]
    if c.lu == ABSENT:
        return f"{ou}{champ} : mention absente"
    return f"{ou}{champ} : {ecrit(c.endroit.champ, c.lu)} au lieu {de(ecrit(c.endroit.champ, c.vrai))}"

"""C1.2: the arithmetic of the sale: discounts by band, carriage, order after the handwritten changes, invoice. € HT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.epreuve.missions.c1_2.mesures import Memoire, Modification, Regles
from generator.monde.faits import Adresse, Client, Conditions
from generator.monde.journal import Ligne
from generator.monde.metier.calendrier import Tournees, ouvre_suivant
from generator.monde.metier.conditions import port_du, remises_dues
from generator.monde.metier.echeances import echeance
from generator.monde.metier.prix import CENT_POUR_CENT, ZERO, Totaux, arrondi, net_ligne, totaux
from generator.monde.monde import Monde


def taux_unique(remises_: Sequence[Decimal]) -> Decimal:
    """Return the one rate (%) to which discounts in cascade amount, as documents print it."""
    reste = Decimal(1)
    for r in remises_:
        reste *= (CENT_POUR_CENT - r) / CENT_POUR_CENT
    taux = (1 - reste) * CENT_POUR_CENT
    return taux.normalize() if taux != taux.to_integral_value() else taux.quantize(Decimal(1))


def compare_franco(c: Conditions, lignes: Sequence[Ligne]) -> Decimal:
    """Return the amount that the terms of sale compare with the free-carriage threshold."""
    if c.port_base == "apres_remise":
        return sum((li.montant for li in lignes), ZERO)
    return sum((net_ligne(li.prix, li.quantite) for li in lignes), ZERO)


def modifie(
    lignes: Sequence[Ligne], modifications: Sequence[Modification], regles: Regles, monde: Monde, client: Client
) -> tuple[Ligne, ...]:
    """Return the lines of the order: those of the devis with the valid changes of quantity."""
    nouvelles = {m.ref: m.nouvelle for m in modifications if m.valable and m.ref}

    def une(li: Ligne) -> Ligne:
        if li.ref not in nouvelles:
            return li
        q, a = nouvelles[li.ref], monde.article(li.ref)
        reprises = (
            li.remises if regles.remise == "inchangee" else remises_dues(monde.cadre.conditions, a, q, client.remise)
        )
        return replace(li, quantite=q, remises=reprises)

    return tuple(une(li) for li in lignes)


@dataclass(frozen=True)
class Vente:
    """The sale as it must be recorded: order, delivery, invoice."""

    commande: tuple[Ligne, ...]
    port: Decimal
    livree: dict[str, int]
    """Units delivered, by article."""
    adresse: Adresse
    livraison: date
    facture: date
    echeance: date
    acompte_ttc: Decimal
    """The deposit invoiced, € TTC."""
    acompte: Decimal
    """Its part deducted from this invoice, € TTC."""
    port_facture: Decimal
    taux_port: Decimal

    @property
    def totaux_commande(self) -> Totaux:
        """The totals of the order."""
        return totaux([(li.montant, li.tva) for li in self.commande], self.port, self.taux_port)

    @property
    def livrees(self) -> tuple[Ligne, ...]:
        """The lines billed: what is delivered."""
        return tuple(replace(li, quantite=self.livree[li.ref]) for li in self.commande if self.livree[li.ref])

    @property
    def totaux_facture(self) -> Totaux:
        """The totals of the invoice."""
        return totaux([(li.montant, li.tva) for li in self.livrees], self.port_facture, self.taux_port, self.acompte)


def vente(monde: Monde, m: Memoire, devis: Sequence[Ligne], acompte_ttc: Decimal) -> Vente:
    """Return what the three documents say."""
    c, client = monde.cadre.conditions, monde.client(m.client)
    commande = modifie(devis, m.modifications, m.regles, monde, client)
    stock = {x.ref: x.stock for x in m.manques}
    livree = {li.ref: min(li.quantite, stock.get(li.ref, li.quantite)) for li in commande}
    livraison = Tournees(monde.cadre.transport.jours).premiere_apres(monde.date)
    facture = livraison if m.regles.date_facture == "livraison" else ouvre_suivant(livraison)
    adresse = next((x.adresse for x in m.modifications if x.valable and x.adresse), client.adresse_livraison)
    port_commande = port_du(c, commande)
    return Vente(
        commande,
        port_commande,
        livree,
        adresse,
        livraison,
        facture,
        echeance(facture, client.delai),
        acompte_ttc,
        _acompte(m.regles, acompte_ttc, commande, livree),
        port_commande if m.regles.port == "premiere" else ZERO,
        c.taux_port,
    )


def _acompte(regles: Regles, acompte: Decimal, commande: Sequence[Ligne], livree: dict[str, int]) -> Decimal:
    if regles.acompte == "premiere":
        return acompte
    livre = sum((replace(li, quantite=livree[li.ref]).montant for li in commande), ZERO)
    return arrondi(acompte * livre / sum((li.montant for li in commande), ZERO))


@dataclass(frozen=True)
class LigneAvoir:
    """A line of the credit note: units, net amount, what is kept back, amount given back, rate (%)."""

    ref: str
    quantite: int
    net: Decimal
    retenue: Decimal
    tva: Decimal

    @property
    def montant(self) -> Decimal:
        """HT given back."""
        return self.net - self.retenue


def lignes_avoir(m: Memoire, facturees: Sequence[Ligne], c: Conditions) -> tuple[LigneAvoir, ...]:
    """Return the lines of the credit note, at the price net of discount of the invoice of origin."""
    par_ref = {li.ref: li for li in facturees}
    resultat = []
    for r in m.renvois:
        li = par_ref[r.ref]
        net = net_ligne(li.prix, r.acceptee, li.remises)
        retenue = arrondi(net * c.retour_frais / CENT_POUR_CENT) if r.motif == "convenance" else ZERO
        resultat.append(LigneAvoir(r.ref, r.acceptee, net, retenue, li.tva))
    return tuple(resultat)

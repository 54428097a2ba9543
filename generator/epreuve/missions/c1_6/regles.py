"""C1.6: the rules of the GRC as drawn: what follows an exchange, who does it, by when; who is told of a delay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from generator.blueprint.missions.c1_6 import Procedure, Suite
from generator.monde.cadre import Cadre
from generator.monde.distribution import Casting
from generator.monde.faits import Membre
from generator.monde.metier.calendrier import ajoute_ouvres, est_ouvre, ouvre_suivant

TYPES: Mapping[str, str] = {
    "demande_prix": "demande de prix",
    "devis": "envoi de devis",
    "relance": "relance de devis",
    "acceptation": "acceptation de devis",
    "confirmation": "confirmation de commande",
    "modification": "modification de commande",
    "information": "demande d’information",
    "reclamation": "réclamation",
    "annonce": "annonce de règlement",
    "retard_fournisseur": "retard fournisseur",
    "retard_transporteur": "retard transporteur",
    "visite": "visite commerciale",
    "livraison": "livraison",
    "facture": "envoi de facture",
    "reglement": "règlement reçu",
    "avoir": "envoi d’avoir",
}
"""The types of event of the GRC, as its closed list prints them."""
SUITES: Mapping[str, str] = {
    "demande_prix": "envoyer un devis",
    "devis": "relancer le client",
    "acceptation": "confirmer la commande",
    "confirmation": "préparer la commande",
    "modification": "envoyer la commande modifiée",
    "information": "répondre au client",
    "reclamation": "traiter la réclamation",
    "annonce": "vérifier l’encaissement",
    "retard_fournisseur": "reporter la préparation",
    "retard_transporteur": "suivre le transport",
    "visite": "envoyer la documentation",
}
CONTROLE = "contrôler le règlement"
"""What follows an invoice, due on its own due date."""
INFORMATIONS: Mapping[str, str] = {
    "client": "nouvelle date promise",
    "fournisseur": "nouvel arrivage",
    "transporteur": "nouvel arrivage",
    "leger": "commande à surveiller",
    "grave": "commande à surveiller",
    "facturation": "facturation à décaler",
}


@dataclass(frozen=True)
class Regle:
    """Who (role) and within how many jours ouvrés."""

    role: str
    delai: int


@dataclass(frozen=True)
class Regles:
    """The rules as drawn; delays in jours ouvrés."""

    limite: time
    limite_operateur: Literal["a_partir_de", "apres"]
    seuil: int
    seuil_operateur: Literal["atteint", "depasse"]
    pret: Mapping[str, int]
    """« fournisseur », « transporteur » → days between an arrival and the order's being ready."""
    echue: Literal["atteinte", "depassee"]
    suites: Mapping[str, Regle]
    alertes: Mapping[str, Regle]

    def tard(self, heure: time) -> bool:
        """Say whether an exchange received at that hour counts on the next working day."""
        return heure >= self.limite if self.limite_operateur == "a_partir_de" else heure > self.limite

    def compte(self, quand: datetime, *, recu: bool) -> date:
        """Return the day from which the delays of an exchange run (that day itself never counts)."""
        jour = quand.date()
        return ouvre_suivant(jour) if recu and (not est_ouvre(jour) or self.tard(quand.time())) else jour

    def echeance(self, genre: str, quand: datetime, *, recu: bool) -> date:
        """Return the day by which what follows an exchange is due."""
        return ajoute_ouvres(self.compte(quand, recu=recu), self.suites[genre].delai)

    def long(self, retard: int) -> bool:
        """Say whether a delay of so many jours ouvrés is a long one."""
        return retard >= self.seuil if self.seuil_operateur == "atteint" else retard > self.seuil

    def en_retard(self, echeance: date, jour: date) -> bool:
        """Say whether an action not done is late on a day."""
        return echeance <= jour if self.echue == "atteinte" else echeance < jour


def tire_regles(casting: Casting) -> Regles:
    """Draw the firm's rules."""
    f = casting.regles()
    p = casting.cadre.entreprise.procedures["c1_6"]
    assert isinstance(p, Procedure)

    def regle(s: Suite) -> Regle:
        return Regle(f.choix(s.responsable), f.choix(s.delai))

    limite, operateur, seuil = f.choix(p.limite), f.choix(p.limite_operateur), f.choix(p.retard_seuil)
    seuil_operateur = f.choix(p.retard_operateur)
    pret = {"fournisseur": f.choix(p.pret_fournisseur), "transporteur": f.choix(p.pret_transporteur)}
    suites = {genre: regle(getattr(p.suites, genre)) for genre in SUITES}
    alertes = {nom: regle(getattr(p.alertes, nom)) for nom in INFORMATIONS if nom != "client"}
    alertes = {"client": Regle("client", f.choix(p.alertes.client)), **alertes}
    return Regles(limite, operateur, seuil, seuil_operateur, pret, f.choix(p.echue), suites, alertes)


def present(cadre: Cadre, role: str, jour: date) -> Membre:
    """Return who holds a role, or the deputy when that person does not work on that day."""
    m = cadre.membre(role)
    if jour.weekday() in m.absences and m.suppleant:
        return next(x for x in cadre.equipe if x.id == m.suppleant)
    return m

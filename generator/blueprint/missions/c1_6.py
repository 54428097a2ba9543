"""What C1.6 reads in a firm's folder: rules of the GRC, who is told of a delay, what only this trade can say."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.blueprint.modele import Choix, Modele

Jours = Annotated[int, Field(ge=1, le=15)]
Role = Literal["dirigeant", "commercial", "achats", "logistique", "comptabilite", "sav", "technique"]
Textes = Annotated[tuple[str, ...], Field(min_length=4)]


class Suite(Modele):
    """What follows a type of exchange: who does it (roles), within how many jours ouvrés."""

    responsable: Choix[Role]
    delai: Choix[Jours]


class Suites(Modele):
    """The types of exchange that call for something."""

    demande_prix: Suite
    devis: Suite
    acceptation: Suite
    confirmation: Suite
    modification: Suite
    information: Suite
    reclamation: Suite
    annonce: Suite
    retard_fournisseur: Suite
    retard_transporteur: Suite
    visite: Suite


class Alertes(Modele):
    """Who is told of a delay; `leger` below the threshold, `grave` from it on."""

    client: Choix[Jours]
    fournisseur: Suite
    transporteur: Suite
    leger: Suite
    grave: Suite
    facturation: Suite

    @model_validator(mode="after")
    def _delais_distincts(self) -> Alertes:
        """Refuse equal delays where one row stands for another: a deputy could then make both the same answer."""
        for un, autre in (("leger", "grave"), ("fournisseur", "transporteur")):
            if set(getattr(self, un).delai) & set(getattr(self, autre).delai):
                msg = f"« {un} » et « {autre} » ne doivent avoir aucun délai en commun"
                raise ValueError(msg)
        return self


class Procedure(Modele):
    """procedures/c1_6.yaml. Each list is what the seed draws from; delays in jours ouvrés."""

    limite: Choix[time]
    """Hour from which (or after which) an exchange counts on the next working day."""
    limite_operateur: Choix[Literal["a_partir_de", "apres"]]
    retard_seuil: Choix[Annotated[int, Field(ge=2, le=6)]]
    """Working days of delay at which another person is told."""
    retard_operateur: Choix[Literal["atteint", "depasse"]]
    """Whether a delay of exactly that many days is a long one."""
    pret_fournisseur: Choix[Jours]
    """Working days between an arrival put off by the supplier and the order's being ready."""
    pret_transporteur: Choix[Jours]
    echue: Choix[Literal["atteinte", "depassee"]]
    """Whether an action due today is late."""
    suites: Suites
    alertes: Alertes


class Matiere(Modele):
    """matiere/c1_6.yaml: short phrases of the trade."""

    transporteurs: Textes
    """Invented carriers that bring the suppliers' goods: « Transports Dauvernoy »."""
    questions: Textes
    """What a client wants to know, a clause: « si les tasses passent au lave-vaisselle »."""
    defauts: Textes
    """What is wrong with a delivery, a sentence: « Deux cartons sont arrivés ouverts. »"""
    utiles: Annotated[tuple[str, ...], Field(min_length=8)]
    """Useful comments of a client's record, a sentence each, nobody named."""

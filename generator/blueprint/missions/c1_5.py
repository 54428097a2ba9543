"""What C1.5 reads in a firm's folder: rules of answers and gestures; sheets, grievances, questions of the trade."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blueprint.modele import Choix, Modele, Nombre

Jours = Annotated[int, Field(ge=1, le=10)]
Textes = Annotated[tuple[str, ...], Field(min_length=3)]


class Mediateur(Modele):
    """The (invented) ombudsman of consumers of the firm: name, site."""

    nom: str
    site: Annotated[str, Field(pattern=r"^www\.[a-z0-9-]+\.example$")]


class Procedure(Modele):
    """procedures/c1_5.yaml. Delays in jours ouvrés, amounts in € TTC, rates in %; the seed draws from each list."""

    retard_seuil: Choix[Annotated[int, Field(ge=2, le=6)]]
    """Working days of delay from which (or beyond which) a gesture is made."""
    retard_operateur: Choix[Literal["a_partir_de", "au_dela_de"]]
    retard_taux: Choix[Nombre]
    """Share of the order's TTC."""
    abime_taux: Choix[Nombre]
    """Share of the TTC price of the damaged articles."""
    erreur_forfait: Choix[Nombre]
    plafond_grief: Choix[Nombre]
    reponse_jours: Choix[Jours]
    reclamation_jours: Choix[Jours]
    provisoire: Choix[Literal["ignoree", "absence"]]
    """Whether a tentative whole-day entry of an agenda counts as an absence."""
    donnees: Choix[Literal["dirigeant", "comptabilite", "commercial"]]
    """Who answers requests on personal data."""
    paiement: Choix[Literal["dirigeant", "comptabilite", "commercial"]]
    """Who decides on terms of payment."""
    mediateur: Choix[Mediateur]


class Caracteristique(Modele):
    """A characteristic of a technical sheet: name, unit, plausible values, words that ask for it (« la pression »)."""

    nom: str
    unite: str
    valeurs: Annotated[tuple[Nombre, ...], Field(min_length=4)]
    demande: str


class FicheTechnique(Modele):
    """The technical sheet of an article; `contextes` are sentences of a client who asks."""

    ref: str
    caracteristiques: Annotated[tuple[Caracteristique, ...], Field(min_length=3, max_length=5)]
    contextes: Annotated[tuple[str, ...], Field(min_length=2)]


class Griefs(Modele):
    """Sentences of a complaint, Jinja2. Variables: `unites` (« 2 unités »), `sont` (« est »…), `s`, `libelle`."""

    abime: Textes
    erreur: Textes
    manquant: Textes
    service: Textes
    merci: Textes
    """What went well: praise, no grievance."""


class Matiere(Modele):
    """matiere/c1_5.yaml: what only this trade can say."""

    fiches: Annotated[tuple[FicheTechnique, ...], Field(min_length=8)]
    griefs: Griefs
    expertise: Textes
    """Questions beyond any sheet, which a technician alone answers."""

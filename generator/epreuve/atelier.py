"""The second act's bench: what `composer` sees of the finished monde, and the tools that all missions share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.alea import Flux
from generator.epreuve.redacteur import Redacteur
from generator.monde.cadre import Cadre, Lot
from generator.monde.faits import Firme, Membre
from generator.monde.metier.calendrier import JOURS
from generator.monde.monde import Monde
from generator.textes import enumere


@dataclass(frozen=True)
class Atelier:
    """What a mission composes with: the monde (read-only), its lot, its memory of the first act, its streams, its writer."""

    monde: Monde
    code: str
    taches: tuple[str, ...]
    """The tâches that the paper takes."""

    @property
    def cadre(self) -> Cadre:
        """The common thread."""
        return self.monde.cadre

    @property
    def firme(self) -> Firme:
        """The firm."""
        return self.monde.cadre.firme

    @property
    def date(self) -> date:
        """The date of the case."""
        return self.monde.date

    @property
    def niveau(self) -> str:
        """The level of the paper."""
        return self.monde.cadre.niveau

    @property
    def lot(self) -> Lot:
        """The pool of the mission."""
        return self.monde.lots[self.code]

    @property
    def memoire(self) -> Any:
        """What `distribuer` returned to remember."""
        return self.monde.memoires[self.code]

    def membre(self, role: str) -> Membre:
        """Return who holds a role."""
        return self.cadre.membre(role)

    def flux(self, *parts: str | int) -> Flux:
        """Return a stream of this mission, which another `--tirage` changes."""
        return self.cadre.alea.mission(self.code, "composition", *parts)

    def regles(self, *parts: str | int) -> Flux:
        """Return a stream for the firm's rules of this mission, which no `--tirage` changes."""
        return self.cadre.alea.flux("regles", self.code, *parts)

    @cached_property
    def redacteur(self) -> Redacteur:
        """The writer of this mission: templates/missions/<code>/textes.yaml."""
        return Redacteur(f"missions/{self.code}", self.flux("textes"), variables_communes(self.cadre), self.firme.ton)


def jours_en_texte(jours: tuple[int, ...]) -> str:
    """Write weekdays: « le mardi et le jeudi »."""
    return enumere([f"le {JOURS[j]}" for j in jours])


def variables_communes(cadre: Cadre) -> Mapping[str, Any]:
    """Return the variables that every wording may use."""
    f = cadre.firme
    roles = ("dirigeant", "commercial", "achats", "logistique", "comptabilite", "sav", "technique")
    return {
        "firme": f,
        "raison_sociale": f.raison_sociale,
        "forme_juridique": f.forme,
        "ville": f.adresse.ville,
        "departement": f.departement,
        "departement_numero": f.departement_numero,
        "region": f.region,
        "fondation": f.fondation,
        "effectif": f.effectif,
        "chiffre_affaires": f.chiffre_affaires,
        "chiffre_affaires_precedent": f.chiffre_affaires_precedent,
        **{r: cadre.membre(r) for r in roles},
        "parts": cadre.entreprise.fiche.clientele,
        "franco": cadre.conditions.port_franco,
        "forfait": cadre.conditions.port_forfait,
        "tournees": jours_en_texte(cadre.transport.jours),
        "transport": cadre.transport.nom,
        "nb_articles": len(cadre.articles),
        "nb_fournisseurs": len(cadre.fournisseurs),
        "date": cadre.date,
        "conditions": cadre.conditions,
    }

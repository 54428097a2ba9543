"""The way through, as verbs that can be read aloud: a seed and a blueprint in, a whole case out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.alea import CLE_ENTRAINEMENT, Alea
from generator.blueprint.chargement import (
    ChoixInconnu,
    charge_entreprise,
    charge_epreuve,
    chemin_entreprise,
    chemin_epreuve,
)
from generator.blueprint.entreprise import Entreprise
from generator.blueprint.epreuve import NIVEAUX, Epreuve
from generator.epreuve.assemblage import Sujet, assemble
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.registre import code, missions
from generator.epreuve.missions.socle import Mission
from generator.monde.cadre import Demande, nombre_clients, partage, tire_cadre
from generator.monde.invariants import verifie
from generator.monde.monde import Monde, batit
from generator.monde.parametres import verifie_date


@dataclass(frozen=True)
class Commande:
    """What a run is asked for. `missions` and `tirages` name competencies (« C1.4 »); None: all of the paper."""

    activite: str
    graine: int
    entreprise: str | None = None
    blueprint: Path | None = None
    missions: tuple[str, ...] | None = None
    tirages: Mapping[str, int] = field(default_factory=dict)
    cle: bytes = CLE_ENTRAINEMENT
    niveau: str = "examen"
    jour: date | None = None


def compose(commande: Commande) -> Sujet:
    """Compose the paper of a case: everything but files. Raises ChoixInconnu, BlueprintInvalide, MondeIncoherent."""
    epreuve = lit_epreuve(commande)
    entreprise = choisit_entreprise(commande, epreuve)
    retenues = choisit_missions(commande, epreuve)
    monde = tire_monde(commande, epreuve, entreprise)
    verifie(monde)
    composees = {}
    for c in retenues:
        mission = missions(epreuve.activite)[c]
        taches = choisit_taches(commande, epreuve, mission)
        composees[c] = (mission.composer(Atelier(monde, c, taches)), taches)
    return assemble(epreuve, monde, composees, entrainement=commande.cle == CLE_ENTRAINEMENT, partiel=commande.missions is not None)


def lit_epreuve(commande: Commande) -> Epreuve:
    """Load the paper's blueprint."""
    if commande.niveau not in NIVEAUX:
        raise ChoixInconnu("Le niveau", commande.niveau, NIVEAUX)
    return charge_epreuve(commande.blueprint or chemin_epreuve(commande.activite))


def choisit_entreprise(commande: Commande, epreuve: Epreuve) -> Entreprise:
    """Load the firm asked for, or the one that the seed draws among the paper's."""
    nom = commande.entreprise or Alea(commande.graine, commande.cle).flux("entreprise", epreuve.activite).choix(epreuve.entreprises)
    return charge_entreprise(chemin_entreprise(nom))


def choisit_missions(commande: Commande, epreuve: Epreuve) -> Sequence[str]:
    """Return the codes of the missions of the paper, in its order. Raises ChoixInconnu for one that it has not."""
    connues = [m.competence for m in epreuve.missions]
    for nom in (*(commande.missions or ()), *commande.tirages):
        if nom not in connues:
            raise ChoixInconnu("La compétence", nom, connues)
    return [code(c) for c in connues if commande.missions is None or c in commande.missions]


def choisit_taches(commande: Commande, epreuve: Epreuve, mission: Mission) -> tuple[str, ...]:
    """Return the tâches of a mission: one of each group of the paper; all of them with --missions."""
    prevue = next(m for m in epreuve.missions if m.competence == mission.competence)
    if commande.missions is not None or not prevue.taches:
        return tuple(mission.taches)
    flux = Alea(commande.graine, commande.cle).flux("taches", mission.code)
    choisies = {flux.choix(groupe) for groupe in prevue.taches}
    return tuple(t for t in mission.taches if t in choisies)


def tire_monde(commande: Commande, epreuve: Epreuve, entreprise: Entreprise) -> Monde:
    """Draw the world: the common thread, the pools, the scènes of all missions of the activity, the journal."""
    tirages = {code(c): n for c, n in commande.tirages.items()}
    alea = Alea(commande.graine, commande.cle, (epreuve.activite, entreprise.nom, commande.niveau), tirages)
    jour = commande.jour or (epreuve.date_debut, epreuve.date_fin)
    for d in jour if isinstance(jour, tuple) else (jour,):
        verifie_date(d)
    toutes = missions(epreuve.activite)
    demandes = {c: _demande(m, commande.niveau) for c, m in toutes.items()}
    cadre = tire_cadre(alea, entreprise, commande.niveau, jour, nombre_clients(demandes))
    return batit(cadre, partage(cadre, demandes), toutes)


def _demande(mission: Mission, niveau: str) -> Demande:
    b = mission.besoins(niveau)
    return Demande(b.clients, b.articles, b.paires, b.services, b.fournisseurs, b.groupe)

"""The way through, as verbs that can be read aloud: a seed and a blueprint in, a whole case out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.alea import CLE_ENTRAINEMENT, Alea
from generator.blueprint.chargement import (
    ChoixInconnu,
    Indisponible,
    charge_entreprise,
    charge_epreuve,
    chemin_entreprise,
    chemin_epreuve,
    manquants,
)
from generator.blueprint.entreprise import Entreprise
from generator.blueprint.epreuve import NIVEAUX, Epreuve
from generator.epreuve.assemblage import Sujet, assemble
from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.registre import MODULES, code, missions
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
    """Compose the paper of a case: everything but files.

    Raises ChoixInconnu, Indisponible, BlueprintInvalide, EntrepriseInsuffisante, MondeIncoherent.
    """
    epreuve = lit_epreuve(commande)
    retenues = choisit_missions(commande, epreuve)
    entreprise = choisit_entreprise(commande, epreuve)
    verifie_servies(entreprise, retenues)
    monde = tire_monde(commande, epreuve, entreprise)
    verifie(monde)
    composees = {}
    for c in retenues:
        mission = missions(epreuve.activite)[c]
        taches = choisit_taches(commande, epreuve, mission)
        composees[c] = (mission.composer(Atelier(monde, c, taches)), taches)
    return assemble(
        epreuve, monde, composees, entrainement=commande.cle == CLE_ENTRAINEMENT, partiel=commande.missions is not None
    )


def lit_epreuve(commande: Commande) -> Epreuve:
    """Load the paper's blueprint."""
    if commande.niveau not in NIVEAUX:
        raise ChoixInconnu("Le niveau", commande.niveau, NIVEAUX)
    epreuve = charge_epreuve(commande.blueprint or chemin_epreuve(commande.activite))
    if epreuve.activite not in MODULES:
        faites = ", ".join(MODULES)
        raise Indisponible(f"L’activité {epreuve.activite} n’est pas encore disponible. Cette version fait : {faites}.")
    return epreuve


def chemin_firme(commande: Commande, epreuve: Epreuve) -> Path:
    """Return the folder of the firm asked for, or of the one that the seed draws among the paper's."""
    tirage = Alea(commande.graine, commande.cle).flux("entreprise", epreuve.activite)
    if commande.entreprise is not None:
        return chemin_entreprise(commande.entreprise)
    return chemin_entreprise(
        tirage.choix(epreuve.entreprises), commande.blueprint.parent if commande.blueprint else None
    )


def choisit_entreprise(commande: Commande, epreuve: Epreuve) -> Entreprise:
    """Load the firm of the case."""
    return charge_entreprise(chemin_firme(commande, epreuve))


def choisit_missions(commande: Commande, epreuve: Epreuve) -> Sequence[str]:
    """Return the codes of the missions of the paper, in its order.

    Raises ChoixInconnu for one that it has not, Indisponible for one that this version cannot make.
    """
    connues = [m.competence for m in epreuve.missions]
    for nom in (*(commande.missions or ()), *commande.tirages):
        if nom not in connues:
            raise ChoixInconnu("La compétence", nom, connues)
    retenues = [c for c in connues if commande.missions is None or c in commande.missions]
    faites = [m.competence for m in missions(epreuve.activite).values()]
    if absentes := [c for c in retenues if c not in faites]:
        exemple = f"Ajoutez par exemple --missions {','.join(faites)}."
        raise Indisponible(f"Pas encore disponible : {', '.join(absentes)}. {exemple}")
    return [code(c) for c in retenues]


def verifie_servies(entreprise: Entreprise, retenues: Sequence[str]) -> None:
    """Raise Indisponible when the firm lacks files that a mission reads."""
    if absents := [f for c in retenues for f in manquants(entreprise, c)]:
        raise Indisponible(
            f"L’entreprise « {entreprise.nom} » ne peut pas servir ce sujet : il lui manque "
            f"{', '.join(absents)}. Ensuite : « gen-scenario check » dit les missions qu’elle peut servir, "
            "--missions les choisit."
        )


def choisit_taches(commande: Commande, epreuve: Epreuve, mission: Mission) -> tuple[str, ...]:
    """Return the tâches of a mission: one of each group of the paper; all of them with --missions."""
    prevue = next(m for m in epreuve.missions if m.competence == mission.competence)
    if commande.missions is not None or not prevue.taches:
        return tuple(mission.taches)
    flux = Alea(commande.graine, commande.cle).flux("taches", mission.code)
    choisies = {t for groupe in prevue.taches for t in flux.choix(groupe).split("+")}
    return tuple(t for t in mission.taches if t in choisies)


def tire_monde(commande: Commande, epreuve: Epreuve, entreprise: Entreprise) -> Monde:
    """Draw the world: the common thread, the pools, the scènes of all missions of the activity, the journal."""
    tirages = {code(c): n for c, n in commande.tirages.items()}
    alea = Alea(commande.graine, commande.cle, (epreuve.activite, entreprise.nom, commande.niveau), tirages)
    jour = commande.jour or (epreuve.date_debut, epreuve.date_fin)
    for d in jour if isinstance(jour, tuple) else (jour,):
        verifie_date(d)
    toutes = {c: m for c, m in missions(epreuve.activite).items() if not manquants(entreprise, c)}
    demandes = {c: _demande(m, commande.niveau) for c, m in toutes.items()}
    cadre = tire_cadre(alea, entreprise, commande.niveau, jour, nombre_clients(demandes))
    return batit(cadre, partage(cadre, demandes), toutes)


def _demande(mission: Mission, niveau: str) -> Demande:
    b = mission.besoins(niveau)
    return Demande(b.clients, b.articles, b.paires, b.services, b.fournisseurs, b.groupe, b.petits)

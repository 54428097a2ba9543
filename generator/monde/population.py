"""People and addresses, drawn so that no surname, SIREN or telephone number is met twice in a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.alea import Alea, Flux
from generator.donnees import communes, communes_du, table
from generator.monde.faits import Adresse, Personne
from generator.monde.metier import identifiants

DOMAINE_PARTICULIERS = "messagerie.example"


@dataclass
class Population:
    """The register of a case: hands out surnames, SIREN ranks and the last digits of telephone numbers, each once."""

    alea: Alea

    def __post_init__(self) -> None:
        """Shuffle what is handed out."""
        self._noms = self.alea.flux("noms").melange([n["nom"] for n in table("noms.csv")])
        self._prenoms = {g: [p["prenom"] for p in table("prenoms.csv") if p["genre"] == g] for g in "mf"}
        self._rues = self.alea.flux("rues").melange([r["rue"] for r in table("rues.csv")])
        self._siren = self.alea.flux("siren").entier(0, 31_000)
        self._telephone = self.alea.flux("telephones").entier(0, 9_999)

    def personne(self, rang: int, *nom: str | int) -> Personne:
        """Return the person of that rank (its surname is nobody else's), the rest drawn from the stream `nom`."""
        flux = self.alea.flux("personne", *nom)
        genre: Literal["m", "f"] = flux.choix(("m", "f"))
        return Personne(flux.choix(self._prenoms[genre]), self._noms[rang % len(self._noms)], genre)

    def siren(self, rang: int) -> str:
        """Return the SIREN of that rank in the case."""
        return identifiants.siren((self._siren + 37 * rang) % 32_400)

    def telephone(self, rang: int, departement: str, *, mobile: bool = False) -> str:
        """Return the telephone number of that rank in the case."""
        zone = "06" if mobile else identifiants.zone(departement)
        return identifiants.telephone(zone, f"{(self._telephone + 7 * rang) % 10_000:04d}")

    def adresse(self, rang: int, flux: Flux, departement: str) -> Adresse:
        """Return an address in a town of that département: a real town, an invented street."""
        commune = flux.choix(communes_du(departement))
        rue = self._rues[rang % len(self._rues)]
        return Adresse(f"{flux.entier(1, 148)} {rue}", commune["code_postal"], commune["nom"])


def ville(code_insee: str) -> tuple[str, str]:
    """Return the postal code and the name of a town. Raises KeyError for an unknown INSEE code."""
    commune = communes()[code_insee]
    return commune["code_postal"], commune["nom"]

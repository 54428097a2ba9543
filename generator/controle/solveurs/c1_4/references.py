"""What is right, by the catalogue, the records, the terms of sale, the mails and the firm's procedure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.controle.lecture.dossier import Dossier, Introuvable
from generator.controle.solveurs import ventes
from generator.controle.solveurs.regles import Regles, decimal, par_cle
from generator.controle.solveurs.ventes import ZERO

_REF = r"[A-Z0-9]+(?:-[A-Z0-9]+)+"
_ACCORD = re.compile(rf"{ventes.MONTANT} € HT l’unité")


@dataclass(frozen=True)
class Accord:
    """A written agreement on one order: a price HT of a reference, or a reference that replaces another."""

    commande: str
    prix: Mapping[str, Decimal]
    remplace: Mapping[str, str]
    """Reference ordered → reference delivered."""


class References:
    """The right values of a mission; each is looked up when it is asked for, and raises Introuvable when it is missing."""

    def __init__(self, dossier: Dossier, mission: str) -> None:
        """Open the references of a mission."""
        self.dossier, self.mission = dossier, mission
        self.port = Regles(dossier, mission, ventes.PRIX_PORT)
        self.paiement = Regles(dossier, mission, ventes.PAIEMENT)
        self.procedure = Regles(dossier, mission, avec="Quantité facturée")
        self._articles: dict[str, Mapping[str, str]] | None = None

    def article(self, reference: str) -> Mapping[str, str]:
        """Return an article of the catalogue. Raises Introuvable."""
        if self._articles is None:
            table = self.dossier.table(self.mission, "Référence", "Prix de vente HT", "Prix d’achat HT")
            self._articles = par_cle(table, "Référence")
        if reference not in self._articles:
            raise Introuvable(f"{reference} au catalogue")
        return self._articles[reference]

    def connait(self, reference: str) -> bool:
        """Say whether the catalogue has a reference. Raises Introuvable without a catalogue."""
        try:
            return bool(self.article(reference))
        except Introuvable:
            if self._articles is None:
                raise
            return False

    def figure(self, reference: str, colonne: str) -> Decimal:
        """Return a figure of the catalogue. Raises Introuvable."""
        return decimal(self.article(reference)[colonne], f"{reference}, {colonne}")

    def client(self, code: str) -> Mapping[str, str]:
        """Return the record of a client. Raises Introuvable."""
        return ventes.client_de(self.dossier, self.mission, code)

    def fournisseur(self, code: str) -> Mapping[str, str]:
        """Return a supplier of the catalogue. Raises Introuvable."""
        for f in self.dossier.table(self.mission, "Code", "Raison sociale", "IBAN").lignes:
            if f["Code"] == code:
                return f
        raise Introuvable(f"fournisseur {code}")

    def remise(self, reference: str, quantite: Decimal, code_client: str) -> Decimal:
        """Return the one rate of discount (%) due on a row. Raises Introuvable."""
        bande = ZERO
        if self.article(reference)["Remise quantité"] == "oui":
            bande = ventes.remise_quantite(self.dossier, self.mission, quantite)
        return ventes.cumule(
            self.port, bande, decimal(self.client(code_client)["Remise (%)"] or "0", "remise de la fiche")
        )

    def tolere(self, ecart: Decimal) -> bool:
        """Say whether a difference on a total is let pass. Raises Introuvable."""
        texte = self.procedure.texte("Écart toléré sur un total")
        m = re.fullmatch(rf"{ventes.MONTANT} € (inclus|exclu)", texte)
        if m is None:
            raise Introuvable(f"règle « Écart toléré sur un total » : formulation inconnue « {texte} »")
        borne = decimal(m[1], "écart toléré")
        return abs(ecart) < borne or (abs(ecart) == borne and m[2] == "inclus")

    def action(self, constat: str) -> str:
        """Return what the procedure does of a finding. Raises Introuvable."""
        for ligne in self.dossier.table(self.mission, "Constat", "Action").lignes:
            if ligne["Constat"] == constat:
                return ligne["Action"]
        raise Introuvable(f"action pour « {constat} »")

    def accord(self, commande: str, references: set[str]) -> Accord:
        """Return what the mails agree on an order whose references are given. Raises Introuvable."""
        prix: dict[str, Decimal] = {}
        remplace: dict[str, str] = {}
        self.procedure.exige_si_dite("Prix", "catalogue, sauf accord écrit")
        for d in self.dossier.de_mission(self.mission):
            corps = d.courriel.corps.replace("\n", " ") if d.courriel else ""
            if not re.search(rf"(?<![\w-]){re.escape(commande)}(?![\w-])", corps):
                continue
            citees = [
                r
                for r in dict.fromkeys(re.findall(rf"(?<![\w-]){_REF}(?![\w-])", corps))
                if r != commande and self.connait(r)
            ]
            montant = _ACCORD.search(corps)
            if montant and len(citees) == 1:
                prix[citees[0]] = decimal(montant[1], "prix convenu")
            elif len(citees) == 2 and "€" not in corps:
                commandees = [r for r in citees if r in references]
                if len(commandees) != 1:
                    raise Introuvable(f"remplacement dans {d.fichier} : l’article commandé n’est pas clair")
                remplace[commandees[0]] = next(r for r in citees if r not in references)
        return Accord(commande, prix, remplace)

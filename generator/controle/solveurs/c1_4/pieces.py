"""The commercial documents of a mission as records, put together by chain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.controle.lecture.dossier import DocumentLu, Dossier, Introuvable
from generator.controle.solveurs.regles import date_de, decimal
from generator.controle.solveurs.ventes import ZERO

DEVIS, COMMANDE, LIVRAISON, FACTURE, RECEPTION = (
    "Devis",
    "Bon de commande",
    "Bon de livraison",
    "Facture",
    "Bon de réception",
)
TITRES = (DEVIS, COMMANDE, LIVRAISON, FACTURE, RECEPTION)
PARTIES = ("Client", "Destinataire", "Adresse de livraison", "Fournisseur")
_FIN_PARTIE = ("Prix et montants", "Reçu le", "Contrôlé", "Bon pour accord")
_COLONNES = {
    "Quantité": "quantite",
    "Commandée": "quantite",
    "Livrée": "livree",
    "Reçue": "livree",
    "Reliquat": "reliquat",
}


@dataclass(frozen=True)
class LignePiece:
    """A row as printed; what is not printed is None, but for a discount: 0 (%)."""

    numero: str
    reference: str
    designation: str
    unite: str
    quantite: Decimal
    livree: Decimal | None
    reliquat: Decimal | None
    prix: Decimal | None
    remise: Decimal
    montant: Decimal | None
    taux: Decimal | None


@dataclass(frozen=True)
class Piece:
    """A commercial document: title, number, date, rows, and the document itself for its fields and its parties."""

    document: DocumentLu
    titre: str
    numero: str
    date: date
    lignes: tuple[LignePiece, ...]

    @property
    def nom(self) -> str:
        """« Facture FA-2026-0412 »."""
        return f"{self.titre} {self.numero}"

    def champ(self, libelle: str) -> str | None:
        """Return a field, None when it is not printed."""
        return next((v for n, v in self.document.champs if n == libelle), None)

    def montant(self, libelle: str) -> Decimal:
        """Return an amount. Raises Introuvable."""
        return decimal(self.document.champ(libelle), f"{self.nom}, {libelle}")

    def partie(self, titre: str) -> tuple[str, ...]:
        """Return the lines of a party, none when it is not printed."""
        lignes = self.document.lignes
        if titre not in lignes:
            return ()
        debut = lignes.index(titre) + 1
        fin = next(
            (n for n in range(debut, len(lignes)) if lignes[n] in PARTIES or lignes[n].startswith(_FIN_PARTIE)),
            len(lignes),
        )
        return lignes[debut:fin]

    def code_postal(self, titre: str) -> str:
        """Return the postcode of a party, nothing when there is none."""
        return next((m[1] for ligne in self.partie(titre) if (m := re.match(r"(\d{5}) \S", ligne))), "")

    def identifiant(self, titre: str, libelle: str) -> str:
        """Return « SIRET », « N° TVA »… of a party, nothing when it is not printed."""
        return trouve(self.partie(titre), libelle)

    @property
    def emetteur(self) -> tuple[str, ...]:
        """The lines above the first party: the issuer's."""
        premiere = min((self.document.lignes.index(p) for p in PARTIES if p in self.document.lignes), default=0)
        return self.document.lignes[:premiere]


def trouve(lignes: Sequence[str], libelle: str) -> str:
    """Return what stands after « Label : », up to a dash or the end of the line, nothing when it is not there."""
    motif = re.compile(rf"(?:^| ){re.escape(libelle)} : (.+?)(?: [–·|•] |$)")
    return next((m[1] for ligne in lignes if (m := motif.search(ligne))), "")


@dataclass(frozen=True)
class Vente:
    """A chain of sale; a document that is missing raises Introuvable when it is asked for."""

    code_client: str
    pieces: tuple[Piece, ...]

    @property
    def devis(self) -> Piece:
        """The devis."""
        return _une(self.pieces, DEVIS, self.code_client)

    @property
    def commande(self) -> Piece:
        """The order."""
        return _une(self.pieces, COMMANDE, self.code_client)

    @property
    def livraisons(self) -> tuple[Piece, ...]:
        """The delivery notes, the first one first."""
        return _toutes(self.pieces, LIVRAISON, self.code_client)

    @property
    def facture(self) -> Piece:
        """The invoice."""
        return _une(self.pieces, FACTURE, self.code_client)


@dataclass(frozen=True)
class Achat:
    """A chain of purchase; a document that is missing raises Introuvable when it is asked for."""

    pieces: tuple[Piece, ...]

    @property
    def commande(self) -> Piece:
        """The firm's order."""
        return _une(self.pieces, COMMANDE, "fournisseur")

    @property
    def receptions(self) -> tuple[Piece, ...]:
        """The reception notes."""
        return _toutes(self.pieces, RECEPTION, "fournisseur")

    @property
    def facture(self) -> Piece:
        """The supplier's invoice."""
        return _une(self.pieces, FACTURE, "fournisseur")


def pieces(dossier: Dossier, mission: str) -> list[Piece]:
    """Return the commercial documents of a mission. Raises Introuvable for one that cannot be read."""
    motif = re.compile(rf"(?:[^\W_]{{1,4}} )?({'|'.join(TITRES)})(?: [^\W_]{{1,4}})?")
    lues = []
    for d in dossier.de_mission(mission):
        titre = next((m[1] for ligne in d.lignes if (m := motif.fullmatch(ligne))), "")
        if titre and any(n == "Numéro" for n, _ in d.champs):
            lues.append(Piece(d, titre, d.champ("Numéro"), date_de(d.champ("Date"), d.fichier), _lignes(d)))
    return lues


def _lignes(d: DocumentLu) -> tuple[LignePiece, ...]:
    return tuple(_ligne(d, li) for t in d.tables if "N°" in t.entetes and "Référence" in t.entetes for li in t.lignes)


def _ligne(d: DocumentLu, li: Mapping[str, str]) -> LignePiece:
    def figure(*noms: str) -> Decimal | None:
        texte = next((li[n] for n in noms if li.get(n)), "")
        return decimal(texte, f"{d.fichier}, ligne {li['N°']}") if texte else None

    quantite = figure("Quantité", "Commandée")
    if quantite is None:
        raise Introuvable(f"{d.fichier}, quantité de la ligne {li['N°']}")
    return LignePiece(
        li["N°"],
        li["Référence"],
        li["Désignation"],
        li.get("Unité", ""),
        quantite,
        figure("Livrée", "Reçue"),
        figure("Reliquat"),
        figure("PU HT"),
        figure("Remise") or ZERO,
        figure("Montant HT"),
        figure("TVA"),
    )


def ventes(dossier: Dossier, mission: str) -> list[Vente]:
    """Return the chains of sale, by client, in the order of the documents. Raises Introuvable."""
    par_client: dict[str, list[Piece]] = {}
    for p in pieces(dossier, mission):
        if code := trouve(p.document.lignes, "Code client"):
            par_client.setdefault(code, []).append(p)
    if not par_client:
        raise Introuvable("ventes à contrôler")
    return [Vente(code, tuple(siennes)) for code, siennes in par_client.items()]


def achat(dossier: Dossier, mission: str) -> Achat:
    """Return the chain of purchase."""
    return Achat(tuple(p for p in pieces(dossier, mission) if not trouve(p.document.lignes, "Code client")))


def _une(siennes: Sequence[Piece], titre: str, qui: str) -> Piece:
    trouvees = [p for p in siennes if p.titre == titre]
    if len(trouvees) != 1:
        raise Introuvable(f"{titre.lower()} ({qui})")
    return trouvees[0]


def _toutes(siennes: Sequence[Piece], titre: str, qui: str) -> tuple[Piece, ...]:
    trouvees = sorted((p for p in siennes if p.titre == titre), key=lambda p: (p.date, p.numero))
    if not trouvees:
        raise Introuvable(f"{titre.lower()} ({qui})")
    return tuple(trouvees)

"""The checks of a purchase: order, reception, supplier's invoice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.controle.lecture.dossier import Introuvable
from generator.controle.lecture.valeurs import ecrit_nombre
from generator.controle.solveurs import ventes
from generator.controle.solveurs.c1_4.amont import commande_citee
from generator.controle.solveurs.c1_4.constats import Constat, chiffre, sommes
from generator.controle.solveurs.c1_4.facture import identifiants
from generator.controle.solveurs.c1_4.pieces import Achat, LignePiece, Piece, trouve
from generator.controle.solveurs.c1_4.references import References
from generator.controle.solveurs.regles import date_de, decimal, inconnue
from generator.controle.solveurs.ventes import ZERO

_CARTON = re.compile(r"\w+ de (\d+)")


@dataclass(frozen=True)
class DueAchat:
    """A row due to a supplier: quantity received, purchase price, rate of VAT (%)."""

    quantite: Decimal
    prix: Decimal
    taux: Decimal

    @property
    def montant(self) -> Decimal:
        """The amount HT."""
        return ventes.centime(self.quantite * self.prix)


def ligne_commandee(a: Achat, li: LignePiece) -> LignePiece:
    """Return the row of the order that a row answers. Raises Introuvable."""
    for egale in (lambda o: o.reference == li.reference, lambda o: o.numero == li.numero):
        trouvee = next(filter(egale, a.commande.lignes), None)
        if trouvee is not None:
            return trouvee
    raise Introuvable(f"ligne {li.numero} ({li.reference}) : absente de {a.commande.nom}")


def due(a: Achat, o: LignePiece, refs: References) -> DueAchat:
    """Return what is due for a row of the order. Raises Introuvable."""
    refs.procedure.exige_si_dite("Quantité facturée", "livrée ou reçue")
    recue = sum((li.livree or ZERO for br in a.receptions for li in br.lignes if ligne_commandee(a, li) is o), ZERO)
    return DueAchat(recue, refs.figure(o.reference, "Prix d’achat HT"), refs.figure(o.reference, "TVA (%)"))


def taux_port(a: Achat, refs: References) -> Decimal:
    """Return the VAT rate (%) of the carriage: the one whose base the order's carriage completes, else the firm's own terms."""
    port = a.commande.montant("Port HT")
    for t in a.commande.document.tables:
        for ligne in t.lignes if "Base HT" in t.entetes else ():
            taux, base = decimal(ligne["Taux"], "taux"), decimal(ligne["Base HT"], "base")
            if base - sum((li.montant or ZERO for li in a.commande.lignes if li.taux == taux), ZERO) == port:
                return taux
    return ventes.taux_port(refs.port)


def commande(a: Achat, refs: References) -> Iterator[Constat]:
    """Yield what is wrong in the firm's purchase order."""
    for li in a.commande.lignes:
        if li.prix is not None:
            yield from chiffre(
                a.commande, li, "Prix unitaire HT", li.prix, refs.figure(li.reference, "Prix d’achat HT")
            )
        if li.taux is not None:
            yield from chiffre(a.commande, li, "Taux de TVA", li.taux, refs.figure(li.reference, "TVA (%)"))
    yield from sommes(a.commande, refs)


def receptions(a: Achat) -> Iterator[Constat]:
    """Yield what is wrong in the reception notes."""
    deja: dict[str, Decimal] = {}
    for br in a.receptions:
        yield from commande_citee(br, a.commande, "Commande")
        for li in br.lignes:
            o = ligne_commandee(a, li)
            recue, reste = li.livree or ZERO, o.quantite - deja.get(o.numero, ZERO)
            if li.reference != o.reference:
                yield Constat(br, li.numero, "Référence", li.reference, o.reference)
            if li.quantite not in (o.quantite, reste):
                yield from chiffre(br, li, "Quantité", li.quantite, o.quantite, 0)
            if recue > reste:
                yield from chiffre(br, li, "Quantité livrée ou reçue", recue, reste, 0)
            deja[o.numero] = deja.get(o.numero, ZERO) + recue
            if li.reliquat is not None:
                yield from chiffre(br, li, "Reliquat", li.reliquat, max(ZERO, reste - recue), 0)


def facture(a: Achat, refs: References) -> Iterator[Constat]:
    """Yield what is wrong in the supplier's invoice."""
    vues: set[str] = set()
    for li in a.facture.lignes:
        o = ligne_commandee(a, li)
        if o.numero in vues:
            yield Constat(a.facture, li.numero, "Quantité", ecrit_nombre(li.quantite), "0", 1)
            continue
        vues.add(o.numero)
        yield from _ligne(a, li, o, due(a, o, refs))
    yield from chiffre(a.facture, None, "Port HT", a.facture.montant("Port HT"), a.commande.montant("Port HT"))
    yield from sommes(a.facture, refs)
    yield from _entete(a, refs)


def _ligne(a: Achat, li: LignePiece, o: LignePiece, juste: DueAchat) -> Iterator[Constat]:
    if li.reference != o.reference:
        yield Constat(a.facture, li.numero, "Référence", li.reference, o.reference)
    quantite, prix = juste.quantite, juste.prix
    if li.unite != o.unite:
        m = _CARTON.fullmatch(li.unite)
        n = Decimal(m[1]) if m else Decimal(1)
        if m and li.quantite * n == quantite and li.prix == prix * n:
            quantite, prix = li.quantite, li.prix  # boxes, at the price of the box
        else:
            yield Constat(a.facture, li.numero, "Unité", li.unite, o.unite)
    yield from chiffre(a.facture, li, "Quantité", li.quantite, quantite)
    if li.prix is not None and li.prix != o.prix:
        yield from chiffre(a.facture, li, "Prix unitaire HT", li.prix, prix)
    if li.taux is not None and li.taux != o.taux:
        yield from chiffre(a.facture, li, "Taux de TVA", li.taux, juste.taux)


def _entete(a: Achat, refs: References) -> Iterator[Constat]:
    f = a.facture
    yield from commande_citee(f, a.commande, "Votre commande", "Commande")
    derniere = max(br.date for br in a.receptions)
    if f.date < derniere:
        yield Constat(f, "0", "Date", f.date.isoformat(), derniere.isoformat())
    lue, juste = date_de(f.document.champ("Échéance"), f.nom), echeance(f)
    if lue != juste:
        yield Constat(f, "0", "Échéance", lue.isoformat(), juste.isoformat())
    fiche = refs.fournisseur(a.commande.document.champ("Code fournisseur"))
    yield from identifiants(
        f,
        {
            "SIRET": (trouve(f.emetteur, "SIRET"), fiche["SIRET"]),
            "IBAN": (f.champ("IBAN") or "", fiche["IBAN"]),
            "N° TVA": (trouve(f.emetteur, "N° TVA"), a.commande.identifiant("Fournisseur", "N° TVA")),
        },
    )


def echeance(f: Piece) -> date:
    """Return the due date of a supplier's invoice by its printed term. Raises Introuvable."""
    delai = f.document.champ("Délai de paiement")
    if m := re.fullmatch(r"(\d+) jours date de facture", delai):
        return f.date + timedelta(days=int(m[1]))
    m = re.fullmatch(
        r"(\d+) jours fin de mois \((fin du mois, puis ajout des jours|ajout des jours, puis fin du mois)\)", delai
    )
    if m is None:
        raise inconnue("délai de paiement du fournisseur", delai)
    jours = timedelta(days=int(m[1]))
    return ventes.fin_de_mois(f.date) + jours if m[2].startswith("fin") else ventes.fin_de_mois(f.date + jours)

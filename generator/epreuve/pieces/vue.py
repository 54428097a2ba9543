"""A commercial document before its sums (`Vue`), and its layout with them (`document`). Amounts in € HT unless said.

Whoever must alter a document alters its Vue: what follows from the altered value then follows on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.epreuve.pieces.contenus import (
    Champ,
    DocumentCommercial,
    GenreDocument,
    LigneDocument,
    LigneTVA,
    Partie,
    Piece,
    Valeur,
)
from generator.monde.metier.prix import CENT_POUR_CENT, ZERO, Totaux, net_ligne, totaux
from generator.textes import typographie

TITRES: dict[GenreDocument, str] = {
    "devis": "Devis",
    "commande": "Bon de commande",
    "bon_livraison": "Bon de livraison",
    "facture": "Facture",
    "facture_acompte": "Facture d’acompte",
    "avoir": "Avoir",
    "bon_retour": "Bon de retour",
    "commande_fournisseur": "Bon de commande",
    "bon_reception": "Bon de réception",
    "facture_fournisseur": "Facture",
}
_TARIFEES = ("numero", "reference", "designation", "quantite", "unite", "prix", "remise", "montant", "tva")
_SANS_PRIX = ("numero", "reference", "designation", "quantite", "livree", "reliquat", "unite")
_COLONNES: dict[GenreDocument, tuple[str, ...]] = {
    "bon_livraison": _SANS_PRIX,
    "bon_reception": _SANS_PRIX,
    "bon_retour": ("numero", "reference", "designation", "quantite", "unite"),
}
_FACTURX: dict[GenreDocument, str] = {"facture": "380", "avoir": "381", "facture_acompte": "386"}
_A_PAYER = ("facture", "facture_acompte", "facture_fournisseur")


@dataclass(frozen=True)
class LigneVue:
    """A row before layout: quantity ordered (notes) or billed; price € HT; discounts in cascade and VAT in %."""

    reference: str
    designation: str
    quantite: Decimal
    unite: str
    prix: Decimal = ZERO
    remises: tuple[Decimal, ...] = ()
    tva: Decimal = Decimal(20)
    livree: Decimal | None = None
    reliquat: Decimal | None = None
    remarque: str = ""
    code_unite: str = "C62"
    ecart: Decimal = ZERO
    """A slip of the row's amount alone, €: nought on a right document."""

    @property
    def montant(self) -> Decimal:
        """HT of the row, €, rounded once."""
        return self.ecart + net_ligne(self.prix, self.quantite, self.remises)

    @property
    def remise(self) -> Decimal:
        """The one rate (%) to which the cascade amounts: 14.5 for 10 then 5."""
        reste = Decimal(1)
        for r in self.remises:
            reste *= (CENT_POUR_CENT - r) / CENT_POUR_CENT
        taux = (1 - reste) * CENT_POUR_CENT
        return taux.normalize() if taux != taux.to_integral_value() else taux.quantize(Decimal(1))


@dataclass(frozen=True)
class Vue:
    """What a document says before any sum. `port` € HT; `acompte` € TTC already invoiced, with its label; `references`
    are the header fields after number and date; `conditions` those of the foot."""

    genre: GenreDocument
    numero: str
    date: date
    emetteur: Partie
    destinataire: Partie
    lignes: tuple[LigneVue, ...]
    references: tuple[Champ, ...] = ()
    conditions: tuple[Champ, ...] = ()
    livraison: Partie | None = None
    port: Decimal = ZERO
    taux_port: Decimal = Decimal(20)
    acompte: Decimal = ZERO
    libelle_acompte: str = "Acompte déjà facturé"
    mentions: tuple[str, ...] = ()
    manuscrit: tuple[str, ...] = ()
    signature: str = ""
    titre: str = ""
    emetteur_firme: bool = True
    ecart_tva: Decimal = ZERO
    """A slip of the VAT of the last rate alone, €; the sums below follow."""
    ecart_ttc: Decimal = ZERO
    """A slip of the total TTC alone, €; the net follows."""

    @property
    def totaux(self) -> Totaux:
        """The sums, €, with the slips if any."""
        t = totaux([(li.montant, li.tva) for li in self.lignes], self.port, self.taux_port, self.acompte)
        if not (self.ecart_tva or self.ecart_ttc):
            return t
        dernier = t.tva[-1]
        tva = (*t.tva[:-1], replace(dernier, montant=dernier.montant + self.ecart_tva))
        ecart = self.ecart_tva + self.ecart_ttc
        return replace(
            t,
            tva=tva,
            total_tva=t.total_tva + self.ecart_tva,
            total_ttc=t.total_ttc + ecart,
            net_a_payer=t.net_a_payer + ecart,
        )

    def avec_reference(self, code: str, valeur: Valeur) -> Vue:
        """Return the vue with another value in a header field. Raises ValueError when it has no such field."""
        return replace(self, references=_change(self.references, code, valeur))

    def avec_condition(self, code: str, valeur: Valeur) -> Vue:
        """Return the vue with another value in a field of the foot. Raises ValueError when it has no such field."""
        return replace(self, conditions=_change(self.conditions, code, valeur))

    def avec_ligne(self, numero: int, **changes: object) -> Vue:
        """Return the vue with one row changed (numbered from 1)."""
        lignes = list(self.lignes)
        lignes[numero - 1] = replace(lignes[numero - 1], **changes)  # type: ignore[arg-type]
        return replace(self, lignes=tuple(lignes))


def _change(champs: Sequence[Champ], code: str, valeur: Valeur) -> tuple[Champ, ...]:
    if code not in {c.code for c in champs}:
        msg = f"champ absent du document : {code}"
        raise ValueError(msg)
    return tuple(replace(c, valeur=valeur) if c.code == code else c for c in champs)


# --- Layout ----------------------------------------------------------------------------------------------------------


def document(vue: Vue) -> DocumentCommercial:
    """Lay out a vue, with its sums when it bears prices."""
    tarifee = vue.genre not in _COLONNES
    t = vue.totaux
    entete = (Champ("numero", "Numéro", vue.numero), Champ("date", "Date", vue.date, "date"), *vue.references)
    colonnes = _COLONNES.get(vue.genre, _TARIFEES)
    if tarifee and not any(li.remises for li in vue.lignes):
        colonnes = tuple(c for c in colonnes if c != "remise")
    return DocumentCommercial(
        genre=vue.genre,
        titre=vue.titre or TITRES[vue.genre],
        numero=vue.numero,
        date=vue.date,
        emetteur=vue.emetteur,
        destinataire=vue.destinataire,
        entete=entete,
        lignes=tuple(_ligne(i, li, tarifee) for i, li in enumerate(vue.lignes, 1)),
        colonnes=colonnes,
        tva=tuple(LigneTVA(b.taux, b.base, b.montant) for b in t.tva) if tarifee else (),
        totaux=_totaux(vue, t) if tarifee else (),
        conditions=vue.conditions,
        mentions=vue.mentions,
        livraison=vue.livraison,
        manuscrit=vue.manuscrit,
        signature=vue.signature,
        emetteur_firme=vue.emetteur_firme,
        type_facturx=_FACTURX.get(vue.genre, ""),
    )


def _ligne(i: int, li: LigneVue, tarifee: bool) -> LigneDocument:
    if not tarifee:
        return LigneDocument(
            i,
            li.reference,
            typographie(li.designation),
            li.quantite,
            li.unite,
            livree=li.livree,
            reliquat=li.reliquat,
            remarque=li.remarque,
            code_unite=li.code_unite,
        )
    return LigneDocument(
        i,
        li.reference,
        typographie(li.designation),
        li.quantite,
        li.unite,
        li.prix,
        li.remise if li.remises else None,
        li.montant,
        li.tva,
        remarque=li.remarque,
        code_unite=li.code_unite,
    )


def _totaux(vue: Vue, t: Totaux) -> tuple[Champ, ...]:
    """Return the totals: carriage is always told (0,00 € when free); net due when something is to pay."""
    champs = [
        Champ("total_lignes", "Total des lignes HT", t.lignes_ht, "montant"),
        Champ("port", "Port HT", t.port_ht, "montant"),
        Champ("total_ht", "Total HT", t.total_ht, "montant"),
        Champ("total_tva", "Total TVA", t.total_tva, "montant"),
        Champ("total_ttc", "Total TTC", t.total_ttc, "montant"),
    ]
    if vue.acompte or vue.genre in _A_PAYER:
        champs += [Champ("acompte", vue.libelle_acompte, vue.acompte, "montant")] if vue.acompte else []
        champs.append(Champ("net_a_payer", "Net à payer", t.net_a_payer, "montant"))
    return tuple(champs)


def piece(
    cle: str, nom: str, doc: DocumentCommercial, source: str, *, titre: str = "", modifiable: bool = False
) -> Piece:
    """Return the pièce of a document (.pdf): its title is « Facture FA-2026-0412 » unless told."""
    return Piece(cle, nom, titre or f"{doc.titre} {doc.numero}", source, doc.date, doc, "pdf", modifiable)

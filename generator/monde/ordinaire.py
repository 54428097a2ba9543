"""The ordinary life of the firm: the sales and purchases that no mission asks about, over some three months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator.alea import Alea, Flux
from generator.monde.distribution import Creneau
from generator.monde.faits import Article, Client, Conditions, Fournisseur
from generator.monde.journal import (
    Commande,
    CommandeFournisseur,
    Devis,
    Facture,
    Fait,
    Ligne,
    LivraisonFaite,
    Reception,
    Reglement,
)
from generator.monde.metier.calendrier import ajoute_ouvres, ouvre_ou_suivant
from generator.monde.metier.echeances import echeance
from generator.monde.metier.prix import ZERO, arrondi_superieur, taux_bande

VENTES, ACHATS = 30, 12
ORDINAIRE = "ordinaire"
Dates = dict[tuple[str, str], tuple[str, date]]


def dates_ordinaires(alea: Alea, reference: date) -> Dates:
    """Return the dated documents of ordinary life: (« ordinaire », key) → (series, day). None is on the reference day."""
    dates: Dates = {}
    for i in range(VENTES):
        f = alea.flux(ORDINAIRE, "vente", i)
        jour = ajoute_ouvres(
            reference, -f.entier(56 if i == 0 else 3, 62)
        )  # the first is old: the avoir has its invoice
        etapes = [("commande", jour)]
        if f.chance(2, 3):
            etapes.insert(0, ("devis", ajoute_ouvres(jour, -f.entier(1, 6))))
        livraison = ajoute_ouvres(jour, f.entier(1, 5))
        etapes += [("livraison", livraison), ("facture", ajoute_ouvres(livraison, f.entier(0, 1)))]
        dates |= {(ORDINAIRE, f"v{i}/{serie}"): (serie, j) for serie, j in etapes if j < reference}
    for i in range(ACHATS):
        f = alea.flux(ORDINAIRE, "achat", i)
        jour = ajoute_ouvres(reference, -f.entier(4, 60))
        dates[ORDINAIRE, f"a{i}/commande_fournisseur"] = ("commande_fournisseur", jour)
        reception = ajoute_ouvres(jour, f.entier(3, 9))
        if reception < reference:
            dates[ORDINAIRE, f"a{i}/reception"] = ("reception", reception)
    avoir = ajoute_ouvres(reference, -alea.flux(ORDINAIRE, "avoir").entier(5, 40))
    dates[ORDINAIRE, "jour/avoir"] = ("avoir", avoir)
    return dates


@dataclass(frozen=True)
class Vie:
    """What ordinary life draws from: its clients, articles, suppliers and slots."""

    alea: Alea
    clients: Sequence[Client]
    articles: Sequence[Article]
    fournisseurs: Sequence[Fournisseur]
    conditions: Conditions
    creneaux: Mapping[str, Creneau]
    reference: date

    def faits(self) -> list[Fait]:
        """Return the events."""
        ventes = [f for i in range(VENTES) for f in self._vente(i)]
        achats = [f for i in range(ACHATS) for f in self._achat(i)]
        return [*ventes, *achats, *self._avoir(ventes)]

    def _vente(self, i: int) -> list[Fait]:
        f = self.alea.flux(ORDINAIRE, "contenu", i)
        client = f.choix(self.clients)
        lignes = tuple(self._ligne(f, a, client) for a in f.echantillon(self.articles, f.entier(1, 4)))
        ht = sum((li.montant for li in lignes), ZERO)
        port = ZERO if ht >= self.conditions.port_franco else self.conditions.port_forfait
        faits: list[Fait] = []
        genres = (("devis", Devis), ("commande", Commande), ("livraison", LivraisonFaite), ("facture", Facture))
        for serie, genre in genres:
            creneau = self.creneaux.get(f"v{i}/{serie}")
            if creneau:
                suit = faits[-1].id if faits else ""
                faits.append(
                    genre(
                        f"{ORDINAIRE}/v{i}/{serie}",
                        creneau.date,
                        creneau.numero,
                        client=client.code,
                        lignes=lignes,
                        port=port,
                        taux_port=self.conditions.taux_port,
                        suit=suit,
                    )
                )
        if faits and isinstance(faits[-1], Facture):
            faits[-1] = replace(faits[-1], echeance=echeance(faits[-1].date, client.delai))
            faits += self._reglement(f, faits[-1], i)
        return faits

    def _reglement(self, f: Flux, facture: Facture, i: int) -> list[Fait]:
        assert facture.echeance is not None
        jour = ouvre_ou_suivant(facture.echeance + timedelta(days=f.choix((-3, 0, 0, 2, 6))))
        jour = max(jour, ouvre_ou_suivant(facture.date))
        if jour >= self.reference or f.chance(1, 10):
            return []
        return [Reglement(f"{ORDINAIRE}/v{i}/reglement", jour, facture=facture.id, montant=facture.totaux.total_ttc)]

    def _ligne(self, f: Flux, a: Article, client: Client) -> Ligne:
        quantite = max(1, f.entier(1, max(2, a.seuil // 2)))
        bande = taux_bande(self.conditions.bandes, quantite) if a.remise_quantite else ZERO
        if self.conditions.cumul == "cascade":
            remises = tuple(r for r in (bande, client.remise) if r)
        else:
            remises = tuple(r for r in (max(bande, client.remise),) if r)
        return Ligne(a.ref, quantite, a.vente, remises, a.tva)

    def _achat(self, i: int) -> list[Fait]:
        f = self.alea.flux(ORDINAIRE, "achats", i)
        fournisseur = f.choix([x for x in self.fournisseurs if any(a.fournisseur == x.code for a in self.articles)])
        articles = [a for a in self.articles if a.fournisseur == fournisseur.code]
        choisis = f.echantillon(articles, min(len(articles), f.entier(1, 3)))
        lignes = tuple(
            Ligne(a.ref, arrondi_superieur(f.entier(1, a.maximum // 2), a.conditionnement), a.achat, (), a.tva)
            for a in choisis
        )
        commande = self.creneaux[f"a{i}/commande_fournisseur"]
        reception = self.creneaux.get(f"a{i}/reception")
        prevue = reception.date if reception else ajoute_ouvres(self.reference, f.entier(1, 6))
        faits: list[Fait] = [
            CommandeFournisseur(
                f"{ORDINAIRE}/a{i}/commande",
                commande.date,
                commande.numero,
                fournisseur=fournisseur.code,
                lignes=lignes,
                prevue=prevue,
            )
        ]
        if reception:
            faits.append(
                Reception(
                    f"{ORDINAIRE}/a{i}/reception",
                    reception.date,
                    reception.numero,
                    fournisseur=fournisseur.code,
                    lignes=lignes,
                    suit=faits[0].id,
                )
            )
        return faits

    def _avoir(self, ventes: Sequence[Fait]) -> list[Fait]:
        """Return the one ordinary credit note: one unit of an invoice already issued on its slot's day."""
        from generator.monde.journal import Avoir, Retour  # noqa: PLC0415 - used here alone

        creneau = self.creneaux["jour/avoir"]
        factures = [f for f in ventes if isinstance(f, Facture) and f.date < creneau.date]
        facture = self.alea.flux(ORDINAIRE, "avoir", "contenu").choix(factures)
        li = facture.lignes[0]
        ligne = replace(li, quantite=1)
        lignes = (ligne,)
        return [
            Retour(
                f"{ORDINAIRE}/retour",
                creneau.date,
                client=facture.client,
                lignes=lignes,
                suit=facture.suit,
                remis=False,
            ),
            Avoir(
                f"{ORDINAIRE}/avoir",
                creneau.date,
                creneau.numero,
                client=facture.client,
                lignes=lignes,
                suit=facture.id,
                motif="article défectueux",
                taux_port=Decimal(20),
            ),
        ]

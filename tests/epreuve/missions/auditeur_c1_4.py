"""An auditor of the documents of C1.4: it knows the rules of docs/missions/c1_4.md, not how a case is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.epreuve.missions.socle import MissionComposee
from generator.epreuve.pieces.contenus import Classeur, Courriel, DocumentCommercial, LigneDocument, Page, Tableau
from generator.monde.metier.calendrier import fin_de_mois
from generator.monde.metier.prix import arrondi

Trouvaille = tuple[str, str, str, str, str]
"""Document, field, row, read, right."""
CENT = Decimal(100)


def _d(texte: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,]", "", texte.split("€", maxsplit=1)[0]).replace(",", "."))


def _t(v: Any) -> str:
    if isinstance(v, date):
        return v.isoformat()
    if isinstance(v, (Decimal, int)):
        d = Decimal(v)
        return f"{d.quantize(Decimal(1)) if d == d.to_integral_value() else d.normalize():f}"
    return str(v)


class Auditeur:
    """Reads the pièces of a mission."""

    def __init__(self, m: MissionComposee) -> None:
        self.pieces = {p.cle: p for p in m.pieces}
        self.articles = self._classeur("commun/catalogue", "Articles", "Référence")
        self.fournisseurs = self._classeur("commun/catalogue", "Fournisseurs", "Code")
        self.clients = self._classeur("commun/clients", "Clients", "Code")
        self.cgv, self.bandes = self._page("commun/cgv"), self._bandes()
        self.procedure = self._page("c1_4/procedure")
        lu = self.procedure["Écart toléré sur un total"]
        self.tolerance = _d(lu) - (0 if "inclus" in lu else Decimal("0.01"))
        self.courriels = [p.contenu.corps for p in m.pieces if isinstance(p.contenu, Courriel)]

    def _classeur(self, cle: str, nom: str, index: str) -> dict[str, dict[str, Any]]:
        contenu = self.pieces[cle].contenu
        assert isinstance(contenu, Classeur)
        f = next(x for x in contenu.feuilles if x.nom == nom)
        titres = [c.titre for c in f.colonnes]
        lignes = [dict(zip(titres, x, strict=True)) for x in f.lignes]
        return {str(x[index]): x for x in lignes}

    def _page(self, cle: str) -> dict[str, str]:
        contenu = self.pieces[cle].contenu
        assert isinstance(contenu, Page)
        return {
            str(x[0]): str(x[1])
            for b in contenu.blocs
            if isinstance(b, Tableau) and b.nom != "Bandes"
            for x in b.lignes
        }

    def _bandes(self) -> list[tuple[int, Decimal]]:
        contenu = self.pieces["commun/cgv"].contenu
        assert isinstance(contenu, Page)
        return [
            (int(a), Decimal(b))
            for t in contenu.blocs
            if isinstance(t, Tableau) and t.nom == "Bandes"
            for a, b in t.lignes
        ]  # type: ignore[arg-type]

    def doc(self, chaine: str, role: str) -> DocumentCommercial | None:
        """Return a document of a chain."""
        p = self.pieces.get(f"c1_4/{chaine}/{role}")
        assert p is None or isinstance(p.contenu, DocumentCommercial)
        return p.contenu if p else None  # type: ignore[return-value]

    def tout(self) -> set[Trouvaille]:
        """Return all findings."""
        chaines = sorted({k.split("/")[1] for k in self.pieces if k.startswith("c1_4/") and k.count("/") == 2})
        return {x for c in chaines for x in (self.achat(c) if c == "a" else self.vente(c))}

    # --- common ---

    def remise(self, a: Mapping[str, Any], q: Decimal, client: Decimal) -> Decimal:
        """Return the one rate that the terms of sale give."""
        atteints = [t for n, t in self.bandes if q >= n]
        bande = atteints[-1] if atteints and a["Remise quantité"] == "oui" else Decimal(0)
        if "l’une après l’autre" in self.cgv["Cumul avec la remise client"]:
            return CENT * (1 - (1 - bande / CENT) * (1 - client / CENT))
        return max(bande, client)

    def echeance(self, jour: date, delai: str, methode: str) -> date:
        """Return a due date."""
        n = int(re.search(r"\d+", delai)[0])  # type: ignore[index]
        if "fin de mois" not in delai:
            return jour + timedelta(days=n)
        if "puis ajout" in methode:
            return fin_de_mois(jour) + timedelta(days=n)
        return fin_de_mois(jour + timedelta(days=n))

    def sommes(self, d: DocumentCommercial, nom: str) -> Iterator[Trouvaille]:
        """Check the amounts of rows, then the sums, each on what is printed above it."""
        t = {c.code: c.valeur for c in d.totaux}
        for li in d.lignes:
            juste = arrondi(li.quantite * li.prix * (1 - (li.remise or 0) / CENT))  # type: ignore[operator]
            if li.montant != juste:
                yield nom, "Montant HT de la ligne", str(li.numero), _t(li.montant), _t(juste)
        ht = sum((li.montant for li in d.lignes), Decimal(0)) + t["port"]  # type: ignore[operator,misc]
        assert t["total_ht"] == ht
        bases: dict[Decimal, Decimal] = {}
        for taux, base in [(li.tva, li.montant) for li in d.lignes] + ([(Decimal(20), t["port"])] if t["port"] else []):
            bases[taux] = bases.get(taux, Decimal(0)) + base  # type: ignore[index,operator,arg-type]
        assert {x.taux: x.base for x in d.tva} == bases
        tva = sum((arrondi(b * x / CENT) for x, b in bases.items()), Decimal(0))
        if abs(t["total_tva"] - tva) > self.tolerance:  # type: ignore[operator]
            yield nom, "Total TVA", "0", _t(t["total_tva"]), _t(tva)
        ttc = ht + t["total_tva"]  # type: ignore[operator]
        if abs(t["total_ttc"] - ttc) > self.tolerance:  # type: ignore[operator]
            yield nom, "Total TTC", "0", _t(t["total_ttc"]), _t(ttc)
        if "net_a_payer" in t:
            assert t["net_a_payer"] == t["total_ttc"] - t.get("acompte", Decimal(0))  # type: ignore[operator]

    def accord(self, ref: str, commande: str) -> Decimal | None:
        """Return the price that a mail agrees on."""
        for corps in self.courriels:
            if (
                commande in corps
                and re.search(rf"\b{re.escape(ref)}\b", corps)
                and (m := re.search(r"([\d\u202f]+,\d\d)\u00a0€ HT l’unité", corps))
            ):
                return _d(m[1])
        return None

    def substitut(self, ref: str, commande: str) -> str:
        """Return the reference that a mail accepts in place of one."""
        for corps in self.courriels:
            if commande in corps and "€" not in corps and re.search(rf"{re.escape(ref)}(?![\w-])", corps):
                return next(r for r in self.articles if r != ref and re.search(rf"{re.escape(r)}(?![\w-])", corps))
        return ref

    # --- sale ---

    def vente(self, ch: str) -> Iterator[Trouvaille]:
        """Check a sale."""
        devis, cde, bl, bl2, fac = (
            self.doc(ch, r) for r in ("devis", "commande", "livraison", "livraison2", "facture")
        )
        assert devis
        assert cde
        assert bl
        assert fac
        client = self.clients[dict(devis.destinataire.identifiants)["Code client"]]
        commande = cde.numero
        for d in (devis, cde):
            nom = f"{d.titre} {d.numero}"
            yield from self.sommes(d, nom)
            for li in d.lignes:
                yield from self.ligne(nom, li, self.articles[li.reference]["Prix de vente HT"], li.quantite, client)
            assert {c.code: c.valeur for c in d.totaux}["port"] == self.port(d)
        validite = devis.date + timedelta(days=int(re.search(r"\d+", self.cgv["Validité d’un devis"])[0]))  # type: ignore[index]
        lu = next(c.valeur for c in devis.conditions if c.code == "validite")
        if lu != validite:
            yield f"Devis {devis.numero}", "Validité", "0", _t(lu), _t(validite)
        assert devis.date <= cde.date <= min(validite, bl.date)
        notes = " ".join(devis.manuscrit)
        for a, b in zip(devis.lignes, cde.lignes, strict=True):
            m = re.search(rf"Ligne {a.numero}, (\d+) au lieu de (\d+)", notes)
            juste = Decimal(m[1]) if m else a.quantite
            if b.quantite != juste:
                yield f"Bon de commande {cde.numero}", "Quantité", str(b.numero), _t(b.quantite), _t(juste)
        yield from self.livraison(bl, bl2, cde, client)
        yield from self.facture(fac, cde, [x for x in (bl, bl2) if x], client, commande)

    def ligne(
        self, nom: str, li: LigneDocument, prix: Decimal, q: Decimal, client: Mapping[str, Any]
    ) -> Iterator[Trouvaille]:
        """Check price, discount, rate of a row."""
        a = self.articles[li.reference]
        if li.prix != prix:
            yield nom, "Prix unitaire HT", str(li.numero), _t(li.prix), _t(prix)
        remise = self.remise(a, q, Decimal(client["Remise (%)"]))
        if (li.remise or 0) != remise:
            yield nom, "Remise", str(li.numero), _t(li.remise or Decimal(0)), _t(remise)
        if li.tva != a["TVA (%)"]:
            yield nom, "Taux de TVA", str(li.numero), _t(li.tva), _t(a["TVA (%)"])

    def port(self, d: DocumentCommercial) -> Decimal:
        """Return the carriage that the terms of sale give."""
        avant = "avant remises" in self.cgv["Montant comparé au franco"]
        base = sum(
            (
                arrondi(li.quantite * li.prix)
                if avant
                else arrondi(li.quantite * li.prix * (1 - (li.remise or 0) / CENT))  # type: ignore[operator]
                for li in d.lignes
            ),
            Decimal(0),
        )
        lu = self.cgv["Franco de port"]
        franco = base >= _d(lu) if "à partir" in lu else base > _d(lu)
        return Decimal(0) if franco else _d(self.cgv["Port"])

    def livraison(
        self, bl: DocumentCommercial, bl2: DocumentCommercial | None, cde: DocumentCommercial, client: Mapping[str, Any]
    ) -> Iterator[Trouvaille]:
        """Check the delivery notes."""
        nom = f"Bon de livraison {bl.numero}"
        cp = (
            re.search(r"\b(\d{5})\b(?!.*\d{5})", client["Adresse de livraison"] or "") or [None, client["Code postal"]]
        )[1]
        if bl.destinataire.code_postal != cp:
            yield nom, "Code postal de livraison", "0", bl.destinataire.code_postal, str(cp)
        cite = next(c.valeur for c in bl.entete if c.code == "reference_commande")
        if cite != cde.numero:
            yield nom, "Commande citée", "0", str(cite), cde.numero
        for a, b in zip(cde.lignes, bl.lignes, strict=True):
            ref = self.substitut(a.reference, cde.numero)
            if b.reference != ref:
                yield nom, "Référence", str(b.numero), b.reference, ref
            assert b.quantite == a.quantite
            offert = 1 if f"Ligne {a.numero}, 1 unité offerte" in " ".join(cde.manuscrit) else 0
            assert bool(offert) == bool(b.remarque)
            assert b.livree is not None
            if b.livree > a.quantite + offert:
                yield nom, "Quantité livrée ou reçue", str(b.numero), _t(b.livree), _t(a.quantite)
            elif b.reliquat != a.quantite + offert - b.livree:
                yield nom, "Reliquat", str(b.numero), _t(b.reliquat), _t(a.quantite + offert - b.livree)
        if bl2:
            restes = {x.reference: x.reliquat for x in bl.lignes}
            assert all(x.quantite == x.livree == restes[x.reference] for x in bl2.lignes)

    def facture(
        self,
        fac: DocumentCommercial,
        cde: DocumentCommercial,
        bls: Sequence[DocumentCommercial],
        client: Mapping[str, Any],
        commande: str,
    ) -> Iterator[Trouvaille]:
        """Check the invoice."""
        nom = f"Facture {fac.numero}"
        cond = {c.code: c.valeur for c in fac.conditions}
        ent = {c.code: c.valeur for c in fac.entete}
        yield from self.identite(nom, fac, client)
        if ent["reference_commande"] != commande:
            yield nom, "Commande citée", "0", str(ent["reference_commande"]), commande
        if fac.date < bls[-1].date:
            yield nom, "Date", "0", _t(fac.date), _t(bls[-1].date)
        due = self.echeance(fac.date, client["Délai de paiement"], self.cgv["Calcul « fin de mois »"])
        if cond["echeance"] != due:
            yield nom, "Échéance", "0", _t(cond["echeance"]), _t(due)
        for code, champ, vrai in (
            ("penalites", "Pénalités de retard", self.cgv["Pénalités de retard"]),
            ("indemnite", "Indemnité forfaitaire", "40"),
            ("escompte", "Escompte", "néant"),
        ):
            if code not in cond:
                yield nom, champ, "0", "absent", vrai
        yield from self.sommes(fac, nom)
        t = {c.code: c.valeur for c in fac.totaux}
        port = next(c.valeur for c in cde.totaux if c.code == "port")
        if t["port"] != port:
            yield nom, "Port HT", "0", _t(t["port"]), _t(port)
        acompte = next((c.valeur for c in cde.conditions if c.code == "acompte"), Decimal(0))
        self.seuil(cde, acompte)  # type: ignore[arg-type]
        if t.get("acompte", Decimal(0)) != acompte:
            yield nom, "Acompte", "0", "0", _t(acompte)
        yield from self.lignes_facture(nom, fac, cde, bls, client)

    def lignes_facture(
        self,
        nom: str,
        fac: DocumentCommercial,
        cde: DocumentCommercial,
        bls: Sequence[DocumentCommercial],
        client: Mapping[str, Any],
    ) -> Iterator[Trouvaille]:
        """Check the rows billed."""
        for li in fac.lignes[len(cde.lignes) :]:
            yield nom, "Quantité", str(li.numero), _t(li.quantite), "0"
        for a, li in zip(cde.lignes, fac.lignes, strict=False):
            n = a.numero
            ref = self.substitut(a.reference, cde.numero)
            assert li.reference == ref
            offert = 1 if bls[0].lignes[n - 1].remarque else 0
            q = (
                bls[0].lignes[n - 1].livree
                - offert
                + sum((x.livree for b in bls[1:] for x in b.lignes if x.reference == ref), Decimal(0))
            )  # type: ignore[operator,misc]
            if li.quantite != q:
                yield nom, "Quantité", str(n), _t(li.quantite), _t(q)
            if li.unite != self.articles[ref]["Unité"]:
                yield nom, "Unité", str(n), li.unite, str(self.articles[ref]["Unité"])
            prix = self.accord(ref, cde.numero) or self.articles[a.reference]["Prix de vente HT"]
            remise = self.remise(self.articles[a.reference], a.quantite, Decimal(client["Remise (%)"]))
            if li.prix != prix:
                yield nom, "Prix unitaire HT", str(n), _t(li.prix), _t(prix)
            if (li.remise or 0) != remise:
                yield nom, "Remise", str(n), _t(li.remise or Decimal(0)), _t(remise)
            if li.tva != self.articles[a.reference]["TVA (%)"]:
                yield nom, "Taux de TVA", str(n), _t(li.tva), _t(self.articles[a.reference]["TVA (%)"])

    def seuil(self, cde: DocumentCommercial, acompte: Decimal) -> None:
        """Hold that a deposit is there when, and only when, the terms of sale want one, of the right amount."""
        ttc = next(c.valeur for c in cde.totaux if c.code == "total_ttc")
        lu = self.cgv["Commandes avec acompte"]
        attendu = ttc >= _d(lu) if "à partir" in lu else ttc > _d(lu)  # type: ignore[operator]
        assert attendu == bool(acompte), (ttc, lu, acompte)
        taux = Decimal(re.match(r"[\d,]+", self.cgv["Acompte"])[0].replace(",", "."))  # type: ignore[index]
        assert not acompte or abs(acompte - ttc * taux / CENT) <= Decimal("0.02")  # type: ignore[operator]

    def identite(self, nom: str, fac: DocumentCommercial, client: Mapping[str, Any]) -> Iterator[Trouvaille]:
        """Check the client's identifiers."""
        lus = dict(fac.destinataire.identifiants)
        for champ in ("SIRET", "N° TVA"):
            if lus[champ].replace(" ", "") != client[champ].replace(" ", ""):
                yield nom, champ, "0", lus[champ], client[champ]
        if fac.destinataire.code_postal != client["Code postal"]:
            yield nom, "Code postal de facturation", "0", fac.destinataire.code_postal, client["Code postal"]

    # --- purchase ---

    def achat(self, ch: str) -> Iterator[Trouvaille]:  # noqa: C901
        """Check the purchase."""
        cde, rec, fac = (self.doc(ch, r) for r in ("commande", "reception", "facture"))
        assert cde
        assert rec
        assert fac
        x = self.fournisseurs[str(next(c.valeur for c in cde.entete if c.code == "fournisseur"))]
        nom = f"Bon de commande {cde.numero}"
        yield from self.sommes(cde, nom)
        for li in cde.lignes:
            if li.prix != self.articles[li.reference]["Prix d’achat HT"]:
                yield (
                    nom,
                    "Prix unitaire HT",
                    str(li.numero),
                    _t(li.prix),
                    _t(self.articles[li.reference]["Prix d’achat HT"]),
                )
        for a, b in zip(cde.lignes, rec.lignes, strict=True):
            assert a.quantite == b.quantite
            if b.reliquat != b.quantite - b.livree:  # type: ignore[operator]
                yield (
                    f"Bon de réception {rec.numero}",
                    "Reliquat",
                    str(b.numero),
                    _t(b.reliquat),
                    _t(b.quantite - b.livree),
                )  # type: ignore[operator]
        nom = f"Facture {fac.numero}"
        yield from self.sommes(fac, nom)
        for li in fac.lignes[len(cde.lignes) :]:
            yield nom, "Quantité", str(li.numero), _t(li.quantite), "0"
        for b, li in zip(rec.lignes, fac.lignes, strict=False):
            prix, q = self.articles[li.reference]["Prix d’achat HT"], b.livree
            m = re.match(r"carton de (\d+)", li.unite)
            if m and li.quantite * int(m[1]) == q and li.prix == prix * int(m[1]):  # type: ignore[operator]
                continue
            if li.unite != b.unite:
                yield nom, "Unité", str(li.numero), li.unite, b.unite
            if li.quantite != q:
                yield nom, "Quantité", str(li.numero), _t(li.quantite), _t(q)
            if li.prix != prix:
                yield nom, "Prix unitaire HT", str(li.numero), _t(li.prix), _t(prix)
            assert li.tva == self.articles[li.reference]["TVA (%)"]
        yield from self.tete_achat(nom, cde, fac, x)

    def tete_achat(
        self, nom: str, cde: DocumentCommercial, fac: DocumentCommercial, x: Mapping[str, Any]
    ) -> Iterator[Trouvaille]:
        """Check what stands outside the rows of the supplier's invoice."""
        cond, ent = {c.code: c.valeur for c in fac.conditions}, {c.code: c.valeur for c in fac.entete}
        if cond["iban"] != x["IBAN"]:
            yield nom, "IBAN", "0", str(cond["iban"]), x["IBAN"]
        if ent["commande_client"] != cde.numero:
            yield nom, "Commande citée", "0", str(ent["commande_client"]), cde.numero
        lus, justes = dict(fac.emetteur.identifiants), dict(cde.destinataire.identifiants)
        assert justes["SIRET"] == x["SIRET"]
        for champ in ("SIRET", "N° TVA"):
            if lus[champ] != justes[champ]:
                yield nom, champ, "0", lus[champ], justes[champ]
        due = self.echeance(fac.date, x["Délai de paiement"], str(cond["delai_paiement"]))
        if cond["echeance"] != due:
            yield nom, "Échéance", "0", _t(cond["echeance"]), _t(due)
        lu, vrai = (next(c.valeur for c in d.totaux if c.code == "port") for d in (fac, cde))
        if lu != vrai:
            yield nom, "Port HT", "0", _t(lu), _t(vrai)

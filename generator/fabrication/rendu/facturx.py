"""Factur-X: the XML (CII, profile EN 16931) of a printed invoice, credit note, corrective or deposit invoice.

It repeats what is printed, wrong values too, and computes no total: an altered invoice passes the schema and fails the
schematron only where its anomaly says so. What it reads, and under which codes: facturx_champs. Three figures have no
printed twin and are derived: the discount of a line in € (its printed % of price × quantity), the share of a discount
on the whole by rate, and the total of lines where only the total HT is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape

from generator.epreuve.pieces.contenus import DocumentCommercial, LigneDocument, LigneTVA, Partie
from generator.fabrication.rendu import facturx_champs as lu

_PROFIL = "urn:cen.eu:en16931:2017"
_ESPACES = ('xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
            'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" '
            'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" '
            'xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100"')
_OPERATIONS = {"biens": "B", "services": "S", "mixte": "M"}
_MODES = (("virement", "30"), ("chèque", "20"), ("espèces", "10"), ("carte", "48"), ("prélèvement", "49"))
_NOTES = (("penalites", "PMD"), ("indemnite", "PMT"), ("escompte", "AAB"))
_ZERO, _CENT = Decimal(0), Decimal("0.01")
_AVOIR = "381"


def _b(nom: str, *dedans: str, **attributs: str) -> str:
    """Write an element of the `ram` space unless it is empty; `dedans` is already XML."""
    corps, balise = "".join(dedans), nom if ":" in nom else f"ram:{nom}"
    dits = "".join(f' {cle}="{valeur}"' for cle, valeur in attributs.items())
    return f"<{balise}{dits}>{corps}</{balise}>" if corps else ""


def _t(nom: str, texte: str, **attributs: str) -> str:
    return _b(nom, escape(" ".join(texte.split())), **attributs)


def _m(nom: str, montant: Decimal, **attributs: str) -> str:
    return _b(nom, f"{montant.quantize(_CENT, ROUND_HALF_UP):f}", **attributs)


def _n(nom: str, valeur: Decimal, **attributs: str) -> str:
    return _b(nom, f"{valeur.normalize():f}" if valeur else "0", **attributs)


def _date(nom: str, jour: date | None, espace: str = "udt") -> str:
    return _b(nom, _b(f"{espace}:DateTimeString", f"{jour:%Y%m%d}", format="102")) if jour else ""


# --- Head ------------------------------------------------------------------------------------------------------------


def _cadre(doc: DocumentCommercial, nature: str) -> str:
    """Write BT-23: B, S or M, then 4 after a deposit, 2 when all is paid, 1 otherwise."""
    acompte, net = lu.montant(doc, "acompte"), lu.montant(doc, "net_a_payer")
    rang = "1" if doc.type_facturx != "380" or not acompte else "2" if net == 0 else "4"
    return _b("rsm:ExchangedDocumentContext",
              _b("BusinessProcessSpecifiedDocumentContextParameter", _b("ID", _OPERATIONS[nature] + rang)),
              _b("GuidelineSpecifiedDocumentContextParameter", _b("ID", _PROFIL)))


def _sans_objet(doc: DocumentCommercial, code: str) -> str:
    """Return why a note that the French rules always want has no object; empty when it should have been printed."""
    if doc.type_facturx == _AVOIR:
        return "avoir"
    return "client particulier" if code != "escompte" and not lu.siren(doc.destinataire) else ""


def _entete(doc: DocumentCommercial) -> str:
    notes = [_b("IncludedNote", _t("Content", lu.phrase(doc, code)), _b("SubjectCode", sujet))
             for code, sujet in _NOTES if lu.champ(doc, code)]
    notes += [_b("IncludedNote", _t("Content", f"Sans objet : {raison}"), _b("SubjectCode", sujet))
              for code, sujet in _NOTES if not lu.champ(doc, code) and (raison := _sans_objet(doc, code))]
    notes += [_b("IncludedNote", _t("Content", m)) for m in doc.mentions]
    return _b("rsm:ExchangedDocument", _t("ID", lu.texte(doc, "numero") or doc.numero),
              _b("TypeCode", doc.type_facturx),
              _date("IssueDateTime", lu.jour(lu.valeur(doc, "date")) or doc.date), *notes)


# --- Parties ---------------------------------------------------------------------------------------------------------


def _adresse(partie: Partie) -> str:
    lignes = zip(("LineOne", "LineTwo", "LineThree"), lu.rue(partie), strict=False)
    return _b("PostalTradeAddress", _t("PostcodeCode", partie.code_postal), *(_t(nom, texte) for nom, texte in lignes),
              _t("CityName", partie.ville), _b("CountryID", "FR"))


def _adresse_electronique(partie: Partie) -> str:
    siren = lu.siren(partie)
    uri = _b("URIID", siren, schemeID="0225") if siren else _t("URIID", partie.courriel, schemeID="EM")
    return _b("URIUniversalCommunication", uri)


def _partie(nom: str, partie: Partie, *, livraison: bool = False) -> str:
    if livraison:
        return _b(nom, _t("Name", partie.nom), _adresse(partie))
    tva = lu.tva(partie)
    return _b(nom, _t("GlobalID", lu.siret(partie), schemeID="0009"), _t("Name", partie.nom),
              _b("SpecifiedLegalOrganization", _t("ID", lu.siren(partie), schemeID="0002")), _adresse(partie),
              _adresse_electronique(partie), _b("SpecifiedTaxRegistration", _t("ID", tva, schemeID="VA")))


def _reference(nom: str, numero: str) -> str:
    return _b(nom, _t("IssuerAssignedID", numero))


def _accord(doc: DocumentCommercial) -> str:
    return _b("ApplicableHeaderTradeAgreement", _t("BuyerReference", lu.code_service(doc.destinataire)),
              _partie("SellerTradeParty", doc.emetteur),
              _partie("BuyerTradeParty", doc.destinataire),
              _reference("SellerOrderReferencedDocument", lu.texte(doc, "reference_commande")),
              _reference("BuyerOrderReferencedDocument", lu.texte(doc, "commande_client")))


def _livraison(doc: DocumentCommercial) -> str:
    """Write the delivery; the norm wants it, and not empty: goods go to the client when nothing else is said."""
    jour, bon = lu.jour(lu.valeur(doc, "date_livraison")), lu.texte(doc, "reference_livraison")
    partie = doc.livraison or (None if jour or bon else doc.destinataire)
    return _b("ApplicableHeaderTradeDelivery", _partie("ShipToTradeParty", partie, livraison=True) if partie else "",
              _b("ActualDeliverySupplyChainEvent", _date("OccurrenceDateTime", jour)),
              _reference("DespatchAdviceReferencedDocument", bon))


# --- Lines -----------------------------------------------------------------------------------------------------------


def _taxe(doc: DocumentCommercial, taux: Decimal, *avant: str, milieu: str = "",
          nom: str = "ApplicableTradeTax") -> str:
    categorie, motif, code = _categorie(doc, taux)
    en_tete = bool(milieu)
    return _b(nom, *avant, _b("TypeCode", "VAT"), _t("ExemptionReason", motif if en_tete else ""), milieu,
              _b("CategoryCode", categorie), _b("ExemptionReasonCode", code if en_tete else ""),
              _n("RateApplicablePercent", taux))


def _categorie(doc: DocumentCommercial, taux: Decimal) -> tuple[str, str, str]:
    """Return the VAT category of a rate, and the reason when nothing is charged: text, code."""
    if taux:
        return "S", "", ""
    mention = next((m for m in doc.mentions if re.search(r"293\s*B|autoliquidation", m, re.IGNORECASE)), "")
    if "utoliquidation" in mention:
        return "AE", mention, "VATEX-EU-AE"
    return ("E", mention, "VATEX-FR-FRANCHISE") if mention else ("Z", "", "")


def _remise_ligne(ligne: LigneDocument, signe: int) -> str:
    if not ligne.remise or ligne.prix is None:
        return ""
    brut = (ligne.prix * ligne.quantite * signe).quantize(_CENT, ROUND_HALF_UP)
    remise = (brut * ligne.remise / 100).quantize(_CENT, ROUND_HALF_UP)
    ecart = brut - (ligne.montant or _ZERO) * signe
    if abs(ecart - remise) <= _CENT:  # the line is rounded once, after its discount
        remise = ecart
    return _b("SpecifiedTradeAllowanceCharge", _b("ChargeIndicator", _b("udt:Indicator", "false")),
              _n("CalculationPercent", ligne.remise), _m("BasisAmount", brut), _m("ActualAmount", remise),
              _b("ReasonCode", "95"), _b("Reason", "Remise"))


def _ligne(doc: DocumentCommercial, ligne: LigneDocument, signe: int) -> str:
    quantite = ligne.quantite * signe if ligne.quantite < 0 or signe > 0 else ligne.quantite
    return _b(
        "IncludedSupplyChainTradeLineItem",
        _b("AssociatedDocumentLineDocument", _b("LineID", str(ligne.numero)),
           _b("IncludedNote", _t("Content", ligne.remarque))),
        _b("SpecifiedTradeProduct", _t("SellerAssignedID", ligne.reference), _t("Name", ligne.designation)),
        _b("SpecifiedLineTradeAgreement", _b("NetPriceProductTradePrice", _n("ChargeAmount", ligne.prix or _ZERO))),
        _b("SpecifiedLineTradeDelivery", _n("BilledQuantity", quantite, unitCode=ligne.code_unite)),
        _b("SpecifiedLineTradeSettlement", _taxe(doc, lu.taux_ligne(doc, ligne.tva)),
           _remise_ligne(ligne, 1 if quantite == ligne.quantite else -1),
           _b("SpecifiedTradeSettlementLineMonetarySummation",
              _m("LineTotalAmount", (ligne.montant or _ZERO) * signe))))


# --- Totals ----------------------------------------------------------------------------------------------------------


def _paiement(doc: DocumentCommercial) -> str:
    iban, mode = re.sub(r"\s", "", lu.texte(doc, "iban")), lu.texte(doc, "mode").lower()
    if not iban and not mode:
        return ""
    code = next((c for mot, c in _MODES if mot in mode), "30" if iban else "1")
    if code == "30" and not iban:
        code = "1"
    compte = (_b("PayeePartyCreditorFinancialAccount", _t("IBANID", iban)),
              _b("PayeeSpecifiedCreditorFinancialInstitution", _t("BICID", lu.texte(doc, "bic"))))
    return _b("SpecifiedTradeSettlementPaymentMeans", _b("TypeCode", code), _t("Information", lu.texte(doc, "mode")),
              *(compte if code == "30" else ()))


def _ventilation(doc: DocumentCommercial, signe: int) -> Iterable[str]:
    for t in doc.tva or (LigneTVA(_ZERO, lu.montant(doc, "total_ht") or _ZERO, _ZERO),):
        yield _taxe(doc, t.taux, _m("CalculatedAmount", t.montant * signe), milieu=_m("BasisAmount", t.base * signe))


def _charge(doc: DocumentCommercial, montant: Decimal, taux: Decimal, *, port: bool) -> str:
    motif = (_b("ReasonCode", "FC"), _b("Reason", "Port")) if port else (_b("ReasonCode", "95"), _b("Reason", "Remise"))
    return _b("SpecifiedTradeAllowanceCharge", _b("ChargeIndicator", _b("udt:Indicator", "true" if port else "false")),
              _m("ActualAmount", montant), *motif, _taxe(doc, taux, nom="CategoryTradeTax"))


def _sommes(doc: DocumentCommercial, signe: int) -> str:
    def dit(code: str) -> Decimal | None:
        v = lu.montant(doc, code)
        return v if v is None else v * signe

    port, remise = abs(dit("port") or _ZERO), abs(dit("remise") or _ZERO)
    ht, tva, acompte = dit("total_ht") or _ZERO, dit("total_tva"), abs(dit("acompte") or _ZERO)
    tva = sum((t.montant * signe for t in doc.tva), _ZERO) if tva is None else tva
    lignes, ttc, net = dit("total_lignes"), dit("total_ttc"), dit("net_a_payer")
    lignes = ht - port + remise if lignes is None else lignes
    ttc = ht + tva if ttc is None else ttc
    return _b("SpecifiedTradeSettlementHeaderMonetarySummation", _m("LineTotalAmount", lignes),
              _m("ChargeTotalAmount", port), _m("AllowanceTotalAmount", remise), _m("TaxBasisTotalAmount", ht),
              _m("TaxTotalAmount", tva, currencyID="EUR"), _m("GrandTotalAmount", ttc),
              _m("TotalPrepaidAmount", acompte) if acompte else "", _m("DuePayableAmount", ttc if net is None else net))


def _reglement(doc: DocumentCommercial, signe: int) -> str:
    port = abs(lu.montant(doc, "port") or _ZERO)
    citees = (_b("InvoiceReferencedDocument", _t("IssuerAssignedID", numero),
                 _date("FormattedIssueDateTime", jour, "qdt")) for numero, jour in lu.factures_citees(doc))
    return _b("ApplicableHeaderTradeSettlement", _b("InvoiceCurrencyCode", "EUR"), _paiement(doc),
              *_ventilation(doc, signe), *(_charge(doc, part, taux, port=False) for taux, part in lu.parts_remise(doc)),
              _charge(doc, port, lu.taux_port(doc), port=True) if port else "",
              _b("SpecifiedTradePaymentTerms", _t("Description", lu.texte(doc, "delai_paiement")),
                 _date("DueDateDateTime", lu.jour(lu.valeur(doc, "echeance")))),
              _sommes(doc, signe), *citees)


def xml(doc: DocumentCommercial, nature: str = "biens") -> bytes:
    """Return the CII XML of a document whose `type_facturx` is set; `nature`: « biens », « services » or « mixte ».

    A credit note printed with negative amounts has them positive here, as the norm wants. Raises KeyError for an
    unknown nature.
    """
    total = lu.montant(doc, "total_ttc") or lu.montant(doc, "net_a_payer") or _ZERO
    signe = -1 if doc.type_facturx == _AVOIR and total < 0 else 1
    corps = _b("rsm:SupplyChainTradeTransaction", *(_ligne(doc, ligne, signe) for ligne in doc.lignes), _accord(doc),
               _livraison(doc), _reglement(doc, signe))
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice {_ESPACES}>'
            f"{_cadre(doc, nature)}{_entete(doc)}{corps}</rsm:CrossIndustryInvoice>").encode()

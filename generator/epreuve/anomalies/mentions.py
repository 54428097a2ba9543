"""Alterations of dates, parties, references and compulsory mentions: what is to pay does not change."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from generator.alea import Flux
from generator.epreuve.anomalies.chaine import ABSENT, Chaine, Constat, Endroit, Place
from generator.epreuve.anomalies.commun import CGV, constat, fiche
from generator.epreuve.pieces.contenus import Partie
from generator.epreuve.pieces.vue import Vue
from generator.monde.metier.calendrier import ajoute_ouvres
from generator.monde.metier.echeances import Delai
from generator.monde.metier.echeances import echeance as calcule
from generator.monde.metier.identifiants import groupe, groupe_siret, groupe_tva, iban, siren, siret, tva

_MENTIONS = {
    "penalites": ("Pénalités de retard", "Pénalités de retard"),
    "indemnite": ("Indemnité forfaitaire", "Indemnité forfaitaire"),
    "escompte": ("Escompte", "Escompte"),
}


def valeur(vue: Vue, code: str) -> object:
    """Return the value of a field of the header or of the foot. Raises StopIteration when the vue has none."""
    return next(c.valeur for c in (*vue.references, *vue.conditions) if c.code == code)


def echeance(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Count the due date with another term."""
    vue = ch.vues[p.document]
    juste = valeur(vue, "echeance")
    assert isinstance(juste, date)
    autres = [
        calcule(vue.date, Delai(g, n)) for g in ("net", "fin_de_mois_a", "fin_de_mois_b") for n in (15, 30, 45, 60)
    ]
    proches = sorted({j for j in autres if j != juste and abs((j - juste).days) >= 5})
    fausse = f.choix(proches)
    ch.vues[p.document] = vue.avec_condition("echeance", fausse)
    preuves = (
        fiche(ch, "Délai de paiement"),
        *(() if ch.achat else (Endroit(CGV, "Paiement", "Calcul « fin de mois »", "Valeur"),)),
    )
    return constat(p, Endroit(p.document, "conditions", "", "Échéance"), fausse, juste, preuves)


def validite(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Print another end of validity than that of the terms of sale."""
    juste = valeur(ch.vues[p.document], "validite")
    assert isinstance(juste, date)
    fausse = juste + timedelta(days=f.choix((3, 5, 7, 10, 15, 20, 30)))
    ch.vues[p.document] = ch.vues[p.document].avec_condition("validite", fausse)
    return constat(
        p,
        Endroit(p.document, "conditions", "", "Validité"),
        fausse,
        juste,
        (Endroit(CGV, "Vente", "Validité d’un devis", "Valeur"),),
    )


def date_facture(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Date the invoice before the delivery; its due date follows."""
    livree = ch.vues["livraison2" if "livraison2" in ch.vues else "livraison"].date
    fausse = ajoute_ouvres(livree, -f.entier(1, 4))
    ch.vues[p.document] = replace(
        ch.vues[p.document].avec_condition("echeance", calcule(fausse, ch.delai)), date=fausse
    )
    return constat(
        p,
        Endroit(p.document, "entete", "", "Date"),
        fausse,
        livree,
        (Endroit("livraison", "entete", "", "Date"),),
        (Endroit(p.document, "conditions", "", "Échéance"), Endroit("livraison", "entete", "", "Date")),
    )


def commande_citee(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Cite a neighbouring order."""
    code = "commande_client" if ch.achat else "reference_commande"
    juste = str(valeur(ch.vues[p.document], code))
    ecart = f.choix((-9, -7, -4, -2, 2, 3, 6, 8))
    fausse = re.sub(r"\d+$", lambda m: f"{int(m[0]) + ecart:0{len(m[0])}d}", juste)
    ch.vues[p.document] = ch.vues[p.document].avec_reference(code, fausse)
    return constat(
        p, Endroit(p.document, "entete", "", "Commande citée"), fausse, juste, (Endroit("commande", "entete"),)
    )


def _partie(ch: Chaine, p: Place) -> tuple[str, Partie]:
    champ = "emetteur" if ch.achat else "destinataire"
    return champ, getattr(ch.vues[p.document], champ)


def _identifiant(partie: Partie, nom: str, valeur_: str) -> Partie:
    return replace(partie, identifiants=tuple((n, valeur_ if n == nom else v) for n, v in partie.identifiants))


def numero_siret(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Print the SIRET of another establishment."""
    champ, partie = _partie(ch, p)
    nic = int(partie.siret[9:13])
    faux = siret(partie.siren, nic + f.entier(1, 4))
    ch.change(p.document, **{champ: _identifiant(replace(partie, siret=faux), "SIRET", groupe_siret(faux))})
    return constat(
        p,
        Endroit(p.document, champ, "", "SIRET"),
        groupe_siret(faux),
        groupe_siret(partie.siret),
        (fiche(ch, "SIRET"), Endroit("commande", "destinataire", "", "SIRET")),
    )


def numero_tva(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Print the VAT number of another firm."""
    champ, partie = _partie(ch, p)
    autre = siren((int(partie.siren[:8]) - 100 + f.entier(1, 32_000)) % 32_400)
    faux = tva(autre)
    ch.change(p.document, **{champ: _identifiant(replace(partie, tva=faux), "N° TVA", groupe_tva(faux))})
    preuve = Endroit("commande", "destinataire", "", "N° TVA")
    return constat(
        p,
        Endroit(p.document, champ, "", "N° TVA"),
        groupe_tva(faux),
        groupe_tva(partie.tva),
        (preuve,) if ch.achat else (fiche(ch, "N° TVA"), preuve),
    )


def code_postal(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Print another postcode: on an invoice that of billing, on a delivery note that of delivery."""
    partie = ch.vues[p.document].destinataire
    juste = partie.code_postal
    faux = f"{juste[:2]}{(int(juste[2:]) + 10 * f.entier(1, 98)) % 1000:03d}"
    lignes = (*partie.adresse[:-1], partie.adresse[-1].replace(juste, faux, 1))
    ch.change(p.document, destinataire=replace(partie, adresse=lignes, code_postal=faux))
    livraison = p.document == "livraison"
    champ, colonne = (
        ("Code postal de livraison", "Adresse de livraison")
        if livraison
        else ("Code postal de facturation", "Code postal")
    )
    return constat(
        p, Endroit(p.document, "destinataire", "", champ), faux, juste, (fiche(ch, colonne), fiche(ch, "Code postal"))
    )


def mention(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Leave out a compulsory mention of an invoice to a firm."""
    code = f.choix(tuple(_MENTIONS))
    champ, regle = _MENTIONS[code]
    juste = next(c for c in ch.vues[p.document].conditions if c.code == code)
    ch.change(p.document, conditions=tuple(c for c in ch.vues[p.document].conditions if c.code != code))
    vrai = "40" if code == "indemnite" else str(juste.valeur)
    return constat(
        p, Endroit(p.document, "conditions", "", champ), ABSENT, vrai, (Endroit(CGV, "Paiement", regle, "Valeur"),)
    )


def numero_iban(ch: Chaine, p: Place, f: Flux) -> Constat:
    """Print another bank account of the supplier."""
    juste = str(valeur(ch.vues[p.document], "iban"))
    faux = groupe(iban(f.chiffres(5), f.chiffres(11)), 4)
    ch.vues[p.document] = ch.vues[p.document].avec_condition("iban", faux)
    return constat(p, Endroit(p.document, "conditions", "", "IBAN"), faux, juste, (fiche(ch, "IBAN"),))

"""C1.4: the look-alikes as the key lists them: place, what is read, why it is right."""

from __future__ import annotations

from generator.epreuve.anomalies.catalogue import GENRES
from generator.epreuve.anomalies.chaine import Endroit
from generator.epreuve.missions.c1_4.chaines import memoire, numero
from generator.epreuve.missions.c1_4.pieces import lieu
from generator.epreuve.missions.c1_4.plan import ACHAT, SUR_LIGNE
from generator.epreuve.missions.c1_4.taches import Etabli
from generator.epreuve.missions.socle import LeurreLieu
from generator.textes import euros, nombre, pourcent

_OU = {
    "prix_convenu": ("facture", "Prix unitaire HT"),
    "substitution": ("livraison", "Référence"),
    "paraphe": ("commande", "Quantité"),
    "reliquat_note": ("livraison", "Reliquat"),
    "offert": ("livraison", "Quantité livrée ou reçue"),
    "cartons": ("facture", "Unité"),
    "deux_livraisons": ("facture", "Quantité"),
}
_ENTIERE = {
    "acompte_autre": Endroit("facture", "totaux", "", "Acompte"),
    "remise_negociee": Endroit("facture", "lignes", "", "Remise"),
    "delai_fiche": Endroit("facture", "conditions", "", "Échéance"),
    "livraison_ailleurs": Endroit("livraison", "destinataire", "", "Code postal de livraison"),
}


def leurres(e: Etabli) -> tuple[LeurreLieu, ...]:
    """Return them all, each tied to the planted anomaly that it looks like, if any."""
    m = memoire(e.atelier)
    ressemble = {GENRES[p.genre].leurre: f"anomalie_{p.genre}" for p in m.plan.places}
    tous = [(code, ch, *_structure(e, code, ch)) for code, ch in m.plan.leurres]
    tous += [(t.code, t.chaine, t.endroit, t.lu) for t in e.controle.naturels]
    return tuple(
        LeurreLieu(f"leurre_{code}", lieu(ch, endroit), lu, e.texte(f"leurres.{code}"), ressemble.get(code, ""))
        for code, ch, endroit, lu in tous
    )


def _structure(e: Etabli, code: str, ch: str) -> tuple[Endroit, str]:
    """Return the place of a look-alike that the events hold, and what is read there."""
    if code not in SUR_LIGNE:
        return _ENTIERE[code], _lu_entier(e, code, ch)
    role, champ = _OU[code]
    if code == "reliquat_note" and ch == ACHAT:
        role = "reception"
    n = numero(memoire(e.atelier).rangs[ch], code)
    li = e.controle.justes[ch].vues[role].lignes[n - 1]
    lu = {
        "Prix unitaire HT": euros(li.prix),
        "Référence": li.reference,
        "Quantité": nombre(li.quantite),
        "Unité": li.unite,
        "Reliquat": nombre(li.reliquat or 0),
        "Quantité livrée ou reçue": nombre(li.livree or 0),
    }[champ]
    return Endroit(role, "lignes", str(n), champ), lu


def _lu_entier(e: Etabli, code: str, ch: str) -> str:
    chaine = e.controle.justes[ch]
    client = e.atelier.monde.client(chaine.client)
    return {
        "acompte_autre": euros(chaine.vues["facture"].acompte),
        "remise_negociee": pourcent(client.remise),
        "delai_fiche": client.delai.libelle,
        "livraison_ailleurs": client.adresse_livraison.code_postal,
    }[code]

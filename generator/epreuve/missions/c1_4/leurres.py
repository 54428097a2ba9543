"""C1.4: the look-alikes as the key lists them: place, what is read, why it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.epreuve.anomalies.catalogue import GENRES
from generator.epreuve.anomalies.chaine import Endroit, Place
from generator.epreuve.missions.c1_4.chaines import memoire, numero
from generator.epreuve.missions.c1_4.naturels import Trouve
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
_PROCHES = {
    "prix": ("cartons", "remise_negociee"),
    "accord_ignore": ("cartons", "remise_negociee"),
    "montant_ligne": ("cartons", "port_du"),
    "total_ttc": ("port_du", "deux_taux"),
    "montant_tva": ("deux_taux", "port_du"),
    "port": ("arrondi", "deux_livraisons"),
    "siret": ("livraison_ailleurs", "numero_client"),
    "numero_tva": ("numero_client", "livraison_ailleurs"),
    "iban": ("numero_client",),
    "code_postal": ("ecriture",),
    "adresse_livraison": ("ecriture",),
    "quantite_facturee": ("deux_livraisons", "offert", "paraphe"),
    "reliquat": ("deux_livraisons", "offert", "paraphe"),
    "livre_en_trop": ("paraphe", "reliquat_note"),
    "quantite_commande": ("offert", "reliquat_note"),
    "reference_livree": ("meme_article",),
    "ligne_double": ("substitution", "deux_livraisons"),
    "date_facture": ("devis_accepte",),
    "validite": ("delai_fiche", "facture_ensuite"),
    "echeance": ("facture_ensuite", "devis_accepte"),
    "commande_citee": ("acompte_autre",),
    "unite": ("offert",),
}
_ENTIERE = {
    "acompte_autre": Endroit("facture", "totaux", "", "Acompte"),
    "remise_negociee": Endroit("facture", "lignes", "", "Remise"),
    "delai_fiche": Endroit("facture", "conditions", "", "Échéance"),
    "livraison_ailleurs": Endroit("livraison", "destinataire", "", "Code postal de livraison"),
}


def leurres(e: Etabli) -> tuple[LeurreLieu, ...]:
    """Return them all, each tied to the planted anomaly that it looks like, or else that it stands beside."""
    plan = memoire(e.atelier).plan
    tous = [Trouve(code, ch, *_structure(e, code, ch)) for code, ch in plan.leurres]
    tous += e.controle.naturels
    liens = _liens(plan.places, tous)
    return tuple(
        LeurreLieu(
            f"leurre_{t.code}",
            lieu(t.chaine, t.endroit),
            t.lu,
            e.texte(f"leurres.{t.code}"),
            liens.get(t.code, ""),
        )
        for t in tous
    )


def _liens(places: Sequence[Place], tous: Sequence[Trouve]) -> dict[str, str]:
    """Give each anomaly a look-alike of its own: of its kind, a near one, of its document, its chain, any."""
    liens: dict[str, str] = {}
    criteres: tuple[Callable[[Place, Trouve], bool], ...] = (
        lambda p, t: GENRES[p.genre].leurre == t.code,
        lambda p, t: t.code in _PROCHES.get(p.genre, ()),
        lambda p, t: (p.chaine, p.document) == (t.chaine, t.endroit.document),
        lambda p, t: p.chaine == t.chaine,
        lambda _, __: True,
    )
    for critere in criteres:
        for p in places:
            libres = [t.code for t in tous if t.code not in liens and critere(p, t)]
            if libres and f"anomalie_{p.genre}" not in liens.values():
                liens[libres[0]] = f"anomalie_{p.genre}"
    return liens


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

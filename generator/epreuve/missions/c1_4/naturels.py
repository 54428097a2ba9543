"""C1.4: the look-alikes that need no event: a cent of rounding, digits without spaces, a second VAT rate…"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from generator.alea import Flux
from generator.epreuve.anomalies.catalogue import GENRES
from generator.epreuve.anomalies.chaine import Chaine, Endroit
from generator.epreuve.anomalies.mentions import valeur
from generator.epreuve.missions.c1_4.memoire import Memoire
from generator.epreuve.missions.c1_4.plan import ACHAT, MESURES
from generator.textes import date_courte, euros, pourcent


@dataclass(frozen=True)
class Trouve:
    """A look-alike met: code, chain, place, what is read."""

    code: str
    chaine: str
    endroit: Endroit
    lu: str


Chaines = Mapping[str, Chaine]
Cherche = Callable[[Flux, Memoire, Chaines], Trouve | None]


def naturels(f: Flux, m: Memoire, chaines: Chaines) -> tuple[Trouve, ...]:
    """Choose them: those of the planted kinds first, up to the level's count; mark the documents that need it."""
    mesures = next(x for x in MESURES.values() if len(m.plan.places) == x.anomalies)
    appeles = list(dict.fromkeys(GENRES[p.genre].leurre for p in m.plan.places))
    codes = [c for c in appeles if c in CHERCHES] + f.melange([c for c in CHERCHES if c not in appeles])
    trouves: list[Trouve] = []
    for code in codes:
        if len(trouves) < mesures.leurres - len(m.plan.leurres) and (t := CHERCHES[code](f, m, chaines)):
            trouves.append(t)
    return tuple(trouves)


def _intacts(m: Memoire, document: str, *genres: str) -> list[str]:
    """Return the sales whose document bears none of these kinds (no kind named: no anomaly at all)."""
    return [
        c
        for c in m.clients
        if not any(
            p.chaine == c and p.document == document and (not genres or p.genre in genres) for p in m.plan.places
        )
    ]


def _arrondi(f: Flux, m: Memoire, chaines: Chaines) -> Trouve:
    """Put the VAT off by the largest difference that the procedure lets pass, on a document without anomaly."""
    suivis = {"quantite_commande", "livre_en_trop", "reference_livree"}
    factures = [
        (c, "facture") for c in _intacts(m, "facture") if c != m.plan.corrigee and not suivis & m.plan.genres(c)
    ]
    chaine, document = f.choix([*factures, *((c, "devis") for c in _intacts(m, "devis"))])
    ch, ecart = chaines[chaine], m.regles.ecart_admis * f.choix((-1, 1))
    ch.change(document, ecart_tva=ecart)
    return Trouve(
        "arrondi", chaine, Endroit(document, "totaux", "", "Total TVA"), euros(ch.vues[document].totaux.total_tva)
    )


def _ecriture(f: Flux, m: Memoire, chaines: Chaines) -> Trouve:
    """Write an identifier of the client without its spaces."""
    chaine = f.choix(_intacts(m, "facture", "siret", "numero_tva"))
    nom = f.choix(("SIRET", "N° TVA"))
    ch = chaines[chaine]
    partie = ch.vues["facture"].destinataire
    identifiants = tuple((n, v.replace(" ", "") if n == nom else v) for n, v in partie.identifiants)
    ch.change("facture", destinataire=replace(partie, identifiants=identifiants))
    return Trouve("ecriture", chaine, Endroit("facture", "destinataire", "", nom), dict(identifiants)[nom])


def _deux_taux(f: Flux, m: Memoire, chaines: Chaines) -> Trouve | None:
    doubles = [
        c for c in m.clients if len(chaines[c].vues["facture"].totaux.tva) > 1 and "taux_tva" not in m.plan.genres(c)
    ]
    if not doubles:
        return None
    chaine = f.choix(doubles)
    taux = ", ".join(pourcent(b.taux) for b in chaines[chaine].vues["facture"].totaux.tva)
    return Trouve("deux_taux", chaine, Endroit("facture", "tva"), taux)


def _port_du(f: Flux, m: Memoire, chaines: Chaines) -> Trouve | None:
    dus = [c for c in m.clients if chaines[c].vues["commande"].port and "port" not in m.plan.genres(c)]
    if not dus:
        return None
    chaine = f.choix(dus)
    return Trouve(
        "port_du", chaine, Endroit("facture", "totaux", "", "Port HT"), euros(chaines[chaine].vues["facture"].port)
    )


def _facture_ensuite(f: Flux, m: Memoire, chaines: Chaines) -> Trouve:
    chaine = f.choix(_intacts(m, "facture", "date_facture"))
    return Trouve(
        "facture_ensuite",
        chaine,
        Endroit("facture", "entete", "", "Date"),
        date_courte(chaines[chaine].vues["facture"].date),
    )


def _numero_client(f: Flux, m: Memoire, chaines: Chaines) -> Trouve:
    chaine = f.choix(_intacts(m, "facture", "commande_citee"))
    return Trouve(
        "numero_client",
        chaine,
        Endroit("facture", "entete", "", "Commande citée"),
        str(valeur(chaines[chaine].vues["facture"], "commande_client")),
    )


def _meme_article(f: Flux, m: Memoire, _: Chaines) -> Trouve | None:
    refs = {c: [r.article.ref for r in m.rangs[c]] for c in m.clients}
    communs = [
        (c, i, ref) for c in refs for i, ref in enumerate(refs[c], 1) if any(ref in refs[d] for d in refs if d != c)
    ]
    if not communs:
        return None
    chaine, n, ref = f.choix(communs)
    return Trouve("meme_article", chaine, Endroit("facture", "lignes", str(n), "Référence"), ref)


def _mention_future(f: Flux, m: Memoire, _: Chaines) -> Trouve:
    return Trouve(
        "mention_future", f.choix(sorted(m.clients)), Endroit("facture", "mentions"), "nature des opérations : absente"
    )


def _devis_accepte(f: Flux, m: Memoire, chaines: Chaines) -> Trouve:
    chaine = f.choix(_intacts(m, "devis", "validite"))
    return Trouve(
        "devis_accepte",
        chaine,
        Endroit("commande", "entete", "", "Date"),
        date_courte(chaines[chaine].vues["commande"].date),
    )


CHERCHES: Mapping[str, Cherche] = {
    "arrondi": _arrondi,
    "ecriture": _ecriture,
    "deux_taux": _deux_taux,
    "port_du": _port_du,
    "facture_ensuite": _facture_ensuite,
    "numero_client": _numero_client,
    "meme_article": _meme_article,
    "mention_future": _mention_future,
    "devis_accepte": _devis_accepte,
}
"""Look-alike → how it is met (None: not in these documents)."""
__all__ = ["ACHAT", "CHERCHES", "Trouve", "naturels"]

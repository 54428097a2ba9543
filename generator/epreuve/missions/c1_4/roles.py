"""C1.4, first act: the true chains. Clients, rows, quantities, prices, dates, so that every part of the plan holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from generator.alea import Flux
from generator.epreuve.anomalies.commun import autre_prix
from generator.epreuve.missions.c1_4.evenements import achat, vente
from generator.epreuve.missions.c1_4.memoire import Memoire, Rang, Regles, lot_de
from generator.epreuve.missions.c1_4.plan import ACHAT, MESURES, Mesures, Plan, tire_plan
from generator.monde.cadre import Cadre
from generator.monde.distribution import Casting, Scenes, Voulu
from generator.monde.faits import Article, Client
from generator.monde.metier.echeances import Delai
from generator.monde.metier.prix import arrondi_superieur

BESOIN_QUANTITE = frozenset(
    ("!quantite_facturee", "!reliquat", "!quantite_commande", "reliquat_note", "deux_livraisons", "paraphe")
)
PARTIEL = frozenset(("!quantite_facturee", "!reliquat", "reliquat_note"))
BANDE = frozenset(("!remises_cumulees", "!remise_exclue"))
QUANTITE_MINI = 4


def voulus(niveau: str) -> tuple[Voulu, ...]:
    """Return the dated slots of the chains; windows do not overlap, so that each document follows the one before."""
    m = MESURES[niveau]
    ventes = [
        v
        for i in range(m.ventes)
        for v in (
            Voulu("devis", f"v{i + 1}/devis", 27, 24),
            Voulu("commande", f"v{i + 1}/commande", 21, 18),
            Voulu("livraison", f"v{i + 1}/livraison", 12, 10),
            Voulu("facture", f"v{i + 1}/facture", 5, 1),
        )
    ]
    deux = (Voulu("livraison", "livraison2", 9, 7),) if m.deux_livraisons else ()
    return (
        *ventes,
        *deux,
        Voulu("facture", "acompte", 16, 14),
        Voulu("commande_fournisseur", "a/commande", 28, 22),
        Voulu("reception", "a/reception", 14, 9),
        Voulu("jour", "a/facture", 7, 2),
    )


def casting_c1_4(casting: Casting) -> Scenes:
    """Return the scènes of the mission."""
    m, plan = MESURES[casting.niveau], tire_plan(casting.flux("plan"), MESURES[casting.niveau])
    articles = {a.ref: a for a in _articles(casting)}
    cles = [f"v{i + 1}" for i in range(m.ventes)]
    clients = {c: _client(casting, c, i, plan) for i, c in enumerate(cles)}
    choisis = {c: _choisit(casting, c, plan, m, articles) for c in cles}
    articles |= {a.ref: a for c in cles for a in _eligibles(choisis[c], plan, c, casting.paires[0][0].ref)}
    rangs = {c: _rangs(casting, c, plan, [articles[a.ref] for a in choisis[c]], clients[c]) for c in cles}
    rangs[ACHAT] = _rangs_achat(casting, plan, m, articles)
    fournisseur = next(x for x in casting.cadre.fournisseurs if x.code == rangs[ACHAT][0].article.fournisseur)
    faits = [f for c in cles for f in vente(casting, c, clients[c], rangs[c], plan)]
    faits += achat(casting, fournisseur, rangs[ACHAT])
    autres = {c: _autre(casting, articles, rangs[c]) for c in (*cles, ACHAT)}
    memoire = Memoire(
        plan, {c: x.code for c, x in clients.items()}, rangs, fournisseur.code, autres, tire_regles(casting)
    )
    return Scenes(tuple(faits), clients=tuple(clients.values()), articles=tuple(articles.values()), memoire=memoire)


def tire_regles(casting: Casting) -> Regles:
    """Draw the firm's rules of control."""
    f, p = casting.regles(), casting.cadre.entreprise.procedures["c1_4"]
    inclus, eleve, faible = f.choix(p.tolerance_operateur) == "inclus", f.choix(p.trop_eleve), f.choix(p.trop_faible)
    distinctes = [
        a for a in p.net_juste if {a} != {eleve, faible}
    ] or p.net_juste  # the action never goes without saying
    return Regles(
        f.choix(p.tolerance),
        inclus,
        eleve,
        faible,
        f.choix(distinctes),
        f.choix(p.devis_commande),
        f.choix(p.bon),
        f.choix(p.iban),
        f.choix(p.fournisseur),
    )


# --- Clients, articles -----------------------------------------------------------------------------------------------


def _client(casting: Casting, chaine: str, rang: int, plan: Plan) -> Client:
    """Return the client of a sale, changed as its parts want: discount, delivery address, term."""
    client, f = casting.clients[rang], casting.flux("client", chaine)
    if {"remise", "remises_cumulees"} & plan.genres(chaine) or plan.a("remise_negociee", chaine):
        client = replace(client, remise=Decimal(f.choix((2, 3, 4, 5))))
    if "remise_exclue" in plan.genres(chaine):  # the client's own discount is below every band
        client = replace(client, remise=Decimal(2))
    if plan.a("livraison_ailleurs", chaine):
        a = casting.cadre.population.adresse(170 + rang, f, casting.cadre.firme.departement_numero)
        client = replace(client, livraison=a)
    if plan.a("delai_fiche", chaine):
        commun = casting.cadre.conditions.paiement["professionnel"]
        client = replace(client, delai=f.choix([d for d in (Delai("net", n) for n in (15, 20, 30, 45)) if d != commun]))
    return client


def _articles(casting: Casting) -> list[Article]:
    return [*casting.articles, *(a for p in casting.paires for a in p), *casting.groupe]


def _choisit(casting: Casting, chaine: str, plan: Plan, m: Mesures, articles: dict[str, Article]) -> list[Article]:
    """Return the articles of a sale, cheapest first; a sale without deposit takes them among the cheapest."""
    substitut = casting.paires[0]
    pool = sorted((a for a in articles.values() if a.ref != substitut[1].ref), key=lambda a: (a.vente, a.ref))
    f = casting.flux("articles", chaine)
    choix = pool[: m.lignes + 2] if chaine != plan.grande else pool[: len(pool) - 1]
    pris = f.echantillon(choix, m.lignes)
    if chaine != plan.grande and 2 * sum(a.vente for a in pris) > _limite(casting.cadre):
        pris = pool[: m.lignes]
    if plan.a("substitution", chaine) and substitut[0] not in pris:
        pris[0] = substitut[0]
    return sorted(pris, key=lambda a: (a.vente, a.ref))


def _limite(cadre: Cadre) -> Decimal:
    """Return the HT before discounts under which no deposit is asked, carriage and a wrong quantity included."""
    c = cadre.conditions
    return (c.acompte_seuil / Decimal("1.2") - c.port_forfait) * Decimal("0.8")


def _eligibles(articles: Sequence[Article], plan: Plan, chaine: str, substitue: str) -> list[Article]:
    """Return the rows' articles with the right to the quantity discount that their part wants."""
    roles = _roles(plan.lignes_de(chaine), articles, substitue)
    return [
        replace(a, remise_quantite=r == "!remises_cumulees") for a, r in zip(articles, roles, strict=True) if r in BANDE
    ]


def _roles(parts_: Sequence[str], articles: Sequence[Article], substitue: str) -> list[str]:
    """Return the part of each row: those that want a quantity on the cheapest articles, the substitute's on its own."""
    parts = sorted(parts_, key=lambda r: (r not in BESOIN_QUANTITE, r not in BANDE))
    libres = list(range(len(articles)))
    roles = [""] * len(articles)
    if "substitution" in parts:
        rang = next(i for i, a in enumerate(articles) if a.ref == substitue)
        roles[rang] = "substitution"
        libres.remove(rang)
        parts.remove("substitution")
    for rang, part in zip(libres, parts, strict=False):
        roles[rang] = part
    return roles


# --- Rows ------------------------------------------------------------------------------------------------------------


def _rangs(casting: Casting, chaine: str, plan: Plan, articles: Sequence[Article], client: Client) -> tuple[Rang, ...]:
    """Return the rows of a sale, in a drawn order."""
    f, substitut = casting.flux("rangs", chaine), casting.paires[0]
    roles = _roles(plan.lignes_de(chaine), articles, substitut[0].ref)
    del client
    if chaine == plan.grande:
        quantites = _quantites_grandes(f, articles, roles, casting.cadre)
    else:
        quantites = _quantites_petites(f, articles, roles, _limite(casting.cadre))
    rangs = [_rang(f, a, r, q, substitut[1].ref) for a, r, q in zip(articles, roles, quantites, strict=True)]
    return tuple(f.melange(rangs))


def _rang(f: Flux, a: Article, role: str, q: int, substitut: str) -> Rang:
    devis = q + f.choix((-2, -1, 1, 2, 3)) if role == "paraphe" else q
    manque = f.entier(1, max(1, q // 3)) if role in PARTIEL or role == "deux_livraisons" else 0
    prix = a.vente
    if role in ("!accord_ignore", "prix_convenu"):
        prix = autre_prix(f, a.vente, -1 if role == "!accord_ignore" else f.choix((-1, 1)))
    return Rang(
        a,
        role,
        devis,
        q,
        q - manque,
        manque if role == "deux_livraisons" else 0,
        prix,
        substitut if role == "substitution" else a.ref,
        1 if role == "offert" else 0,
    )


def _mini(role: str) -> int:
    return QUANTITE_MINI if role in BESOIN_QUANTITE else 1


def _quantites_petites(f: Flux, articles: Sequence[Article], roles: Sequence[str], limite: Decimal) -> list[int]:
    """Return quantities whose HT stays under the limit: the dearest rows give way."""
    part = limite / len(articles)
    q = [
        max(_mini(r), min(24, int(part * f.entier(40, 110) / 100 / a.vente)))
        for a, r in zip(articles, roles, strict=True)
    ]
    while sum(n * a.vente for n, a in zip(q, articles, strict=True)) > limite:
        reductibles = [i for i, r in enumerate(roles) if q[i] > _mini(r)]
        if not reductibles:
            break
        q[max(reductibles, key=lambda i: q[i] * articles[i].vente)] -= 1
    return q


def _quantites_grandes(f: Flux, articles: Sequence[Article], roles: Sequence[str], cadre: Cadre) -> list[int]:
    """Return quantities whose total reaches the deposit's threshold, discounts off, and a band where it is wanted."""
    part, debut = cadre.conditions.acompte_seuil * Decimal("1.25") / len(articles), cadre.conditions.bandes[0][0]
    q = []
    for a, r in zip(articles, roles, strict=True):
        n = int((part * f.entier(100, 150) / 100 / a.vente).to_integral_value(ROUND_CEILING))
        q.append(max(n, _mini(r), debut + f.entier(0, 2) if r in BANDE else 1))
    return q


def _rangs_achat(casting: Casting, plan: Plan, m: Mesures, articles: dict[str, Article]) -> tuple[Rang, ...]:
    """Return the rows of the purchase: whole packs, above the supplier's minimum."""
    f = casting.flux("rangs", ACHAT)
    choisis = sorted((articles[a.ref] for a in casting.groupe[: m.lignes_achat]), key=lambda a: (a.achat, a.ref))
    roles = _roles(plan.lignes_de(ACHAT), choisis, "")
    minimum = next(x for x in casting.cadre.fournisseurs if x.code == choisis[0].fournisseur).minimum
    rangs = []
    for a, r in zip(choisis, roles, strict=True):
        lot = lot_de(a) if r == "cartons" else a.conditionnement
        voulu = minimum * Decimal("1.1") * f.entier(100, 190) / 100 / len(choisis) / a.achat
        q = max(arrondi_superieur(voulu, lot), arrondi_superieur(_mini(r), lot), 2 * lot if r == "cartons" else lot)
        manque = f.entier(1, max(1, q // 3)) if r in PARTIEL else 0
        rangs.append(Rang(a, r, q, q, q - manque, 0, a.achat, a.ref))
    return tuple(f.melange(rangs))


def _autre(casting: Casting, articles: dict[str, Article], rangs: Sequence[Rang]) -> str:
    """Return an article that the chain does not have."""
    pris = {r.article.ref for r in rangs} | {r.livree for r in rangs} | {p.ref for p in casting.paires[0]}
    return casting.flux("autre", rangs[0].article.ref).choix([ref for ref in articles if ref not in pris])

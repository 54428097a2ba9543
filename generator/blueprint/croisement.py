"""What one file of a firm says of another, and what no field can tell alone: every fault, with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.blueprint import entreprise as e
from generator.blueprint.lecture import Chemin, Faute, Source
from generator.donnees import communes

TAUX_TVA = tuple(map(Decimal, ("20", "10", "5.5", "2.1")))
"""CGI art. 278 to 281 nonies, metropolitan France."""
_RANG, _DATE = {"{n3}", "{n4}", "{n5}"}, {"{aaaa}", "{aa}", "{mm}"}
_NOMS = {"{nom}", "{ville}", "{prenom}"}
Trouvee = tuple[Chemin, str]


def croise(sources: Mapping[str, Source], lus: Mapping[str, Any]) -> list[Faute]:
    """Return the faults of the files that could be read (`lus`, by name: « catalogue », « matiere/c1_5 »)."""
    fautes: list[Faute] = []
    for nom, verifie in _VERIFICATIONS.items():
        if nom in lus:
            fautes += [
                Faute(sources[nom].fichier, *sources[nom].marque(chemin), message)
                for chemin, message in verifie(lus[nom], lus)
            ]
    return fautes


def _fiche(fiche: e.Fiche, _lus: Mapping[str, Any]) -> Iterator[Trouvee]:
    yield from _communes(("communes",), fiche.communes)
    for i, jours in enumerate(fiche.livraison.jours):
        if not jours or not set(jours) <= set(range(5)) or len(set(jours)) < len(jours):
            yield ("livraison", "jours", i), "des jours de 0 (lundi) à 4 (vendredi) sont attendus, chacun une fois"
    modeles = fiche.numerotation.model_dump()
    for serie, modele in modeles.items():
        yield from _numero(("numerotation", serie), modele)
        if pareilles := [s for s, m in modeles.items() if m == modele and s < serie]:
            yield ("numerotation", serie), f"même numérotation que « {pareilles[0]} » : un numéro servirait deux fois"
    manquantes = {"particulier", "professionnel", "public"} - set(fiche.clientele)
    if manquantes:
        yield ("clientele",), f"il manque la part de : {', '.join(sorted(manquantes))} (0 est permis)"


def _communes(chemin: Chemin, codes: Iterable[str]) -> Iterator[Trouvee]:
    for i, code in enumerate(codes):
        if code not in communes():
            yield (*chemin, i), f"code INSEE de commune inconnu « {code} » (voir generator/donnees/communes.csv)"


def _numero(chemin: Chemin, modele: str) -> Iterator[Trouvee]:
    marques = re.findall(r"\{[^}]*\}|[{}]", modele)
    if inconnues := [m for m in marques if m not in _RANG | _DATE]:
        yield (
            chemin,
            (
                f"marque inconnue « {inconnues[0]} » : {{aaaa}} {{aa}} {{mm}} pour la date, {{n3}} {{n4}} {{n5}} "
                "pour le rang"
            ),
        )
    elif sum(m in _RANG for m in marques) != 1:
        yield chemin, "il faut un rang et un seul : {n3}, {n4} ou {n5}"


def _catalogue(catalogue: e.Catalogue, lus: Mapping[str, Any]) -> Iterator[Trouvee]:
    refs = {a.ref for a in catalogue.articles}
    codes = {f.code for f in lus["fournisseurs"].fournisseurs} if "fournisseurs" in lus else None
    for i, a in enumerate(catalogue.articles):
        if codes is not None and a.fournisseur and a.fournisseur not in codes:
            dit = f"fournisseur inconnu « {a.fournisseur} » ; fournisseurs.yaml connaît {', '.join(sorted(codes))}"
            yield ("articles", i, "fournisseur"), dit
        if a.remplace_par is not None and (a.remplace_par not in refs or a.remplace_par == a.ref):
            yield ("articles", i, "remplace_par"), f"« {a.remplace_par} » n’est pas la référence d’un autre article"
        if a.famille not in catalogue.familles:
            dit = f"famille inconnue « {a.famille} » ; choix : {', '.join(catalogue.familles)}"
            yield ("articles", i, "famille"), dit
        if a.tva not in TAUX_TVA:
            yield ("articles", i, "tva"), f"taux de TVA inconnu ; choix : 20, 10, 5,5 ou 2,1 ; lu : « {a.tva} »"
    yield from _doubles("articles", "ref", "la référence", [a.ref for a in catalogue.articles])


def _doubles(liste: str, champ: str, quoi: str, valeurs: Sequence[str]) -> Iterator[Trouvee]:
    compte = Counter(valeurs)
    for i, v in enumerate(valeurs):
        if compte[v] > 1 and v in valeurs[:i]:
            yield (liste, i, champ), f"{quoi} « {v} » est déjà prise plus haut"


def _fournisseurs(fournisseurs: e.Fournisseurs, _lus: Mapping[str, Any]) -> Iterator[Trouvee]:
    for i, f in enumerate(fournisseurs.fournisseurs):
        if f.commune not in communes():
            yield ("fournisseurs", i, "commune"), f"code INSEE de commune inconnu « {f.commune} »"
    yield from _doubles("fournisseurs", "code", "la référence", [f.code for f in fournisseurs.fournisseurs])


def _equipe(equipe: e.Equipe, _lus: Mapping[str, Any]) -> Iterator[Trouvee]:
    for i, m in enumerate(equipe.membres):
        for j, jours in enumerate(m.jours_absence):
            if not set(jours) < set(range(5)):
                dit = "des jours de 0 (lundi) à 4 (vendredi) sont attendus, pas tous"
                yield ("membres", i, "jours_absence", j), dit
        if m.suppleant == m.id:
            yield ("membres", i, "suppleant"), "personne ne se supplée : nommez un autre membre"
    yield from _doubles("membres", "id", "l’identifiant", [m.id for m in equipe.membres])


def _clients(clients: e.ClientsDecrits, _lus: Mapping[str, Any]) -> Iterator[Trouvee]:
    for categorie in ("professionnel", "public"):
        if all(t.categorie != categorie for t in clients.types):
            yield ("types",), f"il manque un type de client de la catégorie « {categorie} »"
    for i, t in enumerate(clients.types):
        for j, nom in enumerate(t.noms):
            if inconnues := [m for m in re.findall(r"\{[^}]*\}|[{}]", nom) if m not in _NOMS]:
                yield ("types", i, "noms", j), f"marque inconnue « {inconnues[0]} » : {{nom}}, {{prenom}} ou {{ville}}"
    yield from _doubles("types", "code", "la référence", [t.code for t in clients.types])


def _cgv(cgv: e.Cgv, _lus: Mapping[str, Any]) -> Iterator[Trouvee]:
    for i, bandes in enumerate(cgv.bandes):
        quantites, taux = [1, *(q for q, _ in bandes)], [Decimal(0), *(t for _, t in bandes)]
        if not bandes or quantites != sorted(set(quantites)) or taux != sorted(set(taux)):
            yield ("bandes", i), "les quantités (à partir de 2) et les remises d’une suite de bandes vont en croissant"


def _matiere_c1_5(matiere: Any, lus: Mapping[str, Any]) -> Iterator[Trouvee]:
    if "catalogue" in lus:
        refs = {a.ref for a in lus["catalogue"].articles}
        for i, fiche in enumerate(matiere.fiches):
            if fiche.ref not in refs:
                yield ("fiches", i, "ref"), f"« {fiche.ref} » n’est pas une référence de catalogue.yaml"
    yield from _doubles("fiches", "ref", "la référence", [f.ref for f in matiere.fiches])


_VERIFICATIONS: Mapping[str, Callable[[Any, Mapping[str, Any]], Iterator[Trouvee]]] = {
    "entreprise": _fiche,
    "catalogue": _catalogue,
    "fournisseurs": _fournisseurs,
    "equipe": _equipe,
    "clients": _clients,
    "procedures/cgv": _cgv,
    "matiere/c1_5": _matiere_c1_5,
}
"""File of a firm → what finds its faults."""

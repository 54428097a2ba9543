"""C1.2, tâche « commande »: the order that the accepted devis becomes, its handwritten changes made."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import calculs, pieces
from generator.epreuve.missions.c1_2.formulaires import (
    Exige,
    Formulaire,
    adresse,
    chiffre,
    montant,
    reponse_champs,
    reponse_lignes,
    reponse_montant,
)
from generator.epreuve.missions.c1_2.pieces import NUMEROS, PROCEDURE, SIGNE
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Partie,
    Question,
    Reponse,
    SourceLieu,
    TacheComposee,
    necessaire,
)
from generator.epreuve.pieces.communs import CGV, CLIENTS
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.journal import Ligne
from generator.monde.metier.conditions import remises_dues
from generator.textes import date_courte, euros, nombre, pourcent

FORMULAIRE = Formulaire("bon_commande.xlsx", "Commande", "bc")
COLONNES = (
    ColonneSaisie("quantite", "Quantité", "nombre"),
    ColonneSaisie("prix", "PU HT", "montant"),
    ColonneSaisie("remise", "Remise en % (0 si aucune)", "pourcentage", largeur=18),
    ColonneSaisie("montant", "Montant HT", "montant"),
)


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    question = Question(
        atelier.redacteur.texte("question.commande"), (_entete(atelier), _lignes(atelier), *_totaux(atelier))
    )
    tous = (
        pieces.clients(atelier),
        pieces.cgv(atelier),
        pieces.devis_signe(atelier),
        pieces.procedure(atelier),
        pieces.numeros(atelier),
    )
    return Partie(TacheComposee("commande", (question,)), tous, tuple(leurres(atelier)))


def sources_lignes(atelier: Atelier) -> tuple[SourceLieu, ...]:
    """Return the sources of the order's lines: terms of sale and client's record too for a new band."""
    m = pieces.memoire(atelier)
    lues = (
        necessaire(SIGNE, "lignes"),
        necessaire(SIGNE, "manuscrit"),
        necessaire(PROCEDURE, "Vente", "Ligne modifiée"),
    )
    if m.regles.remise == "inchangee":
        return lues
    return (*lues, necessaire(CGV, "Bandes"), necessaire(CLIENTS, "Clients", m.client, "Remise (%)"))


def _entete(atelier: Atelier) -> Reponse:
    v, d = pieces.vente(atelier), pieces.devis(atelier)
    numero = atelier.monde.carnet.suivant("commande", atelier.date)
    valeurs = {
        "Numéro": (numero, "texte"),
        "Date": (atelier.date.isoformat(), "date"),
        "N° du devis": (d.numero, "texte"),
        "Code client": (d.client, "texte"),
        **{k: (x, "texte") for k, x in adresse(v.adresse).items()},
    }
    e = Exige(
        "C1.2.a",
        Decimal("1.5"),
        (
            necessaire(NUMEROS, "Journal"),
            necessaire(NUMEROS, "Modèles", "bon de commande"),
            necessaire(SIGNE),
            necessaire(PROCEDURE, "Vente", "Modification manuscrite"),
        ),
        f"Numéro qui suit le dernier de la série : {numero}. Livraison : {v.adresse.en_ligne}.",
        "retrouvee",
        erreurs_adresse(atelier),
    )
    return reponse_champs(FORMULAIRE, "entete", "Bon de commande", valeurs, e)


def erreurs_adresse(atelier: Atelier) -> tuple[ErreurFrequente, ...]:
    """Name the tempting delivery addresses: the invoicing one, the one of a note without both initials."""
    m, juste = pieces.memoire(atelier), pieces.vente(atelier).adresse
    client = atelier.monde.client(m.client)
    autres = [
        (client.facturation, "adresse de facturation"),
        (client.adresse_livraison, "adresse imprimée, changement paraphé oublié"),
        *((x.adresse, "note sans les deux paraphes") for x in m.modifications if x.adresse),
    ]
    return tuple(
        ErreurFrequente({"champ": champ, "valeur": valeur}, Decimal(0), dit)
        for a, dit in autres
        if a != juste
        for champ, valeur in adresse(a).items()
        if valeur != adresse(juste)[champ]
    )


def valeurs_lignes(lignes: tuple[Ligne, ...]) -> list[dict[str, str]]:
    """Return lines in the form of the key."""
    return [
        {
            "reference": li.ref,
            "quantite": str(li.quantite),
            "prix": montant(li.prix),
            "remise": chiffre(calculs.taux_unique(li.remises)),
            "montant": montant(li.montant),
        }
        for li in lignes
    ]


def dit_ligne(li: Ligne) -> str:
    """Write the working of a line."""
    remise = f" − {pourcent(calculs.taux_unique(li.remises))}" if li.remises else ""
    return f"{li.ref} : {nombre(li.quantite)} × {euros(li.prix)}{remise} = {euros(li.montant)}"


def _lignes(atelier: Atelier) -> Reponse:
    v = pieces.vente(atelier)
    e = Exige(
        "C1.2.b",
        Decimal("2.5"),
        sources_lignes(atelier),
        " ; ".join(map(dit_ligne, v.commande)) + ".",
        "calculee",
        tuple(_erreurs(atelier)),
    )
    return reponse_lignes(FORMULAIRE, "lignes", "Lignes de la commande", COLONNES, valeurs_lignes(v.commande), e)


def _erreurs(atelier: Atelier) -> list[ErreurFrequente]:
    """Name the tempting wrong lines: the note forgotten, the other rule of discount, a note without effect applied."""
    m, v, c = pieces.memoire(atelier), pieces.vente(atelier), atelier.monde.cadre.conditions
    client, imprimees = atelier.monde.client(m.client), {li.ref: li for li in pieces.devis(atelier).lignes}
    justes = {li.ref: li for li in v.commande}
    erreurs = []
    for x in m.modifications:
        if not x.ref:
            continue
        a, juste = atelier.monde.article(x.ref), justes[x.ref]
        if x.valable:
            erreurs.append(
                ErreurFrequente(
                    {"reference": x.ref, "quantite": str(x.ancienne)}, Decimal(0), "changement paraphé oublié"
                )
            )
            autres = {imprimees[x.ref].remises, remises_dues(c, a, x.nouvelle, client.remise)} - {juste.remises}
            erreurs += [
                ErreurFrequente(
                    {"reference": x.ref, "quantite": str(x.nouvelle), "remise": chiffre(calculs.taux_unique(r))},
                    Decimal("0.5"),
                    "règle de la remise après modification mal lue",
                )
                for r in sorted(autres)
            ]
        else:
            erreurs.append(
                ErreurFrequente(
                    {"reference": x.ref, "quantite": str(x.nouvelle)}, Decimal(0), "note sans les deux paraphes"
                )
            )
    return erreurs


def _totaux(atelier: Atelier) -> tuple[Reponse, ...]:
    v, c = pieces.vente(atelier), atelier.monde.cadre.conditions
    t, comparee = v.totaux_commande, calculs.compare_franco(c, v.commande)
    sources = (*sources_lignes(atelier), necessaire(CGV, "Vente"))
    valeurs = {
        "Total des lignes HT": (montant(t.lignes_ht), "montant"),
        "Port HT": (montant(t.port_ht), "montant"),
        "Total HT": (montant(t.total_ht), "montant"),
        "Total TVA": (montant(t.total_tva), "montant"),
    }
    dit = "franco" if not t.port_ht else f"port de {euros(t.port_ht)}"
    e = Exige(
        "C1.2.b",
        Decimal(2),
        sources,
        f"{euros(comparee)} comparés à {euros(c.port_franco)} : {dit}. "
        + " ; ".join(f"{euros(b.base)} à {pourcent(b.taux)} : {euros(b.montant)}" for b in t.tva)
        + ".",
        erreurs=(
            ErreurFrequente(
                {"champ": "Port HT", "valeur": montant(c.port_forfait if not t.port_ht else Decimal(0))},
                Decimal(0),
                "franco mal apprécié",
            ),
        ),
    )
    ttc = Exige(
        "C1.2.b", Decimal("0.5"), sources, f"{euros(t.total_ht)} + {euros(t.total_tva)} = {euros(t.total_ttc)}."
    )
    return (
        reponse_champs(FORMULAIRE, "totaux", "Totaux", valeurs, e),
        reponse_montant(
            FORMULAIRE, "ttc", "Total TTC", t.total_ttc, ttc, "bc_totaux[Total HT].valeur + bc_totaux[Total TVA].valeur"
        ),
    )


def leurres(atelier: Atelier) -> list[LeurreLieu]:
    """Return the look-alikes of the devis: a note without both initials, an agreement in time, a printed total."""
    m, d = pieces.memoire(atelier), pieces.devis(atelier)
    trouves = [
        LeurreLieu(
            "accord",
            Lieu(SIGNE, "conditions", champ="validite"),
            f"accord du {date_courte(m.accord)}",
            "le devis a été accepté avant la fin de sa validité : ses prix engagent l’entreprise",
        )
    ]
    trouves += [
        LeurreLieu(
            "note", Lieu(SIGNE, "manuscrit"), note, "un seul paraphe : la note reste sans effet, le devis imprimé vaut"
        )
        for x, note in zip(m.modifications, pieces.notes(atelier), strict=True)
        if not x.valable
    ]
    change = next(x for x in m.modifications if x.valable and x.ref)
    trouves.append(
        LeurreLieu(
            "quantite",
            Lieu(SIGNE, "lignes", str(pieces.numero_ligne(atelier, change.ref)), "quantite"),
            f"{change.ancienne} imprimés, {change.nouvelle} à la main",
            f"changement paraphé par les deux parties : la commande diffère à bon droit du devis {d.numero}",
        )
    )
    return trouves

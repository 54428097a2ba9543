"""C1.2, tâche « livraison »: the delivery note of what is there, its invoice, the message to the client."""

from __future__ import annotations

from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_2 import commande, facture, pieces
from generator.epreuve.missions.c1_2.formulaires import (
    Exige,
    Formulaire,
    adresse,
    niveaux,
    reponse_champs,
    reponse_lignes,
)
from generator.epreuve.missions.c1_2.pieces import FACTURE_ACOMPTE, LOGISTIQUE, NUMEROS, PROCEDURE, SIGNE
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    Partie,
    Question,
    Reponse,
    TacheComposee,
    ZoneRedaction,
    necessaire,
)
from generator.epreuve.pieces.contenus import Lieu
from generator.textes import date_courte, euros, nombre, pluriel

BON = Formulaire("bon_livraison.xlsx", "Livraison", "bl")


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    t = atelier.redacteur.texte
    questions = (
        Question(t("question.bon"), (_entete_bon(atelier), _lignes_bon(atelier))),
        Question(t("question.facture"), facture.reponses(atelier)),
        _message(atelier),
    )
    tous = (
        pieces.clients(atelier),
        pieces.cgv(atelier),
        pieces.devis_signe(atelier),
        pieces.facture_acompte(atelier),
        pieces.logistique(atelier),
        pieces.procedure(atelier),
        pieces.numeros(atelier),
    )
    return Partie(TacheComposee("livraison", questions), tous, tuple(_leurres(atelier)))


# --- The delivery note -----------------------------------------------------------------------------------------------


def _entete_bon(atelier: Atelier) -> Reponse:
    v = pieces.vente(atelier)
    bc, bl, _ = facture.numeros(atelier)
    valeurs = {
        "Numéro": (bl, "texte"),
        "Date du bon de livraison": (v.livraison.isoformat(), "date"),
        "N° de la commande": (bc, "texte"),
        **{k: (x, "texte") for k, x in adresse(v.adresse).items()},
    }
    e = Exige(
        "C1.2.a",
        Decimal("1.5"),
        (
            necessaire(NUMEROS, "Journal"),
            necessaire(NUMEROS, "Modèles"),
            necessaire(LOGISTIQUE),
            necessaire(SIGNE),
            necessaire(PROCEDURE, "Vente", "Modification manuscrite"),
        ),
        f"Bon {bl} du {date_courte(v.livraison)}, commande {bc}. Livraison : {v.adresse.en_ligne}.",
        "retrouvee",
        commande.erreurs_adresse(atelier),
    )
    return reponse_champs(BON, "entete", "Bon de livraison", valeurs, e)


def _lignes_bon(atelier: Atelier) -> Reponse:
    v, m = pieces.vente(atelier), pieces.memoire(atelier)
    colonnes = (
        ColonneSaisie("commandee", "Quantité commandée", "nombre"),
        ColonneSaisie("livree", "Quantité livrée", "nombre"),
        ColonneSaisie("reliquat", "Reliquat", "nombre"),
    )
    valeurs = [
        {
            "reference": li.ref,
            "commandee": str(li.quantite),
            "livree": str(v.livree[li.ref]),
            "reliquat": str(li.quantite - v.livree[li.ref]),
        }
        for li in v.commande
    ]
    demarche = " ; ".join(
        f"{li.ref} : {nombre(li.quantite)} − {nombre(v.livree[li.ref])} = {nombre(li.quantite - v.livree[li.ref])}"
        for li in v.commande
    )
    change = next(x for x in m.modifications if x.valable and x.ref)
    erreurs = (
        ErreurFrequente(
            {"reference": change.ref, "commandee": str(change.ancienne)}, Decimal(0), "changement paraphé oublié"
        ),
    )
    e = Exige(
        "C1.2.b",
        Decimal("2.5"),
        (
            necessaire(SIGNE, "lignes"),
            necessaire(SIGNE, "manuscrit"),
            necessaire(LOGISTIQUE),
            necessaire(PROCEDURE, "Vente", "Modification manuscrite"),
        ),
        f"{demarche}.",
        erreurs=erreurs,
    )
    return reponse_lignes(BON, "lignes", "Lignes du bon de livraison", colonnes, valeurs, e)


# --- The message -----------------------------------------------------------------------------------------------------


def _message(atelier: Atelier) -> Question:
    v, m, t = pieces.vente(atelier), pieces.memoire(atelier), atelier.redacteur.texte
    client = atelier.monde.client(m.client)
    restes = [
        (atelier.monde.article(x.ref), next(li.quantite for li in v.commande if li.ref == x.ref) - x.stock, x.arrivee)
        for x in m.manques
        if x.arrivee
    ]
    _, bl, fa = facture.numeros(atelier)
    net = v.totaux_facture.net_a_payer
    variables = {"client": client, "restes": restes, "vente": v, "bon": bl, "facture": fa, "net": net}
    elements = (*(x for a, n, jour in restes for x in (pluriel(n, a.unite), date_courte(jour))), euros(net))
    zone = ZoneRedaction("message", t("message.titre", client=client))
    return Question(
        t("question.message", client=client),
        (
            Reponse(
                zone,
                "C1.2.c",
                "C1.2.r2",
                "redaction",
                t("message.modele", **variables),
                Decimal(8),
                (necessaire(SIGNE), necessaire(LOGISTIQUE), necessaire(PROCEDURE), necessaire(FACTURE_ACOMPTE)),
                t("message.demarche", **variables),
                "attestee",
                niveaux=niveaux(atelier, "message", variables, elements),
            ),
        ),
    )


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    """Return the look-alikes: stock that just suffices, a deposit not computed again."""
    m, v = pieces.memoire(atelier), pieces.vente(atelier)
    exacts = [
        LeurreLieu(
            f"stock_{x.ref.lower()}",
            Lieu(LOGISTIQUE),
            f"{x.ref} : {nombre(x.stock)} en stock",
            "le stock est exactement celui de la commande modifiée : la ligne part entière",
        )
        for x in m.manques
        if not x.arrivee
    ]
    acompte = LeurreLieu(
        "acompte",
        Lieu(FACTURE_ACOMPTE, "totaux", champ="total_ttc"),
        euros(v.acompte_ttc),
        "l’acompte a été facturé sur le devis avant changement : il se déduit tel qu’il a été encaissé",
    )
    return [*exacts, acompte, *(commande.leurres(atelier) if "commande" not in atelier.taches else ())]

"""C1.3, tâche « delais »: figures of the stock, date of departure of each line, of the whole order, answer to the client."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_3 import pieces
from generator.epreuve.missions.c1_3.pieces import COMMANDE, PROCEDURE, STOCK
from generator.epreuve.missions.c1_3.roles import Demande
from generator.epreuve.missions.socle import (
    ColonneSaisie,
    ErreurFrequente,
    LeurreLieu,
    NiveauxRedaction,
    Partie,
    Question,
    Reponse,
    SourceLieu,
    TacheComposee,
    ZoneCellule,
    ZoneRedaction,
    ZoneTableau,
    necessaire,
)
from generator.epreuve.pieces.contenus import Lieu
from generator.monde.metier.calendrier import Tournees
from generator.textes import date_courte, jour_date, nombre, pluriel

LIGNES_SAISIE = 8
_REF = ColonneSaisie("reference", "Référence", largeur=18)


def compose(atelier: Atelier) -> Partie:
    """Write the tâche."""
    questions = (_stock(atelier), _departs(atelier), _complete(atelier), _reponse(atelier))
    return Partie(TacheComposee("delais", questions), (pieces.commande(atelier),), tuple(_leurres(atelier)))


def _dates(atelier: Atelier) -> dict[str, date]:
    """Return the date of departure of each line."""
    return {
        d.ref: pieces.depart(atelier, pieces.disponible_le(atelier, d.ref, d.quantite))
        for d in pieces.memoire(atelier).demandes
    }


def _stock(atelier: Atelier) -> Question:
    demandes, stocks = pieces.memoire(atelier).demandes, atelier.monde.stocks
    zone = ZoneTableau(
        "stock",
        "Stock de chaque article commandé",
        (
            _REF,
            ColonneSaisie("physique", "Stock physique", "nombre"),
            ColonneSaisie("reserve", "Réservé", "nombre"),
            ColonneSaisie("disponible", "Disponible", "nombre"),
        ),
        LIGNES_SAISIE,
    )
    valeur = [
        {
            "reference": d.ref,
            "physique": str(stocks[d.ref].physique),
            "reserve": str(stocks[d.ref].reserve),
            "disponible": str(stocks[d.ref].disponible),
        }
        for d in demandes
    ]
    demarche = " ; ".join(
        f"{d.ref} : {nombre(s.physique)} − {nombre(s.reserve)} = {nombre(s.disponible)}"
        for d in demandes
        for s in (stocks[d.ref],)
    )
    erreurs = tuple(
        ErreurFrequente(
            {"reference": d.ref, "disponible": str(stocks[d.ref].physique)}, Decimal("0.5"), "réservations non déduites"
        )
        for d in demandes
        if stocks[d.ref].reserve
    )
    return Question(
        atelier.redacteur.texte("question.stock"),
        (
            Reponse(
                zone,
                "C1.3.a",
                "C1.3.r1",
                "tableau",
                valeur,
                Decimal(3),
                (
                    necessaire(COMMANDE),
                    *_lieux(STOCK, "Stock", demandes),
                    necessaire(PROCEDURE, "Délais", "Stock disponible"),
                ),
                f"Disponible = physique − réservé. {demarche}.",
                "calculee",
                cle=("reference",),
                erreurs=erreurs,
                penalite=Decimal("0.5"),
            ),
        ),
    )


def _lieux(piece: str, feuille: str, demandes: tuple[Demande, ...]) -> tuple[SourceLieu, ...]:
    return tuple(necessaire(piece, feuille, d.ref) for d in demandes)


def _departs(atelier: Atelier) -> Question:
    demandes = pieces.memoire(atelier).demandes
    zone = ZoneTableau(
        "departs",
        "Date de départ de chaque ligne",
        (_REF, ColonneSaisie("depart", "Date de départ de la ligne complète", "date", largeur=24)),
        LIGNES_SAISIE,
    )
    dates = _dates(atelier)
    valeur = [{"reference": d.ref, "depart": dates[d.ref].isoformat()} for d in demandes]
    erreurs = tuple(e for d in demandes for e in _erreurs_depart(atelier, d, dates[d.ref]))
    sources = (
        necessaire(COMMANDE),
        *_lieux(STOCK, "Stock", demandes),
        necessaire(STOCK, "En commande"),
        necessaire(STOCK, "Fermetures"),
        necessaire(PROCEDURE, "Délais"),
    )
    demarche = " ".join(_demarche(atelier, d, dates[d.ref]) for d in demandes)
    return Question(
        atelier.redacteur.texte("question.departs"),
        (
            Reponse(
                zone,
                "C1.3.a",
                "C1.3.r2",
                "tableau",
                valeur,
                Decimal(4),
                sources,
                demarche,
                "calculee",
                cle=("reference",),
                erreurs=erreurs,
                penalite=Decimal("0.5"),
            ),
        ),
    )


def _erreurs_depart(atelier: Atelier, d: Demande, juste: date) -> list[ErreurFrequente]:
    """Name the tempting wrong dates: no preparation, the other reading of the round, the arrival not put off."""
    disponible = pieces.disponible_le(atelier, d.ref, d.quantite)
    tournees = Tournees(atelier.cadre.transport.jours)
    jour = pieces.preparation(atelier, disponible)
    autre = (
        tournees.premiere_des(jour)
        if pieces.memoire(atelier).regles.depart == "apres"
        else tournees.premiere_apres(jour)
    )
    tentantes = {
        tournees.premiere_des(disponible): "contrôle ou préparation oubliés",
        autre: "règle du jour de départ mal lue",
    }
    return [
        ErreurFrequente({"reference": d.ref, "depart": jour_.isoformat()}, Decimal("0.5"), dit)
        for jour_, dit in tentantes.items()
        if jour_ != juste
    ]


def _demarche(atelier: Atelier, d: Demande, depart: date) -> str:
    etat = atelier.monde.stocks[d.ref]
    disponible = pieces.disponible_le(atelier, d.ref, d.quantite)
    suite = f"préparation le {date_courte(pieces.preparation(atelier, disponible))}, départ le {jour_date(depart)}."
    if etat.disponible >= d.quantite:
        return f"{d.ref} : {pluriel(etat.disponible, 'disponible')} pour {pluriel(d.quantite, 'demandé')}, {suite}"
    arrivages = ", ".join(
        f"{nombre(q)} le {date_courte(reelle)}"
        + (f" (arrivée prévue le {date_courte(j)}, fournisseur fermé)" if reelle != j else "")
        for j, q, _ in etat.attendus
        for reelle in (pieces.arrivee_reelle(atelier, d.ref, j),)
    )
    return (
        f"{d.ref} : {pluriel(etat.disponible, 'disponible')} pour {pluriel(d.quantite, 'demandé')} ; arrivages : {arrivages} ; "
        f"disponible le {date_courte(disponible)} après contrôle, {suite}"
    )


def _complete(atelier: Atelier) -> Question:
    zone = ZoneCellule("complete", "Date de départ de la commande complète", "date")
    dates = _dates(atelier)
    derniere = max(dates.values())
    tardives = [ref for ref, jour in dates.items() if jour == derniere]
    return Question(
        atelier.redacteur.texte("question.complete"),
        (
            Reponse(
                zone,
                "C1.3.b",
                "C1.3.r2",
                "date",
                derniere.isoformat(),
                Decimal(2),
                (
                    necessaire(COMMANDE),
                    necessaire(STOCK, "Stock"),
                    necessaire(STOCK, "En commande"),
                    necessaire(STOCK, "Fermetures"),
                    necessaire(PROCEDURE, "Délais"),
                ),
                f"La ligne la plus tardive commande : {', '.join(tardives)}, {jour_date(derniere)}.",
                "calculee",
                formule="max(departs.depart)",
            ),
        ),
    )


def _reponse(atelier: Atelier) -> Question:
    m, texte = pieces.memoire(atelier), atelier.redacteur.texte
    client, dates = atelier.monde.client(m.client), _dates(atelier)
    premiere, derniere = min(dates.values()), max(dates.values())
    en_retard = [atelier.monde.article(r) for r, j in dates.items() if j != premiere]
    variables = {
        "client": client,
        "premiere": premiere,
        "derniere": derniere,
        "en_retard": en_retard,
        "commercial": atelier.membre("commercial"),
    }
    niveaux = NiveauxRedaction(
        texte("niveaux.intitule"),
        texte("niveaux.tres_satisfaisant", **variables),
        texte("niveaux.satisfaisant", **variables),
        texte("niveaux.insuffisant", **variables),
        texte("niveaux.tres_insuffisant", **variables),
        elements=(date_courte(derniere), date_courte(premiere)),
    )
    return Question(
        texte("question.reponse", client=client),
        (
            Reponse(
                ZoneRedaction("reponse", texte("reponse.titre", client=client)),
                "C1.3.b",
                "C1.3.r2",
                "redaction",
                texte("reponse.modele", **variables),
                Decimal(8),
                (necessaire(COMMANDE), necessaire(STOCK), necessaire(PROCEDURE)),
                texte("reponse.demarche", **variables),
                "attestee",
                niveaux=niveaux,
            ),
        ),
    )


def _leurres(atelier: Atelier) -> list[LeurreLieu]:
    stocks = atelier.monde.stocks
    return [
        LeurreLieu(
            f"juste_{i}",
            Lieu(STOCK, "Stock", d.ref, "Stock physique"),
            pluriel(stocks[d.ref].disponible, "disponible"),
            f"{pluriel(d.quantite, 'demandé')}, {pluriel(d.quantite, 'disponible')} : la ligne est servie sans attendre.",
        )
        for i, d in enumerate(pieces.memoire(atelier).demandes)
        if d.role == "juste"
    ]

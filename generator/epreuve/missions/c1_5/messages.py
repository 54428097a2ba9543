"""C1.5: the clients' messages: mails, and a note taken at the telephone or at the counter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from generator.epreuve.atelier import Atelier
from generator.epreuve.missions.c1_5 import bareme, fiches, pieces
from generator.epreuve.missions.c1_5.roles import DELEGUES, Message
from generator.epreuve.pieces.contenus import Adresse, Courriel, Page, Paragraphe, Piece, Titre
from generator.epreuve.redacteur import rend
from generator.monde.faits import Client
from generator.textes import INSECABLE, jour_date, majuscule, pluriel, typographie


def messages(atelier: Atelier) -> list[Piece]:
    """Return the messages, in order of letters."""
    return [_piece(atelier, m) for m in pieces.memoire(atelier).messages]


def client(atelier: Atelier, m: Message) -> Client:
    """Return who writes."""
    return atelier.monde.client(m.client)


def titre(atelier: Atelier, m: Message) -> str:
    """Return the title of a message, as the paper lists it."""
    c = client(atelier, m)
    qui = c.contact.nom_seul + (f", {c.nom}" if c.raison_sociale else "")
    return typographie(f"Message {m.lettre} : {'fiche de contact' if m.note else 'courriel'} – {qui}")


def pronoms(c: Client) -> dict[str, str]:
    """Return the words of the first person: a private customer says « je », a firm « nous »."""
    if c.categorie == "particulier":
        return {"ma": "ma", "mon": "mon", "mes": "mes", "me": "me", "m_": "m’", "ai": "j’ai"}
    return {"ma": "notre", "mon": "notre", "mes": "nos", "me": "nous", "m_": "nous ", "ai": "nous avons"}


def corps(atelier: Atelier, m: Message) -> str:
    """Return the words of the client, without greeting nor signature."""
    c, t = client(atelier, m), atelier.redacteur.texte
    communs: dict[str, Any] = {"client": c, "m": m, **pronoms(c)}
    if m.genre == "suivi":
        texte = t(f"message.suivi_{pieces.memoire(atelier).reperage}", **communs, **_suivi(atelier))
    elif m.genre == "technique":
        x = fiches.fiche(atelier)
        texte = t(
            "message.technique", **communs, article=x.article, demande=x.demande, contexte=rend(x.contexte, communs)
        )
    elif m.genre == "reclamation":
        texte = _reclamation(atelier, communs)
    elif m.genre == "expertise":
        question = atelier.flux("expertise").choix(atelier.cadre.entreprise.matiere["c1_5"].expertise)
        texte = t("message.expertise", **communs, question=rend(question, communs))
    else:
        valeur = bareme.demande(atelier, m.genre) if m.genre in ("geste", "remise") else 0
        texte = t(f"message.{m.genre}", **communs, valeur=valeur)
    besoin = t(f"besoin.{m.besoin}") if m.besoin else ""
    habitude = t("habitude") if m == porteur_habitude(atelier) else ""
    return "\n\n".join(p for p in (texte, besoin, habitude) if p)


def porteur_habitude(atelier: Atelier) -> Message:
    """Return the message whose author has a habit, which is no need: the first of those above the delegation."""
    return next(m for m in pieces.memoire(atelier).messages if m.genre in DELEGUES)


def _suivi(atelier: Atelier) -> Mapping[str, Any]:
    m = pieces.memoire(atelier)
    c = pieces.commande(atelier, m.cible)
    return {
        "article": atelier.monde.article(m.article),
        "commande": c,
        "quantite": next(li.quantite for li in c.lignes if li.ref == m.article),
    }


def _reclamation(atelier: Atelier, communs: Mapping[str, Any]) -> str:
    """Write the complaint: the grievances in their order, praise between them."""
    t, f = atelier.redacteur.texte, atelier.flux("reclamation")
    textes = atelier.cadre.entreprise.matiere["c1_5"].griefs
    phrases = []
    for g in pieces.memoire(atelier).griefs:
        if g.genre == "retard":
            phrases.append(t("message.retard", **communs))
            continue
        variables = dict(communs)
        if g.ref:
            variables |= {
                "libelle": atelier.monde.article(g.ref).libelle,
                "unites": pluriel(g.unites, "unité"),
                "sont": "sont" if g.unites > 1 else "est",
                "s": "s" if g.unites > 1 else "",
            }
        phrases.append(majuscule(rend(f.choix(getattr(textes, g.genre)), variables)))
    phrases.insert(f.entier(1, len(phrases)), majuscule(rend(f.choix(textes.merci), communs)))
    return t("message.reclamation", **communs, griefs=" ".join(phrases))


def quand(atelier: Atelier, m: Message) -> datetime:
    """Return the moment at which a message came, in opening hours."""
    f = atelier.flux("quand", m.lettre)
    return datetime.combine(m.recu, time(f.entier(8, 11 if m.recu == atelier.date else 17), f.entier(1, 59)))


def _piece(atelier: Atelier, m: Message) -> Piece:
    c, t = client(atelier, m), atelier.redacteur.texte
    moment, texte = quand(atelier, m), corps(atelier, m)
    if m.note:
        chapeau = t(
            f"note.{m.note}", client=c, jour=m.recu, heure=f"{moment.hour}{INSECABLE}h{INSECABLE}{moment.minute:02d}"
        )
        paragraphes = tuple(Paragraphe(p, "cite") for p in texte.split("\n\n"))
        page = Page(
            "Fiche de contact",
            (Titre("Fiche de contact"), Paragraphe(chapeau), *paragraphes),
            reference=jour_date(m.recu),
        )
        return Piece(m.cle, f"message-{m.lettre.lower()}", titre(atelier, m), "accueil", m.recu, page, "pdf")
    signature = typographie(c.contact.sans_civilite + (f"\n{c.nom}" if c.raison_sociale else ""))
    courriel = Courriel(
        Adresse(c.contact.sans_civilite, c.courriel),
        (Adresse(atelier.firme.raison_sociale, atelier.firme.courriel),),
        t(f"objet.{m.genre}", client=c),
        moment,
        f"{t('salut')}\n\n{texte}\n\n{t('conge')}\n{signature}",
    )
    return Piece(m.cle, f"message-{m.lettre.lower()}", titre(atelier, m), "messagerie", m.recu, courriel, "eml")

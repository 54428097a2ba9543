"""The parties of commercial documents: the firm, its clients, its suppliers, with their compulsory identifiers."""

from __future__ import annotations

from generator.epreuve.pieces.contenus import Partie
from generator.monde.faits import Adresse, Client, Firme, Fournisseur
from generator.monde.metier.identifiants import groupe, groupe_siret, groupe_tva, iban, siret, tva
from generator.textes import typographie


def _lignes(a: Adresse) -> tuple[str, ...]:
    return tuple(typographie(x) for x in a.lignes)


def partie_firme(firme: Firme) -> Partie:
    """Return the firm as a party."""
    return Partie(
        firme.raison_sociale,
        _lignes(firme.adresse),
        (("SIRET", groupe_siret(firme.siret)), ("N° TVA", groupe_tva(firme.tva))),
        (("Tél.", firme.telephone), ("Courriel", firme.courriel)),
        typographie(firme.mention_legale),
        firme.adresse.code_postal,
        typographie(firme.adresse.ville),
        firme.siren,
        firme.siret,
        firme.tva,
        firme.courriel,
    )


def nom_client(client: Client) -> str:
    """Return the name on papers: « SARL Le Petit Zinc », or the person's."""
    return f"{client.forme} {client.raison_sociale}".strip() if client.raison_sociale else client.contact.complet


def partie_client(client: Client) -> Partie:
    """Return a client at its invoicing address, with its code and identifiers."""
    identifiants = [("Code client", client.code)]
    if client.siret:
        identifiants.append(("SIRET", groupe_siret(client.siret)))
    if client.tva:
        identifiants.append(("N° TVA", groupe_tva(client.tva)))
    if client.code_service:
        identifiants.append(("Code service", client.code_service))
    a = client.facturation
    return Partie(
        nom_client(client),
        _lignes(a),
        tuple(identifiants),
        (),
        "",
        a.code_postal,
        typographie(a.ville),
        client.siren,
        client.siret,
        client.tva,
        client.courriel,
    )


def partie_livraison(client: Client) -> Partie:
    """Return a client at its delivery address, without identifiers but its code."""
    a = client.adresse_livraison
    return Partie(
        nom_client(client), _lignes(a), (("Code client", client.code),), (), "", a.code_postal, typographie(a.ville)
    )


def partie_fournisseur(x: Fournisseur) -> Partie:
    """Return a supplier as a party, with form, capital and RCS at the foot."""
    s, n = siret(x.siren, x.nic), tva(x.siren)
    return Partie(
        x.raison_sociale,
        _lignes(x.adresse),
        (("SIRET", groupe_siret(s)), ("N° TVA", groupe_tva(n))),
        (("Tél.", x.telephone), ("Courriel", x.courriel)),
        _mention(x),
        x.adresse.code_postal,
        typographie(x.adresse.ville),
        x.siren,
        s,
        n,
        x.courriel,
    )


def iban_fournisseur(x: Fournisseur) -> str:
    """Return the supplier's IBAN: made from its SIREN, so that it is the same everywhere."""
    return iban(x.siren[4:], f"{x.siren[3:]}{x.siren[4:]}"[:11].rjust(11, "0"))


def _mention(x: Fournisseur) -> str:
    """Return the legal line of a supplier: a co-operative has a variable capital."""
    forme = (
        "société coopérative à capital variable"
        if "coop" in x.raison_sociale.lower()
        else (f"SAS au capital de {20 + 5 * (int(x.siren) % 17)}\u202f000\u00a0€")
    )
    siege = f"siège : {x.adresse.en_ligne}"
    return typographie(f"{x.raison_sociale}, {forme} – {groupe(x.siren)} RCS {x.adresse.ville} – {siege}")

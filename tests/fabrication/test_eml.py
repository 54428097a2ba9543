"""Mails read back whole, in ASCII, the same everywhere."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy

import pytest

from generator.epreuve.pieces.contenus import Adresse, Courriel
from generator.fabrication.rendu import eml

PAUL = Adresse("Paul Ngo-Đình (Les Trois Tilleuls)", "paul@trois-tilleuls.example")
LEA = Adresse("Léa Hébrard-Castagnède de la Rivière aux Écrevisses et des Étangs", "lea.hebrard@brulerie.example")
QUAND = datetime(2026, 10, 5, 9, 12)
OBJET = (
    "Commande urgente : 12 × « Éthiopie 1 kg », à livrer avant le jeudi 8 octobre si c’est possible – merci d’avance"
)
CORPS = (
    "Bonjour,\n\nVoici notre commande : " + "12 sachets de café d’Éthiopie à 23,90\u00a0€, " * 12 + "\u202f!\n"
    "From here = a trap \n.\nCordialement\n-- \nPaul\n\n"
)


def lu(octets: bytes):
    return message_from_bytes(octets, policy=policy.default)


def message(**champs: object) -> Courriel:
    base = {"de": PAUL, "a": (LEA,), "objet": OBJET, "quand": QUAND, "corps": CORPS}
    return Courriel(**{**base, **champs})


def test_a_mail_is_ascii_and_parses_back_without_defect():
    octets = eml.courriel(message(copie=(PAUL, LEA), entetes=(("Importance", "high"), ("X-Note", "à traiter"))))
    m = lu(octets)
    assert octets.isascii()
    assert all(len(ligne) <= 78 for ligne in octets.split(b"\r\n")[10:])
    assert not m.defects
    assert not any(h.defects for h in m.values())
    assert m["Subject"] == OBJET
    assert m["From"].addresses[0].display_name == PAUL.nom
    assert [a.display_name.replace("  ", " ") for a in m["Cc"].addresses] == [PAUL.nom, LEA.nom]
    assert m["X-Note"] == "à traiter"
    assert m.get_content().replace("\r\n", "\n") == eml.texte_complet(message())


def test_the_date_bears_the_offset_of_paris_in_summer_and_in_winter():
    assert eml.date_courriel(QUAND) == "Mon, 05 Oct 2026 09:12:00 +0200"
    assert eml.date_courriel(datetime(2026, 10, 25, 1, 59)).endswith("+0200")
    assert eml.date_courriel(datetime(2026, 10, 25, 3)).endswith("+0100")
    assert eml.date_courriel(datetime(2026, 3, 29, 1, 59)).endswith("+0100")
    assert eml.date_courriel(datetime(2026, 3, 29, 3)).endswith("+0200")


def test_the_same_content_gives_the_same_bytes_and_another_content_another_message_id():
    assert eml.courriel(message()) == eml.courriel(message())
    assert lu(eml.courriel(message()))["Message-ID"] != lu(eml.courriel(message(corps="Bonjour")))["Message-ID"]


def test_an_older_mail_is_quoted_below_its_attribution():
    tete = eml.attribution(LEA, QUAND)
    texte = eml.texte_complet(message(corps="Merci.", citation=f"{tete}\n\nBonjour,\n\nUne question."))
    assert texte == f"Merci.\n\n{tete}\n> Bonjour,\n>\n> Une question.\n"
    assert tete.startswith("Le lundi 5\u00a0octobre 2026 à 9\u00a0h\u00a012, Léa")


def test_attachments_come_back_byte_for_byte():
    m = lu(eml.courriel(message(), [("devis.pdf", bytes(range(256)))]))
    piece = next(iter(m.iter_attachments()))
    assert (piece.get_filename(), piece.get_content()) == ("devis.pdf", bytes(range(256)))
    assert not any(p.defects for p in m.walk())


def test_a_line_break_in_a_header_is_refused():
    with pytest.raises(ValueError, match="saut de ligne"):
        eml.courriel(message(objet="Bonjour\nBcc: x@y.example"))


@pytest.mark.parametrize("nom", ["M. Paul Roux", 'Dit "le Grand"', "O'Neil", "", "=?utf-8?q?x?="])
def test_names_of_all_kinds_come_back(nom):
    assert lu(eml.courriel(message(de=Adresse(nom, "a@b.example"))))["From"].addresses[0].display_name == nom

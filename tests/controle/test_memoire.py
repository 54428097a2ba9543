"""Documents in memory have the form that the readers of files give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from generator.controle import memoire
from generator.controle.memoire import TableEcrite


def test_a_workbook_in_memory_has_canonical_cells():
    d = memoire.classeur(
        "02-stock.xlsx",
        [
            TableEcrite(
                "Stock", ["Réf.", "Prix", "Le"], [["A", Decimal("1.50"), date(2026, 10, 5)], ["B\u00a0C", 12, None]]
            )
        ],
    )
    assert d.numero == "02"
    assert [dict(li) for li in d.tables[0].lignes] == [
        {"Réf.": "A", "Prix": "1.5", "Le": "2026-10-05"},
        {"Réf.": "B C", "Prix": "12", "Le": ""},
    ]


def test_a_page_in_memory_reads_what_is_printed():
    d = memoire.page(
        "03-devis.pdf",
        ["Cafés\u00a0SAS"],
        [TableEcrite("Lignes", ["PU HT"], [["1\u202f234,50\u00a0€"]])],
        [("Date\u00a0:", "05/10/2026")],
    )
    assert d.tables[0].lignes[0]["PU HT"] == "1234.5"
    assert d.champ("Date") == "2026-10-05"
    assert d.lignes == ("Cafés SAS",)


def test_a_mail_in_memory_parts_its_quotation():
    d = memoire.courriel(
        "04-mail.eml",
        ("Anne", "a@x.example"),
        ["b@x.example"],
        "Objet",
        datetime(2026, 10, 5, 9),
        "Bonjour\n\nLe lundi, Bob a écrit\u00a0:\n> Non\n",
    )
    assert d.courriel.corps == "Bonjour"
    assert d.courriel.citation == "Le lundi, Bob a écrit :\nNon"

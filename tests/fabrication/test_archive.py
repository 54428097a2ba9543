"""Zips depend on their contents alone."""

from __future__ import annotations

import io
import zipfile

from generator.fabrication.rendu import archive


def _zip(niveau: int, date: tuple[int, int, int, int, int, int]) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as z:
        for nom in ("b.xml", "a.xml"):
            z.writestr(zipfile.ZipInfo(nom, date), nom.encode() * 99, zipfile.ZIP_DEFLATED, niveau)
    return tampon.getvalue()


def test_normalised_zips_of_equal_contents_are_equal_and_dated_1980():
    un, deux = (archive.normalise(z) for z in (_zip(1, (2026, 1, 2, 3, 4, 6)), _zip(9, (2001, 1, 1, 0, 0, 0))))
    with zipfile.ZipFile(io.BytesIO(un)) as z:
        assert {i.date_time for i in z.infolist()} == {archive.DATE}
        assert z.namelist() == ["b.xml", "a.xml"]
    assert un == deux


def test_the_content_hash_ignores_compression_dates_and_order_but_not_content():
    un, deux = _zip(1, (2026, 1, 2, 3, 4, 6)), _zip(9, (2001, 1, 1, 0, 0, 0))
    assert archive.empreinte(un, "xlsx") == archive.empreinte(deux, ".docx") != archive.empreinte(un, "pdf")
    assert archive.empreinte(archive.assemble([("a", b"1")]), "zip") != archive.empreinte(
        archive.assemble([("a", b"2")]), "zip"
    )

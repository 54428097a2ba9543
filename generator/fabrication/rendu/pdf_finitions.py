"""What typst leaves to us: labels of two-column tables as row headers, and the XMP of Factur-X. Bytes stay stable."""

from __future__ import annotations

import io
from typing import Any

_FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_PROPRIETES = (("DocumentFileName", "The name of the embedded XML document"), ("DocumentType", "INVOICE"),
               ("Version", "The version of the XML schema"), ("ConformanceLevel", "The profile of the XML schema"))
_DESCRIPTION = (f'<rdf:Description rdf:about="" xmlns:fx="{_FX}"><fx:DocumentType>INVOICE</fx:DocumentType>'
                "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version>"
                "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>")


def _extension() -> str:
    proprietes = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{nom}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{dit}</pdfaProperty:description></rdf:li>" for nom, dit in _PROPRIETES)
    return ('<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>'
            f"<pdfaSchema:namespaceURI>{_FX}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
            f"<pdfaSchema:property><rdf:Seq>{proprietes}</rdf:Seq></pdfaSchema:property></rdf:li>")


def _xmp_facturx(xmp: str) -> str:
    """Return the XMP with the Factur-X extension and its values. Raises ValueError when it has no place for them."""
    debut = xmp.find("<pdfaExtension:schemas>")
    fin_sac, fin = xmp.find("</rdf:Bag>", debut), xmp.find("</rdf:RDF>")
    if min(debut, fin_sac, fin) < 0:
        raise ValueError("XMP sans pdfaExtension:schemas : la sortie de typst a changé")
    return xmp[:fin_sac] + _extension() + xmp[fin_sac:fin] + _DESCRIPTION + xmp[fin:]


def _enfants(noeud: Any) -> list[Any]:
    import pikepdf

    dedans = noeud.get("/K", [])
    return [e for e in (dedans if isinstance(dedans, pikepdf.Array) else [dedans]) if isinstance(e, pikepdf.Dictionary)]


def _rangs(tableau: Any) -> list[Any]:
    candidats = (r for e in _enfants(tableau) for r in ([e] if e.get("/S") == "/TR" else _enfants(e)))
    return [r for r in candidats if r.get("/S") == "/TR"]


def _intitules(noeud: Any) -> None:
    """Make the first cell of each row a header of its row, in the tables that have no header."""
    import pikepdf

    if noeud.get("/S") == "/Table":
        rangs = _rangs(noeud)
        if not any(c.get("/S") == "/TH" for r in rangs for c in _enfants(r)):
            for tete in (_enfants(r)[0] for r in rangs if _enfants(r)):
                tete.S = pikepdf.Name.TH
                tete.A = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)])
        return
    for enfant in _enfants(noeud):
        _intitules(enfant)


def finit(pdf: bytes, *, facturx_joint: bool) -> bytes:
    """Return the PDF of a commercial document with its row headers, and the XMP of Factur-X when an XML is attached."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as lu:
        _intitules(lu.Root.StructTreeRoot)
        if facturx_joint:
            lu.Root.Metadata.write(_xmp_facturx(lu.Root.Metadata.read_bytes().decode()).encode())
        tampon = io.BytesIO()
        lu.save(tampon, deterministic_id=True, compress_streams=False, fix_metadata_version=False)
    return tampon.getvalue()

# ruff: noqa: T201 - a bench talks on the terminal
"""How long a case takes, and where (by hand, on a machine that does nothing else):

    python tests/benchmarks/bench_cas.py [--seeds 5] [--entreprise NOM] [--sans-bureau]

Prints the wall time of the command from a cold start and of `--help`, the time per case when several are drawn in one
process, the share of each stage, files, bytes and peak memory, and two ratios taken in the same run: against deflating
the same bytes once, and against writing the same tables and texts with plain openpyxl, python-docx and LibreOffice
(`--sans-bureau` leaves that one out).
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(RACINE))
FOIS = 3


def chrono(quoi: Callable[[], Any]) -> float:
    """Return the wall time of a call, in seconds."""
    debut = time.perf_counter()
    quoi()
    return time.perf_counter() - debut


def processeur() -> float:
    """Return the processor's time of this process and of its ended children, in seconds: other programs weigh less on it."""
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


# --- Cold ------------------------------------------------------------------------------------------------------------


def commande(*arguments: str) -> float:
    """Return the wall time of the command in a process of its own."""
    environnement = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(RACINE)}
    ligne = [sys.executable, "-m", "generator", *arguments]
    return chrono(lambda: subprocess.run(ligne, env=environnement, check=True, stdout=subprocess.DEVNULL))


def froid(options: list[str]) -> tuple[float, float, float]:
    """Return the median wall times of a whole case and of --help, and a case's processor time; bytecode already there."""
    with tempfile.TemporaryDirectory() as dossier:
        commande(*options, "--output", str(Path(dossier) / "0"))
        avant = processeur()
        cas = [commande(*options, "--output", str(Path(dossier) / str(n))) for n in range(1, FOIS + 1)]
        travail = (processeur() - avant) / FOIS
    return statistics.median(cas), statistics.median(commande("--help") for _ in range(FOIS)), travail


def memoire_maximale() -> float:
    """Return the most memory that a child took, in MB (0 where the system does not tell)."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


# --- Warm, by stage --------------------------------------------------------------------------------------------------


class Etapes:
    """Exclusive time by stage: what a stage calls of another is counted there."""

    def __init__(self) -> None:
        self.temps: dict[str, float] = defaultdict(float)
        self.nombre: dict[str, int] = defaultdict(int)
        self.pile: list[str] = []
        self.depuis = 0.0

    @contextmanager
    def etape(self, nom: str) -> Iterator[None]:
        self._passe()
        self.pile.append(nom)
        self.nombre[nom] += 1
        try:
            yield
        finally:
            self._passe()
            self.pile.pop()

    def _passe(self) -> None:
        maintenant = time.perf_counter()
        if self.pile:
            self.temps[self.pile[-1]] += maintenant - self.depuis
        self.depuis = maintenant

    def suit(self, objet: Any, nom: str, etape: str) -> None:
        """Count the time of a function under a stage."""
        vraie = getattr(objet, nom)

        def mesuree(*arguments: Any, **options: Any) -> Any:
            with self.etape(etape):
                return vraie(*arguments, **options)

        setattr(objet, nom, mesuree)


def branche(etapes: Etapes) -> None:
    """Follow what renders each format."""
    from generator import cas
    from generator.fabrication import dossier
    from generator.fabrication.rendu import docx, docx_epreuve, eml, ics, xlsx

    etapes.suit(cas, "tire_monde", "tirage")
    etapes.suit(cas, "assemble", "assemblage")
    for nom in ("piece", "epreuve"):
        etapes.suit(dossier.Imprimeur, nom, "pdf")
    for module, noms in ((docx, ("page", "document")), (docx_epreuve, ("epreuve", "redactions"))):
        for nom in noms:
            etapes.suit(module, nom, "docx")
    etapes.suit(xlsx, "classeur", "xlsx")
    for nom in ("reponses", "formulaire", "grille"):
        etapes.suit(dossier, nom, "xlsx")
    etapes.suit(eml, "courriel", "eml, ics")
    etapes.suit(ics, "agenda", "eml, ics")
    etapes.suit(dossier, "corrige", "clé et pages")
    etapes.suit(dossier, "_manifeste", "empreintes")


def chaud(firme: str | None, nombre: int, sortie: Path) -> tuple[list[float], Etapes, dict[str, bytes], float]:
    """Make a case that does not count, then `nombre`: their times, the stages, the last files, processor time a case."""
    from generator import cas
    from generator.fabrication.dossier import ecrit, rend
    from generator.manifeste import manifeste

    def fait(graine: int) -> dict[str, bytes]:
        ordre = cas.Commande("A1", graine, entreprise=firme)
        with etapes.etape("composition"):
            sujet = cas.compose(ordre)
        with etapes.etape("autre"):
            rendu = rend(sujet, "banc", manifeste(ordre, sujet))
        with etapes.etape("écriture"):
            ecrit(rendu.fichiers, sortie / str(graine))
        return dict(rendu.fichiers)

    etapes = Etapes()
    fichiers = fait(1)
    branche(etapes)
    etapes.temps.clear()
    etapes.nombre.clear()
    temps, avant = [], processeur()
    for graine in range(2, nombre + 2):
        debut = time.perf_counter()
        fichiers = fait(graine)
        temps.append(time.perf_counter() - debut)
    return temps, etapes, fichiers, (processeur() - avant) / nombre


# --- The plain way ---------------------------------------------------------------------------------------------------


def contenus(fichiers: dict[str, bytes]) -> tuple[list[Any], list[Any], list[Any]]:
    """Read the case again: sheets of each workbook, paragraphs and tables of each Word file and of each PDF."""
    import docx
    import openpyxl
    import pdfplumber

    classeurs, textes, pdfs = [], [], []
    for nom, octets in fichiers.items():
        if nom.endswith(".xlsx"):
            livre = openpyxl.load_workbook(io.BytesIO(octets))
            classeurs.append([(f.title, [list(r) for r in f.iter_rows(values_only=True)]) for f in livre.worksheets])
        elif nom.endswith(".docx"):
            lu = docx.Document(io.BytesIO(octets))
            tables = [[[c.text for c in ligne.cells] for ligne in t.rows] for t in lu.tables]
            textes.append(([p.text for p in lu.paragraphs], tables))
        elif nom.endswith(".pdf"):
            with pdfplumber.open(io.BytesIO(octets)) as lu_pdf:
                pdfs.append(_contenu_pdf(lu_pdf))
    return classeurs, textes, pdfs


def _contenu_pdf(lu: Any) -> tuple[list[str], list[list[list[str]]]]:
    paragraphes: list[str] = []
    tables: list[list[list[str]]] = []
    for page in lu.pages:
        trouvees = page.find_tables()
        tables += [[[c or "" for c in ligne] for ligne in t.extract()] for t in trouvees]
        boites = [t.bbox for t in trouvees]
        hors = page.filter(lambda o, b=boites: not any(x0 <= o["x0"] <= x1 and y0 <= o["top"] <= y1 for x0, y0, x1, y1 in b))
        paragraphes += (hors.extract_text() or "").split("\n")
    return paragraphes, [t for t in tables if t and t[0]]


def ordinaire(lus: tuple[list[Any], list[Any], list[Any]], sortie: Path) -> None:
    """Write them with plain openpyxl and python-docx; LibreOffice makes the PDFs, all in one call."""
    import docx
    import openpyxl

    for n, feuilles in enumerate(lus[0]):
        livre = openpyxl.Workbook()
        livre.remove(livre.active)
        for titre, lignes in feuilles:
            feuille = livre.create_sheet(titre)
            for ligne in lignes:
                feuille.append(ligne)
        livre.save(sortie / f"{n}.xlsx")
    for genre, documents in (("t", lus[1]), ("p", lus[2])):
        for n, (paragraphes, tables) in enumerate(documents):
            ecrit = docx.Document()
            for texte in paragraphes:
                ecrit.add_paragraph(texte)
            for lignes in tables:
                table = ecrit.add_table(0, max(map(len, lignes)))
                for ligne in lignes:
                    for case, texte in zip(table.add_row().cells, ligne, strict=False):
                        case.text = texte
            ecrit.save(sortie / f"{genre}{n}.docx")
    soffice([str(p) for p in sorted(sortie.glob("p*.docx"))], sortie)


def soffice(sources: list[str], sortie: Path) -> None:
    """Convert files to PDF."""
    profil = (Path(tempfile.gettempdir()) / "gen-scenario-banc-soffice").as_uri()
    ligne = ["soffice", f"-env:UserInstallation={profil}", "--headless", "--convert-to", "pdf", "--outdir", str(sortie)]
    subprocess.run([*ligne, *sources], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def bureau(fichiers: dict[str, bytes]) -> tuple[float, float]:
    """Return the wall and processor times of the plain way, LibreOffice's first start left out."""
    import docx

    lus = contenus(fichiers)
    with tempfile.TemporaryDirectory() as dossier:
        docx.Document().save(Path(dossier) / "vide.docx")
        soffice([str(Path(dossier) / "vide.docx")], Path(dossier))
        (Path(dossier) / "vide.docx").unlink()
        avant = processeur()
        return chrono(lambda: ordinaire(lus, Path(dossier))), processeur() - avant


# --- Deflate ---------------------------------------------------------------------------------------------------------


def deflate(fichiers: dict[str, bytes]) -> tuple[float, float, int]:
    """Return the times of deflating the files' bytes once, and their contents unzipped, and the size of these."""
    contenu = []
    for nom, octets in fichiers.items():
        if nom.endswith((".xlsx", ".docx")):
            with zipfile.ZipFile(io.BytesIO(octets)) as archive:
                contenu += [archive.read(i) for i in archive.infolist()]
        else:
            contenu.append(octets)
    bruts = min(chrono(lambda: [zlib.compress(o, 6) for o in fichiers.values()]) for _ in range(FOIS))
    return bruts, min(chrono(lambda: [zlib.compress(o, 6) for o in contenu]) for _ in range(FOIS)), sum(map(len, contenu))


def main() -> None:
    """Measure and print."""
    lecteur = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lecteur.add_argument("--seeds", type=int, default=5)
    lecteur.add_argument("--entreprise")
    lecteur.add_argument("--sans-bureau", action="store_true")
    choix = lecteur.parse_args()
    charge = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cœurs, charge {charge:.1f}")
    options = ["--activity", "A1", "--seed", "42", *(["--entreprise", choix.entreprise] if choix.entreprise else [])]
    a_froid, aide, travail_froid = froid(options)
    print(f"à froid : un cas {a_froid:.2f} s (processeur {travail_froid:.2f}) ; --help {aide:.2f} s ; "
          f"mémoire au plus {memoire_maximale():.0f} Mo")
    with tempfile.TemporaryDirectory() as dossier:
        temps, etapes, fichiers, travail = chaud(choix.entreprise, choix.seeds, Path(dossier))
    a_chaud = statistics.median(temps)
    octets = sum(map(len, fichiers.values()))
    print(f"à chaud : un cas {a_chaud:.2f} s (de {min(temps):.2f} à {max(temps):.2f}, processeur {travail:.2f}), "
          f"{len(fichiers)} fichiers, {octets / 1e6:.2f} Mo, {1000 * a_chaud / len(fichiers):.0f} ms par fichier")
    total = sum(etapes.temps.values())
    for nom, t in sorted(etapes.temps.items(), key=lambda x: -x[1]):
        print(f"    {nom:14} {1000 * t / choix.seeds:6.0f} ms  {100 * t / total:5.1f} %  "
              f"{etapes.nombre[nom] / choix.seeds:5.1f} appels")
    bruts, contenu, taille = deflate(fichiers)
    print(f"deflate : {1000 * bruts:.0f} ms pour {octets / 1e6:.2f} Mo (à chaud {a_chaud / bruts:.0f} fois) ; "
          f"{1000 * contenu:.0f} ms pour les {taille / 1e6:.2f} Mo décompressés (à chaud {a_chaud / contenu:.1f} fois)")
    if not choix.sans_bureau and shutil.which("soffice"):
        plat, travail_plat = bureau(fichiers)
        imports = commande_python("import docx, openpyxl")
        print(f"openpyxl, python-docx, LibreOffice : {plat:.2f} s à chaud, {plat + imports:.2f} s à froid ; "
              f"{plat / a_chaud:.1f} et {(plat + imports) / a_froid:.1f} fois le temps de gen-scenario")
        print(f"    en temps processeur : {travail_plat:.2f} s, soit {travail_plat / travail:.1f} et "
              f"{(travail_plat + imports) / travail_froid:.1f} fois")


def commande_python(code: str) -> float:
    """Return the wall time of a line of Python in a process of its own."""
    return chrono(lambda: subprocess.run([sys.executable, "-c", code], check=True))


if __name__ == "__main__":
    main()

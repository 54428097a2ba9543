"""`gen-scenario grade`: marks copies with the key of their case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.controle.notation import Notation


@click.command("grade", short_help="corrige des copies (dossiers ou zips)")
@click.argument("cas", type=click.Path(path_type=Path), metavar="CAS")
@click.argument("copies", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="COPIE…")
@click.option("--json", "en_json", is_flag=True, help="affiche le rapport complet en JSON")
@click.option(
    "--rapport",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="écrit un rapport .xlsx et .json par copie",
)
@click.option("--detail", is_flag=True, help="dit pourquoi, réponse par réponse")
def commande(cas: Path, copies: tuple[Path, ...], en_json: bool, rapport: Path | None, detail: bool) -> int:
    """Corrige des copies avec le corrigé du cas : dossiers (le contenu de a-rendre, ou ce qui le contient) ou zips.

    Seules les réponses exactes sont notées ; les rédactions sont laissées au correcteur. Un fichier absent ou
    illisible compte 0.
    """
    from generator.controle.notation import Correcteur

    correcteur = Correcteur(cas)
    notations = [correcteur.note(copie) for copie in copies]
    if rapport is not None:
        from generator.controle.rapport import ecrit

        ecrit(notations, rapport)
    if en_json:
        click.echo(json.dumps([n.en_json() for n in notations], ensure_ascii=False, indent=1))
    else:
        for n in notations:
            _affiche(n, detail=detail)
        click.echo(
            f"Rapports écrits dans {rapport}"
            if rapport
            else "Ensuite : --detail dit pourquoi, --rapport DOSSIER écrit un rapport .xlsx par copie."
        )
    return 0 if all(n.lue for n in notations) else 1


def _nombre(valeur: Decimal) -> str:
    from generator.controle.lecture.valeurs import ecrit_nombre

    return ecrit_nombre(valeur).replace(".", ",")


def _affiche(n: Notation, *, detail: bool) -> None:
    click.echo(f"{_sans_controle(n.copie)} : {_nombre(n.obtenus)} sur {_nombre(n.exacts)} points exacts")
    for remarque in n.remarques:
        click.echo(f"  {_sans_controle(remarque)}")
    lignes: list[tuple[str, ...]] = [("Question", "Réponse", "Points", "Sur", "État")]
    lignes += [
        (li.question, li.id, _nombre(li.points) if li.type != "redaction" else "–", _nombre(li.sur), li.etat)
        for li in n.lignes
    ]
    _tableau(lignes, [li.dits if detail else () for li in n.lignes])
    totaux: list[tuple[str, ...]] = [("Compétence", "Exact", "Sur", "À lire", "Seuil", "Conclusion")]
    totaux += [
        (b.competence, _nombre(b.obtenus), _nombre(b.exacts), _nombre(b.a_lire), _nombre(b.seuil), b.conclusion)
        for b in n.bilans
    ]
    _tableau(totaux, [()] * len(n.bilans))


def _tableau(lignes: list[tuple[str, ...]], details: list[tuple[str, ...]]) -> None:
    """Print rows in columns, the details of each below it."""
    largeurs = [max(len(ligne[c]) for ligne in lignes) for c in range(len(lignes[0]))]
    for n, ligne in enumerate(lignes):
        click.echo("  " + "  ".join(v.ljust(la) for v, la in zip(ligne, largeurs, strict=True)).rstrip())
        for dit in details[n - 1] if n else ():
            click.echo(f"      {_sans_controle(dit)}")


def _sans_controle(texte: str) -> str:
    """Return a text without the signs that could command a terminal."""
    return "".join(c if c.isprintable() else " " for c in texte)

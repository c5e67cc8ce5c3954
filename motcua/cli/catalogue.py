"""`motcua catalogue`: procedures as packs: check them, load them."""

from pathlib import Path
from typing import Any

import click

from motcua.catalogue import pack as packs
from motcua.catalogue.findings import Severity
from motcua.cli.catalogue_import import command as import_command
from motcua.cli.common import FoundWrong, Misuse, emit_json, format_option, tell, with_database

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("catalogue")
def group() -> None:
    """Administrative procedures: check and load packs, import the national catalogue.

    A pack is a YAML file with procedures; its format stands in docs/reference/pack-format.md.
    """


group.add_command(import_command)


@group.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language.")
@format_option
def check(files: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Check packs without a database: every problem with file, line, column and field.

    Exit code 1 when there are errors; warnings alone are none. Example: motcua catalogue check my-pack.yaml
    """
    problems = [problem for file in files for problem in packs.read_file(file).problems]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if as_json:
        emit_json(
            {
                "files": len(files),
                "errors": errors,
                "warnings": len(problems) - errors,
                "problems": [_problem(problem) for problem in problems],
            }
        )
    else:
        for problem in problems:
            click.echo(problem.text(lang))
    summary = f"{len(files)} file(s): {errors} error(s), {len(problems) - errors} warning(s)."
    if errors:
        raise FoundWrong(summary)
    tell(summary)


def _problem(problem: packs.Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "severity": problem.severity,
        "message": problem.vi,
        "message_en": problem.en,
    }


@group.command()
@click.argument("names", metavar="PACK...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All packs that come with the program.")
@format_option
def load(names: tuple[str, ...], every: bool, as_json: bool) -> None:
    """Load packs: files, or names of packs that come with the program (p0 to p15).

    The same pack again changes nothing; a changed one becomes the procedure's next version. Nothing is loaded
    when one of the packs has errors. Example: motcua catalogue load p1 my-pack.yaml
    """
    files = [*(packs.shipped() if every else []), *(_file(name) for name in names)]
    if not files:
        raise click.UsageError("Name at least one pack, or --all.")
    read = _read_all(files)
    with with_database():
        rows = [row for file, pack in read for row in _load(file, pack)]
    if as_json:
        emit_json({"packs": len(files), "procedures": rows})
    for row in [] if as_json else rows:
        click.echo(
            f"{row['code']}  {row['change']}  {row['file']}" + "".join(f"  {r}" for r in row["reasons"])
        )
    if any(row["change"] == "rejected" for row in rows):
        raise FoundWrong("Some procedures were rejected.")


def _file(name: str) -> Path:
    shipped = packs.FOLDER / f"{name}.yaml"
    path = Path(name)
    if path.is_file():
        return path
    if name.isalnum() and shipped.is_file():
        return shipped
    raise Misuse(f"There is no pack file {name!r} and no pack of that name comes with the program.")


def _read_all(files: list[Path]) -> list[tuple[Path, packs.Pack]]:
    readings = [(file, packs.read_file(file)) for file in files]
    for _, reading in readings:
        for problem in reading.problems:
            tell(problem.text())
    if any(reading.pack is None for _, reading in readings):
        raise FoundWrong("Nothing was loaded.")
    return [(file, reading.pack) for file, reading in readings if reading.pack]


def _load(file: Path, pack: packs.Pack) -> list[dict[str, Any]]:
    from django.utils import timezone

    from motcua.catalogue.actions.load_pack import load_pack
    from motcua.journal.events import SYSTEM

    outcomes = load_pack(pack=pack, actor=SYSTEM, at=timezone.now())
    return [
        {
            "file": file.name,
            "code": outcome.code,
            "change": outcome.change,
            "version": outcome.version,
            "reasons": list(outcome.reasons),
        }
        for outcome in outcomes
    ]


def seed() -> None:
    """Load every pack that comes with the program; what is there already stays as it is."""
    for file, pack in _read_all(packs.shipped()):
        for row in _load(file, pack):
            if row["change"] == "rejected":
                raise FoundWrong(f"{row['file']}: {row['code']}: {'; '.join(row['reasons'])}")

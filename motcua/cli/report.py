"""`motcua report`: official figures of any period, as they were known at any time, and their lists."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from motcua.cli.common import LOCAL_TIME, Misuse, emit_json, format_option, tell, unit_option, with_database

_FORMATS = ("text", "table", "csv", "xlsx", "json")


@click.group("report")
def group() -> None:
    """Figures over the half-open period [--from, --to), seen at --as-of.

    A figure for a past time never changes: what happened or was recorded later is not counted.
    """


def _period(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--as-of", "seen", type=LOCAL_TIME, help="What was known before this time (now)."),
        unit_option,
        click.option("--to", "end", type=LOCAL_TIME, required=True, help="The first time not counted."),
        click.option("--from", "start", type=LOCAL_TIME, required=True, help="The first time counted."),
    ):
        command = option(command)
    return command


@group.command("II.06a")
@_period
@click.option("--convention", type=click.Choice(["A", "B"]), default="B", show_default=True)
@click.option("--field", help="Only this field, as procedures name it.")
@click.option("--list", "name", help="The dossiers behind a figure: c3 to c13, or a count by its name.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="text and table are the same: for people.",
)
@click.option("-o", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write into this file.")
@with_database()
def form_06a(
    start: datetime,
    end: datetime,
    unit: str | None,
    seen: datetime | None,
    convention: str,
    field: str | None,
    name: str | None,
    form: str,
    out: Path | None,
) -> None:
    """Form II.06a by field and agency, or with --list the dossiers behind one of its figures.

    Convention B shows refused, withdrawn, stopped, waiting and what has no due date beside the columns; A
    folds them into 9 and 12.

    Example: motcua report II.06a --from 2020-01-01 --to 2021-01-01 --unit yen-chau --list c12
    """
    from motcua.reports import documents
    from motcua.reports.form06a import Convention

    scope, chosen = _scope(start, end, unit, seen, field), Convention(convention)
    if name is None:
        document = documents.form(scope, chosen)
        sheet = documents.form_sheet(scope, chosen, document)
    else:
        if name not in documents.FIGURES:
            raise Misuse(f"Không có số liệu “{name}”. Có: {', '.join(documents.FIGURES)}.")
        behind = documents.dossiers_behind(scope, name, chosen)
        document = documents.list_document(name, behind)
        sheet = documents.list_sheet(scope, name, behind)
    _write(document, sheet, form, out)


@group.command()
@_period
@format_option
@with_database()
def summary(start: datetime, end: datetime, unit: str | None, seen: datetime | None, as_json: bool) -> None:
    """The sentence that a district publishes: brought, solved in time, not yet due, refused, overdue.

    Example: motcua report summary --from 2020-01-01 --to 2021-01-01 --unit yen-chau
    """
    from motcua.reports import documents

    scope = _scope(start, end, unit, seen, None)
    figures = documents.summary(scope)
    if as_json:
        emit_json(figures)
    else:
        click.echo(documents.sentence(scope, figures))


def _scope(start: datetime, end: datetime, code: str | None, seen: datetime | None, field: str | None) -> Any:
    from django.utils import timezone

    from motcua.orgs import queries as orgs
    from motcua.reports.facts import Period
    from motcua.reports.queries import Scope

    try:
        unit = orgs.unit(code) if code else None
        return Scope(Period(start, end, seen or timezone.now()), unit, field)
    except orgs.UnknownUnitError as error:
        raise Misuse(str(error)) from error
    except ValueError as error:
        raise Misuse("--to phải sau --from.") from error


def _write(document: Any, sheet: Any, form: str, out: Path | None) -> None:
    from motcua.reports import sheets

    if form == "xlsx":
        if out is None:
            raise Misuse("Với --format xlsx cần -o TỆP.xlsx.")
        out.write_bytes(sheets.as_xlsx(sheet))
    elif out is not None:
        # The mark at the beginning tells spreadsheets that a CSV file is UTF-8.
        encoding = "utf-8-sig" if form == "csv" else "utf-8"
        out.write_text(_as_words(document, sheet, form), encoding=encoding)
    else:
        click.echo(_as_words(document, sheet, form), nl=False)
        return
    tell(f"Đã ghi {out}.")


def _as_words(document: Any, sheet: Any, form: str) -> str:
    from motcua.cli.common import json_text
    from motcua.reports import sheets

    if form == "json":
        return json_text(document) + "\n"
    return sheets.as_csv(sheet) if form == "csv" else sheets.as_text(sheet)

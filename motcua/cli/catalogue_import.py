"""`motcua catalogue import`: the national catalogue, or a file of its kind, into the database."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.catalogue.national import file
from motcua.cli.common import Misuse, emit_json, format_option, tell, with_database

if TYPE_CHECKING:
    from motcua.catalogue.national.report import Report

_SHIPPED = "national catalogue of the package"
_TABLES = {
    "ways": "cách thức thực hiện",
    "components": "thành phần hồ sơ",
    "legal": "căn cứ pháp lý",
    "results": "kết quả",
}


class Day(click.ParamType):
    """A date in ISO 8601."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date such as 2025-07-01", param, ctx)


@click.command("import")
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from",
    "start",
    type=Day(),
    default=file.IN_EFFECT_FROM,
    show_default=True,
    help="From when the versions are in effect; the records themselves carry no date.",
)
@format_option
@click.pass_context
def command(ctx: click.Context, path: Path | None, start: date, as_json: bool) -> None:
    """Import the national catalogue from FILE: JSON lines, plain or gzip.

    Without FILE, the catalogue that comes with the program. A record that stands already changes nothing;
    where a version published locally is in effect, it stays, and the record is kept beside it as a draft.

    Exit codes: 0 every record was taken in, 1 some were rejected (listed by line; the others are in),
    2 the file could not be read to its end (nothing was imported).
    """
    try:
        lines = file.lines_of(path or file.SHIPPED)
    except file.FileRefused as refused:
        raise Misuse(f"Lỗi: {refused}.") from None
    with with_database():
        report = _imported(lines, start)
    for message in _held(report):
        tell(message)
    if as_json:
        emit_json(report.as_json())
    else:
        click.echo(summary(report))
    ctx.exit(1 if report.refused else 0)


def import_shipped() -> "Report | None":
    """Import the catalogue that comes with the program, in an open database.

    None, after one query, when this database has it already from the same file and the same program.
    """
    from motcua.server.models import Preparation

    fingerprint = _fingerprint()
    if Preparation.objects.filter(step=_SHIPPED, fingerprint=fingerprint).exists():
        return None
    report = _imported(file.lines_of(file.SHIPPED), file.IN_EFFECT_FROM)
    Preparation.objects.update_or_create(
        step=_SHIPPED, defaults={"fingerprint": fingerprint, "prepared_at": datetime.now(UTC)}
    )
    return report


def _fingerprint() -> str:
    """One value for the shipped file and the modules that read it."""
    from motcua.cli.prepare import Step, fingerprint

    return fingerprint(Step(_SHIPPED, "", "catalogue/national/*.py")) + file.fingerprint(file.SHIPPED)


def _imported(lines: list[bytes], start: date) -> "Report":
    from django.db import connection, transaction

    from motcua.catalogue.actions.import_national import import_national
    from motcua.journal.events import SYSTEM

    reading = file.read_catalogue(lines)
    progress = _progress(len(reading.records)) if sys.stderr.isatty() else None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT now()")  # the import takes longer than the journal lets a clock be away
        (at,) = cursor.fetchone()
        return import_national(reading=reading, start=start, actor=SYSTEM, at=at, progress=progress)


def _progress(total: int) -> Callable[[int], None]:
    def show(done: int) -> None:
        click.echo(f"\r{done}/{total}" + ("\n" if done >= total else ""), err=True, nl=False)

    return show


def _held(report: "Report") -> list[str]:
    if not report.held:
        return []
    codes = ", ".join(report.held)
    return [
        f"{len(report.held)} thủ tục có phiên bản công bố tại địa phương, được giữ nguyên; "
        f"bản quốc gia lưu ở dạng nháp: {codes}."
    ]


def summary(report: "Report") -> str:
    """The report for a person, in Vietnamese, several lines."""
    lines = [
        f"Đã đọc {report.read} bản ghi: {report.landed} có trong danh mục, "
        f"{report.changed} mới hoặc thay đổi, {len(report.refused)} bị từ chối."
    ]
    for table, counts in report.tables.items():
        lines.append(
            f"  {_TABLES[table]}: tách được {counts['parsed']}, giữ nguyên văn {counts['kept_as_text']}"
        )
    for refusal in report.refused:
        code = f" ({refusal.code})" if refusal.code else ""
        lines.append(f"  dòng {refusal.line}{code}: {refusal.reason}")
    return "\n".join(lines)

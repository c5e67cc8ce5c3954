"""`motcua due`: when a limit ends, and why. Needs no database unless a unit's calendar is asked for."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from motcua.cli.common import LOCAL_TIME, UNIT_CODE, Misuse, emit_json, format_option
from motcua.lib.times import LOCAL, iso_local
from motcua.worktime import batch, documents, vietnam
from motcua.worktime.calc import due
from motcua.worktime.calendars import WorkCalendar
from motcua.worktime.errors import WorkTimeError
from motcua.worktime.explain import explain
from motcua.worktime.limits import Limit, Mode, parse_limit


class LimitType(click.ParamType):
    """A limit such as `4 h`."""

    name = "limit"

    def convert(self, value: Any, param: Any, ctx: Any) -> Limit:
        try:
            return value if isinstance(value, Limit) else parse_limit(value)
        except WorkTimeError as error:
            self.fail(str(error), param, ctx)


class CalendarFile(click.Path):
    """A calendar in a JSON file."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        path = Path(super().convert(value, param, ctx))
        try:
            return documents.calendar_from_text(path.read_text(encoding="utf-8"))
        except (WorkTimeError, OSError, UnicodeDecodeError) as error:
            self.fail(f"{path}: {error}", param, ctx)


@click.command("due")
@click.option("--received", type=LOCAL_TIME, help="When it was received, e.g. 2025-06-02T18:00.")
@click.option(
    "--limit", type=LimitType(), help='"30 min", "4 h", same_day, "3 wd", "1.5 wd", "15 d" or "2 mo".'
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    help="How working days end: at the time of receipt or at the end of the day [default: end_of_day].",
)
@click.option("--unit", type=UNIT_CODE, help="Use the calendar that this unit has on the day of receipt.")
@click.option(
    "--calendar",
    type=CalendarFile(exists=True, dir_okay=False),
    metavar="FILE.json",
    help='Use this calendar: {"sessions": {"mon": ["07:30-11:30", ..], ..}, "off": [..], "makeup": {..}}.',
)
@click.option(
    "--batch", "is_batch", is_flag=True, help="Answer JSON lines from standard input, one line each."
)
@format_option
def command(
    received: datetime | None,
    limit: Limit | None,
    mode: str | None,
    unit: str | None,
    calendar: WorkCalendar | None,
    is_batch: bool,
    as_json: bool,
) -> None:
    """When a limit ends, and why.

    wd is a working day, d a calendar day, mo a month. Without --unit or --calendar: Monday to Friday,
    07:30-11:30 and 13:00-17:00, with Vietnam's days off and make-up days of 2019 to 2026.

    A line of a batch is {"op": "add", "received": .., "limit": .., "mode": .., "calendar": {..}} or
    {"op": "measure", "from": .., "to": .., "calendar": {..}}; its answer {"due_at": ..}, {"minutes": ..} or
    {"error": ..}.

    Example: motcua due --received 2025-06-02T18:00 --limit "4 h"
    """
    if is_batch:
        if received or limit or mode or unit or calendar:
            raise click.UsageError(
                "--batch reads everything from standard input; leave the other options out."
            )
        _answer_lines()
        return
    if received is None or limit is None:
        raise click.UsageError("Say when it was received and what its limit is: --received and --limit.")
    if unit and calendar:
        raise click.UsageError("--unit and --calendar both name a calendar; leave one of them out.")
    chosen = calendar or (_of_unit(unit, received) if unit else vietnam.default_calendar())
    _show(chosen, received, limit, Mode(mode or Mode.END_OF_DAY), as_json)


def _show(calendar: WorkCalendar, received: datetime, limit: Limit, mode: Mode, as_json: bool) -> None:
    try:
        found = due(calendar, received, limit, mode)
        words = explain(found)
    except WorkTimeError as error:
        raise Misuse(f"Error: {error}") from error
    if not as_json:
        click.echo(f"{iso_local(found.at)}\n{words.vi}\n{words.en}")
        return
    emit_json(
        {
            "due_at": found.at,
            "received": received,
            "limit": str(limit),
            "mode": mode.value,
            "explanation": words.as_json(),
        }
    )


def _of_unit(code: str, received: datetime) -> WorkCalendar:
    from motcua.cli.common import with_database

    with with_database():
        from motcua.orgs import queries

        try:
            return queries.calendar_for(code, received.astimezone(LOCAL).date())
        except LookupError as error:
            raise Misuse(f"Error: {error}") from error


def _answer_lines() -> None:
    """Each answer is written out at once, so that a program may ask and wait."""
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        out.write(json.dumps(batch.answer(line)).encode() + b"\n")
        out.flush()

"""What every command shares: output, exit codes, option types, and the database it runs against.

Exit codes: 0 good, 1 something was found wrong, 2 the command was misused. With `--format json` standard
output holds exactly one JSON document; messages for people go to standard error.
"""

import datetime
import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from decimal import Decimal
from typing import Any

import click

from motcua.lib import times

SETTINGS = "config.settings.prod"


class FoundWrong(click.ClickException):
    """The command worked and found something wrong: its message goes to standard error, exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        tell(self.message)


class Misuse(FoundWrong):
    """The command can't be run like this: its message goes to standard error, exit code 2."""

    exit_code = 2


def tell(message: str) -> None:
    """A message for the person at the terminal, on standard error."""
    click.echo(message, err=True)


def emit_json(document: Any) -> None:
    """`document` as the one JSON document on standard output.

    Times become ISO 8601 local with offset, dates ISO 8601, UUIDs and Decimals strings.
    """
    click.echo(json_text(document))


def json_text(document: Any) -> str:
    """`document` as `emit_json` writes it."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=_as_json)


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return times.iso_local(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (uuid.UUID, Decimal)):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format text|json`; the command gets it as the boolean `as_json`."""
    return click.option(
        "--format",
        "as_json",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        callback=lambda _ctx, _param, value: value == "json",
        help="How the answer is written to standard output.",
    )(command)


class LocalTime(click.ParamType):
    """A time in ISO 8601; without an offset it is local time of Asia/Ho_Chi_Minh."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime.datetime:
        if isinstance(value, datetime.datetime):
            return value
        try:
            return times.parse_time(value)
        except ValueError:
            self.fail(f"{value!r} is no time in ISO 8601, such as 2025-06-02T18:00", param, ctx)


class UnitCode(click.ParamType):
    """The code of a unit; it means that unit and all below it."""

    name = "code"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        code = str(value).strip()
        if not code or any(c.isspace() for c in code):
            self.fail(f"{value!r} is no unit code, such as yen-chau", param, ctx)
        return code


LOCAL_TIME = LocalTime()
UNIT_CODE = UnitCode()


def unit_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--unit CODE`; the command gets the code as `unit`, None when absent."""
    return click.option(
        "--unit", type=UNIT_CODE, help="This unit and all below it; yen-chau is the whole district."
    )(command)


@contextmanager
def with_database(*, prepared: bool = True) -> Iterator[None]:
    """Inside, Django is set up and its database answers; use as `with` or as a decorator.

    The database is `DATABASE_URL`, else the embedded server of the data folder, which is started when
    needed and stopped afterwards when nobody else uses it (also on Ctrl-C, SIGTERM and SIGHUP). With
    `prepared`, pending migrations and seeds are applied first. A process that has Django set up already
    (tests) keeps the database it has. Import models inside the command only.
    """
    from django.apps import apps

    if apps.ready:
        yield
        return
    with server():
        _set_up_django()
        if prepared:
            _prepare()
        yield


@contextmanager
def server() -> Iterator[None]:
    """Inside, the database server runs, ours or that of `DATABASE_URL`; Django is not set up for it."""
    from motcua.server import cluster, databases, places
    from motcua.server.signals import ending_in_order

    ours = nullcontext() if databases.outside() else cluster.used(places.data_folder())
    with problems_in_words(), ending_in_order(), ours:
        yield


@contextmanager
def problems_in_words() -> Iterator[None]:
    """What the server can't do ends the command in words: exit code 2 when it was misused, else 1."""
    from motcua.server.problems import NotPossibleError, ServerError

    try:
        yield
    except NotPossibleError as error:
        raise Misuse(str(error)) from error
    except ServerError as error:
        raise FoundWrong(str(error)) from error


def _prepare() -> None:
    from django.db import OperationalError

    from motcua.cli import prepare

    try:
        prepare.prepare()
    except OperationalError as error:
        raise FoundWrong(f"The database does not answer: {error}") from error


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()

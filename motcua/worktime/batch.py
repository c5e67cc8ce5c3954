"""Questions as JSON lines: `add` asks when a limit is due, `measure` for the minutes between. Pure.

Every line gets one answer; a line that can't be answered gets an error that says why.
"""

import json
from datetime import datetime, timedelta
from typing import Any, NoReturn

from motcua.lib.times import iso_local, parse_time
from motcua.worktime import vietnam
from motcua.worktime.calc import due, measure
from motcua.worktime.calendars import MINUTE, SECOND, WorkCalendar
from motcua.worktime.documents import calendar_like
from motcua.worktime.errors import BadQuestion, WorkTimeError
from motcua.worktime.limits import Limit, Mode, parse_limit

_KEYS = {"op", "received", "limit", "mode", "from", "to", "calendar"}
_MODES = {mode.value: mode for mode in Mode} | {None: Mode.END_OF_DAY}
_LONGEST_ERROR = 300


def answer(line: bytes) -> dict[str, Any]:
    """`{"due_at": ..}`, `{"minutes": ..}` (whole where it is a whole number) or `{"error": ..}`."""
    try:
        return _answer(_question(line))
    except WorkTimeError as error:
        return {"error": str(error)[:_LONGEST_ERROR]}


def _question(line: bytes) -> dict[str, Any]:
    try:
        question = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadQuestion(f"the line is no JSON: {error}") from error
    if not isinstance(question, dict):
        raise BadQuestion("the line is no JSON object")
    unknown = question.keys() - _KEYS
    if unknown:
        raise BadQuestion(f"unknown key {min(unknown)!r}")
    return question


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    op = question.get("op")
    if op == "add":
        received, limit = _time(question, "received"), _limit(question)
        found = due(_calendar(question), received, limit, _mode(question))
        return {"due_at": iso_local(found.at)}
    if op == "measure":
        since, until = _time(question, "from"), _time(question, "to")
        return {"minutes": _minutes(measure(_calendar(question), since, until))}
    raise BadQuestion('"op" is "add" or "measure"')


def _minutes(worked: timedelta) -> int | float:
    microseconds = (worked.days * 86_400 + worked.seconds) * SECOND + worked.microseconds
    whole, rest = divmod(microseconds, MINUTE)
    return microseconds / MINUTE if rest else whole


def _time(question: dict[str, Any], key: str) -> datetime:
    text = _text(question, key)
    try:
        return parse_time(text)
    except (ValueError, OverflowError) as error:
        raise BadQuestion(f'"{key}" is no time in ISO 8601, such as 2025-06-02T18:00') from error


def _limit(question: dict[str, Any]) -> Limit:
    return parse_limit(_text(question, "limit"))


def _mode(question: dict[str, Any]) -> Mode:
    try:
        return _MODES[question.get("mode")]
    except (KeyError, TypeError) as error:
        raise BadQuestion('"mode" is "same_clock" or "end_of_day"') from error


def _text(question: dict[str, Any], key: str) -> str:
    value = question.get(key)
    if not isinstance(value, str):
        raise BadQuestion(f'"{key}" is missing' if value is None else f'"{key}" is no text')
    return value


def _calendar(question: dict[str, Any]) -> WorkCalendar:
    document = question.get("calendar")
    return vietnam.default_calendar() if document is None else calendar_like(document)

"""Calendars as programs write them: `{"sessions": {"mon": [..]}, "off": [..], "makeup": {..}}`. Pure.

Sessions that only receive stand apart: `"reception": {"sat": ["07:30-11:30"]}`. Whatever is not understood is
refused with its place in the document, for a calendar that is read half gives wrong promises.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from motcua.worktime.calendars import CLOSED, WEEKDAYS, DayPlan, WeekPlan, WorkCalendar, day_plan, span
from motcua.worktime.errors import BadCalendar

_KEYS = {"sessions", "reception", "off", "makeup"}


@lru_cache(maxsize=512)
def calendar_from_text(text: str) -> WorkCalendar:
    """The calendar of a JSON text; equal texts give the same, warm calendar. Raises BadCalendar."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadCalendar(f"the calendar is no JSON: {error}") from error
    return calendar_from(document)


def calendar_from(document: Any) -> WorkCalendar:
    """The calendar of a JSON document. Raises BadCalendar with the place of what is wrong."""
    _check_keys("the calendar", document, _KEYS)
    if "sessions" not in document:
        raise BadCalendar("the calendar has no sessions")
    special = dict.fromkeys((_ordinal(day) for day in _list("off", document.get("off", []))), CLOSED)
    for day, sessions in _mapping("makeup", document.get("makeup", {})).items():
        special[_ordinal(day)] = plan = _plan(f"makeup {day}", sessions)
        if not plan.open:
            raise BadCalendar(f"the make-up day {day} has no session")
    return WorkCalendar([(None, _week(document["sessions"], document.get("reception", {})))], special)


def _week(sessions: Any, reception: Any) -> WeekPlan:
    _check_keys("sessions", sessions, set(WEEKDAYS))
    _check_keys("reception", reception, set(WEEKDAYS))
    return tuple(_plan(day, sessions.get(day, []), reception.get(day, [])) for day in WEEKDAYS)


def _plan(place: str, work: Any, reception: Any = ()) -> DayPlan:
    for texts in (work, reception):
        if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
            raise BadCalendar(f'{place}: sessions are a list such as ["07:30-11:30", "13:00-17:00"]')
    try:
        return _plan_of(tuple(work), tuple(reception))
    except BadCalendar as error:
        raise BadCalendar(f"{place}: {error}") from error


@lru_cache(maxsize=4096)
def _plan_of(work: tuple[str, ...], reception: tuple[str, ...]) -> DayPlan:
    return day_plan(tuple(map(span, work)), tuple(map(span, reception)))


def _ordinal(day: Any) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except (TypeError, ValueError) as error:
        raise BadCalendar(f"{day!r} is no date; write it as 2025-09-02") from error


def _check_keys(place: str, value: Any, allowed: set[str]) -> None:
    unknown = _mapping(place, value).keys() - allowed
    if unknown:
        raise BadCalendar(f"{place} has the unknown key {min(map(str, unknown))!r}")


def _mapping(place: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadCalendar(f"{place} is no JSON object")
    return value


def _list(place: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadCalendar(f"{place} is no list of dates")
    return value

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

_KEPT = 256
_KEYS = {"sessions", "reception", "off", "makeup"}


def calendar_from_text(text: str) -> WorkCalendar:
    """The calendar of a JSON text. Raises BadCalendar."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadCalendar(f"the calendar is no JSON: {error}") from error
    return calendar_from(document)


_kept: dict[str, WorkCalendar] = {}


def calendar_like(document: Any) -> WorkCalendar:
    """As `calendar_from`, but an equal document of late gives the same calendar, which is warm by then."""
    key = json.dumps(document)
    found = _kept.get(key)
    if found is None:
        found = calendar_from(document)
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = found
    return found


def calendar_from(document: Any) -> WorkCalendar:
    """The calendar of a JSON document. Raises BadCalendar with the place of what is wrong."""
    _check_keys("the calendar", document, _KEYS)
    if "sessions" not in document:
        raise BadCalendar("the calendar has no sessions")
    special = dict.fromkeys(_ordinals(_list("off", document.get("off", []))), CLOSED)
    for day, sessions in _mapping("makeup", document.get("makeup", {})).items():
        special[_ordinal(day)] = plan = _plan(f"makeup {day}", sessions, [])
        if not plan.open:
            raise BadCalendar(f"the make-up day {day} has no session")
    return WorkCalendar([(None, _week(document["sessions"], document.get("reception", {})))], special)


def _week(sessions: Any, reception: Any) -> WeekPlan:
    _check_keys("sessions", sessions, set(WEEKDAYS))
    _check_keys("reception", reception, set(WEEKDAYS))
    return tuple(_plan(day, sessions.get(day, []), reception.get(day, [])) for day in WEEKDAYS)


def _plan(place: str, work: Any, reception: Any) -> DayPlan:
    try:
        if isinstance(work, list) and isinstance(reception, list):
            return _plan_of(tuple(work), tuple(reception))
    except BadCalendar as error:
        raise BadCalendar(f"{place}: {error}") from error
    except (TypeError, AttributeError):
        pass  # a session that is no text
    raise BadCalendar(f'{place}: sessions are a list such as ["07:30-11:30", "13:00-17:00"]')


@lru_cache(maxsize=4096)
def _plan_of(work: tuple[str, ...], reception: tuple[str, ...]) -> DayPlan:
    return day_plan(tuple(map(span, work)), tuple(map(span, reception)))


def _ordinals(days: list[Any]) -> list[int]:
    try:
        return [day.toordinal() for day in map(date.fromisoformat, days)]
    except (TypeError, ValueError):
        return [_ordinal(day) for day in days]  # names the one that is no date


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

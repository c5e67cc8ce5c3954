"""The shipped days of Vietnam and the calendar that whoever has none of its own uses. Pure; domain.md 3.7.

The data stands in data/vietnam.yaml, each row with its document or without one: then it is unverified.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from motcua.worktime.calendars import DayPlan, Note, Session, Span, WorkCalendar, day_plan, span

FILE = Path(__file__).parent / "data" / "vietnam.yaml"


class ShippedDay(NamedTuple):
    """A day off, or a make-up day (`is_worked`), and what is known of it."""

    on: date
    is_worked: bool
    note: Note


class Shipped(NamedTuple):
    """All that is shipped: the days in order, the usual sessions, and the years that are covered."""

    days: tuple[ShippedDay, ...]
    sessions: tuple[Span, ...]
    first: date
    last: date


@cache
def shipped() -> Shipped:
    """The content of data/vietnam.yaml."""
    from ruamel.yaml import YAML  # slow to import, and a batch with calendars of its own can do without

    content: dict[str, Any] = YAML(typ="safe").load(FILE)
    documents = content["documents"]
    off = [ShippedDay(day, False, _note(row, content)) for row in content["off"] for day in _period(row)]
    worked = [ShippedDay(row["on"], True, _make_up(row, documents)) for row in content["worked"]]
    sessions = tuple(span(text) for text in content["sessions"])
    days = tuple(sorted(off + worked, key=lambda day: day.on))
    return Shipped(days, sessions, content["first"], content["last"])


@cache
def default_calendar() -> WorkCalendar:
    """Monday to Friday, 07:30-11:30 and 13:00-17:00, with the shipped days."""
    known = shipped()
    plan: DayPlan = day_plan(known.sessions)
    return WorkCalendar.of(
        [Session(weekday, start, end) for weekday in range(5) for start, end in known.sessions],
        off=[day.on for day in known.days if not day.is_worked],
        makeup={day.on: plan for day in known.days if day.is_worked},
        notes={day.on: day.note for day in known.days},
        known_until=known.last,
    )


def _period(row: dict[str, Any]) -> list[date]:
    last = row.get("to", row["on"])
    return [row["on"] + timedelta(days=n) for n in range((last - row["on"]).days + 1)]


def _note(row: dict[str, Any], content: dict[str, Any]) -> Note:
    vi, en = content["names"][row["name"]]
    if row["kind"] == "compensatory":
        vi, en = f"nghỉ bù {vi}", f"{en} (in lieu)"
    document = content["documents"][row["document"]] if "document" in row else ""
    return Note(vi, en, row["kind"], document, bool(document))


def _make_up(row: dict[str, Any], documents: dict[str, str]) -> Note:
    instead = f"{row['for']:%d/%m/%Y}"
    document = documents[row["document"]] if "document" in row else ""
    return Note(f"làm bù ngày {instead}", f"worked instead of {instead}", "swap", document, bool(document))

"""The events of calendars, and the values that acts are given and events tell. Pure; domain.md 3.6, 3.7."""

from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from motcua.journal.events import Kind, Subject

CALENDAR_OPENED = "calendar_opened"
CALENDAR_CHANGED = "calendar_changed"
CALENDAR_DAY_SET = "calendar_day_set"
CALENDAR_DAY_REMOVED = "calendar_day_removed"
CALENDAR_DAYS_SHIPPED = "calendar_days_shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyHours:
    """One session of every week; Monday is 0, both days of validity belong to it, None is open."""

    weekday: int
    starts_at: time
    ends_at: time
    reception_only: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """One session of a make-up day."""

    starts_at: time
    ends_at: time
    reception_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDecision:
    """A day off (without sessions) or a make-up day (with some), its name, reason and deciding document."""

    on: date
    name: str
    kind: str
    name_en: str = ""
    document: str = ""
    verified: bool = False
    sessions: tuple[DayHours, ...] = ()

    @property
    def is_worked(self) -> bool:
        """Whether it is a make-up day."""
        return bool(self.sessions)


def of_calendar(code: str) -> Subject:
    """The chain of the calendar with `code`."""
    return Subject(Kind.CALENDAR, code)


def told(value: WeeklyHours | DayDecision) -> dict[str, Any]:
    """`value` as an event tells it: times as 07:30, what is not set left out."""
    return {name: _plain(part) for name, part in asdict(value).items() if _is_set(part)}


def _is_set(part: Any) -> bool:
    return part is not False and part not in (None, "", ())


def _plain(part: Any) -> Any:
    if isinstance(part, time):
        return part.isoformat("auto" if part.second or part.microsecond else "minutes")
    if isinstance(part, list | tuple):
        return [{name: _plain(inner) for name, inner in row.items() if _is_set(inner)} for row in part]
    return part

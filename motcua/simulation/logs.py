"""A log of real cases with their own deadlines: reading it, and how late its cases were by itself. Pure.

The columns are those of the CoSeLoG receipt log (4TU.ResearchData, doi 10.4121/12709127): a row for each
activity, with start, deadline, end and channel of its case. Deadlines are statutory, times carry offsets.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from motcua.catalogue.terms import Channel
from motcua.lib.times import LOCAL

_CASE, _CHANNEL, _AT = "case:concept:name", "case:channel", "time:timestamp"
_START, _DEADLINE, _END = "case:startdate", "case:deadline", "case:enddate"
_NEEDED = (_CASE, _CHANNEL, _START, _DEADLINE, _END, _AT)
_CHANNELS = {"Internet": Channel.ONLINE, "e-mail": Channel.ONLINE, "Post": Channel.POST}


class BadLogError(ValueError):
    """The file is no such log; the text says where and why."""


@dataclass
class LogCase:
    """One case: when it began, should have ended and ended (None: open), when somebody worked on it."""

    name: str
    channel: Channel
    started: datetime
    deadline: datetime
    ended: datetime | None
    worked: list[datetime] = field(default_factory=list)

    @property
    def days(self) -> int:
        """The limit: calendar days from the day of the start to the day of the deadline."""
        return (self.deadline.date() - self.started.date()).days

    @property
    def is_possible(self) -> bool:
        """Whether it does not end before it starts."""
        return self.ended is None or self.ended >= self.started

    @property
    def is_late_by_instant(self) -> bool:
        """Whether it ended after the instant of its deadline."""
        return self.ended is not None and self.ended > self.deadline

    @property
    def is_late_by_day(self) -> bool:
        """Whether it ended on a day after that of its deadline."""
        return self.ended is not None and self.ended.date() > self.deadline.date()


def here(time: datetime) -> datetime:
    """What the clock on the wall said, as local time: a calendar day stays the same day."""
    return time.replace(tzinfo=LOCAL)


def read(lines: Iterable[str]) -> list[LogCase]:
    """The cases by their first row, from the lines of a CSV text. Raises BadLogError."""
    rows = csv.DictReader(lines)
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise BadLogError(f"the log has no column {', '.join(missing)}")
    cases: dict[str, LogCase] = {}
    for number, row in enumerate(rows, start=2):
        try:
            case = cases.setdefault(row[_CASE], _case(row))
            case.worked.append(_time(row[_AT]))
        except (ValueError, TypeError) as error:
            raise BadLogError(f"row {number}: {error}") from error
    for case in cases.values():
        case.worked.sort()
    return list(cases.values())


def _case(row: Mapping[str, str]) -> LogCase:
    case = LogCase(
        row[_CASE],
        _CHANNELS.get(row[_CHANNEL], Channel.DIRECT),
        _time(row[_START]),
        _time(row[_DEADLINE]),
        _time(row[_END]) if row[_END] else None,
    )
    if case.days < 1:
        raise ValueError(f"the deadline of {case.name} is not after the day of its start")
    return case


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError(f"{text!r} has no offset")
    return time


def fingerprint(content: bytes) -> int:
    """A number of 63 bits for the content of a file: the same log is gone on with, another is refused."""
    return int.from_bytes(hashlib.sha256(content).digest()[:8], "big") >> 1


def lateness(cases: Iterable[LogCase]) -> dict[str, int]:
    """What the log itself says: cases, closed and open ones, late ones by instant and by calendar day."""
    found = list(cases)
    closed = [case for case in found if case.ended is not None]
    return {
        "cases": len(found),
        "closed": len(closed),
        "open": len(found) - len(closed),
        "late_by_instant": sum(case.is_late_by_instant for case in closed),
        "late_by_day": sum(case.is_late_by_day for case in closed),
    }


def moments(case: LogCase) -> Iterator[datetime]:
    """When it was handed over, taken up and appraised, in order, between start and end."""
    inside = [t for t in case.worked if case.started <= t and (case.ended is None or t <= case.ended)]
    for place in (0, 1, -1):
        yield inside[min(place, len(inside) - 1)] if inside else case.started

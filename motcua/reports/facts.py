"""What a count must know of one dossier, as it was seen at T over a period. Pure; statistics.md 2.

Many dossiers share the same facts, so figures are computed from how often each combination occurs, and the
list behind a figure from the dossiers whose facts satisfy the same predicate.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from motcua.lib.times import LOCAL


class When(StrEnum):
    """Where an instant lies; what was not seen by the end of the period has not happened."""

    NEVER = "never"
    BEFORE = "before"
    WITHIN = "within"


class Standing(StrEnum):
    """How a dossier stands to A, its lawful due date (statistics.md 1).

    The first three and `NO_DUE_DATE` of a solved one, the last three of an open one.
    """

    UNKNOWN = ""
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    WITHIN_TIME = "within_time"
    OVERDUE = "overdue"
    NO_DUE_DATE = "no_due_date"


class Waiting(StrEnum):
    """What an open dossier waits for at the end."""

    FOR_NOTHING = ""
    FOR_SUPPLEMENT = "supplement"
    FOR_PAYMENT = "payment"


class Outcome(StrEnum):
    """How a dossier was closed."""

    OPEN = ""
    READY = "ready"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Facts(NamedTuple):
    """One dossier over a period [from, to), seen at T.

    An open pause that began when A had passed stops nothing: such a dossier is `OVERDUE`, not waiting. A
    pause that began in time keeps A ahead as long as it lasts.
    """

    received: str
    channel: str
    closed: str
    outcome: str
    standing: str
    waiting: str
    guided: bool
    turned_away: bool
    handed_over: bool
    returned: bool
    """`guided`, `turned_away` (refused at reception) and `handed_over` in the period; `returned` ever."""


@dataclass(frozen=True)
class Period:
    """[`start`, `end`), seen at `seen`: three aware times. Raises ValueError for an empty period."""

    start: datetime
    end: datetime
    seen: datetime

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("the period ends before it begins")

    @property
    def until(self) -> datetime:
        """What occurred from here on is not counted: the end, or T when that is earlier."""
        return min(self.end, self.seen)

    @property
    def first_day(self) -> date:
        """The local day on which the period begins."""
        return self.start.astimezone(LOCAL).date()

    @property
    def last_day(self) -> date:
        """The last local day that the period touches."""
        return (self.end - timedelta(microseconds=1)).astimezone(LOCAL).date()

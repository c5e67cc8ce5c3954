"""The district as the scenario sees it: who receives what, until when it is promised. Pure."""

from bisect import bisect, bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.catalogue.terms import Pause
from motcua.dossiers import deadlines
from motcua.dossiers.deadlines import Terms
from motcua.dossiers.plan import Plan
from motcua.lib.times import LOCAL
from motcua.worktime.calendars import SECOND, WorkCalendar
from motcua.worktime.limits import Unit

TOWN = "thi-tran-yen-chau"
DISTRICT = "yen-chau"

SHARES: Mapping[str, int] = {
    DISTRICT: 90,
    TOWN: 129,
    "chieng-dong": 62,
    "sap-vat": 55,
    "chieng-sang": 58,
    "chieng-pan": 60,
    "vieng-lan": 42,
    "chieng-hac": 62,
    "muong-lum": 36,
    "chieng-on": 50,
    "yen-son": 56,
    "chieng-khoi": 44,
    "tu-nang": 72,
    "long-phieng": 66,
    "phieng-khoai": 78,
    "chieng-tuong": 40,
}
"""Of a thousand dossiers, how many come to which of the sixteen agencies; by their people, the town above
that (proposed: the article gives the sum only)."""


@dataclass(frozen=True)
class Want:
    """What people come for: a procedure, its case, how many of a thousand, what part is answered at once."""

    procedure: str
    case: str = ""
    share: int = 0
    at_once: float = 0.0


AT_COMMUNE = (
    Want("2.000815", share=640, at_once=0.75),
    Want("1.001193", "dung-han", 80, 0.15),
    Want("1.001193", "qua-han", 15),
    Want("1.004873", share=80),
    Want("1.000894", "thuong", 32, 0.2),
    Want("1.000894", "xac-minh", 8),
    Want("1.004884", share=35),
    Want("2.000986", share=45),
    Want("1.001776", share=30),
    Want("1.001731", share=15),
    Want("1.001699", share=20),
)
AT_DISTRICT = (
    Want("2.000815", share=560, at_once=0.75),
    Want("1.001612", share=170),
    Want("2.000748", share=110),
    Want("2.000620", "ho-kinh-doanh", 40),
    Want("1.009994", share=40),
    Want("1.000798", share=80),
)
"""The mix of a mountain district: most of it certified copies (domain.md 0.1; proposed)."""

WITHOUT_LIMIT = Want("TD.000001")
"""A procedure without a limit, for the strained scenario: so that dossiers without a due date are seen."""


@dataclass(frozen=True, eq=False)
class Offer:
    """What the published version says of a procedure in one case, received at one agency."""

    want: Want
    plan: Plan
    terms: Terms
    papers: tuple[int, ...]
    channels: tuple[str, ...]
    restarts: bool

    @property
    def takes_days(self) -> bool:
        """Whether the limit is three days at least: time enough to ask for papers or to withdraw."""
        limit = self.terms.limit
        days = limit is not None and limit.unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)
        return days and limit is not None and limit.amount >= 3

    @property
    def is_paid(self) -> bool:
        """Whether the applicant has a financial duty to meet on the way."""
        return any(step.pause is Pause.PAYMENT for step in self.plan.steps.values())


@dataclass(frozen=True)
class District:
    """Offers by agency, and the one calendar by which the scenario has officers work."""

    offers: Mapping[str, Mapping[Want, Offer]]
    calendar: WorkCalendar
    clock: "WorkClock"

    def due(self, offer: Offer, received: datetime) -> datetime | None:
        """When the promise for a dossier received then will end."""
        promise = deadlines.promise(self.calendar, received, offer.terms)
        return promise.at if promise else None

    def later(self, at: datetime, seconds: int) -> datetime:
        """The time at which that many seconds of working time have gone by."""
        return self.clock.later(at, seconds)

    def worked(self, since: datetime, until: datetime) -> int:
        """Seconds of working time between two times; 0 when `until` lies before."""
        return max(0, self.clock.worked(until) - self.clock.worked(since))


class WorkClock:
    """The sessions of some years, summed up: a million questions in seconds.

    Officers' work only; what is promised is computed by `motcua.worktime`.
    """

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        """For times from the day `first` to the day `last`, local."""
        self.zero = datetime.combine(first, time(), LOCAL)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sums: list[int] = [0]
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            midnight = (ordinal - first.toordinal()) * 86_400
            for start, end in calendar.plan(ordinal).work:
                self.starts.append(midnight + start // SECOND)
                self.ends.append(midnight + end // SECOND)
                self.sums.append(self.sums[-1] + self.ends[-1] - self.starts[-1])

    def worked(self, at: datetime) -> int:
        """Seconds of working time from the first day until `at`."""
        now = int((at - self.zero).total_seconds())
        place = bisect(self.starts, now) - 1
        return 0 if place < 0 else self.sums[place] + min(now, self.ends[place]) - self.starts[place]

    def later(self, at: datetime, seconds: int) -> datetime:
        """The earliest time at which `seconds` of working time have gone by since `at`."""
        wanted = self.worked(at) + seconds
        place = bisect_left(self.sums, wanted) - 1 if seconds else bisect(self.sums, wanted) - 1
        place = min(max(place, 0), len(self.starts) - 1)
        return max(at, self.zero + timedelta(seconds=self.starts[place] + wanted - self.sums[place]))


def wants_at(agency: str) -> tuple[Want, ...]:
    """What people come for at the agency."""
    return AT_DISTRICT if agency == DISTRICT else AT_COMMUNE


def one_stop(agency: str) -> str:
    """The code of the agency's one-stop unit; since 1 July 2025 a centre for public services."""
    return f"{agency}-ttpvhcc" if agency.startswith("xa-") else f"{agency}-mot-cua"

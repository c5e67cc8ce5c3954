"""Who comes when, for what, and what is in store for them: a year as a list of visits. Pure.

The same parameters give the same list, on any machine, so that an interrupted replay goes on where it was.
The list says nothing of figures: the calm year has as many people come with complete papers, in time for
the officers to solve their dossiers, as the district published.
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from random import Random

from motcua.lib.times import LOCAL
from motcua.simulation import planning
from motcua.simulation.district import SHARES, WITHOUT_LIMIT, District, Offer, Want, wants_at
from motcua.simulation.planning import Deed, Kind, Visit
from motcua.simulation.shares import Fate, Scenario, fates

VERSION = 2
"""Of the scenario: another one would not go on with what this one began."""

_DRAWS = 100_000  # an unpaid duty at the turn of the year is one draw in some thousand
_BRIEF = frozenset(
    {Fate.SOLVED, Fate.SOLVED_AFTER_GUIDANCE, Fate.GUIDED, Fate.REFUSED_AT_RECEPTION, Fate.CARRIED_OVER}
)
_IN_PERSON = frozenset({Fate.SOLVED_AFTER_GUIDANCE, Fate.GUIDED, Fate.REFUSED_AT_RECEPTION})
_NO_LIMIT = frozenset({Fate.WITHOUT_LIMIT, Fate.OPEN_WITHOUT_LIMIT})
_AT_THE_END = frozenset(
    {Fate.STILL_AT_WORK, Fate.STILL_TO_BE_PAID, Fate.STILL_TO_BE_COMPLETED, Fate.OPEN_WITHOUT_LIMIT}
)
_HOURS = {7: 8, 8: 22, 9: 21, 10: 15, 11: 3, 13: 9, 14: 12, 15: 7, 16: 3}
"""How many of a hundred come in which hour; the doors close half an hour before the end of work."""


class NoSuchVisitError(LookupError):
    """The district's offers leave no time at which a dossier could have this fate."""


@dataclass(frozen=True)
class Parameters:
    """What a replay is called with; the same ones give the same year."""

    year: int
    dossiers: int
    seed: int
    scenario: Scenario

    @property
    def year_begins(self) -> datetime:
        """The first instant of the year, local."""
        return datetime(self.year, 1, 1, tzinfo=LOCAL)

    @property
    def year_ends(self) -> datetime:
        """The first instant after the year, local."""
        return datetime(self.year + 1, 1, 1, tzinfo=LOCAL)


def visits(parameters: Parameters, district: District) -> list[Visit]:
    """All visits of the year by time of arrival. Raises NoSuchVisitError."""
    counts = fates(parameters.scenario, parameters.dossiers)
    stored = [fate for fate, count in counts.items() for _ in range(count)]
    Random(f"{parameters.seed}/fates").shuffle(stored)
    draw = _Draw(parameters, district)
    return sorted((draw.visit(i, fate) for i, fate in enumerate(stored)), key=lambda v: (v.at, v.index))


def deeds_of(visit: Visit, parameters: Parameters, district: District) -> list[Deed]:
    """What is done about a visit, in order."""
    rng = Random(f"{parameters.seed}/deeds/{visit.index}")
    return planning.deeds(visit, district, rng, parameters.year_ends)


class _Days:
    """Working days with the share of visits that each gets."""

    def __init__(self, days: list[date], district: District) -> None:
        self.days = [day for day in days if district.calendar.plan(day.toordinal()).work]
        self.sums = list(accumulate(_share(day, self.days) for day in self.days))

    def draw(self, rng: Random) -> date:
        return self.days[bisect(self.sums, rng.random() * self.sums[-1])]


def _share(day: date, days: list[date]) -> float:
    """Mondays are full and Fridays are not; the weeks before Tết are, the one after it is not; in August
    papers for school are certified; in April 2020 people were to stay at home.
    """
    share = (1.25, 1.05, 1.0, 0.95, 0.8, 0.5, 0.5)[day.weekday()]
    tet = _long_holiday(days)
    if tet and 0 < (tet - day).days <= 14:
        share *= 1.6
    if tet and 0 < (day - tet).days <= 14:
        share *= 0.5
    if date(2020, 4, 1) <= day <= date(2020, 4, 22):
        share *= 0.55
    return share * (1.3 if day.month == 8 else 1.0)


def _long_holiday(days: list[date]) -> date | None:
    """The last working day before the longest gap of January and February: Tết."""
    early = [day for day in days if day.month <= 2]
    gaps = [(after - before, before) for before, after in pairwise(early)]
    return max(gaps, key=lambda gap: gap[0])[1] if gaps else None


class _Draw:
    """Draws visits that can have their fate."""

    def __init__(self, parameters: Parameters, district: District) -> None:
        self.parameters, self.district = parameters, district
        begins, ends = parameters.year_begins.date(), parameters.year_ends.date()
        self.year = _Days(list(_each(begins, ends)), district)
        self.before = _Days(list(_each(begins - timedelta(days=30), begins)), district)
        self.last = _Days(list(_each(ends - timedelta(days=45), ends)), district)
        self.agencies = list(SHARES)
        self.agency_sums = list(accumulate(SHARES.values()))

    def visit(self, index: int, fate: Fate) -> Visit:
        rng = Random(f"{self.parameters.seed}/visit/{index}")
        for _ in range(_DRAWS):
            drawn = self._drawn(index, fate, rng)
            if drawn is not None and self._fits(drawn):
                return drawn
        raise NoSuchVisitError(f"{fate}: no visit in {_DRAWS} draws")

    def _drawn(self, index: int, fate: Fate, rng: Random) -> Visit | None:
        agency = self.agencies[bisect(self.agency_sums, rng.random() * self.agency_sums[-1])]
        offer = self._offer(agency, fate, rng)
        if offer is None:
            return None
        days = self.last if fate in _AT_THE_END else self.before if fate is Fate.CARRIED_OVER else self.year
        at_once = fate is Fate.SOLVED and rng.random() < offer.want.at_once
        in_person = at_once or fate in _IN_PERSON
        return Visit(
            index,
            fate,
            agency,
            offer,
            channel="direct" if in_person else self._channel(offer, rng),
            at=_at(days.draw(rng), rng),
            pace=0.2 + 0.7 * rng.betavariate(2, 2),
            at_once=at_once,
        )

    def _offer(self, agency: str, fate: Fate, rng: Random) -> Offer | None:
        """What is wanted there; None where that can't have the fate."""
        offers = self.district.offers[agency]
        if fate in _NO_LIMIT:
            return offers[WITHOUT_LIMIT]
        wants: tuple[Want, ...] = wants_at(agency)
        sums = list(accumulate(want.share for want in wants))
        offer = offers[wants[bisect(sums, rng.random() * sums[-1])]]
        if fate is Fate.STILL_TO_BE_PAID:
            return offer if offer.is_paid else None
        return offer if fate in _BRIEF or offer.takes_days else None

    @staticmethod
    def _channel(offer: Offer, rng: Random) -> str:
        wanted = rng.choices(("direct", "online", "post"), (90, 7, 3))[0]
        return wanted if wanted in offer.channels else "direct"

    def _fits(self, visit: Visit) -> bool:
        """Whether the visit, with all that is done about it, has its fate at the year's turn."""
        ends = self.parameters.year_ends
        planned = deeds_of(visit, self.parameters, self.district)
        if visit.at_once or visit.fate in (Fate.GUIDED, Fate.REFUSED_AT_RECEPTION):
            return planned[-1].at < ends
        received = next(deed.at for deed in planned if deed.kind is Kind.RECEIVE)
        due = self.district.due(visit.offer, received)
        return _CHECKS[visit.fate](_Seen(planned, due, self.parameters.year_begins, ends))


@dataclass(frozen=True)
class _Seen:
    """The course of a dossier as it looks at the year's turn."""

    planned: list[Deed]
    due: datetime | None
    begins: datetime
    ends: datetime

    def first(self, *kinds: Kind) -> datetime | None:
        return next((d.at for d in self.planned if d.kind in kinds), None)

    @property
    def ready(self) -> datetime:
        """When the work is done: the last deed but the return."""
        return max(d.at for d in self.planned if d.kind is not Kind.RETURN_RESULT)

    @property
    def ready_this_year(self) -> bool:
        return self.ready < self.ends

    @property
    def due_later(self) -> bool:
        return self.due is not None and self.due >= self.ends

    def parted(self, before: Kind, after: Kind) -> bool:
        """Whether the year turns between the two deeds."""
        one, other = self.first(before), self.first(after)
        return one is not None and one < self.ends and (other is None or other >= self.ends)


def _late(seen: _Seen) -> bool:
    apology = seen.first(Kind.APOLOGISE)
    in_order = apology is None or seen.planned[1].at < apology < seen.ready
    late = seen.due is not None and seen.ready.astimezone(LOCAL).date() > seen.due.astimezone(LOCAL).date()
    return late and in_order and seen.ready_this_year


_CHECKS = {
    Fate.SOLVED: lambda seen: seen.ready_this_year,
    Fate.SOLVED_AFTER_SUPPLEMENT: lambda seen: seen.ready_this_year,
    Fate.SOLVED_AFTER_GUIDANCE: lambda seen: seen.ready_this_year,
    Fate.WITHOUT_LIMIT: lambda seen: seen.ready_this_year,
    Fate.OPEN_WITHOUT_LIMIT: lambda seen: not seen.ready_this_year,
    Fate.SOLVED_LATE: _late,
    Fate.SOLVED_LATE_WITH_APOLOGY: _late,
    Fate.CARRIED_OVER: lambda seen: seen.ready_this_year and seen.ready >= seen.begins,
    Fate.STILL_AT_WORK: lambda seen: (
        seen.due_later and not seen.ready_this_year and not seen.first(Kind.REQUEST_PAYMENT)
    ),
    Fate.STILL_TO_BE_PAID: lambda seen: (
        seen.due_later and seen.parted(Kind.REQUEST_PAYMENT, Kind.RECORD_PAYMENT)
    ),
    Fate.LEFT_LYING: lambda seen: (
        seen.due is not None
        and not seen.due_later
        and not seen.ready_this_year
        and not seen.first(Kind.REQUEST_PAYMENT)
    ),
    Fate.REFUSED: lambda seen: seen.ready_this_year,
    Fate.WITHDRAWN: lambda seen: seen.ready_this_year,
    Fate.STOPPED: lambda seen: seen.ready_this_year,
    Fate.STILL_TO_BE_COMPLETED: lambda seen: (
        seen.due_later and seen.parted(Kind.REQUEST_SUPPLEMENT, Kind.RECORD_SUPPLEMENT)
    ),
}


def _each(first: date, after: date) -> Iterator[date]:
    day = first
    while day < after:
        yield day
        day += timedelta(days=1)


def _at(day: date, rng: Random) -> datetime:
    (hour,) = rng.choices(list(_HOURS), list(_HOURS.values()))
    minute = rng.randrange(30) + (30 if hour == 7 else 0) if hour in (7, 11, 16) else rng.randrange(60)
    if hour == 11:
        minute = minute * 2 // 3
    return datetime(day.year, day.month, day.day, hour, minute, rng.randrange(60), tzinfo=LOCAL)

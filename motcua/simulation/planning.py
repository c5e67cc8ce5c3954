"""How a dossier goes its way: who does what when, from the arrival to the return. Pure.

The plan says when officers work on a dossier, in shares of the working time that its promise leaves them.
What comes of it is the acts' own: a deed that the life cycle or a guard refuses stops the replay.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from random import Random

from motcua.catalogue.terms import Channel, Pause, Role
from motcua.dossiers import deadlines
from motcua.dossiers.plan import OUTSIDE
from motcua.lib.times import LOCAL
from motcua.simulation.district import District, Offer
from motcua.simulation.shares import Fate
from motcua.worktime import calc
from motcua.worktime.limits import Unit

MINUTE, HOUR = 60, 3600
DAY = 8 * HOUR
_HOURS_OF = {Unit.MINUTES: 1 / 60, Unit.HOURS: 1.0, Unit.WORKING_DAYS: 8.0, Unit.CALENDAR_DAYS: 8.0}


class Kind(StrEnum):
    """What is done; most are acts of the same name, BEGIN and END choose theirs by the step."""

    REGISTER_ONLINE = "register_online"
    RECEIVE = "receive"
    ANSWER_ON_THE_SPOT = "answer_on_the_spot"
    GUIDE = "guide"
    REFUSE_AT_RECEPTION = "refuse_at_reception"
    BEGIN = "begin"
    END = "end"
    CONSULT = "consult"
    ANSWER_CONSULTATION = "answer_consultation"
    PROPOSE_SUPPLEMENT = "propose_supplement"
    REQUEST_SUPPLEMENT = "request_supplement"
    RECORD_SUPPLEMENT = "record_supplement"
    REQUEST_PAYMENT = "request_payment"
    RECORD_PAYMENT = "record_payment"
    APOLOGISE = "apologise"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    STOP = "stop"
    RETURN_RESULT = "return_result"


@dataclass(frozen=True)
class Deed:
    """One thing that is done at a time; `key` is the step's, `until` a date that is promised by it."""

    kind: Kind
    at: datetime
    key: str = ""
    until: datetime | None = None
    led: bool = False
    last: bool = False


@dataclass(frozen=True)
class Visit:
    """Somebody comes: what for, where, when, how fast the officers will be, what is in store."""

    index: int
    fate: Fate
    agency: str
    offer: Offer
    channel: str
    at: datetime
    pace: float
    at_once: bool = False


@dataclass(frozen=True)
class Stage:
    """A step on the track: from when to when, in shares of the whole, and whether a leader assigns it."""

    key: str
    role: Role
    begins: float
    ends: float
    led: bool = False
    last: bool = False


@cache
def track(offer: Offer) -> list[Stage]:
    """The steps that are done when nothing special happens, up to the last one, along the critical path."""
    plan = offer.plan
    steps = plan.steps
    real = [s for s in steps.values() if s.role not in OUTSIDE and not s.condition]

    def before(key: str) -> set[str]:
        found: set[str] = set()
        for earlier in steps[key].after or ():
            passed = steps[earlier].role in OUTSIDE or steps[earlier].condition
            found |= before(earlier) if passed else {earlier}
        return found

    ends: dict[str, float] = {}
    begins: dict[str, float] = {}
    last = next((s.key for s in real if plan.is_final(s.key)), real[-1].key)
    for step in real:
        begins[step.key] = max((ends[k] for k in before(step.key)), default=0.0)
        ends[step.key] = begins[step.key] + _hours(step.limit)
        if step.key == last:
            break
    whole = ends[last]
    return [
        Stage(
            key,
            steps[key].role,
            begins[key] / whole,
            ends[key] / whole,
            led=any(steps[k].role is Role.ASSIGN for k in before(key)),
            last=key == last,
        )
        for key in ends
    ]


def _hours(limit: str) -> float:
    """The weight of a step; one without a limit takes a quarter of an hour."""
    amount, _, unit = limit.rpartition(" ")
    return float(amount) * _HOURS_OF[Unit(unit)] if amount else 0.25


def deeds(visit: Visit, district: District, rng: Random, year_ends: datetime) -> list[Deed]:
    """All that is done about the visit, in order. `rng` decides small things, the same ones each time."""
    *before, last = _deeds(visit, district, rng, year_ends)
    return [*before, replace(last, last=True)]


def _deeds(visit: Visit, district: District, rng: Random, year_ends: datetime) -> list[Deed]:
    if visit.at_once:
        return [
            Deed(Kind.ANSWER_ON_THE_SPOT, visit.at + timedelta(minutes=rng.randint(4, 14)), until=visit.at)
        ]
    if visit.fate is Fate.REFUSED_AT_RECEPTION:
        return [Deed(Kind.REFUSE_AT_RECEPTION, visit.at)]
    if visit.fate is Fate.GUIDED:
        return [Deed(Kind.GUIDE, visit.at)]
    return _Way(visit, district, rng, year_ends).deeds()


@dataclass
class _Way:
    """Works out the deeds of a dossier that is received."""

    visit: Visit
    district: District
    rng: Random
    year_ends: datetime
    stages: list[Stage] = field(init=False)
    target: int = field(init=False)
    due: datetime | None = field(init=False)
    received: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.received = self._reception()
        self.stages = track(self.visit.offer)
        self.due = self.district.due(self.visit.offer, self.received)
        self.target = self._target()

    def _reception(self) -> datetime:
        """At the counter at once; online within eight working hours (domain.md 1.3); whoever was guided comes
        back with the papers within some days.
        """
        if self.visit.fate is Fate.SOLVED_AFTER_GUIDANCE:
            return self.district.later(self.visit.at, HOUR + int(self.visit.pace * 3 * DAY))
        if self.visit.channel != Channel.ONLINE.value:
            return self.visit.at
        return self.district.later(self.visit.at, 10 * MINUTE + int(self.visit.pace * 3 * HOUR))

    def _target(self) -> int:
        """Seconds of working time from the receipt to the result."""
        at, fate = self.received, self.visit.fate
        allowed = self.district.worked(at, self.due) if self.due else 5 * DAY
        if fate in (Fate.SOLVED_LATE, Fate.SOLVED_LATE_WITH_APOLOGY):
            return allowed + DAY + int(self.visit.pace * 3 * DAY)
        if fate is Fate.LEFT_LYING:
            return self.district.worked(at, self.year_ends) + DAY + int(self.visit.pace * 20 * DAY)
        return max(int(allowed * self.visit.pace), 10 * MINUTE)

    def deeds(self) -> list[Deed]:
        planned = sorted(self._work(), key=lambda pair: pair[0])
        done = [Deed(Kind.RECEIVE, self.received)]
        if self.visit.channel == Channel.ONLINE.value:
            done.insert(0, Deed(Kind.REGISTER_ONLINE, self.visit.at))
        if self.visit.fate is Fate.SOLVED_AFTER_GUIDANCE:
            done.insert(0, Deed(Kind.GUIDE, self.visit.at))
        cut = self._interruption()
        if cut is None:
            done += self._timed(planned, self.received, 0, 1.0)
            return self._finished(done)
        offset, kind = cut
        done += self._timed([p for p in planned if p[0] <= offset], self.received, 0, 1.0)
        begun = self.district.later(self.received, offset)
        rest = [p for p in planned if p[0] > offset]
        return self._interrupted(kind, done, begun, rest, offset)

    def _work(self) -> Iterator[tuple[int, Deed]]:
        """Deeds of the steps with their working seconds since the receipt."""
        none = self.received
        for stage in self.stages:
            begin, end = int(stage.begins * self.target), int(stage.ends * self.target)
            if stage.role is Role.RECEIVE:
                yield max(min(end, HOUR), MINUTE), Deed(Kind.END, none, stage.key)
                continue
            length = end - begin
            start = begin + max(min(length // 10, 45 * MINUTE), 1)
            yield start, Deed(Kind.BEGIN, none, stage.key, led=stage.led)
            if self._asks_others(stage):
                yield start + length // 10, Deed(Kind.CONSULT, none, stage.key)
                yield start + length // 2, Deed(Kind.ANSWER_CONSULTATION, none, stage.key)
            yield end, Deed(Kind.END, none, stage.key)

    def _asks_others(self, stage: Stage) -> bool:
        return stage.role is Role.CONSULT and self.visit.offer.plan.steps[stage.key].silence_as_consent

    def _timed(
        self, planned: list[tuple[int, Deed]], since: datetime, offset: int, scale: float
    ) -> Iterator[Deed]:
        for seconds, deed in planned:
            at = self.district.later(since, int((seconds - offset) * scale))
            yield Deed(deed.kind, at, deed.key, deed.until, deed.led)

    def _interruption(self) -> tuple[int, Kind] | None:
        """What stops the work on its way, and after how many working seconds."""
        fate = self.visit.fate
        if fate in (Fate.SOLVED_AFTER_SUPPLEMENT, Fate.STOPPED, Fate.STILL_TO_BE_COMPLETED):
            return self._within(self._appraisal(), 0.4), Kind.REQUEST_SUPPLEMENT
        if fate in (Fate.REFUSED, Fate.WITHDRAWN):
            kind = Kind.REFUSE if fate is Fate.REFUSED else Kind.WITHDRAW
            return self._within(self._appraisal(), 0.6), kind
        if self.visit.offer.is_paid:
            return self._within(self._billing(), 0.8), Kind.REQUEST_PAYMENT
        return None

    def _within(self, stage: Stage, share: float) -> int:
        return int((stage.begins + share * (stage.ends - stage.begins)) * self.target)

    def _appraisal(self) -> Stage:
        return next(s for s in self.stages if s.role is Role.APPRAISE)

    def _billing(self) -> Stage:
        """The step before the wait for payment."""
        steps = self.visit.offer.plan.steps
        wait = next(s for s in steps.values() if s.pause is Pause.PAYMENT)
        return next(s for s in self.stages if s.key in (wait.after or ()))

    def _interrupted(
        self, kind: Kind, done: list[Deed], begun: datetime, rest: list[tuple[int, Deed]], offset: int
    ) -> list[Deed]:
        later = self.district.later
        if kind in (Kind.REFUSE, Kind.WITHDRAW):
            return [*done, Deed(kind, begun)]
        if kind is Kind.REQUEST_PAYMENT:
            resumed = self._resumed(begun, Fate.STILL_TO_BE_PAID)
            done += [
                Deed(kind, begun, self._billing().key, until=later(begun, 20 * DAY)),
                Deed(Kind.RECORD_PAYMENT, resumed),
            ]
            return self._going_on(done, begun, resumed, rest, offset, restarts=False)
        expected = later(begun, 8 * DAY)
        paused = later(begun, 15 * MINUTE)
        done += [
            Deed(Kind.PROPOSE_SUPPLEMENT, begun, self._appraisal().key),
            Deed(kind, paused, until=expected),
        ]
        if self.visit.fate is Fate.STOPPED:
            return [*done, Deed(Kind.STOP, later(expected, DAY + HOUR))]
        resumed = self._resumed(paused, Fate.STILL_TO_BE_COMPLETED)
        done.append(Deed(Kind.RECORD_SUPPLEMENT, resumed))
        return self._going_on(done, paused, resumed, rest, offset, restarts=self.visit.offer.restarts)

    def _resumed(self, paused: datetime, waits_over_year: Fate) -> datetime:
        if self.visit.fate is waits_over_year:
            paused = max(paused, self.year_ends)
        return self.district.later(paused, HOUR + int(self.visit.pace * 4 * DAY))

    def _going_on(
        self,
        done: list[Deed],
        paused: datetime,
        resumed: datetime,
        rest: list[tuple[int, Deed]],
        offset: int,
        *,
        restarts: bool,
    ) -> list[Deed]:
        """The work after a pause, squeezed where the lawful date that the pause moved leaves less time."""
        scale = 1.0
        if self.due is not None:
            move = deadlines.after_restart if restarts else deadlines.after_pause
            lawful = move(self.district.calendar, self.due, self.visit.offer.terms, paused, resumed)
            left = self.district.worked(resumed, lawful)
            scale = min(1.0, 0.9 * left / max(self.target - offset, 1)) if not self._is_late else 1.0
        done += self._timed(rest, resumed, offset, scale)
        return self._finished(done)

    @property
    def _is_late(self) -> bool:
        return self.visit.fate in (Fate.SOLVED_LATE, Fate.SOLVED_LATE_WITH_APOLOGY, Fate.LEFT_LYING)

    def _finished(self, done: list[Deed]) -> list[Deed]:
        """With the apology of a dossier that will be late, and the return; a few are never collected."""
        ready = done[-1].at
        if self.visit.fate is Fate.SOLVED_LATE_WITH_APOLOGY and self.due is not None:
            done = sorted([*done, self._apology(self.due, ready)], key=lambda deed: deed.at)
        if self.rng.random() < 0.02:
            return done
        soon = self.rng.random() < 0.6
        wait = self.rng.randint(5 * MINUTE, HOUR) if soon else self.rng.randint(HOUR, 5 * DAY)
        return [*done, Deed(Kind.RETURN_RESULT, self.district.later(ready, wait))]

    def _apology(self, due: datetime, ready: datetime) -> Deed:
        """Two of three are issued in time, one working day before the due date."""
        calendar, last_day = self.district.calendar, due.astimezone(LOCAL).date()
        day = calc.previous_working_day(calendar, last_day) if self.visit.index % 3 else last_day
        nine = datetime.combine(day, datetime.min.time(), LOCAL) + timedelta(hours=9)
        received = self.received + timedelta(minutes=30)
        promised = _end_of(calc.next_working_day(calendar, ready.astimezone(LOCAL).date()))
        return Deed(Kind.APOLOGISE, max(nine, self.district.later(received, 0)), until=promised)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), LOCAL) + timedelta(hours=17)

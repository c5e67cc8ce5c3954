"""A second opinion on the way of a dossier, as plain as can be, for the random walks to compare with.

Shares no code with the program: what is refused and why, what begins after what, when it is due and how it is
counted is written down anew from statistics.md 1 and 2 and domain.md 3. Times are naive local times in whole
minutes; people, units and steps are words.
"""

from copy import copy
from datetime import timedelta
from fractions import Fraction

from tests.domain.dossiers.plain_district import COMMUNE, COMMUNE_HOURS, DISTRICT_HOURS, PROCEDURES, may, now
from tests.unit import worktime_reference as time

ONE_DAY = timedelta(days=1)
_DISTRICT, _COMMUNE = time.Office(DISTRICT_HOURS), time.Office(COMMUNE_HOURS)

NEW = ("registered", "guided")
WORK = ("received", "processing")
WAITING = ("waiting_supplement", "waiting_payment")
EVERY = (
    *NEW,
    *WORK,
    *WAITING,
    *("refused_at_reception", "refused", "stopped", "withdrawn", "ready", "returned"),
)
STATUS = {
    "registered": 1,
    "received": 2,
    "refused_at_reception": 3,
    "processing": 4,
    "guided": 5,
    "waiting_supplement": 5,
    "waiting_payment": 6,
    "withdrawn": 7,
    "refused": 8,
    "stopped": 8,
    "ready": 9,
    "returned": 10,
}


def hours(unit):
    """The calendar that `unit` keeps."""
    return _COMMUNE if unit in COMMUNE else _DISTRICT


def due(unit, at, limit, mode="end_of_day"):
    """When `limit` is over at `unit` for what begins at `at`."""
    return time.due(hours(unit), at, Fraction(limit[0]), limit[1], mode)


def step_due(unit, at, limit):
    """As `due`, at the same clock time; a part of a calendar day is a share of the day on which it starts."""
    number, kind = Fraction(limit[0]), limit[1]
    if kind != "d" or number == int(number):
        return due(unit, at, limit, "same_clock")
    if int(number):
        at = due(unit, at, (int(number), "d"))
    return due(unit, at, (number - int(number), "wd"), "same_clock")


class Step:
    """A step that has begun."""

    def __init__(self, key, plan, leg, at, number, owner=None, state="open"):
        self.key, self.plan, self.leg, self.round, self.unit = key, plan, leg, number, leg.unit
        self.opened, self.ended, self.owner, self.state = at, None, owner, state
        self.due = step_due(self.unit, at, plan.limit)
        self.opinions = []

    @property
    def runs(self):
        return self.state in ("open", "offered")

    def end(self, at, state="done"):
        self.ended, self.state = at, state


class Leg:
    """A stay at a unit."""

    def __init__(self, unit, plan, at, origin=None, hand_over_due=None):
        self.unit, self.kind, self.handed, self.origin = unit, plan.leg[1], at, origin
        self.accepted, self.closed, self.hand_over_due = None, None, hand_over_due
        self.due = step_due(unit, at, plan.leg)


class Opinion:
    """An opinion asked of `unit` beside `step`."""

    def __init__(self, step, unit, at, consents):
        self.step, self.unit, self.asked, self.consents = step, unit, at, consents
        self.due, self.answered, self.answer = due(unit, at, (2, "wd")), None, ""


class Pause:
    """The clock stands still."""

    def __init__(self, kind, at, until):
        self.kind, self.start, self.expected, self.end = kind, at, until, None


class Fee:
    """Money taken at the counter, with its receipt; `back` and `void` when it was given back or cancelled."""

    def __init__(self, amount, at):
        self.amount, self.at, self.back, self.void = amount, at, None, None

    @property
    def gone(self):
        return bool(self.back or self.void)


class Dossier:
    """One dossier, from when it was brought."""

    def __init__(self, procedure, channel, case, at, code):
        self.name, self.plan, self.channel, self.case = procedure, PROCEDURES[procedure], channel, case
        self.unit, self.code, self.brought, self.agency = self.plan.at, code, at, now(self.plan.agency, at)
        self.state, self.events, self.outcome = "", [], ""
        self.submitted = self.received = self.guided = self.turned_away = None
        self.closed = self.returned = self.original = self.lawful = self.promised = None
        self.window, self.spot, self.contact, self.result, self.booked = None, False, None, None, None
        self.dates, self.pauses, self.legs, self.steps, self.slips = [], [], [], [], []
        self.proposals, self.duties, self.papers, self.phone = [], [], set(), ""
        self.fees, self.files, self.told = [], [], []

    def latest(self, key):
        rounds = [step for step in self.steps if step.key == key]
        return rounds[-1] if rounds else None

    def opinions(self):
        return [opinion for step in self.steps for opinion in step.opinions]

    def running(self):
        return [step for step in self.steps if step.runs]

    @property
    def limit(self):
        if self.spot:
            return (0, "same_day")
        return None if self.case in self.plan.undated else self.plan.limit[self.channel]

    def past(self, at):
        """Whether A has passed: hours by instant, days by the day."""
        if self.lawful is None:
            return False
        return at > self.lawful if self.limit[1] == "h" else at.date() > self.lawful.date()

    def move(self, ground, when):
        """One more date; A, and P as long as nobody has apologised."""
        apologised = "apology" in [name for name, _ in self.dates]
        self.dates.append((ground, when))
        if ground == "apology":
            self.promised = when
            return
        self.lawful = when
        if not apologised:
            self.promised = when

    def slip(self, form, stage, at):
        self.slips.append((form, stage, at))

    def close(self, state, at):
        self.state, self.outcome, self.closed = state, state, at
        for step in self.running():
            step.end(at, "dropped")
        for leg in self.legs:
            leg.closed = leg.closed or at
        for pause in self.pauses:
            pause.end = pause.end or at
        for opinion in self.opinions():
            if opinion.answered is None:
                opinion.answered, opinion.answer = at, "dropped"
        self.settle()

    def settle(self):
        """Nobody waits any more for the counter to ask what was proposed."""
        self.proposals = ["settled"] * len(self.proposals)


def begin(dossier, key, at, before=None, owner=None):
    """The step `key` begins: on the leg of the step before at the same unit, else on a new one."""
    plan = dossier.plan.steps[key]
    unit = now(plan.unit, at)
    number = 1 + sum(step.key == key for step in dossier.steps)
    if before is not None and before.unit == unit:
        step = Step(key, plan, before.leg, at, number, owner)
    else:
        hand_over = None
        if before is not None and before.plan.role == "receive":
            hand_over = hand_over_due(before.unit, before.opened)
        leg = Leg(unit, plan, at, before and before.unit, hand_over)
        dossier.legs.append(leg)
        step = Step(key, plan, leg, at, number, owner, "offered" if before else "open")
    dossier.steps.append(step)


def hand_over_due(unit, received):
    """The same day's end; after 15:00, or when nothing is worked any more, the next day's first hour."""
    office, day = hours(unit), received.date()
    clock = received.hour * 60 + received.minute
    if office.works_on(day) and clock <= 15 * 60 and clock < office.last_end(day):
        return time.end_of(office, day)
    day = time.next_working_day(office, day)
    return time.run(office, time.at(day, min(office.minutes(day))), Fraction(60))


def go_on(dossier, step, at, chosen=()):
    """After `step`: whatever waits for nothing any more begins, and a leg on which nothing runs is over.

    A step that happens only sometimes can be chosen by whoever does the step right before it.
    """
    chosen = [key for key in chosen if step.key in dossier.plan.steps[key].after]
    for key, plan in dossier.plan.steps.items():
        passed = plan.wait or (plan.sometimes and key not in chosen)
        latest = dossier.latest(key)
        idle = latest is None or latest.state == "sent_back"
        if idle and not passed and all(_settled(dossier, k, chosen) for k in plan.after):
            begin(dossier, key, at, step)
    leave(dossier, step.leg, at)


def _settled(dossier, key, chosen):
    latest, plan = dossier.latest(key), dossier.plan.steps[key]
    if latest is not None and (latest.runs or latest.state == "done"):
        return latest.state == "done"
    passed = plan.wait or (plan.sometimes and key not in chosen)
    return passed and all(_settled(dossier, k, chosen) for k in plan.after)


def lies_at(dossier, units):
    """What of the dossier is at one of `units`: steps that run and opinions not given."""
    asked = [opinion for opinion in dossier.opinions() if opinion.answered is None]
    return [one for one in [*dossier.running(), *asked] if one.unit in units]


def carry_over(dossier, old, new, at):
    """What lies at `old` goes to `new`: its own clock only where the stay was late already."""
    dossier.agency = new if dossier.agency in old else dossier.agency
    for leg in [leg for leg in dossier.legs if leg.closed is None and leg.unit in old]:
        steps = [step for step in dossier.running() if step.leg is leg]
        leg.closed = at
        dossier.legs.append(carried := copy(leg))
        carried.unit, carried.origin, carried.handed, carried.closed = new, leg.unit, at, None
        carried.hand_over_due, carried.accepted = None, leg.accepted and at
        if leg.due < at:
            carried.due = max(step_due(new, at, step.plan.limit) for step in steps)
        for step in steps:
            step.unit, step.owner, step.leg = new, None, carried
    for step in dossier.steps:
        for opinion in [one for one in step.opinions if one.answered is None and one.unit in old]:
            if any(other.unit == new for other in step.opinions):
                opinion.answered, opinion.answer = at, "dropped"
            else:
                opinion.unit = new


def leave(dossier, leg, at):
    if leg.closed is None and not any(step.leg is leg for step in dossier.running()):
        leg.closed = at


def done_before(dossier, key):
    """The steps before `key` that were done, through those that did not happen."""
    found = []
    for name in dossier.plan.steps[key].after:
        latest = dossier.latest(name)
        done = latest is not None and latest.state == "done"
        found += [name] if done else done_before(dossier, name)
    return list(dict.fromkeys(found))


def resume(dossier, at, restart=False):
    """The pause is over: A and the steps that stood still move by it."""
    (pause,) = [pause for pause in dossier.pauses if pause.end is None]
    pause.end = at
    legs = []
    for step in dossier.running():
        step.due = _moved(step.unit, step.due, step.plan.limit[1], "same_clock", pause)
        if step.leg not in legs:
            legs.append(step.leg)
            step.leg.due = _moved(step.leg.unit, step.leg.due, step.leg.kind, "same_clock", pause)
    if dossier.lawful is None or dossier.past(pause.start):
        return
    kind, moved = dossier.limit[1], dossier.lawful
    if restart:
        moved = max(moved, due(dossier.unit, at, dossier.limit, dossier.plan.mode))
    else:
        # In the evening of A's day, after work, A has not passed where days are counted.
        start = pause.start if kind == "h" else min(pause.start, moved)
        moved = time.pause(hours(dossier.unit), moved, kind, dossier.plan.mode, start, at)
    if moved != dossier.lawful:
        dossier.move("restart" if restart else "pause", moved)


def _moved(unit, when, kind, mode, pause):
    return time.pause(hours(unit), when, kind, mode, pause.start, pause.end)


def lengthened(dossier, extra):
    """A after a published extension, counted on from A."""
    office, (number, kind) = hours(dossier.unit), extra
    if kind == "h":
        return time.run(office, dossier.lawful, Fraction(number) * 60)
    day = dossier.lawful.date()
    if kind == "wd":
        return time.end_of(office, time.later(office, day, number))
    day += number * ONE_DAY
    while not office.works_on(day):
        day += ONE_DAY
    return time.end_of(office, day)


def held(step, who):
    """What keeps `who` from acting on the step as its owner."""
    found = running(step)
    if step.owner is None:
        found.add("not_held")
    elif step.owner != who.name:
        found.add("held_by_another")
    return found


def running(step):
    if not step.runs:
        return {"step_over"}
    return {"not_accepted"} if step.state == "offered" else set()


def silent(step, at):
    """Whether silence has become consent: the step's time is over, and its process says so."""
    return step.runs and step.plan.silence and at > step.due


def missing(plan, brought):
    return any(not set(choice) & set(brought) for choice in plan.must)


def allowed(dossier, who, act, unit, states, at):
    """`not_allowed`, else `not_possible`, else nothing."""
    if not may(who, act, unit, at):
        return "not_allowed"
    return "" if dossier.state in states else "not_possible"

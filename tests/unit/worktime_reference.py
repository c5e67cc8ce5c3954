"""A second opinion on working time, as plain as can be: it counts minute by minute and day by day.

Shares no code with the engine. A calendar here is a function from a date to two sets of minutes of the day:
those in which is worked, and those in which something can be received. Times are naive local times in whole
minutes; limits are (number, unit).
"""

from datetime import date, datetime, timedelta
from fractions import Fraction

MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Office:
    """The calendar of a JSON document."""

    def __init__(self, document):
        self.document = document
        self.known = {}

    def spans(self, day, kind="sessions"):
        key = day.isoformat()
        if key in self.document.get("makeup", {}):
            return self.document["makeup"][key] if kind == "sessions" else []
        if key in self.document.get("off", []):
            return []
        return self.document.get(kind, {}).get(NAMES[day.weekday()], [])

    def minutes(self, day, kind="sessions"):
        if (day, kind) not in self.known:
            worked = set()
            for text in self.spans(day, kind):
                first, last = (to_minutes(part) for part in text.split("-"))
                worked.update(range(first, last))
            self.known[day, kind] = worked
        return self.known[day, kind]

    def closes(self, day):
        """The minute after the last one in which anything can be done; 0 on an empty day."""
        if (day, "closes") not in self.known:
            self.known[day, "closes"] = max({-1} | self.minutes(day) | self.minutes(day, "reception")) + 1
        return self.known[day, "closes"]

    def ends(self, day):
        return {to_minutes(text.split("-")[1]) for text in self.spans(day)}

    def last_end(self, day):
        return max(self.minutes(day)) + 1

    def works_on(self, day):
        return bool(self.spans(day))

    def worked(self, minute):
        """Whether the minute that begins at `minute` is one of processing."""
        return minute.hour * 60 + minute.minute in self.minutes(minute.date())

    def open(self, minute):
        clock, day = minute.hour * 60 + minute.minute, minute.date()
        return clock in self.minutes(day) or clock in self.minutes(day, "reception")


def to_minutes(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def at(day, minutes):
    return datetime(day.year, day.month, day.day) + minutes * MINUTE


def first(office, test, time):
    while not test(time):
        # A minute at a time; what is left of a day is stepped over when it has no further session.
        now = time.hour * 60 + time.minute
        over = office.closes(time.date()) <= now
        time = at(time.date() + ONE_DAY, 0) if over else time + MINUTE
    return time


def run(office, time, minutes):
    """The earliest instant by which `minutes` (a Fraction) were worked; within a minute time runs evenly."""
    if minutes == 0:
        before = office.worked(time - MINUTE)
        return time if before else first(office, office.worked, time)
    while True:
        time = first(office, office.worked, time)
        if minutes <= 1:
            return time + timedelta(microseconds=int(-(-minutes * 60_000_000 // 1)))
        minutes -= 1
        time += MINUTE


def next_working_day(office, day):
    day += ONE_DAY
    while not office.works_on(day):
        day += ONE_DAY
    return day


def end_of(office, day):
    return at(day, office.last_end(day))


def later(office, day, count):
    for _ in range(count):
        day = next_working_day(office, day)
    return day


def due(office, received, number, unit, mode):
    number = Fraction(number)
    if unit == "min":
        return run(office, received, number)
    if unit == "h":
        return run(office, received, number * 60)
    start = first(office, office.open, received)
    workable = first(office, office.worked, start).date()
    if unit == "same_day":
        late = start.hour * 60 + start.minute > 15 * 60
        if workable == start.date() and late:
            workable = next_working_day(office, workable)
        return end_of(office, workable)
    if unit == "wd":
        return working_days(office, start, number, mode, workable)
    target = start.date() + int(number) * ONE_DAY if unit == "d" else months(start.date(), int(number))
    target = max(target, workable)
    while not office.works_on(target):
        target += ONE_DAY
    return end_of(office, target)


def months(day, count):
    year, month = day.year, day.month
    for _ in range(count):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError


def working_days(office, start, number, mode, workable):
    if mode == "end_of_day":
        count = int(-(-number // 1))
        return end_of(office, later(office, start.date(), count) if count else workable)
    whole, share = int(number), number - int(number)
    begin, day = same_clock(office, start, whole)
    if not share:
        return begin
    end = run(office, begin, len(office.minutes(day)) * share)
    return min(end, same_clock(office, start, whole + 1)[0])


def same_clock(office, start, count):
    """`count` working days later, and that day."""
    if not count:
        begin = first(office, office.worked, start)
        return begin, begin.date()
    day = later(office, start.date(), count)
    clock = start.hour * 60 + start.minute
    return at(day, clock if clock in office.minutes(day) else office.last_end(day)), day


def measure(office, since, until):
    """Worked minutes from `since` to `until`."""
    total, day = 0, since.date()
    while day <= until.date():
        begin = since.hour * 60 + since.minute if day == since.date() else 0
        end = until.hour * 60 + until.minute if day == until.date() else 1440
        total += sum(begin <= minute < end for minute in office.minutes(day))
        day += ONE_DAY
    return total


def pause(office, lawful, unit, mode, start, stop):
    """The lawful due date after a pause; `unit` and `mode` as in `due`."""
    if start > lawful:
        return lawful
    if unit in ("min", "h"):
        worked = measure(office, start, stop)
        return run(office, lawful, Fraction(worked)) if worked else lawful
    if unit in ("d", "mo"):
        days = (stop.date() - start.date()).days
        target = lawful.date() + days * ONE_DAY
        while not office.works_on(target):
            target += ONE_DAY
        return end_of(office, target) if days else lawful
    count, day = 0, start.date()
    while day < stop.date():
        day += ONE_DAY
        count += office.works_on(day)
    if not count:
        return lawful
    target = later(office, lawful.date(), count)
    clock = lawful.hour * 60 + lawful.minute
    ended = office.works_on(lawful.date()) and clock == office.last_end(lawful.date())
    if unit == "wd" and mode == "same_clock" and not ended:
        worked = clock in office.minutes(target)
        if clock in office.ends(lawful.date()):
            worked = worked or clock in office.ends(target)
        return at(target, clock if worked else office.last_end(target))
    return end_of(office, target)

"""Random calendars and questions, odd ones too: lunch at three, nights, half days, reception only."""

from datetime import date, datetime, timedelta
from datetime import time as clock

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
USUAL = ["07:30-11:30", "13:00-17:00"]
DAYS = [
    USUAL,
    ["07:00-11:30", "13:30-17:00"],
    ["08:00-11:30", "13:30-17:00"],
    ["07:30-11:30"],
    ["08:00-12:00", "12:00-14:45", "15:15-19:00"],
    ["16:00-22:00"],
    ["00:00-06:30", "20:00-24:00"],
    ["09:13-09:14", "10:07-16:59"],
]
RECEPTION = [["07:30-11:30"], ["17:00-18:30"], ["06:00-07:00", "19:00-20:00"]]
MIDNIGHT = clock(0)
BEGIN = date(2019, 12, 20)


def calendar(random):
    """A JSON calendar with at least one working day a week, and exceptions in the 200 days from BEGIN."""
    if random.random() < 0.3:
        sessions = dict.fromkeys(WEEKDAYS[:5], USUAL)
    else:
        sessions = {day: random.choice(DAYS) for day in WEEKDAYS if random.random() < 0.7}
        sessions.setdefault("wed", USUAL)
    days = [(BEGIN + timedelta(days=n)).isoformat() for n in range(200)]
    off = random.sample(days, random.choice([0, 3, 30]))
    if random.random() < 0.5:
        begin = random.randrange(180)
        off += days[begin : begin + random.choice([3, 9, 20])]
    makeup = {day: random.choice(DAYS) for day in random.sample(days, random.choice([0, 2, 20]))}
    document = {"sessions": sessions, "off": off, "makeup": makeup}
    if random.random() < 0.4:
        document["reception"] = reception(random, sessions)
    return document


def reception(random, sessions):
    """Sessions of reception only, on some days, where they overlap no other session."""
    free = {}
    for day in WEEKDAYS:
        spans = random.choice(RECEPTION)
        taken = sessions.get(day, [])
        if random.random() < 0.5 and not any(overlap(a, b) for a in spans for b in taken):
            free[day] = spans
    return free


def overlap(one, other):
    (a, b), (c, d) = one.split("-"), other.split("-")
    return a < d and c < b


def time(random):
    """A whole minute, often one at which something begins or ends."""
    day = BEGIN + timedelta(days=random.randrange(200))
    borders = ["07:30", "11:30", "13:00", "15:00", "15:01", "17:00", "00:00", "12:00", "22:00", "07:29"]
    if random.random() < 0.4:
        return datetime.fromisoformat(f"{day}T{random.choice(borders)}")
    return datetime(day.year, day.month, day.day) + timedelta(minutes=random.randrange(1440))


def limit(random, unit):
    """A number for `unit` as text, small and large ones, zero and fractions."""
    if unit == "same_day":
        return "0"
    choices = {
        "min": lambda: random.choice([0, 1, 30, 45, random.randrange(500), "0.5", "12.25"]),
        "h": lambda: random.choice([0, 4, 8, random.randrange(12), "1.5", "0.01", "2.125"]),
        "wd": lambda: random.choice(
            [0, 1, 3, random.randrange(12), random.randrange(80), "0.5", "1.5", "2.3"]
        ),
        "d": lambda: random.choice([0, 1, 15, random.randrange(120)]),
        "mo": lambda: random.choice([0, 1, 2, random.randrange(14)]),
    }
    return str(choices[unit]())

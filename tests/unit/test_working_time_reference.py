"""The engine against a plain reference written apart: 20,000 questions of every unit and mode."""

import json
from datetime import timedelta
from random import Random

import pytest

from motcua.lib.times import LOCAL
from motcua.worktime import calc
from motcua.worktime.calendars import WorkCalendar
from motcua.worktime.documents import calendar_from, calendar_from_text
from motcua.worktime.limits import Mode, parse_limit
from tests.unit import worktime_reference as reference
from tests.unit import worktime_samples as samples

UNITS = ["min", "h", "same_day", "wd", "d", "mo"]
CALENDARS, QUESTIONS = 100, 20


def local(time):
    return time.replace(tzinfo=LOCAL)


def written(number, unit):
    return "same_day" if unit == "same_day" else f"{number} {unit}"


@pytest.mark.parametrize("seed", range(10))
def test_due_agrees_with_the_reference(seed):
    random = Random(seed)
    for _ in range(CALENDARS):
        document = samples.calendar(random)
        office, calendar = reference.Office(document), calendar_from_text(json.dumps(document))
        for _ in range(QUESTIONS):
            received, unit = samples.time(random), random.choice(UNITS)
            number, mode = samples.limit(random, unit), random.choice(list(Mode))
            expected = reference.due(office, received, number, unit, mode.value)
            got = calc.due(calendar, local(received), parse_limit(written(number, unit)), mode).at
            assert got == local(expected), (document, received, number, unit, mode)


@pytest.mark.parametrize("seed", range(4))
def test_measure_and_pauses_agree_with_the_reference(seed):
    random = Random(1000 + seed)
    for _ in range(CALENDARS):
        document = samples.calendar(random)
        office, calendar = reference.Office(document), calendar_from(document)
        for _ in range(5):
            start = samples.time(random)
            stop = start + timedelta(minutes=random.choice([0, 90, random.randrange(30_000)]))
            minutes = reference.measure(office, start, stop)
            assert calc.measure(calendar, local(start), local(stop)) == timedelta(minutes=minutes)
            unit, mode = random.choice(UNITS), random.choice(list(Mode))
            number = samples.limit(random, unit).split(".")[0]
            lawful = reference.due(office, samples.time(random), number, unit, mode.value)
            if lawful.time() == samples.MIDNIGHT:
                continue  # it ends the day before, which only the engine's own tests look at
            limit = parse_limit(written(number, unit))
            expected = reference.pause(office, lawful, unit, mode.value, start, stop)
            got = calc.move_by_pause(calendar, local(lawful), limit, local(start), local(stop), mode)
            assert got == local(expected), (document, lawful, number, unit, mode, start, stop)


def test_an_engine_that_forgets_a_make_up_day_is_found(monkeypatch):
    monkeypatch.setattr(WorkCalendar, "plan", WorkCalendar.usual_plan)
    with pytest.raises(AssertionError):
        test_due_agrees_with_the_reference(0)

"""A pause moves the lawful due date (statistics.md 1): the cases, and the corners in between."""

import pytest

from motcua.lib.times import parse_time
from motcua.worktime import calc
from motcua.worktime.limits import parse_limit
from tests.unit.worktime_week import END_OF_DAY, PLAIN, SAME_CLOCK, week


@pytest.mark.parametrize(
    ("lawful", "limit", "mode", "pause", "right"),
    [
        ("2025-06-03T11:30", "4 h", END_OF_DAY, ("2025-06-03T09:00", "2025-06-03T14:00"), "2025-06-03T16:30"),
        ("2025-06-03T11:30", "4 h", END_OF_DAY, ("2025-06-03T12:00", "2025-06-03T12:30"), "2025-06-03T11:30"),
        ("2025-06-03T11:30", "4 h", END_OF_DAY, ("2025-06-03T11:00", "2025-06-03T12:30"), "2025-06-03T13:30"),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-05T10:00"),
            "2025-06-10T17:00",
        ),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-03T16:00"),
            "2025-06-06T17:00",
        ),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-06T17:00", "2025-06-09T08:00"),
            "2025-06-09T17:00",
        ),
        (
            "2025-06-06T17:00",
            "5 wd",
            END_OF_DAY,
            ("2025-06-06T17:01", "2025-06-09T08:00"),
            "2025-06-06T17:00",
        ),
        (
            "2025-06-04T11:30",
            "1.5 wd",
            SAME_CLOCK,
            ("2025-06-03T08:00", "2025-06-04T08:00"),
            "2025-06-05T11:30",
        ),
        (
            "2025-06-04T09:00",
            "2 wd",
            SAME_CLOCK,
            ("2025-06-03T08:00", "2025-06-04T08:00"),
            "2025-06-05T09:00",
        ),
        (
            "2025-06-02T17:00",
            "same_day",
            END_OF_DAY,
            ("2025-06-02T09:00", "2025-06-04T08:00"),
            "2025-06-04T17:00",
        ),
        (
            "2025-06-06T17:00",
            "15 d",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-04T09:00"),
            "2025-06-09T17:00",
        ),
        (
            "2025-06-06T17:00",
            "15 d",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-07T09:00"),
            "2025-06-10T17:00",
        ),
        (
            "2025-06-06T17:00",
            "1 mo",
            END_OF_DAY,
            ("2025-06-03T09:00", "2025-06-03T19:00"),
            "2025-06-06T17:00",
        ),
    ],
)
def test_a_pause_moves_the_lawful_due_date(lawful, limit, mode, pause, right):
    moved = calc.move_by_pause(PLAIN, parse_time(lawful), parse_limit(limit), *map(parse_time, pause), mode)
    assert moved == parse_time(right)


def test_a_due_date_at_the_end_of_a_short_day_stays_at_the_end_of_the_day():
    half = week(makeup={"2025-06-07": ["07:30-11:30"]})
    pause = parse_time("2025-06-06T08:00"), parse_time("2025-06-07T08:00")
    moved = calc.move_by_pause(half, parse_time("2025-06-07T11:30"), parse_limit("1 wd"), *pause, SAME_CLOCK)
    assert moved == parse_time("2025-06-09T17:00")


def test_a_due_date_at_midnight_belongs_to_the_day_before():
    night = week(["16:00-24:00"])
    lawful = calc.due(night, parse_time("2025-06-02T17:00"), parse_limit("1 wd")).at
    assert lawful == parse_time("2025-06-04T00:00")
    pause = parse_time("2025-06-02T18:00"), parse_time("2025-06-03T18:00")
    assert calc.move_by_pause(night, lawful, parse_limit("1 wd"), *pause) == parse_time("2025-06-05T00:00")
    assert calc.move_by_pause(night, lawful, parse_limit("1 d"), *pause) == parse_time("2025-06-05T00:00")
    assert calc.due(night, lawful, parse_limit("0 h")).at == lawful

"""The shipped days against the table of domain.md 3.7 and against PyPI `holidays`, differences by name."""

from datetime import date, timedelta

import holidays
import pytest

from motcua.worktime import vietnam

YEARS = range(2019, 2027)
# domain.md 3.7: days off that fall on weekdays, written as there ("4–8/2" is 4-8/2).
TABLE = {
    2019: "1/1 4-8/2 15/4 29/4 30/4 1/5 2/9",
    2020: "1/1 23-29/1 2/4 30/4 1/5 2/9",
    2021: "1/1 10-16/2 21/4 30/4 3/5 2-3/9",
    2022: "3/1 31-31/1 1-4/2 11/4 2-3/5 1-2/9",
    2023: "2/1 20-26/1 1-3/5 1/9 4/9",
    2024: "1/1 8-14/2 18/4 29/4 30/4 1/5 2-3/9",
    2025: "1/1 27-31/1 7/4 30/4 1/5 2/5 1-2/9",
    2026: "1/1 2/1 16-20/2 27/4 30/4 1/5 31/8 1-2/9 24/11",
}
WORKED = {
    date(2019, 1, 5),
    date(2019, 5, 4),
    date(2024, 5, 4),
    date(2025, 4, 26),
    date(2026, 1, 10),
    date(2026, 8, 22),
}
# Weekend days of the official Tết breaks; `holidays` has the five days of Tết alone.
TET_WEEKENDS = {
    "Tết 2019": [date(2019, 2, d) for d in (2, 3, 9, 10)],
    "Tết 2022": [date(2022, 1, 29), date(2022, 1, 30), date(2022, 2, 5), date(2022, 2, 6)],
    "Tết 2025": [date(2025, 1, 25), date(2025, 1, 26), date(2025, 2, 2)],
    "Tết 2026": [date(2026, 2, d) for d in (14, 15, 21, 22)],
}
DECIDED_LATER = {"hoán đổi 02/01/2026 (12729/VPCP-KGVX)": date(2026, 1, 2)}


def days_off():
    return {day.on for day in vietnam.shipped().days if not day.is_worked}


def days(year):
    for part in TABLE[year].split():
        numbers, month = part.split("/")
        first, _, last = numbers.partition("-")
        for number in range(int(first), int(last or first) + 1):
            day = date(year, int(month), number)
            if day.weekday() < 5:
                yield day


@pytest.mark.parametrize("year", YEARS)
def test_weekdays_off_are_those_of_the_table(year):
    assert {d for d in days_off() if d.year == year and d.weekday() < 5} == set(days(year))


def test_make_up_days_are_those_of_the_table():
    shipped = [day for day in vietnam.shipped().days if day.is_worked]
    assert {day.on for day in shipped} == WORKED
    assert all(day.on.weekday() == 5 for day in shipped)


def test_it_agrees_with_the_public_list_but_for_known_differences():
    public = holidays.country_holidays("VN", years=YEARS)
    theirs = {day for day in public if day.year in YEARS}
    only_ours = {day for weekend in TET_WEEKENDS.values() for day in weekend} | set(DECIDED_LATER.values())
    assert days_off() - theirs == only_ours
    assert theirs - days_off() == set()
    their_work = {day for day in public.weekend_workdays if day.year in YEARS}
    assert WORKED - their_work == {date(2026, 1, 10)}
    assert their_work <= WORKED


def test_every_day_is_named_and_verified_by_a_document_only():
    for day in vietnam.shipped().days:
        assert day.note.name_vi
        assert day.note.name_en
        assert day.note.verified == bool(day.note.document)
    assert sum(day.note.verified for day in vietnam.shipped().days) > 60


def test_no_day_stands_twice_and_all_lie_in_the_covered_years():
    shipped = vietnam.shipped()
    dates = [day.on for day in shipped.days]
    assert len(dates) == len(set(dates))
    assert all(shipped.first <= day <= shipped.last for day in dates)


def test_the_default_calendar_works_monday_to_friday_but_for_these_days():
    calendar, day = vietnam.default_calendar(), vietnam.shipped().first
    while day <= vietnam.shipped().last:
        expected = day in WORKED or (day.weekday() < 5 and day not in days_off())
        assert calendar.is_working_day(day) == expected, day
        day += timedelta(days=1)

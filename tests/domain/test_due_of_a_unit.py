"""`motcua due --unit`: the calendar that the unit has on the day of receipt."""

import json
from datetime import date, time

import pytest
from click.testing import CliRunner
from django.utils import timezone

from motcua.cli.main import main
from motcua.journal.events import SYSTEM
from motcua.orgs.actions.assign_calendar import assign_calendar
from motcua.orgs.actions.found_unit import found_unit
from motcua.worktime.actions.load_calendars import load_calendars
from motcua.worktime.actions.open_calendar import open_calendar
from motcua.worktime.events import WeeklyHours

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    who = {"actor": SYSTEM, "at": timezone.now()}
    load_calendars(**who)
    made = found_unit(
        code="xa", kind="commune", level="commune", name="Xã", parent=None, valid_from=date(2020, 1, 1), **who
    )
    hours = [WeeklyHours(weekday=1, starts_at=time(8), ends_at=time(12))]
    tuesdays = open_calendar(code="thu-ba", name="Thứ Ba", hours=hours, **who)
    assign_calendar(unit=made, calendar=tuesdays, valid_from=date(2025, 7, 1), **who)
    return made


def due(received, unit):
    arguments = ["due", "--received", received, "--limit", "1 wd", "--unit", unit, "--format", "json"]
    return CliRunner().invoke(main, arguments)


def test_the_calendar_is_that_of_the_day_of_receipt(unit):
    assert json.loads(due("2025-06-30T09:00", "xa").stdout)["due_at"] == "2025-07-01T17:00:00+07:00"
    assert json.loads(due("2025-07-02T09:00", "xa").stdout)["due_at"] == "2025-07-15T12:00:00+07:00"


def test_an_unknown_unit_is_misuse(unit):
    answer = due("2025-06-30T09:00", "none")
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert "none" in answer.stderr

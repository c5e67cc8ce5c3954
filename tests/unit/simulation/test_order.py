"""Deeds and jobs in one order, which an interruption does not change."""

from datetime import datetime, timedelta

from motcua.lib.times import LOCAL
from motcua.simulation.planning import Deed, Kind
from motcua.simulation.replaying import Due, Scheduled, with_schedule
from motcua.wiring.schedule import REPLAYED, due_between

FIRST = datetime(2020, 6, 1, 7, 0, tzinfo=LOCAL)
UNTIL = datetime(2020, 6, 3, tzinfo=LOCAL)


class Visit:
    at = FIRST


def deeds():
    """One at each time of the schedule and one a minute later."""
    times = [due.at for due in due_between(FIRST, UNTIL, REPLAYED)]
    for visit, at in enumerate(sorted({*times, *(at + timedelta(minutes=1) for at in times)})):
        if at < UNTIL:
            yield Due(at, visit, 0, Deed(Kind.BEGIN, at), Visit)


def test_every_job_stands_at_its_time_after_what_people_do_then():
    found = list(with_schedule([Visit], deeds(), UNTIL))
    assert [one.place for one in found] == sorted(one.place for one in found)
    jobs = [(one.at, one.job) for one in found if isinstance(one, Scheduled)]
    assert jobs == [tuple(due) for due in due_between(FIRST, UNTIL, REPLAYED) if due.at < UNTIL]
    assert jobs[0][1].name == "count_silences"
    at_once = [one for one in found if one.at == jobs[0][0]]
    assert [type(one) for one in at_once[:2]] == [Due, Scheduled]


def test_places_are_unique():
    places = [one.place for one in with_schedule([Visit], deeds(), UNTIL)]
    assert len(set(places)) == len(places)


def test_without_visits_no_time_passes():
    assert list(with_schedule([], iter(()), UNTIL)) == []

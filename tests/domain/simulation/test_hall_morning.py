"""A morning in the demonstration's hall: everybody is dealt with, times are measured, nobody stays seated."""

from datetime import date, datetime, timedelta

import pytest

from motcua.journal.models import Event
from motcua.lib.times import LOCAL
from motcua.queueing import queries
from motcua.queueing.measures import measures
from motcua.queueing.models import Ticket, Window
from motcua.simulation.hall import UNIT, play_hall
from tests.factories.district import demo_district


@pytest.mark.slow
@pytest.mark.django_db
def test_waiting_times_can_be_looked_at():
    demo_district()
    at = datetime(2026, 11, 23, 6, 0, tzinfo=LOCAL)
    assert play_hall(at) == Ticket.objects.count()
    friday = queries.tickets_of(queries.hall_of(UNIT), date(2026, 11, 20))
    told = measures(queries.course_of(ticket) for ticket in friday)
    assert told.issued == told.called == Ticket.objects.count()
    assert {ticket.state for ticket in friday} <= {"done", "skipped"}
    assert told.waited_p90 > timedelta(minutes=2)
    assert not Window.objects.filter(officer__isnull=False).exists()
    assert not Event.objects.filter(subject_kind="ticket", occurred_at__gte=at).exists()

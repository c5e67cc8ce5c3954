"""Jobs run once for all the times that have passed, by one worker, again after a failure."""

from datetime import timedelta
from threading import Event as Flag

import pytest
from django.db import OperationalError, connection, connections

from motcua.wiring import jobs
from motcua.wiring.models import ScheduledJob
from motcua.wiring.schedule import Job, When
from tests.domain.dossiers.conftest import local

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = local("2020-06-02T07:00")


class Work:
    """Remembers when it was done; fails while told to."""

    def __init__(self):
        self.times, self.error = [], None

    def __call__(self, at, units):
        assert units is None
        if self.error:
            raise self.error
        self.times.append(at)
        return 3


@pytest.fixture
def work():
    return Work()


@pytest.fixture
def table(work):
    return [Job("daily", When(hours=(7,)), work)]


def test_once_for_every_time_and_once_for_several_that_were_missed(work, table):
    for minutes in (0, 1, 60):
        jobs.run_due(MORNING + timedelta(minutes=minutes), table)
    assert work.times == [MORNING]
    later = MORNING + timedelta(days=5, hours=1)
    assert jobs.run_due(later, table) == ["daily"]
    assert jobs.run_due(later + timedelta(minutes=1), table) == []
    assert work.times == [MORNING, later]
    assert ScheduledJob.objects.get().done == 3


def test_a_failure_is_kept_and_tried_again_later(work, table):
    work.error = ValueError("hỏng")
    jobs.run_due(MORNING, table)
    jobs.run_due(MORNING + timedelta(seconds=59), table)
    kept = ScheduledJob.objects.get()
    assert (kept.failures, kept.last_error) == (1, "ValueError: hỏng")
    work.error = None
    again = MORNING + timedelta(minutes=1)
    jobs.run_due(again, table)
    kept.refresh_from_db()
    assert work.times == [again]
    assert (kept.failures, kept.last_error, kept.retry_at) == (0, "", None)


def test_what_another_worker_runs_is_left_to_it(work, table):
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext('daily'))", [jobs._LOCK])
            assert jobs.run_due(MORNING, table) == []
            # In words, since the server notices a closed connection a moment later.
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert jobs.run_due(MORNING, table) == ["daily"]


def test_the_worker_waits_for_a_lost_database_and_ends_when_told(monkeypatch):
    stop, seen = Flag(), []

    def once(at):
        seen.append(at)
        if len(seen) < 3:
            raise OperationalError("server closed the connection unexpectedly")
        stop.set()
        return False

    monkeypatch.setattr(jobs, "work_once", once)
    jobs.work(stop, clock=lambda: MORNING, rest=0)
    assert len(seen) == 3


def test_a_session_that_is_killed_loses_no_run(work, table):
    def killed(at, units):
        other = connections.create_connection("default")
        with other.cursor() as cursor:
            pid = connection.connection.info.backend_pid
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
        other.close()
        connection.cursor().execute("SELECT 1")

    with pytest.raises(OperationalError):
        jobs.run_due(MORNING, [Job("daily", When(hours=(7,)), killed)])
    connection.close()
    assert jobs.run_due(MORNING, table) == ["daily"]

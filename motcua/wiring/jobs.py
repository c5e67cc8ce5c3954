"""The background worker: delivers what the outbox holds and runs what the schedule says, until told to stop.

Any number of workers may run beside each other. Nothing is lost with a worker that is killed: an event stays
due until it is handled, a job until it has ended.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event as Flag

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from motcua.wiring import delivering
from motcua.wiring.models import ScheduledJob
from motcua.wiring.schedule import SCHEDULE, Job, due_between

REST = 1.0
"""Seconds between two looks when there is nothing to do."""

_LOOK_BACK = timedelta(days=1)  # of a job that never ran
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
_LOCK = 7_340  # with the job's name, an advisory lock that no one else uses
_LONGEST_ERROR = 2000
_LOST = (OperationalError, InterfaceError)

_log = logging.getLogger(__name__)


def work(stop: Flag, *, clock: Callable[[], datetime], rest: float = REST) -> None:
    """Work until `stop` is set, at the aware times that `clock` tells; a lost database is waited for."""
    lost = False
    while not stop.is_set():
        try:
            busy = work_once(clock())
            if lost:
                _log.warning("the database answers again")
            lost = False
        except _LOST as error:
            if not lost:
                _log.warning("the database does not answer; waiting for it (%s)", error)
            lost, busy = True, False
            connection.close()
        close_old_connections()
        if not busy:
            stop.wait(rest)


def work_once(at: datetime) -> bool:
    """One look at `at` (aware): a hundred events and every job that is due. Whether there may be more."""
    drained = delivering.deliver(at)
    run_due(at)
    return drained.done + drained.failed > 0


def run_due(at: datetime, jobs: Sequence[Job] = SCHEDULE) -> list[str]:
    """Run the jobs that are due at `at` (aware), each once however many of its times have passed.

    Returns their names. One that fails is tried again after a minute, then twice as late each time up to an
    hour; `ScheduledJob` keeps the error. A job that another worker runs is left to it.
    """
    kept = ScheduledJob.objects.in_bulk()
    due = [job for job in jobs if _is_due(job, kept.get(job.name), at)]
    return [job.name for job in due if _run(job, at)]


def _is_due(job: Job, kept: ScheduledJob | None, at: datetime) -> bool:
    if kept and kept.retry_at and at < kept.retry_at:
        return False
    since = kept.done_until if kept else at - _LOOK_BACK
    return since < at and any(due_between(since, at, [job]))


def _run(job: Job, at: datetime) -> bool:
    """Whether the job was this worker's to run."""
    with _alone(job) as mine:
        kept = ScheduledJob.objects.filter(name=job.name).first()
        if not mine or not _is_due(job, kept, at):
            return False
        kept = kept or ScheduledJob(name=job.name, done_until=at - _LOOK_BACK)
        try:
            kept.done = job.do(at, None)
        except _LOST:
            raise
        except Exception as error:
            _log.exception("job %s failed", job.name)
            _postpone(kept, error, at)
        else:
            kept.done_until, kept.failures, kept.retry_at, kept.last_error = at, 0, None, ""
        kept.save()
        return True


def _postpone(kept: ScheduledJob, error: Exception, at: datetime) -> None:
    kept.failures += 1
    kept.retry_at = at + min(_FIRST_PAUSE * 2 ** min(kept.failures - 1, 10), _LONGEST_PAUSE)
    kept.last_error = f"{type(error).__name__}: {error}".replace("\0", "")[:_LONGEST_ERROR]


@contextmanager
def _alone(job: Job) -> Iterator[bool]:
    """Whether no other worker runs this job; PostgreSQL drops the lock with the session that held it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCK, job.name])
        (mine,) = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LOCK, job.name])

"""What time alone brings about: one table of jobs and the local times at which they are due.

The replay runs the same table at its replayed times, so every job takes the time and may be confined to
dossiers received at some units.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge
from typing import NamedTuple

from motcua.accounts.jobs import forget_old_visits
from motcua.attachments.jobs import scan_waiting
from motcua.dossiers.jobs import count_silences
from motcua.lib.times import LOCAL
from motcua.notifications import jobs as notices
from motcua.rounds.jobs import deal_letters

EVERY_DAY = range(7)
_BY_DAY = (8, 13, 17)


@dataclass(frozen=True)
class When:
    """Cron-like: at each of `minutes` of each of `hours` on each of `weekdays` (Monday is 0), local time."""

    hours: Collection[int]
    minutes: Collection[int] = (0,)
    weekdays: Collection[int] = EVERY_DAY

    def between(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """The times in (since, until], in order, in Asia/Ho_Chi_Minh. Both are aware."""
        day, last = since.astimezone(LOCAL).date(), until.astimezone(LOCAL).date()
        while day <= last:
            yield from (at for at in self._of(day) if since < at <= until)
            day += timedelta(days=1)

    def _of(self, day: date) -> list[datetime]:
        if day.weekday() not in self.weekdays:
            return []
        clock = [time(hour, minute) for hour in sorted(self.hours) for minute in sorted(self.minutes)]
        return [datetime.combine(day, at, LOCAL) for at in clock]


@dataclass(frozen=True)
class Job:
    """A piece of work that is due at times: `do` is told the time, and the codes of the receiving units to
    whose dossiers it is confined (None: all), and returns how much it did.

    Every job does what is due by then, however long ago it ran, and nothing when it runs again. What reaches
    the world outside, or looks after what the present day needs, is not `replayed`. One that `acts` changes
    dossiers.
    """

    name: str
    when: When
    do: Callable[[datetime, Collection[str] | None], int]
    acts: bool = False
    replayed: bool = True


SCHEDULE: tuple[Job, ...] = (
    Job(
        "scan_waiting",
        When(hours=range(24), minutes=range(0, 60, 5)),
        scan_waiting,
        replayed=False,
    ),
    Job("count_silences", When(hours=_BY_DAY, minutes=(5,)), count_silences, acts=True),
    Job("warn_before_due", When(hours=(7,)), notices.warn_before_due),
    Job("warn_of_overdue", When(hours=(7,)), notices.warn_of_overdue),
    Job("warn_of_long_pauses", When(hours=(7,)), notices.warn_of_long_pauses),
    Job("send_letters", When(hours=(7,), minutes=(15,)), notices.send_letters, replayed=False),
    Job("forget_old_notices", When(hours=(3,)), notices.forget_old, replayed=False),
    Job("deal_letters", When(hours=range(24), minutes=(20,)), deal_letters, replayed=False),
    Job("forget_old_visits", When(hours=(3,)), forget_old_visits, replayed=False),
)
"""In the order in which jobs of the same time run."""

REPLAYED = tuple(job for job in SCHEDULE if job.replayed)


class Due(NamedTuple):
    """A job at one of its times."""

    at: datetime
    job: Job


def due_between(since: datetime, until: datetime, jobs: Sequence[Job] = SCHEDULE) -> Iterator[Due]:
    """What is due in (since, until], by time, then in the order of `jobs`. Both are aware. Pure."""
    places = merge(*(_places(place, job, since, until) for place, job in enumerate(jobs)))
    return (Due(at, jobs[place]) for at, place in places)


def _places(place: int, job: Job, since: datetime, until: datetime) -> Iterator[tuple[datetime, int]]:
    return ((at, place) for at in job.when.between(since, until))

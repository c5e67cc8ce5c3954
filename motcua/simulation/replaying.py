"""The replay: begins it or goes on with it, shares it out on lanes, plays each lane in order of time, with
the jobs of the schedule at their times among what people do.

A lane's deeds and its progress are committed together, so a kill at any instant loses at most what was not
committed, and the same command plays exactly that again (ADR 12).
"""

import heapq
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db import connection, transaction

from motcua.journal.actions.begin_installation import begin_installation
from motcua.journal.actions.record import on_set_clock
from motcua.journal.events import DEMONSTRATION
from motcua.journal.queries import installation
from motcua.lib.memory import remembering
from motcua.simulation import scenario, setting
from motcua.simulation.district import SHARES, District, one_stop
from motcua.simulation.models import Lane, Played, Replay
from motcua.simulation.planning import Deed, Visit
from motcua.simulation.player import Player
from motcua.simulation.scenario import Parameters
from motcua.simulation.staff import Staff
from motcua.wiring import schedule

LANES = 2
_AT_ONCE = 100  # deeds in one transaction: a commit costs about as much as an act
_LOCK = 5_201_200  # with the lane's number, an advisory lock that no one else uses
_DEMONSTRATION_LOCK = _LOCK + LANES
_AFTER_ALL_VISITS = 2**31 - 1  # jobs come after what people do at the same instant


class RealInstallationError(Exception):
    """Replaying is for demonstrations; this installation is real."""


class OtherParametersError(Exception):
    """This installation was replayed with other parameters; `begun` are those."""

    def __init__(self, begun: Replay) -> None:
        super().__init__("other parameters")
        self.begun = begun


class OtherDossiersError(Exception):
    """There are dossiers that no replay brought: they would be counted with the replayed ones."""


class BusyError(Exception):
    """Another process plays this lane."""


Place = tuple[datetime, int, int]


class Due(NamedTuple):
    """A deed in its place among all: time, visit, number among the visit's deeds."""

    at: datetime
    visit: int
    number: int
    deed: Deed
    who: Visit

    @property
    def place(self) -> Place:
        """What the deeds are ordered by."""
        return self.at, self.visit, self.number


class Scheduled(NamedTuple):
    """A job of the schedule in its place among all."""

    at: datetime
    number: int
    job: schedule.Job

    @property
    def place(self) -> Place:
        """As `Due.place`."""
        return self.at, _AFTER_ALL_VISITS, self.number


def begin(parameters: Parameters, until: datetime) -> Replay:
    """Begin the replay, or go on with the one begun; marks the installation as a demonstration for good.

    Raises RealInstallationError, OtherParametersError, OtherDossiersError.
    """
    _demonstrate()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DEMONSTRATION_LOCK])
        return _begun(parameters, until)


def may_go_on(parameters: Parameters, until: datetime) -> bool:
    """Whether this very replay was begun here, and has not gone on for longer."""
    found = Replay.objects.first()
    return found is not None and not _differs(found, parameters) and until >= found.until


def _demonstrate() -> None:
    found = installation()
    if found.begun_at is None:
        begin_installation(kind=DEMONSTRATION)
    elif not found.is_demonstration:
        raise RealInstallationError


def _begun(parameters: Parameters, until: datetime) -> Replay:
    from motcua.dossiers.models import Dossier

    found = Replay.objects.first()
    if found is None:
        if Dossier.objects.exists():
            raise OtherDossiersError
        Lane.objects.bulk_create([Lane(number=number) for number in range(LANES)])
        return Replay.objects.create(until=until, **_columns(parameters))
    if _differs(found, parameters) or until < found.until:
        raise OtherParametersError(found)
    if until > found.until:
        found.until = until
        found.save()
    return found


def _columns(parameters: Parameters) -> dict[str, object]:
    return {
        "year": parameters.year,
        "dossiers": parameters.dossiers,
        "seed": parameters.seed,
        "scenario": parameters.scenario.value,
        "version": scenario.VERSION,
    }


def _differs(found: Replay, parameters: Parameters) -> bool:
    return any(getattr(found, name) != value for name, value in _columns(parameters).items())


def lane_of(agency: str) -> int:
    """The lane on which the agency's dossiers are played, the same for ever: about equal shares."""
    return _LANES[agency]


def _shared_lanes() -> dict[str, int]:
    loads = [0] * LANES
    found: dict[str, int] = {}
    for agency, share in sorted(SHARES.items(), key=lambda pair: (-pair[1], pair[0])):
        lane = loads.index(min(loads))
        found[agency] = lane
        loads[lane] += share
    return found


_LANES = _shared_lanes()


def in_order(
    visits: list[Visit], parameters: Parameters, district: District, until: datetime
) -> Iterator[Due]:
    """The deeds of `visits` (by time of arrival) before `until`, in the order in which they are done."""
    waiting: list[Due] = []
    coming = iter(visits)
    next_visit = next(coming, None)
    while waiting or next_visit is not None:
        while next_visit is not None and (not waiting or next_visit.at <= waiting[0].at):
            planned = scenario.deeds_of(next_visit, parameters, district)
            for number, deed in enumerate(planned):
                heapq.heappush(waiting, Due(deed.at, next_visit.index, number, deed, next_visit))
            next_visit = next(coming, None)
        due = heapq.heappop(waiting)
        if due.at >= until:
            return
        yield due


def with_schedule(visits: list[Visit], deeds: Iterator[Due], until: datetime) -> Iterator[Due | Scheduled]:
    """`deeds` and, from the first visit on, the jobs due before `until`, in order."""
    if not visits:
        return deeds
    jobs = schedule.due_between(visits[0].at, until, schedule.REPLAYED)
    numbers = {job.name: number for number, job in enumerate(schedule.REPLAYED)}
    due = (Scheduled(at, numbers[job.name], job) for at, job in jobs if at < until)
    return heapq.merge(deeds, due, key=lambda one: one.place)


def play_lane(
    number: int,
    visits: list[Visit],
    parameters: Parameters,
    district: District,
    until: datetime,
    *,
    after_commit: Callable[[int, datetime], None] = lambda acts, at: None,
    goes_on: Callable[[], bool] = lambda: True,
) -> int:
    """Play what is left of a lane before `until`; how many acts that were.

    `visits` are those of the lane. `after_commit` is told the acts so far and the time reached; when
    `goes_on` says no, the lane stops between two transactions. Raises BusyError, and what an act raises.
    """
    with alone_on(number), remembering(), on_set_clock():
        return _play(number, visits, parameters, district, until, after_commit, goes_on)


@contextmanager
def alone_on(number: int) -> Iterator[None]:
    """Inside, no other process plays the lane. Raises BusyError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK + number])
        if not cursor.fetchone()[0]:
            raise BusyError(number)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK + number])


def _play(
    number: int,
    visits: list[Visit],
    parameters: Parameters,
    district: District,
    until: datetime,
    after_commit: Callable[[int, datetime], None],
    goes_on: Callable[[], bool],
) -> int:
    lane = Lane.objects.get(number=number)
    known = dict(Played.objects.values_list("visit", "dossier_id"))
    player = Player(Staff(parameters.year_begins), parameters.seed, known)
    units = [one_stop(agency) for agency in SHARES if lane_of(agency) == number]
    everything = with_schedule(visits, in_order(visits, parameters, district, until), until)
    left = (due for due in everything if not _is_played(due, lane))
    while goes_on():
        batch = list(islice(left, _AT_ONCE))
        if not batch:
            break
        _play_together(player, lane, batch, units)
        after_commit(player.acts, batch[-1].at)
    return player.acts


def _is_played(due: Due | Scheduled, lane: Lane) -> bool:
    return lane.played_at is not None and due.place <= (lane.played_at, lane.played_visit, lane.played_deed)


@transaction.atomic
def _play_together(player: Player, lane: Lane, batch: list[Due | Scheduled], units: Collection[str]) -> None:
    for due in batch:
        if isinstance(due, Scheduled):
            done = due.job.do(due.at, units)
            if done and due.job.acts:
                player.look_again(done)
        else:
            player.play(due.who, due.deed)
    Played.objects.bulk_create([Played(visit=visit, dossier_id=key) for visit, key in player.begun])
    player.begun.clear()
    last = batch[-1]
    lane.played_at, lane.played_visit, lane.played_deed = last.place
    lane.deeds += sum(isinstance(due, Due) for due in batch)
    lane.save()


def prepared(parameters: Parameters) -> tuple[District, list[list[Visit]]]:
    """The district and the visits of each lane. Raises NotOfferedError, NoSuchVisitError."""
    district = setting.district(parameters.year, parameters.scenario)
    lanes: list[list[Visit]] = [[] for _ in range(LANES)]
    for visit in scenario.visits(parameters, district):
        lanes[lane_of(visit.agency)].append(visit)
    return district, lanes

"""Plays the cases of a log as dossiers of a generic procedure, in order of time, through the real acts.

A case is received at its start and ready at its end; its limit is the log's own in calendar days. What is
late, the system finds by itself. A case that can't have happened is offered to the acts and refused by them.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from django.db import IntegrityError, transaction

from motcua.catalogue.terms import Channel
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import RefusedError
from motcua.journal.actions.record import on_set_clock
from motcua.journal.events import SYSTEM, TimeRefused
from motcua.lib.memory import remembering
from motcua.orgs import queries as orgs
from motcua.reports import counts
from motcua.reports.facts import Period
from motcua.reports.queries import Scope, groups, listed
from motcua.simulation import log_setting, logs, setting
from motcua.simulation.district import Offer, Want, one_stop
from motcua.simulation.log_setting import AGENCY, PROCEDURE, case_of
from motcua.simulation.logs import LogCase, here
from motcua.simulation.models import Lane, Played
from motcua.simulation.planning import Deed, Kind, Visit
from motcua.simulation.player import Player
from motcua.simulation.replaying import LANES, alone_on
from motcua.simulation.shares import Fate
from motcua.simulation.staff import Staff

_AT_ONCE = 100
_REFUSALS = (RefusedError, NotPossibleError, TimeRefused, IntegrityError)
_TRACK = ("receive", "appraise", "approve", "seal")


class LogScenario(StrEnum):
    """Stands where a made-up year has its scenario."""

    LOG = "log"


@dataclass(frozen=True)
class LogParameters:
    """What tells one log from another; `seed` is the fingerprint of its file."""

    year: int
    dossiers: int
    seed: int
    scenario: LogScenario = LogScenario.LOG


Due = tuple[datetime, int, int, Deed]
"""A deed in its place: time, number of the case, number among the deeds of the case."""


def parameters(cases: Sequence[LogCase], content: bytes) -> LogParameters:
    """The parameters of a replay of the log with this `content`."""
    return LogParameters(_first(cases).year, len(cases), logs.fingerprint(content))


def end(cases: Sequence[LogCase]) -> datetime:
    """The first day after everything in the log, local."""
    times = [time for case in cases for time in (case.started, case.ended, *case.worked) if time]
    last = max(here(time) for time in times)
    return last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _first(cases: Sequence[LogCase]) -> date:
    return min(here(case.started) for case in cases).date().replace(day=1)


def deeds_of(case: LogCase) -> list[Deed]:
    """What is done about a case: received, handed over, taken up, appraised, signed, sealed, returned.

    The end of a case that ends before its start stands where the log says; then the acts refuse it.
    """
    start = here(case.started)
    begun = [Deed(Kind.REGISTER_ONLINE, start)] if case.channel is Channel.ONLINE else []
    begun.append(Deed(Kind.RECEIVE, start))
    handed, taken, appraised = (max(start, here(time)) for time in logs.moments(case))
    receive, appraise, approve, seal = _TRACK
    begun += [Deed(Kind.END, handed, receive), Deed(Kind.BEGIN, max(handed, taken), appraise)]
    if case.ended is None:
        return begun
    ended = here(case.ended)
    if case.is_possible:
        ended = max(ended, handed, taken, appraised)
    return [
        *begun,
        Deed(Kind.END, max(handed, taken, appraised), appraise),
        Deed(Kind.BEGIN, ended, approve),
        Deed(Kind.END, ended, approve),
        Deed(Kind.BEGIN, ended, seal),
        Deed(Kind.END, ended, seal),
        Deed(Kind.RETURN_RESULT, ended, last=True),
    ]


def play(
    cases: Sequence[LogCase],
    wanted: LogParameters,
    *,
    after_commit: Callable[[int, datetime], None] = lambda acts, at: None,
) -> int:
    """Play what is left of the log, after `replaying.begin`; how many acts that were.

    `after_commit` is told the acts so far and the time reached. Raises BusyError, NotOfferedError, and what
    an act raises about a case that could have happened.
    """
    first = _first(cases)
    log_setting.equip({case.days for case in cases}, first=first, actor=SYSTEM)
    offers = _offers(cases, first)
    with alone_on(LANES - 1), remembering(), on_set_clock():
        lane = Lane.objects.get(number=LANES - 1)
        known = dict(Played.objects.values_list("visit", "dossier_id"))
        player = Player(Staff(here(cases[0].started)), wanted.seed, known)
        left = (due for due in _in_order(cases) if not _is_played(due, lane))
        while batch := list(islice(left, _AT_ONCE)):
            _play_together(player, lane, batch, cases, offers)
            after_commit(player.acts, batch[-1][0])
        return player.acts


def _offers(cases: Sequence[LogCase], on: date) -> dict[int, Offer]:
    area = [AGENCY, one_stop(AGENCY)]
    return {days: setting.offer(Want(PROCEDURE, case_of(days)), area, on) for days in {c.days for c in cases}}


def _in_order(cases: Sequence[LogCase]) -> Iterator[Due]:
    """Deeds by time; those of a case that can't have happened stand together, at its start."""
    return heapq.merge(
        *(
            [
                (deed.at if case.is_possible else here(case.started), index, number, deed)
                for number, deed in enumerate(deeds_of(case))
            ]
            for index, case in enumerate(cases)
        )
    )


def _is_played(due: Due, lane: Lane) -> bool:
    return lane.played_at is not None and due[:3] <= (lane.played_at, lane.played_visit, lane.played_deed)


@transaction.atomic
def _play_together(
    player: Player, lane: Lane, batch: list[Due], cases: Sequence[LogCase], offers: dict[int, Offer]
) -> None:
    for _, index, number, deed in batch:
        visit = _visit(index, cases[index], offers)
        if cases[index].is_possible:
            player.play(visit, deed)
        elif number == 0:
            _offer_impossible(player, visit, cases[index])
    Played.objects.bulk_create([Played(visit=visit, dossier_id=key) for visit, key in player.begun])
    player.begun.clear()
    lane.played_at, lane.played_visit, lane.played_deed, _ = batch[-1]
    lane.deeds += len(batch)
    lane.save()


def _offer_impossible(player: Player, visit: Visit, case: LogCase) -> None:
    """All its deeds at once; the acts refuse its end, and nothing of it stays."""
    known, acts = len(player.begun), player.acts
    try:
        with transaction.atomic():
            for deed in deeds_of(case):
                player.play(visit, deed)
    except _REFUSALS:
        del player.begun[known:]
        player.forget(visit)
        player.acts = acts


def _visit(index: int, case: LogCase, offers: dict[int, Offer]) -> Visit:
    return Visit(
        index, Fate.SOLVED, AGENCY, offers[case.days], case.channel.value, here(case.started), pace=1.0
    )


def result(cases: Sequence[LogCase]) -> dict[str, object]:
    """How late the log was by itself, and what the system counted of the same cases.

    `refused` are the cases that the acts refused; `otherwise` those of the others that the system and the
    calendar of the log call late differently.
    """
    scope = Scope(Period(here(min(c.started for c in cases)), end(cases), end(cases)), orgs.unit(AGENCY))
    single = counts.count(entry for group in groups(scope) for entry in group.tally)
    names = dict(enumerate(case.name for case in cases))
    codes = dict(Played.objects.values_list("dossier__code", "visit"))
    late = {codes[d.code] for d in listed(scope, counts.conditions("solved_late"))}
    played = set(codes.values())
    late_by_log = {index for index in played if cases[index].is_late_by_day}
    return {
        "log": logs.lateness(cases),
        "system": {
            "received": counts.figure(single, "received"),
            "solved": counts.figure(single, "solved"),
            "late": counts.figure(single, "solved_late"),
            "open": Dossier.objects.filter(closed_at__isnull=True).count(),
        },
        "refused": [names[index] for index in sorted(names.keys() - played)],
        "otherwise": [names[index] for index in sorted(late ^ late_by_log)],
    }

"""One process for each lane, so that both cores work; they end with whoever started them."""

import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections

from motcua.simulation.district import District
from motcua.simulation.planning import Visit
from motcua.simulation.replaying import BusyError, play_lane
from motcua.simulation.scenario import Parameters

_PATIENCE = 30  # seconds until the lane of a killed replay must be free
_LOOK = 0.5


class LaneFailedError(Exception):
    """A lane ended before its time; its process has told why on standard error."""


@dataclass(frozen=True)
class Progress:
    """Where the lanes are: acts of this run, and the time that each has reached (None: not begun)."""

    acts: int
    reached: tuple[datetime | None, ...]


def play(
    lanes: list[list[Visit]],
    parameters: Parameters,
    district: District,
    until: datetime,
    *,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> int:
    """Play all lanes to `until`, each in a process of its own; how many acts that were.

    Whatever ends this function (Ctrl-C too) ends the lanes first, between two transactions. Raises
    LaneFailedError.
    """
    context = multiprocessing.get_context("fork")
    told = context.Array("q", 2 * len(lanes))
    stop = context.Event()
    connections.close_all()
    processes = [
        context.Process(
            target=_run, args=(number, visits, parameters, district, until, told, stop, os.getpid())
        )
        for number, visits in enumerate(lanes)
    ]
    try:
        for process in processes:
            process.start()
        while any(process.is_alive() for process in processes):
            time.sleep(_LOOK)
            watch(_progress(told))
            if any(process.exitcode for process in processes):
                raise LaneFailedError
    finally:
        stop.set()
        for process in processes:
            process.join()
    if any(process.exitcode for process in processes):
        raise LaneFailedError
    watch(_progress(told))
    return _progress(told).acts


def _progress(told: Any) -> Progress:
    seconds = told[1::2]
    return Progress(sum(told[::2]), tuple(datetime.fromtimestamp(s, UTC) if s else None for s in seconds))


def _run(
    number: int,
    visits: list[Visit],
    parameters: Parameters,
    district: District,
    until: datetime,
    told: Any,
    stop: Any,
    parent: int,
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def after_commit(acts: int, at: datetime) -> None:
        told[2 * number], told[2 * number + 1] = acts, int(at.timestamp())

    def goes_on() -> bool:
        return not stop.is_set() and os.getppid() == parent

    try:
        _patiently(number, visits, parameters, district, until, after_commit=after_commit, goes_on=goes_on)
    except Exception:
        traceback.print_exc()
        raise SystemExit(1) from None
    finally:
        connections.close_all()


def _patiently(number: int, *args: Any, goes_on: Callable[[], bool], **options: Any) -> None:
    """Play the lane; one of a replay that was just killed is free as soon as its process has noticed."""
    for _ in range(int(_PATIENCE / _LOOK)):
        try:
            play_lane(number, *args, goes_on=goes_on, **options)
            return
        except BusyError:
            time.sleep(_LOOK)
        if not goes_on():
            return
    raise BusyError(number)

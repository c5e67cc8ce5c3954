"""Work in processes of its own, so that both cores are used."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any

Task = Callable[[], Any]


@contextmanager
def at_work(tasks: Sequence[Task], *, count: int = 2) -> Iterator[Callable[[int], Any]]:
    """Inside, `count` processes do `tasks`, begun in their order; what is given waits for the result of one.

    Ask for each by its place, once. It raises what the task raised, EOFError when a process was killed.
    Leaving ends the processes, and so does the end of this one. Tasks must use no connection that was open
    before.
    """
    context = multiprocessing.get_context("fork")
    ours: list[Connection] = []
    processes = []
    for _ in range(count):
        mine, theirs = context.Pipe()
        ours.append(mine)
        process = context.Process(target=_work, args=(tasks, theirs, list(ours)), daemon=True)
        process.start()
        theirs.close()
        processes.append(process)
    try:
        yield _Results(ours, len(tasks)).of
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


class _Results:
    """Hands out places of tasks and collects what comes back."""

    def __init__(self, workers: Sequence[Connection], count: int) -> None:
        self._places = iter(range(count))
        self._at_work: set[Connection] = set()
        self._came: dict[int, tuple[Exception | None, Any]] = {}
        for worker in workers:
            self._give(worker)

    def of(self, place: int) -> Any:
        """The result of the task at `place`, which is then forgotten."""
        while place not in self._came:
            for worker in wait(self._at_work):
                self._receive(worker)
        error, result = self._came.pop(place)
        if error is not None:
            raise error
        return result

    def _receive(self, worker: Connection) -> None:
        place, error, result = worker.recv()
        self._came[place] = error, result
        self._at_work.remove(worker)
        self._give(worker)

    def _give(self, worker: Connection) -> None:
        place = next(self._places, None)
        if place is not None:
            worker.send(place)
            self._at_work.add(worker)


def _work(tasks: Sequence[Task], orders: Connection, not_mine: Sequence[Connection]) -> None:
    """Do what is ordered until the other process is gone, whose ends of the pipes must not live on here."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this ends it
    for connection in not_mine:
        connection.close()
    while True:
        try:
            place = orders.recv()
        except EOFError:
            return
        orders.send((place, *_tried(tasks[place])))


def _tried(task: Task) -> tuple[Exception | None, Any]:
    try:
        return None, task()
    except Exception as error:  # whatever it was, the other process tells it
        return error, None

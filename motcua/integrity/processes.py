"""Work in a second process, so that both cores are used."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")


@contextmanager
def meanwhile(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Inside, `work` is done by a process of its own; what is given waits for its result.

    It raises what `work` raised, EOFError when the process was killed. Leaving ends the process. `work` must
    use no connection that was open before.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    process.start()
    sender.close()

    def result() -> Result:
        error, found = receiver.recv()
        if error is not None:
            raise error
        return found

    try:
        yield result
    finally:
        process.terminate()
        process.join()


def _send(work: Callable[[], Result], sender: Connection) -> None:
    try:
        told: tuple[Exception | None, Result | None] = (None, work())
    except Exception as error:  # whatever it was, the other process tells it
        told = (error, None)
    sender.send(told)

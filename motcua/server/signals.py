"""Being asked to stop: once, in order, with everything put away that was started."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def ending_in_order() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP end the program as Ctrl-C does: every `finally` on the way is carried out.

    A SIGHUP that the caller chose to ignore (nohup) stays ignored. Outside the main thread nothing changes.
    """
    with _handlers(_leave, (signal.SIGTERM, signal.SIGHUP)):
        yield


@contextlib.contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Inside, Ctrl-C, SIGTERM and SIGHUP only set the event: whoever waits for it stops in his own time."""
    event = threading.Event()
    with _handlers(lambda _number, _frame: event.set(), _STOPS):
        yield event


def by_default() -> None:
    """In a forked child: signals do again what they do by default."""
    for number in _STOPS:
        signal.signal(number, signal.SIG_DFL)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Inside, a request to stop waits; it is obeyed at the end of the block."""
    waiting: list[int] = []
    with _handlers(lambda number, _frame: waiting.append(number), _STOPS):
        yield
    if waiting:
        signal.raise_signal(waiting[0])


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


@contextlib.contextmanager
def _handlers(handler, numbers) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # None: not set from Python, or the program is going down; what can't be put back is left as it is.
    before = {n: old for n in numbers if (old := signal.getsignal(n)) is not None}
    for number, old in before.items():
        if number != signal.SIGHUP or old is not signal.SIG_IGN:
            signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)

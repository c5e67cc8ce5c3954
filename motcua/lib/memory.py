"""Answers kept for the length of one piece of work that asks the same of the office again and again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

Answer = TypeVar("Answer")
Key = tuple[Any, ...]

_kept: ContextVar[dict[Key, Any] | None] = ContextVar("kept_answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside, `kept` asks once for each key; inside another one it goes on remembering for that.

    Only for work during which units, calendars and rights change at midnight or not at all, as one act at
    its one time, or a replay: keys name the day, not the instant.
    """
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def kept(key: Key, ask: Callable[[], Answer]) -> Answer:
    """The answer to `key` (hashable), from `ask` when it is not known; always from `ask` outside of
    `remembering`. The answer must not be changed by the caller.
    """
    answers = _kept.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return cast(Answer, answers[key])

"""What can happen to a ticket: one table of moves, from which the offered acts are read. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    SKIPPED = "skipped"
    TRANSFERRED = "transferred"  # waits again, in the line of another service group
    DONE = "done"


class Act(StrEnum):
    """Named like the files of `actions`."""

    CALL_NEXT = "call_next"
    RECALL = "recall"
    BEGIN_SERVING = "begin_serving"
    FINISH_SERVING = "finish_serving"
    SKIP = "skip"
    TRANSFER = "transfer"


IN_LINE = frozenset({State.WAITING, State.TRANSFERRED})
AT_WINDOW = frozenset({State.CALLED, State.SERVING})

MOVES: Mapping[tuple[State, Act], State] = {
    (State.WAITING, Act.CALL_NEXT): State.CALLED,
    (State.TRANSFERRED, Act.CALL_NEXT): State.CALLED,
    (State.CALLED, Act.BEGIN_SERVING): State.SERVING,
    (State.CALLED, Act.RECALL): State.CALLED,
    (State.SKIPPED, Act.RECALL): State.CALLED,
    (State.SERVING, Act.FINISH_SERVING): State.DONE,
    (State.CALLED, Act.SKIP): State.SKIPPED,
    (State.CALLED, Act.TRANSFER): State.TRANSFERRED,
    (State.SERVING, Act.TRANSFER): State.TRANSFERRED,
}


class Refusal(StrEnum):
    """Why an act is not done; `labels.REFUSALS` says it to people."""

    NOT_POSSIBLE = "not_possible"
    WINDOW_BUSY = "window_busy"
    WINDOW_EMPTY = "window_empty"
    TOO_LATE = "too_late"
    OTHER_DAY = "other_day"
    GROUP_CLOSED = "group_closed"
    SAME_GROUP = "same_group"
    NOBODY_WAITS = "nobody_waits"


class RefusedError(Exception):
    """The act is refused, and nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def after(state: State, act: Act) -> State:
    """The state to which `act` leads from `state`. Raises RefusedError when it leads nowhere."""
    if (state, act) not in MOVES:
        raise RefusedError(Refusal.NOT_POSSIBLE)
    return MOVES[state, act]


def offered(state: State) -> tuple[Act, ...]:
    """The acts that are possible in `state`, in the order of the table."""
    return tuple(act for start, act in MOVES if start is state)

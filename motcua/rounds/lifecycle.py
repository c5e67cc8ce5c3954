"""States of a round and what can follow what. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a round stands."""

    PLANNED = "planned"
    FRAMED = "framed"
    DRAWN = "drawn"
    OPEN = "open"
    CLOSED = "closed"


class Act(StrEnum):
    """What the team does to a round; also the file name of the action (stem rule)."""

    FIX_FRAME = "fix_frame"
    DRAW_SAMPLE = "draw_sample"
    OPEN_ROUND = "open_round"
    REPLACE_ENTRY = "replace_entry"
    PRINT_PAPERS = "print_papers"
    VOID_PAPER = "void_paper"
    CLOSE_ROUND = "close_round"
    PUBLISH_RESULTS = "publish_results"


MOVES: Mapping[tuple[State, Act], State] = {
    (State.PLANNED, Act.FIX_FRAME): State.FRAMED,
    (State.FRAMED, Act.FIX_FRAME): State.FRAMED,
    (State.FRAMED, Act.DRAW_SAMPLE): State.DRAWN,
    (State.DRAWN, Act.OPEN_ROUND): State.OPEN,
    (State.OPEN, Act.REPLACE_ENTRY): State.OPEN,
    (State.OPEN, Act.PRINT_PAPERS): State.OPEN,
    (State.OPEN, Act.VOID_PAPER): State.OPEN,
    (State.OPEN, Act.CLOSE_ROUND): State.CLOSED,
    (State.CLOSED, Act.PUBLISH_RESULTS): State.CLOSED,
}
"""A frame may be fixed anew until something was drawn from it; nobody draws twice."""


class NotNowError(Exception):
    """The round is in a state in which this can't be done."""

    def __init__(self, state: State, act: Act) -> None:
        super().__init__(f"{act} can't follow {state}")
        self.state = state
        self.act = act


def after(state: State, act: Act) -> State:
    """The state after `act`. Raises NotNowError."""
    found = MOVES.get((state, act))
    if found is None:
        raise NotNowError(state, act)
    return found

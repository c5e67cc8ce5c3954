"""The table of moves as people can read it, and what is derived from it."""

import pytest

from motcua.queueing.lifecycle import AT_WINDOW, IN_LINE, MOVES, Act, RefusedError, State, after, offered

TABLE = {
    "waiting": {"call_next": "called"},
    "transferred": {"call_next": "called"},
    "called": {"begin_serving": "serving", "recall": "called", "skip": "skipped", "transfer": "transferred"},
    "serving": {"finish_serving": "done", "transfer": "transferred"},
    "skipped": {"recall": "called"},
    "done": {},
}


def test_every_state_and_act_does_what_the_table_says():
    for state in State:
        told = TABLE[state]
        assert {act.value for act in offered(state)} == set(told)
        for act in Act:
            if act in told:
                assert after(state, act) == told[act]
            else:
                with pytest.raises(RefusedError):
                    after(state, act)


def test_every_state_can_be_reached_and_only_done_and_skipped_may_be_the_end():
    assert set(MOVES.values()) | {State.WAITING} == set(State)
    assert {state for state, _ in MOVES} | {State.DONE} == set(State)
    assert not IN_LINE & AT_WINDOW

"""The table of the life cycle: every state is reached, every act has its place, nothing follows an end."""

import pytest

from motcua.dossiers import lifecycle
from motcua.dossiers.lifecycle import MOVES, NATIONAL_STATUS, Act, NationalStatus, NotPossibleError, State


def test_every_act_stands_once_in_the_table():
    assert [move.act for move in MOVES] == list(Act)


def test_every_state_has_one_national_status_and_every_status_a_state():
    assert set(NATIONAL_STATUS) == set(State)
    assert set(NATIONAL_STATUS.values()) == set(NationalStatus)


def test_refused_in_processing_and_stopped_are_two_states_of_one_national_status():
    assert NATIONAL_STATUS[State.REFUSED] is NATIONAL_STATUS[State.STOPPED] is NationalStatus.STOPPED


def test_every_state_can_be_reached():
    reached: set[State] = set()
    frontier: set[State | None] = {None}
    while frontier:
        state = frontier.pop()
        after = {lifecycle.check(state, act) for act in lifecycle.acts_in(state)}
        frontier |= after - reached
        reached |= after
    assert reached == set(State)


def test_a_new_dossier_always_gets_a_state():
    assert all(move.target for move in MOVES if None in move.sources)


@pytest.mark.parametrize("state", sorted(lifecycle.TERMINAL))
def test_nothing_follows_an_end_but_a_correction_money_and_what_is_told(state):
    beside = {Act.RECORD_FEE, Act.REFUND_FEE, Act.CANCEL_RECEIPT, Act.TELL_APPLICANT}
    assert set(lifecycle.acts_in(state)) - beside == {Act.CORRECT_RECORD}


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("state", [None, *State])
def test_check_follows_the_table_in_every_cell(state, act):
    move = next(m for m in MOVES if m.act is act)
    if state in move.sources:
        assert lifecycle.check(state, act) is (move.target or state)
    else:
        with pytest.raises(NotPossibleError):
            lifecycle.check(state, act)


def test_no_act_leads_from_late_to_done_without_the_way_between():
    into_ready = {source for move in MOVES if move.target is State.READY for source in move.sources}
    assert into_ready == set(lifecycle.AT_WORK)


def test_sets_of_states_part_the_whole():
    parts = [
        lifecycle.BEFORE_RECEPTION,
        lifecycle.OPEN,
        lifecycle.CLOSED,
        {State.REFUSED_AT_RECEPTION},
    ]
    assert sum(len(part) for part in parts) == len(State)
    assert frozenset().union(*parts) == frozenset(State)

"""State × act × role: what the three tables say together, written down apart from them.

`lifecycle.MOVES` says what is possible in a state, `permits.PERMITS` which permission an act asks for,
`accounts.permissions.GRANTS` who has it. The sheet below is the answer expected of them, role by role, so
that a line changed in one of the tables shows here.
"""

from itertools import product

import pytest

from motcua.accounts.permissions import GRANTS, Role, roles_with
from motcua.dossiers import lifecycle
from motcua.dossiers.lifecycle import Act, NotPossibleError, State
from motcua.dossiers.permits import PERMITS, UNPERMITTED

_DESK = "accept take release complete_step draft_result send_back"
_SOLVING = f"{_DESK} propose_supplement consult answer_consultation request_payment"
_COUNTER = (
    f"{_DESK} register_post receive answer_on_the_spot guide refuse_at_reception hand_over request_supplement"
    " record_supplement apologise withdraw return_result finish attach_file tell_applicant"
)
MAY: dict[Role, str] = {
    Role.COUNTER_OFFICER: _COUNTER,
    Role.ONE_STOP_HEAD: f"{_COUNTER} assign correct_record",
    Role.CASH_DESK: "record_payment record_fee refund_fee cancel_receipt",
    Role.SPECIALIST: _SOLVING,
    Role.OFFICE_LEADER: f"{_SOLVING} assign extend",
    Role.UNIT_LEADER: "accept take complete_step draft_result send_back assign extend stop refuse approve",
    Role.RECORDS_CLERK: f"{_DESK} finish",
    Role.ADMINISTRATOR: "transfer decide_day",
    Role.CATALOGUE_EDITOR: "",
    Role.SURVEY_TEAM: "",
    Role.INSPECTOR: "",
    Role.AUDITOR: "",
}

_AT_WORK = (
    "hand_over assign take release complete_step draft_result consult answer_consultation"
    " count_silence time_out_step propose_supplement request_supplement request_payment apologise"
    " extend approve finish refuse stop withdraw attach_file correct_record transfer"
    " decide_day record_fee refund_fee cancel_receipt tell_applicant"
)
_BESIDE = "record_fee refund_fee cancel_receipt tell_applicant"
_WAITING = (
    "answer_consultation count_silence stop withdraw attach_file correct_record transfer decide_day"
    f" {_BESIDE}"
)
POSSIBLE: dict[State | None, str] = {
    None: "register_online register_post receive answer_on_the_spot guide refuse_at_reception",
    State.REGISTERED: (
        "receive guide refuse_at_reception withdraw attach_file correct_record transfer tell_applicant"
    ),
    State.GUIDED: "receive refuse_at_reception withdraw attach_file correct_record transfer tell_applicant",
    State.REFUSED_AT_RECEPTION: "correct_record",
    State.RECEIVED: _AT_WORK,
    State.PROCESSING: f"{_AT_WORK} accept send_back",
    State.WAITING_SUPPLEMENT: f"{_WAITING} record_supplement",
    State.WAITING_PAYMENT: f"{_WAITING} record_payment",
    State.REFUSED: "correct_record refund_fee cancel_receipt tell_applicant",
    State.STOPPED: "correct_record refund_fee cancel_receipt tell_applicant",
    State.WITHDRAWN: "correct_record refund_fee cancel_receipt tell_applicant",
    State.READY: f"return_result attach_file correct_record transfer {_BESIDE}",
    State.RETURNED: f"correct_record {_BESIDE}",
}


def possible(state, act):
    try:
        lifecycle.check(state, act)
    except NotPossibleError:
        return False
    return True


def permitted(act, role):
    return act not in UNPERMITTED and PERMITS[act][0] in GRANTS[role]


def test_the_sheet_knows_every_state_and_role():
    assert set(POSSIBLE) == {None, *State}
    assert set(MAY) == set(Role)


def test_every_act_asks_for_a_permission_or_is_no_officers():
    assert set(PERMITS) | UNPERMITTED == set(Act)
    assert not set(PERMITS) & UNPERMITTED
    assert all(roles_with(permission) for permission, _ in PERMITS.values())


@pytest.mark.parametrize("state", [None, *State])
def test_every_cell_is_allowed_or_refused_as_the_sheet_says(state):
    for act, role in product(Act, Role):
        expected = act.value in POSSIBLE[state].split() and act.value in MAY[role].split()
        assert (possible(state, act) and permitted(act, role)) is expected, (state, act, role)


@pytest.mark.parametrize("state", [None, *State])
def test_acts_of_nobody_follow_the_states_alone(state):
    for act in UNPERMITTED:
        assert possible(state, act) is (act.value in POSSIBLE[state].split()), (state, act)

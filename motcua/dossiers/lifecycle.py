"""States of a dossier, the acts between them, and the national status of each state. Pure.

The table `MOVES` is the whole life cycle (domain.md 3.3, refined by statistics.md 1); buttons, the state
diagram of the docs and the matrix of the tests come from it. Who may act, and on which facts, is said in
`policies`; this table only says what can follow what.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a dossier stands."""

    REGISTERED = "registered"
    GUIDED = "guided"
    REFUSED_AT_RECEPTION = "refused_at_reception"
    RECEIVED = "received"
    PROCESSING = "processing"
    WAITING_SUPPLEMENT = "waiting_supplement"
    WAITING_PAYMENT = "waiting_payment"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    READY = "ready"
    RETURNED = "returned"


class NationalStatus(IntEnum):
    """Statuses of the national portal (statistics.md 6)."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCIAL_DUTY = 6
    WITHDRAWN = 7
    STOPPED = 8
    SOLVED = 9
    RETURNED = 10


NATIONAL_STATUS: Mapping[State, NationalStatus] = {
    State.REGISTERED: NationalStatus.REGISTERED,
    State.GUIDED: NationalStatus.SUPPLEMENT,
    State.REFUSED_AT_RECEPTION: NationalStatus.NOT_RECEIVED,
    State.RECEIVED: NationalStatus.RECEIVED,
    State.PROCESSING: NationalStatus.PROCESSING,
    State.WAITING_SUPPLEMENT: NationalStatus.SUPPLEMENT,
    State.WAITING_PAYMENT: NationalStatus.FINANCIAL_DUTY,
    State.REFUSED: NationalStatus.STOPPED,
    State.STOPPED: NationalStatus.STOPPED,
    State.WITHDRAWN: NationalStatus.WITHDRAWN,
    State.READY: NationalStatus.SOLVED,
    State.RETURNED: NationalStatus.RETURNED,
}

AT_WORK = frozenset({State.RECEIVED, State.PROCESSING})
"""Received, not closed, not paused: the clock runs."""

PAUSED = frozenset({State.WAITING_SUPPLEMENT, State.WAITING_PAYMENT})
"""Received, not closed, waiting for the applicant: the clock stands still."""

OPEN = AT_WORK | PAUSED
"""Received and not closed."""

BEFORE_RECEPTION = frozenset({State.REGISTERED, State.GUIDED})

CLOSED = frozenset({State.READY, State.RETURNED, State.REFUSED, State.STOPPED, State.WITHDRAWN})
"""Closed for the counts (statistics.md 2): the result is ready, or there will be none."""

TERMINAL = frozenset(
    {State.REFUSED_AT_RECEPTION, State.REFUSED, State.STOPPED, State.WITHDRAWN, State.RETURNED}
)
"""Nothing follows but corrections of the record, what people are told, and money taken or given back."""


class Act(StrEnum):
    """What officers and the schedule do to a dossier; also the file name of the action (stem rule)."""

    REGISTER_ONLINE = "register_online"
    REGISTER_POST = "register_post"
    RECEIVE = "receive"
    ANSWER_ON_THE_SPOT = "answer_on_the_spot"
    GUIDE = "guide"
    REFUSE_AT_RECEPTION = "refuse_at_reception"
    HAND_OVER = "hand_over"
    ACCEPT = "accept"
    ASSIGN = "assign"
    TAKE = "take"
    RELEASE = "release"
    COMPLETE_STEP = "complete_step"
    DRAFT_RESULT = "draft_result"
    SEND_BACK = "send_back"
    CONSULT = "consult"
    ANSWER_CONSULTATION = "answer_consultation"
    COUNT_SILENCE = "count_silence"
    TIME_OUT_STEP = "time_out_step"
    PROPOSE_SUPPLEMENT = "propose_supplement"
    REQUEST_SUPPLEMENT = "request_supplement"
    RECORD_SUPPLEMENT = "record_supplement"
    REQUEST_PAYMENT = "request_payment"
    RECORD_PAYMENT = "record_payment"
    RECORD_FEE = "record_fee"
    REFUND_FEE = "refund_fee"
    CANCEL_RECEIPT = "cancel_receipt"
    APOLOGISE = "apologise"
    EXTEND = "extend"
    APPROVE = "approve"
    FINISH = "finish"
    RETURN_RESULT = "return_result"
    REFUSE = "refuse"
    STOP = "stop"
    WITHDRAW = "withdraw"
    TELL_APPLICANT = "tell_applicant"
    ATTACH_FILE = "attach_file"
    CORRECT_RECORD = "correct_record"
    TRANSFER = "transfer"
    DECIDE_DAY = "decide_day"


class Row(StrEnum):
    """The row whose version an act compares, so that parallel legs do not block each other."""

    DOSSIER = "dossier"
    STEP = "step"
    CONSULTATION = "consultation"


class Move(NamedTuple):
    """An act, the states it is possible in (None: no dossier yet), the state after it (None: as before)."""

    act: Act
    sources: frozenset[State | None]
    target: State | None
    row: Row = Row.DOSSIER


def _from(*states: State | None) -> frozenset[State | None]:
    return frozenset(states)


_ANY: frozenset[State | None] = frozenset(State)
_NEW = _from(None)
_OPEN: frozenset[State | None] = frozenset(OPEN)
_AT_WORK: frozenset[State | None] = frozenset(AT_WORK)

MOVES: tuple[Move, ...] = (
    Move(Act.REGISTER_ONLINE, _NEW, State.REGISTERED),
    Move(Act.REGISTER_POST, _NEW, State.REGISTERED),
    Move(Act.RECEIVE, _from(None, *BEFORE_RECEPTION), State.RECEIVED),
    Move(Act.ANSWER_ON_THE_SPOT, _NEW, State.RETURNED),
    Move(Act.GUIDE, _from(None, State.REGISTERED), State.GUIDED),
    Move(Act.REFUSE_AT_RECEPTION, _from(None, *BEFORE_RECEPTION), State.REFUSED_AT_RECEPTION),
    Move(Act.HAND_OVER, _AT_WORK, State.PROCESSING, Row.STEP),
    Move(Act.ACCEPT, _from(State.PROCESSING), None, Row.STEP),
    Move(Act.ASSIGN, _AT_WORK, None, Row.STEP),
    Move(Act.TAKE, _AT_WORK, None, Row.STEP),
    Move(Act.RELEASE, _AT_WORK, None, Row.STEP),
    Move(Act.COMPLETE_STEP, _AT_WORK, State.PROCESSING, Row.STEP),
    Move(Act.DRAFT_RESULT, _AT_WORK, None, Row.STEP),
    Move(Act.SEND_BACK, _from(State.PROCESSING), None, Row.STEP),
    Move(Act.CONSULT, _AT_WORK, None, Row.STEP),
    Move(Act.ANSWER_CONSULTATION, _OPEN, None, Row.CONSULTATION),
    Move(Act.COUNT_SILENCE, _OPEN, None, Row.CONSULTATION),
    Move(Act.TIME_OUT_STEP, _AT_WORK, State.PROCESSING, Row.STEP),
    Move(Act.PROPOSE_SUPPLEMENT, _AT_WORK, None),
    Move(Act.REQUEST_SUPPLEMENT, _AT_WORK, State.WAITING_SUPPLEMENT),
    Move(Act.RECORD_SUPPLEMENT, _from(State.WAITING_SUPPLEMENT), State.PROCESSING),
    Move(Act.REQUEST_PAYMENT, _AT_WORK, State.WAITING_PAYMENT),
    Move(Act.RECORD_PAYMENT, _from(State.WAITING_PAYMENT), State.PROCESSING),
    Move(Act.RECORD_FEE, _from(*OPEN, State.READY, State.RETURNED), None),
    Move(Act.REFUND_FEE, _from(*OPEN, *CLOSED), None),
    Move(Act.CANCEL_RECEIPT, _from(*OPEN, *CLOSED), None),
    Move(Act.APOLOGISE, _AT_WORK, None),
    Move(Act.EXTEND, _AT_WORK, None),
    Move(Act.APPROVE, _AT_WORK, None, Row.STEP),
    Move(Act.FINISH, _AT_WORK, State.READY),
    Move(Act.RETURN_RESULT, _from(State.READY), State.RETURNED),
    Move(Act.REFUSE, _AT_WORK, State.REFUSED),
    Move(Act.STOP, _OPEN, State.STOPPED),
    Move(Act.WITHDRAW, _from(*BEFORE_RECEPTION, *OPEN), State.WITHDRAWN),
    Move(Act.TELL_APPLICANT, _from(*BEFORE_RECEPTION, *OPEN, *CLOSED), None),
    Move(Act.ATTACH_FILE, _from(*BEFORE_RECEPTION, *OPEN, State.READY), None),
    Move(Act.CORRECT_RECORD, _ANY, None),
    Move(Act.TRANSFER, _from(*BEFORE_RECEPTION, *OPEN, State.READY), None),
    Move(Act.DECIDE_DAY, _OPEN, None),
)

_BY_ACT: Mapping[Act, Move] = {move.act: move for move in MOVES}


class NotPossibleError(Exception):
    """The act can't be done in the state in which the dossier is."""

    def __init__(self, state: State | None, act: Act) -> None:
        super().__init__(f"{act} is not possible in state {state}")
        self.state = state
        self.act = act


def check(state: State | None, act: Act) -> State:
    """The state after `act` in `state` (None: no dossier yet). Raises NotPossibleError."""
    move = _BY_ACT[act]
    if state not in move.sources:
        raise NotPossibleError(state, act)
    return move.target or State(str(state))  # a new dossier always gets a state: a test holds the table to it


def acts_in(state: State | None) -> tuple[Act, ...]:
    """Acts possible in `state`, in the order of the table."""
    return tuple(move.act for move in MOVES if state in move.sources)


def sources_of(act: Act) -> frozenset[State | None]:
    """The states in which `act` is possible."""
    return _BY_ACT[act].sources


def row_of(act: Act) -> Row:
    """The row whose version `act` compares."""
    return _BY_ACT[act].row

"""Which acts may be offered: the guards of `policies` on what is known before anything is typed. Pure.

`GUARDS` has a line for each act that an officer does to a dossier that is there; together with the life cycle
and the permissions it says what becomes a button. What is typed is checked by the act itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from motcua.catalogue.terms import Role
from motcua.dossiers import policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.policies import Clock, Holding, Solution
from motcua.lib.times import LOCAL

_TYPED = "?"
_FAR = timedelta(days=36_500)
HANDED_OVER = frozenset({Role.RECEIVE, Role.HAND_OVER})
"""Roles whose steps end by a hand-over."""


@dataclass(frozen=True)
class Facts:
    """What the guards must know of a dossier, of the step or the opinion acted on, and of who acts."""

    at: datetime
    clock: Clock
    officer_id: Any = None
    asked_at_reception: bool = False
    proposed: bool = False
    proposed_before: bool = False
    supplement_asked: bool = False
    apologised: bool = False
    extensions: int = 0
    extended: bool = False
    waits_until: date | None = None
    unpaid: int = 0
    step: Holding = field(default_factory=lambda: Holding(None))
    role: str = ""
    final: bool = False
    before: tuple[str, ...] = ()
    solution: Solution = field(default_factory=Solution)
    answered: bool = False
    signed: bool = False


def _hand_over(f: Facts) -> None:
    policies.check_role(f.role, HANDED_OVER)
    policies.check_complete(f.step, f.officer_id)


def _complete_step(f: Facts) -> None:
    policies.check_completes(f.role, final=f.final)
    policies.check_complete(f.step, f.officer_id)


def _send_back(f: Facts) -> None:
    policies.check_send_back(f.step, f.officer_id, _TYPED)
    policies.check_something_before(f.before)


def _held(f: Facts) -> None:
    policies.check_held(f.step, f.officer_id)


def _propose_supplement(f: Facts) -> None:
    _held(f)
    policies.check_ask([_TYPED], asked_before=f.proposed_before)
    policies.check_supplement_in_time(f.clock, f.at)


def _request_supplement(f: Facts) -> None:
    policies.check_request_supplement(
        f.clock, f.at, items=[_TYPED], proposed=f.proposed, asked_before=f.supplement_asked
    )


def _apologise(f: Facts) -> None:
    policies.check_apologise(f.clock, f.at, f.at + _FAR, apologised_before=f.apologised)


def _extend(f: Facts) -> None:
    policies.check_extend(f.clock, f.at, rule_found=f.extensions > 0, extended_before=f.extended)


def _approve(f: Facts) -> None:
    policies.check_role(f.role, {Role.APPROVE})
    policies.check_approve(f.step)


def _finish(f: Facts) -> None:
    policies.check_final(final=f.final)
    _held(f)
    policies.check_finish(f.solution)


def _stop(f: Facts) -> None:
    if f.waits_until is not None:
        policies.check_stop_waiting(f.waits_until, f.at.astimezone(LOCAL).date())


def _anything(f: Facts) -> None:
    """The state and the right are all that it asks for."""


GUARDS: Mapping[Act, Callable[[Facts], None]] = {
    Act.RECEIVE: _anything,
    Act.GUIDE: lambda f: policies.check_ask([_TYPED], asked_before=f.asked_at_reception),
    Act.REFUSE_AT_RECEPTION: _anything,
    Act.HAND_OVER: _hand_over,
    Act.ACCEPT: lambda f: policies.check_accept(f.step),
    Act.ASSIGN: lambda f: policies.check_assign(f.step, {f.step.unit_id}),
    Act.TAKE: lambda f: policies.check_take(f.step),
    Act.RELEASE: _held,
    Act.COMPLETE_STEP: _complete_step,
    Act.DRAFT_RESULT: lambda f: policies.check_draft(f.step, f.officer_id, signed=f.signed),
    Act.SEND_BACK: _send_back,
    Act.CONSULT: _held,
    Act.ANSWER_CONSULTATION: lambda f: policies.check_answer("opinion", answered=f.answered),
    Act.PROPOSE_SUPPLEMENT: _propose_supplement,
    Act.REQUEST_SUPPLEMENT: _request_supplement,
    Act.RECORD_SUPPLEMENT: _anything,
    Act.REQUEST_PAYMENT: _held,
    Act.RECORD_PAYMENT: _anything,
    Act.APOLOGISE: _apologise,
    Act.EXTEND: _extend,
    Act.APPROVE: _approve,
    Act.FINISH: _finish,
    Act.RETURN_RESULT: lambda f: policies.check_return(_TYPED, unpaid=f.unpaid),
    Act.REFUSE: _anything,
    Act.STOP: _stop,
    Act.WITHDRAW: _anything,
    Act.TELL_APPLICANT: _anything,
    Act.CORRECT_RECORD: _anything,
}

NOT_OFFERED = frozenset(Act) - set(GUARDS)
"""Acts without a dossier before them, those of the schedule, files, fees, and what is done to many at once:
transfers and days of a calendar."""


def check(act: Act, facts: Facts) -> None:
    """Whether the facts allow `act`, were its inputs good. Raises RefusedError; KeyError if never offered."""
    GUARDS[act](facts)

"""On which facts an act is allowed. Pure: `check_x` raises, `may_x` tells.

The life cycle says what can follow what; permissions say who; here stand the guards of domain.md 3.3 to
3.5 as refined by statistics.md 1. None of them has an override.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from motcua.dossiers.deadlines import is_past
from motcua.worktime.limits import Unit


class Refusal(StrEnum):
    """Why an act is not allowed; `labels.REFUSALS` says it to people."""

    PAPERS_MISSING = "papers_missing"
    PAPERS_UNPUBLISHED = "papers_unpublished"
    PAPERS_REPEATED = "papers_repeated"
    NOTHING_ASKED = "nothing_asked"
    ASKED_BEFORE = "asked_before"
    OUTSIDE_WINDOW = "outside_window"
    OVERDUE = "overdue"
    NOT_PROPOSED = "not_proposed"
    REASON_MISSING = "reason_missing"
    APOLOGISED_BEFORE = "apologised_before"
    SIGNER_WITHOUT_RIGHT = "signer_without_right"
    NO_DUE_DATE = "no_due_date"
    NEW_DATE_NOT_LATER = "new_date_not_later"
    NO_SUCH_RULE = "no_such_rule"
    EXTENDED_BEFORE = "extended_before"
    HELD_BY_ANOTHER = "held_by_another"
    NOT_HELD = "not_held"
    NOT_OF_THE_UNIT = "not_of_the_unit"
    STEP_OVER = "step_over"
    OTHER_KIND_OF_STEP = "other_kind_of_step"
    NOT_ACCEPTED = "not_accepted"
    NOT_HANDED_OVER = "not_handed_over"
    MAY_NOT_SEND_BACK = "may_not_send_back"
    OPINIONS_OPEN = "opinions_open"
    STEPS_OPEN = "steps_open"
    NOT_APPROVED = "not_approved"
    RESULT_UNNUMBERED = "result_unnumbered"
    RECEIVER_MISSING = "receiver_missing"
    AUTHORITY_MISSING = "authority_missing"
    FEES_UNPAID = "fees_unpaid"
    BEFORE_LAST_EVENT = "before_last_event"
    NOT_ON_THE_SPOT = "not_on_the_spot"
    DEADLINE_NOT_PASSED = "deadline_not_passed"
    ANSWERED_BEFORE = "answered_before"
    ANSWER_MISSING = "answer_missing"
    AMOUNT_MISSING = "amount_missing"
    END_IN_THE_PAST = "end_in_the_past"
    NOTHING_TO_TRANSFER = "nothing_to_transfer"
    NOTHING_BEFORE = "nothing_before"
    NOT_DUE = "not_due"
    SILENCE_IS_NO_ANSWER = "silence_is_no_answer"
    NOT_OPEN_ONLINE = "not_open_online"
    NO_SUCH_STEP = "no_such_step"
    STEP_DOES_NOT_FOLLOW = "step_does_not_follow"
    NOTHING_TO_CHOOSE = "nothing_to_choose"
    NOT_REFUNDABLE = "not_refundable"
    NOT_CANCELLABLE = "not_cancellable"
    OUTAGE_NOT_OVER = "outage_not_over"
    OUTAGES_OVERLAP = "outages_overlap"
    OUTSIDE_OUTAGE = "outside_outage"
    ENTERED_TOO_LATE = "entered_too_late"
    ENTERED_BEFORE = "entered_before"
    PAPER_UNNUMBERED = "paper_unnumbered"
    PERSON_MISSING = "person_missing"
    BOOK_NOT_OPEN = "book_not_open"
    RESULT_EMPTY = "result_empty"
    RESULT_SIGNED = "result_signed"
    NOTHING_DRAFTED = "nothing_drafted"
    DRAFT_CHANGED = "draft_changed"


class RefusedError(Exception):
    """The facts forbid the act. `field` names the input that a person can mend, empty where none can."""

    def __init__(self, refusal: Refusal, *, field: str = "", **facts: Any) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.field = field
        self.facts: Mapping[str, Any] = facts


@dataclass(frozen=True)
class ComponentRule:
    """A published component: whether it must be there, and which others may stand in for it."""

    position: int
    name: str
    mandatory: bool
    one_of: str = ""


def check_components(published: Collection[ComponentRule], brought: Collection[int]) -> None:
    """All mandatory papers are there, each told once, and none that is not published (NĐ 61/2018 article 5).

    Of papers that replace one another (`one_of`) one is enough. `brought` are positions.
    """
    check_published(published, brought)
    missing = missing_components(published, brought)
    if missing:
        raise RefusedError(Refusal.PAPERS_MISSING, field="components", names=[m.name for m in missing])


def check_published(published: Collection[ComponentRule], brought: Collection[int]) -> None:
    """No paper that is not in the published list (NĐ 61/2018 article 5), and each told in one place, so that
    nobody has to guess how many sheets there are. `brought` are positions.
    """
    unpublished = sorted(set(brought) - {rule.position for rule in published})
    if unpublished:
        raise RefusedError(Refusal.PAPERS_UNPUBLISHED, field="components", positions=unpublished)
    repeated = sorted(position for position, times in Counter(brought).items() if times > 1)
    if repeated:
        raise RefusedError(Refusal.PAPERS_REPEATED, field="components", positions=repeated)


def missing_components(published: Collection[ComponentRule], brought: Collection[int]) -> list[ComponentRule]:
    """Mandatory papers that are not there, in the published order; of replaceable ones the first."""
    there = set(brought)
    satisfied = {rule.one_of for rule in published if rule.one_of and rule.position in there}
    missing: list[ComponentRule] = []
    for rule in sorted(published, key=lambda r: r.position):
        if rule.mandatory and rule.position not in there and rule.one_of not in satisfied:
            missing.append(rule)
            satisfied |= {rule.one_of} - {""}
    return missing


@dataclass(frozen=True)
class Clock:
    """What the guards need to know of a dossier's time: A, how it is compared, and the check window's end."""

    lawful_due_at: datetime | None
    unit: Unit | None
    window_ends_at: datetime | None = None

    def is_overdue(self, at: datetime) -> bool:
        """Whether A has passed at `at`; never without a due date."""
        if self.lawful_due_at is None or self.unit is None:
            return False
        return is_past(self.lawful_due_at, self.unit, at)


def check_request_supplement(
    clock: Clock, at: datetime, *, items: Collection[str], proposed: bool, asked_before: bool
) -> None:
    """One request in processing, proposed by the solving agency, in the check window and not after A."""
    check_ask(items, asked_before=asked_before)
    if not proposed:
        raise RefusedError(Refusal.NOT_PROPOSED)
    check_supplement_in_time(clock, at)


def check_supplement_in_time(clock: Clock, at: datetime) -> None:
    """In the version's check window, and while the dossier is not overdue."""
    if clock.is_overdue(at):
        raise RefusedError(Refusal.OVERDUE, due_at=clock.lawful_due_at)
    if clock.window_ends_at is not None and at > clock.window_ends_at:
        raise RefusedError(Refusal.OUTSIDE_WINDOW, ends_at=clock.window_ends_at)


def check_ask(items: Collection[str], *, asked_before: bool) -> None:
    """Something is asked, and nothing was asked at this stage before (domain.md 3.4: once, in writing)."""
    if asked_before:
        raise RefusedError(Refusal.ASKED_BEFORE)
    if not [item for item in items if item.strip()]:
        raise RefusedError(Refusal.NOTHING_ASKED, field="items")


def check_reason(reason: str, *, field: str = "reason") -> None:
    """A refusal, a stop, a correction gives its reason (domain.md 1.2 article 5)."""
    if not reason.strip():
        raise RefusedError(Refusal.REASON_MISSING, field=field)


def check_apologise(clock: Clock, at: datetime, new_date: datetime, *, apologised_before: bool) -> None:
    """None issued before is the only guard; the new date lies ahead, and after A."""
    if apologised_before:
        raise RefusedError(Refusal.APOLOGISED_BEFORE)
    if clock.lawful_due_at is None:
        raise RefusedError(Refusal.NO_DUE_DATE)
    if new_date <= max(clock.lawful_due_at, at):
        raise RefusedError(Refusal.NEW_DATE_NOT_LATER, field="new_date", due_at=clock.lawful_due_at)


def check_signer(*, may_sign: bool) -> None:
    """The head of an agency that solves the dossier signs Mẫu 04, or who acts for him (domain.md 2.4)."""
    if not may_sign:
        raise RefusedError(Refusal.SIGNER_WITHOUT_RIGHT, field="signer")


def check_extend(clock: Clock, at: datetime, *, rule_found: bool, extended_before: bool) -> None:
    """By a rule published in the version, once, and not after A."""
    if clock.lawful_due_at is None:
        raise RefusedError(Refusal.NO_DUE_DATE)
    if not rule_found:
        raise RefusedError(Refusal.NO_SUCH_RULE, field="rule")
    if extended_before:
        raise RefusedError(Refusal.EXTENDED_BEFORE)
    if clock.is_overdue(at):
        raise RefusedError(Refusal.OVERDUE, due_at=clock.lawful_due_at)


@dataclass(frozen=True)
class Holding:
    """A step as its guards see it: who holds it, and whether it was accepted and still runs."""

    unit_id: Any
    owner_id: Any = None
    offered: bool = False
    over: bool = False
    may_send_back: bool = True
    open_opinions: int = 0


def check_accept(step: Holding) -> None:
    """What was handed over and not yet accepted can be accepted."""
    _still_runs(step)
    if not step.offered:
        raise RefusedError(Refusal.NOT_HANDED_OVER)


def check_take(step: Holding) -> None:
    """A step that nobody holds can be taken."""
    _accepted(step)
    if step.owner_id is not None:
        raise RefusedError(Refusal.HELD_BY_ANOTHER)


def check_assign(step: Holding, officer_units: Collection[Any]) -> None:
    """A step goes to an officer who has a position in its unit; from one holder to another as well."""
    _accepted(step)
    if step.unit_id not in officer_units:
        raise RefusedError(Refusal.NOT_OF_THE_UNIT, field="officer")


def check_held(step: Holding, officer_id: Any) -> None:
    """Only who holds a step acts on it: one named owner (domain.md 0.1)."""
    _accepted(step)
    if step.owner_id is None:
        raise RefusedError(Refusal.NOT_HELD)
    if step.owner_id != officer_id:
        raise RefusedError(Refusal.HELD_BY_ANOTHER)


def check_complete(step: Holding, officer_id: Any) -> None:
    """The holder is done, and every opinion asked has come or timed out."""
    check_held(step, officer_id)
    if step.open_opinions:
        raise RefusedError(Refusal.OPINIONS_OPEN, count=step.open_opinions)


def check_approve(step: Holding) -> None:
    """A step of approval is signed by whoever has the right, also when another one holds it."""
    _accepted(step)
    if step.open_opinions:
        raise RefusedError(Refusal.OPINIONS_OPEN, count=step.open_opinions)


def check_role(role: str, roles: Collection[str]) -> None:
    """The act belongs to steps of these roles only."""
    if role not in roles:
        raise RefusedError(Refusal.OTHER_KIND_OF_STEP, role=role)


def check_completes(role: str, *, final: bool) -> None:
    """Reception ends by a hand-over, approval by a signature, the last step by `finish`."""
    if final or role in {"receive", "approve"}:
        raise RefusedError(Refusal.OTHER_KIND_OF_STEP, role=role)


def check_chosen(chosen: Collection[str], sometimes: Collection[str]) -> None:
    """Only steps that happen sometimes, as the process says, are chosen. Both are keys of steps."""
    unknown = sorted(set(chosen) - set(sometimes))
    if unknown:
        raise RefusedError(Refusal.NO_SUCH_STEP, field="chosen", steps=unknown)


def check_chosen_follow(left_out: Collection[str], choices: Collection[str]) -> None:
    """Every step that was chosen begins: `left_out` names those that do not, `choices` those that could."""
    others = [name for name in choices if name not in left_out]
    if left_out and others:
        raise RefusedError(Refusal.STEP_DOES_NOT_FOLLOW, field="chosen", names=others)
    if left_out:
        raise RefusedError(Refusal.NOTHING_TO_CHOOSE, field="chosen")


def check_open_online(*, is_open: bool) -> None:
    """The procedure takes dossiers online on that day (domain.md 1.6, 3.3)."""
    if not is_open:
        raise RefusedError(Refusal.NOT_OPEN_ONLINE)


def check_final(*, final: bool) -> None:
    """Only the last step before the return makes a result ready: no jump to done."""
    if not final:
        raise RefusedError(Refusal.OTHER_KIND_OF_STEP)


def check_on_the_spot(*, allowed: bool, same_day: bool) -> None:
    """Only what the version publishes as answered on the spot is, and on the day on which it was brought."""
    if not allowed or not same_day:
        raise RefusedError(Refusal.NOT_ON_THE_SPOT)


def check_send_back(step: Holding, officer_id: Any, reason: str) -> None:
    """The process allows it, the holder says why."""
    check_held(step, officer_id)
    if not step.may_send_back:
        raise RefusedError(Refusal.MAY_NOT_SEND_BACK)
    check_reason(reason)


def check_something_before(before: Collection[Any]) -> None:
    """A dossier is sent back to steps that were done; the first step has none before it."""
    if not before:
        raise RefusedError(Refusal.NOTHING_BEFORE)


def check_silence(due_at: datetime | None, at: datetime, *, consents: bool, over: bool) -> None:
    """Silence counts as consent where it is said so, after the time to answer (domain.md 4.3)."""
    if over:
        raise RefusedError(Refusal.ANSWERED_BEFORE)
    if not consents:
        raise RefusedError(Refusal.SILENCE_IS_NO_ANSWER)
    if due_at is None or at <= due_at:
        raise RefusedError(Refusal.NOT_DUE, due_at=due_at)


def _accepted(step: Holding) -> None:
    _still_runs(step)
    if step.offered:
        raise RefusedError(Refusal.NOT_ACCEPTED)


def _still_runs(step: Holding) -> None:
    if step.over:
        raise RefusedError(Refusal.STEP_OVER)


@dataclass(frozen=True)
class Solution:
    """What must be known before a result counts as ready."""

    open_steps: Collection[str] = ()
    open_opinions: int = 0
    approved: bool = True
    result_number: str = ""
    unpaid: int = 0


def check_finish(solution: Solution) -> None:
    """No jump to "done": every step is over, the result approved and numbered (statistics.md 4)."""
    if solution.open_steps:
        raise RefusedError(Refusal.STEPS_OPEN, steps=sorted(solution.open_steps))
    if solution.open_opinions:
        raise RefusedError(Refusal.OPINIONS_OPEN, count=solution.open_opinions)
    if not solution.approved:
        raise RefusedError(Refusal.NOT_APPROVED)
    if not solution.result_number.strip():
        raise RefusedError(Refusal.RESULT_UNNUMBERED, field="result_number")


def check_draft(step: Holding, officer_id: Any, *, signed: bool) -> None:
    """Whoever holds a step writes the result, until every leader asked has signed it."""
    check_held(step, officer_id)
    if signed:
        raise RefusedError(Refusal.RESULT_SIGNED)


def check_text(body: str) -> None:
    """A result that says nothing is none."""
    if not body.strip():
        raise RefusedError(Refusal.RESULT_EMPTY, field="body")


def check_signed_draft(seen: int, newest: int) -> None:
    """What is signed is what was looked at: the newest draft, by number; 0 for none."""
    if not newest:
        raise RefusedError(Refusal.NOTHING_DRAFTED)
    if seen != newest:
        raise RefusedError(Refusal.DRAFT_CHANGED)


def check_return(receiver_name: str, *, unpaid: int) -> None:
    """Whoever takes the result is named, and fees due by then are paid. `unpaid` in đồng."""
    if unpaid:
        raise RefusedError(Refusal.FEES_UNPAID, amount=unpaid)
    if not receiver_name.strip():
        raise RefusedError(Refusal.RECEIVER_MISSING, field="receiver_name")


def check_authority(authority: str, *, needed: bool) -> None:
    """Who collects for the applicant shows a paper that says so (domain.md 1.2 article 16)."""
    if needed and not authority.strip():
        raise RefusedError(Refusal.AUTHORITY_MISSING, field="authority")


def check_stop_waiting(expected_end_on: date, today: date) -> None:
    """A dossier that waits for the applicant is stopped only after the day by which he was to answer."""
    if today <= expected_end_on:
        raise RefusedError(Refusal.DEADLINE_NOT_PASSED, until=expected_end_on)


def check_expected_end(expected_end_on: date, today: date) -> None:
    """Every pause has an expected end, not before today: no pause hides a dossier (statistics.md 1)."""
    if expected_end_on < today:
        raise RefusedError(Refusal.END_IN_THE_PAST, field="expected_end_on")


def check_amount(amount: int) -> None:
    """A duty is more than nothing. `amount` in whole đồng."""
    if amount <= 0:
        raise RefusedError(Refusal.AMOUNT_MISSING, field="amount")


def check_refund(*, is_fee: bool, paid_at: datetime | None, gone: bool) -> None:
    """A fee that was paid is given back once, unless its receipt is `gone` (given back, cancelled).

    Financial duties go to the treasury and are not ours.
    """
    if not is_fee or paid_at is None or gone:
        raise RefusedError(Refusal.NOT_REFUNDABLE)


def check_cancel(*, is_fee: bool, gone: bool) -> None:
    """A receipt is cancelled once, and not when the money went back: then it was no mistake."""
    if not is_fee or gone:
        raise RefusedError(Refusal.NOT_CANCELLABLE)


def check_told(person: str, *, heard: bool) -> None:
    """Whoever heard it is named; nobody is, when nobody was reached."""
    if heard and not person.strip():
        raise RefusedError(Refusal.PERSON_MISSING, field="person")


def check_answer(answer: str, *, answered: bool) -> None:
    """One answer; silence is no answer that an officer gives."""
    if answered:
        raise RefusedError(Refusal.ANSWERED_BEFORE)
    if answer not in {"consent", "objection", "opinion"}:
        raise RefusedError(Refusal.ANSWER_MISSING, field="answer")


def check_something_moves(what: Collection[Any]) -> None:
    """A transfer that transfers nothing is a mistake."""
    if not what:
        raise RefusedError(Refusal.NOTHING_TO_TRANSFER, field="successor")


def check_after(last_event_at: datetime, at: datetime) -> None:
    """An act does not happen before the one that went before it."""
    if at < last_event_at:
        raise RefusedError(Refusal.BEFORE_LAST_EVENT, field="at", last=last_event_at)


def may(check: Any, *args: Any, **kwargs: Any) -> bool:
    """Whether `check` lets the act pass: what buttons ask."""
    try:
        check(*args, **kwargs)
    except RefusedError:
        return False
    return True

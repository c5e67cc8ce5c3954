"""Acts of the plain model: where the right must hold, in which states, what speaks against it, what it does.

For each act one `Rule`; `against` gathers everything that speaks against it, so that the program may find
any of it first. `given` holds the inputs by name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.domain.dossiers.plain_district import NEW as HEIR
from tests.domain.dossiers.plain_district import OLD, SCHEDULE, may, now
from tests.domain.dossiers.plain_way import (
    EVERY,
    NEW,
    WAITING,
    WORK,
    Dossier,
    Fee,
    Opinion,
    Pause,
    allowed,
    begin,
    carry_over,
    done_before,
    due,
    go_on,
    held,
    lengthened,
    lies_at,
    missing,
    resume,
    running,
)


@dataclass(frozen=True)
class Rule:
    """One act; `kind` says what it is done to: a dossier, a step, an opinion, a fee, or nothing yet;
    `agency` and `heir`: to a dossier, where another unit's right counts."""

    kind: str
    states: tuple
    against: Callable
    do: Callable

    def unit(self, dossier, thing):
        """Where the right must hold."""
        return {"step": lambda: thing.unit, "opinion": lambda: thing.unit}.get(
            self.kind,
            {"agency": lambda: dossier.agency, "heir": lambda: HEIR}.get(self.kind, lambda: dossier.unit),
        )()


def why_not(act, dossier, thing, who, at, given):
    """Everything that speaks against the act; a missing right or state alone, as it is found first."""
    rule = RULES[act]
    first = allowed(dossier, who, act, rule.unit(dossier, thing), rule.states, at)
    return {first} if first else rule.against(dossier, thing, who, at, given)


def no_reason(given):
    return {"reason_missing"} if not given["reason"] else set()


def do(act, dossier, thing, who, at, given):
    """The act is done, and told."""
    RULES[act].do(dossier, thing, who, at, given)
    dossier.events.append(act)


# Reception


def _papers(dossier, given):
    found = {"papers_missing"} if missing(dossier.plan, given["brought"]) else set()
    return found | (
        {"papers_unpublished"} if max(given["brought"], default=0) > dossier.plan.papers else set()
    )


def _register_post(d, _thing, _who, at, _given):
    d.state, d.submitted, d.channel = "registered", at, "post"


def _receive_against(d, _thing, _who, _at, given):
    return _papers(d, given)


def _receive(d, _thing, who, at, given):
    d.state, d.received, d.booked, d.contact = "received", at, at, who.name
    d.papers |= set(given["brought"])
    if d.limit:
        d.original = due(d.unit, at, d.limit, d.plan.mode)
        d.move("original", d.original)
    d.window = due(d.unit, at, d.plan.window) if d.plan.window else None
    begin(d, next(iter(d.plan.steps)), at, owner=who.name)
    d.legs[0].accepted = at
    d.slip("receipt", "reception", at)


def _guide_against(_d, _thing, _who, _at, given):
    return no_reason(given) | ({"nothing_asked"} if not given["items"] else set())


def _guide(d, _thing, _who, at, _given):
    d.state, d.guided = "guided", at
    d.slip("supplement", "reception", at)


def _turn_away(d, _thing, _who, at, _given):
    d.state, d.turned_away = "refused_at_reception", at
    d.slip("refusal", "reception", at)


def _spot_against(d, _thing, _who, _at, given):
    found = _papers(d, given) | (set() if d.plan.spot else {"not_on_the_spot"})
    found |= set() if given["number"] else {"result_unnumbered"}
    return found | (set() if given["receiver"] else {"receiver_missing"})


def _answer_on_the_spot(d, _thing, who, at, given):
    d.state, d.outcome, d.spot, d.contact = "returned", "ready", True, who.name
    d.received, d.closed, d.returned, d.booked = given["started"], at, at, at
    d.papers |= set(given["brought"])
    start = min(d.received, at.replace(hour=15, minute=0))
    d.original = due(d.unit, start, (0, "same_day"))
    d.move("original", d.original)
    d.result = given["number"]


# Steps


def _hand_over_against(_d, step, who, _at, _given):
    other = step.plan.role not in ("receive", "hand_over")
    return held(step, who) | _opinions(step) | ({"other_kind_of_step"} if other else set())


def _opinions(step):
    return {"opinions_open"} if any(o.answered is None for o in step.opinions) else set()


def _hand_over(d, step, _who, at, _given):
    d.state = "processing"
    step.end(at)
    go_on(d, step, at)


def _accept_against(_d, step, _who, _at, _given):
    if not step.runs:
        return {"step_over"}
    return set() if step.state == "offered" else {"not_handed_over"}


def _accept(_d, step, who, at, given):
    step.state = "open"
    if given["take"] and step.owner is None:
        step.owner = who.name
    step.leg.accepted = step.leg.accepted or at


def _take_against(_d, step, _who, _at, _given):
    return running(step) | ({"held_by_another"} if step.owner else set())


def _take(_d, step, who, _at, _given):
    step.owner = who.name


def _assign_against(_d, step, _who, _at, given):
    stranger = given["officer"].unit != step.unit
    return running(step) | ({"not_of_the_unit"} if stranger else set())


def _assign(_d, step, _who, _at, given):
    step.owner = given["officer"].name


def _held_against(_d, step, who, _at, _given):
    return held(step, who)


def _release(_d, step, _who, _at, _given):
    step.owner = None


def _complete_against(d, step, who, _at, given):
    other = step.plan.role in ("receive", "approve") or step.plan.last
    found = held(step, who) | _opinions(step) | ({"other_kind_of_step"} if other else set())
    follow = [key for key in given["chosen"] if step.key in d.plan.steps[key].after]
    return found | ({"nothing_to_choose"} if len(follow) < len(given["chosen"]) else set())


def _complete(d, step, _who, at, given):
    d.state = "processing"
    step.end(at)
    go_on(d, step, at, given["chosen"])


def _approve_against(_d, step, _who, _at, _given):
    other = step.plan.role != "approve"
    return running(step) | _opinions(step) | ({"other_kind_of_step"} if other else set())


def _approve(d, step, who, at, _given):
    step.owner = who.name
    step.end(at)
    go_on(d, step, at)


def _send_back_against(d, step, who, _at, given):
    found = held(step, who) | no_reason(given)
    found |= set() if step.plan.back else {"may_not_send_back"}
    return found | (set() if done_before(d, step.key) else {"nothing_before"})


def _send_back(d, step, _who, at, _given):
    names = done_before(d, step.key)
    step.end(at, "sent_back")
    for name in names:
        before = d.latest(name)
        before.state = "sent_back"
        begin(d, name, at, step, before.owner)
    if not any(one.leg is step.leg for one in d.running()):
        step.leg.closed = step.leg.closed or at


def _consult_against(_d, step, who, _at, given):
    asked = {opinion.unit for opinion in step.opinions}
    found = held(step, who)
    if not given["units"]:
        found.add("nothing_asked")
    elif set(given["units"]) <= asked:
        found.add("asked_before")
    return found


def _consult(_d, step, _who, at, given):
    asked = {opinion.unit for opinion in step.opinions}
    for unit in dict.fromkeys(given["units"]):
        if unit not in asked:
            step.opinions.append(Opinion(step, unit, at, given["consents"]))


def _answer_against(_d, opinion, _who, _at, given):
    found = {"answered_before"} if opinion.answered else set()
    return found | (set() if given["answer"] else {"answer_missing"})


def _answer(_d, opinion, _who, at, given):
    opinion.answered, opinion.answer = at, given["answer"]


def _silence_against(due, at, consents, over):
    found = {"answered_before"} if over else set()
    found |= set() if consents else {"silence_is_no_answer"}
    return found | (set() if at > due else {"not_due"})


def _count_silence_against(_d, opinion, _who, at, _given):
    return _silence_against(opinion.due, at, opinion.consents, opinion.answered)


def _count_silence(_d, opinion, _who, at, _given):
    opinion.answered, opinion.answer = at, "silence"


def _time_out_against(_d, step, _who, at, _given):
    return _silence_against(step.due, at, step.plan.silence, not step.runs)


def _time_out(d, step, _who, at, _given):
    for opinion in step.opinions:
        if opinion.answered is None:
            opinion.answered, opinion.answer = at, "silence"
    d.state = "processing"
    step.end(at)
    go_on(d, step, at)


# Supplement, duty, dates


def _too_late_to_ask(d, at):
    found = {"overdue"} if d.past(at) else set()
    return found | ({"outside_window"} if d.window and at > d.window else set())


def _propose_against(d, step, who, at, given):
    found = held(step, who) | no_reason(given) | _too_late_to_ask(d, at)
    found |= {"asked_before"} if d.proposals else set()
    return found | ({"nothing_asked"} if not given["items"] else set())


def _propose(d, _step, _who, _at, _given):
    d.proposals.append("open")


def _past_end(at, given):
    return {"end_in_the_past"} if given["until"] < at.date() else set()


def _request_against(d, _thing, _who, at, given):
    found = _too_late_to_ask(d, at) | _past_end(at, given)
    found |= set() if "open" in d.proposals else {"not_proposed"}
    return found | ({"asked_before"} if any(p.kind == "supplement" for p in d.pauses) else set())


def _request(d, _thing, _who, at, given):
    d.state = "waiting_supplement"
    d.settle()
    d.pauses.append(Pause("supplement", at, given["until"]))
    d.slip("supplement", "processing", at)


def _record_supplement(d, _thing, _who, at, _given):
    d.state = "processing"
    resume(d, at, restart=d.plan.restart)


def _duty_against(_d, step, who, at, given):
    found = held(step, who) | _past_end(at, given)
    return found | ({"amount_missing"} if given["amount"] <= 0 else set())


def _duty(d, _step, _who, at, given):
    d.state = "waiting_payment"
    d.duties.append([given["amount"], None])
    d.pauses.append(Pause("payment", at, given["until"]))


def _paid(d, _thing, _who, at, _given):
    d.state = "processing"
    for row in d.duties:
        row[1] = row[1] or at
    resume(d, at)


def signs(dossier, person, at):
    """Whether `person` leads an agency that solves the dossier: the lead agency, or one that has it now."""
    having = {leg.unit for leg in dossier.legs if leg.closed is None} - {dossier.unit}
    return any(may(person, "sign_apology", unit, at) for unit in (dossier.agency, *having))


def _apologise_against(d, _thing, _who, at, given):
    found = no_reason(given)
    if d.lawful is None:
        return found | {"no_due_date"}
    found |= set() if signs(d, given["signer"], at) else {"signer_without_right"}
    found |= {"apologised_before"} if "apology" in [name for name, _ in d.dates] else set()
    return found | ({"new_date_not_later"} if given["date"] <= max(d.lawful, at) else set())


def _apologise(d, _thing, _who, at, given):
    d.move("apology", given["date"])
    d.slip("apology", "processing", at)


def _extend_against(d, _thing, _who, at, given):
    found = no_reason(given) | ({"overdue"} if d.past(at) else set())
    found |= set() if d.lawful else {"no_due_date"}
    found |= set() if d.plan.extension and d.plan.extension[0] == given["rule"] else {"no_such_rule"}
    return found | ({"extended_before"} if "extension" in [name for name, _ in d.dates] else set())


def _extend(d, _thing, _who, _at, _given):
    d.move("extension", lengthened(d, d.plan.extension[1]))


# Ends


def _finish_against(d, step, who, _at, given):
    found = held(step, who) | (set() if given["number"] else {"result_unnumbered"})
    found |= set() if step.plan.last else {"other_kind_of_step"}
    found |= {"steps_open"} if set(d.running()) - {step} else set()
    found |= {"opinions_open"} if any(o.answered is None for o in d.opinions()) else set()
    signs = [key for key, plan in d.plan.steps.items() if plan.role == "approve"]
    signed = all(d.latest(key) and d.latest(key).state == "done" for key in signs)
    return found | (set() if signed else {"not_approved"})


def _finish(d, step, _who, at, given):
    step.end(at)
    step.leg.closed = at
    d.state = d.outcome = "ready"
    d.closed, d.result = at, given["number"]
    d.settle()


def _return_against(d, _thing, _who, _at, given):
    found = {"fees_unpaid"} if any(paid is None for _, paid in d.duties) else set()
    return found | (set() if given["receiver"] else {"receiver_missing"})


def _return(d, _thing, _who, at, _given):
    d.state, d.returned = "returned", at


def _ground_against(_d, _thing, _who, _at, given):
    return no_reason(given) | (set() if given["basis"] else {"reason_missing"})


def _refuse(d, _thing, _who, at, _given):
    d.close("refused", at)
    d.slip("refusal", "processing", at)


def _stop_against(d, thing, who, at, given):
    found = _ground_against(d, thing, who, at, given)
    in_time = [p for p in d.pauses if p.end is None and at.date() <= p.expected]
    return found | ({"deadline_not_passed"} if in_time else set())


def _stop(d, _thing, _who, at, _given):
    d.close("stopped", at)
    d.slip("stop", "processing", at)


def _reason_against(_d, _thing, _who, _at, given):
    return no_reason(given)


def _withdraw(d, _thing, _who, at, _given):
    d.close("withdrawn", at)


def _correct(d, _thing, _who, _at, given):
    d.phone = given["phone"]


# Beside the way: money at the counter, scans, telling the applicant


def _fee_against(_d, _thing, _who, _at, given):
    return no_reason(given) | (set() if given["amount"] else {"amount_missing"})


def _fee(d, _thing, _who, at, given):
    d.fees.append(Fee(given["amount"], at))


def _refund_against(_d, fee, _who, _at, given):
    return no_reason(given) | ({"not_refundable"} if fee.gone else set())


def _refund(_d, fee, _who, at, _given):
    fee.back = at


def _cancel_against(_d, fee, _who, _at, given):
    return no_reason(given) | ({"not_cancellable"} if fee.gone else set())


def _cancel(_d, fee, _who, at, _given):
    fee.void = at


def _attach_against(d, _thing, _who, _at, given):
    return {"papers_unpublished"} if given["position"] > d.plan.papers else set()


def _attach(d, _thing, _who, at, given):
    d.files.append((at, given["position"]))


def _tell_against(_d, _thing, _who, _at, given):
    return set() if given["receiver"] else {"person_missing"}


def _tell(d, _thing, _who, at, given):
    d.told.append((at, given["receiver"]))


def _transfer_against(d, _thing, _who, at, given):
    moves = now(OLD[0], at) == HEIR and (d.agency in OLD or lies_at(d, OLD))
    return no_reason(given) | (set() if moves else {"nothing_to_transfer"})


def _transfer(d, _thing, _who, at, _given):
    carry_over(d, OLD, HEIR, at)


def _nothing(_d, _thing, _who, _at, _given):
    return set()


CLOSED = ("refused", "stopped", "withdrawn", "ready", "returned")
RULES = {
    "register_post": Rule("dossier", ("",), _nothing, _register_post),
    "receive": Rule("dossier", ("", *NEW), _receive_against, _receive),
    "guide": Rule("dossier", ("", "registered"), _guide_against, _guide),
    "refuse_at_reception": Rule("dossier", ("", *NEW), _reason_against, _turn_away),
    "answer_on_the_spot": Rule("dossier", ("",), _spot_against, _answer_on_the_spot),
    "hand_over": Rule("step", WORK, _hand_over_against, _hand_over),
    "accept": Rule("step", ("processing",), _accept_against, _accept),
    "take": Rule("step", WORK, _take_against, _take),
    "assign": Rule("step", WORK, _assign_against, _assign),
    "release": Rule("step", WORK, _held_against, _release),
    "complete_step": Rule("step", WORK, _complete_against, _complete),
    "approve": Rule("step", WORK, _approve_against, _approve),
    "send_back": Rule("step", ("processing",), _send_back_against, _send_back),
    "consult": Rule("step", WORK, _consult_against, _consult),
    "answer_consultation": Rule("opinion", (*WORK, *WAITING), _answer_against, _answer),
    "count_silence": Rule("opinion", (*WORK, *WAITING), _count_silence_against, _count_silence),
    "time_out_step": Rule("step", WORK, _time_out_against, _time_out),
    "propose_supplement": Rule("step", WORK, _propose_against, _propose),
    "request_supplement": Rule("dossier", WORK, _request_against, _request),
    "record_supplement": Rule("dossier", ("waiting_supplement",), _nothing, _record_supplement),
    "request_payment": Rule("step", WORK, _duty_against, _duty),
    "record_payment": Rule("dossier", ("waiting_payment",), _reason_against, _paid),
    "apologise": Rule("dossier", WORK, _apologise_against, _apologise),
    "extend": Rule("agency", WORK, _extend_against, _extend),
    "finish": Rule("step", WORK, _finish_against, _finish),
    "return_result": Rule("dossier", ("ready",), _return_against, _return),
    "refuse": Rule("agency", WORK, _ground_against, _refuse),
    "stop": Rule("agency", (*WORK, *WAITING), _stop_against, _stop),
    "withdraw": Rule("dossier", (*NEW, *WORK, *WAITING), _reason_against, _withdraw),
    "record_fee": Rule("dossier", (*WORK, *WAITING, "ready", "returned"), _fee_against, _fee),
    "refund_fee": Rule("fee", (*WORK, *WAITING, *CLOSED), _refund_against, _refund),
    "cancel_receipt": Rule("fee", (*WORK, *WAITING, *CLOSED), _cancel_against, _cancel),
    "attach_file": Rule("dossier", (*NEW, *WORK, *WAITING, "ready"), _attach_against, _attach),
    "tell_applicant": Rule("dossier", (*NEW, *WORK, *WAITING, *CLOSED), _tell_against, _tell),
    "correct_record": Rule("dossier", EVERY, _reason_against, _correct),
    "transfer": Rule("heir", (*NEW, *WORK, *WAITING, "ready"), _transfer_against, _transfer),
}
FIRST = ("register_post", "receive", "guide", "refuse_at_reception", "answer_on_the_spot")


def tick(dossiers, at):
    """What time alone brings about: steps and opinions in which silence is consent. Returns how many."""
    done = 0
    for d in dossiers:
        for step in list(d.running()):
            done += _in_time("time_out_step", d, step, at)
    for d in dossiers:
        for opinion in d.opinions():
            done += _in_time("count_silence", d, opinion, at)
    return done


def _in_time(act, d, thing, at):
    if why_not(act, d, thing, SCHEDULE, at, {}):
        return 0
    do(act, d, thing, SCHEDULE, at, {})
    return 1


def counts(dossiers, start, end):
    """The counts of statistics.md 2 over [start, end), all having happened before `end`."""
    found = {}
    for d in dossiers:
        for name in _counted(d, start, end):
            found[name] = found.get(name, 0) + 1
    return found


def _counted(d: Dossier, start, end):
    if d.received is None:
        if d.turned_away and d.turned_away >= start:
            yield "refused_at_reception"
        elif d.guided and d.guided >= start and not d.turned_away:
            yield "guided"
        return
    if d.received >= start:
        yield f"received_{d.channel}"
    elif d.closed is None or d.closed >= start:
        yield "carried_over"
    if d.closed is None:
        yield _open(d, end)
    elif d.closed >= start:
        yield f"solved_{_timely(d)}" if d.outcome == "ready" else _OUTCOMES[d.outcome]
    if d.returned and d.returned >= start:
        yield "handed_over"
    if d.outcome == "ready" and not d.returned:
        yield "ready_not_collected"


_OUTCOMES = {"refused": "refused_in_processing", "withdrawn": "withdrawn", "stopped": "stopped"}


def _open(d, end):
    pauses = [p for p in d.pauses if p.end is None]
    if pauses and not d.past(pauses[0].start):
        return f"waiting_{pauses[0].kind}"
    if d.lawful is None:
        return "open_no_due_date"
    return "open_overdue" if d.past(end) else "open_within_time"


def _timely(d):
    if d.lawful is None:
        return "no_due_date"
    if d.past(d.closed):
        return "late"
    return "early" if d.closed.date() < d.lawful.date() else "on_time"

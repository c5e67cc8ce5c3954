"""The other exits and the acts beside the way: guided, refused, on the spot, stopped, corrected."""

from datetime import timedelta

import pytest
from django.apps import apps

from motcua.accounts.permissions import Role
from motcua.dossiers import jobs
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.correct_record import correct_record
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.record_payment import record_payment
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.release import release
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.take import take
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.models import Applicant, Consultation, Dossier, Slip, Step
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.dossiers.rebuilding import differences, rebuild
from motcua.journal.events import Subject
from motcua.journal.models import Event
from motcua.journal.queries import history
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_time import appraising, asked, registered, waiting
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def as_told(dossier):
    """The dossier anew, after its rows were compared with what its events tell."""
    events = history(Subject("dossier", str(dossier.pk)))
    for (kind, key), columns in rebuild((e.recorded_at, e.payload) for e in events).items():
        row = apps.get_model("dossiers", kind).objects.get(pk=key)
        assert differences(columns, {name: getattr(row, name) for name in columns}) == [], kind
    return Dossier.objects.get(pk=dossier.pk)


def refused_because(act, **arguments):
    events = Event.objects.count()
    with pytest.raises(RefusedError) as caught:
        act(**arguments)
    assert Event.objects.count() == events
    return caught.value.refusal


def brought(world):
    return {
        "unit": world.one_stop,
        "version": world.version,
        "applicant": world.applicant,
        "request": world.request,
    }


def test_guided_once_in_writing_then_received_under_the_same_code(world):
    at = local("2020-06-02T08:00")
    dossier = guide(actor=world.counter, at=at, items=["Tờ khai"], reason="thiếu tờ khai", **brought(world))
    assert as_told(dossier).state == "guided"
    assert dossier.original_due_at is None
    assert dossier.slips.get().stage == Slip.Stage.RECEPTION
    receive(
        actor=world.counter,
        at=local("2020-06-03T08:00"),
        unit=world.one_stop,
        dossier=dossier,
        brought=world.papers,
    )
    after = as_told(dossier)
    assert (after.state, after.code) == ("received", dossier.code)
    assert after.original_due_at == local("2020-06-10T17:00")


def test_guidance_says_what_is_missing_and_comes_once(world):
    at = local("2020-06-02T08:00")
    nothing = {"items": [" "], "reason": "thiếu"}
    assert refused_because(guide, actor=world.counter, at=at, **nothing, **brought(world)) is (
        Refusal.NOTHING_ASKED
    )
    dossier = registered(world)
    asked = {"unit": world.one_stop, "items": ["Tờ khai"], "reason": "thiếu"}
    guide(actor=world.counter, at=at, dossier=dossier, **asked)
    with pytest.raises(NotPossibleError):
        guide(actor=world.counter, at=at, dossier=as_told(dossier), **asked)


def test_a_refusal_at_the_counter_gives_its_reason_and_starts_no_clock(world):
    at = local("2020-06-02T08:00")
    silent = refused_because(refuse_at_reception, actor=world.counter, at=at, reason="", **brought(world))
    assert silent is Refusal.REASON_MISSING
    dossier = refuse_at_reception(
        actor=world.counter, at=at, reason="không thuộc thẩm quyền", legal_basis="Điều 5", **brought(world)
    )
    after = as_told(dossier)
    assert (after.state, after.turned_away_at, after.received_at) == ("refused_at_reception", at, None)
    assert after.slips.get().content["legal_basis"] == "Điều 5"


def on_the_spot(world, **more):
    facts = {
        "actor": world.counter,
        "at": local("2020-06-02T09:30"),
        "started_at": local("2020-06-02T09:00"),
        "brought": world.papers,
        "result_number": "77/CT",
        "receiver_name": "Lò Thị Ngọc Ánh",
    }
    return answer_on_the_spot(**(facts | more), **brought(world))


def test_answered_on_the_spot_within_thirty_minutes_is_measured_and_has_no_receipt(world):
    after = as_told(on_the_spot(world))
    assert after.closed_at - after.received_at == timedelta(minutes=30)
    assert (after.state, after.outcome, after.on_the_spot) == ("returned", "ready", True)
    assert after.lawful_due_at == local("2020-06-02T17:00")
    assert not after.slips.exists()
    assert after.result.number == "77/CT"


def test_on_the_spot_needs_a_number_and_a_receiver_and_leaves_nothing_behind(world):
    assert refused_because(on_the_spot, world=world, result_number=" ") is Refusal.RESULT_UNNUMBERED
    assert refused_because(on_the_spot, world=world, receiver_name="") is Refusal.RECEIVER_MISSING
    assert not Dossier.objects.exists()
    assert not Applicant.objects.exists()


REASON = {"reason": "không đủ điều kiện", "legal_basis": "Điều 12"}


def test_refused_in_processing_by_the_leader_with_the_legal_ground(world):
    dossier = appraising(world).dossier
    at = local("2020-06-04T09:00")
    with pytest.raises(NotAllowedError):
        refuse(actor=world.specialist, at=at, dossier=dossier, **REASON)
    without = {"reason": "không đủ điều kiện", "legal_basis": " "}
    assert refused_because(refuse, actor=world.chairman, at=at, dossier=dossier, **without) is (
        Refusal.REASON_MISSING
    )
    refuse(actor=world.chairman, at=at, dossier=dossier, **REASON)
    after = as_told(dossier)
    assert (after.state, after.outcome, after.closed_at) == ("refused", "refused", at)
    assert not after.steps.filter(ended_at__isnull=True).exists()
    assert not after.legs.filter(closed_at__isnull=True).exists()


def test_an_opinion_that_was_asked_is_not_waited_for_when_the_dossier_closes(world):
    endings = (
        lambda at, dossier: refuse(actor=world.chairman, at=at, dossier=dossier, **REASON),
        lambda at, dossier: stop(actor=world.chairman, at=at, dossier=dossier, **REASON),
        lambda at, dossier: withdraw(actor=world.counter, at=at, dossier=dossier, reason="đổi ý"),
    )
    for end in endings:
        step, (one, other) = asked(world, silence_as_consent=True)
        told = {"actor": make_user(role=Role.SPECIALIST, unit=one.unit), "answer": "objection", "text": ""}
        answer_consultation(at=local("2020-06-03T09:00"), consultation=one, **told)
        at = local("2020-06-04T09:00")
        end(at, step.dossier)
        as_told(step.dossier)
        other.refresh_from_db()
        assert (other.answer, other.answered_at, other.answered_by) == ("dropped", at, None)
        assert Consultation.objects.get(pk=one.pk).answer == "objection"
        late = told | {"actor": make_user(role=Role.SPECIALIST, unit=other.unit)}
        with pytest.raises(NotPossibleError):
            answer_consultation(at=at, consultation=other, **late)
    assert jobs.count_silences(local("2020-06-09T17:00")) == 0


def _finished(world, step):
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-03T10:00"), step=step)
    accept(actor=world.chairman, at=local("2020-06-03T11:00"), step=step)
    (step,) = approve(actor=world.chairman, at=local("2020-06-03T14:00"), step=step)
    accept(actor=world.clerk, at=local("2020-06-03T15:00"), step=step, take=True)
    finish(actor=world.clerk, at=local("2020-06-04T09:00"), step=step, result_number="12/TLKS")


def test_a_proposal_that_the_counter_never_issued_is_settled_when_the_dossier_closes(world):
    at = local("2020-06-04T09:00")
    endings = (
        lambda step: refuse(actor=world.chairman, at=at, dossier=step.dossier, **REASON),
        lambda step: stop(actor=world.chairman, at=at, dossier=step.dossier, **REASON),
        lambda step: withdraw(actor=world.counter, at=at, dossier=step.dossier, reason="đổi ý"),
        lambda step: _finished(world, step),
    )
    for end in endings:
        step = appraising(world)
        told = {"items": ["Bản vẽ"], "reason": "thiếu"}
        propose_supplement(actor=world.specialist, at=local("2020-06-03T09:00"), step=step, **told)
        end(Step.objects.select_related("dossier").get(pk=step.pk))
        assert as_told(step.dossier).proposals.get().settled_at == at


def test_a_dossier_that_waits_is_stopped_only_after_the_applicants_day(world):
    dossier = waiting(world).dossier
    in_time = refused_because(
        stop, actor=world.chairman, at=local("2020-06-12T17:30"), dossier=dossier, **REASON
    )
    assert in_time is Refusal.DEADLINE_NOT_PASSED
    at = local("2020-06-15T08:00")
    stop(actor=world.chairman, at=at, dossier=dossier, **REASON)
    after = as_told(dossier)
    assert (after.state, after.pauses.get().ended_at) == ("stopped", at)


@pytest.mark.parametrize("begin", [registered, received, lambda world: waiting(world).dossier])
def test_the_applicant_can_withdraw_as_long_as_nothing_is_solved(world, begin):
    dossier = begin(world)
    withdraw(actor=world.counter, at=local("2020-06-04T09:00"), dossier=dossier, reason="đổi ý")
    after = as_told(dossier)
    assert (after.state, after.outcome) == ("withdrawn", "withdrawn")
    with pytest.raises(NotPossibleError):
        withdraw(actor=world.counter, at=local("2020-06-04T10:00"), dossier=after, reason="đổi ý")


def test_a_published_extension_moves_the_lawful_date_once(world):
    dossier = received(world)
    at = local("2020-06-04T09:00")
    told = {"actor": world.chairman, "at": at, "dossier": dossier, "reason": "phải xác minh"}
    assert refused_because(extend, rule="khac", **told) is Refusal.NO_SUCH_RULE
    assert extend(rule="xm", **told) == local("2020-06-12T17:00")
    after = as_told(dossier)
    assert after.original_due_at == local("2020-06-09T17:00")
    assert after.lawful_due_at == after.promised_at == local("2020-06-12T17:00")
    assert after.due_dates.get(ground="extension").article == "Điều 5"
    assert refused_because(extend, rule="xm", **(told | {"dossier": after})) is Refusal.EXTENDED_BEFORE


def test_nothing_is_extended_after_the_lawful_date(world):
    dossier = received(world)
    late = {"actor": world.chairman, "at": local("2020-06-10T08:00"), "dossier": dossier}
    assert refused_because(extend, rule="xm", reason="muộn", **late) is Refusal.OVERDUE


def test_the_clock_stands_still_while_a_duty_is_unpaid(world):
    step = appraising(world)
    at = local("2020-06-03T09:00")
    asked = {"name": "Tiền sử dụng đất", "notice": "TB 15/CCT", "expected_end_on": at.date()}
    told = {"actor": world.specialist, "at": at, "step": step}
    assert refused_because(request_payment, amount=0, **told, **asked) is Refusal.AMOUNT_MISSING
    request_payment(amount=12_500_000, **told, **asked)
    dossier = as_told(step.dossier)
    assert dossier.state == "waiting_payment"
    cashier = make_user(role=Role.CASH_DESK, unit=world.one_stop)
    paid = {"actor": cashier, "at": local("2020-06-05T09:00"), "dossier": dossier}
    assert refused_because(record_payment, receipt_number="", **paid) is Refusal.REASON_MISSING
    assert record_payment(receipt_number="0001234", **paid) == local("2020-06-11T17:00")
    after = as_told(dossier)
    assert (after.state, after.settlements.get().receipt_number) == ("processing", "0001234")


def test_a_step_that_was_released_can_be_taken_by_another(world):
    step = appraising(world)
    at = local("2020-06-03T09:00")
    with pytest.raises(RefusedError) as caught:
        release(actor=world.head, at=at, step=step)
    assert caught.value.refusal is Refusal.HELD_BY_ANOTHER
    release(actor=world.specialist, at=at, step=step)
    take(actor=world.head, at=at, step=Step.objects.get(pk=step.pk))
    assert Step.objects.get(pk=step.pk).owner == world.head.officer


def test_a_correction_mends_the_applicant_and_tells_which_field_but_not_its_value(world):
    dossier = received(world)
    head = make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)
    at = local("2020-06-03T09:00")
    with pytest.raises(NotAllowedError):
        correct_record(actor=world.counter, at=at, dossier=dossier, reason="gõ nhầm", phone="0987654321")
    with pytest.raises(ValueError, match="not correctable"):
        correct_record(actor=head, at=at, dossier=dossier, reason="gõ nhầm", lawful_due_at="2021-01-01")
    correct_record(actor=head, at=at, dossier=dossier, reason="gõ nhầm", phone="0987654321")
    assert as_told(dossier).applicant.phone == "0987654321"
    told = history(Subject("dossier", str(dossier.pk))).last().payload
    assert told["fields"] == ["phone"]
    assert "0987654321" not in str(told)

"""What is offered is what would be done: every act, tried for real, against the list of offers.

Over situations that together show every state, officers of every role, and all acts that an officer does.
"""

from importlib import import_module

import pytest
from django.db import transaction

from motcua.accounts.permissions import Role
from motcua.dossiers import offers
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.release import release
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import Act, NotPossibleError, State
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.offering import offering
from motcua.dossiers.permits import PERMITS, Where
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.values import ResultText
from motcua.dossiers.whole import whole
from motcua.lib.memory import remembering
from motcua.worktime.limits import parse_limit
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import REASON, brought
from tests.domain.dossiers.test_time import appraising, registered, waiting
from tests.domain.dossiers.test_way import received, solved
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db
NOW = local("2020-06-05T10:30")
LATER = local("2020-06-12T17:00")


def handed_over(world):
    dossier = received(world)
    hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    return dossier


def of_step(make):
    return lambda world: make(world).dossier


def proposed(world):
    step = appraising(world)
    told = {"items": ["Bản vẽ"], "reason": "thiếu"}
    propose_supplement(actor=world.specialist, at=local("2020-06-03T09:00"), step=step, **told)
    return step.dossier


def owing(world):
    step = appraising(world)
    asked = {"name": "Tiền", "notice": "TB 1", "amount": 100, "expected_end_on": LATER.date()}
    request_payment(actor=world.specialist, at=local("2020-06-03T09:00"), step=step, **asked)
    return step.dossier


def asking(world):
    step = appraising(world)
    told = {"question": "?", "limit": parse_limit("2 wd")}
    consult(
        actor=world.specialist,
        at=local("2020-06-03T09:00"),
        step=step,
        units=[world.district, world.one_stop],
        **told,
    )
    one = step.consultations.get(unit=world.one_stop)
    head = make_user(role=Role.SPECIALIST, unit=world.one_stop)
    answer_consultation(actor=head, at=local("2020-06-03T10:00"), consultation=one, answer="consent", text="")
    return step.dossier


def released(world):
    step = appraising(world)
    release(actor=world.specialist, at=local("2020-06-03T09:00"), step=step)
    return step.dossier


def to_be_signed(world):
    step = appraising(world)
    (new,) = complete_step(actor=world.specialist, at=local("2020-06-03T09:00"), step=step)
    accept(actor=world.chairman, at=local("2020-06-03T10:00"), step=new)
    return step.dossier


def to_be_sealed(world):
    dossier = to_be_signed(world)
    step = Step.objects.get(dossier=dossier, key="ky")
    (new,) = approve(actor=world.chairman, at=local("2020-06-04T10:00"), step=step)
    accept(actor=world.clerk, at=local("2020-06-04T11:00"), step=new, take=True)
    return dossier


def apologised(world):
    dossier = handed_over(world)
    told = {"new_date": LATER, "reason": "chậm", "signer": world.head.officer}
    apologise(actor=world.counter, at=local("2020-06-03T09:00"), dossier=dossier_again(dossier), **told)
    return dossier


def extended(world):
    dossier = handed_over(world)
    told = {"rule": "xm", "reason": "xác minh"}
    extend(actor=world.chairman, at=local("2020-06-03T09:00"), dossier=dossier_again(dossier), **told)
    return dossier


def dossier_again(dossier):
    return Dossier.objects.get(pk=dossier.pk)


def guided(world):
    told = {"items": ["Tờ khai"], "reason": "thiếu"}
    return guide(actor=world.counter, at=local("2020-06-02T09:00"), **told, **brought(world))


def turned_away(world):
    return refuse_at_reception(actor=world.counter, at=local("2020-06-02T09:00"), **REASON, **brought(world))


def closed(act):
    def make(world):
        dossier = handed_over(world)
        who = world.counter if act is withdraw else world.chairman
        told = {"reason": "vì vậy"} | ({} if act is withdraw else {"legal_basis": "Điều 1"})
        act(actor=who, at=local("2020-06-03T09:00"), dossier=dossier_again(dossier), **told)
        return dossier

    return make


def returned(world):
    dossier = solved(world)
    return_result(actor=world.counter, at=local("2020-06-05T10:10"), dossier=dossier, receiver_name="Ánh")
    return dossier


SITUATIONS = {
    "registered": registered,
    "guided": guided,
    "turned_away": turned_away,
    "received": received,
    "handed_over": handed_over,
    "appraising": of_step(appraising),
    "released": released,
    "proposed": proposed,
    "waiting": of_step(waiting),
    "owing": owing,
    "asking": asking,
    "to_be_signed": to_be_signed,
    "to_be_sealed": to_be_sealed,
    "apologised": apologised,
    "extended": extended,
    "refused": closed(refuse),
    "stopped": closed(stop),
    "withdrawn": closed(withdraw),
    "ready": solved,
    "returned": returned,
}


def people(world):
    office = make_unit("huyen-khac-tu-phap")
    return [
        world.counter,
        make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop),
        make_user(role=Role.CASH_DESK, unit=world.one_stop),
        world.specialist,
        make_user(role=Role.SPECIALIST, unit=world.office),
        world.head,
        world.chairman,
        world.clerk,
        make_user(role=Role.INSPECTOR, unit=world.district),
        make_user(role=Role.SPECIALIST, unit=office),
        make_user(role=Role.SPECIALIST, unit=world.district),
    ]


def inputs(world, office):
    """Good inputs for each act that asks for any; of the officer for a step they are found for its unit."""
    asked_again = {"items": ["x"], "reason": "thiếu"}
    pause = {"expected_end_on": LATER.date()}
    return {
        Act.RECEIVE: {"unit": world.one_stop, "brought": world.papers},
        Act.GUIDE: {"unit": world.one_stop, **asked_again},
        Act.REFUSE_AT_RECEPTION: {"unit": world.one_stop, **REASON},
        Act.DRAFT_RESULT: {"text": ResultText("Giấy xác nhận", "", "GXN", "", "Xác nhận.", "")},
        Act.SEND_BACK: {"reason": "chưa đủ"},
        Act.CONSULT: {"units": [office], "question": "?", "limit": parse_limit("2 wd")},
        Act.ANSWER_CONSULTATION: {"answer": "opinion", "text": ""},
        Act.PROPOSE_SUPPLEMENT: asked_again,
        Act.REQUEST_SUPPLEMENT: pause,
        Act.REQUEST_PAYMENT: {"name": "Tiền", "amount": 5, "notice": "TB", **pause},
        Act.RECORD_PAYMENT: {"receipt_number": "1"},
        Act.APOLOGISE: {
            "new_date": local("2020-06-19T17:00"),
            "reason": "chậm",
            "signer": world.head.officer,
        },
        Act.EXTEND: {"rule": "xm", "reason": "xác minh"},
        Act.FINISH: {"result_number": "1/QĐ"},
        Act.RETURN_RESULT: {"receiver_name": "Ánh"},
        Act.REFUSE: REASON,
        Act.STOP: REASON,
        Act.WITHDRAW: {"reason": "rút"},
        Act.TELL_APPLICANT: {"about": "other", "means": "phone", "outcome": "told", "person": "Ánh"},
        Act.CORRECT_RECORD: {"reason": "gõ sai", "phone": "0987654321"},
    }


def officer_in(unit):
    position = unit.positions.select_related("officer").first()
    return position.officer if position else make_user(role=Role.SPECIALIST, unit=unit).officer


class Undone(Exception):
    """Ends a trial."""


def would_be_done(act, user, row, given):
    action = getattr(import_module(f"motcua.dossiers.actions.{act.value}"), act.value)
    asked = {"officer": officer_in(row.unit)} if act is Act.ASSIGN else given.get(act, {})
    try:
        with transaction.atomic():
            action(actor=user, at=NOW, **{row._meta.model_name: row}, **asked)
            raise Undone
    except Undone:
        return True
    except (NotAllowedError, NotPossibleError, RefusedError):
        return False


def candidates(rows, act):
    where = PERMITS[act][1]
    if where is Where.STEP:
        return rows.open_steps
    return rows.open_consultations if where is Where.ASKED else [rows.dossier]


def test_the_situations_show_every_state(world):
    shown = set()
    for make in SITUATIONS.values():
        with transaction.atomic():
            shown.add(State(dossier_again(make(world)).state))
    assert shown == set(State)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_offered_is_what_would_be_done_and_nothing_else(world, situation):
    dossier = dossier_again(SITUATIONS[situation](world))
    given, wrong = inputs(world, make_unit()), []
    for user in people(world):
        rows = whole(dossier_again(dossier))
        with remembering():
            offered = {(offer.act, offer.row.pk) for offer in offering(user, rows, NOW)}
        tried = [(act, row.pk) for act in offers.GUARDS for row in candidates(rows, act)]
        for act, key in tried:
            row = next(row for row in candidates(rows, act) if row.pk == key)
            done = would_be_done(act, user, row, given)
            if done is not ((act, key) in offered):
                wrong.append((user.full_name, act, "done" if done else "refused"))
            if done:  # undone in the database, but not in the rows that were read
                rows = whole(dossier_again(dossier))
    assert not wrong


def test_acts_that_are_never_offered_are_known_by_name():
    assert {
        Act.REGISTER_ONLINE,
        Act.REGISTER_POST,
        Act.ATTACH_FILE,
        Act.RECORD_FEE,
        Act.REFUND_FEE,
        Act.CANCEL_RECEIPT,
        Act.ANSWER_ON_THE_SPOT,
        Act.COUNT_SILENCE,
        Act.TIME_OUT_STEP,
        Act.TRANSFER,
        Act.DECIDE_DAY,
    } == offers.NOT_OFFERED

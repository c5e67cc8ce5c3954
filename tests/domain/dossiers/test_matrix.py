"""State × act × role in the database: every officer tries every act on a dossier in every state.

A role is held where the act asks for the right, in the agency above, or elsewhere. What must come of it
follows from the three tables (GRANTS and PERMITS: who may; MOVES: what can follow what) and from the sheet
below: which acts the facts let pass. The default run takes a part of the sheet, `make test-exhaustive` all.
"""

from datetime import timedelta

import pytest
from django.db import transaction

from motcua.accounts.permissions import GRANTS, Reach, Role
from motcua.dossiers import jobs
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.attach_file import attach_file
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.correct_record import correct_record
from motcua.dossiers.actions.draft_result import draft_result
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.actions.record_payment import record_payment
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.refund_fee import refund_fee
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.register_post import register_post
from motcua.dossiers.actions.release import release
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.take import take
from motcua.dossiers.actions.tell_applicant import tell_applicant
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import MOVES, Act, NotPossibleError, State
from motcua.dossiers.models import Consultation, Dossier, Settlement, Step
from motcua.dossiers.permits import PERMITS, Where
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.values import ResultText
from motcua.journal.models import Event
from motcua.orgs.models import Succession, Unit
from motcua.payments.actions.cancel_receipt import cancel_receipt
from motcua.worktime.limits import parse_limit
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_time import appraising, asked, registered
from tests.domain.dossiers.test_way import received, solved
from tests.factories.files import a_stored_file
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db
AT = local("2020-06-05T15:00")
TEXT = ResultText("Giấy xác nhận", "", "GXN-UBND", "", "Xác nhận.", "Lưu: VT")
REASON = {"reason": "vì", "legal_basis": "Điều 5"}
TOLD = {"about": "other", "means": "phone", "outcome": "told", "person": "Lò Thị A"}

# What a dossier can be when an act is tried, and which acts its facts let pass.
_FEES = "record_fee refund_fee cancel_receipt"
_BESIDE = f"correct_record tell_applicant {_FEES}"
_BEFORE = "correct_record tell_applicant attach_file transfer"
_ALIVE = f"{_FEES} {_BEFORE}"
_ANY_WORK = f"request_payment consult apologise extend refuse stop withdraw {_ALIVE}"
_HELD = f"{_ANY_WORK} take assign release draft_result"
PASSES = {
    "new": "register_post receive answer_on_the_spot guide refuse_at_reception",
    "registered": f"receive guide refuse_at_reception withdraw {_BEFORE}",
    "guided": f"receive refuse_at_reception withdraw {_BEFORE}",
    "refused_at_reception": "correct_record",
    "received": f"{_HELD} hand_over propose_supplement",
    "offered": f"accept apologise extend refuse stop withdraw {_ALIVE}",
    "appraising": f"{_HELD} complete_step send_back propose_supplement",
    "proposed": f"{_HELD} complete_step send_back request_supplement",
    "asked": f"{_HELD} send_back propose_supplement answer_consultation",
    "approving": f"{_HELD} approve send_back propose_supplement",
    "sealing": f"{_ANY_WORK} take assign release finish send_back propose_supplement",
    "waiting_supplement": f"answer_consultation record_supplement withdraw {_ALIVE}",
    "waiting_payment": f"answer_consultation record_payment withdraw {_ALIVE}",
    "refused": "correct_record tell_applicant refund_fee cancel_receipt",
    "stopped": "correct_record tell_applicant refund_fee cancel_receipt",
    "withdrawn": "correct_record tell_applicant refund_fee cancel_receipt",
    "ready": f"return_result {_ALIVE}",
    "returned": f"{_BESIDE}",
}
BY_HOLDER = {
    *(Act.HAND_OVER, Act.RELEASE, Act.COMPLETE_STEP, Act.SEND_BACK, Act.CONSULT, Act.FINISH),
    Act.DRAFT_RESULT,
    *(Act.PROPOSE_SUPPLEMENT, Act.REQUEST_PAYMENT),
}
ONLY_NEW = (Act.REGISTER_POST, Act.ANSWER_ON_THE_SPOT)
BRINGING = (*ONLY_NEW, Act.RECEIVE, Act.GUIDE, Act.REFUSE_AT_RECEPTION)
SOURCES = {move.act: move.sources for move in MOVES}


def _fresh(dossier):
    return Dossier.objects.get(pk=dossier.pk)


def _step_at(world, key):
    """A dossier whose step `key`, approval or seal, is in somebody's hands."""
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-04T16:00"), step=appraising(world))
    accept(actor=world.chairman, at=local("2020-06-05T08:00"), step=step, take=True)
    if key == "ky":
        return step.dossier
    (step,) = approve(actor=world.chairman, at=local("2020-06-05T09:00"), step=step)
    accept(actor=world.clerk, at=local("2020-06-05T09:30"), step=step, take=True)
    return step.dossier


def _paused(world, kind):
    """With an opinion asked, then waiting for the applicant until a day that has not passed."""
    step, _ = asked(world, silence_as_consent=False)
    step = Step.objects.get(pk=step.pk)
    at, until = local("2020-06-03T09:00"), local("2020-06-12T17:00").date()
    mine = {"actor": world.specialist, "at": at, "step": step}
    if kind == "payment":
        request_payment(**mine, name="x", amount=1, notice="1", expected_end_on=until)
    else:
        propose_supplement(**mine, items=["Bản vẽ"], reason="thiếu")
        request_supplement(actor=world.counter, at=at, dossier=_fresh(step.dossier), expected_end_on=until)
    return step.dossier


def _proposed(world):
    step = appraising(world)
    told = {"items": ["Bản vẽ"], "reason": "thiếu"}
    propose_supplement(actor=world.specialist, at=local("2020-06-03T09:00"), step=step, **told)
    return step.dossier


def _offered(world):
    dossier = received(world)
    hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    return dossier


def _returned(world):
    dossier = solved(world)
    return_result(actor=world.counter, at=AT, dossier=dossier, receiver_name="Lò Thị A")
    return dossier


def _after(begin, act, who, **told):
    def built(world):
        dossier = begin(world)
        cashier = make_user(role=Role.CASH_DESK, unit=world.one_stop)
        fee = {"name": "Lệ phí", "amount": 8000}
        record_fee(actor=cashier, at=local("2020-06-04T08:00"), dossier=_fresh(dossier), **fee)
        act(actor=getattr(world, who), at=local("2020-06-04T09:00"), dossier=_fresh(dossier), **told)
        return dossier

    return built


def _turned_away(act, **told):
    def built(world):
        dossier = registered(world)
        at = local("2020-06-02T09:00")
        return act(actor=world.counter, at=at, unit=world.one_stop, dossier=dossier, **told)

    return built


def _asked(world):
    return asked(world, silence_as_consent=False)[0].dossier


BUILT = {
    "registered": registered,
    "guided": _turned_away(guide, items=["Tờ khai"], reason="thiếu"),
    "refused_at_reception": _turned_away(refuse_at_reception, reason="vì"),
    "received": received,
    "offered": _offered,
    "appraising": lambda world: appraising(world).dossier,
    "proposed": _proposed,
    "asked": _asked,
    "approving": lambda world: _step_at(world, "ky"),
    "sealing": lambda world: _step_at(world, "dong-dau"),
    "waiting_supplement": lambda world: _paused(world, "supplement"),
    "waiting_payment": lambda world: _paused(world, "payment"),
    "refused": _after(_asked, refuse, "chairman", **REASON),
    "stopped": _after(_asked, stop, "chairman", **REASON),
    "withdrawn": _after(_asked, withdraw, "counter", reason="đổi ý"),
    "ready": solved,
    "returned": _returned,
}


class Sheet:
    """One state: the dossier in it, officers of every role, and tries that leave nothing behind."""

    def __init__(self, world, name):
        self.world, self.name = world, name
        self.dossier = BUILT[name](world) if name in BUILT else None
        self.elsewhere = make_unit("noi-khac", kind="district", level="district")
        self.users, self.keys = {}, {}
        self.heir = make_unit(under=world.district, kind="one_stop", level="district")
        self.file = a_stored_file()
        if self.dossier is not None:
            self.dossier = _fresh(self.dossier)
            for model in Step, Consultation:
                rows = model.objects.filter(dossier=self.dossier).order_by("-pk")
                self.keys[model] = rows.values_list("pk", flat=True).first()
            if paid := self.dossier.settlements.filter(kind="fee").first():
                self.keys[Settlement] = paid.pk
            elif State(self.dossier.state) in SOURCES[Act.RECORD_FEE]:
                cashier = self.user(Role.CASH_DESK, world.one_stop)
                row = record_fee(actor=cashier, at=AT, dossier=self.dossier, name="Lệ phí", amount=8000)
                self.keys[Settlement] = row.pk
            running = self.dossier.steps.filter(ended_at__isnull=True).first()
            self.keys[Step] = running.pk if running else self.keys[Step]

    def row(self, model):
        return model.objects.get(pk=self.keys[model]) if self.keys.get(model) else None

    def user(self, role, unit):
        if (role, unit.pk) not in self.users:
            self.users[role, unit.pk] = make_user(role=role, unit=unit)
        return self.users[role, unit.pk]

    def unit(self, act):
        """Where `act` asks for the right; None when there is nothing in this state that it is done to."""
        where = PERMITS[act][1]
        step, asked = self.row(Step), self.row(Consultation)
        if self.dossier is None:
            return self.world.one_stop if act in BRINGING else None
        if act in ONLY_NEW:
            return None
        if act in (Act.REFUND_FEE, Act.CANCEL_RECEIPT) and Settlement not in self.keys:
            return None
        return {
            Where.RECEIVING: self.dossier.received_by_unit,
            Where.STEP: step and step.unit,
            Where.AGENCY: self.dossier.agency,
            Where.ASKED: asked and asked.unit,
            Where.SUCCESSOR: self.heir,
            Where.KEEPERS: None,  # no act on one dossier: tests/domain/dossiers/test_days.py
        }[where]

    def places(self, unit):
        """Units in which a role may be held: the one asked about, the agency above it, another one."""
        above = [self.world.district] if unit != self.world.district else []
        return [unit, *above, self.elsewhere]

    def expected(self, act, role, unit, place):
        """The class of error that the tables call for; None where the act is done."""
        reach = GRANTS[role].get(PERMITS[act][0])
        if reach is None or place == self.elsewhere or (place != unit and reach is Reach.UNIT):
            return NotAllowedError
        state = State(self.dossier.state) if self.dossier else None
        if state not in SOURCES[act]:
            return NotPossibleError
        return None if act.value in PASSES[self.name].split() else RefusedError

    def attempt(self, act, user):
        """What came of the try, which is undone."""
        with transaction.atomic():
            before = Event.objects.count()
            try:
                self.do(act, user)
                came = None
                assert Event.objects.count() == before + 1
            except (NotAllowedError, NotPossibleError, RefusedError) as error:
                came = type(error)
                assert Event.objects.count() == before
            transaction.set_rollback(True)
        return came

    def do(self, act, user):
        if act in BY_HOLDER or act is Act.TAKE:
            owner = None if act is Act.TAKE else user.officer
            Step.objects.filter(pk=self.keys[Step]).update(owner=owner)
        if act is Act.TRANSFER:
            self.reform()
        told = {"actor": user, "at": AT}
        if act in BRINGING:
            return self.bring(act, told)
        function, subject, more = self.given()[act]
        thing = {"dossier": self.dossier and _fresh(self.dossier)}.get(subject) or self.row(
            {"step": Step, "consultation": Consultation, "settlement": Settlement}.get(subject, Dossier)
        )
        return function(**told, **{subject: thing}, **more)

    def reform(self):
        """The counter's unit ended the day before; the heir carries its work on."""
        old, day = self.world.one_stop, AT.date()
        Unit.objects.filter(pk=old.pk).update(valid_to=day - timedelta(days=1))
        Succession.objects.create(predecessor=old, successor=self.heir, on=day)

    def bring(self, act, told):
        world = self.world
        if self.dossier:
            told |= {"unit": world.one_stop, "dossier": _fresh(self.dossier)}
        else:
            told |= {
                "unit": world.one_stop,
                "version": world.version,
                "applicant": world.applicant,
                "request": world.request,
            }
        if act is Act.REGISTER_POST:
            return register_post(**told)
        if act is Act.RECEIVE:
            return receive(**told, brought=world.papers)
        if act is Act.GUIDE:
            return guide(**told, items=["Tờ khai"], reason="thiếu")
        if act is Act.REFUSE_AT_RECEPTION:
            return refuse_at_reception(**told, **REASON)
        spot = {"started_at": AT, "result_number": "1/CT", "receiver_name": "Lò Thị A"}
        return answer_on_the_spot(**told, **spot, brought=world.papers)

    def given(self):
        """For each act the function, what it is done to, and inputs that are right."""
        world, until = self.world, local("2020-06-12T17:00").date()
        step = self.row(Step)
        there = {world.one_stop: world.counter, world.office: world.head, world.district: world.chairman}
        officer = there[step.unit].officer if step else None
        duty = {"name": "x", "amount": 1, "notice": "1", "expected_end_on": until}
        ask = {"units": [self.elsewhere], "question": "?", "limit": parse_limit("2 wd")}
        return {
            Act.HAND_OVER: (hand_over, "step", {}),
            Act.ACCEPT: (accept, "step", {}),
            Act.ASSIGN: (assign, "step", {"officer": officer}),
            Act.TAKE: (take, "step", {}),
            Act.RELEASE: (release, "step", {}),
            Act.COMPLETE_STEP: (complete_step, "step", {}),
            Act.DRAFT_RESULT: (draft_result, "step", {"text": TEXT}),
            Act.SEND_BACK: (send_back, "step", {"reason": "vì"}),
            Act.CONSULT: (consult, "step", ask),
            Act.ANSWER_CONSULTATION: (
                answer_consultation,
                "consultation",
                {"answer": "consent", "text": ""},
            ),
            Act.PROPOSE_SUPPLEMENT: (propose_supplement, "step", {"items": ["x"], "reason": "vì"}),
            Act.REQUEST_SUPPLEMENT: (request_supplement, "dossier", {"expected_end_on": until}),
            Act.RECORD_SUPPLEMENT: (record_supplement, "dossier", {}),
            Act.REQUEST_PAYMENT: (request_payment, "step", duty),
            Act.RECORD_PAYMENT: (record_payment, "dossier", {"receipt_number": "1"}),
            Act.APOLOGISE: (
                apologise,
                "dossier",
                {"new_date": local("2020-06-19T17:00"), "reason": "vì", "signer": world.chairman.officer},
            ),
            Act.EXTEND: (extend, "dossier", {"rule": "xm", "reason": "vì"}),
            Act.APPROVE: (approve, "step", {}),
            Act.FINISH: (finish, "step", {"result_number": "1/KQ"}),
            Act.RETURN_RESULT: (return_result, "dossier", {"receiver_name": "Lò Thị A"}),
            Act.REFUSE: (refuse, "dossier", REASON),
            Act.STOP: (stop, "dossier", REASON),
            Act.WITHDRAW: (withdraw, "dossier", {"reason": "vì"}),
            Act.TELL_APPLICANT: (tell_applicant, "dossier", TOLD),
            Act.CORRECT_RECORD: (correct_record, "dossier", {"reason": "vì", "phone": "0987"}),
            Act.RECORD_FEE: (record_fee, "dossier", {"name": "Lệ phí", "amount": 1000}),
            Act.REFUND_FEE: (refund_fee, "settlement", {"reason": "vì"}),
            Act.CANCEL_RECEIPT: (cancel_receipt, "settlement", {"reason": "vì"}),
            Act.TRANSFER: (transfer, "dossier", {"successor": self.heir, "document": "NQ 1"}),
            Act.ATTACH_FILE: (attach_file, "dossier", {"file": self.file, "position": 1}),
        }


def cells(sheet):
    """Every act that has something to be done to, by every role in every place."""
    for act in PERMITS:
        unit = sheet.unit(act)
        if unit is not None:
            yield from ((act, role, unit, place) for role in Role for place in sheet.places(unit))


def check(sheet, chosen):
    wrong = {}
    for act, role, unit, place in chosen:
        expected = sheet.expected(act, role, unit, place)
        came = sheet.attempt(act, sheet.user(role, place))
        if came is not expected:
            wrong[act.value, role.value, place.code] = (came, expected)
    assert not wrong


@pytest.mark.parametrize("name", PASSES)
def test_who_has_the_right_does_what_the_state_and_the_facts_allow(world, name):
    """The cells in which the tables give the right, and a tenth of the others."""
    sheet = Sheet(world, name)
    may, rest = [], []
    for cell in cells(sheet):
        (rest if sheet.expected(*cell) is NotAllowedError else may).append(cell)
    first = {(act, role): (act, role, *places) for act, role, *places in reversed(may)}
    check(sheet, [*first.values(), *rest[::10]])


@pytest.mark.exhaustive
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", PASSES)
def test_every_cell_of_the_sheet(world, name):
    sheet = Sheet(world, name)
    check(sheet, cells(sheet))


def test_the_sheet_has_every_act_and_state(world):
    states = {"offered", "appraising", "proposed", "asked", "approving", "sealing"}
    assert {State(name) for name in set(PASSES) - states - {"new"}} | {State.PROCESSING} == set(State)
    assert set(BUILT) | {"new"} == set(PASSES)
    passed = {Act(act) for acts in PASSES.values() for act in acts.split()}
    assert set(PERMITS) - passed == {Act.DECIDE_DAY}


@pytest.mark.parametrize("name", BUILT)
def test_time_alone_does_nothing_where_silence_is_no_consent(world, name):
    dossier = BUILT[name](world)
    before = Event.objects.count()
    assert jobs.count_silences(local("2020-07-01T08:00")) == 0
    assert (Event.objects.count(), _fresh(dossier).state) == (before, _fresh(dossier).state)

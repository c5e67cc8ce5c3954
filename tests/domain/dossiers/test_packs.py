"""The procedures that come with the program, walked whole through the real tree of 2020 by real acts."""

from datetime import timedelta

from django.apps import apps
from django.test import TestCase

from motcua.accounts.permissions import Role
from motcua.catalogue import pack as packs
from motcua.catalogue.actions.load_pack import load_pack
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import frame, jobs, offices, queries, terms
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.actions.take import take
from motcua.dossiers.models import Step
from motcua.dossiers.rebuilding import differences, rebuild
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.journal.actions.begin_installation import begin_installation
from motcua.journal.actions.record import on_set_clock
from motcua.journal.events import SYSTEM, Subject
from motcua.journal.queries import history
from motcua.orgs import queries as orgs
from motcua.orgs.actions.load_units import load_units
from motcua.worktime import calc
from tests.domain.dossiers.conftest import local, usual_calendar
from tests.factories.people import give_role, make_officer, make_user

START = local("2020-06-02T08:00")
COMMUNE = {"p1", "p2", "p3", "p4", "p8", "p9", "p12", "p13", "p14", "p15"}
_DOES = [Role.COUNTER_OFFICER, Role.SPECIALIST, Role.UNIT_LEADER, Role.RECORDS_CLERK]


class Walk:
    """One dossier of a pack, and officers for every unit that it comes to."""

    def __init__(self, name):
        (self.pack,) = [packs.read_file(p).pack for p in packs.shipped() if p.stem == name]
        outcomes = load_pack(pack=self.pack, actor=SYSTEM, at=START - timedelta(days=30))
        self.version = ProcedureVersion.objects.get(pk=outcomes[0].version)
        on = START.date()
        top = orgs.unit("yen-chau")
        if name in COMMUNE:
            top = next(unit for unit in orgs.children(top, on) if unit.kind == "commune")
        self.unit = orgs.one_stop_of(top, on)
        self.officers, self.at = {}, START

    def officer(self, unit):
        """Somebody who may do all daily work in `unit`."""
        if unit.pk not in self.officers:
            user = make_user()
            officer = make_officer(user.full_name, user=user)
            for role in _DOES:
                give_role(officer, role, unit)
            self.officers[unit.pk] = user
        return self.officers[unit.pk]

    def later(self, **time):
        self.at += timedelta(**(time or {"minutes": 1}))
        return self.at

    def receive(self):
        case = self.version.cases.first().code if self.version.cases.exists() else ""
        papers = [Brought(rule.position, originals=1) for rule in terms.components_of(self.version, case)]
        return receive(
            actor=self.officer(self.unit),
            at=self.at,
            unit=self.unit,
            version=self.version,
            applicant=ApplicantDetails("Lò Thị Ngọc Ánh"),
            request=Request(case=case),
            brought=papers,
        )

    def hold(self, step):
        step = Step.objects.select_related("dossier", "unit", "leg", "owner").get(pk=step.pk)
        user = self.officer(step.unit)
        if step.state == Step.State.OFFERED:
            accept(actor=user, at=self.later(), step=step, take=True)
        elif step.owner is None:
            take(actor=user, at=self.later(), step=step)
        return step, user

    def do(self, step):
        """Whatever ends `step`, by whoever may."""
        step, user = self.hold(step)
        at = self.later()
        if frame.plan_of(step.dossier).is_final(step.key):
            return finish(actor=user, at=at, step=step, result_number="1/KQ") and []
        act = {"receive": hand_over, "approve": approve}.get(step.role, complete_step)
        return act(actor=user, at=at, step=step)

    def run(self, dossier):
        for _ in range(40):
            step = dossier.steps.filter(ended_at__isnull=True).order_by("opened_at", "key").first()
            if step is None:
                break
            self.do(step)
        dossier.refresh_from_db()
        return dossier


def check_told(dossier):
    """Every journaled column of every row is what the events tell."""
    events = history(Subject("dossier", str(dossier.pk)))
    told = rebuild((event.recorded_at, event.payload) for event in events)
    for (kind, key), columns in told.items():
        row = apps.get_model("dossiers", kind).objects.get(pk=key)
        assert differences(columns, {name: getattr(row, name) for name in columns}) == [], kind
    steps = {key for kind, key in told if kind == "step"}
    assert steps == {str(key) for key in dossier.steps.values_list("pk", flat=True)}


class TestPacks(TestCase):
    """The tree of units is loaded once for all: it takes seconds."""

    @classmethod
    def setUpClass(cls):
        cls.enterClassContext(on_set_clock())
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        offices.forget()
        terms.forget()
        begin_installation(kind="demonstration")
        usual_calendar()
        load_units(actor=SYSTEM, at=START - timedelta(days=30))

    def setUp(self):
        self.addCleanup(offices.forget)
        self.addCleanup(terms.forget)

    def test_every_shipped_procedure_reaches_its_result(self):
        for name in ("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"):
            way = Walk(name)
            dossier = way.run(way.receive())
            assert dossier.state == "ready", name
            assert not dossier.legs.filter(closed_at__isnull=True).exists()
            assert dossier.steps.exclude(state="done").count() == 0
            keys = list(dossier.steps.values_list("key", flat=True))
            assert len(keys) == len(set(keys))
            check_told(dossier)

    def test_steps_of_half_a_calendar_day_have_due_dates(self):
        way = Walk("p6")
        dossier = way.receive()
        first = dossier.steps.get()
        assert first.due_at == local("2020-06-02T13:30")
        assert dossier.original_due_at.astimezone(START.tzinfo).date() == local("2020-06-17T00:00").date()

    def test_sending_back_passes_steps_that_did_not_happen(self):
        way = Walk("p3")
        dossier = way.receive()
        for _ in range(2):
            way.do(dossier.steps.get(ended_at__isnull=True))
        signing, leader = way.hold(dossier.steps.get(key="ky"))
        (again,) = send_back(actor=leader, at=way.later(), step=signing, reason="sai tên")
        assert (again.key, again.round) == ("tham-tra", 2)
        assert way.run(dossier).state == "ready"
        check_told(dossier)

    def test_the_branch_that_is_done_stays_when_the_other_is_sent_back(self):
        way = Walk("p9")
        dossier = way.receive()
        for _ in range(4):
            way.do(dossier.steps.get(ended_at__isnull=True))
        way.do(dossier.steps.get(key="bhyt"))
        police, officer = way.hold(dossier.steps.get(key="thuong-tru"))
        (again,) = send_back(actor=officer, at=way.later(), step=police, reason="thiếu số nhà")
        assert again.key == "chuyen"
        assert way.run(dossier).state == "ready"
        rounds = dossier.steps.values_list("key", "round", "state")
        assert [row for row in rounds if row[0] == "bhyt"] == [("bhyt", 1, "done")]
        check_told(dossier)

    def test_opinions_that_stay_away_do_not_hold_up_the_join(self):
        way = Walk("p6")
        dossier = way.receive()
        for key in ("tiep-nhan", "phan-cong", "kiem-tra", "tham-dinh"):
            way.do(dossier.steps.get(key=key))
        assert not dossier.steps.filter(key="truong-phong").exists()
        asking = dossier.steps.get(key="lay-y-kien")
        assert queries.steps_timed_out(asking.due_at) == []
        way.at = asking.due_at + timedelta(minutes=1)
        assert jobs.count_silences(way.at) == 1
        assert jobs.count_silences(way.at) == 0
        assert dossier.steps.get(key="truong-phong").state == "open"
        assert way.run(dossier).state == "ready"
        check_told(dossier)

    def test_every_leg_answers_for_its_own_unit(self):
        way = Walk("p9")
        dossier = way.run(way.receive())
        legs = {leg.unit.code: leg for leg in dossier.legs.select_related("unit")}
        calendar = frame.calendar_of(way.unit, START)
        for step in dossier.steps.filter(key__in=("bhyt", "thuong-tru")).select_related("unit"):
            leg = legs[step.unit.code]
            assert leg.due_at == step.due_at
            assert calc.working_days_between(calendar, leg.handed_at.date(), leg.due_at.date()) in (7, 10)

    def test_the_time_of_a_leg_is_that_of_its_own_unit(self):
        legs = list(Walk("p6").receive().legs.all())
        assert [leg.due_at for leg in legs] == [local("2020-06-02T13:30")]
        way = Walk("p5")
        dossier = way.run(way.receive())
        begun = {leg.unit.code: leg for leg in dossier.legs.select_related("unit")}
        assert begun["yen-chau-mot-cua"].due_at == local("2020-06-02T10:00")
        assert begun["yen-chau-tai-chinh"].due_at == local("2020-06-04T10:01")

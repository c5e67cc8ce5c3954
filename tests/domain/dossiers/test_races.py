"""Many at once, in processes of their own: one winner for one dossier, all who act apart, exact numbers."""

from collections import Counter as Tally

import pytest
from django.apps import apps
from django.db import connection

from motcua.accounts.permissions import Role
from motcua.dossiers import offices, terms
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.open_book import open_book
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.models import Consultation, Counter, Dossier, ResultPaper, Settlement, Slip, Step
from motcua.dossiers.rebuilding import differences, rebuild
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.journal.events import Subject
from motcua.journal.models import Event
from motcua.journal.queries import history
from motcua.orgs.models import AgencyIdentifier, Scheme, UnitKind
from motcua.payments.models import SheetLine
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.racing import RACERS, act, racers
from tests.domain.dossiers.test_time import appraising, asked, registered, waiting
from tests.domain.dossiers.test_way import received, solved
from tests.factories.catalogue import a_content, landed
from tests.factories.people import LONG_AGO, make_unit, make_user

pytestmark = pytest.mark.django_db(transaction=True)
AT = local("2020-06-09T09:00")
LOST = {"StaleError", "NotPossibleError"}


@pytest.fixture(scope="module")
def eight(django_db_setup):
    with racers(connection.settings_dict["NAME"]) as found:
        yield found


@pytest.fixture(autouse=True)
def nothing_remembered():
    yield
    offices.forget()
    terms.forget()


def fresh(step):
    return Step.objects.select_related("dossier", "unit", "leg").get(pk=step.pk)


def check_told(dossier):
    """Nothing is half-written: the rows are what the events tell, and there are no others."""
    events = history(Subject("dossier", str(dossier.pk)))
    told = rebuild((event.recorded_at, event.payload) for event in events)
    for (kind, key), columns in told.items():
        row = apps.get_model("dossiers", kind).objects.get(pk=key)
        assert differences(columns, {name: getattr(row, name) for name in columns}) == [], kind
    for kind in ("step", "leg", "slip", "duedate", "pause", "resultpaper"):
        found = apps.get_model("dossiers", kind).objects.filter(dossier=dossier)
        assert found.count() == sum(name == kind for name, _ in told), kind


def one_winner(eight, dossier, acts):
    """All of `acts` at once leave one winner and one event; the others are told that they came too late."""
    events = Event.objects.count()
    results = [result for (result,) in eight.run(*([one] for one in acts))]
    assert Tally(result.error for result in results)[""] == 1, results
    assert {result.error for result in results} - {""} <= LOST, results
    assert Event.objects.count() == events + 1
    check_told(dossier)
    return results


def test_eight_who_receive_one_registered_dossier_leave_one_winner(eight, world):
    dossier = registered(world)
    officers = [make_user(role=Role.COUNTER_OFFICER, unit=world.one_stop) for _ in range(RACERS)]
    told = {"at": AT, "unit": world.one_stop, "dossier": dossier, "brought": world.papers}
    results = one_winner(eight, dossier, [act("receive", actor=one, **told) for one in officers])
    (winner,) = [one for one, result in zip(officers, results, strict=True) if not result.error]
    assert Dossier.objects.get().contact == winner.officer
    assert Slip.objects.get().number == Counter.objects.get(series__startswith="slip:").last == 1


def test_eight_who_take_one_step_leave_one_holder(eight, world):
    (step,) = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=received(world).steps.get())
    accept(actor=world.head, at=local("2020-06-02T10:30"), step=step)
    officers = [make_user(role=Role.SPECIALIST, unit=world.office) for _ in range(RACERS)]
    acts = [act("take", actor=one, at=AT, step=step) for one in officers]
    results = one_winner(eight, step.dossier, acts)
    (winner,) = [one for one, result in zip(officers, results, strict=True) if not result.error]
    assert Step.objects.get(pk=step.pk).owner == winner.officer


def test_eight_who_hand_over_finish_and_return_leave_one_winner_each(eight, world):
    dossier = received(world)
    over = act("hand_over", actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    one_winner(eight, dossier, [over] * RACERS)
    assert Step.objects.filter(dossier=dossier, key="phan-cong").count() == 1
    at_clerk = sealing(world)
    end = act("finish", actor=world.clerk, at=AT, step=at_clerk, result_number="1/KQ")
    one_winner(eight, at_clerk.dossier, [end] * RACERS)
    ready = solved(world)
    back = act("return_result", actor=world.counter, at=AT, dossier=ready, receiver_name="Lò Thị A")
    one_winner(eight, ready, [back] * RACERS)


def sealing(world):
    """The last step of a dossier, in the hands of the clerk."""
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-04T16:00"), step=appraising(world))
    accept(actor=world.chairman, at=local("2020-06-05T08:00"), step=step)
    (step,) = approve(actor=world.chairman, at=local("2020-06-05T09:00"), step=step)
    accept(actor=world.clerk, at=local("2020-06-05T09:30"), step=step, take=True)
    return fresh(step)


def test_eight_who_record_one_supplement_move_the_date_once(eight, world):
    dossier = Dossier.objects.get(pk=waiting(world).dossier_id)
    told = act("record_supplement", actor=world.counter, at=AT, dossier=dossier)
    one_winner(eight, dossier, [told] * RACERS)
    assert [row.ground for row in dossier.due_dates.all()] == ["original", "pause"]


def test_different_acts_at_once_are_done_one_after_the_other_or_not_at_all(eight, world):
    for _ in range(3):
        step = appraising(world)
        dossier, before = step.dossier, Event.objects.filter(subject_id=str(step.dossier_id)).count()
        mine = {"actor": world.specialist, "at": AT, "step": step}
        ground = {"reason": "vì", "legal_basis": "Điều 5"}
        acts = [
            act("complete_step", **mine),
            act("send_back", **mine, reason="thiếu"),
            act("release", **mine),
            act("request_payment", **mine, name="x", amount=1, notice="1", expected_end_on=AT.date()),
            act("refuse", actor=world.chairman, at=AT, dossier=dossier, **ground),
            act("withdraw", actor=world.counter, at=AT, dossier=dossier, reason="đổi ý"),
            act("extend", actor=world.chairman, at=AT, dossier=dossier, rule="xm", reason="vì"),
            act("assign", actor=world.head, at=AT, step=step, officer=world.head.officer),
        ]
        results = [result for (result,) in eight.run(*([one] for one in acts))]
        done = Tally(result.error for result in results)[""]
        assert done >= 1
        assert {result.error for result in results} - {""} <= LOST, results
        assert Event.objects.filter(subject_id=str(dossier.pk)).count() == before + done
        check_told(dossier)


def test_agencies_that_answer_at_once_all_succeed(eight, world):
    step, rows = asked(world, silence_as_consent=False)
    officers = [make_user(role=Role.SPECIALIST, unit=row.unit) for row in rows]
    told = {"at": local("2020-06-03T09:00"), "answer": "consent", "text": ""}
    pairs = zip(officers, rows, strict=True)
    acts = [act("answer_consultation", actor=one, consultation=row, **told) for one, row in pairs]
    results = eight.run(*([one] for one in acts))
    assert [result.error for (result,) in results] == ["", ""]
    assert Consultation.objects.filter(step=step, answer="consent").count() == 2
    assert Event.objects.filter(type="answer_consultation").count() == 2
    check_told(step.dossier)


FORK = [
    {"key": "nhan", "name": "Nhận", "role": "receive", "office": "one_stop", "limit": "0.5 wd"},
    *(
        {"key": key, "name": key, "role": "appraise", "office": key, "limit": "3 wd", "after": ["nhan"]}
        for key in ("cong-an", "bhxh")
    ),
    {
        "key": "gom",
        "name": "Gom kết quả",
        "role": "seal",
        "office": "one_stop",
        "limit": "0.5 wd",
        "after": ["cong-an", "bhxh"],
    },
    {"key": "tra", "name": "Trả", "role": "return", "office": "one_stop"},
]


def test_two_legs_that_end_at_once_open_the_join_once(eight, world):
    content = a_content(
        "9.100002",
        "Liên thông",
        levels=["district"],
        ways=[{"channel": "direct", "limit": "4 wd"}],
        processes=[{"code": "chinh", "name": "Quy trình", "limit": "4 wd", "steps": FORK}],
    )
    (outcome,) = landed(content, start=LONG_AGO, at=local("2019-12-31T10:00"))
    world.version, world.papers = apps.get_model("catalogue", "ProcedureVersion")(pk=outcome.version), []
    world.version.refresh_from_db()
    officers = {}
    for key in "cong-an", "bhxh":
        unit = make_unit(f"huyen-{key}", under=world.district, kind=UnitKind.VERTICAL, level="district")
        officers[key] = make_user(role=Role.SPECIALIST, unit=unit)
    dossiers = [received(world) for _ in range(4)]
    acts = []
    for dossier in dossiers:
        branches = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
        for step in branches:
            accept(actor=officers[step.key], at=local("2020-06-02T11:00"), step=step, take=True)
            done = {"actor": officers[step.key], "at": local("2020-06-04T09:00"), "step": fresh(step)}
            acts.append(act("complete_step", **done))
    results = eight.run(*([one] for one in acts))
    assert {result.error for (result,) in results} == {""}
    for dossier in dossiers:
        assert sorted(dossier.steps.values_list("key", "state")) == [
            ("bhxh", "done"),
            ("cong-an", "done"),
            ("gom", "offered"),
            ("nhan", "done"),
        ]
        assert [leg.closed_at is None for leg in dossier.legs.all()] == [False, False, False, True]
        check_told(dossier)


def other_unit(code):
    """A one-stop unit of another agency, and who receives there."""
    agency = make_unit(code, kind=UnitKind.DISTRICT, level="district")
    unit = make_unit(f"{code}-mot-cua", under=agency, kind=UnitKind.ONE_STOP, level="district")
    make_unit(f"{code}-tu-phap", under=agency, kind=UnitKind.OFFICE, level="district")
    AgencyIdentifier.objects.create(
        unit=agency, scheme=Scheme.QCVN_102, value="000.00.98.H52", valid_from=LONG_AGO
    )
    return unit, make_user(role=Role.COUNTER_OFFICER, unit=unit)


def test_numbers_have_no_gap_and_no_double_over_units_days_and_years(eight, world):
    unit, officer = other_unit("huyen-khac")
    days = ["2020-12-30T23:59", "2020-12-31T23:59", "2021-01-01T00:01"]
    Counter.objects.create(series="code:000.00.99.H52:2020-12-31", last=9_990)

    def brings(actor, at, where, papers):
        who = {"applicant": ApplicantDetails("Lò Thị A"), "request": Request(), "version": world.version}
        return act("receive", actor=actor, at=local(at), unit=where, brought=papers, **who)

    whole, lacking = [Brought(1, originals=1)], []
    share = []
    for at in days:
        for papers in whole, lacking, whole:  # what is refused has drawn its code, and gives it back
            share.append(brings(world.counter, at, world.one_stop, papers))
        share.append(brings(officer, at, unit, whole))
    results = eight.run(*[share] * RACERS)
    assert Tally(done.error for row in results for done in row) == {"": 72, "RefusedError": 24}

    def codes(agency, day, first, number):
        return {f"{agency}-{day}-{seq:04d}" for seq in range(first, first + number)}

    both = RACERS * 2
    assert set(Dossier.objects.values_list("code", flat=True)) == (
        codes("000.00.99.H52", "201230", 1, both)
        | codes("000.00.99.H52", "201231", 9_991, both)
        | codes("000.00.99.H52", "210101", 1, both)
        | codes("000.00.98.H52", "201230", 1, RACERS)
        | codes("000.00.98.H52", "201231", 1, RACERS)
        | codes("000.00.98.H52", "210101", 1, RACERS)
    )
    assert Dossier.objects.filter(code="000.00.99.H52-201231-10006").exists()
    for where, a_day in (world.one_stop, both), (unit, RACERS):
        for year, number in (2020, 2 * a_day), (2021, a_day):
            mine = Slip.objects.filter(unit=where, form="receipt", year=year)
            assert sorted(mine.values_list("number", flat=True)) == list(range(1, number + 1))
            book = Dossier.objects.filter(book_unit=where, book_year=year)
            assert sorted(book.values_list("book_number", flat=True)) == list(range(1, number + 1))


def test_receipts_have_no_gap_and_no_double(eight, world):
    cashiers = [make_user(role=Role.CASH_DESK, unit=world.one_stop) for _ in range(2)]
    fee = {"name": "Lệ phí", "amount": 8_000, "book": "AA-20T"}
    shares = []
    for racer in range(RACERS):
        taken = {"actor": cashiers[racer % 2], "at": AT, "dossier": received(world), **fee}
        shares.append([act("record_fee", **taken), act("record_fee", **{**taken, "amount": 0})] * 3)
    results = eight.run(*shares)
    assert Tally(done.error for row in results for done in row) == {"": 24, "RefusedError": 24}
    assert sorted(Settlement.objects.values_list("number", flat=True)) == list(range(1, 25))


def test_a_day_is_closed_while_its_receipts_are_cancelled(eight, world):
    """However it comes, every receipt is on one sheet, and the sheets come to what was not cancelled."""
    cashier = make_user(role=Role.CASH_DESK, unit=world.one_stop)
    fee = {"actor": cashier, "at": AT, "name": "Lệ phí", "book": "AA-20T"}
    rows = [record_fee(**fee, dossier=received(world), amount=1_000 * 2**n) for n in range(5)]
    close = {"actor": cashier, "at": AT, "unit": world.one_stop, "on": AT.date(), "counted_cash": 0}
    close["explanation"] = "đếm sau"
    acts = [act("payments.close_sheet", **close) for _ in range(3)]
    acts += [
        act("payments.cancel_receipt", actor=cashier, at=AT, settlement=row, reason="sai") for row in rows
    ]
    results = [done for (done,) in eight.run(*([one] for one in acts))]
    assert {done.error for done in results[:3]} <= {"", "ValidationError"}
    assert {done.error for done in results[3:]} <= {"", "NotAllowedError"}
    assert Tally(done.error for done in results[:3])[""] == 1
    lines = SheetLine.objects.all()
    assert sorted(lines.values_list("settlement__number", flat=True)) == [1, 2, 3, 4, 5]
    kept = Settlement.objects.filter(cancelled_at__isnull=True)
    assert sum(lines.values_list("amount", flat=True)) == sum(kept.values_list("amount", flat=True))


def test_a_book_gives_each_number_once(eight, world):
    told = {"sign": "SCT/BS", "name": "Sổ chứng thực bản sao"}
    book = open_book(actor=world.counter, at=AT, unit=world.one_stop, **told)
    who = {"applicant": ApplicantDetails("Lò Thị A"), "request": Request(), "receiver_name": "Lò Thị A"}
    what = {"unit": world.one_stop, "version": world.version, "brought": [Brought(1, originals=1)]}
    one = act("answer_on_the_spot", actor=world.counter, at=AT, started_at=AT, book=book, **who, **what)
    results = eight.run(*[[one, one]] * RACERS)
    assert {done.error for row in results for done in row} == {""}
    places = ResultPaper.objects.filter(book=book).values_list("book_place", flat=True)
    assert sorted(places) == list(range(1, 2 * RACERS + 1))

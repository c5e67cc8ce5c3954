"""A day decided later: the lawful dates that it moves are shown, then each is moved by a row of its own."""

from datetime import date, time

import pytest

from motcua.accounts.permissions import Role
from motcua.dossiers import deciding, offices
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.decide_day import decide_day
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.deadlines import Ground, Kept
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.journal.queries import history
from motcua.lib.ids import new_id
from motcua.orgs.models import Succession, UnitCalendar
from motcua.worktime.events import DayDecision, DayHours, of_calendar
from motcua.worktime.models import Calendar
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told
from tests.domain.dossiers.test_time import appraising, waiting
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db
AT = local("2020-06-03T08:00")
FRIDAY, SATURDAY = date(2020, 6, 5), date(2020, 6, 6)
DOCUMENT = "Công văn 12/UBND ngày 03/6/2020"
MORNING = DayHours(starts_at=time(7, 30), ends_at=time(11, 30))


def off(on=FRIDAY):
    return DayDecision(on=on, name="Nghỉ do bão", kind="other")


def worked(on=SATURDAY):
    return DayDecision(on=on, name="Làm bù", kind="swap", sessions=(MORNING,))


@pytest.fixture
def usual(world):
    world.admin = make_user(role=Role.ADMINISTRATOR, unit=world.district)
    return Calendar.objects.get(code="vn")


def own_calendar(usual):
    """Another calendar with the same hours."""
    own = Calendar.objects.create(code="rieng", name="Lịch riêng")
    for row in usual.sessions.all():
        row.pk, row.calendar, row._state.adding = new_id(), own, True
        row.save()
    return own


def decided(world, usual, day, *, on=None, at=AT, document=DOCUMENT):
    on = on or day.on
    return decide_day(actor=world.admin, at=at, calendar=usual, on=on, day=day, document=document)


def test_the_preview_is_what_is_then_done_each_by_a_row_with_its_document(world, usual):
    early, late = received(world, "2020-05-28T09:00"), received(world)
    assert (early.lawful_due_at, late.lawful_due_at) == (local("2020-06-04T17:00"), local("2020-06-09T17:00"))
    shown = deciding.preview(usual, FRIDAY, off(), AT)
    assert [(c.dossier.code, c.before, c.after) for c in shown.moved] == [
        (late.code, local("2020-06-09T17:00"), local("2020-06-10T17:00"))
    ]
    assert shown.by_unit == [(world.one_stop, 1)]
    assert usual.days.count() == 0
    done = decided(world, usual, off())
    assert [change.after for change in done.moved] == [change.after for change in shown.moved]
    after = as_told(late)
    assert after.original_due_at == local("2020-06-09T17:00")
    assert after.lawful_due_at == after.promised_at == local("2020-06-10T17:00")
    row = after.due_dates.get(ground=Ground.CALENDAR)
    assert (row.document, row.seq, row.due_at) == (DOCUMENT, 1, local("2020-06-10T17:00"))
    assert as_told(early).due_dates.count() == 1
    assert usual.days.get().document == DOCUMENT
    assert history(of_calendar("vn")).last().payload["after"]["document"] == DOCUMENT


def test_decided_again_nothing_moves_and_taken_back_all_is_as_before(world, usual):
    dossier = received(world)
    decided(world, usual, off())
    assert decided(world, usual, off()).moved == []
    decided(world, usual, None, on=FRIDAY)
    after = as_told(dossier)
    assert after.lawful_due_at == local("2020-06-09T17:00")
    assert [row.ground for row in after.due_dates.all()] == ["original", "calendar", "calendar"]
    assert history(of_calendar("vn")).last().payload["document"] == DOCUMENT


def test_a_make_up_day_draws_nearer_but_never_into_the_past(world, usual):
    dossier = received(world, "2020-06-04T09:00")
    decided(world, usual, worked(), at=local("2020-06-04T10:00"))
    assert as_told(dossier).lawful_due_at == local("2020-06-10T17:00")
    decided(world, usual, None, on=SATURDAY, at=local("2020-06-04T10:00"))
    impact = decided(world, usual, worked(), at=local("2020-06-11T08:00"))
    assert [change.kept for change in impact.kept] == [Kept.WOULD_BE_PAST]
    assert as_told(dossier).lawful_due_at == local("2020-06-11T17:00")


def test_what_is_overdue_stays_overdue(world, usual):
    dossier = received(world)
    impact = decided(world, usual, off(), at=local("2020-06-10T08:00"))
    assert [change.kept for change in impact.kept] == [Kept.OVERDUE]
    assert impact.moved == []
    assert as_told(dossier).lawful_due_at == local("2020-06-09T17:00")


def test_a_date_promised_with_an_apology_stays_promised(world, usual):
    dossier = Dossier.objects.get(pk=appraising(world).dossier_id)
    new_date = local("2020-06-19T17:00")
    apologise(
        actor=world.counter,
        at=AT,
        dossier=dossier,
        new_date=new_date,
        reason="vì",
        signer=world.head.officer,
    )
    (change,) = decided(world, usual, off(), at=local("2020-06-03T09:00")).moved
    assert change.promise_stays
    after = as_told(dossier)
    assert (after.lawful_due_at, after.promised_at) == (local("2020-06-10T17:00"), new_date)


def test_pauses_and_extensions_are_computed_anew_in_their_order(world, usual):
    """Paused from Wednesday to Monday; the Friday in the pause is no time of the office's either way."""
    step = waiting(world)
    dossier = Dossier.objects.get(pk=step.dossier_id)
    record_supplement(actor=world.counter, at=local("2020-06-08T09:00"), dossier=dossier)
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert dossier.lawful_due_at == local("2020-06-12T17:00")
    at = local("2020-06-09T09:00")
    assert deciding.preview(usual, FRIDAY, off(), at).changes == []
    extend(actor=world.chairman, at=at, dossier=dossier, rule="xm", reason="vì")
    (change,) = deciding.preview(usual, date(2020, 6, 11), off(date(2020, 6, 11)), at).moved
    assert (change.before, change.after) == (local("2020-06-17T17:00"), local("2020-06-18T17:00"))


def test_a_day_within_a_pause_that_runs_counts_once(world, usual):
    """Decided in the pause, A moves at once, and the end of the pause then moves it by one day less."""
    step = waiting(world)
    dossier = Dossier.objects.get(pk=step.dossier_id)
    decided(world, usual, off(), at=local("2020-06-04T08:00"))
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert dossier.lawful_due_at == local("2020-06-10T17:00")
    record_supplement(actor=world.counter, at=local("2020-06-08T09:00"), dossier=dossier)
    assert as_told(dossier).lawful_due_at == local("2020-06-12T17:00")


def test_steps_whose_time_runs_over_the_day_are_due_accordingly(world, usual):
    step = appraising(world)
    assert step.due_at == local("2020-06-05T08:30")
    decided(world, usual, off())
    as_told(step.dossier)
    assert Step.objects.get(pk=step.pk).due_at == local("2020-06-08T08:30")


def test_units_with_another_calendar_are_not_touched(world, usual):
    own = own_calendar(usual)
    UnitCalendar.objects.create(unit=world.one_stop, calendar=own, valid_from=date(2000, 1, 1))
    received(world)
    assert deciding.preview(usual, FRIDAY, off(), AT).changes == []
    assert len(deciding.preview(own, FRIDAY, off(), AT).moved) == 1


def test_a_due_date_that_the_calendar_does_not_explain_is_named_and_left(world, usual):
    dossier = received(world)
    usual.days.create(on=date(2020, 6, 4), name="Ghi không qua quyết định")
    usual.version = new_id()
    usual.save()
    impact = decided(world, usual, off())
    assert [change.kept for change in impact.kept] == [Kept.UNTRACED]
    assert as_told(dossier).lawful_due_at == local("2020-06-09T17:00")


def test_after_a_transfer_the_unit_of_each_time_decides_the_calendar(world, usual):
    dossier = received(world)
    heir = make_unit("moi", kind="one_stop", level="district", first=date(2020, 6, 8))
    own = own_calendar(usual)
    UnitCalendar.objects.create(unit=heir, calendar=own, valid_from=date(2020, 6, 8))
    type(heir).objects.filter(pk=world.one_stop.pk).update(valid_to=date(2020, 6, 7))
    Succession.objects.create(predecessor=world.one_stop, successor=heir, on=date(2020, 6, 8))
    offices.forget()
    at = local("2020-06-08T08:00")
    admin = make_user(role=Role.ADMINISTRATOR, unit=heir)
    transfer(actor=admin, at=at, dossier=dossier, successor=heir, document="NQ 1")
    assert len(deciding.preview(usual, date(2020, 6, 9), off(date(2020, 6, 9)), at).moved) == 1
    assert deciding.preview(own, date(2020, 6, 9), off(date(2020, 6, 9)), at).changes == []


def test_the_right_must_hold_wherever_the_calendar_is_kept(world, usual):
    received(world)
    other = make_unit("tinh-khac", kind="province", level="province")
    with pytest.raises(NotAllowedError):
        decided(world, usual, off())
    type(other).objects.filter(pk=other.pk).update(valid_to=date(2019, 1, 1))
    with pytest.raises(RefusedError) as caught:
        decided(world, usual, off(), document=" ")
    assert (caught.value.refusal, usual.days.count()) == (Refusal.REASON_MISSING, 0)

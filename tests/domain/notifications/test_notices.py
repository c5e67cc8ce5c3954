"""Who is told what: by events through the real table of reactions, by the schedule's jobs, by letter."""

from collections import Counter

import pytest
from django.core import mail

from motcua.accounts.permissions import Role
from motcua.accounts.queries import actor_of
from motcua.attachments.actions.keep_file import keep_file
from motcua.attachments.actions.scan_file import scan_file
from motcua.attachments.scanning import Clamd, Verdict
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.attach_file import attach_file
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.models import Step
from motcua.journal.events import SYSTEM
from motcua.journal.models import Event
from motcua.notifications import jobs, queries, reading
from motcua.notifications.models import Notice
from motcua.wiring.delivering import react
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_time import appraising, asked
from tests.domain.dossiers.test_way import received
from tests.factories.files import a_pdf
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
Kind = Notice.Kind


def delivered():
    """All events so far meet their reactions, twice: a second time nothing may come of it."""
    for event in [*Event.objects.order_by("recorded_at", "seq")] * 2:
        assert react(event) is None


def told(user):
    return Counter(queries.of_user(user).values_list("kind", flat=True))


def test_new_work_reaches_who_hands_it_out_then_who_is_given_it(world):
    dossier = received(world)
    (step,) = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    delivered()
    assert told(world.head) == {Kind.NEW_WORK: 1}
    assert not told(world.specialist)
    accept(actor=world.head, at=local("2020-06-02T13:30"), step=step, take=True)
    (step,) = complete_step(actor=world.head, at=local("2020-06-02T14:00"), step=step)
    assign(actor=world.head, at=local("2020-06-02T14:01"), step=step, officer=world.specialist.officer)
    delivered()
    assert told(world.specialist) == {Kind.NEW_WORK: 1}
    assert queries.of_user(world.specialist).get().due_at == Step.objects.get(pk=step.pk).due_at


def test_nobody_hears_of_his_own_act_or_of_what_is_over(world):
    step = appraising(world)
    complete_step(actor=world.specialist, at=local("2020-06-03T10:00"), step=step)
    delivered()
    assert not told(world.counter)
    assert not told(world.specialist)
    assert told(world.chairman) == {Kind.NEW_WORK: 1}


def test_who_must_do_it_again_hears_that_it_was_sent_back(world):
    step = appraising(world)
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-03T10:00"), step=step)
    accept(actor=world.chairman, at=local("2020-06-03T10:30"), step=step, take=True)
    send_back(actor=world.chairman, at=local("2020-06-03T11:00"), step=step, reason="thiếu căn cứ")
    delivered()
    assert told(world.specialist)[Kind.SENT_BACK] == 1


def test_the_asked_units_hear_of_the_question_with_its_day(world):
    _, rows = asked(world, silence_as_consent=True)
    officers = [make_user(role=Role.SPECIALIST, unit=row.unit) for row in rows]
    delivered()
    assert [told(user) for user in officers] == [{Kind.OPINION_ASKED: 1}] * 2
    assert queries.of_user(officers[0]).get().due_at == rows[0].due_at


def test_the_counter_hears_of_a_proposal_until_it_is_settled(world):
    step = appraising(world)
    at = local("2020-06-03T09:00")
    propose_supplement(actor=world.specialist, at=at, step=step, items=["Bản vẽ"], reason="thiếu")
    delivered()
    assert told(world.counter) == {Kind.SUPPLEMENT_PROPOSED: 1}


def test_the_day_before_warns_who_works_and_who_leads_once(world):
    received(world)
    head_of_counter = make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)
    assert jobs.warn_before_due(local("2020-06-05T07:00")) == 0
    assert jobs.warn_before_due(local("2020-06-08T07:00"), [world.office.code]) == 0
    for at in ("2020-06-08T07:00", "2020-06-09T07:00"):
        jobs.warn_before_due(local(at), [world.one_stop.code])
    assert told(world.counter) == told(head_of_counter) == {Kind.COMING_DUE: 1}
    assert not told(world.chairman)


def test_overdue_is_told_until_somebody_apologises(world):
    dossier = received(world)
    assert jobs.warn_of_overdue(local("2020-06-09T18:00")) == 0
    jobs.warn_of_overdue(local("2020-06-10T07:00"))
    jobs.warn_of_overdue(local("2020-06-11T07:00"))
    assert told(world.counter) == {Kind.OVERDUE: 1}
    at, later = local("2020-06-11T09:00"), local("2020-06-15T17:00")
    apologise(
        actor=world.counter,
        at=at,
        dossier=dossier,
        new_date=later,
        reason="mưa lũ",
        signer=world.chairman.officer,
    )
    assert jobs.warn_of_overdue(local("2020-06-12T07:00")) == 0


def test_a_pause_past_its_expected_end_is_told_at_the_counter(world):
    step = appraising(world)
    at = local("2020-06-03T09:00")
    propose_supplement(actor=world.specialist, at=at, step=step, items=["Bản vẽ"], reason="thiếu")
    request_supplement(actor=world.counter, at=at, dossier=step.dossier, expected_end_on=at.date())
    assert jobs.warn_of_long_pauses(local("2020-06-03T18:00")) == 0
    jobs.warn_of_long_pauses(local("2020-06-04T07:00"))
    jobs.warn_of_long_pauses(local("2020-06-05T07:00"))
    assert told(world.counter) == {Kind.PAUSE_OVER: 1}


def test_reading_is_ones_own(world):
    received(world)
    jobs.warn_before_due(local("2020-06-08T07:00"))
    (notice,) = queries.unread(world.counter)
    assert reading.mark_read(world.head.officer, local("2020-06-08T08:00"), [notice.pk]) == 0
    assert (queries.bell(world.counter), queries.bell(world.head)) == (1, 0)
    assert reading.mark_read(world.counter.officer, local("2020-06-08T08:00"), [notice.pk]) == 1
    assert queries.bell(world.counter) == 0
    assert queries.bell(make_user()) is None


def test_old_notices_are_forgotten(world):
    received(world)
    jobs.warn_before_due(local("2020-06-08T07:00"))
    assert jobs.forget_old(local("2020-12-05T03:00")) == 0
    assert jobs.forget_old(local("2020-12-06T03:00")) == 1


def test_one_letter_a_day_without_personal_data(world):
    dossier = received(world)
    type(world.counter).objects.filter(pk=world.counter.pk).update(email="can.bo@example.vn")
    assert jobs.send_letters(local("2020-06-08T07:15")) == 0
    jobs.warn_before_due(local("2020-06-08T07:00"))
    assert jobs.send_letters(local("2020-06-08T07:15")) == 1
    assert jobs.send_letters(local("2020-06-09T07:15")) == 0
    (letter,) = mail.outbox
    assert letter.to == ["can.bo@example.vn"]
    assert letter.subject == "Một Cửa, ngày 08/06/2020: 1 thông báo chưa đọc"
    assert f"{dossier.code}, Thủ tục đi một vòng, hạn 17:00 09/06/2020" in letter.body
    assert "/notices" in letter.body
    for private in (world.applicant.name, world.applicant.phone, world.applicant.id_number):
        assert private not in letter.body


def test_who_wants_no_letters_gets_none(world):
    received(world)
    type(world.counter).objects.filter(pk=world.counter.pk).update(email="can.bo@example.vn")
    jobs.warn_before_due(local("2020-06-08T07:00"))
    reading.choose_letters(world.counter.officer, wanted=False)
    assert not queries.wants_letters(world.counter.officer)
    assert jobs.send_letters(local("2020-06-08T07:15")) == 0
    reading.choose_letters(world.counter.officer, wanted=True)
    assert jobs.send_letters(local("2020-06-08T07:15")) == 1


@pytest.mark.parametrize("waits_at_the_page", [True, False])
def test_an_infected_file_that_the_schedule_finds_is_told_to_who_attached_it(
    world, settings, tmp_path, monkeypatch, waits_at_the_page
):
    kept = {**settings.STORAGES["attachments"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "attachments": kept}
    settings.CLAMD = "nowhere"
    monkeypatch.setattr(Clamd, "scan", lambda _clamd, _content: Verdict("Eicar-Test"))
    dossier, at = received(world), local("2020-06-02T10:00")
    file = keep_file(actor=world.counter, at=at, name="to-khai.pdf", content=a_pdf())
    attach_file(actor=world.counter, at=at, dossier=dossier, file=file, position=1)
    by = actor_of(world.counter) if waits_at_the_page else SYSTEM
    scan_file(actor=by, at=local("2020-06-02T10:05"), file=file)
    delivered()
    assert told(world.counter) == ({} if waits_at_the_page else {Kind.FILE_INFECTED: 1})

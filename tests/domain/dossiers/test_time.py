"""What moves dates and what time brings about: pauses, silence, warnings, and who sees which dossier."""

import pytest

from motcua.accounts.permissions import Role
from motcua.dossiers import jobs, queries
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.count_silence import count_silence
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.register_online import register_online
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.dossiers.values import Brought
from motcua.dossiers.writing import StaleError
from motcua.journal.events import SYSTEM, Actor
from motcua.worktime.limits import parse_limit
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db


def appraising(world):
    """A dossier received on Tuesday, due a week later, whose appraisal the specialist holds."""
    dossier = received(world)
    (step,) = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    accept(actor=world.head, at=local("2020-06-02T13:30"), step=step, take=True)
    (step,) = complete_step(actor=world.head, at=local("2020-06-02T14:00"), step=step)
    assign(actor=world.head, at=local("2020-06-02T14:00"), step=step, officer=world.specialist.officer)
    return Step.objects.get(pk=step.pk)


def waiting(world):
    """The same, waiting for a supplement since Wednesday morning."""
    step = appraising(world)
    at = local("2020-06-03T09:00")
    propose_supplement(actor=world.specialist, at=at, step=step, items=["Bản vẽ"], reason="thiếu")
    expected = local("2020-06-12T17:00").date()
    request_supplement(actor=world.counter, at=at, dossier=step.dossier, expected_end_on=expected)
    return step


def test_a_supplement_moves_the_dossier_and_the_step_that_stood_still(world):
    step = waiting(world)
    dossier = Dossier.objects.get(pk=step.dossier_id)
    due_at = record_supplement(actor=world.counter, at=local("2020-06-08T09:00"), dossier=dossier)
    assert due_at == local("2020-06-12T17:00")
    moved = Step.objects.get(pk=step.pk)
    assert moved.due_at == local("2020-06-10T08:30")
    assert step.due_at == local("2020-06-05T08:30")
    dossier.refresh_from_db()
    assert dossier.original_due_at == local("2020-06-09T17:00")
    assert [row.ground for row in dossier.due_dates.all()] == ["original", "pause"]


def test_a_second_request_is_refused_without_override(world):
    step = waiting(world)
    record_supplement(actor=world.counter, at=local("2020-06-03T10:00"), dossier=step.dossier)
    step = Step.objects.get(pk=step.pk)
    with pytest.raises(RefusedError) as caught:
        propose_supplement(
            actor=world.specialist, at=local("2020-06-03T11:00"), step=step, items=["x"], reason="y"
        )
    assert caught.value.refusal is Refusal.ASKED_BEFORE


def test_nobody_completes_a_step_of_a_dossier_that_has_been_paused_meanwhile(world):
    step = appraising(world)
    seen = Step.objects.select_related("dossier").get(pk=step.pk)
    at = local("2020-06-03T09:00")
    propose_supplement(actor=world.specialist, at=at, step=step, items=["Bản vẽ"], reason="thiếu")
    request_supplement(actor=world.counter, at=at, dossier=step.dossier, expected_end_on=at.date())
    with pytest.raises(StaleError):
        complete_step(actor=world.specialist, at=local("2020-06-03T10:00"), step=seen)


def test_who_gave_a_step_away_meanwhile_asks_nothing_any_more_in_its_name(world):
    step = appraising(world)
    assign(
        actor=world.head,
        at=local("2020-06-03T09:00"),
        step=Step.objects.get(pk=step.pk),
        officer=world.head.officer,
    )
    at = local("2020-06-03T09:01")
    mine = {"actor": world.specialist, "at": at, "step": step}
    with pytest.raises(StaleError):
        propose_supplement(**mine, items=["Bản vẽ"], reason="thiếu")
    with pytest.raises(StaleError):
        request_payment(**mine, name="Thuế", amount=1, notice="1", expected_end_on=at.date())
    with pytest.raises(StaleError):
        consult(**mine, units=[world.district], question="?", limit=parse_limit("2 wd"))


def test_pauses_past_their_end_are_listed(world):
    step = waiting(world)
    assert not queries.pauses_past_their_end(local("2020-06-12T18:00"))
    assert queries.pauses_past_their_end(local("2020-06-13T08:00")).get().dossier_id == step.dossier_id


def test_the_day_before_warns_and_the_day_after_is_overdue_until_apologised(world):
    dossier = received(world)
    assert queries.due_soon(local("2020-06-05T16:00")) == []
    assert queries.due_soon(local("2020-06-08T08:00")) == [dossier]
    assert queries.due_soon(local("2020-06-09T18:00")) == [dossier]
    assert not queries.overdue(local("2020-06-09T23:00"))
    late = local("2020-06-10T08:00")
    assert queries.due_soon(late) == []
    assert queries.overdue(late).get() == queries.overdue_without_apology(late).get() == dossier
    apologise(
        actor=world.counter,
        at=late,
        dossier=dossier,
        new_date=local("2020-06-15T17:00"),
        reason="mưa lũ",
        signer=world.head.officer,
    )
    assert queries.overdue(late).get() == dossier
    assert not queries.overdue_without_apology(late)
    dossier.refresh_from_db()
    assert (dossier.promised_at, dossier.lawful_due_at) == (
        local("2020-06-15T17:00"),
        local("2020-06-09T17:00"),
    )


def asked(world, *, silence_as_consent):
    step = appraising(world)
    units = [make_unit(under=world.district, kind="office", level="district") for _ in range(2)]
    rows = consult(
        actor=world.specialist,
        at=local("2020-06-03T08:00"),
        step=step,
        units=units,
        question="Có ý kiến gì?",
        limit=parse_limit("2 wd"),
        silence_as_consent=silence_as_consent,
    )
    return step, rows


def test_silence_consents_when_due_and_frees_the_step(world):
    step, (one, other) = asked(world, silence_as_consent=True)
    officer = make_user(role=Role.SPECIALIST, unit=one.unit)
    answer_consultation(
        actor=officer, at=local("2020-06-03T09:00"), consultation=one, answer="consent", text=""
    )
    assert jobs.count_silences(local("2020-06-05T17:00")) == 0
    assert jobs.count_silences(local("2020-06-05T17:01")) == 1
    assert jobs.count_silences(local("2020-06-05T17:02")) == 0
    other.refresh_from_db()
    assert other.answer == "silence"
    complete_step(actor=world.specialist, at=local("2020-06-08T08:00"), step=step)


def test_without_consent_by_silence_the_step_waits(world):
    step, rows = asked(world, silence_as_consent=False)
    assert jobs.count_silences(local("2020-06-30T17:01")) == 0
    with pytest.raises(RefusedError) as caught:
        count_silence(actor=SYSTEM, at=local("2020-06-30T17:01"), consultation=rows[0])
    assert caught.value.refusal is Refusal.SILENCE_IS_NO_ANSWER
    with pytest.raises(RefusedError) as caught:
        complete_step(actor=world.specialist, at=local("2020-06-30T08:00"), step=step)
    assert caught.value.refusal is Refusal.OPINIONS_OPEN


def test_a_dossier_sent_back_comes_to_who_held_it(world):
    step = appraising(world)
    (again,) = send_back(actor=world.specialist, at=local("2020-06-03T09:00"), step=step, reason="nhầm")
    assert (again.key, again.owner, again.round, again.state) == ("phan-cong", world.head.officer, 2, "open")


def test_people_see_what_comes_through_their_units(world):
    dossier = appraising(world).dossier
    at = local("2020-06-03T09:00")
    stranger = make_user(role=Role.SPECIALIST, unit=make_unit(under=world.district, kind="office"))
    for user in (world.counter, world.head, world.specialist, world.chairman, world.clerk):
        assert list(queries.visible_to(user, at)) == [dossier]
    assert not queries.visible_to(stranger, at)
    asking = Step.objects.get(dossier=dossier, ended_at__isnull=True)
    office = stranger.officer.positions.get().unit
    consult(
        actor=world.specialist, at=at, step=asking, units=[office], question="?", limit=parse_limit("2 wd")
    )
    assert list(queries.visible_to(stranger, at)) == [dossier]


CITIZEN = Actor("citizen:1", "Công dân")


def registered(world, *papers):
    return register_online(
        actor=CITIZEN,
        at=local("2020-06-01T20:00"),
        unit=world.one_stop,
        version=world.version,
        applicant=world.applicant,
        request=world.request,
        papers=papers,
    )


def test_what_was_registered_online_is_received_with_its_papers_renewed(world):
    dossier = registered(world, Brought(1, electronic=1))
    papers = [Brought(1, originals=1, electronic=1), Brought(2, copies=1)]
    receive(
        actor=world.counter,
        at=local("2020-06-02T08:00"),
        unit=world.one_stop,
        dossier=dossier,
        brought=papers,
    )
    kept = dossier.components.values_list("position", "originals", "electronic", "copies")
    assert list(kept) == [(1, 1, 1, 0), (2, 0, 0, 1)]


def test_a_paper_that_is_not_published_cannot_be_registered(world):
    with pytest.raises(RefusedError) as caught:
        registered(world, Brought(9, electronic=1))
    assert caught.value.refusal is Refusal.PAPERS_UNPUBLISHED
    assert not Dossier.objects.exists()


def test_another_unit_does_not_receive_what_was_registered_here(world):
    dossier = registered(world)
    elsewhere = make_unit(under=world.district, kind="one_stop", level="district")
    stranger = make_user(role=Role.COUNTER_OFFICER, unit=elsewhere)
    with pytest.raises(NotAllowedError):
        receive(
            actor=stranger,
            at=local("2020-06-02T08:00"),
            unit=elsewhere,
            dossier=dossier,
            brought=world.papers,
        )

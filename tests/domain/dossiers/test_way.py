"""One dossier from receipt to result, by the real acts, and the journal's story of it."""

from datetime import timedelta

import pytest
from django.apps import apps

from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.models import Dossier
from motcua.dossiers.rebuilding import differences, rebuild
from motcua.journal.events import Subject
from motcua.journal.queries import history
from tests.domain.dossiers.conftest import local

pytestmark = pytest.mark.django_db


def received(world, at="2020-06-02T09:00", **more):
    return receive(
        actor=world.counter,
        at=local(at),
        unit=world.one_stop,
        version=world.version,
        applicant=world.applicant,
        request=world.request,
        brought=world.papers,
        **more,
    )


def solved(world):
    """A dossier taken all the way to its result, on the fourth working day."""
    dossier = received(world)
    (step,) = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    accept(actor=world.head, at=local("2020-06-02T13:30"), step=step, take=True)
    (step,) = complete_step(actor=world.head, at=local("2020-06-02T14:00"), step=step)
    assign(actor=world.head, at=local("2020-06-02T14:01"), step=step, officer=world.specialist.officer)
    step.refresh_from_db()
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-04T16:00"), step=step)
    accept(actor=world.chairman, at=local("2020-06-05T08:00"), step=step)
    (step,) = approve(actor=world.chairman, at=local("2020-06-05T09:00"), step=step)
    accept(actor=world.clerk, at=local("2020-06-05T09:30"), step=step, take=True)
    finish(actor=world.clerk, at=local("2020-06-05T10:00"), step=step, result_number="12/TLKS")
    return Dossier.objects.get(pk=dossier.pk)


def test_a_dossier_gets_its_code_its_receipt_and_its_exact_date(world):
    dossier = Dossier.objects.get(pk=received(world).pk)
    assert dossier.code == "000.00.99.H52-200602-0001"
    assert (
        dossier.original_due_at == dossier.lawful_due_at == dossier.promised_at == local("2020-06-09T17:00")
    )
    assert dossier.slips.get().number == 1
    step = dossier.steps.get()
    assert step.owner == world.counter.officer
    assert step.due_at - step.opened_at >= timedelta(hours=4)


def test_a_dossier_walks_from_receipt_to_result(world):
    dossier = solved(world)
    assert (dossier.state, dossier.outcome) == ("ready", "ready")
    assert dossier.closed_at == local("2020-06-05T10:00")
    return_result(
        actor=world.counter, at=local("2020-06-08T08:00"), dossier=dossier, receiver_name="Lò Thị Ngọc Ánh"
    )
    dossier.refresh_from_db()
    assert dossier.state == "returned"
    assert [leg.unit.code for leg in dossier.legs.all()] == [
        "huyen-mot-cua",
        "huyen-tu-phap",
        "huyen",
        "huyen-mot-cua",
    ]
    assert not dossier.legs.filter(closed_at__isnull=True).exists()


def test_the_rows_are_what_the_events_tell(world):
    dossier = solved(world)
    events = history(Subject("dossier", str(dossier.pk)))
    told = rebuild((event.recorded_at, event.payload) for event in events)
    assert {kind for kind, _ in told} >= {"dossier", "duedate", "leg", "step", "slip", "resultpaper"}
    for (kind, key), columns in told.items():
        row = apps.get_model("dossiers", kind).objects.get(pk=key)
        assert differences(columns, {name: getattr(row, name) for name in columns}) == [], kind


def test_no_personal_data_stands_in_any_event(world):
    dossier = solved(world)
    story = str([event.payload for event in history(Subject("dossier", str(dossier.pk)))])
    for private in (world.applicant.name, world.applicant.id_number, world.applicant.phone):
        assert private not in story

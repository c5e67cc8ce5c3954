"""Dossiers walked through the real acts, some steps at once."""

from datetime import date

from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.models import Dossier, Step
from tests.domain.dossiers.conftest import World, local


def received(world: World, at: str, **more) -> Dossier:
    """Received at the counter of the district at the local time `at`."""
    new = {"version": world.version, "applicant": world.applicant, "request": world.request}
    return receive(
        actor=world.counter,
        at=local(at),
        unit=world.one_stop,
        brought=world.papers,
        **({} if "dossier" in more else new),
        **more,
    )


def at_office(world: World, dossier: Dossier, day: str) -> Step:
    """Handed over and accepted by the office on `day`, in the hands of its head."""
    (step,) = hand_over(actor=world.counter, at=local(f"{day}T10:00"), step=dossier.steps.get())
    accept(actor=world.head, at=local(f"{day}T10:30"), step=step, take=True)
    step.refresh_from_db()
    return step


def at_specialist(world: World, dossier: Dossier, day: str) -> Step:
    """With the specialist who appraises it, on `day`."""
    (step,) = complete_step(actor=world.head, at=local(f"{day}T11:00"), step=at_office(world, dossier, day))
    assign(actor=world.head, at=local(f"{day}T11:01"), step=step, officer=world.specialist.officer)
    step.refresh_from_db()
    return step


def solved(world: World, dossier: Dossier, day: str) -> Dossier:
    """Taken all the way to its result on `day`, ready at 16:00."""
    step = at_specialist(world, dossier, day)
    (step,) = complete_step(actor=world.specialist, at=local(f"{day}T14:00"), step=step)
    accept(actor=world.chairman, at=local(f"{day}T14:10"), step=step)
    (step,) = approve(actor=world.chairman, at=local(f"{day}T15:00"), step=step)
    accept(actor=world.clerk, at=local(f"{day}T15:10"), step=step, take=True)
    finish(actor=world.clerk, at=local(f"{day}T16:00"), step=step, result_number="12/TLKS")
    return Dossier.objects.get(pk=dossier.pk)


def waiting_for_supplement(world: World, dossier: Dossier, day: str) -> Dossier:
    """Asked to complete its papers at 14:30 of `day`."""
    step = at_specialist(world, dossier, day)
    propose_supplement(
        actor=world.specialist,
        at=local(f"{day}T14:00"),
        step=step,
        items=["Ủy quyền"],
        reason="Thiếu chữ ký",
    )
    dossier = Dossier.objects.get(pk=dossier.pk)
    request_supplement(
        actor=world.counter, at=local(f"{day}T14:30"), dossier=dossier, expected_end_on=date(2020, 7, 10)
    )
    return Dossier.objects.get(pk=dossier.pk)


def waiting_for_payment(world: World, dossier: Dossier, day: str) -> Dossier:
    """Asked to pay a duty at 14:00 of `day`."""
    step = at_specialist(world, dossier, day)
    request_payment(
        actor=world.specialist,
        at=local(f"{day}T14:00"),
        step=step,
        name="Lệ phí trước bạ",
        amount=1_000_000,
        notice="TB 1",
        expected_end_on=date(2020, 7, 10),
    )
    return Dossier.objects.get(pk=dossier.pk)

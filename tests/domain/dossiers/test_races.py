"""Many at once: one winner for one step, all who act apart, numbers that never repeat."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.accounts.permissions import Role
from motcua.dossiers import offices, terms
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.take import take
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.models import Consultation, Dossier, Slip, Step
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.writing import StaleError
from motcua.journal.actions.record import on_set_clock
from motcua.journal.models import Event
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_time import appraising, asked
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_remembered():
    yield
    offices.forget()
    terms.forget()


def at_once(*acts):
    """Run all acts at the same time, each on its own connection; their results or errors, in order."""
    barrier = threading.Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(20)
            with on_set_clock():
                return act()
        except (StaleError, RefusedError, NotPossibleError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_eight_who_hand_over_one_dossier_leave_one_winner(world):
    key = received(world).pk
    seen = [Step.objects.select_related("dossier", "leg").get(dossier=key) for _ in range(8)]
    at = local("2020-06-02T10:00")
    results = at_once(*(lambda s=s: hand_over(actor=world.counter, at=at, step=s) for s in seen))
    lost = [result for result in results if isinstance(result, StaleError)]
    assert len(lost) == 7
    assert Step.objects.filter(dossier=key, key="phan-cong").count() == 1
    assert Event.objects.filter(type="hand_over").count() == 1


def test_eight_who_take_one_step_leave_one_holder(world):
    (step,) = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=received(world).steps.get())
    accept(actor=world.head, at=local("2020-06-02T10:30"), step=step)
    officers = [make_user(role=Role.SPECIALIST, unit=world.office) for _ in range(8)]
    seen = [Step.objects.select_related("dossier", "unit").get(pk=step.pk) for _ in officers]
    at = local("2020-06-02T11:00")
    pairs = list(zip(officers, seen, strict=True))
    results = at_once(*(lambda o=o, s=s: take(actor=o, at=at, step=s) for o, s in pairs))
    (winner,) = [officer for officer, result in zip(officers, results, strict=True) if result is None]
    assert Step.objects.get(pk=step.pk).owner == winner.officer
    assert sum(isinstance(result, StaleError) for result in results) == 7


def test_two_agencies_that_answer_at_once_both_succeed(world):
    step, rows = asked(world, silence_as_consent=False)
    pairs = [(make_user(role=Role.SPECIALIST, unit=row.unit), row) for row in rows]
    at = local("2020-06-03T09:00")
    results = at_once(
        *(
            lambda o=o, r=r: answer_consultation(actor=o, at=at, consultation=r, answer="consent", text="")
            for o, r in pairs
        )
    )
    assert results == [None, None]
    assert Consultation.objects.filter(step=step, answer="consent").count() == 2
    assert Event.objects.filter(type="answer_consultation").count() == 2


def test_who_stands_aside_may_act_on_another_dossier(world):
    one, other = appraising(world), appraising(world)
    at = local("2020-06-03T09:00")
    results = at_once(
        *(lambda s=s: complete_step(actor=world.specialist, at=at, step=s) for s in (one, other))
    )
    assert all(isinstance(result, list) for result in results)


def test_codes_and_slip_numbers_never_repeat(world):
    results = at_once(*(lambda: [received(world).pk for _ in range(5)] for _ in range(8)))
    assert sum(len(keys) for keys in results) == 40
    codes = set(Dossier.objects.values_list("code", flat=True))
    assert codes == {f"000.00.99.H52-200602-{number:04d}" for number in range(1, 41)}
    numbers = sorted(Slip.objects.filter(form="receipt").values_list("number", flat=True))
    assert numbers == list(range(1, 41))

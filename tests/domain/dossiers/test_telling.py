"""Who was told what, and who must still be told."""

import pytest

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.tell_applicant import tell_applicant
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import Dossier, Telling
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.dossiers.telling import to_tell
from motcua.journal.models import Event
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told
from tests.domain.dossiers.test_time import waiting
from tests.domain.dossiers.test_way import received, solved
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def told(world, dossier, about, outcome="told", when="2020-06-09T09:00", **more):
    said = {"means": "phone", "person": "Lò Thị Ngọc Ánh", "note": "hẹn thứ Hai", **more}
    dossier = Dossier.objects.get(pk=dossier.pk)
    return tell_applicant(
        actor=world.counter, at=local(when), dossier=dossier, about=about, outcome=outcome, **said
    )


def listed(world):
    return [(one.about.value, one.last and one.last.outcome) for one in to_tell([world.one_stop], 10)]


def test_whoever_was_told_is_in_the_row_and_not_in_the_event(world):
    dossier = received(world)
    told(world, dossier, "other")
    row = as_told(dossier).tellings.get()
    assert (row.officer, row.person) == (world.counter.officer, "Lò Thị Ngọc Ánh")
    event = Event.objects.get(type="tell_applicant")
    assert "Ánh" not in str(event.payload)
    assert "thứ Hai" not in str(event.payload)


def test_heard_by_nobody_is_not_told(world):
    dossier = received(world)
    with pytest.raises(RefusedError) as why:
        told(world, dossier, "other", person=" ")
    assert why.value.refusal is Refusal.PERSON_MISSING
    told(world, dossier, "other", outcome="no_answer", person="")
    assert Telling.objects.count() == 1


def test_only_the_one_stop_unit_speaks_with_applicants(world):
    dossier = received(world)
    for actor in (world.specialist, world.chairman, make_user(role=Role.COUNTER_OFFICER)):
        with pytest.raises(NotAllowedError):
            tell_applicant(
                actor=actor,
                at=local("2020-06-02T09:30"),
                dossier=dossier,
                about="other",
                means="phone",
                outcome="told",
                person="x",
            )


def test_a_result_is_told_until_somebody_heard(world):
    dossier = solved(world)
    assert listed(world) == [("result", None)]
    told(world, dossier, "result", outcome="no_answer")
    assert listed(world) == [("result", "no_answer")]
    told(world, dossier, "other", when="2020-06-09T09:10")
    assert listed(world) == [("result", "no_answer")]
    told(world, dossier, "result", when="2020-06-09T09:20")
    assert listed(world) == []
    assert to_tell([world.office], 10) == []


def test_a_result_that_was_fetched_is_told_by_that(world):
    dossier = solved(world)
    fetched = {"dossier": Dossier.objects.get(pk=dossier.pk), "receiver_name": "Ánh"}
    return_result(actor=world.counter, at=local("2020-06-09T09:00"), **fetched)
    assert listed(world) == []


def test_a_supplement_asked_for_is_told(world):
    dossier = waiting(world).dossier
    assert listed(world) == [("supplement", None)]
    told(world, dossier, "supplement")
    assert listed(world) == []

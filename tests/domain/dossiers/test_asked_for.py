"""What the version does not offer is refused: online where it is not open, steps that it does not have."""

from functools import partial

import pytest

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.register_online import register_online
from motcua.dossiers.actions.take import take
from motcua.dossiers.labels import said
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.dossiers.values import Brought
from motcua.journal.events import Actor
from tests.domain.dossiers.conftest import PROCESS, local
from tests.domain.dossiers.test_way import received
from tests.factories.catalogue import a_content, landed
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
LEVELS = [
    {"level": "2", "from_on": "2019-01-01", "to_on": "2020-06-02"},
    {"level": "4", "from_on": "2020-06-02", "to_on": "2022-06-24"},
    {"level": "none", "from_on": "2022-06-24"},
]


def version(code, **more):
    (outcome,) = landed(a_content(code, **more), start=LONG_AGO, at=local("2019-12-31T10:00"))
    return ProcedureVersion.objects.get(pk=outcome.version)


def registered(world, procedure, at):
    return register_online(
        actor=Actor("citizen:1", "Công dân"),
        at=local(at),
        unit=world.one_stop,
        version=procedure,
        applicant=world.applicant,
        request=world.request,
    )


@pytest.mark.parametrize(
    ("at", "is_open"), [("2020-06-01T23:59", False), ("2020-06-02T00:00", True), ("2022-06-24T09:00", False)]
)
def test_online_from_the_day_of_level_three_or_four(world, at, is_open):
    procedure = version("9.100002", online_levels=LEVELS, ways=[{"channel": "online", "limit": "5 wd"}])
    if is_open:
        assert registered(world, procedure, at).state == "registered"
        return
    with pytest.raises(RefusedError) as caught:
        registered(world, procedure, at)
    assert caught.value.refusal is Refusal.NOT_OPEN_ONLINE
    assert not Dossier.objects.exists()


def test_without_a_stated_level_the_published_ways_decide(world):
    closed = version("9.100003", ways=[{"channel": "direct", "limit": "5 wd"}])
    with pytest.raises(RefusedError):
        registered(world, closed, "2020-06-02T09:00")
    assert registered(world, world.version, "2020-06-02T09:00").state == "registered"


TWICE = [Brought(1, originals=1), Brought(1, copies=2)]


def test_a_paper_that_is_told_twice_is_refused_at_its_field_and_nothing_is_written(world):
    at = local("2020-06-02T09:00")
    new = {"unit": world.one_stop, "version": world.version, "applicant": world.applicant}
    told = {"actor": world.counter, "at": at, "request": world.request, **new}
    ended = {"result_number": "77/CT", "receiver_name": "Lò Thị A", "started_at": at}
    online = told | {"actor": Actor("citizen:1", "Công dân")}
    for act in (
        partial(receive, brought=TWICE, **told),
        partial(answer_on_the_spot, brought=TWICE, **ended, **told),
        partial(register_online, papers=TWICE, **online),
    ):
        with pytest.raises(RefusedError) as caught:
            act()
        assert (caught.value.refusal, caught.value.field) == (Refusal.PAPERS_REPEATED, "components")
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("chosen", ["khong-co", "ky"])
def test_only_steps_that_happen_sometimes_can_be_chosen(world, chosen):
    dossier = received(world)
    (step,) = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    accept(actor=world.head, at=local("2020-06-02T10:30"), step=step, take=True)
    with pytest.raises(RefusedError) as caught:
        complete_step(actor=world.head, at=local("2020-06-02T11:00"), step=step, chosen=[chosen])
    assert caught.value.refusal is Refusal.NO_SUCH_STEP
    assert caught.value.field == "chosen"
    assert Step.objects.get(pk=step.pk).ended_at is None


EXTENSION = {"code": "xm", "name": "Xác minh", "kind": "verification", "extra": "3 wd", "article": "Điều 5"}
WHEN_NEEDED = PROCESS[1] | {"condition": "khi cần", "extension": "xm"}
SOMETIMES = [
    PROCESS[0],
    PROCESS[1],
    WHEN_NEEDED | {"key": "xac-minh", "name": "Xác minh"},
    WHEN_NEEDED | {"key": "lay-y-kien", "name": "Lấy ý kiến"},
    *PROCESS[2:],
]


def test_a_step_that_does_not_follow_is_not_left_out_silently_but_those_that_can_are_named(world):
    process = {"code": "chinh", "name": "Quy trình", "limit": "6 wd", "steps": SOMETIMES}
    more = {"components": [{"name": "Tờ khai"}], "extensions": [EXTENSION]}
    world.version = version("9.100004", processes=[process], **more)
    dossier = received(world)
    (step,) = hand_over(actor=world.counter, at=local("2020-06-02T10:00"), step=dossier.steps.get())
    accept(actor=world.head, at=local("2020-06-02T10:30"), step=step, take=True)
    told = {"actor": world.head, "at": local("2020-06-02T11:00"), "step": step}
    with pytest.raises(RefusedError) as caught:
        complete_step(**told, chosen=["xac-minh", "lay-y-kien"])
    assert (caught.value.refusal, caught.value.field) == (Refusal.STEP_DOES_NOT_FOLLOW, "chosen")
    assert said(caught.value).endswith("Có thể chọn: Xác minh")
    (step,) = complete_step(**told, chosen=["lay-y-kien"])
    assert step.key == "lay-y-kien"
    take(**told | {"step": step})
    with pytest.raises(RefusedError) as caught:
        complete_step(**told | {"step": step}, chosen=["xac-minh"])
    assert caught.value.refusal is Refusal.NOTHING_TO_CHOOSE

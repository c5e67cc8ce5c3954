"""A reform: what lies at a unit that ends goes to its successor, also the opinions asked of it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from motcua.accounts.permissions import Role
from motcua.cli.main import main
from motcua.dossiers import offices, terms, transferring
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.take import take
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.transfer_unit import transfer_unit
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.orgs.models import Succession
from motcua.worktime.limits import parse_limit
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told
from tests.domain.dossiers.test_time import appraising, asked
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db
AT = local("2020-06-04T09:00")


def test_an_open_opinion_goes_to_the_successor_once(world):
    step, (one, _) = asked(world, silence_as_consent=False)
    heir = make_unit(under=world.district, kind="office", level="district")
    admin = make_user(role=Role.ADMINISTRATOR, unit=world.district)
    type(heir).objects.filter(pk=one.unit_id).update(valid_to=local("2020-06-03T12:00").date())
    Succession.objects.create(predecessor=one.unit, successor=heir, on=AT.date())
    offices.forget()
    dossier = Dossier.objects.get(pk=step.dossier_id)
    due = dossier.lawful_due_at
    transfer(actor=admin, at=AT, dossier=dossier, successor=heir, document="NQ 1/2020")
    one.refresh_from_db()
    assert one.unit == heir
    assert Dossier.objects.get(pk=dossier.pk).lawful_due_at == due
    with pytest.raises(RefusedError) as caught:
        transfer(actor=admin, at=AT, dossier=dossier, successor=heir, document="NQ 1/2020")
    assert caught.value.refusal is Refusal.NOTHING_TO_TRANSFER


@pytest.fixture
def reform(world):
    """On 8 June the office and the one-stop unit go over to new ones below a new agency."""
    on = date(2020, 6, 8)
    new = make_unit("moi", kind="district", level="district", first=on)
    parts = {
        world.office: make_unit("moi-tu-phap", under=new, kind="office", level="district", first=on),
        world.one_stop: make_unit("moi-mot-cua", under=new, kind="one_stop", level="district", first=on),
        world.district: new,
    }
    for old, heir in parts.items():
        type(old).objects.filter(pk=old.pk).update(valid_to=date(2020, 6, 7))
        Succession.objects.create(predecessor=old, successor=heir, on=on)
    offices.forget()
    world.new, world.heir, world.counter_heir = new, parts[world.office], parts[world.one_stop]
    world.admin = make_user("quan-tri", role=Role.ADMINISTRATOR, unit=new)
    return on


def moved(world, at, **more):
    told = {"actor": world.admin, "old": world.district, "new": world.new, "document": "NQ 1/2020", **more}
    return transfer_unit(at=local(at), **told)


def test_lateness_before_the_transfer_stays_with_the_old_unit(world, reform):
    dossier = appraising(world).dossier
    (old,) = dossier.legs.filter(closed_at__isnull=True)
    type(old).objects.filter(pk=old.pk).update(due_at=local("2020-06-05T17:00"))
    moved(world, "2020-06-08T09:00")
    old.refresh_from_db()
    assert (old.unit, old.closed_at, old.due_at) == (
        world.office,
        local("2020-06-08T09:00"),
        local("2020-06-05T17:00"),
    )
    (new,) = dossier.legs.filter(closed_at__isnull=True)
    assert (new.unit, new.from_unit, new.seq) == (world.heir, world.office, old.seq + 1)
    assert new.due_at == local("2020-06-10T14:30")  # the two and a half days of the step, from now on


def test_a_leg_that_is_not_due_yet_keeps_its_date_and_the_way_goes_on(world, reform):
    step = appraising(world)
    (old,) = step.dossier.legs.filter(closed_at__isnull=True)
    type(old).objects.filter(pk=old.pk).update(due_at=local("2020-06-09T10:00"))
    due = Dossier.objects.get(pk=step.dossier_id).lawful_due_at
    moved(world, "2020-06-08T09:00")
    (leg,) = step.dossier.legs.filter(closed_at__isnull=True)
    assert leg.due_at == local("2020-06-09T10:00")
    step.refresh_from_db()
    assert (step.unit, step.owner, step.leg) == (world.heir, None, leg)
    heir = make_user(role=Role.SPECIALIST, unit=world.heir)
    dossier = Dossier.objects.get(pk=step.dossier_id)
    assert dossier.lawful_due_at == due
    step = dossier.steps.select_related("dossier").get(pk=step.pk)
    take(actor=heir, at=local("2020-06-08T09:30"), step=step)
    (signing,) = complete_step(actor=heir, at=local("2020-06-08T10:00"), step=step)
    assert signing.unit == world.new
    assert signing.leg.seq == leg.seq + 1


def test_the_preview_is_what_is_done_and_changes_nothing(world, reform):
    dossier, untouched = appraising(world).dossier, received(world, "2020-06-02T10:00")
    shown = transferring.preview(world.district, world.new, reform)
    assert [move.dossier.code for move in shown] == sorted([dossier.code, untouched.code])
    ways = {move.dossier.code: [(old.code, new.code) for old, new in move.ways] for move in shown}
    assert ways[untouched.code] == [("huyen-mot-cua", "moi-mot-cua"), ("huyen-tu-phap", "moi-tu-phap")]
    assert Dossier.objects.get(pk=dossier.pk).received_by_unit == world.one_stop
    done = moved(world, "2020-06-08T09:00", codes=[untouched.code])
    assert [move.dossier.code for move in done] == [untouched.code]
    after = as_told(untouched)
    assert (after.received_by_unit, after.agency) == (world.counter_heir, world.heir)
    assert after.lawful_due_at == untouched.lawful_due_at
    assert [move.dossier.code for move in moved(world, "2020-06-08T10:00")] == [dossier.code]
    assert transferring.preview(world.district, world.new, reform) == []


def test_an_heir_asked_beside_the_same_step_already_answers_once(world):
    step, (one, _) = asked(world, silence_as_consent=False)
    heir = make_unit(under=world.district, kind="office", level="district")
    admin = make_user(role=Role.ADMINISTRATOR, unit=world.district)
    consult(
        actor=world.specialist,
        at=local("2020-06-03T11:00"),
        step=step,
        units=[heir],
        question="Có ý kiến gì?",
        limit=parse_limit("2 wd"),
    )
    type(heir).objects.filter(pk=one.unit_id).update(valid_to=local("2020-06-03T12:00").date())
    Succession.objects.create(predecessor=one.unit, successor=heir, on=AT.date())
    dossier = Dossier.objects.get(pk=step.dossier_id)
    transfer(actor=admin, at=AT, dossier=dossier, successor=heir, document="NQ 1/2020")
    one.refresh_from_db()
    assert (one.answer, one.answered_at) == ("dropped", AT)
    assert one.unit != heir
    (still,) = dossier.consultations.filter(unit=heir)
    assert still.answered_at is None


def test_a_step_begins_at_the_office_that_took_the_named_one_s_place(world):
    dossier = received(world, "2020-06-02T10:00")
    on = date(2020, 6, 3)
    heir = make_unit("huyen-moi", under=world.district, kind="office", level="district", first=on)
    type(heir).objects.filter(pk=world.office.pk).update(valid_to=date(2020, 6, 2))
    Succession.objects.create(predecessor=world.office, successor=heir, on=on)
    offices.forget()
    step = dossier.steps.select_related("dossier", "unit", "leg").get()
    (begun,) = hand_over(actor=world.counter, at=local("2020-06-03T08:00"), step=step)
    assert (begun.unit, begun.leg.unit) == (heir, heir)
    other = make_unit("huyen-khac", under=world.district, kind="office", level="district", first=on)
    Succession.objects.create(predecessor=world.office, successor=other, on=on)
    offices.forget()
    assert offices.unit_of(_planned(begun), world.one_stop, on) == world.district  # nobody can say which


def _planned(step):
    return terms.plan_of(step.dossier.procedure_version_id, step.dossier.case).steps[step.key]


def test_all_are_moved_or_none(world, reform):
    appraising(world)
    received(world, "2020-06-02T10:00")
    with pytest.raises(RefusedError):
        moved(world, "2020-06-08T09:00", document=" ")
    assert len(transferring.preview(world.district, world.new, reform)) == 2


def test_two_heirs_of_one_unit_are_named_instead_of_guessed(world, reform):
    other = make_unit("moi-khac", under=world.new, kind="office", level="district", first=reform)
    Succession.objects.create(predecessor=world.office, successor=other, on=reform)
    with pytest.raises(transferring.AmbiguousHeirError, match="moi-khac, moi-tu-phap"):
        transferring.preview(world.district, world.new, reform)
    with pytest.raises(transferring.NoHeirError):
        transferring.preview(world.office, world.counter_heir, reform)


def test_the_command_shows_and_refuses_what_has_no_name(world, reform):
    dossier = received(world)
    told = ["transfer", "--unit", "huyen", "--to", "moi", "--on", "2020-06-08", "--format", "json"]
    shown = CliRunner().invoke(main, told)
    assert shown.exit_code == 0, shown.output
    (row,) = json.loads(shown.stdout)["dossiers"]
    assert row["code"] == dossier.code
    assert row["due_at"].startswith("2020-06-09T17:00")
    assert CliRunner().invoke(main, [*told, "--apply"]).exit_code == 2
    assert CliRunner().invoke(main, [*told, "--dossier", "khong-co"]).exit_code == 2

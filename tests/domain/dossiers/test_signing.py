"""Who signs an apology (Mẫu 04): a head of an agency that solves the dossier, or who stands in for him."""

import pytest

from motcua.accounts.actions.record_absence import record_absence
from motcua.accounts.permissions import Role
from motcua.accounts.queries import actor_of
from motcua.dossiers import signing
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.journal.events import Subject
from motcua.journal.models import Event
from motcua.journal.queries import history
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import as_told
from tests.domain.dossiers.test_time import appraising
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = local("2020-06-04T09:00")


def apology(world, dossier, signer):
    told = {"new_date": local("2020-06-15T17:00"), "reason": "chờ xác minh", "signer": signer}
    return apologise(actor=world.counter, at=AT, dossier=dossier, **told)


def test_the_signer_is_told_by_the_event_with_his_right(world):
    dossier = appraising(world).dossier
    slip = apology(world, dossier, world.head.officer)
    assert as_told(dossier).slips.get(form="apology").signer == world.head.officer
    assert slip.officer == world.counter.officer
    told = history(Subject("dossier", str(dossier.pk))).last().payload
    assert told["signer"] == world.head.officer.full_name
    assert (told["signer_ground"]["kind"], told["signer_ground"]["role"]) == ("own_role", "office_leader")


def test_who_leads_no_agency_that_solves_it_does_not_sign(world):
    dossier = appraising(world).dossier
    elsewhere = make_user(role=Role.OFFICE_LEADER)
    before = Event.objects.count()
    for user in (world.specialist, world.counter, world.clerk, elsewhere):
        with pytest.raises(RefusedError) as caught:
            apology(world, dossier, user.officer)
        assert (caught.value.refusal, caught.value.field) == (Refusal.SIGNER_WITHOUT_RIGHT, "signer")
    assert Event.objects.count() == before
    assert not as_told(dossier).slips.filter(form="apology").exists()


def test_whoever_stands_in_for_the_head_signs_in_his_place_while_he_is_away(world):
    dossier = received(world)
    deputy = make_user(role=Role.SPECIALIST, unit=world.office)
    record_absence(
        absent=world.head.officer,
        substitute=deputy.officer,
        from_at=local("2020-06-04T00:00"),
        to_at=local("2020-06-06T00:00"),
        actor=actor_of(world.chairman),
        at=local("2020-06-03T08:00"),
    )
    assert deputy.officer not in signing.signers(dossier, local("2020-06-03T23:59"))
    apology(world, dossier, deputy.officer)
    told = history(Subject("dossier", str(dossier.pk))).last().payload["signer_ground"]
    assert (told["kind"], told["of_name"]) == ("substitution", world.head.officer.full_name)

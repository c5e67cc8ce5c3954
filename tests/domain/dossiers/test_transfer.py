"""A reform: what lies at a unit that ends goes to its successor, also the opinions asked of it."""

import pytest

from motcua.accounts.permissions import Role
from motcua.dossiers import offices
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.orgs.models import Succession
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_time import asked
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

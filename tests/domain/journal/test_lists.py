"""The lists of Django's admin are for looking only."""

import pytest

from motcua.accounts.models import User
from motcua.journal.actions.log_access import log_access
from motcua.journal.models import Access, Checkpoint, Event
from tests.domain.journal.conftest import DOSSIERS, MAI

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("model", [Event, Checkpoint, Access], ids=lambda model: model.__name__)
def test_they_show_and_offer_nothing_else(journal, client, model):
    log_access(subject=DOSSIERS[0], actor=MAI, purpose="Tra cứu")
    client.force_login(User.objects.create_superuser("admin", "matkhau-rat-dai", full_name="Quản trị"))
    base = f"/admin/journal/{model._meta.model_name}/"
    row = model.objects.first()
    assert client.get(base).status_code == 200
    assert client.get(base, {"q": "H52-1"}).status_code == 200
    shown = client.get(f"{base}{row.pk}/change/")
    assert shown.status_code == 200
    assert b'name="_save"' not in shown.content
    assert client.get(f"{base}add/").status_code == 403
    assert client.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{base}{row.pk}/change/", {}).status_code == 403

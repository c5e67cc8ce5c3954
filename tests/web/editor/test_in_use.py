"""What runs on old versions: open dossiers are counted under the version they were received under."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.catalogue import queries
from motcua.catalogue.actions.land import land
from motcua.catalogue.landing import Landing
from motcua.catalogue.terms import Origin
from motcua.dossiers.using import versions_in_use
from motcua.journal.events import SYSTEM
from tests.factories.people import make_user
from tests.web.desk.conftest import at, clock, received, world

__all__ = ["at", "clock", "world"]

pytestmark = pytest.mark.django_db


def test_open_dossiers_stay_with_their_version_when_a_new_one_comes(world, at):
    now = at("2020-06-03T09:00")
    dossier = received(world)
    (use,) = versions_in_use()
    assert (use.version, use.dossiers) == (world.version, 1)
    assert (use.first_received_at, use.next_due_at) == (dossier.received_at, dossier.lawful_due_at)
    client = Client()
    client.force_login(make_user(role=Role.CATALOGUE_EDITOR))
    address = reverse("editor:in_use")
    assert "Không hồ sơ nào" in client.get(address).content.decode()
    content = queries.content(world.version).model_copy(update={"field": "Lĩnh vực khác"})
    today = timezone.localdate()
    land(landings=[Landing(content, Origin(world.version.origin), today)], actor=SYSTEM, at=now)
    page = client.get(address)
    assert [(use.dossiers, current) for use, current in page.context["uses"]] == [(1, False)]
    assert "1 trong 1 hồ sơ đang giải quyết" in page.content.decode()
    assert dossier.code not in page.content.decode()
    assert versions_in_use([]) == []
    assert today - timedelta(days=1) >= dossier.received_at.date()

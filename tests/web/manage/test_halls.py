"""Halls, groups and windows in the administration: through the acts, in one's own units alone."""

import pytest
from django.test import Client

from motcua.accounts.permissions import Role
from motcua.journal.queries import history
from motcua.queueing.events import of_hall
from motcua.queueing.models import Hall, ServiceGroup, Window
from tests.domain.queueing.conftest import clock, hall, make_hall
from tests.factories.people import make_unit, make_user
from tests.web.desk.conftest import at

__all__ = ["at", "clock", "hall"]


@pytest.fixture
def administrator(hall, at):
    at("2020-06-02T10:00")
    user = make_user(role=Role.ADMINISTRATOR, unit=hall.unit)
    user.is_staff = True
    user.save()
    client = Client()
    client.force_login(user)
    return client


def sent(client, address, **form):
    page = client.post(f"/admin/queueing/{address}", form, follow=True)
    return page.status_code, page.text


def test_a_group_and_a_window_are_made_and_changed_by_the_acts(administrator, hall):
    group = {
        "hall": hall.hall.pk,
        "letter": "E",
        "name": "Thu phí",
        "hint": "",
        "icon": "money",
        "open": "on",
    }
    assert sent(administrator, "servicegroup/add/", **group)[0] == 200
    made = ServiceGroup.objects.get(letter="E")
    assert "đã có nhóm" in sent(administrator, "servicegroup/add/", **group)[1]
    sent(administrator, f"servicegroup/{made.pk}/change/", name="Thu phí, lệ phí", hint="", icon="money")
    made.refresh_from_db()
    assert (made.name, made.open) == ("Thu phí, lệ phí", False)
    window = {"hall": hall.hall.pk, "number": "3", "groups": [made.pk], "open": "on"}
    assert sent(administrator, "window/add/", **window)[0] == 200
    third = Window.objects.get(number=3)
    page = administrator.get(f"/admin/queueing/window/{third.pk}/change/").text
    assert "Hộ tịch" in page
    sent(administrator, f"window/{third.pk}/change/", groups=[hall.groups["A"].pk], open="on")
    assert list(third.groups.all()) == [hall.groups["A"]]
    types = [event.type for event in history(of_hall(hall.unit.code))]
    assert types[-4:] == ["service_group_set", "service_group_set", "window_set", "window_set"]


def test_the_rule_and_the_kiosks_address_are_changed(administrator, hall):
    old = hall.hall.kiosk_key
    address = f"hall/{hall.hall.pk}/change/"
    page = administrator.get(f"/admin/queueing/{address}").text
    assert f"/queue/kiosk/{old}" in page
    told = {"priority_run": "3", "return_within": "4", "grounds": ["elderly", "merit"]}
    sent(administrator, address, **told)
    now = Hall.objects.get(pk=hall.hall.pk)
    assert (now.priority_run, now.grounds, now.kiosk_key) == (3, ["elderly", "merit"], old)
    sent(administrator, address, **told, renew="on")
    assert Hall.objects.get(pk=hall.hall.pk).kiosk_key != old
    assert "20" in sent(administrator, address, **{**told, "priority_run": "99"})[1]
    assert Hall.objects.get(pk=hall.hall.pk).priority_run == 3


def test_another_units_hall_is_not_touched(administrator, hall):
    other = make_hall(make_unit("noi-khac", kind="one_stop"))
    group = other.groups["A"]
    sent(administrator, f"servicegroup/{group.pk}/change/", name="Chiếm", hint="", icon="other", open="on")
    told = {"hall": other.hall.pk, "letter": "Z", "name": "Lạ", "hint": "", "icon": "other", "open": "on"}
    sent(administrator, "servicegroup/add/", **told)
    assert not ServiceGroup.objects.filter(letter="Z").exists()
    group.refresh_from_db()
    assert group.name == "Hộ tịch – chứng thực"

"""An administrator transfers what lies at a unit that has ended: shown first, then all of it or nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.dossiers import offices
from motcua.dossiers.models import Dossier
from motcua.orgs.models import Succession
from tests.domain.dossiers.conftest import clock, world  # noqa: F401
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db
DOCUMENT = {"number": "NQ 1/HĐND", "dated_day": 1, "dated_month": 6, "dated_year": 2020}


@pytest.fixture
def reform(world):  # noqa: F811
    """One dossier lies at units that ended yesterday; today others succeed them, under their own agency."""
    world.dossier = received(world)
    on = timezone.localdate()
    new = make_unit("moi", kind="district", level="district", first=on, name="UBND huyện mới")
    parts = {
        world.office: make_unit("moi-tu-phap", under=new, kind="office", level="district", first=on),
        world.one_stop: make_unit("moi-mot-cua", under=new, kind="one_stop", level="district", first=on),
        world.district: new,
    }
    for old, heir in parts.items():
        type(old).objects.filter(pk=old.pk).update(valid_to=on - timedelta(days=1))
        Succession.objects.create(predecessor=old, successor=heir, on=on)
    offices.forget()
    world.new, world.heir = new, parts[world.one_stop]
    return world


@pytest.fixture
def admin(client, reform):
    client.force_login(make_user(role=Role.ADMINISTRATOR, unit=reform.new))
    return client


def address(on=None, **more):
    on = on or timezone.localdate()
    units = {"old": "huyen", "new": "moi", "on_day": on.day, "on_month": on.month, "on_year": on.year}
    return "/manage/transfers?" + "&".join(f"{name}={value}" for name, value in (units | more).items())


def test_what_was_shown_is_done_and_reported(admin, reform):
    page = admin.get(address())
    assert reform.dossier.code in page.text
    assert reform.counter.full_name in page.text
    assert Dossier.objects.get().received_by_unit == reform.one_stop
    done = admin.post(address(), {**DOCUMENT, "seen": page.context["shown"].digest})
    assert "Đã chuyển 1 hồ sơ" in done.text
    after = Dossier.objects.get()
    assert (after.received_by_unit, after.lawful_due_at) == (reform.heir, reform.dossier.lawful_due_at)
    assert {row.document for row in after.transfers.all()} == {"NQ 1/HĐND ngày 01/06/2020"}
    assert "Không còn hồ sơ nào" in admin.get(address()).text


def test_nothing_is_done_without_document_or_for_what_was_not_shown(admin, reform):
    seen = admin.get(address()).context["shown"].digest
    assert admin.post(address(), {"seen": seen}).status_code == 422
    assert "chưa hồ sơ nào được chuyển" in admin.post(address(), {**DOCUMENT, "seen": "khác"}).text
    assert Dossier.objects.get().received_by_unit == reform.one_stop


def test_a_day_to_come_is_only_shown(admin, reform):
    page = admin.get(address(timezone.localdate() + timedelta(days=3)))
    assert "chỉ xem trước" in page.text
    assert "Chuyển các hồ sơ này" not in page.text


def test_who_manages_other_units_finds_no_unit_to_choose(client, reform):
    client.force_login(make_user(role=Role.ADMINISTRATOR, unit=make_unit("noi-khac")))
    assert client.get(address()).status_code == 422
    client.force_login(make_user(role=Role.SPECIALIST, unit=reform.heir))
    assert client.get("/manage/transfers").status_code == 403


def test_units_without_that_succession_are_told_at_the_field(admin, reform):
    page = admin.get(address(timezone.localdate() - timedelta(days=9)))
    assert page.status_code == 422
    assert "không kế thừa" in page.text

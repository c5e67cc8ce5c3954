"""The units that one manages: founded, renamed, ended with a successor; and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.journal.models import Event
from motcua.orgs.models import Unit
from tests.factories.people import make_unit, make_user
from tests.web.manage.test_officer_pages import plain_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune(client):
    unit = make_unit("xa-phieng", name="Xã Phiêng Khoài")
    client.force_login(make_user(role=Role.ADMINISTRATOR, unit=unit))
    return unit


def test_a_unit_is_founded_renamed_and_succeeded(client, commune):
    today = timezone.localdate()
    for code, name in (("van-phong-cu", "Văn phòng cũ"), ("van-phong-moi", "Văn phòng mới")):
        sent = {"code": code, "name": name, "kind": "office", "level": "commune"}
        sent |= plain_days("valid_from", today - timedelta(days=9))
        page = client.post("/manage/units/xa-phieng/below", sent, follow=True)
        assert name in page.text
    sent = {"name": "Văn phòng Đảng ủy", "document": "QĐ 3/QĐ-UBND"} | plain_days("on", today)
    page = client.post("/manage/units/van-phong-moi/rename", sent, follow=True)
    assert "Văn phòng Đảng ủy" in page.text
    assert "QĐ 3/QĐ-UBND" in page.text
    new = Unit.objects.get(code="van-phong-moi")
    sent = {"successor": new.pk, "below": "on"} | plain_days("last_day", today)
    client.post("/manage/units/van-phong-cu/close", sent)
    assert Unit.objects.get(code="van-phong-cu").valid_to == today
    assert "Làm tiếp việc của" in client.get("/manage/units/van-phong-moi").text
    told = {e.type for e in Event.objects.filter(subject_id="van-phong-cu")}
    assert told == {"unit_founded", "unit_succeeded", "unit_closed"}


def test_what_the_act_refuses_is_told_at_its_field(client, commune):
    make_unit("xa-phieng-van-phong", under=commune, name="Văn phòng")
    page = client.post("/manage/units/xa-phieng/close", plain_days("last_day", timezone.localdate()))
    assert page.status_code == 422
    assert "Còn đơn vị trực thuộc: Văn phòng" in page.context["form"].errors["below"][0]
    assert client.get("/manage/units/xa-phieng/abolish").status_code == 404


def test_units_of_others_do_not_exist(client, commune):
    make_unit("xa-khac", name="Xã Khác")
    make_unit("xa-cu", name="Xã Cũ", last=timezone.localdate() - timedelta(days=1))
    assert client.get("/manage/units/xa-khac").status_code == 404
    assert client.post("/manage/units/xa-khac/rename").status_code == 404
    assert client.get("/manage/units/xa-cu").status_code == 200, "who was succeeded is looked up"
    assert client.post("/manage/units/xa-cu/rename").status_code == 404
    page = client.get("/manage/units?q=xa").text
    assert "Xã Phiêng Khoài" in page
    assert "Xã Khác" not in page

"""The officers of one's units: found, looked at, covered when away, and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.accounts.models import AbsenceSubstitution, Delegation, Position, RoleHolding
from motcua.accounts.permissions import Permission, Role
from motcua.accounts.queries import may
from motcua.journal.models import Event
from motcua.orgs.models import JobTitle
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(client):
    class People:
        unit = make_unit("xa-phieng", name="Xã Phiêng Khoài")
        absent = make_user(role=Role.SPECIALIST, unit=unit, full_name="Lò Thị Ngọc Ánh")
        other = make_user(role=Role.RECORDS_CLERK, unit=unit, full_name="Quàng Văn Đức")
        stranger = make_user(role=Role.SPECIALIST, full_name="Tòng Văn Xa")

    client.force_login(make_user(role=Role.ADMINISTRATOR, unit=People.unit))
    return People


def days(prefix, first, last):
    sent = {}
    for name, day in (("first", first), ("last", last)):
        for part in ("day", "month", "year"):
            sent[f"{prefix}-{name}_{part}"] = getattr(day, part)
    return sent


def test_found_by_name_or_unit_without_marks(client, people):
    assert "Lò Thị Ngọc Ánh" in client.get("/manage/officers?q=ngoc anh").text
    page = client.get("/manage/officers?q=phieng khoai").text
    assert "Quàng Văn Đức" in page
    assert "Tòng Văn Xa" not in client.get("/manage/officers").text
    assert "Không có ai" in client.get("/manage/officers?away").text


def test_an_absence_is_covered_from_now_and_ends_when_he_is_back(client, people):
    address = f"/manage/officers/{people.absent.officer.pk}"
    today = timezone.localdate()
    sent = {"what": "absence", "absence-substitute": people.other.officer.pk, **days("absence", today, today)}
    page = client.post(address, sent, follow=True)
    assert "Đã ghi thời gian vắng" in page.text
    now = timezone.now()
    assert may(people.other, Permission.PROPOSE_SUPPLEMENT, people.unit, now)
    assert "vắng" in client.get("/manage/officers?away").text
    row = AbsenceSubstitution.objects.get()
    assert timezone.localtime(row.to_at).hour == 0
    client.post(f"{address}/absence/{row.pk}/end")
    assert not may(people.other, Permission.PROPOSE_SUPPLEMENT, people.unit, timezone.now())


def test_a_role_is_delegated_by_a_document_for_a_time(client, people):
    address = f"/manage/officers/{people.absent.officer.pk}"
    first = timezone.localdate() + timedelta(days=1)
    (row,) = client.get(address).context["told"].delegable
    sent = {"what": "delegation", "delegation-role": row.pk, "delegation-to": people.other.officer.pk}
    sent |= days("delegation", first, first + timedelta(days=4))
    assert client.post(address, sent).status_code == 422
    client.post(address, {**sent, "delegation-document": "QĐ 5/QĐ-UBND"})
    lent = Delegation.objects.get()
    assert (lent.to_at - lent.from_at).days == 5
    assert "QĐ 5/QĐ-UBND" in client.get(address).text
    client.post(f"{address}/delegation/{lent.pk}/end")
    assert "QĐ 5/QĐ-UBND" not in client.get(address).text


def plain_days(name, day):
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}


def test_a_role_is_given_from_today_and_taken_away(client, people):
    address = f"/manage/officers/{people.other.officer.pk}"
    (position,) = client.get(address).context["told"].positions
    sent = {"position": position.pk, "role": Role.SPECIALIST.value, "unit": people.unit.pk}
    sent |= plain_days("first", timezone.localdate())
    assert "Đã giao vai trò." in client.post(f"{address}/role", sent, follow=True).text
    assert may(people.other, Permission.PROPOSE_SUPPLEMENT, people.unit, timezone.now())
    again = client.post(f"{address}/role", sent)
    assert again.status_code == 422
    assert "Trong thời gian này chức vụ đó đã có vai trò này tại đơn vị." in again.text
    row = RoleHolding.objects.get(position=position, role=Role.SPECIALIST)
    client.post(f"{address}/role/{row.pk}/end")
    assert not may(people.other, Permission.PROPOSE_SUPPLEMENT, people.unit, timezone.now())
    told = [event.type for event in Event.objects.filter(subject_id=str(people.other.officer.pk))]
    assert told[-2:] == ["role_given", "role_ended"]


def test_roles_are_given_only_in_units_that_one_manages(client, people):
    address = f"/manage/officers/{people.other.officer.pk}"
    (position,) = client.get(address).context["told"].positions
    elsewhere = people.stranger.officer.positions.get().unit
    sent = {"position": position.pk, "role": Role.SPECIALIST.value, "unit": elsewhere.pk}
    page = client.post(f"{address}/role", sent | plain_days("first", timezone.localdate()))
    assert "unit" in page.context["form"].errors
    theirs = RoleHolding.objects.get(position__officer=people.stranger.officer)
    assert client.post(f"{address}/role/{theirs.pk}/end").status_code == 404


def test_a_position_begins_and_ends_on_a_day(client, people):
    address = f"/manage/officers/{people.other.officer.pk}"
    title = JobTitle.objects.create(code="cong-chuc", name="Công chức", kinds=[people.unit.kind])
    sent = {"title": title.pk, "unit": people.unit.pk, "document": "QĐ 7/QĐ-UBND"}
    client.post(f"{address}/position", sent | plain_days("first", timezone.localdate()))
    position = Position.objects.get(title=title)
    assert client.get(f"{address}/position/{position.pk}/end").status_code == 200
    client.post(f"{address}/position/{position.pk}/end", plain_days("last_day", timezone.localdate()))
    position.refresh_from_db()
    assert position.valid_to == timezone.localdate()


def test_what_the_act_refuses_is_told_at_its_field(client, people):
    past = timezone.localdate() - timedelta(days=2)
    sent = {"what": "absence", "absence-substitute": people.other.officer.pk, **days("absence", past, past)}
    page = client.post(f"/manage/officers/{people.absent.officer.pk}", sent)
    assert page.status_code == 422
    assert "first" in page.context["absence"].errors or "last" in page.context["absence"].errors


def test_officers_of_other_units_do_not_exist(client, people):
    assert client.get(f"/manage/officers/{people.stranger.officer.pk}").status_code == 404
    client.force_login(people.absent)
    assert client.get("/manage/officers").status_code == 403

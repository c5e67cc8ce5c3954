"""An administrator decides a day by a document: asked, shown what would move, done as shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.dossiers.models import Dossier
from motcua.worktime.models import Calendar
from tests.domain.dossiers.conftest import clock, world  # noqa: F401
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/manage/calendars/vn/decide"


@pytest.fixture
def dossier(world):  # noqa: F811
    """Received today, so that its whole limit lies ahead of the clock that the pages read."""
    return received(world, timezone.now().replace(tzinfo=None).isoformat())


@pytest.fixture
def admin(client, world):  # noqa: F811
    client.force_login(make_user(role=Role.ADMINISTRATOR, unit=world.district))
    return client


def told(day, what="off", **more):
    """What a browser sends for that day."""
    sent = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "what": what, "kind": "other"}
    sent |= {"name": "Nghỉ do bão", "number": "CV 12/UBND", "hours": ""}
    return {**sent, "dated_day": 3, "dated_month": 6, "dated_year": 2020, **more}


def test_what_was_shown_is_done(admin, dossier):
    day = timezone.localdate(dossier.lawful_due_at)
    shown = admin.post(ADDRESS, told(day))
    assert dossier.code in shown.text
    assert Dossier.objects.get().lawful_due_at == dossier.lawful_due_at
    assert not Calendar.objects.get(code="vn").days.exists()
    done = admin.post(ADDRESS, told(day, seen=shown.context["seen"]), follow=True)
    assert "Hạn của 1 hồ sơ được tính lại" in done.text
    after = Dossier.objects.get()
    assert after.lawful_due_at > dossier.lawful_due_at
    assert after.due_dates.last().document == "CV 12/UBND ngày 03/06/2020"
    assert "Nghỉ do bão" in admin.get(f"/manage/calendars/vn?year={day.year}").text


def test_what_has_changed_since_is_shown_anew(admin, dossier):
    day = timezone.localdate(dossier.lawful_due_at)
    answer = admin.post(ADDRESS, told(day, seen="khác"))
    assert "chưa có gì được ghi" in answer.text
    assert not Calendar.objects.get(code="vn").days.exists()


def test_wrong_days_are_told_at_their_field(admin):
    day = timezone.localdate()
    wrong = [
        (told(day, name=""), "name"),
        (told(day, "worked"), "hours"),
        (told(day, "worked", hours="7h-11h"), "hours"),
        (told(day, "worked", hours="07:30-11:30, 11:00-12:00"), "hours"),
        (told(day, "off", hours="07:30-11:30"), "hours"),
        (told(day, "ordinary"), "on"),
        (told(day, number=""), "number"),
        (told(day, dated_day="x"), "dated"),
    ]
    for sent, field in wrong:
        answer = admin.post(ADDRESS, sent)
        assert (answer.status_code, field in answer.context["form"].errors) == (422, True), field


def test_a_day_with_hours_of_its_own_is_shown_as_it_stands(admin):
    day = timezone.localdate() + timedelta(days=1)
    sent = told(day, "worked", hours="07:00-11:00, 13:00-16:00", name="Làm bù")
    seen = admin.post(ADDRESS, sent).context["seen"]
    assert admin.post(ADDRESS, {**sent, "seen": seen}).status_code == 302
    page = admin.get(f"{ADDRESS}?on={day.isoformat()}")
    assert 'value="07:00-11:00, 13:00-16:00"' in page.text
    assert "Làm bù" in page.text


def test_who_does_not_manage_every_keeper_only_looks(client, world):  # noqa: F811
    client.force_login(make_user(role=Role.ADMINISTRATOR, unit=world.office))
    assert "chỉ xem được" in client.get("/manage/calendars/vn").text
    assert client.post(ADDRESS, told(timezone.localdate())).status_code == 403
    client.force_login(world.counter)
    assert client.get("/manage/calendars/vn").status_code == 403
    assert "Lịch làm việc" not in client.get("/manage/").text

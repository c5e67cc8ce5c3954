"""An administrator edits weekly hours in Django's administration; each edit is an act with an event."""

import pytest
from django.urls import reverse
from django.utils import timezone

from motcua.accounts.models import User
from motcua.journal import queries as journal
from motcua.journal.events import SYSTEM
from motcua.worktime.actions.load_calendars import load_calendars
from motcua.worktime.events import of_calendar
from motcua.worktime.models import Calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client):
    client.force_login(User.objects.create_superuser("quan-tri", "x", full_name="Lò Thị Mai"))
    return client


@pytest.fixture
def calendar():
    load_calendars(actor=SYSTEM, at=timezone.now())
    return Calendar.objects.get()


def rows(prefix, rows, initial=0):
    """The fields of a form set, as a browser sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items() if value is not None}
    return sent


def session(weekday, start, end, **rest):
    return {"weekday": weekday, "starts_at": start, "ends_at": end, **rest}


def last_event(code):
    return journal.history(of_calendar(code)).last()


def problems(response):
    """What the page says is wrong, field by field."""
    context = response.context
    found = dict(context["adminform"].form.errors)
    for inline in context["inline_admin_formsets"]:
        for number, errors in enumerate(inline.formset.errors):
            found |= {f"{number}-{field}": told for field, told in errors.items()}
        if inline.formset.non_form_errors():
            found["sessions"] = inline.formset.non_form_errors()
    return {field: " ".join(told) for field, told in found.items()}


def test_a_calendar_is_opened(browser):
    hours = rows(
        "sessions", [session(0, "07:30", "11:30"), session(5, "08:00", "10:00", reception_only="on")]
    )
    response = browser.post(reverse("admin:worktime_calendar_add"), {"code": "xa", "name": "Xã", **hours})
    assert response.status_code == 302
    calendar = Calendar.objects.get(code="xa")
    assert calendar.sessions.count() == 2
    assert last_event("xa").type == "calendar_opened"
    assert last_event("xa").actor_name == "Lò Thị Mai"
    assert browser.get(reverse("admin:worktime_calendar_change", args=[calendar.pk])).status_code == 200


@pytest.mark.parametrize(
    ("code", "sessions", "field", "message"),
    [
        ("Xã 1", [], "code", "Mã chỉ gồm"),
        ("xa", [session(0, "11:30", "07:30")], "0-ends_at", "Giờ kết thúc phải sau"),
        ("xa", [session(0, "07:30", "11:30"), session(0, "11:00", "12:00")], "1-starts_at", "trùng giờ"),
        (
            "xa",
            [session(0, "07:30", "11:30", valid_from="2025-02-01", valid_to="2025-01-01")],
            "0-valid_to",
            "Ngày kết thúc",
        ),
        ("vn", [], "code", "đã tồn tại"),
    ],
)
def test_what_is_wrong_is_told_in_vietnamese_at_its_field(browser, calendar, code, sessions, field, message):
    data = {"code": code, "name": "Xã", **rows("sessions", sessions)}
    response = browser.post(reverse("admin:worktime_calendar_add"), data)
    assert response.status_code == 200
    assert message in problems(response)[field]
    assert Calendar.objects.count() == 1


def test_hours_are_changed_even_where_they_change_places(browser, calendar):
    sent = [
        session(row.weekday, row.starts_at, row.ends_at, id=row.pk, calendar=calendar.pk)
        for row in calendar.sessions.order_by("weekday", "starts_at")
    ]
    first, second = sent[0], sent[1]
    first["starts_at"], first["ends_at"] = "13:00", "17:00"
    second["starts_at"], second["ends_at"] = "07:00", "11:00"
    sent[-1]["DELETE"] = "on"
    address = reverse("admin:worktime_calendar_change", args=[calendar.pk])
    response = browser.post(address, {"name": "Lịch huyện", **rows("sessions", sent, initial=len(sent))})
    assert response.status_code == 302, problems(response)
    assert calendar.sessions.count() == 9
    event = last_event("vn")
    assert event.type == "calendar_changed"
    assert event.payload["name"]["after"] == "Lịch huyện"
    assert event.payload["added"] == [{"weekday": 0, "starts_at": "07:00", "ends_at": "11:00"}]


def test_sessions_may_follow_one_another_by_dates(browser):
    hours = [
        session(0, "07:30", "11:30", valid_to="2025-06-30"),
        session(0, "07:00", "12:00", valid_from="2025-07-01"),
    ]
    data = {"code": "xa", "name": "Xã", **rows("sessions", hours)}
    assert browser.post(reverse("admin:worktime_calendar_add"), data).status_code == 302


def test_a_calendar_is_not_deleted(browser, calendar):
    address = reverse("admin:worktime_calendar_delete", args=[calendar.pk])
    assert browser.post(address, {"post": "yes"}).status_code == 403

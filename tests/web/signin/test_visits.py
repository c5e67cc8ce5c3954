"""Where one is signed in: told, ended by oneself and by administrators, never by strangers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.accounts.actions.deactivate_user import deactivate_user
from motcua.accounts.events import of_account
from motcua.accounts.jobs import forget_old_visits
from motcua.accounts.models import Visit
from motcua.accounts.permissions import Role
from motcua.journal.events import SYSTEM
from motcua.journal.queries import history
from tests.factories.people import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 coc_coc_browser/120.0 Chrome/130.0 Safari/537.36"


@pytest.fixture
def mai():
    return make_user("lò.mai")


def signed_in(name="lò.mai", agent=CHROME, address="192.0.2.7"):
    browser = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert browser.post("/sign-in", {"username": name, "password": PASSWORD}).status_code == 302
    return browser


def comes_in(browser):
    return browser.get("/account").status_code == 200


def test_one_sees_ones_own_sign_ins_and_no_others(mai):
    here = signed_in()
    signed_in(agent=PHONE, address="198.51.100.1")
    make_user("cà.vân")
    signed_in("cà.vân", address="203.0.113.9")
    page = here.get("/account/visits").text
    for told in ("Chrome trên Windows", "Cốc Cốc trên Android", "198.51.100.1", "nơi này", "mật khẩu"):
        assert told in page
    assert "203.0.113.9" not in page
    assert not any(visit.session_key in page for visit in Visit.objects.all())


def test_one_ends_one_or_all_others(mai):
    here, phone, home = signed_in(), signed_in(agent=PHONE), signed_in()
    visit = Visit.objects.get(agent=PHONE)
    assert (
        "Đã kết thúc 1 phiên" in here.post("/account/visits/end", {"handle": visit.handle}, follow=True).text
    )
    assert [comes_in(b) for b in (here, phone, home)] == [True, False, True]
    here.post("/account/visits/end")
    assert [comes_in(b) for b in (here, home)] == [True, False]
    assert [event.type for event in history(of_account(mai.pk))] == ["visits_ended", "visits_ended"]


def test_another_persons_visit_is_out_of_reach(mai):
    mine = signed_in()
    make_user("cà.vân")
    theirs = signed_in("cà.vân", agent=PHONE)
    mine.post("/account/visits/end", {"handle": Visit.objects.get(agent=PHONE).handle})
    assert comes_in(theirs)
    assert not history(of_account(mai.pk))


def test_signing_out_leaves_no_visit(mai):
    browser = signed_in()
    browser.post("/sign-out")
    assert not Visit.objects.filter(user=mai).exists()


def test_an_administrator_ends_them_with_a_reason(mai):
    xa = make_unit("xa")
    admin = make_user("quantri", role=Role.ADMINISTRATOR, unit=xa, is_staff=True)
    browser, office = signed_in(), Client()
    office.force_login(admin)
    address = f"/admin/accounts/user/{mai.pk}/change/"
    assert "Chrome trên Windows 192.0.2.7" in office.get(address).text
    form = {
        "what": "end",
        "reason": "chuyển công tác",
        "full_name": mai.full_name,
        "email": "",
        "password": "",
    }
    assert office.post(address, form).status_code == 302
    assert not comes_in(browser)
    event = history(of_account(mai.pk))[0]
    assert (event.type, event.actor_id, event.payload["count"]) == ("visits_ended", str(admin.pk), 1)


def test_an_account_switched_off_is_out_at_once(mai):
    browser = signed_in()
    deactivate_user(user=mai, reason="nghỉ việc", actor=SYSTEM, at=timezone.now())
    assert not comes_in(browser)
    assert not Visit.objects.filter(user=mai).exists()


def test_a_visit_ends_after_a_working_day_however_busy_it_is(mai, settings):
    browser = signed_in()
    ends = Visit.objects.get().expire_date
    session = browser.session
    session["visit"] = {**session["visit"], "seen": (timezone.now() - timedelta(hours=1)).isoformat()}
    session.save()
    assert comes_in(browser)
    visit = Visit.objects.get()
    assert timezone.now() - visit.seen_at < timedelta(minutes=1)
    assert abs(visit.expire_date - ends) < timedelta(seconds=2)


def test_old_visits_are_forgotten(mai):
    signed_in()
    assert forget_old_visits(timezone.now()) == 0
    assert forget_old_visits(timezone.now() + timedelta(hours=10, seconds=1)) == 1


def test_a_new_password_of_ones_own_signs_out_everywhere_else(mai):
    here, phone = signed_in(), signed_in(agent=PHONE)
    page = "/account/security/password"
    assert here.get("/admin/password_change/").headers["Location"] == page
    assert "không giống nhau" in here.post(page, {"password": "một mật khẩu mới", "again": "khác"}).text
    assert here.post(page, {"password": "ngắn", "again": "ngắn"}).status_code == 422
    form = {"password": "một mật khẩu mới", "again": "một mật khẩu mới"}
    assert here.post(page, form).headers["Location"] == "/account/security"
    assert [comes_in(b) for b in (here, phone)] == [True, False]
    assert [visit.agent for visit in Visit.objects.of(mai, timezone.now())] == [CHROME]
    assert Client().post("/sign-in", {"username": "lò.mai", "password": PASSWORD}).status_code == 422
    assert [event.type for event in history(of_account(mai.pk))] == ["password_set"]

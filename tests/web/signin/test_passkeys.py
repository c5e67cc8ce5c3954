"""Passkeys: made, used instead of password and code, removed; answers that prove nothing open nothing."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from motcua.accounts.actions.set_factor_rule import set_factor_rule
from motcua.accounts.events import of_account
from motcua.accounts.models import Passkey
from motcua.accounts.permissions import Role
from motcua.journal.events import SYSTEM
from motcua.journal.queries import history
from tests.factories.authenticator import Device
from tests.factories.people import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db
ORIGIN = "http://localhost"


@pytest.fixture
def mai():
    return make_user("lò.mai", role=Role.UNIT_LEADER, unit=make_unit("xa"))


@pytest.fixture
def browser(mai):
    """Where lò.mai has just signed in with her password."""
    return signed_in()


def signed_in():
    found = Client(SERVER_NAME="localhost")
    found.post("/sign-in", {"username": "lò.mai", "password": PASSWORD})
    return found


def add(browser, device, name="máy ở quầy"):
    options = browser.post("/account/security/passkeys/ask").json()
    form = {"name": name, "answer": json.dumps(device.make(options))}
    return browser.post("/account/security/passkeys/add", form)


def sign_in(device, onward="/account"):
    """The browser in which somebody tried to sign in with `device`, and whether he came in."""
    found = Client(SERVER_NAME="localhost")
    options = found.post("/sign-in/passkey/ask").json()
    form = {"answer": json.dumps(device.use(options)), "next": onward}
    return found, found.post("/sign-in/passkey", form).headers["Location"] == onward


def test_a_passkey_signs_in_without_password_and_code(browser, mai):
    device = Device(ORIGIN)
    page = add(browser, device).text
    assert "Mã dự phòng" in page, "the first factor brings recovery codes"
    assert "máy ở quầy" in browser.get("/account/security").text
    there, came_in = sign_in(device)
    assert came_in
    assert "khóa truy cập" in there.get("/account/visits").text
    assert Passkey.objects.get().used_at is not None
    assert [e.type for e in history(of_account(mai.pk))] == ["factor_enrolled", "recovery_codes_made"]


def test_with_a_passkey_the_password_alone_is_not_enough(browser):
    add(browser, Device(ORIGIN))
    again = Client(SERVER_NAME="localhost")
    form = {"username": "lò.mai", "password": PASSWORD, "next": "/account"}
    assert again.post("/sign-in", form).headers["Location"] == "/sign-in/code"
    page = again.get("/sign-in/code").text
    assert 'data-passkey="get"' in page
    assert 'name="next" value="/account"' in page


def test_it_fulfils_what_a_role_demands_and_the_last_one_stays(browser, mai):
    set_factor_rule(role=Role.UNIT_LEADER, required=True, actor=SYSTEM, at=timezone.now())
    inside = signed_in()
    assert inside.get("/account").headers["Location"] == "/account/security"
    add(inside, Device(ORIGIN))
    assert inside.get("/account").status_code == 200
    key = Passkey.objects.get()
    assert "phải xác minh" in inside.post(f"/account/security/passkeys/{key.pk}/remove", follow=True).text
    add(inside, Device(ORIGIN))
    inside.post(f"/account/security/passkeys/{key.pk}/remove")
    assert not Passkey.objects.filter(pk=key.pk).exists()


def test_one_removes_ones_own_and_no_others(browser, mai):
    device = Device(ORIGIN)
    add(browser, device)
    key = Passkey.objects.get()
    make_user("cà.vân")
    stranger = Client(SERVER_NAME="localhost")
    stranger.post("/sign-in", {"username": "cà.vân", "password": PASSWORD})
    assert stranger.post(f"/account/security/passkeys/{key.pk}/remove").status_code == 404
    browser.post(f"/account/security/passkeys/{key.pk}/remove")
    assert not sign_in(device)[1]


def wrong_origin(device):
    device.origin = "http://localhost.example.org"


def wrong_site(device):
    device.site = "example.org"


def nobody_verified(device):
    device.verified = False


def another_key(device):
    device.key = Device(ORIGIN).key


def unknown_key(device):
    device.id = bytes(32)


def copied(device):
    Passkey.objects.update(counter=7)
    device.counter = 7


def switched_off(device):
    mai = Passkey.objects.get().user
    mai.is_active = False
    mai.save()


@pytest.mark.parametrize(
    "spoil",
    [wrong_origin, wrong_site, nobody_verified, another_key, unknown_key, copied, switched_off],
    ids=lambda f: f.__name__,
)
def test_what_proves_nothing_opens_nothing(browser, spoil):
    device = Device(ORIGIN)
    add(browser, device)
    spoil(device)
    there, came_in = sign_in(device)
    assert not came_in
    assert "_auth_user_id" not in there.session


def test_an_answer_is_good_for_one_question(browser):
    device = Device(ORIGIN)
    add(browser, device)
    there = Client(SERVER_NAME="localhost")
    answer = json.dumps(device.use(there.post("/sign-in/passkey/ask").json()))
    there.post("/sign-in/passkey/ask")
    assert there.post("/sign-in/passkey", {"answer": answer}).headers["Location"] == "/sign-in"
    for nonsense in ("", "[]", "{}", "{"):
        assert there.post("/sign-in/passkey", {"answer": nonsense}).headers["Location"] == "/sign-in"


def test_a_key_made_for_another_question_is_not_taken(browser):
    device, other = Device(ORIGIN), Device(ORIGIN)
    first = browser.post("/account/security/passkeys/ask").json()
    browser.post("/account/security/passkeys/ask")
    form = {"name": "x", "answer": json.dumps(device.make(first))}
    assert browser.post("/account/security/passkeys/add", form).status_code == 422
    assert not Passkey.objects.exists()
    other.verified = False
    assert add(browser, other).status_code == 422

"""The shared sign-in against a provider that runs as a process of its own."""

import json
import socket
import subprocess
import sys
import time

import pytest
import requests
from django.test import Client
from django.utils import timezone

from motcua.accounts.actions.enrol_app import enrol_app
from motcua.accounts.actions.set_factor_rule import set_factor_rule
from motcua.accounts.events import of_account
from motcua.accounts.models import LinkedIdentity
from motcua.accounts.permissions import Role
from motcua.accounts.provider import Provider
from motcua.accounts.totp import _codes
from motcua.journal.events import SYSTEM
from motcua.journal.queries import history
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db

PEOPLE = [
    {"sub": "so-1", "email": "Mai@SonLa.gov.vn", "email_verified": True, "preferred_username": "mai"},
    {"sub": "so-2", "email": "la@sonla.gov.vn", "email_verified": True},
    {"sub": "so-3", "email": "mai@sonla.gov.vn", "email_verified": False},
    {"sub": "so-4", "email": "mai@sonla.gov.vn", "email_verified": True},
    {"sub": "so-5", "email": "hai.lan@sonla.gov.vn", "email_verified": True, "amr": ["pwd", "mfa"]},
]


@pytest.fixture(scope="module")
def issuer():
    """The address of a running provider that knows PEOPLE."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    known = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
    program = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", *known]
    with subprocess.Popen(program, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                requests.get(f"{address}/jwks", timeout=1)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
        process.terminate()


@pytest.fixture(autouse=True)
def configured(settings, issuer):
    settings.OIDC = {
        "issuer": issuer,
        "client_id": "motcua",
        "client_secret": "only-for-tests",
        "name": "Đăng nhập tỉnh Sơn La",
        "claim": "email",
    }


@pytest.fixture
def mai():
    """An officer whose account is linked by her e-mail address."""
    user = make_user("lò.mai", role=Role.UNIT_LEADER, unit=make_unit("xa"))
    link(user, "mai@sonla.gov.vn ")
    return user


def link(user, name):
    office = Client()
    office.force_login(make_user(is_staff=True, is_superuser=True))
    form = {"what": "link", "identity": name, "full_name": user.full_name}
    return office.post(f"/admin/accounts/user/{user.pk}/change/", form)


def asked(browser, onward="/account"):
    """Where the provider is asked, for a browser that begins to sign in."""
    return browser.get("/sign-in/shared", {"next": onward}).headers["Location"]


def consented(address, sub, **form):
    """Where the provider sends the browser back once `sub` has signed in there."""
    answer = requests.post(address, data={"sub": sub, **form}, allow_redirects=False, timeout=10)
    back = answer.headers["Location"]
    assert back.startswith("http://localhost:8000/sign-in/shared/back?")
    return back.removeprefix("http://localhost:8000")


def sign_in(sub):
    browser = Client()
    return browser, browser.get(consented(asked(browser), sub))


def test_a_linked_person_comes_in(mai):
    browser, answer = sign_in("so-1")
    assert answer.headers["Location"] == "/account"
    assert mai.full_name in browser.get("/account").text
    assert "đăng nhập chung" in browser.get("/account/visits").text
    assert [e.type for e in history(of_account(mai.pk))] == ["identity_linked", "identity_learnt"]
    assert "sonla" not in str([e.payload for e in history(of_account(mai.pk))])


@pytest.mark.parametrize("sub", ["so-2", "so-3"], ids=["not linked", "address not verified"])
def test_nobody_else_comes_in_and_no_account_is_made(mai, sub):
    browser, answer = sign_in(sub)
    assert answer.status_code == 403
    assert "gắn tài khoản" in answer.text
    assert "_auth_user_id" not in browser.session


def test_an_address_given_to_somebody_else_opens_nothing(mai):
    sign_in("so-1")
    assert sign_in("so-4")[1].status_code == 403
    assert sign_in("so-1")[1].status_code == 302


def test_an_account_switched_off_or_unlinked_stays_shut(mai):
    mai.is_active = False
    mai.save()
    assert sign_in("so-1")[1].status_code == 403
    mai.is_active = True
    mai.save()
    LinkedIdentity.objects.all().delete()
    assert sign_in("so-1")[1].status_code == 403


def test_an_account_with_a_second_step_is_asked_for_it(mai):
    secret, at = bytes(20), timezone.now()
    shown = _codes(secret).generate(at.timestamp()).decode()
    enrol_app(user=mai, secret=secret, code=shown, actor=SYSTEM, at=at)
    browser, answer = sign_in("so-1")
    assert answer.headers["Location"] == "/sign-in/code"
    assert "_auth_user_id" not in browser.session


def test_a_role_that_demands_it_believes_a_provider_that_asked_for_two():
    unit = make_unit("xa")
    set_factor_rule(role=Role.UNIT_LEADER, required=True, actor=SYSTEM, at=timezone.now())
    for sub, name, leads in (("so-1", "mai", "/account/security"), ("so-5", "hai.lan", None)):
        link(make_user(name, role=Role.UNIT_LEADER, unit=unit), f"{name}@sonla.gov.vn")
        browser, _answer = sign_in(sub)
        assert browser.get("/account").headers.get("Location") == leads


def test_an_answer_to_another_browsers_question_is_refused(mai):
    begun, other = Client(), Client()
    back = consented(asked(begun), "so-1")
    asked(other)
    assert other.get(back).status_code == 502
    assert "_auth_user_id" not in other.session
    assert begun.get(back).status_code == 302
    assert begun.get(back).status_code == 502, "an answer is good once"


def test_who_declines_there_is_sent_to_the_door(mai):
    browser = Client()
    answer = browser.get(consented(asked(browser), "so-1", action="deny"))
    assert answer.headers["Location"] == "/sign-in"


def test_a_token_made_for_another_question_or_client_is_not_believed(mai, settings):
    browser = Client()
    back = consented(asked(browser), "so-1")
    session = browser.session
    session["shared_asked"] = {**session["shared_asked"], "nonce": "another"}
    session.save()
    assert browser.get(back).status_code == 502
    browser = Client()
    back = consented(asked(browser), "so-1")
    settings.OIDC = {**settings.OIDC, "client_id": "another"}
    assert browser.get(back).status_code == 502


def test_a_provider_that_does_not_answer_is_told_of(settings):
    settings.OIDC = {**settings.OIDC, "issuer": "http://127.0.0.1:9"}
    answer = Client().get("/sign-in/shared")
    assert answer.status_code == 502
    assert "không trả lời" in answer.text


def test_the_door_offers_it_where_it_is_configured(client, settings):
    assert "Đăng nhập tỉnh Sơn La" in client.get("/sign-in").text
    settings.OIDC = None
    assert "/sign-in/shared" not in client.get("/sign-in").text
    assert client.get("/sign-in/shared").status_code == 404
    assert "chưa có nơi đăng nhập chung" in link(make_user(), "a@sonla.gov.vn").text


def test_a_name_opens_one_account(mai):
    assert "đã gắn với một tài khoản khác" in link(make_user("cà.vân"), "MAI@sonla.gov.vn").text


def test_an_issuer_without_encryption_is_refused():
    with pytest.raises(ValueError, match="https"):
        Provider("http://sso.example.org", "motcua", "x", "SSO")

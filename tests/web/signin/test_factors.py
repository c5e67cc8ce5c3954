"""The second step: set up, asked for, lost, demanded by a role; its codes work once and are kept nowhere."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from motcua.accounts import lockout, totp
from motcua.accounts.actions.set_factor_rule import set_factor_rule
from motcua.accounts.events import of_account
from motcua.accounts.models import AuthenticatorApp, FactorRule
from motcua.accounts.permissions import Role
from motcua.accounts.sealing import unseal
from motcua.cli.account import group
from motcua.journal.events import INSTALLATION, SYSTEM
from motcua.journal.queries import history
from tests.factories.people import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai():
    return make_user("lò.mai", role=Role.UNIT_LEADER, unit=make_unit("xa"))


def sign_in(client, onward="/account"):
    return client.post("/sign-in", {"username": "lò.mai", "password": PASSWORD, "next": onward})


def shown(secret, steps=0):
    """What the phone shows, `steps` half minutes from now."""
    return totp._codes(secret).generate(timezone.now().timestamp() + steps * totp.SECONDS).decode()


def setup(client):
    """Sets up an app; its secret and the recovery codes."""
    page = client.get("/account/security/app").text
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    owner = client.session["_auth_user_id"]
    secret = unseal(sealed.encode(), UUID(owner))
    assert totp.in_letters(secret) in page
    done = client.post("/account/security/app", {"sealed": sealed, "code": shown(secret)})
    codes = re.findall(r"<li>([0-9a-z]{5}-[0-9a-z]{5})</li>", done.text)
    # The running code was used up by setting up.
    AuthenticatorApp.objects.update(last_step=0)
    return secret, codes


def last(subject):
    return history(subject).last()


@pytest.fixture
def with_app(mai):
    browser = Client()
    sign_in(browser)
    return setup(browser)


def test_an_app_is_set_up_and_asked_for_from_then_on(client, mai):
    sign_in(client)
    secret, codes = setup(client)
    assert len(set(codes)) == 10
    again = Client()
    assert sign_in(again).headers["Location"] == "/sign-in/code"
    assert again.get("/account").status_code == 302, "the password alone opens nothing"
    answer = again.post("/sign-in/code", {"code": f"{shown(secret)[:3]} {shown(secret)[3:]}"})
    assert answer.headers["Location"] == "/account"
    assert again.get("/account").status_code == 200
    assert "mật khẩu và ứng dụng xác thực" in again.get("/account/visits").text
    assert [e.type for e in history(of_account(mai.pk))] == ["factor_enrolled", "recovery_codes_made"]


def test_a_wrong_code_sets_nothing_up(client, mai):
    sign_in(client)
    page = client.get("/account/security/app").text
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    answer = client.post("/account/security/app", {"sealed": sealed, "code": "000000"})
    assert answer.status_code == 422
    assert sealed in answer.text, "the same QR code is shown again"
    assert not AuthenticatorApp.objects.exists()


def test_no_code_is_taken_twice(client, with_app):
    secret, _codes = with_app
    code = shown(secret)
    sign_in(client)
    assert client.post("/sign-in/code", {"code": code}).status_code == 302
    other = Client()
    sign_in(other)
    assert other.post("/sign-in/code", {"code": code}).status_code == 422


def test_guessing_codes_locks_as_guessing_passwords_does(client, mai, with_app):
    secret, _codes = with_app
    sign_in(client)
    answers = [client.post("/sign-in/code", {"code": "000000"}) for _ in range(lockout.MOST_HERE)]
    assert answers[-1].status_code == 429
    assert client.post("/sign-in/code", {"code": shown(secret)}).status_code == 429
    assert sign_in(Client()).status_code == 429


def test_a_recovery_code_works_once_in_any_spelling(client, mai, with_app):
    _secret, codes = with_app
    sign_in(client)
    assert client.post("/sign-in/code", {"code": codes[3].upper().replace("-", " ")}).status_code == 302
    other = Client()
    sign_in(other)
    assert other.post("/sign-in/code", {"code": codes[3]}).status_code == 422
    assert "Còn 9 mã" in client.get("/account/security").text
    assert last(of_account(mai.pk)).type == "recovery_code_used"
    assert not any(code in str([e.payload for e in history(of_account(mai.pk))]) for code in codes)


def test_who_takes_too_long_begins_anew(client, with_app):
    sign_in(client)
    session = client.session
    early = timezone.now() - timedelta(minutes=11)
    session["halfway"] = {**session["halfway"], "at": early.isoformat()}
    session.save()
    assert client.get("/sign-in/code").headers["Location"] == "/sign-in"


def test_a_role_may_demand_it_and_leads_there_first(client, mai):
    set_factor_rule(role=Role.UNIT_LEADER, required=True, actor=SYSTEM, at=timezone.now())
    sign_in(client)
    for address in ("/account", "/desk/", "/admin/", "/notices"):
        assert client.get(address).headers["Location"] == "/account/security", address
    assert "phải xác minh hai bước" in client.get("/account/security").text
    _secret, _codes = setup(client)
    assert client.get("/account").status_code == 200
    client.post("/account/security/app/remove")
    assert AuthenticatorApp.objects.exists(), "the last one stays while the role demands it"
    assert last(INSTALLATION).payload == {"role": "unit_leader", "required": True}


def test_where_no_role_demands_it_the_app_may_go(client, mai):
    sign_in(client)
    setup(client)
    client.post("/account/security/app/remove")
    assert sign_in(Client()).headers["Location"] == "/account"


def test_an_open_screen_is_not_enough_to_change_it(client, mai):
    sign_in(client)
    session = client.session
    early = timezone.now() - timedelta(minutes=16)
    session["visit"] = {**session["visit"], "began": early.isoformat()}
    session.save()
    answer = client.get("/account/security/app")
    assert answer.headers["Location"] == "/account/confirm?next=%2Faccount%2Fsecurity%2Fapp"
    assert client.post("/account/confirm", {"password": "sai"}).status_code == 422
    back = client.post("/account/confirm", {"password": PASSWORD, "next": "/account/security/app"})
    assert back.headers["Location"] == "/account/security/app"
    assert client.get("/account/security/app").status_code == 200


def test_an_administrator_resets_what_is_lost(client, mai, with_app):
    sign_in(client)
    admin = make_user("quantri", is_staff=True, is_superuser=True)
    office = Client()
    office.force_login(admin)
    address = f"/admin/accounts/user/{mai.pk}/change/"
    form = {"what": "reset", "full_name": mai.full_name}
    assert "Hãy ghi lý do" in office.post(address, form).text
    assert office.post(address, {**form, "reason": "mất điện thoại"}).status_code == 302
    assert sign_in(Client()).headers["Location"] == "/account"
    event = last(of_account(mai.pk))
    assert (event.type, event.actor_id) == ("factors_reset", str(admin.pk))


def test_first_administrators_make_the_rule_and_others_do_not_see_it():
    office = Client()
    office.force_login(make_user("quantri", is_staff=True, is_superuser=True))
    form = {"role": "administrator", "required": "on"}
    assert office.post("/admin/accounts/factorrule/add/", form).status_code == 302
    assert FactorRule.objects.get().required
    assert office.post("/admin/accounts/factorrule/administrator/change/", {}).status_code == 302
    assert not FactorRule.objects.get().required
    commune = make_user("xa.quantri", role=Role.ADMINISTRATOR, unit=make_unit("xa"), is_staff=True)
    office.force_login(commune)
    assert office.get("/admin/accounts/factorrule/").status_code == 403


def test_the_command_line_helps_who_can_not_sign_in(client, mai, with_app):
    reset = CliRunner().invoke(group, ["reset-factors", "lò.mai", "--reason", "mất điện thoại"])
    assert (reset.exit_code, sign_in(client).headers["Location"]) == (0, "/account")
    other = Client()
    for _ in range(10):
        other.post("/sign-in", {"username": "lò.mai", "password": "sai"})
    assert sign_in(other).status_code == 429
    assert CliRunner().invoke(group, ["unlock", "lò.mai"]).exit_code == 0
    assert sign_in(other).status_code == 302
    assert CliRunner().invoke(group, ["unlock", "không.ai"]).exit_code == 2

"""Guarding one's account in a real browser, as an officer meets it: app, printed codes, passkeys."""

import base64
import re

import pytest
from django.utils import timezone

from motcua.accounts import demo, totp
from tests.journeys.test_every_page import axe, sign_in

OFFICER = "vanthu.longphieng"


@pytest.fixture
def officer(page):
    """A tab in which an officer has just signed in."""
    sign_in(page, OFFICER)
    return page


def looks_right(page):
    """Nothing that axe finds and nothing wider than the screen, at a desk and on a phone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not axe(page)


@pytest.mark.slow
def test_an_app_is_set_up_and_signs_in(officer, visit):
    officer.goto("/account/security")
    looks_right(officer)
    officer.click("text=Bật ứng dụng xác thực")
    looks_right(officer)
    letters = officer.inner_text(".mc-key").replace(" ", "")
    secret = base64.b32decode(letters)
    officer.fill("#id_code", totp._codes(secret).generate(timezone.now().timestamp()).decode())
    officer.click("main form button")
    codes = officer.locator(".mc-codes li").all_inner_texts()
    assert all(re.fullmatch(r"[0-9a-z]{5}-[0-9a-z]{5}", code) for code in codes)
    looks_right(officer)

    other = visit()
    other.goto("/sign-in")
    other.fill("#id_username", OFFICER)
    other.fill("#id_password", demo.people().password)
    other.click("main button")
    other.wait_for_url("**/sign-in/code")
    looks_right(other)
    other.fill("#id_code", codes[0])
    other.click("main form button")
    other.wait_for_url("**/")
    other.goto("/account/security")
    assert "Còn 9 mã" in other.inner_text("main")
    looks_right(other)
    other.click("text=Bỏ ứng dụng xác thực")
    assert "chưa bật" in other.inner_text("main")


def device_with_passkeys(page):
    """The browser gets a device that asks for a finger, and always finds the right one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.slow
def test_a_passkey_is_made_and_signs_in(officer):
    device_with_passkeys(officer)
    officer.goto("/account/security")
    officer.click("text=Thêm khóa truy cập")
    looks_right(officer)
    officer.fill("#id_name", "Máy tính văn thư")
    officer.click("text=Tạo khóa")
    officer.wait_for_selector(".mc-codes")
    officer.goto("/account/security")
    assert "Máy tính văn thư" in officer.inner_text("main")
    looks_right(officer)

    officer.click("text=Đăng xuất")
    officer.goto("/sign-in?next=/account/visits")
    looks_right(officer)
    officer.click("text=Dùng khóa truy cập")
    officer.wait_for_url(re.compile(r"//[^/]+/account/visits$"))
    assert "khóa truy cập" in officer.inner_text("main")
    looks_right(officer)

    officer.goto("/account/security/passkeys/add")
    officer.click("text=Tạo khóa")
    officer.wait_for_selector("text=Thiết bị này đã có khóa truy cập")
    officer.goto("/account/security")
    officer.click("main button:has-text('Bỏ')")
    assert "Máy tính văn thư" not in officer.inner_text("main")
    officer.click("text=Đăng xuất")
    officer.goto("/sign-in")
    officer.click("text=Dùng khóa truy cập")
    officer.wait_for_selector("text=Hãy dùng mật khẩu")

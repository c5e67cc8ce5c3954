"""The second step in a real browser, as an officer meets it: set up, printed codes, signing in with it."""

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

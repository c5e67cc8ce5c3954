"""Every page: nothing that axe finds, nothing wider than the screen; light and dark, desk and phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from motcua.accounts import demo
from tests import debian

DESK, PHONE = 1280, 390
PAIRS = [(DESK, "light"), (PHONE, "dark")]
if debian.REQUIRED:
    PAIRS += [(DESK, "dark"), (PHONE, "light")]
PUBLIC = (
    "/",
    "/?q=",
    "/?q=khai+sinh&level=commune",
    "/?q=xyzzyqwerty",
    "/procedures/1.009994",
    "/procedures/2.000986",
    "/procedures/2.000815",
    "/procedures/1.115148",
    "/units",
    "/units?on=2020-07-01",
    "/units/yen-chau?on=2020-07-01",
    "/units/xa-yen-chau",
    "/sign-in",
    "/gallery",
    "/gallery?errors",
    "/khong-co",
)
OFFICERS = ("/account", "/account/visits", "/account/security", "/notices", "/notices?all")
ADMINISTRATORS = (
    "/admin/",
    "/admin/password_change/",
    "/editor/",
    "/editor/in-use",
    "/manage/calendars/vn",
    "/manage/calendars/vn/decide",
    "/manage/officers",
)


def axe(page):
    """What axe finds. It may not load style sheets by itself: the policy of contents would complain."""
    return Axe().run(page, options={"preload": False}).response["violations"]


def painted(page):
    """Wait until a person could see the page: before that a browser may lose keys and sets no autofocus."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
    )


def arrived(page, address):
    """Wait until the page at `address` is there to be typed into."""
    page.wait_for_url(address)
    painted(page)


def sign_in(page, username):
    """As one of the demonstration's people."""
    page.goto("/sign-in")
    page.fill("#id_username", username)
    page.fill("#id_password", demo.people().password)
    page.click("main button")
    page.wait_for_url("**/")


def examine(page, address):
    """What is wrong with the page at `address`: each width and scheme, in `.ci/run` each pair."""
    page.goto(address)
    wrong = []
    for width, scheme in PAIRS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{width}: {wide} pixels wide")
        for found in axe(page):
            places = [node["target"] for node in found["nodes"][:3]]
            wrong.append(f"{width} {scheme}: {found['id']} at {places}")
    return wrong


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages(page, address):
    assert not examine(page, address)


def test_pages_of_an_officer(page):
    sign_in(page, "canbo.yenchau")
    assert not [(address, wrong) for address in OFFICERS if (wrong := examine(page, address))]


@pytest.mark.slow
def test_pages_of_an_administrator(page):
    sign_in(page, "quantri")
    assert not [(address, wrong) for address in ADMINISTRATORS if (wrong := examine(page, address))]


def test_refused_sign_in(page):
    page.goto("/sign-in")
    page.click("main button")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.click(".govuk-error-summary a")
    assert page.evaluate("document.activeElement.id") == "id_username"
    assert not axe(page)

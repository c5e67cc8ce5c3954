"""A number from the kiosk to the window and back to the wall; every page of the hall examined."""

import re

import pytest

from tests.journeys.pictures import shown
from tests.journeys.test_every_page import axe, examine, sign_in


def taken(page, kiosk, group="Đất đai", ground=None):
    """A number taken by touch; back comes its code and the address by which it is followed."""
    page.goto(kiosk)
    page.get_by_role("link", name=group).click()
    page.get_by_role("button", name=ground or "Không, lấy số thường").click()
    page.wait_for_url(f"{kiosk}/*")
    code = page.locator(".mc-ticket__code").inner_text().split()[-1]
    return code, page.url.replace(kiosk, "/queue/ticket")


@pytest.mark.slow
def test_from_the_kiosk_to_the_window(visit):
    window, visitor, wall, head = (visit() for _ in range(4))
    sign_in(window, "canbo.yenchau")
    window.goto("/queue/window")
    assert not axe(window)
    window.get_by_role("button", name="Quầy 2").click()
    window.get_by_text("Quầy đang trống").wait_for()
    window.get_by_text("Máy lấy số, màn hình gọi số").click()
    kiosk = window.get_by_role("link", name="Máy lấy số").get_attribute("href")

    assert not examine(visitor, kiosk)
    shown(visitor, "lay-so")
    assert not examine(visitor, f"{kiosk}?group=B")
    plain, _ = taken(visitor, kiosk)
    assert not axe(visitor)
    first, mine = taken(visitor, kiosk, ground="Người cao tuổi")
    mine = re.sub(r"^https?://[^/]+", "", mine)
    assert not examine(visitor, mine)
    visitor.get_by_text("Ông/bà là người tiếp theo").wait_for()

    wall.goto("/queue/screen/xa-yen-chau-ttpvhcc")
    window.get_by_role("button", name="Gọi số tiếp theo").press("Enter")
    window.locator(".mc-window__code", has_text=first).wait_for()
    wall.locator(".mc-wall__code", has_text=first).wait_for()
    visitor.get_by_text("Mời đến").wait_for(timeout=15_000)
    assert not examine(wall, "/queue/screen/xa-yen-chau-ttpvhcc")
    shown(wall, "man-hinh-goi-so")
    assert not examine(window, "/queue/window")
    shown(window, "goi-so")
    window.get_by_role("button", name="Bắt đầu phục vụ").press("Enter")
    window.get_by_text("Đang phục vụ").wait_for()
    window.get_by_role("button", name="Xong").press("Enter")
    window.get_by_text("Quầy đang trống").wait_for()
    window.get_by_role("button", name="Gọi số tiếp theo").press("Enter")
    window.locator(".mc-window__code", has_text=plain).wait_for()
    window.get_by_role("button", name="Vắng, bỏ qua").press("Enter")
    window.get_by_role("button", name=f"Gọi lại {plain}").wait_for()
    window.get_by_role("button", name="Rời quầy").click()
    window.get_by_text("Hôm nay bạn ngồi quầy nào?").wait_for()

    sign_in(head, "truongmotcua.yenchau")
    assert not examine(head, "/queue/waiting-times")
    head.get_by_role("link", name="B – Đất đai").click()
    head.get_by_role("heading", name="B – Đất đai").wait_for()
    assert not axe(head)


PLAYER = """
window.heard = [];
window.Audio = class extends EventTarget {
  set src(address) { window.heard.push(address.split("/").pop().replace(".wav", "")); }
  play() { setTimeout(() => this.dispatchEvent(new Event("ended")), 1); return Promise.resolve(); }
};
"""
WALL = "/queue/screen/xa-yen-chau-ttpvhcc"
SOUND = '<button type="button" id="sound" hidden>Bật âm thanh</button></main>'


def said(number):
    """What is said for A1, A2, ..."""
    return ["moi-so", "chu-a", f"so-{number}", "den-quay-so", "quay-1"]


def calls(*numbers):
    """The wall's part with these calls of window 1, the latest first."""
    rows = (
        f'<p data-call="{n}" data-pieces="moi-so chu-a so-{n} den-quay-so quay-1">A{n}</p>' for n in numbers
    )
    return f"<section>{''.join(rows)}</section>"


@pytest.mark.slow
def test_the_wall_speaks_each_call_once(visit):
    """By what the player is given; whether a machine then sounds is not heard here."""
    wall = visit()
    wall.add_init_script(PLAYER)
    shown = [calls(1)]

    def answer(route):
        if route.request.headers.get("hx-request"):
            route.fulfill(body=shown[-1], content_type="text/html")
            return
        body = route.fetch().text().replace('id="calls"', 'id="calls" data-voice="/queue/voice/moi-so.wav"')
        route.fulfill(body=body.replace("</main>", SOUND), content_type="text/html")

    wall.route(f"**{WALL}", answer)
    wall.goto(WALL)
    wall.get_by_text("A1").wait_for()
    wall.get_by_role("button", name="Bật âm thanh").click()
    shown.append(calls(3, 2, 1))
    wall.wait_for_function("window.heard.length >= 11", timeout=20_000)
    spoken = [
        "moi-so",
        "chu-a",
        "so-2",
        "den-quay-so",
        "quay-1",
        "moi-so",
        "chu-a",
        "so-3",
        "den-quay-so",
        "quay-1",
    ]
    assert wall.evaluate("window.heard") == ["moi-so", *spoken]
    with wall.expect_response(f"**{WALL}"):  # the same calls once more
        pass
    assert len(wall.evaluate("window.heard")) == 11

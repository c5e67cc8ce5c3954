"""A day at the cash desk, by keyboard: taken, written wrong, cancelled, taken again, counted, closed."""

import re

import pytest

from tests.journeys.pictures import picture, shown
from tests.journeys.test_every_page import axe, examine, sign_in


def pressed(page, role, name):
    page.get_by_role("main").get_by_role(role, name=name).first.press("Enter")


def received(page):
    """The code of a request for a certified copy, just received."""
    sign_in(page, "canbo.yenchau")
    page.goto("/counter/receive?procedure=2.000815")
    page.locator("#id_name").fill("Lò Văn Tiền")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/counter/done/*")
    return page.locator("h1").inner_text()


@pytest.mark.slow
def test_a_day_at_the_cash_desk(page, visit):
    counter = visit()
    code = received(counter)
    sign_in(page, "thuphi.yenchau")
    page.get_by_role("link", name="Thu phí", exact=True).press("Enter")
    page.wait_for_url("**/counter/cash")
    page.locator("#q").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/cash/dossier/*")
    page.locator("#amount-1").fill("80.000")
    page.keyboard.press("Enter")
    page.get_by_text("Đã thu, biên lai số").wait_for()
    pressed(page, "link", re.compile("Hủy, hoàn trả"))
    page.wait_for_url("**/counter/cash/receipt/*")
    page.locator("summary", has_text="Hủy biên lai ghi sai").press("Enter")
    page.locator("#id_cancel-reason").fill("Ghi thừa một số không")
    page.keyboard.press("Enter")
    page.get_by_text("Đã hủy biên lai.").wait_for()
    receipt = page.url
    page.goto(f"/counter/cash/dossier/{code}")
    page.locator("#amount-1").fill("8.000")
    page.keyboard.press("Enter")
    page.get_by_text("Đã thu, biên lai số").wait_for()
    assert not examine(page, page.url)
    shown(page, "thu-phi-ho-so")
    assert not examine(page, receipt)
    shown(page, "bien-lai")
    assert not examine(page, "/counter/cash")
    shown(page, "thu-phi")
    pressed(page, "link", re.compile("Chốt cuối ngày"))
    page.wait_for_url("**/counter/cash/close/**")
    page.locator("#id_counted_cash").fill("7.000")
    page.keyboard.press("Control+Enter")
    page.locator(".govuk-error-summary").wait_for()
    shown(page, "chot-bang-ke")
    assert not axe(page)
    page.locator("#id_counted_cash").fill("8.000")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã chốt bảng kê.").wait_for()
    assert not examine(page, page.url)
    shown(page, "bang-ke")
    counter.goto("/counter/")
    picture(counter, "quay")
    counter.goto(f"/desk/dossiers/{code}")
    counter.get_by_role("button", name="Ghi đã báo cho người nộp").press("Enter")
    counter.wait_for_url("**/tell-applicant/*")
    assert not examine(counter, counter.url)

"""A day at the counter, by keyboard alone."""

import re
from datetime import datetime

import pytest

from tests.journeys.keyboard import Keyboard
from tests.journeys.pictures import picture
from tests.journeys.test_every_page import arrived, axe, examine, painted, sign_in

CARD = "014185001234||Lò Thị Ngọc Ánh|02061985|Nữ|Bản Hượn, Chiềng Hặc, Yên Châu, Sơn La|01052021"
KEYS = "014190007777||Hoangf Thij Xuaan|05091990|Nuwx|Chieengf Hawcj, Yeen Chaau, Sown La|01052021"


def at_the_form(page, words):
    """From the counter's first page to the form of the procedure that `words` find first."""
    page.goto("/counter/")
    painted(page)
    page.get_by_role("main").get_by_role("link", name="Tiếp nhận hồ sơ").focus()
    page.keyboard.press("Enter")
    arrived(page, "**/counter/receive")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    arrived(page, "**/counter/receive?procedure=*")


def test_a_certified_copy_takes_less_than_twenty_seconds_of_steps(page):
    sign_in(page, "canbo.yenchau")
    page.goto("/counter/")
    painted(page)
    keys = Keyboard(page)
    keys.think()  # what does this person want?
    keys.follow(page.get_by_role("link", name="Đến thẳng nội dung chính"))
    keys.follow(page.get_by_role("main").get_by_role("link", name="Tiếp nhận hồ sơ"))
    arrived(page, "**/counter/receive")
    keys.type("ctbs")
    keys.press("Enter")
    arrived(page, "**/counter/receive?procedure=*")
    keys.think()  # how many copies, of how many pages?
    keys.type("3")
    keys.press("Enter")
    keys.type("2")
    keys.press("Enter")
    keys.scan(CARD)
    page.locator("#id_name[value='Lò Thị Ngọc Ánh']").wait_for()
    page.get_by_text("12.000 đồng", exact=True).wait_for()
    page.get_by_text("Đã lưu nháp").wait_for()
    picture(page, "tiep-nhan")
    keys.think()  # is it this person?
    keys.think()  # is the day that the page promises right, and the fee?
    keys.press("Control+Enter")
    page.wait_for_url("**/counter/done/*")
    page.get_by_text("3 bản, 2 trang mỗi bản").wait_for()
    assert (keys.keys, keys.thoughts, keys.scans) == (15, 4, 1)
    assert keys.seconds < 20
    assert not axe(page)


def test_enter_waits_for_the_answer_to_all_that_was_typed(page):
    sign_in(page, "canbo.yenchau")
    held = []

    def hold(route):
        held.append(route)

    page.clock.install()
    page.route("**/counter/receive?q=c", hold)
    page.goto("/counter/receive")
    painted(page)
    page.clock.pause_at(datetime(2100, 1, 1))
    page.keyboard.type("c")
    with page.expect_request("**/counter/receive?q=c"):
        page.clock.run_for(200)
    page.keyboard.type("tbs")
    page.keyboard.press("Enter")
    held[0].continue_()
    page.locator(".mc-picks[data-for=c]").wait_for()
    assert page.url.endswith("/counter/receive")
    page.clock.run_for(200)
    page.wait_for_url("**/counter/receive?procedure=2.000815")


@pytest.mark.slow
def test_what_is_refused_comes_back_whole_and_the_next_dossier_knows_the_person(page):
    sign_in(page, "canbo.yenchau")
    at_the_form(page, "dkks")
    page.keyboard.type(KEYS)
    page.keyboard.press("Enter")
    page.locator("#id_name[value='Hoàng Thị Xuân']").wait_for()
    page.keyboard.type("12345")
    page.keyboard.press("Control+Enter")
    page.locator(".govuk-error-summary").wait_for()
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_phone"
    assert page.locator("#id_name").input_value() == "Hoàng Thị Xuân"
    assert not axe(page)
    page.keyboard.press("Control+a")
    page.keyboard.type("0912345678")
    page.locator("#id_paper_2_originals").focus()
    page.keyboard.type("1")
    page.keyboard.press("Control+Enter")
    arrived(page, "**/counter/done/*")
    page.get_by_role("link", name="Nhận thêm hồ sơ của người này, thủ tục khác").focus()
    page.keyboard.press("Enter")
    arrived(page, "**/counter/receive?after=*")
    page.keyboard.type("ctbs")
    page.keyboard.press("Enter")
    arrived(page, "**/counter/receive?procedure=*")
    assert page.locator("#id_phone").input_value() == "0912345678"


def test_another_case_asks_for_its_own_papers_and_a_closed_browser_loses_nothing(page):
    sign_in(page, "canbo.yenchau")
    page.goto("/counter/receive?procedure=1.001193")
    page.locator("#id_name").fill("Cà Văn Bình")
    page.get_by_label("Đăng ký quá hạn").check()
    page.locator("input[name=papers_of][value=qua-han]").wait_for(state="attached")
    page.get_by_text("Đã lưu nháp").wait_for()
    page.goto("/counter/")
    page.get_by_role("link", name=re.compile("Cà Văn Bình")).click()
    assert page.locator("#id_name").input_value() == "Cà Văn Bình"
    assert page.get_by_label("Đăng ký quá hạn").is_checked()


def test_a_dead_network_is_told_and_keeps_what_was_typed(page):
    sign_in(page, "canbo.yenchau")
    page.goto("/counter/receive?procedure=2.000815")
    painted(page)
    page.locator("#id_name").fill("Lò Văn Mạng")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Mất kết nối với máy chủ").wait_for()
    assert page.locator("#id_name").input_value() == "Lò Văn Mạng"
    page.context.set_offline(False)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/counter/done/*")


@pytest.mark.slow
def test_received_dossiers_are_handed_over_by_keyboard(page):
    sign_in(page, "canbo.yenchau")
    page.goto("/counter/receive?procedure=2.000815")
    painted(page)
    page.locator("#id_name").fill("Lò Văn Giao")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/counter/done/*")
    assert not axe(page)
    page.goto("/counter/")
    painted(page)
    picture(page, "quay")
    page.get_by_role("link", name="Bàn giao").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Lò Văn Giao").wait_for()
    assert not examine(page, "/counter/hand-over")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã bàn giao").wait_for()
    page.get_by_role("heading", name="Biên bản giao nhận hôm nay").wait_for()
    assert not axe(page)


def test_what_is_answered_on_the_spot_is_signed_for(page):
    sign_in(page, "canbo.yenchau")
    page.goto("/counter/receive?procedure=2.000815")
    painted(page)
    page.locator("#id_name").fill("Lò Văn Ngay")
    page.locator("summary", has_text="Trả kết quả ngay").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Số, ký hiệu kết quả").fill("15/CTBS")
    page.get_by_role("button", name="Trả ngay và ghi sổ").press("Enter")
    page.wait_for_url("**/counter/done/*")
    code = page.locator("h1").inner_text()
    assert not examine(page, f"/counter/return/{code}")


@pytest.mark.slow
def test_every_page_of_the_counter(page):
    sign_in(page, "canbo.yenchau")
    pages = (
        "/counter/",
        "/counter/return",
        "/counter/return?q=khong-co",
        "/counter/receive",
        "/counter/receive?q=khai+sinh",
        "/counter/receive?procedure=1.001193",
        "/counter/receive?procedure=2.000815",
    )
    assert not [(address, wrong) for address in pages if (wrong := examine(page, address))]

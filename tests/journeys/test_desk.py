"""A dossier crosses from the counter to the desk: handed over, taken, completed; every page examined."""

import re

import pytest

from tests.journeys.pictures import shown
from tests.journeys.test_counter import CARD, at_the_form
from tests.journeys.test_every_page import arrived, axe, examine, painted, sign_in

WHY = "Người nộp xin rút vì đổi ý"


def received(page):
    """A dossier received at the counter; back comes its code."""
    at_the_form(page, "dkks")
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    page.locator("#id_name[value='Lò Thị Ngọc Ánh']").wait_for()
    page.locator("#id_phone").fill("0912345678")
    page.locator("#id_paper_2_originals").fill("1")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/counter/done/*")
    return page.url.rsplit("/", 1)[1]


@pytest.mark.slow
def test_from_the_counter_to_the_leader(visit):
    counter, leader = visit(), visit()
    sign_in(counter, "canbo.yenchau")
    code = received(counter)
    assert not examine(counter, "/desk/?tab=mine")
    counter.get_by_role("link", name=code).click()
    arrived(counter, f"**/desk/dossiers/{code}")
    assert not examine(counter, f"/desk/dossiers/{code}")
    counter.get_by_role("button", name="Bàn giao hồ sơ").focus()
    counter.keyboard.press("Enter")
    counter.get_by_text("Đã ghi: Bàn giao hồ sơ").wait_for()

    sign_in(leader, "chutich.yenchau")
    assert not examine(leader, "/desk/?tab=unit")
    shown(leader, "ban-lam-viec")
    bar = leader.get_by_role("group", name="Làm với các hồ sơ đã chọn")
    assert not bar.is_visible()
    leader.get_by_label(f"Chọn {code}").check()
    assert bar.is_visible()
    leader.set_viewport_size({"width": 390, "height": 844})
    assert bar.bounding_box()["height"] < 844 / 4
    leader.get_by_role("button", name="Nhận và giữ việc").click()
    leader.get_by_text("Đã làm 1 việc.").wait_for()
    leader.goto(f"/desk/dossiers/{code}")
    painted(leader)
    drafted(leader, code)
    leader.goto(f"/desk/dossiers/{code}")
    painted(leader)
    shown(leader, "trang-ho-so", whole=True)
    leader.get_by_role("button", name="Hoàn thành bước…").focus()
    leader.keyboard.press("Enter")
    leader.locator("#id_opinion").fill("Đủ điều kiện đăng ký")
    assert not examine(leader, leader.url)
    leader.locator("#id_opinion").fill("Đủ điều kiện đăng ký")
    leader.get_by_role("button", name="Hoàn thành bước").click()
    leader.get_by_text("Đã ghi: Hoàn thành bước").wait_for()
    leader.get_by_text("Đủ điều kiện đăng ký").wait_for()
    assert not examine(leader, "/desk/approvals")
    shown(leader, "cho-ky")
    leader.get_by_label(f"Chọn {code}").check()
    leader.get_by_role("button", name="Ký số các hồ sơ đã chọn").click()
    leader.get_by_text("Đã làm 1 việc.").wait_for()
    assert not examine(leader, "/desk/workload")
    shown(leader, "khoi-luong")

    clerk = visit()
    sign_in(clerk, "vanthu.yenchau")
    clerk.goto(f"/desk/dossiers/{code}")
    clerk.get_by_role("button", name="Nhận việc").click()
    clerk.get_by_text("Đã ghi: Nhận việc").wait_for()
    clerk.get_by_role("button", name="Kết thúc xử lý, có kết quả…").click()
    clerk.locator("#id_result_number").fill("12/KS")
    clerk.get_by_role("button", name="Kết thúc xử lý, có kết quả").click()
    clerk.get_by_text("Đã ghi: Kết thúc xử lý").wait_for()
    assert not examine(counter, f"/counter/return/{code}")
    counter.get_by_role("link", name="Kiểm tra chữ ký").click()
    counter.get_by_text("Tệp nguyên vẹn từ khi ký").wait_for()
    assert not examine(counter, counter.url)
    shown(counter, "kiem-tra-chu-ky")


def drafted(page, code):
    """The result of a dossier, begun from a template, changed and kept."""
    page.get_by_role("button", name="Soạn kết quả…").click()
    arrived(page, f"**/issuing/{code}/draft")
    page.locator("#template").select_option("giay-xac-nhan")
    page.get_by_role("button", name="Lấy mẫu này").click()
    page.locator("#id_title[value='Giấy xác nhận']").wait_for()
    assert "Lò Thị Ngọc Ánh" in page.locator("#id_body").input_value()
    page.locator("#id_about").fill("Việc đăng ký lại khai sinh")
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_text("Đã lưu dự thảo kết quả.").wait_for()
    assert not examine(page, f"/issuing/{code}/draft")


def withdrawing(page):
    """From the dossier's page to its withdrawal, typed and not yet sent."""
    page.get_by_text("Việc ít khi làm").click()
    page.get_by_role("button", name="Ghi nhận rút hồ sơ…").click()
    page.locator("#id_reason").fill(WHY)


@pytest.mark.slow
def test_a_page_that_was_overtaken_keeps_what_was_typed(visit):
    one, other = visit(), visit()
    sign_in(one, "canbo.yenchau")
    code = received(one)
    one.goto(f"/desk/dossiers/{code}")
    withdrawing(one)
    sign_in(other, "canbo.yenchau")
    other.goto(f"/desk/dossiers/{code}")
    other.get_by_role("button", name="Bàn giao hồ sơ").click()
    other.get_by_text("Đã ghi: Bàn giao hồ sơ").wait_for()
    one.get_by_role("button", name="Ghi nhận rút hồ sơ").click()
    one.get_by_text("Từ khi bạn mở trang, hồ sơ đã thay đổi").wait_for()
    assert one.locator("#id_reason").input_value() == WHY


@pytest.mark.slow
def test_a_dead_network_keeps_an_act_and_two_presses_are_one(page):
    sign_in(page, "canbo.yenchau")
    code = received(page)
    page.goto(f"/desk/dossiers/{code}")
    withdrawing(page)
    send = page.get_by_role("button", name="Ghi nhận rút hồ sơ")
    page.context.set_offline(True)
    send.click()
    page.get_by_text("Mất kết nối với máy chủ").wait_for()
    assert page.locator("#id_reason").input_value() == WHY
    assert not axe(page)
    page.context.set_offline(False)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    send.dblclick()
    page.get_by_text("Đã ghi: Ghi nhận rút hồ sơ").wait_for()
    assert len(sent) == 1


@pytest.mark.slow
def test_of_two_officers_at_once_one_does_it_and_the_other_is_told(visit):
    counter, one, other = visit(), visit(), visit()
    sign_in(counter, "canbo.yenchau")
    code = received(counter)
    counter.goto(f"/desk/dossiers/{code}")
    counter.get_by_role("button", name="Bàn giao hồ sơ").click()
    counter.get_by_text("Đã ghi: Bàn giao hồ sơ").wait_for()
    sign_in(one, "chutich.yenchau")
    sign_in(other, "chutich.thitranyenchau")
    both = [page.get_by_role("button", name="Nhận hồ sơ chuyển đến") for page in (one, other)]
    for page, button in zip((one, other), both, strict=True):
        page.goto(f"/desk/dossiers/{code}")
        button.wait_for()
    for button in both:  # the second is pressed before the first is answered
        button.evaluate("(it) => { it.click(); }")
    done = "Đã ghi: Nhận hồ sơ chuyển đến"
    overtaken = "Từ khi bạn mở trang, hồ sơ đã thay đổi"
    told = []
    for page in (one, other):
        page.get_by_text(re.compile(f"{done}|{overtaken}")).first.wait_for()
        told += [text for text in (done, overtaken) if page.get_by_text(text).count()]
    assert sorted(told) == [overtaken, done]


@pytest.mark.slow
def test_a_server_stopped_mid_form_loses_nothing(page):
    sign_in(page, "canbo.yenchau")
    code = received(page)
    page.goto(f"/desk/dossiers/{code}")
    page.get_by_role("button", name="Ghi đã báo cho người nộp…").click()
    page.locator("#id_person").fill("Lò Thị Ngọc Ánh")
    page.route("**/*", lambda route: route.abort("connectionrefused"))
    page.get_by_role("button", name="Ghi đã báo cho người nộp").click()
    page.get_by_text("Mất kết nối với máy chủ").wait_for()
    assert page.locator("#id_person").input_value() == "Lò Thị Ngọc Ánh"
    page.unroute("**/*")
    page.get_by_role("button", name="Ghi đã báo cho người nộp").click()
    page.get_by_text("Đã ghi: Ghi đã báo cho người nộp").wait_for()

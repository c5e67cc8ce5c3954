"""One dossier by keyboard alone, from the ticket to the returned result.

Land is put to another use (domain.md 4, the district's process with the tax office): the counter, the head
of an office and its specialist, the chairman and the cash desk, the branch of the land registry and the tax
office; papers asked for and brought, two agencies asked for an opinion, a duty paid while the clock stands
still, and an apology.
"""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from motcua.journal.actions import record
from motcua.lib.times import LOCAL
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_every_page import arrived, axe, examine, painted, sign_in

CARD = "014185001234||Lò Thị Ngọc Ánh|02061985|Nữ|Bản Hượn, Chiềng Hặc, Yên Châu, Sơn La|01052021"


@pytest.fixture
def day(monkeypatch):
    """Makes it another day: the clock of the site goes on from there, as when a demonstration is replayed."""
    real = timezone.now
    # What `on_set_clock` sets for a thread, for every thread of the server.
    monkeypatch.setattr(record, "_set_clock", SimpleNamespace(get=lambda: True))

    def begin(text):
        ahead = datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC) - real()
        monkeypatch.setattr(timezone, "now", lambda: real() + ahead)

    return begin


@pytest.fixture
def at_desk(visit):
    """An officer signed in, on the page of the dossier `code`, reached from the list `tab`."""

    def come(officer, code, tab):
        page = visit()
        sign_in(page, officer)
        page.goto(f"/desk/?tab={tab}")
        painted(page)
        Keyboard(page).follow(page.get_by_role("main").get_by_role("link", name=code))
        arrived(page, f"**/desk/dossiers/{code}")
        return page

    return come


def at_once(page, act):
    """An act that asks for nothing: its button does it."""
    _to_button(page, act)
    _done(page, act)


def taken_up(page):
    """Accept what was handed over, and hold the step."""
    at_once(page, "Nhận hồ sơ chuyển đến")
    at_once(page, "Nhận việc")


def begin(page, act):
    """The page of an act that asks for something."""
    _to_button(page, f"{act}…")
    page.get_by_role("heading", name=act, exact=True).wait_for()
    painted(page)
    return Keyboard(page)


def end(page, act):
    """Send what was typed."""
    assert not axe(page)
    Keyboard(page).follow(page.get_by_role("main").get_by_role("button", name=act, exact=True))
    _done(page, act)


def completed(page):
    """The step is done, and there is nothing to say of it."""
    begin(page, "Hoàn thành bước")
    end(page, "Hoàn thành bước")


def _to_button(page, text):
    keys = Keyboard(page)
    button = page.get_by_role("main").get_by_role("button", name=text, exact=True).first
    fold = page.locator("details:not([open]) summary", has_text="Việc ít khi làm")
    if not button.is_visible() and fold.count():
        keys.follow(fold)
    keys.follow(button)


def _done(page, act):
    page.get_by_text(f"Đã ghi: {act}").wait_for()
    painted(page)


def served(page, visitor):
    """A number is taken, called and served at the window."""
    sign_in(page, "canbo.yenchau")
    page.goto("/queue/window")
    painted(page)
    keys = Keyboard(page)
    keys.follow(page.get_by_role("button", name="Quầy 2"))
    page.get_by_text("Quầy đang trống").wait_for()
    keys.follow(page.locator("summary", has_text="Máy lấy số, màn hình gọi số"))
    visitor.goto(page.get_by_role("link", name="Máy lấy số").get_attribute("href"))
    painted(visitor)
    touch = Keyboard(visitor)
    touch.follow(visitor.get_by_role("link", name="Đất đai"))
    touch.follow(visitor.get_by_role("button", name="Không, lấy số thường"))
    visitor.locator(".mc-ticket__code").wait_for()
    keys.follow(page.get_by_role("button", name="Gọi số tiếp theo"))
    keys.follow(page.get_by_role("button", name="Bắt đầu phục vụ"))
    page.get_by_text("Đang phục vụ").wait_for()


def received(page):
    """The dossier is received; back comes its code."""
    page.goto("/counter/receive")
    painted(page)
    keys = Keyboard(page)
    keys.type("cmd")
    keys.press("Enter")
    arrived(page, "**/counter/receive?procedure=*")
    keys.scan(CARD)  # the page waits for a card
    page.locator("#id_name[value='Lò Thị Ngọc Ánh']").wait_for()
    keys.fill(page.locator("#id_phone"), "0912345678")
    for position in (1, 2):
        keys.fill(page.locator(f"#id_paper_{position}_originals"), "1")
    page.get_by_text("Đã lưu nháp").wait_for()
    keys.press("Control+Enter")
    arrived(page, "**/counter/done/*")
    return page.url.rsplit("/", 1)[1]


def date_typed(keys, name, day, month, year):
    """Day, month and year into the three fields of a date."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        keys.fill(keys.page.locator(f"#id_{name}_{part}"), str(value))


def returned(page, code):
    """The result is handed to the applicant, who shows her card."""
    _to_button(page, "Trả kết quả…")
    arrived(page, f"**/counter/return/{code}")
    keys = Keyboard(page)
    keys.tab_to(page.locator("#id_receiver_id_number"))
    keys.scan(CARD)
    assert not axe(page)
    keys.press("Control+Enter")
    page.get_by_role("button", name="In phiếu giao nhận").wait_for()


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_one_dossier_from_the_ticket_to_the_result(visit, day, at_desk):
    day("2020-06-01T08:30")
    counter = visit()
    served(counter, visit())
    code = received(counter)
    counter.goto(f"/desk/dossiers/{code}")
    painted(counter)
    at_once(counter, "Bàn giao hồ sơ")

    head = at_desk("truongphong.tainguyen", code, "unit")
    taken_up(head)
    completed(head)
    keys = begin(head, "Phân công thụ lý")
    keys.choose(head.get_by_label("Sồng A Dếnh"))
    end(head, "Phân công thụ lý")

    day("2020-06-02T09:00")
    specialist = at_desk("chuyenvien.tainguyen", code, "mine")
    keys = begin(specialist, "Đề nghị yêu cầu bổ sung")
    keys.fill(specialist.locator("#id_items"), "Trích lục bản đồ địa chính thửa đất")
    keys.fill(specialist.locator("#id_reason"), "Thửa đất chưa có trích lục")
    end(specialist, "Đề nghị yêu cầu bổ sung")
    counter = at_desk("canbo.yenchau", code, "waiting")
    keys = begin(counter, "Yêu cầu bổ sung hồ sơ")
    date_typed(keys, "expected_end_on", 30, 6, 2020)
    end(counter, "Yêu cầu bổ sung hồ sơ")

    day("2020-06-08T08:00")
    counter = at_desk("canbo.yenchau", code, "paused")
    begin(counter, "Ghi nhận hồ sơ đã bổ sung")
    end(counter, "Ghi nhận hồ sơ đã bổ sung")
    specialist = at_desk("chuyenvien.tainguyen", code, "mine")
    keys = begin(specialist, "Lấy ý kiến cơ quan khác")
    keys.follow(specialist.locator("summary", has_text="Cơ quan ngành dọc"))
    for agency in ("Chi nhánh VPĐKĐĐ", "Chi cục Thuế khu vực"):
        keys.choose(specialist.get_by_label(agency))
    keys.fill(specialist.locator("#id_question"), "Thửa đất có tranh chấp, nợ nghĩa vụ tài chính không?")
    end(specialist, "Lấy ý kiến cơ quan khác")

    day("2020-06-09T14:00")
    for officer in ("canbo.datdai", "canbo.thue"):
        agency = at_desk(officer, code, "asked")
        keys = begin(agency, "Trả lời lấy ý kiến")
        keys.choose(agency.get_by_label("đồng ý", exact=True))
        keys.fill(agency.locator("#id_text"), "Không có tranh chấp, không nợ")
        end(agency, "Trả lời lấy ý kiến")

    day("2020-06-29T08:00")
    counter = at_desk("canbo.yenchau", code, "waiting")
    keys = begin(counter, "Xin lỗi và hẹn lại")
    date_typed(keys, "new_date", 31, 8, 2020)
    keys.fill(counter.locator("#id_reason"), "Xác minh thực địa chậm vì mưa lũ")
    keys.choose(counter.get_by_label("Hoàng Văn Chung"))
    end(counter, "Xin lỗi và hẹn lại")
    specialist = at_desk("chuyenvien.tainguyen", code, "mine")
    keys = begin(specialist, "Hoàn thành bước")
    keys.fill(specialist.locator("#id_opinion"), "Đủ điều kiện chuyển mục đích")
    end(specialist, "Hoàn thành bước")

    day("2020-06-30T08:00")
    chairman = at_desk("chutich.yenchau", code, "unit")
    taken_up(chairman)
    begin(chairman, "Phê duyệt")
    end(chairman, "Phê duyệt")
    specialist = at_desk("chuyenvien.tainguyen", code, "unit")
    taken_up(specialist)
    completed(specialist)

    day("2020-07-01T08:00")
    tax = at_desk("canbo.thue", code, "unit")
    taken_up(tax)
    keys = begin(tax, "Yêu cầu thực hiện nghĩa vụ tài chính")
    keys.fill(tax.locator("#id_name"), "Tiền sử dụng đất")
    keys.fill(tax.locator("#id_amount"), "12.500.000")
    keys.fill(tax.locator("#id_notice"), "15/TB-CCT")
    date_typed(keys, "expected_end_on", 31, 7, 2020)
    end(tax, "Yêu cầu thực hiện nghĩa vụ tài chính")

    day("2020-07-10T09:00")
    cash = at_desk("thuphi.yenchau", code, "paused")
    keys = begin(cash, "Ghi nhận đã nộp tiền")
    keys.fill(cash.locator("#id_receipt_number"), "0012345")
    end(cash, "Ghi nhận đã nộp tiền")
    tax = at_desk("canbo.thue", code, "mine")
    completed(tax)
    registry = at_desk("canbo.datdai", code, "unit")
    taken_up(registry)
    completed(registry)

    day("2020-07-13T09:00")
    counter = at_desk("canbo.yenchau", code, "unit")
    taken_up(counter)
    keys = begin(counter, "Kết thúc xử lý, có kết quả")
    keys.fill(counter.locator("#id_result_number"), "125/QĐ-UBND")
    end(counter, "Kết thúc xử lý, có kết quả")
    returned(counter, code)
    assert not examine(counter, f"/desk/dossiers/{code}")
    counter.get_by_text("Đã trả kết quả").first.wait_for()

"""The books of a counter, and papers of a power cut entered from the template; every page examined."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from motcua.lib.times import LOCAL
from tests.journeys.pictures import shown
from tests.journeys.test_every_page import examine, sign_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_written(at):
    return at.strftime("%d/%m/%Y %H:%M")


def filled(content, *rows):
    """The template with `rows`; the procedure is the first of its list."""
    book = load_workbook(BytesIO(content))
    first = book["Thủ tục"]["A2"].value
    for place, row in enumerate(rows, start=2):
        for letter, text in row.items():
            book["Hồ sơ"][f"{letter}{place}"] = text
        book["Hồ sơ"][f"C{place}"] = first
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send(page, content):
    page.set_input_files("#id_file", {"name": "so-giay.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="Gửi và xem trước").click()


@pytest.mark.slow
def test_papers_of_a_power_cut_and_the_register(visit):
    head, page = visit(), visit()
    sign_in(head, "truongmotcua.yenchau")
    head.goto("/outages/")
    assert not examine(head, "/outages/")
    now = datetime.now(LOCAL)
    head.locator("#id_began_at").fill(as_written(now - timedelta(hours=2)))
    head.locator("#id_ended_at").fill(as_written(now - timedelta(minutes=5)))
    head.locator("#id_ground").fill("Mất điện, biên bản số 05/BB-BPMC")
    head.get_by_role("button", name="Ghi lần mất hệ thống").click()
    head.get_by_text("Đã ghi thời gian mất hệ thống").wait_for()
    address = head.url

    sign_in(page, "canbo.yenchau")
    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp mẫu").click()
    content = download.value.path().read_bytes()
    right = {"A": "01", "B": as_written(now - timedelta(hours=1)), "E": "Lò Thị Ngọc Ánh", "I": "đủ"}
    send(page, filled(content, right, {**right, "G": "12"}))
    page.get_by_role("row", name="A3").get_by_text("đã có ở dòng 2").wait_for()
    assert not examine(page, address)
    shown(page, "nhap-bu-loi")
    send(page, filled(content, right, {**right, "A": "02"}))
    page.get_by_role("button", name="Nhập cả 2 hồ sơ").wait_for()
    assert not examine(page, address)
    page.get_by_role("button", name="Nhập cả 2 hồ sơ").click()
    page.get_by_text("Đã nhập 2 hồ sơ.").wait_for()
    assert not examine(page, address)
    shown(page, "nhap-bu")

    page.goto("/counter/")
    page.get_by_role("link", name="Sổ theo dõi hồ sơ").click()
    assert not examine(page, page.url)
    page.get_by_role("row").get_by_role("link").first.click()
    page.get_by_text("giấy số 02").wait_for()
    assert not examine(page, page.url)
    shown(page, "so-theo-doi")

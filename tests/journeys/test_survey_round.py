"""A whole survey of fifteen communes on the screen: frame, draw, answers by letter, paper and telephone,
papers typed by two people, odd answers looked at, closing, publishing, ranks and the report."""

import io
import random
import re
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect

from motcua.accounts import demo
from motcua.accounts.permissions import Role
from motcua.orgs.models import Unit
from motcua.surveys import instruments
from motcua.surveys.instruments import Kind
from tests.factories.people import make_user
from tests.journeys.test_every_page import arrived, examine, painted, sign_in

pytestmark = pytest.mark.slow
COMMUNES = (
    *("Chiềng Đông", "Chiềng Hặc", "Chiềng Khoi", "Chiềng On", "Chiềng Pằn", "Chiềng Sàng", "Chiềng Tương"),
    *("Lóng Phiêng", "Mường Lựm", "Phiêng Khoài", "Sặp Vạt", "Tú Nang", "Viêng Lán", "Yên Sơn"),
    "thị trấn Yên Châu",
)
EACH = 32
"""People asked in each commune: figures of fewer than thirty answers are not published."""
LINES = [f"HS-{n:04d},xa-{n % 15:02d},UBND {COMMUNES[n % 15]},Hộ tịch" for n in range(15 * 60)]
FRAME = "\n".join(["key,unit,unit_name,field", *LINES]).encode()
ROUND = "/surveys/sipas-2025"
[SIPAS] = [instruments.read_file(path) for path in instruments.shipped() if path.stem == "sipas-2017"]
CHOICES = [item for item in SIPAS.items() if item.kind is Kind.SCALE]


@pytest.fixture
def colleague(site, django_db_blocker):
    """A second person of the team: who types a paper first may not type it again."""

    def made():
        user = make_user(role=Role.SURVEY_TEAM, unit=Unit.objects.get(code="xa-yen-chau"))
        user.set_password(demo.people().password)
        user.save()
        connection.close()
        return user.username

    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as apart:
        return apart.submit(made).result()


def fill_date(page, name, *parts):
    for part, value in zip(("day", "month", "year"), parts, strict=True):
        page.fill(f"#id_{name}_{part}", str(value))


def opened(page):
    """From the navigation to a round that takes answers."""
    page.click("nav >> text=Khảo sát")
    page.click("text=Lập đợt khảo sát")
    arrived(page, re.compile(r"/surveys/new$"))
    if page.locator("text=Dùng phiếu 2017–2020 có sẵn").count():
        page.click("text=Dùng phiếu 2017–2020 có sẵn")
        page.wait_for_selector("#id_title")
    page.fill("#id_title", "Khảo sát hài lòng năm 2025")
    page.fill("#id_code", "sipas-2025")
    fill_date(page, "period_first", 1, 1, 2025)
    fill_date(page, "period_last", 31, 12, 2025)
    page.click("main form button")
    arrived(page, re.compile(r"/surveys/sipas-2025$"))
    page.click("text=Chốt danh sách hồ sơ")
    page.set_input_files("#id_file", {"name": "khung.csv", "mimeType": "text/csv", "buffer": FRAME})
    page.click("text=Chốt danh sách từ tệp")
    arrived(page, re.compile(r"/draw$"))
    page.fill("#id_n", str(15 * EACH))
    page.fill("#id_seed", "Xổ số 1/3/2026: 38512")
    page.click("main form[method=post] button")
    arrived(page, re.compile(r"/surveys/sipas-2025$"))
    page.click("text=Mở đợt, cấp mã trả lời")
    page.wait_for_selector("text=Thư mời, nhắc, thay người")


def codes_of(page, commune):
    """The codes on the letters to a commune's people who have not answered."""
    page.goto(f"{ROUND}/people/slips?unit=xa-{commune:02d}")
    return [one.replace("-", "") for one in page.locator(".mc-slip__code").all_inner_texts()]


def answers_by_letter(phone, code):
    """One person, on a phone without JavaScript."""
    phone.goto("/khao-sat")
    phone.fill("#code", code)
    phone.click("main button")
    for item in CHOICES:
        phone.click(f"label[for={item.code}-4]")
    phone.click("text=Gửi phiếu")
    assert phone.locator("h1").inner_text() == "Đã gửi phiếu"


def print_two(page):
    page.goto(f"{ROUND}/papers")
    page.select_option("#id_cell", label="UBND Chiềng Đông (còn in được 32)")
    page.fill("#id_many", "2")
    page.click("text=Cấp số và in")
    page.wait_for_selector("text=Mở tệp in phiếu 1 đến 2")
    pdf = page.request.get(f"{ROUND}/papers.pdf?first=1&last=2").body()
    assert "Phiếu số 00002" in pypdf.PdfReader(io.BytesIO(pdf)).pages[2].extract_text()
    page.goto(f"{ROUND}/people?unit=xa-00")
    handed_in = page.locator("button:has-text('Đã nộp')")
    for left in (EACH - 1, EACH - 2):
        handed_in.first.click()
        expect(handed_in).to_have_count(left)


def type_paper(page, number, levels):
    """With the keyboard alone: numbers and Enter, Ctrl+Enter at the end."""
    page.goto(f"{ROUND}/papers?number={number}")
    painted(page)
    page.focus("form[data-keys] input:not([type=hidden])")
    for item in SIPAS.items():
        page.keyboard.type(str(levels.get(item.code, 4)) if item.kind is Kind.SCALE else "")
        page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")


def papers_typed_by_two(team, other):
    print_two(team)
    type_paper(team, 1, {})
    team.wait_for_selector("text=Người khác nhập lần thứ hai")
    type_paper(team, 2, {"c01": 5})
    team.wait_for_selector("text=Đã nhập phiếu 00002 lần thứ nhất")
    type_paper(other, 1, {})
    other.wait_for_selector("text=hai lần nhập giống nhau")
    type_paper(other, 2, {"c01": 3})
    arrived(other, re.compile(r"/papers/2/settle$"))
    assert "Hai lần nhập: 5 và 3." in other.locator("main").inner_text()
    other.fill("#id_c01", "3")
    other.click("text=Ghi theo phiếu giấy")
    other.wait_for_selector("text=1 trong 2 phiếu")


def one_call_in_vain_and_one_answer(page):
    page.goto(f"{ROUND}/calls?unit=xa-01")
    page.click("text=Gọi người tiếp theo")
    page.click("text=Không hỏi được lần này")
    page.click("text=không nhấc máy")
    page.click("text=Ghi cuộc gọi")
    page.wait_for_selector("text=chưa đến lúc gọi lại")
    page.click("text=Gọi người tiếp theo")
    page.wait_for_selector("text=Xin chào Ông/Bà")
    for item in CHOICES:
        page.click(f"label[for={item.code}-5]")
    page.click("text=Gửi phiếu")
    page.wait_for_selector("text=Đã bỏ phiếu vào hòm.")


def everybody_else_answers(team, phone):
    """By the addresses that a browser sends to, without drawing pages: commune 14 is best, 0 is worst."""
    chance = random.Random(2025)
    for commune in range(15):
        codes = codes_of(team, commune)
        phone.goto(f"/khao-sat/{codes[0]}")
        secret = phone.locator("input[name=csrfmiddlewaretoken]").get_attribute("value")
        for code in codes:
            pleased = {
                item.code: str(chance.choices((2, 4, 5), (20 - commune, 40, 10 + 3 * commune))[0])
                for item in CHOICES
            }
            sent = phone.request.post(
                f"/khao-sat/{code}", form={"csrfmiddlewaretoken": secret} | pleased, max_redirects=0
            )
            assert sent.status == 302


def closed_and_published(page):
    page.goto(ROUND)
    page.click("text=Mở hòm bây giờ")
    page.wait_for_selector("text=/Đã mở [0-9]+ phiếu/")
    page.goto(f"{ROUND}/quality")
    page.locator("main tbody a").first.click()
    page.click("label:has-text('giữ, không có gì sai')")
    page.fill("#id_reason", "đã gọi lại, đúng như phiếu")
    page.click("text=Ghi quyết định")
    page.wait_for_selector("text=Đã ghi quyết định.")
    page.goto(ROUND)
    page.click("summary >> text=Khóa đợt khảo sát")
    page.click("button >> text=Khóa đợt khảo sát")
    page.wait_for_selector("text=Đã khóa phiếu.")
    page.click("main >> text=Công bố kết quả")
    page.fill("#id_decision", "152/QĐ-UBND")
    today = timezone.localdate()
    fill_date(page, "decided_on", today.day, today.month, today.year)
    page.click("main form button")
    arrived(page, re.compile(r"/surveys/sipas-2025$"))


def test_a_whole_round(visit, colleague):
    team, other, phone = visit(), visit(), visit(java_script_enabled=False)
    phone.set_viewport_size({"width": 390, "height": 800})
    sign_in(team, "khaosat")
    sign_in(other, colleague)
    opened(team)
    answers_by_letter(phone, codes_of(team, 2)[0])
    papers_typed_by_two(team, other)
    one_call_in_vain_and_one_answer(team)
    everybody_else_answers(team, phone)
    team.goto(f"{ROUND}/progress")
    assert "phiếu giấy" in team.locator("main").inner_text()
    closed_and_published(team)
    public = visit()
    assert not examine(public, "/hai-long/sipas-2025")
    shown = public.locator("main").inner_text()
    assert "480" in shown
    assert all(f"UBND {commune}" in shown for commune in COMMUNES)
    assert shown.index("UBND thị trấn Yên Châu") < shown.index("UBND Chiềng Hặc")
    report = pypdf.PdfReader(io.BytesIO(public.request.get("/hai-long/sipas-2025.pdf").body()))
    text = "\n".join(page.extract_text() for page in report.pages)
    assert "152/QĐ-UBND" in text
    assert all(commune in text for commune in COMMUNES)

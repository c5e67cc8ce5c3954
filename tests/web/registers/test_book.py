"""The register on screen, as a workbook and as PDF: the same lines, whole only for who works there."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.accounts.permissions import Role
from motcua.dossiers.values import ApplicantDetails
from motcua.journal.models import Access
from motcua.web.registers import views
from tests.factories.people import make_user
from tests.web.desk.conftest import handed_over, received

pytestmark = pytest.mark.django_db
BOOK = "/registers/huyen-mot-cua/2020"


@pytest.fixture
def counter(world, desk):
    """A browser of the counter officer."""
    return desk(world.counter)


@pytest.fixture
def inspector(world, desk):
    """A browser of somebody who looks on and works nowhere."""
    return desk(make_user(role=Role.INSPECTOR, unit=world.district))


@pytest.fixture
def two_months(world):
    """Two dossiers of May, one of June that went on."""
    return [received(world, f"2020-05-{day}T09:00") for day in (28, 29)] + [handed_over(world)]


def sheet(answer):
    """The rows of a workbook that was sent."""
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.rows)


def test_the_book_lists_what_was_received_by_its_number(counter, two_months):
    page = counter.get(BOOK).text
    assert [page.index(dossier.code) for dossier in two_months] == sorted(
        page.index(dossier.code) for dossier in two_months
    )
    assert "Lò Thị Ngọc Ánh" in page
    assert "0912345678" in page
    assert f'href="{BOOK}"' in counter.get("/registers/").text


def test_a_month_a_field_or_a_number_narrow_it(counter, two_months):
    may, _, june = (dossier.code for dossier in two_months)
    page = counter.get(f"{BOOK}?month=6").text
    assert june in page
    assert may not in page
    assert "Không có hồ sơ nào trong phần này" in counter.get(f"{BOOK}?month=12").text
    assert may not in counter.get(f"{BOOK}?number=2").text
    assert june in counter.get(f"{BOOK}?field={two_months[0].procedure_version.field}").text
    assert june in counter.get(f"{BOOK}?month=14&field=x&number=-1").text, "nonsense is left out"


def test_long_books_come_in_pages_of_as_many_questions(counter, two_months, monkeypatch):
    counter.get(BOOK)
    with CaptureQueriesContext(connection) as whole:
        counter.get(BOOK)
    monkeypatch.setattr(views, "SIZE", 1)
    with CaptureQueriesContext(connection) as short:
        page = counter.get(BOOK).text
    assert len(short) == len(whole)
    assert "?number=2" in page
    assert "?number=3" in page, "the end of the book"
    assert two_months[1].code not in page


def test_who_looks_on_sees_no_person_and_every_look_is_written_down(inspector, counter, two_months):
    page = inspector.get(BOOK).text
    assert "Lò T. N. Á." in page
    assert "Lò Thị Ngọc Ánh" not in page
    assert "0912345678" not in page
    assert [cell.value for cell in sheet(inspector.get(f"{BOOK}.xlsx"))[4]][4:6] == [
        "Lò T. N. Á.",
        "••••••5678",
    ]
    counter.get(BOOK)
    looks = Access.objects.order_by("at", "id").values_list("subject_kind", "subject_id", "fields")
    assert list(looks) == [
        ("unit", "huyen-mot-cua", []),
        ("unit", "huyen-mot-cua", []),
        ("unit", "huyen-mot-cua", ["name", "address", "phone"]),
    ]


def test_other_units_have_no_book_for_one(world, desk, two_months):
    specialist = desk(world.specialist)
    for address in (BOOK, f"{BOOK}.xlsx", f"{BOOK}.pdf"):
        assert specialist.get(address).status_code == 404
    assert "Chưa có sổ nào" in specialist.get("/registers/").text


def test_texts_in_the_workbook_never_become_formulas(counter, world):
    world.applicant = ApplicantDetails("=HYPERLINK(0)", address="+84 Bản Hượn", phone="0912345678")
    dossier = received(world)
    row = sheet(counter.get(f"{BOOK}.xlsx"))[4]
    assert [cell.value for cell in row[:6]] == [
        1,
        dossier.code,
        "Thủ tục đi một vòng",
        1,
        "=HYPERLINK(0)",
        "+84 Bản Hượn; 0912345678",
    ]
    assert {cell.data_type for cell in row[1:6] if cell.column != 4} == {"s"}
    assert row[4].quotePrefix
    assert row[7].is_date


def test_the_pdf_is_the_part_asked_for_unless_it_is_too_long(counter, two_months, monkeypatch):
    answer = counter.get(f"{BOOK}.pdf?month=6")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'inline; filename="so-theo-doi-huyen-mot-cua-2020-06.pdf"'
    assert counter.get(f"{BOOK}.pdf?month=12").headers["Location"] == f"{BOOK}?month=12"
    monkeypatch.setattr(views, "MOST_PRINTED", 2)
    answer = counter.get(f"{BOOK}.pdf", follow=True)
    assert "quá dài để in một lần" in answer.text

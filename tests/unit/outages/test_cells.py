"""What people write in cells, and what a workbook may be."""

import zipfile
from datetime import datetime, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from motcua.dossiers.policies import ComponentRule
from motcua.dossiers.values import Brought
from motcua.lib.times import LOCAL
from motcua.web.outages import cells, reading
from motcua.web.outages.cells import BadCellError
from motcua.web.outages.reading import Cell, Fault, Is, NotReadError
from tests.factories.sheets import workbook

BEGAN = datetime(2020, 6, 2, 7, 30, tzinfo=LOCAL)
ENDED = datetime(2020, 6, 2, 17, 0, tzinfo=LOCAL)
RULES = [
    ComponentRule(1, "Tờ khai", mandatory=True),
    ComponentRule(2, "Giấy chứng sinh", mandatory=True, one_of="birth"),
    ComponentRule(3, "Văn bản làm chứng", mandatory=True, one_of="birth"),
    ComponentRule(4, "Ủy quyền", mandatory=False),
]


@pytest.mark.parametrize(
    "written",
    [
        "02/06/2020 09:15",
        "2/6/2020 9:15",
        "2-6-2020, 9h15",
        "2.6.2020 lúc 9 giờ 15 phút",
        "09:15 ngày 02/06/2020",
        "2020-06-02 09:15:00",
        "9h15",
        "9 giờ 15",
    ],
)
def test_times_as_people_write_them(written):
    assert cells.taken_at(Cell(Is.TEXT, written), BEGAN, ENDED) == datetime(2020, 6, 2, 9, 15, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (Cell(Is.TEXT, "hôm qua"), "Không đọc được thời gian"),
        (Cell(Is.TEXT, "31/02/2020 09:00"), "Không có ngày"),
        (Cell(Is.TEXT, "02/06/2020 25:00"), "Không có ngày hoặc giờ"),
        (Cell(Is.TEXT, "03/06/2020 09:00"), "từ 07:30 02/06/2020 đến 17:00 02/06/2020"),
        (Cell(Is.DATE, "2020-06-02T00:00:00"), "Thiếu giờ"),
        (Cell(Is.NUMBER, "43984"), "Không đọc được thời gian"),
    ],
)
def test_times_that_cannot_be_used_say_why(cell, told):
    with pytest.raises(BadCellError, match=told):
        cells.taken_at(cell, BEGAN, ENDED)


def test_a_clock_time_alone_needs_an_outage_of_one_day():
    at = cells.taken_at(Cell(Is.TIME, "14:00"), BEGAN, ENDED)
    assert at == datetime(2020, 6, 2, 14, 0, tzinfo=LOCAL)
    with pytest.raises(BadCellError, match="Thiếu ngày"):
        cells.taken_at(Cell(Is.TIME, "14:00"), BEGAN, ENDED.replace(day=3))


@pytest.mark.parametrize(
    ("written", "amount"),
    [("50000", 50_000), ("50.000", 50_000), ("1,250,000 đ", 1_250_000), ("50 000 đồng", 50_000), ("0", 0)],
)
def test_amounts_as_vietnam_writes_them(written, amount):
    assert cells.amount(Cell(Is.TEXT, written)) == amount


@pytest.mark.parametrize("written", ["năm mươi", "50.00", "-5", "12.5", "1.000,50", "9999999999"])
def test_other_amounts_are_not_guessed(written):
    with pytest.raises(BadCellError):
        cells.amount(Cell(Is.TEXT, written))


def test_the_nought_that_a_spreadsheet_ate_is_put_back():
    assert cells.phone(Cell(Is.NUMBER, "912345678")) == "0912345678"
    assert cells.id_number(Cell(Is.NUMBER, "14185001234")) == "014185001234"
    assert cells.id_number(Cell(Is.NUMBER, "123456789")) == "123456789", "the old card has nine digits"
    assert cells.phone(Cell(Is.TEXT, "912345678")) == "912345678"


def test_papers_by_their_places_or_all_that_must_be_there():
    one, two = Brought(1, originals=1), Brought(2, originals=1)
    assert cells.papers(Cell(Is.TEXT, "Đủ"), RULES) == [one, two]
    assert cells.papers(Cell(Is.TEXT, "1; 2, 4x3"), RULES) == [one, two, Brought(4, originals=3)]
    assert cells.papers(Cell(Is.NUMBER, "1"), RULES) == [one]


@pytest.mark.parametrize("written", ["tờ khai", "1; 9", "1; 1", "1x0", "-1"])
def test_papers_that_are_not_in_the_list_are_told(written):
    with pytest.raises(BadCellError):
        cells.papers(Cell(Is.TEXT, written), RULES)


def fault(content):
    with pytest.raises(NotReadError) as caught:
        reading.read(content)
    return caught.value.fault


def test_rows_are_read_where_they_stand():
    when = datetime(2020, 6, 2, 9, 15)
    rows = reading.read(workbook({"taken_at": when}, None, {"taken_at": time(9, 15), "phone": 912345678}))
    assert [row.place for row in rows] == [2, 4]
    assert rows[0].cells["taken_at"] == Cell(Is.DATE, "2020-06-02T09:15:00")
    assert rows[1].cells["taken_at"] == Cell(Is.TIME, "09:15")
    assert rows[1].cells["phone"] == Cell(Is.NUMBER, "912345678")
    assert "fee" not in rows[0].cells


def test_formulas_and_merged_cells_are_known_as_such():
    def mend(page):
        page["J2"] = "=1+1"
        page.merge_cells("E2:E3")

    first, second = reading.read(workbook({}, {"name": None}, mend=mend))
    assert first.cells["fee"].kind == Is.FORMULA
    assert {first.cells["name"].kind, second.cells["name"].kind} == {Is.MERGED}


def test_other_files_are_refused_before_they_are_opened():
    assert fault(b"%PDF-1.7 ...") is Fault.OTHER_KIND
    assert fault(b"\xd0\xcf\x11\xe0" + b"\0" * 600) is Fault.OTHER_KIND, (
        "the old format, or one with a password"
    )
    assert fault(b"x" * (reading.MOST_BYTES + 1)) is Fault.TOO_LARGE
    assert fault(packed({"xl/workbook.xml": b"<broken"})) is Fault.UNREADABLE


def packed(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def test_what_grows_when_it_is_unpacked_is_refused():
    bomb = packed({"xl/workbook.xml": b" " * (reading.MOST_UNPACKED + 1)})
    assert len(bomb) < 50_000
    assert fault(bomb) is Fault.TOO_LARGE
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    assert fault(packed({"xl/workbook.xml": laughs})) is Fault.UNREADABLE


def test_only_the_template_of_bounded_length_is_read():
    other = Workbook()
    other.active.append(["Họ tên", "Ngày"])
    out = BytesIO()
    other.save(out)
    assert fault(out.getvalue()) is Fault.OTHER_COLUMNS
    assert fault(workbook()) is Fault.EMPTY
    assert fault(workbook(mend=lambda page: page.cell(1_048_576, 1, "x"))) is Fault.TOO_MANY_ROWS
    assert fault(workbook(*({} for _ in range(reading.MOST_ROWS + 1)))) is Fault.TOO_MANY_ROWS

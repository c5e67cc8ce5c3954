"""Words, numbers and the choice of the form: what a paper says before it is drawn."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.lib.masking import masked
from motcua.lib.times import LOCAL
from motcua.printouts import wording
from motcua.printouts.forms import FORM_SETS, Kind, NoFormInForce, form_in_force
from motcua.printouts.glyphs import BREAK, LONGEST_RUN, MISSING, covered, displayable
from motcua.printouts.render import TEMPLATES
from motcua.worktime.limits import parse_limit

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2021, 1, 5), "ngày 05 tháng 01 năm 2021"),
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),
        (date(2020, 3, 9), "ngày 09 tháng 3 năm 2020"),
        (date(2020, 5, 29), "ngày 29 tháng 5 năm 2020"),
        (date(2020, 10, 10), "ngày 10 tháng 10 năm 2020"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(on, words):
    assert wording.day_in_words(on) == words
    assert wording.place_and_day("Yên Châu", on) == f"Yên Châu, {words}"


def test_times_are_local_and_written_out():
    assert wording.time_in_words(datetime(2020, 5, 29, 8, 30, tzinfo=UTC)) == (
        "15 giờ 30 phút, ngày 29 tháng 5 năm 2020"
    )
    assert wording.time_in_words(datetime(2020, 5, 28, 18, 5, tzinfo=UTC)) == (
        "01 giờ 05 phút, ngày 29 tháng 5 năm 2020"
    )
    assert wording.short_time(datetime(2020, 5, 9, 7, 5, tzinfo=LOCAL)) == "07:05 09/05/2020"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("30 min", "30 phút"),
        ("4 h", "04 giờ làm việc"),
        ("same_day", "trong ngày làm việc"),
        ("3 wd", "03 ngày làm việc"),
        ("1.5 wd", "1,5 ngày làm việc"),
        ("15 d", "15 ngày"),
        ("2 mo", "02 tháng"),
    ],
)
def test_limits_in_words(limit, words):
    assert wording.limit_in_words(parse_limit(limit)) == words


@pytest.mark.parametrize(
    ("on", "kind", "source", "number", "title"),
    [
        (
            date(2019, 1, 6),
            Kind.RECEIPT,
            "TT 01/2018/TT-VPCP",
            "01",
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        ),
        (
            date(2025, 9, 14),
            Kind.APOLOGY,
            "TT 01/2018/TT-VPCP",
            "04",
            "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        ),
        (
            date(2025, 9, 15),
            Kind.APOLOGY,
            "TT 03/2025/TT-VPCP",
            "04",
            "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
        ),
        (
            date(2025, 9, 14),
            Kind.STOP,
            "TT 01/2018/TT-VPCP",
            "03",
            "Phiếu từ chối tiếp nhận, giải quyết hồ sơ",
        ),
        (date(2025, 9, 15), Kind.STOP, "TT 03/2025/TT-VPCP", "05", "Thông báo dừng giải quyết hồ sơ"),
        (
            date(2025, 9, 14),
            Kind.CONTROL,
            "TT 01/2018/TT-VPCP",
            "05",
            "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        ),
        (
            date(2025, 9, 15),
            Kind.CONTROL,
            "TT 03/2025/TT-VPCP",
            "06",
            "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        ),
        (date(2025, 9, 15), Kind.REGISTER, "TT 03/2025/TT-VPCP", "07", "Sổ theo dõi hồ sơ"),
    ],
)
def test_the_date_chooses_the_form(on, kind, source, number, title):
    chosen = form_in_force(kind, on)
    assert (chosen.source, chosen.form.number, chosen.form.title) == (source, number, title)


def test_before_the_first_set_there_is_no_form():
    with pytest.raises(NoFormInForce):
        form_in_force(Kind.RECEIPT, date(2019, 1, 5))


def test_each_set_is_whole_in_order_and_has_its_templates():
    assert [s.since for s in FORM_SETS] == sorted(s.since for s in FORM_SETS)
    for forms in FORM_SETS:
        assert set(forms.forms) == set(Kind)
        assert all((TEMPLATES / f"{form.template}.typ").exists() for form in forms.forms.values())


def test_only_the_set_that_was_read_is_verified():
    old, new = FORM_SETS
    assert all(form.verified for form in old.forms.values())
    assert {kind for kind, form in new.forms.items() if form.verified} == {
        Kind.HAND_OVER,
        Kind.FEE_RECEIPT,
        Kind.RESULT,
    }


def test_personal_numbers_show_their_end_only():
    assert masked("014190001234") == "••••••••1234"
    assert masked(" 1234 ") == "••••"
    assert masked("") == ""


def test_the_font_has_every_vietnamese_letter():
    letters = VIETNAMESE + VIETNAMESE.upper() + "“”‘’–…•₫" + MISSING
    assert {ord(letter) for letter in letters} <= covered()
    assert displayable("Thào A Súa, Lò Thị Ngọc Ánh: ƯƠẠẢẤ") == "Thào A Súa, Lò Thị Ngọc Ánh: ƯƠẠẢẤ"


def test_what_the_font_lacks_becomes_a_square_and_what_is_invisible_goes():
    assert displayable("漢字 😀") == f"{MISSING}{MISSING} {MISSING}"
    assert displayable("a\x00b\u202ec\ue000d\ufeff") == "abcd"
    assert displayable("một\r\nhai\u2028ba\tbốn") == "một\nhai\nba bốn"
    assert displayable("Sa\u0323p") == "Sạp"


def test_a_long_run_gets_places_to_break():
    assert displayable("000.00.18.H52-200529-0361") == BREAK.join(
        ["000.", "00.", "18.", "H52-", "20052", "9-", "0361"]
    )
    assert BREAK not in displayable("nghiêng khoảng trắng 0912345678 29/05/2020")


def test_a_phone_number_stays_on_one_line():
    assert displayable("số 0912 345 678, 3 ngày") == "số 0912\u00a0345\u00a0678, 3 ngày"


@given(st.text())
def test_nothing_but_what_can_be_shown_is_left(text):
    shown = displayable(text)
    assert {ord(c) for c in shown} <= covered() | {ord(BREAK), ord("\n")}
    assert all(len(run) <= LONGEST_RUN for line in shown.split() for run in line.split(BREAK))


@pytest.mark.parametrize(
    ("title", "committee", "lines"),
    [
        ("Chủ tịch UBND", True, ("TM. Ủy ban nhân dân", "Chủ tịch")),
        ("Phó Chủ tịch UBND", True, ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")),
        ("Trưởng phòng", False, ("Trưởng phòng",)),
        ("Phó Trưởng phòng", False, ("KT. Trưởng phòng", "Phó Trưởng phòng")),
    ],
)
def test_a_deputy_signs_in_the_place_of_the_head(title, committee, lines):
    assert wording.authority_lines(title, committee=committee) == lines

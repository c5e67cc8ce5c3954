"""The code of a citizen card, as scanners and input methods type it."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.web.counter import card
from motcua.web.counter.keystrokes import Method, from_keys
from tests.unit.counter.typing import typed

FAMILY = "Lò Cà Hà Quàng Mùa Sồng Vàng Giàng Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Đỗ Bùi Tòng Lường Bạc".split()
MIDDLE = "Thị Văn Ngọc Đức Thúy Quang Hữu Xuân Thu Khánh Mỹ Quốc Hồng Duy Kim Thanh".split()
GIVEN = (
    "Ánh Hoa Sơn Xuyến Phương Hòa Quý Gia Hiếu Trường Yến Uyên Oanh Dũng Khuê Nguyệt Thủy Toàn Hoài Việt Ước"
).split()
PLACES = (
    "Bản Hượn, Chiềng Hặc, Yên Châu, Sơn La",
    "Tiểu khu 3, Thị trấn Yên Châu, Yên Châu, Sơn La",
    "Bản Nà Khoang, Viêng Lán, Yên Châu, Sơn La",
    "Số 12, ngõ 5, Phường Chiềng Lề, Thành phố Sơn La, Sơn La",
    "Bản Bó Phương, Sặp Vạt, Yên Châu, Sơn La",
    "Thôn Đồng Tiến, Xã Quảng Phú Cầu, Ứng Hòa, Hà Nội",
)
names = st.builds(lambda *parts: " ".join(parts), *(st.sampled_from(p) for p in (FAMILY, MIDDLE, GIVEN)))
days = st.dates(date(1920, 1, 1), date(2020, 12, 31))


@st.composite
def codes(draw):
    """The text of a card as it stands in the QR code, with what it says."""
    number = f"{draw(st.integers(1, 96_999_999_999)):012d}"
    old = draw(st.sampled_from(["", "141234567", "001085012345"]))
    born, issued = draw(days), draw(days)
    name, sex, place = draw(names), draw(st.sampled_from(["Nam", "Nữ"])), draw(st.sampled_from(PLACES))
    told = card.Card(number, old, name, born, "male" if sex == "Nam" else "female", place, issued)
    text = f"{number}|{old}|{name}|{born:%d%m}{born.year:04d}|{sex}|{place}|{issued:%d%m}{issued.year:04d}"
    return told, text


@given(
    codes(),
    st.sampled_from(["", "||Lò Văn Cha|Cà Thị Mẹ", "|1|2|3|4"]),
    st.sampled_from(["", "\r", "\n", " "]),
)
def test_a_card_is_read_with_and_without_further_fields(code, further, end):
    told, text = code
    assert card.parse(text + further + end) == told


@given(codes(), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_letters_apart_from_their_marks_and_caps_lock_do_no_harm(code, form, caps):
    told, text = code
    assert card.parse(unicodedata.normalize(form, text.swapcase() if caps else text)) == told


@given(codes(), st.sampled_from(["telex", "vni"]), st.booleans())
def test_keys_for_letters_are_read(code, method, tone_last):
    told, text = code
    assert card.parse(typed(text, method, tone_last=tone_last)) == told


@given(codes())
def test_a_scanner_that_leaves_the_marks_out_is_taken_at_its_word(code):
    _told, text = code
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    bare = bare.replace("đ", "d").replace("Đ", "D")
    read = card.parse(bare)
    assert read.name == bare.split("|")[2]
    assert read.address == bare.split("|")[5]


def test_vni_made_letters_of_numbers_in_the_address():
    read = card.parse("014185001234||Lò Thị Ánh|02061985|Nữ|Số 12Á, Yên Châu|01052021")
    assert read.address == "Số 12A1, Yên Châu"


@pytest.mark.parametrize(
    "text",
    ["", "014185001234", "0912345678", "Lò Thị Ánh", "H52.06-251123-0001", "1|2|3|4|5|6", "014185001234|a|b"],
)
def test_other_input_is_no_card(text):
    assert card.parse(text) is None


def test_a_card_with_the_year_of_birth_alone_is_read():
    read = card.parse("014185001234||Lò Thị Ánh|1955|Nữ|Yên Châu")
    assert (read.born_on, read.issued_on) == (None, None)


@pytest.mark.parametrize(
    ("keys", "method", "meant"),
    [
        ("Uwows", Method.TELEX, "Ướ"),
        ("Truwowngf", Method.TELEX, "Trường"),
        ("Truowngf", Method.TELEX, "Trường"),
        ("DDawng", Method.TELEX, "Đăng"),
        ("Wowcs", Method.TELEX, "Ước"),
        ("Muaf", Method.TELEX, "Mùa"),
        ("Quys", Method.TELEX, "Quý"),
        ("Tru7o7ng2", Method.VNI, "Trường"),
        ("D9a8ng5", Method.VNI, "Đặng"),
        ("to 5", Method.VNI, "to 5"),
        ("tru7o7ng2 B12", Method.VNI, "trường B12"),
    ],
)
def test_keys(keys, method, meant):
    assert from_keys(keys, method) == meant

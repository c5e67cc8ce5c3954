"""Keys to search and to sort Vietnamese by."""

import unicodedata

import pytest

from motcua.lib.text import nfc, search_key, sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nguyễn Thị Ngọc Phượng – Đặng Đình Đức", "nguyen thi ngoc phuong dang dinh duc"),
        ("Sặp Vạt", "sap vat"),
        ("  Giấy  CN/QSDĐ ", "giay cn qsdd"),
    ],
)
def test_search_key_forgives_marks_in_both_normal_forms(text, key):
    assert search_key(text) == key
    assert search_key(unicodedata.normalize("NFD", text)) == key


def test_sort_key_is_the_order_of_a_dictionary():
    ordered = "An|An Anh|Anh|Ào|Ảo|Ão|Áo|Ạo|Ăn|Ân|Dung|Đức|O|Ô|Ơ|Uyên|Ước".split("|")
    mixed = ordered[::-1]
    assert sorted(mixed, key=sort_key) == ordered


def test_nfc_joins_blanks_and_marks():
    assert nfc("Sa\u0323p\u00a0  Va\u0323t ") == "Sạp Vạt"

"""Amounts in words, as receipts spell them: well-known cases, and read back by a plain reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.lib.money import dong_in_words, in_words

KNOWN = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    55: "năm mươi lăm",
    91: "chín mươi mốt",
    100: "một trăm",
    101: "một trăm linh một",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    555: "năm trăm năm mươi lăm",
    1_000: "một nghìn",
    1_001: "một nghìn không trăm linh một",
    1_010: "một nghìn không trăm mười",
    8_000: "tám nghìn",
    12_345: "mười hai nghìn ba trăm bốn mươi lăm",
    123_000: "một trăm hai mươi ba nghìn",
    1_000_000: "một triệu",
    1_000_005: "một triệu không trăm linh năm",
    21_021_021: "hai mươi mốt triệu không trăm hai mươi mốt nghìn không trăm hai mươi mốt",
    1_000_000_000: "một tỷ",
    1_000_001_000: "một tỷ không trăm linh một nghìn",
    1_234_567_891: ("một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt"),
    10_005_000_000: "mười tỷ không trăm linh năm triệu",
    1_000_000_000_000: "một nghìn tỷ",
    1_024_000_000_000: "một nghìn không trăm hai mươi tư tỷ",
}
DIGITS = {w: n for n, w in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}


def heard(words: str) -> int:
    """What somebody writes down to whom the words are read: digit by digit, no rule of the engine."""
    before, word, after = words.partition(" tỷ")
    if word:
        return heard(before) * 10**9 + (heard(after) if after else 0)
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word in ("trăm", "mươi"):
            group, digit = group + digit * {"trăm": 100, "mươi": 10}[word], 0
        elif word == "mười":
            group += 10
        elif word in ("nghìn", "triệu"):
            total, group, digit = total + (group + digit) * {"nghìn": 1_000, "triệu": 10**6}[word], 0, 0
        else:
            assert word == "linh"
    return total + group + digit


@pytest.mark.parametrize("number", KNOWN)
def test_known_numbers(number):
    assert in_words(number) == KNOWN[number]
    assert heard(KNOWN[number]) == number


@given(st.one_of(st.integers(0, 10**4), st.integers(0, 10**12), st.integers(0, 10**17)))
def test_what_is_read_is_the_number(number):
    assert heard(in_words(number)) == number


@given(st.integers(0, 10**17))
def test_the_rules_of_speech(number):
    words = f" {in_words(number)} "
    assert "mươi một " not in words
    assert "mươi năm " not in words
    assert "mười năm " not in words
    assert "mười mốt" not in words
    assert "không mươi" not in words
    assert not words.startswith((" linh", " không t"))


def test_a_receipt_begins_with_a_capital_and_ends_with_the_currency():
    assert dong_in_words(8_000) == "Tám nghìn đồng"
    with pytest.raises(ValueError, match="less than nothing"):
        dong_in_words(-1)

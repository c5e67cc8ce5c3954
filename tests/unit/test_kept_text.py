"""Texts of a source, made readable without changing a word."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.web.shell.keptext import Block, blocks


def test_steps_and_nested_lists_are_told_apart():
    assert blocks("Bước 1: nộp\n- Tờ khai:\n  + bản chính\n  + bản sao\n– Giấy tờ\nNộp tại xã.") == [
        Block("Bước 1: nộp", "step"),
        Block("Tờ khai:", "item", 0),
        Block("bản chính", "item", 1),
        Block("bản sao", "item", 1),
        Block("Giấy tờ", "item", 0),
        Block("Nộp tại xã.", "text"),
    ]


def test_a_lone_dash_stays():
    assert blocks("-") == [Block("-")]


@given(st.text())
def test_no_word_is_lost(text):
    kept = "".join(block.text for block in blocks(text))
    signs = "-–—•+*●○▪"
    assert kept.translate(dict.fromkeys(map(ord, signs + " "))) == "".join(text.split()).translate(
        dict.fromkeys(map(ord, signs))
    )

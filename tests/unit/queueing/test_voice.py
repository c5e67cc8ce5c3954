"""What the hall hears: every number and window in pieces that exist, said as people say them."""

from pathlib import Path

from motcua.queueing.voice import MOST_WINDOWS, PIECES, number_in_words, pieces, said


def test_a_call_in_pieces_and_in_words():
    assert pieces("A027", 3) == ["moi-so", "chu-a", "so-0", "so-2", "so-7", "den-quay-so", "quay-3"]
    assert said("A027", 3) == "mời số a không hai bảy đến quầy số ba"
    assert said("H1000", 21) == "mời số hát một không không không đến quầy số hai mươi mốt"


def test_every_letter_digit_and_window_has_its_piece():
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        assert set(pieces(f"{letter}0123456789", MOST_WINDOWS)) <= set(PIECES)
    assert all(set(pieces("A001", window)) <= set(PIECES) for window in range(1, MOST_WINDOWS + 1))
    assert all(words.strip() for words in PIECES.values())
    assert all(Path(name).name == name for name in PIECES)


def test_numbers_as_they_are_said():
    spoken = {1: "một", 5: "năm", 10: "mười", 11: "mười một", 15: "mười lăm", 20: "hai mươi"}
    spoken |= {21: "hai mươi mốt", 24: "hai mươi bốn", 55: "năm mươi lăm", 99: "chín mươi chín"}
    assert {n: number_in_words(n) for n in spoken} == spoken

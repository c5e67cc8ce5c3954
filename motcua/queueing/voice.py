"""What the hall hears: a call as a sequence of recorded pieces, and the words of each piece. Pure."""

from collections.abc import Mapping

_LETTERS = (
    "a bê xê dê e ép gờ hát i gi ca lờ mờ nờ o pê quy rờ sờ tê u vê vê-kép ích i-dài dét"  # A to Z
).split()
_DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()
_ONES = {**dict(enumerate(_DIGITS)), 1: "mốt", 5: "lăm"}  # after a ten from twenty on
MOST_WINDOWS = 99

CALL, TO_WINDOW = "moi-so", "den-quay-so"


def number_in_words(number: int) -> str:
    """A window's number, 1 to 99, as it is said.

    >>> [number_in_words(n) for n in (3, 10, 15, 21, 34)]
    ['ba', 'mười', 'mười lăm', 'hai mươi mốt', 'ba mươi bốn']
    """
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    if tens == 1:
        return "mười" + {0: "", 5: " lăm"}.get(ones, f" {_DIGITS[ones]}")
    return f"{_DIGITS[tens]} mươi" + (f" {_ONES[ones]}" if ones else "")


PIECES: Mapping[str, str] = {
    CALL: "mời số",
    TO_WINDOW: "đến quầy số",
    **{f"chu-{chr(ord('a') + place)}": words.replace("-", " ") for place, words in enumerate(_LETTERS)},
    **{f"so-{digit}": words for digit, words in enumerate(_DIGITS)},
    **{f"quay-{number}": number_in_words(number) for number in range(1, MOST_WINDOWS + 1)},
}
"""Name of a piece -> what is said in it."""


def pieces(code: str, window: int) -> list[str]:
    """The pieces that call the ticket `code` (a letter and digits) to a window.

    >>> pieces("A027", 3)
    ['moi-so', 'chu-a', 'so-0', 'so-2', 'so-7', 'den-quay-so', 'quay-3']
    """
    letter, digits = code[0].lower(), code[1:]
    return [CALL, f"chu-{letter}", *(f"so-{digit}" for digit in digits), TO_WINDOW, f"quay-{window}"]


def said(code: str, window: int) -> str:
    """The same in words, as a caption.

    >>> said("A027", 3)
    'mời số a không hai bảy đến quầy số ba'
    """
    return " ".join(PIECES[piece] for piece in pieces(code, window))

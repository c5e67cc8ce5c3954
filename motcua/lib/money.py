"""Amounts of money as Vietnam writes them: whole đồng, dots between thousands, or in words."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}  # hai mươi mốt, hai mươi tư, hai mươi lăm
_SCALES = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def grouped(amount: int) -> str:
    """`amount` with dots between thousands and no unit.

    >>> grouped(1234567)
    '1.234.567'
    """
    return f"{amount:,}".replace(",", ".")


def dong(amount: int) -> str:
    """`amount` in đồng for people.

    >>> dong(1234567)
    '1.234.567 đ'
    >>> dong(-8000)
    '-8.000 đ'
    """
    return f"{grouped(amount)} đ"


def dong_in_words(amount: int) -> str:
    """`amount` in đồng as a receipt spells it out, with a capital. Raises ValueError below nothing.

    >>> dong_in_words(123_000)
    'Một trăm hai mươi ba nghìn đồng'
    """
    return f"{in_words(amount)} đồng".capitalize()


def in_words(number: int) -> str:
    """`number` in Vietnamese words, as money is read in the north. Raises ValueError below nothing.

    Groups of three digits; of a group that is not the first, a missing hundred is read as well. What is more
    than a thousand million is read in thousand millions ("tỷ") and the rest.

    >>> in_words(1_021_005), in_words(2_000_000_015)
    ('một triệu không trăm hai mươi mốt nghìn không trăm linh năm', 'hai tỷ không trăm mười lăm')
    """
    if number < 0:
        raise ValueError(f"{number} is less than nothing")
    return " ".join(_words(number)) or _DIGITS[0]


def _words(number: int) -> list[str]:
    billions, below = divmod(number, 10**9)
    words = [*_words(billions), "tỷ"] if billions else []
    for size, scale in _SCALES:
        group = below // size % 1000
        if group:
            words += [*_group(group, whole=bool(words)), scale] if scale else _group(group, whole=bool(words))
    return words


def _group(number: int, *, whole: bool) -> list[str]:
    """1 to 999; a `whole` group says that it has no hundred."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif ones and words:
        words.append("linh")
    return [*words, _ones(ones, tens)] if ones else words


def _ones(ones: int, tens: int) -> str:
    if tens > 1:
        return _AFTER_TENS.get(ones, _DIGITS[ones])
    return "lăm" if tens and ones == 5 else _DIGITS[ones]

"""Limits as packs, contents and hashes write them: `30 min`, `4 h`, `same_day`, `3 wd`, `15 d`, `2 mo`.

An empty text means that no limit is stated. The notation is the one of the working-time engine.
"""

from decimal import Decimal, InvalidOperation

from motcua.catalogue.terms import LimitUnit

_COUNTED = {u.value for u in LimitUnit} - {LimitUnit.NONE.value, LimitUnit.SAME_DAY.value}
_DIGITS_AFTER_POINT = 3


def split(text: str) -> tuple[Decimal | None, LimitUnit]:
    """Number and unit of a limit; the number is None for `same_day` and for no limit.

    Raises ValueError for anything else, for a number that is not above zero, and for more than three
    digits after the point.
    """
    words = text.split()
    if not words:
        return None, LimitUnit.NONE
    if words == [LimitUnit.SAME_DAY.value]:
        return None, LimitUnit.SAME_DAY
    if len(words) != 2 or words[1] not in _COUNTED:
        raise ValueError(f"not a limit: {text!r} (write 30 min, 4 h, same_day, 3 wd, 15 d or 2 mo)")
    return _number(words[0], text), LimitUnit(words[1])


def _number(word: str, text: str) -> Decimal:
    try:
        number = Decimal(word)
    except InvalidOperation:
        raise ValueError(f"not a number in the limit {text!r}") from None
    exponent = number.normalize().as_tuple().exponent
    if not number.is_finite() or not 0 < number < 100_000 or int(exponent) < -_DIGITS_AFTER_POINT:
        raise ValueError(f"not a limit: {text!r} (a number above zero, at most three digits after the point)")
    return number


def join(amount: Decimal | None, unit: str) -> str:
    """The one way to write a limit: no zeros at the end, no exponent; the inverse of `split`.

    >>> join(Decimal("1.500"), "wd")
    '1.5 wd'
    """
    if amount is None:
        return str(LimitUnit(unit).value)
    plain = format(amount, "f")
    return f"{plain.rstrip('0').rstrip('.') if '.' in plain else plain} {LimitUnit(unit).value}"


def normal(text: str) -> str:
    """`text` in its one form. Raises ValueError as `split` does."""
    return join(*split(text))

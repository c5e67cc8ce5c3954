"""Amounts of money as Vietnam writes them: whole đồng, dots between thousands."""


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

"""Amounts of money as Vietnam writes them: whole đồng, dots between thousands."""


def dong(amount: int) -> str:
    """`amount` in đồng for people.

    >>> dong(1234567)
    '1.234.567 đ'
    >>> dong(-8000)
    '-8.000 đ'
    """
    return f"{amount:,}".replace(",", ".") + " đ"

"""Personal numbers as papers and screens show them when nobody needs the whole (domain.md 1.10)."""

SHOWN = 4


def masked(number: str) -> str:
    """The last four characters of `number`, the others as dots; a number that short is masked whole.

    >>> masked("014123456789")
    '••••••••6789'
    """
    number = number.strip()
    hidden = len(number) - SHOWN if len(number) > SHOWN else len(number)
    return "•" * hidden + number[hidden:]

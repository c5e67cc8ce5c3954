"""Personal numbers and names as papers and screens show them when nobody needs the whole (domain.md 1.10)."""

SHOWN = 4


def masked(number: str) -> str:
    """The last four characters of `number`, the others as dots; a number that short is masked whole.

    >>> masked("014123456789")
    '••••••••6789'
    """
    number = number.strip()
    hidden = len(number) - SHOWN if len(number) > SHOWN else len(number)
    return "•" * hidden + number[hidden:]


def masked_name(name: str) -> str:
    """A person's name for those who know it already: the first word, of the others the first letter.

    >>> masked_name("Lò Thị Ngọc Ánh"), masked_name("Súa")
    ('Lò T. N. Á.', 'S.')
    """
    first, *others = name.split() or [""]
    if not others:
        return f"{first[:1]}." if first else ""
    return " ".join([first, *(f"{word[0]}." for word in others)])

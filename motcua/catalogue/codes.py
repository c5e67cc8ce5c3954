"""Codes of rows inside a version, made from their names so that nobody has to invent one. Pure."""

from collections.abc import Collection

from motcua.lib.text import search_key

_LONGEST = 34


def fresh(name: str, taken: Collection[str]) -> str:
    """A code after `name` that is none of `taken`, which are compared as they are.

    >>> fresh("Phải xác minh", {"phai-xac-minh"})
    'phai-xac-minh-2'
    """
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in search_key(name))
    stem = "-".join(letters.split())[:_LONGEST].strip("-") or "muc"
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code

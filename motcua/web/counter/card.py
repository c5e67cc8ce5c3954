"""What a scanner types from the QR code of a citizen card. Pure.

`number|old number|name|ddMMyyyy|sex|address|ddMMyyyy`, and on later cards further fields, which are left
out. Input methods that are switched on while the scanner types, and scanners that send keys for letters,
change the text; what can be told without doubt is put right (`keystrokes`).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from motcua.lib.text import nfc, search_key
from motcua.web.counter.keystrokes import Method, from_keys, with_numbers_back

_FEWEST = 6
_NUMBER = re.compile(r"\d{12}|\d{9}")
_SEXES: dict[str, Literal["male", "female"]] = {"nam": "male", "nu": "female"}


@dataclass(frozen=True, slots=True)
class Card:
    """Who the card belongs to. `born_on` and `issued_on` are None where the card tells no whole date."""

    number: str
    old_number: str
    name: str
    born_on: date | None
    sex: Literal["male", "female", ""]
    address: str
    issued_on: date | None


def is_card(text: str) -> bool:
    """Whether `text` has the form of a card's code; says nothing about the person's existence."""
    fields = text.strip().split("|")
    return len(fields) >= _FEWEST and _NUMBER.fullmatch(fields[0].strip()) is not None


def parse(text: str) -> Card | None:
    """The card whose code was typed, None when `text` is no card's code.

    >>> parse("014185001234||Lof Thij Ngocj|02061985|Nuwx|Yeen Chaau, Sown La|01052021").name
    'Lò Thị Ngọc'
    """
    if not is_card(text):
        return None
    number, old, name, born, sex, address, *later = [nfc(field) for field in text.split("|")]
    name, sex, address = _meant(name, sex, address)
    return Card(
        number=number,
        old_number=old if _NUMBER.fullmatch(old) else "",
        name=name,
        born_on=_day(born),
        sex=_SEXES.get(search_key(sex), ""),
        address=address,
        issued_on=_day(later[0]) if later else None,
    )


def _meant(name: str, sex: str, address: str) -> tuple[str, str, str]:
    """The three fields with letters, as they stood on the card."""
    if _caps_inverted(name):
        name, sex, address = name.swapcase(), sex.swapcase(), address.swapcase()
    if not (name + sex + address).isascii():
        return name, sex, with_numbers_back(address)
    method = Method.VNI if re.search(r"[A-Za-z]\d", name + sex) else Method.TELEX
    return from_keys(name, method), from_keys(sex, method), from_keys(address, method)


def _caps_inverted(name: str) -> bool:
    """Caps Lock turns "Lò Thị" into "lÒ tHỊ"; a name in capitals throughout is a name in capitals."""
    longer = [word for word in name.split(" ") if len(word) > 1]
    return bool(longer) and all(word[0].islower() and word[1:].isupper() for word in longer)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 (a day of a card has no zone)
    except ValueError:
        return None

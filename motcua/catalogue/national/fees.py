"""Fees as the cell of the "ways" table prints them, with the note in brackets that may follow.

The portal prints "Miễn phí" also where the fee is left to the province or to other rules, and the note then
says so (domain.md 4.4); it prints thousands as units ("20 VNĐ" for 20.000 đồng). So an amount is given only
where number, currency and note agree; else the fee stays text.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.national.table import NO_INFORMATION

FREE = "Miễn phí"
DONG = ("VNĐ", "Việt Nam Đồng")
CURRENCIES = (*DONG, "USD")
PRICED = r"\d[\d.,]* (?:" + "|".join(CURRENCIES) + ")"
_PRICED = re.compile(rf"(\d[\d.,]*) ({'|'.join(CURRENCIES)})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*")
# No fee of the state is below this; smaller numbers are thousands cut short.
_LEAST = 1000

_NO_FEE_NOTES = re.compile(
    r"(?:không(?: có)?|miễn(?: phí| lệ phí)?|không thu(?: phí| lệ phí)?)[ .;]*", re.IGNORECASE
)
_MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{4,}(?=\s*(?:đ|vnđ|Đồng))", re.IGNORECASE)
_OTHER_MONEY = re.compile(r"\d\s*(?:triệu|nghìn|USD|%)", re.IGNORECASE)
_CONDITION = re.compile(
    r"miễn|giảm|tối đa|tối thiểu|bằng \d|trở lên|trường hợp|mức phí|mức thu", re.IGNORECASE
)
# Fees for one act or one paper of the result; anything else after "/" is a price for each of several.
_PER = re.compile(r"/\s*(?:0?1 )?(?:lần|hồ sơ|giấy|thẻ|chứng chỉ|văn bản)\b", re.IGNORECASE)
_PER_ANY = re.compile(r"(?:đồng|đ|vnđ|\()\s*/", re.IGNORECASE)
_FEE_WORDS = re.compile(r"^\(|(?:^|\n)[ \-+*]*(?:Các loại )?(?:Phí|Lệ phí)\b", re.IGNORECASE)
_ENUMERATOR = re.compile(r"\(\s*(?:[a-zđ]|\d{1,2}|[ivx]{1,4})\s*\)")


class FeeKind(StrEnum):
    """What the cell says, read together with its note."""

    FREE = "free"
    FIXED = "fixed"  # whole đồng
    NOT_STATED = "not_stated"
    UNSURE = "unsure"  # stays text


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee: the cell's text, its note with brackets, and the amount in whole đồng where it is certain."""

    text: str
    note: str
    kind: FeeKind
    amount: int | None = None


def read_fee(text: str, note: str, description: str) -> Fee:
    """The fee that a cell prints; `description` is searched for words about fees only. Never raises."""
    if text == NO_INFORMATION:
        return Fee(text, note, FeeKind.NOT_STATED)
    if text == FREE:
        free = _no_fee_note(note) and not _FEE_WORDS.search(description)
        return Fee(text, note, FeeKind.FREE, 0) if free else Fee(text, note, FeeKind.UNSURE)
    amount = _whole_dong(text)
    if amount is None or description.startswith("(") or not _agrees(amount, note):
        return Fee(text, note, FeeKind.UNSURE)
    return Fee(text, note, FeeKind.FIXED, amount)


def _no_fee_note(note: str) -> bool:
    return not note or bool(_NO_FEE_NOTES.fullmatch(note.strip(" ()")))


def _whole_dong(text: str) -> int | None:
    priced = _PRICED.fullmatch(text)
    if not priced or priced[2] not in DONG or not _GROUPED.fullmatch(priced[1]):
        return None
    amount = int(priced[1].replace(",", ""))
    return amount if amount >= _LEAST else None


def _agrees(amount: int, note: str) -> bool:
    """The note names no other amount, no condition and no price for each of several things."""
    if _OTHER_MONEY.search(note) or _CONDITION.search(note):
        return False
    if len(_PER_ANY.findall(note)) > len(_PER.findall(note)):
        return False
    return all(int(re.sub(r"\D", "", found)) == amount for found in _MONEY.findall(note))


def split_note(text: str) -> tuple[str, str, bool]:
    """(note, description, closed) of what follows a fee: the note is the leading bracket with its inside.

    An enumerator right after the bracket, as in "(a) First. b) Second.)", opens no bracket of its own. When
    the brackets don't close, nothing is cut off and `closed` is False.
    """
    if not text.startswith("("):
        return "", text, True
    end = _closing(text, 0)
    if end and _ENUMERATOR.fullmatch(text[:end]):
        end = _closing(text, end)
    if not end:
        return "", text, False
    while text[end : end + 1] == ")":
        end += 1
    return text[:end], text[end:], True


def _closing(text: str, start: int) -> int:
    """Place after the bracket that closes the first one, 0 when none does.

    With `start` behind an enumerator the first bracket is still open, and "b)" closes nothing.
    """
    depth = 1 if start else 0
    for place in range(start, len(text)):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")" and not (start and _is_enumerator(text, place)):
            depth -= 1
            if depth == 0:
                return place + 1
    return 0


def _is_enumerator(text: str, place: int) -> bool:
    return bool(re.search(r"(?:^|[\s;.])(?:[a-zđ]|\d{1,2})$", text[max(0, place - 3) : place]))

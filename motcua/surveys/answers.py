"""What one person answered, in one shape however it came in: web, paper, telephone, a device.

By code of the item: a whole number for levels of a scale and for numbers, a text for a single choice or free
text, a list of choices in the order of the questionnaire for several. What was left open has no entry. Pure.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from motcua.lib.text import nfc_lines
from motcua.surveys.design import Floats
from motcua.surveys.instruments import Instrument, Item, Kind
from motcua.surveys.problems import Remark

Answer = int | str | list[str]
Answers = dict[str, Answer]

LONGEST_TEXT = 2000
_OPEN = Remark("Hãy trả lời câu này.", "Please answer this.")


class NotAnsweredError(ValueError):
    """Some items were not answered as they may be; `remarks` says what is wrong by item."""

    def __init__(self, remarks: Mapping[str, Remark]) -> None:
        super().__init__(f"not answered as asked: {', '.join(remarks)}")
        self.remarks = dict(remarks)


def read(instrument: Instrument, given: Mapping[str, Sequence[str]], *, leave_open: bool = False) -> Answers:
    """The answers in `given`, texts by item as a form sends them.

    An item whose condition is not met counts as not asked: what was sent for it is left out. Raises
    NotAnsweredError for unknown choices, too many of them, numbers that are none or out of bounds, and
    required items left open, unless they may be (`leave_open`: nobody can ask a paper again).
    """
    found: Answers = {}
    wrong: dict[str, Remark] = {}
    for item in instrument.items():
        if not is_asked(item, found):
            continue
        texts = [text.strip() for text in given.get(item.code, ()) if text.strip()]
        if not texts:
            if item.required and not leave_open:
                wrong[item.code] = _OPEN
            continue
        try:
            found[item.code] = _answer(instrument, item, texts)
        except _WrongError as error:
            wrong[item.code] = error.remark
    if wrong:
        raise NotAnsweredError(wrong)
    return found


def is_asked(item: Item, answers: Mapping[str, Answer]) -> bool:
    """Whether `item` is to be asked after `answers` to the items before it."""
    return item.when is None or bool(set(chosen(answers.get(item.when.item))) & set(item.when.answers))


def chosen(answer: Answer | None) -> list[str]:
    """The codes that were chosen, none for what was left open."""
    if answer is None:
        return []
    return answer if isinstance(answer, list) else [str(answer)]


def levels(instrument: Instrument, forms: Sequence[Mapping[str, Answer]]) -> dict[str, Floats]:
    """Scale items and numbers as columns over `forms`, by code; NaN where not answered."""
    wanted = [item.code for item in instrument.items() if item.kind in (Kind.SCALE, Kind.INTEGER)]
    return {code: np.asarray([form.get(code, np.nan) for form in forms], dtype=np.float64) for code in wanted}


def texts(instrument: Instrument, forms: Sequence[Mapping[str, Answer]]) -> dict[str, NDArray[np.str_]]:
    """All items as columns of text over `forms`, by code: '' where not answered, several choices parted by
    spaces."""
    return {
        item.code: np.asarray([" ".join(chosen(form.get(item.code))) for form in forms], dtype=np.str_)
        for item in instrument.items()
    }


class _WrongError(Exception):
    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.remark = Remark(vi, en)


def _answer(instrument: Instrument, item: Item, given: list[str]) -> Answer:
    if item.kind is Kind.TEXT:
        return _free(given[0])
    if item.kind is Kind.INTEGER:
        return _number(item, given[0])
    known = [option.code for option in instrument.options_of(item)]
    if not set(given) <= set(known):
        raise _WrongError("Hãy chọn một trong các câu trả lời.", "Please choose one of the answers.")
    if item.kind is Kind.MULTIPLE:
        return _several(item, [code for code in known if code in given])
    if len(set(given)) > 1:
        raise _WrongError("Chỉ chọn một câu trả lời.", "Please choose one answer only.")
    return int(given[0]) if item.kind is Kind.SCALE else given[0]


def _free(text: str) -> str:
    kept = nfc_lines(text)
    if len(kept) > LONGEST_TEXT or "\0" in kept:
        raise _WrongError(f"Viết ngắn hơn {LONGEST_TEXT} chữ.", f"At most {LONGEST_TEXT} characters.")
    return kept


def _number(item: Item, text: str) -> int:
    if not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) <= 9):
        raise _WrongError("Hãy ghi bằng số.", "Please write a number.")
    value = int(text)
    if item.least is not None and value < item.least:
        raise _WrongError(f"Số nhỏ nhất là {item.least}.", f"At least {item.least}.")
    if item.greatest is not None and value > item.greatest:
        raise _WrongError(f"Số lớn nhất là {item.greatest}.", f"At most {item.greatest}.")
    return value


def _several(item: Item, codes: list[str]) -> list[str]:
    if item.most is not None and len(codes) > item.most:
        raise _WrongError(f"Chọn nhiều nhất {item.most} câu.", f"Choose at most {item.most}.")
    return codes

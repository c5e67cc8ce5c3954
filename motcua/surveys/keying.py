"""Paper forms typed into a computer: what a typed number means, and two typings of one form compared. Pure.

On paper every answer bears a number, counted from 1 in the order of the questionnaire; who types a form types
these numbers. Levels of a scale bear their own.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from motcua.surveys import answers
from motcua.surveys.answers import Answers, NotAnsweredError
from motcua.surveys.instruments import Instrument, Item
from motcua.surveys.problems import Remark


def read(instrument: Instrument, typed: Mapping[str, str]) -> Answers:
    """The answers typed from a paper, by item: numbers of choices (several parted by blanks or commas), whole
    numbers, or words. What was left open on the paper stays open, also where the questionnaire asks for it.

    Raises NotAnsweredError for a number that no choice has.
    """
    given: dict[str, list[str]] = {}
    wrong: dict[str, Remark] = {}
    for item in instrument.items():
        text = typed.get(item.code, "").strip()
        codes = [option.code for option in instrument.options_of(item)]
        try:
            given[item.code] = _chosen(codes, text) if codes else [text]
        except ValueError:
            wrong[item.code] = _unknown(len(codes))
    try:
        found = answers.read(instrument, given, leave_open=True)
    except NotAnsweredError as error:
        raise NotAnsweredError(wrong | error.remarks) from error
    if wrong:
        raise NotAnsweredError(wrong)
    return found


def typed_of(instrument: Instrument, item: Item, form: Answers) -> str:
    """The answer to `item` as it is typed: the inverse of `read`; '' where it was left open."""
    codes = [option.code for option in instrument.options_of(item)]
    chosen = answers.chosen(form.get(item.code))
    return " ".join(str(codes.index(code) + 1) if codes else code for code in chosen)


def differing(instrument: Instrument, first: Answers, second: Answers) -> tuple[str, ...]:
    """The items in which two typings of one form differ, in the order of the questionnaire."""
    return tuple(item.code for item in instrument.items() if first.get(item.code) != second.get(item.code))


def settled(first: Answers, differing: Collection[str], looked_up: Answers) -> Answers:
    """The form that counts: what both typings agree in, and for the rest what was looked up on the paper."""
    agreed = {code: answer for code, answer in first.items() if code not in differing}
    return agreed | {code: looked_up[code] for code in differing if code in looked_up}


class Disagreement(NamedTuple):
    """How often two typings of the same form differed in an item: in `forms` of the forms compared."""

    item: Item
    forms: int


def disagreements(instrument: Instrument, forms: Sequence[Collection[str]]) -> list[Disagreement]:
    """For each item that was ever typed differently, in how many of `forms` it was; the most often first."""
    counted = [Disagreement(item, sum(item.code in one for one in forms)) for item in instrument.items()]
    return sorted((one for one in counted if one.forms), key=lambda one: -one.forms)


def _chosen(codes: Sequence[str], text: str) -> list[str]:
    numbers = [int(part) for part in text.replace(",", " ").split()]
    if any(not 1 <= number <= len(codes) for number in numbers):
        raise ValueError(text)
    return [codes[number - 1] for number in numbers]


def _unknown(most: int) -> Remark:
    return Remark(
        f"Gõ số từ 1 đến {most} như trên phiếu; để trống nếu phiếu bỏ trống.",
        f"Type a number from 1 to {most} as on the paper; leave it empty if the paper does.",
    )

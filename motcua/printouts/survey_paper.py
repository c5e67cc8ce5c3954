"""Questionnaires on paper: numbered answers to tick, the form's number on every page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from motcua.printouts.parts import Json
from motcua.printouts.render import typeset
from motcua.surveys.instruments import Instrument, Item, Kind, Section, Words

_WORDS = {
    "vi": {
        "number": "Phiếu số",
        "page": "Trang",
        "lead": "Không ghi tên. Đánh dấu vào ô có số của câu trả lời; câu nào không muốn trả lời thì để "
        "trống. Không ai biết phiếu nào của ai: số phiếu chỉ cho biết phiếu của xã, cơ quan nào.",
        "thanks": "Cảm ơn Ông/Bà.",
        "most": "chọn nhiều nhất {most}",
        "several": "có thể chọn nhiều",
    },
    "en": {
        "number": "Form",
        "page": "Page",
        "lead": "Write no name. Tick the box with the number of your answer; leave open what you don't want "
        "to answer. Nobody knows whose form is whose: its number tells the commune or office only.",
        "thanks": "Thank you.",
        "most": "choose at most {most}",
        "several": "you may choose several",
    },
}

# Letters on a line of the page, with care for wide ones.
_LINE = 80


def survey_papers(
    instrument: Instrument, papers: Iterable[tuple[str, str]], *, language: str, made_at: datetime
) -> bytes:
    """The PDF (A4) of `papers`, each a number and the name of its unit, on pages of its own.

    The questionnaire is in `language` where it has that, the words around it in Vietnamese or English.
    """
    around = _WORDS.get(language, _WORDS["vi"])
    data: dict[str, Json] = {
        "title": _said(instrument.title, language),
        "language": language,
        "words": {key: around[key] for key in ("number", "page", "lead", "thanks")},
        "papers": [{"number": number, "unit": unit} for number, unit in papers],
        "sections": _sections(instrument, language, around),
    }
    return typeset("survey_paper", data, made_at)


def _sections(instrument: Instrument, language: str, around: dict[str, str]) -> list[Json]:
    numbers = {item.code: place for place, item in enumerate(instrument.items(), 1)}
    return [
        {
            "label": _said(section.label, language),
            "groups": [
                {
                    "levels": [_said(o.label, language) for o in instrument.options_of(items[0])]
                    if items[0].scale
                    else [],
                    "questions": [
                        _question(instrument, item, numbers[item.code], language, around) for item in items
                    ],
                }
                for items in _groups(section)
            ],
        }
        for section in instrument.sections
    ]


def _groups(section: Section) -> Iterator[Sequence[Item]]:
    """Questions that follow each other with the same scale stand in one table."""
    for _scale, items in groupby(section.items, key=lambda item: item.scale):
        yield list(items)


def _question(
    instrument: Instrument, item: Item, number: int, language: str, around: dict[str, str]
) -> dict[str, Json]:
    choices: list[Json] = [_said(option.label, language) for option in instrument.options_of(item)]
    return {
        "number": number,
        "label": _said(item.label, language),
        "choices": choices,
        "short": _fits_a_line(item, language),
        "words": item.kind is Kind.TEXT,
        "most": _how_many(item, around),
    }


def _fits_a_line(item: Item, language: str) -> bool:
    """Whether a question and its choices stand on one line: each box takes about five letters."""
    texts = [_said(item.label, language), *(_said(option.label, language) for option in item.options)]
    return sum(len(text) + 5 for text in texts) <= _LINE


def _how_many(item: Item, around: dict[str, str]) -> str | None:
    if item.kind is not Kind.MULTIPLE:
        return None
    return around["most"].format(most=item.most) if item.most else around["several"]


def _said(words: Words, language: str) -> str:
    return words.get(language, words["vi"])

"""A questionnaire as a page asks it: sections of questions with what was chosen and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.surveys.instruments import Instrument, Item, Kind
from motcua.surveys.problems import Remark

_KINDS = {Kind.SCALE: "radio", Kind.SINGLE: "radio", Kind.MULTIPLE: "checkbox"}


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One item; `kind` is radio, checkbox, number or text. `wide` ones stand in one row of levels."""

    code: str
    kind: str
    label: str
    choices: tuple[Choice, ...]
    value: str
    wrong: str
    required: bool


@dataclass(frozen=True)
class Part:
    """A section."""

    label: str
    questions: tuple[Question, ...]


def sections(
    instrument: Instrument,
    language: str,
    given: Mapping[str, Sequence[str]] | None = None,
    wrong: Mapping[str, Remark] | None = None,
) -> list[Part]:
    """The questionnaire in `language` (Vietnamese where it has none), with `given` kept and `wrong` told."""
    return [
        Part(
            said(section.label, language),
            tuple(_question(instrument, item, language, given or {}, wrong or {}) for item in section.items),
        )
        for section in instrument.sections
    ]


def said(words: Mapping[str, str], language: str) -> str:
    """`words` in `language`, else in Vietnamese."""
    return words.get(language, words["vi"])


def _question(
    instrument: Instrument,
    item: Item,
    language: str,
    given: Mapping[str, Sequence[str]],
    wrong: Mapping[str, Remark],
) -> Question:
    texts = list(given.get(item.code, ()))
    choices = tuple(
        Choice(option.code, said(option.label, language), option.code in texts)
        for option in instrument.options_of(item)
    )
    kind = _KINDS.get(item.kind, "number" if item.kind is Kind.INTEGER else "text")
    remark = wrong.get(item.code)
    return Question(
        item.code,
        kind,
        said(item.label, language),
        choices,
        texts[0] if texts and not choices else "",
        remark.text(language) if remark else "",
        item.required,
    )

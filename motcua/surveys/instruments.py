"""Questionnaires as data: sections, items, scales, skips, translations, and the formula of the index.

An instrument never changes once it was used: a change is a new version, so that a past year is asked and
computed again as it was. Shipped ones are YAML files beside this module.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from ruamel.yaml import YAML

from motcua.lib.text import nfc

FOLDER = Path(__file__).parent / "data"

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
"""Of items, sections, scales: a name that XForms and column headers can bear."""
Choice = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,31}$")]


def _words(given: dict[str, str]) -> dict[str, str]:
    if not given.get("vi", "").strip():
        raise ValueError("a text needs its Vietnamese (vi)")
    return {language: nfc(text) for language, text in given.items()}


Words = Annotated[dict[str, str], AfterValidator(_words)]
"""A text by language code: vi always; en, blt (Thái), hmv (Mông) and others as they are translated."""


class Value(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """How an item is answered."""

    SCALE = "scale"
    SINGLE = "single"
    MULTIPLE = "multiple"
    INTEGER = "integer"
    TEXT = "text"


class Option(Value):
    """One answer to choose."""

    code: Choice
    label: Words


class Scale(Value):
    """Levels from lowest to highest, shared by many items; codes are whole numbers."""

    code: Code
    levels: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _counted(self) -> Self:
        if [level.code for level in self.levels] != [str(i + 1) for i in range(len(self.levels))]:
            raise ValueError(f"levels of scale {self.code} are 1, 2, 3, … from lowest to highest")
        return self


class Condition(Value):
    """The item is asked only if `item` was answered with one of `answers`."""

    item: Code
    answers: tuple[Choice, ...] = Field(min_length=1)


class Item(Value):
    """One question."""

    code: Code
    kind: Kind
    label: Words
    scale: Code | None = None
    options: tuple[Option, ...] = ()
    most: int | None = Field(default=None, ge=1)
    """Of MULTIPLE: how many may be chosen at most."""
    least: int | None = None
    greatest: int | None = None
    """Of INTEGER: bounds, both included."""
    required: bool = False
    when: Condition | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind is Kind.SCALE) != (self.scale is not None):
            raise ValueError(f"{self.code}: a scale item, and no other, names its scale")
        if (self.kind in (Kind.SINGLE, Kind.MULTIPLE)) != bool(self.options):
            raise ValueError(f"{self.code}: options belong to single and multiple choice, and only there")
        if self.most is not None and self.kind is not Kind.MULTIPLE:
            raise ValueError(f"{self.code}: only multiple choice has a most")
        if (self.least, self.greatest) != (None, None) and self.kind is not Kind.INTEGER:
            raise ValueError(f"{self.code}: only whole numbers have bounds")
        return self


class Section(Value):
    """Items under one heading."""

    code: Code
    label: Words
    items: tuple[Item, ...] = Field(min_length=1)


class Factor(Value):
    """Criteria that are published together."""

    code: Code
    label: Words
    criteria: tuple[Code, ...] = Field(min_length=1)


class CriterionRule(StrEnum):
    """What one answer to a criterion counts, in percent."""

    SHARE = "share"
    """100 for the satisfied levels, else 0 (domain.md 5.3: S = h / n)."""
    SCORE = "score"
    """The level over the highest level (domain.md 5.3: M / 5)."""


class PoolRule(StrEnum):
    """How criteria become a factor, and factors the index."""

    POOLED = "pooled"
    """Over all answers: Σh / Σn."""
    MEAN = "mean"
    """The mean of the parts, each counting the same."""


class Formula(Value):
    """How answers become the index; kept with the instrument."""

    criterion: CriterionRule = CriterionRule.SHARE
    satisfied: tuple[int, ...] = (4, 5)
    factor: PoolRule = PoolRule.POOLED
    overall: PoolRule = PoolRule.POOLED
    suppress_below: int = Field(default=30, ge=1)
    """Figures of fewer answers are not published (domain.md 5.3)."""


class Instrument(Value):
    """A version of a questionnaire."""

    code: Code
    version: str
    title: Words
    source: str = ""
    languages: tuple[str, ...] = ("vi",)
    scales: tuple[Scale, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    factors: tuple[Factor, ...] = ()
    formula: Formula = Formula()

    def items(self) -> Iterator[Item]:
        """All items in the order in which they are asked."""
        for section in self.sections:
            yield from section.items

    def item(self, code: str) -> Item:
        """The item called `code`. Raises KeyError."""
        return {item.code: item for item in self.items()}[code]

    def options_of(self, item: Item) -> tuple[Option, ...]:
        """What can be chosen: the item's own options or the levels of its scale; empty for free answers."""
        if item.scale is None:
            return item.options
        return next(scale.levels for scale in self.scales if scale.code == item.scale)

    def criteria(self) -> tuple[str, ...]:
        """Codes of all criteria, factor by factor."""
        return tuple(code for factor in self.factors for code in factor.criteria)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        groups: list[Any] = [self.scales, self.sections, self.factors, tuple(self.items())]
        for codes in ([each.code for each in group] for group in groups):
            for code in codes:
                if codes.count(code) > 1:
                    raise ValueError(f"{code} stands twice")
        scales = {scale.code for scale in self.scales}
        names = [*scales, *(section.code for section in self.sections), *(item.code for item in self.items())]
        if len(set(names)) < len(names):
            raise ValueError("scales, sections and items need different codes")
        asked: dict[str, Item] = {}
        for item in self.items():
            if item.scale is not None and item.scale not in scales:
                raise ValueError(f"{item.code}: there is no scale {item.scale}")
            if item.when is not None:
                self._check_condition(item, item.when, asked)
            asked[item.code] = item
        for code in self.criteria():
            if code not in asked or asked[code].kind is not Kind.SCALE:
                raise ValueError(f"criterion {code} is no item with a scale")
        return self

    def _check_condition(self, item: Item, when: Condition, asked: dict[str, Item]) -> None:
        if when.item not in asked:
            raise ValueError(f"{item.code}: its condition needs an earlier item, and {when.item} is none")
        known = {option.code for option in self.options_of(asked[when.item])}
        if not set(when.answers) <= known:
            raise ValueError(f"{item.code}: its condition names answers that {when.item} doesn't have")


def shipped() -> list[Path]:
    """The instruments that come with the program."""
    return sorted(FOLDER.glob("*.yaml"))


def read_file(path: Path) -> Instrument:
    """The instrument in the YAML file at `path`. Raises ValueError (pydantic's ValidationError), OSError."""
    return Instrument.model_validate(_plain(YAML(typ="safe").load(path.read_text(encoding="utf-8"))))


def _plain(node: Any) -> Any:
    """YAML's whole numbers as codes and its lists as they are."""
    if isinstance(node, dict):
        return {key: str(value) if key == "code" else _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, list) else node

"""What is wrong with a survey's data or design, in words for the survey team."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence in Vietnamese and English."""

    vi: str
    en: str

    def text(self, language: str = "vi") -> str:
        """The sentence in `language`: vi or en."""
        return self.en if language == "en" else self.vi


class SurveyError(ValueError):
    """The data can't be used like this. `row` counts rows of data from 0; None: no single row is to blame."""

    def __init__(self, vi: str, en: str, *, row: int | None = None) -> None:
        super().__init__(en)
        self.remark = Remark(vi, en)
        self.row = row


class ChoiceError(SurveyError):
    """What was asked for can't be answered with this data: another question is needed, not other data."""

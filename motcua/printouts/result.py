"""The result of a dossier as an administrative document: confirmation, certificate, letter. Pure.

NĐ 30/2020 (domain.md 1.7): head, number and symbol, place and day, title and subject, text, recipients,
authority and name of who signs. Number and day come last: the clerk gives them when the leader has signed.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from motcua.printouts.forms import Kind
from motcua.printouts.parts import Json, Shown, Signature, Slip, require_text

# Where result.typ leaves room for the stamp of a signature, and for number and day.
SIGNATURE_PLACE, NUMBER_PLACE = "signature-place", "number-place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Slip):
    """A document without its number. `title` is empty for a letter, which has `about` under its number.

    `is_draft` writes across the page that it is none yet.
    """

    kind: ClassVar[Kind] = Kind.RESULT

    title: Annotated[str, Shown("Tên loại văn bản")]
    about: Annotated[str, Shown("Trích yếu nội dung")]
    addressee: Annotated[str, Shown("Kính gửi")]
    paragraphs: Annotated[tuple[str, ...], Shown("Nội dung")]
    recipients: Annotated[tuple[str, ...], Shown("Nơi nhận")]
    signature: Annotated[Signature, Shown("Chức vụ, họ tên người ký")]
    is_draft: bool = False

    def __post_init__(self) -> None:
        require_text(**{f"paragraph {i}": text for i, text in enumerate(self.paragraphs or ("",), start=1)})

    def shown(self) -> dict[str, Json]:
        """The day left to be written, beside the place; the title in capitals."""
        blank = f"{self.heading.place}, ngày        tháng        năm {self.heading.issued_on.year}"
        return {"blank_day": blank.replace("  ", "\u00a0\u00a0"), "title": self.title.upper()}

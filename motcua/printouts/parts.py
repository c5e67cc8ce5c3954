"""What several forms share: the letterhead, the applicant, tracking, contact, signatures. Pure.

Every field that is printed carries its Vietnamese label and where the field comes from, in a `Shown`;
templates and docs/reference/forms.md take both from here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple

from motcua.catalogue.terms import Mark
from motcua.lib.masking import masked
from motcua.lib.money import grouped
from motcua.printouts import wording
from motcua.printouts.forms import Kind
from motcua.printouts.qr import qr_svg

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


class Shown(NamedTuple):
    """How a field is called on the form, and where that field was read (domain.md 0)."""

    label: str
    mark: Mark = Mark.FOUND


class CopyKind(StrEnum):
    """Which copy of the receipt: one stays with the dossier, one is the applicant's."""

    FILE = "Lưu"
    APPLICANT = "Giao người nộp"


class Stage(StrEnum):
    """Where a dossier was refused or asked for papers: before or after it was received."""

    RECEPTION = "tiếp nhận"
    PROCESSING = "giải quyết"


class ReturnChannel(StrEnum):
    """How the applicant gets the result (domain.md 3.2)."""

    DIRECT = "trực tiếp"
    POST = "qua dịch vụ bưu chính công ích"
    ONLINE = "trực tuyến"


class Timeliness(StrEnum):
    """How a step ended, measured against its own limit."""

    EARLY = "Trước hạn"
    ON_TIME = "Đúng hạn"
    LATE = "Quá hạn"


def require_text(**fields: str) -> None:
    """Raises ValueError naming the first of `fields` that holds nothing but blanks."""
    for name, value in fields.items():
        if not value.strip():
            raise ValueError(f"{name} must not be empty")


def require_aware(**times: datetime | None) -> None:
    """Raises ValueError naming the first of `times` that has no time zone."""
    for name, value in times.items():
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{name} must be an aware time")


def require_at_least(least: int, **numbers: int | None) -> None:
    """Raises ValueError naming the first of `numbers` below `least`."""
    for name, value in numbers.items():
        if value is not None and value < least:
            raise ValueError(f"{name} must be at least {least}, not {value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Agency, number, place and date (NĐ 30/2020, domain.md 1.7).

    `symbol` is what follows the number in "Số: 12/BPTNTKQ". Without `number` a line is left to write on.
    `electronic` leaves the place at the top for the organisation's digital signature (domain.md 2).
    """

    superior: Annotated[str, Shown("Cơ quan chủ quản")]
    issuing: Annotated[str, Shown("Cơ quan ban hành")]
    place: Annotated[str, Shown("Địa danh")]
    issued_on: Annotated[date, Shown("Ngày, tháng, năm")]
    number: Annotated[int | None, Shown("Số")] = None
    symbol: Annotated[str, Shown("Ký hiệu")] = ""
    electronic: Annotated[bool, Shown("Chữ ký số của tổ chức (biểu mẫu điện tử)")] = False

    def __post_init__(self) -> None:
        require_text(issuing=self.issuing, place=self.place)
        require_at_least(1, number=self.number)

    def shown(self) -> dict[str, Json]:
        """The lines of the letterhead."""
        number = "……" if self.number is None else wording.two_digits(self.number)
        return {
            "superior": self.superior.upper(),
            "issuing": self.issuing.upper(),
            "number": f"Số: {number}/{self.symbol}" if self.symbol else f"Số: {number}",
            "place_and_day": wording.place_and_day(self.place, self.issued_on),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Whose dossier it is, and who brought it. The personal number is printed masked (domain.md 1.10)."""

    owner_name: Annotated[str, Shown("Chủ hồ sơ")]
    submitter_name: Annotated[str, Shown("Người nộp hồ sơ")] = ""
    address: Annotated[str, Shown("Địa chỉ")] = ""
    phone: Annotated[str, Shown("Số điện thoại")] = ""
    email: Annotated[str, Shown("Email")] = ""
    id_number: Annotated[str, Shown("Số CMND/CCCD/Hộ chiếu")] = ""

    def __post_init__(self) -> None:
        require_text(owner_name=self.owner_name)

    def shown(self) -> dict[str, Json]:
        """The personal number without all but its end."""
        return {"id_number": masked(self.id_number)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """Code and secret with which anybody may ask where the dossier is, and the address that holds both.

    `page` is the address to type, without code and secret. Papers that stay in the office carry the QR code
    of the bare code instead.
    """

    code: Annotated[str, Shown("Mã hồ sơ")]
    secret: Annotated[str, Shown("Mã tra cứu", Mark.PROPOSED)] = ""
    address: Annotated[str, Shown("Mã QR", Mark.PROPOSED)] = ""
    page: Annotated[str, Shown("Tra cứu hồ sơ tại", Mark.PROPOSED)] = ""

    def __post_init__(self) -> None:
        require_text(code=self.code)

    def shown(self) -> dict[str, Json]:
        """The QR code of the address."""
        return {"qr": qr_svg(self.address) if self.address else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask."""

    officer: Annotated[str, Shown("Người hướng dẫn")] = ""
    phone: Annotated[str, Shown("Số điện thoại liên hệ")] = ""
    website: Annotated[str, Shown("Trang thông tin điện tử")] = ""


NOBODY = Contact()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A charge or fee; `when` says when it is due or that it was paid. An amount of 0 is waived."""

    name: Annotated[str, Shown("Tên khoản thu", Mark.PROPOSED)]
    amount: Annotated[int, Shown("Số tiền", Mark.PROPOSED)]
    when: Annotated[str, Shown("Thời điểm thu", Mark.PROPOSED)] = ""

    def __post_init__(self) -> None:
        require_text(name=self.name)
        require_at_least(0, amount=self.amount)

    def shown(self) -> dict[str, Json]:
        """The amount in đồng."""
        return {"amount": f"{grouped(self.amount)} đồng" if self.amount else "miễn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs for an agency: `authority` are the lines above the name (KT. CHỦ TỊCH / PHÓ CHỦ TỊCH)."""

    authority: Annotated[tuple[str, ...], Shown("Quyền hạn, chức vụ người ký")]
    name: Annotated[str, Shown("Họ tên người ký")] = ""

    def __post_init__(self) -> None:
        if not self.authority:
            raise ValueError("authority must name at least one line")
        require_text(**{f"authority line {i}": line for i, line in enumerate(self.authority, start=1)})

    def shown(self) -> dict[str, Json]:
        """The lines above the name in capitals."""
        return {"authority": [line.upper() for line in self.authority]}


def evaluation_code(address: str) -> dict[str, Json]:
    """The QR code of the evaluation that goes with Mẫu 01, 02 and 03; none without an address."""
    return {"evaluation_qr": qr_svg(address) if address else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A paper with a letterhead. Its date chooses the form that it is printed on."""

    kind: ClassVar[Kind]

    heading: Annotated[Heading, Shown("Tiêu đề")]

    @property
    def dated(self) -> date:
        """The day that chooses the form."""
        return self.heading.issued_on

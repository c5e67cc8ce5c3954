"""Sổ theo dõi hồ sơ: Mẫu 06 of 2018, Mẫu 07 of 2025 (domain.md 2.6). Pure."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar

from motcua.catalogue.terms import Mark
from motcua.printouts.forms import Kind
from motcua.printouts.parts import Shown, Slip, require_at_least, require_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One dossier of the year."""

    number: Annotated[int, Shown("TT")]
    code: Annotated[str, Shown("Mã hồ sơ")]
    procedure: Annotated[str, Shown("Tên thủ tục hành chính, nội dung")]
    sets: Annotated[int, Shown("Số lượng hồ sơ (bộ)")] = 1
    owner: Annotated[str, Shown("Tên cá nhân, tổ chức")]
    address: Annotated[str, Shown("Địa chỉ, số điện thoại")] = ""
    lead_agency: Annotated[str, Shown("Cơ quan chủ trì giải quyết", Mark.RECALLED)] = ""
    received_on: Annotated[date | None, Shown("Nhận hồ sơ")] = None
    due_on: Annotated[date | None, Shown("Hẹn trả kết quả")] = None
    sent_on: Annotated[date | None, Shown("Chuyển hồ sơ đến cơ quan giải quyết", Mark.RECALLED)] = None
    back_on: Annotated[date | None, Shown("Nhận kết quả từ cơ quan giải quyết", Mark.RECALLED)] = None
    returned_on: Annotated[date | None, Shown("Ngày, tháng, năm")] = None
    return_method: Annotated[str, Shown("Phương thức nhận kết quả", Mark.RECALLED)] = ""
    signature: Annotated[str, Shown("Ký nhận")] = ""
    note: Annotated[str, Shown("Ghi chú")] = ""

    def __post_init__(self) -> None:
        require_text(code=self.code, procedure=self.procedure, owner=self.owner)
        require_at_least(1, number=self.number, sets=self.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Slip):
    """A unit's book of a year. It keeps the form under which it was opened, so a year has one form."""

    kind: ClassVar[Kind] = Kind.REGISTER

    unit: Annotated[str, Shown("Đơn vị")]
    year: Annotated[int, Shown("Năm")]
    book_no: Annotated[str, Shown("Quyển số")] = ""
    opened_on: Annotated[date, Shown("Mở sổ", Mark.PROPOSED)]
    part: Annotated[str, Shown("Trích", Mark.PROPOSED)] = ""
    rows: Annotated[tuple[RegisterRow, ...], Shown("Hồ sơ")] = ()

    def __post_init__(self) -> None:
        require_text(unit=self.unit)
        for before, after in pairwise(self.rows):
            if after.number <= before.number:
                raise ValueError(f"number {after.number} stands after {before.number}")

    @property
    def dated(self) -> date:
        """The day on which the book was opened."""
        return self.opened_on

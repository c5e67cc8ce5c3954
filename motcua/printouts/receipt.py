"""Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (domain.md 2.1). Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from motcua.catalogue.terms import Mark
from motcua.lib.money import grouped
from motcua.printouts.forms import Kind
from motcua.printouts.parts import (
    NOBODY,
    Applicant,
    Contact,
    CopyKind,
    Fee,
    Json,
    ReturnChannel,
    Shown,
    Slip,
    Tracking,
    evaluation_code,
    require_at_least,
    require_aware,
    require_text,
)
from motcua.printouts.qr import qr_svg
from motcua.printouts.wording import two_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A paper that was handed in, and how many of it in each form."""

    name: Annotated[str, Shown("Tên giấy tờ")]
    originals: Annotated[int, Shown("Bản chính")] = 0
    certified: Annotated[int, Shown("Bản chứng thực")] = 0
    photocopies: Annotated[int, Shown("Bản photo")] = 0
    electronic: Annotated[int, Shown("Bản điện tử", Mark.PROPOSED)] = 0

    def __post_init__(self) -> None:
        require_text(name=self.name)
        require_at_least(
            0,
            originals=self.originals,
            certified=self.certified,
            photocopies=self.photocopies,
            electronic=self.electronic,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStage:
    """The second appointment of a procedure in two stages (domain.md 2.1)."""

    due_at: Annotated[datetime, Shown("Thời gian trả kết quả giai đoạn 2")]
    return_place: Annotated[str, Shown("Nơi nhận kết quả giai đoạn 2")] = ""

    def __post_init__(self) -> None:
        require_aware(due_at=self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Slip):
    """What the applicant takes home: what was handed in, the promised time and the reason for it.

    `time_limit` is in words (`wording.limit_in_words`). A dossier without a due date has `due_at` None.
    `copies` are printed one after the other; secret and tracking address stand on the applicant's only.
    """

    kind: ClassVar[Kind] = Kind.RECEIPT

    tracking: Annotated[Tracking, Shown("Tra cứu")]
    book_no: Annotated[str, Shown("Quyển số")] = ""
    serial_no: Annotated[int | None, Shown("Số thứ tự")] = None
    copies: Annotated[tuple[CopyKind, ...], Shown("Liên")] = (CopyKind.APPLICANT,)
    reception_unit: Annotated[str, Shown("Bộ phận tiếp nhận và trả kết quả")]
    applicant: Annotated[Applicant, Shown("Tiếp nhận hồ sơ của")]
    procedure: Annotated[str, Shown("Nội dung yêu cầu giải quyết")]
    procedure_code: Annotated[str, Shown("Mã thủ tục", Mark.PROPOSED)] = ""
    summary: Annotated[str, Shown("Trích yếu")] = ""
    components: Annotated[
        tuple[Component, ...],
        Shown("Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm"),
    ] = ()
    sets: Annotated[int, Shown("Số lượng hồ sơ")] = 1
    time_limit: Annotated[str, Shown("Thời gian giải quyết hồ sơ theo quy định là")] = ""
    received_at: Annotated[datetime, Shown("Thời gian nhận hồ sơ")]
    due_at: Annotated[datetime | None, Shown("Thời gian trả kết quả giải quyết hồ sơ")] = None
    due_explanation: Annotated[str, Shown("Cách tính ngày hẹn", Mark.PROPOSED)] = ""
    return_channel: Annotated[ReturnChannel, Shown("Hình thức nhận kết quả")] = ReturnChannel.DIRECT
    return_place: Annotated[str, Shown("Đăng ký nhận kết quả tại")] = ""
    second_stage: Annotated[SecondStage | None, Shown("Giai đoạn 2")] = None
    fees: Annotated[tuple[Fee, ...], Shown("Phí, lệ phí")] = ()
    contact: Annotated[Contact, Shown("Liên hệ")] = NOBODY
    officer: Annotated[str, Shown("Người tiếp nhận hồ sơ")] = ""
    note: Annotated[str, Shown("Ghi chú")] = ""
    evaluation_address: Annotated[str, Shown("Phiếu đánh giá")] = ""

    def __post_init__(self) -> None:
        require_text(reception_unit=self.reception_unit, procedure=self.procedure)
        require_aware(received_at=self.received_at, due_at=self.due_at)
        require_at_least(1, sets=self.sets, serial_no=self.serial_no)
        if not self.copies:
            raise ValueError("copies must name at least one")

    def shown(self) -> dict[str, Json]:
        """Sets in two digits, the sum of several fees, and the QR codes that its copies need."""
        total = f"{grouped(sum(fee.amount for fee in self.fees))} đồng" if len(self.fees) > 1 else None
        needs_bare_code = CopyKind.FILE in self.copies or not self.tracking.address
        return {
            "office_qr": qr_svg(self.tracking.code) if needs_bare_code else None,
            "sets": two_digits(self.sets),
            "fees_total": total,
            **evaluation_code(self.evaluation_address),
        }

"""Phiếu kiểm soát quá trình giải quyết hồ sơ: Mẫu 05 of 2018, Mẫu 06 of 2025 (domain.md 2.5). Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from motcua.catalogue.terms import Mark
from motcua.printouts.forms import Kind
from motcua.printouts.parts import (
    Applicant,
    Json,
    Shown,
    Slip,
    Timeliness,
    Tracking,
    require_at_least,
    require_aware,
    require_text,
)
from motcua.printouts.qr import qr_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One hand-over: who gave, who took, when, and how the giver's step ended."""

    giving: Annotated[str, Shown("Giao")]
    taking: Annotated[str, Shown("Nhận")]
    giver: Annotated[str, Shown("Người giao")] = ""
    taker: Annotated[str, Shown("Người nhận")] = ""
    handed_at: Annotated[datetime | None, Shown("Thời gian giao, nhận hồ sơ")] = None
    due_at: Annotated[datetime | None, Shown("Hạn của bước", Mark.PROPOSED)] = None
    result: Annotated[Timeliness | None, Shown("Kết quả giải quyết hồ sơ")] = None
    note: Annotated[str, Shown("Ghi chú")] = ""

    def __post_init__(self) -> None:
        require_text(giving=self.giving, taking=self.taking)
        require_aware(handed_at=self.handed_at, due_at=self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip(Slip):
    """Goes with the dossier through every hand; `blank_rows` are left to fill in by hand."""

    kind: ClassVar[Kind] = Kind.CONTROL

    tracking: Annotated[Tracking, Shown("Tra cứu")]
    applicant: Annotated[Applicant, Shown("Kèm theo hồ sơ của")]
    procedure: Annotated[str, Shown("Nội dung yêu cầu giải quyết")]
    received_at: Annotated[datetime, Shown("Ngày nhận hồ sơ")]
    due_at: Annotated[datetime | None, Shown("Ngày, giờ hẹn trả kết quả")] = None
    lead_agency: Annotated[str, Shown("Cơ quan (bộ phận) giải quyết hồ sơ")]
    cooperating: Annotated[tuple[str, ...], Shown("Cơ quan phối hợp giải quyết hồ sơ")] = ()
    hand_overs: Annotated[tuple[HandOver, ...], Shown("Các lần giao, nhận")] = ()
    blank_rows: int = 0

    def __post_init__(self) -> None:
        require_text(procedure=self.procedure, lead_agency=self.lead_agency)
        require_aware(received_at=self.received_at, due_at=self.due_at)
        require_at_least(0, blank_rows=self.blank_rows)

    def shown(self) -> dict[str, Json]:
        """The QR code of the dossier's code, to be scanned by whoever takes the dossier."""
        return {"office_qr": qr_svg(self.tracking.code)}

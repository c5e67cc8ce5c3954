"""Mẫu 04: apology and new appointment (2018), or apology and request for more time (2025). Pure.

domain.md 2.4 and 2.8; of the form of 2025 only the title was read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from motcua.printouts.forms import Kind
from motcua.printouts.parts import (
    NOBODY,
    Applicant,
    Contact,
    Shown,
    Signature,
    Slip,
    Tracking,
    require_aware,
    require_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology(Slip):
    """The head of the solving agency tells the reason, apologises and names the new time.

    `receiving_agency` took the dossier, `lead_agency` solves it; `due_at` is the appointment not kept.
    """

    kind: ClassVar[Kind] = Kind.APOLOGY

    tracking: Annotated[Tracking, Shown("Tra cứu")]
    applicant: Annotated[Applicant, Shown("Kính gửi")]
    procedure: Annotated[str, Shown("Nội dung yêu cầu giải quyết")]
    receiving_agency: Annotated[str, Shown("Cơ quan tiếp nhận")]
    lead_agency: Annotated[str, Shown("Cơ quan chủ trì giải quyết")]
    received_at: Annotated[datetime, Shown("Ngày tiếp nhận")]
    due_at: Annotated[datetime, Shown("Thời gian hẹn trả kết quả giải quyết hồ sơ")]
    reason: Annotated[str, Shown("Lý do")]
    new_due_at: Annotated[datetime, Shown("Thời gian hẹn lại")]
    return_place: Annotated[str, Shown("Địa điểm trả kết quả")] = ""
    contact: Annotated[Contact, Shown("Liên hệ")] = NOBODY
    signature: Annotated[Signature, Shown("Thủ trưởng cơ quan")]
    recipients: Annotated[tuple[str, ...], Shown("Nơi nhận")] = ("Như trên", "Lưu: VT")

    def __post_init__(self) -> None:
        require_text(
            procedure=self.procedure,
            receiving_agency=self.receiving_agency,
            lead_agency=self.lead_agency,
            reason=self.reason,
        )
        require_aware(received_at=self.received_at, due_at=self.due_at, new_due_at=self.new_due_at)
        if self.new_due_at <= self.due_at:
            raise ValueError("new_due_at must be later than due_at")

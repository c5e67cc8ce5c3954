"""Mẫu 03, Phiếu từ chối tiếp nhận, giải quyết hồ sơ (domain.md 2.3). Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from motcua.printouts.forms import Kind
from motcua.printouts.parts import (
    NOBODY,
    Applicant,
    Contact,
    Json,
    Shown,
    Slip,
    Stage,
    Tracking,
    evaluation_code,
    require_aware,
    require_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Slip):
    """A refusal with its specific reason, before (`tiếp nhận`) or after (`giải quyết`) reception."""

    kind: ClassVar[Kind] = Kind.REFUSAL

    tracking: Annotated[Tracking, Shown("Tra cứu")]
    at_stage: Annotated[Stage, Shown("Giai đoạn")]
    applicant: Annotated[Applicant, Shown("Hồ sơ của")]
    procedure: Annotated[str, Shown("Nội dung yêu cầu giải quyết")]
    submitted_at: Annotated[datetime | None, Shown("Thời gian nộp hồ sơ trực tuyến")] = None
    agency: Annotated[str, Shown("Cơ quan thông báo")]
    reason: Annotated[str, Shown("Lý do cụ thể")]
    legal_basis: Annotated[str, Shown("Căn cứ")] = ""
    contact: Annotated[Contact, Shown("Liên hệ")] = NOBODY
    officer: Annotated[str, Shown("Người tiếp nhận hồ sơ")] = ""
    evaluation_address: Annotated[str, Shown("Phiếu đánh giá")] = ""

    def __post_init__(self) -> None:
        require_text(procedure=self.procedure, agency=self.agency, reason=self.reason)
        require_aware(submitted_at=self.submitted_at)

    def shown(self) -> dict[str, Json]:
        """The QR code of the evaluation."""
        return evaluation_code(self.evaluation_address)

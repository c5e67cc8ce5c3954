"""Thông báo dừng giải quyết hồ sơ: Mẫu 05 of TT 03/2025; before it, Mẫu 03 of TT 01/2018. Pure.

domain.md 2.8 and 3.1; of the form of 2025 only the title was read, so its fields are proposed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from motcua.catalogue.terms import Mark
from motcua.printouts.forms import Kind
from motcua.printouts.parts import (
    NOBODY,
    Applicant,
    Contact,
    Json,
    Shown,
    Signature,
    Slip,
    Stage,
    Tracking,
    require_aware,
    require_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice(Slip):
    """The head of the solving agency stops a dossier, with reason and legal basis."""

    kind: ClassVar[Kind] = Kind.STOP

    tracking: Annotated[Tracking, Shown("Tra cứu")]
    applicant: Annotated[Applicant, Shown("Kính gửi", Mark.PROPOSED)]
    procedure: Annotated[str, Shown("Nội dung yêu cầu giải quyết", Mark.PROPOSED)]
    agency: Annotated[str, Shown("Cơ quan giải quyết", Mark.PROPOSED)]
    received_at: Annotated[datetime, Shown("Ngày tiếp nhận", Mark.PROPOSED)]
    reason: Annotated[str, Shown("Lý do", Mark.PROPOSED)]
    legal_basis: Annotated[str, Shown("Căn cứ", Mark.PROPOSED)] = ""
    contact: Annotated[Contact, Shown("Liên hệ", Mark.PROPOSED)] = NOBODY
    signature: Annotated[Signature, Shown("Thủ trưởng cơ quan", Mark.PROPOSED)]
    recipients: Annotated[tuple[str, ...], Shown("Nơi nhận", Mark.PROPOSED)] = ("Như trên", "Lưu: VT")

    def __post_init__(self) -> None:
        require_text(procedure=self.procedure, agency=self.agency, reason=self.reason)
        require_aware(received_at=self.received_at)

    def shown(self) -> dict[str, Json]:
        """The stage that Mẫu 03 asks for, where that form takes the notice's place."""
        return {"at_stage": Stage.PROCESSING.value, "submitted_at": None, "officer": ""}

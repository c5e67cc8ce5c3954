"""Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (domain.md 2.2). Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from motcua.catalogue.terms import Mark
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
    require_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What has to be added or mended. `component` may be empty when no single paper is meant."""

    requirement: Annotated[str, Shown("Nội dung cần bổ sung, hoàn thiện")]
    component: Annotated[str, Shown("Giấy tờ")] = ""

    def __post_init__(self) -> None:
        require_text(requirement=self.requirement)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequest(Slip):
    """All that is missing, told once (NĐ 61/2018 Art. 17): `request_no` can only be 1 at a stage.

    `due_note` says in words what becomes of the due date, since only the day of the supplement decides it.
    """

    kind: ClassVar[Kind] = Kind.SUPPLEMENT

    tracking: Annotated[Tracking, Shown("Tra cứu")]
    stage: Annotated[Stage, Shown("Giai đoạn", Mark.PROPOSED)]
    request_no: Annotated[int, Shown("Yêu cầu lần thứ", Mark.PROPOSED)] = 1
    applicant: Annotated[Applicant, Shown("Hồ sơ của")]
    procedure: Annotated[str, Shown("Nội dung yêu cầu giải quyết")]
    items: Annotated[tuple[Missing, ...], Shown("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau")]
    reason: Annotated[str, Shown("Lý do")]
    legal_basis: Annotated[str, Shown("Căn cứ")] = ""
    supplement_by: Annotated[date | None, Shown("Thời hạn bổ sung, hoàn thiện", Mark.PROPOSED)] = None
    due_note: Annotated[str, Shown("Thời hạn giải quyết sau khi bổ sung", Mark.PROPOSED)] = ""
    contact: Annotated[Contact, Shown("Liên hệ")] = NOBODY
    evaluation_address: Annotated[str, Shown("Phiếu đánh giá")] = ""

    def __post_init__(self) -> None:
        require_text(procedure=self.procedure, reason=self.reason)
        if not self.items:
            raise ValueError("items must name at least one requirement")
        if self.request_no != 1:
            raise ValueError("a dossier is asked once at each stage; request_no must be 1")

    def shown(self) -> dict[str, Json]:
        """The QR code of the evaluation."""
        return evaluation_code(self.evaluation_address)

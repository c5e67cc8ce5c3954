"""Biên bản giao nhận: the papers that one unit gives another at one time (domain.md 2.7). Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from motcua.catalogue.terms import Mark
from motcua.printouts.forms import Kind
from motcua.printouts.parts import Json, Shown, Slip, require_at_least, require_aware, require_text


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedDossier:
    """One dossier of the list."""

    code: Annotated[str, Shown("Mã hồ sơ", Mark.PROPOSED)]
    content: Annotated[str, Shown("Nội dung")]
    owner: Annotated[str, Shown("Họ tên chủ hồ sơ")]
    unit: Annotated[str, Shown("Đơn vị giải quyết")] = ""
    received_at: Annotated[datetime | None, Shown("Ngày nhận")] = None
    due_at: Annotated[datetime | None, Shown("Hẹn trả")] = None
    time_limit: Annotated[str, Shown("Thời hạn")] = ""
    quantity: Annotated[int, Shown("Số lượng")] = 1

    def __post_init__(self) -> None:
        require_text(code=self.code, content=self.content, owner=self.owner)
        require_aware(received_at=self.received_at, due_at=self.due_at)
        require_at_least(1, quantity=self.quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverList(Slip):
    """Signed by both sides. Neither phone nor personal number stands on it (domain.md 1.10)."""

    kind: ClassVar[Kind] = Kind.HAND_OVER

    handed_at: Annotated[datetime, Shown("Thời gian giao nhận")]
    giving: Annotated[str, Shown("Bên giao")]
    giver: Annotated[str, Shown("Người giao")] = ""
    taking: Annotated[str, Shown("Bên nhận")]
    taker: Annotated[str, Shown("Người nhận")] = ""
    dossiers: Annotated[tuple[HandedDossier, ...], Shown("Danh sách hồ sơ bàn giao")]
    note: Annotated[str, Shown("Ghi chú")] = ""

    def __post_init__(self) -> None:
        require_text(giving=self.giving, taking=self.taking)
        require_aware(handed_at=self.handed_at)
        if not self.dossiers:
            raise ValueError("dossiers must name at least one")

    def shown(self) -> dict[str, Json]:
        """How many dossiers there are."""
        return {"count": len(self.dossiers), "quantity": sum(d.quantity for d in self.dossiers)}

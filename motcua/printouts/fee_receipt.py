"""Biên lai thu phí, lệ phí: what was taken for a dossier, in figures and in words (domain.md 2.7). Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from motcua.catalogue.terms import Mark
from motcua.lib.money import dong_in_words, grouped
from motcua.printouts.forms import Kind
from motcua.printouts.parts import (
    CopyKind,
    Json,
    Shown,
    Slip,
    require_at_least,
    require_aware,
    require_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceipt(Slip):
    """One receipt in two copies: the office keeps the first, who paid takes the second.

    `amount` in whole đồng. `remark` says on every copy that the receipt was cancelled or the money given
    back, and why.
    """

    kind: ClassVar[Kind] = Kind.FEE_RECEIPT

    form_no: Annotated[str, Shown("Mẫu số")] = "01BLP2-001"
    series: Annotated[str, Shown("Ký hiệu")] = ""
    receipt_no: Annotated[str, Shown("Số")]
    copies: Annotated[tuple[CopyKind, ...], Shown("Liên")] = (CopyKind.FILE, CopyKind.APPLICANT)
    payer: Annotated[str, Shown("Họ và tên người nộp")]
    address: Annotated[str, Shown("Địa chỉ")] = ""
    fee: Annotated[str, Shown("Tên loại phí, lệ phí")]
    reason: Annotated[str, Shown("Nội dung thu", Mark.PROPOSED)] = ""
    code: Annotated[str, Shown("Mã hồ sơ", Mark.PROPOSED)] = ""
    amount: Annotated[int, Shown("Số tiền")]
    means: Annotated[str, Shown("Hình thức thanh toán")] = ""
    taken_at: Annotated[datetime, Shown("Thời gian thu")]
    officer: Annotated[str, Shown("Người thu tiền")] = ""
    remark: Annotated[str, Shown("Ghi chú", Mark.PROPOSED)] = ""

    def __post_init__(self) -> None:
        require_text(form_no=self.form_no, receipt_no=self.receipt_no, payer=self.payer, fee=self.fee)
        require_at_least(1, amount=self.amount)
        require_aware(taken_at=self.taken_at)
        if not self.copies:
            raise ValueError("copies must name at least one")

    def shown(self) -> dict[str, Json]:
        """The amount in figures and in words."""
        return {"amount": f"{grouped(self.amount)} đồng", "in_words": dong_in_words(self.amount)}

"""The receipt of a fee, from the row of what was taken."""

from collections.abc import Sequence

from motcua.dossiers import frame
from motcua.dossiers.models import Settlement
from motcua.lib.times import LOCAL
from motcua.printouts.fee_receipt import FeeReceipt
from motcua.printouts.filling import shared
from motcua.printouts.parts import CopyKind
from motcua.printouts.wording import short_time

_MEANS = {Settlement.Means.CASH: "Tiền mặt", Settlement.Means.TRANSFER: "Chuyển khoản"}


def fee_receipt_of(
    row: Settlement, *, copies: Sequence[CopyKind] = (CopyKind.FILE, CopyKind.APPLICANT)
) -> FeeReceipt:
    """What is printed for the fee `row`, as it was when it was taken; cancelled or given back, it says so.

    Raises ValueError for a row that is no fee with a receipt.
    """
    if row.number is None or row.unit is None or row.paid_at is None:
        raise ValueError(f"settlement {row.pk} has no receipt")
    dossier, on = row.dossier, frame.local_day(row.paid_at)
    return FeeReceipt(
        heading=shared.letterhead(row.unit, on),
        series=row.book,
        receipt_no=f"{row.number:07d}",
        copies=tuple(copies),
        payer=row.payer or dossier.applicant.name,
        address=dossier.applicant.address,
        fee=row.name,
        reason=shared.procedure_of(dossier),
        code=dossier.code,
        amount=row.amount,
        means=_MEANS[Settlement.Means(row.means)],
        taken_at=row.paid_at.astimezone(LOCAL),
        officer=row.taken_by.full_name if row.taken_by else "",
        remark=_remark(row),
    )


def _remark(row: Settlement) -> str:
    if row.cancelled_at:
        return f"ĐÃ HỦY lúc {short_time(row.cancelled_at)}. Lý do: {row.cancel_reason}"
    if row.refunded_at:
        return f"ĐÃ HOÀN TRẢ lúc {short_time(row.refunded_at)}. Lý do: {row.refund_reason}"
    return ""

"""Form II.06a/VPCP/KSTT, columns 3 to 13, by two conventions (domain.md 8.3; statistics.md 2). Pure."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.reports import counts

COLUMNS: Mapping[str, str] = {
    "c3": "Tiếp nhận: tổng số",
    "c4": "Tiếp nhận trực tuyến",
    "c5": "Tiếp nhận trực tiếp, dịch vụ bưu chính",
    "c6": "Từ kỳ trước",
    "c7": "Đã giải quyết: tổng số",
    "c8": "Đã giải quyết trước hạn",
    "c9": "Đã giải quyết đúng hạn",
    "c10": "Đã giải quyết quá hạn",
    "c11": "Đang giải quyết: tổng số",
    "c12": "Đang giải quyết trong hạn",
    "c13": "Đang giải quyết quá hạn",
}
"""The columns as they are printed."""

MEMO: Mapping[str, str] = {
    "refused_in_processing": "Từ chối giải quyết",
    "withdrawn": "Rút hồ sơ",
    "stopped": "Dừng giải quyết",
    "waiting": "Chờ bổ sung, chờ nghĩa vụ tài chính",
    "no_due_date": "Không có hạn",
}
"""What stands beside the columns in convention B, and is folded into columns 9 and 12 in A."""

_COMMON: Mapping[str, tuple[str, ...]] = {
    "c3": ("c4", "c5", "c6"),
    "c4": ("received_online",),
    "c5": ("received_direct", "received_post"),
    "c6": ("carried_over",),
    "c7": ("c8", "c9", "c10"),
    "c8": ("solved_early",),
    "c9": ("solved_on_time",),
    "c10": ("solved_late",),
    "c11": ("c12", "c13"),
    "c12": ("open_within_time",),
    "c13": ("open_overdue",),
}


class Convention(StrEnum):
    """Where the form puts what it has no column for."""

    A = "A"
    B = "B"


# An open dossier without due date is not solved, so A counts it in 12, whose printed title has "other
# dossiers"; a solved one is counted in 9.
_FOLDED: Mapping[str, tuple[str, ...]] = {
    "c9": ("solved_on_time", "refused_in_processing", "withdrawn", "stopped", "solved_no_due_date"),
    "c12": ("open_within_time", "waiting", "open_no_due_date"),
}

SUMS: Mapping[Convention, Mapping[str, tuple[str, ...]]] = {
    Convention.A: {**counts.SUMS, **_COMMON, **_FOLDED},
    Convention.B: {**counts.SUMS, **_COMMON},
}
"""By convention: every figure that is a sum, the form's columns among them."""


def columns(single: Mapping[str, int], convention: Convention) -> dict[str, int]:
    """Columns 3 to 13 from the single counts."""
    return {name: counts.figure(single, name, SUMS[convention]) for name in COLUMNS}


def memo(single: Mapping[str, int]) -> dict[str, int]:
    """What has no column of its own, from the single counts."""
    return {name: counts.figure(single, name) for name in MEMO}


def balance(single: Mapping[str, int], convention: Convention) -> dict[str, tuple[int, int]]:
    """The form's identities: 3 = 4+5+6, and 3 = 7+11 (A) or 7+11+memo (B); the two sides are equal."""
    c = columns(single, convention)
    beside = sum(memo(single).values()) if convention is Convention.B else 0
    return {
        "3 = 4 + 5 + 6": (c["c3"], c["c4"] + c["c5"] + c["c6"]),
        "3 = 7 + 11": (c["c3"], c["c7"] + c["c11"] + beside),
    }

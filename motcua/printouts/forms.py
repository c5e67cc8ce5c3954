"""Which form a slip is printed on: chosen by the slip's date from one table. Pure.

TT 01/2018/TT-VPCP is in force from 06/01/2019 (domain.md 2), TT 03/2025/TT-VPCP from 15/09/2025 (domain.md
2.8). Of the second only the titles were read; its fields are those of 2018 and marked unverified.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a paper is for; the words of `motcua print`."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    REGISTER = "register"
    HAND_OVER = "hand-over"
    FEE_RECEIPT = "fee-receipt"
    RESULT = "result"


class Form(NamedTuple):
    """A form of a set. `number` is empty for a paper that no circular prescribes."""

    number: str
    title: str
    template: str
    on_a5: bool
    verified: bool


class FormSet(NamedTuple):
    """The forms of one circular, in force from a day on."""

    source: str
    since: date
    forms: Mapping[Kind, Form]


class ChosenForm(NamedTuple):
    """A form with the circular that it comes from."""

    source: str
    form: Form


class NoFormInForce(ValueError):
    """No form of this kind is in force on this day."""


RECEIPT_TITLE = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
SUPPLEMENT_TITLE = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
REFUSAL_TITLE = "Phiếu từ chối tiếp nhận, giải quyết hồ sơ"
CONTROL_TITLE = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
REGISTER_TITLE = "Sổ theo dõi hồ sơ"
# Seen in a real system, prescribed by no circular (domain.md 2.7).
HAND_OVER_LIST = Form("", "Biên bản giao nhận hồ sơ", "hand_over_list", on_a5=False, verified=True)
FEE_RECEIPT = Form("", "Biên lai thu phí, lệ phí", "fee_receipt", on_a5=True, verified=True)
# Its layout is that of every administrative document (NĐ 30/2020, domain.md 1.7).
RESULT = Form("", "Văn bản kết quả giải quyết", "result", on_a5=False, verified=True)
HOUSE_FORMS = (HAND_OVER_LIST, FEE_RECEIPT, RESULT)

FORM_SETS: tuple[FormSet, ...] = (
    FormSet(
        "TT 01/2018/TT-VPCP",
        date(2019, 1, 6),
        {
            Kind.RECEIPT: Form("01", RECEIPT_TITLE, "receipt", on_a5=True, verified=True),
            Kind.SUPPLEMENT: Form("02", SUPPLEMENT_TITLE, "supplement", on_a5=True, verified=True),
            Kind.REFUSAL: Form("03", REFUSAL_TITLE, "refusal", on_a5=True, verified=True),
            # Stopping is written on Mẫu 03 at the stage "giải quyết" (domain.md 3.1, code 8).
            Kind.STOP: Form("03", REFUSAL_TITLE, "refusal", on_a5=True, verified=True),
            Kind.APOLOGY: Form(
                "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "apology", on_a5=True, verified=True
            ),
            Kind.CONTROL: Form("05", CONTROL_TITLE, "control_slip", on_a5=True, verified=True),
            Kind.REGISTER: Form("06", REGISTER_TITLE, "register", on_a5=False, verified=True),
            Kind.HAND_OVER: HAND_OVER_LIST,
            Kind.FEE_RECEIPT: FEE_RECEIPT,
            Kind.RESULT: RESULT,
        },
    ),
    FormSet(
        "TT 03/2025/TT-VPCP",
        date(2025, 9, 15),
        {
            Kind.RECEIPT: Form("01", RECEIPT_TITLE, "receipt", on_a5=True, verified=False),
            Kind.SUPPLEMENT: Form("02", SUPPLEMENT_TITLE, "supplement", on_a5=True, verified=False),
            Kind.REFUSAL: Form("03", REFUSAL_TITLE, "refusal", on_a5=True, verified=False),
            Kind.APOLOGY: Form(
                "04",
                "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
                "apology",
                on_a5=True,
                verified=False,
            ),
            Kind.STOP: Form("05", "Thông báo dừng giải quyết hồ sơ", "stop", on_a5=True, verified=False),
            Kind.CONTROL: Form("06", CONTROL_TITLE, "control_slip", on_a5=True, verified=False),
            Kind.REGISTER: Form("07", REGISTER_TITLE, "register", on_a5=False, verified=False),
            Kind.HAND_OVER: HAND_OVER_LIST,
            Kind.FEE_RECEIPT: FEE_RECEIPT,
            Kind.RESULT: RESULT,
        },
    ),
)


def form_in_force(kind: Kind, on: date) -> ChosenForm:
    """The form of `kind` for a slip dated `on`. Raises NoFormInForce for a day before the first set."""
    for form_set in reversed(FORM_SETS):
        if form_set.since <= on:
            return ChosenForm(form_set.source, form_set.forms[kind])
    raise NoFormInForce(f"no form of kind {kind} is in force on {on}; the first set is {FORM_SETS[0].source}")

"""Which permission each act asks for, and in which unit. Pure: one table, walked by the tests' matrix."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.accounts.permissions import Permission
from motcua.dossiers.lifecycle import Act

P = Permission


class Where(StrEnum):
    """The unit in which the permission must hold."""

    RECEIVING = "receiving"  # the unit that received the dossier
    STEP = "step"  # the unit that does the step acted on
    AGENCY = "agency"  # the agency that solves the dossier
    ASKED = "asked"  # the unit whose opinion was asked
    SUCCESSOR = "successor"  # the unit that takes over
    KEEPERS = "keepers"  # every unit to which the calendar is given


PERMITS: Mapping[Act, tuple[Permission, Where]] = {
    Act.REGISTER_POST: (P.RECEIVE_DOSSIER, Where.RECEIVING),
    Act.RECEIVE: (P.RECEIVE_DOSSIER, Where.RECEIVING),
    Act.ANSWER_ON_THE_SPOT: (P.ANSWER_ON_THE_SPOT, Where.RECEIVING),
    Act.GUIDE: (P.GUIDE_APPLICANT, Where.RECEIVING),
    Act.REFUSE_AT_RECEPTION: (P.REFUSE_RECEPTION, Where.RECEIVING),
    Act.HAND_OVER: (P.HAND_OVER_DOSSIER, Where.STEP),
    Act.ACCEPT: (P.ACCEPT_DOSSIER, Where.STEP),
    Act.ASSIGN: (P.ASSIGN_DOSSIER, Where.STEP),
    Act.TAKE: (P.TAKE_STEP, Where.STEP),
    Act.RELEASE: (P.RELEASE_STEP, Where.STEP),
    Act.COMPLETE_STEP: (P.COMPLETE_STEP, Where.STEP),
    # Whoever does a step writes the result that comes of it.
    Act.DRAFT_RESULT: (P.COMPLETE_STEP, Where.STEP),
    Act.SEND_BACK: (P.SEND_BACK_STEP, Where.STEP),
    Act.CONSULT: (P.CONSULT_AGENCY, Where.STEP),
    Act.ANSWER_CONSULTATION: (P.ANSWER_CONSULTATION, Where.ASKED),
    Act.PROPOSE_SUPPLEMENT: (P.PROPOSE_SUPPLEMENT, Where.STEP),
    Act.REQUEST_SUPPLEMENT: (P.ISSUE_SUPPLEMENT_REQUEST, Where.RECEIVING),
    Act.RECORD_SUPPLEMENT: (P.RECORD_SUPPLEMENT, Where.RECEIVING),
    Act.REQUEST_PAYMENT: (P.REQUEST_FINANCIAL_DUTY, Where.STEP),
    Act.RECORD_PAYMENT: (P.RECORD_PAYMENT, Where.RECEIVING),
    Act.RECORD_FEE: (P.RECORD_PAYMENT, Where.RECEIVING),
    Act.REFUND_FEE: (P.RECORD_PAYMENT, Where.RECEIVING),
    # Once a sheet of the cash desk counts the money, CANCEL_CLOSED_RECEIPT instead: motcua.payments knows.
    Act.CANCEL_RECEIPT: (P.RECORD_PAYMENT, Where.RECEIVING),
    Act.APOLOGISE: (P.ISSUE_APOLOGY, Where.RECEIVING),
    Act.EXTEND: (P.EXTEND_DUE_DATE, Where.AGENCY),
    Act.APPROVE: (P.APPROVE_RESULT, Where.STEP),
    Act.FINISH: (P.FINISH_DOSSIER, Where.STEP),
    Act.RETURN_RESULT: (P.RETURN_RESULT, Where.RECEIVING),
    Act.REFUSE: (P.REFUSE_IN_PROCESSING, Where.AGENCY),
    Act.STOP: (P.STOP_DOSSIER, Where.AGENCY),
    Act.WITHDRAW: (P.RECORD_WITHDRAWAL, Where.RECEIVING),
    Act.TELL_APPLICANT: (P.TELL_APPLICANT, Where.RECEIVING),
    Act.ATTACH_FILE: (P.ATTACH_FILE, Where.RECEIVING),
    Act.CORRECT_RECORD: (P.CORRECT_RECORD, Where.RECEIVING),
    Act.TRANSFER: (P.TRANSFER_TO_SUCCESSOR, Where.SUCCESSOR),
    Act.DECIDE_DAY: (P.MANAGE_CALENDARS, Where.KEEPERS),
}

UNPERMITTED = frozenset({Act.REGISTER_ONLINE, Act.COUNT_SILENCE, Act.TIME_OUT_STEP})
"""The citizen's own act, and those of the schedule: no officer's permission gives or refuses them."""

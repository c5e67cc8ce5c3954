"""The one table of who may do what: role -> permission -> how far below its unit it reaches. Pure.

A role is held in a unit (domain.md 4.2); what stands in no line here is refused. A permission is named like
the act that checks it (architecture, stem rule). Those of the dossier stand here before its acts do, because
roles are given to people once; a permission that no act checks in the end has to go.
"""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """What a door, a row or an act asks for."""

    # The ground: units, people, time, procedures, evidence.
    MANAGE_UNITS = "manage_units"
    MANAGE_CALENDARS = "manage_calendars"
    MANAGE_OFFICERS = "manage_officers"
    EDIT_CATALOGUE = "edit_catalogue"
    PUBLISH_PROCEDURE = "publish_procedure"
    MANAGE_QUEUES = "manage_queues"
    VIEW_INTEGRITY = "view_integrity"
    VIEW_ACCESS_LOG = "view_access_log"
    # Reception and return.
    RECEIVE_DOSSIER = "receive_dossier"
    ANSWER_ON_THE_SPOT = "answer_on_the_spot"
    GUIDE_APPLICANT = "guide_applicant"
    REFUSE_RECEPTION = "refuse_reception"
    ISSUE_SUPPLEMENT_REQUEST = "issue_supplement_request"
    RECORD_SUPPLEMENT = "record_supplement"
    HAND_OVER_DOSSIER = "hand_over_dossier"
    ISSUE_APOLOGY = "issue_apology"
    RECORD_WITHDRAWAL = "record_withdrawal"
    RETURN_RESULT = "return_result"
    RECORD_PAYMENT = "record_payment"
    ATTACH_FILE = "attach_file"
    TELL_APPLICANT = "tell_applicant"
    CALL_NEXT = "call_next"
    # Processing.
    ACCEPT_DOSSIER = "accept_dossier"
    ASSIGN_DOSSIER = "assign_dossier"
    TAKE_STEP = "take_step"
    RELEASE_STEP = "release_step"
    COMPLETE_STEP = "complete_step"
    SEND_BACK_STEP = "send_back_step"
    PROPOSE_SUPPLEMENT = "propose_supplement"
    CONSULT_AGENCY = "consult_agency"
    ANSWER_CONSULTATION = "answer_consultation"
    REQUEST_FINANCIAL_DUTY = "request_financial_duty"
    # Decisions.
    EXTEND_DUE_DATE = "extend_due_date"
    SIGN_APOLOGY = "sign_apology"
    STOP_DOSSIER = "stop_dossier"
    REFUSE_IN_PROCESSING = "refuse_in_processing"
    APPROVE_RESULT = "approve_result"
    FINISH_DOSSIER = "finish_dossier"
    # Exceptions, each seen in the integrity report.
    CORRECT_RECORD = "correct_record"
    CANCEL_CLOSED_RECEIPT = "cancel_closed_receipt"
    ENTER_OUTAGE_PAPERS = "enter_outage_papers"
    APPROVE_OUTAGE_PAPERS = "approve_outage_papers"
    TRANSFER_TO_SUCCESSOR = "transfer_to_successor"
    # Looking on.
    VIEW_DOSSIERS = "view_dossiers"
    VIEW_REPORTS = "view_reports"
    CONDUCT_SURVEYS = "conduct_surveys"
    # Judging: slips that do not count, what an agency declares of itself.
    JUDGE_EVALUATIONS = "judge_evaluations"


class Role(StrEnum):
    """What somebody is in a unit, for the system's purposes (domain.md 4.2, 1.2 articles 8 and 11)."""

    COUNTER_OFFICER = "counter_officer"
    ONE_STOP_HEAD = "one_stop_head"
    CASH_DESK = "cash_desk"
    SPECIALIST = "specialist"
    OFFICE_LEADER = "office_leader"
    UNIT_LEADER = "unit_leader"
    RECORDS_CLERK = "records_clerk"
    ADMINISTRATOR = "administrator"
    CATALOGUE_EDITOR = "catalogue_editor"
    SURVEY_TEAM = "survey_team"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"


class Reach(StrEnum):
    """How far below the unit in which a role is held a permission goes; never into a vertical agency."""

    UNIT = "unit"  # that unit alone
    AGENCY = "agency"  # and its own offices and one-stop unit: units below of the same level
    SUBTREE = "subtree"  # and all units below


P = Permission
_COUNTER = (
    P.RECEIVE_DOSSIER,
    P.ANSWER_ON_THE_SPOT,
    P.GUIDE_APPLICANT,
    P.REFUSE_RECEPTION,
    P.ISSUE_SUPPLEMENT_REQUEST,
    P.RECORD_SUPPLEMENT,
    P.ATTACH_FILE,
    P.TELL_APPLICANT,
    P.HAND_OVER_DOSSIER,
    P.ISSUE_APOLOGY,
    P.RECORD_WITHDRAWAL,
    P.RETURN_RESULT,
    P.ENTER_OUTAGE_PAPERS,
    P.ACCEPT_DOSSIER,
    P.TAKE_STEP,
    P.RELEASE_STEP,
    P.COMPLETE_STEP,
    P.SEND_BACK_STEP,
    P.FINISH_DOSSIER,
    P.VIEW_DOSSIERS,
    P.CALL_NEXT,
)
_DESK = (
    P.ACCEPT_DOSSIER,
    P.TAKE_STEP,
    P.RELEASE_STEP,
    P.COMPLETE_STEP,
    P.SEND_BACK_STEP,
    P.PROPOSE_SUPPLEMENT,
    P.CONSULT_AGENCY,
    P.ANSWER_CONSULTATION,
    P.REQUEST_FINANCIAL_DUTY,
    P.VIEW_DOSSIERS,
)


def _reaching(reach: Reach, *permissions: Permission) -> dict[Permission, Reach]:
    return dict.fromkeys(permissions, reach)


GRANTS: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.COUNTER_OFFICER: _reaching(Reach.UNIT, *_COUNTER),
    Role.ONE_STOP_HEAD: _reaching(
        Reach.UNIT,
        *_COUNTER,
        P.ASSIGN_DOSSIER,
        P.CORRECT_RECORD,
        P.CANCEL_CLOSED_RECEIPT,
        P.APPROVE_OUTAGE_PAPERS,
        P.VIEW_REPORTS,
        P.VIEW_INTEGRITY,
    ),
    Role.CASH_DESK: _reaching(Reach.UNIT, P.RECORD_PAYMENT, P.VIEW_DOSSIERS, P.CALL_NEXT),
    Role.SPECIALIST: _reaching(Reach.UNIT, *_DESK),
    Role.OFFICE_LEADER: _reaching(
        Reach.UNIT,
        *_DESK,
        P.ASSIGN_DOSSIER,
        P.EXTEND_DUE_DATE,
        P.SIGN_APOLOGY,
        P.VIEW_REPORTS,
    ),
    Role.UNIT_LEADER: {
        **_reaching(
            Reach.AGENCY,
            P.ACCEPT_DOSSIER,
            P.TAKE_STEP,
            P.COMPLETE_STEP,
            P.SEND_BACK_STEP,
            P.ASSIGN_DOSSIER,
            P.EXTEND_DUE_DATE,
            P.SIGN_APOLOGY,
            P.STOP_DOSSIER,
            P.REFUSE_IN_PROCESSING,
            P.APPROVE_RESULT,
            P.CANCEL_CLOSED_RECEIPT,
            P.JUDGE_EVALUATIONS,
        ),
        **_reaching(Reach.SUBTREE, P.VIEW_DOSSIERS, P.VIEW_REPORTS, P.VIEW_INTEGRITY),
    },
    Role.RECORDS_CLERK: _reaching(
        Reach.AGENCY,
        P.ACCEPT_DOSSIER,
        P.TAKE_STEP,
        P.RELEASE_STEP,
        P.COMPLETE_STEP,
        P.SEND_BACK_STEP,
        P.FINISH_DOSSIER,
        P.VIEW_DOSSIERS,
    ),
    Role.ADMINISTRATOR: _reaching(
        Reach.SUBTREE,
        P.MANAGE_UNITS,
        P.MANAGE_CALENDARS,
        P.MANAGE_OFFICERS,
        P.MANAGE_QUEUES,
        P.TRANSFER_TO_SUCCESSOR,
    ),
    Role.CATALOGUE_EDITOR: _reaching(Reach.SUBTREE, P.EDIT_CATALOGUE, P.PUBLISH_PROCEDURE),
    Role.SURVEY_TEAM: _reaching(Reach.SUBTREE, P.CONDUCT_SURVEYS),
    Role.INSPECTOR: _reaching(Reach.SUBTREE, P.VIEW_DOSSIERS, P.VIEW_REPORTS, P.VIEW_INTEGRITY),
    Role.AUDITOR: _reaching(Reach.SUBTREE, P.VIEW_REPORTS, P.VIEW_INTEGRITY, P.VIEW_ACCESS_LOG),
}

# What another officer may exercise by delegation or in an absence: the daily work. Not the keys of the
# house (people, units, calendars, procedures) and not the watching of others.
DELEGABLE = frozenset(
    {
        Role.COUNTER_OFFICER,
        Role.ONE_STOP_HEAD,
        Role.CASH_DESK,
        Role.SPECIALIST,
        Role.OFFICE_LEADER,
        Role.UNIT_LEADER,
        Role.RECORDS_CLERK,
    }
)

# Held only where dossiers are received.
RECEIVING = frozenset({Role.COUNTER_OFFICER, Role.ONE_STOP_HEAD})


def roles_with(permission: Permission) -> frozenset[Role]:
    """Roles whose holder has `permission` at least in the unit in which the role is held."""
    return frozenset(role for role, granted in GRANTS.items() if permission in granted)


def reach_of(role: Role, permission: Permission) -> Reach | None:
    """How far `permission` goes for a holder of `role`; None when the role does not have it."""
    return GRANTS[role].get(permission)

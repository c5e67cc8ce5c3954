"""What may happen to people's accounts, positions and rights: event types, and whose chain. Pure.

Payloads hold no phone, address, personal number, password or code: an event can't be taken back.
"""

from uuid import UUID

from motcua.journal.events import Subject

USER_CREATED = "user_created"
USER_CHANGED = "user_changed"
USER_DEACTIVATED = "user_deactivated"
USER_REACTIVATED = "user_reactivated"
PASSWORD_SET = "password_set"  # noqa: S105 the name of an event
LOCKED_OUT = "locked_out"
LOCK_LIFTED = "lock_lifted"
VISITS_ENDED = "visits_ended"
FACTOR_ENROLLED = "factor_enrolled"
FACTOR_REMOVED = "factor_removed"
FACTORS_RESET = "factors_reset"
FACTOR_RULE_SET = "factor_rule_set"
RECOVERY_CODES_MADE = "recovery_codes_made"
RECOVERY_CODE_USED = "recovery_code_used"
IDENTITY_LINKED = "identity_linked"
IDENTITY_UNLINKED = "identity_unlinked"
IDENTITY_LEARNT = "identity_learnt"
OFFICER_REGISTERED = "officer_registered"
OFFICER_CHANGED = "officer_changed"
OFFICER_APPOINTED = "officer_appointed"
POSITION_ENDED = "position_ended"
OFFICER_POSTED = "officer_posted"
POSTING_ENDED = "posting_ended"
ROLE_GIVEN = "role_given"
ROLE_ENDED = "role_ended"
ROLE_DELEGATED = "role_delegated"
DELEGATION_ENDED = "delegation_ended"
ABSENCE_RECORDED = "absence_recorded"
ABSENCE_ENDED = "absence_ended"


def of_account(user_id: UUID) -> Subject:
    """The chain of an account."""
    return Subject("account", str(user_id))


def of_person(officer_id: UUID) -> Subject:
    """The chain of an officer: positions, postings, roles, delegations given, absences."""
    return Subject("person", str(officer_id))

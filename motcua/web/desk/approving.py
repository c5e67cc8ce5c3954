"""A leader approves at the desk: with a digital signature where a draft is signed, else on paper."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.models import Step
from motcua.issuing.actions.sign_result import sign_result


def approve_or_sign(
    *, actor: User, at: datetime, step: Step, opinion: str = "", sign: bool = False, seen_draft: int = 0
) -> list[Step]:
    """As `sign_result` when `sign`, else as `approve`."""
    if sign:
        return sign_result(actor=actor, at=at, step=step, seen_draft=seen_draft, opinion=opinion)
    return approve(actor=actor, at=at, step=step, opinion=opinion)

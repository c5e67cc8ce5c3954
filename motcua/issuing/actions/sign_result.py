"""Sign a result: the newest draft becomes a signed file, and with it the step of approval is done."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.models import User
from motcua.dossiers import frame
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.models import ResultDraft, Step
from motcua.dossiers.papers import Signed
from motcua.issuing import signing
from motcua.issuing.keys import Fault, SigningError


@transaction.atomic
def sign_result(*, actor: User, at: datetime, step: Step, seen_draft: int, opinion: str = "") -> list[Step]:
    """Approve `step` by signing the draft that was seen, by its number; returns the steps that begin.

    Raises SigningError, and what `approve` raises; then nothing is done.
    """
    officer = frame.officer_of(actor)

    def sign(draft: ResultDraft) -> Signed:
        if officer is None:
            raise SigningError(Fault.NO_KEY)
        return signing.signed(draft, user=actor, officer=officer, at=at)

    return approve(actor=actor, at=at, step=step, opinion=opinion, sign=sign, seen_draft=seen_draft)

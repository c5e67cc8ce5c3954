"""Put a paper form out of use: spoilt, lost, not filled in."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.rounds.acting import begun
from motcua.rounds.events import PAPER_VOIDED, of_round
from motcua.rounds.lifecycle import Act
from motcua.rounds.models import Paper
from motcua.rounds.models.papers import PaperState


@transaction.atomic
def void_paper(*, paper: Paper, reason: str, actor: User, at: datetime) -> Paper:
    """The form, never to be typed any more; what was typed of it is deleted.

    Raises NotAllowedError, NotNowError, ValidationError: without a reason, or for a form that is done.
    """
    survey, _state, ground = begun(paper.round, Act.VOID_PAPER, actor, at)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.state in (PaperState.DONE, PaperState.VOID):
        raise ValidationError(_("Phiếu này đã nhập xong hoặc đã ghi là không dùng."))
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do, ví dụ: phiếu bị ướt, không đọc được.")})
    was = paper.state
    paper.typings.all().delete()
    paper.state, paper.reason = PaperState.VOID, reason.strip()
    paper.save(update_fields=["state", "reason"])
    record(
        subject=of_round(survey.code),
        type=PAPER_VOIDED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={"number": paper.number, "was": was, "reason": paper.reason, "ground": ground},
    )
    return paper

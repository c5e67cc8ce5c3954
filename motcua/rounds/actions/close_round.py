"""Close a round: the box is emptied, tokens are erased, and a hash over all answers is written down."""

from collections import Counter
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.lib.times import LOCAL
from motcua.rounds import box, integrity
from motcua.rounds.acting import begun
from motcua.rounds.events import ROUND_CLOSED, of_round
from motcua.rounds.lifecycle import Act
from motcua.rounds.models import Response, SurveyRound, Token
from motcua.rounds.models.papers import PaperState


@transaction.atomic
def close_round(*, survey: SurveyRound, actor: User, at: datetime) -> SurveyRound:
    """The round, taking no more answers; what is in it stays as it is, and that can be checked.

    Raises NotAllowedError, NotNowError, ValidationError while papers are typed once only or differ.
    """
    survey, state, ground = begun(survey, Act.CLOSE_ROUND, actor, at)
    _check_papers(survey)
    box.deal_rest(survey, on=at.astimezone(LOCAL).date())
    Token.objects.filter(entry__round=survey).delete()
    rows = list(Response.objects.filter(cell__round=survey).order_by("id"))
    survey.state, survey.closed_at, survey.answers_sha256 = state.value, at, integrity.answers_hash(rows)
    survey.save(update_fields=["state", "closed_at", "answers_sha256"])
    told = {"responses": len(rows), "by_mode": Counter(row.mode for row in rows)}
    record(
        subject=of_round(survey.code),
        type=ROUND_CLOSED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, "answers_sha256": survey.answers_sha256, "ground": ground},
    )
    return survey


def _check_papers(survey: SurveyRound) -> None:
    begun_ones = survey.papers.filter(state__in=[PaperState.TYPED, PaperState.DIFFERS]).count()
    if begun_ones:
        raise ValidationError(
            _("Còn %(count)s phiếu giấy chưa nhập xong. Hãy nhập xong hoặc ghi là không dùng, rồi khóa đợt.")
            % {"count": begun_ones}
        )

"""Number paper forms for a cell of the sample, to be printed and handed out."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.rounds.acting import begun
from motcua.rounds.events import PAPERS_PRINTED, of_round
from motcua.rounds.lifecycle import Act
from motcua.rounds.models import Cell, Paper, SampleEntry

MOST_AT_ONCE = 500


@transaction.atomic
def print_papers(*, cell: Cell, many: int, actor: User, at: datetime) -> list[Paper]:
    """`many` new forms of `cell`, numbered on from the round's last.

    Not more in all than people of the cell may be asked, spoilt ones apart: a form that nobody was drawn for
    is one too many. Raises NotAllowedError, NotNowError, ValidationError.
    """
    survey, _state, ground = begun(cell.round, Act.PRINT_PAPERS, actor, at)
    _check(cell, many)
    last = survey.papers.aggregate(last=Max("number"))["last"] or 0
    made = Paper.objects.bulk_create(
        Paper(round=survey, cell=cell, number=last + n) for n in range(1, many + 1)
    )
    told = {"cell": str(cell), "first": last + 1, "last": last + many}
    record(
        subject=of_round(survey.code),
        type=PAPERS_PRINTED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, "ground": ground},
    )
    return made


def _check(cell: Cell, many: int) -> None:
    people = SampleEntry.objects.filter(cell=cell, asked=True, replaced_by=None).count()
    there = cell.papers.exclude(state="void").count()
    if not 1 <= many <= min(MOST_AT_ONCE, max(0, people - there)):
        raise ValidationError(
            {
                "many": _(
                    "Nhóm này có %(people)s người được hỏi và đã in %(there)s phiếu: "
                    "in thêm nhiều nhất %(most)s phiếu."
                )
                % {"people": people, "there": there, "most": min(MOST_AT_ONCE, max(0, people - there))}
            }
        )

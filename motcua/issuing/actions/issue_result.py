"""Issue a result: it gets its number, and what the leader signed digitally gets number and seal."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.models import User
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.models import NumberBook, ResultPaper, SignedPaper, Step
from motcua.dossiers.papers import Signed
from motcua.issuing import signing


@transaction.atomic
def issue_result(
    *,
    actor: User,
    at: datetime,
    step: Step,
    result_number: str = "",
    title: str = "",
    book: NumberBook | None = None,
) -> ResultPaper:
    """End the solving as `finish` does. Raises what `finish` and `signing.sealed` raise."""

    def seal(paper: SignedPaper, number: str) -> Signed | None:
        return signing.sealed(paper, number, user=actor, at=at)

    return finish(
        actor=actor, at=at, step=step, result_number=result_number, title=title, book=book, seal=seal
    )

"""Answer on the spot: received, solved and returned at once, only without a receipt (statistics.md 1)."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import asking, books, bringing, deadlines, frame, policies, terms
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.models import Dossier, NumberBook, ResultPaper
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.dossiers.writing import RECORDED
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.worktime.limits import SAME_DAY


@frame.atomically
def answer_on_the_spot(
    *,
    actor: User,
    at: datetime,
    started_at: datetime,
    unit: Unit,
    version: ProcedureVersion,
    applicant: ApplicantDetails,
    request: Request,
    brought: Sequence[Brought],
    receiver_name: str,
    result_number: str = "",
    book: NumberBook | None = None,
) -> Dossier:
    """R is `started_at`, L and F are `at`; due the same day. So "30 minutes" can be measured.

    Without a `result_number` it is the next one of `book`, a book of `unit`.

    The version must allow it. Raises NotAllowedError, NotPossibleError, RefusedError, NoIdentifierError.
    """
    ground = frame.authorise(actor, Act.ANSWER_ON_THE_SPOT, unit, at)
    state = frame.next_state(None, Act.ANSWER_ON_THE_SPOT)
    same_day = frame.local_day(started_at) == frame.local_day(at)
    policies.check_on_the_spot(allowed=terms.content(version).on_the_spot, same_day=same_day)
    policies.check_after(started_at, at)
    drawn = books.draw(result_number, book, unit, at)
    policies.check_finish(policies.Solution(result_number=drawn.text))
    policies.check_return(receiver_name, unpaid=0)
    row = bringing.new_dossier(version=version, unit=unit, applicant=applicant, request=request, at=at)
    policies.check_components(terms.components_of(version, request.case), [p.position for p in brought])
    officer = frame.officer_of(actor)
    due = deadlines.on_the_spot(frame.calendar_of(unit, started_at), started_at)
    _fill(row, state, officer, started_at, at, due)
    for name, value in bringing.into_book(unit, at).items():
        setattr(row, name, value)
    w = frame.writing(row, Act.ANSWER_ON_THE_SPOT, actor, at)
    bringing.write_new(w, row)
    asking.add_due(w, row, Ground.ORIGINAL, due)
    bringing.papers(w, row, brought)
    w.create(
        ResultPaper(
            id=new_id(),
            dossier=row,
            number=drawn.text,
            book=drawn.book,
            book_place=drawn.place,
            ready_at=at,
            clerk=officer,
            returned_at=at,
            returned_by=officer,
            channel=request.channel,
            receiver_name=receiver_name,
        )
    )
    w.commit({"ground": ground, "started_at": started_at})
    return row


def _fill(row: Dossier, state: State, officer, started_at: datetime, at: datetime, due: datetime) -> None:
    row.state, row.on_the_spot, row.contact = state.value, True, officer
    row.received_at, row.closed_at, row.returned_at = started_at, at, at
    row.received_recorded_at = row.closed_recorded_at = row.returned_recorded_at = RECORDED
    row.outcome = State.READY.value
    row.limit, row.mode = str(SAME_DAY), deadlines.Mode.END_OF_DAY.value
    row.original_due_at = row.lawful_due_at = row.promised_at = due

"""Finish: the result is numbered, sealed and at the counter; L is set (national status 9)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import books, closing, frame, moving, policies
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.models import NumberBook, ResultPaper, Step
from motcua.lib.ids import new_id


@frame.atomically
def finish(
    *,
    actor: User,
    at: datetime,
    step: Step,
    result_number: str = "",
    title: str = "",
    book: NumberBook | None = None,
) -> ResultPaper:
    """End the last `step`, held by `actor`, and with it the solving: timeliness is `at` against A.

    Without a `result_number` it is the next one of `book`, a book of the step's unit.

    Everything else must be over: no jump to done. Raises NotAllowedError, NotPossibleError, RefusedError,
    StaleError.
    """
    dossier = step.dossier
    ground = frame.authorise(actor, Act.FINISH, step.unit, at)
    frame.next_state(dossier, Act.FINISH)
    w = frame.writing(dossier, Act.FINISH, actor, at)
    policies.check_final(final=frame.plan_of(dossier).is_final(step.key))
    policies.check_held(frame.holding_of(w, step), frame.owner_id(actor))
    drawn = books.draw(result_number, book, step.unit, at)
    policies.check_finish(closing.solution(w, step, drawn.text))
    moving.end_step(w, step, at)
    w.update(step.leg, closed_at=at)
    result = ResultPaper(
        id=new_id(),
        dossier=dossier,
        number=drawn.text,
        book=drawn.book,
        book_place=drawn.place,
        title=title,
        ready_at=at,
        clerk=frame.officer_of(actor),
    )
    w.create(result)
    closing.close(w, dossier, State.READY, at)
    w.commit({"ground": ground, "timeliness": closing.timeliness(dossier, at).value})
    return result

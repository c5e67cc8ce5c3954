"""Finish: the result is numbered, sealed and at the counter; L is set (national status 9)."""

from collections.abc import Callable
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import books, closing, frame, moving, papers, policies
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.models import NumberBook, ResultPaper, SignedPaper, Step
from motcua.dossiers.papers import Signed
from motcua.dossiers.writing import Writing
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
    seal: Callable[[SignedPaper, str], Signed | None] | None = None,
) -> ResultPaper:
    """End the last `step`, held by `actor`, and with it the solving: timeliness is `at` against A.

    Without a `result_number` it is the next one of `book`, a book of the step's unit.

    `seal` puts the number and the agency's signature on what the leader signed digitally, if he did.

    Everything else must be over: no jump to done. Raises NotAllowedError, NotPossibleError, RefusedError,
    StaleError, and what `seal` raises.
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
    if seal is not None:
        _seal(w, step, seal, drawn.text, actor, at)
    closing.close(w, dossier, State.READY, at)
    w.commit({"ground": ground, "timeliness": closing.timeliness(dossier, at).value})
    return result


def _seal(
    w: Writing,
    step: Step,
    seal: Callable[[SignedPaper, str], Signed | None],
    number: str,
    actor: User,
    at: datetime,
) -> None:
    """Nothing to seal where the leader signed on paper, and nothing sealed where the agency has no key."""
    paper = papers.in_force(step.dossier)
    sealed = seal(paper, number) if paper else None
    if paper and sealed:
        kind, officer = SignedPaper.Kind.SEAL, frame.officer_of(actor)
        papers.add(w, signed=sealed, kind=kind, step=step, draft=paper.draft, signer=officer, at=at)

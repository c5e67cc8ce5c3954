"""Draft the result: its wording is kept with the dossier, each change as the next draft."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, papers, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import ResultDraft, Step
from motcua.dossiers.values import ResultText
from motcua.lib.ids import new_id


@frame.atomically
def draft_result(
    *,
    actor: User,
    at: datetime,
    step: Step,
    text: ResultText,
    template: str = "",
    template_version: int | None = None,
) -> ResultDraft:
    """Keep `text` as the newest draft of the dossier whose `step` the actor holds; before all have signed.

    `template` and its version are what it began from. The same text again is not kept twice. Raises
    NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    dossier = step.dossier
    ground = frame.authorise(actor, Act.DRAFT_RESULT, step.unit, at)
    frame.next_state(dossier, Act.DRAFT_RESULT)
    w = frame.writing(dossier, Act.DRAFT_RESULT, actor, at)
    done = {found.key for found in w.steps if found.is_done}
    signed = frame.plan_of(dossier).all_signed({found.key for found in w.steps}, done)
    policies.check_draft(frame.holding_of(w, step), frame.owner_id(actor), signed=signed)
    policies.check_text(text.body)
    newest = papers.newest_draft(dossier)
    if newest and newest.sha256 == text.sha256:
        return newest
    row = ResultDraft(
        id=new_id(),
        dossier=dossier,
        number=newest.number + 1 if newest else 1,
        template=template,
        template_version=template_version,
        text=text.kept(),
        sha256=text.sha256,
        drafted_by=frame.officer_of(actor),
        drafted_at=at,
    )
    w.create(row)
    w.commit({"ground": ground, "step": step.key})
    return row

"""Add a title that positions can bear, or change which kinds of unit have it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.events import JOB_TITLE_SET, of_job_title
from motcua.orgs.models import JobTitle, Mark


@transaction.atomic
def set_job_title(
    *, code: str, name: str, kinds: Sequence[str], mark: str = Mark.ENTERED, actor: Actor, at: datetime
) -> JobTitle:
    """The title `code`, made or changed. Raises ValidationError, by field."""
    title = JobTitle.objects.select_for_update().filter(code=code).first() or JobTitle(code=code)
    title.name, title.kinds, title.mark = name, list(kinds), mark
    title.full_clean()
    title.save()
    payload = {"name": title.name, "kinds": title.kinds, "mark": mark}
    record(subject=of_job_title(code), type=JOB_TITLE_SET, actor=actor, occurred_at=at, payload=payload)
    return title

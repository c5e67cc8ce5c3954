"""Retire a template: it is offered no more; drafts that began from it stay as they are."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.issuing.models import Template
from motcua.journal.actions.record import record
from motcua.journal.events import Kind, Subject


@transaction.atomic
def retire_template(*, actor: User, at: datetime, template: Template) -> None:
    """Whoever saves it anew takes it into use again. One that is retired stays so."""
    row = Template.objects.select_for_update().get(pk=template.pk)
    if row.retired_at is not None:
        return
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    record(
        subject=Subject(Kind.TEMPLATE, row.code),
        type="retire_template",
        actor=actor_of(actor),
        occurred_at=at,
        payload={},
    )

"""Give a slip: who brought a dossier says how it was handled. Once a dossier, after its result is there."""

import secrets
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.evaluation.events import SLIP_GIVEN, of_month, seal
from motcua.evaluation.models import Slip
from motcua.evaluation.told import columns
from motcua.evaluation.values import Answers
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.lib.times import LOCAL

_NOBODY = Actor("applicant", "Người nộp hồ sơ")


@transaction.atomic
def give_slip(*, actor: Actor | None, at: datetime, dossier: UUID, way: Slip.Way, answers: Answers) -> Slip:
    """The slip of the dossier with the key `dossier`; it counts from the month after that of `at`.

    `actor` None: the applicant, whom nobody names. The journal gets its seal. Raises ValidationError when the
    result is not ready, or a slip was given already; Dossier.DoesNotExist.
    """
    row = Dossier.objects.select_for_update().only("outcome").get(pk=dossier)
    if row.outcome != State.READY.value:
        raise ValidationError(_("Hồ sơ chưa có kết quả nên chưa thể đánh giá."))
    if Slip.objects.filter(dossier=row).exists():
        raise ValidationError(_("Hồ sơ này đã được đánh giá. Mỗi hồ sơ được đánh giá một lần."))
    slip = Slip(
        salt=secrets.token_hex(16),
        dossier=row,
        counts_from=_next_month(at),
        way=way.value,
        **asdict(answers),
    )
    slip.words = answers.words.strip()
    slip.full_clean(exclude=["dossier"])
    slip.save(force_insert=True)
    record(
        subject=of_month(slip.counts_from),
        type=SLIP_GIVEN,
        actor=actor or _NOBODY,
        occurred_at=at,
        payload={"slip": slip.pk, "seal": seal(columns(slip))},
    )
    return slip


def _next_month(at: datetime) -> date:
    day = at.astimezone(LOCAL).date()
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)

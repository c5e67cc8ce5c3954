"""Ask the next of the reserve instead of somebody who can't be asked."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.journal.actions.record import record
from motcua.rounds import tokens
from motcua.rounds.acting import begun
from motcua.rounds.events import ENTRY_REPLACED, of_round
from motcua.rounds.lifecycle import Act
from motcua.rounds.models import SampleEntry, Token
from motcua.rounds.models.sampling import Disposition


@transaction.atomic
def replace_entry(
    *, entry: SampleEntry, disposition: Disposition, reason: str, actor: User, at: datetime
) -> SampleEntry:
    """The reserve of the same cell whose turn it is, asked from now on; `entry`'s token is cancelled.

    Raises NotAllowedError, NotNowError, ValidationError: for somebody who answered or was replaced before,
    without a reason, or when the reserve of the cell is used up.
    """
    survey, _state, ground = begun(entry.round, Act.REPLACE_ENTRY, actor, at)
    gone = SampleEntry.objects.select_for_update().get(pk=entry.pk)
    _check(gone, disposition, reason)
    reserve = SampleEntry.objects.select_for_update().filter(cell=gone.cell_id, asked=False)
    following = reserve.order_by("reserve", "row").first()
    if following is None:
        raise ValidationError(_("Danh sách dự phòng của nhóm này đã hết, không thay được nữa."))
    Token.objects.filter(entry=gone, used=False).update(cancelled=True)
    following.asked = True
    following.save(update_fields=["asked"])
    tokens.give([following])
    gone.disposition, gone.reason, gone.replaced_by = disposition.value, reason.strip(), following
    gone.save(update_fields=["disposition", "reason", "replaced_by"])
    told = {"row": gone.row, "disposition": gone.disposition, "reason": gone.reason, "by": following.row}
    record(
        subject=of_round(survey.code),
        type=ENTRY_REPLACED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={**told, "ground": ground},
    )
    return following


def _check(entry: SampleEntry, disposition: Disposition, reason: str) -> None:
    if not entry.asked or entry.replaced_by_id or entry.tokens.filter(used=True).exists():
        raise ValidationError(_("Người này đã trả lời hoặc đã được thay."))
    if disposition == Disposition.WAITING:
        raise ValidationError({"disposition": _("Hãy chọn vì sao không hỏi được.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do, ví dụ: đã đến ba lần.")})

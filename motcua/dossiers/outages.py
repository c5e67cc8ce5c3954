"""What was taken on paper while the system could not be used, and is entered later: which, until when, why.

statistics.md 1: both times are kept, what is entered later is marked, bounded and approved. The head of the
receiving unit records the outage; only papers of its time can be entered, each number once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Outage, OutagePaper
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.dossiers.writing import Writing
from motcua.lib.ids import new_id
from motcua.lib.text import nfc
from motcua.orgs.models import Unit

OUTAGE_RECORDED = "outage_recorded"


@dataclass(frozen=True)
class LateEntry:
    """A paper of `outage` with its `number`, entered at `entered_at` (aware)."""

    outage: Outage
    number: str
    entered_at: datetime

    @property
    def reason(self) -> str:
        """Why it is entered later, as the journal keeps it."""
        return f"{self.outage.ground} (giấy số {plain_number(self.number)})"


def plain_number(typed: str) -> str:
    """A paper's number as it is compared: without outer and double blanks, in capitals.

    >>> plain_number(" 01/md  ")
    '01/MD'
    """
    return nfc(typed).upper()


def longest() -> timedelta:
    """How long after it was taken a paper may be entered."""
    return timedelta(days=settings.OUTAGE_DAYS)


def check_outage(began_at: datetime, ended_at: datetime, at: datetime, *, most: timedelta) -> None:
    """An outage is over when it is recorded at `at`, and began at most `most` before: what is older can't be
    entered any more. Raises RefusedError.
    """
    if not began_at < ended_at <= at:
        raise RefusedError(Refusal.OUTAGE_NOT_OVER, field="ended_at")
    if at - began_at > most:
        raise RefusedError(Refusal.ENTERED_TOO_LATE, field="began_at", days=most.days)


def check_late_entry(
    taken_at: datetime, entered_at: datetime, *, began_at: datetime, ended_at: datetime, most: timedelta
) -> None:
    """The paper was taken in the outage and is entered at most `most` later. Raises RefusedError."""
    if not began_at <= taken_at <= ended_at:
        raise RefusedError(Refusal.OUTSIDE_OUTAGE, field="taken_at")
    if entered_at - taken_at > most:
        raise RefusedError(Refusal.ENTERED_TOO_LATE, field="taken_at", days=most.days)


def may_enter(actor: User, late: LateEntry, unit: Unit, taken_at: datetime) -> None:
    """Whether `actor` may enter the paper, taken at `taken_at` in `unit`. Raises NotAllowedError, and
    RefusedError for a paper that is not of the outage, comes too late, or was entered before.
    """
    outage = late.outage
    if outage.unit_id != unit.pk or not accounts.may(
        actor, Permission.ENTER_OUTAGE_PAPERS, unit, late.entered_at
    ):
        raise frame.NotAllowedError(Act.RECEIVE, unit)
    check_late_entry(
        taken_at, late.entered_at, began_at=outage.began_at, ended_at=outage.ended_at, most=longest()
    )
    number = plain_number(late.number)
    if not number:
        raise RefusedError(Refusal.PAPER_UNNUMBERED, field="number")
    if OutagePaper.objects.filter(outage=outage, number=number).exists():
        raise RefusedError(Refusal.ENTERED_BEFORE, field="number")


def mark(w: Writing, dossier: Dossier, late: LateEntry, actor: User) -> None:
    """The row that says so for good is written with the dossier."""
    row = OutagePaper(
        id=new_id(),
        dossier=dossier,
        outage=late.outage,
        number=plain_number(late.number),
        entered_at=late.entered_at,
        entered_by=frame.officer_of(actor),
    )
    w.create(row)

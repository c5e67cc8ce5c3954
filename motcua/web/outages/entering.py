"""All papers of a file become dossiers in one transaction, or none does."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.models import User
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.models import Dossier, Outage
from motcua.dossiers.policies import RefusedError
from motcua.lib.memory import remembering
from motcua.orgs.models import Unit
from motcua.web.counter.exits import PROBLEMS, told
from motcua.web.outages import checking, uploads
from motcua.web.outages.checking import Checked, Line, Wrong
from motcua.web.outages.columns import BY_KEY
from motcua.web.outages.models import Upload

_COLUMNS = {"taken_at": "taken_at", "number": "number", "components": "papers", "amount": "fee"}


class NotEnteredError(Exception):
    """Nothing was entered; `checked` says what is wrong."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(f"{len(checked.wrong)} cells are wrong")
        self.checked = checked


class GoneError(LookupError):
    """The file was entered or thrown away before."""


@transaction.atomic
def enter(*, actor: User, outage: Outage, at: datetime) -> list[Dossier]:
    """The file that `actor` looked through becomes dossiers, in the order in which the papers were taken.

    Of two presses the second waits, then finds nothing; so does the same file from another officer. Raises
    GoneError, and NotEnteredError when a cell is wrong: then nothing stays.
    """
    # Of the unit, for the outage can't be changed; reception there goes on meanwhile.
    Unit.objects.select_for_update(no_key=True).get(pk=outage.unit_id)
    upload = Upload.objects.select_for_update().filter(officer=actor, outage=outage).first()
    if upload is None:
        raise GoneError
    with remembering():
        checked = checking.check(uploads.rows_of(upload), outage=outage, actor=actor, at=at)
        if checked.wrong:
            raise NotEnteredError(checked)
        made = _all(checked.lines, actor=actor, outage=outage, at=at)
    upload.delete()
    return made


def _all(lines: Sequence[Line], *, actor: User, outage: Outage, at: datetime) -> list[Dossier]:
    made = []
    for line in lines:
        try:
            made.append(_one(line, actor=actor, outage=outage, at=at))
        except PROBLEMS as problem:
            raise NotEnteredError(Checked(lines, [_wrong(line, problem)])) from problem
    return made


def _one(line: Line, *, actor: User, outage: Outage, at: datetime) -> Dossier:
    """The clock starts at the time on the paper; the money comes into the drawer now."""
    dossier = receive(
        actor=actor,
        at=line.taken_at,
        unit=outage.unit,
        version=line.form.version,
        applicant=line.form.applicant(),
        request=line.form.request(),
        brought=line.brought,
        late=line.late(outage, at),
    )
    if line.fee:
        record_fee(actor=actor, at=at, dossier=dossier, name=line.fee_name, amount=line.fee)
    return dossier


def _wrong(line: Line, problem: Exception) -> Wrong:
    field = _COLUMNS.get(problem.field) if isinstance(problem, RefusedError) else None
    return Wrong(line.place, BY_KEY[field] if field else None, told(problem) or _("Không nhập được."))

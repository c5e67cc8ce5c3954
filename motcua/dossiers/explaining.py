"""Why a dossier was promised for its date, in words: the engine of working time asked once more."""

from datetime import datetime

from motcua.dossiers import deadlines, frame
from motcua.dossiers.models import Dossier
from motcua.orgs import queries as orgs
from motcua.worktime.calc import Due
from motcua.worktime.explain import Explanation, explain


def promise_explained(dossier: Dossier) -> Explanation | None:
    """How the original due date of a received `dossier` came about.

    None without a due date, and where the calendar or the area has changed since the receipt so that the
    same question has another answer today: a wrong reason is worse than none.
    """
    received_at, promised = dossier.received_at, dossier.original_due_at
    if received_at is None or promised is None or dossier.on_the_spot:
        return None
    due = _asked_again(dossier, received_at)
    if due is None or due.at != promised:
        return None
    to_the_minute = _asked_again(dossier, received_at.replace(second=0, microsecond=0))
    return explain(to_the_minute if to_the_minute and to_the_minute.at == promised else due)


def _asked_again(dossier: Dossier, received_at: datetime) -> Due | None:
    unit = dossier.received_by_unit
    above = orgs.with_ancestors(unit, frame.local_day(received_at))
    granted = frame.published_terms(dossier, [u.code for u in above])
    return deadlines.promise(frame.calendar_of(unit, received_at), received_at, granted)

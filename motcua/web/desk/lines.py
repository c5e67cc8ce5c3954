"""The lines of a worklist: a step or an opinion with the time that is left for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from motcua.catalogue.queries import with_names
from motcua.dossiers import frame
from motcua.dossiers.lifecycle import PAUSED
from motcua.dossiers.models import Consultation, Step
from motcua.web.desk import left
from motcua.worktime.limits import parse_limit

SIZE = 30


@dataclass(frozen=True)
class Line:
    """`row` is a step or an opinion; `timing` of what comes first of its own and the dossier's due date.

    `question` is what an opinion is asked on; empty for a step. `draft` is the number of the draft of the
    result that is shown with it; 0 for none.
    """

    row: Any
    offered: bool
    paused: bool
    timing: left.Left | None
    open_opinions: int
    question: str = ""
    draft: int = 0

    @property
    def address(self) -> str:
        """Where the dossier is opened."""
        return _address(self.row.dossier.code)

    @property
    def mark(self) -> str:
        """Row and version, for a bulk act; with the number of the draft that is shown, if any."""
        return ":".join(map(str, [self.row.pk, self.row.version, *([self.draft] if self.draft else [])]))


@lru_cache(maxsize=10_000)  # an officer sees the same lines all day, and looking an address up takes long
def _address(code: str) -> str:
    return reverse("desk:dossier", args=[code])


def with_parts(rows: QuerySet) -> QuerySet:
    """`rows`, steps or opinions, with all that a line shows, in one statement."""
    rows = with_names(rows, "dossier__procedure_version").select_related("dossier__applicant", "unit")
    if rows.model is Consultation:
        return rows.select_related("step__unit", "asked_by")
    asked = Consultation.objects.filter(step=OuterRef("pk"), answered_at__isnull=True).order_by()
    opinions = Subquery(asked.values("step").annotate(count=Count("pk")).values("count"))
    return rows.select_related("owner").annotate(open_opinions=Coalesce(opinions, 0))


def lines(rows: Sequence[Any], at: datetime) -> list[Line]:
    """`rows` as lines, in their order."""
    return [_line(row, at) for row in rows]


def _line(row: Any, at: datetime) -> Line:
    is_step = isinstance(row, Step)
    return Line(
        row,
        offered=is_step and row.state == Step.State.OFFERED,
        paused=row.dossier.state in PAUSED,
        timing=_timing(row, at),
        open_opinions=row.open_opinions if is_step else 0,
        question="" if is_step else row.question,
    )


def _timing(row: Any, at: datetime) -> left.Left | None:
    lawful, own = row.dossier.lawful_due_at, row.due_at
    calendar = frame.calendar_of(row.unit, at)
    if own is not None and (lawful is None or own <= lawful or isinstance(row, Consultation)):
        return left.left(calendar, at, own)
    if lawful is None:
        return None
    by_day = not parse_limit(row.dossier.limit).unit.is_running_time
    return left.left(calendar, at, lawful, by_day=by_day)


def token(row: Any) -> str:
    """Where the next page begins."""
    return f"{row.deadline.isoformat()}~{row.pk}"


def place(text: str) -> tuple[datetime, UUID] | None:
    """The place that `token` names; None for anything else."""
    at, _, key = text.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None

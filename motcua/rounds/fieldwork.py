"""How far the field work is: cells against their quotas, who brought how many answers, papers on their way.

Counts only. Who answered stands nowhere; who asked stands on answers that somebody asked for.
"""

from collections import Counter
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from motcua.accounts.models import User
from motcua.rounds.models import Cell, Letter, Paper, Response, SampleEntry, SurveyRound
from motcua.rounds.models.papers import PaperState


class CellProgress(NamedTuple):
    """A cell: people it should bring, those asked now, those who answered, those who can't be asked any more,
    and reserves left."""

    cell: Cell
    quota: int
    asked: int
    answered: int
    lost: int
    reserve: int

    @property
    def missing(self) -> int:
        """Answers that the cell still lacks."""
        return max(0, self.quota - self.answered)


class Brought(NamedTuple):
    """Answers brought in one way, by one person where somebody asked."""

    mode: str
    interviewer: User | None
    answers: int


class Assigned(NamedTuple):
    """Somebody's list: people on it, and those of them who answered in whatever way."""

    interviewer: User
    people: int
    answered: int


class Papers(NamedTuple):
    """Papers of a cell: `handed_in` counts people whose paper is not in the box yet."""

    cell: Cell
    people: int
    printed: int
    handed_in: int
    typed: int
    done: int

    @property
    def printable(self) -> int:
        """Forms that may be printed still."""
        return max(0, self.people - self.printed)


def cells(survey: SurveyRound) -> list[CellProgress]:
    """Every cell of an open round, in the order of units. Answered is counted by used tokens."""
    asked = Q(entries__asked=True, entries__replaced_by=None)
    rows = Cell.objects.filter(round=survey).annotate(
        people=Count("entries", filter=asked, distinct=True),
        came=Count("entries", filter=asked & Q(entries__tokens__used=True), distinct=True),
        gone=Count("entries", filter=asked & ~Q(entries__disposition="waiting"), distinct=True),
        spare=Count("entries", filter=Q(entries__asked=False), distinct=True),
    )
    return [CellProgress(row, row.drawn, row.people, row.came, row.gone, row.spare) for row in rows]


def brought(survey: SurveyRound) -> list[Brought]:
    """Answers by way and interviewer, those that wait in the box included; the most first."""
    found: Counter[tuple[str, UUID | None]] = Counter()
    for model in (Letter, Response):
        rows = model.objects.filter(cell__round=survey).values_list("mode", "interviewer")
        for mode, who, count in rows.annotate(count=Count("pk")).values_list("mode", "interviewer", "count"):
            found[mode, who] += count
    people = User.objects.in_bulk([who for _, who in found if who])
    return [Brought(mode, people.get(who) if who else None, n) for (mode, who), n in found.most_common()]


def assigned(survey: SurveyRound) -> list[Assigned]:
    """The lists that were given to interviewers, by name."""
    rows = (
        SampleEntry.objects.filter(round=survey, asked=True, replaced_by=None, interviewer__isnull=False)
        .values_list("interviewer")
        .annotate(
            people=Count("pk", distinct=True), came=Count("pk", filter=Q(tokens__used=True), distinct=True)
        )
    )
    names = User.objects.in_bulk([key for key, *_ in rows])
    found = [Assigned(names[key], people, came) for key, people, came in rows]
    return sorted(found, key=lambda one: one.interviewer.full_name)


def papers(survey: SurveyRound) -> list[Papers]:
    """Papers by cell of an open round, spoilt ones apart."""
    counted = Counter(Paper.objects.filter(round=survey).values_list("cell", "state"))
    inside = Counter(Letter.objects.filter(cell__round=survey).values_list("cell", flat=True))
    inside.update(Response.objects.filter(cell__round=survey).values_list("cell", flat=True))
    return [
        Papers(
            row.cell,
            row.asked - row.lost,
            sum(counted[row.cell.pk, state] for state in PaperState.values if state != PaperState.VOID),
            row.answered - inside[row.cell.pk],
            counted[row.cell.pk, PaperState.TYPED] + counted[row.cell.pk, PaperState.DIFFERS],
            counted[row.cell.pk, PaperState.DONE],
        )
        for row in cells(survey)
    ]

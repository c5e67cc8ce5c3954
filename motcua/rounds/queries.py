"""Questions about rounds: who may see which, what was collected, how far it is.

`collected` is what estimates are made of: whole columns, without anybody in them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db.models import Count, Q, QuerySet
from numpy.typing import NDArray

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.rounds.lifecycle import State
from motcua.rounds.models import Cell, Letter, QualityDecision, Response, SampleEntry, SurveyRound
from motcua.rounds.models.checking import Verdict
from motcua.rounds.models.sampling import Disposition
from motcua.surveys import answers
from motcua.surveys.answers import Answers
from motcua.surveys.design import Design, Floats, make_design
from motcua.surveys.instruments import Instrument


class Answered(NamedTuple):
    """One response: its random key, its cell, and what was answered."""

    id: UUID
    cell: UUID
    mode: str
    interviewer: UUID | None
    seconds: int | None
    answers: Answers


@dataclass(frozen=True)
class Collected:
    """All answers of a round, in an order without meaning, with the cells that they come from."""

    round: SurveyRound
    instrument: Instrument
    cells: dict[UUID, Cell]
    responses: tuple[Answered, ...]

    @cached_property
    def levels(self) -> dict[str, Floats]:
        """Scale items and numbers by code: one value a response, NaN where not answered."""
        return answers.levels(self.instrument, [response.answers for response in self.responses])

    @cached_property
    def texts(self) -> dict[str, NDArray[np.str_]]:
        """Every item by code as text, '' where not answered."""
        return answers.texts(self.instrument, [response.answers for response in self.responses])

    def of_cells(self, name: str) -> list[Any]:
        """The attribute `name` of each response's cell: unit_code, unit_name, group, stratum, weight, …"""
        return [getattr(self.cells[response.cell], name) for response in self.responses]

    @property
    def design(self) -> Design:
        """How these responses were drawn. Raises SurveyError when there are none.

        Weights are of the draw, raised in each cell for those of it who did not answer. Populations correct
        where chances were equal at every stage.
        """
        plan = self.round.plan or {}
        clustered = any(cell.cluster for cell in self.cells.values())
        stages = self._stages(clustered=clustered, whole=plan.get("take") is None)
        return make_design(
            len(self.responses),
            strata=np.asarray(self.of_cells("stratum")),
            clusters=stages,
            populations=self._populations(len(stages)) if not plan.get("pps") else (),
            weights=self.weights,
        )

    @property
    def weights(self) -> Floats:
        """Weight of each response: how many of the frame it stands for, non-response in its cell included."""
        came = Counter(response.cell for response in self.responses)
        raised = {
            id: cell.weight * max(cell.drawn, came[id]) / came[id]
            for id, cell in self.cells.items()
            if came[id]
        }
        return np.asarray([raised[response.cell] for response in self.responses], dtype=np.float64)

    def _stages(self, *, clustered: bool, whole: bool) -> list[NDArray[Any]]:
        rows = np.arange(len(self.responses)).astype(np.str_)
        if not clustered:
            return []
        clusters = np.asarray(self.of_cells("cluster"), dtype=np.str_)
        first = np.where(clusters == "", np.char.add("row ", rows), clusters)
        return [first] if whole else [first, rows]

    def _populations(self, stages: int) -> Sequence[NDArray[Any]]:
        names = ("stage1_population", "stage2_population")[: max(1, stages)]
        return [np.asarray(self.of_cells(name), dtype=np.float64) for name in names]


class Progress(NamedTuple):
    """How far a unit is: people asked, of these who answered, and who can't be asked."""

    unit_code: str
    unit_name: str
    asked: int
    answered: int
    lost: int


def rounds_of(user: User, at: datetime) -> QuerySet[SurveyRound]:
    """Rounds of the units in which `user` conducts surveys, the latest period first."""
    units = accounts.units_where(user, Permission.CONDUCT_SURVEYS, at)
    return SurveyRound.objects.filter(unit__in=units).select_related("unit", "instrument")


def with_answers() -> QuerySet[SurveyRound]:
    """Rounds that have dealt responses, the latest period first."""
    return SurveyRound.objects.filter(Q(cells__responses__isnull=False)).distinct()


def collected(survey: SurveyRound, *, with_set_aside: bool = False) -> Collected:
    """What was answered and dealt in `survey`, without what a verdict set aside unless that is asked for."""
    cells = {cell.pk: cell for cell in Cell.objects.filter(round=survey)}
    columns = ("id", "cell_id", "mode", "interviewer_id", "seconds", "answers")
    wanted = Response.objects.filter(cell__round=survey)
    rows = wanted.order_by("id").values_list(*columns)
    if not with_set_aside:
        rows = rows.exclude(pk__in=set_aside(survey))
    return Collected(survey, survey.instrument.instrument(), cells, tuple(Answered(*row) for row in rows))


def progress(survey: SurveyRound) -> list[Progress]:
    """By unit, in the order of their names: people asked, those of them who answered, and people lost.

    Who answered is counted by used tokens, also while letters wait; after the end, when tokens are erased, by
    responses.
    """
    lost = ~Q(disposition=Disposition.WAITING)
    came = Count("pk", filter=Q(tokens__used=True))
    rows = (
        SampleEntry.objects.filter(round=survey, asked=True, replaced_by=None)
        .values_list("cell__unit_code", "cell__unit_name")
        .annotate(asked=Count("pk"), answered=came, lost=Count("pk", filter=lost))
        .order_by("cell__unit_name")
    )
    found = [Progress(*row) for row in rows]
    if survey.state != State.CLOSED:
        return found
    units = Response.objects.filter(cell__round=survey).values_list("cell__unit_code")
    counts = dict(units.annotate(count=Count("pk")).values_list("cell__unit_code", "count"))
    return [row._replace(answered=counts.get(row.unit_code, 0)) for row in found]


def letters_waiting(survey: SurveyRound) -> int:
    """Sealed letters that wait in the box for enough others."""
    return Letter.objects.filter(cell__round=survey).count()


def small_cells(survey: SurveyRound) -> int:
    """Cells with fewer people than are to be opened together: their answers hide among fewer."""
    return Cell.objects.filter(round=survey, drawn__lt=survey.smallest_batch).count()


def to_ask(survey: SurveyRound, unit_code: str) -> QuerySet[SampleEntry]:
    """Who of a unit is asked, was not replaced and has not answered yet, by line of the frame."""
    return (
        SampleEntry.objects.filter(
            round=survey, cell__unit_code=unit_code, asked=True, replaced_by=None, disposition="waiting"
        )
        .exclude(tokens__used=True)
        .select_related("cell")
        .order_by("row")
    )


def set_aside(survey: SurveyRound) -> set[UUID]:
    """Keys of the responses whose latest verdict is that they don't count."""
    rows = QualityDecision.objects.filter(response__cell__round=survey).order_by("at", "id")
    latest = dict(rows.values_list("response_id", "verdict"))
    return {key for key, verdict in latest.items() if verdict == Verdict.SET_ASIDE}

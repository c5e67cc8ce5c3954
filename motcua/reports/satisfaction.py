"""Results of survey rounds: computed once for a closed round, and the history of the rounds of one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from motcua.rounds import queries
from motcua.rounds.lifecycle import State
from motcua.rounds.models import SurveyRound
from motcua.surveys.microdata import Microdata, microdata
from motcua.surveys.ranking import Lead, Year, led, streak
from motcua.surveys.results import Results, results

KEPT = 16


@dataclass(frozen=True)
class Standing:
    """Who had the highest index in the last year, for how many years in a row, and how sure that is.

    `claim` None for a single year.
    """

    name: str
    years: tuple[int, ...]
    claim: Lead | None


def results_of(survey: SurveyRound) -> Results:
    """The results of what was collected so far. Raises SurveyError when there is nothing."""
    if survey.state == State.CLOSED:
        return _of_closed(survey.pk)
    return _computed(survey)


@lru_cache(maxsize=KEPT)
def _of_closed(key: UUID) -> Results:
    """Answers of a closed round never change."""
    return _computed(SurveyRound.objects.select_related("instrument").get(pk=key))


def _computed(survey: SurveyRound) -> Results:
    found = queries.collected(survey)
    units = list(zip(found.of_cells("unit_code"), found.of_cells("unit_name"), strict=True))
    return results(found.instrument, found.levels, found.texts, units, found.design)


def microdata_of(survey: SurveyRound) -> Microdata:
    """What of the answers may leave the house."""
    found = queries.collected(survey)
    texts = {code: column.tolist() for code, column in found.texts.items()}
    return microdata(found.instrument, texts, found.of_cells("unit_code"), found.weights.tolist())


def standing(survey: SurveyRound) -> Standing | None:
    """Who led in this round and the published ones of the same unit before it; None when nobody is ranked."""
    history = [_year(row) for row in _until(survey)]
    if not history or not history[-1].estimates:
        return None
    last = history[-1]
    name = max(last.estimates, key=lambda unit: last.estimates[unit])
    years = history[len(history) - streak(history, name) :]
    claim = led(name, years) if len(years) > 1 else None
    return Standing(name, tuple(year.year for year in years), claim)


def _until(survey: SurveyRound) -> Sequence[SurveyRound]:
    """The published rounds of the unit up to `survey` and `survey` itself, the last of each year, oldest
    first."""
    rows = SurveyRound.objects.filter(
        Q(published_at__isnull=False) | Q(pk=survey.pk),
        unit=survey.unit_id,
        state=State.CLOSED,
        period_last__lte=survey.period_last,
    ).order_by("period_last", "closed_at")
    return list({row.period_last.year: row for row in rows}.values())


def _year(survey: SurveyRound) -> Year:
    found = results_of(survey)
    return Year(survey.period_last.year, dict(found.estimates), dict(found.se))

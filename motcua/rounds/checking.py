"""The list of odd responses of a round, strongest signs first, with what was decided about each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from motcua.rounds.models import QualityDecision
from motcua.rounds.queries import Answered, Collected
from motcua.surveys import quality
from motcua.surveys.quality import InterviewerEffect, Reason, Suspect

MOST_TWINS = 4000
"""Comparing every form with every other takes the square of their number."""


@dataclass(frozen=True)
class Odd:
    """A response with its signs and its latest verdict (None: nobody has decided). `number` from 1."""

    number: int
    response: Answered
    unit: str
    suspect: Suspect
    decision: QualityDecision | None


def odd_ones(found: Collected) -> list[Odd]:
    """Responses with any sign, strongest first. All of them: those set aside stay on the list."""
    decided = {d.response_id: d for d in QualityDecision.objects.filter(response__cell__round=found.round)}
    return [
        Odd(
            suspect.form + 1,
            response := found.responses[suspect.form],
            found.cells[response.cell].unit_name,
            suspect,
            decided.get(response.id),
        )
        for suspect in quality.to_ask_again(list(_reasons(found)))
    ]


def _reasons(found: Collected) -> Iterator[Reason]:
    if not found.responses:
        return
    levels = np.stack([found.levels[code] for code in found.instrument.criteria()], axis=1)
    seconds = np.asarray([np.nan if r.seconds is None else r.seconds for r in found.responses])
    yield from quality.fast(seconds)
    yield from quality.straight(levels)
    yield from quality.gaps(levels)
    yield from quality.impossible(found.instrument, found.texts)
    yield from _twins(found, levels)


def _twins(found: Collected, levels: quality.Floats) -> list[Reason]:
    """Near-duplicates among forms that somebody asked, within interviewers."""
    asked = np.asarray([i for i, r in enumerate(found.responses) if r.interviewer is not None], dtype=np.intp)
    if not 1 < len(asked) <= MOST_TWINS:
        return []
    who = np.asarray([str(found.responses[i].interviewer) for i in asked])
    areas = np.asarray(found.of_cells("unit_code"))[asked]
    twins = quality.twins(levels[asked], who, areas=areas)
    whole = [replace(one, pairs=tuple((int(asked[a]), int(asked[b])) for a, b in one.pairs)) for one in twins]
    return quality.twin_reasons(whole)


def interviewer_effect(found: Collected) -> InterviewerEffect | None:
    """How far the mean level of a form depends on who asked; None where fewer than two people asked."""
    asked = [i for i, r in enumerate(found.responses) if r.interviewer is not None]
    who = [str(found.responses[i].interviewer) for i in asked]
    if len(set(who)) < 2:
        return None
    levels = np.stack([found.levels[code] for code in found.instrument.criteria()], axis=1)[asked]
    answered = ~np.isnan(levels).all(axis=1)
    means = np.full(len(levels), np.nan)
    means[answered] = np.nanmean(levels[answered], axis=1)
    return quality.interviewer_effect(means, who)

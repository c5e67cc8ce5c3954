"""Scores over dossiers, totals with their range, bands. Pure; TT 01/2018 article 15, domain.md 7.2, 7.3.

What is not known is not taken for zero and not left out in silence: a total then is a range, and a band is
told only where both ends of the range lie in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from motcua.evaluation.rules import BEST, Bands, Grade, Index, Rules
from motcua.evaluation.scores import BY_SLIP, Facts, Rule

_TENTH = Decimal("0.1")
Tally = Iterable[tuple[Facts, int]]
"""How many dossiers there are of each combination of facts."""


class Missing(StrEnum):
    """Why an index has no score."""

    NO_DATA = "no_data"
    FEW_SLIPS = "few_slips"
    NOT_THEIRS = "not_theirs"


@dataclass(frozen=True, slots=True)
class Score:
    """One index: the mean of what `n` dossiers are worth, to one decimal; `counts` of those worth 0, 1, 2.

    `spared` dossiers were not charged. Scored whole, `n` is 0. Without a `value`, `missing` says why.
    """

    index: Index
    value: Decimal | None
    n: int = 0
    counts: tuple[int, int, int] = (0, 0, 0)
    spared: int = 0
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum: between `low` and `high` of `most`, equal when every index is known; None when none is.

    `grade` when both ends have the same and there are dossiers enough.
    """

    low: Decimal | None
    high: Decimal | None
    most: int
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores in the order of their indices, their total; `dossiers` evaluated, `slips` of them by slips."""

    scores: tuple[Score, ...]
    total: Total
    dossiers: int
    slips: int

    def score(self, index: Index) -> Score:
        """The score of one index. Raises KeyError for one that is not evaluated."""
        return {score.index: score for score in self.scores}[index]


def without_few_slips(tally: Tally, rules: Rules) -> list[tuple[Facts, int]]:
    """The tally, and without what slips say as long as there are too few to hide who gave them."""
    rows = list(tally)
    if sum(n for facts, n in rows if facts.answered) >= rules.least_slips:
        return rows
    return [(unanswered(facts), n) for facts, n in rows]


def unanswered(facts: Facts) -> Facts:
    """The facts as if nobody had given a slip."""
    return facts._replace(answered=False, contacts=None, own_fault=False, agencies=None, blamed="")


def of_dossiers(index: Index, rule: Rule, tally: Tally, slips: int) -> Score:
    """Index `index` over dossiers by `rule`; `slips` is how many slips there are, counted or not."""
    counts, spared = [0, 0, 0], 0
    for facts, dossiers in tally:
        worth = rule(facts)
        if worth is None:
            spared += dossiers
        else:
            counts[worth] += dossiers
    n = sum(counts)
    if not n:
        few = index in BY_SLIP and slips
        return Score(index, None, spared=spared, missing=Missing.FEW_SLIPS if few else Missing.NO_DATA)
    mean = (Decimal(counts[1] + 2 * counts[2]) / n).quantize(_TENTH, ROUND_HALF_UP)
    return Score(index, mean, n, (counts[0], counts[1], counts[2]), spared)


def whole(index: Index, worth: int | None) -> Score:
    """An index that is scored whole; None for what nobody told."""
    if worth is None:
        return Score(index, None, missing=Missing.NO_DATA)
    return Score(index, Decimal(worth))


def not_theirs(index: Index) -> Score:
    """An index that does not concern the work of the one who is evaluated."""
    return Score(index, None, missing=Missing.NOT_THEIRS)


def evaluation(
    tally: Tally,
    by_dossier: Mapping[Index, Rule],
    otherwise: Mapping[Index, Score],
    bands: Bands,
    rules: Rules,
) -> Evaluation:
    """All indices: `by_dossier` from the tally unless `otherwise` says how they stand; total and band."""
    rows = list(tally)
    dossiers = sum(n for _, n in rows)
    slips = sum(n for facts, n in rows if facts.answered)
    counted = without_few_slips(rows, rules)
    of_each = {index: of_dossiers(index, rule, counted, slips) for index, rule in by_dossier.items()}
    scores = [score for _, score in sorted((of_each | dict(otherwise)).items())]
    return Evaluation(tuple(scores), total(scores, dossiers, bands, rules), dossiers, slips)


def total(scores: Iterable[Score], dossiers: int, bands: Bands, rules: Rules) -> Total:
    """The sum of `scores`; indices that are not theirs are made up for in proportion, so that `most` stays.

    An unknown index leaves a range: it may be worth nothing or all.
    """
    rows = list(scores)
    theirs = [score for score in rows if score.missing is not Missing.NOT_THEIRS]
    known = [score.value for score in theirs if score.value is not None]
    most = BEST * len(rows)
    if not known:
        return Total(None, None, most, None)
    scale = Decimal(len(rows)) / len(theirs)
    low, unknown = sum(known, Decimal(0)), BEST * (len(theirs) - len(known))
    ends = [(end * scale).quantize(_TENTH, ROUND_HALF_UP) for end in (low, low + unknown)]
    grades = {grade(end, bands) for end in ends}
    enough = dossiers >= rules.least_dossiers and len(grades) == 1
    return Total(ends[0], ends[1], most, grades.pop() if enough else None)


def grade(points: Decimal, bands: Bands) -> Grade:
    """The band in which `points` (0 or more) lie; the least of a band belongs to it."""
    return next(name for least, name in bands if points >= least)

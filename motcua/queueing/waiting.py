"""How long somebody will wait, told from today's calls alone, or not at all. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean, stdev

FEWEST, LATEST = 5, 20
"""How many gaps between calls an estimate needs, and of how many at most it is made."""

STANDSTILL = timedelta(minutes=30)
"""After so long without a call while people wait the pace of before says nothing."""

_SPREAD = 1.2816  # four of five waits lie between the bounds, if the gaps are like those before
_STEP = 5


@dataclass(frozen=True, slots=True)
class Called:
    """A call of the day: when, and since when its ticket was waiting (both aware)."""

    at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes, both multiples of five; `low` may be 0."""

    low: int
    high: int


def gaps(calls: Sequence[Called]) -> list[float]:
    """Minutes between calls while somebody waited throughout, the latest last.

    `calls` in the order of their time. A gap in which the line was empty for a while tells nothing about how
    fast people are served, and is left out.
    """
    return [
        (later.at - earlier.at).total_seconds() / 60
        for earlier, later in pairwise(calls)
        if later.since <= earlier.at
    ]


def estimate(ahead: int, calls: Sequence[Called], at: datetime) -> Estimate | None:
    """How long somebody waits from `at` on before whom `ahead` others are called; None when unknown.

    Unknown is: fewer than `FEWEST` gaps today, or no call for `STANDSTILL`. The bounds are those of a sum of
    `ahead + 1` gaps with the mean and spread of the latest ones, and of the mean's own error.
    """
    known = gaps(calls)[-LATEST:]
    if len(known) < FEWEST or at - calls[-1].at > STANDSTILL:
        return None
    count = ahead + 1
    middle = count * fmean(known)
    width = _SPREAD * stdev(known) * math.sqrt(count + count * count / len(known))
    low, high = max(0.0, middle - width), middle + width
    return Estimate(_STEP * math.floor(low / _STEP), max(_STEP, _STEP * math.ceil(high / _STEP)))

"""How many answers are needed. Every size is rounded up and never larger than its population."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, sqrt

from motcua.surveys.distributions import normal_quantile
from motcua.surveys.problems import ChoiceError


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What makes a sample say less than its number of answers, or fewer answers come back than were asked.

    `design_effect`: variance over that of a simple random sample; clusters of b rows with intra-class
    correlation ρ have 1 + (b − 1)ρ. `response`: share of those drawn who answer.
    """

    design_effect: float = 1.0
    response: float = 1.0

    def __post_init__(self) -> None:
        if self.design_effect <= 0 or not 0 < self.response <= 1:
            raise ChoiceError(
                "Hệ số thiết kế phải dương; tỷ lệ trả lời nằm giữa 0 và 1.",
                "A design effect is positive; the response lies between 0 and 1.",
            )


PLAIN = Circumstances()


def slovin(population: int, error: float = 0.05) -> int:
    """N / (1 + N·e²), the size of the national guidance (domain.md 5.4): a share near one half, at 95%, to
    within ±e, from a simple random sample without clusters or groups."""
    _check(error, population)
    return ceil(population / (1 + population * error * error) - 1e-9)


def for_share(
    error: float,
    *,
    share: float = 0.5,
    level: float = 0.95,
    population: int | None = None,
    circumstances: Circumstances = PLAIN,
) -> int:
    """How many to draw so that the interval of a share near `share` reaches ±`error` at `level`."""
    _check(error, population)
    return for_mean(
        error,
        deviation=sqrt(share * (1 - share)),
        level=level,
        population=population,
        circumstances=circumstances,
    )


def for_mean(
    error: float,
    *,
    deviation: float,
    level: float = 0.95,
    population: int | None = None,
    circumstances: Circumstances = PLAIN,
) -> int:
    """How many to draw so that the interval of a mean reaches ±`error`, with `deviation` between people."""
    z = normal_quantile((1 + level) / 2)
    return _drawn(z * z * deviation * deviation / (error * error), population, circumstances)


def for_difference(
    first: float,
    second: float,
    *,
    power: float = 0.8,
    level: float = 0.95,
    population: int | None = None,
    circumstances: Circumstances = PLAIN,
) -> int:
    """How many to draw in each of two groups so that shares `first` and `second` are told apart, two-sided at
    `level`, with probability `power` (Fleiss 1981, 3.2, without continuity correction)."""
    _check(abs(first - second), population)
    middle = (first + second) / 2
    reach = normal_quantile((1 + level) / 2) * sqrt(2 * middle * (1 - middle))
    reach += normal_quantile(power) * sqrt(first * (1 - first) + second * (1 - second))
    return _drawn((reach / (first - second)) ** 2, population, circumstances)


def for_domains(
    populations: Mapping[str, int],
    error: float,
    *,
    share: float = 0.5,
    level: float = 0.95,
    circumstances: Circumstances = PLAIN,
) -> dict[str, int]:
    """How many to draw in each domain when each is to be reported with ±`error` on its own."""
    return {
        name: for_share(error, share=share, level=level, population=count, circumstances=circumstances)
        for name, count in populations.items()
    }


def _drawn(infinite: float, population: int | None, circumstances: Circumstances) -> int:
    answers = infinite * circumstances.design_effect
    if population is not None:
        answers = answers / (1 + (answers - 1) / population) if answers > 1 else answers
    drawn = ceil(answers / circumstances.response - 1e-9)
    return drawn if population is None else min(drawn, population)


def _check(error: float, population: int | None) -> None:
    if not 0 < error < 1:
        raise ChoiceError("Sai số phải nằm giữa 0 và 1.", "The error lies between 0 and 1.")
    if population is not None and population < 1:
        raise ChoiceError("Tổng thể phải có ít nhất một đơn vị.", "A population has at least one unit.")

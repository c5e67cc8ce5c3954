"""How long people waited and were served on a day: counts, median and the ninth decile. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Course:
    """One ticket: time until its first call and time served, None where that did not happen."""

    waited: timedelta | None
    served: timedelta | None


@dataclass(frozen=True, slots=True)
class Measures:
    """Tickets given out, called, served to the end; half and nine tenths of them took at most so long."""

    issued: int
    called: int
    served: int
    waited_median: timedelta | None
    waited_p90: timedelta | None
    served_median: timedelta | None
    served_p90: timedelta | None


def share(times: Sequence[timedelta], tenths: int) -> timedelta | None:
    """The shortest of `times` within which at least `tenths` tenths of them lie; None when there are none.

    As PostgreSQL's percentile_disc: always one of the measured times.
    """
    if not times:
        return None
    return sorted(times)[max(0, -(-len(times) * tenths // 10) - 1)]


def measures(courses: Iterable[Course]) -> Measures:
    """The figures of `courses`; whoever still waits counts as given out alone."""
    known = list(courses)
    waited = [one.waited for one in known if one.waited is not None]
    served = [one.served for one in known if one.served is not None]
    return Measures(
        issued=len(known),
        called=len(waited),
        served=len(served),
        waited_median=share(waited, 5),
        waited_p90=share(waited, 9),
        served_median=share(served, 5),
        served_p90=share(served, 9),
    )

"""Running sums along a calendar, so that a far due date costs as little as a near one. Pure.

The sum of an amount (working days, or working time) over all days before a day is that of the weekly hours,
a matter of one division, plus the corrections of the days off and make-up days before it, a matter of one
bisection. Both can be turned round: which day brings the sum up to a wanted value.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

TWO_YEARS = 731
"""Days; where no working day follows for longer, nothing can be due."""


class Sums:
    """Sums over the days before a day, for one amount per day.

    `weeks`: for each period of weekly hours the amounts of Monday to Sunday; `borders`: the ordinals of the
    periods' first days, the first of them 1; `special`: amounts of single days by ordinal.
    """

    __slots__ = ("_borders", "_corrections", "_days", "_gaps", "_reached", "_shifts", "_starts", "_weeks")

    def __init__(
        self, weeks: Sequence[Sequence[int]], borders: Sequence[int], special: Mapping[int, int]
    ) -> None:
        self._weeks = [list(accumulate(week, initial=0)) for week in weeks]
        self._borders = borders
        self._starts = [0]  # the weekly hours' sum at each border
        self._shifts = [0]
        for period, border in enumerate(borders[1:], start=1):
            self._starts.append(self._shifts[-1] + _since_year_1(self._weeks[period - 1], border))
            self._shifts.append(self._starts[-1] - _since_year_1(self._weeks[period], border))
        self._days = sorted(special)
        self._corrections = [0]
        self._reached = []  # the sum up to and including each special day
        for day in self._days:
            week = self._weeks[self._period(day)]
            usual = week[(day - 1) % 7 + 1] - week[(day - 1) % 7]
            self._reached.append(self._usual(day) + self._corrections[-1] + special[day])
            self._corrections.append(self._corrections[-1] + special[day] - usual)
        self._gaps: list[tuple[int, int]] | None = None

    def before(self, day: int) -> int:
        """The sum over all days before `day`."""
        return self._usual(day) + self._corrections[bisect_left(self._days, day)]

    def day_of(self, total: int) -> int | None:
        """The day that brings the sum up to `total` (>= 1), None when no day ever does."""
        place = bisect_left(self._reached, total)
        if place < len(self._days):
            day = self._days[place]
            if self.before(day) < total:
                return day
        return self._usual_day_of(total - self._corrections[place])

    def day_after(self, day: int, amount: int) -> tuple[int, int] | None:
        """The first day with a sum after `day` by whose end `amount` is used up, and what of it falls on it.

        None when there is none, or when two years on the way bring nothing.
        """
        begun = self.before(day + 1)
        wanted = begun + (amount or 1)
        found = self.day_of(wanted)
        if found is None or self._crosses_gap(day, begun, wanted):
            return None
        return found, amount and wanted - self.before(found)

    def _period(self, day: int) -> int:
        return bisect_right(self._borders, day) - 1 if len(self._borders) > 1 else 0

    def _usual(self, day: int) -> int:
        period = self._period(day)
        return self._shifts[period] + _since_year_1(self._weeks[period], day)

    def _usual_day_of(self, total: int) -> int | None:
        period = bisect_left(self._starts, total) - 1
        week = self._weeks[period]
        if not week[7]:
            return None
        number, rest = divmod(total - self._shifts[period] - 1, week[7])
        return number * 7 + bisect_left(week, rest + 1)

    def _crosses_gap(self, day: int, begun: int, wanted: int) -> bool:
        for last, following in self._long_gaps():
            total = self.before(last + 1)
            if begun <= total < wanted and following - max(last, day) > TWO_YEARS:
                return True
        return False

    def _long_gaps(self) -> list[tuple[int, int]]:
        """Working days (0: none before) and the ones that follow more than two years later."""
        if self._gaps is None and not self._may_have_gaps():
            self._gaps = []
        if self._gaps is None:
            # After its last working day every gap holds a special day or a border, or ends with one.
            marks = sorted({*self._days, *self._borders})
            self._gaps = []
            for total in sorted({self.before(mark) for mark in marks}):
                last = (self.day_of(total) or 0) if total else 0
                following = self.day_of(total + 1)
                if following and following - last > TWO_YEARS:
                    self._gaps.append((last, following))
        return self._gaps

    def _may_have_gaps(self) -> bool:
        """False where every week works, but for too few days off to empty the weeks of two years."""
        weeks_off = TWO_YEARS // 7 - 1
        crowded = (
            last - first <= TWO_YEARS for first, last in zip(self._days, self._days[weeks_off:], strict=False)
        )
        return any(crowded) or not all(week[7] for week in self._weeks)


def _since_year_1(week: Sequence[int], day: int) -> int:
    """The sum over the days before `day`, had every week since the year 1 been `week` (running sums)."""
    number, offset = divmod(day - 1, 7)
    return number * week[7] + week[offset]

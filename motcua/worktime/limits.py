"""Limits as people write them: `30 min`, `4 h`, `same_day`, `1.5 wd`, `15 d`, `2 mo`. Pure; domain.md 3.6."""

import re
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from motcua.worktime.calendars import HOUR, MINUTE
from motcua.worktime.errors import BadLimit, NegativeLimit

_LIMIT = re.compile(r"(?P<minus>-?)(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[a-z]+)", re.ASCII)
_LONGEST = 40  # characters; more than any number that leads to a date before the year 10000


class Unit(StrEnum):
    """What a limit counts."""

    MINUTES = "min"
    HOURS = "h"
    SAME_DAY = "same_day"
    WORKING_DAYS = "wd"
    CALENDAR_DAYS = "d"
    MONTHS = "mo"

    @property
    def is_running_time(self) -> bool:
        """Whether the limit runs through sessions and is compared by instant (statistics.md 1)."""
        return self in (Unit.MINUTES, Unit.HOURS)


class Mode(StrEnum):
    """How working days end: at the same clock time, or at the end of the day (domain.md 3.6)."""

    SAME_CLOCK = "same_clock"
    END_OF_DAY = "end_of_day"


class Limit(NamedTuple):
    """An amount of a unit. `whole` and `share` are the whole days and the fraction of a day.

    `time` is the working time of minutes and hours in whole microseconds, a part of one rounded up.
    """

    unit: Unit
    amount: Fraction
    whole: int
    share: Fraction
    time: int

    @classmethod
    def of(cls, amount: int | Fraction, unit: Unit) -> "Limit":
        """`amount` of `unit`. Raises NegativeLimit, and BadLimit for a part of a calendar day or month."""
        exact = Fraction(amount)
        if exact < 0:
            raise NegativeLimit(f"a limit is never negative: {_number(exact)} {unit}")
        whole, share = int(exact), exact - int(exact)
        if share and unit in (Unit.CALENDAR_DAYS, Unit.MONTHS):
            raise BadLimit(f"calendar days and months are whole: {_number(exact)} {unit}")
        size = {Unit.MINUTES: MINUTE, Unit.HOURS: HOUR}.get(unit, 0)
        return cls(unit, exact, whole, share, -int(-exact * size // 1))

    def __str__(self) -> str:
        return "same_day" if self.unit is Unit.SAME_DAY else f"{_number(self.amount)} {self.unit}"


SAME_DAY = Limit(Unit.SAME_DAY, Fraction(0), 0, Fraction(0), 0)


@lru_cache(maxsize=4096)
def parse_limit(text: str) -> Limit:
    """The limit that `text` names: a number, a unit (`min`, `h`, `wd`, `d`, `mo`), or `same_day`.

    Minutes, hours and working days may have decimals. Raises NegativeLimit, and BadLimit for anything else
    that is no limit.

    >>> str(parse_limit("1.5 wd")), str(parse_limit("same_day"))
    ('1.5 wd', 'same_day')
    """
    stripped = text.strip()
    if stripped == Unit.SAME_DAY:
        return SAME_DAY
    found = _LIMIT.fullmatch(stripped) if len(stripped) <= _LONGEST else None
    if not found or found["unit"] not in (Unit.MINUTES, Unit.HOURS, *_DAYS):
        raise BadLimit(
            f"{stripped[:_LONGEST]!r} is no limit; write 30 min, 4 h, same_day, 3 wd, 1.5 wd, 15 d or 2 mo"
        )
    return Limit.of(Fraction(found["minus"] + found["number"]), Unit(found["unit"]))


_DAYS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS)


def _number(amount: Fraction) -> str:
    """`amount` as a decimal number, or as a fraction where it has none that ends."""
    if amount.denominator == 1:
        return str(amount.numerator)
    for digits in range(1, 40):
        shifted = amount * 10**digits
        if shifted.denominator == 1:
            sign, text = ("-" if amount < 0 else ""), str(abs(shifted.numerator)).rjust(digits + 1, "0")
            return f"{sign}{text[:-digits]}.{text[-digits:]}"
    return str(amount)

"""Dates, times, numbers and limits in the words of Vietnamese papers. Pure.

NĐ 30/2020 (domain.md 1.7): days below 10 and the months 1 and 2 take a leading zero, other months do not.
"""

from datetime import date, datetime

from motcua.lib.times import LOCAL
from motcua.worktime.limits import Limit, Unit

_UNITS = {
    Unit.MINUTES: "phút",
    Unit.HOURS: "giờ làm việc",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.MONTHS: "tháng",
}


def two_digits(number: int) -> str:
    """A number below 10 with a leading zero, as NĐ 30/2020 writes numbers of documents.

    >>> two_digits(7), two_digits(123)
    ('07', '123')
    """
    return f"{number:02d}"


def day_in_words(on: date) -> str:
    """A day as forms write it out.

    >>> day_in_words(date(2021, 1, 5)), day_in_words(date(2020, 5, 29))
    ('ngày 05 tháng 01 năm 2021', 'ngày 29 tháng 5 năm 2020')
    """
    month = two_digits(on.month) if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def place_and_day(place: str, on: date) -> str:
    """The line of place and date under the national motto.

    >>> place_and_day("Yên Châu", date(2021, 1, 5))
    'Yên Châu, ngày 05 tháng 01 năm 2021'
    """
    return f"{place}, {day_in_words(on)}"


def time_in_words(at: datetime) -> str:
    """An aware time, in Asia/Ho_Chi_Minh, as the receipt writes it; the day is `day_in_words`.

    >>> time_in_words(datetime(2020, 5, 29, 15, 30, tzinfo=LOCAL))
    '15 giờ 30 phút, ngày 29 tháng 5 năm 2020'
    """
    local = at.astimezone(LOCAL)
    return f"{local:%H} giờ {local:%M} phút, {day_in_words(local.date())}"


def short_day(on: date) -> str:
    """A day in a table's cell: `05/01/2021`."""
    return f"{on.day:02d}/{on.month:02d}/{on.year:04d}"


def short_time(at: datetime) -> str:
    """An aware time in a table's cell, in Asia/Ho_Chi_Minh: `15:30 05/01/2021`."""
    local = at.astimezone(LOCAL)
    return f"{local:%H:%M} {short_day(local.date())}"


def authority_lines(title: str, *, committee: bool) -> tuple[str, ...]:
    """The lines above the name of whoever signs by `title`; of a `committee` in its name (domain.md 1.7).

    >>> authority_lines("Phó Chủ tịch UBND", committee=True)
    ('TM. Ủy ban nhân dân', 'KT. Chủ tịch', 'Phó Chủ tịch')
    >>> authority_lines("Phó Trưởng phòng", committee=False)
    ('KT. Trưởng phòng', 'Phó Trưởng phòng')
    """
    title = title.removesuffix(" UBND")
    deputy = (f"KT. {title.removeprefix('Phó ')}",) if title.startswith("Phó ") else ()
    return (("TM. Ủy ban nhân dân",) if committee else ()) + (*deputy, title)


def limit_in_words(limit: Limit) -> str:
    """A limit as the receipt states it; a decimal comma parts fractions.

    >>> from motcua.worktime.limits import parse_limit
    >>> [limit_in_words(parse_limit(t)) for t in ("3 wd", "1.5 wd", "30 min", "same_day", "2 mo")]
    ['03 ngày làm việc', '1,5 ngày làm việc', '30 phút', 'trong ngày làm việc', '02 tháng']
    """
    if limit.unit is Unit.SAME_DAY:
        return "trong ngày làm việc"
    number, _unit = str(limit).split(" ")
    padded = two_digits(int(number)) if number.isdecimal() else number.replace(".", ",")
    return f"{padded} {_UNITS[limit.unit]}"

"""Why a due date is what it is, in words that an applicant understands, in Vietnamese and English. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from motcua.worktime import facts as f
from motcua.worktime.calc import Due
from motcua.worktime.calendars import Note, clock
from motcua.worktime.limits import Limit, Mode, Unit

Language = Literal["vi", "en"]
_PLURAL = re.compile(r"\b(minute|hour|day|month)s\b")


@dataclass(frozen=True, slots=True)
class Explanation:
    """The same explanation in both languages."""

    vi: str
    en: str

    def as_json(self) -> dict[str, str]:
        """`{"vi": .., "en": ..}`"""
        return {"vi": self.vi, "en": self.en}


class Words(NamedTuple):
    """The texts of one language."""

    weekdays: tuple[str, ...]
    limits: dict[Unit | Mode, str]
    outside: dict[str, str]
    facts: dict[type[Any], str]
    received: str
    skipped: str
    joined: str
    rounded: str
    weekend: str
    rest: str
    off: str
    due: str


_VI = Words(
    weekdays=("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    limits={
        Unit.MINUTES: "{} phút làm việc",
        Unit.HOURS: "{} giờ làm việc",
        Unit.SAME_DAY: "trả trong ngày",
        Mode.END_OF_DAY: "{} ngày làm việc không kể ngày nhận, đến cuối giờ làm việc",
        Mode.SAME_CLOCK: "{} ngày làm việc tính theo giờ nhận",
        Unit.CALENDAR_DAYS: "{} ngày không kể ngày nhận, đến cuối giờ làm việc",
        Unit.MONTHS: "{} tháng, đến cuối giờ làm việc",
    },
    outside={
        "before": "trước giờ làm việc nên tính từ {}",
        "between": "giữa hai buổi làm việc nên tính từ {}",
        "after": "sau giờ làm việc nên tính từ {}",
        "off": "là ngày nghỉ nên tính từ {}",
        "rest": "là ngày nghỉ hằng tuần nên tính từ {}",
        "note": "là ngày nghỉ ({note}) nên tính từ {}",
    },
    facts={
        f.AfterCutOff: "sau 15:00 nên tính sang ngày làm việc tiếp theo",
        f.ReceptionOnly: "trong buổi chỉ tiếp nhận",
        f.RestDays: "{} ngày nghỉ hằng tuần",
        f.MakeUp: "có làm việc {}",
        f.Rolled: "ngày cuối {} là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo",
        f.MonthEnd: "tháng cuối không có ngày {} nên lấy ngày cuối tháng",
        f.ClockNotWorked: "{} không phải giờ làm việc của ngày đó nên lấy cuối giờ làm việc",
        f.NotKnownYet: "lịch nghỉ năm {} chưa có nên ngày này còn có thể thay đổi",
    },
    received="Nhận {}",
    skipped="bỏ qua {}",
    joined="và",
    rounded="{} làm tròn thành {}",
    weekend="cuối tuần",
    rest="nghỉ hằng tuần",
    off="ngày nghỉ",
    due="hẹn trả {}",
)

_EN = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    limits={
        Unit.MINUTES: "{} working minutes",
        Unit.HOURS: "{} working hours",
        Unit.SAME_DAY: "within the day",
        Mode.END_OF_DAY: "{} working days after the day of receipt, until the office closes",
        Mode.SAME_CLOCK: "{} working days from the time of receipt",
        Unit.CALENDAR_DAYS: "{} days after the day of receipt, until the office closes",
        Unit.MONTHS: "{} months, until the office closes",
    },
    outside={
        "before": "before office hours, so it counts from {}",
        "between": "between two sessions, so it counts from {}",
        "after": "after office hours, so it counts from {}",
        "off": "a day off, so it counts from {}",
        "rest": "a day of weekly rest, so it counts from {}",
        "note": "a day off ({note}), so it counts from {}",
    },
    facts={
        f.AfterCutOff: "after 15:00, so it counts for the next working day",
        f.ReceptionOnly: "in a session of reception only",
        f.RestDays: "{} days of weekly rest",
        f.MakeUp: "{} is worked",
        f.Rolled: "the last day {} is off, so the end moves to the next working day",
        f.MonthEnd: "the last month has no day {}, so its last day is taken",
        f.ClockNotWorked: "{} is not worked on that day, so its closing time is taken",
        f.NotKnownYet: "the days off of {} are not decided yet, so this date may still move",
    },
    received="Received {}",
    skipped="skipped: {}",
    joined="and",
    rounded="{} rounded up to {}",
    weekend="weekend",
    rest="weekly rest",
    off="day off",
    due="due {}",
)


def explain(due: Due) -> Explanation:
    """The explanation of `due` in both languages."""
    found = f.facts(due)
    return Explanation(in_words(due, found, "vi"), in_words(due, found, "en"))


def in_words(due: Due, found: list[f.Fact], language: Language) -> str:
    """The facts of `due` as one sentence that ends with the due date after an arrow."""
    words = _VI if language == "vi" else _EN
    received = words.received.format(_moment(due.received_at.astimezone(due.at.tzinfo), words))
    skipped = [_fact(x, words) for x in found if isinstance(x, f.DaysOff | f.RestDays)]
    at_start = (f.Outside, f.AfterCutOff, f.ReceptionOnly)
    parts = [
        ", ".join([received, *(_fact(x, words) for x in found if isinstance(x, at_start))]),
        _limit(due.limit, due.mode, words, language),
        *([words.skipped.format(_listed(skipped, words))] if skipped else []),
        *(_fact(x, words) for x in found if not isinstance(x, (*at_start, f.DaysOff, f.RestDays))),
    ]
    return f"{'; '.join(parts)} → {words.due.format(_moment(due.at, words))}."


def _limit(limit: Limit, mode: Mode, words: Words, language: Language) -> str:
    number = str(limit).partition(" ")[0]
    if language == "vi":
        number = number.replace(".", ",")
    if limit.unit is not Unit.WORKING_DAYS:
        return _counted(words.limits[limit.unit], number, language)
    if mode is Mode.END_OF_DAY and limit.share:
        number = words.rounded.format(number, limit.whole + 1)
    return _counted(words.limits[mode], number, language)


def _counted(text: str, number: str, language: Language) -> str:
    """English has a singular; Vietnamese does well without."""
    if language == "en" and number == "1":
        text = _PLURAL.sub(r"\1", text, count=1)
    return text.format(number)


def _fact(fact: f.Fact, words: Words) -> str:
    if isinstance(fact, f.Outside):
        return _outside(fact, words)
    if isinstance(fact, f.DaysOff):
        return f"{_days(fact.first, fact.last)} ({_reason(fact, words)})"
    text = words.facts[type(fact)]
    if isinstance(fact, f.MakeUp):
        note = f" ({_named(fact.note, words)})" if fact.note else ""
        return text.format(_days(fact.on, fact.on) + note)
    if isinstance(fact, f.Rolled):
        return text.format(_days(fact.ends_on, fact.ends_on))
    if isinstance(fact, f.ClockNotWorked):
        return text.format(clock(fact.clock))
    return text.format(*fact)


def _outside(fact: f.Outside, words: Words) -> str:
    start = _moment(fact.starts_at, words)
    if fact.note:
        return words.outside["note"].format(start, note=_named(fact.note, words))
    return words.outside[fact.why].format(start)


def _reason(days: f.DaysOff, words: Words) -> str:
    if days.note:
        return _named(days.note, words)
    if not days.is_rest:
        return words.off
    return words.weekend if days.first.weekday() >= 5 and days.last.weekday() >= 5 else words.rest


def _named(note: Note, words: Words) -> str:
    """The day's name, with its document where somebody decided it for this year alone."""
    name = note.name_vi if words is _VI else note.name_en
    return f"{name}, {note.document}" if note.document and note.kind in ("swap", "other") else name


def _listed(items: list[str], words: Words) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {words.joined} {items[-1]}"


def _moment(at: datetime, words: Words) -> str:
    return f"{clock(f.time_of_day(at))} {words.weekdays[at.weekday()]} {at:%d/%m/%Y}"


def _days(first: date, last: date) -> str:
    if first == last:
        return f"{first.day}/{first.month}"
    if first.month == last.month:
        return f"{first.day}–{last.day}/{last.month}"
    return f"{first.day}/{first.month}–{last.day}/{last.month}"

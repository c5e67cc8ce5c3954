"""What an applicant reads: why the promise is this one, in both languages."""

from datetime import date

import pytest

from motcua.lib.times import parse_time
from motcua.worktime import facts as f
from motcua.worktime.calc import due
from motcua.worktime.documents import calendar_from
from motcua.worktime.explain import explain
from motcua.worktime.limits import Mode, parse_limit
from motcua.worktime.vietnam import default_calendar

USUAL = ["07:30-11:30", "13:00-17:00"]
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), USUAL)


def words(received, limit, mode=Mode.END_OF_DAY, calendar=None):
    return explain(due(calendar or default_calendar(), parse_time(received), parse_limit(limit), mode))


def test_the_whole_sentence():
    both = words("2020-04-29T16:00", "same_day")
    assert both.vi == (
        "Nhận 16:00 Thứ Tư 29/04/2020, sau 15:00 nên tính sang ngày làm việc tiếp theo; trả trong ngày; "
        "bỏ qua 30/4 (Ngày Chiến thắng), 1/5 (Ngày Quốc tế Lao động) và 2–3/5 (cuối tuần) "
        "→ hẹn trả 17:00 Thứ Hai 04/05/2020."
    )
    assert both.en == (
        "Received 16:00 Wednesday 29/04/2020, after 15:00, so it counts for the next working day; "
        "within the day; skipped: 30/4 (Victory Day), 1/5 (International Labour Day) and 2–3/5 (weekend) "
        "→ due 17:00 Monday 04/05/2020."
    )
    assert both.as_json() == {"vi": both.vi, "en": both.en}


CLOSED_THURSDAY = {"sessions": WEEK, "off": ["2025-06-05"]}


@pytest.mark.parametrize(
    ("received", "limit", "mode", "document", "vi", "en"),
    [
        (
            "2025-06-02T06:00",
            "1 h",
            "end_of_day",
            None,
            "trước giờ làm việc nên tính từ 07:30 Thứ Hai",
            "before office",
        ),
        (
            "2025-06-02T12:00",
            "1 h",
            "end_of_day",
            None,
            "giữa hai buổi làm việc nên tính từ 13:00",
            "between two",
        ),
        (
            "2025-06-02T17:00",
            "1 h",
            "end_of_day",
            None,
            "sau giờ làm việc nên tính từ 07:30 Thứ Ba",
            "after office",
        ),
        (
            "2025-06-07T09:00",
            "1 h",
            "end_of_day",
            None,
            "là ngày nghỉ hằng tuần nên tính từ",
            "a day of weekly rest",
        ),
        (
            "2025-09-02T09:00",
            "1 h",
            "end_of_day",
            None,
            "là ngày nghỉ (Quốc khánh) nên",
            "a day off (National Day)",
        ),
        (
            "2025-06-05T09:00",
            "1 h",
            "end_of_day",
            CLOSED_THURSDAY,
            "là ngày nghỉ nên tính từ",
            "a day off, so it",
        ),
        (
            "2025-06-04T09:00",
            "2 wd",
            "end_of_day",
            CLOSED_THURSDAY,
            "5/6 (ngày nghỉ) và 7–8/6 (cuối",
            "5/6 (day off) and",
        ),
        (
            "2024-04-26T10:00",
            "5 wd",
            "end_of_day",
            None,
            "có làm việc 4/5 (làm bù ngày 29/04/2024, Công",
            "is worked",
        ),
        (
            "2024-04-26T10:00",
            "5 wd",
            "end_of_day",
            None,
            "29/4 (hoán đổi ngày làm việc, Công văn",
            "29/4 (exchanged",
        ),
        (
            "2020-01-10T09:00",
            "15 d",
            "end_of_day",
            None,
            "ngày cuối 25/1 là ngày nghỉ nên chuyển",
            "last day 25/1 is off",
        ),
        (
            "2024-01-31T09:00",
            "1 mo",
            "end_of_day",
            None,
            "không có ngày 31 nên lấy ngày cuối",
            "has no day 31",
        ),
        (
            "2025-06-02T09:00",
            "1.5 wd",
            "end_of_day",
            None,
            "1,5 làm tròn thành 2 ngày làm việc",
            "1.5 rounded up to 2",
        ),
        (
            "2025-06-02T09:00",
            "1 wd",
            "same_clock",
            None,
            "1 ngày làm việc tính theo giờ nhận",
            "; 1 working day from",
        ),
        (
            "2026-12-30T09:00",
            "5 wd",
            "end_of_day",
            None,
            "lịch nghỉ năm 2027 chưa có",
            "of 2027 are not decided",
        ),
        (
            "2025-06-02T09:00",
            "90 wd",
            "end_of_day",
            None,
            "bỏ qua 1–2/9 (Quốc khánh) và 36 ngày nghỉ hằng tuần",
            "36 days",
        ),
    ],
)
def test_what_is_said(received, limit, mode, document, vi, en):
    both = words(received, limit, Mode(mode), document and calendar_from(document))
    assert vi in both.vi
    assert en in both.en


def test_a_clock_time_that_is_not_worked_and_reception_only_are_said():
    calendar = calendar_from(
        {"sessions": WEEK, "makeup": {"2025-06-07": ["07:30-11:30"]}, "reception": {"sun": ["08:00-10:00"]}}
    )
    clamped = words("2025-06-06T16:00", "1 wd", Mode.SAME_CLOCK, calendar)
    assert "16:00 không phải giờ làm việc của ngày đó" in clamped.vi
    assert "có làm việc 7/6" in clamped.vi
    assert "trong buổi chỉ tiếp nhận" in words("2025-06-08T08:30", "1 h", calendar=calendar).vi


def test_nothing_is_said_of_days_that_do_not_matter():
    both = words("2025-06-02T09:00", "4 h")
    assert both.vi == "Nhận 09:00 Thứ Hai 02/06/2025; 4 giờ làm việc → hẹn trả 14:30 Thứ Hai 02/06/2025."
    assert both.en == "Received 09:00 Monday 02/06/2025; 4 working hours → due 14:30 Monday 02/06/2025."
    assert "bỏ qua" not in words("2025-06-02T09:00", "14 d").vi


def test_facts_are_values():
    found = f.facts(due(default_calendar(), parse_time("2024-04-26T10:00"), parse_limit("4 wd")))
    first, swap, *_, made_up = found
    assert first == f.DaysOff(date(2024, 4, 27), date(2024, 4, 28), True, None)
    assert swap.note.document.startswith("Công văn số 2450/VPCP-KGVX")
    assert swap.note.verified
    assert isinstance(made_up, f.MakeUp)
    assert made_up.on == date(2024, 5, 4)


def test_a_day_that_ends_at_midnight_belongs_to_itself():
    night = calendar_from({"sessions": {day: ["16:00-24:00"] for day in WEEK}})
    at = due(night, parse_time("2025-06-06T17:00"), parse_limit("0 wd"))
    assert f.due_day(at) == date(2025, 6, 6)
    assert f.facts(at) == []

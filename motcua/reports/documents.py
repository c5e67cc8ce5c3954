"""The reports themselves: form II.06a, the list behind a figure, the published sentence.

Each is given as a JSON document and as a sheet; how they are counted stands in `counts` and `form06a`.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from motcua.lib.times import LOCAL
from motcua.reports import counts, form06a
from motcua.reports.facts import Facts, Period
from motcua.reports.form06a import COLUMNS, MEMO, Convention
from motcua.reports.queries import Group, Listed, Scope, groups, listed
from motcua.reports.sheets import Sheet

FIGURES = (*COLUMNS, *counts.SINGLE, *counts.SUMS)
"""Every figure that has a list: columns, counts, sums and the parts of the sentence."""

_STANDING = {
    "early": "trước hạn",
    "on_time": "đúng hạn",
    "late": "quá hạn",
    "within_time": "chưa đến hạn",
    "overdue": "quá hạn",
    "no_due_date": "không có hạn",
}
_OUTCOME = {
    "ready": "đã giải quyết",
    "refused": "từ chối giải quyết",
    "withdrawn": "rút hồ sơ",
    "stopped": "dừng giải quyết",
}
_WAITING = {"supplement": "chờ bổ sung", "payment": "chờ nghĩa vụ tài chính"}


def form(scope: Scope, convention: Convention) -> dict[str, Any]:
    """Form II.06a: `{"rows": [{"field", "unit", "c3".. "c13", "memo"}], "total": {"c3".., "memo"}}`.

    `unit` is the code of the agency. Rows whose figures are all zero are left out.
    """
    found = groups(scope)
    rows = [{"field": g.field, "unit": g.unit.code, **_figures(g.tally, convention)} for g in found]
    total = [entry for group in found for entry in group.tally]
    return {"rows": [row for row in rows if _says_something(row)], "total": _figures(total, convention)}


def _figures(tally: Sequence[tuple[Facts, int]], convention: Convention) -> dict[str, Any]:
    single = counts.count(tally)
    return {**form06a.columns(single, convention), "memo": form06a.memo(single)}


def _says_something(row: dict[str, Any]) -> bool:
    return any(row[name] for name in COLUMNS) or any(row["memo"].values())


def form_sheet(scope: Scope, convention: Convention, document: dict[str, Any]) -> Sheet:
    """The form as a table: number, field, unit, columns 3 to 13, the memo; the total in the last row."""
    rows = [
        [number, row["field"], row["unit"], *_values(row)]
        for number, row in enumerate(document["rows"], start=1)
    ]
    total = ["", "Tổng số", "", *_values(document["total"])]
    titles = [f"({name[1:]}) {words}" for name, words in COLUMNS.items()]
    return Sheet(
        [
            "Biểu số II.06a/VPCP/KSTT",
            "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
            f"Đơn vị báo cáo: {scope.unit.name if scope.unit else 'tất cả đơn vị'}",
            f"Kỳ báo cáo: {period_in_words(scope.period)}. Quy ước {convention}.",
            "Đơn vị tính: Số hồ sơ TTHC",
        ],
        ["TT", "Lĩnh vực", "Đơn vị", *titles, *MEMO.values()],
        [*rows, total],
    )


def _values(figures: dict[str, Any]) -> list[int]:
    return [*(figures[name] for name in COLUMNS), *(figures["memo"][name] for name in MEMO)]


def dossiers_behind(scope: Scope, name: str, convention: Convention) -> list[Listed]:
    """The dossiers that the figure `name` counts. Raises KeyError for a name that is none."""
    return list(listed(scope, counts.conditions(name, form06a.SUMS[convention])))


def list_document(name: str, dossiers: Sequence[Listed]) -> dict[str, Any]:
    """`{"figure", "count", "dossiers": [{"code", "procedure", "field", "unit", ...}]}`; no personal data."""
    return {
        "figure": name,
        "count": len(dossiers),
        "dossiers": [
            {
                "code": d.code,
                "procedure": d.procedure,
                "field": d.field,
                "unit": d.unit.code,
                "channel": d.facts.channel,
                "received_at": d.received_at,
                "due_at": d.due_at,
                "closed_at": d.closed_at,
                "outcome": d.facts.outcome,
                "standing": d.facts.standing,
                "waiting": d.facts.waiting,
            }
            for d in dossiers
        ],
    }


def list_sheet(scope: Scope, name: str, dossiers: Sequence[Listed]) -> Sheet:
    """The list as a table."""
    rows = [
        [
            number,
            d.code,
            d.procedure,
            d.field,
            d.unit.code,
            d.received_at,
            d.due_at,
            d.closed_at,
            _how_it_stands(d.facts),
        ]
        for number, d in enumerate(dossiers, start=1)
    ]
    words = COLUMNS.get(name, name)
    return Sheet(
        [
            f"Danh sách hồ sơ: {words} ({name}), {len(dossiers)} hồ sơ",
            f"Kỳ báo cáo: {period_in_words(scope.period)}",
        ],
        ["TT", "Mã hồ sơ", "Thủ tục", "Lĩnh vực", "Đơn vị", "Tiếp nhận", "Hạn", "Xong", "Tình trạng"],
        rows,
    )


def _how_it_stands(facts: Facts) -> str:
    if facts.received == "never":
        return "từ chối tiếp nhận" if facts.turned_away else "hướng dẫn hoàn thiện"
    said = (_OUTCOME.get(facts.outcome), _WAITING.get(facts.waiting), _STANDING.get(facts.standing))
    return ", ".join(words for words in said if words)


def summary(scope: Scope) -> dict[str, int]:
    """The figures of the published sentence: `brought` and what it splits into (statistics.md 2)."""
    found: list[Group] = groups(scope)
    return counts.sentence(counts.count(entry for group in found for entry in group.tally))


def sentence(scope: Scope, figures: dict[str, int]) -> str:
    """The published sentence in Vietnamese, with the numbers as Vietnamese writes them."""
    n = {name: f"{value:,}".replace(",", ".") for name, value in figures.items()}
    words = period_in_words(scope.period)
    who = scope.unit.name if scope.unit else "toàn bộ các đơn vị"
    return (
        f"{words[0].upper()}{words[1:]}, {who} tiếp nhận {n['brought']} hồ sơ; "
        f"đã giải quyết đúng và trước hạn {n['solved_in_time']} hồ sơ; "
        f"chưa đến hạn {n['not_yet_due']} hồ sơ; "
        f"từ chối, yêu cầu bổ sung {n['refused_or_supplement']} hồ sơ; "
        f"quá hạn {n['overdue']} hồ sơ; không có hạn {n['no_due_date']} hồ sơ."
    )


def period_in_words(period: Period) -> str:
    """`năm 2020` for a calendar year, else the first and the last day of the period."""
    first, last = period.start.astimezone(LOCAL), period.end.astimezone(LOCAL)
    midnight = (first.hour, first.minute, last.hour, last.minute) == (0, 0, 0, 0)
    first_days = (first.month, first.day, last.month, last.day) == (1, 1, 1, 1)
    if midnight and first_days and last.year == first.year + 1:
        return f"năm {first.year}"
    if midnight:
        return f"từ ngày {first:%d/%m/%Y} đến ngày {last - timedelta(days=1):%d/%m/%Y}"
    return f"từ {first:%H:%M %d/%m/%Y} đến trước {last:%H:%M %d/%m/%Y}"

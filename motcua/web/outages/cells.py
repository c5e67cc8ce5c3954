"""What people write in cells, read as what they mean: times, amounts, numbers, papers. Pure.

Each reader gives a value or raises BadCellError with what is wrong and what to do.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from motcua.dossiers.policies import ComponentRule, missing_components
from motcua.dossiers.values import Brought
from motcua.lib.text import nfc, search_key
from motcua.lib.times import LOCAL
from motcua.web.outages.reading import Cell, Is

_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_CLOCK = r"(?P<hour>\d{1,2})(?:\s*(?::|h|giờ)\s*(?P<minute>\d{1,2})?)(?::\d{1,2})?(?:\s*(?:phút|p))?"
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}[\s,]+(?:lúc\s+)?{_CLOCK}",
        rf"{_ISO}[\sT]+{_CLOCK}",
        rf"{_CLOCK}[\s,]+(?:ngày\s+)?{_DAY}",
        _CLOCK,
    )
)
_AMOUNT = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*|\d+")
_PAPER = re.compile(r"(\d{1,3})(?:\s*[x×*]\s*(\d{1,3}))?")
_ALL = {"du", "day du", "tat ca"}
_MOBILE = 9  # digits of a phone number of which a spreadsheet ate the nought
_CITIZEN = 11  # of a citizen's number, likewise
_LARGEST = 1_000_000_000


class BadCellError(ValueError):
    """The cell says nothing that can be used; the text says why and what to do."""


def taken_at(cell: Cell, began_at: datetime, ended_at: datetime) -> datetime:
    """The instant, in local time, that is written; of a clock time alone the day is that of the outage, when
    it lasted one day.
    """
    found = _written(cell)
    if isinstance(found, time):
        first, last = began_at.astimezone(LOCAL).date(), ended_at.astimezone(LOCAL).date()
        if first != last:
            raise BadCellError(_("Thiếu ngày. Hãy ghi cả ngày và giờ, ví dụ 02/06/2020 09:15."))
        found = datetime.combine(first, found)
    at = found.replace(tzinfo=LOCAL)
    if not began_at <= at <= ended_at:
        told = {"from": _clock(began_at), "to": _clock(ended_at)}
        raise BadCellError(
            _("Không nằm trong thời gian mất hệ thống, từ %(from)s đến %(to)s. Hãy xem lại giấy.") % told
        )
    return at


def _clock(at: datetime) -> str:
    return at.astimezone(LOCAL).strftime("%H:%M %d/%m/%Y")


def local_time(text: str) -> datetime:
    """The local instant that was typed: day and time."""
    found = _written(Cell(Is.TEXT, nfc(text)))
    if isinstance(found, time):
        raise BadCellError(_("Thiếu ngày. Hãy ghi cả ngày và giờ, ví dụ 02/06/2020 09:15."))
    return found.replace(tzinfo=LOCAL)


def _written(cell: Cell) -> datetime | time:
    if cell.kind == Is.DATE:
        at = datetime.fromisoformat(cell.text)
        if at.time() == time():
            raise BadCellError(_("Thiếu giờ. Hãy ghi cả giờ, ví dụ 02/06/2020 09:15."))
        return at
    if cell.kind == Is.TIME:
        return time.fromisoformat(cell.text)
    text = cell.text.lower()
    found = next((match for pattern in _TIMES if (match := pattern.fullmatch(text))), None)
    if found is None:
        raise BadCellError(_("Không đọc được thời gian. Hãy ghi như 02/06/2020 09:15."))
    return _time(found.groupdict())


def _time(said: Mapping[str, str | None]) -> datetime | time:
    try:
        clock = time(int(said["hour"] or 0), int(said["minute"] or 0))
        if "day" not in said:
            return clock
        day = date(int(said["year"] or 0), int(said["month"] or 0), int(said["day"] or 0))
    except ValueError:
        raise BadCellError(_("Không có ngày hoặc giờ này. Hãy xem lại.")) from None
    return datetime.combine(day, clock)


def amount(cell: Cell) -> int:
    """Whole đồng: `50.000`, `50 000 đ`, `50,000`, 50000."""
    text = cell.text.lower().removesuffix("đồng").removesuffix("vnđ").removesuffix("đ").strip()
    if not _AMOUNT.fullmatch(text):
        raise BadCellError(_("Không đọc được số tiền. Hãy ghi bằng chữ số, ví dụ 50000."))
    found = int(re.sub(r"[., ]", "", text))
    if found > _LARGEST:
        raise BadCellError(_("Số tiền quá lớn. Hãy xem lại."))
    return found


def id_number(cell: Cell) -> str:
    """As written; of a citizen's number kept as a number the nought that a spreadsheet ate is put back."""
    return f"0{cell.text}" if cell.kind == Is.NUMBER and len(cell.text) == _CITIZEN else cell.text


def phone(cell: Cell) -> str:
    """As written; of one kept as a number the nought in front is put back."""
    return f"0{cell.text}" if cell.kind == Is.NUMBER and len(cell.text) == _MOBILE else cell.text


def papers(cell: Cell, rules: Sequence[ComponentRule]) -> list[Brought]:
    """`đủ`: an original of every paper that must be there; else places in the published list, with how many
    originals of each: `1; 2; 4x3`.
    """
    if search_key(cell.text) in _ALL:
        return [Brought(rule.position, originals=1) for rule in missing_components(rules, ())]
    known = {rule.position for rule in rules}
    found: dict[int, Brought] = {}
    for part in re.split(r"[;,\n]+|\s+và\s+", cell.text.lower().strip("; ,")):
        read = _PAPER.fullmatch(part.strip())
        if read is None:
            raise BadCellError(
                _("Không đọc được “%(part)s”. Hãy ghi đủ, hoặc số thứ tự giấy tờ như 1; 2; 4x3.")
                % {"part": nfc(part)[:40]}
            )
        place, count = int(read[1]), int(read[2] or 1)
        if place not in known:
            raise BadCellError(
                _("Thủ tục này không có giấy tờ số %(place)s. Xem tờ Thủ tục.") % {"place": place}
            )
        if place in found or not count:
            raise BadCellError(_("Giấy tờ số %(place)s ghi sai hoặc hai lần.") % {"place": place})
        found[place] = Brought(place, originals=count)
    return list(found.values())

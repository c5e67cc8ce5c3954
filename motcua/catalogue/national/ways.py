"""The table "cách thức thực hiện": ways to apply, each a channel × limit × fee × description.

A row begins where channel, limit and fee follow each other without a gap. That is exact: a channel named in a
description is never followed by a limit and a fee in the cells' own wording.
"""

import re
from dataclasses import dataclass

from motcua.catalogue.national.fees import CURRENCIES, FREE, PRICED, Fee, FeeKind, read_fee, split_note
from motcua.catalogue.national.limits import COUNTED, WORDED, Limit, LimitKind, read_limit
from motcua.catalogue.national.table import NO_INFORMATION, Reason, Table, kept_whole

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"
CHANNELS = {"Trực tiếp": "direct", "Trực tuyến": "online", "Dịch vụ bưu chính": "post"}

_CHANNEL = "(?P<channel>" + "|".join(CHANNELS) + ")"
_WORDED_FEE = f"{FREE}|{NO_INFORMATION}"
_FEE = f"{_WORDED_FEE}|{PRICED}"
_GLUED = rf"(?P<glued>\d[\d.,]* (?:{'|'.join(CURRENCIES)}))"
# A limit in words that this module doesn't know: taken only as the first row of a table, and short.
_UNKNOWN_LIMIT = re.compile(rf"{_CHANNEL}(?P<limit>[^\n]{{1,160}}?)(?P<fee>{_FEE})")


@dataclass(frozen=True, slots=True)
class Way:
    """One row; the texts, put together, are its source."""

    channel_text: str
    limit: Limit
    fee: Fee
    description: str
    unsure: tuple[Reason, ...] = ()

    @property
    def channel(self) -> str:
        """`direct`, `online` or `post`."""
        return CHANNELS[self.channel_text]

    @property
    def source(self) -> str:
        return self.channel_text + self.limit.text + self.fee.text + self.fee.note + self.description


def parse_ways(text: str) -> Table[Way]:
    """The rows of the table; never raises. A table of which some row has a limit glued to its fee is taken
    apart all the same, and that row says so."""
    if not text.startswith(HEADER):
        bare = "" if text.strip() == NO_INFORMATION else text
        return kept_whole(bare, Reason.NO_HEADER, trailer="" if bare else text)
    body = text[len(HEADER) :]
    starts = _row_starts(body)
    if not starts or starts[0].start() != 0:
        return kept_whole(body, Reason.NO_FIRST_ROW, header=HEADER)
    ends = [start.start() for start in starts[1:]] + [len(body)]
    rows = (_row(start, body[start.end() : end]) for start, end in zip(starts, ends, strict=True))
    return Table(HEADER, tuple(rows))


def _row_starts(body: str) -> list[re.Match[str]]:
    starts = list(_start_pattern(WORDED).finditer(body))
    if starts and starts[0].start() == 0:
        return starts
    first = _UNKNOWN_LIMIT.match(body)
    return list(_start_pattern((first["limit"], *WORDED)).finditer(body)) if first else []


def _start_pattern(worded: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(words) for words in worded)
    limit = f"(?P<limit>{COUNTED}|{NO_INFORMATION}|{words})"
    bare = rf"(?P<bare>\d+)(?P<bare_fee>{_WORDED_FEE})"
    return re.compile(rf"{_CHANNEL}(?:{limit}(?P<fee>{_FEE})|{bare}|{_GLUED})")


def _row(start: re.Match[str], rest: str) -> Way:
    limit = read_limit(start["limit"] or start["bare"] or "")
    fee_text = start["fee"] or start["bare_fee"] or start["glued"]
    if fee_text == NO_INFORMATION:
        note, description, closed = "", rest, True
    else:
        note, description, closed = split_note(rest)
    fee = read_fee(fee_text, note, description)
    if limit.kind is LimitKind.GLUED:
        fee = Fee(fee.text, fee.note, FeeKind.UNSURE)
    return Way(start["channel"], limit, fee, description, _doubts(limit, fee, closed))


_LIMIT_DOUBTS = {
    LimitKind.UNIT_LOST: Reason.UNIT_LOST,
    LimitKind.WORDED: Reason.LIMIT_IN_WORDS,
    LimitKind.GLUED: Reason.LIMIT_AND_FEE_GLUED,
}


def _doubts(limit: Limit, fee: Fee, closed: bool) -> tuple[Reason, ...]:
    doubts = [_LIMIT_DOUBTS[limit.kind]] if limit.kind in _LIMIT_DOUBTS else []
    if not closed:
        doubts.append(Reason.NOTE_NOT_CLOSED)
    if fee.kind is FeeKind.UNSURE:
        doubts.append(Reason.FEE_IN_DOUBT)
    return tuple(doubts)


def is_parsed(table: Table[Way]) -> bool:
    """Every row has its channel and its limit cell; False where a limit runs into its fee."""
    return table.is_parsed and all(way.limit.kind is not LimitKind.GLUED for way in table.rows)

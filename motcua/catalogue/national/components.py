"""The table "thành phần hồ sơ": the papers of the dossier, in groups.

Every row ends with its number of copies ("1 bản chính", "0 bản chính,1 bản sao"), so rows are cut there, and
what stands between the last row and the next head is the next group's label. The count is one digit in each
of the 12.000 rows where it can be seen standing alone; so of several digits in front of "bản chính" the last
is the count and the others belong to the name. "01 bản chính" standing alone is a phrase of the name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.catalogue.national.forms import split_forms
from motcua.catalogue.national.table import NO_INFORMATION, Kept, Reason, Table, kept_whole

HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
# The label of a group that has none.
NO_LABEL = "--"
_COUNT = re.compile(r"(?P<digits>\d+) bản chính(?:,(?P<copies>\d+) bản sao)?")


@dataclass(frozen=True, slots=True)
class Label:
    """The label of the group that follows, with the table's head after it."""

    text: str

    @property
    def name(self) -> str:
        """Empty for a group without a label."""
        return "" if self.text == NO_LABEL else self.text.strip()

    @property
    def source(self) -> str:
        return self.text + HEADER


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its name, its forms' file names, how many originals and copies."""

    name: str
    forms: tuple[str, ...]
    count_text: str
    originals: int
    copies: int
    group: str = ""
    unsure: tuple[Reason, ...] = ()

    @property
    def source(self) -> str:
        return self.name + "".join(self.forms) + self.count_text


def parse_components(text: str) -> Table[Label | Paper]:
    """The labels and papers in the order of the page; never raises.

    `table.rows` holds labels too: use `papers()` for the papers with their group.
    """
    if not text.strip("- \n\t") or text == NO_INFORMATION:
        return Table(header=text)
    labels, trailer = text.split(HEADER), ""
    if len(labels) == 1:
        return kept_whole(text, Reason.NO_HEADER)
    parts: list[Label | Paper | Kept] = [Label(labels[0])]
    for place, body in enumerate(labels[1:], start=1):
        group = next(part.name for part in reversed(parts) if isinstance(part, Label))
        rows, rest = _rows(body, group)
        parts.extend(rows)
        if place < len(labels) - 1:
            parts.append(Label(rest))
        elif rest.strip("- \n\t"):
            parts.append(Kept(rest, Reason.NO_COUNT))
        else:
            trailer = rest
    return Table("", tuple(parts), trailer)


def papers(table: Table[Label | Paper]) -> tuple[Paper, ...]:
    """The papers of the table, each with its group."""
    return tuple(part for part in table.rows if isinstance(part, Paper))


def is_parsed(table: Table[Label | Paper]) -> bool:
    """There are papers, and no text was kept aside."""
    return table.is_parsed and bool(papers(table))


def _rows(body: str, group: str) -> tuple[list[Paper], str]:
    """The papers of one group, and the text after the last."""
    rows, begin = [], 0
    for digit_at, count in _counts(body):
        rows.append(_paper(body[begin:digit_at], body[digit_at : count.end()], count, group))
        begin = count.end()
    return rows, body[begin:]


def _counts(body: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Each count cell: the place of its digit, and the match."""
    end = 0
    for count in _COUNT.finditer(body):
        if _is_phrase(body, count, end):
            continue
        yield count.end("digits") - 1, count
        end = count.end()


def _is_phrase(body: str, count: re.Match[str], row_begin: int) -> bool:
    """ "01 bản chính" with nothing but a blank or a bracket before it, or "1 bản chính" inside a sentence."""
    digits, begin = count["digits"], count.start()
    alone = begin == row_begin or body[begin - 1] in " \n\t("
    if len(digits) == 2 and digits.startswith("0"):
        return alone
    inside = body[begin - 1 : begin] in (" ", "(") and body[count.end() : count.end() + 1] in (" ", ")", ",")
    return len(digits) == 1 and begin > row_begin and inside


def _paper(text: str, count_text: str, count: re.Match[str], group: str) -> Paper:
    name, forms, split = split_forms(text)
    unsure = []
    if not split:
        unsure.append(Reason.FORM_NOT_SPLIT)
    if not name.strip():
        unsure.append(Reason.NAME_MISSING)
    copies = int(count["copies"][:4]) if count["copies"] else 0
    return Paper(name, forms, count_text, int(count["digits"][-1]), copies, group, tuple(unsure))

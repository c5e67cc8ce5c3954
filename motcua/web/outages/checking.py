"""Rows of a file as dossiers to be received, or what is wrong in which cell. Reads, writes nothing.

What is asked of a dossier is asked by the counter's own form, so that a file passes where the form would.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import frame, policies, terms
from motcua.dossiers.models import Outage
from motcua.dossiers.outages import LateEntry, plain_number
from motcua.dossiers.values import Brought
from motcua.lib.text import search_key
from motcua.web.counter.forms.reception import ReceptionForm
from motcua.web.counter.promise import Promise, promise
from motcua.web.outages import cells
from motcua.web.outages.cells import BadCellError
from motcua.web.outages.columns import BY_KEY, COLUMNS, Column
from motcua.web.outages.reading import Is, Row

_LONGEST_NUMBER = 40
# Which column a field of the form is of; papers are of their own column.
_OF_FORM = {"case": "case", "summary": "note"}
_TYPED = ("name", "address")


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a cell of the row `place`, and what to do; `column` None for the row as a whole."""

    place: int
    column: Column | None
    told: str

    @property
    def cell(self) -> str:
        """The cell as spreadsheets name it."""
        return f"{self.column.letter if self.column else ''}{self.place}"


@dataclass(frozen=True)
class Line:
    """A row that can be entered: everything that `receive` is told, the promise and the fee taken."""

    place: int
    number: str
    taken_at: datetime
    form: ReceptionForm
    brought: Sequence[Brought]
    promised: Promise
    fee: int | None

    @property
    def fee_name(self) -> str:
        """What was paid for: the one fee that is due, else what the receipt may call it."""
        due = [charge.name for charge in self.promised.bill.charges if charge.amount != 0]
        return due[0] if len(due) == 1 else "Phí, lệ phí"

    def late(self, outage: Outage, entered_at: datetime) -> LateEntry:
        """Why it is entered later."""
        return LateEntry(outage, self.number, entered_at)


@dataclass(frozen=True)
class Checked:
    """Lines that could be entered, in the order of their time, and all that is wrong, in the file's order."""

    lines: Sequence[Line] = ()
    wrong: Sequence[Wrong] = field(default_factory=list)


def procedures_of(outage: Outage) -> list[ProcedureVersion]:
    """The procedures published on the day of the outage that units of that level solve, by name."""
    found = catalogue.in_effect(on=frame.local_day(outage.began_at)).select_related("procedure")
    return list(found.filter(levels__contains=[outage.unit.level]).order_by("name", "procedure__code"))


def check(rows: Sequence[Row], *, outage: Outage, actor: User, at: datetime) -> Checked:
    """`rows` as they would be entered by `actor` at `at`."""
    checking = _Checking(outage, accounts.permissions_of(actor, outage.unit, at))
    return checking.all(rows)


class _Checking:
    """What the rows have in common while they are read."""

    def __init__(self, outage: Outage, may: frozenset[Permission]) -> None:
        self.outage = outage
        self.may_take_fees = Permission.RECORD_PAYMENT in may
        self.used = set(outage.papers.values_list("number", flat=True))
        self.numbers: dict[str, int] = {}
        self.versions: dict[str, ProcedureVersion | None] = {}
        self.wrong: list[Wrong] = []

    def all(self, rows: Sequence[Row]) -> Checked:
        lines = [line for row in rows if (line := self._line(row)) is not None]
        return Checked(sorted(lines, key=lambda line: (line.taken_at, line.place)), self.wrong)

    def _say(self, row: Row, key: str | None, told: str) -> None:
        self.wrong.append(Wrong(row.place, BY_KEY[key] if key else None, told))

    def _line(self, row: Row) -> Line | None:
        before = len(self.wrong)
        self._check_plain(row)
        if len(self.wrong) > before:
            return None
        number, at, fee = self._number(row), self._taken_at(row), self._fee(row)
        version = self._version(row)
        if version is None:
            return None
        form = self._form(row, version)
        brought = self._papers(row, form)
        if len(self.wrong) > before or at is None:
            return None
        return Line(row.place, number, at, form, brought, promise(form, at), fee)

    def _check_plain(self, row: Row) -> None:
        """No formulas, no merged cells, nothing missing."""
        for column in COLUMNS:
            cell = row.cells.get(column.key)
            if cell is None:
                if column.needed:
                    told = _("Ô này còn trống. Hãy ghi %(title)s.") % {"title": str(column.text).lower()}
                    self._say(row, column.key, told)
            elif cell.kind == Is.MERGED:
                self._say(row, column.key, _("Ô này bị gộp. Hãy bỏ gộp ô và ghi từng dòng."))
            elif cell.kind == Is.FORMULA:
                self._say(row, column.key, _("Ô này là công thức. Hãy dán lại thành giá trị."))

    def _number(self, row: Row) -> str:
        number = plain_number(row.text("number"))
        if len(number) > _LONGEST_NUMBER:
            self._say(row, "number", _("Số giấy quá dài."))
        elif number in self.used:
            self._say(row, "number", _("Số giấy này đã được nhập. Hãy bỏ dòng này."))
        elif number in self.numbers:
            told = _("Số giấy này đã có ở dòng %(row)s. Mỗi giấy chỉ ghi một dòng.")
            self._say(row, "number", told % {"row": self.numbers[number]})
        self.numbers.setdefault(number, row.place)
        return number

    def _taken_at(self, row: Row) -> datetime | None:
        try:
            return cells.taken_at(row.cells["taken_at"], self.outage.began_at, self.outage.ended_at)
        except BadCellError as bad:
            self._say(row, "taken_at", str(bad))
            return None

    def _fee(self, row: Row) -> int | None:
        if "fee" not in row.cells:
            return None
        try:
            fee = cells.amount(row.cells["fee"])
        except BadCellError as bad:
            self._say(row, "fee", str(bad))
            return None
        if fee and not self.may_take_fees:
            self._say(row, "fee", _("Bạn không thu tiền ở đơn vị này. Hãy để trống, người thu tiền ghi sau."))
        return fee or None

    def _version(self, row: Row) -> ProcedureVersion | None:
        """By the code with which the cell begins."""
        code = row.text("procedure").split(" ")[0].rstrip(":–-")
        if code not in self.versions:
            on = frame.local_day(self.outage.began_at)
            self.versions[code] = catalogue.version_on(code, on=on)
        if self.versions[code] is None:
            told = _("Không có thủ tục mang mã “%(code)s” vào ngày đó. Hãy chọn trong danh sách.")
            self._say(row, "procedure", told % {"code": code[:40]})
        return self.versions[code]

    def _form(self, row: Row, version: ProcedureVersion) -> ReceptionForm:
        given = {key: row.text(key) for key in _TYPED} | {"summary": row.text("note")}
        for key, reader in (("id_number", cells.id_number), ("phone", cells.phone)):
            given[key] = reader(row.cells[key]) if key in row.cells else ""
        unit = self.outage.unit
        form = ReceptionForm({**given, "case": self._case(row, version)}, version=version, units=[unit])
        for name, errors in form.errors.items():
            self._say(row, _OF_FORM.get(name, name if name in BY_KEY else "papers"), " ".join(errors))
        return form

    def _case(self, row: Row, version: ProcedureVersion) -> str:
        """The code of the case that is written, by code or name."""
        typed = row.text("case")
        cases = terms.content(version).cases
        found = [c.code for c in cases if typed == c.code or search_key(typed) == search_key(c.name)]
        if found or (not typed and not cases):
            return found[0] if found else ""
        if cases:
            names = "; ".join(case.name for case in cases)
            self._say(row, "case", _("Hãy ghi một trong các trường hợp: %(names)s.") % {"names": names})
            return cases[0].code
        self._say(row, "case", _("Thủ tục này không chia trường hợp. Hãy để trống."))
        return ""

    def _papers(self, row: Row, form: ReceptionForm) -> list[Brought]:
        try:
            brought = cells.papers(row.cells["papers"], form.rules)
        except BadCellError as bad:
            self._say(row, "papers", str(bad))
            return []
        self._check_papers(row, form, brought)
        return brought

    def _check_papers(self, row: Row, form: ReceptionForm, brought: Sequence[Brought]) -> None:
        missing = policies.missing_components(form.rules, {paper.position for paper in brought})
        if missing:
            names = "; ".join(f"{rule.position}. {rule.name}" for rule in missing)
            self._say(row, "papers", _("Còn thiếu giấy tờ bắt buộc: %(names)s.") % {"names": names})

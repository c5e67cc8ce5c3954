"""What moved the money of a drawer on a day, and what must be in it. Pure; amounts in whole đồng.

Every movement stands on exactly one sheet: what was not on one when it was closed comes on the next.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any
from uuid import UUID


class Kind(StrEnum):
    """Why a receipt stands on a sheet."""

    TAKEN = "taken"  # the money came in
    VOID = "void"  # cancelled before any sheet had it: no money, but the number is accounted for
    REFUNDED = "refunded"  # the money went back
    REVERSED = "reversed"  # cancelled after a sheet had counted it


_SIGNS = {Kind.TAKEN: 1, Kind.VOID: 0, Kind.REFUNDED: -1, Kind.REVERSED: -1}
_CASH = "cash"
FIRST = frozenset({Kind.TAKEN, Kind.VOID})
"""What a receipt is when it first comes on a sheet."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """Whose money: an officer at a unit, by their keys."""

    officer: Any
    unit: Any


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of a receipt: in which drawer it was taken and given back, on which local days.

    `listed` are the kinds under which sheets have it already.
    """

    id: UUID
    series: str
    number: int
    amount: int
    means: str
    drawer: Drawer
    taken_on: date
    cancelled_on: date | None = None
    refunded_on: date | None = None
    refund_drawer: Drawer | None = None
    refund_means: str = ""
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Movement:
    """A receipt as one line of a sheet; `amount` with its sign."""

    receipt: Receipt
    kind: Kind
    means: str

    @property
    def amount(self) -> int:
        """What it does to the drawer."""
        return _SIGNS[self.kind] * self.receipt.amount


def movements(receipts: Iterable[Receipt], drawer: Drawer, on: date) -> list[Movement]:
    """What moved the money of `drawer` on the local day `on` and stands on no sheet, by series and number."""
    found = [move for receipt in receipts for move in _of(receipt, drawer, on)]
    return sorted(found, key=lambda m: (m.receipt.series, m.receipt.number, m.kind))


def _of(receipt: Receipt, drawer: Drawer, on: date) -> Iterable[Movement]:
    mine, listed = receipt.drawer == drawer, receipt.listed
    if mine and receipt.taken_on == on and not listed & FIRST:
        yield Movement(receipt, Kind.VOID if receipt.cancelled_on else Kind.TAKEN, receipt.means)
    if mine and receipt.cancelled_on == on and Kind.TAKEN in listed and Kind.REVERSED not in listed:
        yield Movement(receipt, Kind.REVERSED, receipt.means)
    if receipt.refund_drawer == drawer and receipt.refunded_on == on and Kind.REFUNDED not in listed:
        yield Movement(receipt, Kind.REFUNDED, receipt.refund_means)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a sheet: what came in and went back by means, how many receipts, how many of them void."""

    cash_taken: int
    transfer_taken: int
    cash_back: int
    transfer_back: int
    receipts: int
    void: int

    @property
    def expected_cash(self) -> int:
        """What the cash of the day must come to; less than nothing when more went back than came in."""
        return self.cash_taken - self.cash_back

    @property
    def taken(self) -> int:
        """All that came in."""
        return self.cash_taken + self.transfer_taken

    @property
    def back(self) -> int:
        """All that went back."""
        return self.cash_back + self.transfer_back


def totals(moves: Sequence[Movement]) -> Totals:
    """The sums of `moves`."""

    def amount(*, cash: bool, sign: int) -> int:
        return sum(abs(m.amount) for m in moves if (m.means == _CASH) is cash and m.amount * sign > 0)

    return Totals(
        cash_taken=amount(cash=True, sign=1),
        transfer_taken=amount(cash=False, sign=1),
        cash_back=amount(cash=True, sign=-1),
        transfer_back=amount(cash=False, sign=-1),
        receipts=sum(m.kind in FIRST for m in moves),
        void=sum(m.kind is Kind.VOID for m in moves),
    )


def ranges(numbers: Iterable[tuple[str, int]]) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Numbers (series, number) of receipts as unbroken runs, by series.

    >>> dict(ranges([("AA", 1), ("AA", 2), ("AA", 4)]))
    {'AA': [(1, 2), (4, 4)]}
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for series, rows in groupby(sorted(set(numbers)), key=lambda row: row[0]):
        found[series] = _runs([number for _series, number in rows])
    return found


def _runs(numbers: Collection[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs

"""Who sits at which cash desk, and what of receipts and sheets is shown to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer, User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame
from motcua.dossiers.models import Settlement
from motcua.orgs.models import Unit
from motcua.payments import calc, queries
from motcua.payments.calc import Movement, Totals
from motcua.payments.models import DaySheet, SheetLine

_OF_RECEIPT = ("dossier__applicant", "dossier__procedure_version", "unit", "taken_by", "cancelled_by")


@dataclass(frozen=True)
class Desk:
    """The officer at the instant of the request, with the units at which he takes money or leads."""

    user: User
    at: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return frame.local_day(self.at)

    @property
    def officer(self) -> Officer | None:
        """The officer behind the account."""
        return frame.officer_of(self.user)

    @cached_property
    def units(self) -> Sequence[Unit]:
        """Where he takes money, in the order of names."""
        return self._units(Permission.RECORD_PAYMENT)

    @cached_property
    def led(self) -> Sequence[Unit]:
        """Where he decides on receipts of closed days."""
        return self._units(Permission.CANCEL_CLOSED_RECEIPT)

    @cached_property
    def receives(self) -> bool:
        """Whether he works at a counter as well."""
        return accounts.may_somewhere(self.user, Permission.RECEIVE_DOSSIER, self.at)

    def _units(self, permission: Permission) -> Sequence[Unit]:
        keys = accounts.units_where(self.user, permission, self.at)
        return list(Unit.objects.filter(pk__in=keys).order_by("sort_key", "code"))


def desk(request: HttpRequest) -> Desk:
    """The cash desk of whoever asks."""
    return Desk(request.user, timezone.now())


def receipt(of: Desk, key: UUID) -> Settlement:
    """The receipt, for who takes money or leads where it or its dossier is. Raises Http404."""
    rows = Settlement.objects.select_related(*_OF_RECEIPT, "dossier__received_by_unit")
    found = rows.filter(pk=key, kind=Settlement.Kind.FEE.value).first()
    seen = {unit.pk for unit in (*of.units, *of.led)}
    if found is None or not {found.unit_id, found.dossier.received_by_unit_id} & seen:
        raise Http404
    return found


def sheet(of: Desk, key: UUID) -> DaySheet:
    """A closed sheet: one's own, or one of a unit that one leads. Raises Http404."""
    found = DaySheet.objects.select_related("unit", "officer").filter(pk=key).first()
    own = found is not None and of.officer is not None and found.officer_id == of.officer.pk
    if found is None or not (own or found.unit_id in {unit.pk for unit in of.led}):
        raise Http404
    return found


@dataclass(frozen=True)
class OpenSheet:
    """What an officer took at a unit on a day and has not closed."""

    unit: Unit
    on: date
    moves: Sequence[Movement]

    @property
    def totals(self) -> Totals:
        """Its sums."""
        return calc.totals(self.moves)


def open_sheet(of: Desk, unit: Unit, on: date) -> OpenSheet:
    """The sheet that the officer would close now."""
    moves = queries.unlisted(of.officer, unit, on) if of.officer else []
    return OpenSheet(unit, on, moves)


def lines_of(found: DaySheet) -> list[SheetLine]:
    """The lines of a closed sheet by series and number."""
    rows = found.lines.select_related("settlement__dossier")
    return list(rows.order_by("settlement__book", "settlement__number", "kind"))


def runs(numbers: Sequence[tuple[str, int]]) -> list[str]:
    """Numbers of receipts as people write them: `AA-20T: 0000001 – 0000004, 0000007`."""
    found: Mapping[str, Sequence[tuple[int, int]]] = calc.ranges(numbers)
    return [f"{series}: {', '.join(map(_run, rows))}" for series, rows in found.items()]


def _run(run: tuple[int, int]) -> str:
    first, last = run
    return f"{first:07d}" if first == last else f"{first:07d} – {last:07d}"

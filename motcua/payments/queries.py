"""Questions of the cash desk: what a drawer took on a day, and which days were not closed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from motcua.accounts.models import Officer
from motcua.dossiers import frame
from motcua.dossiers.models import Settlement
from motcua.lib.times import LOCAL
from motcua.orgs.models import Unit
from motcua.payments import calc
from motcua.payments.calc import FIRST, Drawer, Kind, Movement, Receipt
from motcua.payments.models import SheetLine

_BACK = timedelta(days=92)
_FEES = Q(kind=Settlement.Kind.FEE.value)


def _within(on: date) -> tuple[datetime, datetime]:
    """The instants of a local day, the second one not in it."""
    return datetime.combine(on, time(), LOCAL), datetime.combine(on + timedelta(days=1), time(), LOCAL)


def _on(column: str, on: date) -> dict[str, datetime]:
    start, end = _within(on)
    return {f"{column}__gte": start, f"{column}__lt": end}


def taken_on(units: Sequence[Unit], on: date) -> QuerySet[Settlement]:
    """Fees taken at `units` on the local day `on`, or given back or cancelled there then, newest first."""
    moved = Q(unit__in=units, **_on("paid_at", on)) | Q(unit__in=units, **_on("cancelled_at", on))
    moved |= Q(refunded_unit__in=units, **_on("refunded_at", on))
    rows = Settlement.objects.filter(_FEES & moved)
    return rows.select_related("dossier__applicant", "unit", "taken_by").order_by("-paid_at", "-number")


def moved_in(officer: Officer, unit: Unit, on: date) -> QuerySet[Settlement]:
    """Fees that may stand on the sheet of `officer` at `unit` for `on`, in the order of their keys."""
    mine = Q(taken_by=officer, unit=unit)
    moved = mine & Q(**_on("paid_at", on)) | mine & Q(**_on("cancelled_at", on))
    moved |= Q(refunded_by=officer, refunded_unit=unit, **_on("refunded_at", on))
    return Settlement.objects.filter(_FEES & moved).order_by("pk")


def unlisted(officer: Officer, unit: Unit, on: date) -> list[Movement]:
    """What moved the money of `officer` at `unit` on `on` and stands on no sheet yet."""
    rows = list(moved_in(officer, unit, on))
    listed: dict[object, set[str]] = {}
    for key, kind in SheetLine.objects.filter(settlement__in=rows).values_list("settlement", "kind"):
        listed.setdefault(key, set()).add(kind)
    receipts = [_receipt(row, frozenset(listed.get(row.pk, ()))) for row in rows]
    return calc.movements(receipts, Drawer(officer.pk, unit.pk), on)


def _receipt(row: Settlement, listed: frozenset[str]) -> Receipt:
    if row.paid_at is None or row.number is None:
        raise ValueError(f"settlement {row.pk} has no receipt")
    return Receipt(
        id=row.pk,
        series=row.book,
        number=row.number,
        amount=row.amount,
        means=row.means,
        drawer=Drawer(row.taken_by_id, row.unit_id),
        taken_on=frame.local_day(row.paid_at),
        cancelled_on=frame.local_day(row.cancelled_at) if row.cancelled_at else None,
        refunded_on=frame.local_day(row.refunded_at) if row.refunded_at else None,
        refund_drawer=Drawer(row.refunded_by_id, row.refunded_unit_id) if row.refunded_at else None,
        refund_means=row.refund_means,
        listed=listed,
    )


def is_counted(row: Settlement) -> bool:
    """Whether a closed sheet counts the money of the receipt: only a leader cancels it then."""
    return SheetLine.objects.filter(settlement=row, kind=Kind.TAKEN.value).exists()


def open_days(officer: Officer, at: datetime) -> list[tuple[Unit, date]]:
    """Days before that of `at`, of the last three months, on which `officer` took money and closed no sheet.

    With the unit at which it was, the oldest first.
    """
    today, _end = _within(frame.local_day(at))
    on_a_sheet = SheetLine.objects.filter(settlement=OuterRef("pk"), kind__in=[k.value for k in FIRST])
    rows = (
        Settlement.objects.filter(
            _FEES, ~Exists(on_a_sheet), taken_by=officer, paid_at__gte=today - _BACK, paid_at__lt=today
        )
        .annotate(day=TruncDate("paid_at", tzinfo=LOCAL))
        .order_by("day")
        .values_list("unit", "day")
        .distinct()
    )
    found = list(rows)
    units = Unit.objects.in_bulk({unit for unit, _day in found})
    return [(units[unit], day) for unit, day in found]

"""Close the sheet of a day: what an officer took is summed, the cash counted, a difference explained."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import Officer, User
from motcua.dossiers import frame
from motcua.dossiers.lifecycle import Act
from motcua.journal.actions.record import record
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.payments import calc, queries
from motcua.payments.calc import Movement
from motcua.payments.events import SHEET_CLOSED, of_drawer
from motcua.payments.models import DaySheet, SheetLine


@transaction.atomic
def close_sheet(
    *, actor: User, at: datetime, unit: Unit, on: date, counted_cash: int, explanation: str = ""
) -> DaySheet:
    """The sheet of `actor` at `unit` for the local day `on`, today or before, of all that is on none yet.

    `counted_cash` in đồng must be what the receipts come to, or the difference is explained. Raises
    NotAllowedError for who takes no money there, ValidationError, by field, for what does not balance.
    """
    ground = frame.authorise(actor, Act.RECORD_FEE, unit, at)
    officer = frame.officer_of(actor)
    if officer is None:
        raise ValidationError(_("Tài khoản này không gắn với công chức nào nên không có bảng kê."))
    moves = _moves(officer, unit, on, at)
    sums = calc.totals(moves)
    _check_balance(sums.expected_cash, counted_cash, explanation)
    sheet = DaySheet(
        unit=unit,
        officer=officer,
        on=on,
        round=DaySheet.objects.filter(unit=unit, officer=officer, on=on).count() + 1,
        counted_cash=counted_cash,
        explanation=explanation.strip(),
        closed_at=at,
        **asdict(sums),
    )
    sheet.save(force_insert=True)
    SheetLine.objects.bulk_create(_lines(sheet, moves))
    record(
        subject=of_drawer(unit.code, officer.pk),
        type=SHEET_CLOSED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload=_told(sheet, moves) | {"ground": ground},
    )
    return sheet


def _moves(officer: Officer, unit: Unit, on: date, at: datetime) -> list[Movement]:
    """What the sheet will have, its receipts locked: nobody cancels one or closes with it meanwhile."""
    if on > frame.local_day(at):
        raise ValidationError({"on": _("Ngày này chưa đến.")})
    list(queries.moved_in(officer, unit, on).select_for_update(of=("self",)).values_list("pk"))
    moves = queries.unlisted(officer, unit, on)
    if not moves:
        raise ValidationError(_("Không còn khoản nào chưa chốt trong ngày này."))
    return moves


def _check_balance(expected: int, counted: int, explanation: str) -> None:
    if counted != expected and not explanation.strip():
        raise ValidationError(
            {"explanation": _("Tiền mặt kiểm đếm lệch so với biên lai. Hãy giải thích chênh lệch.")}
        )


def _lines(sheet: DaySheet, moves: Sequence[Movement]) -> list[SheetLine]:
    return [
        SheetLine(
            id=new_id(),
            sheet=sheet,
            settlement_id=move.receipt.id,
            kind=move.kind.value,
            means=move.means,
            amount=move.amount,
        )
        for move in moves
    ]


def _told(sheet: DaySheet, moves: Sequence[Movement]) -> dict[str, object]:
    """The sheet as its event keeps it: each column, and each line as (receipt's key, kind, means, amount)."""
    columns = {field.attname: getattr(sheet, field.attname) for field in sheet._meta.concrete_fields}
    lines = [[str(move.receipt.id), move.kind.value, move.means, move.amount] for move in moves]
    return {"sheet": columns, "lines": sorted(lines)}

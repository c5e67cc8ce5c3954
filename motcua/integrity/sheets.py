"""Are the sheets of the cash desk still what was closed? Sums, count, explanation and every line."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from motcua.integrity.findings import Contradiction, Difference, unlike
from motcua.journal.events import Kind, plain
from motcua.journal.models import Event
from motcua.payments.events import SHEET_CLOSED
from motcua.payments.models import DaySheet, SheetLine

_LINES = "lines"
Values = dict[str, Any]


def changed_sheets() -> Iterator[Difference]:
    """Sheets that stand otherwise than their event tells, are gone, or that no event tells."""
    return unlike(Contradiction.SHEET_CHANGED, "daysheet", _told(), _found())


def _told() -> dict[str, tuple[str, Values]]:
    events = Event.objects.filter(subject_kind=Kind.CASH.value, type=SHEET_CLOSED)
    told = events.order_by("subject_id", "seq").values_list("subject_id", "payload")
    return {
        str(payload["sheet"]["id"]): (drawer, {**payload["sheet"], _LINES: payload["lines"]})
        for drawer, payload in told
    }


def _found() -> dict[str, tuple[str, Values]]:
    columns = [field.attname for field in DaySheet._meta.concrete_fields]
    found = {str(row["id"]): plain(row) for row in DaySheet.objects.values(*columns)}
    rows = SheetLine.objects.order_by("sheet").values_list("sheet", "settlement", "kind", "means", "amount")
    for sheet, lines in groupby(rows.iterator(), key=lambda row: row[0]):
        found[str(sheet)][_LINES] = sorted([str(line[1]), *line[2:]] for line in lines)
    return {key: ("", values) for key, values in found.items()}

"""Are the number books and the outages of units still what their events tell?"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from motcua.dossiers.books import BOOK_CLOSED, BOOK_OPENED
from motcua.dossiers.models import NumberBook, Outage
from motcua.dossiers.outages import OUTAGE_RECORDED
from motcua.integrity.findings import Contradiction, Difference, unlike
from motcua.journal.events import Kind, plain
from motcua.journal.models import Event

Told = dict[str, tuple[str, dict[str, Any]]]


def changed_books() -> Iterator[Difference]:
    """Volumes and outages that stand otherwise than told, are gone, or that no event tells."""
    kind = Contradiction.UNIT_ROW_CHANGED
    yield from unlike(kind, "numberbook", _told((BOOK_OPENED, BOOK_CLOSED), "book"), _found(NumberBook))
    yield from unlike(kind, "outage", _told((OUTAGE_RECORDED,), "outage"), _found(Outage))


def _told(types: tuple[str, ...], name: str) -> Told:
    """Rows by key as events tell them, a later event only what it changed; with the code of the unit."""
    events = Event.objects.filter(subject_kind=Kind.UNIT.value, type__in=types).order_by("subject_id", "seq")
    told: Told = {}
    for unit, payload in events.values_list("subject_id", "payload"):
        columns = payload[name]
        told.setdefault(columns["id"], (unit, {}))[1].update(columns)
    return told


def _found(model: type[Model]) -> Told:
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._default_manager.values("unit__code", *columns)
    return {str(row["id"]): (row.pop("unit__code"), plain(row)) for row in rows}

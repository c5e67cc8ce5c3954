"""Do slips, exclusions, replies and declarations stand as the journal tells them? Of slips it tells the seal.

What differs is named without its values: a slip says nothing outside its own row.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model

from motcua.evaluation.events import FACTS_DECLARED, SCORE_ANSWERED, SLIP_EXCLUDED, SLIP_GIVEN, seal
from motcua.evaluation.models import Declaration, Exclusion, Reply, Slip
from motcua.evaluation.told import columns
from motcua.integrity.findings import Contradiction, Difference
from motcua.journal.events import Kind, plain
from motcua.journal.models import Event

_TOLD: dict[str, type[Model]] = {
    SLIP_EXCLUDED: Exclusion,
    SCORE_ANSWERED: Reply,
    FACTS_DECLARED: Declaration,
}
Told = dict[str, tuple[str, dict[str, Any]]]
"""By the key of a row the chain that tells it, and what it tells."""


def changed_evaluations() -> Iterator[Difference]:
    """Rows that stand otherwise than their event tells, are gone, or that no event tells."""
    yield from _compared(Slip, _seals(), lambda row: {"seal": seal(columns(row))})
    for type_, model in _TOLD.items():
        yield from _compared(model, _rows(type_), lambda row: plain(columns(row)))


def _seals() -> Told:
    return {told["slip"]: (chain, {"seal": told["seal"]}) for chain, told in _events(SLIP_GIVEN)}


def _rows(type_: str) -> Told:
    return {told["row"]["id"]: (chain, told["row"]) for chain, told in _events(type_)}


def _events(type_: str) -> Iterator[tuple[str, dict[str, Any]]]:
    events = Event.objects.filter(subject_kind=Kind.EVALUATION.value, type=type_)
    yield from events.order_by("subject_id", "seq").values_list("subject_id", "payload").iterator()


def _compared(
    model: type[Model], told: Told, found_of: Callable[[Any], dict[str, Any]]
) -> Iterator[Difference]:
    found = {str(row.pk): found_of(row) for row in model._default_manager.all().iterator()}
    for key in sorted(told.keys() | found.keys()):
        chain, before = told.get(key, ("", {}))
        after = found.get(key, {})
        for column in sorted(before.keys() | after.keys()):
            if before.get(column) != after.get(column):
                yield Difference(
                    Contradiction.EVALUATION_CHANGED, chain, model._meta.model_name or "", key, column
                )

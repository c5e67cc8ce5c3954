"""What a reform of units would move: previewed before anything is done (domain.md 11.3)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from motcua.dossiers.lifecycle import Act, State, sources_of
from motcua.dossiers.models import Consultation, Dossier, Step
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit


class NoHeirError(LookupError):
    """None of the units in question is succeeded by a unit of the new one on that day."""


class AmbiguousHeirError(LookupError):
    """A unit is succeeded by several units of the new one, so that nobody can say which takes over."""

    def __init__(self, unit: Unit, heirs: Collection[Unit]) -> None:
        super().__init__(f"{unit.code} is succeeded by {', '.join(sorted(heir.code for heir in heirs))}")
        self.unit, self.heirs = unit, heirs


@dataclass(frozen=True)
class Move:
    """One dossier that would be moved: from which units to which; its due date stays what it is."""

    dossier: Dossier
    ways: tuple[tuple[Unit, Unit], ...]

    @property
    def heirs(self) -> list[Unit]:
        """The units that take over, each once."""
        return list({new.pk: new for _, new in self.ways}.values())

    @property
    def due_at(self) -> datetime | None:
        """The lawful due date, before and after."""
        return self.dossier.lawful_due_at


def heirs(old: Unit, new: Unit, on: date) -> dict[Unit, Unit]:
    """Which unit at or below `new` takes over from each unit at or below `old` on the day `on`.

    Raises NoHeirError, AmbiguousHeirError.
    """
    before = orgs.subtree(old.code, on - timedelta(days=1))
    after = {unit.pk: unit for unit in orgs.subtree(new.code, on)}
    found: dict[Unit, Unit] = {}
    for unit in {old.pk: old, **{one.pk: one for one in before}}.values():
        several = [after[heir.pk] for heir in orgs.successors_of(unit.code, on) if heir.pk in after]
        if len(several) > 1:
            raise AmbiguousHeirError(unit, several)
        if several and several[0] != unit:
            found[unit] = several[0]
    if not found:
        raise NoHeirError(f"nothing of {old.code} is succeeded by {new.code} on {on}")
    return found


def where_to(units: Collection[Any], heirs: Mapping[Unit, Unit]) -> tuple[tuple[Unit, Unit], ...]:
    """Of `units` (ids) at which a dossier lies those that have an heir, with it, by their codes. Pure."""
    pairs = [(old, new) for old, new in heirs.items() if old.pk in set(units)]
    return tuple(sorted(pairs, key=lambda pair: pair[0].code))


def preview(old: Unit, new: Unit, on: date, codes: Collection[str] = ()) -> list[Move]:
    """The dossiers that `transfer_unit` would move, by code; with `codes` only these. Changes nothing.

    Raises NoHeirError, AmbiguousHeirError.
    """
    by_unit = heirs(old, new, on)
    rows = _lying_at([unit.pk for unit in by_unit])
    rows = rows.filter(code__in=codes) if codes else rows
    places = _places(rows)
    return [
        Move(row, where_to(places.get(row.pk, set()) | {row.received_by_unit_id, row.agency_id}, by_unit))
        for row in rows.select_related("received_by_unit", "agency").order_by("code")
    ]


def _lying_at(units: Collection[Any]) -> Any:
    """Dossiers that can be transferred and lie, or are asked about, at one of `units`."""
    states = [state.value for state in sources_of(Act.TRANSFER) if isinstance(state, State)]
    here = {"dossier": OuterRef("pk"), "unit__in": units}
    return Dossier.objects.filter(
        Q(received_by_unit__in=units)
        | Q(agency__in=units)
        | Exists(Step.objects.filter(ended_at__isnull=True, **here))
        | Exists(Consultation.objects.filter(answered_at__isnull=True, **here)),
        state__in=states,
    )


def _places(rows: Any) -> dict[Any, set[Any]]:
    found: dict[Any, set[Any]] = {}
    steps = Step.objects.filter(dossier__in=rows, ended_at__isnull=True)
    asked = Consultation.objects.filter(dossier__in=rows, answered_at__isnull=True)
    for dossier, unit in [
        *steps.values_list("dossier", "unit"),
        *asked.values_list("dossier", "unit"),
    ]:
        found.setdefault(dossier, set()).add(unit)
    return found

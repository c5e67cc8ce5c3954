"""Load the seeds: the tree of 2020, its reforms, identifiers and titles, each by its own act."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from motcua.journal.events import Actor
from motcua.orgs import seeds
from motcua.orgs.actions.close_unit import close_unit
from motcua.orgs.actions.found_unit import found_unit
from motcua.orgs.actions.move_unit import move_unit
from motcua.orgs.actions.set_identifier import set_identifier
from motcua.orgs.actions.set_job_title import set_job_title
from motcua.orgs.actions.succeed_units import succeed_units
from motcua.orgs.locks import lock_tree
from motcua.orgs.models import AgencyIdentifier, JobTitle, Mark, Succession, Unit


@transaction.atomic
def load_units(*, actor: Actor, at: datetime) -> dict[str, int]:
    """What was added, counted; nothing on a second run. What people changed since then stays as it is."""
    lock_tree()
    known = _Loader(actor, at)
    seed = seeds.units()
    known.found(seed.units, seed.first_day)
    known.reform(seed.early_reforms)
    known.move(seed.moves)
    known.close(seed.closings)  # first: a commune may take over the GSO code of one that ends
    known.found(seed.new_units, seed.new_first_day)
    names = {code: unit.short_name for code, unit in known.units.items()}
    known.found(seeds.parts_of(seed.new_parts, names), seed.new_first_day)
    known.reform(seed.reforms)
    known.identify(seeds.identifiers())
    known.name_titles(seeds.job_titles())
    return known.added


class _Loader:
    """Units by code, who loads them and when, and how many rows of each kind were added."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self.who: dict[str, Actor] = {"actor": actor}
        self.when: dict[str, datetime] = {"at": at}
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.added = dict.fromkeys(("units", "successions", "moves", "closed", "identifiers", "titles"), 0)

    def found(self, wanted: Iterable[seeds.UnitSeed], first_day: date) -> None:
        for seed in wanted:
            self._found(seed, first_day)
            if seed.one_stop:
                self._found(seeds.one_stop_of(seed), first_day)

    def _found(self, seed: seeds.UnitSeed, first_day: date) -> None:
        if seed.code in self.units:
            return
        values = seed.model_dump(exclude={"one_stop", "parent"})
        parent = self.units[seed.parent] if seed.parent else None
        self.units[seed.code] = found_unit(
            **values, parent=parent, valid_from=first_day, **self.who, **self.when
        )
        self.added["units"] += 1

    def reform(self, reforms: Iterable[seeds.Reform]) -> None:
        for reform in reforms:
            done = Succession.objects.filter(
                predecessor__code__in=reform.old, successor__code__in=reform.into
            )
            if done.exists():
                continue
            rows = succeed_units(
                predecessors=[self._fresh(code) for code in reform.old],
                successors=[self._fresh(code) for code in reform.into],
                on=reform.on,
                document=reform.document,
                mark=reform.mark,
                **self.who,
                **self.when,
            )
            self.added["successions"] += len(rows)

    def move(self, moves: Iterable[seeds.Move]) -> None:
        for move in moves:
            unit = self._fresh(move.unit)
            if unit.parents.filter(valid_from__gte=move.on).exists():
                continue
            move_unit(
                unit=unit,
                parent=self.units[move.parent],
                on=move.on,
                document=move.document,
                **self.who,
                **self.when,
            )
            self.added["moves"] += 1

    def close(self, closings: seeds.Closings) -> None:
        for code in closings.units:
            unit = self._fresh(code)
            if unit.valid_to is None:
                close_unit(
                    unit=unit,
                    last_day=closings.last_day,
                    with_units_below=True,
                    document=closings.document,
                    **self.who,
                    **self.when,
                )
                self.added["closed"] += 1

    def identify(self, schemes: dict[str, seeds.IdentifierSeeds]) -> None:
        for scheme, seed in schemes.items():
            have = set(AgencyIdentifier.objects.filter(scheme=scheme).values_list("unit__code", flat=True))
            for code, value in seed.values.items():
                if code in have:
                    continue
                unit = self._fresh(code)
                set_identifier(
                    unit=unit,
                    scheme=scheme,
                    value=value,
                    valid_from=max(seed.valid_from, unit.valid_from),
                    document="Mã tạm, chưa đối chiếu",
                    **self.who,
                    **self.when,
                )
                self.added["identifiers"] += 1

    def name_titles(self, titles: Iterable[seeds.TitleSeed]) -> None:
        have = set(JobTitle.objects.values_list("code", flat=True))
        for title in titles:
            if title.code not in have:
                set_job_title(**title.model_dump(), mark=Mark.RECALLED, **self.who, **self.when)
                self.added["titles"] += 1

    def _fresh(self, code: str) -> Unit:
        self.units[code].refresh_from_db()
        return self.units[code]

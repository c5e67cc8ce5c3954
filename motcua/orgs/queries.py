"""Questions about units: who stands where on a day, who succeeded whom, under which identifier.

`on` is a local date. A unit's code stays its own for ever, so a code needs no date.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from motcua.lib.memory import kept
from motcua.lib.text import search_key
from motcua.orgs.models import (
    AgencyIdentifier,
    Scheme,
    Succession,
    Unit,
    UnitCalendar,
    UnitKind,
    UnitName,
    UnitParent,
)
from motcua.server.prepared import fetched
from motcua.worktime.calendars import WorkCalendar
from motcua.worktime.models import Calendar
from motcua.worktime.queries import DEFAULT_CODE, default_calendar, work_calendar

Row = TypeVar("Row", bound=Model)

# LATERAL with OFFSET 0 or LIMIT 1 keeps each step an index look-up: PostgreSQL expects a recursion to grow
# tenfold, and would otherwise read the whole table (measured with 16,694 units: 10 ms instead of 1 ms).
_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT %s::uuid
    UNION
    SELECT p.unit_id FROM below b CROSS JOIN LATERAL (
        SELECT unit_id FROM orgs_unitparent
        WHERE parent_id = b.id AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s) OFFSET 0
    ) p
) SELECT id FROM below
"""
_STEP_UP = """
    UNION
    SELECT p.parent_id, a.distance + 1 FROM above a CROSS JOIN LATERAL (
        SELECT parent_id FROM orgs_unitparent
        WHERE unit_id = a.id AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s) LIMIT 1
    ) p
"""
_BELOW_BETWEEN = """
WITH RECURSIVE below(id) AS (
    SELECT %(top)s::uuid
    UNION
    SELECT p.unit_id FROM orgs_unitparent p JOIN below b ON p.parent_id = b.id
    WHERE p.valid_from <= %(last)s AND (p.valid_to IS NULL OR p.valid_to >= %(first)s)
) SELECT id FROM below
"""
_ABOVE = """
WITH RECURSIVE above(id, distance) AS (
    SELECT %s::uuid, 0 {step_up}
) SELECT {columns} FROM above CROSS JOIN LATERAL (SELECT * FROM orgs_unit WHERE id = above.id LIMIT 1) u
ORDER BY above.distance
"""


def _columns(model: type[Model], table: str) -> str:
    """All columns of the model, each by its name: prepared statements outlive a migration."""
    return ", ".join(f'{table}."{field.column}"' for field in model._meta.concrete_fields)


def _read(model: type[Row], row: Sequence[object]) -> Row:
    """The row of a statement with `_columns`."""
    return model.from_db("default", [field.attname for field in model._meta.concrete_fields], row)


_COLUMNS = _columns(Unit, "u")
_ABOVE = _ABOVE.replace("{step_up}", _STEP_UP).replace("{columns}", _COLUMNS)
_EXISTING = """
SELECT {columns} FROM orgs_unit u
WHERE u.code = %s AND u.valid_from <= %s AND (u.valid_to IS NULL OR u.valid_to >= %s)
""".replace("{columns}", _COLUMNS)
_IDENTIFIERS = """
SELECT {columns} FROM orgs_agencyidentifier i
WHERE i.scheme = %s AND i.unit_id = ANY(%s)
  AND i.valid_from <= %s AND (i.valid_to IS NULL OR i.valid_to >= %s)
""".replace("{columns}", _columns(AgencyIdentifier, "i"))
_CALENDAR = """
WITH RECURSIVE above(id, distance) AS (
    SELECT id, 0 FROM orgs_unit WHERE code = %s {step_up}
) SELECT c.calendar_id FROM above a LEFT JOIN LATERAL (
    SELECT calendar_id FROM orgs_unitcalendar
    WHERE unit_id = a.id AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s) LIMIT 1
) c ON true
ORDER BY c.calendar_id IS NULL, a.distance LIMIT 1
""".replace("{step_up}", _STEP_UP)


class UnknownUnitError(LookupError):
    """No unit bears the code; the message says so to people."""


class Node(NamedTuple):
    """A unit in a drawn tree; `depth` counts from 0 at the top."""

    unit: Unit
    depth: int


def unit(code: str) -> Unit:
    """The unit with `code`, whether it still exists or not. Raises UnknownUnitError."""
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise _unknown(code)
    return found


def _unknown(code: str) -> UnknownUnitError:
    return UnknownUnitError(_("Không có đơn vị nào mang mã “%(code)s”.") % {"code": code})


def existing(on: date) -> QuerySet[Unit]:
    """Units that exist on the day `on`, in the order of a Vietnamese dictionary."""
    return Unit.objects.on(on)


def subtree(code: str, on: date) -> QuerySet[Unit]:
    """The unit and all below it as they were on the day `on` (`--unit CODE`); empty when it was closed then.

    Raises UnknownUnitError.
    """
    return below(unit(code), on)


def below(top: Unit, on: date) -> QuerySet[Unit]:
    """As `subtree`, for a unit at hand."""
    return Unit.objects.on(on).filter(pk__in=RawSQL(_BELOW, [top.pk, on, on]))  # noqa: S611 values are bound


def below_between(top: Unit, first: date, last: date) -> list[UUID]:
    """Keys of `top` and of all that stood below it on any of the days `first` to `last`, both included.

    A unit that was closed in between is among them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BELOW_BETWEEN, {"top": top.pk, "first": first, "last": last})
        return [row[0] for row in cursor.fetchall()]


def ancestors(of: Unit, on: date) -> list[Unit]:
    """Units above `of` on the day `on`, the nearest first; without `of` itself."""
    return with_ancestors(of, on)[1:]


def with_ancestors(of: Unit, on: date) -> list[Unit]:
    """`of` and the units above it on the day `on`, the nearest first; one statement."""
    found = kept(("orgs.above", of.pk, on), lambda: tuple(_above(of, on)))
    return list(found)


def _above(of: Unit, on: date) -> Iterator[Unit]:
    return (_read(Unit, row) for row in fetched(_ABOVE, [of.pk, on, on]))


def carrying_on(code: str, on: date) -> Unit | None:
    """The unit with `code`, or the one unit that carries on its work, on the day `on`.

    None where no such unit ever was, where nobody succeeded it, or where several did: then nobody can say.
    """
    return kept(("orgs.carrying_on", code, on), lambda: _carrying_on(code, on))


def _carrying_on(code: str, on: date) -> Unit | None:
    rows = fetched(_EXISTING, [code, on, on])
    if rows:
        return _read(Unit, rows[0])
    try:
        heirs = successors_of(code, on)
    except UnknownUnitError:
        return None
    return heirs[0] if len(heirs) == 1 else None


def parent(of: Unit, on: date) -> Unit | None:
    """The unit directly above `of` on the day `on`."""
    return Unit.objects.filter(pk__in=of.parents.on(on).values("parent")).first()


def children(of: Unit, on: date) -> QuerySet[Unit]:
    """Units directly below `of` on the day `on`."""
    rows = of.children.on(on)
    return Unit.objects.on(on).filter(pk__in=rows.values("unit"))


def tree(on: date, top: Unit | None = None) -> list[Node]:
    """All units that exist on the day `on` (those below `top`, itself included), each after its parent.

    Two statements, however many units.
    """
    units = {u.pk: u for u in Unit.objects.on(on)}
    edges = UnitParent.objects.on(on).values_list("unit_id", "parent_id")
    above = {child: up for child, up in edges if child in units and up in units}
    lower: dict[UUID | None, list[Unit]] = {}
    for found in units.values():
        lower.setdefault(above.get(found.pk), []).append(found)
    starts = lower.get(None, []) if top is None else [top] if top.pk in units else []
    return list(_walk(starts, lower, 0))


def _walk(units: Iterable[Unit], lower: dict[UUID | None, list[Unit]], depth: int) -> Iterable[Node]:
    for found in units:
        yield Node(found, depth)
        yield from _walk(lower.get(found.pk, ()), lower, depth + 1)


def name_on(of: Unit, on: date) -> str:
    """The name that `of` bore on the day `on`; its present name for days when it bore none."""
    row: UnitName | None = of.names.on(on).first()
    return row.name if row else of.name


def one_stop_of(of: Unit, on: date) -> Unit | None:
    """Where dossiers for `of` are received on the day `on`: itself, else the one-stop unit nearest to it.

    The one-stop unit below the agency, or below the agency's agency (a district office's dossiers come in at
    the district's one-stop unit). NĐ 61/2018 article 7, domain.md 1.2; NĐ 118/2025, domain.md 1.9.
    """
    if of.receives:
        return of
    for place in with_ancestors(of, on):
        own = below(place, on).filter(kind__in=UnitKind.receiving(), level=place.level).first()
        if own:
            return own
    return None


def successors_of(code: str, on: date) -> list[Unit]:
    """The units that carry on the work of the unit `code` on the day `on`.

    Followed until units that exist on that day; the unit alone while it exists; empty when nobody succeeded.
    Raises UnknownUnitError.
    """
    found: dict[UUID, Unit] = {}
    seen: set[UUID] = set()
    waiting = [unit(code)]
    while waiting:
        here = waiting.pop()
        if here.pk in seen:
            continue
        seen.add(here.pk)
        if here.holds_on(on):
            found[here.pk] = here
        else:
            waiting.extend(
                s.successor
                for s in Succession.objects.filter(predecessor=here, on__lte=on).select_related("successor")
            )
    return sorted(found.values(), key=lambda u: (u.sort_key, u.code))


def predecessors_of(code: str) -> list[Unit]:
    """The units whose work the unit `code` took over directly. Raises UnknownUnitError."""
    return list(Unit.objects.filter(succeeded_by__successor=unit(code)))


def identifier(of: Unit, scheme: Scheme, on: date) -> AgencyIdentifier | None:
    """The identifier of `of` on the day `on`: its own, else the nearest one above (domain.md 1.5)."""
    return kept(("orgs.identifier", of.pk, scheme, on), lambda: _identifier(of, scheme, on))


def _identifier(of: Unit, scheme: Scheme, on: date) -> AgencyIdentifier | None:
    chain = with_ancestors(of, on)
    rows = fetched(_IDENTIFIERS, [scheme.value, [u.pk for u in chain], on, on])
    own = {found.unit_id: found for found in (_read(AgencyIdentifier, row) for row in rows)}
    return next((own[u.pk] for u in chain if u.pk in own), None)


def calendar_for(unit_code: str, on: date) -> WorkCalendar:
    """The working calendar of the unit on the day `on`: its own, else the nearest above, else the default.

    Two statements when it was built before. Raises UnknownUnitError; Calendar.DoesNotExist before seeding.
    """
    return kept(("orgs.calendar", unit_code, on), lambda: _calendar_for(unit_code, on))


def _calendar_for(unit_code: str, on: date) -> WorkCalendar:
    own = calendar_given(unit_code, on)
    return work_calendar(own) if own else kept(("orgs.default_calendar",), default_calendar)


def calendar_given(unit_code: str, on: date) -> UUID | None:
    """The id of the calendar given to the unit, or to the nearest above it, on that day; None: the default.

    Raises UnknownUnitError.
    """
    return kept(("orgs.calendar_given", unit_code, on), lambda: _calendar_given(unit_code, on))


def _calendar_given(unit_code: str, on: date) -> UUID | None:
    rows = fetched(_CALENDAR, [unit_code, on, on, on, on])
    if not rows:
        raise _unknown(unit_code)
    ((own,),) = rows
    return own  # type: ignore[no-any-return]


def keepers_of(calendar: Calendar, on: date) -> list[Unit]:
    """The units to which `calendar` is given on the day `on` or later.

    For the default one, and for one that is given to nobody, also the units that stand under none.
    """
    given = UnitCalendar.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), calendar=calendar)
    units = list(Unit.objects.on(on).filter(pk__in=given.values("unit")))
    if units and calendar.code != DEFAULT_CODE:
        return units
    return units + list(tops(on))


def tops(on: date) -> QuerySet[Unit]:
    """Units that stand under none on the day `on`."""
    return Unit.objects.on(on).exclude(pk__in=UnitParent.objects.on(on).values("unit"))


def search(words: str, on: date) -> QuerySet[Unit]:
    """Units existing on the day `on` whose name or code contains all `words`, with or without tone marks."""
    wanted = Q()
    for word in search_key(words).split(" "):
        wanted &= Q(search_key__contains=word)
    return Unit.objects.on(on).filter(wanted)

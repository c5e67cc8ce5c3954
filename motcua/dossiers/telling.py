"""Who must still be told: papers are asked for, an apology was issued, a result waits, and nobody said so."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from motcua.catalogue.queries import with_names
from motcua.dossiers.lifecycle import OPEN, State
from motcua.dossiers.models import Dossier, Slip, Telling
from motcua.orgs.models import Unit

About = Telling.About


@dataclass(frozen=True)
class ToTell:
    """What the applicant of `dossier` must hear, since when; the last try, when there was one."""

    dossier: Dossier
    about: Telling.About
    since: datetime
    last: Telling | None = None


def to_tell(units: Collection[Unit], most: int) -> list[ToTell]:
    """What people who handed in at `units` have not been told, the longest waiting first, at most `most`."""
    found = [*_asked(units, most), *_late(units, most), *_ready(units, most)]
    first = sorted(found, key=lambda one: (one.since, one.dossier.code))[:most]
    return _with_tries(first)


def _asked(units: Collection[Unit], most: int) -> Iterable[ToTell]:
    slips = _slips(units, Slip.Form.SUPPLEMENT, [State.WAITING_SUPPLEMENT], About.SUPPLEMENT)
    slips = slips.filter(stage=Slip.Stage.PROCESSING.value)[:most]
    return (ToTell(slip.dossier, About.SUPPLEMENT, slip.issued_at) for slip in slips)


def _late(units: Collection[Unit], most: int) -> Iterable[ToTell]:
    slips = _slips(units, Slip.Form.APOLOGY, OPEN, About.DELAY)[:most]
    return (ToTell(slip.dossier, About.DELAY, slip.issued_at) for slip in slips)


def _ready(units: Collection[Unit], most: int) -> Iterable[ToTell]:
    rows = Dossier.objects.filter(
        ~_heard("pk", "closed_at", About.RESULT), state=State.READY.value, received_by_unit__in=units
    )
    rows = with_names(rows).select_related("applicant").order_by("closed_at", "code")[:most]
    return (ToTell(row, About.RESULT, row.closed_at) for row in rows if row.closed_at)


def _slips(
    units: Collection[Unit], form: Slip.Form, states: Iterable[State], about: Telling.About
) -> QuerySet[Slip]:
    """Slips of that form of dossiers in these states of which nobody has spoken since, the oldest first."""
    rows = Slip.objects.filter(
        ~_heard("dossier", "issued_at", about),
        form=form.value,
        dossier__state__in=[state.value for state in states],
        dossier__received_by_unit__in=units,
    )
    rows = rows.select_related("dossier__applicant").order_by("issued_at", "id")
    return with_names(rows, "dossier__procedure_version")


def _heard(dossier: str, since: str, about: Telling.About) -> Exists:
    told = {"outcome": Telling.Outcome.TOLD.value, "told_at__gte": OuterRef(since)}
    return Exists(Telling.objects.filter(dossier=OuterRef(dossier), about=about.value, **told))


def _with_tries(rows: Sequence[ToTell]) -> list[ToTell]:
    tries: dict[tuple[object, str], Telling] = {}
    of_them = Telling.objects.filter(dossier__in=[one.dossier.pk for one in rows])
    for row in of_them.order_by(F("told_at").asc()):
        tries[row.dossier_id, row.about] = row
    return [replace(one, last=_since(one, tries.get((one.dossier.pk, one.about.value)))) for one in rows]


def _since(one: ToTell, last: Telling | None) -> Telling | None:
    return last if last and last.told_at >= one.since else None

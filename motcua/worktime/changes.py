"""How a calendar's rows become what an act wants them to be; only inside an act's transaction."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.lib.ids import new_id
from motcua.worktime.events import DayDecision, DayHours, WeeklyHours
from motcua.worktime.models import Calendar, CalendarDay, DaySession, WeeklySession


def locked(calendar: Calendar) -> Calendar:
    """The calendar's row, locked until the transaction ends: acts on one calendar follow one another."""
    return Calendar.objects.select_for_update().get(pk=calendar.pk)


def renew(calendar: Calendar) -> None:
    """A new version, so that values built from the rows before are no longer used."""
    calendar.version = new_id()
    calendar.save(update_fields=["version", "seeded_days", "name"])


def weekly_hours(calendar: Calendar) -> list[WeeklyHours]:
    """The weekly sessions as values, in the order of the rows."""
    return [_hours(row) for row in calendar.sessions.all()]


def replace_weekly_hours(calendar: Calendar, wanted: Iterable[WeeklyHours]) -> None:
    """Rows that are not wanted go, then those that are missing come. Raises ValidationError, by field."""
    rows = {_hours(row): row for row in calendar.sessions.all()}
    asked = list(dict.fromkeys(wanted))
    WeeklySession.objects.filter(
        pk__in=[row.pk for hours, row in rows.items() if hours not in asked]
    ).delete()
    for hours in asked:
        if hours not in rows:
            made = WeeklySession(calendar=calendar, **{f: getattr(hours, f) for f in hours.__slots__})
            made.full_clean()
            made.save()


def decision(day: CalendarDay) -> DayDecision:
    """A day's row as a value."""
    sessions = tuple(
        DayHours(starts_at=row.starts_at, ends_at=row.ends_at, reception_only=row.reception_only)
        for row in day.sessions.all()
    )
    return DayDecision(
        on=day.on,
        name=day.name,
        kind=day.kind,
        name_en=day.name_en,
        document=day.document,
        verified=day.verified,
        sessions=sessions,
    )


def write_day(calendar: Calendar, wanted: DayDecision) -> CalendarDay:
    """The day's row as `wanted`, new or changed. Raises ValidationError, by field."""
    day = calendar.days.filter(on=wanted.on).first() or CalendarDay(calendar=calendar, on=wanted.on)
    day.name, day.name_en, day.kind = wanted.name, wanted.name_en, wanted.kind
    day.document, day.verified, day.is_worked = wanted.document, wanted.verified, wanted.is_worked
    day.full_clean()
    day.save()
    day.sessions.all().delete()
    for hours in wanted.sessions:
        made = DaySession(
            day=day,
            starts_at=hours.starts_at,
            ends_at=hours.ends_at,
            reception_only=hours.reception_only,
        )
        made.full_clean()
        made.save()
    return day


def day_of(calendar: Calendar, on: date) -> CalendarDay:
    """The row of the day `on`. Raises ValidationError when the calendar has none."""
    found = calendar.days.filter(on=on).first()
    if found is None:
        raise ValidationError({"on": _("Lịch không ghi riêng ngày này.")})
    return found


def _hours(row: WeeklySession) -> WeeklyHours:
    return WeeklyHours(
        weekday=row.weekday,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        reception_only=row.reception_only,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )

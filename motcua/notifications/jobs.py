"""What time alone makes worth telling, run from the schedule; and the daily letter.

Each job takes the aware time, and the codes of the receiving units to whose dossiers it is confined (None:
all). A second run tells nothing twice.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.accounts.models import Officer
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier, Step
from motcua.lib.times import LOCAL
from motcua.notifications.letters import letter
from motcua.notifications.models import Notice
from motcua.notifications.recipients import Recipients
from motcua.notifications.telling import Matter, tell

KEPT = timedelta(days=180)
"""How long notices are kept; what they tell of stays with the dossier."""

Kind = Notice.Kind
_NAMED = "dossier__procedure_version"


def warn_before_due(at: datetime, units: Collection[str] | None = None) -> int:
    """The day-before warning (domain.md 3.5, 12.4): to whoever holds the work, who leads the unit where it
    lies, and the head of the one-stop unit.
    """
    return _warn(at, Kind.COMING_DUE, dossiers.due_soon(at, units))


def warn_of_overdue(at: datetime, units: Collection[str] | None = None) -> int:
    """Overdue, and nobody has apologised (statistics.md 1): to the same."""
    rows = dossiers.overdue_without_apology(at, units).select_related("received_by_unit")
    return _warn(at, Kind.OVERDUE, rows)


def warn_of_long_pauses(at: datetime, units: Collection[str] | None = None) -> int:
    """No pause hides a dossier: whoever asked the applicant hears that the expected day has passed."""
    who = Recipients(at)
    rows = dossiers.pauses_past_their_end(at, units).select_related("dossier__received_by_unit")
    return tell(
        at,
        [
            (
                who.at_counter(pause.dossier.received_by_unit),
                Matter(Kind.PAUSE_OVER, pause.dossier_id, f"pause {pause.pk}"),
            )
            for pause in rows
        ],
    )


def forget_old(at: datetime, units: Collection[str] | None = None) -> int:
    """Delete notices older than `KEPT`, of all units."""
    return Notice.objects.filter(at__lt=at - KEPT).delete()[0]


def _warn(at: datetime, kind: Kind, rows: Iterable[Dossier]) -> int:
    """A moved due date is another matter, so its day is part of what the notice is about."""
    who = Recipients(at)
    open_steps = _steps_of(rows := list(rows))
    told = [
        (
            _concerned(who, dossier, open_steps.get(dossier.pk, [])),
            Matter(kind, dossier.pk, f"due {_day(dossier.lawful_due_at)}", dossier.lawful_due_at),
        )
        for dossier in rows
    ]
    return tell(at, told)


def _steps_of(rows: Collection[Dossier]) -> dict[Any, list[Step]]:
    found: dict[Any, list[Step]] = {}
    steps = Step.objects.filter(dossier__in=[row.pk for row in rows], ended_at__isnull=True)
    for step in steps.select_related("unit") if rows else ():
        found.setdefault(step.dossier_id, []).append(step)
    return found


def _concerned(who: Recipients, dossier: Dossier, steps: Iterable[Step]) -> set[Any]:
    found = set(who.leading(dossier.received_by_unit))
    for step in steps:
        found |= {*who.of_step(step), *who.leading(step.unit)}
    return found


def _day(at: datetime) -> str:
    return at.astimezone(LOCAL).date().isoformat()


def send_letters(at: datetime, units: Collection[str] | None = None) -> int:
    """The daily letter to each officer with unread notices that no letter told of, unless he chose none.

    Returns how many were sent. Each is noted in the transaction in which it is sent, so a failure or a kill
    between two letters repeats none of the others.
    """
    news = Notice.objects.filter(read_at__isnull=True, mailed_at__isnull=True)
    waiting = Officer.objects.filter(user__is_active=True, pk__in=news.values("officer"))
    wanted = waiting.exclude(mail_choice__digest=False).select_related("user").order_by("pk")
    return sum(_send_letter(officer, address, at) for officer in wanted if (address := _address(officer)))


def _address(officer: Officer) -> str:
    return officer.email or officer.user.email


@transaction.atomic
def _send_letter(officer: Officer, address: str, at: datetime) -> bool:
    news = Notice.objects.filter(officer=officer, read_at__isnull=True, mailed_at__isnull=True)
    rows = list(news.select_for_update(skip_locked=True, of=("self",)).select_related(_NAMED))
    if not rows:
        return False
    letter(officer, address, rows, at).send()
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=at)
    return True

"""Who may open a dossier, what of it, and that everybody who looks is written down."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from motcua.accounts import queries as accounts
from motcua.accounts.models import Position, User
from motcua.accounts.permissions import Permission
from motcua.dossiers import frame
from motcua.dossiers.models import Dossier
from motcua.dossiers.permits import PERMITS
from motcua.dossiers.queries import visible_to
from motcua.dossiers.whole import Whole
from motcua.journal.actions.log_access import log_access
from motcua.journal.events import Kind, Subject

_WORK = frozenset(permission for permission, _ in PERMITS.values())
_PURPOSE = "xem hồ sơ"


def now() -> datetime:
    """The instant of this request."""
    return timezone.now()


def subject_of(dossier: Dossier) -> Subject:
    """The dossier as the journal knows it."""
    return Subject(Kind.DOSSIER, str(dossier.pk))


def seen(request: HttpRequest, code: str, at: datetime) -> Dossier:
    """The dossier `code`, if whoever asks may see it; to anybody else it does not exist (404)."""
    rows = visible_to(request.user, at).select_related(
        "procedure_version__procedure", "applicant", "received_by_unit", "agency", "contact"
    )
    found = rows.filter(code=code).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Sight:
    """What of a dossier is shown: the applicant to those who work on it, the access log to who may see it."""

    works: bool
    log: bool


def sight(user: User, whole: Whole, at: datetime) -> Sight:
    """What `user` may see of a dossier that he may open."""
    held = [accounts.permissions_of(user, unit, at) for unit in whole.units.values()]
    return Sight(
        works=any(_WORK & permissions for permissions in held),
        log=any(Permission.VIEW_ACCESS_LOG in permissions for permissions in held),
    )


def look(request: HttpRequest, dossier: Dossier, at: datetime, *, fields: list[str]) -> None:
    """Write down that the dossier's page was opened, and which personal data it showed."""
    place = (
        Position.objects.on(frame.local_day(at))
        .filter(officer__user=request.user)
        .select_related("unit", "title")
        .order_by("valid_from", "id")
        .first()
    )
    log_access(
        subject=subject_of(dossier),
        actor=accounts.actor_of(request.user),
        purpose=_PURPOSE,
        fields=fields,
        position=place.title.name if place else "",
        unit=place.unit.short_name if place else "",
        address=request.META.get("REMOTE_ADDR") or None,
    )

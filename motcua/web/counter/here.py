"""Who stands at which counter: units, the instant, and the looks at personal data that are written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers.models import Dossier
from motcua.journal.actions.log_access import log_access
from motcua.journal.events import Kind, Subject
from motcua.orgs.models import Unit


@dataclass(frozen=True)
class Here:
    """The officer, the instant of the request, and the units at whose counters he may receive."""

    user: User
    at: datetime
    units: Sequence[Unit]


def here(request: HttpRequest) -> Here:
    """Where the officer of `request` works at the counter, in the order of the units' names."""
    user, at = request.user, timezone.now()
    units = accounts.units_where(user, Permission.RECEIVE_DOSSIER, at)
    return Here(user, at, list(Unit.objects.filter(pk__in=units).order_by("sort_key", "code")))


def looked(request: HttpRequest, dossier: Dossier, purpose: str, fields: Sequence[str]) -> None:
    """Write down that the officer saw these `fields` of the applicant of `dossier`, and why."""
    log_access(
        subject=Subject(Kind.DOSSIER, str(dossier.pk)),
        actor=accounts.actor_of(request.user),
        purpose=purpose,
        fields=fields,
        unit=dossier.received_by_unit.code,
        address=request.META.get("REMOTE_ADDR") or None,
    )

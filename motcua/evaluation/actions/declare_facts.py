"""Declare what the system does not know of an agency: publication, complaints (indices 6 and 8)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.evaluation.events import FACTS_DECLARED, of_agency
from motcua.evaluation.models import Declaration
from motcua.evaluation.scores import Petitions
from motcua.evaluation.told import columns
from motcua.journal.actions.record import record
from motcua.orgs.models import Unit


@transaction.atomic
def declare_facts(
    *,
    actor: User,
    at: datetime,
    agency: Unit,
    first: date,
    last: date,
    posted: bool,
    electronic: bool,
    petitions: Petitions,
    evidence: str,
) -> Declaration:
    """Of `agency` for the days from `first` to `last`; a later declaration of the same days takes its place.

    Raises PermissionDenied, ValidationError by field.
    """
    granted = accounts.ground_for(actor, Permission.JUDGE_EVALUATIONS, agency, at)
    if granted is None:
        raise PermissionDenied
    _check(first, last, petitions, evidence)
    row = Declaration.objects.create(
        agency=agency,
        first=first,
        last=last,
        posted=posted,
        electronic=electronic,
        petitions=petitions.received,
        petitions_in_time=petitions.in_time,
        petitions_prolonged=petitions.prolonged,
        evidence=evidence.strip(),
        declared_by=getattr(actor, "officer", None),
        declared_at=at,
    )
    record(
        subject=of_agency(agency.code),
        type=FACTS_DECLARED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={"row": columns(row), "by": granted.as_payload()},
    )
    return row


def _check(first: date, last: date, petitions: Petitions, evidence: str) -> None:
    if first > last:
        raise ValidationError({"last": _("Ngày cuối phải không sớm hơn ngày đầu.")})
    if petitions.in_time > petitions.received:
        raise ValidationError({"petitions_in_time": _("Số đã xử lý đúng hạn nhiều hơn số nhận được.")})
    if petitions.prolonged > petitions.received:
        raise ValidationError({"petitions_prolonged": _("Số để kéo dài nhiều hơn số nhận được.")})
    if not evidence.strip():
        raise ValidationError({"evidence": _("Hãy ghi tài liệu kiểm chứng.")})

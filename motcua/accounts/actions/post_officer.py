"""An agency sends an officer to work at a one-stop unit."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.events import OFFICER_POSTED, of_person
from motcua.accounts.models import Officer, Posting
from motcua.accounts.queries import remarks_on
from motcua.journal.actions.record import record
from motcua.journal.events import Actor
from motcua.orgs.models import Unit


@transaction.atomic
def post_officer(
    *,
    officer: Officer,
    by_agency: Unit,
    one_stop: Unit,
    valid_from: date,
    valid_to: date | None = None,
    document: str = "",
    actor: Actor,
    at: datetime,
) -> Posting:
    """The posting; where it falls short of NĐ 61/2018 article 11 (`queries.remarks_on`) the event says so.

    Raises ValidationError, by field, when `one_stop` receives no dossiers or a unit does not exist then.
    """
    if not one_stop.receives:
        raise ValidationError({"one_stop": _("Đơn vị này không phải Bộ phận Một cửa hay Trung tâm.")})
    for field, unit in (("one_stop", one_stop), ("by_agency", by_agency)):
        if not unit.holds_on(valid_from):
            raise ValidationError({field: _("Đơn vị không tồn tại vào ngày bắt đầu.")})
    posting = Posting(officer=officer, by_agency=by_agency, one_stop=one_stop, document=document)
    posting.valid_from, posting.valid_to = valid_from, valid_to
    posting.full_clean()
    posting.save()
    payload = {
        "posting": posting.pk,
        "by_agency": by_agency.code,
        "one_stop": one_stop.code,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "document": document,
        "remarks": [remark.value for remark in remarks_on(posting)],
    }
    record(subject=of_person(officer.pk), type=OFFICER_POSTED, actor=actor, occurred_at=at, payload=payload)
    return posting

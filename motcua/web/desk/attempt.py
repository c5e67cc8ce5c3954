"""Doing an act as it was seen: done, refused, or overtaken by what somebody did meanwhile.

Every page that offers an act carries the last event that it showed and the version of the row. Sent again,
by a second press or from an old page, the act is not done twice: its own event has been there since.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.accounts.queries import actor_of
from motcua.attachments.queries import NotOpenedError
from motcua.dossiers import labels
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.models import Dossier
from motcua.dossiers.offices import NoOfficeError
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.writing import StaleError
from motcua.issuing.keys import SigningError
from motcua.issuing.labels import FAULTS
from motcua.journal.models import Event
from motcua.journal.queries import history
from motcua.orgs.models import Unit
from motcua.web.desk import sight, story
from motcua.web.desk.deeds import Deed
from motcua.web.desk.forms.acting import ActForm, Case, version_of


@dataclass(frozen=True)
class Outcome:
    """What came of it: the `result`; or `why` not, `at_field` of the form, and the `changes` since.

    `mine`: the same person had done the same act since the page was shown.
    """

    done: bool
    result: Any = None
    why: str = ""
    at_field: str = ""
    stale: bool = False
    mine: bool = False
    changes: tuple[story.Told, ...] = ()


def last_event(dossier: Dossier) -> int:
    """The number of the dossier's newest event; 0 without any."""
    newest = history(sight.subject_of(dossier)).values_list("seq", flat=True).last()
    return newest or 0


REASONS = (
    RefusedError,
    StaleError,
    NotPossibleError,
    NotAllowedError,
    NoOfficeError,
    SigningError,
    NotOpenedError,
)
"""What acts raise when they are not done; `why` puts each into words."""


def why(error: Exception) -> str:
    """Why an act was not done, in words that say what can be done about it."""
    if isinstance(error, RefusedError):
        return labels.said(error)
    if isinstance(error, StaleError):
        return _("Hồ sơ vừa được người khác thay đổi.")
    if isinstance(error, NotPossibleError):
        return _("Ở trạng thái hiện nay của hồ sơ không làm được việc này.")
    if isinstance(error, NotAllowedError):
        return _("Bạn không có quyền làm việc này ở đơn vị này.")
    if isinstance(error, SigningError):
        return str(FAULTS[error.fault])
    if isinstance(error, NotOpenedError):
        return _("Tệp đã ký không còn nguyên vẹn nên không dùng được. Hãy báo người quản trị.")
    return _("Chưa có đơn vị nào làm bước tiếp theo. Hãy báo người quản trị.")


def attempt(deed: Deed, case: Case, form: ActForm) -> Outcome:
    """Do what the valid `form` asks for."""
    try:
        if form.cleaned_data["version"] != version_of(case.row):
            raise StaleError(case.row)
        result = deed.action(actor=case.user, at=case.at, **{case.offer.kind: case.row}, **form.values())
    except REASONS as error:
        return _not_done(deed, case, form, error)
    return Outcome(done=True, result=result)


def _not_done(deed: Deed, case: Case, form: ActForm, error: Exception) -> Outcome:
    events = _since(case.rows.dossier, form.cleaned_data["seen"])
    me = actor_of(case.user).id
    mine = any(event.type == deed.act.value and event.actor_id == me for event in events)
    units = Unit.objects.filter(code__in=story.codes_in(events)).values_list("code", "short_name")
    changes = tuple(story.told(events, story.Names(dict(units), case.rows.plan)))
    at_field = error.field if isinstance(error, RefusedError) and error.field in form.fields else ""
    return Outcome(False, None, why(error), at_field, bool(changes), mine, changes)


def _since(dossier: Dossier, seen: int) -> list[Event]:
    return list(history(sight.subject_of(dossier)).filter(seq__gt=seen))


def tell(form: ActForm, outcome: Outcome) -> None:
    """Put why the act was not done into `form`, at the field that can be mended."""
    form.is_valid()
    form.add_error(outcome.at_field or None, outcome.why)

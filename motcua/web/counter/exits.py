"""The five ways in which a visit ends, each one act of the domain, and where its refusals are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import User
from motcua.dossiers import frame, labels
from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.register_post import register_post
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.models import Dossier
from motcua.dossiers.numbering import NoIdentifierError
from motcua.dossiers.offices import NoOfficeError
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.writing import StaleError
from motcua.web.counter.forms.reception import ReceptionForm
from motcua.web.counter.promise import missing


@dataclass(frozen=True)
class Visit:
    """A form that is right in itself, sent by `actor` at `at`; begun at `begun_at`."""

    form: ReceptionForm
    actor: User
    at: datetime
    begun_at: datetime

    def who_and_what(self) -> dict[str, object]:
        """What every act is told: the dossier that exists, or what a new one is made of."""
        common: dict[str, object] = {"actor": self.actor, "at": self.at, "unit": self.form.unit()}
        if self.form.dossier is not None:
            return common | {"dossier": self.form.dossier}
        return common | {
            "version": self.form.version,
            "applicant": self.form.applicant(),
            "request": self.form.request(),
        }


def _receive(visit: Visit) -> Dossier:
    return receive(**visit.who_and_what(), brought=visit.form.brought())  # type: ignore[arg-type]


def _guide(visit: Visit) -> Dossier:
    said = visit.form.cleaned_data
    items = visit.form.items_asked(missing(visit.form))
    return guide(**visit.who_and_what(), items=items, reason=said["guide_reason"])  # type: ignore[arg-type]


def _refuse(visit: Visit) -> Dossier:
    said = visit.form.cleaned_data
    return refuse_at_reception(
        **visit.who_and_what(),  # type: ignore[arg-type]
        reason=said["refuse_reason"],
        legal_basis=said["legal_basis"],
    )


def _answer(visit: Visit) -> Dossier:
    said = visit.form.cleaned_data
    today = frame.local_day(visit.begun_at) == frame.local_day(visit.at)
    return answer_on_the_spot(
        **visit.who_and_what(),  # type: ignore[arg-type]
        started_at=visit.begun_at if today else visit.at,
        brought=visit.form.brought(),
        result_number=said["result_number"],
        book=visit.form.chosen_book(),
        receiver_name=said["receiver_name"] or said["name"],
    )


def _set_aside(visit: Visit) -> Dossier:
    return register_post(**visit.who_and_what())  # type: ignore[arg-type]


@dataclass(frozen=True)
class Exit:
    """`do` performs it; `fields`: the domain's names of inputs as this form has them; `done` tells it."""

    do: Callable[[Visit], Dossier]
    fields: Mapping[str, str]
    done: LazyText


EXITS: Mapping[str, Exit] = {
    "receive": Exit(_receive, {}, gettext_lazy("Đã tiếp nhận hồ sơ.")),
    "guide": Exit(
        _guide, {"reason": "guide_reason"}, gettext_lazy("Đã ghi yêu cầu bổ sung, hoàn thiện hồ sơ.")
    ),
    "refuse": Exit(_refuse, {"reason": "refuse_reason"}, gettext_lazy("Đã ghi việc từ chối tiếp nhận.")),
    "answer": Exit(_answer, {}, gettext_lazy("Đã trả kết quả ngay, ghi vào sổ.")),
    "set_aside": Exit(
        _set_aside, {}, gettext_lazy("Đã ghi nhận thư gửi đến. Hãy mở và trả lời trong 8 giờ làm việc.")
    ),
}

PROBLEMS = (
    RefusedError,
    NotAllowedError,
    NotPossibleError,
    StaleError,
    NoIdentifierError,
    NoOfficeError,
)
"""What an act may refuse for, without anybody having made a programming error."""


def blame(form: ReceptionForm, exit: Exit, problem: Exception) -> None:
    """Put what the domain refused where the officer can mend it, in words."""
    if isinstance(problem, RefusedError):
        field = exit.fields.get(problem.field, problem.field)
        form.add_error(field if field in form.fields else None, ValidationError(labels.said(problem)))
    else:
        form.add_error(None, ValidationError(told(problem)))


def told(problem: Exception) -> str:
    """A problem that is of no single field, in a sentence that says what to do."""
    if isinstance(problem, RefusedError):
        return labels.said(problem)
    if isinstance(problem, NotAllowedError):
        return _("Bạn không có quyền làm việc này tại %(unit)s.") % {"unit": problem.unit.name}
    if isinstance(problem, NotPossibleError | StaleError):
        return _("Hồ sơ vừa được người khác xử lý. Hãy mở lại hồ sơ để xem tình trạng mới.")
    if isinstance(problem, NoIdentifierError):
        return _("Đơn vị chưa có mã định danh nên chưa cấp được mã hồ sơ. Hãy báo người quản trị.")
    return _("Quy trình của thủ tục nêu một đơn vị không còn tồn tại. Hãy báo người quản trị.")

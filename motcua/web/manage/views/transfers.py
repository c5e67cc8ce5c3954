"""Open dossiers of a unit that ends go to its successors: chosen, shown, done in one go, reported."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import transferring
from motcua.dossiers.actions.transfer_unit import transfer_unit
from motcua.dossiers.frame import NotAllowedError, local_day
from motcua.dossiers.labels import REFUSALS
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.transferring import AmbiguousHeirError, Move, NoHeirError
from motcua.dossiers.writing import StaleError
from motcua.lib.memory import remembering
from motcua.orgs.models import Succession, Unit
from motcua.web.manage.forms.transfer import TransferForm, WhichForm
from motcua.web.manage.moving import summary
from motcua.web.shell.access import requires

_LINES = 50


@requires(Permission.TRANSFER_TO_SUCCESSOR)
@never_cache
def transfers(request: HttpRequest) -> HttpResponse:
    """GET asks which units, and shows what would move; POST does what was shown, by a document."""
    at = timezone.now()
    which = _which(request, at)
    context: dict[str, Any] = {"which": which, "lines": _LINES, "everything": "all" in request.GET}
    if not (which.is_bound and which.is_valid()):
        wrong = which.is_bound and bool(which.errors)
        return render(request, "manage/transfers.html", context, status=422 if wrong else 200)
    with remembering():
        moves = _moves(which)
    if moves is None:
        return render(request, "manage/transfers.html", context, status=422)
    shown = summary(moves)
    form = TransferForm(request.POST if request.method == "POST" else None)
    context |= {"form": form, "shown": shown, "possible": which.cleaned_data["on"] <= local_day(at)}
    if request.method == "POST" and form.is_valid() and context["possible"]:
        if request.POST.get("seen") != shown.digest:
            context["changed"] = True
        elif _done(request, which, form, at):
            return render(request, "manage/transferred.html", context)
    return render(request, "manage/transfers.html", context, status=422 if form.errors else 200)


def _which(request: HttpRequest, at: datetime) -> WhichForm:
    managed = accounts.units_where(request.user, Permission.TRANSFER_TO_SUCCESSOR, at)
    told = Succession.objects.filter(successor__in=managed)
    old = Unit.objects.filter(pk__in=told.values("predecessor")).order_by("sort_key", "code")
    new = Unit.objects.filter(pk__in=told.values("successor")).order_by("sort_key", "code")
    data = request.GET if "old" in request.GET else None
    return WhichForm(data, old=list(old), new=list(new), on=local_day(at))


def _moves(which: WhichForm) -> Sequence[Move] | None:
    """What would move; None, told at its field, where the records say nothing clear of who succeeds."""
    told = which.told()
    try:
        return transferring.preview(told["old"], told["new"], told["on"])
    except NoHeirError:
        which.add_error("new", _("Ngày đó đơn vị này không kế thừa đơn vị nào của đơn vị cũ."))
    except AmbiguousHeirError as several:
        message = _("%(unit)s có nhiều đơn vị kế thừa: %(heirs)s. Hãy chọn đơn vị kế thừa hẹp hơn.")
        heirs = ", ".join(sorted(heir.short_name for heir in several.heirs))
        which.add_error("new", message % {"unit": several.unit.short_name, "heirs": heirs})
    return None


def _done(request: HttpRequest, which: WhichForm, form: TransferForm, at: datetime) -> bool:
    told = which.told()
    try:
        transfer_unit(actor=request.user, at=at, old=told["old"], new=told["new"], document=form.document())
    except NotAllowedError as refused:
        message = _("Bạn không có quyền chuyển hồ sơ về %(unit)s. Chưa hồ sơ nào được chuyển.")
        form.add_error(None, message % {"unit": refused.unit.name})
    except RefusedError as refused:
        form.add_error(None, str(REFUSALS[refused.refusal]))
    except StaleError:
        form.add_error(None, _("Có người vừa xử lý một hồ sơ trong danh sách. Hãy xem lại rồi làm lại."))
    return NON_FIELD_ERRORS not in form.errors

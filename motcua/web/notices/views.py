"""One's own notices: read them, put them away, choose the daily letter."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from motcua.accounts.models import Officer
from motcua.notifications import queries, reading
from motcua.notifications.models import Notice
from motcua.web.shell.access import signed_in

PAGE = 50
COLOURS = {
    Notice.Kind.OVERDUE: "red",
    Notice.Kind.COMING_DUE: "orange",
    Notice.Kind.PAUSE_OVER: "yellow",
    Notice.Kind.SENT_BACK: "purple",
    Notice.Kind.FILE_INFECTED: "red",
}


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """Unread ones, with `?all` also those read; newest first, `?before=` a notice's id for the next page."""
    everything = "all" in request.GET
    rows = queries.of_user(request.user) if everything else queries.unread(request.user)
    shown = list(_after(rows, request.GET.get("before", ""))[: PAGE + 1])
    officer = Officer.objects.filter(user=request.user).first()
    context = {
        "notices": [(one, COLOURS.get(one.kind, "")) for one in shown[:PAGE]],
        "everything": everything,
        "first": _page(everything) if "before" in request.GET else "",
        "following": _page(everything, shown[PAGE - 1]) if len(shown) > PAGE else "",
        "officer": officer,
        "letters": officer is not None and queries.wants_letters(officer),
    }
    return render(request, "notices/list.html", context)


def _after(rows: QuerySet[Notice], key: str) -> QuerySet[Notice]:
    """The rows after the one with this key, by time and then by key; all for a key that is none."""
    last = rows.model.objects.filter(pk=_uuid(key)).first() if _uuid(key) else None
    if last is None:
        return rows
    return rows.filter(at__lte=last.at).exclude(at=last.at, pk__gte=last.pk)


def _page(everything: bool, last: Notice | None = None) -> str:
    told = (["all"] if everything else []) + ([f"before={last.pk}"] if last else [])
    return "?" + "&".join(told)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@signed_in
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Puts away the notices named by `notice`, or all that were on the page when it says `all`."""
    officer = Officer.objects.filter(user=request.user).first()
    named = [_uuid(text) for text in request.POST.getlist("notice")]
    if not named or None in named:
        return HttpResponseBadRequest(_("Không rõ thông báo nào. Hãy tải lại trang."))
    count = reading.mark_read(officer, timezone.now(), [key for key in named if key]) if officer else 0
    told = ngettext("Đã cất %(count)s thông báo.", "Đã cất %(count)s thông báo.", count)
    messages.success(request, told % {"count": count})
    return redirect("notices:list")


@signed_in
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Whether the daily letter goes to whoever asks: `wanted` is `yes` or anything else."""
    officer = Officer.objects.filter(user=request.user).first()
    if officer is not None:
        wanted = request.POST.get("wanted") == "yes"
        reading.choose_letters(officer, wanted=wanted)
        told = _("Mỗi ngày làm việc bạn sẽ nhận một thư.") if wanted else _("Bạn sẽ không nhận thư nữa.")
        messages.success(request, told)
    return redirect("notices:list")

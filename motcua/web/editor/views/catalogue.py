"""The list of procedures for those who look after them."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import Permission
from motcua.catalogue.models.labels import choices
from motcua.catalogue.terms import Level
from motcua.web.editor import happenings
from motcua.web.editor.listing import Entry, listing
from motcua.web.shell.access import requires_for_all
from motcua.web.shell.htmx import answer

STATES = (
    ("", _("Tất cả")),
    ("draft", _("Đang soạn")),
    ("process", _("Có quy trình nội bộ")),
    ("none", _("Chưa có quy trình nội bộ")),
    ("kept", _("Có bản quốc gia chờ xem")),
)


@requires_for_all(Permission.EDIT_CATALOGUE)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Procedures with their present version, what is being worked on, and who changed them last."""
    asked = {name: request.GET.get(name, "") for name in ("q", "state", "level")}
    try:
        found = listing(
            text=asked["q"],
            state=asked["state"],
            level=asked["level"],
            after=request.GET.get("after", ""),
            on=timezone.localdate(),
        )
    except ValueError as error:
        raise Http404 from error
    context = {
        "rows": [(entry, _last(entry)) for entry in found.entries],
        "found": found,
        "asked": asked,
        "states": STATES,
        "levels": choices(Level),
        "first": f"?{urlencode(asked)}" if request.GET.get("after") else "",
        "following": f"?{urlencode(asked | {'after': found.after})}" if found.after else "",
    }
    return answer(request, "editor/catalogue.html", "editor/catalogue_rows.html", context)


def _last(entry: Entry) -> tuple[str, str, object] | None:
    event = entry.last
    return (event.actor_name, happenings.told(event), event.occurred_at) if event else None

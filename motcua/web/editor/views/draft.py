"""A draft: begun, seen as a whole, thrown away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of
from motcua.catalogue.actions.discard_draft import discard_draft
from motcua.catalogue.drafts import DraftError
from motcua.catalogue.models import ProcedureVersion
from motcua.web.editor import drafts, pages
from motcua.web.portal import sheet, who
from motcua.web.shell.access import requires_for_all


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """A draft from the version whose number is sent; the one that is being worked on stays."""
    number = request.POST.get("version", "")
    if not number.isdecimal():
        raise Http404
    versions = ProcedureVersion.objects.select_related("procedure")
    drafts.begin(request, get_object_or_404(versions, procedure__code=code, number=int(number[:9])))
    return redirect("editor:draft", code)


@requires_for_all(Permission.EDIT_CATALOGUE)
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """The whole draft with a way into every part, and what is still wrong."""
    one = drafts.draft(code)
    content = one.content
    found = pages.problems(content, code)
    context = {
        "draft": one,
        "content": content,
        "general": pages.general(content),
        "blocks": pages.blocks(content, empty=True),
        "processes": sheet.sheet(content, on=timezone.localdate(), names=who.names_for(content)).processes,
        "problems": found,
        "graves": pages.graves(found),
    }
    return render(request, "editor/draft.html", context)


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Asks, and throws the draft away."""
    one = drafts.draft(code)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            discard_draft(
                version_id=one.version.id, seen=seen, actor=actor_of(request.user), at=timezone.now()
            )
        except DraftError as error:
            messages.warning(request, str(error))
            return redirect("editor:procedure", code)
        messages.success(request, _("Đã bỏ bản thảo. Phiên bản đã công bố không thay đổi."))
        return redirect("editor:procedure", code)
    return render(request, "editor/discard.html", {"draft": one, "content": one.content})

"""What a draft changes, and the act that publishes it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of
from motcua.catalogue import queries
from motcua.catalogue.actions.publish_version import NotPublishableError, publish_version
from motcua.web.editor import changes as told
from motcua.web.editor import drafts, pages
from motcua.web.editor.drafts import Draft
from motcua.web.editor.forms.publishing import PublishForm
from motcua.web.shell.access import requires_for_all


def _compared(one: Draft) -> dict:
    published = queries.version_on(one.content.code, on=timezone.localdate()) or one.version.procedure.current
    parts = told.parts(queries.content(published), one.content) if published else []
    return {"draft": one, "content": one.content, "published": published, "parts": parts}


@requires_for_all(Permission.EDIT_CATALOGUE)
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """The draft beside the published version, in words."""
    return render(request, "editor/changes.html", _compared(drafts.draft(code)))


@requires_for_all(Permission.PUBLISH_PROCEDURE)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """The changes once more, the document that publishes, and the act; refused while something is wrong."""
    one = drafts.draft(code)
    form = PublishForm(request.POST or None, initial={"seen": one.seen})
    if request.method == "POST" and form.is_valid():
        try:
            version = publish_version(
                version_id=one.version.id,
                decision=form.decision(),
                actor=actor_of(request.user),
                at=timezone.now(),
            )
        except NotPublishableError as error:
            form.add_error(None, str(error))
        else:
            words = {"number": version.number, "day": version.effective_from.strftime("%d/%m/%Y")}
            messages.success(request, _("Đã công bố phiên bản %(number)s, có hiệu lực từ %(day)s.") % words)
            return redirect("editor:procedure", code)
    found = [problem for problem in pages.problems(one.content, code) if problem.grave]
    return render(request, "editor/publish.html", {**_compared(one), "form": form, "problems": found})

"""The version's own fields, edited."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import Permission
from motcua.catalogue.drafts import DraftError
from motcua.web.editor import drafts
from motcua.web.editor.forms.general import GeneralForm
from motcua.web.shell.access import requires_for_all


@requires_for_all(Permission.EDIT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def general(request: HttpRequest, code: str) -> HttpResponse:
    """Name, field, agencies, supplements, counting."""
    one = drafts.draft(code)
    form = GeneralForm(one.content, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.save(request, one, form.content, "general")
        except DraftError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã lưu thông tin chung của bản thảo."))
            return redirect("editor:draft", code)
    return render(request, "editor/general.html", {"draft": one, "content": one.content, "form": form})

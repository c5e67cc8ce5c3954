"""Return of several results at once: chosen from the list, handed out, one sheet to sign."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua.accounts.permissions import Permission
from motcua.dossiers.models import Dossier
from motcua.web.counter import together
from motcua.web.counter.forms.collection import CollectionForm
from motcua.web.counter.here import Here, here, looked
from motcua.web.shell.access import requires

_PURPOSE = "trả kết quả"


@requires(Permission.RETURN_RESULT)
@never_cache
@sensitive_post_parameters()
def results_together(request: HttpRequest) -> HttpResponse:
    """`?code=` as often as results were chosen: who fetches them all, one form for all."""
    at = here(request)
    dossiers = together.chosen(at, request.GET.getlist("code"))
    if not dossiers:
        messages.warning(request, _("Chưa chọn kết quả nào đang chờ trả."))
        return redirect("counter:results")
    first = dossiers[0]
    form = CollectionForm(request.POST or None, applicant=first.applicant, channel=first.return_channel)
    if request.method == "POST" and form.is_valid() and _is_theirs(form, dossiers):
        return _handed_out(request, form, dossiers, at)
    for dossier in dossiers:
        looked(request, dossier, _PURPOSE, ["name", "id_number"])
    context = {"dossiers": dossiers, "form": form}
    return render(request, "counter/together.html", context, status=422 if form.errors else 200)


def _is_theirs(form: CollectionForm, dossiers: list[Dossier]) -> bool:
    """Whoever fetches as the applicant fetches his own alone; others have a paper of authority."""
    applicants = {(d.applicant.name, d.applicant.id_number) for d in dossiers}
    if form.cleaned_data["collected_by"] != "applicant" or len(applicants) == 1:
        return True
    form.add_error(
        "collected_by",
        _("Các kết quả này của nhiều người. Hãy chọn người được ủy quyền, hoặc bỏ kết quả của người khác."),
    )
    return False


def _handed_out(
    request: HttpRequest, form: CollectionForm, dossiers: list[Dossier], at: Here
) -> HttpResponse:
    done = together.hand_out(dossiers, form.cleaned_data, actor=at.user, at=at.at)
    for code, why in done.stayed:
        messages.warning(request, f"{code}: {why}")
    if not done.codes:
        return HttpResponseRedirect(request.get_full_path())
    told = ngettext("Đã trả %(count)s kết quả.", "Đã trả %(count)s kết quả.", len(done.codes))
    messages.success(request, told % {"count": len(done.codes)})
    asked = urlencode({"code": done.codes}, doseq=True)
    return HttpResponseRedirect(f"{reverse('counter:returned_together')}?{asked}")


@requires(Permission.RETURN_RESULT)
@never_cache
def returned_together(request: HttpRequest) -> HttpResponse:
    """The sheet that whoever fetched them signs once."""
    dossiers = together.signed_for(here(request), request.GET.getlist("code"))
    if not dossiers:
        raise Http404
    for dossier in dossiers:
        looked(request, dossier, _PURPOSE, ["name", "receiver_name"])
    return render(request, "counter/returned_together.html", {"dossiers": dossiers, "one": dossiers[0]})

"""Questionnaires: which there are, how each reads, and as workbooks for ODK Collect or KoBo and back."""

import zipfile
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.rounds.actions.publish_instrument import publish_instrument
from motcua.rounds.models import InstrumentVersion
from motcua.surveys import xlsform
from motcua.surveys.problems import SurveyError
from motcua.web.shell.access import requires
from motcua.web.surveys import asking, sight
from motcua.web.surveys.forms.planning import InstrumentForm

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def instruments(request: HttpRequest) -> HttpResponse:
    """The published versions; POST publishes one more from a workbook."""
    form = InstrumentForm(request.POST, request.FILES) if request.method == "POST" else InstrumentForm()
    if form.is_bound and form.is_valid():
        found = _published(request, form)
        if found is not None:
            messages.success(request, _("Đã ban hành phiếu khảo sát."))
            return redirect("surveys:instrument", found.pk)
    context = {
        "instruments": InstrumentVersion.objects.order_by("-published_at"),
        "form": form,
        "crumbs": sight.crumbs(),
    }
    return render(request, "surveys/instruments.html", context, status=422 if form.errors else 200)


def _published(request: HttpRequest, form: InstrumentForm) -> InstrumentVersion | None:
    try:
        instrument = xlsform.load(form.cleaned_data["file"].read())
        return publish_instrument(
            instrument=instrument, actor=accounts.actor_of(request.user), at=timezone.now()
        )
    except SurveyError as wrong:
        form.add_error("file", wrong.remark.text(get_language() or "vi"))
    except ValidationError as wrong:
        form.add_error("file", wrong)
    except (ValueError, KeyError, zipfile.BadZipFile) as wrong:
        form.add_error("file", _("Không đọc được phiếu này: %(why)s") % {"why": str(wrong)[:300]})
    return None


@requires(Permission.CONDUCT_SURVEYS)
def instrument(request: HttpRequest, key: UUID) -> HttpResponse:
    """How a version reads."""
    found = get_object_or_404(InstrumentVersion, pk=key)
    value = found.instrument()
    language = get_language() or "vi"
    context = {
        "version": found,
        "instrument": value,
        "sections": asking.sections(value, language),
        "crumbs": sight.crumbs(),
    }
    return render(request, "surveys/instrument.html", context)


@requires(Permission.CONDUCT_SURVEYS)
def workbook(request: HttpRequest, key: UUID) -> HttpResponse:
    """A version as an XLSForm workbook."""
    found = get_object_or_404(InstrumentVersion, pk=key)
    headers = {"Content-Disposition": f'attachment; filename="{found.code}-{found.version}.xlsx"'}
    return HttpResponse(xlsform.export(found.instrument()), content_type=_XLSX, headers=headers)

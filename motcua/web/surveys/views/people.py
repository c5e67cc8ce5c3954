"""Whom to ask: the people of a unit who were drawn, their letters with a code, reminders, replacements."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.dossiers.finished import Contact, contacts
from motcua.journal.actions.log_access import log_access
from motcua.rounds import box, queries, tokens
from motcua.rounds.actions.replace_entry import replace_entry
from motcua.rounds.box import NoTokenError, UsedTokenError
from motcua.rounds.events import of_round
from motcua.rounds.lifecycle import NotNowError
from motcua.rounds.models import SampleEntry, SurveyRound
from motcua.rounds.models.sampling import Disposition
from motcua.web.hall.codes import qr_address
from motcua.web.shell.access import requires
from motcua.web.surveys import sight
from motcua.web.surveys.forms.calling import AssignForm
from motcua.web.surveys.forms.replacing import ReplaceForm

_NOBODY = Contact("", "", "", "")


@dataclass(frozen=True)
class Person:
    """Somebody to ask: how to reach him, and his code while he has not answered."""

    entry: SampleEntry
    contact: Contact
    code: str
    address: str


def _asked(request: HttpRequest, survey: SurveyRound, why: str) -> list[Person]:
    """The people of the unit `?unit=` who have not answered yet; that they were looked at is written down."""
    unit = request.GET.get("unit", "")
    entries = list(queries.to_ask(survey, unit))
    good = tokens.good_ones(entries)
    reached = contacts([entry.key for entry in entries])
    if reached:
        log_access(
            subject=of_round(survey.code),
            actor=accounts.actor_of(request.user),
            purpose=why,
            fields=["name", "phone", "address"],
            unit=unit,
            address=request.META.get("REMOTE_ADDR") or None,
        )
    return [
        Person(
            entry,
            reached.get(entry.key, _NOBODY),
            code,
            settings.ORIGIN + reverse("surveys:answer", args=[code]),
        )
        for entry in entries
        if (code := good.get(entry.pk))
    ]


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who has not answered yet: to be reminded, or replaced. Who answered is on no list."""
    survey = sight.round_for(request, code, timezone.now())
    unit = request.GET.get("unit", "")
    found = _asked(request, survey, "xem người chưa trả lời khảo sát") if unit else []
    context = {
        "survey": survey,
        "units": queries.progress(survey),
        "unit": unit,
        "people": found,
        "assign": _assigning(request, survey, found) if found else None,
        "crumbs": sight.crumbs(survey),
    }
    return render(request, "surveys/people.html", context)


def _assigning(request: HttpRequest, survey: SurveyRound, people: Sequence[Person]) -> AssignForm:
    """Whose the list is now, if all of it is one person's."""
    now = {person.entry.interviewer_id for person in people}
    return AssignForm(None, team=_team(survey), initial=str(now.pop() or "") if len(now) == 1 else "")


def _team(survey: SurveyRound) -> list[User]:
    found = accounts.officers_with(Permission.CONDUCT_SURVEYS, survey.unit, timezone.now())
    return list(User.objects.filter(officer__in=found, is_active=True).order_by("full_name"))


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Who of the unit `?unit=` has not answered yet is on the list of one interviewer, or of nobody."""
    survey = sight.round_for(request, code, timezone.now())
    unit = request.GET.get("unit", "")
    form = AssignForm(request.POST, team=_team(survey))
    if form.is_valid():
        whose = form.team.get(form.cleaned_data["interviewer"])
        waiting = queries.to_ask(survey, unit).values("pk")
        SampleEntry.objects.filter(pk__in=waiting).update(interviewer=whose)
        messages.success(request, _("Đã giao danh sách."))
    else:
        messages.error(request, _("Người này không thuộc tổ khảo sát."))
    return redirect(f"{reverse('surveys:people', args=[code])}?unit={unit}")


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@require_POST
def handed_in(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """Somebody handed in his paper: his code is used. Neither when nor which paper is written down."""
    survey = sight.round_for(request, code, timezone.now())
    entry = get_object_or_404(SampleEntry.objects.select_related("cell"), pk=key, round=survey)
    try:
        box.hand_in(box.token_for(tokens.good_ones([entry]).get(entry.pk, "")))
    except (NoTokenError, UsedTokenError):
        messages.error(request, _("Người này đã trả lời, đã được thay, hoặc đợt khảo sát đã khóa."))
    else:
        messages.success(request, _("Đã ghi: %(key)s đã nộp phiếu giấy.") % {"key": entry.key})
    return redirect(f"{reverse('surveys:people', args=[code])}?unit={entry.cell.unit_code}")


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def slips(request: HttpRequest, code: str) -> HttpResponse:
    """Letters to cut apart: whose, the code and its QR code."""
    survey = sight.round_for(request, code, timezone.now())
    found = _asked(request, survey, "in thư mời khảo sát")
    drawn = [(person, tokens.in_groups(person.code), qr_address(person.address)) for person in found]
    return render(
        request, "surveys/slips.html", {"survey": survey, "slips": drawn, "origin": settings.ORIGIN}
    )


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def messages_file(request: HttpRequest, code: str) -> HttpResponse:
    """Phone, name and link of who has not answered, for whoever sends short messages."""
    survey = sight.round_for(request, code, timezone.now())
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["ma_ho_so", "ho_ten", "dien_thoai", "thu_dien_tu", "lien_ket"])
    writer.writerows(_lines(_asked(request, survey, "tải danh sách nhắc trả lời khảo sát")))
    headers = {"Content-Disposition": f'attachment; filename="nhac-{survey.code}.csv"'}
    return HttpResponse(("\ufeff" + text.getvalue()), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(people: Sequence[Person]) -> list[tuple[str, ...]]:
    return [
        tuple(
            _harmless(cell)
            for cell in (p.entry.key, p.contact.name, p.contact.phone, p.contact.email, p.address)
        )
        for p in people
    ]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@" and cell else cell


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def replace(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """Somebody who can't be asked gives his place to the reserve."""
    at = timezone.now()
    survey = sight.round_for(request, code, at)
    entry = get_object_or_404(SampleEntry.objects.select_related("cell", "round"), pk=key, round=survey)
    form = ReplaceForm(request.POST if request.method == "POST" else None)
    back = f"{reverse('surveys:people', args=[code])}?unit={entry.cell.unit_code}"
    if form.is_bound and form.is_valid():
        why = Disposition(form.cleaned_data["disposition"])
        try:
            replace_entry(
                entry=entry, disposition=why, reason=form.cleaned_data["reason"], actor=request.user, at=at
            )
        except ValidationError as wrong:
            form.add_error(None, wrong)
        except NotNowError:
            form.add_error(None, _("Đợt khảo sát không còn thu phiếu."))
        else:
            messages.success(request, _("Đã thay bằng người dự phòng kế tiếp."))
            return redirect(back)
    context = {"survey": survey, "entry": entry, "form": form, "back": back, "crumbs": sight.crumbs(survey)}
    return render(request, "surveys/replace.html", context, status=422 if form.errors else 200)

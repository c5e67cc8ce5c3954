"""Paper forms: numbered and printed, typed twice by two people, and settled where the typings differ."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.permissions import Permission
from motcua.printouts.survey_paper import survey_papers
from motcua.rounds import fieldwork, papers
from motcua.rounds.actions.print_papers import print_papers
from motcua.rounds.actions.void_paper import void_paper
from motcua.rounds.lifecycle import NotNowError
from motcua.rounds.models import Paper, SurveyRound
from motcua.rounds.models.papers import PaperState
from motcua.rounds.papers import NobodyHandedInError, NotToTypeError, SamePersonError
from motcua.surveys import keying
from motcua.web.shell.access import requires
from motcua.web.surveys import sight
from motcua.web.surveys.asking import said
from motcua.web.surveys.forms.typing import NumberForm, PrintForm, TypingForm, VoidForm


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@require_GET
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """Papers by unit, those whose typings differ, and how often which question was typed differently."""
    survey = sight.round_for(request, code, timezone.now())
    form = NumberForm({"number": request.GET["number"]} if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["number"]
        if survey.papers.filter(number=number).exists():
            return redirect("surveys:paper", code, number)
        form.add_error("number", _("Không có phiếu số này trong đợt khảo sát."))
    return _overview(request, survey, form, None)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Number new forms; leads to their file."""
    at = timezone.now()
    survey = sight.round_for(request, code, at)
    form = PrintForm(request.POST, rows=fieldwork.papers(survey))
    if form.is_valid():
        cell, many = form.cells[form.cleaned_data["cell"]], form.cleaned_data["many"]
        try:
            made = print_papers(cell=cell, many=many, actor=request.user, at=at)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        except NotNowError:
            form.add_error(None, _("Đợt khảo sát không còn thu phiếu."))
        else:
            told = {"first": made[0].number, "last": made[-1].number}
            messages.success(request, _("Đã cấp số phiếu từ %(first)s đến %(last)s.") % told)
            return redirect(
                f"{reverse('surveys:papers', args=[code])}?first={told['first']}&last={told['last']}"
            )
    return _overview(request, survey, NumberForm(), form)


def _overview(
    request: HttpRequest, survey: SurveyRound, number: NumberForm, printing: PrintForm | None
) -> HttpResponse:
    rows = fieldwork.papers(survey)
    instrument, language = survey.instrument.instrument(), get_language() or "vi"
    compared = list(survey.papers.filter(state=PaperState.DONE).values_list("differing", flat=True))
    context = {
        "survey": survey,
        "number": number,
        "printing": printing or PrintForm(None, rows=rows),
        "new": (request.GET.get("first", ""), request.GET.get("last", "")),
        "rows": [
            (row.cell, row.people, row.printed, row.handed_in, row.typed, row.done)
            for row in rows
            if row.people
        ],
        "differing": survey.papers.filter(state=PaperState.DIFFERS),
        "waiting": survey.papers.filter(state=PaperState.TYPED).count(),
        "compared": len(compared),
        "unlike": sum(1 for one in compared if one),
        "questions": [
            (said(one.item.label, language), one.forms) for one in keying.disagreements(instrument, compared)
        ],
        "void": survey.papers.filter(state=PaperState.VOID),
        "crumbs": sight.crumbs(survey),
    }
    wrong = bool(number.errors or (printing and printing.errors))
    return render(request, "surveys/papers.html", context, status=422 if wrong else 200)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@require_GET
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The forms from `?first=` to `?last=` as PDF, those out of use left out."""
    survey = sight.round_for(request, code, timezone.now())
    first, last = (request.GET.get(end, "") for end in ("first", "last"))
    if (
        not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit())
        or len(first + last) > 12
    ):
        raise Http404
    wanted = survey.papers.filter(number__range=(int(first), int(last))).exclude(state=PaperState.VOID)
    found = [(str(paper), paper.cell.unit_name) for paper in wanted.select_related("cell")[:500]]
    if not found:
        raise Http404
    instrument = survey.instrument.instrument()
    pdf = survey_papers(instrument, found, language=get_language() or "vi", made_at=timezone.now())
    headers = {"Content-Disposition": f'inline; filename="phieu-{survey.code}-{first}-{last}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _paper(request: HttpRequest, code: str, number: int) -> tuple[SurveyRound, Paper]:
    survey = sight.round_for(request, code, timezone.now())
    return survey, get_object_or_404(Paper.objects.select_related("cell"), round=survey, number=number)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@sensitive_post_parameters()
def paper(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Type a form for the first or the second time; who types second doesn't see what was typed first."""
    survey, found = _paper(request, code, number)
    if found.state == PaperState.DIFFERS:
        return redirect("surveys:settle", code, number)
    form = TypingForm(
        request.POST if request.method == "POST" else None,
        instrument=survey.instrument.instrument(),
        language=get_language() or "vi",
    )
    if form.is_bound and form.is_valid():
        try:
            after = papers.type_in(found, form.answers, by=request.user)
        except SamePersonError:
            form.add_error(
                None, _("Bạn đã nhập phiếu này lần thứ nhất. Lần thứ hai phải do người khác nhập.")
            )
        except (NotToTypeError, NobodyHandedInError) as wrong:
            form.add_error(None, _why_not(wrong))
        else:
            return _typed(request, code, after)
    return _asked(request, survey, found, form, "surveys/paper.html")


def _typed(request: HttpRequest, code: str, paper: Paper) -> HttpResponse:
    told = {
        PaperState.TYPED: _("Đã nhập phiếu %(number)s lần thứ nhất. Người khác nhập lần thứ hai."),
        PaperState.DONE: _("Phiếu %(number)s: hai lần nhập giống nhau, đã bỏ vào hòm."),
        PaperState.DIFFERS: _("Phiếu %(number)s: hai lần nhập khác nhau. Hãy xem lại phiếu giấy."),
    }[PaperState(paper.state)]
    level = messages.WARNING if paper.state == PaperState.DIFFERS else messages.SUCCESS
    messages.add_message(request, level, told % {"number": paper})
    if paper.state == PaperState.DIFFERS:
        return redirect("surveys:settle", code, paper.number)
    return redirect("surveys:papers", code)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@sensitive_post_parameters()
def settle(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The questions in which two typings differ, looked up on the paper and typed once more."""
    survey, found = _paper(request, code, number)
    if found.state != PaperState.DIFFERS:
        return redirect("surveys:paper", code, number)
    instrument, both = survey.instrument.instrument(), papers.typed(found)
    told = {
        item.code: _("Hai lần nhập: %(first)s và %(second)s.")
        % {
            "first": keying.typed_of(instrument, item, both.first) or _("để trống"),
            "second": keying.typed_of(instrument, item, both.second) or _("để trống"),
        }
        for item in instrument.items()
        if item.code in found.differing
    }
    form = TypingForm(
        request.POST if request.method == "POST" else None,
        instrument=instrument,
        language=get_language() or "vi",
        only=found.differing,
        told=told,
    )
    if form.is_bound and form.is_valid():
        try:
            return _typed(request, code, papers.settle(found, form.answers))
        except (NotToTypeError, NobodyHandedInError) as wrong:
            form.add_error(None, _why_not(wrong))
    return _asked(request, survey, found, form, "surveys/settle.html")


def _why_not(wrong: Exception) -> str:
    if isinstance(wrong, NobodyHandedInError):
        return _(
            "Số phiếu đã nhập của nhóm này bằng số người đã nộp phiếu giấy. Hãy ghi ai đã nộp ở trang "
            "“Người chưa trả lời” trước, rồi bấm lại."
        )
    return _("Phiếu này đã nhập xong, đã ghi là không dùng, hoặc đợt khảo sát đã khóa.")


def _asked(
    request: HttpRequest, survey: SurveyRound, paper: Paper, form: TypingForm, template: str
) -> HttpResponse:
    context = {
        "survey": survey,
        "paper": paper,
        "form": form,
        "crumbs": [*sight.crumbs(survey), (reverse("surveys:papers", args=[survey.code]), _("Phiếu giấy"))],
    }
    return render(request, template, context, status=422 if form.errors else 200)


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def void(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put a form out of use."""
    survey, found = _paper(request, code, number)
    form = VoidForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            void_paper(paper=found, reason=form.cleaned_data["reason"], actor=request.user, at=timezone.now())
        except ValidationError as wrong:
            form.add_error(None, wrong)
        except NotNowError:
            form.add_error(None, _("Đợt khảo sát không còn thu phiếu."))
        else:
            messages.success(request, _("Đã ghi phiếu %(number)s là không dùng.") % {"number": found})
            return redirect("surveys:papers", code)
    context = {
        "survey": survey,
        "paper": found,
        "form": form,
        "crumbs": [*sight.crumbs(survey), (reverse("surveys:papers", args=[code]), _("Phiếu giấy"))],
    }
    return render(request, "surveys/void.html", context, status=422 if form.errors else 200)

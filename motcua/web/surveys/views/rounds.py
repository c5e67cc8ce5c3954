"""The team's rounds: the list, a new one, and the page of one with what comes next."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.journal.events import SYSTEM
from motcua.lib.times import LOCAL
from motcua.orgs.models import Unit
from motcua.rounds import box, queries
from motcua.rounds.acting import NotAllowedError
from motcua.rounds.actions.close_round import close_round
from motcua.rounds.actions.open_round import open_round
from motcua.rounds.actions.plan_round import plan_round
from motcua.rounds.actions.publish_instrument import publish_instrument
from motcua.rounds.lifecycle import NotNowError, State
from motcua.rounds.models import InstrumentVersion, SurveyRound
from motcua.surveys import instruments as shipped
from motcua.web.shell.access import requires
from motcua.web.surveys import sight
from motcua.web.surveys.forms.planning import RoundForm

TONES = {State.OPEN: "green", State.CLOSED: "grey", State.DRAWN: "purple"}


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of one's units."""
    found = [
        (one, TONES.get(State(one.state), "")) for one in queries.rounds_of(request.user, timezone.now())
    ]
    return render(request, "surveys/rounds.html", {"rounds": found})


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Plan a round."""
    at = timezone.now()
    if request.method == "POST":
        first = not InstrumentVersion.objects.exists()
        _publish_shipped(at)
        if first:
            return redirect("surveys:new")
    reached = accounts.units_where(request.user, Permission.CONDUCT_SURVEYS, at)
    units = list(Unit.objects.filter(pk__in=reached).order_by("sort_key", "code"))
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        units=units,
        instruments=list(InstrumentVersion.objects.order_by("-published_at")),
    )
    if form.is_bound and form.is_valid():
        survey = _planned(request, form, at)
        if survey is not None:
            return redirect("surveys:round", survey.code)
    context = {"form": form, "none_yet": not form.instruments, "crumbs": sight.crumbs()}
    return render(request, "surveys/new.html", context, status=422 if form.errors else 200)


def _publish_shipped(at: datetime) -> None:
    """The questionnaires that come with the program are there for whoever plans the first round."""
    for path in shipped.shipped():
        publish_instrument(instrument=shipped.read_file(path), actor=SYSTEM, at=at)


def _planned(request: HttpRequest, form: RoundForm, at: datetime) -> SurveyRound | None:
    try:
        return plan_round(**form.told(), actor=request.user, at=at)
    except NotAllowedError:
        form.add_error("unit", _("Bạn không thuộc tổ khảo sát của cơ quan này."))
    except ValidationError as wrong:
        form.add_error(None, wrong)
    return None


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """One round: where it stands, what comes next, how far each unit is."""
    found = sight.round_for(request, code, timezone.now())
    rows = queries.progress(found)
    context = {
        "survey": found,
        "tone": TONES.get(State(found.state), ""),
        "frame": getattr(found, "frame", None),
        "rows": rows,
        "asked": sum(row.asked for row in rows),
        "answered": sum(row.answered for row in rows),
        "waiting": queries.letters_waiting(found),
        "small": queries.small_cells(found),
        "crumbs": sight.crumbs(),
    }
    return render(request, "surveys/round.html", context)


def _deal(survey: SurveyRound, request: HttpRequest, at: datetime) -> str:
    count = box.deal(survey, on=at.astimezone(LOCAL).date())
    return _("Đã mở %(count)s phiếu.") % {"count": count}


def _open(survey: SurveyRound, request: HttpRequest, at: datetime) -> str:
    open_round(survey=survey, actor=request.user, at=at)
    return _("Đã mở đợt khảo sát. Nay in thư mời cho người được chọn.")


def _close(survey: SurveyRound, request: HttpRequest, at: datetime) -> str:
    close_round(survey=survey, actor=request.user, at=at)
    return _("Đã khóa phiếu. Mã trả lời đã được xóa; từ nay không ai sửa, thêm phiếu được.")


_MOVES: dict[str, Callable[[SurveyRound, HttpRequest, datetime], str]] = {
    "open": _open,
    "deal": _deal,
    "close": _close,
}


@requires(Permission.CONDUCT_SURVEYS)
@require_POST
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Open the round, open the box, close the round: which one, says the button."""
    at = timezone.now()
    found = sight.round_for(request, code, at)
    act = _MOVES.get(request.POST.get("act", ""))
    try:
        if act is not None:
            messages.success(request, act(found, request, at))
    except NotNowError:
        messages.error(request, _("Lúc này chưa làm được việc này. Có thể người khác vừa làm rồi."))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("surveys:round", code)

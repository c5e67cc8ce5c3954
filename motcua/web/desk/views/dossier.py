"""The dossier's page: where it is, how much time is left, and everything that happened to it."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import terms
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Attachment, Consultation, Dossier, ResultDraft, SignedPaper, Step
from motcua.dossiers.offering import offering
from motcua.dossiers.whole import Whole, whole
from motcua.journal.models import Event
from motcua.journal.queries import accesses_to, history
from motcua.lib.memory import remembering
from motcua.orgs.models import Unit
from motcua.web.desk import panel, sheet, sight, story
from motcua.web.shell.access import requires

_LOOKS = 50
_NO_OPINION = ("", Consultation.Answer.DROPPED)


@requires(Permission.VIEW_DOSSIERS)
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """One dossier, for whoever may see it; every look is written into the access log."""
    at = sight.now()
    with remembering():
        found = sight.seen(request, code, at)
        rows = whole(found)
        shown = sight.sight(request.user, rows, at)
        context = page(rows, shown, at)
        offered = offering(request.user, rows, at)
        context["buttons"] = panel.buttons(code, offered, at)
        context["takes_money"] = found.received_at is not None and accounts.may(
            request.user, Permission.RECORD_PAYMENT, found.received_by_unit, at
        )
        context["elsewhere"] = panel.elsewhere(code, offered)
        sight.look(request, found, at, fields=["applicant"] if shown.works else [])
        return render(request, "desk/dossier.html", context)


def page(rows: Whole, shown: sight.Sight, at: datetime) -> dict[str, object]:
    """Everything that the page says, to somebody who sees so much of it."""
    found = rows.dossier
    events = list(history(sight.subject_of(found)))
    return {
        "dossier": found,
        "rows": rows,
        "shown": shown,
        "now": at,
        "case": _case(found),
        "head": sheet.head(rows, at),
        "here": sheet.here(rows, at),
        "way": sheet.way(rows, at),
        "process": sheet.process(rows, at),
        "legs": sheet.legs(rows, at),
        "files": _files(found) if shown.works and Attachment in rows.kinds else [],
        "drafts": _drafts(found) if shown.works and ResultDraft in rows.kinds else [],
        "signed": _signed(found) if shown.works and SignedPaper in rows.kinds else [],
        "due_lines": sheet.due_lines(rows),
        "explanation": sheet.explanation(rows),
        "answered": sum(row.answer not in _NO_OPINION for row in rows.consultations),
        "seen": events[-1].seq if events else 0,
        "events": _told(events, rows, shown),
        "looks": list(accesses_to(sight.subject_of(found))[:_LOOKS]) if shown.log else [],
    }


def _case(found: Dossier) -> str:
    cases = terms.content(found.procedure_version).cases
    return next((case.name for case in cases if case.code == found.case), "")


def _files(found: Dossier) -> list[Attachment]:
    """The files of the dossier, each with the numbers of its pages after the first."""
    files = list(found.attachments.select_related("file").order_by("position", "attached_at", "pk"))
    for one in files:
        one.later = range(2, one.file.pages + 1)
    return files


def _drafts(found: Dossier) -> list[ResultDraft]:
    """The wordings of the result, the newest first."""
    return list(found.drafts.select_related("drafted_by").order_by("-number"))


def _signed(found: Dossier) -> list[SignedPaper]:
    """The signed files, the newest first, whose step was not sent back."""
    rows = found.signed_papers.filter(step__state=Step.State.DONE).select_related("signer")
    return list(rows.order_by("-signed_at", "-pk"))


def _told(events: list[Event], rows: Whole, shown: sight.Sight) -> list[story.Told]:
    units = Unit.objects.filter(code__in=story.codes_in(events)).values_list("code", "short_name")
    tellings = _tellings(rows.dossier, events) if shown.works else {}
    return story.told(reversed(events), story.Names(dict(units), rows.plan, tellings))


def _tellings(found: Dossier, events: list[Event]) -> dict[str, str]:
    """Whom the counter told and its note, by the key of the row; asked for where there were any."""
    if not any(event.type == Act.TELL_APPLICANT for event in events):
        return {}
    rows = found.tellings.values_list("pk", "person", "note")
    return {str(key): "; ".join(part for part in (person, note) if part) for key, person, note in rows}

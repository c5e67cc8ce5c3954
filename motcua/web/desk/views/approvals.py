"""What waits for a leader's signature: each with its check, signed in batches."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import worklists
from motcua.dossiers.models import ResultDraft, Step
from motcua.issuing import keys
from motcua.lib.memory import remembering
from motcua.web.desk import lines, sight
from motcua.web.desk.places import places
from motcua.web.shell.access import requires


@dataclass(frozen=True)
class Item:
    """A step to approve: the opinions that led to it, and what speaks against signing (empty: nothing).

    `draft` is the wording that would be signed digitally; None where nothing was drafted.
    """

    line: lines.Line
    trail: list[Step]
    against: str
    draft: ResultDraft | None


@requires(Permission.APPROVE_RESULT)
def approvals(request: HttpRequest) -> HttpResponse:
    """Steps of approval in the units in which one may sign, what is due first on top."""
    at = sight.now()
    with remembering():
        units = accounts.units_where(request.user, Permission.APPROVE_RESULT, at)
        rows = worklists.to_approve(units)
        after = lines.place(request.GET.get("after", ""))
        found = list(lines.with_parts(worklists.page(rows, after, lines.SIZE + 1)))
        more = f"?after={lines.token(found[lines.SIZE - 1])}" if len(found) > lines.SIZE else ""
        context = {
            "items": _items(found[: lines.SIZE], at),
            "total": rows.count(),
            "has_key": keys.is_there(keys.label_of_person(request.user)),
            "places": places(request.user, at),
            "first": "?" if after else "",
            "following": more.replace("+", "%2B"),
        }
        return render(request, "desk/approvals.html", context)


def _items(rows: list[Step], at: datetime) -> list[Item]:
    dossiers = [row.dossier_id for row in rows]
    trails, drafts = _trails(dossiers), _drafts(dossiers)
    return [
        _item(line, trails.get(line.row.dossier_id, []), drafts.get(line.row.dossier_id))
        for line in lines.lines(rows, at)
    ]


def _item(line: lines.Line, trail: list[Step], draft: ResultDraft | None) -> Item:
    against = _("còn ý kiến chưa trả lời") if line.open_opinions else ""
    marked = replace(line, draft=draft.number) if draft else line
    return Item(marked, [step for step in trail if step.opinion], against, draft)


def _drafts(dossiers: list[UUID]) -> dict[UUID, ResultDraft]:
    """The newest draft of each dossier that has one."""
    rows = ResultDraft.objects.filter(dossier__in=dossiers).select_related("drafted_by")
    return {row.dossier_id: row for row in rows.order_by("number")}


def _trails(dossiers: list[UUID]) -> dict[UUID, list[Step]]:
    """The steps that were done of each dossier, the newest first."""
    rows = Step.objects.filter(dossier__in=dossiers, state=Step.State.DONE.value).select_related(
        "owner", "unit"
    )
    found: dict[UUID, list[Step]] = {}
    for row in rows.order_by("-ended_at", "key"):
        found.setdefault(row.dossier_id, []).append(row)
    return found

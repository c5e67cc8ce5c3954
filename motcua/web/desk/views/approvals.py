"""What waits for a leader's signature: each with its check, signed in batches."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import worklists
from motcua.dossiers.models import Step
from motcua.lib.memory import remembering
from motcua.web.desk import lines, sight
from motcua.web.desk.places import places
from motcua.web.shell.access import requires


@dataclass(frozen=True)
class Item:
    """A step to approve: the opinions that led to it, and what speaks against signing (empty: nothing)."""

    line: lines.Line
    trail: list[Step]
    against: str


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
            "places": places(request.user, at),
            "first": "?" if after else "",
            "following": more.replace("+", "%2B"),
        }
        return render(request, "desk/approvals.html", context)


def _items(rows: list[Step], at: datetime) -> list[Item]:
    trails = _trails([row.dossier_id for row in rows])
    return [_item(line, trails.get(line.row.dossier_id, [])) for line in lines.lines(rows, at)]


def _item(line: lines.Line, trail: list[Step]) -> Item:
    against = _("còn ý kiến chưa trả lời") if line.open_opinions else ""
    return Item(line, [step for step in trail if step.opinion], against)


def _trails(dossiers: list[UUID]) -> dict[UUID, list[Step]]:
    """The steps that were done of each dossier, the newest first."""
    rows = Step.objects.filter(dossier__in=dossiers, state=Step.State.DONE.value).select_related(
        "owner", "unit"
    )
    found: dict[UUID, list[Step]] = {}
    for row in rows.order_by("-ended_at", "key"):
        found.setdefault(row.dossier_id, []).append(row)
    return found

"""A procedure as its editors see it: what is published, what is being worked on, who did what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from motcua.accounts.permissions import Permission
from motcua.catalogue import queries
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Origin, State
from motcua.web.editor import drafts, happenings, pages
from motcua.web.editor.listing import holds
from motcua.web.portal import sheet, who
from motcua.web.shell.access import requires_for_all


@requires_for_all(Permission.EDIT_CATALOGUE)
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The version in effect, else the newest; all versions; drafts; the last things that happened."""
    found = drafts.procedure(code)
    today = timezone.localdate()
    version = queries.version_on(code, on=today) or found.current
    context = {"procedure": found, "version": version, "happenings": happenings.newest(code)}
    if version is not None:
        content = queries.content(version)
        context |= {
            "content": content,
            "general": pages.general(content),
            "blocks": pages.blocks(content, empty=False),
            "processes": sheet.sheet(content, on=today, names=who.names_for(content)).processes,
            "in_effect": holds(version, today),
        }
    return render(request, "editor/procedure.html", context | _versions(found))


def _versions(found) -> dict:
    versions = list(ProcedureVersion.objects.filter(procedure=found).order_by("-effective_from", "-number"))
    kept = [v for v in versions if v.state == State.DRAFT and v.origin != Origin.LOCAL]
    published = [v for v in versions if v.state != State.DRAFT]
    return {"own": drafts.own_draft(found), "kept": kept, "published": published}

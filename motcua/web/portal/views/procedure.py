"""A procedure's page: the version in effect, or an earlier one."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.catalogue import queries
from motcua.catalogue.bpmn import bpmn as exported
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Origin, State
from motcua.web.portal import days, sheet, who
from motcua.web.shell.access import public


@public
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The version that is in effect today, else the newest that was ever published."""
    found = queries.by_code(code)
    if found is None:
        raise Http404
    today = days.today()
    version = queries.version_on(code, on=today) or found.current
    if version is None:
        raise Http404
    return _page(request, version, today)


@public
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One published version, in effect or not."""
    versions = ProcedureVersion.objects.exclude(state=State.DRAFT)
    found = versions.filter(procedure__code=code, number=number).first()
    if found is None:
        raise Http404
    return _page(request, found, days.today())


@public
def bpmn(request: HttpRequest, code: str, number: int, flow: str) -> HttpResponse:
    """An internal process of a published version as a BPMN 2.0 file."""
    versions = ProcedureVersion.objects.exclude(state=State.DRAFT)
    found = versions.filter(procedure__code=code, number=number, processes__code=flow).first()
    if found is None:
        raise Http404
    content = queries.content(found)
    process = next(one for one in content.processes if one.code == flow)
    drawn = sheet.steps(process, content, who.names_for(content))
    response = HttpResponse(
        exported(
            process,
            title=content.name,
            who={step.key: step.who for step in drawn},
            notes={step.key: sheet.note(step) for step in drawn},
        ),
        content_type="application/xml",
    )
    response["Content-Disposition"] = f'attachment; filename="{code}-v{number}-{flow}.bpmn"'
    return response


def _page(request: HttpRequest, version: ProcedureVersion, today: date) -> HttpResponse:
    content = queries.content(version)
    history = ProcedureVersion.objects.filter(procedure_id=version.procedure_id).exclude(state=State.DRAFT)
    return render(
        request,
        "portal/procedure.html",
        {
            "version": version,
            "sheet": sheet.sheet(content, on=today, names=who.names_for(content)),
            "warning": sheet.sources(content),
            "origin": label(Origin(version.origin)),
            "in_effect": _in_effect(version, today),
            "history": history.order_by("-effective_from", "-number"),
        },
    )


def _in_effect(version: ProcedureVersion, on: date) -> bool:
    return version.effective_from <= on and (version.effective_to is None or on < version.effective_to)

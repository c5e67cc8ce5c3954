"""Addresses of the editors, all under `/editor/`."""

from django.urls import path

from motcua.web.editor.views import catalogue, draft, general, in_use, procedure, processes, publish, rows

app_name = "editor"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("in-use", in_use.in_use, name="in_use"),
    path("<procedure:code>", procedure.procedure, name="procedure"),
    path("<procedure:code>/begin", draft.begin, name="begin"),
    path("<procedure:code>/draft", draft.draft, name="draft"),
    path("<procedure:code>/draft/discard", draft.discard, name="discard"),
    path("<procedure:code>/draft/general", general.general, name="general"),
    path("<procedure:code>/draft/changes", publish.changes, name="changes"),
    path("<procedure:code>/draft/publish", publish.publish, name="publish"),
    path("<procedure:code>/draft/parts/<slug:part>", rows.section, name="section"),
    path("<procedure:code>/draft/parts/<slug:part>/new", rows.add, name="row_new"),
    path("<procedure:code>/draft/parts/<slug:part>/<int:index>", rows.edit, name="row"),
    path("<procedure:code>/draft/parts/<slug:part>/<int:index>/move", rows.move, name="row_move"),
    path("<procedure:code>/draft/processes/new", processes.add, name="process_new"),
    path("<procedure:code>/draft/process/<procedure:flow>", processes.process, name="process"),
    path("<procedure:code>/draft/process/<procedure:flow>/head", processes.head, name="process_head"),
    path("<procedure:code>/draft/process/<procedure:flow>/away", processes.away, name="process_away"),
    path("<procedure:code>/draft/process/<procedure:flow>/steps/new", processes.add_step, name="step_new"),
    path(
        "<procedure:code>/draft/process/<procedure:flow>/steps/<procedure:key>",
        processes.edit_step,
        name="step",
    ),
    path(
        "<procedure:code>/draft/process/<procedure:flow>/steps/<procedure:key>/move",
        processes.move_step,
        name="step_move",
    ),
]

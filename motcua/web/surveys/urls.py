"""Addresses of surveys: those of the team under `/surveys/`, those that people type or scan in Vietnamese."""

from django.urls import path

from motcua.web.surveys.views import (
    answering,
    draw,
    frame,
    instruments,
    openrosa,
    people,
    publishing,
    quality,
    record,
    rounds,
)

app_name = "surveys"
urlpatterns = [
    path("khao-sat", answering.begin, name="begin"),
    path("khao-sat/cam-on", answering.thanks, name="thanks"),
    path("khao-sat/bien-ban/<slug:code>", record.record, name="record"),
    path("khao-sat/<str:token>", answering.answer, name="answer"),
    path("surveys/", rounds.rounds, name="rounds"),
    path("surveys/new", rounds.new, name="new"),
    path("surveys/instruments", instruments.instruments, name="instruments"),
    path("surveys/instruments/<uuid:key>", instruments.instrument, name="instrument"),
    path("surveys/instruments/<uuid:key>.xlsx", instruments.workbook, name="workbook"),
    path("surveys/<slug:code>", rounds.survey, name="round"),
    path("surveys/<slug:code>/move", rounds.move, name="move"),
    path("surveys/<slug:code>/publish", publishing.publish, name="publish"),
    path("surveys/<slug:code>/frame", frame.frame, name="frame"),
    path("surveys/<slug:code>/frame.csv", frame.file, name="frame_file"),
    path("surveys/<slug:code>/draw", draw.draw, name="draw"),
    path("surveys/<slug:code>/device", openrosa.own_device, name="device"),
    path("odk/<slug:code>", openrosa.form_list, name="odk"),
    path("odk/<slug:code>/formList", openrosa.form_list, name="odk_list"),
    path("odk/<slug:code>/form", openrosa.form, name="odk_form"),
    path("odk/<slug:code>/manifest", openrosa.manifest, name="odk_manifest"),
    path("odk/<slug:code>/submission", openrosa.submission, name="odk_submission"),
    path("surveys/<slug:code>/quality", quality.quality, name="quality"),
    path("surveys/<slug:code>/quality/<uuid:key>", quality.response, name="response"),
    path("surveys/<slug:code>/people", people.people, name="people"),
    path("surveys/<slug:code>/people/messages.csv", people.messages_file, name="messages"),
    path("surveys/<slug:code>/people/slips", people.slips, name="slips"),
    path("surveys/<slug:code>/people/<uuid:key>/replace", people.replace, name="replace"),
]

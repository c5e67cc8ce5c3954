"""Addresses of the administrators' own pages, all under `/manage/`."""

from django.urls import path

from motcua.web.manage.views import calendars, home, officers, rights, transfers, units

app_name = "manage"
urlpatterns = [
    path("", home.home, name="home"),
    path("calendars/<slug:code>", calendars.calendar, name="calendar"),
    path("calendars/<slug:code>/decide", calendars.decide, name="decide"),
    path("transfers", transfers.transfers, name="transfers"),
    path("units", units.units, name="units"),
    path("units/<slug:code>", units.unit, name="unit"),
    path("units/<slug:code>/<slug:act>", units.change, name="change_unit"),
    path("officers", officers.officers, name="officers"),
    path("officers/<uuid:key>", officers.officer, name="officer"),
    path("officers/<uuid:key>/absence/<uuid:row>/end", officers.end, {"what": "absence"}, name="end_absence"),
    path(
        "officers/<uuid:key>/delegation/<uuid:row>/end",
        officers.end,
        {"what": "delegation"},
        name="end_delegation",
    ),
    path("officers/<uuid:key>/role", rights.role, name="give_role"),
    path("officers/<uuid:key>/role/<uuid:row>/end", officers.end, {"what": "role"}, name="end_role"),
    path("officers/<uuid:key>/position", rights.position, name="appoint"),
    path("officers/<uuid:key>/position/<uuid:row>/end", rights.end, name="end_position"),
]
